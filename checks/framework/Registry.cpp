#include "checks/framework/Registry.h"

#include <algorithm>

namespace fastidious {
namespace {

// A function-local static: registrations run before main in no particular order.
std::vector<RegisteredCheck> &storage() {
  static std::vector<RegisteredCheck> Checks;
  return Checks;
}

} // namespace

CheckRegistration::CheckRegistration(const CheckInfo &Info, CheckFactory Create) {
  auto &Checks = storage();
  auto At = std::lower_bound(
      Checks.begin(), Checks.end(), Info.Name,
      [](const RegisteredCheck &C, std::string_view Name) { return C.Info->Name < Name; });
  Checks.insert(At, RegisteredCheck{&Info, Create});
}

const std::vector<RegisteredCheck> &registeredChecks() {
  return storage();
}

const CheckInfo *findCheck(std::string_view Name) {
  if (Name.starts_with(CheckPrefix))
    Name.remove_prefix(CheckPrefix.size());
  for (const RegisteredCheck &C : storage())
    if (C.Info->Name == Name)
      return C.Info;
  return nullptr;
}

} // namespace fastidious

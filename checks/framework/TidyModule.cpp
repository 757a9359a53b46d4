#include "checks/framework/TidyModule.h"

#include "checks/framework/Registry.h"

namespace fastidious {

void TidyModule::addCheckFactories(clang::tidy::ClangTidyCheckFactories &Factories) {
  for (const RegisteredCheck &C : registeredChecks())
    Factories.registerCheckFactory(std::string(CheckPrefix) + std::string(C.Info->Name), C.Create);
}

} // namespace fastidious

#include "checks/framework/Markdown.h"

#include "checks/framework/Registry.h"

#include "llvm/ADT/StringRef.h"

#include <fmt/format.h>

namespace fastidious {
namespace {

std::string_view inWords(Cost C) {
  switch (C) {
  case Cost::ConstantFactor:
    return "constant factor";
  case Cost::PerIterationAllocation:
    return "allocation in each iteration";
  case Cost::Quadratic:
    return "quadratic";
  case Cost::InvalidMeasurement:
    return "invalid measurement";
  }
  return "";
}

std::string_view inWords(FixKind F) {
  return F == FixKind::SafeOrUnsafe ? "safe or unsafe" : nameOf(F);
}

std::string optionTable(const CheckInfo &Info) {
  std::string Rows;
  for (const OptionInfo &Option : Info.Options) {
    if (Option.Name.empty())
      break;
    Rows += fmt::format("| `{}` | `{}` | {} |\n", Option.Name,
                        Option.Default.empty() ? "\"\"" : Option.Default, Option.Description);
  }
  if (Rows.empty())
    return Rows;
  return fmt::format("## Options\n\nSet in `.clang-tidy`, under `CheckOptions`, as "
                     "`{}{}.NAME`.\n\n| option | default | |\n|---|---|---|\n{}\n",
                     CheckPrefix, Info.Name, Rows);
}

} // namespace

std::string markdownPage(const CheckInfo &Info) {
  return fmt::format("# {}{}\n\n{}.\n\n"
                     "Cost: {}. Confidence: {}. Fix: {}. Since: {}.\n\n{}\n\n{}",
                     CheckPrefix, Info.Name, Info.Summary, inWords(Info.Cost),
                     nameOf(Info.Confidence), inWords(Info.Fix), Info.Since,
                     llvm::StringRef(Info.Docs).trim().str(), optionTable(Info));
}

std::string markdownTable(std::string_view LinkPrefix) {
  std::string Table = "| check | finds | cost | fix |\n|---|---|---|---|\n";
  for (const RegisteredCheck &C : registeredChecks())
    Table += fmt::format("| [`{0}`]({1}{0}.md) | {2} | {3} | {4} |\n", C.Info->Name, LinkPrefix,
                         C.Info->Summary, inWords(C.Info->Cost), inWords(C.Info->Fix));
  return Table;
}

} // namespace fastidious

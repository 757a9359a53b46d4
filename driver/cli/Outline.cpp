#include "driver/cli/Outline.h"

#include "driver/findings/Finding.h"
#include "driver/output/Format.h"

using llvm::StringRef;

namespace fastidious::driver {

static std::vector<std::string> choicesFor(const std::string &Name, StringRef Value) {
  std::vector<std::string> Out;
  if (Value.contains('|')) {
    for (StringRef Choice : llvm::split(Value, '|'))
      Out.push_back(Choice.str());
  } else if (Value == "COST") {
    for (Cost C : {Cost::ConstantFactor, Cost::PerIterationAllocation, Cost::Quadratic,
                   Cost::InvalidMeasurement})
      Out.push_back(costName(C).str());
  } else if (Value == "FORMAT[:FILE]") {
    for (const OutputFormat &F : outputFormats())
      Out.push_back(F.Name.str());
  } else if (Name == "--checks" || Value.starts_with("CHECK")) {
    for (const RegisteredCheck &C : registeredChecks())
      Out.push_back(std::string(C.Info->Name));
  }
  return Out;
}

static void addFlags(const CLI::App &App, const std::string &Group, std::vector<FlagOutline> &Out) {
  for (const CLI::Option *O : App.get_options()) {
    FlagOutline F;
    for (const std::string &Short : O->get_snames())
      F.Names.push_back("-" + Short);
    for (const std::string &Long : O->get_lnames())
      F.Names.push_back("--" + Long);
    F.Group = Group.empty() ? O->get_group() : Group;
    if (F.Group.empty()) // Hidden.
      continue;
    bool IsSwitch = !F.Names.empty() && O->get_items_expected_max() == 0;
    F.Value = IsSwitch                       ? ""
              : O->get_option_text().empty() ? O->get_name(/*positional=*/true)
                                             : O->get_option_text();
    F.Description = O->get_description();
    F.Repeatable = O->get_expected_max() > 1;
    F.Choices = choicesFor(F.Names.empty() ? "" : F.Names.back(), StringRef(F.Value).ltrim('['));
    StringRef Value = StringRef(F.Value).ltrim('[');
    F.IsFolder = Value.starts_with("DIR");
    F.IsFile =
        Value.starts_with("FILE") || Value.starts_with("PATH") || Value.starts_with("RESULT");
    Out.push_back(std::move(F));
  }
}

static VerbOutline outline(const CLI::App &App) {
  VerbOutline V;
  V.Name = App.get_name();
  V.Summary = App.get_description();
  V.Footer = App.get_footer();
  addFlags(App, "", V.Flags);
  for (const CLI::App *Sub : App.get_subcommands([](const CLI::App *) { return true; })) {
    if (Sub->get_name().empty())
      addFlags(*Sub, Sub->get_group(), V.Flags);
    else if (!Sub->get_group().empty())
      V.Verbs.push_back(outline(*Sub));
  }
  // Groups in the order in which they first appear.
  std::map<std::string, size_t> Order;
  for (const FlagOutline &F : V.Flags)
    Order.try_emplace(F.Group, Order.size());
  llvm::stable_sort(V.Flags, [&](const FlagOutline &A, const FlagOutline &B) {
    return Order[A.Group] < Order[B.Group];
  });
  return V;
}

std::vector<VerbOutline> outlineProgram() {
  std::vector<std::unique_ptr<Command>> Commands;
  return outline(*declareProgram(Commands)).Verbs;
}

} // namespace fastidious::driver

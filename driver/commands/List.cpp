/// \file
/// `fastidious list`.
#include "driver/cli/Command.h"
#include "driver/findings/Finding.h"

#include "llvm/Support/FormatVariadic.h"

namespace json = llvm::json;

namespace fastidious::driver {
namespace {

std::string fixText(FixKind K) {
  switch (K) {
  case FixKind::None:
    return "no fix";
  case FixKind::Safe:
    return "safe fix";
  case FixKind::Unsafe:
    return "unsafe fix";
  case FixKind::SafeOrUnsafe:
    return "safe or unsafe fix";
  }
  llvm_unreachable("covered switch");
}

class ListCommand : public Command {
public:
  void declare(CLI::App &App) override {
    App.add_option("--format", Format, "How to print")
        ->option_text("text|json")
        ->check(CLI::IsMember({"text", "json"}));
  }

  ExitCode run(const std::vector<std::string> *) override {
    if (Format == "json")
      printJSON();
    else
      printText();
    return ExitClean;
  }

private:
  static void printText() {
    size_t Width = 0;
    for (const RegisteredCheck &C : registeredChecks())
      Width = std::max(Width, C.Info->Name.size() + CheckPrefix.size());
    std::string_view Group;
    for (const RegisteredCheck &C : registeredChecks()) {
      if (C.Info->group() != Group) {
        fmt::print("{}{}\n", Group.empty() ? "" : "\n", C.Info->group());
        Group = C.Info->group();
      }
      fmt::print("  {:<{}}  {:<24}  {:<18}  {}\n",
                 std::string(CheckPrefix) + std::string(C.Info->Name), Width,
                 costName(C.Info->Cost).str(), fixText(C.Info->Fix), C.Info->Summary);
    }
  }

  static void printJSON() {
    json::Array Checks;
    for (const RegisteredCheck &C : registeredChecks()) {
      json::Array Options;
      for (const OptionInfo &O : C.Info->Options)
        if (!O.Name.empty())
          Options.push_back(json::Object{{"name", std::string(O.Name)},
                                         {"default", std::string(O.Default)},
                                         {"description", std::string(O.Description)}});
      Checks.push_back(json::Object{{"name", std::string(CheckPrefix) + std::string(C.Info->Name)},
                                    {"group", std::string(C.Info->group())},
                                    {"summary", std::string(C.Info->Summary)},
                                    {"cost", costName(C.Info->Cost)},
                                    {"confidence", confidenceName(C.Info->Confidence)},
                                    {"fix", fixText(C.Info->Fix)},
                                    {"since", std::string(C.Info->Since)},
                                    {"options", std::move(Options)}});
    }
    fmt::print("{}", llvm::formatv("{0:2}\n", json::Value(std::move(Checks))).str());
  }

  std::string Format = "text";
};

const CommandRegistration Registration("list", "List the checks, with cost and fix", 1,
                                       createCommand<ListCommand>);

} // namespace
} // namespace fastidious::driver

/// \file
/// `fastidious explain`.
#include "driver/cli/Command.h"
#include "driver/engine/TidyOptions.h"
#include "driver/findings/Finding.h"

#include "llvm/Support/FormatVariadic.h"

namespace json = llvm::json;

namespace fastidious::driver {
namespace {

class ExplainCommand : public Command {
public:
  void declare(CLI::App &App) override {
    App.add_option("CHECK", Names, "Names of checks")->required()->option_text("CHECK...");
    App.add_option("--format", Format, "How to print")
        ->option_text("text|markdown|json")
        ->check(CLI::IsMember({"text", "markdown", "json"}));
  }

  ExitCode run(const std::vector<std::string> *) override {
    std::vector<const CheckInfo *> Infos;
    for (const std::string &Name : Names) {
      if (const CheckInfo *Info = findCheck(Name)) {
        Infos.push_back(Info);
        continue;
      }
      std::string Similar = similarCheck(Name);
      printError(fmt::format("unknown check '{}'; {}", Name,
                             Similar.empty() ? "'fastidious list' shows all checks"
                                             : "did you mean '" + Similar + "'?"));
      return ExitUsage;
    }
    if (Format == "json")
      printJSON(Infos);
    else
      for (const CheckInfo *Info : Infos)
        printMarkdown(*Info);
    return ExitClean;
  }

private:
  static std::string fullName(const CheckInfo &Info) {
    return std::string(CheckPrefix) + std::string(Info.Name);
  }

  static std::string markdown(const CheckInfo &Info) {
    std::string Out = fmt::format("# {}\n\n{}\n\nCost: {}. Confidence: {}. Since {}.\n\n",
                                  fullName(Info), Info.Summary, costName(Info.Cost).str(),
                                  confidenceName(Info.Confidence).str(), Info.Since);
    Out += llvm::StringRef(Info.Docs).trim();
    Out += "\n";
    bool Heading = false;
    for (const OptionInfo &O : Info.Options) {
      if (O.Name.empty())
        continue;
      if (!Heading)
        Out += "\n## Options\n\n";
      Heading = true;
      Out += fmt::format("- `{}.{}` (default `{}`): {}\n", fullName(Info), O.Name, O.Default,
                         O.Description);
    }
    return Out;
  }

  void printMarkdown(const CheckInfo &Info) const {
    bool Bold = Format == "text" && stdoutTakesColor();
    bool Code = false;
    std::string Text = markdown(Info);
    for (llvm::StringRef Line : llvm::split(llvm::StringRef(Text).rtrim('\n'), '\n')) {
      bool Fence = Line.starts_with("```");
      if (Fence)
        Code = !Code;
      if (Format == "text" && Fence) {
        // The fence says which of the two examples follows.
        if (Code)
          fmt::print("{}:\n", Line.contains("bad")    ? "bad"
                              : Line.contains("good") ? "good"
                                                      : "code");
      } else if (Format == "text" && Code) {
        fmt::print("    {}\n", Line.str());
      } else if (Bold && Line.starts_with("#")) {
        fmt::print("\033[1m{}\033[0m\n", Line.ltrim("# ").str());
      } else {
        fmt::print("{}\n", Line.str());
      }
    }
    fmt::print("\n");
  }

  static void printJSON(const std::vector<const CheckInfo *> &Infos) {
    json::Array Out;
    for (const CheckInfo *Info : Infos)
      Out.push_back(json::Object{{"name", fullName(*Info)},
                                 {"summary", std::string(Info->Summary)},
                                 {"cost", costName(Info->Cost)},
                                 {"confidence", confidenceName(Info->Confidence)},
                                 {"since", std::string(Info->Since)},
                                 {"documentation", markdown(*Info)}});
    fmt::print("{}", llvm::formatv("{0:2}\n", json::Value(std::move(Out))).str());
  }

  std::vector<std::string> Names;
  std::string Format = "text";
};

const CommandRegistration Registration("explain", "Print the documentation of checks", 2,
                                       createCommand<ExplainCommand>);

} // namespace
} // namespace fastidious::driver

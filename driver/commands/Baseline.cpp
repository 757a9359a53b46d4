/// \file
/// `fastidious baseline create|update|prune`.
#include "driver/findings/Baseline.h"
#include "driver/commands/Analysis.h"
#include "driver/findings/Paths.h"

namespace fastidious::driver {
namespace {

class BaselineCommand : public Command {
public:
  void declare(CLI::App &App) override {
    App.require_subcommand(1);
    Create = App.add_subcommand("create", "Accept all findings of today");
    Update = App.add_subcommand("update", "Accept new findings, forget those that are gone");
    Prune = App.add_subcommand("prune", "Forget accepted findings that are gone");
    for (CLI::App *Sub : {Create, Update, Prune}) {
      Flags.declareAnalysis(*Sub);
      Sub->add_option("--baseline", Flags.Baseline,
                      "The file (default: the nearest .fastidious-baseline.json, else a new one)")
          ->option_text("FILE");
    }
  }

  ExitCode run(const std::vector<std::string> *CompilerArgs) override {
    if (!Flags.readConfigFile())
      return ExitUsage;
    std::string Path = Flags.Baseline.empty() && !Create->parsed() ? Baseline::findDefault() : "";
    if (Path.empty())
      Path = absolutePath(Flags.Baseline.empty() ? Baseline::DefaultName.str() : Flags.Baseline);
    std::string File = displayPath(Path), Error;
    auto Old = Baseline::load(Path, Error);
    if (Create->parsed() && llvm::sys::fs::exists(Path)) {
      printError(fmt::format("'{}' exists; use 'fastidious baseline update'", File));
      return ExitUsage;
    }
    if (!Create->parsed() && !Old) {
      printError(fmt::format("cannot read '{}': {}", File, Error));
      return ExitUsage;
    }
    Flags.IgnoreBaseline = true;
    auto A = Analysis::prepare(Flags, CompilerArgs);
    if (!A)
      return ExitUsage;
    RunResult R = A->run();
    Analysis::printProblems(R);
    if (!R.Errors.empty()) {
      // Findings of files that were not analysed would be forgotten.
      printError(fmt::format("'{}' was not written: not everything was analysed", File));
      return exitCode(R, Flags);
    }
    Baseline New = Prune->parsed() ? *Old : Baseline::of(R.Findings, Path);
    if (Prune->parsed())
      New.prune(R.Findings);
    Error = replaceFile(Path, New.text());
    if (!Error.empty()) {
      printError(fmt::format("cannot write '{}': {}", File, Error));
      return ExitUsage;
    }
    fmt::print("{}: {} accepted{}\n", File, New.size(),
               Old ? fmt::format(", {} before", Old->size()) : "");
    return ExitClean;
  }

private:
  CLI::App *Create = nullptr;
  CLI::App *Update = nullptr;
  CLI::App *Prune = nullptr;
  CheckFlags Flags;
};

const CommandRegistration Registration("baseline", "Accept what is there today", 3,
                                       createCommand<BaselineCommand>);

} // namespace
} // namespace fastidious::driver

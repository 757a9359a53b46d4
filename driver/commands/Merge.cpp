/// \file
/// `fastidious merge RESULT...`: joins results of shards, converts formats.
#include "driver/commands/Analysis.h"
#include "driver/findings/Paths.h"
#include "driver/output/ReadResult.h"

namespace fastidious::driver {
namespace {

class MergeCommand : public Command {
public:
  void declare(CLI::App &App) override {
    App.add_option("RESULT", Results, "Results in the format json or sarif")
        ->option_text("RESULT...")
        ->required();
    Flags.declareOutput(App);
    App.footer(
        "Relative paths in the results are taken from the current folder.\n"
        "Exit codes: 0 no findings, 1 findings, 2 wrong usage or an unreadable result, 3 some "
        "files were not analysed.");
  }

  ExitCode run(const std::vector<std::string> *) override {
    if (!Flags.readConfigFile() || !formatsAreKnown(Flags) || !failOn(Flags))
      return ExitUsage;
    auto Baseline = baselineFilter(Flags);
    if (!Baseline)
      return ExitUsage;
    std::vector<RunResult> Parts;
    for (const std::string &File : Results) {
      std::string Error;
      auto Text = readFile(absolutePath(File), Error);
      auto Part = Text ? readResult(*Text, Error) : std::nullopt;
      if (!Part) {
        printError(fmt::format("cannot read '{}': {}", File, Error));
        return ExitUsage;
      }
      Parts.push_back(std::move(*Part));
    }
    RunResult R = mergeResults(std::move(Parts));
    if (*Baseline)
      (*Baseline)(R);
    Analysis::printProblems(R);
    if (!writeReports(R, Flags))
      return ExitUsage;
    return exitCode(R, Flags);
  }

private:
  std::vector<std::string> Results;
  CheckFlags Flags;
};

const CommandRegistration Registration("merge", "Join results of shards, convert formats", 4,
                                       createCommand<MergeCommand>);

} // namespace
} // namespace fastidious::driver

/// \file
/// `fastidious check`: the default verb.
#include "driver/commands/Analysis.h"
#include "driver/findings/Paths.h"
#include "driver/fixes/ExportFixes.h"
#include "driver/fixes/UnifiedDiff.h"
#include "driver/fixes/WorkingTree.h"
#include "driver/output/Format.h"

using llvm::StringRef;

namespace fastidious::driver {
namespace {

class CheckCommand : public Command {
public:
  void declare(CLI::App &App) override {
    Flags.declareAnalysis(App);
    Flags.declareReporting(App);
    App.footer(
        "Compiler arguments behind '--' replace those of the database.\n"
        "Exit codes: 0 nothing found, 1 findings, 2 wrong usage, 3 some files not analysed.");
  }

  ExitCode run(const std::vector<std::string> *CompilerArgs) override {
    if (!Flags.readConfigFile() || !formatsAreKnown())
      return ExitUsage;
    auto A = Analysis::prepare(Flags, CompilerArgs);
    if (!A)
      return ExitUsage;
    RunResult R = A->run();
    Analysis::printProblems(R);
    if (!Flags.ExportFixes.empty()) {
      std::string Error = replaceFile(absolutePath(Flags.ExportFixes), exportedFixes(R));
      if (!Error.empty()) {
        printError(fmt::format("cannot write '{}': {}", Flags.ExportFixes, Error));
        return ExitUsage;
      }
    }
    if (const FixOutcome *Fixes = A->fixes()) {
      for (const std::string &File : Fixes->RolledBack)
        printWarning(fmt::format("{}: fixes taken back, they did not compile", displayPath(File)));
      if (Flags.Diff)
        return printDiff(*Fixes, A->exitCode(RunResult{{}, R.Errors}));
      if (!writeFixes(*Fixes))
        return ExitUsage;
    }
    if (!writeReports(R, Flags))
      return ExitUsage;
    return A->exitCode(R);
  }

private:
  bool formatsAreKnown() const {
    std::vector<std::string> Names;
    for (const OutputFormat &F : outputFormats())
      Names.push_back(F.Name.str());
    for (const std::string &Entry : Flags.Formats) {
      std::string Name = StringRef(Entry).split(':').first.str();
      if (findFormat(Name))
        continue;
      std::string Similar = didYouMean(Name, Names);
      printError(fmt::format("--format: unknown format '{}'; {}", Name,
                             Similar.empty() ? "one of " + llvm::join(Names, ", ")
                                             : "did you mean '" + Similar + "'?"));
      return false;
    }
    return true;
  }

  ExitCode printDiff(const FixOutcome &Fixes, ExitCode Otherwise) const {
    std::string Out;
    for (const auto &[File, Before] : Fixes.Before)
      Out += unifiedDiff(Before, Fixes.After.at(File), displayPath(File));
    std::fwrite(Out.data(), 1, Out.size(), stdout);
    if (Otherwise != ExitClean)
      return Otherwise;
    return Out.empty() || Flags.ExitZero ? ExitClean : ExitFindings;
  }

  /// Writes the fixed files, unless that would mix with changes that are not committed.
  bool writeFixes(const FixOutcome &Fixes) const {
    std::vector<std::string> Files;
    for (const auto &Changed : Fixes.After)
      Files.push_back(Changed.first);
    if (!Flags.AllowDirty) {
      std::vector<std::string> Dirty = uncommittedFiles(Files);
      if (!Dirty.empty()) {
        std::string Names;
        for (const std::string &File : Dirty)
          Names += (Names.empty() ? "'" : ", '") + displayPath(File) + "'";
        printError(fmt::format("nothing was fixed: {} {} changes that are not committed; commit "
                               "them or use --allow-dirty",
                               Names, Dirty.size() == 1 ? "has" : "have"));
        return false;
      }
    }
    bool Ok = true;
    for (const auto &[File, Text] : Fixes.After) {
      std::string Error;
      // Somebody may have edited the file in the meantime.
      if (readFile(File, Error) != Fixes.Before.at(File))
        Error = "it changed while it was analysed";
      else
        Error = replaceFile(File, Text);
      if (Error.empty())
        continue;
      printError(fmt::format("cannot fix '{}': {}", displayPath(File), Error));
      Ok = false;
    }
    return Ok;
  }

  CheckFlags Flags;
};

const CommandRegistration Registration("check", "Check files (the default verb)", 0,
                                       createCommand<CheckCommand>);

} // namespace
} // namespace fastidious::driver

/// \file
/// `fastidious check`: the default verb.
#include "driver/cli/ConfigFile.h"
#include "driver/commands/Analysis.h"
#include "driver/commands/Watch.h"
#include "driver/findings/Baseline.h"
#include "driver/findings/Paths.h"
#include "driver/fixes/AddNoLint.h"
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
    if (Flags.Watch)
      return watch([&](std::set<std::string> &Inputs) { return check(CompilerArgs, Inputs); });
    std::set<std::string> Inputs;
    return check(CompilerArgs, Inputs);
  }

private:
  ExitCode check(const std::vector<std::string> *CompilerArgs, std::set<std::string> &Inputs) {
    // Also if there are none yet.
    Inputs = {absolutePath(Flags.ConfigFile.empty() ? ConfigFileName : StringRef(Flags.ConfigFile)),
              absolutePath(".clang-tidy"), absolutePath(Baseline::DefaultName)};
    if (!Flags.readConfigFile() || !formatsAreKnown(Flags))
      return ExitUsage;
    if (!Flags.AddNoLint.empty() &&
        (Flags.Fix || Flags.UnsafeFixes || !Flags.ExportFixes.empty())) {
      printError("--add-nolint and fixes do not go together: fix first, then run again");
      return ExitUsage;
    }
    if ((Flags.Diff || !Flags.AddNoLint.empty()) &&
        Flags.originOf("format") == CheckFlags::CommandLine) {
      printError(fmt::format("{} prints no report; leave --format out",
                             Flags.Diff ? "--diff" : "--add-nolint"));
      return ExitUsage;
    }
    auto A = Analysis::prepare(Flags, CompilerArgs);
    if (!A)
      return ExitUsage;
    RunResult R = A->run();
    Inputs.insert(A->inputs().begin(), A->inputs().end());
    Analysis::printProblems(R);
    if (!Flags.ExportFixes.empty() &&
        !writeOutput(Flags.ExportFixes, exportedFixes(R, Flags.UnsafeFixes)))
      return ExitUsage;
    if (!Flags.AddNoLint.empty())
      return suppress(R);
    if (const FixOutcome *Fixes = A->fixes()) {
      for (const auto &[File, Count] : Fixes->RolledBack)
        printWarning(fmt::format("{}: fixes taken back, they did not compile ({})",
                                 displayPath(File), Count));
      if (Flags.Diff)
        return printDiff(Fixes->Before, Fixes->After, exitCode(withoutFindings(R), Flags));
      if (!writeFiles(Fixes->Before, Fixes->After))
        return ExitUsage;
    }
    if (!writeReports(R, Flags))
      return ExitUsage;
    return exitCode(R, Flags);
  }

  static RunResult withoutFindings(const RunResult &R) {
    RunResult Out;
    Out.Errors = R.Errors;
    return Out;
  }

  /// Writes NOLINT comments instead of a report.
  ExitCode suppress(const RunResult &R) const {
    std::string Reason = Flags.AddNoLint == "true" ? "" : Flags.AddNoLint;
    std::replace(Reason.begin(), Reason.end(), '\n', ' ');
    NoLintOutcome Outcome = addNoLints(R.Findings, Reason);
    for (const ReportedFinding *F : Outcome.Left)
      printWarning(fmt::format("{}:{}:{}: no comment can stand here", displayPath(F->File), F->Line,
                               F->Column));
    RunResult Rest = withoutFindings(R);
    for (const ReportedFinding *F : Outcome.Left)
      Rest.Findings.push_back(*F);
    if (Flags.Diff)
      return printDiff(Outcome.Before, Outcome.After, exitCode(Rest, Flags));
    if (!writeFiles(Outcome.Before, Outcome.After))
      return ExitUsage;
    if (!Flags.Quiet)
      fmt::print("{} suppressed in {}\n", counted(Outcome.Suppressed, "finding"),
                 counted(Outcome.After.size(), "file"));
    return exitCode(Rest, Flags);
  }

  ExitCode printDiff(const FileContents &Before, const FileContents &After,
                     ExitCode Otherwise) const {
    std::string Out;
    for (const auto &[File, Text] : Before)
      Out += unifiedDiff(Text, After.at(File), displayPath(File));
    if (!writeOutput(Flags.Output, Out))
      return ExitUsage;
    if (Otherwise != ExitClean)
      return Otherwise;
    return Out.empty() || Flags.ExitZero ? ExitClean : ExitFindings;
  }

  /// Writes changed files, unless that would mix with changes that are not committed.
  bool writeFiles(const FileContents &Before, const FileContents &After) const {
    std::vector<std::string> Files;
    for (const auto &Changed : After)
      Files.push_back(Changed.first);
    if (!Flags.AllowDirty) {
      std::string Error;
      std::vector<std::string> Dirty = uncommittedFiles(Files, Error);
      if (!Error.empty()) {
        printError(fmt::format("nothing was {}: git does not tell what is committed ({}); use "
                               "--allow-dirty to do without",
                               Flags.AddNoLint.empty() ? "fixed" : "written", Error));
        return false;
      }
      if (!Dirty.empty()) {
        std::string Names;
        for (const std::string &File : Dirty)
          Names += (Names.empty() ? "'" : ", '") + displayPath(File) + "'";
        printError(fmt::format("nothing was {}: {} {} changes that are not committed; commit "
                               "them or use --allow-dirty",
                               Flags.AddNoLint.empty() ? "fixed" : "written", Names,
                               Dirty.size() == 1 ? "has" : "have"));
        return false;
      }
    }
    bool Ok = true;
    for (const auto &[File, Text] : After) {
      std::string Error;
      // Somebody may have edited the file in the meantime.
      if (readFile(File, Error) != Before.at(File))
        Error = "it changed while it was analysed";
      else
        Error = replaceFile(File, Text);
      if (Error.empty())
        continue;
      printError(fmt::format("cannot {} '{}': {}", Flags.AddNoLint.empty() ? "fix" : "write",
                             displayPath(File), Error));
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

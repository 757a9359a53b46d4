#include "driver/commands/Analysis.h"

#include "driver/engine/ResultCache.h"
#include "driver/engine/TidyOptions.h"
#include "driver/evidence/Confirm.h"
#include "driver/evidence/Heat.h"
#include "driver/evidence/profile/Reader.h"
#include "driver/findings/Baseline.h"
#include "driver/findings/Paths.h"
#include "driver/output/Format.h"

#include "llvm/Support/Regex.h"

#include <chrono>

#include <unistd.h>

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace fastidious::driver {

/// The folder of the project that \p Path belongs to: the work tree, else the current folder if the
/// path is below it, else the path's own folder.
static std::string projectRoot(StringRef Path) {
  std::string Real = realPath(Path);
  std::string Start = fs::is_directory(Real) ? Real : path::parent_path(Real).str();
  for (StringRef Folder = Start; !Folder.empty(); Folder = path::parent_path(Folder))
    if (fs::exists(Folder + "/.git"))
      return Folder.str();
  std::string Current = realPath(absolutePath("."));
  return isBelow(Start, Current) ? Current : Start;
}

static std::optional<std::optional<Cost>> costFlag(StringRef Flag, StringRef Value) {
  if (Value.empty())
    return std::optional<Cost>();
  if (auto C = parseCost(Value))
    return std::optional<Cost>(C);
  printError(fmt::format("{}: unknown cost '{}'; one of constant-factor, per-iteration-allocation, "
                         "quadratic, invalid-measurement",
                         Flag.str(), Value.str()));
  return std::nullopt;
}

std::unique_ptr<Analysis> Analysis::prepare(CheckFlags &Flags,
                                            const std::vector<std::string> *CompilerArgs) {
  if (!Flags.readConfigFile())
    return nullptr;
  std::unique_ptr<Analysis> A(new Analysis(Flags));
  auto MinCost = costFlag("--min-cost", Flags.MinCost);
  auto FailOn = costFlag("--fail-on", Flags.FailOn);
  if (!MinCost || !FailOn)
    return nullptr;
  A->FailOn = *FailOn;

  std::string Error;
  auto Checks = expandCheckGlobs(Flags.Checks, Error);
  if (!Checks) {
    printError("--checks: " + Error);
    return nullptr;
  }
  A->Engine.Checks = *Checks;
  if (!Flags.HeaderFilter.empty() && !llvm::Regex(Flags.HeaderFilter).isValid(Error)) {
    printError(fmt::format("--header-filter: '{}' is no regular expression: {}", Flags.HeaderFilter,
                           Error));
    return nullptr;
  }
  A->Engine.HeaderFilter = Flags.HeaderFilter;
  A->Engine.KeepSuppressed = Flags.ShowSuppressed;

  CommandOptions Commands = Flags.Commands;
  if (CompilerArgs) {
    Commands.HasFixedArgs = true;
    Commands.FixedArgs = *CompilerArgs;
  }
  A->Jobs = findJobs(Flags.Paths, Commands);
  std::set<std::string> Roots;
  for (const std::string &Path : Flags.Paths.empty() ? std::vector<std::string>{"."} : Flags.Paths)
    Roots.insert(projectRoot(absolutePath(Path)));
  A->Engine.ProjectRoots.assign(Roots.begin(), Roots.end());
  std::vector<std::string> Files;
  for (const CompileJob &Job : A->Jobs.Jobs)
    Files.push_back(Job.File);
  validateTidyFiles(Files, A->Jobs.Errors, A->Jobs.Warnings);
  for (const std::string &Warning : A->Jobs.Warnings)
    printWarning(Warning);

  A->Run.Processes = Flags.Jobs;
  A->Run.TimeoutSeconds = Flags.Timeout;
  A->Run.KeepGoing = Flags.KeepGoing;
  if (!Flags.NoCache)
    A->Run.CacheFolder =
        Flags.CacheDir.empty() ? ResultCache::defaultFolder() : absolutePath(Flags.CacheDir);
  A->Run.ShowProgress = !Flags.Quiet && ::isatty(STDERR_FILENO);

  if (Flags.Confirm)
    confirmEverything(A->Engine);
  else if (!Flags.NoConfirm)
    confirmFindings(A->Engine);
  A->Engine.HooksKey = Flags.Confirm ? "confirm" : Flags.NoConfirm ? "" : "confirm-findings";

  if (Flags.Change.any()) {
    auto Changed = ChangedLines::find(Flags.Change, Error);
    if (!Changed) {
      printError(Error);
      return nullptr;
    }
    // A changed header may concern any unit; without one, only the changed files do.
    if (!Changed->containsHeader())
      llvm::erase_if(A->Jobs.Jobs,
                     [&](const CompileJob &Job) { return !Changed->containsFile(Job.File); });
    A->Filters.push_back([Lines = std::move(*Changed)](RunResult &R) {
      llvm::erase_if(R.Findings, [&](const ReportedFinding &F) { return !Lines.contains(F); });
    });
  }
  if (!Flags.IgnoreBaseline) {
    std::string File =
        Flags.Baseline.empty() ? Baseline::findDefault() : absolutePath(Flags.Baseline);
    if (!File.empty()) {
      auto Accepted = Baseline::load(File, Error);
      if (!Accepted) {
        printError(fmt::format("baseline '{}': {}", displayPath(File), Error));
        return nullptr;
      }
      A->Filters.push_back(
          [Accepted = std::move(*Accepted), Show = Flags.ShowSuppressed](RunResult &R) {
            Accepted.apply(R.Findings);
            if (!Show)
              llvm::erase_if(R.Findings, [](const ReportedFinding &F) {
                return F.Suppressed == Suppression::Baseline;
              });
          });
    }
  }
  if (*MinCost)
    A->Filters.push_back([Least = **MinCost](RunResult &R) {
      llvm::erase_if(R.Findings, [&](const ReportedFinding &F) { return F.Cost < Least; });
    });
  if (!Commands.Exclude.empty())
    A->Filters.push_back([Globs = Commands.Exclude](RunResult &R) {
      llvm::erase_if(R.Findings, [&](const ReportedFinding &F) {
        return llvm::any_of(Globs,
                            [&](const std::string &Glob) { return matchesGlob(F.File, Glob); });
      });
    });
  if (!A->readHeat())
    return nullptr;
  return A;
}

bool Analysis::readHeat() {
  if (Flags.Profile.empty()) {
    bool NeedsProfile =
        Flags.Sort == "hotness" || Flags.HotnessThreshold > 0 || !Flags.PathMaps.empty();
    if (NeedsProfile)
      printError("--sort hotness, --hotness-threshold and --path-map need --profile FILE");
    return !NeedsProfile;
  }
  Heat.emplace();
  for (const std::string &Map : Flags.PathMaps) {
    auto [From, To] = StringRef(Map).split('=');
    if (From.empty() || To.empty()) {
      printError(fmt::format("--path-map: '{}' is not of the form A=B", Map));
      return false;
    }
    Heat->mapPath(From.str(), To.str());
  }
  if (llvm::Error E = profile::readProfile(Flags.Profile, *Heat)) {
    printError(llvm::toString(std::move(E)));
    return false;
  }
  Filters.push_back([this](RunResult &R) {
    addHeat(R.Findings, *Heat);
    dropCold(R.Findings, Flags.HotnessThreshold);
    if (Flags.Sort == "hotness")
      sortByHeat(R.Findings);
  });
  return true;
}

void Analysis::applyFilters(RunResult &R) const {
  for (const Filter &F : Filters)
    F(R);
}

RunResult Analysis::run() {
  auto Start = std::chrono::steady_clock::now();
  std::vector<UnitResult> Units = runUnits(Jobs.Jobs, Engine, Run);
  size_t Fixed = 0;
  if (Flags.Fix || Flags.UnsafeFixes || Flags.Diff) {
    Fixes = fixAll(Jobs.Jobs, std::move(Units), Engine, Run, Flags.UnsafeFixes,
                   [this](RunResult &R) { applyFilters(R); });
    Units = Fixes->Units;
    Fixed = Fixes->Fixed;
  }
  RunResult R = joinResults(Units);
  R.Fixed = Flags.Diff ? 0 : Fixed;
  R.Errors.insert(R.Errors.begin(), Jobs.Errors.begin(), Jobs.Errors.end());
  applyFilters(R);
  if (Heat && !Flags.Quiet)
    fmt::print(stderr, "{}\n", describeCoverage(R.Findings, *Heat, displayPath(Flags.Profile)));
  R.Seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - Start).count();
  return R;
}

void Analysis::printProblems(const RunResult &R) {
  for (const AnalysisError &E : R.Errors) {
    std::string File = displayPath(E.File);
    switch (E.Kind) {
    case ErrorKind::Parse:
      printError(fmt::format("cannot parse '{}': {}{}", File, E.Message,
                             StringRef(E.Message).ends_with("file not found")
                                 ? "; mend its compile command or give the folder with "
                                   "--extra-arg=-I"
                                 : ""));
      break;
    case ErrorKind::Crash:
    case ErrorKind::Timeout:
      printError(fmt::format("'{}' was not analysed: {}", File, E.Message));
      break;
    case ErrorKind::Database:
      printError(StringRef(E.Message).contains("'" + File + "'") ? E.Message
                                                                 : File + ": " + E.Message);
      break;
    }
  }
}

ExitCode Analysis::exitCode(const RunResult &R) const {
  if (llvm::any_of(R.Errors, [](const AnalysisError &E) { return E.Kind == ErrorKind::Database; }))
    return ExitUsage;
  if (!R.Errors.empty())
    return ExitPartial;
  size_t Counted = llvm::count_if(R.Findings, [&](const ReportedFinding &F) {
    return !F.Suppressed && (!FailOn || F.Cost >= *FailOn);
  });
  return Counted > Flags.MaxFindings && !Flags.ExitZero ? ExitFindings : ExitClean;
}

/// Writes to a file or, for "" and "-", to standard output.
static bool writeTo(const std::string &File, const std::string &Text) {
  if (File.empty() || File == "-") {
    std::fwrite(Text.data(), 1, Text.size(), stdout);
    if (std::fflush(stdout) == 0)
      return true;
    printError(fmt::format("cannot write to standard output: {}", strerror(errno)));
    return false;
  }
  std::string Error = replaceFile(absolutePath(File), Text);
  if (!Error.empty())
    printError(fmt::format("cannot write '{}': {}", File, Error));
  return Error.empty();
}

bool writeReports(const RunResult &R, const CheckFlags &Flags) {
  std::vector<std::string> Formats = Flags.Formats;
  if (Formats.empty())
    Formats.push_back("full");
  for (const std::string &Entry : Formats) {
    auto [Name, File] = StringRef(Entry).split(':');
    const OutputFormat *Format = findFormat(Name);
    if (!Format)
      return false;
    std::string Target = File.empty() ? Flags.Output : File.str();
    RenderOptions Options;
    Options.Quiet = Flags.Quiet;
    Options.Statistics = Flags.Statistics;
    bool Terminal = (Target.empty() || Target == "-") && ::isatty(STDOUT_FILENO);
    const char *NoColor = ::getenv("NO_COLOR");
    Options.Color =
        Flags.Color == "always" || (Flags.Color == "auto" && Terminal && !(NoColor && *NoColor));
    if (!writeTo(Target, Format->Render(R, Options)))
      return false;
  }
  return true;
}

} // namespace fastidious::driver

#include "driver/commands/Analysis.h"

#include "driver/engine/Dependents.h"
#include "driver/engine/ResultCache.h"
#include "driver/engine/TidyOptions.h"
#include "driver/evidence/Confirm.h"
#include "driver/evidence/Heat.h"
#include "driver/evidence/profile/Reader.h"
#include "driver/findings/Baseline.h"
#include "driver/findings/NoLint.h"
#include "driver/findings/Paths.h"
#include "driver/fixes/UnifiedDiff.h"
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
  std::string Similar = didYouMean(Value, costNames());
  printError(fmt::format("{}: '{}' is none of {}{}", Flag.str(), Value.str(),
                         llvm::join(costNames(), ", "),
                         Similar.empty() ? "" : "; did you mean '" + Similar + "'?"));
  return std::nullopt;
}

std::unique_ptr<Analysis> Analysis::prepare(CheckFlags &Flags,
                                            const std::vector<std::string> *CompilerArgs) {
  if (!Flags.readConfigFile())
    return nullptr;
  std::unique_ptr<Analysis> A(new Analysis(Flags));
  auto MinCost = costFlag("--min-cost", Flags.MinCost);
  if (!MinCost || !failOn(Flags))
    return nullptr;

  if (!Flags.DependencyFile.empty() && Flags.Output.empty()) {
    printError("--depfile needs -o FILE: the file that depends on the others");
    return nullptr;
  }
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
  A->Engine.KeepSuppressed = Flags.ShowSuppressed || Flags.ReportUnusedSuppressions;

  CommandOptions Commands = Flags.Commands;
  if (CompilerArgs) {
    Commands.HasFixedArgs = true;
    Commands.FixedArgs = *CompilerArgs;
  }
  A->Jobs = findJobs(Flags.Paths, Commands);
  if (!Flags.Shard.empty()) {
    auto [Index, Count] = StringRef(Flags.Shard).split('/');
    unsigned K = 0, N = 0;
    if (Index.getAsInteger(10, K) || Count.getAsInteger(10, N) || K < 1 || K > N) {
      printError(fmt::format("--shard: '{}' is not of the form K/N with 1 <= K <= N", Flags.Shard));
      return nullptr;
    }
    A->Jobs.Jobs = shardOf(std::move(A->Jobs.Jobs), K - 1, N);
  }
  std::set<std::string> Roots;
  for (const std::string &Path : Flags.Paths.empty() ? std::vector<std::string>{"."} : Flags.Paths)
    Roots.insert(projectRoot(absolutePath(Path)));
  A->Engine.ProjectRoots.assign(Roots.begin(), Roots.end());
  std::vector<std::string> Files;
  for (const CompileJob &Job : A->Jobs.Jobs)
    // clang-tidy complains of folders that are not there.
    if (llvm::sys::fs::exists(Job.File))
      Files.push_back(Job.File);
  for (const std::string &Tidy : validateTidyFiles(Files, A->Jobs.Errors, A->Jobs.Warnings))
    A->Inputs.insert(Tidy);
  for (const std::string &Warning : A->Jobs.Warnings)
    printWarning(Warning);

  if (!Files.empty() && llvm::all_of(Files, [&](const std::string &File) {
        return enabledChecks(File, A->Engine.Checks).empty();
      }))
    printWarning("'.clang-tidy' leaves no check, so nothing will be found; see 'fastidious config "
                 "show " +
                 displayPath(Files.front()) + "'");

  A->Run.Processes = Flags.Jobs;
  A->Run.TimeoutSeconds = Flags.Timeout;
  A->Run.KeepGoing = Flags.KeepGoing;
  if (!Flags.NoCache)
    A->Run.CacheFolder =
        Flags.CacheDir.empty() ? ResultCache::defaultFolder() : absolutePath(Flags.CacheDir);
  A->Run.CacheBytes = Flags.CacheLimit << 20;
  A->Run.ShowProgress = !Flags.Quiet && ::isatty(STDERR_FILENO);

  if (Flags.Confirm)
    confirmEverything(A->Engine);
  else if (!Flags.NoConfirm)
    confirmFindings(A->Engine);
  A->Engine.HooksKey = Flags.Confirm ? "confirm" : Flags.NoConfirm ? "" : "confirm-findings";

  if (Flags.Change.any() && !A->keepChanged())
    return nullptr;
  auto Accepted = baselineFilter(Flags);
  if (!Accepted)
    return nullptr;
  if (*Accepted)
    A->Filters.push_back(std::move(*Accepted));
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

bool Analysis::keepChanged() {
  std::string Error;
  auto Changed = ChangedLines::find(Flags.Change, Error);
  if (!Changed) {
    printError(Error);
    return false;
  }
  if (Flags.Change.Staged) {
    auto Staged = stagedContents(Error);
    if (!Staged) {
      printError(Error);
      return false;
    }
    bool Writes = Flags.Fix || Flags.UnsafeFixes || Flags.Diff || !Flags.AddNoLint.empty() ||
                  !Flags.ExportFixes.empty();
    for (const auto &[File, Text] : *Staged)
      if (Writes && Changed->containsFile(File)) {
        printError(fmt::format("'{}' has changes that are not staged, so fixes for what is staged "
                               "may not fit; stage or stash them",
                               displayPath(File)));
        return false;
      }
    Engine.Overrides = std::move(*Staged);
  }
  std::vector<std::string> Mains;
  for (const CompileJob &Job : Jobs.Jobs)
    Mains.push_back(Job.File);
  auto IsChanged = [&](StringRef Path) { return Changed->containsFile(Path); };
  if (Changed->containsIncluded(Mains))
    Jobs.Jobs = dependents(Jobs.Jobs, IsChanged, Engine, Run);
  else
    llvm::erase_if(Jobs.Jobs, [&](const CompileJob &Job) { return !IsChanged(Job.File); });
  Filters.push_back([Lines = std::move(*Changed)](RunResult &R) {
    llvm::erase_if(R.Findings, [&](const ReportedFinding &F) { return !Lines.contains(F); });
  });
  return true;
}

std::optional<Filter> baselineFilter(const CheckFlags &Flags) {
  if (Flags.IgnoreBaseline)
    return Filter();
  std::string File =
      Flags.Baseline.empty() ? Baseline::findDefault() : absolutePath(Flags.Baseline);
  if (File.empty())
    return Filter();
  std::string Error;
  auto Accepted = Baseline::load(File, Error);
  if (!Accepted) {
    printError(fmt::format("baseline '{}': {}", displayPath(File), Error));
    return std::nullopt;
  }
  return Filter([Accepted = std::move(*Accepted), Show = Flags.ShowSuppressed](RunResult &R) {
    Accepted.apply(R.Findings);
    if (!Show)
      llvm::erase_if(R.Findings, [](const ReportedFinding &F) {
        return F.Suppressed == Suppression::Baseline;
      });
  });
}

void Analysis::addUnusedSuppressions(const std::vector<UnitResult> &Units, RunResult &R) const {
  if (!Flags.ReportUnusedSuppressions)
    return;
  // Files of the project that were analysed, and only without errors, by real path.
  std::map<std::string, std::string> Files;
  std::set<std::string> Unsure, Mains;
  for (const CompileJob &Job : Jobs.Jobs)
    Mains.insert(Job.File);
  llvm::Regex HeaderFilter(Engine.HeaderFilter);
  for (size_t I = 0; I < Units.size(); ++I)
    for (const ReadFile &File : Units[I].Files) {
      std::string Real = realPath(File.Path);
      bool InProject =
          Mains.count(File.Path) ||
          (Engine.HeaderFilter.empty()
               ? llvm::any_of(Engine.ProjectRoots,
                              [&](const std::string &Root) { return isBelow(Real, Root); })
               : HeaderFilter.match(File.Path));
      if (!Units[I].Errors.empty())
        Unsure.insert(Real);
      else if (InProject)
        Files.try_emplace(Real, File.Path);
    }
  std::map<std::string, std::vector<const ReportedFinding *>> ByFile;
  for (const ReportedFinding &F : R.Findings)
    ByFile[realPath(F.File)].push_back(&F);
  SourceLines Sources(R);
  std::vector<ReportedFinding> Unused;
  for (const auto &[Real, Path] : Files) {
    auto Text = Unsure.count(Real) ? std::nullopt : Sources.text(Path);
    if (!Text || !Text->contains("NOLINT"))
      continue;
    std::vector<std::string> Enabled = enabledChecks(Path, Engine.Checks);
    for (ReportedFinding &F : unusedSuppressions(
             ByFile[Real].empty() ? Path : ByFile[Real].front()->File, *Text, ByFile[Real],
             [&](StringRef Check) { return llvm::is_contained(Enabled, Check); }))
      Unused.push_back(std::move(F));
  }
  llvm::append_range(R.Findings, std::move(Unused));
  if (!Flags.ShowSuppressed)
    llvm::erase_if(R.Findings,
                   [](const ReportedFinding &F) { return F.Suppressed == Suppression::NoLint; });
  sortAndMerge(R.Findings);
  setFingerprints(R.Findings);
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
    dropCold(R.Findings, *Heat, Flags.HotnessThreshold);
    if (Flags.Sort == "hotness")
      sortByHeat(R.Findings);
  });
  return true;
}

/// For each line of \p New, the line of \p Old that it was, or that it took the place of.
static std::vector<unsigned> linesBefore(StringRef Old, StringRef New) {
  std::vector<unsigned> Out;
  unsigned OldLine = 0;
  size_t Added = 0; // At the end of Out; their place is known at the end of the hunk.
  auto Settle = [&](unsigned FirstRemoved) {
    for (size_t I = Out.size() - Added; I < Out.size(); ++I, ++FirstRemoved)
      Out[I] = std::max(1u, std::min(FirstRemoved, OldLine));
    Added = 0;
  };
  unsigned HunkBegin = 1;
  for (const DiffLine &Line : diffLines(Old, New)) {
    switch (Line.Kind) {
    case DiffLine::Same:
      Settle(HunkBegin);
      Out.push_back(++OldLine);
      HunkBegin = OldLine + 1;
      break;
    case DiffLine::Removed:
      ++OldLine;
      break;
    case DiffLine::Added:
      Out.push_back(0);
      ++Added;
      break;
    }
  }
  Settle(HunkBegin);
  return Out;
}

void Analysis::applyFilters(RunResult &R) const {
  // Changed lines and profiles are those of the files before they were fixed.
  using Place = std::tuple<std::string, unsigned, std::string>;
  std::map<Place, std::pair<unsigned, unsigned>> Now;
  std::map<std::string, std::vector<unsigned>> Before;
  for (const auto &[File, Text] : R.Contents) {
    auto Override = Engine.Overrides.find(File);
    std::string Error;
    auto Old = Override != Engine.Overrides.end() ? std::optional(Override->second)
                                                  : readFile(File, Error);
    if (Old && *Old != Text)
      Before[File] = linesBefore(*Old, Text);
  }
  auto PlaceOf = [](const ReportedFinding &F) { return Place(F.File, F.Offset, F.Check); };
  for (ReportedFinding &F : R.Findings) {
    auto Lines = Before.find(F.File);
    if (Lines == Before.end() || F.Line == 0 || F.EndLine < F.Line ||
        F.EndLine > Lines->second.size())
      continue;
    Now[PlaceOf(F)] = {F.Line, F.EndLine};
    F.Line = Lines->second[F.Line - 1];
    F.EndLine = std::max(F.Line, Lines->second[F.EndLine - 1]);
  }
  for (const Filter &F : Filters)
    F(R);
  for (ReportedFinding &F : R.Findings)
    if (auto Lines = Now.find(PlaceOf(F)); Lines != Now.end())
      std::tie(F.Line, F.EndLine) = Lines->second;
}

RunResult Analysis::run() {
  auto Start = std::chrono::steady_clock::now();
  std::vector<UnitResult> Units = runUnits(Jobs.Jobs, Engine, Run);
  if (!Flags.DependencyFile.empty())
    writeOutput(Flags.DependencyFile, dependencyRule(Flags.Output, Units));
  size_t Fixed = 0;
  if (Flags.ExportFixes.empty() &&
      (Flags.Fix || Flags.UnsafeFixes || (Flags.Diff && Flags.AddNoLint.empty()))) {
    Fixes = fixAll(Jobs.Jobs, std::move(Units), Engine, Run, Flags.UnsafeFixes,
                   [this](const std::vector<UnitResult> &Units, RunResult &R) {
                     addUnusedSuppressions(Units, R);
                     applyFilters(R);
                   });
    Units = Fixes->Units;
    Fixed = Fixes->Fixed;
  }
  for (const UnitResult &Unit : Units)
    for (const ReadFile &File : Unit.Files)
      Inputs.insert(File.Path);
  for (const CompileJob &Job : Jobs.Jobs)
    Inputs.insert(Job.File);
  Inputs.insert(Jobs.Databases.begin(), Jobs.Databases.end());
  RunResult R = joinResults(Units);
  R.Contents = Engine.Overrides;
  if (Fixes)
    for (const auto &[File, Text] : Fixes->After)
      R.Contents[File] = Text;
  // Some are compiled in several ways; and an error may have stopped the run before others.
  std::set<std::string> Mains;
  for (size_t I = 0; I < Units.size(); ++I)
    if (!Units[I].Files.empty() || !Units[I].Errors.empty())
      Mains.insert(Jobs.Jobs[I].File);
  R.Files = Mains.size();
  addUnusedSuppressions(Units, R);
  R.Fixed = Flags.Diff ? 0 : Fixed;
  R.Errors.insert(R.Errors.begin(), Jobs.Errors.begin(), Jobs.Errors.end());
  applyFilters(R);
  if (Heat && !Flags.Quiet)
    fmt::print(stderr, "{}\n", describeCoverage(R.Findings, *Heat, displayPath(Flags.Profile)));
  R.Seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - Start).count();
  return R;
}

void Analysis::printProblems(const RunResult &R) {
  // One cause, such as a stale database, may concern every file.
  constexpr size_t MostOfOneMessage = 10;
  std::map<std::string, size_t> Said;
  for (const AnalysisError &E : R.Errors) {
    if (++Said[E.Message] > MostOfOneMessage)
      continue;
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
  for (const auto &[Message, Count] : Said)
    if (Count > MostOfOneMessage)
      printError(counted(Count - MostOfOneMessage, "more file") + ": " + Message);
}

std::optional<std::optional<Cost>> failOn(const CheckFlags &Flags) {
  return costFlag("--fail-on", Flags.FailOn);
}

ExitCode exitCode(const RunResult &R, const CheckFlags &Flags) {
  if (llvm::any_of(R.Errors, [](const AnalysisError &E) { return E.Kind == ErrorKind::Database; }))
    return ExitUsage;
  if (!R.Errors.empty())
    return ExitPartial;
  std::optional<Cost> Least = failOn(Flags).value_or(std::nullopt);
  size_t Counted = llvm::count_if(R.Findings, [&](const ReportedFinding &F) {
    return !F.Suppressed && (!Least || F.Cost >= *Least);
  });
  return Counted > Flags.MaxFindings && !Flags.ExitZero ? ExitFindings : ExitClean;
}

bool formatsAreKnown(const CheckFlags &Flags) {
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
    Options.Color = Flags.Color == "always" || (Flags.Color == "auto" && stdoutTakesColor() &&
                                                (Target.empty() || Target == "-"));
    if (!writeOutput(Target, Format->Render(R, Options)))
      return false;
  }
  return true;
}

} // namespace fastidious::driver

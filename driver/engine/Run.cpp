#include "driver/engine/Run.h"

#include "driver/engine/Progress.h"
#include "driver/engine/ResultCache.h"
#include "driver/engine/Workers.h"
#include "driver/findings/Paths.h"

#include "llvm/Support/FileSystem.h"

#include <thread>

namespace fastidious::driver {

std::vector<UnitResult> runUnits(const std::vector<CompileJob> &Jobs, const EngineOptions &Given,
                                 const RunOptions &Options) {
  std::vector<UnitResult> Results(Jobs.size());
  Progress Bar(Jobs.size(), Options.ShowProgress);
  EngineOptions Engine = Given;
  // What is not on disk is not worth keeping.
  bool UseCache = !Options.CacheFolder.empty() && Engine.Overrides.empty();
  Engine.HashFiles = UseCache;
  ResultCache Cache(Options.CacheFolder, Engine);
  std::vector<size_t> Left;
  for (size_t I = 0; I < Jobs.size(); ++I) {
    // A stale database may list thousands of them, and each process costs some 20 ms to start.
    if (!llvm::sys::fs::exists(Jobs[I].File) && !Engine.Overrides.count(Jobs[I].File)) {
      Results[I].Errors.push_back(
          {Jobs[I].File, ErrorKind::Parse,
           "no such file, although the compilation database lists it; configure the project again",
           ""});
      Bar.advance(Jobs[I].File);
      if (!Options.KeepGoing)
        break;
      continue;
    }
    std::optional<UnitResult> Kept = UseCache ? Cache.find(Jobs[I]) : std::nullopt;
    if (!Kept) {
      Left.push_back(I);
      continue;
    }
    Results[I] = std::move(*Kept);
    Bar.advance(Jobs[I].File);
  }

  WorkerOptions Workers;
  Workers.Processes =
      Options.Processes ? Options.Processes : std::max(1u, std::thread::hardware_concurrency());
  Workers.TimeoutSeconds = Options.TimeoutSeconds;
  runForked(
      Left.size(), Workers, [&](size_t N) { return serialize(analyzeUnit(Jobs[Left[N]], Engine)); },
      [&](size_t N, WorkOutcome Outcome) {
        const CompileJob &Job = Jobs[Left[N]];
        UnitResult &Result = Results[Left[N]];
        Bar.advance(Job.File);
        auto Fail = [&](ErrorKind Kind, std::string Message) {
          Result.Errors.push_back({Job.File, Kind, std::move(Message), ""});
        };
        if (Outcome.Kind == WorkOutcome::TimedOut)
          Fail(ErrorKind::Timeout,
               fmt::format("not finished after {} s; see --timeout", Options.TimeoutSeconds));
        else if (Outcome.Kind == WorkOutcome::Crashed)
          Fail(ErrorKind::Crash, std::move(Outcome.Output));
        else if (auto R = parseUnitResult(Outcome.Output))
          Result = std::move(*R);
        else
          Fail(ErrorKind::Crash, "the analysis returned no readable result");
        if (UseCache && Result.Errors.empty())
          Cache.store(Job, Outcome.Output);
        return Options.KeepGoing || Result.Errors.empty();
      });
  if (UseCache && !Left.empty())
    ResultCache::shrink(Options.CacheFolder, Options.CacheBytes);
  return Results;
}

/// \p Path as both programs read it.
static std::string escapedForMake(llvm::StringRef Path) {
  std::string Out;
  for (char C : Path) {
    if (C == ' ' || C == '#' || C == '\\')
      Out += '\\';
    if (C == '$')
      Out += '$';
    Out += C;
  }
  return Out;
}

std::string dependencyRule(llvm::StringRef Target, const std::vector<UnitResult> &Units) {
  std::set<std::string> Files;
  for (const UnitResult &Unit : Units)
    for (const ReadFile &File : Unit.Files)
      Files.insert(File.Path);
  std::string Out = escapedForMake(Target) + ":";
  for (const std::string &File : Files)
    Out += " \\\n  " + escapedForMake(File);
  return Out + "\n";
}

RunResult joinResults(const std::vector<UnitResult> &Units) {
  RunResult Out;
  Out.Files = Units.size();
  // One spelling for each file, so that a header reached through a link counts once.
  std::map<std::string, std::string> SpellingOf, RealOf;
  auto Spelling = [&](const std::string &Path) {
    auto [Real, New] = RealOf.try_emplace(Path);
    if (New)
      Real->second = realPath(Path);
    return SpellingOf.try_emplace(Real->second, Path).first->second;
  };
  std::set<std::pair<std::string, std::string>> SeenErrors;
  for (const UnitResult &Unit : Units) {
    for (ReportedFinding F : Unit.Findings) {
      F.File = Spelling(F.File);
      for (OfferedFix &Fix : F.Fixes)
        for (Edit &E : Fix.Edits)
          E.File = Spelling(E.File);
      Out.Findings.push_back(std::move(F));
    }
    for (const AnalysisError &E : Unit.Errors)
      if (SeenErrors.insert({E.File, E.Message}).second)
        Out.Errors.push_back(E);
  }
  sortAndMerge(Out.Findings);
  setFingerprints(Out.Findings);
  return Out;
}

} // namespace fastidious::driver

#include "driver/fixes/Fixer.h"

#include "driver/findings/Paths.h"

namespace fastidious::driver {
namespace {

/// More passes than any chain of fixes needs; a check whose fix does not converge stops here.
constexpr unsigned MaxPasses = 16;

class Fixer {
public:
  Fixer(const std::vector<CompileJob> &Jobs, std::vector<UnitResult> First,
        const EngineOptions &Engine, const RunOptions &Run, bool Unsafe, const FixFilter &Filter)
      : Jobs(Jobs), Units(std::move(First)), Engine(Engine), Run(Run), Unsafe(Unsafe),
        Filter(Filter) {}

  FixOutcome run() {
    for (unsigned Pass = 0; Pass < MaxPasses && pass(); ++Pass)
      ;
    FixOutcome Out;
    for (auto &[File, Text] : Contents)
      if (Text != Original[File]) {
        Out.Before[File] = Original[File];
        Out.After[File] = Text;
      }
    Out.Units = std::move(Units);
    Out.Fixed = Fixed;
    Out.RolledBack.assign(Banned.begin(), Banned.end());
    return Out;
  }

private:
  /// Applies what can be applied together; false if there was nothing.
  bool pass() {
    // The findings own the fixes that are chosen below.
    RunResult Result = joinResults(trustedUnits());
    Result.Contents = Engine.Overrides;
    for (const auto &[File, Text] : Contents)
      Result.Contents[File] = Text;
    Filter(Units, Result);
    std::vector<ChosenFix> Candidates;
    for (const ReportedFinding &F : Result.Findings)
      if (const OfferedFix *Fix = applicableFix(F, Unsafe); Fix && !F.Suppressed && isAllowed(*Fix))
        Candidates.push_back({&F, Fix});
    std::vector<ChosenFix> Chosen = withoutConflicts(Candidates);

    while (!Chosen.empty()) {
      FileContents Next = Contents;
      applyFixes(Chosen, Next);
      std::set<std::string> Changed;
      for (const ChosenFix &C : Chosen)
        for (const Edit &E : C.Fix->Edits)
          Changed.insert(realPath(E.File));
      std::vector<UnitResult> After = Units;
      std::set<std::string> Broken = check(Next, Changed, After);
      if (Broken.empty()) {
        Contents = std::move(Next);
        Units = std::move(After);
        Fixed += Chosen.size();
        return true;
      }
      // Other files' fixes may still be good; a fix that touches a broken file goes as a whole.
      Banned.insert(Broken.begin(), Broken.end());
      llvm::erase_if(Chosen, [&](const ChosenFix &C) { return !isAllowed(*C.Fix); });
    }
    return false;
  }

  /// A unit with errors may report what is not there.
  std::vector<UnitResult> trustedUnits() const {
    std::vector<UnitResult> Out;
    for (const UnitResult &Unit : Units)
      if (Unit.Errors.empty())
        Out.push_back(Unit);
    return Out;
  }

  /// Whether the files that \p Fix edits can be read and were not rolled back. Reads them.
  bool isAllowed(const OfferedFix &Fix) {
    for (const Edit &E : Fix.Edits) {
      if (Banned.count(E.File))
        return false;
      if (!Contents.count(E.File)) {
        std::string Error;
        auto Text = readFile(E.File, Error);
        if (!Text)
          return false;
        Original[E.File] = Contents[E.File] = std::move(*Text);
      }
      if (E.Offset + E.Length > Contents[E.File].size())
        return false;
    }
    return true;
  }

  /// Analyses the units that read a file of \p Changed with the contents \p Next, and puts the
  /// results into \p After. Returns the changed files that have new errors.
  std::set<std::string> check(const FileContents &Next, const std::set<std::string> &Changed,
                              std::vector<UnitResult> &After) {
    std::vector<size_t> Affected;
    std::vector<CompileJob> AffectedJobs;
    for (size_t I = 0; I < Jobs.size(); ++I)
      if (Changed.count(realPath(Jobs[I].File)) ||
          llvm::any_of(Units[I].Files,
                       [&](const ReadFile &File) { return Changed.count(realOf(File.Path)); })) {
        Affected.push_back(I);
        AffectedJobs.push_back(Jobs[I]);
      }
    EngineOptions WithFixes = Engine;
    for (const auto &[File, Text] : Next)
      if (Text != Original[File])
        WithFixes.Overrides[File] = Text;
    std::vector<UnitResult> Results = runUnits(AffectedJobs, WithFixes, Run);

    std::set<std::string> Broken;
    for (size_t J = 0; J < Affected.size(); ++J) {
      size_t I = Affected[J];
      if (!Results[J].Errors.empty() && Units[I].Errors.empty()) {
        // The file with the error if it was changed, else all changed files of this unit.
        const std::string &Place = Results[J].Errors.front().Place;
        for (const auto &[File, Text] : Next)
          if (Changed.count(realPath(File)) &&
              (realPath(File) == realOf(Place) || !Changed.count(realOf(Place))))
            Broken.insert(File);
      }
      After[I] = std::move(Results[J]);
    }
    return Broken;
  }

  const std::string &realOf(const std::string &Path) {
    auto [At, New] = Real.try_emplace(Path);
    if (New)
      At->second = realPath(Path);
    return At->second;
  }

  const std::vector<CompileJob> &Jobs;
  std::vector<UnitResult> Units;
  const EngineOptions &Engine;
  const RunOptions &Run;
  bool Unsafe;
  const FixFilter &Filter;
  FileContents Original, Contents;
  std::set<std::string> Banned;
  std::map<std::string, std::string> Real;
  size_t Fixed = 0;
};

} // namespace

FixOutcome fixAll(const std::vector<CompileJob> &Jobs, std::vector<UnitResult> Units,
                  const EngineOptions &Engine, const RunOptions &Run, bool Unsafe,
                  const FixFilter &Filter) {
  return Fixer(Jobs, std::move(Units), Engine, Run, Unsafe, Filter).run();
}

} // namespace fastidious::driver

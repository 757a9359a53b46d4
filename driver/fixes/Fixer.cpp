#include "driver/fixes/Fixer.h"

#include "driver/findings/Paths.h"

namespace fastidious::driver {
namespace {

/// More passes than any chain of fixes needs, and than it takes to find one among many that does
/// not compile; a check whose fix does not converge stops here.
constexpr unsigned MaxPasses = 32;

/// How often a file is parsed in vain before all of its fixes are given up.
constexpr unsigned MaxAttempts = 16;

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
    Out.RolledBack = std::move(RolledBack);
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
      if (const OfferedFix *Fix = applicableFix(F, Unsafe);
          Fix && !F.Suppressed && !Banned.count(nameOf(F)) && isReadable(*Fix))
        Candidates.push_back({&F, Fix});
    return apply(withoutConflicts(Candidates));
  }

  /// Applies \p Chosen, or as many of them as compile; false if none does. Fixes that do not
  /// compile are banned. Where a part is applied, what is left is for the next pass.
  bool apply(const std::vector<ChosenFix> &Chosen) {
    if (Chosen.empty())
      return false;
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
    std::vector<ChosenFix> Suspects, Others;
    bool IsHopeless = false;
    for (const ChosenFix &C : Chosen)
      (touches(C, Broken) ? Suspects : Others).push_back(C);
    for (const std::string &File : Broken)
      IsHopeless |= ++Attempts[File] > MaxAttempts;
    bool IsFound = Suspects.size() == 1 || IsHopeless;
    if (IsFound)
      for (const ChosenFix &C : Suspects)
        ban(C);
    // What edits no broken file may still be good, but may move the edits of the suspects.
    if (apply(Others))
      return true;
    auto Middle = Suspects.begin() + static_cast<std::ptrdiff_t>(Suspects.size() / 2);
    return !IsFound && (apply({Suspects.begin(), Middle}) || apply({Middle, Suspects.end()}));
  }

  static bool touches(const ChosenFix &C, const std::set<std::string> &Files) {
    return llvm::any_of(C.Fix->Edits, [&](const Edit &E) { return Files.count(E.File) != 0; });
  }

  /// What tells a finding from others, wherever the fixes around it have moved it.
  static std::string nameOf(const ReportedFinding &F) {
    return F.Check + '\0' + F.File + '\0' + F.Function + '\0' + F.LineText + '\0' + F.Message;
  }

  void ban(const ChosenFix &C) {
    if (!Banned.insert(nameOf(*C.Finding)).second)
      return;
    std::set<std::string> Files;
    for (const Edit &E : C.Fix->Edits)
      Files.insert(E.File);
    for (const std::string &File : Files)
      ++RolledBack[File];
  }

  /// A unit with errors may report what is not there.
  std::vector<UnitResult> trustedUnits() const {
    std::vector<UnitResult> Out;
    for (const UnitResult &Unit : Units)
      if (Unit.Errors.empty())
        Out.push_back(Unit);
    return Out;
  }

  /// Whether the files that \p Fix edits can be read. Reads them.
  bool isReadable(const OfferedFix &Fix) {
    for (const Edit &E : Fix.Edits) {
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
        // The file with the error if it was changed, else all changed files that this unit reads.
        const std::string &Place = Results[J].Errors.front().Place;
        std::set<std::string> Read = {realOf(Jobs[I].File)};
        for (const ReadFile &File : Units[I].Files)
          Read.insert(realOf(File.Path));
        for (const auto &[File, Text] : Next) {
          const std::string &Real = realOf(File);
          if (Changed.count(Real) &&
              (Real == realOf(Place) || (!Changed.count(realOf(Place)) && Read.count(Real))))
            Broken.insert(File);
        }
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
  std::set<std::string> Banned; ///< Findings, by nameOf.
  std::map<std::string, size_t> RolledBack;
  std::map<std::string, unsigned> Attempts; ///< By file.
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

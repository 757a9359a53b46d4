#include "driver/evidence/Confirm.h"

#include "driver/engine/OverrideFileSystem.h"
#include "driver/evidence/optimizer/CompileCommand.h"

#include "clang/AST/Stmt.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"

using fastidious::optimizer::Answer;
using fastidious::optimizer::Verdict;

namespace fastidious::driver {

ConfirmedUnit confirmUnit(const CompileJob &Job, const FileOverrides &Overrides,
                          const optimizer::Selection &Which) {
  optimizer::OptimizingCommand Command = optimizer::optimizing(Job.Command);
  ConfirmedUnit Unit;
  Unit.Level = Command.Level;
  Unit.LevelIsAssumed = !Command.IsUsersLevel;
  std::string Error;
  auto Invocation = createInvocation({Job.File, Job.Directory, Command.Arguments}, Error);
  if (Invocation)
    Unit.Report = askAbout(std::move(Invocation), overrideFileSystem(Overrides), Which);
  else
    Unit.Report.Error = std::move(Error);
  return Unit;
}

static bool isConfirmed(Verdict V) {
  return V == Verdict::Eliminated || V == Verdict::OutsideLoop || V == Verdict::Partial;
}

OptimizerEvidence evidenceOf(const Answer &A, const std::string &Level) {
  OptimizerEvidence Evidence;
  Evidence.Verdict = name(A.Verdict);
  Evidence.Level = Level;
  Evidence.Detail = A.Detail;
  if (llvm::StringRef Advice = describe(A.Advice); !Advice.empty())
    Evidence.Detail += "; " + Advice.str();
  if (A.Verdict == Verdict::Partial)
    Evidence.SurvivingShare = A.SurvivingShare;
  return Evidence;
}

namespace {

/// The check that reports a loop with this verdict when syntax shows nothing.
llvm::StringRef checkFor(Verdict V) {
  switch (V) {
  case Verdict::Eliminated:
    return "fastidious-benchmark-unused-result";
  case Verdict::OutsideLoop:
    return "fastidious-benchmark-constant-input";
  case Verdict::Partial:
    return "fastidious-benchmark-misused-sink";
  default:
    return "";
  }
}

std::string messageFor(const optimizer::LoopReport &Loop, const std::string &Level) {
  const Answer &A = Loop.Answer;
  switch (A.Verdict) {
  case Verdict::Eliminated:
    return fmt::format("benchmark '{}' does not measure its work: at {} the optimiser removes it",
                       Loop.Name, Level);
  case Verdict::OutsideLoop:
    return fmt::format("benchmark '{}' does not run its work in the loop: at {} it is {}",
                       Loop.Name, Level, A.Detail);
  default:
    return fmt::format("benchmark '{}' measures only part of its work: at {} about {:.0f} % of it "
                       "is left in the loop",
                       Loop.Name, Level, A.SurvivingShare.value_or(0) * 100);
  }
}

class Confirmation {
public:
  Confirmation(UnitView &View, bool All)
      : View(View), All(All), SM(View.Compiler.getSourceManager()) {}

  void run() {
    for (size_t I = 0; I < View.Log.Findings.size(); ++I)
      if (std::optional<unsigned> Offset = candidateOffset(View.Log.Findings[I]))
        Candidates.push_back({I, *Offset});
    if (Candidates.empty() && !All)
      return;
    optimizer::Selection Which;
    if (!All) {
      Which.Candidates.emplace();
      for (const auto &Candidate : Candidates)
        Which.Candidates->push_back(Candidate.second);
    }
    Unit = confirmUnit(View.Job, View.Options.Overrides, Which);
    for (const auto &[Finding, Offset] : Candidates)
      if (const Answer *A = Unit.Report.answerAt(Offset))
        apply(Finding, *A);
    if (All)
      for (const optimizer::LoopReport &Loop : Unit.Report.Loops)
        if (isConfirmed(Loop.Answer.Verdict) && !hasFinding(Loop))
          report(Loop);
  }

private:
  /// Where in the main file the work is that \p Finding says is not measured.
  std::optional<unsigned> candidateOffset(const LoggedFinding &Finding) const {
    if (!Finding.Work || Finding.Cost != Cost::InvalidMeasurement)
      return std::nullopt;
    auto [File, Offset] = SM.getDecomposedLoc(SM.getExpansionLoc(Finding.Work->getBeginLoc()));
    if (File != SM.getMainFileID())
      return std::nullopt;
    return Offset;
  }

  void apply(size_t Finding, const Answer &A) {
    if (A.Verdict == Verdict::Survives && A.HasObservableEffect) {
      View.Refuted.insert(Finding);
      return;
    }
    if (A.Verdict == Verdict::Unknown)
      return;
    OptimizerEvidence Evidence = evidenceOf(A, Unit.Level);
    if (isConfirmed(A.Verdict))
      Evidence.Detail = "confirmed: " + Evidence.Detail;
    else
      Evidence.Detail = "it survives only because this optimiser does not see that nobody could "
                        "tell";
    View.Evidence[Finding].Optimizer = std::move(Evidence);
  }

  bool hasFinding(const optimizer::LoopReport &Loop) const {
    return llvm::any_of(Candidates, [&](const auto &Candidate) {
      return Loop.BeginOffset <= Candidate.second && Candidate.second < Loop.EndOffset;
    });
  }

  void report(const optimizer::LoopReport &Loop) {
    clang::SourceLocation Loc =
        SM.getLocForStartOfFile(SM.getMainFileID()).getLocWithOffset(Loop.BeginOffset);
    size_t Finding = View.Report(checkFor(Loop.Answer.Verdict), Loc, messageFor(Loop, Unit.Level));
    View.Evidence[Finding].Optimizer = evidenceOf(Loop.Answer, Unit.Level);
  }

  UnitView &View;
  bool All;
  const clang::SourceManager &SM;
  std::vector<std::pair<size_t, unsigned>> Candidates; ///< Finding and offset.
  ConfirmedUnit Unit;
};

} // namespace

UnitHook confirmHook(bool All) {
  return [All](UnitView &View) { Confirmation(View, All).run(); };
}

} // namespace fastidious::driver

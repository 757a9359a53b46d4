#include "driver/evidence/Confirm.h"

#include "driver/engine/Gate.h"
#include "driver/engine/OverrideFileSystem.h"
#include "driver/evidence/optimizer/CompileCommand.h"
#include "driver/evidence/optimizer/EventRecorder.h"
#include "driver/evidence/optimizer/LazyBodies.h"

#include "clang/AST/Stmt.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"

#include <set>

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
    Unit.Report = askAbout(
        std::move(Invocation), overrideFileSystem(Overrides), Which,
        [](clang::CompilerInstance &Compiler) { return std::make_unique<GateConsumer>(Compiler); });
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

std::string reasonFor(Verdict V) {
  switch (V) {
  case Verdict::Eliminated:
    return "nothing that could be seen depends on the work, so no iteration does it";
  case Verdict::OutsideLoop:
    return "each iteration does the same work, so it is done once for all of them";
  default:
    return "nothing that could be seen depends on the rest, so no iteration does it";
  }
}

/// Instantiations of one template seldom differ, and a benchmark may have hundreds.
constexpr unsigned MostInstances = 3;

/// Puts the findings of one unit to the optimiser.
class Confirmation {
public:
  explicit Confirmation(UnitView &View) : View(View), SM(View.Compiler.getSourceManager()) {
    for (size_t I = 0; I < View.Log.Findings.size(); ++I)
      if (std::optional<unsigned> Offset = candidateOffset(View.Log.Findings[I]))
        Candidates.push_back({I, *Offset});
  }

  /// Only the loops with findings, by another parse.
  void confirmFindings() {
    if (Candidates.empty())
      return;
    Unit = confirmUnit(View.Job, View.Options.Overrides, loopsWithFindings());
    applyAll();
  }

  /// The same, where the unit has been parsed at \p Level and \p Events has recorded that.
  void confirmFindings(const optimizer::EventRecorder &Events, const std::string &Level) {
    if (Candidates.empty())
      return;
    Unit.Level = Level;
    Unit.Report = askAboutParsed(View.Compiler, Events, loopsWithFindings());
    applyAll();
  }

  /// Every loop; as above.
  void confirmEverything(const optimizer::EventRecorder &Events, const std::string &Level) {
    optimizer::Selection Which;
    Which.AlsoPiecesAt = candidateOffsets();
    Which.MostInstances = MostInstances;
    Unit.Level = Level;
    Unit.Report = askAboutParsed(View.Compiler, Events, Which);
    applyAll();
    // As the checks do, a macro is reported once, not each of its expansions.
    std::set<unsigned> Macros;
    for (const optimizer::LoopReport &Loop : Unit.Report.Loops)
      if (Loop.InMacro && hasFinding(Loop))
        Macros.insert(Loop.InMacro);
    for (const optimizer::LoopReport &Loop : Unit.Report.Loops)
      if (isConfirmed(Loop.Answer.Verdict) && !hasFinding(Loop) &&
          (!Loop.InMacro || Macros.insert(Loop.InMacro).second))
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

  std::vector<unsigned> candidateOffsets() const {
    std::vector<unsigned> Offsets;
    for (const auto &Candidate : Candidates)
      Offsets.push_back(Candidate.second);
    return Offsets;
  }

  optimizer::Selection loopsWithFindings() const {
    optimizer::Selection Which;
    Which.Candidates = candidateOffsets();
    Which.MostInstances = MostInstances;
    return Which;
  }

  void applyAll() {
    for (const auto &[Finding, Offset] : Candidates)
      if (const Answer *A = Unit.Report.answerAt(Offset))
        apply(Finding, *A);
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
        Loop.InMacro
            ? clang::SourceLocation::getFromRawEncoding(Loop.InMacro)
            : SM.getLocForStartOfFile(SM.getMainFileID()).getLocWithOffset(Loop.BeginOffset);
    if (std::optional<size_t> Finding =
            View.Report(checkFor(Loop.Answer.Verdict), Loc, messageFor(Loop, Unit.Level),
                        reasonFor(Loop.Answer.Verdict)))
      View.Evidence[*Finding].Optimizer = evidenceOf(Loop.Answer, Unit.Level);
  }

  UnitView &View;
  const clang::SourceManager &SM;
  std::vector<std::pair<size_t, unsigned>> Candidates; ///< Finding and offset.
  ConfirmedUnit Unit;
};

/// Watches the parse, and asks when the checks have seen its end.
class Observer : public optimizer::EventRecorder {
public:
  Observer(UnitView &View, std::string Level, bool Everything)
      : EventRecorder(View.Compiler), View(View), Level(std::move(Level)), Everything(Everything) {
    optimizer::delayLibraryTemplates(View.Compiler);
  }

  void HandleTranslationUnit(clang::ASTContext &) override {
    if (View.Compiler.getDiagnostics().hasErrorOccurred())
      return;
    if (Everything)
      Confirmation(View).confirmEverything(*this, Level);
    else
      Confirmation(View).confirmFindings(*this, Level);
  }

private:
  UnitView &View;
  std::string Level;
  bool Everything;
};

/// What the main file of nearly every unit with a timed loop says...
constexpr llvm::StringLiteral UsualWords[] = {"bench", "BENCH", "celero", "folly", "now("};
/// ...and of every one: a framework is included by a name with one of these words in it, a clock is
/// read by one.
constexpr llvm::StringLiteral OtherWords[] = {"clock", "Clock", "rdtsc", "Now(", "time", "catch"};

bool mainFileSays(llvm::ArrayRef<llvm::StringLiteral> Words, const CompileJob &Job,
                  const FileOverrides &Overrides) {
  auto Buffer = overrideFileSystem(Overrides)->getBufferForFile(Job.File);
  return Buffer && llvm::any_of(Words, [&](llvm::StringRef Word) {
           return (*Buffer)->getBuffer().contains(Word);
         });
}

ParseObserver observe(CompileJob &Job, bool Everything) {
  optimizer::OptimizingCommand Command = optimizer::optimizing(Job.Command);
  Job.Command = Command.Arguments;
  return [Level = Command.Level, Everything](UnitView &View) {
    return std::make_unique<Observer>(View, Level, Everything);
  };
}

} // namespace

void confirmFindings(EngineOptions &Engine) {
  Engine.Observe = [](CompileJob &Job, const FileOverrides &Overrides) -> ParseObserver {
    return mainFileSays(UsualWords, Job, Overrides) ? observe(Job, /*Everything=*/false) : nullptr;
  };
  Engine.Hooks.push_back([](UnitView &View) {
    if (!mainFileSays(UsualWords, View.Job, View.Options.Overrides))
      Confirmation(View).confirmFindings();
  });
}

void confirmEverything(EngineOptions &Engine) {
  Engine.Observe = [](CompileJob &Job, const FileOverrides &Overrides) -> ParseObserver {
    if (!mainFileSays(UsualWords, Job, Overrides) && !mainFileSays(OtherWords, Job, Overrides))
      return nullptr;
    return observe(Job, /*Everything=*/true);
  };
}

} // namespace fastidious::driver

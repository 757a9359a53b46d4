#include "checks/knowledge/Containers.h"
#include "checks/knowledge/Functions.h"
#include "checks/support/BenchmarkCheck.h"
#include "checks/support/Calls.h"
#include "checks/support/Flow.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/Types.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

#include <fmt/format.h>

using namespace clang;

namespace fastidious {
namespace {

/// Whether \p S jumps out of the iteration, though the benchmark does not give up
/// (`SkipWithError`, which stops the timer itself).
bool jumps(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (isa<ContinueStmt, BreakStmt, ReturnStmt>(S))
    return true;
  // A jump within a loop of the paused stretch leaves that loop only.
  if (isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt, SwitchStmt>(S))
    return false;
  for (const Stmt *Child : S->children()) {
    const auto *E = isa<CompoundStmt>(S) ? dyn_cast_or_null<Expr>(Child) : nullptr;
    if (E && asControl(written(E)) == ControlKind::Skip)
      return false;
    if (jumps(Child))
      return true;
  }
  return false;
}

/// Adds the calls below \p S that stop or restart the timer, or end the benchmark.
void collectControls(const Stmt *S,
                     llvm::SmallVectorImpl<std::pair<const CallExpr *, ControlKind>> &Controls) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    if (std::optional<ControlKind> Kind = asControl(Call);
        Kind == ControlKind::Pause || Kind == ControlKind::Resume || Kind == ControlKind::Skip)
      Controls.push_back({Call, *Kind});
  for (const Stmt *Child : S->children())
    collectControls(Child, Controls);
}

bool hasLoop(const Stmt *S) {
  if (!S)
    return false;
  return isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(S) ||
         llvm::any_of(S->children(), hasLoop);
}

/// Whether \p Construct copies elements, one allocation or more.
bool copiesElements(const CXXConstructExpr *Construct) {
  const CXXConstructorDecl *Constructor = Construct->getConstructor();
  return ownsHeapElements(Construct->getType()) && !isStdString(Construct->getType()) &&
         !Construct->isElidable() && !Constructor->isMoveConstructor() &&
         llvm::any_of(Construct->arguments(),
                      [](const Expr *Argument) { return !isa<CXXDefaultArgExpr>(Argument); });
}

/// Whether all that \p S calls is known to be short: visible functions without loops or further
/// calls of unknown cost, and member functions of library values. \p Insertions counts those that
/// may allocate.
bool isShort(const Stmt *S, unsigned &Insertions, unsigned Depth = 0) {
  if (!S)
    return true;
  if (Depth > 3 || isa<LambdaExpr>(S) || hasLoop(S))
    return false;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(S); Construct && copiesElements(Construct))
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(S); Call && !asSink(Call) && !asControl(Call)) {
    const FunctionDecl *Function = Call->getDirectCallee();
    if (!Function)
      return false;
    const auto *Method = dyn_cast<CXXMethodDecl>(Function);
    bool IsLibraryMember = Method && classFact(qualifiedName(*Method->getParent()));
    const FunctionFact *Fact = functionFact(qualifiedName(*Function));
    bool IsMath = Fact && Function->getReturnType()->isArithmeticType() &&
                  llvm::all_of(Function->parameters(), [](const ParmVarDecl *P) {
                    return P->getType()->isArithmeticType();
                  });
    static constexpr unsigned MaxInsertions = 3;
    static constexpr StringRef Brief[] = {"std::swap", "std::exchange", "std::min", "std::max",
                                          "std::move", "std::forward",  "std::get"};
    if (llvm::is_contained(Brief, StringRef(qualifiedName(*Function)))) {
      // Of plain values.
      if (!llvm::all_of(Call->arguments(),
                        [](const Expr *Argument) { return Argument->getType()->isScalarType(); }))
        return false;
    } else if (IsLibraryMember) {
      std::string Name = Method->getNameAsString();
      bool Inserts = insertsOneElement(Name);
      if ((!Inserts && !isBriefAccess(Name)) || Call->getNumArgs() > 2)
        return false;
      if (Inserts && ++Insertions > MaxInsertions)
        return false;
    } else if (!IsMath) {
      if (Method && Method->isVirtual())
        return false;
      const Stmt *Body = Function->getBody();
      if (!Body ||
          Function->getASTContext().getSourceManager().isInSystemHeader(Function->getLocation()))
        return false;
      if (!isShort(Body, Insertions, Depth + 1))
        return false;
    }
  }
  return llvm::all_of(S->children(),
                      [&](const Stmt *Child) { return isShort(Child, Insertions, Depth); });
}

class PauseTiming : public BenchmarkCheck {
public:
  PauseTiming(const CheckInfo &Info, StringRef Name, tidy::ClangTidyContext *Context)
      : BenchmarkCheck(Info, Name, Context), MaxStatements(integerOption("MaxStatements")) {}

private:
  unsigned MaxStatements;

  bool checkRegion(const Body &B, const TimedRegion &R, const Observation &) override {
    if (R.Framework != BenchmarkFramework::GoogleBenchmark)
      return false;
    const CallExpr *Pause = nullptr;
    for (const auto &[Call, Kind] : R.Controls)
      if (Kind == ControlKind::Pause && !Pause)
        Pause = Call;
    const CallExpr *Last = lastPause(B, R);
    if (!Pause && !Last)
      return false;
    Finding F;
    unsigned Insertions = 0;
    if (Last || llvm::any_of(R.Paused, jumps)) {
      if (Last)
        Pause = Last;
      F.What = "an iteration can end with the timer stopped";
      F.Why = "what follows is not measured, and the framework reports a wrong time or aborts";
      F.Remedy = "resume the timer on every path";
    } else if (isBatch(R)) {
      // One pair of calls for many iterations, as the check itself advises.
      return false;
    } else if (const VarDecl *Object = destroyedLater(R)) {
      F.What = fmt::format("'{}' is made while the timer is stopped, and destroyed after it runs "
                           "again",
                           Object->getNameAsString());
      F.Why = "its destructor is measured in each iteration";
      F.Remedy = "declare it before the loop, or end its scope while the timer is stopped";
      F.Notes.push_back({Object->getLocation(), "declared here"});
    } else if (!R.Statements.empty() && R.Statements.size() <= MaxStatements &&
               llvm::all_of(R.Statements, [&](const Stmt *S) { return isShort(S, Insertions); })) {
      F.What = "stopping the timer in each iteration costs more than what is measured";
      F.Why =
          "PauseTiming and ResumeTiming take 100 to 200 ns each, which are in part measured with "
          "the body";
      F.Remedy = "prepare a batch of inputs and use KeepRunningBatch, or measure with manual time";
    } else {
      return false;
    }
    const auto *Member = dyn_cast<MemberExpr>(Pause->getCallee()->IgnoreParenImpCasts());
    F.Loc = Member ? Member->getBeginLoc() : Pause->getBeginLoc();
    F.Ranges.push_back(Pause->getSourceRange());
    if (moveToMacro(R, F))
      report(std::move(F));
    return true;
  }

  /// The call after which an iteration can end with the timer stopped, though the next one does not
  /// begin with a restart.
  static const CallExpr *lastPause(const Body &B, const TimedRegion &R) {
    const Loop *L = B.loopAt(R.Whole);
    if (!L)
      return nullptr;
    llvm::SmallVector<std::pair<const CallExpr *, ControlKind>, 4> Controls;
    collectControls(R.Measured, Controls);
    auto Restarts = [&](const Stmt *S) {
      return llvm::any_of(Controls, [&](const auto &Control) {
        return Control.second != ControlKind::Pause && Control.first == S;
      });
    };
    for (const auto &[Call, Kind] : Controls) {
      if (Kind != ControlKind::Pause || !repeatsWithout(B, *L, Call, Restarts))
        continue;
      // `if (full) PauseTiming(); ...; if (full) ResumeTiming();`
      std::string Condition = conditionAround(B, R, Call);
      if (Condition.empty() || llvm::none_of(Controls, [&](const auto &Control) {
            return Control.second == ControlKind::Resume &&
                   conditionAround(B, R, Control.first) == Condition;
          }))
        return Call;
    }
    return nullptr;
  }

  /// The text of the innermost condition that \p S depends on in \p R, or an empty string.
  static std::string conditionAround(const Body &B, const TimedRegion &R, const Stmt *S) {
    for (const Stmt *Parent = B.parent(S); Parent && Parent != R.Measured;
         Parent = B.parent(Parent))
      if (const auto *If = dyn_cast<IfStmt>(Parent))
        return sourceText(If->getCond()->getSourceRange(), B.context());
    return {};
  }

  /// Whether the timer is stopped again, after it ran, for something that is done with \p Variable:
  /// `v.reset()`, `v.clear()`.
  static bool isEmptiedWhilePaused(const TimedRegion &R, const VarDecl *Variable) {
    const SourceManager &SM = Variable->getASTContext().getSourceManager();
    for (const auto &[Call, Kind] : R.Controls)
      if (Kind == ControlKind::Resume)
        return llvm::any_of(R.Paused, [&](const Stmt *Paused) {
          return SM.isBeforeInTranslationUnit(Call->getBeginLoc(), Paused->getBeginLoc()) &&
                 mentionsVariable(Paused, Variable);
        });
    return false;
  }

  /// An object of the iteration's own scope that a paused statement declares.
  static const VarDecl *destroyedLater(const TimedRegion &R) {
    if (R.Controls.empty() || R.Controls.back().second != ControlKind::Resume)
      return nullptr;
    for (const Stmt *Paused : R.Paused) {
      const auto *Declaration = dyn_cast<DeclStmt>(Paused);
      if (!Declaration)
        continue;
      for (const Decl *D : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(D);
            Variable && Variable->hasLocalStorage() && !Variable->getType()->isReferenceType() &&
            Variable->getType().isDestructedType() == QualType::DK_cxx_destructor &&
            !isEmptiedWhilePaused(R, Variable))
          return Variable;
    }
    return nullptr;
  }
};

FASTIDIOUS_CHECK(
    PauseTiming,
    {.Name = "benchmark-pause-timing",
     .Summary = "`PauseTiming` in each iteration distorts a short measurement",
     .Cost = Cost::InvalidMeasurement,
     .Confidence = Confidence::Medium,
     .Since = "0.1",
     .Fix = FixKind::None,
     .Options = {{"MaxStatements", OptionType::Integer, "3",
                  "A timed part with at most so many statements, none of them a loop or a call of "
                  "unknown cost, counts as small."}},
     .Docs = R"md(
## Why

`PauseTiming()` and `ResumeTiming()` read clocks: a pair costs far more than a small body (see below),
and a part of that ends up in the measured time. Around a body of a few nanoseconds the benchmark measures the timer. An
iteration that can end with the timer stopped is worse, and an object that is made while the timer
stands still but destroyed at the end of the iteration is measured by half.

## Example

```cpp bad
#include <benchmark/benchmark.h>

static void BM_Square(benchmark::State &state) {
  int x = 3;
  for (auto _ : state) {
    state.PauseTiming();
    ++x;
    state.ResumeTiming();
    benchmark::DoNotOptimize(x * x);
  }
}
BENCHMARK(BM_Square);
```

```cpp good
#include <benchmark/benchmark.h>

static void BM_Square(benchmark::State &state) {
  int x = 3;
  for (auto _ : state) {
    benchmark::DoNotOptimize(x);
    benchmark::DoNotOptimize(x * x);
  }
}
BENCHMARK(BM_Square);
```

## Fix safety

There is no fix: what belongs before the loop, into a batch or into manual timing is a decision.

## Limitations

Only Google Benchmark has these functions. A timed part with loops, algorithms, calls whose bodies are
not visible, copies of containers or more than three insertions counts as long.

## Measured

The time of an iteration as the benchmark reports it: before, with the timer stopped for the set-up
of each; after, timed by hand in batches of 1,000. clang 19, `-O2`, libstdc++ 12, x86-64; medians of
7 interleaved runs. Written by `tools/bench/run`.

| | before | after | before / after | allocations before | after |
|---|---|---|---|---|---|
| three operations on an integer | 287 ns | 0.69 ns | 418 | 0 | 0 |

## References

- Google Benchmark, user guide, "Controlling Timers"
)md"});

} // namespace
} // namespace fastidious

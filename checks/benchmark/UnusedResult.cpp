#include "checks/support/BenchmarkCheck.h"
#include "checks/support/Calls.h"
#include "checks/support/LostResult.h"
#include "checks/support/Sinks.h"
#include "checks/support/Source.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

#include <fmt/format.h>

using namespace clang;

namespace fastidious {
namespace {

class UnusedResult : public SinkCheck {
public:
  UnusedResult(const CheckInfo &Info, StringRef Name, tidy::ClangTidyContext *Context)
      : SinkCheck(Info, Name, Context), WarnOnOpaqueCalls(boolOption("WarnOnOpaqueCalls")) {}

private:
  bool WarnOnOpaqueCalls;

  bool checkRegion(const Body &B, const TimedRegion &R, const Observation &O) override {
    auto Steps = stepsOf(O, R);
    auto [Lost, IsObserved] = lostWork(B, R, O);
    if (Lost) {
      reportLost(B, R, *Lost, IsObserved);
      return true;
    }
    for (const Step *S : Steps)
      if (reportLastOnly(B, R, *S, O))
        return true;
    return WarnOnOpaqueCalls && reportOpaque(B, R, Steps);
  }

  static std::string instead(const TimedRegion &R, bool IsObserved) {
    if (IsObserved)
      return "the time of the rest of the body";
    return R.Framework == BenchmarkFramework::HandWritten ||
                   isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(R.Whole)
               ? "an empty loop"
               : "an empty function";
  }

  void reportLost(const Body &B, const TimedRegion &R, const Step &Lost, bool IsObserved) {
    const ASTContext &Context = B.context();
    const VarDecl *Declared = declaredBy(Lost.Statement);
    LostResult Result = resultOf(B, Lost);
    const Expr *Written = Result.Value;

    Finding F;
    F.Work = Lost.Statement;
    std::string Times = instead(R, IsObserved);
    std::string Text = Written ? quotedFromDefinition(Written->getSourceRange(), Context) : "";
    if (Declared && Written && !isa<CXXConstructExpr, InitListExpr>(Written)) {
      F.Loc = Written->getBeginLoc();
      F.What = fmt::format("the result of '{}' is lost, since nothing reads '{}'", Text,
                           Declared->getNameAsString());
    } else if (Declared) {
      F.Loc = Declared->getLocation();
      F.What = fmt::format("nothing reads '{}'", Declared->getNameAsString());
    } else if (Result.Variable) {
      F.Loc = Written->getBeginLoc();
      F.What = fmt::format("the result of '{}' is lost, since nothing reads '{}'", Text,
                           nameIn(Lost, *Result.Variable));
    } else if (Written->getType()->isVoidType()) {
      F.Loc = Written->getBeginLoc();
      F.What = fmt::format("nothing depends on '{}'", Text);
    } else {
      F.Loc = Written->getBeginLoc();
      F.What = fmt::format("the result of '{}' is unused", Text);
    }
    F.Ranges.push_back(Lost.Statement->getSourceRange());
    F.Why =
        Lost.Effects.SetsErrno
            ? fmt::format("the compiler may remove all but the test for errors, and {} is what "
                          "is measured",
                          Times)
            : fmt::format("the compiler may remove the work, and {} is what is measured", Times);
    F.Remedy = sinkAdvice(R, Context);
    F.Unsafe = keepResult(B, R, Lost);
    reportDefect(R, BenchmarkDefect::LostResult, std::move(F));
  }

  /// `x = f(y)` where only the last value is read, after the loop: the other iterations are free.
  bool reportLastOnly(const Body &B, const TimedRegion &R, const Step &S, const Observation &O) {
    const VarDecl *Variable = overwrittenVariable(B, R, S, O);
    if (!Variable)
      return false;
    const auto *E = cast<Expr>(S.Statement);
    // Where a sink follows, the sink is in the wrong place: benchmark-misused-sink.
    for (const SinkCall &Sink : sinksOf(B, UserSinks))
      for (const Expr *Value : Sink.Values)
        if (const auto *Sunk = dyn_cast<DeclRefExpr>(written(Value));
            Sunk && Sunk->getDecl() == Variable)
          return false;
    Finding F;
    F.Loc = written(E)->getBeginLoc();
    F.What = fmt::format("only the last value of '{}' is used", Variable->getNameAsString());
    F.Why =
        "the compiler may compute it once after the loop, and an empty loop is what is measured";
    F.Remedy = sinkAdvice(R, B.context());
    F.Ranges.push_back(E->getSourceRange());
    F.Work = S.Statement;
    F.Unsafe = sinkVariable(B, R, Variable, B.enclosingStatement(E));
    reportDefect(R, BenchmarkDefect::LostResult, std::move(F));
    return true;
  }

  bool reportOpaque(const Body &B, const TimedRegion &R, llvm::ArrayRef<const Step *> Steps) {
    for (const Step *S : Steps) {
      const auto *E = dyn_cast<Expr>(S->Statement);
      const auto *Call = E ? dyn_cast<CallExpr>(written(E)) : nullptr;
      if (S->Controls || !Call || !S->Effects.isKept() || Call->getType()->isVoidType() ||
          isa<CXXOperatorCallExpr>(Call) || asSink(Call, UserSinks) || asControl(Call))
        continue;
      Finding F;
      F.Loc = Call->getBeginLoc();
      F.What = fmt::format("the result of '{}' is unused",
                           quotedFromDefinition(Call->getSourceRange(), B.context()));
      F.Why = "link-time optimisation may remove what today is kept because the function's body "
              "is not visible";
      F.Remedy = sinkAdvice(R, B.context());
      F.Confidence = Confidence::Low;
      F.Work = S->Statement;
      F.Unsafe = sinkValue(B, R, Call);
      reportDefect(R, BenchmarkDefect::AddedWork, std::move(F));
      return true;
    }
    return false;
  }
};

FASTIDIOUS_CHECK(
    UnusedResult,
    {.Name = "benchmark-unused-result",
     .Summary = "A benchmark whose result nobody uses measures nothing",
     .Cost = Cost::InvalidMeasurement,
     .Confidence = Confidence::High,
     .Since = "0.1",
     .Fix = FixKind::Unsafe,
     .Options = {SinkFunctionsOption,
                 {"WarnOnOpaqueCalls", OptionType::Bool, "false",
                  "Also report, with low confidence, unused results of functions whose bodies are "
                  "not visible: the compiler keeps those calls, link-time optimisation may not."}},
     .Docs = R"md(
## Why

A compiler removes computations that nothing depends on. A benchmark that drops its result, keeps it
in a variable that nobody reads, or fills a buffer that nobody looks at, is such a computation: with
optimisation on, the loop is empty, and the number that the benchmark reports (next to nothing) is the
time of an empty loop. Nothing warns about it.

The check knows what is timed by Google Benchmark, Catch2, nanobench, folly and Celero, and by
hand-written loops between two reads of a clock, or while an object runs that reads one when it is made
or started and when it is stopped or destroyed. It follows values from where they are computed to
sinks, output, assertions, counters, returned values, and whatever other code can see. Only what ends
nowhere is reported: one finding for each timed region, on the statement that matters.

## Example

```cpp bad
#include <benchmark/benchmark.h>

static unsigned mix(unsigned x) {
  x ^= x >> 16;
  x *= 0x7feb352du;
  return x ^ (x >> 15);
}

static void BM_Mix(benchmark::State &state) {
  unsigned n = 0;
  for (auto _ : state)
    mix(n++);
}
BENCHMARK(BM_Mix);
```

```cpp good
#include <benchmark/benchmark.h>

static unsigned mix(unsigned x) {
  x ^= x >> 16;
  x *= 0x7feb352du;
  return x ^ (x >> 15);
}

static void BM_Mix(benchmark::State &state) {
  unsigned n = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(mix(n++));
}
BENCHMARK(BM_Mix);
```

## Fix safety

Unsafe, since the reported number changes: that is the point. The fix passes the value to the
framework's own sink, or returns it from a Catch2 benchmark. Where the installed Google Benchmark
deprecates `DoNotOptimize(const T &)`, the value gets a name first. Hand-written loops have no sink of
their own and get no fix.

## Limitations

Calls of functions whose bodies are not visible in the translation unit, virtual calls, calls through
pointers, input and output, atomics, volatile objects, locks and assembly are never removed, and never
reported (see `WarnOnOpaqueCalls`). Where a function calls one that it is given, that is the one which the
caller names. Of library functions, those that are known to be templates or inline
without other effects count as removable; node-based containers (hash tables, too), streams, `shared_ptr`,
`std::function` and regular expressions do not. A function that is empty or returns a constant is no work. Variables that a lambda captures by reference for a framework are left alone.
Whether today's compiler removes the work is not predicted; that it may is enough.

Of what macros contain, only a benchmark that a macro stamps out as a whole, loop and work, is reported:
once, where the macro is defined, and without a fix.

## Measured

The time of an iteration as the benchmark reports it: before, the optimiser removes the work; after,
a sink keeps the result. clang 19, `-O2`, libstdc++ 12, x86-64; medians of 7 interleaved runs.
Written by `tools/bench/run`.

| | before | after | before / after | allocations before | after |
|---|---|---|---|---|---|
| a loop over the bits of a number | 0.00 ns | 5.53 ns | 0.00 | 0 | 0 |
| a square root and a division | 0.72 ns | 3.45 ns | 0.21 | 0 | 0 |

## References

- Google Benchmark, user guide, "Preventing Optimization"
- Chandler Carruth, CppCon 2015: "Tuning C++: Benchmarks, and CPUs, and Compilers! Oh My!"
- Catch2, documentation of benchmarks, "The optimizer"
)md"});

} // namespace
} // namespace fastidious

#include "checks/knowledge/Constructions.h"
#include "checks/knowledge/Functions.h"
#include "checks/support/BenchmarkCheck.h"
#include "checks/support/Calls.h"
#include "checks/support/IterationParts.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

using namespace clang;

namespace fastidious {
namespace {

/// Whether the benchmark's name says that making its objects is what it measures.
bool measuresMaking(const std::set<std::string> &Words) {
  static constexpr StringRef Making[] = {
      "construct",   "constructor", "construction", "ctor",       "create",      "creation",
      "creating",    "build",       "building",     "make",       "alloc",       "allocate",
      "allocation",  "allocating",  "allocations",  "init",       "initialize",  "initialization",
      "copy",        "copying",     "copies",       "clone",      "fill",        "filling",
      "setup",       "destroy",     "destruct",     "destructor", "destruction", "dtor",
      "lifetime",    "lifecycle",   "load",         "loading",    "read",        "reading",
      "open",        "populate",    "insert",       "insertion",  "push",        "append",
      "emplace",     "assign",      "assignment",   "resize",     "reserve",     "generate",
      "generation",  "roundtrip",   "pipeline",     "cold",       "startup",     "compile",
      "instantiate", "move",        "growth",       "ingest",     "import",      "prepare"};
  return llvm::any_of(Making, [&](StringRef Word) { return Words.count(Word.str()) != 0; });
}

class SetupInLoop : public SinkCheck {
public:
  SetupInLoop(const CheckInfo &Info, StringRef Name, tidy::ClangTidyContext *Context)
      : SinkCheck(Info, Name, Context), WarnOnConsumedSetup(boolOption("WarnOnConsumedSetup")) {}

private:
  bool WarnOnConsumedSetup;

  /// Whether the file has the same benchmark with its set-up done before: "SearchCached" beside
  /// "Search". Then the set-up is there to be compared.
  static bool hasCachedVariant(const FunctionDecl &Function) {
    static constexpr StringRef Variants[] = {"cached",  "precompiled", "compiled",
                                             "reused",  "reuse",       "reusing",
                                             "hoisted", "prebuilt",    "preallocated"};
    if (!Function.getIdentifier())
      return false;
    std::set<std::string> Words = wordsOf(Function.getName());
    for (const Decl *D : Function.getDeclContext()->decls()) {
      const auto *Other = dyn_cast<FunctionDecl>(D);
      if (!Other || !Other->getIdentifier() || Other->getName() == Function.getName())
        continue;
      std::set<std::string> OtherWords = wordsOf(Other->getName());
      bool IsVariant =
          llvm::any_of(Variants, [&](StringRef Word) { return OtherWords.erase(Word.str()) != 0; });
      if (IsVariant && OtherWords == Words)
        return true;
    }
    return false;
  }

  bool checkRegion(const Body &B, const TimedRegion &R, const Observation &) override {
    // A function that gets the number of iterations repeats only a part of itself.
    if (R.Framework == BenchmarkFramework::Folly && R.Whole == B.statement() &&
        B.function().getNumParams() != 0)
      return false;
    if (measuresMaking(wordsOf(nameOfBenchmark(B, R))) || hasCachedVariant(B.function()))
      return false;
    TimedRegion Item = itemOf(R);
    IterationParts I = partsOfIteration(B, Item, UserSinks);
    // What the work itself reads says more than what that was made from.
    for (bool IsInput : {true, false})
      for (const Part &P : I.Parts) {
        if (!P.IsSetup)
          continue;
        for (const VarDecl *Variable : P.Targets) {
          if (I.Inputs.contains(Variable) != IsInput || !isExpensive(B, I, P, *Variable) ||
              isAllButReturn(I, P))
            continue;
          reportSetup(B, Item, I, P, *Variable);
          return true;
        }
      }
    return WarnOnConsumedSetup && reportConsumed(B, R, I);
  }

  /// Whether an iteration does \p P, returns what that has made, and nothing else: then it is what
  /// is measured.
  static bool isAllButReturn(const IterationParts &I, const Part &P) {
    return llvm::all_of(I.Parts, [&](const Part &Other) {
      return &Other == &P || (isa<ReturnStmt>(Other.Statement) &&
                              !containsAny(Other.Statement,
                                           [](const Stmt *Inner) { return isa<CallExpr>(Inner); }));
    });
  }

  /// Of a batch that is nothing but a loop over its items, what is done for one item.
  static TimedRegion itemOf(const TimedRegion &R) {
    TimedRegion Item = R;
    const Stmt *Inner = isBatch(R) && R.Statements.size() == 1 ? R.Statements.front() : nullptr;
    const auto *For = dyn_cast_or_null<ForStmt>(Inner);
    const auto *Range = dyn_cast_or_null<CXXForRangeStmt>(Inner);
    const Stmt *Body = Range ? Range->getBody() : nullptr;
    if (For && isa_and_nonnull<DeclStmt>(For->getInit()))
      Body = For->getBody();
    const auto *Compound = dyn_cast_or_null<CompoundStmt>(Body);
    if (!Compound)
      return Item;
    Item.Measured = Compound;
    Item.Statements.assign(Compound->body_begin(), Compound->body_end());
    llvm::erase_if(Item.Statements, [](const Stmt *S) { return isa<NullStmt>(S); });
    return Item;
  }

  /// Whether making and filling \p Variable costs more than a few instructions.
  static bool isExpensive(const Body &B, const IterationParts &I, const Part &P,
                          const VarDecl &Variable) {
    QualType T = Variable.getType();
    if (!P.Declared)
      return !I.declarationOf(&Variable) && isFillable(T) && isExpensiveFill(P);
    if (!I.fillsOf(&Variable).empty())
      return llvm::any_of(I.fillsOf(&Variable), [&](const Part *Fill) {
        return isExpensiveFill(*Fill) || ownsHeapElements(T);
      });
    const Expr *Init = Variable.getInit();
    if (!Init)
      return false;
    Init = written(Init);
    const ConstructionFact *Fact = constructionFact(T);
    if (Fact && Fact->Kind == ConstructionKind::Pattern)
      if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init))
        return Construct->getNumArgs() > 0;
    if (ownsHeapElements(T)) {
      if (isStdString(T) && isShortString(B, Init))
        return false;
      if (containerFact(T)->has(SharedOnCopy))
        return false;
      if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init))
        return llvm::any_of(Construct->arguments(),
                            [](const Expr *Argument) { return !isa<CXXDefaultArgExpr>(Argument); });
      if (isa<CallExpr>(Init))
        return isMadeByCall(cast<CallExpr>(Init));
      return isa<InitListExpr, DeclRefExpr, MemberExpr>(Init);
    }
    if (const auto *Call = dyn_cast<CallExpr>(Init))
      return T->isRecordType() && T.isDestructedType() != QualType::DK_none && ownsContainer(T) &&
             isMadeByCall(Call);
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init))
      return Construct->getNumArgs() > 0 &&
             !Construct->getConstructor()->isCopyOrMoveConstructor() && ownsContainer(T) &&
             effectsOf(*Construct->getConstructor()).Allocates;
    return false;
  }

  /// A loop, an algorithm, or an assignment of a whole container.
  static bool isExpensiveFill(const Part &P) {
    if (!isa<Expr>(P.Statement))
      return true;
    const Expr *E = written(cast<Expr>(P.Statement));
    if (auto Member = asMemberCall(E))
      return Member->Name == "assign" || Member->Name == "fill" || Member->Name == "resize";
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
      return Operator->getOperator() == OO_Equal &&
             ownsHeapElements(Operator->getArg(0)->getType()) &&
             !isa<StringLiteral>(Operator->getArg(1)->IgnoreUnlessSpelledInSource());
    return isa<CallExpr>(E);
  }

  /// Whether the string certainly fits into its object.
  static bool isShortString(const Body &B, const Expr *Init) {
    constexpr uint64_t Limit = 15;
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init);
        Construct && Construct->getNumArgs() > 0) {
      const Expr *First = Construct->getArg(0)->IgnoreUnlessSpelledInSource();
      Expr::EvalResult Count;
      if (First->getType()->isIntegerType() && !First->isValueDependent() &&
          First->EvaluateAsInt(Count, B.context()))
        return Count.Val.getInt().getZExtValue() <= Limit;
      Init = First;
    }
    const auto *Literal = dyn_cast<StringLiteral>(Init->IgnoreUnlessSpelledInSource());
    return Literal && Literal->getLength() <= Limit;
  }

  /// Whether the call makes an input rather than computing from one: it says so, or it is given
  /// nothing but numbers and literals.
  static bool isMadeByCall(const CallExpr *Call) {
    const FunctionDecl *Function = Call->getDirectCallee();
    if (!Function)
      return false;
    if (isSetupName(Function->getNameAsString()))
      return true;
    return !isa<CXXMemberCallExpr>(Call) && llvm::all_of(Call->arguments(), isMadeOfLiterals);
  }

  static bool isMadeOfLiterals(const Expr *E) {
    E = E->IgnoreUnlessSpelledInSource();
    if (isa<IntegerLiteral, CharacterLiteral, StringLiteral, FloatingLiteral, CXXBoolLiteralExpr,
            CXXDefaultArgExpr>(E))
      return true;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
      return llvm::all_of(Operator->arguments(), isMadeOfLiterals);
    if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
      return isMadeOfLiterals(Cast->getSubExpr());
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
      return llvm::all_of(Construct->arguments(), isMadeOfLiterals);
    return false;
  }

  /// Whether an object of class type has containers in it.
  static bool ownsContainer(QualType T, unsigned Depth = 0) {
    const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
    if (ownsHeapElements(T))
      return true;
    if (!Record || !(Record = Record->getDefinition()) || Depth > 3)
      return false;
    for (const FieldDecl *Field : Record->fields())
      if (ownsContainer(Field->getType(), Depth + 1))
        return true;
    return false;
  }

  static std::string advice(const TimedRegion &R) {
    switch (R.Framework) {
    case BenchmarkFramework::Folly:
      return R.Whole == R.Measured ? "prepare it in a 'BENCHMARK_SUSPEND' block"
                                   : "prepare it before the loop";
    case BenchmarkFramework::Celero:
      return "prepare it in the fixture's 'setUp'";
    case BenchmarkFramework::Catch2:
    case BenchmarkFramework::Nanobench:
      return R.Callable ? "prepare it before the benchmark" : "prepare it before the loop";
    case BenchmarkFramework::HandWritten:
      return "prepare it before the first reading of the clock";
    case BenchmarkFramework::GoogleBenchmark:
      return "prepare it before the loop";
    }
    return {};
  }

  void reportSetup(const Body &B, const TimedRegion &R, const IterationParts &I, const Part &P,
                   const VarDecl &Variable) {
    Finding F;
    F.Loc = P.Declared ? Variable.getLocation() : P.Statement->getBeginLoc();
    F.What = fmt::format("each iteration {} '{}' from what never changes",
                         P.Declared ? "builds" : "fills", Variable.getNameAsString());
    F.Why = "that is measured with the work that reads it";
    F.Remedy = advice(R);
    F.Ranges.push_back(P.Statement->getSourceRange());
    F.Work = P.Statement;
    F.Unsafe = moveOut(B, R, I);
    reportDefect(R, BenchmarkDefect::RepeatedSetup, std::move(F));
  }

  /// Moves all set-up before the loop.
  static std::optional<Fix> moveOut(const Body &B, const TimedRegion &R, const IterationParts &I) {
    const ASTContext &Context = B.context();
    // A framework's callable may be run elsewhere, and before a loop by hand the clock runs.
    if (R.Framework != BenchmarkFramework::GoogleBenchmark || R.Callable ||
        !isEditable(SourceRange(R.Whole->getBeginLoc()), Context))
      return std::nullopt;
    std::string Text;
    std::string Separator =
        lineEnding(R.Whole->getBeginLoc(), Context) + indentation(R.Whole->getBeginLoc(), Context);
    Fix Result{"move the set-up before the loop", {}};
    const Stmt *Previous = nullptr;
    for (const Part &P : I.Parts) {
      if (!P.IsSetup) {
        // The declaration declares something else, too.
        if (P.Declared && llvm::any_of(I.Parts, [&](const Part &Other) {
              return Other.IsSetup && Other.Statement == P.Statement;
            }))
          return std::nullopt;
        continue;
      }
      if (P.Declared && isNameTaken(B, *P.Declared))
        return std::nullopt;
      if (std::exchange(Previous, P.Statement) == P.Statement)
        continue;
      SourceLocation Begin = P.Statement->getBeginLoc();
      if (B.parent(P.Statement) != R.Measured ||
          !isEditable(P.Statement->getSourceRange(), Context))
        return std::nullopt;
      SourceLocation End =
          isa<DeclStmt>(P.Statement)
              ? Lexer::getLocForEndOfToken(P.Statement->getEndLoc(), 0, Context.getSourceManager(),
                                           Context.getLangOpts())
              : endOfStatement(P.Statement, Context);
      if (End.isInvalid())
        return std::nullopt;
      StringRef Moved = Lexer::getSourceText(CharSourceRange::getCharRange(Begin, End),
                                             Context.getSourceManager(), Context.getLangOpts());

      if (!Text.empty())
        Text += Separator;
      Text += Moved.str();
      Result.Edits.push_back(removeLines(Begin, End, Context));
    }
    auto Before = insertBefore(R.Whole, B.parent(R.Whole), Text, Context);
    if (Text.empty() || Before.empty())
      return std::nullopt;
    Result.Edits.append(Before.begin(), Before.end());
    return Result;
  }

  /// Whether another variable of the function has the name, so that a wider scope could hide it.
  static bool isNameTaken(const Body &B, const VarDecl &Variable) {
    bool Taken = llvm::any_of(B.function().parameters(), [&](const ParmVarDecl *P) {
      return P->getDeclName() == Variable.getDeclName();
    });
    visitAll(B.statement(), [&](const Stmt *S) {
      if (const auto *Declaration = dyn_cast<DeclStmt>(S))
        for (const Decl *D : Declaration->decls())
          if (const auto *Other = dyn_cast<VarDecl>(D);
              Other && Other != &Variable && Other->getDeclName() == Variable.getDeclName())
            Taken = true;
    });
    return Taken;
  }

  /// A fresh copy of an input in each iteration, for work that changes it.
  bool reportConsumed(const Body &B, const TimedRegion &R, const IterationParts &I) {
    for (const VarDecl *Variable : I.Consumed) {
      const Part *Declared = I.declarationOf(Variable);
      if (!Declared || !ownsHeapElements(Variable->getType()) || !Variable->getInit() ||
          !variableOf(Variable->getInit()))
        continue;
      Finding F;
      F.Loc = Variable->getLocation();
      F.What = fmt::format("each iteration copies '{}' into '{}'",
                           variableOf(Variable->getInit())->getNameAsString(),
                           Variable->getNameAsString());
      F.Why = "the work changes the copy, and the copying is measured with it";
      F.Remedy = "prepare a batch of copies, or measure with manual time";
      F.Ranges.push_back(Declared->Statement->getSourceRange());
      F.Work = Declared->Statement;
      F.Confidence = Confidence::Low;
      reportDefect(R, BenchmarkDefect::RepeatedSetup, std::move(F));
      return true;
    }
    return false;
  }
};

FASTIDIOUS_CHECK(
    SetupInLoop,
    {.Name = "benchmark-setup-in-loop",
     .Summary = "A benchmark that prepares the same input in each iteration measures that, too",
     .Cost = Cost::InvalidMeasurement,
     .Confidence = Confidence::Medium,
     .Since = "0.1",
     .Fix = FixKind::Unsafe,
     .Options = {SinkFunctionsOption,
                 {"WarnOnConsumedSetup", OptionType::Bool, "false",
                  "Also report, with low confidence, inputs that are copied in each iteration "
                  "because the work changes them, such as a range that is sorted in place."}},
     .Docs = R"md(
## Why

What stands in the timed loop is timed. An input that is allocated, filled or read there, always in the
same way, adds a constant to the number that nobody asked for, and it may well be the larger part: making
a string of 4 KiB takes as long as searching through it.

## Example

```cpp bad
#include <benchmark/benchmark.h>
#include <string>

static void BM_Find(benchmark::State &state) {
  for (auto _ : state) {
    std::string text(4096, 'a');
    benchmark::DoNotOptimize(text.find('b'));
  }
}
BENCHMARK(BM_Find);
```

```cpp good
#include <benchmark/benchmark.h>
#include <string>

static void BM_Find(benchmark::State &state) {
  std::string text(4096, 'a');
  for (auto _ : state)
    benchmark::DoNotOptimize(text.find('b'));
}
BENCHMARK(BM_Find);
```

## Fix safety

Unsafe, since the reported number changes: that is the point. The fix moves all set-up of the loop
before it, for loops of Google Benchmark; elsewhere the place for it is a decision.

## Limitations

The check leaves alone what may be the purpose: a benchmark whose other statements only keep the object
alive or ask for its size, and one whose name says that making objects is measured ("BM_Construct",
"copy", "insert", ...). An input that the work changes is needed fresh in each iteration, and is left
alone, too: sorting in place needs an unsorted copy. There, prepare a batch of inputs, one for each
iteration of a `KeepRunningBatch` loop, or measure with manual time; `WarnOnConsumedSetup` reports such
copies. Strings that fit into the object, views, arrays that are not filled by a loop and inputs that
differ from one iteration to the next (random numbers, counters) are not reported. Whether a function
whose body is not visible prepares something is told by its name ("make", "load", "read", ...).

## Measured

The time of an iteration as the benchmark reports it: before, with the input built in each; after,
the work alone. clang 19, `-O2`, libstdc++ 12, x86-64; medians of 5 interleaved runs. Written by
`tools/bench/run`.

| | before | after | before / after | allocations before | after |
|---|---|---|---|---|---|
| sum of 1,000 ints | 94 ns | 36 ns | 2.6 | 1 | 0 |

## References

- Google Benchmark, user guide, "Setup/Teardown" and "Controlling Timers"
- folly, documentation of `BENCHMARK_SUSPEND`
)md"});

} // namespace
} // namespace fastidious

#include "checks/knowledge/Functions.h"
#include "checks/support/BenchmarkCheck.h"
#include "checks/support/Calls.h"
#include "checks/support/Sinks.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseMap.h"

#include <fmt/format.h>

using namespace clang;

namespace fastidious {
namespace {

/// Whether objects of \p T hold their value themselves: what is on the heap is not seen through.
bool isPlainValue(QualType T) {
  T = T.getNonReferenceType();
  return !T->isDependentType() && !T.isVolatileQualified() && !T->isAtomicType() &&
         T.isDestructedType() == QualType::DK_none;
}

bool declares(const Stmt *S, const VarDecl &Variable) {
  const auto *Declaration = dyn_cast<DeclStmt>(S);
  return Declaration && llvm::is_contained(Declaration->decls(), &Variable);
}

/// Which expressions of a body have a value that the compiler sees.
class Constants {
public:
  Constants(const Body &B, const Observation &O, llvm::ArrayRef<std::string> UserSinks)
      : B(B), O(O), UserSinks(UserSinks), Sinks(sinksOf(B, UserSinks)) {}

  /// Whether the compiler can tell the value of \p E.
  bool isKnown(const Expr *E) {
    if (!E || E->isValueDependent() || E->isTypeDependent())
      return false;
    E = E->IgnoreParenImpCasts();
    if (E->getType()->isArithmeticType() || E->getType()->isEnumeralType()) {
      Expr::EvalResult Result;
      if (E->EvaluateAsRValue(Result, B.context()) && !Result.HasSideEffects)
        return true;
    }
    switch (E->getStmtClass()) {
    case Stmt::StringLiteralClass:
    case Stmt::CXXNullPtrLiteralExprClass:
    case Stmt::ImplicitValueInitExprClass:
    case Stmt::CXXScalarValueInitExprClass:
      return true;
    case Stmt::DeclRefExprClass: {
      const ValueDecl *D = cast<DeclRefExpr>(E)->getDecl();
      if (const auto *Variable = dyn_cast<VarDecl>(D))
        return isKnown(*Variable);
      return isa<FunctionDecl, EnumConstantDecl>(D);
    }
    case Stmt::UnaryOperatorClass:
      return !cast<UnaryOperator>(E)->isIncrementDecrementOp() && areChildrenKnown(E);
    case Stmt::BinaryOperatorClass:
      return !cast<BinaryOperator>(E)->isAssignmentOp() && areChildrenKnown(E);
    case Stmt::MemberExprClass:
      return isa<FieldDecl>(cast<MemberExpr>(E)->getMemberDecl()) &&
             isKnown(cast<MemberExpr>(E)->getBase());
    case Stmt::LambdaExprClass:
      return llvm::all_of(cast<LambdaExpr>(E)->capture_inits(),
                          [&](const Expr *Init) { return isKnown(Init); });
    case Stmt::CXXDefaultArgExprClass:
      return isKnown(cast<CXXDefaultArgExpr>(E)->getExpr());
    case Stmt::ConditionalOperatorClass:
    case Stmt::ArraySubscriptExprClass:
    case Stmt::InitListExprClass:
    case Stmt::CXXStdInitializerListExprClass:
    case Stmt::MaterializeTemporaryExprClass:
    case Stmt::CXXBindTemporaryExprClass:
    case Stmt::ExprWithCleanupsClass:
    case Stmt::ConstantExprClass:
    case Stmt::CStyleCastExprClass:
    case Stmt::CXXStaticCastExprClass:
    case Stmt::CXXConstCastExprClass:
    case Stmt::CXXReinterpretCastExprClass:
    case Stmt::CXXFunctionalCastExprClass:
      return areChildrenKnown(E);
    case Stmt::CXXConstructExprClass:
    case Stmt::CXXTemporaryObjectExprClass: {
      CallEffects Effects = effectsOf(*cast<CXXConstructExpr>(E)->getConstructor());
      return !Effects.isKept() && !Effects.ReadsGlobals && areChildrenKnown(E);
    }
    case Stmt::CallExprClass:
    case Stmt::CXXMemberCallExprClass:
    case Stmt::CXXOperatorCallExprClass:
    case Stmt::UserDefinedLiteralClass:
      return isKnownCall(cast<CallExpr>(E));
    default:
      return false;
    }
  }

  /// Whether the call's value depends on nothing but inputs that the compiler sees.
  bool isKnownCall(const CallExpr *Call) {
    const FunctionDecl *Function = Call->getDirectCallee();
    // Who marks a function so wants its calls to stay what they are.
    if (!Function || Function->hasAttr<NoInlineAttr>() || asSink(Call) || asControl(Call) ||
        Call->getType()->isVoidType())
      return false;
    StatementEffects Effects = effectsOf(B, Call);
    if (!Effects.isPure() || Effects.ReadsGlobals)
      return false;
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
      if (!isKnown(Member->getImplicitObjectArgument()))
        return false;
    return llvm::all_of(Call->arguments(), [&](const Expr *Argument) { return isKnown(Argument); });
  }

private:
  const Body &B;
  const Observation &O;
  llvm::ArrayRef<std::string> UserSinks;
  std::vector<SinkCall> Sinks;
  /// Variables that are being looked at count as unknown: they depend on themselves.
  llvm::DenseMap<const VarDecl *, bool> Known;

  bool areChildrenKnown(const Stmt *S) {
    return llvm::all_of(S->children(), [&](const Stmt *Child) {
      const auto *E = dyn_cast_or_null<Expr>(Child);
      return E && isKnown(E);
    });
  }

  bool isKnown(const VarDecl &Variable) {
    auto [At, IsNew] = Known.try_emplace(&Variable, false);
    if (!IsNew)
      return At->second;
    bool Result = isPlainValue(Variable.getType()) &&
                  (Variable.hasLocalStorage() ? isUnchanging(Variable) : isConstant(Variable));
    Known[&Variable] = Result;
    return Result;
  }

  /// A constant of static storage.
  static bool isConstant(const VarDecl &Variable) {
    const VarDecl *Definition = nullptr;
    const Expr *Init = Variable.getAnyInitializer(Definition);
    return Init && !Init->isValueDependent() && Variable.getType().isConstQualified() &&
           Definition->evaluateValue();
  }

  /// A local variable that keeps the known value it begins with, and is not hidden by a sink.
  bool isUnchanging(const VarDecl &Variable) {
    if (isa<ParmVarDecl>(Variable) || Variable.isCXXForRangeDecl() ||
        Variable.isExceptionVariable() || Variable.isInitCapture() || !isKnown(Variable.getInit()))
      return false;
    for (const SinkCall &Sink : Sinks)
      for (const Expr *Value : Sink.Values)
        if (variableOf(Value) == &Variable && !Variable.getType().isConstQualified())
          return false;
    for (const Step &S : O.steps())
      if (S.Effects.Writes.contains(&Variable) && !declares(S.Statement, Variable))
        return false;
    return llvm::none_of(usesOf(B, Place::ofVariable(&Variable), B.statement()), [&](const Use &U) {
      return mayWrite(U.Kind) && mayChangeIn(Variable, U.Ref);
    });
  }

  /// Whether what surrounds \p Mention, up to a sink, may change \p Variable: `a.begin()` could,
  /// but `std::accumulate(a.begin(), a.end(), 0)` does not.
  bool mayChangeIn(const VarDecl &Variable, const Expr *Mention) const {
    const Stmt *Whole = Mention;
    for (const Stmt *Parent = B.parent(Whole);
         Parent && !isa<LambdaExpr, CompoundStmt>(Parent) && !asSink(Parent, UserSinks);
         Parent = B.parent(Whole))
      Whole = Parent;
    StatementEffects Effects = effectsOf(B, Whole);
    return Effects.isKept() || (Effects.Writes.contains(&Variable) && !declares(Whole, Variable));
  }
};

class ConstantInput : public SinkCheck {
public:
  using SinkCheck::SinkCheck;

private:
  bool checkRegion(const Body &B, const TimedRegion &R, const Observation &O) override {
    if (isBaseline(B, R))
      return false;
    Constants Known(B, O, UserSinks);
    for (const Step *S : stepsOf(O, R)) {
      if (S->Controls)
        continue;
      if (const VarDecl *Variable = setBy(S->Statement); Variable && isArgument(R, Variable))
        continue;
      llvm::SmallVector<const CallExpr *, 2> Calls;
      collectMeasured(expressionOf(S->Statement), Calls);
      // Where something else of the expression is computed anew, that is what is measured.
      if (!llvm::all_of(Calls, [&](const CallExpr *Call) { return Known.isKnownCall(Call); }))
        continue;
      for (const CallExpr *Call : Calls) {
        if (!isWork(Call))
          continue;
        reportCall(B, R, Call, *S);
        return true;
      }
    }
    return false;
  }

  /// The variable that the statement declares or gives a new value.
  static const VarDecl *setBy(const Stmt *Statement) {
    if (const VarDecl *Variable = declaredBy(Statement))
      return Variable;
    const auto *E = dyn_cast<Expr>(Statement);
    auto Assignment = E ? asOperatorCall(E) : std::nullopt;
    if (!Assignment || Assignment->Operands.size() != 2)
      return nullptr;
    bool IsAssignment =
        Assignment->Operator == OO_Equal || isCompoundAssignmentOperator(Assignment->Operator);
    return IsAssignment ? variableOf(Assignment->Operands[0]) : nullptr;
  }

  /// The calls whose values the step keeps: those that are no argument of another.
  void collectMeasured(const Expr *E, llvm::SmallVectorImpl<const CallExpr *> &Calls) const {
    if (!E)
      return;
    E = written(E);
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E)) {
      collectMeasured(Cast->getSubExpr(), Calls);
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
      collectMeasured(Unary->getSubExpr(), Calls);
    } else if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
      collectMeasured(Binary->getLHS(), Calls);
      collectMeasured(Binary->getRHS(), Calls);
    } else if (auto Sink = asSink(E, UserSinks)) {
      for (const Expr *Value : Sink->Values)
        collectMeasured(Value, Calls);
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
               Operator && Operator->getOperator() == OO_Equal && Operator->getNumArgs() == 2) {
      collectMeasured(Operator->getArg(1), Calls);
    } else if (const auto *Call = dyn_cast<CallExpr>(E)) {
      Calls.push_back(Call);
    }
  }

  /// Whether \p Variable is only a step on the way: an argument of another call of the region.
  bool isArgument(const TimedRegion &R, const VarDecl *Variable) const {
    llvm::SmallVector<const Stmt *, 16> Work(R.Statements.begin(), R.Statements.end());
    while (!Work.empty()) {
      const Stmt *S = Work.pop_back_val();
      if (!S)
        continue;
      Work.append(S->child_begin(), S->child_end());
      const auto *Call = dyn_cast<CallExpr>(S);
      if (!Call || asSink(Call, UserSinks))
        continue;
      if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
          Operator && (Operator->isAssignmentOp() || Operator->isComparisonOp()))
        continue;
      const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
      if (Member && variableOf(Member->getImplicitObjectArgument()) == Variable)
        return true;
      for (const Expr *Argument : Call->arguments())
        if (variableOf(Argument) == Variable)
          return true;
    }
    return false;
  }

  /// Whether the call computes something from its inputs, and its value is small enough to be put
  /// in the place of the call.
  static bool isWork(const CallExpr *Call) {
    const FunctionDecl *Function = Call->getDirectCallee();
    bool HasInput = Call->getNumArgs() > 0;
    // A pointer to a member function tells nothing of the class.
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
      if (const CXXMethodDecl *Method = Member->getMethodDecl())
        HasInput |= !Method->isStatic() && !Method->getParent()->isEmpty();
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call))
      HasInput = Operator->getOperator() != OO_Subscript && Operator->getOperator() != OO_Star &&
                 (Operator->getOperator() != OO_Call || Operator->getNumArgs() > 1);
    if (!HasInput || !isPlainValue(Call->getType()) || Function->isConsteval())
      return false;
    // New memory is no value.
    if (Call->getType()->isPointerType() && effectsOf(*Function).Allocates)
      return false;
    static constexpr StringRef Passing[] = {
        "std::move", "std::forward",  "std::begin",     "std::end",    "std::data", "std::size",
        "std::get",  "std::as_const", "std::addressof", "std::cbegin", "std::cend"};
    if (llvm::is_contained(Passing, StringRef(qualifiedName(*Function))))
      return false;
    const auto *Method = dyn_cast<CXXMethodDecl>(Function);
    bool IsLibraryMember = Method && classFact(qualifiedName(*Method->getParent()));
    if (IsLibraryMember && Function->getIdentifier()) {
      static constexpr StringRef Queries[] = {"size",  "length", "empty", "begin", "end",  "data",
                                              "front", "back",   "at",    "count", "c_str"};
      return !llvm::is_contained(Queries, Function->getName());
    }
    return true;
  }

  void reportCall(const Body &B, const TimedRegion &R, const CallExpr *Call, const Step &S) {
    Finding F;
    F.Loc = Call->getBeginLoc();
    F.What = fmt::format("the compiler sees all inputs of '{}'",
                         quotedFromDefinition(Call->getSourceRange(), B.context()));
    F.Why =
        "it may compute the value once for all iterations, and the time to hand over a constant "
        "is what is measured";
    std::string Sink = valueSink(R.Framework, B.context());
    F.Remedy = Sink.empty() ? "take an input from where the compiler cannot see its value"
                            : fmt::format("pass an input to '{}' before the call", Sink);
    F.Ranges.push_back(Call->getSourceRange());
    F.Work = S.Statement;
    if (!Sink.empty())
      F.Unsafe = hideInputs(B, R, Call, Sink);
    reportDefect(R, BenchmarkDefect::ConstantInput, std::move(F));
  }

  /// Sinks before the call for the variables that it reads; where it reads none, for variables
  /// that take the places of its arguments.
  static std::optional<Fix> hideInputs(const Body &B, const TimedRegion &R, const CallExpr *Call,
                                       StringRef Sink) {
    const ASTContext &Context = B.context();
    const Stmt *Statement = B.enclosingStatement(Call);
    if (!Statement || !isEditable(Statement->getSourceRange(), Context))
      return std::nullopt;
    const Stmt *Parent = B.parent(Statement);
    if (isa_and_nonnull<SwitchCase, LabelStmt>(Parent))
      return std::nullopt;
    std::string Text;
    llvm::SmallVector<FixItHint, 2> Edits;
    llvm::SmallSetVector<const VarDecl *, 4> Variables;
    collectVariables(Call, R, Variables);
    for (const VarDecl *Variable : Variables)
      Text += fmt::format("{}({}); ", Sink.str(), Variable->getNameAsString());
    if (Variables.empty())
      nameArguments(B, Call, Sink, Text, Edits);
    if (Text.empty())
      return std::nullopt;
    Text.pop_back();
    auto Before = insertBefore(Statement, Parent, Text, Context);
    if (Before.empty())
      return std::nullopt;
    Edits.append(Before.begin(), Before.end());
    return Fix{"hide the inputs from the compiler", std::move(Edits)};
  }

  /// The variables that a sink could change.
  static void collectVariables(const Stmt *S, const TimedRegion &R,
                               llvm::SmallSetVector<const VarDecl *, 4> &Variables) {
    if (!S)
      return;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
          Variable && Variable->hasLocalStorage() && !Variable->getType().isConstQualified() &&
          !Variable->getType()->isReferenceType() && !isCopied(R, *Variable)) {
        const CXXRecordDecl *Record = Variable->getType()->getAsCXXRecordDecl();
        if (!Record || !Record->isEmpty())
          Variables.insert(Variable);
      }
    for (const Stmt *Child : S->children())
      collectVariables(Child, R, Variables);
  }

  /// A variable and its sink for each argument of \p Call that has a name or a type to spell.
  static void nameArguments(const Body &B, const CallExpr *Call, StringRef Sink, std::string &Text,
                            llvm::SmallVectorImpl<FixItHint> &Edits) {
    const ASTContext &Context = B.context();
    const FunctionDecl *Function = Call->getDirectCallee();
    unsigned Offset = isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Function) ? 1 : 0;
    unsigned Number = 1;
    for (unsigned I = Offset; I < Call->getNumArgs(); ++I) {
      const Expr *Argument = Call->getArg(I)->IgnoreUnlessSpelledInSource();
      SourceRange Range = Argument->getSourceRange();
      if (isa<CXXDefaultArgExpr>(Argument) || I - Offset >= Function->getNumParams() ||
          !isEditable(Range, Context))
        continue;
      // What a local constant was computed from would be the next input that the compiler sees.
      if (const VarDecl *Variable = variableOf(Argument);
          Variable && Variable->hasLocalStorage() && !Variable->evaluateValue())
        continue;
      // The parameter's type makes the conversion that the call would make; a deduced type is that
      // of the argument.
      QualType T = Function->getParamDecl(I - Offset)->getType().getNonReferenceType();
      std::string Type = "auto ";
      if (const auto *Literal = dyn_cast<StringLiteral>(Argument)) {
        if (!Literal->isOrdinary() || Function->getPrimaryTemplate() || T->isArrayType())
          continue;
        Type = "const char *";
      } else if (!Argument->getType()->isArithmeticType() &&
                 !Argument->getType()->isEnumeralType()) {
        continue;
      } else if (!Function->getPrimaryTemplate() && T->isBuiltinType()) {
        Type = T.getUnqualifiedType().getAsString(Context.getPrintingPolicy()) + " ";
      }
      std::string Input = unusedName(B, Number == 1 ? "input" : fmt::format("input{}", Number));
      ++Number;
      Text += fmt::format("{}{} = {}; {}({}); ", Type, Input, sourceText(Range, Context),
                          Sink.str(), Input);
      Edits.push_back(FixItHint::CreateReplacement(CharSourceRange::getTokenRange(Range), Input));
    }
  }

  /// Whether the measured code has a copy of \p Variable, which is const.
  static bool isCopied(const TimedRegion &R, const VarDecl &Variable) {
    return R.Callable && llvm::any_of(R.Callable->captures(), [&](const LambdaCapture &Capture) {
             return Capture.capturesVariable() && Capture.getCapturedVar() == &Variable &&
                    Capture.getCaptureKind() == LCK_ByCopy;
           });
  }
};

FASTIDIOUS_CHECK(ConstantInput,
                 {.Name = "benchmark-constant-input",
                  .Summary = "A benchmark whose inputs the compiler sees measures a constant",
                  .Cost = Cost::InvalidMeasurement,
                  .Confidence = Confidence::Medium,
                  .Since = "0.1",
                  .Fix = FixKind::Unsafe,
                  .Options = {SinkFunctionsOption},
                  .Docs = R"md(
## Why

A sink keeps a result, but it does not say how to get it. Where the compiler sees every input of the
measured call, it may compute the value in advance, or once before the loop, and each iteration hands
a constant to the sink. `DoNotOptimize(pow(1.2, 3.8))` calls no `pow`.

Inputs that the compiler sees are literals and constants, local variables that begin with such a value
and never change, and what calls without side effects compute from those. The check reports a call
whose value is kept, whose body is visible (or which is a mathematical function), and which has
nothing but such inputs.

## Example

```cpp bad
#include <benchmark/benchmark.h>
#include <cmath>

static void BM_Pow(benchmark::State &state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(std::pow(1.2, 3.8));
}
BENCHMARK(BM_Pow);
```

```cpp good
#include <benchmark/benchmark.h>
#include <cmath>

static void BM_Pow(benchmark::State &state) {
  double x = 1.2, y = 3.8;
  for (auto _ : state) {
    benchmark::DoNotOptimize(x);
    benchmark::DoNotOptimize(y);
    benchmark::DoNotOptimize(std::pow(x, y));
  }
}
BENCHMARK(BM_Pow);
```

## Fix safety

Unsafe, since the reported number changes: that is the point. The fix passes the inputs to the
framework's own sink before the call; literals and constants become a local variable first. Catch2 and
hand-written loops have no sink, and get no fix.

## Limitations

`state.range(0)`, parameters, globals that are not constant, values that passed through a sink and
results of calls whose bodies are not visible are unknown to the compiler, and left alone. So are
containers and strings that are built before the loop, since compilers do not see through the heap,
calls that return objects with a destructor, functions marked `noinline`, and calls without any input.
A call whose value is only an argument of another call is judged with that one.

## Measured

The time of an iteration as the benchmark reports it: before, the compiler computes the result;
after, it does not know the input. clang 19, `-O2`, libstdc++ 12, x86-64; medians of 7 interleaved
runs. Written by `tools/bench/run`.

| | before | after | before / after | allocations before | after |
|---|---|---|---|---|---|
| pow(1.2, 3.8) | 0.34 ns | 12 ns | 0.03 | 0 | 0 |
| cos(x) * sin(x), x = 0.75 | 0.34 ns | 9.74 ns | 0.03 | 0 | 0 |

## References

- Google Benchmark, user guide, "Preventing Optimization": the argument of `DoNotOptimize` may itself
  be computed at compile time
- Chandler Carruth, CppCon 2015: "Tuning C++: Benchmarks, and CPUs, and Compilers! Oh My!"
)md"});

} // namespace
} // namespace fastidious

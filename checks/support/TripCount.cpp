#include "checks/support/TripCount.h"

#include "checks/support/Calls.h"
#include "checks/support/Counter.h"
#include "checks/support/Flow.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

#include <fmt/format.h>

using namespace clang;

namespace fastidious::counting {

std::optional<Counter::Subject> Counter::subject(const Expr *E) const {
  E = written(E);
  if (const VarDecl *Variable = variableOf(E))
    return Subject{Variable, 0, 0, false};
  if (const auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->isIncrementDecrementOp()) {
    if (const VarDecl *Variable = variableOf(Unary->getSubExpr()))
      return Subject{Variable, 0, Unary->isIncrementOp() ? 1 : -1, Unary->isPrefix()};
    return std::nullopt;
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(E); Binary && Binary->isAdditiveOp()) {
    const VarDecl *Variable = variableOf(Binary->getLHS());
    Expr::EvalResult Constant;
    if (Variable && !Binary->getRHS()->isValueDependent() &&
        Binary->getRHS()->EvaluateAsInt(Constant, Context) &&
        Constant.Val.getInt().getSignificantBits() <= 31) {
      int64_t Offset = Constant.Val.getInt().getExtValue();
      return Subject{Variable, Binary->getOpcode() == BO_Sub ? -Offset : Offset, 0, false};
    }
  }
  return std::nullopt;
}

/// By how much the expression \p E steps \p Variable, if it is such an update.
std::optional<int64_t> Counter::updateOf(const Expr *E, const VarDecl *Variable) const {
  auto ConstantOf = [&](const Expr *Operand) -> std::optional<int64_t> {
    Operand = written(Operand);
    Expr::EvalResult Constant;
    if (Operand->isValueDependent() || !Operand->getType()->isIntegralOrEnumerationType() ||
        !Operand->EvaluateAsInt(Constant, Context) ||
        Constant.Val.getInt().getSignificantBits() > 31)
      return std::nullopt;
    return Constant.Val.getInt().getExtValue();
  };
  // `std::next(it)` and `std::next(it, 2)`: by how much it is ahead.
  auto Distance = [&](const FunctionCall &Call) -> std::optional<int64_t> {
    if (Call.Arguments.size() == 2)
      return ConstantOf(Call.Arguments[1]);
    return Call.Arguments.size() == 1 ? std::optional<int64_t>(1) : std::nullopt;
  };
  if (auto Call = asFunctionCall(E);
      Call && isOneOf(Call->QualifiedName, {"std::advance", "std::ranges::advance"}) &&
      Call->Arguments.size() == 2 && variableOf(Call->Arguments[0]) == Variable)
    return ConstantOf(Call->Arguments[1]);
  auto Operator = asOperatorCall(E);
  if (!Operator || Operator->Operands.empty() || variableOf(Operator->Operands[0]) != Variable)
    return std::nullopt;
  switch (Operator->Operator) {
  case OO_PlusPlus:
    return 1;
  case OO_MinusMinus:
    return -1;
  case OO_PlusEqual:
    return ConstantOf(Operator->Operands[1]);
  case OO_MinusEqual:
    if (auto Step = ConstantOf(Operator->Operands[1]))
      return -*Step;
    return std::nullopt;
  case OO_Equal: {
    if (auto Call = asFunctionCall(Operator->Operands[1]);
        Call && !Call->Arguments.empty() && variableOf(Call->Arguments[0]) == Variable) {
      auto Step = Distance(*Call);
      if (isOneOf(Call->QualifiedName, {"std::next", "std::ranges::next"}))
        return Step;
      if (Step && isOneOf(Call->QualifiedName, {"std::prev", "std::ranges::prev"}))
        return -*Step;
      return std::nullopt;
    }
    auto Sum = asOperatorCall(Operator->Operands[1]);
    if (!Sum || Sum->Operands.size() != 2)
      return std::nullopt;
    if (Sum->Operator == OO_Plus && variableOf(Sum->Operands[0]) == Variable)
      return ConstantOf(Sum->Operands[1]);
    if (Sum->Operator == OO_Plus && variableOf(Sum->Operands[1]) == Variable)
      return ConstantOf(Sum->Operands[0]);
    if (Sum->Operator == OO_Minus && variableOf(Sum->Operands[0]) == Variable)
      if (auto Step = ConstantOf(Sum->Operands[1]))
        return -*Step;
    return std::nullopt;
  }
  default:
    return std::nullopt;
  }
}

/// The operands of a comma expression.
static void flattenCommas(const Expr *E, llvm::SmallVectorImpl<const Expr *> &Out) {
  if (!E)
    return;
  E = written(E);
  if (auto Comma = asOperatorCall(E); Comma && Comma->Operator == OO_Comma) {
    for (const Expr *Operand : Comma->Operands)
      flattenCommas(Operand, Out);
    return;
  }
  Out.push_back(E);
}

/// Whether \p S holds a `continue` of the loop whose body it is.
static bool continues(const Stmt *S) {
  if (!S || isa<LambdaExpr, ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(S))
    return false;
  return isa<ContinueStmt>(S) || llvm::any_of(S->children(), continues);
}

/// By how much each iteration changes \p Variable, provided that nothing else does.
std::optional<int64_t> Counter::step(const VarDecl *Variable) const {
  const auto *For = dyn_cast<ForStmt>(L->Statement);
  Place P = Place::ofVariable(Variable);
  std::optional<int64_t> Found;
  llvm::SmallVector<const Expr *, 4> Pieces;
  if (For)
    flattenCommas(For->getInc(), Pieces);
  for (const Expr *Piece : Pieces)
    if (auto Step = updateOf(Piece, Variable)) {
      if (Found)
        return std::nullopt;
      Found = Step;
    } else if (mentions(Piece, P, Context)) {
      return std::nullopt;
    }
  unsigned Allowed = 0;
  if (!Found) {
    if (continues(L->LoopBody))
      return std::nullopt;
    llvm::SmallVector<const Expr *, 8> Statements;
    if (const auto *Compound = dyn_cast<CompoundStmt>(L->LoopBody)) {
      for (const Stmt *S : Compound->body())
        if (const auto *E = dyn_cast<Expr>(S))
          flattenCommas(E, Statements);
    } else {
      flattenCommas(dyn_cast<Expr>(L->LoopBody), Statements);
    }
    for (const Expr *Statement : Statements)
      if (auto Step = updateOf(Statement, Variable)) {
        Found = Step;
        ++Allowed;
      }
    // `out.push_back(*first++)` steps in passing.
    if (!Found) {
      for (const Expr *Statement : Statements) {
        const Expr *Update = nullptr;
        for (const Use &U : usesOf(B, P, Statement))
          if (mayWrite(U.Kind) && U.Kind != UseKind::Capture)
            Update = dyn_cast_or_null<Expr>(U.User);
        auto Step = Update ? updateOf(Update, Variable) : std::nullopt;
        // Not within a branch of the expression.
        for (const Stmt *Up = Update; Step && Up && Up != Statement; Up = B.parent(Up))
          if (isa<AbstractConditionalOperator, LambdaExpr>(Up) ||
              (isa<BinaryOperator>(Up) && cast<BinaryOperator>(Up)->isLogicalOp()))
            Step.reset();
        if (Step) {
          Found = Step;
          ++Allowed;
        }
      }
    }
  }
  unsigned Writes = 0;
  for (const Use &U : usesOf(B, P, L->LoopBody))
    Writes += mayWrite(U.Kind) && U.Kind != UseKind::Capture;
  if (!Found || *Found == 0 || Allowed > 1 || Writes != Allowed)
    return std::nullopt;
  return Found;
}

/// The operand of `i += step` in the header of the loop, provided that nothing else changes
/// \p Variable; null if there is none.
const Expr *Counter::variableStep(const VarDecl *Variable) const {
  const auto *For = dyn_cast<ForStmt>(L->Statement);
  auto Update = asOperatorCall(For ? For->getInc() : nullptr);
  if (!Update || Update->Operator != OO_PlusEqual || Update->Operands.size() != 2 ||
      variableOf(Update->Operands[0]) != Variable)
    return nullptr;
  Place P = Place::ofVariable(Variable);
  bool IsWritten = llvm::any_of(usesOf(B, P, L->LoopBody), [](const Use &U) {
    return mayWrite(U.Kind) && U.Kind != UseKind::Capture;
  });
  return IsWritten || mentions(Update->Operands[1], P, Context) ? nullptr : Update->Operands[1];
}

/// The expression that \p Variable has the value of when the loop starts, or null if only its name
/// tells. \p IsInit: the loop itself evaluates it.
const Expr *Counter::start(const VarDecl *Variable, bool &IsInit) const {
  IsInit = true;
  if (const auto *For = dyn_cast<ForStmt>(L->Statement); For && For->getInit()) {
    if (const auto *Declaration = dyn_cast<DeclStmt>(For->getInit()))
      if (llvm::is_contained(Declaration->decls(), Variable))
        return Variable->getInit();
    llvm::SmallVector<const Expr *, 4> Pieces;
    if (const auto *E = dyn_cast<Expr>(For->getInit()))
      flattenCommas(E, Pieces);
    for (const Expr *Piece : Pieces)
      if (auto Assignment = asOperatorCall(Piece); Assignment && Assignment->Operator == OO_Equal &&
                                                   variableOf(Assignment->Operands[0]) == Variable)
        return Assignment->Operands[1];
  }
  IsInit = false;
  // The nearest statement before the loop that mentions the variable.
  Place P = Place::ofVariable(Variable);
  const Stmt *Child = L->Statement;
  for (const Stmt *Parent = B.parent(Child); Parent; Child = Parent, Parent = B.parent(Parent)) {
    if (isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt, SwitchCase, SwitchStmt, LambdaExpr,
            LabelStmt>(Parent))
      return nullptr;
    const auto *Compound = dyn_cast<CompoundStmt>(Parent);
    if (!Compound)
      continue;
    const Expr *Value = nullptr;
    bool Known = true;
    for (const Stmt *Sibling : Compound->body()) {
      if (Sibling == Child)
        break;
      if (const auto *Declaration = dyn_cast<DeclStmt>(Sibling);
          Declaration && llvm::is_contained(Declaration->decls(), Variable)) {
        Value = Variable->getInit();
        Known = true;
        continue;
      }
      for (const Use &U : usesOf(B, P, Sibling)) {
        if (!mayWrite(U.Kind))
          continue;
        auto Assignment = asOperatorCall(dyn_cast<Expr>(Sibling));
        Known = Assignment && Assignment->Operator == OO_Equal &&
                variableOf(Assignment->Operands[0]) == Variable;
        Value = Known ? Assignment->Operands[1] : nullptr;
      }
    }
    if (!Known || Value)
      return Known ? Value : nullptr;
  }
  return nullptr;
}

std::optional<TripCount> Counter::counted(const Subject &S, OverloadedOperatorKind Operator,
                                          const Expr *Bound) {
  const VarDecl *Variable = S.Variable;
  // The counter must be a local of this function that nothing else can reach.
  if (!Variable->hasLocalStorage() || Variable->getType()->isReferenceType() ||
      Variable->getType().isVolatileQualified())
    return std::nullopt;
  for (const Use &U : usesOf(B, Place::ofVariable(Variable), B.statement()))
    if (U.Kind == UseKind::Alias && Variable->getType()->isIntegerType())
      return std::nullopt;
  int64_t Step;
  std::optional<CountTerm> Divisor;
  if (S.SelfStep) {
    unsigned Writes = 0;
    for (const Use &U : usesOf(B, Place::ofVariable(Variable), L->Statement))
      Writes += mayWrite(U.Kind) && U.Kind != UseKind::Capture;
    // The initialisation may assign, too.
    const auto *For = dyn_cast<ForStmt>(L->Statement);
    if (For && For->getInit())
      for (const Use &U : usesOf(B, Place::ofVariable(Variable), For->getInit()))
        Writes -= mayWrite(U.Kind) && U.Kind != UseKind::Capture;
    if (Writes != 1)
      return std::nullopt;
    Step = S.SelfStep;
  } else if (auto Found = step(Variable)) {
    Step = *Found;
  } else {
    // A step that is no constant: upwards, or the loop would not end.
    const Expr *By = S.Offset || Operator == OO_ExclaimEqual ? nullptr : variableStep(Variable);
    auto Steps = By ? linear(By, true) : std::nullopt;
    if (!Steps || !Steps->Base || Steps->Offset || !Variable->getType()->isIntegerType())
      return std::nullopt;
    Divisor = Steps->Base;
    Step = 1;
  }
  bool IsUp = Step > 0;
  bool Inclusive = Operator == OO_LessEqual || Operator == OO_GreaterEqual;
  if ((Operator == OO_Less || Operator == OO_LessEqual) != IsUp && Operator != OO_ExclaimEqual)
    return std::nullopt;
  bool IsInit;
  const Expr *Start = start(Variable, IsInit);

  if (!Variable->getType()->isIntegerType()) {
    if (!isIteratorLike(Variable->getType()) || S.Offset || S.SelfStep || Inclusive || !Bound)
      return std::nullopt;
    // The name of the counter stands for its value before the loop.
    if (!Start && declares(L->Statement, Variable))
      return std::nullopt;
    if (!Start) {
      // Two names of random access iterators; the counter is one of them.
      QualType T = Variable->getType().getNonReferenceType();
      auto To = parseEnd(Bound, true);
      if (!To || !To->Pointer || T->isDependentType() || !isRandomAccess(T))
        return std::nullopt;
      std::string From = Variable->getNameAsString(), Last = text(written(Bound));
      Result.Counter = Variable;
      if (Last.empty() || !isPrimary(Bound))
        Result.IsWritable = false;
      Result.High = CountTerm{IsUp ? Last + " - " + From : From + " - " + Last,
                              Context.getPointerDiffType(), Operator == OO_ExclaimEqual, false};
      Result.Sources.erase(llvm::remove_if(Result.Sources,
                                           [&](const CountSource &Source) {
                                             return Source.Object == Place::ofVariable(Variable);
                                           }),
                           Result.Sources.end());
    } else {
      auto Distance = IsUp ? iterators(Start, Bound, Operator == OO_ExclaimEqual, true)
                           : iterators(Bound, Start, Operator == OO_ExclaimEqual, true);
      if (!Distance)
        return std::nullopt;
      Result = std::move(*Distance);
    }
    Result.Step = static_cast<uint64_t>(Step < 0 ? -Step : Step);
    if (Result.Constant)
      *Result.Constant = (*Result.Constant + Result.Step - 1) / Result.Step;
    return finish();
  }

  Linear Zero;
  Zero.Value = 0;
  auto Limit = Bound ? linear(Bound, true) : std::optional<Linear>(Zero);
  if (!Limit)
    return std::nullopt;
  if (!Limit->Base)
    Limit->Value = Limit->Offset;
  // An unsigned number is never below zero.
  if (!IsUp && Inclusive && !Limit->Base && Limit->Offset <= 0 && isUnsigned(Variable->getType()))
    return std::nullopt;
  std::optional<Linear> Begin;
  if (Start) {
    TripCount Saved = Result;
    Begin = converted(Start, Variable->getType(), false, 0);
    if (Begin && !Begin->Base)
      Begin->Value = Begin->Offset;
    // What was computed earlier may have been computed from values that have changed since.
    if (Begin && !IsInit && !Begin->Value)
      Begin.reset();
    if (!Begin && IsInit)
      return std::nullopt;
    if (!Begin)
      Result = std::move(Saved);
  }
  if (!Begin) {
    if (declares(L->Statement, Variable))
      return std::nullopt;
    Result.Counter = Variable;
    Begin = Linear{CountTerm{Variable->getNameAsString(),
                             Variable->getType().getCanonicalType().getUnqualifiedType(),
                             isUnsigned(Variable->getType()), true},
                   0, std::nullopt};
  }
  Begin->Offset += S.Offset;
  if (Begin->Value)
    *Begin->Value += S.Offset;
  const Linear &High = IsUp ? *Limit : *Begin, &Low = IsUp ? *Begin : *Limit;
  int64_t Extra = Inclusive ? 1 : 0;
  if (S.SelfStep && S.IsPrefix)
    Extra -= 1;
  // The first iteration of a do loop comes before the condition and what it does to the counter.
  bool IsDo = isa<DoStmt>(L->Statement);
  if (S.SelfStep && IsDo)
    Extra += 1;
  Result.High = High.Base;
  Result.Low = Low.Base;
  Result.Offset = High.Offset - Low.Offset + Extra;
  Result.Step = static_cast<uint64_t>(Step < 0 ? -Step : Step);
  if (Result.Low && Low.Value && *Low.Value == 0 && Low.Offset == 0)
    Result.Low.reset();
  // `n * 5` in steps of 5.
  if (Result.Step > 1 && Result.High && !Result.Low && Result.Offset == 0 && IsUp)
    if (auto Product = asOperatorCall(Bound); Product && Product->Operator == OO_Star)
      for (unsigned I : {0u, 1u}) {
        auto Factor = linear(Product->Operands[I], true);
        auto Other = linear(Product->Operands[1 - I], true);
        if (Factor && !Factor->Base && Factor->Offset == static_cast<int64_t>(Result.Step) &&
            Other && Other->Base && Other->Offset == 0) {
          Result.High = Other->Base;
          Result.Step = 1;
          break;
        }
      }
  // From `first` to `first + n`.
  if (auto Sum = IsUp && Result.Low ? asOperatorCall(withoutCasts(Bound)) : std::nullopt;
      Sum && Sum->Operator == OO_Plus && Sum->Operands.size() == 2)
    for (unsigned I : {0u, 1u}) {
      auto First = linear(Sum->Operands[I], true);
      auto Length = linear(Sum->Operands[1 - I], true);
      if (First && First->Base && Length && Length->Base && !Result.Low->Text.empty() &&
          First->Base->Text == Result.Low->Text) {
        Result.High = Length->Base;
        Result.Low.reset();
        Result.Offset = First->Offset + Length->Offset - Low.Offset + Extra;
        // `int(first + n)` of an unsigned n that is too large is below `first`.
        QualType Compared = Bound->getType(), Summed = Sum->Whole->getType();
        Result.ComputationMayWrap |= !Compared->isDependentType() && !Summed->isDependentType() &&
                                     Compared->isSignedIntegerOrEnumerationType() &&
                                     Summed->isUnsignedIntegerOrEnumerationType() &&
                                     Context.getTypeSize(Compared) <= Context.getTypeSize(Summed);
        break;
      }
    }
  if (High.Value && Low.Value)
    Result.Constant =
        static_cast<uint64_t>(std::max<int64_t>(0, *High.Value - *Low.Value + Extra +
                                                       static_cast<int64_t>(Result.Step) - 1)) /
        Result.Step;
  // Spelled alike, they cancel out.
  if (Result.High && Result.Low && Result.High->Text == Result.Low->Text &&
      !Result.High->Text.empty()) {
    Result.High.reset();
    Result.Low.reset();
    Result.Constant = static_cast<uint64_t>(std::max<int64_t>(
                          0, Result.Offset + static_cast<int64_t>(Result.Step) - 1)) /
                      Result.Step;
  }
  if (Divisor) {
    Result.Divisor = Divisor;
    Result.Constant.reset();
  }
  if (IsDo && Result.Constant)
    Result.Constant = std::max<uint64_t>(1, *Result.Constant);
  if (!Result.High && Result.Low)
    Result.IsWritable = Result.IsWritable && !Result.Low->Text.empty();
  return finish();
}

std::optional<TripCount> Counter::finish() {
  if (!L)
    return Result;
  for (const CountSource &Source : Result.Sources) {
    if (mayChange(B, Source, L->LoopBody))
      return std::nullopt;
    if (const auto *For = dyn_cast<ForStmt>(L->Statement); For && For->getInc())
      if (mayChange(B, Source, For->getInc()))
        return std::nullopt;
  }
  return Result;
}

std::optional<TripCount> Counter::loop() {
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(L->Statement)) {
    auto Size = range(Range->getRangeInit());
    if (!Size)
      return std::nullopt;
    Result = std::move(*Size);
    return finish();
  }
  const Expr *Condition = nullptr;
  if (const auto *For = dyn_cast<ForStmt>(L->Statement))
    Condition = For->getConditionVariable() ? nullptr : For->getCond();
  else if (const auto *While = dyn_cast<WhileStmt>(L->Statement))
    Condition = While->getConditionVariable() ? nullptr : While->getCond();
  else if (const auto *Do = dyn_cast<DoStmt>(L->Statement))
    Condition = Do->getCond();
  if (!Condition)
    return std::nullopt;
  Condition = written(Condition);
  // `while (n--)`, `for (i = n; i; --i)`
  if (auto S = subject(Condition); S && S->Offset == 0) {
    if (!S->Variable->getType()->isIntegerType() || S->Variable->getType()->isBooleanType())
      return std::nullopt;
    return counted(*S, OO_ExclaimEqual, nullptr);
  }
  auto Compared = asOperatorCall(Condition);
  if (!Compared || Compared->Operands.size() != 2)
    return std::nullopt;
  OverloadedOperatorKind Operator = Compared->Operator;
  switch (Operator) {
  case OO_Less:
  case OO_LessEqual:
  case OO_Greater:
  case OO_GreaterEqual:
  case OO_ExclaimEqual:
    break;
  default:
    return std::nullopt;
  }
  TripCount Fresh;
  if (auto S = subject(Compared->Operands[0]))
    if (auto Count = counted(*S, Operator, Compared->Operands[1]))
      return Count;
  Result = Fresh;
  auto S = subject(Compared->Operands[1]);
  if (!S)
    return std::nullopt;
  switch (Operator) {
  case OO_Less:
    Operator = OO_Greater;
    break;
  case OO_LessEqual:
    Operator = OO_GreaterEqual;
    break;
  case OO_Greater:
    Operator = OO_Less;
    break;
  case OO_GreaterEqual:
    Operator = OO_LessEqual;
    break;
  default:
    break;
  }
  return counted(*S, Operator, Compared->Operands[0]);
}

} // namespace fastidious::counting

namespace fastidious {

using counting::Counter;
using counting::declares;

/// Whether `c[key]` may add an element to a container of type \p T.
static bool addsBySubscript(QualType T) {
  const ContainerFact *Fact = containerFact(T);
  return Fact && (Fact->has(NodeBased) || Fact->has(IsUnordered));
}

bool mayChange(const Body &B, const CountSource &Source, const Stmt *Within) {
  auto Changes = [&](const Use &U) {
    if (!mayWrite(U.Kind) || U.Kind == UseKind::Capture)
      return false;
    if (!Source.SizeOnly)
      return true;
    // Elements may be written; the way to them is one that adds or removes none.
    auto Named = Place::of(U.Ref, B.context());
    if (Named && Named->steps().size() > Source.Object.steps().size())
      return addsBySubscript(Source.Object.type());
    return U.Member.empty() || !isElementAccess(U.Member);
  };
  for (const Use &U : usesOf(B, Source.Object, Within))
    if (Changes(U))
      return true;
  // Another name for it, or a lambda that changes it.
  if (Source.Object.root())
    for (const Use &U : usesOf(B, Source.Object, B.statement())) {
      if (Source.SizeOnly && !U.Member.empty())
        continue;
      if (U.Kind == UseKind::Alias || (Changes(U) && B.enclosingLambda(U.Ref)))
        return true;
    }
  return false;
}

std::optional<TripCount> tripCount(const Body &B, const Loop &L) {
  return Counter(B, &L).loop();
}

std::optional<TripCount> distance(const Body &B, const Expr *First, const Expr *Last) {
  return Counter(B, nullptr).iterators(First, Last, /*StopsByEquality=*/true, /*Repeated=*/false);
}

std::optional<TripCount> rangeSize(const Body &B, const Expr *Range) {
  return Counter(B, nullptr).range(Range);
}

/// What \p Change, an assignment to \p Variable, divides it by; nothing for other assignments. What
/// is taken off before the division does not matter.
static std::optional<uint64_t> divisorIn(const BinaryOperator *Change, const VarDecl *Variable,
                                         const ASTContext &Context) {
  const Expr *Divisor = Change->getRHS();
  bool IsShift = Change->getOpcode() == BO_ShrAssign;
  if (Change->getOpcode() == BO_Assign) {
    const auto *Right = dyn_cast<BinaryOperator>(withoutCasts(Change->getRHS()));
    if (!Right || (Right->getOpcode() != BO_Div && Right->getOpcode() != BO_Shr))
      return std::nullopt;
    const auto *Difference = dyn_cast<BinaryOperator>(withoutCasts(Right->getLHS()));
    const Expr *Divided =
        Difference && Difference->getOpcode() == BO_Sub ? Difference->getLHS() : Right->getLHS();
    if (variableOf(withoutCasts(Divided)) != Variable)
      return std::nullopt;
    Divisor = Right->getRHS();
    IsShift = Right->getOpcode() == BO_Shr;
  } else if (Change->getOpcode() != BO_DivAssign && !IsShift) {
    return std::nullopt;
  }
  auto Constant = constantInteger(Divisor, Context);
  if (!Constant || *Constant < 1 || (IsShift && *Constant > 31))
    return std::nullopt;
  return IsShift ? uint64_t(1) << *Constant : static_cast<uint64_t>(*Constant);
}

std::optional<uint64_t> mostDigits(const Body &B, const Loop &L) {
  const ASTContext &Context = B.context();
  const Expr *Condition = conditionOf(L.Statement);
  const VarDecl *Variable = nullptr;
  if (!Condition || !containsAny(Condition, [&](const Stmt *Part) {
        const auto *Ref = dyn_cast<DeclRefExpr>(Part);
        const auto *Named = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
        if (Named && Named->getType()->isIntegerType() && !Named->getType()->isDependentType())
          Variable = Named;
        return Variable != nullptr;
      }))
    return std::nullopt;
  const auto *For = dyn_cast<ForStmt>(L.Statement);
  const Expr *Increment = For ? For->getInc() : nullptr;
  auto IsRepeated = [&](const Stmt *S) {
    return (Increment && B.contains(Increment, S)) || runsOnEveryIteration(B, L, S);
  };
  std::optional<uint64_t> Divisor;
  for (const Use &U : usesOf(B, Place::ofVariable(Variable), L.Statement)) {
    const auto *Change = dyn_cast<BinaryOperator>(U.User);
    const auto *Step = dyn_cast<UnaryOperator>(U.User);
    if (!mayWrite(U.Kind) || (Step && Step->isDecrementOp()))
      continue;
    auto Divides = Change && Change->isAssignmentOp() && IsRepeated(Change)
                       ? divisorIn(Change, Variable, Context)
                       : std::nullopt;
    if (!Divides)
      return std::nullopt;
    Divisor = std::max(Divisor.value_or(1), *Divides);
  }
  if (Divisor.value_or(1) < 2)
    return std::nullopt;
  unsigned BitsOfDigit = llvm::Log2_64(*Divisor);
  return Context.getTypeSize(Variable->getType()) / BitsOfDigit + 1;
}

std::optional<TripCount> countOf(const Body &B, const Expr *N) {
  return Counter(B, nullptr).value(N);
}

bool isInvariant(const Body &B, const TripCount &Count, const Loop &Outer) {
  if (Count.Counter)
    return false;
  for (const CountSource &Source : Count.Sources) {
    if (Source.Object.root() && declares(Outer.Statement, Source.Object.root()))
      return false;
    if (mayChange(B, Source, Outer.LoopBody))
      return false;
    if (const auto *For = dyn_cast<ForStmt>(Outer.Statement); For && For->getInc())
      if (mayChange(B, Source, For->getInc()))
        return false;
  }
  // A count without names that is not a constant cannot be judged.
  return Count.Constant || !Count.Sources.empty() || !(Count.High || Count.Low);
}

std::optional<int64_t> constantInteger(const Expr *E, const ASTContext &Context) {
  Expr::EvalResult Result;
  if (!E || E->isValueDependent() || !E->getType()->isIntegralOrEnumerationType() ||
      !E->EvaluateAsInt(Result, Context) || Result.HasSideEffects)
    return std::nullopt;
  return Result.Val.getInt().tryExtValue();
}

std::optional<uint64_t> statedTripCount(const Loop &L, const ASTContext &Context) {
  const auto *For = dyn_cast<ForStmt>(L.Statement);
  const auto *Init = For ? dyn_cast_or_null<DeclStmt>(For->getInit()) : nullptr;
  const auto *Counter =
      Init && Init->isSingleDecl() ? dyn_cast<VarDecl>(Init->getSingleDecl()) : nullptr;
  const auto *Condition = For ? dyn_cast_or_null<BinaryOperator>(For->getCond()) : nullptr;
  const auto *Step = For ? dyn_cast_or_null<UnaryOperator>(For->getInc()) : nullptr;
  if (!Counter || !Counter->getInit() || !Condition || !Step || !Step->isIncrementDecrementOp() ||
      variableOf(Condition->getLHS()->IgnoreParenImpCasts()) != Counter ||
      variableOf(Step->getSubExpr()->IgnoreParenImpCasts()) != Counter)
    return std::nullopt;
  auto First = constantInteger(Counter->getInit(), Context),
       Last = constantInteger(Condition->getRHS(), Context);
  BinaryOperatorKind Kind = Condition->getOpcode();
  bool IsUp = Step->isIncrementOp();
  bool IsInclusive = Kind == (IsUp ? BO_LE : BO_GE);
  if (!First || !Last || (!IsInclusive && Kind != (IsUp ? BO_LT : BO_GT) && Kind != BO_NE))
    return std::nullopt;
  int64_t Count = (IsUp ? *Last - *First : *First - *Last) + (IsInclusive ? 1 : 0);
  return static_cast<uint64_t>(std::max<int64_t>(Count, 0));
}

/// Which end of the values that a variable may have.
enum class Extreme { Largest, Smallest };

/// The value at \p End that \p Object may have where \p Condition, or its negation, holds.
static std::optional<int64_t> boundFrom(const Expr *Condition, const Place &Object, Extreme End,
                                        bool Holds, const ASTContext &Context) {
  Condition = Condition->IgnoreParenImpCasts();
  if (const auto *Not = dyn_cast<UnaryOperator>(Condition); Not && Not->getOpcode() == UO_LNot)
    return boundFrom(Not->getSubExpr(), Object, End, !Holds, Context);
  const auto *Operator = dyn_cast<BinaryOperator>(Condition);
  if (!Operator)
    return std::nullopt;
  if (Operator->getOpcode() == (Holds ? BO_LAnd : BO_LOr)) {
    auto Left = boundFrom(Operator->getLHS(), Object, End, Holds, Context);
    return Left ? Left : boundFrom(Operator->getRHS(), Object, End, Holds, Context);
  }
  // `n == 1 || n == 2`
  if (Operator->isLogicalOp()) {
    auto Left = boundFrom(Operator->getLHS(), Object, End, Holds, Context),
         Right = boundFrom(Operator->getRHS(), Object, End, Holds, Context);
    if (!Left || !Right)
      return std::nullopt;
    return End == Extreme::Largest ? std::max(*Left, *Right) : std::min(*Left, *Right);
  }
  if (!Operator->isComparisonOp() || Operator->getOpcode() == BO_Cmp)
    return std::nullopt;
  bool IsSwapped = constantInteger(Operator->getLHS(), Context).has_value();
  auto Named = Place::of(IsSwapped ? Operator->getRHS() : Operator->getLHS(), Context);
  auto Limit = constantInteger(IsSwapped ? Operator->getLHS() : Operator->getRHS(), Context);
  if (!Named || !(*Named == Object) || !Limit)
    return std::nullopt;
  BinaryOperatorKind Kind = Operator->getOpcode();
  if (IsSwapped && Operator->isRelationalOp())
    Kind = BinaryOperator::reverseComparisonOp(Kind);
  if (!Holds)
    Kind = BinaryOperator::negateComparisonOp(Kind);
  bool IsLargest = End == Extreme::Largest;
  if (Kind == BO_EQ || Kind == (IsLargest ? BO_LE : BO_GE))
    return *Limit;
  if (Kind == (IsLargest ? BO_LT : BO_GT))
    return IsLargest ? *Limit - 1 : *Limit + 1;
  return std::nullopt;
}

/// Whether \p S is `return`, `throw` or the like, or a block that ends so.
static bool leaves(const Stmt *S) {
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
    return !Block->body_empty() && leaves(Block->body_back());
  if (const auto *E = dyn_cast_or_null<Expr>(S))
    S = E->IgnoreImplicit();
  return isa_and_nonnull<ReturnStmt, BreakStmt, ContinueStmt, GotoStmt, CXXThrowExpr>(S);
}

/// The value at \p End that the conditions around \p At admit for \p Object.
static std::optional<int64_t> boundAt(const Body &B, const Place &Object, Extreme End,
                                      const Stmt *At) {
  for (const Stmt *P = B.parent(At), *Child = At; P; Child = P, P = B.parent(P)) {
    // What is set between the condition and the loop has another value.
    bool MayDiffer = false;
    std::optional<int64_t> Bound;
    if (const auto *If = dyn_cast<IfStmt>(P)) {
      if (Child == If->getThen() || Child == If->getElse())
        Bound = boundFrom(If->getCond(), Object, End, Child == If->getThen(), B.context());
    } else if (const auto *Block = dyn_cast<CompoundStmt>(P)) {
      for (const Stmt *Before : Block->body()) {
        if (Before == Child)
          break;
        const auto *Exit = dyn_cast<IfStmt>(Before);
        if (mayChange(B, Object, Before)) {
          Bound.reset();
          MayDiffer = true;
        } else if (Exit && !Exit->getElse() && leaves(Exit->getThen())) {
          if (auto Left = boundFrom(Exit->getCond(), Object, End, /*Holds=*/false, B.context()))
            Bound = Left;
        }
      }
    } else {
      MayDiffer = isa<LambdaExpr>(P) || mayChange(B, Object, P);
    }
    if (Bound || MayDiffer)
      return Bound;
  }
  return std::nullopt;
}

std::optional<int64_t> largestValue(const Body &B, const Place &Object, const Stmt *At) {
  return boundAt(B, Object, Extreme::Largest, At);
}

std::optional<int64_t> smallestValue(const Body &B, const Place &Object, const Stmt *At) {
  return boundAt(B, Object, Extreme::Smallest, At);
}

std::optional<uint64_t> mostIterations(const Body &B, const Loop &L) {
  auto Count = tripCount(B, L);
  if (!Count || Count->Constant || Count->Sources.size() != 1)
    return Count ? Count->Constant : std::nullopt;
  const Place &Bound = Count->Sources.front().Object;
  if (!Bound.variable() || Count->display() != Bound.variable()->getName())
    return std::nullopt;
  auto Largest = largestValue(B, Bound, L.Statement);
  return Largest ? std::optional<uint64_t>(std::max<int64_t>(*Largest, 0)) : std::nullopt;
}

std::optional<int64_t> sizeAtEnd(const Expr *Condition, const Place &Object,
                                 const ASTContext &Context) {
  const auto *Operator =
      Condition ? dyn_cast<BinaryOperator>(Condition->IgnoreParenImpCasts()) : nullptr;
  if (!Operator)
    return std::nullopt;
  const Expr *Left = Operator->getLHS(), *Right = Operator->getRHS();
  if (Operator->getOpcode() == BO_LAnd) {
    auto Size = sizeAtEnd(Left, Object, Context);
    return Size ? Size : sizeAtEnd(Right, Object, Context);
  }
  if (!Operator->isRelationalOp() && Operator->getOpcode() != BO_NE)
    return std::nullopt;
  auto Size = asMemberCall(withoutCasts(Left)), Other = asMemberCall(withoutCasts(Right));
  auto Limit = constantInteger(Size ? Right : Left, Context);
  if (!Size)
    Size = std::move(Other);
  auto Measured = Size && isOneOf(Size->Name, {"size", "length"})
                      ? Place::ofMemberObject(Size->Object, Size->IsArrow, Context)
                      : std::nullopt;
  return Measured && *Measured == Object ? Limit : std::nullopt;
}

bool namesMultipliedVariable(const Loop &L, const Stmt *E, const ASTContext &Context) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Variable)
    return llvm::any_of(E->children(), [&](const Stmt *Child) {
      return Child && namesMultipliedVariable(L, Child, Context);
    });
  Place P = Place::ofVariable(Variable);
  // A local of the loop's body: `auto size = k * n;`.
  if (Variable->hasLocalStorage() && Variable->getInit() && !isa<ParmVarDecl>(Variable) &&
      Context.getSourceManager().isBeforeInTranslationUnit(L.LoopBody->getBeginLoc(),
                                                           Variable->getLocation()) &&
      !mentions(Variable->getInit(), P, Context) &&
      namesMultipliedVariable(L, Variable->getInit(), Context))
    return true;
  auto Names = [&](const Expr *Operand) {
    auto Named = Place::of(Operand, Context);
    return Named && *Named == P;
  };
  auto Multiplies = [&](auto &Self, const Stmt *S) -> bool {
    const auto *Operator = dyn_cast<BinaryOperator>(S);
    if (Operator && Operator->isAssignmentOp() && Names(Operator->getLHS())) {
      const auto *Right = dyn_cast<BinaryOperator>(Operator->getRHS()->IgnoreParenImpCasts());
      switch (Operator->getOpcode()) {
      case BO_MulAssign:
      case BO_ShlAssign:
        return true;
      case BO_AddAssign:
        return Names(Operator->getRHS()->IgnoreParenImpCasts());
      case BO_Assign:
        return Right && (Right->getOpcode() == BO_Mul || Right->getOpcode() == BO_Shl);
      default:
        break;
      }
    }
    return llvm::any_of(S->children(),
                        [&](const Stmt *Child) { return Child && Self(Self, Child); });
  };
  return Multiplies(Multiplies, L.Statement);
}

} // namespace fastidious

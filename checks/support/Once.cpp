#include "checks/support/Once.h"

#include "checks/support/Calls.h"
#include "checks/support/Flow.h"
#include "checks/support/Invariance.h"
#include "checks/support/Lifetime.h"
#include "checks/support/Statements.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace fastidious {
namespace {

/// The variable that \p E reads, if it is a local one that only its name can change.
const VarDecl *plainLocal(const Body &B, const Expr *E) {
  const VarDecl *Variable = variableOf(E);
  return Variable && Variable->hasLocalStorage() && !Variable->getType()->isReferenceType() &&
                 !mayEscape(B, Variable)
             ? Variable
             : nullptr;
}

/// Whether \p Condition has the value \p Holds in one iteration of \p L at most that gets to \p S,
/// where it has to: a counter is a certain number, a state is a certain one and another one
/// afterwards, or a flag is set that is taken back before the next iteration.
bool holdsOnce(const Body &B, const Loop &L, const Stmt *S, const Expr *Condition, bool Holds) {
  const ASTContext &Context = B.context();
  const Expr *E = Condition->IgnoreParenImpCasts();
  if (const auto *Not = dyn_cast<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot)
    return holdsOnce(B, L, S, Not->getSubExpr(), !Holds);
  const auto *Operator = dyn_cast<BinaryOperator>(E);
  if (Operator && Operator->getOpcode() == (Holds ? BO_LAnd : BO_LOr))
    return holdsOnce(B, L, S, Operator->getLHS(), Holds) ||
           holdsOnce(B, L, S, Operator->getRHS(), Holds);
  if (E->isValueDependent())
    return false;
  bool IsCounter = Operator && Operator->getOpcode() == (Holds ? BO_EQ : BO_NE);
  const VarDecl *Variable = nullptr;
  if (IsCounter && isInvariant(B, Operator->getRHS(), L))
    Variable = plainLocal(B, Operator->getLHS());
  else if (IsCounter && isInvariant(B, Operator->getLHS(), L))
    Variable = plainLocal(B, Operator->getRHS());
  else if (E->getType()->isBooleanType())
    Variable = plainLocal(B, E);
  // Declared in the body, it is another one in each iteration.
  const DeclStmt *Declaration = Variable ? declarationOf(B, *Variable) : nullptr;
  if (!Variable || (Declaration && B.contains(L.LoopBody, Declaration)))
    return false;
  // The number, or the state, that the condition asks for.
  std::optional<llvm::APSInt> Asked;
  if (IsCounter)
    for (const Expr *Side : {Operator->getLHS(), Operator->getRHS()})
      if (!Asked && !Side->isValueDependent() && Side->getType()->isIntegralOrEnumerationType())
        Asked = Side->getIntegerConstantExpr(Context);
  llvm::SmallPtrSet<const Stmt *, 4> Changes;
  std::optional<bool> GoesUp;
  bool IsState = false;
  const auto *For = dyn_cast<ForStmt>(L.Statement);
  for (const Use &U : usesOf(B, Place::ofVariable(Variable), L.Statement)) {
    // What comes before the first iteration is done once.
    if (!mayWrite(U.Kind) || (For && B.contains(For->getInit(), U.Ref)))
      continue;
    auto Change = asOperatorCall(U.User);
    if (!Change)
      return false;
    const Expr *Value = Change->Operator == OO_Equal ? Change->Operands[1] : nullptr;
    auto Set =
        Value && !Value->isValueDependent() ? Value->getIntegerConstantExpr(Context) : std::nullopt;
    if (IsCounter && Value) {
      if (!Set || !Asked || llvm::APSInt::isSameValue(*Set, *Asked) || GoesUp)
        return false;
      IsState = true;
    } else if (IsCounter) {
      bool IsUp = Change->Operator == OO_PlusPlus, IsDown = Change->Operator == OO_MinusMinus;
      if ((!IsUp && !IsDown) || GoesUp.value_or(IsUp) != IsUp || IsState)
        return false;
      GoesUp = IsUp;
    } else if (!Set || Set->getBoolValue() == Holds) {
      return false;
    }
    Changes.insert(Change->Whole);
  }
  return B.block(S) && !Changes.empty() &&
         !repeatsWithout(B, L, S, [&](const Stmt *Step) { return Changes.contains(Step); });
}

} // namespace

bool happensOnce(const Body &B, const Loop &L, const Stmt *S) {
  const Stmt *Child = S;
  for (const Stmt *P = B.parent(S); P; Child = P, P = B.parent(P)) {
    const auto *If = dyn_cast<IfStmt>(P);
    if (If && (Child == If->getThen() || Child == If->getElse()) && If->getCond() &&
        holdsOnce(B, L, S, If->getCond(), Child == If->getThen()))
      return true;
    // `while (!done)`, of this loop or of one in it; a do statement gets to its body without.
    const Expr *Condition = isa<ForStmt, WhileStmt>(P) ? conditionOf(P) : nullptr;
    if (Condition && Child != Condition && holdsOnce(B, L, S, Condition, true))
      return true;
    if (P == L.Statement)
      return false;
  }
  return false;
}

bool looksForFreeKey(const Loop &L) {
  const Expr *Condition = conditionOf(L.Statement);
  const auto *Not = Condition ? dyn_cast<UnaryOperator>(written(Condition)) : nullptr;
  const auto *Member = Not && Not->getOpcode() == UO_LNot
                           ? dyn_cast<MemberExpr>(written(Not->getSubExpr()))
                           : nullptr;
  const CXXRecordDecl *Class = Member ? classOf(Member->getBase()->getType()) : nullptr;
  return Class && qualifiedName(*Class) == "std::pair" &&
         Member->getMemberDecl()->getName() == "second";
}

} // namespace fastidious

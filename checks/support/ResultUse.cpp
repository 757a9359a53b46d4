#include "checks/support/ResultUse.h"

#include "checks/support/ByteCopies.h"
#include "checks/support/Calls.h"
#include "checks/support/Flow.h"
#include "checks/support/Statements.h"
#include "checks/support/Streams.h"
#include "checks/support/TripCount.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace fastidious {
namespace {

/// Whether handing a value to a parameter of type \p T leaves the caller its owner.
bool onlyLends(QualType T) {
  if (T.isNull() || T->isDependentType())
    return false;
  if (const auto *Reference = T->getAs<LValueReferenceType>())
    return Reference->getPointeeType().isConstQualified();
  return isViewClass(T) || T->isScalarType();
}

/// Member functions that copy their argument into the object.
bool keepsArgument(StringRef Member) {
  for (const char *Name : {"push_back", "emplace_back", "push", "emplace", "insert", "assign",
                           "push_front", "emplace_front", "try_emplace", "insert_or_assign"})
    if (Member == Name)
      return true;
  return false;
}

ResultUse asArgument(const Expr *Call, const Stmt *Argument);

/// Whether \p Call is `table[key]` in `table[key] = value`, which copies the key for a new element.
bool isAssignedElement(const Body &B, const CXXOperatorCallExpr *Call) {
  if (Call->getOperator() != OO_Subscript || Call->getNumArgs() != 2)
    return false;
  const Stmt *Parent = B.parentIgnoringImplicit(Call);
  if (const auto *Assignment = dyn_cast_or_null<BinaryOperator>(Parent))
    return Assignment->getOpcode() == BO_Assign && B.contains(Assignment->getLHS(), Call);
  const auto *Assignment = dyn_cast_or_null<CXXOperatorCallExpr>(Parent);
  return Assignment && Assignment->getOperator() == OO_Equal &&
         B.contains(Assignment->getArg(0), Call);
}

/// Whether \p E calls a function that copies what it gets into its result.
bool packsArguments(const Expr *E) {
  auto Call = asFunctionCall(E);
  return Call && isOneOf(Call->QualifiedName, {"std::make_pair", "std::make_tuple",
                                               "std::make_unique", "std::make_shared"});
}

/// How an operator uses its operand: assignment keeps it, everything else reads it.
ResultUse asOperand(const Body &B, const CXXOperatorCallExpr *Call, const Stmt *Operand) {
  if (Call->getNumArgs() == 2 && Call->getArg(1) == Operand && isAssignedElement(B, Call))
    return ResultUse::Stored;
  if (Call->getOperator() == OO_Equal && Call->getNumArgs() == 2 && Call->getArg(1) == Operand)
    return ResultUse::Stored;
  if (Call->getOperator() == OO_Call)
    return asArgument(Call, Operand);
  // The object of a member is no parameter. What another operator than a sum takes as `T &&`, it
  // may keep: `row << name()`.
  const FunctionDecl *Callee = Call->getDirectCallee();
  unsigned Offset = Callee && Callee->getNumParams() < Call->getNumArgs() ? 1 : 0;
  if (Callee && Callee->getNumParams() + Offset == Call->getNumArgs())
    for (auto [Argument, Parameter] :
         llvm::zip_equal(llvm::drop_begin(Call->arguments(), Offset), Callee->parameters()))
      if (Argument == Operand && Parameter->getType()->isRValueReferenceType())
        return Call->getOperator() == OO_Plus ? ResultUse::Extended : ResultUse::Stored;
  return ResultUse::Read;
}

ResultUse asArgument(const Expr *Call, const Stmt *Argument) {
  const FunctionDecl *Callee = nullptr;
  llvm::SmallVector<const Expr *, 4> Arguments;
  if (const auto *Function = dyn_cast<CallExpr>(Call)) {
    Callee = Function->getDirectCallee();
    Arguments.append(Function->arg_begin(), Function->arg_end());
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(Call)) {
    if (isViewClass(Construct->getType()))
      return ResultUse::Read;
    Callee = Construct->getConstructor();
    // A class that takes a string usually keeps it.
    return ResultUse::Stored;
  }
  if (!Callee)
    return ResultUse::Stored;
  unsigned Offset = isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee) ? 1 : 0;
  if (Callee->getIdentifier() && isa<CXXMethodDecl>(Callee) && keepsArgument(Callee->getName()) &&
      !isStdString(cast<CXXMethodDecl>(Callee)->getThisType()->getPointeeType()))
    return ResultUse::Stored;
  for (unsigned I = Offset; I < Arguments.size(); ++I)
    if (Arguments[I] == Argument && I - Offset < Callee->getNumParams())
      return onlyLends(Callee->getParamDecl(I - Offset)->getType()) ? ResultUse::Read
                                                                    : ResultUse::Stored;
  return ResultUse::Stored;
}

/// Whether all that happens to the local \p Variable can be done with a buffer that the function
/// reuses.
bool isOnlyRead(const Body &B, const VarDecl *Variable) {
  for (const Use &U : usesOf(B, Place::ofVariable(Variable), B.statement())) {
    switch (U.Kind) {
    case UseKind::Discard:
    case UseKind::Modify:
    case UseKind::Overwrite:
      break;
    case UseKind::Read: {
      if (isa<LambdaExpr>(U.User))
        return false;
      const auto *User = dyn_cast<Expr>(U.User);
      if (User &&
          ((isa<CXXConstructExpr>(User) && !isViewClass(User->getType())) || packsArguments(User)))
        return false;
      // The variable is an argument, not the object of the call.
      if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(User)) {
        if (Operator->getNumArgs() == 2 && B.contains(Operator->getArg(1), U.Ref) &&
            (Operator->getOperator() == OO_Equal || isAssignedElement(B, Operator)))
          return false;
      } else if (const auto *Member = dyn_cast_or_null<CXXMemberCallExpr>(User)) {
        if (!B.contains(Member->getCallee(), U.Ref)) {
          const CXXMethodDecl *Method = Member->getMethodDecl();
          if (Method && Method->getIdentifier() && keepsArgument(Method->getName()) &&
              !isStdString(Member->getObjectType()))
            return false;
        }
      }
      break;
    }
    default:
      return false;
    }
  }
  return true;
}

} // namespace

ResultUse useOfResult(const Body &B, const CallExpr *Call, const VarDecl **Holder) {
  const Stmt *Child = Call;
  for (const Stmt *Parent = B.parent(Child); Parent; Child = Parent, Parent = B.parent(Parent)) {
    if (isa<ParenExpr, ImplicitCastExpr, FullExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr>(
            Parent))
      continue;
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Parent)) {
      if (Construct->getConstructor()->isCopyOrMoveConstructor() && Construct->isElidable())
        continue;
      return asArgument(Construct, Child);
    }
    if (const auto *Conditional = dyn_cast<ConditionalOperator>(Parent)) {
      if (Conditional->getCond() == Child)
        return ResultUse::Read;
      continue;
    }
    if (isa<ReturnStmt>(Parent))
      return B.enclosingLambda(Parent) ? ResultUse::Stored : ResultUse::Returned;
    if (const auto *Member = dyn_cast<MemberExpr>(Parent)) {
      const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
      return Method && (Method->isConst() || Method->getRefQualifier() != RQ_RValue)
                 ? ResultUse::Read
                 : ResultUse::Stored;
    }
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Parent)) {
      ResultUse Use = asOperand(B, Operator, Child);
      // Whoever keeps the sum keeps the memory that it took over.
      if (Use == ResultUse::Extended && useOfResult(B, Operator) == ResultUse::Stored)
        return ResultUse::Stored;
      // `line = next();` into a local that is only read. In `line = cut(line)` the function could
      // not fill what it reads.
      if (Use == ResultUse::Stored && Operator->getOperator() == OO_Equal)
        if (auto Target = Place::of(Operator->getArg(0), B.context()))
          if (const VarDecl *Variable = Target->variable();
              Variable && Target->isLocalObject() && !isa<ParmVarDecl>(Variable) &&
              !mentionsVariable(Call, Variable) && isOnlyRead(B, Variable))
            return ResultUse::Read;
      return Use;
    }
    if (const auto *Outer = dyn_cast<CallExpr>(Parent))
      return asArgument(Outer, Child);
    if (const auto *Declaration = dyn_cast<DeclStmt>(Parent)) {
      for (const Decl *D : Declaration->decls()) {
        const auto *Variable = dyn_cast<VarDecl>(D);
        if (!Variable || Variable->getInit() != Child)
          continue;
        // The hidden variable of a range-for, or a reference that prolongs the temporary's life.
        if (Variable->isImplicit())
          return ResultUse::Read;
        if (!Variable->hasLocalStorage() || !isOnlyRead(B, Variable))
          return ResultUse::Stored;
        if (Holder)
          *Holder = Variable;
        return ResultUse::Read;
      }
      return ResultUse::Stored;
    }
    if (isa<CompoundStmt, IfStmt, ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, SwitchCase,
            LabelStmt>(Parent))
      return ResultUse::Discarded;
    if (isa<BinaryOperator, UnaryOperator, ArraySubscriptExpr>(Parent))
      return ResultUse::Read;
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Parent)) {
      if (Cast->getCastKind() == CK_ToVoid)
        return ResultUse::Discarded;
      continue;
    }
    return ResultUse::Stored;
  }
  return ResultUse::Stored;
}

/// Whether the statement that writes \p Text to a stream, or the one before it, sets a width.
static bool isPadded(const Body &B, const Expr *Text) {
  const Stmt *Statement = B.enclosingStatement(Text);
  if (namesStandard(Statement, {"setw"}))
    return true;
  const auto *Block = dyn_cast_or_null<CompoundStmt>(B.parent(Statement));
  if (!Block)
    return false;
  const auto *At = llvm::find(Block->body(), Statement);
  auto Before = At == Block->body_begin() ? std::nullopt : asMemberCall(*std::prev(At));
  return Before && Before->Name == "width";
}

TextDestination destinationOf(const Body &B, const Expr *Text) {
  const Stmt *Child = Text;
  for (const Stmt *P = B.parentIgnoringImplicit(Child); P;
       Child = P, P = B.parentIgnoringImplicit(P)) {
    if (isa<ConditionalOperator>(P))
      continue;
    if (isa<ReturnStmt>(P)) {
      const auto *Call = dyn_cast<CallExpr>(Text);
      const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
      return Callee && Callee->getCanonicalDecl() == B.function().getCanonicalDecl()
                 ? TextDestination::String
                 : TextDestination::Other;
    }
    if (auto Member = asMemberCall(P)) {
      QualType T = Member->Object ? Member->Object->getType() : QualType();
      bool IsOfString = !T.isNull() && isStdString(Member->IsArrow ? T->getPointeeType() : T);
      return IsOfString && Member->Name == "append" && !B.contains(Member->Object, Child)
                 ? TextDestination::String
                 : TextDestination::Other;
    }
    auto Operator = asOperatorCall(P);
    if (!Operator || Operator->Operands.size() != 2)
      return TextDestination::Other;
    QualType Left = Operator->Operands[0]->getType();
    if (Operator->Operator == OO_PlusEqual && isStdString(Left))
      return B.contains(Operator->Operands[0], Child) ? TextDestination::Other
                                                      : TextDestination::String;
    // What is padded is padded as a whole.
    if (Operator->Operator == OO_LessLess && isOutputStream(Left))
      return isPadded(B, Text) ? TextDestination::Other : TextDestination::Stream;
    if (Operator->Operator != OO_Plus || !isStdString(Operator->Whole->getType()))
      return TextDestination::Other;
  }
  return TextDestination::Other;
}

const Loop *repeatingLoop(const Body &B, const Stmt *S) {
  if (isOnColdPath(B, S))
    return nullptr;
  constexpr uint64_t FewIterations = 3;
  for (const Loop *L = B.loopOf(S); L; L = L->Parent) {
    auto Count = tripCount(B, *L);
    bool IsShort = Count && Count->Constant && *Count->Constant <= FewIterations;
    if (!IsShort && evaluatesAgain(B, *L, S))
      return L;
  }
  return nullptr;
}

} // namespace fastidious

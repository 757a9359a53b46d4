#include "checks/support/Input.h"

#include "checks/knowledge/Names.h"
#include "checks/support/Calls.h"
#include "checks/support/Statements.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace fastidious {

bool readsInput(const Expr *E) {
  E = written(E);
  if (auto Operator = asOperatorCall(E))
    return Operator->Operator == OO_GreaterGreater && isa<CXXOperatorCallExpr>(Operator->Whole);
  if (auto Call = asMemberCall(E))
    return isAboutReading(std::string_view(Call->Name));
  auto Call = asFunctionCall(E);
  return Call && isAboutReading(std::string_view(lastComponent(Call->QualifiedName)));
}

namespace {

/// Whether numbers of the type \p T may be so large that memory for as many elements is a problem.
bool mayBeHuge(QualType T, const ASTContext &Context) {
  constexpr uint64_t SmallBits = 16;
  return !T->isIntegerType() || T->isDependentType() || Context.getTypeSize(T) > SmallBits;
}

/// Whether the number \p E is computed from a large one that it reads: `readU32(in) + 1`.
bool isReadNumber(const Expr *E, const ASTContext &Context) {
  E = withoutCasts(E);
  if (const auto *Binary = dyn_cast<BinaryOperator>(E); Binary && !Binary->isAssignmentOp())
    return isReadNumber(Binary->getLHS(), Context) || isReadNumber(Binary->getRHS(), Context);
  return readsInput(E) && mayBeHuge(E->getType(), Context);
}

/// Whether \p U is where the variable gets a value that is read.
bool isSetByInput(const Use &U, const ASTContext &Context) {
  if (const auto *Binary = dyn_cast<BinaryOperator>(U.User); Binary && Binary->isAssignmentOp())
    return U.Kind == UseKind::Overwrite && isReadNumber(Binary->getRHS(), Context);
  const auto *User = dyn_cast<Expr>(U.User);
  return User && mayWrite(U.Kind) && readsInput(User);
}

/// Whether \p E is 0 or 1: to compare with it asks for "none", not for "too many".
bool isZeroOrOne(const Expr *E) {
  const auto *Literal = dyn_cast<IntegerLiteral>(written(E));
  return Literal && Literal->getValue().ule(1);
}

/// Whether the mention \p Ref of a number is part of a test that could refuse large ones: it is
/// compared with a limit, or a call in a condition is given it.
bool isTested(const Body &B, const Expr *Ref) {
  const Stmt *Child = Ref;
  bool IsGiven = false;
  for (const Stmt *P = B.parent(Ref); P; Child = P, P = B.parent(P)) {
    if (const auto *Binary = dyn_cast<BinaryOperator>(P); Binary && Binary->isRelationalOp())
      return !isZeroOrOne(Binary->getLHS()) && !isZeroOrOne(Binary->getRHS());
    const auto *Call = dyn_cast<Expr>(P);
    IsGiven |= Call && isa<CallExpr, CXXConstructExpr>(Call) && !readsInput(Call);
    if (const auto *If = dyn_cast<IfStmt>(P))
      return IsGiven && Child == If->getCond();
  }
  return false;
}

/// Whether \p E reads an object that \p Part is in: `file->Read(&header, sizeof(header))`.
bool readsObjectOf(const Stmt *E, const Place &Part, const ASTContext &Context) {
  const auto *Call = dyn_cast<CallExpr>(E);
  return Call && readsInput(Call) && llvm::any_of(Call->arguments(), [&](const Expr *Argument) {
           const auto *Address = dyn_cast<UnaryOperator>(withoutCasts(Argument));
           auto Whole = Address && Address->getOpcode() == UO_AddrOf
                            ? Place::of(Address->getSubExpr(), Context)
                            : std::nullopt;
           return Whole && Part.isWithin(*Whole);
         });
}

/// The same for \p Object, a member that is read, or whose object is read as a whole.
bool isUncheckedMember(const Body &B, const Place &Object, const Stmt *At) {
  const ASTContext &Context = B.context();
  if (!Object.type()->isIntegerType() || !mayBeHuge(Object.type(), Context))
    return false;
  const SourceManager &SM = Context.getSourceManager();
  bool IsInput = false, IsChecked = false;
  visitAll(B.statement(), [&](const Stmt *Part) {
    if (!SM.isBeforeInTranslationUnit(Part->getBeginLoc(), At->getBeginLoc()))
      return;
    IsInput |= readsObjectOf(Part, Object, Context);
    if (const auto *Member = dyn_cast<MemberExpr>(Part))
      if (auto Mentioned = Place::of(Member, Context); Mentioned && *Mentioned == Object) {
        IsChecked |= isTested(B, Member);
        IsInput |= isSetByInput(classifyUse(B, Member), Context);
      }
  });
  return IsInput && !IsChecked;
}

} // namespace

bool isUncheckedInput(const Body &B, const Place &Object, const Stmt *At) {
  const VarDecl *Variable = Object.variable();
  const ASTContext &Context = B.context();
  if (!Variable)
    return isUncheckedMember(B, Object, At);
  if (!Variable->getType()->isIntegerType() || Variable->getType()->isDependentType() ||
      !mayBeHuge(Variable->getType(), Context))
    return false;
  const SourceManager &SM = Context.getSourceManager();
  bool IsInput = isa<ParmVarDecl>(Variable) ||
                 (Variable->getInit() && isReadNumber(Variable->getInit(), Context));
  for (const Use &U : usesOf(B, Object, B.statement())) {
    if (!SM.isBeforeInTranslationUnit(U.Ref->getBeginLoc(), At->getBeginLoc()))
      continue;
    if (isTested(B, U.Ref))
      return false;
    IsInput |= isSetByInput(U, Context);
  }
  return IsInput;
}

} // namespace fastidious

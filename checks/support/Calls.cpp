#include "checks/support/Calls.h"

#include "checks/support/Types.h"

#include "clang/AST/Expr.h"

using namespace clang;

namespace fastidious {

const Expr *written(const Expr *E) {
  while (E) {
    const Expr *Before = E;
    E = E->IgnoreParenImpCasts();
    if (const auto *Full = dyn_cast<FullExpr>(E))
      E = Full->getSubExpr();
    else if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
      E = Temporary->getSubExpr();
    else if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E))
      E = Bound->getSubExpr();
    else if (const auto *Braces = dyn_cast<InitListExpr>(E); Braces && Braces->getNumInits() == 1 &&
                                                             !Braces->getType().isNull() &&
                                                             Braces->getType()->isScalarType())
      E = Braces->getInit(0);
    else if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
      return Default;
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
             Construct && !isa<CXXTemporaryObjectExpr>(Construct) && Construct->getNumArgs() == 1 &&
             Construct->getConstructor() &&
             Construct->getConstructor()->isCopyOrMoveConstructor() &&
             !Construct->isListInitialization() && Construct->getParenOrBraceRange().isInvalid())
      E = Construct->getArg(0);
    if (E == Before)
      return E;
  }
  return E;
}

template <typename Range>
static void addWritten(llvm::SmallVectorImpl<const Expr *> &Out, Range In) {
  for (const Expr *Argument : In)
    if (!isa<CXXDefaultArgExpr>(Argument))
      Out.push_back(Argument);
}

llvm::SmallVector<const Expr *, 4> givenArguments(const CXXConstructExpr &Construct) {
  llvm::SmallVector<const Expr *, 4> Given;
  addWritten(Given, Construct.arguments());
  return Given;
}

std::optional<MemberCall> asMemberCall(const Stmt *S) {
  const auto *E = dyn_cast_or_null<Expr>(S);
  const auto *Call = E ? dyn_cast<CallExpr>(written(E)) : nullptr;
  if (!Call || isa<CXXOperatorCallExpr>(Call))
    return std::nullopt;
  MemberCall Result{Call, nullptr, false, {}, {}, {}, nullptr};
  DeclarationName Name;
  const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
  if (const auto *Member = dyn_cast<MemberExpr>(Callee)) {
    Result.Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
    if (!Result.Method)
      return std::nullopt; // A call through a data member.
    Result.Object = Member->getBase();
    Result.IsArrow = Member->isArrow();
    Result.NameLoc = Member->getMemberLoc();
    Name = Result.Method->getDeclName();
  } else if (const auto *Dependent = dyn_cast<CXXDependentScopeMemberExpr>(Callee)) {
    Result.Object = Dependent->isImplicitAccess() ? nullptr : Dependent->getBase();
    Result.IsArrow = Dependent->isArrow();
    Result.NameLoc = Dependent->getMemberLoc();
    Name = Dependent->getMember();
  } else if (const auto *Unresolved = dyn_cast<UnresolvedMemberExpr>(Callee)) {
    Result.Object = Unresolved->isImplicitAccess() ? nullptr : Unresolved->getBase();
    Result.IsArrow = Unresolved->isArrow();
    Result.NameLoc = Unresolved->getMemberLoc();
    Name = Unresolved->getMemberName();
  } else {
    return std::nullopt;
  }
  if (const IdentifierInfo *Identifier = Name.getAsIdentifierInfo())
    Result.Name = Identifier->getName();
  addWritten(Result.Arguments, Call->arguments());
  return Result;
}

std::optional<OperatorCall> asOperatorCall(const Stmt *S) {
  const auto *E = dyn_cast_or_null<Expr>(S);
  if (!E)
    return std::nullopt;
  E = written(E);
  // C++20 spells `a != b` as `!(a == b)` where only `==` exists; the operator is what was written.
  if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(E))
    return OperatorCall{Rewritten,
                        BinaryOperator::getOverloadedOperator(Rewritten->getOperator()),
                        Rewritten->getOperatorLoc(),
                        {Rewritten->getLHS(), Rewritten->getRHS()},
                        nullptr};
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(E)) {
    OperatorCall Result{
        Call, Call->getOperator(), Call->getOperatorLoc(), {}, Call->getDirectCallee()};
    addWritten(Result.Operands, Call->arguments());
    return Result;
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    OverloadedOperatorKind Kind = BinaryOperator::getOverloadedOperator(Binary->getOpcode());
    return OperatorCall{
        Binary, Kind, Binary->getOperatorLoc(), {Binary->getLHS(), Binary->getRHS()}, nullptr};
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    OverloadedOperatorKind Kind = UnaryOperator::getOverloadedOperator(Unary->getOpcode());
    if (Kind == OO_None)
      return std::nullopt;
    return OperatorCall{Unary, Kind, Unary->getOperatorLoc(), {Unary->getSubExpr()}, nullptr};
  }
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return OperatorCall{Subscript,
                        OO_Subscript,
                        Subscript->getRBracketLoc(),
                        {Subscript->getLHS(), Subscript->getRHS()},
                        nullptr};
  return std::nullopt;
}

std::optional<FunctionCall> asFunctionCall(const Stmt *S) {
  const auto *E = dyn_cast_or_null<Expr>(S);
  const auto *Call = E ? dyn_cast<CallExpr>(written(E)) : nullptr;
  if (!Call || isa<CXXOperatorCallExpr, CXXMemberCallExpr>(Call))
    return std::nullopt;
  FunctionCall Result{Call, {}, {}, Call->getDirectCallee()};
  if (Result.Function) {
    Result.QualifiedName = qualifiedName(*Result.Function);
  } else if (const auto *Lookup =
                 dyn_cast<UnresolvedLookupExpr>(Call->getCallee()->IgnoreParenImpCasts())) {
    // All candidates of one name usually live in one namespace; the first names it.
    if (Lookup->decls_begin() != Lookup->decls_end())
      Result.QualifiedName = qualifiedName(**Lookup->decls_begin());
    else
      Result.QualifiedName = Lookup->getName().getAsString();
  } else {
    return std::nullopt;
  }
  addWritten(Result.Arguments, Call->arguments());
  return Result;
}

const Expr *withoutCasts(const Expr *E) {
  E = written(E);
  while (const auto *Cast = dyn_cast_or_null<ExplicitCastExpr>(E)) {
    if (Cast->getType()->isRecordType())
      break;
    E = written(Cast->getSubExpr());
  }
  return E;
}

bool isMove(const Expr *E, const Expr **Moved) {
  E = written(E);
  const Expr *Source = nullptr;
  if (const auto *Cast = dyn_cast<CXXStaticCastExpr>(E)) {
    if (Cast->getTypeAsWritten()->isRValueReferenceType())
      Source = Cast->getSubExpr();
  } else if (auto Call = asFunctionCall(E)) {
    if (Call->QualifiedName == "std::move" && Call->Arguments.size() == 1)
      Source = Call->Arguments[0];
  }
  if (Source && Moved)
    *Moved = written(Source);
  return Source != nullptr;
}

} // namespace fastidious

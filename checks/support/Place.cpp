#include "checks/support/Place.h"

#include "checks/support/Calls.h"
#include "checks/support/Types.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace fastidious {
namespace {

void collectVariables(const Stmt *S, llvm::SmallVectorImpl<const ValueDecl *> &Out) {
  if (!S)
    return;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    if (isa<VarDecl, BindingDecl>(Ref->getDecl()))
      Out.push_back(Ref->getDecl());
  } else if (const auto *Member = dyn_cast<MemberExpr>(S)) {
    if (isa<FieldDecl>(Member->getMemberDecl()))
      Out.push_back(Member->getMemberDecl());
  }
  for (const Stmt *Child : S->children())
    collectVariables(Child, Out);
}

bool hasEffects(const Expr *E) {
  // HasSideEffects needs a context only to evaluate constants; pure member calls (getters,
  // subscripts of containers) count as effects there, so look at the operators ourselves.
  if (isa<CXXNewExpr, CXXDeleteExpr, CXXThrowExpr, LambdaExpr, StmtExpr, CoawaitExpr>(E))
    return true;
  if (const auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->isIncrementDecrementOp())
    return true;
  if (const auto *Binary = dyn_cast<BinaryOperator>(E); Binary && Binary->isAssignmentOp())
    return true;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
    if (Operator->isAssignmentOp() || Operator->getOperator() == OO_PlusPlus ||
        Operator->getOperator() == OO_MinusMinus || Operator->getOperator() == OO_LessLess ||
        Operator->getOperator() == OO_GreaterGreater || Operator->getOperator() == OO_Call)
      return true;
  } else if (const auto *Call = dyn_cast<CallExpr>(E)) {
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee());
    const FunctionDecl *Function = Call->getDirectCallee();
    bool IsPure = Function && (Function->hasAttr<PureAttr>() || Function->hasAttr<ConstAttr>());
    if (!IsPure && !(Method && Method->isConst()))
      return true;
  }
  return llvm::any_of(E->children(), [](const Stmt *Child) {
    const auto *Sub = dyn_cast_or_null<Expr>(Child);
    return Sub && hasEffects(Sub);
  });
}

} // namespace

Place Place::ofVariable(const ValueDecl *Variable) {
  Place P;
  P.Root = cast<ValueDecl>(Variable->getCanonicalDecl());
  P.Type = Variable->getType();
  P.Indirect = P.Type->isReferenceType();
  return P;
}

void Place::addStep(PlaceStep Kind, llvm::FoldingSetNodeID ID) {
  // Steps of different kinds differ whatever they name.
  ID.AddInteger(static_cast<unsigned>(Kind));
  Path.push_back(std::move(ID));
  Steps.push_back(Kind);
}

/// The object that \p Pointer points to.
bool Place::appendPointee(const Expr *Pointer, const ASTContext &Context) {
  if (!append(Pointer, Context))
    return false;
  // (*this).m, this->m and m are one place.
  if (isa<CXXThisExpr>(Pointer->IgnoreParenImpCasts()))
    return true;
  Indirect = true;
  // The pointer itself: a variable, or the member that the path ends in so far.
  if (LastMember)
    Dependencies.push_back(LastMember);
  else if (Root && Path.empty())
    Dependencies.push_back(Root);
  addStep(PlaceStep::Deref, {});
  LastMember = nullptr;
  return true;
}

bool Place::appendMember(const Expr *Base, bool IsArrow, const ASTContext &Context) {
  return IsArrow ? appendPointee(Base, Context) : append(Base, Context);
}

/// The element that the container or array \p Base has at \p Index.
bool Place::appendIndex(const Expr *Base, const Expr *Index, const ASTContext &Context) {
  if (hasEffects(Index) || !append(Base, Context))
    return false;
  if (Base->IgnoreParenImpCasts()->getType()->isPointerType()) {
    if (LastMember)
      Dependencies.push_back(LastMember);
    else if (Root && Path.empty())
      Dependencies.push_back(Root);
    addStep(PlaceStep::Deref, {});
  }
  llvm::FoldingSetNodeID ID;
  written(Index)->Profile(ID, Context, /*Canonical=*/true);
  addStep(PlaceStep::Index, std::move(ID));
  collectVariables(Index, Dependencies);
  Indirect = true;
  LastMember = nullptr;
  return true;
}

/// The first or last element of the container \p Base.
bool Place::appendAccess(const Expr *Base, bool IsArrow, StringRef Name,
                         const ASTContext &Context) {
  if (!appendMember(Base, IsArrow, Context))
    return false;
  // Another element may come to stand there.
  if (LastMember)
    Dependencies.push_back(LastMember);
  else if (Root)
    Dependencies.push_back(Root);
  llvm::FoldingSetNodeID ID;
  ID.AddString(Name);
  addStep(PlaceStep::Access, std::move(ID));
  Indirect = true;
  LastMember = nullptr;
  return true;
}

bool Place::append(const Expr *E, const ASTContext &Context) {
  E = E->IgnoreParenImpCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (!isa<VarDecl, BindingDecl>(Ref->getDecl()))
      return false;
    Root = cast<ValueDecl>(Ref->getDecl()->getCanonicalDecl());
    Indirect = Root->getType()->isReferenceType();
    return true;
  }
  if (isa<CXXThisExpr>(E)) // `this`; its dereference follows and stands for *this.
    return true;
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    const ValueDecl *Field = Member->getMemberDecl();
    if (const auto *Static = dyn_cast<VarDecl>(Field)) {
      Root = Static->getCanonicalDecl();
      return true;
    }
    if (!isa<FieldDecl>(Field) || !appendMember(Member->getBase(), Member->isArrow(), Context))
      return false;
    llvm::FoldingSetNodeID ID;
    ID.AddPointer(Field->getCanonicalDecl());
    addStep(PlaceStep::Member, std::move(ID));
    LastMember = cast<ValueDecl>(Field->getCanonicalDecl());
    Indirect |= Field->getType()->isReferenceType();
    return true;
  }
  if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(E)) {
    if (!Member->isImplicitAccess() && !appendMember(Member->getBase(), Member->isArrow(), Context))
      return false;
    llvm::FoldingSetNodeID ID;
    ID.AddPointer(Member->getMember().getAsOpaquePtr());
    addStep(PlaceStep::Member, std::move(ID));
    LastMember = nullptr;
    return true;
  }
  if (auto Operator = asOperatorCall(E)) {
    if (Operator->Operator == OO_Star && Operator->Operands.size() == 1)
      return appendPointee(Operator->Operands[0], Context);
    if (Operator->Operator == OO_Arrow && Operator->Operands.size() == 1)
      return append(Operator->Operands[0], Context);
    if (Operator->Operator == OO_Subscript && Operator->Operands.size() == 2)
      return appendIndex(Operator->Operands[0], Operator->Operands[1], Context);
    return false;
  }
  if (auto Call = asMemberCall(E); Call && Call->Object) {
    QualType T = Call->Object->getType();
    const ContainerFact *Fact = containerFact(Call->IsArrow ? T->getPointeeType() : T);
    if (!Fact || !E->isLValue())
      return false;
    if (Call->Name == "at" && Call->Arguments.size() == 1 && !Call->IsArrow)
      return appendIndex(Call->Object, Call->Arguments[0], Context);
    if ((Call->Name == "front" || Call->Name == "back") && Call->Arguments.empty())
      return appendAccess(Call->Object, Call->IsArrow, Call->Name, Context);
  }
  return false;
}

std::optional<Place> Place::ofPointee(const Expr *Pointer, const ASTContext &Context) {
  Place P;
  if (!Pointer || !P.appendPointee(Pointer, Context))
    return std::nullopt;
  QualType T = Pointer->IgnoreParenImpCasts()->getType();
  if (const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(Pointer->IgnoreParenImpCasts()))
    T = Arrow->getType();
  P.Type = T->isPointerType() ? T->getPointeeType() : T;
  return P;
}

std::optional<Place> Place::of(const Expr *E, const ASTContext &Context) {
  if (!E)
    return std::nullopt;
  E = E->IgnoreParenImpCasts();
  Place P;
  if (!P.append(E, Context))
    return std::nullopt;
  P.Type = E->getType();
  return P;
}

std::optional<Place> Place::ofMemberObject(const Expr *Object, bool IsArrow,
                                           const ASTContext &Context) {
  if (!Object)
    return std::nullopt;
  return IsArrow ? ofPointee(Object, Context) : of(Object, Context);
}

const VarDecl *Place::variable() const {
  return Path.empty() ? dyn_cast_or_null<VarDecl>(Root) : nullptr;
}

bool Place::isLocalObject() const {
  const auto *Variable = dyn_cast_or_null<VarDecl>(Root);
  return Variable && Variable->hasLocalStorage() && !Indirect;
}

bool Place::isIndirect() const {
  return Indirect || !Root;
}

const ValueDecl *Place::lastMember() const {
  return LastMember;
}

bool Place::isReachedFrom(const Place &Owner) const {
  return Root == Owner.Root && Path.size() >= Owner.Path.size() &&
         std::equal(Owner.Path.begin(), Owner.Path.end(), Path.begin());
}

bool Place::isWithin(const Place &Whole) const {
  // What a pointer points to is no part of the pointer.
  return isReachedFrom(Whole) &&
         !llvm::is_contained(steps().drop_front(Whole.Path.size()), PlaceStep::Deref);
}

bool mayAlias(const Place &A, const Place &B, const ASTContext &Context) {
  if (A.isWithin(B) || B.isWithin(A))
    return true;
  // Distinct members of one object, distinct variables.
  if (!A.isIndirect() && !B.isIndirect())
    return A.root() == B.root();
  if (A.root() == B.root() && A.lastMember() && B.lastMember() && A.lastMember() != B.lastMember())
    return false;
  QualType TypeA = Context.getCanonicalType(A.type().getNonReferenceType()).getUnqualifiedType();
  QualType TypeB = Context.getCanonicalType(B.type().getNonReferenceType()).getUnqualifiedType();
  if (TypeA->isDependentType() || TypeB->isDependentType())
    return true;
  if (TypeA == TypeB) {
    // Objects of one type are the same or disjoint, and different members are not the same.
    auto *FieldA = dyn_cast_or_null<FieldDecl>(A.lastMember()),
         *FieldB = dyn_cast_or_null<FieldDecl>(B.lastMember());
    auto IsOwn = [](const FieldDecl *Field) {
      return Field && !Field->getType()->isReferenceType() && !Field->getParent()->isUnion();
    };
    return !IsOwn(FieldA) || !IsOwn(FieldB) || FieldA == FieldB;
  }
  // Objects of unrelated types overlap only where one is a part of the other, which a class with
  // such members or a character type allows.
  auto MayHold = [](QualType Whole) { return Whole->isRecordType() || Whole->isCharType(); };
  const auto *RecordA = TypeA->getAsCXXRecordDecl(), *RecordB = TypeB->getAsCXXRecordDecl();
  if (RecordA && RecordB && (RecordA->isInStdNamespace() || RecordB->isInStdNamespace()))
    return false;
  return MayHold(TypeA) || MayHold(TypeB);
}

bool sameExpression(const Expr *A, const Expr *B, const ASTContext &Context) {
  A = written(A);
  B = written(B);
  if (hasEffects(A) || hasEffects(B))
    return false;
  llvm::FoldingSetNodeID IDA, IDB;
  A->Profile(IDA, Context, /*Canonical=*/true);
  B->Profile(IDB, Context, /*Canonical=*/true);
  return IDA == IDB;
}

bool mentions(const Stmt *Within, const Place &P, const ASTContext &Context) {
  if (!Within)
    return false;
  if (const auto *E = dyn_cast<Expr>(Within))
    if (auto Mentioned = Place::of(E, Context))
      if (Mentioned->isWithin(P) || P.isWithin(*Mentioned))
        return true;
  // A member expression that is neither P nor around it may name P's owner on its way to another
  // member; only its subscripts and pointers are looked at.
  return llvm::any_of(Within->children(), [&](const Stmt *Child) {
    if (const auto *Member = dyn_cast<MemberExpr>(Within);
        Member && isa<FieldDecl>(Member->getMemberDecl()) && Place::of(Member, Context)) {
      const auto *Base = dyn_cast_or_null<Expr>(Child);
      auto Owner = Base ? Place::of(Base, Context) : std::nullopt;
      if (Owner && P.isWithin(*Owner))
        return false;
    }
    return mentions(Child, P, Context);
  });
}

} // namespace fastidious

#include "checks/support/Lifetime.h"

#include "checks/support/Calls.h"
#include "checks/support/Effects.h"
#include "checks/support/Place.h"
#include "checks/support/Statements.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace fastidious {

const DeclStmt *declarationOf(const Body &B, const VarDecl &Variable) {
  struct Finder {
    static const DeclStmt *find(const Stmt *S, const VarDecl &Variable) {
      if (!S)
        return nullptr;
      if (const auto *Declaration = dyn_cast<DeclStmt>(S))
        if (llvm::is_contained(Declaration->decls(), static_cast<const Decl *>(&Variable)))
          return Declaration;
      for (const Stmt *Child : S->children())
        if (const DeclStmt *Found = find(Child, Variable))
          return Found;
      return nullptr;
    }
  };
  return Finder::find(B.statement(), Variable);
}

static std::optional<Place> placeOf(const CopySource &Source, const ASTContext &Context) {
  return Source.IsArrow ? Place::ofPointee(Source.Object, Context)
                        : Place::of(Source.Object, Context);
}

/// The variables that the bytes of \p Source may belong to, where a call gave them away:
/// `record.key()`, or a view that was initialised so. What changes such an object may end them.
static std::vector<const VarDecl *> ownersOf(const CopySource &Source) {
  const Expr *Given = written(Source.Object);
  if (const VarDecl *Variable = variableOf(Given); Variable && Source.IsBorrowed)
    Given =
        Variable->hasLocalStorage() && Variable->getInit() ? written(Variable->getInit()) : nullptr;
  std::vector<const VarDecl *> Owners;
  if (!Given || !containsAny(Given, [](const Stmt *S) { return isa<CallExpr>(S); }))
    return Owners;
  visitAll(Given, [&](const Stmt *S) {
    const auto *Ref = dyn_cast<DeclRefExpr>(S);
    const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (Variable && !Variable->getType().getNonReferenceType()->isArithmeticType())
      Owners.push_back(Variable);
  });
  return Owners;
}

/// Whether \p S may change \p Owner, or what it points to, other than in \p Except.
static bool mayChangeOwner(const Body &B, const VarDecl *Owner, const Stmt *S,
                           const Expr *Except = nullptr) {
  auto Changes = [&](const Place &P) {
    return llvm::any_of(usesOf(B, P, S), [&](const Use &U) {
      return mayWrite(U.Kind) && !(Except && B.contains(Except, U.Ref));
    });
  };
  if (Changes(Place::ofVariable(Owner)))
    return true;
  // Pointers, and what points.
  QualType T = Owner->getType();
  if (!T->isPointerType() && !T.getNonReferenceType()->isRecordType())
    return false;
  return containsAny(S, [&](const Stmt *Part) {
    const auto *Call = dyn_cast<CallExpr>(Part);
    if (!Call || (Except && B.contains(Except, Call)))
      return false;
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
    if (Method && !Method->isConst() && variableOf(Member->getImplicitObjectArgument()) == Owner)
      return true;
    return llvm::any_of(Call->arguments(), [&](const Expr *Argument) {
      return Argument->getType()->isPointerType() &&
             !Argument->getType()->getPointeeType().isConstQualified() &&
             mentions(Argument, Place::ofVariable(Owner), B.context());
    });
  });
}

namespace {

/// Looks for what may change the bytes of a source in a statement.
class ChangeFinder {
public:
  ChangeFinder(const Body &B, const CopySource &Source, std::optional<Place> Object)
      : B(B), Source(Source), Object(std::move(Object)) {
    IsPrivate = this->Object && !Source.IsBorrowed && !isReachableByOthers(B, *this->Object);
    const auto *Parameter =
        this->Object ? dyn_cast_or_null<ParmVarDecl>(this->Object->root()) : nullptr;
    IsParameter = Parameter != nullptr;
    Owners = ownersOf(Source);
  }

  Stability of(const Stmt *S) const {
    if (llvm::any_of(Owners, [&](const VarDecl *Owner) { return mayChangeOwner(B, Owner, S); }))
      return Stability::Changes;
    if (Object) {
      for (const Use &U : usesOf(B, *Object, S))
        if (mayWrite(U.Kind))
          return Stability::Changes;
      if (Source.IsBorrowed && writesThrough(*Object, S))
        return Stability::Changes;
      for (const ValueDecl *Dependency : Object->dependencies())
        if (isa<VarDecl>(Dependency))
          for (const Use &U : usesOf(B, Place::ofVariable(Dependency), S))
            if (mayWrite(U.Kind))
              return Stability::Changes;
    }
    return IsPrivate ? Stability::Stays : walk(S);
  }

private:
  const Body &B;
  const CopySource &Source;
  std::optional<Place> Object;
  std::vector<const VarDecl *> Owners;
  bool IsPrivate = false, IsParameter = false;

  /// Whether \p S may write the elements that the view \p View gives access to, which does not
  /// change the view itself.
  bool writesThrough(const Place &View, const Stmt *S) const {
    for (const Use &U : usesOf(B, View, S)) {
      if (U.Member.empty() || !isElementAccess(U.Member))
        continue;
      const Stmt *Access = B.parent(U.Ref);
      while (Access && !isa<CallExpr>(Access))
        Access = B.parent(Access);
      const auto *Call = dyn_cast_or_null<CallExpr>(Access);
      if (!Call || !givesWriteAccess(Call->getCallReturnType(B.context())))
        continue;
      const Stmt *User = B.parentIgnoringImplicit(Call);
      if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(User);
          Assign && Assign->isAssignmentOp() && B.contains(Assign->getLHS(), Call))
        return true;
      if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(User);
          Unary && Unary->isIncrementDecrementOp())
        return true;
      const auto *Outer = dyn_cast_or_null<CallExpr>(User);
      if (Outer && !isReadingAlgorithm(Outer->getDirectCallee()) && takesWriteAccess(Outer, Call))
        return true;
    }
    return false;
  }

  /// Whether \p T is a reference, pointer or iterator to elements that are not const.
  static bool givesWriteAccess(QualType T) {
    if (T->isReferenceType() || T->isPointerType())
      return !T->getPointeeType().isConstQualified();
    QualType Pointer = templateTypeArgument(T, 0);
    return classOf(T) && (Pointer.isNull() || !Pointer->isPointerType() ||
                          !Pointer->getPointeeType().isConstQualified());
  }

  /// Whether \p Call receives \p Argument as something through which it may write.
  static bool takesWriteAccess(const CallExpr *Call, const Expr *Argument) {
    for (const Expr *Passed : Call->arguments())
      if (written(Passed) == written(Argument))
        return !Passed->getType()->isPointerType() ||
               !Passed->getType()->getPointeeType().isConstQualified();
    return true;
  }

  /// Algorithms that read the elements that they are given iterators to.
  static bool isReadingAlgorithm(const FunctionDecl *Function) {
    static constexpr llvm::StringLiteral Names[] = {"find",
                                                    "find_if",
                                                    "count",
                                                    "count_if",
                                                    "equal",
                                                    "search",
                                                    "mismatch",
                                                    "all_of",
                                                    "any_of",
                                                    "none_of",
                                                    "accumulate",
                                                    "distance",
                                                    "lexicographical_compare",
                                                    "min_element",
                                                    "max_element",
                                                    "adjacent_find",
                                                    "find_first_of",
                                                    "next",
                                                    "prev"};
    return Function && Function->isInStdNamespace() && Function->getIdentifier() &&
           llvm::is_contained(Names, Function->getName());
  }

  Stability walk(const Stmt *S) const {
    if (!S)
      return Stability::Stays;
    if (isa<CoawaitExpr, CoyieldExpr>(S))
      return Stability::Changes;
    Stability Result = Stability::Stays;
    if (const auto *E = dyn_cast<Expr>(S)) {
      if (writesSuchBytes(E))
        return Stability::Changes;
      Result = ofCall(E);
    }
    for (const Stmt *Child : S->children())
      Result = std::min(Result, walk(Child));
    return Result;
  }

  /// Whether \p E names a container or array that may hold the bytes and is written there.
  bool writesSuchBytes(const Expr *E) const {
    if (!isa<DeclRefExpr, MemberExpr, CXXOperatorCallExpr, UnaryOperator, ArraySubscriptExpr>(E))
      return false;
    auto Named = Place::of(E, B.context());
    if (!Named)
      return false;
    QualType T = Named->type().getNonReferenceType();
    const ContainerFact *Fact = containerFact(T);
    bool HoldsBytes = (Fact && Fact->has(Contiguous) && !Fact->has(IsView)) ||
                      (T->isArrayType() && T->getPointeeOrArrayElementType()->isCharType());
    if (!HoldsBytes || !mayWrite(classifyUse(B, E).Kind))
      return false;
    // The caller's bytes are in no object of this function.
    if (IsParameter && Named->isLocalObject())
      return false;
    return Source.IsBorrowed || !Object || mayAlias(*Named, *Object, B.context());
  }

  Stability ofCall(const Expr *E) const {
    const FunctionDecl *Callee = nullptr;
    if (const auto *Call = dyn_cast<CallExpr>(E))
      Callee = Call->getDirectCallee();
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
      Callee = Construct->getConstructor();
    else
      return Stability::Stays;
    if (isHarmlessCallee(Callee) || (Callee && Callee->isImplicit()))
      return Stability::Stays;
    // Another member function may change a member; anything may change a global.
    const Place *P = Object ? &*Object : nullptr;
    if (P && !P->root()) {
      if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
          Call && isa<CXXThisExpr>(Call->getImplicitObjectArgument()->IgnoreParenImpCasts()))
        return Stability::Changes;
      if (const auto *Call = dyn_cast<CallExpr>(E))
        for (const Expr *Argument : Call->arguments())
          if (isa<CXXThisExpr>(Argument->IgnoreParenImpCasts()))
            return Stability::Changes;
      return Stability::Unknown;
    }
    const auto *Variable = P ? dyn_cast<VarDecl>(P->root()) : nullptr;
    if (Variable && !Variable->hasLocalStorage() && !Variable->getType().isConstQualified())
      return Stability::Changes;
    return Stability::Unknown;
  }
};

} // namespace

Stability stabilityOf(const Body &B, const CopySource &Source, const DeclStmt &Declaration,
                      llvm::ArrayRef<const DeclRefExpr *> Readers) {
  const auto *Scope = dyn_cast_or_null<CompoundStmt>(B.parent(&Declaration));
  if (!Scope)
    return Stability::Changes;
  auto Object = placeOf(Source, B.context());
  // The bytes of a temporary are gone.
  if (!Object && !Source.IsBorrowed && !Source.Object->isLValue())
    return Stability::Changes;
  ChangeFinder Finder(B, Source, Object);
  auto Begin = llvm::find(Scope->body(), &Declaration);
  auto End = Begin;
  for (auto At = Begin; At != Scope->body_end(); ++At)
    if (llvm::any_of(Readers, [&](const DeclRefExpr *Ref) { return B.contains(*At, Ref); }))
      End = At;
  Stability Result = Stability::Stays;
  for (auto At = Begin; At != End; ++At)
    Result = std::min(Result, Finder.of(*std::next(At)));
  // Who owns what a member points to is not known, nor whether a callee frees it.
  bool IsOfMember = Source.IsBorrowed && isa<MemberExpr>(written(Source.Object)) &&
                    Source.Object->getType()->isPointerType();
  return IsOfMember && Result == Stability::Unknown ? Stability::Changes : Result;
}

bool isUnchangedInExpression(const Body &B, const CopySource &Source, const Expr *Copy) {
  const Stmt *Whole = Copy;
  while (const auto *Parent = dyn_cast_or_null<Expr>(B.parent(Whole)))
    Whole = Parent;
  if (llvm::any_of(ownersOf(Source), [&](const VarDecl *Owner) {
        return mayChangeOwner(B, Owner, Whole, Source.Object);
      }))
    return false;
  auto Object = placeOf(Source, B.context());
  if (!Object)
    return true;
  for (const Use &U : usesOf(B, *Object, Whole)) {
    // An assignment takes place when all operands have been read.
    bool IsAssignment = U.Kind == UseKind::Overwrite || U.Member == "operator=";
    if (mayWrite(U.Kind) && !IsAssignment)
      return false;
  }
  return true;
}

} // namespace fastidious

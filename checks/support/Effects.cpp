#include "checks/support/Effects.h"

#include "checks/support/Calls.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace fastidious {

/// Whether the body of \p Function is visible in the user's code and does nothing but return a
/// member, a variable or a literal.
static bool isTrivialGetter(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  if (!Function.hasBody(Definition) || Definition->isLateTemplateParsed() ||
      Function.getASTContext().getSourceManager().isInSystemHeader(Definition->getLocation()))
    return false;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&Function); Method && Method->isVirtual())
    return false;
  const auto *Compound = dyn_cast_or_null<CompoundStmt>(Definition->getBody());
  if (!Compound || Compound->size() != 1)
    return false;
  const auto *Return = dyn_cast<ReturnStmt>(Compound->body_front());
  if (!Return || !Return->getRetValue())
    return false;
  const Expr *Value = written(Return->getRetValue());
  while (const auto *Member = dyn_cast<MemberExpr>(Value))
    Value = Member->getBase()->IgnoreParenImpCasts();
  return isa<DeclRefExpr, CXXThisExpr, StringLiteral, IntegerLiteral, CharacterLiteral,
             CXXBoolLiteralExpr, CXXNullPtrLiteralExpr, FloatingLiteral>(Value);
}

bool isHarmlessCallee(const FunctionDecl *Function) {
  if (!Function)
    return false;
  if (Function->hasAttr<PureAttr>() || Function->hasAttr<ConstAttr>() || Function->isConstexpr() ||
      Function->isInStdNamespace() || Function->getBuiltinID() != 0)
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  return (Method && Method->isConst()) || isTrivialGetter(*Function);
}

/// Functions of the standard library that report wrong arguments by an exception.
static bool reportsErrors(const FunctionDecl &Function) {
  static constexpr llvm::StringLiteral Names[] = {
      "at",       "substr",  "stoi",   "stol",       "stoll",   "stoul",
      "stoull",   "stof",    "stod",   "stold",      "value",   "get",
      "any_cast", "erase",   "insert", "replace",    "compare", "copy",
      "format",   "vformat", "invoke", "operator()", "visit",   "rethrow_exception",
      "apply"};
  return llvm::is_contained(Names, Function.getNameAsString());
}

bool mayThrow(const Expr *E, const ASTContext &Context) {
  if (!Context.getLangOpts().CXXExceptions)
    return false;
  struct Finder {
    static bool isQuiet(const FunctionDecl *Function) {
      if (!Function)
        return false;
      if (const auto *Prototype = Function->getType()->getAs<FunctionProtoType>();
          Prototype && !isUnresolvedExceptionSpec(Prototype->getExceptionSpecType()) &&
          Prototype->canThrow() == CT_Cannot)
        return true;
      if (Function->isInStdNamespace())
        return !reportsErrors(*Function);
      return isTrivialGetter(*Function) ||
             (Function->isImplicit() && isa<CXXConstructorDecl>(Function));
    }
    static bool find(const Stmt *S) {
      if (!S || isa<LambdaExpr, UnaryExprOrTypeTraitExpr, CXXNoexceptExpr>(S))
        return false;
      if (isa<CXXThrowExpr, CoawaitExpr, CoyieldExpr>(S))
        return true;
      if (const auto *Call = dyn_cast<CallExpr>(S); Call && !isQuiet(Call->getDirectCallee()))
        return true;
      if (const auto *Construct = dyn_cast<CXXConstructExpr>(S);
          Construct && !isQuiet(Construct->getConstructor()))
        return true;
      if (isa<CXXUnresolvedConstructExpr, CXXDynamicCastExpr>(S) ||
          (isa<Expr>(S) && cast<Expr>(S)->isTypeDependent()))
        return true;
      return llvm::any_of(S->children(), find);
    }
  };
  return Finder::find(E);
}

bool isReachableByOthers(const Body &B, const Place &Object) {
  // A variable that a lambda captures by reference has its other uses outside of the lambda's body.
  if (!Object.isLocalObject() || cast<VarDecl>(Object.root())->getDeclContext() !=
                                     static_cast<const DeclContext *>(&B.function()))
    return true;
  for (const Use &U : usesOf(B, Place::ofVariable(Object.root()), B.statement())) {
    if (U.Kind == UseKind::Alias || U.Kind == UseKind::ConstAlias || U.Kind == UseKind::Capture)
      return true;
    if (U.Kind != UseKind::PassToCall)
      continue;
    const auto *Call = dyn_cast_or_null<CallExpr>(U.User);
    const FunctionDecl *Function = Call ? Call->getDirectCallee() : nullptr;
    // The standard library keeps no addresses of its arguments, unless it says so by its result.
    if (!Function || !Function->isInStdNamespace())
      return true;
  }
  return false;
}

bool isCaughtWithin(const Body &B, const Place &Object, const Stmt *At) {
  const SourceManager &SM = B.context().getSourceManager();
  SourceLocation Declared =
      Object.isLocalObject() ? Object.root()->getLocation() : SourceLocation();
  const Stmt *Child = At;
  for (const Stmt *P = B.parent(At); P; Child = P, P = B.parent(P)) {
    const auto *Try = dyn_cast<CXXTryStmt>(P);
    if (!Try || Try->getTryBlock() != Child)
      continue;
    if (Declared.isInvalid() || SM.isBeforeInTranslationUnit(Declared, Try->getBeginLoc()))
      return true;
  }
  return false;
}

namespace {

class TouchFinder {
public:
  TouchFinder(const Body &B, const Place &Object, bool IsReachable)
      : B(B), Object(Object), IsReachable(IsReachable) {}

  bool find(const Stmt *S) const {
    if (!S || isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr>(S))
      return false;
    if (const auto *E = dyn_cast<Expr>(S))
      if (mayTouchItself(E))
        return true;
    // `o.a` names o, but reads only a.
    if (const auto *Member = dyn_cast<MemberExpr>(S);
        Member && isa<FieldDecl>(Member->getMemberDecl()) && Place::of(Member, B.context()))
      return findInPath(Member->getBase());
    return llvm::any_of(S->children(), [this](const Stmt *Child) { return find(Child); });
  }

private:
  const Body &B;
  const Place &Object;
  bool IsReachable;

  /// Looks at what is evaluated on the way to an object, such as indices, but not at the objects on
  /// the way.
  bool findInPath(const Expr *E) const {
    E = E->IgnoreParenImpCasts();
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return findInPath(Member->getBase());
    if (isa<DeclRefExpr, CXXThisExpr>(E))
      return false;
    auto Operator = asOperatorCall(E);
    if (!Operator || Operator->Operands.empty())
      return find(E);
    return findInPath(Operator->Operands[0]) ||
           (Operator->Operands.size() > 1 && find(Operator->Operands[1]));
  }

  bool mayTouchItself(const Expr *E) const {
    auto Named = Place::of(E, B.context());
    if (Named && (Named->isWithin(Object) || Object.isReachedFrom(*Named)))
      return true;
    if (!IsReachable)
      return false;
    if (isa<LambdaExpr, CoawaitExpr, CoyieldExpr>(E) || E->isTypeDependent())
      return true;
    if (const auto *Call = dyn_cast<CallExpr>(E))
      return mayReach(Call->getDirectCallee()) ||
             (refersToText(Call->getType(), Call->isGLValue()) && !isOwnLocal(Call));
    if (Named)
      return refersToText(Named->type(), true) && !isOwnLocal(E) &&
             !(isMember(Object) && isElement(E)) && mayAlias(*Named, Object, B.context());
    return false;
  }

  /// Whether \p Callee may change the object, or read it without being given it. A const member
  /// function could read a global.
  bool mayReach(const FunctionDecl *Callee) const {
    if (!isHarmlessCallee(Callee))
      return true;
    const auto *Variable = dyn_cast_or_null<VarDecl>(Object.root());
    return Variable && !Variable->hasLocalStorage() && !Callee->isInStdNamespace() &&
           !Callee->hasAttr<ConstAttr>();
  }

  /// Whether a value of type \p T, or an object of it that is not the expression's own, can be the
  /// object or refer to its characters.
  bool refersToText(QualType T, bool IsObject) const {
    T = T.getNonReferenceType();
    if (const ContainerFact *Fact = containerFact(T))
      return Fact->has(IsView) || (IsObject && Fact->has(IsString));
    if (T->isPointerType())
      return T->getPointeeType()->isAnyCharacterType();
    return false;
  }

  /// Whether \p P is a member of an object of a class, and so no element of a container.
  static bool isMember(const Place &P) {
    const auto *Field = dyn_cast_or_null<FieldDecl>(P.lastMember());
    return Field && !Field->getType()->isReferenceType() && !Field->getParent()->isUnion();
  }

  /// Whether \p E denotes an element that a container owns: `v[i]`, the variable of a range-for.
  bool isElement(const Expr *E) const {
    E = written(E);
    const Expr *Container = nullptr;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
      if (Operator->getOperator() == OO_Subscript)
        Container = Operator->getArg(0);
    } else if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl()))
        Container = rangeOf(Variable);
    }
    const ContainerFact *Fact = Container ? containerFact(Container->getType()) : nullptr;
    return Fact && !Fact->has(IsView);
  }

  /// Whether \p E is (part of) a local object that nothing else can be a part of: `v[i]` of a local
  /// vector, the element of a range-for over one or over a temporary.
  bool isOwnLocal(const Expr *E) const {
    E = written(E);
    for (unsigned Depth = 0; Depth < 8; ++Depth) {
      if (const auto *Member = dyn_cast<MemberExpr>(E)) {
        if (Member->isArrow() || !isa<FieldDecl>(Member->getMemberDecl()) ||
            Member->getMemberDecl()->getType()->isReferenceType())
          return false;
        E = written(Member->getBase());
        continue;
      }
      if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
          Operator && Operator->getOperator() == OO_Subscript) {
        const ContainerFact *Fact = containerFact(Operator->getArg(0)->getType());
        if (!Fact || Fact->has(IsView))
          return false;
        E = written(Operator->getArg(0));
        continue;
      }
      const auto *Ref = dyn_cast<DeclRefExpr>(E);
      const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      if (!Variable || !Variable->hasLocalStorage())
        return false;
      QualType T = Variable->getType();
      if (const ContainerFact *Fact = containerFact(T); Fact && Fact->has(IsView))
        return false;
      if (T->isPointerType())
        return false;
      if (!T->isReferenceType())
        return true;
      const Expr *Range = rangeOf(Variable);
      if (!Range)
        return false;
      const ContainerFact *Fact = containerFact(Range->getType());
      if (!Fact || Fact->has(IsView))
        return false;
      E = written(Range);
      if (E->isPRValue())
        return true;
    }
    return false;
  }

  /// The range of the range-for that declares \p Variable, or null.
  const Expr *rangeOf(const VarDecl *Variable) const {
    for (const Loop &L : B.loops())
      if (const auto *For = dyn_cast<CXXForRangeStmt>(L.Statement))
        if (For->getLoopVariable() == Variable)
          return For->getRangeInit();
    return nullptr;
  }
};

} // namespace

bool mayTouch(const Body &B, const Expr *E, const Place &Object, bool IsReachable) {
  return TouchFinder(B, Object, IsReachable).find(E);
}

} // namespace fastidious

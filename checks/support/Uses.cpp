#include "checks/support/Uses.h"

#include "checks/knowledge/Containers.h"
#include "checks/support/Lifetime.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/Types.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/DenseSet.h"

using namespace clang;

namespace fastidious {

bool isForwardingReference(const FunctionDecl &Function, unsigned Index) {
  const FunctionTemplateDecl *Template = Function.getPrimaryTemplate();
  const FunctionDecl *Pattern = Template ? Template->getTemplatedDecl() : nullptr;
  if (!Pattern || Pattern->getNumParams() == 0)
    return false;
  // A pack is one parameter of the pattern, the last.
  unsigned Last = Pattern->getNumParams() - 1;
  QualType Parameter = Pattern->getParamDecl(std::min(Index, Last))->getType();
  if (const auto *Pack = Parameter->getAs<PackExpansionType>())
    Parameter = Pack->getPattern();
  return Parameter->isRValueReferenceType() && !Parameter->getPointeeType().isConstQualified() &&
         Parameter->getPointeeType()->isTemplateTypeParmType();
}

namespace {

bool isConstPointee(QualType T) {
  QualType Pointee = T->getPointeeType();
  return !Pointee.isNull() && Pointee.isConstQualified();
}

/// What a parameter of type \p T does with an argument that denotes an object.
UseKind throughParameter(QualType T) {
  if (const auto *Reference = T->getAs<LValueReferenceType>())
    return Reference->getPointeeType().isConstQualified() ? UseKind::Read : UseKind::PassToCall;
  if (T->isRValueReferenceType())
    return UseKind::PassToCall; // A forwarding reference; a plain one needs std::move before.
  return UseKind::Read;
}

/// Whether member functions called \p Name build an element from their arguments.
bool readsArguments(StringRef Name) {
  return Name.starts_with("emplace") || Name == "try_emplace" || Name.starts_with("insert") ||
         Name == "push_back" || Name == "assign";
}

/// Whether \p Function takes arguments by forwarding reference only to read them or to build
/// something from them: `emplace_back(i)`, `make_unique<T>(i)`, `fmt::format("{}", i)`.
bool onlyForwards(const FunctionDecl &Function) {
  if (!Function.getIdentifier() || !Function.getPrimaryTemplate())
    return false;
  if (readsArguments(Function.getName()) || Function.getName().starts_with("make_"))
    return true;
  std::string Qualified = qualifiedName(Function);
  return StringRef(Qualified).starts_with("fmt::") || Qualified == "std::format" ||
         Qualified == "std::format_to" || Qualified == "std::print" ||
         Qualified == "std::println" || Qualified == "std::min" || Qualified == "std::max";
}

/// Whether a constructor of the standard library copies the argument that its forwarding reference
/// at \p Index is given: `std::pair<int, T>(i, t)`. Objects that hold references do not.
bool buildsFrom(const CXXConstructorDecl &Constructor, unsigned Index) {
  if (!Constructor.getParent()->isInStdNamespace() || !Constructor.getPrimaryTemplate() ||
      Constructor.getParent()->getName() == "reference_wrapper")
    return false;
  const auto *Class = dyn_cast<ClassTemplateSpecializationDecl>(Constructor.getParent());
  auto HoldsReference = [](const TemplateArgument &Argument) {
    return Argument.getKind() == TemplateArgument::Type && Argument.getAsType()->isReferenceType();
  };
  return isForwardingReference(Constructor, Index) && Class &&
         llvm::none_of(Class->getTemplateArgs().asArray(), [&](const TemplateArgument &Argument) {
           return HoldsReference(Argument) ||
                  (Argument.getKind() == TemplateArgument::Pack &&
                   llvm::any_of(Argument.pack_elements(), HoldsReference));
         });
}

/// Follows a mention upwards until something says what it does.
class Classifier {
public:
  Classifier(const Body &B, const Expr *Ref) : B(B), Context(B.context()), Ref(Ref) {}

  Use run() {
    const Stmt *Child = Ref;
    const Stmt *Parent = B.parent(Child);
    while (Parent) {
      const Stmt *Next = step(Child, Parent);
      if (!Next)
        return Result;
      Child = Next;
      Parent = B.parent(Child);
    }
    return done(UseKind::Discard, Child);
  }

private:
  const Body &B;
  ASTContext &Context;
  const Expr *Ref;
  Use Result{Ref, UseKind::Read, nullptr, {}};
  /// The expression followed so far is the address of the object (or an iterator into it), and
  /// whether it gives only const access.
  bool IsPointer = false, IsConst = false;

  Use done(UseKind Kind, const Stmt *User) {
    Result.Kind = Kind;
    Result.User = User;
    return Result;
  }
  const Stmt *stop(UseKind Kind, const Stmt *User) {
    if (IsConst &&
        (Kind == UseKind::PassToCall || Kind == UseKind::Modify || Kind == UseKind::Overwrite))
      Kind = UseKind::Read;
    if (IsConst && Kind == UseKind::Alias)
      Kind = UseKind::ConstAlias;
    done(Kind, User);
    return nullptr;
  }

  /// The node to go on from, or null with Result filled in.
  const Stmt *step(const Stmt *Child, const Stmt *Parent) {
    if (const auto *Cast = dyn_cast<CastExpr>(Parent))
      return throughCast(Cast);
    if (isa<ParenExpr, FullExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr>(Parent))
      return Parent;
    if (const auto *Member = dyn_cast<MemberExpr>(Parent))
      return throughMember(Member);
    if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Parent))
      return throughNamedMember(Parent, Member->getMember());
    if (const auto *Member = dyn_cast<UnresolvedMemberExpr>(Parent))
      return throughNamedMember(Parent, Member->getMemberName());
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Parent))
      return throughOperator(Operator, Child);
    if (const auto *Call = dyn_cast<CallExpr>(Parent))
      return throughCall(Call, Child);
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Parent))
      return throughConstructor(Construct, Child);
    if (const auto *Construct = dyn_cast<CXXUnresolvedConstructExpr>(Parent))
      return stop(IsPointer ? UseKind::Alias : UseKind::Read, Construct);
    if (const auto *Unary = dyn_cast<UnaryOperator>(Parent))
      return throughUnary(Unary);
    if (const auto *Binary = dyn_cast<BinaryOperator>(Parent))
      return throughBinary(Binary, Child);
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Parent)) {
      if (Subscript->getBase() != Child)
        return stop(UseKind::Read, Parent);
      IsPointer = false;
      return Parent;
    }
    if (const auto *Conditional = dyn_cast<AbstractConditionalOperator>(Parent)) {
      if (Conditional->getCond() == Child)
        return stop(UseKind::Read, Parent);
      return Parent;
    }
    if (const auto *Lambda = dyn_cast<LambdaExpr>(Parent))
      return throughCapture(Lambda, Child);
    if (const auto *Return = dyn_cast<ReturnStmt>(Parent))
      return throughReturn(Return);
    if (const auto *Declaration = dyn_cast<DeclStmt>(Parent))
      return throughDeclaration(Declaration, Child);
    if (isa<CompoundStmt, ForStmt, WhileStmt, IfStmt, DoStmt, SwitchCase, LabelStmt>(Parent)) {
      if (const auto *E = dyn_cast<Expr>(Child); E && E->getType()->isVoidType())
        return stop(UseKind::Discard, Parent);
      // A value that controls a branch is read; one that stands alone does nothing.
      bool Controls = !isa<CompoundStmt, SwitchCase, LabelStmt>(Parent);
      return stop(Controls ? UseKind::Read : UseKind::Discard, Parent);
    }
    if (isa<InitListExpr, ParenListExpr, CXXNewExpr, CXXThrowExpr, SwitchStmt>(Parent))
      return stop(IsPointer ? UseKind::Alias : UseKind::Read, Parent);
    if (isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXTypeidExpr>(Parent))
      return stop(UseKind::Discard, Parent);
    return stop(UseKind::Alias, Parent);
  }

  const Stmt *throughCast(const CastExpr *Cast) {
    switch (Cast->getCastKind()) {
    case CK_LValueToRValue:
      // Loading a pointer or a number; a pointer that is the object itself may be written through,
      // which does not change the object.
      return stop(UseKind::Read, Cast);
    case CK_ToVoid:
      return stop(UseKind::Discard, Cast);
    case CK_ArrayToPointerDecay:
      IsPointer = true;
      return Cast;
    case CK_NoOp:
      if (Cast->getType().isConstQualified() ||
          (Cast->getType()->isPointerType() && isConstPointee(Cast->getType())))
        IsConst = true;
      if (Cast->isXValue() && !isa<ImplicitCastExpr>(Cast))
        return stop(UseKind::Move, Cast);
      return Cast;
    case CK_UserDefinedConversion:
    case CK_ConstructorConversion:
      return Cast;
    default:
      return Cast;
    }
  }

  const Stmt *throughMember(const MemberExpr *Member) {
    IsPointer = false;
    const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
    if (!Method) {
      if (isa<VarDecl>(Member->getMemberDecl()))
        return stop(UseKind::Discard, Member);
      return Member; // A part of the object.
    }
    const Stmt *Call = B.parent(Member);
    while (Call && isa<ParenExpr, ImplicitCastExpr>(Call))
      Call = B.parent(Call);
    if (!Call || !isa<CallExpr>(Call))
      return stop(UseKind::Alias, Member);
    if (Result.Member.empty())
      Result.Member = Method->getNameAsString();
    if (Method->isStatic())
      return stop(UseKind::Discard, Call);
    if (Method->isConst())
      return throughAccessor(cast<CallExpr>(Call), /*ConstAccess=*/true, Method->getReturnType());
    if (Method->getRefQualifier() == RQ_RValue)
      return stop(UseKind::Move, Call);
    if (isElementAccess(Method->getNameAsString()))
      return throughAccessor(cast<CallExpr>(Call), /*ConstAccess=*/false, Method->getReturnType());
    return stop(UseKind::Modify, Call);
  }

  /// A call that gives access to a part: what is done with the result decides. Results that hold no
  /// reference into the object are plain reads.
  const Stmt *throughAccessor(const CallExpr *Call, bool ConstAccess, QualType Returned) {
    Returned = Returned.getCanonicalType();
    if (!Returned->isDependentType() && !Returned->isReferenceType() &&
        !Returned->isPointerType() && !Returned->isRecordType())
      return stop(UseKind::Read, Call);
    if (ConstAccess)
      IsConst = true;
    if (Returned->isReferenceType()) {
      IsPointer = false;
      if (Returned.getNonReferenceType().isConstQualified())
        IsConst = true;
    } else {
      // A pointer or an iterator, or a value of class type that may be a view.
      IsPointer = true;
      if (ConstAccess && Returned->isRecordType() && !isViewLike(Returned))
        return stop(UseKind::Read, Call);
    }
    return Call;
  }

  /// Iterators and views refer to the object after the call; other classes are values.
  static bool isViewLike(QualType T) {
    const CXXRecordDecl *Record = classOf(T);
    if (!Record)
      return false;
    if (const ContainerFact *Fact = containerFact(T))
      return Fact->has(IsView);
    return Record->getNameAsString().find("iterator") != std::string::npos;
  }

  const Stmt *throughNamedMember(const Stmt *Member, DeclarationName Name) {
    const auto *Call = dyn_cast_or_null<CallExpr>(B.parent(Member));
    if (!Call || Call->getCallee() != Member)
      return Member; // A data member of a dependent type.
    std::string Spelled = Name.getAsString();
    if (Result.Member.empty())
      Result.Member = Spelled;
    static constexpr llvm::StringLiteral Reading[] = {"size",  "length",   "empty",    "capacity",
                                                      "count", "max_size", "contains", "compare"};
    if (llvm::is_contained(Reading, Spelled))
      return stop(UseKind::Read, Call);
    if (isElementAccess(Spelled)) {
      IsPointer = true;
      return Call;
    }
    return stop(UseKind::Modify, Call);
  }

  const Stmt *throughOperator(const CXXOperatorCallExpr *Call, const Stmt *Child) {
    unsigned Index = 0;
    while (Index < Call->getNumArgs() && Call->getArg(Index) != Child)
      ++Index;
    const FunctionDecl *Function = Call->getDirectCallee();
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
    bool IsObject = Index == 0;
    OverloadedOperatorKind Operator = Call->getOperator();
    if (IsObject && Result.Member.empty() && !IsPointer)
      Result.Member = std::string("operator") + getOperatorSpelling(Operator);
    if (IsObject && Operator == OO_Equal && !IsPointer)
      return stop(overwrites(Child, Call->getArg(1)) ? UseKind::Overwrite : UseKind::Modify, Call);
    if (IsObject && Call->isAssignmentOp())
      return stop(UseKind::Modify, Call);
    if (IsPointer) {
      // An iterator: dereferences lead to the element, comparisons and arithmetic read it.
      if (IsObject && (Operator == OO_Star || Operator == OO_Arrow || Operator == OO_Subscript)) {
        IsPointer = false;
        return Call;
      }
      if (Operator == OO_Plus || Operator == OO_Minus) {
        if (classOf(Call->getType()))
          return Call;
        return stop(UseKind::Read, Call);
      }
      if (Call->isComparisonOp())
        return stop(UseKind::Read, Call);
    }
    if (!Function)
      return stop(IsObject && (Operator == OO_LessLess || Operator == OO_GreaterGreater)
                      ? UseKind::Modify
                      : UseKind::Read,
                  Call);
    if (IsObject && Method) {
      if (Method->isConst())
        return throughAccessor(Call, true, Method->getReturnType());
      if (Operator == OO_Subscript || Operator == OO_Star || Operator == OO_Arrow)
        return throughAccessor(Call, false, Method->getReturnType());
      return stop(UseKind::Modify, Call);
    }
    unsigned Parameter = Method ? Index - 1 : Index;
    if (Parameter >= Function->getNumParams())
      return stop(UseKind::PassToCall, Call);
    UseKind Kind = throughParameter(Function->getParamDecl(Parameter)->getType());
    if (Kind == UseKind::PassToCall && IsObject)
      Kind = UseKind::Modify; // `stream << x`, `++it`.
    return stop(Kind, Call);
  }

  /// Whether assigning \p Value to \p Target gives the object a value that has nothing to do with
  /// its old one. A part that is assigned leaves the rest of the object as it was.
  bool overwrites(const Stmt *Target, const Expr *Value) const {
    if (cast<Expr>(Target)->IgnoreParenImpCasts() != Ref->IgnoreParenImpCasts())
      return false;
    auto Object = Place::of(Ref, Context);
    return !Object || !mentions(Value, *Object, Context);
  }

  const Stmt *throughCall(const CallExpr *Call, const Stmt *Child) {
    if (Call->getCallee() == Child)
      return stop(UseKind::Read, Call);
    if (const Expr *Moved = nullptr; isMove(Call, &Moved))
      return stop(IsPointer ? UseKind::Read : UseKind::Move, Call);
    unsigned Index = 0;
    while (Index < Call->getNumArgs() && Call->getArg(Index) != Child)
      ++Index;
    const FunctionDecl *Function = Call->getDirectCallee();
    if (Function && isForwardingName(*Function))
      return Call;
    if (IsPointer) {
      QualType Argument = cast<Expr>(Child)->getType();
      if (Argument->isPointerType() && isConstPointee(Argument))
        IsConst = true;
      return stop(UseKind::PassToCall, Call);
    }
    QualType Parameter;
    if (Function && Index < Function->getNumParams())
      Parameter = Function->getParamDecl(Index)->getType();
    else if (const auto *Prototype = calleePrototype(Call))
      if (Index < Prototype->getNumParams())
        Parameter = Prototype->getParamType(Index);
    if (Parameter.isNull()) {
      // Of a dependent call only the name is known.
      auto Dependent = asMemberCall(Call);
      if (Dependent && !Dependent->Method && readsArguments(Dependent->Name))
        return stop(UseKind::Read, Call);
      return stop(UseKind::PassToCall, Call);
    }
    // By value: a scalar is loaded first, a class is copied by a constructor in between.
    if (Function && Parameter->isReferenceType() && onlyForwards(*Function))
      return stop(UseKind::Read, Call);
    return stop(throughParameter(Parameter), Call);
  }

  static const FunctionProtoType *calleePrototype(const CallExpr *Call) {
    QualType Callee = Call->getCallee()->getType();
    if (const auto *Pointer = Callee->getAs<PointerType>())
      Callee = Pointer->getPointeeType();
    return Callee->getAs<FunctionProtoType>();
  }

  /// std::as_const, std::addressof, std::forward and the free begin/end/data give access.
  bool isForwardingName(const FunctionDecl &Function) {
    if (!Function.isInStdNamespace() || !Function.getIdentifier() || Function.getNumParams() != 1)
      return false;
    StringRef Name = Function.getName();
    if (Name == "as_const" || Name == "cbegin" || Name == "cend") {
      IsConst = true;
      return true;
    }
    if (Name == "addressof" || Name == "begin" || Name == "end" || Name == "data" ||
        Name == "rbegin" || Name == "rend") {
      IsPointer = true;
      return true;
    }
    return Name == "forward";
  }

  const Stmt *throughConstructor(const CXXConstructExpr *Construct, const Stmt *Child) {
    unsigned Index = 0;
    while (Index < Construct->getNumArgs() && Construct->getArg(Index) != Child)
      ++Index;
    const CXXConstructorDecl *Constructor = Construct->getConstructor();
    // Copying an iterator or a pointer wrapper keeps the access.
    if (IsPointer && Constructor->isCopyOrMoveConstructor())
      return Construct;
    if (IsPointer || isViewLike(Construct->getType())) {
      // A view or an iterator pair: what becomes of the new object decides.
      if (isViewLike(Construct->getType())) {
        IsConst = true;
        IsPointer = true;
        return Construct;
      }
      // The new object may keep the address of this one.
      const auto *Address = dyn_cast<UnaryOperator>(cast<Expr>(Child)->IgnoreParenImpCasts());
      bool MayKeep = Address && Address->getOpcode() == UO_AddrOf && Result.Member.empty() &&
                     Index < Constructor->getNumParams();
      return stop(MayKeep ? UseKind::Alias : UseKind::Read, Construct);
    }
    if (Index < Constructor->getNumParams()) {
      // A returned local reaches the move constructor without std::move.
      if (Constructor->isMoveConstructor())
        return stop(UseKind::Move, Construct);
      UseKind Kind = throughParameter(Constructor->getParamDecl(Index)->getType());
      if (Kind == UseKind::PassToCall && buildsFrom(*Constructor, Index))
        return stop(UseKind::Read, Construct);
      if (Kind == UseKind::PassToCall)
        Kind = UseKind::Alias;
      return stop(Kind, Construct);
    }
    return stop(UseKind::PassToCall, Construct);
  }

  const Stmt *throughUnary(const UnaryOperator *Unary) {
    if (Unary->isIncrementDecrementOp())
      return stop(IsPointer ? UseKind::Read : UseKind::Modify, Unary);
    if (Unary->getOpcode() == UO_AddrOf) {
      IsPointer = true;
      return Unary;
    }
    if (Unary->getOpcode() == UO_Deref) {
      IsPointer = false;
      return Unary;
    }
    if (Unary->getOpcode() == UO_Extension || Unary->getOpcode() == UO_Plus)
      return Unary;
    return stop(UseKind::Read, Unary);
  }

  const Stmt *throughBinary(const BinaryOperator *Binary, const Stmt *Child) {
    if (Binary->getOpcode() == BO_Comma) {
      if (Binary->getRHS() == Child)
        return Binary;
      return stop(UseKind::Discard, Binary);
    }
    if (Binary->isAssignmentOp() && Binary->getLHS() == Child && !IsPointer) {
      if (Result.Member.empty())
        Result.Member = "operator" + Binary->getOpcodeStr().str();
      bool IsWhole = Binary->getOpcode() == BO_Assign && overwrites(Child, Binary->getRHS());
      return stop(IsWhole ? UseKind::Overwrite : UseKind::Modify, Binary);
    }
    if (IsPointer && Binary->isAdditiveOp() && Binary->getType()->isPointerType())
      return Binary;
    if (IsPointer && Binary->getOpcode() == BO_Assign)
      return stop(UseKind::Alias, Binary);
    return stop(UseKind::Read, Binary);
  }

  const Stmt *throughCapture(const LambdaExpr *Lambda, const Stmt *Child) {
    auto Init = Lambda->capture_init_begin();
    for (const LambdaCapture &Capture : Lambda->captures()) {
      if (Init != Lambda->capture_init_end() && *Init == Child) {
        if (IsPointer || (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByRef))
          return stop(UseKind::Capture, Lambda);
        return stop(UseKind::Read, Lambda);
      }
      ++Init;
    }
    return stop(UseKind::Read, Lambda);
  }

  const Stmt *throughReturn(const ReturnStmt *Return) {
    QualType Returned;
    if (const LambdaExpr *Lambda = B.enclosingLambda(Return))
      Returned = Lambda->getCallOperator()->getReturnType();
    else
      Returned = B.function().getReturnType();
    if (IsPointer)
      return stop(UseKind::Alias, Return);
    if (Returned->isReferenceType())
      return stop(Returned.getNonReferenceType().isConstQualified() ? UseKind::ConstAlias
                                                                    : UseKind::Alias,
                  Return);
    return stop(UseKind::Move, Return);
  }

  const Stmt *throughDeclaration(const DeclStmt *Declaration, const Stmt *Child) {
    for (const Decl *D : Declaration->decls()) {
      const auto *Variable = dyn_cast<VarDecl>(D);
      if (!Variable || Variable->getInit() != Child)
        continue;
      QualType T = Variable->getType();
      if (T->isReferenceType()) {
        if (Variable->isImplicit())
          return throughRange(Variable, Declaration);
        return stop(isConstPointee(T) ? UseKind::ConstAlias : UseKind::Alias, Declaration);
      }
      if (IsPointer) {
        if (T->isPointerType() && isConstPointee(T))
          IsConst = true;
        return stop(UseKind::Alias, Declaration);
      }
      return stop(UseKind::Read, Declaration);
    }
    return stop(UseKind::Read, Declaration);
  }

  /// The hidden `auto &&__range` of a range-for: the loop variable tells the access.
  const Stmt *throughRange(const VarDecl *Range, const DeclStmt *Declaration) {
    const auto *For = dyn_cast_or_null<CXXForRangeStmt>(B.parent(Declaration));
    if (!For || For->getRangeStmt() != Declaration)
      return stop(UseKind::Alias, Declaration);
    const VarDecl *Element = For->getLoopVariable();
    QualType T = Element ? Element->getType() : QualType();
    if (T.isNull() || !T->isReferenceType() || T.getNonReferenceType().isConstQualified())
      return stop(UseKind::Read, For);
    // `auto &&` over a const object, and elements that nobody changes, only read.
    if (Ref->getType().isConstQualified())
      return stop(UseKind::Read, For);
    auto IsWritten = [&](const ValueDecl *Name) {
      return llvm::any_of(usesOf(B, Place::ofVariable(Name), For->getBody()),
                          [](const Use &U) { return mayWrite(U.Kind); });
    };
    bool Writes = IsWritten(Element);
    if (const auto *Bindings = dyn_cast<DecompositionDecl>(Element))
      Writes |= llvm::any_of(Bindings->bindings(), IsWritten);
    return stop(Writes ? UseKind::Modify : UseKind::Read, For);
  }
};

bool isUnevaluated(const Stmt *S) {
  return isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr>(S) ||
         (isa<CXXTypeidExpr>(S) && !cast<CXXTypeidExpr>(S)->isPotentiallyEvaluated());
}

/// The pointer `p` of `p->member`, or null.
const Expr *arrowBase(const Stmt *S) {
  if (const auto *Member = dyn_cast<MemberExpr>(S))
    return Member->isArrow() && !Member->isImplicitAccess() ? Member->getBase() : nullptr;
  if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(S))
    return Member->isArrow() && !Member->isImplicitAccess() ? Member->getBase() : nullptr;
  if (const auto *Member = dyn_cast<UnresolvedMemberExpr>(S))
    return Member->isArrow() && !Member->isImplicitAccess() ? Member->getBase() : nullptr;
  return nullptr;
}

/// Whether \p E names a member function of a dependent type that is called: no part of the object.
bool isDependentCallee(const Body &B, const Expr *E) {
  if (!isa<CXXDependentScopeMemberExpr>(E))
    return false;
  const auto *Call = dyn_cast_or_null<CallExpr>(B.parent(E));
  return Call && Call->getCallee() == E;
}

void collect(const Body &B, const Place &P, const Stmt *S, std::vector<Use> &Out) {
  if (!S || isUnevaluated(S))
    return;
  // `p->f()` uses *p, which no expression of its own denotes.
  if (const Expr *Pointer = arrowBase(S); Pointer && !isa<CXXThisExpr>(written(Pointer)))
    if (auto Pointee = Place::ofMemberObject(Pointer, /*IsArrow=*/true, B.context());
        Pointee && *Pointee == P) {
      Out.push_back(classifyUse(B, Pointer));
      return;
    }
  // `p->` gives the pointer; the mention of p within it is what counts.
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S);
  bool IsArrow = Operator && Operator->getOperator() == OO_Arrow;
  if (const auto *E = dyn_cast<Expr>(S); E && !IsArrow && !isDependentCallee(B, E)) {
    if (isa<DeclRefExpr, MemberExpr, CXXDependentScopeMemberExpr, CXXOperatorCallExpr,
            ArraySubscriptExpr, UnaryOperator, CXXThisExpr>(E)) {
      auto Mentioned = Place::of(E, B.context());
      // A part of the object is found through the mention of the object within it, so that what
      // happens to the part counts as a change of the whole and not as a new value for it.
      if (Mentioned && *Mentioned == P) {
        Out.push_back(classifyUse(B, E));
        return;
      }
      if (Mentioned && P.isWithin(*Mentioned)) {
        // The owner is used as a whole, unless this is only the way to another part of it.
        const Stmt *Parent = B.parentIgnoringImplicit(E);
        const auto *Member = dyn_cast_or_null<MemberExpr>(Parent);
        if (!Member || !isa<FieldDecl>(Member->getMemberDecl()))
          Out.push_back(classifyUse(B, E));
      }
    }
  }
  // The statements of a range-for that clang adds repeat the range and the element.
  if (const auto *For = dyn_cast<CXXForRangeStmt>(S)) {
    collect(B, P, For->getInit(), Out);
    collect(B, P, For->getRangeStmt(), Out);
    collect(B, P, For->getBody(), Out);
    return;
  }
  for (const Stmt *Child : S->children())
    collect(B, P, Child, Out);
}

} // namespace

Use classifyUse(const Body &B, const Expr *Ref) {
  return Classifier(B, Ref).run();
}

std::vector<Use> usesOf(const Body &B, const Place &P, const Stmt *Within) {
  std::vector<Use> Uses;
  collect(B, P, Within, Uses);
  return Uses;
}

bool mayWrite(UseKind Kind) {
  switch (Kind) {
  case UseKind::Read:
  case UseKind::ConstAlias:
  case UseKind::Discard:
    return false;
  case UseKind::Overwrite:
  case UseKind::Modify:
  case UseKind::Move:
  case UseKind::PassToCall:
  case UseKind::Alias:
  case UseKind::Capture:
    return true;
  }
  return true;
}

bool isLeftAsMade(const Body &B, const VarDecl *Variable) {
  return Variable->hasLocalStorage() && !isa<ParmVarDecl>(Variable) &&
         llvm::none_of(usesOf(B, Place::ofVariable(Variable), B.statement()),
                       [](const Use &U) { return mayWrite(U.Kind) && U.Kind != UseKind::Move; });
}

namespace {

/// The places in files where the compiler has seen a name used or declared.
struct SeenNames : RecursiveASTVisitor<SeenNames> {
  const SourceManager &SM;
  llvm::DenseSet<SourceLocation> Places;

  explicit SeenNames(const SourceManager &SM) : SM(SM) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool add(SourceLocation Loc) {
    if (Loc.isValid())
      Places.insert(SM.getFileLoc(Loc));
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Ref) { return add(Ref->getLocation()); }
  bool VisitOverloadExpr(OverloadExpr *Ref) { return add(Ref->getNameLoc()); }
  bool VisitMemberExpr(MemberExpr *Ref) { return add(Ref->getMemberLoc()); }
  bool VisitDesignatedInitExpr(DesignatedInitExpr *Init) {
    for (const DesignatedInitExpr::Designator &D : Init->designators())
      if (D.isFieldDesignator())
        add(D.getFieldLoc());
    return true;
  }
  bool VisitNamedDecl(NamedDecl *D) { return add(D->getLocation()); }
  bool TraverseLambdaCapture(LambdaExpr *Lambda, const LambdaCapture *Capture, Expr *Init) {
    add(Capture->getLocation());
    return RecursiveASTVisitor::TraverseLambdaCapture(Lambda, Capture, Init);
  }
};

} // namespace

bool isNamedOutOfSight(const Body &B, const VarDecl &Variable) {
  const ASTContext &Context = B.context();
  const SourceManager &SM = Context.getSourceManager();
  const Stmt *Block = B.statement();
  if (const DeclStmt *Declaration = declarationOf(B, Variable))
    for (const Stmt *P = B.parent(Declaration); P; P = B.parent(P))
      if (isa<CompoundStmt>(P)) {
        Block = P;
        break;
      }
  SourceLocation Begin = SM.getFileLoc(Variable.getEndLoc());
  std::string Text = sourceText(SourceRange(Begin, SM.getFileLoc(Block->getEndLoc())), Context);
  if (Text.empty() || !Variable.getIdentifier())
    return false;
  std::optional<SeenNames> Seen;
  Lexer Raw(Begin, Context.getLangOpts(), Text.data(), Text.data(), Text.data() + Text.size());
  tok::TokenKind Before = tok::unknown;
  Token Next;
  do {
    Raw.LexFromRawLexer(Next);
    // Members and what another scope declares only have the same name.
    if (Next.is(tok::raw_identifier) && Next.getRawIdentifier() == Variable.getName() &&
        Before != tok::period && Before != tok::arrow && Before != tok::coloncolon) {
      if (!Seen) {
        Seen.emplace(SM);
        Seen->TraverseStmt(const_cast<Stmt *>(Block));
      }
      if (!Seen->Places.contains(Next.getLocation()))
        return true;
    }
    Before = Next.getKind();
  } while (Next.isNot(tok::eof));
  return false;
}

bool mayEscape(const Body &B, const VarDecl *Variable) {
  for (const Use &U : usesOf(B, Place::ofVariable(Variable), B.statement()))
    if (U.Kind == UseKind::Alias || U.Kind == UseKind::Capture || U.Kind == UseKind::PassToCall)
      return true;
  return false;
}

static bool hasCallWithEffects(const Stmt *S) {
  if (!S)
    return false;
  if (isa<CoawaitExpr, CoyieldExpr>(S))
    return true;
  // The iterator operations that clang adds to a range-for (libstdc++'s iterators are not in std).
  if (const auto *For = dyn_cast<CXXForRangeStmt>(S))
    return hasCallWithEffects(For->getInit()) || hasCallWithEffects(For->getRangeInit()) ||
           hasCallWithEffects(For->getBody());
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    const FunctionDecl *Function = Call->getDirectCallee();
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
    bool IsHarmless = Function && (Function->hasAttr<PureAttr>() ||
                                   Function->hasAttr<ConstAttr>() || Function->isInStdNamespace() ||
                                   Function->isConstexpr() || (Method && Method->isConst()));
    if (!IsHarmless)
      return true;
  }
  return llvm::any_of(S->children(), hasCallWithEffects);
}

bool mayChange(const Body &B, const Place &P, const Stmt *Within) {
  for (const Use &U : usesOf(B, P, Within))
    if (mayWrite(U.Kind))
      return true;
  if (P.isLocalObject()) {
    const auto *Variable = dyn_cast<VarDecl>(P.root());
    if (!Variable || !mayEscape(B, Variable))
      return false;
    return hasCallWithEffects(Within);
  }
  if (P.type().isConstQualified() && !P.isIndirect())
    return false;
  return hasCallWithEffects(Within);
}

} // namespace fastidious

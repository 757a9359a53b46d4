#include "checks/support/CallEffects.h"

#include "checks/knowledge/Functions.h"
#include "checks/support/Calls.h"
#include "checks/support/KnownEffects.h"
#include "checks/support/Statements.h"
#include "checks/support/TimedRegions.h"
#include "checks/support/Types.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"

#include <utility>

using namespace clang;

namespace fastidious {
namespace {

/// Nodes that are looked at for one function; beyond it the optimiser is unlikely to see through
/// everything, and this analysis must not take longer than the parse.
constexpr unsigned NodeLimit = 20000;

/// The memory that an expression leads to.
struct Targets {
  bool Unknown = false;
  bool Object =
      false; ///< `*this` of the function that is looked at, captures of a lambda included.
  uint64_t Parameters = 0;
  llvm::SmallSetVector<const VarDecl *, 4> Locals;
};

class Walker {
public:
  /// Looks into \p Root, whose body is \p Body. \p KeepsParameters: parameters count as locals, too
  /// (for statements), instead of by their index (for calls).
  Walker(const FunctionDecl &Root, const Stmt *Body, bool KeepsParameters)
      : Root(Root), Context(Root.getASTContext()), Body(Body), KeepsParameters(KeepsParameters) {}

  void visit(const Stmt *S);
  void visitDestructor(QualType T);
  void visitInitializers(const CXXConstructorDecl &Constructor);
  void reach(const Expr *E, Targets &T);

  StatementEffects Result;
  bool WritesObject = false;
  uint64_t WrittenParameters = 0;
  uint64_t CalledParameters = 0;

private:
  const FunctionDecl &Root;
  ASTContext &Context;
  const Stmt *Body;
  bool KeepsParameters;
  unsigned Nodes = 0;
  /// What local variables were initialised with or assigned, for those that may hold pointers.
  llvm::DenseMap<const VarDecl *, llvm::SmallVector<const Expr *, 2>> Sources;
  bool SourcesBuilt = false;
  llvm::SmallPtrSet<const VarDecl *, 8> Reaching;

  void observe() { Result.Observable = true; }

  bool isOwn(const VarDecl *Variable) const {
    for (const DeclContext *Scope = Variable->getDeclContext(); Scope; Scope = Scope->getParent())
      if (Scope == &Root)
        return true;
    return false;
  }

  void collectSources(const Stmt *S) {
    if (!S)
      return;
    if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
      for (const Decl *D : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(D); Variable && Variable->getInit())
          Sources[Variable].push_back(Variable->getInit());
    } else if (const auto *E = dyn_cast<Expr>(S);
               E && (isa<BinaryOperator>(E) || isa<CXXOperatorCallExpr>(E))) {
      if (auto Assignment = asOperatorCall(E);
          Assignment && Assignment->Operator == OO_Equal && Assignment->Operands.size() == 2)
        if (const auto *Ref = dyn_cast<DeclRefExpr>(Assignment->Operands[0]->IgnoreParenImpCasts()))
          if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl()))
            Sources[Variable].push_back(Assignment->Operands[1]);
    }
    for (const Stmt *Child : S->children())
      collectSources(Child);
  }

  void buildSources() {
    if (!std::exchange(SourcesBuilt, true))
      collectSources(Body);
  }

  void reachVariable(const VarDecl *Variable, Targets &T) {
    if (!Variable->hasLocalStorage()) {
      // A constant cannot be written; what its pointers lead to can.
      if (!(Variable->getType().isConstQualified() && isSelfContained(Variable->getType())))
        T.Unknown = true;
      return;
    }
    if (!isOwn(Variable)) {
      // A capture: part of the closure object.
      T.Object = true;
      return;
    }
    if (const auto *Parameter = dyn_cast<ParmVarDecl>(Variable)) {
      if (KeepsParameters) {
        if (isSelfContained(Parameter->getType())) {
          T.Locals.insert(Variable);
          return;
        }
        // A lambda's own parameters come from its caller; so do the body's.
        T.Locals.insert(Variable);
        T.Unknown = true;
        return;
      }
      if (isSelfContained(Parameter->getType()))
        return;
      if (Parameter->getDeclContext() == &Root && Parameter->getFunctionScopeIndex() < 64)
        T.Parameters |= uint64_t(1) << Parameter->getFunctionScopeIndex();
      else
        T.Unknown = true;
      return;
    }
    T.Locals.insert(Variable);
    if (isSelfContained(Variable->getType()) || !Reaching.insert(Variable).second)
      return;
    buildSources();
    // A copy: reach() may look up other variables.
    llvm::SmallVector<const Expr *, 2> From = Sources.lookup(Variable);
    for (const Expr *Source : From)
      reach(Source, T);
    Reaching.erase(Variable);
  }

  /// Changes the object that \p E denotes, not what its pointers lead to.
  void write(const Expr *E) {
    E = E->IgnoreParenImpCasts();
    if (E->getType().isVolatileQualified() || E->getType()->isAtomicType())
      observe();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
      if (Variable && Variable->hasLocalStorage() && isOwn(Variable) &&
          !Variable->getType()->isReferenceType()) {
        if (KeepsParameters || !isa<ParmVarDecl>(Variable))
          Result.Writes.insert(Variable);
        return;
      }
    }
    if (const auto *Member = dyn_cast<MemberExpr>(E);
        Member && isa<FieldDecl>(Member->getMemberDecl()) && !Member->isArrow() &&
        !Member->getMemberDecl()->getType()->isReferenceType()) {
      write(Member->getBase());
      return;
    }
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E);
        Subscript && Subscript->getBase()->IgnoreParenImpCasts()->getType()->isArrayType()) {
      write(Subscript->getBase());
      return;
    }
    writeThrough(E);
  }

  /// Changes whatever \p E leads to.
  void writeThrough(const Expr *E) {
    Targets T;
    reach(E, T);
    add(T);
  }

  void add(const Targets &T) {
    Result.Observable |= T.Unknown;
    WritesObject |= T.Object;
    WrittenParameters |= T.Parameters;
    if (T.Object && KeepsParameters)
      Result.Observable = true;
    Result.Writes.insert(T.Locals.begin(), T.Locals.end());
  }

  void apply(const CallEffects &E, const Expr *Object, llvm::ArrayRef<const Expr *> Arguments) {
    if (E.CalledParameters == 0)
      Result.Observable |= E.Observable;
    Result.InCompiledCode |= E.InCompiledCode;
    Result.SetsErrno |= E.SetsErrno;
    Result.Allocates |= E.Allocates;
    Result.ReadsGlobals |= E.ReadsGlobals;
    for (size_t I = 0; I < Arguments.size() && I < 64; ++I)
      if (E.CalledParameters >> I & 1)
        Result.Observable |= !callPointer(Arguments[I]);
    if (E.WritesObject && Object)
      writeThrough(Object);
    for (size_t I = 0; I < Arguments.size() && I < 64; ++I)
      if (E.WrittenParameters >> I & 1)
        writeThrough(Arguments[I]);
  }

  bool callPointer(const Expr *Pointer);
  void visitCall(const CallExpr *Call);
  void visitUnresolved(const CallExpr *Call);
  void visitFunctionFact(const FunctionFact &Fact, llvm::ArrayRef<const Expr *> Arguments);
  bool visitCallables(llvm::ArrayRef<const Expr *> Arguments);
  bool isCallable(const Expr *E) const;
  void visitConstruct(const CXXConstructExpr *Construct);
  bool isDevirtualised(const CXXMemberCallExpr *Call) const;
  bool visitBranch(const Expr *Condition, const Stmt *Then, const Stmt *Else);
  bool isFailedPrecondition(const Expr *Condition, const Stmt *Branch) const;
};

/// The result for a function whose body is being looked at further up: assumed harmless, and what
/// relies on that is not remembered.
thread_local llvm::DenseMap<const FunctionDecl *, CallEffects> Known;
thread_local llvm::DenseMap<const FunctionDecl *, unsigned> InProgress;
thread_local unsigned KnownGeneration = 0;
/// The outermost function in progress that the current result relies on.
thread_local unsigned LowestDepth = ~0u;

/// Whether objects of the class \p Record hold a reference or a pointer to what may change.
bool refersElsewhere(const CXXRecordDecl &Record) {
  return llvm::any_of(Record.fields(), [](const FieldDecl *Field) {
    QualType Pointee = Field->getType()->getPointeeType();
    return !Pointee.isNull() && !Pointee.isConstQualified();
  });
}

/// Whether \p Body gives memory back: what its pointers lead to is the object's own then.
bool frees(const Stmt *Body) {
  return containsAny(Body, [](const Stmt *S) {
    if (isa<CXXDeleteExpr>(S))
      return true;
    auto Call = asFunctionCall(S);
    auto Member = asMemberCall(S);
    return (Call && isOneOf(Call->QualifiedName, {"free", "std::free", "operator delete"})) ||
           (Member && Member->Name == "deallocate");
  });
}

CallEffects effectsOfBody(const FunctionDecl &Function, const Stmt *Body) {
  Walker W(Function, Body, /*KeepsParameters=*/false);
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function))
    W.visitInitializers(*Constructor);
  W.visit(Body);
  if (const auto *Destructor = dyn_cast<CXXDestructorDecl>(&Function)) {
    for (const FieldDecl *Field : Destructor->getParent()->fields())
      W.visitDestructor(Field->getType());
    for (const CXXBaseSpecifier &Base : Destructor->getParent()->bases())
      W.visitDestructor(Base.getType());
  }
  CallEffects E;
  E.Observable = W.Result.Observable;
  E.InCompiledCode = W.Result.InCompiledCode;
  E.SetsErrno = W.Result.SetsErrno;
  E.Allocates = W.Result.Allocates;
  E.ReadsGlobals = W.Result.ReadsGlobals;
  E.WritesObject = W.WritesObject;
  E.WrittenParameters = W.WrittenParameters;
  if (!E.Observable && W.CalledParameters != 0) {
    E.Observable = true;
    E.CalledParameters = W.CalledParameters;
  }
  // A constructor or destructor writes its own object, which is no effect on anything else; what it
  // writes through pointers it was given counts for the parameters.
  if (const auto *Destructor = dyn_cast<CXXDestructorDecl>(&Function))
    E.Observable |= E.WritesObject && refersElsewhere(*Destructor->getParent()) && !frees(Body);
  if (isa<CXXConstructorDecl, CXXDestructorDecl>(Function))
    E.WritesObject = false;
  // Stores into a caller's memory survive if the call is not inlined.
  if (Function.hasAttr<NoInlineAttr>() && (E.WritesObject || E.WrittenParameters)) {
    E.Observable = true;
    E.CalledParameters = 0;
  }
  return E;
}

void Walker::visitDestructor(QualType T) {
  T = T.getCanonicalType();
  if (const auto *Array = Context.getAsArrayType(T))
    T = Context.getBaseElementType(Array);
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (!Record) {
    if (T->isDependentType())
      observe();
    return;
  }
  Record = Record->getDefinition();
  if (!Record || Record->hasTrivialDestructor())
    return;
  if (Record->isLambda()) {
    for (const FieldDecl *Field : Record->fields())
      visitDestructor(Field->getType());
    return;
  }
  if (const CXXDestructorDecl *Destructor = Record->getDestructor())
    apply(effectsOf(*Destructor), nullptr, {});
  else
    observe();
}

void Walker::visitInitializers(const CXXConstructorDecl &Constructor) {
  for (const CXXCtorInitializer *Init : Constructor.inits())
    visit(Init->getInit());
}

/// Whether \p S, a branch, does nothing but end the program.
bool endsProgram(const Stmt *S) {
  if (!S)
    return false;
  if (const auto *Compound = dyn_cast<CompoundStmt>(S))
    return !Compound->body_empty() && endsProgram(Compound->body_back());
  const auto *E = dyn_cast<Expr>(S);
  const auto *Call = E ? dyn_cast<CallExpr>(E->IgnoreParenCasts()) : nullptr;
  const FunctionDecl *Function = Call ? Call->getDirectCallee() : nullptr;
  return Function && Function->isNoReturn();
}

/// Whether \p Branch only ends the program because the *arguments* are wrong (`assert(n > 0)`): the
/// test is cheap and the work behind it is dropped all the same. A test of a computed value keeps
/// the computation.
bool Walker::isFailedPrecondition(const Expr *Condition, const Stmt *Branch) const {
  if (!endsProgram(Branch))
    return false;
  llvm::SmallVector<const Stmt *, 8> Work{Condition};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S)
      continue;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S);
        Ref && isa<VarDecl>(Ref->getDecl()) && !isa<ParmVarDecl>(Ref->getDecl()))
      return false;
    if (isa<CallExpr>(S) && !asMemberCall(S))
      return false;
    Work.append(S->child_begin(), S->child_end());
  }
  return !KeepsParameters;
}

/// Visits the branches that can be taken. Returns false if the caller has to.
bool Walker::visitBranch(const Expr *Condition, const Stmt *Then, const Stmt *Else) {
  if (!Condition || Condition->isValueDependent())
    return false;
  visit(Condition);
  bool Taken = false;
  if (Condition->EvaluateAsBooleanCondition(Taken, Context)) {
    visit(Taken ? Then : Else);
    return true;
  }
  if (!isFailedPrecondition(Condition, Then))
    visit(Then);
  if (!isFailedPrecondition(Condition, Else))
    visit(Else);
  return true;
}

void Walker::visit(const Stmt *S) {
  if (!S || Result.Observable)
    return;
  if (++Nodes > NodeLimit) {
    observe();
    return;
  }
  switch (S->getStmtClass()) {
  case Stmt::LambdaExprClass:
    for (const Expr *Init : cast<LambdaExpr>(S)->capture_inits())
      visit(Init);
    return;
  case Stmt::UnaryExprOrTypeTraitExprClass:
  case Stmt::CXXNoexceptExprClass:
  case Stmt::CXXTypeidExprClass:
    return;
  case Stmt::GCCAsmStmtClass:
  case Stmt::MSAsmStmtClass:
  case Stmt::AtomicExprClass:
  case Stmt::CoawaitExprClass:
  case Stmt::CoyieldExprClass:
  case Stmt::CoreturnStmtClass:
  case Stmt::DependentCoawaitExprClass:
  case Stmt::CXXThrowExprClass:
  case Stmt::CXXUnresolvedConstructExprClass:
  case Stmt::CXXDependentScopeMemberExprClass:
  case Stmt::RecoveryExprClass:
  case Stmt::IndirectGotoStmtClass:
    observe();
    return;
  case Stmt::CXXNewExprClass: {
    const auto *New = cast<CXXNewExpr>(S);
    Result.Allocates = true;
    // Placement into a buffer writes the buffer.
    if (New->getNumPlacementArgs() == 1 && New->getPlacementArg(0)->getType()->isPointerType())
      writeThrough(New->getPlacementArg(0));
    else if (New->getOperatorNew() &&
             !New->getOperatorNew()->isReplaceableGlobalAllocationFunction())
      apply(effectsOf(*New->getOperatorNew()), nullptr, {});
    break;
  }
  case Stmt::CXXDeleteExprClass: {
    const auto *Delete = cast<CXXDeleteExpr>(S);
    Result.Allocates = true;
    QualType Destroyed = Delete->getDestroyedType();
    if (Destroyed.isNull()) {
      observe();
      return;
    }
    if (const CXXRecordDecl *Record = Destroyed->getAsCXXRecordDecl();
        Record && Record->getDefinition())
      if (const CXXDestructorDecl *Destructor = Record->getDefinition()->getDestructor();
          Destructor && Destructor->isVirtual() && !Record->isEffectivelyFinal())
        observe();
    visitDestructor(Destroyed);
    break;
  }
  case Stmt::IfStmtClass: {
    const auto *If = cast<IfStmt>(S);
    visit(If->getInit());
    visit(If->getConditionVariableDeclStmt());
    if (visitBranch(If->getCond(), If->getThen(), If->getElse()))
      return;
    break;
  }
  case Stmt::ConditionalOperatorClass: {
    const auto *Conditional = cast<ConditionalOperator>(S);
    if (visitBranch(Conditional->getCond(), Conditional->getTrueExpr(),
                    Conditional->getFalseExpr()))
      return;
    break;
  }
  case Stmt::WhileStmtClass: {
    const auto *While = cast<WhileStmt>(S);
    bool Taken = true;
    if (While->getCond() && !While->getCond()->isValueDependent() &&
        While->getCond()->EvaluateAsBooleanCondition(Taken, Context) && !Taken)
      return;
    break;
  }
  case Stmt::CXXForRangeStmtClass: {
    // The element variable's own initialiser and the hidden iterators of arrays and containers.
    const auto *For = cast<CXXForRangeStmt>(S);
    visit(For->getInit());
    visit(For->getRangeInit());
    if (For->getCond()) {
      visit(For->getBeginStmt());
      visit(For->getEndStmt());
      visit(For->getCond());
    }
    visit(For->getLoopVarStmt());
    visit(For->getBody());
    return;
  }
  case Stmt::DeclStmtClass:
    for (const Decl *D : cast<DeclStmt>(S)->decls()) {
      const auto *Variable = dyn_cast<VarDecl>(D);
      if (!Variable)
        continue;
      visit(Variable->getInit());
      if (!Variable->hasLocalStorage()) {
        Result.ReadsGlobals |= !Variable->getType().isConstQualified();
        continue;
      }
      if (Variable->getType().isVolatileQualified())
        observe();
      if (Variable->getInit())
        Result.Writes.insert(Variable);
      if (!Variable->getType()->isReferenceType())
        visitDestructor(Variable->getType());
    }
    return;
  case Stmt::BinaryOperatorClass:
  case Stmt::CompoundAssignOperatorClass:
    if (const auto *Binary = cast<BinaryOperator>(S); Binary->isAssignmentOp())
      write(Binary->getLHS());
    break;
  case Stmt::UnaryOperatorClass:
    if (const auto *Unary = cast<UnaryOperator>(S); Unary->isIncrementDecrementOp())
      write(Unary->getSubExpr());
    break;
  case Stmt::ImplicitCastExprClass:
    if (const auto *Cast = cast<ImplicitCastExpr>(S);
        Cast->getCastKind() == CK_LValueToRValue &&
        (Cast->getSubExpr()->getType().isVolatileQualified() ||
         Cast->getSubExpr()->getType()->isAtomicType()))
      observe();
    break;
  case Stmt::DeclRefExprClass:
    if (const auto *Variable = dyn_cast<VarDecl>(cast<DeclRefExpr>(S)->getDecl());
        Variable && Variable->hasGlobalStorage() && !Variable->getType().isConstQualified())
      Result.ReadsGlobals = true;
    return;
  case Stmt::CXXDefaultArgExprClass:
    visit(cast<CXXDefaultArgExpr>(S)->getExpr());
    return;
  case Stmt::CXXDefaultInitExprClass:
    visit(cast<CXXDefaultInitExpr>(S)->getExpr());
    return;
  case Stmt::CXXBindTemporaryExprClass:
    visitDestructor(cast<Expr>(S)->getType());
    break;
  case Stmt::CXXConstructExprClass:
  case Stmt::CXXTemporaryObjectExprClass:
    visitConstruct(cast<CXXConstructExpr>(S));
    break;
  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CXXOperatorCallExprClass:
  case Stmt::UserDefinedLiteralClass:
    visitCall(cast<CallExpr>(S));
    break;
  default:
    break;
  }
  for (const Stmt *Child : S->children())
    visit(Child);
}

void Walker::visitConstruct(const CXXConstructExpr *Construct) {
  const CXXConstructorDecl *Constructor = Construct->getConstructor();
  llvm::SmallVector<const Expr *, 4> Arguments(Construct->arguments());
  apply(effectsOf(*Constructor), nullptr, Arguments);
}

bool Walker::isCallable(const Expr *E) const {
  QualType T = E->getType().getNonReferenceType().getCanonicalType();
  if (T->isFunctionType() || T->isFunctionPointerType() || T->isMemberPointerType())
    return true;
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition())
    return false;
  if (Record->isLambda())
    return true;
  return !Record->lookup(Record->getASTContext().DeclarationNames.getCXXOperatorName(OO_Call))
              .empty();
}

/// The function that \p E names, also by its address, or null.
const FunctionDecl *namedFunction(const Expr *E) {
  E = written(E);
  if (const auto *Address = dyn_cast<UnaryOperator>(E);
      Address && Address->getOpcode() == UO_AddrOf)
    E = written(Address->getSubExpr());
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  return Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr;
}

/// Calls the function that \p Pointer points to. Returns false if nothing tells which that is.
bool Walker::callPointer(const Expr *Pointer) {
  if (const FunctionDecl *Function = namedFunction(Pointer)) {
    CallEffects E = effectsOf(*Function);
    // What it is given may be anything.
    if (E.WrittenParameters != 0 || E.CalledParameters != 0)
      return false;
    apply(E, nullptr, {});
    return true;
  }
  Pointer = written(Pointer);
  if (const auto *Dereference = dyn_cast<UnaryOperator>(Pointer);
      Dereference && Dereference->getOpcode() == UO_Deref)
    Pointer = written(Dereference->getSubExpr());
  const auto *Parameter = dyn_cast_or_null<ParmVarDecl>(variableOf(Pointer));
  if (KeepsParameters || !Parameter || Parameter->getDeclContext() != &Root ||
      Parameter->getFunctionScopeIndex() >= 64)
    return false;
  QualType T = Parameter->getType().getNonReferenceType();
  if (!T->isFunctionPointerType() && !T->isFunctionType())
    return false;
  buildSources();
  if (Sources.contains(Parameter))
    return false; // It is given another value.
  CalledParameters |= uint64_t(1) << Parameter->getFunctionScopeIndex();
  return true;
}

/// Callables that a library algorithm runs. Returns whether one writes what it is given.
bool Walker::visitCallables(llvm::ArrayRef<const Expr *> Arguments) {
  bool WritesGiven = false;
  for (const Expr *Argument : Arguments) {
    if (!isCallable(Argument))
      continue;
    const Expr *Plain = written(Argument);
    const CXXRecordDecl *Record =
        Plain->getType().getNonReferenceType().getCanonicalType()->getAsCXXRecordDecl();
    if (!Record) {
      const auto *Ref = dyn_cast<DeclRefExpr>(Plain);
      if (const auto *Address = dyn_cast<UnaryOperator>(Plain))
        Ref = dyn_cast<DeclRefExpr>(Address->getSubExpr()->IgnoreParenImpCasts());
      if (const FunctionDecl *Function = namedFunction(Plain)) {
        CallEffects E = effectsOf(*Function);
        WritesGiven |= E.WrittenParameters != 0;
        E.WrittenParameters = 0; // The elements, which the algorithm's own fact covers.
        E.CalledParameters = 0;
        apply(E, nullptr, {});
      } else if (!(Ref && isa<FieldDecl>(Ref->getDecl()))) {
        observe(); // A projection to a data member is harmless, a pointer is not known.
      }
      continue;
    }
    Record = Record->getDefinition();
    if (!Record) {
      observe();
      continue;
    }
    if (isRandomEngine(*Record)) {
      writeThrough(Argument);
      continue;
    }
    if (isInSystemHeader(*Record)) {
      if (!classFact(qualifiedName(*Record)) && !Record->isEmpty())
        observe(); // std::function and the like.
      continue;
    }
    bool Any = false;
    auto AddMethod = [&](const FunctionDecl *Method) {
      Any = true;
      CallEffects E = effectsOf(*Method);
      WritesGiven |= E.WrittenParameters != 0;
      E.WrittenParameters = 0;
      E.CalledParameters = 0;
      apply(E, Argument, {});
    };
    for (const NamedDecl *D :
         Record->lookup(Context.DeclarationNames.getCXXOperatorName(OO_Call))) {
      if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D)) {
        for (const FunctionDecl *Specialization : Template->specializations())
          AddMethod(Specialization);
      } else if (const auto *Method = dyn_cast<CXXMethodDecl>(D)) {
        AddMethod(Method);
      }
    }
    if (!Any)
      observe();
  }
  return WritesGiven;
}

void Walker::visitFunctionFact(const FunctionFact &Fact, llvm::ArrayRef<const Expr *> Arguments) {
  Result.SetsErrno |= Fact.Effect == LibraryEffect::Errno && Context.getLangOpts().MathErrno;
  Result.Allocates |= Fact.Effect == LibraryEffect::Allocates;
  bool WritesGiven = visitCallables(Arguments);
  auto WriteAt = [&](size_t Index) {
    if (Index < Arguments.size())
      writeThrough(Arguments[Index]);
  };
  switch (Fact.Written) {
  case WrittenArgument::None:
    break;
  case WrittenArgument::First:
    WriteAt(0);
    break;
  case WrittenArgument::Second:
    WriteAt(1);
    break;
  case WrittenArgument::Third:
    WriteAt(2);
    break;
  case WrittenArgument::Last:
    for (size_t I = Arguments.size(); I-- > 0;)
      if (!isCallable(Arguments[I])) {
        WriteAt(I);
        break;
      }
    break;
  case WrittenArgument::All:
    for (size_t I = 0; I < Arguments.size(); ++I)
      WriteAt(I);
    break;
  case WrittenArgument::Passed:
    // Of a template, not even the callable may be known.
    if (!Arguments.empty() && Arguments[0]->isTypeDependent())
      observe();
    for (const Expr *Argument : Arguments)
      if (WritesGiven && !isCallable(Argument))
        writeThrough(Argument);
    break;
  }
}

/// Whether the object's dynamic type is known, so that a virtual function is called directly.
bool Walker::isDevirtualised(const CXXMemberCallExpr *Call) const {
  const auto *Member = dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParens());
  if (!Member || Member->hasQualifier())
    return true;
  const CXXMethodDecl *Method = Call->getMethodDecl();
  if (Method->hasAttr<FinalAttr>())
    return true;
  const Expr *Object = Member->getBase()->IgnoreParenImpCasts();
  if (Member->isArrow())
    return false;
  // A local object, not a reference.
  const auto *Ref = dyn_cast<DeclRefExpr>(Object);
  return Ref && isa<VarDecl>(Ref->getDecl()) && !Ref->getDecl()->getType()->isReferenceType() &&
         cast<VarDecl>(Ref->getDecl())->hasLocalStorage();
}

void Walker::visitUnresolved(const CallExpr *Call) {
  llvm::SmallVector<const Expr *, 4> Arguments(Call->arguments());
  if (auto Free = asFunctionCall(Call)) {
    if (const FunctionFact *Fact = functionFact(Free->QualifiedName);
        Fact && StringRef(Free->QualifiedName).starts_with("std::")) {
      visitFunctionFact(*Fact, Arguments);
      return;
    }
  }
  observe();
}

void Walker::visitCall(const CallExpr *Call) {
  if (std::optional<ControlKind> Control = asControl(Call)) {
    if (*Control != ControlKind::Query)
      observe();
    return;
  }
  const FunctionDecl *Function = Call->getDirectCallee();
  if (!Function) {
    if (isa<CXXPseudoDestructorExpr>(Call->getCallee()->IgnoreParenImpCasts()))
      return;
    if (!callPointer(Call->getCallee()))
      visitUnresolved(Call);
    return;
  }
  llvm::SmallVector<const Expr *, 4> Arguments(Call->arguments());
  const Expr *Object = nullptr;
  if (const auto *MemberCall = dyn_cast<CXXMemberCallExpr>(Call)) {
    Object = MemberCall->getImplicitObjectArgument();
    const CXXMethodDecl *Method = MemberCall->getMethodDecl();
    if (Method && Method->isVirtual() && !isDevirtualised(MemberCall)) {
      observe();
      return;
    }
  } else if (isa<CXXOperatorCallExpr>(Call)) {
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Function); Method && !Arguments.empty()) {
      // std::ranges algorithms are function objects.
      if (Function->getOverloadedOperator() == OO_Call)
        if (const auto *Ref = dyn_cast<DeclRefExpr>(Arguments[0]->IgnoreParenImpCasts()))
          if (std::string Name = qualifiedName(*Ref->getDecl());
              StringRef(Name).starts_with("std::ranges::"))
            if (const FunctionFact *Fact = functionFact(Name)) {
              visitFunctionFact(*Fact, llvm::ArrayRef(Arguments).drop_front());
              return;
            }
      if (Method->isStatic() == false) {
        Object = Arguments[0];
        Arguments.erase(Arguments.begin());
      }
      if (Method->isVirtual() && !Method->hasAttr<FinalAttr>()) {
        observe();
        return;
      }
    }
  }
  bool IsSystem = isInSystemHeader(*Function) || Function->getBuiltinID();
  if (IsSystem && !isa<CXXMethodDecl>(Function)) {
    if (auto E = effectsByAttributes(*Function)) {
      apply(*E, Object, Arguments);
      return;
    }
    if (const FunctionFact *Fact = functionFact(qualifiedName(*Function))) {
      visitFunctionFact(*Fact, Arguments);
      return;
    }
  }
  if (IsSystem)
    visitCallables(Arguments);
  apply(effectsOf(*Function), Object, Arguments);
}

void Walker::reach(const Expr *E, Targets &T) {
  if (T.Unknown)
    return;
  E = E->IgnoreParenCasts();
  switch (E->getStmtClass()) {
  case Stmt::DeclRefExprClass: {
    const ValueDecl *D = cast<DeclRefExpr>(E)->getDecl();
    if (const auto *Variable = dyn_cast<VarDecl>(D))
      reachVariable(Variable, T);
    else if (const auto *Binding = dyn_cast<BindingDecl>(D))
      if (const auto *Whole = dyn_cast<VarDecl>(Binding->getDecomposedDecl()))
        reachVariable(Whole, T);
    return;
  }
  case Stmt::MemberExprClass: {
    const auto *Member = cast<MemberExpr>(E);
    if (const auto *Static = dyn_cast<VarDecl>(Member->getMemberDecl()))
      reachVariable(Static, T);
    else
      reach(Member->getBase(), T);
    return;
  }
  case Stmt::CXXThisExprClass:
    T.Object = true;
    return;
  case Stmt::UnaryOperatorClass:
    reach(cast<UnaryOperator>(E)->getSubExpr(), T);
    return;
  case Stmt::ArraySubscriptExprClass:
    reach(cast<ArraySubscriptExpr>(E)->getBase(), T);
    return;
  case Stmt::BinaryOperatorClass: {
    const auto *Binary = cast<BinaryOperator>(E);
    if (Binary->getOpcode() == BO_Comma) {
      reach(Binary->getRHS(), T);
      return;
    }
    reach(Binary->getLHS(), T);
    if (Binary->getOpcode() == BO_Add)
      reach(Binary->getRHS(), T);
    return;
  }
  case Stmt::CompoundAssignOperatorClass:
    reach(cast<BinaryOperator>(E)->getLHS(), T);
    return;
  case Stmt::ConditionalOperatorClass:
    reach(cast<ConditionalOperator>(E)->getTrueExpr(), T);
    reach(cast<ConditionalOperator>(E)->getFalseExpr(), T);
    return;
  case Stmt::MaterializeTemporaryExprClass:
  case Stmt::CXXBindTemporaryExprClass:
  case Stmt::ExprWithCleanupsClass:
  case Stmt::SubstNonTypeTemplateParmExprClass:
    for (const Stmt *Child : E->children())
      if (const auto *Sub = dyn_cast_or_null<Expr>(Child))
        reach(Sub, T);
    return;
  case Stmt::CXXDefaultArgExprClass:
    reach(cast<CXXDefaultArgExpr>(E)->getExpr(), T);
    return;
  case Stmt::LambdaExprClass:
    for (const LambdaCapture &Capture : cast<LambdaExpr>(E)->captures()) {
      if (Capture.capturesThis())
        T.Object = true;
      else if (Capture.capturesVariable())
        if (const auto *Variable = dyn_cast<VarDecl>(Capture.getCapturedVar());
            Variable &&
            (Capture.getCaptureKind() == LCK_ByRef || !isSelfContained(Variable->getType())))
          reachVariable(Variable, T);
    }
    return;
  case Stmt::CXXNewExprClass:
    for (const Expr *Placement : cast<CXXNewExpr>(E)->placement_arguments())
      reach(Placement, T);
    return;
  case Stmt::InitListExprClass:
  case Stmt::CXXConstructExprClass:
  case Stmt::CXXTemporaryObjectExprClass:
  case Stmt::CXXStdInitializerListExprClass:
    // A temporary; writing it matters only if it refers to something else.
    if (isSelfContained(E->getType()))
      return;
    for (const Stmt *Child : E->children())
      if (const auto *Sub = dyn_cast_or_null<Expr>(Child))
        reach(Sub, T);
    return;
  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CXXOperatorCallExprClass: {
    const auto *Call = cast<CallExpr>(E);
    if (E->isPRValue() && isSelfContained(E->getType()))
      return;
    const FunctionDecl *Function = Call->getDirectCallee();
    if (const auto *MemberCall = dyn_cast<CXXMemberCallExpr>(Call))
      reach(MemberCall->getImplicitObjectArgument(), T);
    for (const Expr *Argument : Call->arguments())
      reach(Argument, T);
    if (!Function) {
      // std::begin(v) and v.begin() on a dependent object.
      auto Free = asFunctionCall(Call);
      auto Member = asMemberCall(Call);
      if (Member && Member->Object && isPlainAccess(Member->Name.str()))
        reach(Member->Object, T);
      else if (!(Free && functionFact(Free->QualifiedName)))
        T.Unknown = true;
      return;
    }
    if (isInSystemHeader(*Function))
      return;
    CallEffects Effects = effectsOf(*Function);
    if (Effects.isKept() || Effects.ReadsGlobals)
      T.Unknown = true;
    return;
  }
  case Stmt::IntegerLiteralClass:
  case Stmt::FloatingLiteralClass:
  case Stmt::StringLiteralClass:
  case Stmt::CharacterLiteralClass:
  case Stmt::CXXBoolLiteralExprClass:
  case Stmt::CXXNullPtrLiteralExprClass:
  case Stmt::UnaryExprOrTypeTraitExprClass:
  case Stmt::ImplicitValueInitExprClass:
  case Stmt::CXXScalarValueInitExprClass:
  case Stmt::ConstantExprClass:
    return;
  default:
    T.Unknown = true;
  }
}

} // namespace

CallEffects effectsOf(const FunctionDecl &Function) {
  if (KnownGeneration != bodiesGeneration()) {
    KnownGeneration = bodiesGeneration();
    Known.clear();
    InProgress.clear();
  }
  const FunctionDecl *Key = Function.getCanonicalDecl();
  if (auto At = Known.find(Key); At != Known.end())
    return At->second;
  if (auto At = InProgress.find(Key); At != InProgress.end()) {
    LowestDepth = std::min(LowestDepth, At->second);
    return {};
  }
  if (auto E = effectsByAttributes(Function))
    return Known[Key] = *E;
  if (isInSystemHeader(Function)) {
    if (!isa<CXXMethodDecl>(Function))
      if (const FunctionFact *Fact = functionFact(qualifiedName(Function))) {
        CallEffects E;
        E.SetsErrno = Fact->Effect == LibraryEffect::Errno;
        E.Allocates = Fact->Effect == LibraryEffect::Allocates;
        // Iterators, which tell nothing by their types, may lead to what is written.
        if (Fact->Effect == LibraryEffect::Writes) {
          E.WrittenParameters = writableParameters(Function);
          if (E.WrittenParameters == 0)
            E.WrittenParameters = ~uint64_t(0);
        }
        return Known[Key] = E;
      }
    return Known[Key] = effectsOfKnownFunction(Function);
  }
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (Method && classFact(qualifiedName(*Method->getParent())))
    return Known[Key] = effectsOfKnownFunction(Function);
  if (Method && Method->isTrivial() && !Method->isUserProvided()) {
    CallEffects E;
    E.WritesObject = Method->isCopyAssignmentOperator() || Method->isMoveAssignmentOperator();
    return Known[Key] = E;
  }
  const FunctionDecl *Definition = nullptr;
  const Stmt *Body = Function.getBody(Definition);
  bool IsDefaulted = Method && (Method->isImplicit() || Method->isDefaulted()) &&
                     (!Body || !isa<CXXConstructorDecl>(Method));
  if (!IsDefaulted && (!Body || Definition->isLateTemplateParsed()))
    return Known[Key] = opaqueEffects();

  unsigned Depth = InProgress.size();
  if (Depth > 200)
    return opaqueEffects();
  InProgress[Key] = Depth;
  unsigned Outer = LowestDepth;
  LowestDepth = ~0u;
  // A class may have a container of its own kind, so that its destructor calls itself.
  CallEffects E = IsDefaulted ? effectsOfDefaulted(*Method) : effectsOfBody(*Definition, Body);
  InProgress.erase(Key);
  // A harmless result that relies on a function further up being harmless holds only there.
  bool Relies = LowestDepth < Depth;
  LowestDepth = std::min(Outer, Relies ? LowestDepth : ~0u);
  if (!Relies || E.Observable)
    Known[Key] = E;
  return E;
}

StatementEffects effectsOf(const Body &B, const Stmt *S) {
  Walker W(B.function(), B.statement(), /*KeepsParameters=*/true);
  W.visit(S);
  return W.Result;
}

llvm::SmallSetVector<const VarDecl *, 4> reachedVariables(const Body &B, const Expr *E,
                                                          bool &Unknown) {
  Walker W(B.function(), B.statement(), /*KeepsParameters=*/true);
  Targets T;
  W.reach(E, T);
  Unknown = T.Unknown || T.Object;
  return T.Locals;
}

} // namespace fastidious

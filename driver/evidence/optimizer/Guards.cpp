#include "driver/evidence/optimizer/Guards.h"

#include "driver/evidence/optimizer/GuardNodes.h"

#include "checks/support/TimedRegions.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringSet.h"

#include <functional>
#include <optional>

using namespace clang;

namespace fastidious::optimizer {
namespace {

/// The sink that the statement \p S calls.
std::optional<SinkCall> sinkOf(const Stmt *S) {
  const auto *E = dyn_cast<Expr>(S);
  return E ? asSink(E->IgnoreUnlessSpelledInSource()) : std::nullopt;
}

/// What belongs to the benchmark and not to the work: `state.PauseTiming()`, `(void)x`, `;`.
bool isBookkeeping(const Stmt *S) {
  if (isa<NullStmt>(S))
    return true;
  const auto *E = dyn_cast<Expr>(S);
  if (!E)
    return false;
  if (asControl(E->IgnoreUnlessSpelledInSource()))
    return true;
  const auto *Cast = dyn_cast<CStyleCastExpr>(E->IgnoreParens());
  if (!Cast || !Cast->getType()->isVoidType())
    return false;
  const auto *Variable = dyn_cast<DeclRefExpr>(Cast->getSubExpr()->IgnoreParenImpCasts());
  return Variable && !Variable->getType().isVolatileQualified();
}

bool isCastToVoid(const Stmt *S) {
  const auto *Cast = dyn_cast<CStyleCastExpr>(S);
  return Cast && Cast->getType()->isVoidType();
}

bool computes(const Stmt *S) {
  return S && (isa<CallExpr, BinaryOperator, UnaryOperator, ArraySubscriptExpr, CXXNewExpr,
                   CXXConstructExpr>(S) ||
               any_of(S->children(), computes));
}

bool isAccessor(const FunctionDecl &Callee) {
  static const llvm::StringSet<> Accessors = {"data",  "size", "begin", "end",   "cbegin", "cend",
                                              "c_str", "get",  "empty", "front", "back"};
  if (Callee.isOverloadedOperator())
    return Callee.getOverloadedOperator() != OO_Call;
  return (isa<CXXMethodDecl>(Callee) && Callee.getIdentifier() &&
          Accessors.contains(Callee.getName()));
}

bool hasRealWork(const Stmt *S) {
  if (!S)
    return false;
  if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, CXXNewExpr>(S))
    return true;
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || !isAccessor(*Callee))
      return true;
  }
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(S))
    if (Construct->getNumArgs() > 0 && !Construct->isElidable())
      return true;
  return any_of(S->children(), hasRealWork);
}

bool hasArithmetic(const Stmt *S) {
  if (!S)
    return false;
  if (const auto *Binary = dyn_cast<BinaryOperator>(S))
    if (Binary->isMultiplicativeOp() || Binary->isAdditiveOp() || Binary->isShiftOp() ||
        Binary->isBitwiseOp() || Binary->isCompoundAssignmentOp())
      return true;
  return any_of(S->children(), hasArithmetic);
}

/// Whether there is real work besides the sinks and the calls of the framework.
bool hasWorkBesidesSinks(const Stmt *S) {
  if (!S || asControl(S))
    return false;
  if (asSink(S))
    return any_of(cast<CallExpr>(S)->arguments(), hasWorkBesidesSinks);
  if (isa<CompoundStmt, DeclStmt, ExprWithCleanups, ImplicitCastExpr, MaterializeTemporaryExpr,
          CXXBindTemporaryExpr, ParenExpr>(S))
    return any_of(S->children(), hasWorkBesidesSinks);
  return hasRealWork(S);
}

/// Whether an object of this type may be destroyed when its storage is all zero. If it may not
/// (std::list and std::map follow their null pointers), taking the value out would be undefined
/// behaviour, and the optimiser would take out everything that leads there.
bool isSafeWhenZero(QualType T) {
  const CXXRecordDecl *Base = T->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  if (!Base || Base->hasTrivialDestructor())
    return true;
  static const llvm::StringSet<> Safe = {"vector", "basic_string", "unique_ptr", "shared_ptr",
                                         "optional"};
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  return Record && Record->isInStdNamespace() && Record->getIdentifier() &&
         Safe.contains(Record->getName());
}

class Inserter {
public:
  explicit Inserter(ASTContext &Context)
      : Context(Context), SM(Context.getSourceManager()), Nodes(Context) {}

  TimedWork run(ArrayRef<MeasuredBody> Bodies);

private:
  Stmt *guardBody(Stmt *Body, bool IsFunctionBody);
  bool hasGuardableWork(const Stmt *S) const;
  Stmt *guardWithSinks(Stmt *Body, bool IsFunctionBody);
  Stmt *guardLoneStatement(Stmt *Body);
  Stmt *guardInBlock(Stmt *S);
  Stmt *guardStatement(Stmt *S);
  Expr *guardValue(Expr *E, enum WorkUnit::Kind Kind);
  void guardSinkArguments(const SinkCall &Sink);
  void guardTemporary(MaterializeTemporaryExpr &Temporary, enum WorkUnit::Kind Kind);
  void guardInitializers(DeclStmt *Declaration);
  void guardReference(VarDecl &Reference);

  WorkUnit &addUnit(SourceRange Range, enum WorkUnit::Kind Kind);
  LineColumn lineColumn(SourceLocation Loc) const {
    return {SM.getSpellingLineNumber(Loc), SM.getSpellingColumnNumber(Loc)};
  }
  std::pair<SourceLocation, SourceLocation> fileRange(SourceRange Range) const;

  ASTContext &Context;
  const SourceManager &SM;
  GuardNodes Nodes;
  ArrayRef<const Stmt *> Paused;                 ///< Of the body at hand.
  llvm::SmallPtrSet<const ValueDecl *, 8> Shown; ///< Variables that its sinks are given.
  TimedWork Work;
};

std::pair<SourceLocation, SourceLocation> Inserter::fileRange(SourceRange Range) const {
  SourceLocation Begin = SM.getExpansionLoc(Range.getBegin());
  SourceLocation Last = SM.getExpansionRange(Range.getEnd()).getEnd();
  SourceLocation End = Lexer::getLocForEndOfToken(Last, 0, SM, Context.getLangOpts());
  return {Begin, End.isValid() ? End : Last};
}

WorkUnit &Inserter::addUnit(SourceRange Range, enum WorkUnit::Kind Kind) {
  auto [Begin, End] = fileRange(Range);
  WorkUnit Unit;
  Unit.Id = Work.Units.size();
  Unit.Loop = Work.Loops.back().Id;
  Unit.Kind = Kind;
  Unit.Begin = lineColumn(Begin);
  Unit.End = lineColumn(End);
  Unit.BeginOffset = SM.getFileOffset(Begin);
  Unit.EndOffset = SM.getFileOffset(End);
  Unit.Text =
      Lexer::getSourceText(CharSourceRange::getCharRange(Begin, End), SM, Context.getLangOpts())
          .str();
  if (!SM.isMacroBodyExpansion(Range.getBegin()))
    Work.Loops.back().InMacro = 0;
  Work.Units.push_back(std::move(Unit));
  Work.Loops.back().Units.push_back(Work.Units.back().Id);
  return Work.Units.back();
}

Stmt *Inserter::guardStatement(Stmt *S) {
  WorkUnit &Unit = addUnit(S->getSourceRange(), WorkUnit::Kind::Statement);
  Unit.HasRealWork = hasRealWork(S);
  Unit.HasArithmetic = hasArithmetic(S);
  Unit.HoldsSink = !sinksIn(S).empty();
  return Nodes.guarded(Unit.Id, S, sideEffectsOfArguments(S));
}

Expr *Inserter::guardValue(Expr *E, enum WorkUnit::Kind Kind) {
  // The cleanups belong to the full expression, so the guard goes below them.
  if (auto *Full = dyn_cast<ExprWithCleanups>(E)) {
    Full->setSubExpr(guardValue(Full->getSubExpr(), Kind));
    return Full;
  }
  QualType Type = E->getType();
  if (E->isXValue() || Type->isVoidType() || Type->isArrayType() || Type->isFunctionType() ||
      E->refersToBitField() || E->isTypeDependent() || E->isValueDependent())
    return E;
  WorkUnit &Unit = addUnit(E->getSourceRange(), Kind);
  Unit.HasRealWork = hasRealWork(E);
  Unit.HasArithmetic = hasArithmetic(E);
  Unit.IsShown = Kind == WorkUnit::Kind::SinkArgument && Type->isScalarType();
  Unit.FoldedByFrontEnd = isa<CallExpr>(E->IgnoreParenImpCasts()) && E->isEvaluatable(Context);
  SmallVector<Expr *, 4> Kept = sideEffectsOf(E);
  Unit.KeepsSideEffects = !Kept.empty();
  return Nodes.guarded(Unit.Id, E, Kept);
}

void Inserter::guardSinkArguments(const SinkCall &Sink) {
  auto *Call = const_cast<CallExpr *>(Sink.Call);
  for (unsigned I = 0; I < Call->getNumArgs(); ++I) {
    Expr *Argument = Call->getArg(I);
    if (!is_contained(Sink.Values, Argument))
      continue;
    std::function<void(Expr *)> Replace = [=](Expr *E) { Call->setArg(I, E); };
    if (auto *Full = dyn_cast<ExprWithCleanups>(Argument)) {
      Argument = Full->getSubExpr();
      Replace = [=](Expr *E) { Full->setSubExpr(E); };
    }
    while (auto *Cast = dyn_cast<ImplicitCastExpr>(Argument)) {
      Argument = Cast->getSubExpr();
      Replace = [=](Expr *E) { Cast->setSubExpr(E); };
    }
    bool IsWork = Argument->isPRValue() ? computes(Argument) && isSafeWhenZero(Argument->getType())
                                        : hasRealWork(Argument);
    auto *Assignment = dyn_cast<BinaryOperator>(Argument->IgnoreParens());
    if (auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Argument))
      guardTemporary(*Temporary, WorkUnit::Kind::SinkArgument);
    else if (Assignment && Assignment->getOpcode() == BO_Assign && computes(Assignment->getRHS()))
      Assignment->setRHS(guardValue(Assignment->getRHS(), WorkUnit::Kind::SinkArgument));
    else if (IsWork)
      Replace(guardValue(Argument, WorkUnit::Kind::SinkArgument));
  }
}

void Inserter::guardTemporary(MaterializeTemporaryExpr &Temporary, enum WorkUnit::Kind Kind) {
  Expr *Value = Temporary.getSubExpr();
  if (computes(Value) && isSafeWhenZero(Value->getType()))
    *Temporary.child_begin() = guardValue(Value, Kind);
}

// A declaration cannot go into an `if`, because the variable's life would end there.
void Inserter::guardInitializers(DeclStmt *Declaration) {
  for (Decl *D : Declaration->decls()) {
    auto *Variable = dyn_cast<VarDecl>(D);
    if (!Variable || !Variable->hasInit() || Variable->isStaticLocal() ||
        !computes(Variable->getInit()))
      continue;
    if (Variable->getType()->isReferenceType()) {
      guardReference(*Variable);
      continue;
    }
    if (!isSafeWhenZero(Variable->getType()))
      continue;
    if (Variable->getType().isConstQualified() && Variable->isUsableInConstantExpressions(Context))
      continue;
    size_t Before = Work.Units.size();
    Variable->setInit(guardValue(Variable->getInit(), WorkUnit::Kind::Initializer));
    if (Work.Units.size() > Before)
      Work.Units.back().IsShown = Variable->getType()->isScalarType() && Shown.contains(Variable);
  }
}

void Inserter::guardReference(VarDecl &Reference) {
  Expr *Init = Reference.getInit();
  auto *Full = dyn_cast<ExprWithCleanups>(Init);
  Expr *Object = Full ? Full->getSubExpr() : Init;
  if (auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Object->IgnoreImpCasts()))
    guardTemporary(*Temporary, WorkUnit::Kind::Initializer);
  else if (Object->isLValue() && hasRealWork(Object) && !isa<ImplicitCastExpr>(Object))
    Reference.setInit(guardValue(Init, WorkUnit::Kind::Initializer));
}

Stmt *Inserter::guardLoneStatement(Stmt *S) {
  if (std::optional<SinkCall> Sink = sinkOf(S)) {
    if (!hasGuardableWork(S))
      if (Stmt *Guarded = guardWithSinks(S, /*IsFunctionBody=*/false))
        return Guarded;
    guardSinkArguments(*Sink);
    return S;
  }
  if (isBookkeeping(S))
    return S;
  return guardStatement(isa<DeclStmt>(S) ? Nodes.block({S}, S) : S);
}

Stmt *Inserter::guardInBlock(Stmt *S) {
  if (is_contained(Paused, S))
    return S;
  if (std::optional<SinkCall> Sink = sinkOf(S)) {
    guardSinkArguments(*Sink);
    return S;
  }
  if (isBookkeeping(S))
    return S;
  if (auto *Declaration = dyn_cast<DeclStmt>(S)) {
    guardInitializers(Declaration);
    return S;
  }
  if (auto *Return = dyn_cast<ReturnStmt>(S)) {
    Expr *Value = Return->getRetValue();
    if (Value && isSafeWhenZero(Value->getType()))
      Return->setRetValue(guardValue(Value, WorkUnit::Kind::ReturnValue));
    return S;
  }
  return guardStatement(S);
}

/// Whether guardInBlock() would find real work in \p S that can be taken out.
bool Inserter::hasGuardableWork(const Stmt *S) const {
  auto IsGuardable = [](const Expr *E) { return hasRealWork(E) && isSafeWhenZero(E->getType()); };
  if (is_contained(Paused, S) || isBookkeeping(S))
    return false;
  if (std::optional<SinkCall> Sink = sinkOf(S))
    return any_of(Sink->Values, IsGuardable);
  if (const auto *Return = dyn_cast<ReturnStmt>(S))
    return Return->getRetValue() && IsGuardable(Return->getRetValue());
  if (const auto *Declaration = dyn_cast<DeclStmt>(S))
    return any_of(Declaration->decls(), [&](const Decl *D) {
      const auto *Variable = dyn_cast<VarDecl>(D);
      return Variable && Variable->hasInit() && !Variable->isStaticLocal() &&
             hasRealWork(Variable->getInit()) &&
             isSafeWhenZero(Variable->getType().getNonReferenceType());
    });
  return true;
}

Stmt *Inserter::guardBody(Stmt *Body, bool IsFunctionBody) {
  auto *Block = dyn_cast<CompoundStmt>(Body);
  if (!Block)
    return guardLoneStatement(Body);
  auto IsObserved = [](const Stmt *S) {
    return sinkOf(S) || isa<ReturnStmt>(S) || (isBookkeeping(S) && !isCastToVoid(S));
  };
  // Nothing leaves the body by a sink: it is one unit, which spares its declarations a zero value.
  if (any_of(Block->body(), [](const Stmt *S) { return isa<DeclStmt>(S); }) &&
      none_of(Block->body(), IsObserved)) {
    Stmt *Guarded = guardStatement(Block);
    return IsFunctionBody ? Nodes.block({Guarded}, Block) : Guarded;
  }
  if (none_of(Block->body(), [&](const Stmt *S) { return hasGuardableWork(S); }))
    if (Stmt *Guarded = guardWithSinks(Block, IsFunctionBody))
      return Guarded;
  for (Stmt *&S : Block->body())
    S = guardInBlock(S);
  return Block;
}

bool returnsValue(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *Return = dyn_cast<ReturnStmt>(S))
    return Return->getRetValue();
  return any_of(S->children(), returnsValue);
}

/// For work of which no part can be replaced: values of types that must not be zero, references.
/// Null if there is no such work.
Stmt *Inserter::guardWithSinks(Stmt *Body, bool IsFunctionBody) {
  if (!Paused.empty() || !hasWorkBesidesSinks(Body) || returnsValue(Body))
    return nullptr;
  Stmt *Guarded = guardStatement(isa<DeclStmt>(Body) ? Nodes.block({Body}, Body) : Body);
  Work.Units.back().HoldsSink = true;
  return IsFunctionBody ? Nodes.block({Guarded}, Body) : Guarded;
}

TimedWork Inserter::run(ArrayRef<MeasuredBody> Bodies) {
  if (const auto File = SM.getFileEntryRefForID(SM.getMainFileID()))
    Work.MainFile = File->getName().str();
  llvm::SmallPtrSet<const Stmt *, 8> Done;
  for (const MeasuredBody &B : Bodies) {
    if (!Done.insert(B.Body).second)
      continue;
    auto [Begin, End] = fileRange(B.Range);
    TimedLoop Loop;
    Loop.Id = Work.Loops.size();
    Loop.Name = B.Name;
    Loop.Framework = B.Framework;
    Loop.Root = B.Root;
    Loop.Begin = lineColumn(Begin);
    Loop.BeginOffset = SM.getFileOffset(Begin);
    Loop.EndOffset = SM.getFileOffset(End);
    if (SM.isMacroBodyExpansion(B.Range.getBegin()))
      Loop.InMacro = SM.getSpellingLoc(B.Range.getBegin()).getRawEncoding();
    Work.Loops.push_back(std::move(Loop));
    Paused = B.Paused;
    Shown.clear();
    for (const SinkCall &Sink : sinksIn(B.Body))
      for (const Expr *Value : Sink.Values)
        if (const auto *Variable = dyn_cast<DeclRefExpr>(Value->IgnoreParenImpCasts()))
          Shown.insert(Variable->getDecl());
    Stmt *Guarded = guardBody(B.Body, B.IsFunctionBody);
    if (Guarded != B.Body)
      B.Replace(Guarded);
  }
  return std::move(Work);
}

} // namespace

TimedWork insertGuards(ASTContext &Context, ArrayRef<MeasuredBody> Bodies) {
  return Inserter(Context).run(Bodies);
}

} // namespace fastidious::optimizer

#include "checks/support/Body.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"
#include "clang/Analysis/CFGStmtMap.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"

using namespace clang;

namespace fastidious {

static void collectLoops(const Stmt *S, const Loop *Parent, std::deque<Loop> &Loops) {
  if (!S || isa<LambdaExpr>(S))
    return;
  const Stmt *LoopBody = nullptr;
  if (const auto *For = dyn_cast<ForStmt>(S))
    LoopBody = For->getBody();
  else if (const auto *Range = dyn_cast<CXXForRangeStmt>(S))
    LoopBody = Range->getBody();
  else if (const auto *While = dyn_cast<WhileStmt>(S))
    LoopBody = While->getBody();
  else if (const auto *Do = dyn_cast<DoStmt>(S))
    LoopBody = Do->getBody();
  if (LoopBody) {
    Loops.push_back({S, LoopBody, Parent});
    Parent = &Loops.back();
  }
  for (const Stmt *Child : S->children())
    collectLoops(Child, Parent, Loops);
}

Body::Body(const FunctionDecl &Function, ASTContext &Context)
    : Function(Function), Context(Context), Root(Function.getBody()) {
  collectLoops(Root, nullptr, Loops);
}

Body::~Body() = default;

ParentMap &Body::parents() const {
  if (!Parents) {
    Parents = std::make_unique<ParentMap>(Root);
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function))
      for (const CXXCtorInitializer *Init : Constructor->inits())
        if (Init->getInit())
          Parents->addStmt(Init->getInit());
  }
  return *Parents;
}

const Stmt *Body::parent(const Stmt *S) const {
  return parents().getParent(S);
}

const Stmt *Body::parentIgnoringImplicit(const Stmt *S) const {
  const Stmt *P = parent(S);
  while (
      P &&
      (isa<ParenExpr, ImplicitCastExpr, FullExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr>(
          P)))
    P = parent(P);
  return P;
}

const Stmt *Body::enclosingStatement(const Stmt *S) const {
  for (const Stmt *P = parent(S); P; S = P, P = parent(P)) {
    if (isa<CompoundStmt, SwitchCase, LabelStmt>(P))
      return S;
    if (isa<IfStmt, ForStmt, CXXForRangeStmt, WhileStmt, DoStmt, SwitchStmt>(P) && !isa<Expr>(S))
      return S;
    // A branch or a loop body that is a lone expression.
    if (const auto *If = dyn_cast<IfStmt>(P); If && (If->getThen() == S || If->getElse() == S))
      return S;
    if (const auto *For = dyn_cast<ForStmt>(P); For && For->getBody() == S)
      return S;
    if (const auto *Range = dyn_cast<CXXForRangeStmt>(P); Range && Range->getBody() == S)
      return S;
    if (const auto *While = dyn_cast<WhileStmt>(P); While && While->getBody() == S)
      return S;
    if (const auto *Do = dyn_cast<DoStmt>(P); Do && Do->getBody() == S)
      return S;
  }
  return S;
}

bool Body::contains(const Stmt *Outer, const Stmt *Inner) const {
  for (; Inner; Inner = parent(Inner))
    if (Inner == Outer)
      return true;
  return false;
}

const LambdaExpr *Body::enclosingLambda(const Stmt *S) const {
  const Stmt *Child = S;
  for (const Stmt *P = parent(S); P; Child = P, P = parent(P))
    if (const auto *Lambda = dyn_cast<LambdaExpr>(P); Lambda && Lambda->getBody() == Child)
      return Lambda;
  return nullptr;
}

const Loop *Body::loopAt(const Stmt *Statement) const {
  auto At = llvm::find_if(Loops, [&](const Loop &L) { return L.Statement == Statement; });
  return At == Loops.end() ? nullptr : &*At;
}

const Loop *Body::loopOf(const Stmt *S) const {
  const Stmt *Child = S;
  for (const Stmt *P = parent(S); P; Child = P, P = parent(P)) {
    bool Repeated = false;
    if (const auto *For = dyn_cast<ForStmt>(P))
      Repeated = Child != For->getInit();
    else if (const auto *Range = dyn_cast<CXXForRangeStmt>(P))
      Repeated = Child == Range->getBody() || Child == Range->getLoopVarStmt();
    else if (isa<WhileStmt, DoStmt>(P))
      Repeated = true;
    if (const Loop *L = Repeated ? loopAt(P) : nullptr)
      return L;
  }
  return nullptr;
}

namespace {

/// Gives the range-`for` statements of a template pattern the parts that they get only when they
/// are instantiated (begin, end, condition, increment), for as long as the object lives: clang
/// builds no graph without them.
class CompletedRanges {
public:
  CompletedRanges(const std::deque<Loop> &Loops, const FunctionDecl &Function,
                  ASTContext &Context) {
    for (const Loop &L : Loops) {
      auto *Range = dyn_cast<CXXForRangeStmt>(const_cast<Stmt *>(L.Statement));
      if (!Range || Range->getInc())
        continue;
      SourceLocation Loc = Range->getColonLoc();
      auto *Owner = const_cast<FunctionDecl *>(&Function);
      auto Declaration = [&] {
        return new (Context)
            DeclStmt(DeclGroupRef(EmptyDecl::Create(Context, Owner, Loc)), Loc, Loc);
      };
      Range->setBeginStmt(Declaration());
      Range->setEndStmt(Declaration());
      // A value that cannot be evaluated, so that no edge is taken to be impossible. It makes no
      // element, which the increment must.
      Range->setCond(new (Context) OpaqueValueExpr(Loc, Context.BoolTy, VK_PRValue));
      Range->setInc(IntegerLiteral::Create(Context, llvm::APInt(32, 0),
                                           Context.getIntTypeForBitwidth(32, 1), Loc));
      Completed.push_back(Range);
    }
  }
  ~CompletedRanges() {
    for (CXXForRangeStmt *Range : Completed) {
      Range->setBeginStmt(nullptr);
      Range->setEndStmt(nullptr);
      Range->setCond(nullptr);
      Range->setInc(nullptr);
    }
  }
  CompletedRanges(const CompletedRanges &) = delete;
  CompletedRanges &operator=(const CompletedRanges &) = delete;

private:
  llvm::SmallVector<CXXForRangeStmt *, 2> Completed;
};

} // namespace

const CFG *Body::cfg() const {
  if (!GraphBuilt) {
    GraphBuilt = true;
    CompletedRanges Ranges(Loops, Function, Context);
    CFG::BuildOptions Options;
    Options.setAllAlwaysAdd();
    Options.AddInitializers = true;
    Graph = CFG::buildCFG(&Function, Root, &Context, Options);
    if (Graph)
      Blocks.reset(CFGStmtMap::Build(Graph.get(), &parents()));
  }
  return Graph.get();
}

const CFGBlock *Body::block(const Stmt *S) const {
  if (!cfg() || !Blocks)
    return nullptr;
  // The graph has a statement of its own for each of several declarations.
  if (const auto *Declarations = dyn_cast<DeclStmt>(S);
      Declarations && !Declarations->isSingleDecl())
    for (const auto &[Part, Source] : cfg()->synthetic_stmts())
      if (Source == Declarations && Part->getSingleDecl() == *Declarations->decl_begin())
        S = Part;
  return Blocks->getBlock(S);
}

bool isInInstantiation(const Decl *D) {
  for (; D; D = dyn_cast_or_null<Decl>(D->getDeclContext())) {
    if (const auto *F = dyn_cast<FunctionDecl>(D); F && F->isTemplateInstantiation())
      return true;
    if (const auto *R = dyn_cast<CXXRecordDecl>(D);
        R && (R->getTemplateSpecializationKind() == TSK_ImplicitInstantiation ||
              R->getTemplateSpecializationKind() == TSK_ExplicitInstantiationDeclaration ||
              R->getTemplateSpecializationKind() == TSK_ExplicitInstantiationDefinition))
      return true;
    if (isa<TranslationUnitDecl>(D))
      break;
  }
  return false;
}

static thread_local llvm::DenseMap<const FunctionDecl *, std::unique_ptr<Body>> Bodies;

static thread_local unsigned Generation = 0;

void clearBodies() {
  Bodies.clear();
  ++Generation;
}

unsigned bodiesGeneration() {
  return Generation;
}

/// Whether clang did not understand all of \p S: what is missing may be what matters.
static bool containsErrors(const Stmt *S) {
  if (!S)
    return false;
  if (const auto *E = dyn_cast<Expr>(S))
    return E->containsErrors();
  if (const auto *Statement = dyn_cast<DeclStmt>(S);
      Statement &&
      llvm::any_of(Statement->decls(), [](const Decl *D) { return D->isInvalidDecl(); }))
    return true;
  return llvm::any_of(S->children(), containsErrors);
}

const Body *bodyOf(const FunctionDecl &Function, ASTContext &Context) {
  auto [At, IsNew] = Bodies.try_emplace(&Function);
  if (!IsNew)
    return At->second.get();
  const SourceManager &SM = Context.getSourceManager();
  if (!Function.doesThisDeclarationHaveABody() || !Function.getBody() || Function.isImplicit() ||
      Function.isDefaulted() || SM.isInSystemHeader(Function.getLocation()) ||
      isInInstantiation(&Function))
    return nullptr;
  if (Context.getDiagnostics().hasErrorOccurred() && containsErrors(Function.getBody()))
    return nullptr;
  auto New = std::make_unique<Body>(Function, Context);
  const Body *Result = New.get();
  Bodies[&Function] = std::move(New);
  return Result;
}

} // namespace fastidious

#include "driver/evidence/optimizer/MeasuredBody.h"

#include "checks/support/TimedRegions.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace fastidious::optimizer {
namespace {

std::string firstLiteral(const Stmt *S) {
  if (!S)
    return "";
  if (const auto *Literal = dyn_cast<StringLiteral>(S); Literal && Literal->isOrdinary())
    return Literal->getString().str();
  if (isa<LambdaExpr>(S))
    return "";
  for (const Stmt *Child : S->children())
    if (std::string Found = firstLiteral(Child); !Found.empty())
      return Found;
  return "";
}

/// Whether \p S asks a benchmark's state for its number of iterations.
bool countsIterations(const Stmt *S) {
  if (!S)
    return false;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S))
    if (const CXXMethodDecl *Method = Call->getMethodDecl(); Method && Method->getIdentifier() &&
                                                             Method->getName() == "iterations" &&
                                                             asControl(Call) == ControlKind::Query)
      return true;
  return any_of(S->children(), countsIterations);
}

std::function<void(Stmt *)> bodySetter(Stmt *Loop) {
  if (auto *For = dyn_cast<ForStmt>(Loop))
    return [For](Stmt *S) { For->setBody(S); };
  if (auto *Range = dyn_cast<CXXForRangeStmt>(Loop))
    return [Range](Stmt *S) { Range->setBody(S); };
  if (auto *While = dyn_cast<WhileStmt>(Loop))
    return [While](Stmt *S) { While->setBody(S); };
  if (auto *Do = dyn_cast<DoStmt>(Loop))
    return [Do](Stmt *S) { Do->setBody(S); };
  return nullptr;
}

/// Looks into every concrete function of the main file. The tree is const for the shared model of
/// timed regions, but its only user from now on is the code that changes it.
class Finder : public RecursiveASTVisitor<Finder> {
public:
  explicit Finder(ASTContext &Context) : Context(Context) {}

  std::vector<MeasuredBody> Found;

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return false; }

  bool TraverseDecl(Decl *D) {
    if (D && !isa<TranslationUnitDecl, NamespaceDecl, LinkageSpecDecl>(D)) {
      const SourceManager &SM = Context.getSourceManager();
      SourceLocation Loc = SM.getExpansionLoc(D->getLocation());
      if (Loc.isValid() && !SM.isInMainFile(Loc))
        return true;
    }
    auto *Function = dyn_cast_or_null<FunctionDecl>(D);
    if (Function && Function->isDependentContext())
      return true;
    if (!Function || !Function->doesThisDeclarationHaveABody())
      return RecursiveASTVisitor::TraverseDecl(D);
    Enclosing.push_back(Function);
    addRegions(*Function);
    bool Continue = RecursiveASTVisitor::TraverseDecl(D);
    Enclosing.pop_back();
    return Continue;
  }

  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    CXXMethodDecl *Operator = Lambda->getCallOperator();
    if (FunctionTemplateDecl *Template = Operator->getDescribedFunctionTemplate()) {
      for (FunctionDecl *Instance : Template->specializations())
        if (Instance->doesThisDeclarationHaveABody() && !Instance->isDependentContext())
          traverseLambdaBody(*Instance);
      return true;
    }
    if (!Operator->isDependentContext())
      traverseLambdaBody(*Operator);
    return true;
  }

  /// Catch2 names the benchmark in the variable that the lambda is assigned to.
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call) {
    if (Call->getOperator() != OO_Equal || Call->getNumArgs() != 2)
      return true;
    const auto *Target = dyn_cast<DeclRefExpr>(Call->getArg(0)->IgnoreUnlessSpelledInSource());
    const auto *Variable = Target ? dyn_cast<VarDecl>(Target->getDecl()) : nullptr;
    const auto *Lambda = dyn_cast<LambdaExpr>(Call->getArg(1)->IgnoreUnlessSpelledInSource());
    if (Variable && Lambda)
      NamesOfLambdas[Lambda->getCallOperator()] = firstLiteral(Variable->getInit());
    return true;
  }

private:
  void traverseLambdaBody(FunctionDecl &Operator) {
    // At namespace scope, a lambda is a root of its own.
    Enclosing.push_back(&Operator);
    addRegions(Operator);
    TraverseStmt(Operator.getBody());
    Enclosing.pop_back();
  }

  void addRegions(FunctionDecl &Function) {
    if (!Function.getBody())
      return;
    Body B(Function, Context);
    for (const TimedRegion &Region : timedRegions(B))
      addRegion(Function, Region);
    if (timedRegions(B).empty())
      addIterationLoops(B);
  }

  void addRegion(FunctionDecl &Function, const TimedRegion &Region) {
    MeasuredBody M;
    M.Framework = nameOf(Region.Framework);
    M.Body = const_cast<Stmt *>(Region.Measured);
    M.Paused.assign(Region.Paused.begin(), Region.Paused.end());
    if (Region.Callable) {
      CXXMethodDecl *Operator = Region.Callable->getCallOperator();
      if (Operator->isDependentContext() || Region.Callable->isGenericLambda())
        return;
      M.Range = Region.Callable->getSourceRange();
      M.Replace = [Operator](Stmt *S) { Operator->setBody(S); };
      M.IsFunctionBody = true;
      M.Name = callableName(Region);
    } else if (Region.Measured == Function.getBody()) {
      M.Range = Region.Whole->getSourceRange();
      M.Replace = [&Function](Stmt *S) { Function.setBody(S); };
      M.IsFunctionBody = true;
    } else {
      M.Range = Region.Whole->getSourceRange();
      M.Replace = bodySetter(const_cast<Stmt *>(Region.Whole));
      M.IsFunctionBody = false;
    }
    if (M.Replace)
      add(std::move(M));
  }

  /// `for (i = 0; i < state.iterations(); ++i)`: no way to run a benchmark (the count is zero until
  /// the state has been iterated over), but people try it.
  void addIterationLoops(const Body &B) {
    for (const Loop &L : B.loops())
      if (const auto *For = dyn_cast<ForStmt>(L.Statement); For && countsIterations(For->getCond()))
        add({"",
             std::string(nameOf(BenchmarkFramework::GoogleBenchmark)),
             nullptr,
             For->getSourceRange(),
             const_cast<Stmt *>(For->getBody()),
             bodySetter(const_cast<ForStmt *>(For)),
             false,
             {}});
  }

  void add(MeasuredBody M) {
    M.Root = Enclosing.front();
    if (M.Name.empty())
      M.Name = rootName();
    Found.push_back(std::move(M));
  }

  std::string callableName(const TimedRegion &Region) const {
    auto Known = NamesOfLambdas.find(Region.Callable->getCallOperator());
    if (Known == NamesOfLambdas.end())
      Known = NamesOfLambdas.find(Enclosing.back());
    if (Known != NamesOfLambdas.end())
      return Known->second;
    if (const auto *Assignment = dyn_cast<CXXOperatorCallExpr>(Region.Whole))
      if (const auto *Target =
              dyn_cast<DeclRefExpr>(Assignment->getArg(0)->IgnoreUnlessSpelledInSource()))
        if (const auto *Variable = dyn_cast<VarDecl>(Target->getDecl()))
          return firstLiteral(Variable->getInit());
    if (const auto *Call = dyn_cast<CallExpr>(Region.Whole); Call && Call->getNumArgs() > 1)
      return firstLiteral(Call->getArg(0));
    return "";
  }

  std::string rootName() const {
    const FunctionDecl *Root = Enclosing.front();
    std::string Name;
    llvm::raw_string_ostream OS(Name);
    Root->getNameForDiagnostic(OS, Context.getPrintingPolicy(), /*Qualified=*/false);
    // Google Benchmark's fixtures: Fixture_Name_Benchmark::BenchmarkCase.
    const auto *Method = dyn_cast<CXXMethodDecl>(Root);
    if (Method && Name == "BenchmarkCase" && Method->getParent()->getIdentifier()) {
      StringRef Class = Method->getParent()->getName();
      Class.consume_back("_Benchmark");
      return Class.str();
    }
    return Name;
  }

  ASTContext &Context;
  std::vector<FunctionDecl *> Enclosing;
  llvm::DenseMap<const FunctionDecl *, std::string> NamesOfLambdas;
};

} // namespace

std::vector<MeasuredBody> measuredBodies(ASTContext &Context) {
  Finder F(Context);
  F.TraverseDecl(Context.getTranslationUnitDecl());
  return std::move(F.Found);
}

} // namespace fastidious::optimizer

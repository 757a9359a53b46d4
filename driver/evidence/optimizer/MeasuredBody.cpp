#include "driver/evidence/optimizer/MeasuredBody.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace fastidious::optimizer {
namespace {

bool isClass(QualType T, StringRef Name) {
  T = T.getNonReferenceType();
  if (T->isPointerType())
    T = T->getPointeeType();
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  return Record && Record->getQualifiedNameAsString() == Name;
}

/// Whether \p S calls one of these members of a benchmark::State.
bool callsState(const Stmt *S, ArrayRef<StringRef> Members) {
  if (!S)
    return false;
  if (const auto *Member = dyn_cast<MemberExpr>(S))
    if (isClass(Member->getBase()->getType(), "benchmark::State") &&
        is_contained(Members, Member->getMemberDecl()->getDeclName().getAsString()))
      return true;
  return any_of(S->children(), [&](const Stmt *Child) { return callsState(Child, Members); });
}

bool readsClock(const Stmt *S) {
  if (!S)
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    if (const FunctionDecl *Callee = Call->getDirectCallee(); Callee && Callee->getIdentifier())
      if (StringRef Name = Callee->getName();
          Name == "now" || Name == "clock_gettime" || Name == "clock" || Name == "__rdtsc")
        return true;
  return any_of(S->children(), readsClock);
}

std::string firstLiteral(const Stmt *S) {
  if (!S)
    return "";
  if (const auto *Literal = dyn_cast<StringLiteral>(S); Literal && Literal->isOrdinary())
    return Literal->getString().str();
  for (const Stmt *Child : S->children())
    if (std::string Found = firstLiteral(Child); !Found.empty())
      return Found;
  return "";
}

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
    Functions.push_back(Function);
    bool Continue = RecursiveASTVisitor::TraverseDecl(D);
    Functions.pop_back();
    return Continue;
  }

  /// A lambda at namespace scope is a root of its own.
  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    bool IsRoot = Functions.empty() && !Lambda->isGenericLambda();
    if (IsRoot)
      Functions.push_back(Lambda->getCallOperator());
    bool Continue = RecursiveASTVisitor::TraverseLambdaExpr(Lambda);
    if (IsRoot)
      Functions.pop_back();
    return Continue;
  }

  bool VisitCXXForRangeStmt(CXXForRangeStmt *For) {
    if (For->getRangeInit() && isClass(For->getRangeInit()->getType(), "benchmark::State"))
      addLoop("google-benchmark", For, For->getBody(), [For](Stmt *S) { For->setBody(S); });
    return true;
  }

  bool VisitWhileStmt(WhileStmt *While) {
    if (callsState(While->getCond(), {"KeepRunning", "KeepRunningBatch"}))
      addLoop("google-benchmark", While, While->getBody(), [While](Stmt *S) { While->setBody(S); });
    return true;
  }

  bool VisitForStmt(ForStmt *For) {
    if (callsState(For->getCond(), {"iterations", "max_iterations", "KeepRunning"}))
      addLoop("google-benchmark", For, For->getBody(), [For](Stmt *S) { For->setBody(S); });
    return true;
  }

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (!Method || !Method->getIdentifier())
      return true;
    std::string Class = Method->getParent()->getQualifiedNameAsString();
    if (Method->getName() == "run" && StringRef(Class).ends_with("nanobench::Bench"))
      for (const Expr *Argument : Call->arguments())
        addLambda("nanobench", Argument,
                  Call->getNumArgs() > 1 ? firstLiteral(Call->getArg(0)) : "");
    if (Method->getName() == "measure" && StringRef(Class).ends_with("Chronometer"))
      for (const Expr *Argument : Call->arguments())
        addLambda("catch2", Argument, AdvancedName);
    return true;
  }

  /// Catch2: `if (Catch::Benchmark::Benchmark B{name}) B = [&](int) { ... };`
  bool VisitIfStmt(IfStmt *If) {
    const VarDecl *Variable = If->getConditionVariable();
    if (!Variable || !isClass(Variable->getType(), "Catch::Benchmark::Benchmark"))
      return true;
    const auto *Then = dyn_cast<Expr>(If->getThen());
    const auto *Assignment =
        Then ? dyn_cast<CXXOperatorCallExpr>(Then->IgnoreUnlessSpelledInSource()) : nullptr;
    AdvancedName = firstLiteral(Variable->getInit());
    if (Assignment && Assignment->getOperator() == OO_Equal)
      addLambda("catch2", Assignment->getArg(1), AdvancedName);
    return true;
  }

  /// Hand-written: a loop between two statements that read a clock.
  bool VisitCompoundStmt(CompoundStmt *Block) {
    SmallVector<Stmt *, 8> Loops;
    bool IsRunning = false;
    for (Stmt *S : Block->body()) {
      bool IsLoop = isa<ForStmt, WhileStmt, CXXForRangeStmt>(S);
      if (!IsLoop && readsClock(S)) {
        for (Stmt *Loop : Loops)
          addTimedLoop(Loop);
        IsRunning = true;
        Loops.clear();
      } else if (IsLoop && IsRunning) {
        Loops.push_back(S);
      }
    }
    return true;
  }

private:
  void addTimedLoop(Stmt *Loop) {
    if (auto *For = dyn_cast<ForStmt>(Loop))
      addLoop("manual", For, For->getBody(), [For](Stmt *S) { For->setBody(S); });
    else if (auto *While = dyn_cast<WhileStmt>(Loop))
      addLoop("manual", While, While->getBody(), [While](Stmt *S) { While->setBody(S); });
    else if (auto *Range = dyn_cast<CXXForRangeStmt>(Loop))
      addLoop("manual", Range, Range->getBody(), [Range](Stmt *S) { Range->setBody(S); });
  }

  void addLoop(StringRef Framework, Stmt *Loop, Stmt *Body, std::function<void(Stmt *)> Replace) {
    if (!Functions.empty())
      Found.push_back({rootName(), Framework.str(), Functions.front(), Loop->getSourceRange(), Body,
                       std::move(Replace), false});
  }

  void addLambda(StringRef Framework, const Expr *Argument, std::string Name) {
    const auto *Lambda = dyn_cast<LambdaExpr>(Argument->IgnoreUnlessSpelledInSource());
    if (!Lambda || Functions.empty() || Lambda->isGenericLambda())
      return;
    CXXMethodDecl *Operator = Lambda->getCallOperator();
    // BENCHMARK_ADVANCED: what is timed is the lambda given to measure().
    for (const ParmVarDecl *Parameter : Operator->parameters())
      if (isClass(Parameter->getType(), "Catch::Benchmark::Chronometer"))
        return;
    Found.push_back({Name.empty() ? rootName() : std::move(Name), Framework.str(),
                     Functions.front(), Lambda->getSourceRange(), Operator->getBody(),
                     [Operator](Stmt *S) { Operator->setBody(S); }, true});
  }

  std::string rootName() const {
    const FunctionDecl *Root = Functions.front();
    std::string Name;
    llvm::raw_string_ostream OS(Name);
    Root->getNameForDiagnostic(OS, Context.getPrintingPolicy(), /*Qualified=*/false);
    const auto *Method = dyn_cast<CXXMethodDecl>(Root);
    // Google Benchmark's fixtures: Fixture_Name_Benchmark::BenchmarkCase.
    if (Method && Name == "BenchmarkCase") {
      StringRef Class = Method->getParent()->getName();
      Class.consume_back("_Benchmark");
      return Class.str();
    }
    return Name;
  }

  ASTContext &Context;
  std::vector<FunctionDecl *> Functions;
  std::string AdvancedName;
};

} // namespace

std::vector<MeasuredBody> measuredBodies(ASTContext &Context) {
  Finder F(Context);
  F.TraverseDecl(Context.getTranslationUnitDecl());
  return std::move(F.Found);
}

} // namespace fastidious::optimizer

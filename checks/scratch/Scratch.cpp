#include "checks/framework/Check.h"
using namespace clang;
namespace fastidious { namespace {
class Scratch : public Check {
public:
  using Check::Check;
  void checkBody(const Body &B) override {
    struct V : RecursiveASTVisitor<V> {
      const Body &B; std::vector<CXXOperatorCallExpr*> Found; V(const Body &B):B(B){}
      bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *E){ if(E->getOperator()==OO_Equal&&B.loopOf(E)) Found.push_back(E); return true; }
    } Vis(B);
    Vis.TraverseStmt(const_cast<Stmt*>(B.statement()));
    auto &SM=B.context().getSourceManager();
    for (auto *E: Vis.Found) {
      auto *L=dyn_cast<DeclRefExpr>(E->getArg(0)->IgnoreImplicit());
      auto *R=dyn_cast<CXXOperatorCallExpr>(E->getArg(1)->IgnoreImplicit());
      if(!L||!R||R->getOperator()!=OO_Plus) continue;
      auto *RL=dyn_cast<DeclRefExpr>(R->getArg(0)->IgnoreImplicit());
      if(!RL||RL->getDecl()!=L->getDecl()) continue;
      std::string Name=L->getDecl()->getNameAsString();
      Finding F; F.Loc=E->getExprLoc(); F.Loc=E->getBeginLoc(); F.What="'"+Name+" = "+Name+" + x' copies the whole string on every iteration"; F.Why="n iterations copy O(n\xc2\xb2) bytes"; F.Remedy="append with '+='";
      F.Ranges.push_back(E->getSourceRange()); F.Function=&B.function(); F.Work=E;
      Fix X; X.Title="use '+='";
      X.Edits.push_back(FixItHint::CreateReplacement(CharSourceRange::getCharRange(E->getOperatorLoc(), R->getArg(1)->getBeginLoc()), Name.starts_with("bad")?"+= nonsense":"+= "));
      (void)SM;
      if (Name.starts_with("u")) F.Unsafe=X; else F.Safe=X;
      report(F);
    }
  }
};
FASTIDIOUS_CHECK(Scratch, {.Name="string-scratch",.Summary="`s = s + x`",.Cost=Cost::Quadratic,.Since="0.1",.Fix=FixKind::SafeOrUnsafe,.Docs=R"md(## Why
x
## Example
```cpp bad
```
```cpp good
```
## Fix safety
## Limitations
## Measured
## References
)md"});
}}

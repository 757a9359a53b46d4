#include "checks/support/Observation.h"

#include "checks/knowledge/Functions.h"
#include "checks/support/Calls.h"
#include "checks/support/Types.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace fastidious {
namespace {

bool isSizeQuery(StringRef Name) {
  return Name == "size" || Name == "length" || Name == "empty" || Name == "capacity" ||
         Name == "max_size";
}

const VarDecl *namedVariable(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  if (!Ref)
    return nullptr;
  if (const auto *Binding = dyn_cast<BindingDecl>(Ref->getDecl()))
    return dyn_cast<VarDecl>(Binding->getDecomposedDecl());
  return dyn_cast<VarDecl>(Ref->getDecl());
}

} // namespace

Observation::Observation(const Body &B, llvm::ArrayRef<std::string> UserSinks)
    : B(B), UserSinks(UserSinks) {
  findResized();
  collect(B.statement());
  solve();
}

bool Observation::isDead(const Step &S) const {
  auto ChangesNothing = [&](const Step &Any) {
    return !Any.Effects.isKept() && llvm::none_of(Any.Effects.Writes, [&](const VarDecl *Variable) {
      return isObserved(Variable);
    });
  };
  if (!ChangesNothing(S))
    return false;
  if (!S.Controls)
    return true;
  // What a loop's header computes decides how often the loop runs, which is never dropped alone.
  if (!isa<IfStmt, SwitchStmt>(S.Controls) || controlsExit(S.Controls))
    return false;
  return llvm::all_of(controlledBy(S),
                      [&](const Step &Inner) { return &Inner == &S || ChangesNothing(Inner); });
}

llvm::ArrayRef<Step> Observation::controlledBy(const Step &S) const {
  return llvm::ArrayRef(Steps).slice(S.ControlledBegin, S.ControlledEnd - S.ControlledBegin);
}

const TimedRegion *Observation::regionOf(const Stmt *S) const {
  for (const TimedRegion &R : timedRegions(B))
    if (isTimed(B, R, S))
      return &R;
  return nullptr;
}

const TimedRegion *Observation::regionCalling(const LambdaExpr *Lambda) const {
  for (const TimedRegion &R : timedRegions(B))
    if (Lambda && R.Callable == Lambda)
      return &R;
  return nullptr;
}

/// Elements can be sorted or overwritten without a change of the size; members that are neither
/// const nor plain access, and assignments, may change it.
void Observation::findResized() {
  for (const TimedRegion &R : timedRegions(B)) {
    llvm::SmallVector<const Stmt *, 16> Work{R.Measured};
    while (!Work.empty()) {
      const Stmt *S = Work.pop_back_val();
      if (!S)
        continue;
      Work.append(S->child_begin(), S->child_end());
      const Expr *Object = nullptr;
      if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S)) {
        const CXXMethodDecl *Method = Call->getMethodDecl();
        if (Method && !Method->isConst() && !isPlainAccess(Method->getNameAsString()))
          Object = Call->getImplicitObjectArgument();
      } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S)) {
        if (Operator->isAssignmentOp())
          Object = Operator->getArg(0);
      } else if (isa<CallExpr>(S)) {
        if (auto Member = asMemberCall(S); Member && Member->Object && !Member->Method)
          Object = Member->Object;
      }
      if (Object)
        if (const VarDecl *Variable = namedVariable(Object))
          Resized.insert(Variable);
    }
  }
}

void Observation::addReads(const Stmt *S, Step &Into) const {
  if (!S || isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr>(S))
    return;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    // What a timed lambda does is looked at statement by statement.
    if (regionCalling(Lambda))
      return;
    for (const LambdaCapture &Capture : Lambda->captures())
      if (Capture.capturesVariable())
        if (const auto *Variable = dyn_cast<VarDecl>(Capture.getCapturedVar())) {
          Into.Reads.insert(Variable);
          if (Variable->isInitCapture())
            addReads(Variable->getInit(), Into);
        }
    return;
  }
  if (const auto *E = dyn_cast<Expr>(S)) {
    if (const VarDecl *Variable = isa<DeclRefExpr>(E) ? namedVariable(E) : nullptr) {
      Into.Reads.insert(Variable);
      return;
    }
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E);
        Cast && Cast->getType()->isVoidType() && namedVariable(Cast->getSubExpr()))
      return; // (void)x
    // The target of an assignment is not read.
    const Expr *Target = nullptr, *Source = nullptr;
    if (const auto *Binary = dyn_cast<BinaryOperator>(E);
        Binary && Binary->getOpcode() == BO_Assign) {
      Target = Binary->getLHS();
      Source = Binary->getRHS();
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
               Operator && Operator->getOperator() == OO_Equal && Operator->getNumArgs() == 2) {
      Target = Operator->getArg(0);
      Source = Operator->getArg(1);
    }
    if (Target && namedVariable(Target)) {
      const Stmt *Parent = B.parentIgnoringImplicit(E);
      // The value of the assignment itself may be used.
      if (!Parent || isa<CompoundStmt, ForStmt, CXXForRangeStmt, WhileStmt, IfStmt>(Parent)) {
        addReads(Source, Into);
        return;
      }
    }
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
      const CXXMethodDecl *Method = Call->getMethodDecl();
      const VarDecl *Object = namedVariable(Call->getImplicitObjectArgument());
      if (Method && Object && Method->getIdentifier() && isSizeQuery(Method->getName()) &&
          containerFact(Object->getType()) && !Resized.contains(Object))
        return;
    }
  }
  for (const Stmt *Child : S->children())
    addReads(Child, Into);
}

void Observation::addStep(const Stmt *S, const Stmt *Controls) {
  if (!S)
    return;
  Step New{S, effectsOf(B, S), {}, Controls, 0, 0, regionOf(S)};
  addReads(S, New);
  if (!UserSinks.empty() && !sinksIn(S, UserSinks).empty())
    New.Effects.Observable = true;
  if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
    // A framework that ignores what the callable returns drops the value.
    const TimedRegion *Region = regionCalling(B.enclosingLambda(S));
    New.Effects.Observable |= !Region || Region->KeepsReturnValue || !Return->getRetValue();
  }
  collectTimedLambdas(S);
  Steps.push_back(std::move(New));
}

/// The bodies of lambdas within the expression \p S that a framework times.
void Observation::collectTimedLambdas(const Stmt *S) {
  if (!S)
    return;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    if (regionCalling(Lambda))
      collect(Lambda->getBody());
    return;
  }
  for (const Stmt *Child : S->children())
    collectTimedLambdas(Child);
}

/// Collects the steps of the controlling statement \p S, and notes which they are: a long function
/// has too many to look for them each time.
void Observation::collectControlled(const Stmt *S) {
  size_t Begin = Steps.size();
  switch (S->getStmtClass()) {
  case Stmt::IfStmtClass: {
    const auto *If = cast<IfStmt>(S);
    collect(If->getInit());
    collect(If->getConditionVariableDeclStmt());
    addStep(If->getCond(), S);
    collect(If->getThen());
    collect(If->getElse());
    break;
  }
  case Stmt::SwitchStmtClass: {
    const auto *Switch = cast<SwitchStmt>(S);
    collect(Switch->getInit());
    collect(Switch->getConditionVariableDeclStmt());
    addStep(Switch->getCond(), S);
    collect(Switch->getBody());
    break;
  }
  case Stmt::WhileStmtClass: {
    const auto *While = cast<WhileStmt>(S);
    collect(While->getConditionVariableDeclStmt());
    addStep(While->getCond(), S);
    collect(While->getBody());
    break;
  }
  case Stmt::DoStmtClass:
    collect(cast<DoStmt>(S)->getBody());
    addStep(cast<DoStmt>(S)->getCond(), S);
    break;
  case Stmt::ForStmtClass: {
    const auto *For = cast<ForStmt>(S);
    collect(For->getInit());
    addStep(For->getCond(), S);
    addStep(For->getInc(), For->getInc() ? S : nullptr);
    collect(For->getBody());
    break;
  }
  case Stmt::CXXForRangeStmtClass: {
    const auto *For = cast<CXXForRangeStmt>(S);
    collect(For->getInit());
    addStep(For->getRangeInit(), S);
    if (!For->getLoopVariable()->getType()->isDependentType() && For->getLoopVarStmt()) {
      // The element comes from the range, and a reference to it leads back there.
      Step Element{For->getLoopVarStmt(), {}, {}, S};
      Element.Effects.Writes.insert(For->getLoopVariable());
      addReads(For->getRangeInit(), Element);
      Steps.push_back(std::move(Element));
    }
    collect(For->getBody());
    break;
  }
  default:
    llvm_unreachable("controls nothing");
  }
  for (size_t I = Begin; I < Steps.size(); ++I)
    if (Steps[I].Controls == S) {
      Steps[I].ControlledBegin = Begin;
      Steps[I].ControlledEnd = Steps.size();
    }
}

void Observation::collect(const Stmt *S) {
  if (!S)
    return;
  switch (S->getStmtClass()) {
  case Stmt::IfStmtClass:
  case Stmt::SwitchStmtClass:
  case Stmt::WhileStmtClass:
  case Stmt::DoStmtClass:
  case Stmt::ForStmtClass:
  case Stmt::CXXForRangeStmtClass:
    collectControlled(S);
    return;
  case Stmt::CompoundStmtClass:
  case Stmt::CXXTryStmtClass:
  case Stmt::CXXCatchStmtClass:
  case Stmt::CaseStmtClass:
  case Stmt::DefaultStmtClass:
  case Stmt::LabelStmtClass:
  case Stmt::AttributedStmtClass:
    for (const Stmt *Child : S->children())
      if (!isa_and_nonnull<Expr>(Child) || !isa<SwitchCase>(S) ||
          Child == cast<SwitchCase>(S)->getSubStmt())
        collect(Child);
    return;
  case Stmt::NullStmtClass:
  case Stmt::BreakStmtClass:
  case Stmt::ContinueStmtClass:
  case Stmt::GotoStmtClass:
    return;
  default:
    addStep(S);
  }
}

/// Whether \p Controlled holds a jump that ends more than itself: what decides it is observed.
bool Observation::controlsExit(const Stmt *Controlled) const {
  llvm::SmallVector<const Stmt *, 16> Work{Controlled};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S || isa<LambdaExpr>(S))
      continue;
    if (isa<ReturnStmt, GotoStmt, CoreturnStmt>(S))
      return true;
    if (isa<BreakStmt, ContinueStmt>(S)) {
      // The loop or switch that it leaves is a part of the controlled statement, or not.
      const Stmt *Target = B.parent(S);
      while (Target && !isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(Target) &&
             !(isa<SwitchStmt>(Target) && isa<BreakStmt>(S)))
        Target = B.parent(Target);
      if (!Target || !B.contains(Controlled, Target))
        return true;
    }
    Work.append(S->child_begin(), S->child_end());
  }
  return false;
}

void Observation::solve() {
  llvm::SmallPtrSet<const Stmt *, 8> Wholes;
  for (const TimedRegion &R : timedRegions(B))
    Wholes.insert(R.Whole);

  for (const Step &S : Steps) {
    if (S.Effects.isKept())
      Observed.insert(S.Reads.begin(), S.Reads.end());
    // A framework may look at what its callable captured by reference: not inlined, it must leave
    // the variables as written.
    if (S.Region && S.Region->Callable)
      for (const VarDecl *Variable : S.Effects.Writes) {
        bool IsInside = false;
        for (const DeclContext *Scope = Variable->getDeclContext(); Scope && !IsInside;
             Scope = Scope->getParent())
          IsInside = Scope == S.Region->Callable->getCallOperator();
        if (!IsInside)
          Observed.insert(Variable);
      }
    // A step of a loop's header that is no condition controls nothing by itself; its variable is
    // read by the condition.
    if (!S.Controls)
      continue;
    // `while (!done)` reads what its iterations find out, whatever else they do.
    bool Controls = isa<WhileStmt, DoStmt>(S.Controls);
    if (!Controls && Wholes.contains(S.Controls))
      continue;
    Controls = Controls || controlsExit(S.Controls);
    for (const Step &Inner : controlledBy(S))
      Controls = Controls || (Inner.Effects.isKept() && &Inner != &S);
    if (Controls)
      Observed.insert(S.Reads.begin(), S.Reads.end());
  }

  for (bool Changed = true; Changed;) {
    size_t Before = Observed.size();
    for (const Step &S : Steps) {
      bool Needed = llvm::any_of(S.Effects.Writes,
                                 [&](const VarDecl *Variable) { return isObserved(Variable); });
      if (!Needed && S.Controls && !Wholes.contains(S.Controls))
        Needed = llvm::any_of(controlledBy(S), [&](const Step &Inner) {
          return llvm::any_of(Inner.Effects.Writes,
                              [&](const VarDecl *Variable) { return isObserved(Variable); });
        });
      if (Needed)
        Observed.insert(S.Reads.begin(), S.Reads.end());
    }
    Changed = Observed.size() != Before;
  }
}

} // namespace fastidious

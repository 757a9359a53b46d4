#include "checks/support/Flow.h"

#include "checks/knowledge/Functions.h"
#include "checks/knowledge/Names.h"
#include "checks/support/Once.h"
#include "checks/support/Statements.h"
#include "checks/support/Streams.h"
#include "checks/support/TripCount.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLFunctionalExtras.h"

using namespace clang;

namespace fastidious {
namespace {

/// Calls \p Visit for each block that is reachable from the successors of \p Start (or from \p
/// Start itself), until it returns false to stop descending.
void walk(const CFG &Graph, llvm::ArrayRef<const CFGBlock *> Starts,
          llvm::function_ref<bool(const CFGBlock *)> Visit) {
  llvm::BitVector Seen(Graph.getNumBlockIDs());
  llvm::SmallVector<const CFGBlock *, 16> Work(Starts.begin(), Starts.end());
  while (!Work.empty()) {
    const CFGBlock *Block = Work.pop_back_val();
    if (!Block || Seen[Block->getBlockID()])
      continue;
    Seen.set(Block->getBlockID());
    if (!Visit(Block))
      continue;
    for (const CFGBlock::AdjacentBlock &Next : Block->succs())
      Work.push_back(Next.getReachableBlock());
  }
}

/// Where a loop begins and ends in the graph.
struct LoopBlocks {
  const CFGBlock *Head = nullptr;  ///< Decides whether there is another iteration.
  const CFGBlock *Entry = nullptr; ///< The first block of the body.
};

LoopBlocks blocksOf(const Body &B, const Loop &L) {
  LoopBlocks Result;
  const CFG *Graph = B.cfg();
  if (!Graph)
    return Result;
  for (const CFGBlock *Block : *Graph) {
    if (Block->getTerminatorStmt() != L.Statement || Block->succ_size() < 1)
      continue;
    // A condition with && or || has one block for each operand, the last with this terminator;
    // the first operand's block may skip it, so the head is the target of the back edge below.
    Result.Head = Block;
    Result.Entry = Block->succ_begin()->getReachableBlock();
  }
  // A do statement's condition leads to its body through an empty block that stands for the way
  // back.
  if (isa<DoStmt>(L.Statement) && Result.Entry && Result.Entry->getLoopTarget() == L.Statement)
    Result.Entry =
        Result.Entry->succ_empty() ? nullptr : Result.Entry->succ_begin()->getReachableBlock();
  return Result;
}

/// The index of \p S among the elements of \p Block, or the number of elements.
size_t indexIn(const CFGBlock *Block, const Stmt *S) {
  size_t I = 0;
  for (const CFGElement &Element : *Block) {
    if (auto Statement = Element.getAs<CFGStmt>(); Statement && Statement->getStmt() == S)
      return I;
    ++I;
  }
  return I;
}

/// Whether \p Function is the project's own way to throw (`fail(message)`): it has nothing but a
/// throw at its end, and nothing returns before; or its name says so, where nothing else does.
bool alwaysThrows(const FunctionDecl *Function) {
  if (!Function)
    return false;
  if (const auto *Destructor = dyn_cast<CXXDestructorDecl>(Function);
      Destructor && isFatal(Destructor->getParent()->getName()))
    return true;
  const FunctionDecl *Definition = nullptr;
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (!Function->isDefined(Definition)) {
    // `IoUtil::abort(text)`; what has an object may abort that, `transaction.abort()`.
    bool HasText = llvm::any_of(Function->parameters(), [](const ParmVarDecl *Parameter) {
      QualType T = Parameter->getType().getNonReferenceType();
      return isStdText(T) || (T->isPointerType() && T->getPointeeType()->isAnyCharacterType());
    });
    // `error.raise()` of an exception's class throws it.
    bool Raises = Method && Method->getIdentifier() && Method->getName() == "raise" &&
                  isExceptionClass(Method->getParent());
    return Function->getIdentifier() &&
           (Raises || isAboutThrowing(Function->getName()) ||
            (isAboutEnding(Function->getName()) && HasText && !(Method && Method->isInstance())));
  }
  if ((Method && Method->isVirtual()) ||
      Definition->getASTContext().getSourceManager().isInSystemHeader(Definition->getLocation()))
    return false;
  const auto *Statements = dyn_cast_or_null<CompoundStmt>(Definition->getBody());
  if (!Statements || Statements->body_empty())
    return false;
  const auto *Last = dyn_cast<Expr>(Statements->body_back());
  const auto *Call = Last ? dyn_cast<CallExpr>(Last->IgnoreImplicit()) : nullptr;
  bool IsEnd = Call && Call->getDirectCallee() && Call->getDirectCallee()->isNoReturn();
  return Last && (IsEnd || isa<CXXThrowExpr>(Last->IgnoreImplicit())) &&
         !containsAny(Statements, [](const Stmt *Part) { return isa<ReturnStmt>(Part); });
}

/// Whether \p Call gives `false` to what throws for that and nothing else: `check(false, text)`.
bool throwsForFalse(const CallExpr &Call) {
  const FunctionDecl *Definition = nullptr;
  if (!Call.getDirectCallee() || isa<CXXOperatorCallExpr>(Call) ||
      !Call.getDirectCallee()->isDefined(Definition))
    return false;
  const auto *Statements = dyn_cast_or_null<CompoundStmt>(Definition->getBody());
  for (unsigned I = 0; Statements && I < std::min(Call.getNumArgs(), Definition->getNumParams());
       ++I) {
    const auto *Given = dyn_cast<CXXBoolLiteralExpr>(Call.getArg(I)->IgnoreParenImpCasts());
    if (!Given || Given->getValue())
      continue;
    for (const Stmt *S : Statements->body()) {
      const auto *If = dyn_cast<IfStmt>(S);
      const auto *Not =
          If ? dyn_cast<UnaryOperator>(If->getCond()->IgnoreParenImpCasts()) : nullptr;
      const auto *Asked = Not && Not->getOpcode() == UO_LNot
                              ? dyn_cast<DeclRefExpr>(Not->getSubExpr()->IgnoreParenImpCasts())
                              : nullptr;
      if (!Asked || Asked->getDecl() != Definition->getParamDecl(I))
        continue;
      const Stmt *Last = If->getThen();
      if (const auto *Block = dyn_cast<CompoundStmt>(Last); Block && !Block->body_empty())
        Last = Block->body_back();
      const auto *E = dyn_cast<Expr>(Last);
      if (E && isa<CXXThrowExpr>(E->IgnoreImplicit()))
        return true;
    }
  }
  return false;
}

/// Whether \p S is the `return` of a test framework's assertion that has failed, such as
/// `ASSERT_TRUE`: how far the test has come by then is of no interest to anybody.
bool failsTest(const Stmt *S) {
  const auto *Return = dyn_cast<ReturnStmt>(S);
  const Expr *Value = Return ? Return->getRetValue() : nullptr;
  const auto *Call = Value ? dyn_cast<CallExpr>(Value->IgnoreImplicit()) : nullptr;
  const auto *Method = Call ? dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee()) : nullptr;
  return Method && isFailedAssertion(qualifiedName(*Method->getParent()));
}

/// The blocks of a body that control cannot get past. The graph knows calls of functions that are
/// declared not to return; a temporary whose destructor does not (the usual way to log a fatal
/// error) is only an element, and so are calls of functions that only their bodies or names show to
/// throw. Each block is looked at once, however many walks come by.
class DeadEnds {
public:
  explicit DeadEnds(const Body &B)
      : Asked(B.cfg()->getNumBlockIDs()), Ends(B.cfg()->getNumBlockIDs()) {}

  bool contains(const CFGBlock *Block) const {
    unsigned ID = Block->getBlockID();
    if (!Asked.test(ID)) {
      Asked.set(ID);
      Ends[ID] = isEnd(Block);
    }
    return Ends.test(ID);
  }

private:
  mutable llvm::BitVector Asked, Ends;

  static bool isEnd(const CFGBlock *Block) {
    if (Block->hasNoReturnElement())
      return true;
    for (const CFGElement &Element : *Block)
      if (auto Statement = Element.getAs<CFGStmt>()) {
        if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(Statement->getStmt()))
          if (const CXXDestructorDecl *Destructor = Bound->getTemporary()->getDestructor();
              Destructor && (Destructor->isNoReturn() || alwaysThrows(Destructor)))
            return true;
        if (const auto *Call = dyn_cast<CallExpr>(Statement->getStmt());
            Call && (alwaysThrows(Call->getDirectCallee()) || throwsForFalse(*Call)))
          return true;
      }
    return false;
  }
};

/// Whether control cannot get past \p Block.
bool neverReturns(const Body &B, const CFGBlock *Block) {
  return B.analysis<DeadEnds>().contains(Block);
}

/// Blocks of the loop's own statements are found by the loop-back edges: the block that ends each
/// iteration is marked with the loop as its target.
bool endsIteration(const CFGBlock *Block, const Loop &L) {
  return Block->getLoopTarget() == L.Statement;
}

/// The numbers of evaluations on the paths through a statement, by where the paths lead.
class PathCounter {
public:
  PathCounter(const Loop &L, llvm::function_ref<bool(const Stmt *)> IsCounted)
      : L(L), IsCounted(IsCounted) {}

  Evaluations run() {
    Counts End = visit(L.LoopBody, Counts::start());
    End.join(Continues);
    if (!End.Falls)
      return {0, 0, MayLeave};
    return {End.Min, End.Max, MayLeave};
  }

private:
  struct Counts {
    bool Falls = false; ///< Whether any path leads here.
    unsigned Min = 0, Max = 0;

    static Counts start() { return {true, 0, 0}; }
    void join(const Counts &Other) {
      if (!Other.Falls)
        return;
      Min = Falls ? std::min(Min, Other.Min) : Other.Min;
      Max = Falls ? std::max(Max, Other.Max) : Other.Max;
      Falls = true;
    }
    void add(unsigned N) {
      Min += N;
      Max += N;
    }
  };

  const Loop &L;
  llvm::function_ref<bool(const Stmt *)> IsCounted;
  Counts Continues;
  Counts *Breaks = nullptr; ///< Where `break` leads within the iteration; null leaves the loop.
  bool MayLeave = false;

  Counts visitAll(const Stmt *S, Counts At) {
    for (const Stmt *Child : S->children())
      if (Child)
        At = visit(Child, At);
    return At;
  }

  Counts visit(const Stmt *S, Counts At) {
    if (!S || !At.Falls)
      return At;
    if (IsCounted(S)) {
      At = isa<Expr>(S) ? visitAll(S, At) : visitLoop(S, At);
      At.add(At.Falls);
      return At;
    }
    if (const auto *If = dyn_cast<IfStmt>(S))
      return visitIf(If, At);
    if (const auto *Switch = dyn_cast<SwitchStmt>(S))
      return visitSwitch(Switch, At);
    if (isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(S))
      return visitLoop(S, At);
    if (const auto *Try = dyn_cast<CXXTryStmt>(S)) {
      Counts Whole = visit(Try->getTryBlock(), At);
      Counts Result = Whole;
      Counts Caught = At;
      Caught.Max = std::max(Whole.Max, At.Max);
      for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
        Result.join(visit(Try->getHandler(I)->getHandlerBlock(), Caught));
      return Result;
    }
    if (isa<BreakStmt>(S)) {
      if (Breaks)
        Breaks->join(At);
      else
        MayLeave = true;
      return {};
    }
    if (isa<ContinueStmt>(S)) {
      if (OnceContinues)
        OnceContinues->join(At);
      else
        Continues.join(At);
      return {};
    }
    if (isa<ReturnStmt, CoreturnStmt, GotoStmt, IndirectGotoStmt, CXXThrowExpr>(S)) {
      MayLeave |= !failsTest(S);
      return {};
    }
    if (isa<CoawaitExpr, CoyieldExpr, DependentCoawaitExpr>(S))
      MayLeave = true; // The caller may destroy the coroutine while it is suspended.
    if (isa<LambdaExpr>(S)) {
      // Its captures are evaluated, its body is not.
      for (const Expr *Init : cast<LambdaExpr>(S)->capture_inits())
        At = visit(Init, At);
      return At;
    }
    if (const auto *Logical = dyn_cast<BinaryOperator>(S); Logical && Logical->isLogicalOp()) {
      At = visit(Logical->getLHS(), At);
      Counts Both = visit(Logical->getRHS(), At);
      At.join(Both);
      return At;
    }
    if (const auto *Conditional = dyn_cast<AbstractConditionalOperator>(S)) {
      At = visit(Conditional->getCond(), At);
      Counts Result = visit(Conditional->getTrueExpr(), At);
      Result.join(visit(Conditional->getFalseExpr(), At));
      return Result;
    }
    At = visitAll(S, At);
    if (const auto *Call = dyn_cast<CallExpr>(S))
      if (const FunctionDecl *Function = Call->getDirectCallee();
          Function && Function->isNoReturn())
        return {};
    // A temporary that logs a fatal error when it is destroyed.
    if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(S))
      if (const CXXDestructorDecl *Destructor = Bound->getTemporary()->getDestructor();
          Destructor && Destructor->isNoReturn())
        return {};
    return At;
  }

  Counts visitIf(const IfStmt *If, Counts At) {
    At = visit(If->getInit(), At);
    if (const DeclStmt *Variable = If->getConditionVariableDeclStmt())
      At = visit(Variable, At);
    At = visit(If->getCond(), At);
    Counts Result = visit(If->getThen(), At);
    Result.join(If->getElse() ? visit(If->getElse(), At) : At);
    return Result;
  }

  Counts visitSwitch(const SwitchStmt *Switch, Counts At) {
    At = visit(Switch->getInit(), At);
    At = visit(Switch->getCond(), At);
    const auto *Sections = dyn_cast<CompoundStmt>(Switch->getBody());
    bool HasDefault = false;
    for (const SwitchCase *Case = Switch->getSwitchCaseList(); Case;
         Case = Case->getNextSwitchCase())
      HasDefault |= isa<DefaultStmt>(Case);
    Counts After;
    Counts *OuterBreaks = std::exchange(Breaks, &After);
    Counts Here;
    auto VisitSection = [&](const Stmt *S) {
      // A label is another way in.
      while (const auto *Case = dyn_cast<SwitchCase>(S)) {
        Here.join(At);
        S = Case->getSubStmt();
      }
      Here = visit(S, Here);
    };
    if (Sections)
      llvm::for_each(Sections->body(), VisitSection);
    else // `switch (0) case 0: default: if ...`, as assertions of tests begin.
      VisitSection(Switch->getBody());
    Breaks = OuterBreaks;
    After.join(Here);
    if (!HasDefault && !Switch->isAllEnumCasesCovered())
      After.join(At);
    return After;
  }

  /// A nested loop: what it evaluates is not counted, but it may leave this one.
  Counts visitLoop(const Stmt *S, Counts At) {
    const auto *Do = dyn_cast<DoStmt>(S);
    if (Do && isOnceLoop({Do, Do->getBody(), nullptr})) {
      Counts After;
      Counts *OuterBreaks = std::exchange(Breaks, &After);
      Counts *OuterContinues = std::exchange(OnceContinues, &After);
      Counts End = visit(Do->getBody(), At);
      Breaks = OuterBreaks;
      OnceContinues = OuterContinues;
      After.join(End);
      return After;
    }
    MayLeave |= leavesNested(S);
    return At;
  }

  Counts *OnceContinues = nullptr; ///< Where `continue` leads in a `do {} while (0)`.

  static bool leavesNested(const Stmt *S) {
    if (!S || isa<LambdaExpr>(S))
      return false;
    if (isa<ReturnStmt, CoreturnStmt, GotoStmt, IndirectGotoStmt, CXXThrowExpr, CoawaitExpr,
            CoyieldExpr, DependentCoawaitExpr>(S))
      return !failsTest(S);
    return llvm::any_of(S->children(), leavesNested);
  }
};

/// Whether \p S mentions a variable, a member or `this`.
bool mentionsState(const Stmt *S) {
  return containsAny(S, [](const Stmt *Part) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Part);
    return isa<MemberExpr, CXXThisExpr>(Part) || (Ref && !isa<FunctionDecl>(Ref->getDecl()));
  });
}

/// A truth that is asked of a variable: `once`, `!done`, `!!record`, `holder` of a class that
/// converts to bool.
struct AskedTruth {
  const VarDecl *Of = nullptr;
  bool IsNegated = false;
};

AskedTruth askedTruth(const Expr *Condition) {
  AskedTruth Asked;
  for (const Expr *E = Condition->IgnoreParenImpCasts();;) {
    const Expr *Operand = nullptr;
    const auto *Call = dyn_cast<CXXOperatorCallExpr>(E);
    const auto *Not = dyn_cast<UnaryOperator>(E);
    const auto *Conversion = dyn_cast<CXXMemberCallExpr>(E);
    if (Call && Call->getOperator() == OO_Exclaim)
      Operand = Call->getArg(0);
    else if (Not && Not->getOpcode() == UO_LNot)
      Operand = Not->getSubExpr();
    else if (Conversion && isa_and_nonnull<CXXConversionDecl>(Conversion->getMethodDecl()))
      Operand = Conversion->getImplicitObjectArgument();
    if (!Operand) {
      Asked.Of = variableOf(E);
      return Asked;
    }
    Asked.IsNegated ^= !Conversion;
    E = Operand->IgnoreParenImpCasts();
  }
}

/// Whether \p Step gives the variable whose truth is asked a value for which the loop ends, as in
/// `once = false`. Of a class the member that is set is taken to be the one that its truth is made
/// of.
bool switchesOff(const Expr *Step, const AskedTruth &Asked) {
  const auto *Assignment = dyn_cast<BinaryOperator>(Step->IgnoreParenImpCasts());
  if (!Assignment || Assignment->getOpcode() != BO_Assign)
    return false;
  const Expr *Target = Assignment->getLHS()->IgnoreParenImpCasts();
  const Expr *Value = Assignment->getRHS()->IgnoreParenImpCasts();
  const auto *Bool = dyn_cast<CXXBoolLiteralExpr>(Value);
  const auto *Number = dyn_cast<IntegerLiteral>(Value);
  if (!Bool && !Number)
    return false;
  bool IsTrue = Bool ? Bool->getValue() : Number->getValue() != 0;
  if (const auto *Member = dyn_cast<MemberExpr>(Target))
    return variableOf(Member->getBase()->IgnoreParenImpCasts()) == Asked.Of;
  return variableOf(Target) == Asked.Of && IsTrue == Asked.IsNegated;
}

/// Whether \p L is no loop but opens a scope: `for (bool once = wanted(); once; once = false)`, as
/// macros for logging do (Qt's `qCDebug`, abseil's `LOG_EVERY_N`); or, by a macro, a loop without a
/// step that asks an object of its own whether it is there, as `BOOST_LOG_TRIVIAL` does.
bool isScopeLoop(const Loop &L) {
  const auto *For = dyn_cast<ForStmt>(L.Statement);
  if (!For || !For->getCond())
    return false;
  AskedTruth Asked = askedTruth(For->getCond());
  if (!Asked.Of)
    return false;
  if (For->getInc())
    return switchesOff(For->getInc(), Asked);
  const auto *Init = dyn_cast_or_null<DeclStmt>(For->getInit());
  return For->getForLoc().isMacroID() && For->getCond()->getBeginLoc().isMacroID() && Init &&
         Init->isSingleDecl() && Init->getSingleDecl() == Asked.Of &&
         Asked.Of->getType()->isRecordType();
}

} // namespace

bool isOnceLoop(const Loop &L) {
  const auto *Do = dyn_cast<DoStmt>(L.Statement);
  if (!Do)
    return false;
  const Expr *Condition = Do->getCond()->IgnoreParenImpCasts();
  if (const auto *Literal = dyn_cast<IntegerLiteral>(Condition))
    return Literal->getValue() == 0;
  if (const auto *Literal = dyn_cast<CXXBoolLiteralExpr>(Condition))
    return !Literal->getValue();
  // Test frameworks hide the constant from the compiler's warnings: `while (always_false())`.
  return Do->getDoLoc().isMacroID() && Condition->getBeginLoc().isMacroID() &&
         !Condition->isTypeDependent() && !mentionsState(Condition);
}

Evaluations evaluationsPerIteration(const Body &B, const Loop &L,
                                    llvm::function_ref<bool(const Stmt *)> IsCounted) {
  return PathCounter(L, IsCounted).run();
}

bool mayReach(const Body &B, const Stmt *From, const Stmt *To) {
  const CFGBlock *Start = B.block(From), *End = B.block(To);
  if (!Start || !End)
    return true;
  if (Start == End && indexIn(Start, From) < indexIn(End, To))
    return true;
  llvm::SmallVector<const CFGBlock *, 4> Next;
  for (const CFGBlock::AdjacentBlock &Successor : Start->succs())
    Next.push_back(Successor.getReachableBlock());
  bool Found = false;
  walk(*B.cfg(), Next, [&](const CFGBlock *Block) {
    Found |= Block == End;
    return !Found;
  });
  return Found;
}

bool runsOnEveryIteration(const Body &B, const Loop &L, const Stmt *S) {
  const CFGBlock *Target = B.block(S);
  LoopBlocks Blocks = blocksOf(B, L);
  if (!Target || !Blocks.Entry)
    return false;
  if (Target == Blocks.Head)
    return true;
  bool Avoids = false;
  walk(*B.cfg(), Blocks.Entry, [&](const CFGBlock *Block) {
    if (Block == Target || neverReturns(B, Block))
      return false;
    if (Block == Blocks.Head || endsIteration(Block, L) || Block == &B.cfg()->getExit()) {
      Avoids = true;
      return false;
    }
    return true;
  });
  return !Avoids;
}

bool mayLeaveEarly(const Body &B, const Loop &L) {
  LoopBlocks Blocks = blocksOf(B, L);
  if (!Blocks.Head || !Blocks.Entry)
    return true;
  bool Leaves = false;
  walk(*B.cfg(), Blocks.Entry, [&](const CFGBlock *Block) {
    if (Block == Blocks.Head || endsIteration(Block, L) || neverReturns(B, Block))
      return false;
    if (Block == &B.cfg()->getExit())
      Leaves = true;
    return true;
  });
  return Leaves;
}

bool runsAtMostOnce(const Body &B, const Loop &L) {
  if (isOnceLoop(L) || isScopeLoop(L))
    return true;
  LoopBlocks Blocks = blocksOf(B, L);
  if (!Blocks.Head)
    return !B.cfg() ? false : true; // The condition was folded away: do {} while (0).
  if (!Blocks.Entry)
    return true;
  bool Repeats = false;
  walk(*B.cfg(), Blocks.Entry, [&](const CFGBlock *Block) {
    if (Block == Blocks.Head || endsIteration(Block, L))
      Repeats = true;
    return !Repeats;
  });
  return !Repeats;
}

bool leavesLoop(const Body &B, const Loop &L, const Stmt *S) {
  if (isScopeLoop(L))
    return true;
  const CFGBlock *Start = B.block(S);
  LoopBlocks Blocks = blocksOf(B, L);
  if (!Start || !Blocks.Head)
    return false;
  if (Start == Blocks.Head || endsIteration(Start, L))
    return false;
  bool Repeats = false;
  llvm::SmallVector<const CFGBlock *, 4> Next;
  for (const CFGBlock::AdjacentBlock &Successor : Start->succs())
    Next.push_back(Successor.getReachableBlock());
  if (neverReturns(B, Start))
    return true;
  walk(*B.cfg(), Next, [&](const CFGBlock *Block) {
    if (Block == Blocks.Head || endsIteration(Block, L))
      Repeats = true;
    return !Repeats && !neverReturns(B, Block);
  });
  // An outer loop brings control back to this one by entering it anew, through its head; that is
  // indistinguishable here, so a statement inside an outer loop is judged by its innermost path.
  if (Repeats && L.Parent) {
    Repeats = false;
    walk(*B.cfg(), Next, [&](const CFGBlock *Block) {
      if (endsIteration(Block, *L.Parent))
        return false;
      if (Block == Blocks.Head || endsIteration(Block, L))
        Repeats = true;
      return !Repeats && !neverReturns(B, Block);
    });
  }
  return !Repeats;
}

bool repeatsWithout(const Body &B, const Loop &L, const Stmt *S,
                    llvm::function_ref<bool(const Stmt *)> Stops) {
  const CFGBlock *Start = B.block(S);
  if (!Start || isScopeLoop(L))
    return false;
  size_t At = indexIn(Start, S);
  // Whether the elements with indices in [From, To) let control pass.
  auto Passes = [&](const CFGBlock *Block, size_t From, size_t To) {
    size_t I = 0;
    for (const CFGElement &Element : *Block) {
      if (I >= From && I < To)
        if (auto Statement = Element.getAs<CFGStmt>(); Statement && Stops(Statement->getStmt()))
          return false;
      ++I;
    }
    return true;
  };
  if (!Passes(Start, At + 1, Start->size()) || neverReturns(B, Start))
    return false;
  // One search before the end of the iteration, one after it: both are needed to get round an outer
  // loop, and control leaves L for good where an iteration of the loop around it ends.
  struct State {
    const CFGBlock *Block;
    bool IsNextIteration;
  };
  llvm::BitVector Seen[2] = {llvm::BitVector(B.cfg()->getNumBlockIDs()),
                             llvm::BitVector(B.cfg()->getNumBlockIDs())};
  llvm::SmallVector<State, 16> Work;
  auto PushSuccessors = [&](const CFGBlock *Block, bool IsNextIteration) {
    for (const CFGBlock::AdjacentBlock &Next : Block->succs())
      if (const CFGBlock *Reachable = Next.getReachableBlock())
        Work.push_back({Reachable, IsNextIteration});
  };
  PushSuccessors(Start, endsIteration(Start, L));
  while (!Work.empty()) {
    auto [Block, IsNextIteration] = Work.pop_back_val();
    IsNextIteration |= endsIteration(Block, L);
    if (Seen[IsNextIteration].test(Block->getBlockID()) ||
        (L.Parent && endsIteration(Block, *L.Parent)))
      continue;
    Seen[IsNextIteration].set(Block->getBlockID());
    if (Block == Start && IsNextIteration && Passes(Block, 0, At))
      return true;
    if (Passes(Block, 0, Block->size()) && !neverReturns(B, Block))
      PushSuccessors(Block, IsNextIteration);
  }
  return false;
}

/// Whether \p Block decides about a loop that no condition ends: it is left by a jump only.
static bool decidesEndlessLoop(const CFGBlock *Block) {
  const Stmt *Terminator = Block->getTerminatorStmt();
  return Terminator && isa<ForStmt, WhileStmt, DoStmt>(Terminator) &&
         (Block->succ_size() < 2 || !std::next(Block->succ_begin())->getReachableBlock());
}

/// Whether \p Block ends the program as programs end that have done their work: `exit(0)`, or with
/// a status that is only known when it runs.
static bool exitsWell(const CFGBlock *Block, const ASTContext &Context) {
  return llvm::any_of(*Block, [&](const CFGElement &Element) {
    auto Statement = Element.getAs<CFGStmt>();
    const auto *Call = Statement ? dyn_cast<CallExpr>(Statement->getStmt()) : nullptr;
    if (!Call || !Call->getDirectCallee() || !isExit(Call->getDirectCallee()->getNameAsString()))
      return false;
    Expr::EvalResult Status;
    return Call->getNumArgs() != 1 || Call->getArg(0)->isValueDependent() ||
           !Call->getArg(0)->EvaluateAsInt(Status, Context) || Status.Val.getInt().isZero();
  });
}

bool endsInFailure(const Body &B, const Stmt *S) {
  const CFGBlock *Start = B.block(S);
  if (!Start)
    return false;
  bool Fails = false, Returns = false;
  walk(*B.cfg(), {Start}, [&](const CFGBlock *Block) {
    // Such a loop may do its work for ever, and a failure among its exits says nothing.
    if (decidesEndlessLoop(Block)) {
      Returns = true;
      return false;
    }
    bool Throws = llvm::any_of(*Block, [](const CFGElement &Element) {
      auto Statement = Element.getAs<CFGStmt>();
      return Statement && isa<CXXThrowExpr>(Statement->getStmt());
    });
    bool LeavesByThrow = Throws && Block->succ_size() == 1 &&
                         Block->succ_begin()->getReachableBlock() == &B.cfg()->getExit();
    if (neverReturns(B, Block) || LeavesByThrow) {
      Fails = true;
      Returns |= exitsWell(Block, B.context());
      return false;
    }
    Returns |= Block == &B.cfg()->getExit();
    return !Returns;
  });
  return Fails && !Returns;
}

/// Whether the body of \p L ends by leaving the loop, so that only a `continue` brings another
/// iteration: such a loop skips what it does not want, and leaves at the first that it wants.
static bool leavesUnlessContinued(const Loop &L) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(L.LoopBody);
  return Block && !Block->body_empty() &&
         isa<ReturnStmt, BreakStmt, CXXThrowExpr, GotoStmt>(Block->body_back());
}

bool evaluatesAgain(const Body &B, const Loop &L, const Stmt *S) {
  return !runsAtMostOnce(B, L) && !looksForFreeKey(L) && !leavesUnlessContinued(L) &&
         !leavesLoop(B, L, S) && !happensOnce(B, L, S);
}

/// Whether \p Condition holds only where somebody has asked for debugging: `verbose`,
/// `debug() >= 2`, `log && flags & kDebug`.
static bool asksForDebugging(const Expr *Condition) {
  const Expr *E = Condition->IgnoreParenImpCasts();
  if (const auto *Operator = dyn_cast<BinaryOperator>(E)) {
    switch (Operator->getOpcode()) {
    case BO_LAnd:
    case BO_And:
      return asksForDebugging(Operator->getLHS()) || asksForDebugging(Operator->getRHS());
    case BO_GT:
    case BO_GE:
    case BO_NE:
      return asksForDebugging(Operator->getLHS());
    default:
      return false;
    }
  }
  const Decl *Named = nullptr;
  if (const auto *Call = dyn_cast<CallExpr>(E))
    Named = Call->getCalleeDecl();
  else if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    Named = Ref->getDecl();
  else if (const auto *Member = dyn_cast<MemberExpr>(E))
    Named = Member->getMemberDecl();
  const auto *Declaration = dyn_cast_or_null<NamedDecl>(Named);
  return Declaration && Declaration->getIdentifier() && isAboutDebugging(Declaration->getName());
}

/// Whether \p T is text: a string, a view of one, a stream into one or a pointer to characters.
static bool isText(QualType T) {
  T = T.getNonReferenceType();
  return isStdText(T) || isStringStream(T) ||
         (T->isAnyPointerType() && T->getPointeeType()->isAnyCharacterType());
}

/// Whether \p Call, of a function or a member of something, is named for a problem:
/// `AddError(text)`, `errors.push_back(text)`. What returns something may be about the text for
/// debugging: `DebugString(text)`.
static bool isNamedForProblem(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (Callee && Callee->getIdentifier() &&
      (reportsProblem(Callee->getName()) || isAboutFailing(Callee->getName()) ||
       isAboutEnding(Callee->getName()) ||
       (Callee->getReturnType()->isVoidType() && isAboutDebugging(Callee->getName()))))
    return true;
  const auto *Member = dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParenImpCasts());
  const Expr *Object = Member ? Member->getBase()->IgnoreParenImpCasts() : nullptr;
  const ValueDecl *Named = nullptr;
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Object))
    Named = Ref->getDecl();
  else if (const auto *Field = dyn_cast_or_null<MemberExpr>(Object))
    Named = Field->getMemberDecl();
  return Named && Named->getIdentifier() && reportsProblem(Named->getName());
}

bool isGivenToReport(const Body &B, const Expr *Text) {
  for (const Stmt *P = B.parent(Text), *Child = Text; P && isa<Expr>(P);
       Child = P, P = B.parent(P)) {
    if (isa<CXXThrowExpr>(P))
      return true;
    const auto *Call = dyn_cast<CallExpr>(P);
    if (!Call || Child == Call->getCallee() || !isText(cast<Expr>(Child)->getType()))
      continue;
    if (isNamedForProblem(*Call))
      return true;
    // `log(Severity::Error, text)`.
    for (const Expr *Argument : Call->arguments())
      if (const auto *Ref = dyn_cast<DeclRefExpr>(Argument->IgnoreParenImpCasts());
          Ref && isa<EnumConstantDecl>(Ref->getDecl()) && Ref->getDecl()->getIdentifier() &&
          (reportsProblem(Ref->getDecl()->getName()) ||
           isAboutDebugging(Ref->getDecl()->getName())))
        return true;
  }
  return false;
}

/// Whether \p Loc is the user's text, not the body of a macro; arguments of macros are his.
static bool isOutsideMacroBodies(SourceLocation Loc, const SourceManager &SM) {
  while (Loc.isMacroID() && SM.isMacroArgExpansion(Loc))
    Loc = SM.getImmediateSpellingLoc(Loc);
  return Loc.isFileID();
}

/// Whether \p S is what the macro of an assertion looks at, such as an operand that it compares.
/// What an argument there calls (`ASSERT_OK(db->Put(key, value))`) does the test's own work.
static bool isAsserted(const Body &B, const Stmt *S) {
  const SourceManager &SM = B.context().getSourceManager();
  bool IsInAssertion = false;
  for (SourceLocation Loc = S->getBeginLoc(); Loc.isMacroID() && !IsInAssertion;
       Loc = SM.getImmediateMacroCallerLoc(Loc))
    IsInAssertion = isAssertion(Lexer::getImmediateMacroName(Loc, SM, B.context().getLangOpts()));
  if (!IsInAssertion)
    return false;
  for (const Stmt *P = B.parent(S), *Child = S; P; Child = P, P = B.parent(P)) {
    const auto *E = dyn_cast<Expr>(P);
    SourceLocation Loc = E ? E->getExprLoc() : P->getBeginLoc();
    if (!isOutsideMacroBodies(Loc, SM))
      return true;
    const auto *Call = dyn_cast_or_null<CallExpr>(E);
    if (!E || (Call && !isa<CXXOperatorCallExpr>(Call) && Call->getCallee() != Child))
      return false;
  }
  return false;
}

/// Whether the function returns before \p S in any case.
static bool isUnreachable(const Body &B, const Stmt *S) {
  const CFGBlock *Target = B.block(S);
  if (!Target)
    return false;
  bool IsReached = false;
  walk(*B.cfg(), &B.cfg()->getEntry(), [&](const CFGBlock *Block) {
    IsReached |= Block == Target;
    return !IsReached;
  });
  return !IsReached;
}

/// Whether \p Condition asks for a local variable that is false and stays so: a part of the program
/// that somebody has switched off by hand.
static bool isSwitchedOff(const Body &B, const Expr *Condition) {
  Condition = written(Condition);
  if (const auto *Both = dyn_cast<BinaryOperator>(Condition); Both && Both->getOpcode() == BO_LAnd)
    return isSwitchedOff(B, Both->getLHS()) || isSwitchedOff(B, Both->getRHS());
  const VarDecl *Flag = variableOf(Condition);
  if (!Flag || !Flag->isLocalVarDecl() || !Flag->hasLocalStorage() ||
      !Flag->getType()->isIntegralOrEnumerationType())
    return false;
  auto Value = constantInteger(Flag->getInit(), B.context());
  return Value && *Value == 0 && isLeftAsMade(B, Flag);
}

bool isOnColdPath(const Body &B, const Stmt *S) {
  if (const IdentifierInfo *Name = B.function().getIdentifier();
      Name && isAboutUsage(Name->getName()))
    return true;
  if (isAsserted(B, S) || (isa<Expr>(S) && isGivenToReport(B, cast<Expr>(S))))
    return true;
  for (const Stmt *P = B.parent(S), *Child = S; P; Child = P, P = B.parent(P)) {
    if (isa<CXXCatchStmt, CXXThrowExpr>(P))
      return true;
    // The text of an assertion that has failed: `EXPECT_EQ(a, b) << text`.
    if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(P))
      if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee());
          Method && isFailedAssertion(qualifiedName(*Method->getParent())))
        return true;
    // What is written to a log, if it is: `BOOST_LOG_TRIVIAL(debug) << x`.
    if (const auto *For = dyn_cast<ForStmt>(P);
        For && For->getForLoc().isMacroID() && isScopeLoop({For, For->getBody(), nullptr}))
      return true;
    if (const auto *If = dyn_cast<IfStmt>(P);
        If && If->getThen() == Child &&
        (asksForDebugging(If->getCond()) || isSwitchedOff(B, If->getCond())))
      return true;
  }
  // Last, as these need the graph.
  return isUnreachable(B, S) || endsInFailure(B, S);
}

} // namespace fastidious

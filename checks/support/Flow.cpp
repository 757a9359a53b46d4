#include "checks/support/Flow.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"
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

/// Whether control cannot get past \p Block. The graph knows calls of functions that do not return;
/// a temporary whose destructor does not (the usual way to log a fatal error) is only an element.
bool neverReturns(const CFGBlock *Block) {
  if (Block->hasNoReturnElement())
    return true;
  for (const CFGElement &Element : *Block)
    if (auto Statement = Element.getAs<CFGStmt>())
      if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(Statement->getStmt()))
        if (const CXXDestructorDecl *Destructor = Bound->getTemporary()->getDestructor();
            Destructor && Destructor->isNoReturn())
          return true;
  return false;
}

/// Blocks of the loop's own statements are found by the loop-back edges: the block that ends each
/// iteration is marked with the loop as its target.
bool endsIteration(const CFGBlock *Block, const Loop &L) {
  return Block->getLoopTarget() == L.Statement;
}

} // namespace

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
    if (Block == Target || neverReturns(Block))
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
    if (Block == Blocks.Head || endsIteration(Block, L) || neverReturns(Block))
      return false;
    if (Block == &B.cfg()->getExit())
      Leaves = true;
    return true;
  });
  return Leaves;
}

bool runsAtMostOnce(const Body &B, const Loop &L) {
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
  if (neverReturns(Start))
    return true;
  walk(*B.cfg(), Next, [&](const CFGBlock *Block) {
    if (Block == Blocks.Head || endsIteration(Block, L))
      Repeats = true;
    return !Repeats && !neverReturns(Block);
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
      return !Repeats && !neverReturns(Block);
    });
  }
  return !Repeats;
}

bool repeatsWithout(const Body &B, const Loop &L, const Stmt *S,
                    llvm::function_ref<bool(const Stmt *)> Stops) {
  const CFGBlock *Start = B.block(S);
  if (!Start)
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
  if (!Passes(Start, At + 1, Start->size()) || neverReturns(Start))
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
    if (Passes(Block, 0, Block->size()) && !neverReturns(Block))
      PushSuccessors(Block, IsNextIteration);
  }
  return false;
}

bool endsInFailure(const Body &B, const Loop &L, const Stmt *S) {
  const CFGBlock *Start = B.block(S);
  LoopBlocks Blocks = blocksOf(B, L);
  // A loop without a condition is left by a jump only; a failure among its exits says nothing.
  if (!Start || !Blocks.Head || Blocks.Head->succ_size() < 2 ||
      !std::next(Blocks.Head->succ_begin())->getReachableBlock())
    return false;
  bool Fails = false, Returns = false;
  walk(*B.cfg(), {Start}, [&](const CFGBlock *Block) {
    bool Throws = llvm::any_of(*Block, [](const CFGElement &Element) {
      auto Statement = Element.getAs<CFGStmt>();
      return Statement && isa<CXXThrowExpr>(Statement->getStmt());
    });
    bool LeavesByThrow = Throws && Block->succ_size() == 1 &&
                         Block->succ_begin()->getReachableBlock() == &B.cfg()->getExit();
    if (neverReturns(Block) || LeavesByThrow) {
      Fails = true;
      return false;
    }
    Returns |= Block == &B.cfg()->getExit();
    return !Returns;
  });
  return Fails && !Returns;
}

} // namespace fastidious

#include "checks/support/Flow.h"

#include "clang/AST/Expr.h"
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
    if (Block == Target || Block->hasNoReturnElement())
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
    if (Block == Blocks.Head || endsIteration(Block, L) || Block->hasNoReturnElement())
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
  if (Start->hasNoReturnElement())
    return true;
  walk(*B.cfg(), Next, [&](const CFGBlock *Block) {
    if (Block == Blocks.Head || endsIteration(Block, L))
      Repeats = true;
    return !Repeats && !Block->hasNoReturnElement();
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
      return !Repeats && !Block->hasNoReturnElement();
    });
  }
  return !Repeats;
}

} // namespace fastidious

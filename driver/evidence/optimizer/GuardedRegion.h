/// \file
/// A unit of work as it looks in unoptimised IR.
#pragma once

#include "llvm/ADT/SetVector.h"

#include <vector>

namespace llvm {
class AllocaInst;
class BasicBlock;
class BranchInst;
class DominatorTree;
class Function;
class LoadInst;
class LoopInfo;
class Value;
} // namespace llvm

namespace fastidious::optimizer {

struct GuardedRegion {
  unsigned Unit;
  llvm::LoadInst *Guard;
  /// On the guard; null if the front end made a select of it, because the value is cheap.
  llvm::BranchInst *Branch = nullptr;
  llvm::BasicBlock *Entry = nullptr;                   ///< Where the work begins.
  llvm::SmallSetVector<llvm::BasicBlock *, 16> Blocks; ///< Dominated by the entry.
};

/// The regions of \p F, which is unoptimised.
std::vector<GuardedRegion> guardedRegions(llvm::Function &F, llvm::DominatorTree &Dominators);

/// Makes the results of \p Region observable without otherwise changing what may be optimised;
/// with \p HideInputs, also makes everything that the region reads unknown.
void observe(GuardedRegion &Region, llvm::LoopInfo &Loops, bool HideInputs);

/// The local variable that \p Pointer points into, or null.
llvm::AllocaInst *localVariable(llvm::Value *Pointer);

} // namespace fastidious::optimizer

/// \file
/// Vectorising and unrolling make several loops of one: a body that does several iterations at once
/// and a remainder that does the last few.
#pragma once

#include "llvm/ADT/DenseMap.h"

namespace llvm {
class Loop;
class LoopInfo;
} // namespace llvm

namespace fastidious::optimizer {

struct LoopCopy {
  double AtOnce = 1; ///< Iterations of the source that one iteration does.
  bool IsRemainder = false;
};

/// Has only those loops of a function for which something is other than usual.
using LoopCopies = llvm::DenseMap<const llvm::Loop *, LoopCopy>;
LoopCopies loopCopies(const llvm::LoopInfo &Loops);

} // namespace fastidious::optimizer

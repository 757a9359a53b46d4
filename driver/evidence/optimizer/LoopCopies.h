/// \file
/// Vectorising and unrolling make several loops of one: a body that does several iterations at once
/// and a remainder that does the last few.
#pragma once

#include "llvm/ADT/DenseMap.h"

#include <map>
#include <string>
#include <tuple>

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

/// By how much one iteration of a loop of the source counts, as far as the variants of a module
/// tell: a loop whose trip count is known is unrolled without a remainder, by another factor in
/// each variant.
class SourceSteps {
public:
  /// Takes the loops of a function into account.
  void add(const llvm::LoopInfo &Loops);
  /// 0 where nothing is known of the loop.
  double of(const llvm::Loop &L) const;

private:
  using Place = std::tuple<std::string, unsigned, unsigned>; ///< File, line, column.
  static Place placeOf(const llvm::Loop &L);

  std::map<Place, double> Least;
};

LoopCopies loopCopies(const llvm::LoopInfo &Loops, const SourceSteps &Steps);

} // namespace fastidious::optimizer

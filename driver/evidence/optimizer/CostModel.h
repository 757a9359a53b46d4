/// \file
/// An estimate of what code costs, good enough to tell nothing, a part and the whole apart.
#pragma once

#include "driver/evidence/optimizer/LoopCopies.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/PassManager.h"

namespace llvm {
class BasicBlock;
class Function;
class Instruction;
class LoopInfo;
} // namespace llvm

namespace fastidious::optimizer {

class CostModel {
public:
  CostModel(llvm::FunctionAnalysisManager &Analyses, const SourceSteps &Steps)
      : Analyses(Analyses), Steps(Steps) {}

  /// The cost of one execution; zero for what only steers.
  double of(const llvm::Instruction &I);
  /// How often each block of \p F runs for one call: eight times for each loop around it, or as
  /// often as that takes where an iteration does several, and hardly ever on paths that are cold by
  /// construction. (BlockFrequencyInfo is no alternative: along 64
  /// copies of a shared_ptr it decays to 5 %.)
  llvm::DenseMap<const llvm::BasicBlock *, double> weights(llvm::Function &F);

private:
  double ofCall(llvm::Function *Callee);
  double ofBody(llvm::Function &F);

  llvm::FunctionAnalysisManager &Analyses;
  const SourceSteps &Steps;
  llvm::DenseMap<const llvm::Function *, double> Bodies;
};

/// The trip count that is assumed of every loop.
inline constexpr double AssumedTripCount = 8;

/// Whether \p I is an assembly statement without assembly: a sink, of the framework or of ours.
bool isEmptyAsm(const llvm::Instruction &I);

} // namespace fastidious::optimizer

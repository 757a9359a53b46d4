/// \file
/// What is left of the timed loops in an optimised module, in figures that can be compared.
#pragma once

#include "driver/evidence/optimizer/CanonicalText.h"
#include "driver/evidence/optimizer/TimedWork.h"
#include "driver/evidence/optimizer/Variant.h"

#include <map>
#include <string>

namespace llvm {
class Module;
} // namespace llvm

namespace fastidious::optimizer {

/// Counts of instructions by opcode and, for calls, callee.
using InstructionCounts = std::map<std::string, unsigned>;

/// What one function has of one timed loop.
struct LoopSummary {
  /// Estimated cost of an iteration (TargetTransformInfo's size and latency, eight iterations for
  /// an inner loop) of the copy of the loop that does the most iterations of the source at once, or
  /// else of the dearest.
  double Cost = 0;
  double AtOnce = 1; ///< So many iterations of the source.
  /// Instructions that do something besides computing a value.
  InstructionCounts Effects;
  InstructionCounts ObservableEffects; ///< Those of EffectModel.
  /// Instructions that write what no observed effect reads; see PrivateMemory.
  unsigned UnreadWrites = 0;
  /// The part of Cost that stores values from outside the loop in local variables: all that is left
  /// where an aggregate is computed once but handed to a sink in each iteration.
  double HandingOver = 0;
  /// The part of Cost that carries a value from one iteration to the next and uses nothing else
  /// that an iteration computes: all that is left of a sum of what is computed once.
  double Carrying = 0;
  /// The part of Cost that only passes through a local variable which a sink or an observer looks
  /// at, in each direction and outside inner loops: the price of looking.
  double Showing = 0;
};

struct FunctionSummary {
  CanonicalText Code;                    ///< Empty where nobody asked for it.
  std::map<unsigned, LoopSummary> Loops; ///< By timed loop.
  InstructionCounts WorkOutside;         ///< Outside all timed loops.
  InstructionCounts EffectsOutside;
  unsigned SelectsOutside = 0; ///< Choices between two values; no part of WorkOutside.
  double CostOutside = 0;
  unsigned AsmOutside = 0; ///< Inline assembly outside all timed loops.
  unsigned Returns = 0;
  /// For each unit, the instructions in loops whose debug location lies in it.
  std::map<unsigned, unsigned> InLoopsByLocation;
};

/// By symbol; functions that are not emitted have no entry.
using ModuleSummary = std::map<std::string, FunctionSummary>;

/// Of \p M, which makeVariants() made and the optimiser has been over, what is left of each
/// variant; the symbols are those before makeVariants(). Code is there for AsWritten and Removed.
std::map<Variant, ModuleSummary> summarize(llvm::Module &M, const TimedWork &Work);

} // namespace fastidious::optimizer

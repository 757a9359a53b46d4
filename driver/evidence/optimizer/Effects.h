/// \file
/// What code does besides computing a value.
#pragma once

#include "llvm/ADT/DenseMap.h"

#include <string>

namespace llvm {
class CallBase;
class Function;
class Instruction;
class Value;
} // namespace llvm

namespace fastidious::optimizer {

/// Whether the optimiser has to keep \p I for what it does. Writes to locals and what reports a
/// failed assertion are no effects.
bool hasEffect(const llvm::Instruction &I);

/// The opcode and, for a call, the callee.
std::string kindOf(const llvm::Instruction &I);

/// Tells effects that somebody can observe from those that only this optimiser takes for some:
/// allocating and freeing, setting `errno`, writing to memory that may be its own, and calls of
/// visible functions that do no more than that.
class EffectModel {
public:
  /// \p InCallee: what \p I does to the arguments of its function is judged at the call.
  bool isObservable(const llvm::Instruction &I, bool InCallee = false);

private:
  bool isObservableCall(const llvm::CallBase &Call, bool InCallee);
  bool isObservableBody(const llvm::Function &F);

  llvm::DenseMap<const llvm::Function *, bool> Bodies;
};

} // namespace fastidious::optimizer

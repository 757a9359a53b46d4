/// \file
/// Memory that code keeps to itself: local variables and what it allocated.
#pragma once

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace llvm {
class CallBase;
class Instruction;
class Loop;
class Use;
class Value;
} // namespace llvm

namespace fastidious::optimizer {

class EffectModel;

/// Tells work whose result an observed effect needs from work that only this optimiser cannot
/// remove: what a loop writes to memory of its own, and nobody looks at. Contents are followed, not
/// addresses: how often a loop over a buffer runs depends on the pointers to its ends, which says
/// nothing of what is in it.
class PrivateMemory {
public:
  explicit PrivateMemory(EffectModel &Effects) : Effects(Effects) {}

  /// How many of the instructions of \p L write to private memory whose contents reach no observed
  /// effect of the function.
  unsigned unreadWrites(const llvm::Loop &L);

private:
  bool isRead(const llvm::Value *Memory, const llvm::Loop *L);
  bool isReadByCall(const llvm::CallBase &Call, const llvm::Use &Argument,
                    llvm::SmallVectorImpl<const llvm::Value *> &Contents);
  bool decidesAboutEffect(const llvm::Instruction &Branch, const llvm::Loop *L);

  EffectModel &Effects;
  llvm::DenseMap<const llvm::Value *, bool> Known; ///< isRead(), by the memory's owner.
};

} // namespace fastidious::optimizer

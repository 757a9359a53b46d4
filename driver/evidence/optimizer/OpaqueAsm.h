/// \file
/// Empty assembly statements, the only code that a value can be shown to without any other effect.
#pragma once

#include "llvm/IR/IRBuilder.h"

namespace fastidious::optimizer {

/// Keeps a loop from being deleted; reads and writes nothing.
void keepAlive(llvm::IRBuilder<> &B);
/// Needs the value \p V.
void sinkValue(llvm::IRBuilder<> &B, llvm::Value *V);
/// Reads the memory at \p Pointer, which neither escapes nor changes.
void observeMemory(llvm::IRBuilder<> &B, llvm::Value *Pointer);
/// Lets \p Pointer escape: the memory there may change, now and later.
void letEscape(llvm::IRBuilder<> &B, llvm::Value *Pointer);
/// \p V, without anything being known about it.
llvm::Value *launder(llvm::IRBuilder<> &B, llvm::Value *V);

} // namespace fastidious::optimizer

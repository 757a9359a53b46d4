/// \file
/// Versions of a module that differ in what happens to the timed work.
#pragma once

#include <functional>

namespace llvm {
class Module;
} // namespace llvm

namespace fastidious::optimizer {

enum class Variant {
  AsWritten,    ///< The user's code.
  Removed,      ///< Without the work.
  Emptied,      ///< Without the work, but the loop stays: the price of the empty loop.
  Observed,     ///< The results of the work are looked at, as DoNotOptimize(result) does.
  InputsHidden, ///< As Observed, and nothing is known about the work's inputs.
};

/// Turns the guarded module \p M into variant \p V with regard to the units for which \p IsAsked
/// holds; the other units stay as written. No guard is left.
void makeVariant(llvm::Module &M, Variant V, const std::function<bool(unsigned)> &IsAsked);

} // namespace fastidious::optimizer

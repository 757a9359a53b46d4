/// \file
/// What the optimiser says about the loops that it takes away.
#pragma once

#include "driver/evidence/optimizer/TimedWork.h"

#include <memory>
#include <string>
#include <vector>

namespace llvm {
struct DiagnosticHandler;
} // namespace llvm

namespace fastidious::optimizer {

/// A loop that was deleted because its values do not depend on being iterated, or that was unrolled
/// until nothing was left of it.
struct VanishedLoop {
  std::string Function; ///< Symbol of the function that it was in.
  LineColumn Place;
  unsigned Iterations; ///< If it was unrolled; else 0.
};

/// A handler that appends to \p Into, or ignores remarks if that is null. Errors of the backend are
/// not printed: they are no message about the user's code.
std::unique_ptr<llvm::DiagnosticHandler> vanishedLoopHandler(std::vector<VanishedLoop> *Into);

} // namespace fastidious::optimizer

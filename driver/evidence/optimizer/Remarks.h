/// \file
/// What the optimiser says about the loops that it deletes.
#pragma once

#include "driver/evidence/optimizer/TimedWork.h"

#include <memory>
#include <string>
#include <vector>

namespace llvm {
struct DiagnosticHandler;
} // namespace llvm

namespace fastidious::optimizer {

/// A loop that was deleted because its values do not depend on being iterated.
struct DeletedLoop {
  std::string Function; ///< Symbol of the function that it was deleted from.
  LineColumn Place;
};

/// A handler that appends to \p Into, or ignores remarks if that is null. Errors of the backend are
/// not printed: they are no message about the user's code.
std::unique_ptr<llvm::DiagnosticHandler> deletedLoopHandler(std::vector<DeletedLoop> *Into);

} // namespace fastidious::optimizer

/// \file
/// What a container holds where the loops that append to it begin.
#pragma once

#include "checks/support/Appends.h"
#include "checks/support/Uses.h"

#include "llvm/ADT/SmallVector.h"

namespace fastidious {

/// How the contents of a container are known where a loop begins.
struct Origin {
  const clang::Stmt *Where =
      nullptr; ///< The declaration, or what empties it; null in a constructor.
  bool IsCleared = false;
  /// The number of elements that were put in since; what one append adds counts as one.
  uint64_t Elements = 0;
  /// The loops around the append that begin after it, innermost first.
  llvm::SmallVector<const Loop *, 2> Loops = {};
};

/// All uses in \p B of what \p A appends to, those of the pointers on the way to it included.
std::vector<Use> usesOfTarget(const Body &B, const Append &A);

/// Walks backwards from \p A to where its container is declared empty, emptied, or initialised with
/// elements of a known number. Nothing if something on the way may prepare memory or change the
/// contents to what is not known. \p Uses are usesOfTarget().
std::optional<Origin> originOf(const Body &B, const Append &A, llvm::ArrayRef<Use> Uses);

/// Whether \p U, a use of the container of \p A, can neither add nor remove elements nor prepare
/// memory.
bool isHarmless(const Body &B, const Use &U, const Append &A);

/// Whether \p U hands an object that holds the container of \p A, such as `*this`, to a new thread.
/// What that thread does to the container while this one appends would be a race: it does nothing,
/// or waits for a lock.
bool isGivenToThread(const Body &B, const Use &U, const Append &A);

/// Whether \p U is what \p A appends to: the container, or the element `m[key]` that it creates.
bool isTargetOf(const Body &B, const Use &U, const Append &A);

} // namespace fastidious

/// \file
/// What adds elements to a container that has `reserve`, and how many each time.
#pragma once

#include "checks/knowledge/Containers.h"
#include "checks/support/Body.h"
#include "checks/support/Place.h"
#include "checks/support/TripCount.h"

#include "llvm/ADT/ArrayRef.h"

#include <optional>
#include <string>
#include <vector>

namespace clang {
class Expr;
} // namespace clang

namespace fastidious {

/// An expression that adds elements to a container.
struct Append {
  const clang::Expr *Call;   ///< The whole expression; the finding is placed at its beginning.
  const clang::Expr *Object; ///< What names the container, a pointer if `IsArrow`.
  bool IsArrow;
  Place Target;
  const ContainerFact *Fact;
  unsigned Elements = 1; ///< How many it adds each time.
  bool IsBlank = false;  ///< What it adds to a text is blanks, as for an indentation.
  std::optional<TripCount> Many = std::nullopt; ///< For algorithms: how many elements they write.
};

/// The appends of \p B in source order, those in nested lambdas excluded: `push_back`,
/// `emplace_back`, `append`, `+=` and `<<` of an element, `insert` and its like at the end or into
/// a hash table, algorithms that write to a `std::back_inserter`. Appends of an unknown number of
/// elements are left out. \p UserContainers: qualified names of classes that the tables do not
/// have, with `reserve` and `push_back`.
std::vector<Append> appendsOf(const Body &B, llvm::ArrayRef<std::string> UserContainers);

/// Whether \p Fact is that of a sorted sequence of keys: one that is there already adds nothing.
bool isSortedSequence(const ContainerFact &Fact);

/// Whether \p Fact is that of a class which only the user knows of.
bool isUserContainer(const ContainerFact &Fact);

} // namespace fastidious

/// \file
/// How many elements a nest of loops appends to a container.
#pragma once

#include "checks/support/Appends.h"

namespace fastidious {

/// The number of elements that loops append: a sum of products of trip counts.
struct ElementCount {
  std::optional<uint64_t> Constant;   ///< Elements.
  std::optional<uint64_t> Iterations; ///< Of the nest as a whole.
  std::string Code;                   ///< As an argument of `reserve`; empty if not writable.
  std::string Display;                ///< For the message.
  /// Code in the type of the parameter of `reserve`, where that of Code is so small that a product
  /// would be computed as `int`, and might overflow; else empty.
  std::string WideCode;
  bool IsSum = false, IsProduct = false;
  std::vector<std::string> Guards;
  bool IsSafe = true;
  bool HasSideEffects = false;
  bool IsUpperBound = false;
  bool IsLowerBound = false; ///< Some iterations append more.
  /// The loop's counter if the number names it, which is right just before the loop only.
  const clang::VarDecl *Counter = nullptr;
  std::vector<CountSource> Sources = {}; ///< What it depends on.
};

/// One after the other: A + B.
ElementCount sum(const ElementCount &A, const ElementCount &B);

/// \p Count elements, for a parameter of type \p Parameter.
ElementCount elementCount(const TripCount &Count, clang::QualType Parameter,
                          const clang::ASTContext &Context);

/// How many elements \p Appends, all of one container, add each time the loop \p Root is entered.
/// Nothing if that cannot be told before, or if some iterations add nothing, unless
/// \p AllowUpperBound. Where some add more than others, what each adds counts.
std::optional<ElementCount> elementsAppendedIn(const Body &B, const Loop &Root,
                                               llvm::ArrayRef<const Append *> Appends,
                                               clang::QualType Parameter, bool AllowUpperBound);

/// The innermost loop around \p S that is one: no `do {} while (0)`.
const Loop *realLoopOf(const Body &B, const clang::Stmt *S);

} // namespace fastidious

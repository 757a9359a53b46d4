/// \file
/// Reduces a module to what decides the fate of some work.
#pragma once

#include <set>
#include <string>

namespace llvm {
class Module;
} // namespace llvm

namespace fastidious::optimizer {

/// What a slice keeps, by symbol.
struct SliceOf {
  std::set<std::string> Roots; ///< The functions whose code is compared.
  std::set<std::string> Path;  ///< The functions on the way from a root to the work.
  std::set<std::string> Deep;  ///< The functions with the loops: everything they reach is kept.
};

/// Removes from \p M what \p Kept does not need. Facts about the rest of the module that the
/// optimiser can use stay true:
/// - a local variable that removed code uses as well becomes an external one;
/// - a local function that removed code calls as well keeps an opaque caller, or the inliner would
///   take its last call for its only one;
/// - strong definitions beside the roots may be inlined but are not emitted;
/// - static initialisers are gone, as is the initial value of every variable that other code can
///   change.
void slice(llvm::Module &M, const SliceOf &Kept);

/// The function that keeps opaque callers; no part of what is compared.
inline constexpr char AnchorName[] = "__fastidious_anchor";

} // namespace fastidious::optimizer

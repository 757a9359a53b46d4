/// \file
/// The same code with and without some of its work.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <functional>
#include <optional>
#include <set>
#include <string>

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
inline constexpr unsigned VariantCount = 5;

/// Turns the guarded module \p M into all five variants side by side with regard to the units for
/// which \p IsAsked; the work of all others stays. Whatever depends on a guard, and what only this
/// module knows (local functions and variables, which the optimiser treats by who uses them), is
/// there once for each variant, with a symbol that variantOf() recognises. The rest, mostly
/// instantiations of library templates, is shared: it is the same in all of them, and the optimiser
/// does not care how many callers it has. Returns the variants that came out invalid; no function
/// of theirs has a body.
std::set<Variant> makeVariants(llvm::Module &M, const std::function<bool(unsigned)> &IsAsked);

/// The variant that the function or variable \p Symbol belongs to; nothing if it is shared.
std::optional<Variant> variantOf(llvm::StringRef Symbol);

/// \p Text without what tells the symbols of variants, and of the optimiser's own copies of a
/// function, apart.
std::string withoutVariant(llvm::StringRef Text);

} // namespace fastidious::optimizer

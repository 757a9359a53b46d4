/// \file
/// The difference of two texts, line by line.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace fastidious::driver {

/// One step of an edit script: a line that both texts have, or that only one has.
struct DiffLine {
  enum { Same, Removed, Added } Kind;
  llvm::StringRef Text; ///< With its line end, if it has one.
};

/// A shortest edit script (Myers) from \p Old to \p New, whose text it refers to.
std::vector<DiffLine> diffLines(llvm::StringRef Old, llvm::StringRef New);

/// A unified diff with three lines of context, as `patch -p1` and `git apply` read it; empty if the
/// texts are equal. \p Name is the path without the a/ and b/.
std::string unifiedDiff(llvm::StringRef Old, llvm::StringRef New, llvm::StringRef Name);

} // namespace fastidious::driver

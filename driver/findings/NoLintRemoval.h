/// \file
/// Taking a NOLINT comment, or a part of its list, out of a file.
#pragma once

#include "driver/findings/NoLint.h"

namespace fastidious::driver {

/// The edits after which \p Comment of \p Text no longer names \p Checks. Without a name left the
/// word goes, with the reason behind it; without a word left its comment, and without anything left
/// its line. Empty where that cannot be done: in a string, say, or in a comment that a backslash
/// continues.
std::vector<Edit> removeChecks(const std::string &File, llvm::StringRef Text,
                               const NoLintComment &Comment,
                               const std::vector<llvm::StringRef> &Checks);

} // namespace fastidious::driver

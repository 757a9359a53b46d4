/// \file
/// Fixes in the form that clang-apply-replacements and editors read.
#pragma once

#include "driver/findings/Finding.h"

namespace fastidious::driver {

/// clang-tidy's YAML for all findings. Only the fixes that may be applied unasked have edits, safe
/// ones and with \p Unsafe those, too: clang-apply-replacements applies whatever it finds.
std::string exportedFixes(const RunResult &R, bool Unsafe);

} // namespace fastidious::driver

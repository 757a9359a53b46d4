/// \file
/// Fixes in the form that clang-apply-replacements and editors read.
#pragma once

#include "driver/findings/Finding.h"

namespace fastidious::driver {

/// clang-tidy's YAML for all findings: safe fixes at the diagnostic, others at its notes.
std::string exportedFixes(const RunResult &R);

} // namespace fastidious::driver

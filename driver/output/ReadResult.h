/// \file
/// Reading results that this program wrote.
#pragma once

#include "driver/findings/Finding.h"

namespace fastidious::driver {

/// The result that \p Text holds in the format `json` or `sarif`. Relative paths are taken from the
/// current folder. Nothing if \p Text is something else; \p Error says what is wrong with it.
std::optional<RunResult> readResult(llvm::StringRef Text, std::string &Error);

/// Joins results of parts of a project: each finding once, fingerprints as of one run.
RunResult mergeResults(std::vector<RunResult> Parts);

} // namespace fastidious::driver

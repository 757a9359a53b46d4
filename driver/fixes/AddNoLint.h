/// \file
/// Writing NOLINT comments.
#pragma once

#include "driver/fixes/Edits.h"

namespace fastidious::driver {

struct NoLintOutcome {
  FileContents Before; ///< Of every file that changes.
  FileContents After;
  size_t Suppressed = 0;                     ///< Findings that have a comment now.
  std::vector<const ReportedFinding *> Left; ///< Those in places where no comment can stand.
};

/// Puts a comment to each of \p Findings that is not suppressed: behind its line if that stays
/// short, else in a line before it. Checks are added to a comment that is there. \p Reason may be
/// empty.
NoLintOutcome addNoLints(const std::vector<ReportedFinding> &Findings, const std::string &Reason);

} // namespace fastidious::driver

/// \file
/// Choosing fixes that go together, and applying them to text.
#pragma once

#include "driver/findings/Finding.h"

namespace fastidious::driver {

/// Contents of files, by absolute path.
using FileContents = std::map<std::string, std::string>;

/// A fix that is going to be applied, and whose it is.
struct ChosenFix {
  const ReportedFinding *Finding;
  const OfferedFix *Fix;
};

/// The fix of \p F that may be applied unasked: a safe one, or an unsafe one if \p Unsafe; null if
/// there is none. Alternatives are never chosen.
const OfferedFix *applicableFix(const ReportedFinding &F, bool Unsafe);

/// Of \p Candidates, in their order, those that do not touch what an earlier one edits. Equal
/// insertions at one place (an `#include` that several fixes need) are no conflict.
std::vector<ChosenFix> withoutConflicts(const std::vector<ChosenFix> &Candidates);

/// Applies all edits of \p Fixes to \p Contents, which holds every file that they edit. Equal edits
/// are made once. Inserted line ends are those of the file; nothing goes before a byte order mark.
void applyFixes(const std::vector<ChosenFix> &Fixes, FileContents &Contents);

/// \p Text with \p Edits, which are all of one file and do not overlap.
std::string applyEdits(llvm::StringRef Text, std::vector<Edit> Edits);

} // namespace fastidious::driver

/// \file
/// How hot findings are: joins them with a profile and ranks them.
#pragma once

#include "driver/evidence/profile/Profile.h"
#include "driver/findings/Finding.h"

namespace fastidious::driver {

/// Gives every finding that the profile says something about its share: of its lines where the
/// profile can tell them apart, else of its function. Findings that the profile does not mention
/// get no evidence: that is not the same as cold.
void addHeat(std::vector<ReportedFinding> &Findings, profile::Profile &P);

/// Sorts by descending share, keeping the order of equals; findings without one come last.
void sortByHeat(std::vector<ReportedFinding> &Findings);

/// Removes the findings that \p P, which addHeat() was given, shows to be below \p Percent: with
/// all that their functions call, even if other findings are to blame for that.
void dropCold(std::vector<ReportedFinding> &Findings, const profile::Profile &P, double Percent);

/// One line for the user: what the profile counts, how much of it can be joined, and for how many
/// findings it has data.
std::string describeCoverage(const std::vector<ReportedFinding> &Findings,
                             const profile::Profile &P, llvm::StringRef Path);

} // namespace fastidious::driver

#include "driver/evidence/Heat.h"

#include <algorithm>
#include <cstdio>

namespace fastidious::driver {

static std::optional<ProfileEvidence> heatOf(const ReportedFinding &F, const profile::Profile &P) {
  if (!(P.total() > 0))
    return std::nullopt;
  unsigned Last = std::max(F.Line, F.EndLine);
  std::optional<double> OfLines = P.valueOfLines(F.File, F.Line, Last);
  if (OfLines && *OfLines > 0)
    return ProfileEvidence{*OfLines / P.total(), P.Unit, "line"};
  // Inlined calls may have taken the samples of a line to another file, so that a line without
  // samples in a function that has some is judged by the function.
  if (!F.Function.empty())
    if (std::optional<double> OfFunction = P.valueOfFunction(F.Function))
      return ProfileEvidence{*OfFunction / P.total(), P.Unit,
                             P.IsInclusive ? "inclusive" : "function"};
  if (OfLines)
    return ProfileEvidence{0, P.Unit, "line"};
  return std::nullopt;
}

void addHeat(std::vector<ReportedFinding> &Findings, const profile::Profile &P) {
  for (ReportedFinding &F : Findings)
    F.Evidence.Profile = heatOf(F, P);
}

void sortByHeat(std::vector<ReportedFinding> &Findings) {
  std::stable_sort(Findings.begin(), Findings.end(),
                   [](const ReportedFinding &A, const ReportedFinding &B) {
                     double HeatA = A.Evidence.Profile ? A.Evidence.Profile->Share : -1;
                     double HeatB = B.Evidence.Profile ? B.Evidence.Profile->Share : -1;
                     return HeatA > HeatB;
                   });
}

void dropCold(std::vector<ReportedFinding> &Findings, double Percent) {
  std::erase_if(Findings, [&](const ReportedFinding &F) {
    return F.Evidence.Profile && F.Evidence.Profile->Share * 100 < Percent;
  });
}

std::string describeCoverage(const std::vector<ReportedFinding> &Findings,
                             const profile::Profile &P, llvm::StringRef Path) {
  size_t Known = std::count_if(Findings.begin(), Findings.end(), [](const ReportedFinding &F) {
    return F.Evidence.Profile.has_value();
  });
  return fmt::format("profile '{}' counts {}: {:.0f} % of it names a function, {:.0f} % a line; it "
                     "has data for {} of {} findings",
                     Path.str(), P.Unit, P.shareWithFunctions() * 100, P.shareWithLines() * 100,
                     Known, Findings.size());
}

} // namespace fastidious::driver

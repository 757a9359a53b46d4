#include "driver/evidence/Heat.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <cstdio>

namespace fastidious::driver {

using llvm::StringRef;

/// The lines that \p F is about.
static std::pair<unsigned, unsigned> linesOf(const ReportedFinding &F, const profile::Profile &P) {
  unsigned Last = std::max(F.Line, F.EndLine);
  // Each line of a statement is executed as often as the others, but those that a variable lives
  // for are not.
  if (P.CountsLines || F.Spent.FirstLine == 0)
    return {F.Line, Last};
  return {std::min(F.Line, F.Spent.FirstLine), std::max(Last, F.Spent.LastLine)};
}

/// What the place of a finding may cost, at most, and what of that no other finding is to blame
/// for.
struct Heat {
  double Most;
  ProfileEvidence Evidence;
};

static StringRef functionOf(const ReportedFinding &F) {
  return F.Spent.Symbol.empty() ? F.Function : F.Spent.Symbol;
}

static std::optional<Heat> heatOf(const ReportedFinding &F, const profile::Profile &P) {
  if (!(P.total() > 0))
    return std::nullopt;
  auto Share = [&](double Value, const char *Level, double ElseBlamed = 0) {
    auto Part = [&](double Value) { return std::clamp(Value / P.total(), 0.0, 1.0); };
    return Heat{Part(Value), {Part(Value - ElseBlamed), P.Unit, Level}};
  };
  const char *FunctionLevel = P.IsInclusive ? "inclusive" : "function";
  auto [First, Last] = linesOf(F, P);
  std::optional<double> OfLines = P.valueOfLines(F.File, First, Last);
  StringRef Name = functionOf(F);
  std::optional<profile::FunctionHeat> Function;
  if (!Name.empty())
    Function = P.heatOfFunction(Name, F.File);
  // Another file has the same name, and perhaps these lines: only its function tells them apart.
  if (OfLines && P.isAmbiguous(F.File)) {
    if (!Function)
      return std::nullopt;
    OfLines = std::min(*OfLines, Function->Value);
  }
  if (P.CountsLines && OfLines)
    return Share(*OfLines, "line");
  // Some profiles count lines from the function's first.
  if (!OfLines && F.Spent.FunctionLine > 0 && F.Spent.FirstLine >= F.Spent.FunctionLine) {
    auto Begin = static_cast<int>(F.Spent.FunctionLine);
    OfLines =
        P.valueOfOffsets(Name, static_cast<int>(First) - Begin, static_cast<int>(Last) - Begin);
    if (OfLines && Function)
      Function->Elsewhere = 0;
  }
  bool IsAboutStatement = F.Spent.FirstLine > 0;
  if (OfLines && Function && IsAboutStatement) {
    // A profile that does not show inlined calls has their lines instead of the one that calls
    // them: any line of the function may have caused them. What is left is what the finding can
    // cost at most, so that nothing hot gets lost behind what is colder.
    double Elsewhere = Function->Elsewhere;
    if (*OfLines > 0 || (P.IsInclusive && Function->IsOnLines)) {
      double Most = std::min(*OfLines + Elsewhere, std::max(Function->Value, *OfLines));
      return Share(Most, *OfLines >= Elsewhere ? "line" : FunctionLevel,
                   std::min(Function->InSuspects, Most - std::min(Most, *OfLines)));
    }
  }
  if (OfLines && *OfLines > 0)
    return Share(*OfLines, "line");
  if (Function)
    return Share(Function->Value, FunctionLevel, Function->InSuspects);
  // Without a sample and without a name, it may be inlined into something hot.
  return std::nullopt;
}

void addHeat(std::vector<ReportedFinding> &Findings, profile::Profile &P) {
  std::vector<StringRef> Files;
  for (const ReportedFinding &F : Findings)
    if (!llvm::is_contained(Files, StringRef(F.File)))
      Files.push_back(F.File);
  P.matchFiles(Files);
  // A function that calls one with a finding has the time of that, too. It comes behind it.
  std::vector<StringRef> Suspects;
  for (const ReportedFinding &F : Findings)
    if (!functionOf(F).empty())
      Suspects.push_back(functionOf(F));
  P.setSuspects(Suspects);
  for (ReportedFinding &F : Findings) {
    std::optional<Heat> H = heatOf(F, P);
    F.Evidence.Profile = H ? std::optional(H->Evidence) : std::nullopt;
  }
}

void sortByHeat(std::vector<ReportedFinding> &Findings) {
  std::stable_sort(Findings.begin(), Findings.end(),
                   [](const ReportedFinding &A, const ReportedFinding &B) {
                     double HeatA = A.Evidence.Profile ? A.Evidence.Profile->Share : -1;
                     double HeatB = B.Evidence.Profile ? B.Evidence.Profile->Share : -1;
                     return HeatA > HeatB;
                   });
}

void dropCold(std::vector<ReportedFinding> &Findings, const profile::Profile &P, double Percent) {
  std::erase_if(Findings, [&](const ReportedFinding &F) {
    std::optional<Heat> H = heatOf(F, P);
    return H && H->Most * 100 < Percent;
  });
}

std::string describeCoverage(const std::vector<ReportedFinding> &Findings,
                             const profile::Profile &P, llvm::StringRef Path) {
  size_t Known = std::count_if(Findings.begin(), Findings.end(), [](const ReportedFinding &F) {
    return F.Evidence.Profile.has_value();
  });
  return fmt::format(
      "profile '{}' counts {}{}: {:.0f} % of it names a function, {:.0f} % a line; "
      "it has data for {} of {} findings",
      Path.str(), P.Unit, P.IsInclusive || P.CountsLines ? "" : " without what functions call",
      P.shareWithFunctions() * 100, P.shareWithLines() * 100, Known, Findings.size());
}

} // namespace fastidious::driver

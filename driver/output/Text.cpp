/// \file
/// The formats for people: `full` and `concise`.
#include "driver/findings/Paths.h"
#include "driver/output/Format.h"

using llvm::StringRef;

namespace fastidious::driver {
namespace {

struct Style {
  explicit Style(bool Color)
      : Bold(Color ? "\033[1m" : ""), Warning(Color ? "\033[1;35m" : ""),
        Dim(Color ? "\033[2m" : ""), Mark(Color ? "\033[1;32m" : ""), Off(Color ? "\033[0m" : "") {}
  const char *Bold, *Warning, *Dim, *Mark, *Off;
};

std::string headline(const ReportedFinding &F, StringRef Message, const Style &S) {
  std::string Suppressed =
      F.Suppressed ? fmt::format(" (suppressed: {})", suppressionName(*F.Suppressed).str()) : "";
  return fmt::format("{}{}:{}:{}:{} {}warning:{} {}{} {}[{}]{}\n", S.Bold, displayPath(F.File),
                     F.Line, F.Column, S.Off, S.Warning, S.Off, Message.str(), Suppressed, S.Dim,
                     F.Check, S.Off);
}

/// The white space under \p Text up to byte \p Bytes: tabs stay, other characters are one column.
std::string blankUnder(StringRef Text, size_t Bytes) {
  std::string Out;
  for (char C : Text.take_front(Bytes)) {
    if (C == '\t')
      Out += '\t';
    else if ((C & 0xC0) != 0x80) // Not the rest of a UTF-8 sequence.
      Out += ' ';
  }
  return Out;
}

size_t charactersIn(StringRef Text) {
  return llvm::count_if(Text, [](char C) { return (C & 0xC0) != 0x80; });
}

std::string sourceLine(const ReportedFinding &F, SourceLines &Sources, const Style &S) {
  auto Text = Sources.line(F.File, F.Line);
  if (!Text || F.Column == 0 || F.Column > Text->size() + 1)
    return {};
  size_t Begin = F.Column - 1;
  size_t End = F.EndLine == F.Line ? std::min<size_t>(F.EndColumn - 1, Text->size()) : Text->size();
  size_t Length = std::max<size_t>(1, charactersIn(Text->slice(Begin, std::max(Begin, End))));
  return fmt::format("{:>6} | {}\n       | {}{}^{}{}\n", F.Line, Text->str(),
                     blankUnder(*Text, Begin), S.Mark, std::string(Length - 1, '~'), S.Off);
}

std::string costText(Cost C) {
  switch (C) {
  case Cost::ConstantFactor:
    return "constant factor";
  case Cost::PerIterationAllocation:
    return "an allocation in each iteration";
  case Cost::Quadratic:
    return "quadratic";
  case Cost::InvalidMeasurement:
    return "invalid measurement";
  }
  llvm_unreachable("covered switch");
}

std::string evidenceText(const Evidence &E) {
  std::string Out;
  if (const auto &O = E.Optimizer)
    Out += fmt::format("  optimiser: {} at {}{}\n", O->Verdict, O->Level,
                       O->Detail.empty() ? "" : ": " + O->Detail);
  if (const auto &P = E.Profile)
    Out += fmt::format("  profile: {:.1f} % of {} ({})\n", P->Share * 100, P->Unit, P->Level);
  return Out;
}

std::string trailer(const RunResult &R, const RenderOptions &Options) {
  std::string Out;
  if (Options.Statistics)
    Out += statisticsTable(R);
  // "No findings" would be untrue where nothing could be looked at.
  bool NothingDone = R.Files == 0 && !R.Errors.empty();
  if (!Options.Quiet && !NothingDone)
    Out += summaryLine(R) + "\n";
  return Out;
}

std::string renderFull(const RunResult &R, const RenderOptions &Options) {
  Style S(Options.Color);
  SourceLines Sources(R);
  std::string Out;
  for (const ReportedFinding &F : R.Findings) {
    MessageParts Parts = partsOf(F);
    Out += headline(F, Parts.What, S);
    Out += sourceLine(F, Sources, S);
    Out += fmt::format("  why: {}{}cost: {}\n", F.Reason, F.Reason.empty() ? "" : "; ",
                       costText(F.Cost));
    Out += evidenceText(F.Evidence);
    for (const RelatedNote &N : F.Notes)
      Out +=
          fmt::format("  note: {}:{}:{}: {}\n", displayPath(N.File), N.Line, N.Column, N.Message);
    if (!Parts.Remedy.empty())
      Out += fmt::format("  help: {}\n", Parts.Remedy.str());
    for (const OfferedFix &Fix : F.Fixes) {
      Out += fmt::format("  {}: {}\n",
                         Fix.Safety == FixSafety::Safe     ? "fix"
                         : Fix.Safety == FixSafety::Unsafe ? "unsafe fix"
                                                           : "alternative",
                         Fix.Title);
      Out += smallDiff(F, Fix, Sources, "    ", Options.Color);
    }
    Out += "\n";
  }
  return Out + trailer(R, Options);
}

std::string renderConcise(const RunResult &R, const RenderOptions &Options) {
  Style S(Options.Color);
  std::string Out;
  for (const ReportedFinding &F : R.Findings)
    Out += headline(F, F.Message, S);
  return Out + trailer(R, Options);
}

const FormatRegistration Full("full", "source lines, reason and fix of each finding", renderFull);
const FormatRegistration Concise("concise", "one line for each finding", renderConcise);

} // namespace
} // namespace fastidious::driver

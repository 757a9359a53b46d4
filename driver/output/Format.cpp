#include "driver/output/Format.h"

#include "driver/findings/Paths.h"
#include "driver/fixes/Edits.h"
#include "driver/fixes/UnifiedDiff.h"

using llvm::StringRef;

namespace fastidious::driver {

static std::vector<OutputFormat> &storage() {
  static std::vector<OutputFormat> Formats;
  return Formats;
}

FormatRegistration::FormatRegistration(StringRef Name, StringRef Summary, RenderFunction Render) {
  storage().push_back({Name, Summary, Render});
  llvm::sort(storage(),
             [](const OutputFormat &A, const OutputFormat &B) { return A.Name < B.Name; });
}

const std::vector<OutputFormat> &outputFormats() {
  return storage();
}

const OutputFormat *findFormat(StringRef Name) {
  for (const OutputFormat &F : storage())
    if (F.Name == Name)
      return &F;
  return nullptr;
}

std::string counted(size_t N, StringRef Noun) {
  return fmt::format("{} {}{}", N, Noun.str(), N == 1 ? "" : "s");
}

MessageParts partsOf(const ReportedFinding &F) {
  auto [What, Remedy] = StringRef(F.Message).split(": " + F.Reason);
  if (F.Reason.empty() || (!Remedy.empty() && !Remedy.consume_front("; ")))
    return {F.Message, ""};
  if (llvm::any_of(F.Fixes, [&](const OfferedFix &Fix) { return Fix.Title == Remedy; }))
    Remedy = "";
  return {What, Remedy};
}

std::string summaryLine(const RunResult &R) {
  size_t Findings = 0, Suppressed = 0, Safe = 0, Unsafe = 0;
  for (const ReportedFinding &F : R.Findings) {
    if (F.Suppressed) {
      ++Suppressed;
      continue;
    }
    ++Findings;
    if (applicableFix(F, /*Unsafe=*/false))
      ++Safe;
    else if (applicableFix(F, /*Unsafe=*/true))
      ++Unsafe;
  }
  std::string Out = R.Fixed ? fmt::format("{} fixed, ", counted(R.Fixed, "finding")) : "";
  Out += Findings ? counted(Findings, R.Fixed ? "finding left" : "finding")
                  : std::string(R.Fixed ? "none left" : "no findings");
  if (R.Fixed && Findings > 1)
    Out = fmt::format("{} fixed, {} findings left", counted(R.Fixed, "finding"), Findings);
  std::vector<std::string> Fixable;
  if (Safe)
    Fixable.push_back(fmt::format("{} fixable with --fix", Safe));
  if (Unsafe)
    Fixable.push_back(fmt::format("{}{} with --unsafe-fixes", Unsafe, Safe ? "" : " fixable"));
  if (!Fixable.empty())
    Out += " (" + llvm::join(Fixable, ", ") + ")";
  if (Suppressed)
    Out += fmt::format(", {} suppressed", Suppressed);
  std::set<StringRef> NotAnalysed;
  for (const AnalysisError &E : R.Errors)
    NotAnalysed.insert(E.File);
  Out += fmt::format(" in {}{}, {:.1f} s",
                     NotAnalysed.empty()
                         ? ""
                         : fmt::format("{} of ", R.Files - std::min(R.Files, NotAnalysed.size())),
                     counted(R.Files, "file"), R.Seconds);
  if (!R.Errors.empty())
    Out += fmt::format("; {}", counted(R.Errors.size(), "error"));
  return Out;
}

std::string statisticsTable(const RunResult &R) {
  std::map<std::string, size_t> Counts;
  for (const ReportedFinding &F : R.Findings)
    if (!F.Suppressed)
      ++Counts[F.Check];
  std::vector<std::pair<std::string, size_t>> Rows(Counts.begin(), Counts.end());
  llvm::sort(Rows, [](const auto &A, const auto &B) {
    return std::tie(B.second, A.first) < std::tie(A.second, B.first);
  });
  std::string Out;
  for (const auto &[Check, Count] : Rows)
    Out += fmt::format("{:>7}  {}\n", Count, Check);
  return Out;
}

const SourceLines::Text &SourceLines::load(StringRef File) {
  auto &Entry = Texts[File.str()];
  if (Entry)
    return *Entry;
  Entry = std::make_unique<Text>();
  std::string Error;
  auto Known = Contents.find(File.str());
  Entry->Contents = Known != Contents.end() ? Known->second : readFile(File, Error);
  if (Entry->Contents) {
    StringRef Rest = *Entry->Contents;
    Rest.consume_front("\xEF\xBB\xBF");
    for (StringRef L : llvm::split(Rest, '\n'))
      Entry->Lines.push_back(L.ends_with("\r") ? L.drop_back() : L);
  }
  return *Entry;
}

std::optional<StringRef> SourceLines::text(StringRef File) {
  const Text &T = load(File);
  return T.Contents ? std::optional<StringRef>(*T.Contents) : std::nullopt;
}

std::optional<StringRef> SourceLines::line(StringRef File, unsigned Line) {
  const Text &T = load(File);
  if (Line == 0 || Line > T.Lines.size())
    return std::nullopt;
  return T.Lines[Line - 1];
}

std::string smallDiff(const ReportedFinding &F, const OfferedFix &Fix, SourceLines &Sources,
                      StringRef Indent, bool Color) {
  std::map<std::string, std::vector<Edit>> ByFile;
  for (const Edit &E : Fix.Edits)
    ByFile[E.File].push_back(E);
  std::string Out;
  for (auto &[File, Edits] : ByFile) {
    std::optional<StringRef> Old = Sources.text(File);
    // The text may be another by now; an edit behind its end shows that.
    if (!Old ||
        llvm::any_of(Edits, [&](const Edit &E) { return E.Offset + E.Length > Old->size(); }))
      continue;
    if (File != F.File)
      Out += fmt::format("{}{}:\n", Indent.str(), displayPath(File));
    std::string New = applyEdits(*Old, Edits);
    for (const DiffLine &Line : diffLines(*Old, New)) {
      if (Line.Kind == DiffLine::Same)
        continue;
      bool Removed = Line.Kind == DiffLine::Removed;
      Out += fmt::format("{}{}{} {}{}\n", Indent.str(),
                         Color ? (Removed ? "\033[31m" : "\033[32m") : "", Removed ? '-' : '+',
                         Line.Text.rtrim("\r\n").str(), Color ? "\033[0m" : "");
    }
  }
  return Out;
}

} // namespace fastidious::driver

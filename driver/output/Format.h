/// \file
/// The output formats. Each is one file that registers itself.
#pragma once

#include "driver/findings/Finding.h"

namespace fastidious::driver {

struct RenderOptions {
  bool Color = false;
  bool Quiet = false;      ///< Findings only, no summary.
  bool Statistics = false; ///< Also the number of findings for each check.
};

/// Turns a result into text. Findings that are suppressed come with \c Suppressed set; formats that
/// have no word for that leave them out.
using RenderFunction = std::string (*)(const RunResult &, const RenderOptions &);

struct OutputFormat {
  llvm::StringRef Name;
  llvm::StringRef Summary;
  RenderFunction Render;
};

/// All formats, by name.
const std::vector<OutputFormat> &outputFormats();
/// Null if there is none of that name.
const OutputFormat *findFormat(llvm::StringRef Name);

struct FormatRegistration {
  FormatRegistration(llvm::StringRef Name, llvm::StringRef Summary, RenderFunction Render);
};

/// "1 finding", "2 findings": \p N and \p Noun, with an "s" where there are several.
std::string counted(size_t N, llvm::StringRef Noun);

/// What stands in a message "What: Why; Remedy" beside the reason, for formats that show that by
/// itself; no remedy if a fix is named like it.
struct MessageParts {
  llvm::StringRef What, Remedy;
};
MessageParts partsOf(const ReportedFinding &F);

/// "3 findings (2 fixable) in 10 files, 0.8 s": the one line at the end.
std::string summaryLine(const RunResult &R);

/// How many findings there are of each check, as an aligned table.
std::string statisticsTable(const RunResult &R);

/// The source files that findings are in, read once.
class SourceLines {
public:
  /// \p R must live as long.
  explicit SourceLines(const RunResult &R) : Contents(R.Contents) {}

  /// The text of a file, or nothing.
  std::optional<llvm::StringRef> text(llvm::StringRef File);
  /// The text of line \p Line (from 1) without its end, or nothing.
  std::optional<llvm::StringRef> line(llvm::StringRef File, unsigned Line);

private:
  struct Text {
    std::optional<std::string> Contents;
    std::vector<llvm::StringRef> Lines;
  };
  const Text &load(llvm::StringRef File);

  const std::map<std::string, std::string> &Contents;
  std::map<std::string, std::unique_ptr<Text>> Texts;
};

/// The lines that \p Fix changes in the file of \p F, as a diff of -/+ lines with \p Indent.
std::string smallDiff(const ReportedFinding &F, const OfferedFix &Fix, SourceLines &Sources,
                      llvm::StringRef Indent, bool Color);

} // namespace fastidious::driver

/// \file
/// What a check reports: the place, the reason and the possible fixes.
#pragma once

#include "checks/framework/CheckInfo.h"

#include "clang/Basic/Diagnostic.h"
#include "llvm/ADT/SmallVector.h"

#include <optional>
#include <string>

namespace clang {
class FunctionDecl;
class Stmt;
} // namespace clang

namespace fastidious {

/// A set of edits that belong together, named as the user sees it ("use '+='").
struct Fix {
  std::string Title;
  llvm::SmallVector<clang::FixItHint, 2> Edits;
};

/// A remark at another place.
struct Note {
  clang::SourceLocation Loc;
  std::string Message;
};

/// One defect. The message that users read is "What: Why; Remedy", in lower case, without a full
/// stop; `Why` also stands alone as the reason in machine-readable output.
struct Finding {
  /// A finding about \p Work: the place is its first token, and all of it is underlined.
  static Finding about(const clang::Stmt *Work);

  /// The token that checks.md names for the check; NOLINT and tests depend on it.
  clang::SourceLocation Loc = {};
  /// What happens ("'s = s + x' copies the whole string on every iteration").
  std::string What = {};
  /// Why it costs ("n iterations copy O(n^2) bytes").
  std::string Why = {};
  /// What to do ("append with '+='").
  std::string Remedy = {};
  /// Source ranges to underline.
  llvm::SmallVector<clang::SourceRange, 2> Ranges = {};
  /// Applied by `--fix`: behaviour stays the same.
  std::optional<Fix> Safe = std::nullopt;
  /// Applied by `--fix-notes` and `--unsafe-fixes` only.
  std::optional<Fix> Unsafe = std::nullopt;
  /// Offered by editors, applied by nothing unasked. At least two if there is no safe fix: a lone
  /// fix on a note is what clang-tidy's `--fix-notes` applies.
  llvm::SmallVector<Fix, 2> Alternatives = {};
  llvm::SmallVector<Note, 2> Notes = {};
  /// Overrides the check's own cost or confidence for this finding.
  std::optional<fastidious::Cost> Cost = std::nullopt;
  std::optional<fastidious::Confidence> Confidence = std::nullopt;
  /// The work that the finding is about, for evidence from the optimiser; may be null.
  const clang::Stmt *Work = nullptr;
  /// The function that the finding is about; the one that is being inspected if null.
  const clang::FunctionDecl *Function = nullptr;
};

} // namespace fastidious

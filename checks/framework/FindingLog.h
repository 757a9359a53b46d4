/// \file
/// A side channel from the checks to the program. A clang-tidy diagnostic has no room for the
/// reason, the cost or the safety of a fix; a host that wants them opens a FindingLog, and joins
/// its entries with clang-tidy's diagnostics (which have passed NOLINT and the header filter) by
/// check, file, offset and message.
#pragma once

#include "checks/framework/Finding.h"

#include <string>
#include <vector>

namespace fastidious {

/// How much a fix can be trusted; see Finding.
enum class FixSafety { Safe, Unsafe, Alternative };

/// What a diagnostic does not say about a reported finding.
struct LoggedFinding {
  std::string Check;    ///< Full name, prefix included.
  std::string FilePath; ///< As clang's FileManager names the file.
  unsigned Offset;      ///< Bytes from the beginning of the file.
  std::string Message;
  std::string Reason;
  fastidious::Cost Cost;
  fastidious::Confidence Confidence;
  /// Titles and safety of the emitted fixes, in the order of the diagnostic: the warning's own
  /// first, then one for each note that carries edits.
  std::vector<std::pair<std::string, FixSafety>> Fixes;
  /// Valid while the AST lives.
  const clang::Stmt *Work;
  const clang::FunctionDecl *Function;
};

/// Collects what checks report on this thread while the object lives.
class FindingLog {
public:
  FindingLog();
  ~FindingLog();
  FindingLog(const FindingLog &) = delete;
  FindingLog &operator=(const FindingLog &) = delete;

  /// The innermost log of this thread, or null.
  static FindingLog *current();

  std::vector<LoggedFinding> Findings;

private:
  FindingLog *Outer;
};

} // namespace fastidious

/// \file
/// From clang-tidy's diagnostics, and what the checks logged beside them, to findings and errors.
#pragma once

#include "driver/engine/Positions.h"
#include "driver/engine/Unit.h"

#include "llvm/Support/Regex.h"

namespace clang::tidy {
struct ClangTidyError;
} // namespace clang::tidy

namespace fastidious::driver {

/// Which headers findings are reported in.
struct HeaderScope {
  /// What clang-tidy is told: the user's own filter, or everything.
  std::string Pattern;
  /// Neither the command line nor `.clang-tidy` has a filter: then the project's headers are meant,
  /// and clang-tidy, which sees paths as clang spells them, cannot tell which these are.
  bool ProjectOnly = false;
};

/// Joins the two for one unit. What it is given outlives it.
class FindingJoin {
public:
  FindingJoin(const UnitView &View, const HeaderScope &Scope, Positions &Where);

  /// Adds what \p E says to \p Result, unless it is out of scope or evidence refutes it.
  void add(const clang::tidy::ClangTidyError &E, UnitResult &Result);
  /// Adds the logged findings that were not among those of add(): NOLINT suppresses them.
  void addSuppressed(UnitResult &Result);

private:
  void addError(const clang::tidy::ClangTidyError &E, UnitResult &Result);
  bool isInProject(const std::string &File) const;

  const UnitView &View;
  const HeaderScope &Scope;
  Positions &Where;
  /// Indices in View.Log by check, file, offset and message.
  std::map<std::tuple<std::string, std::string, unsigned, std::string>, size_t> Logged;
  std::set<size_t> Emitted;
};

} // namespace fastidious::driver

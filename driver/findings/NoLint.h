/// \file
/// NOLINT comments: which there are, and which are of no use.
#pragma once

#include "driver/findings/Finding.h"

namespace fastidious::driver {

/// One NOLINT, NOLINTNEXTLINE or NOLINTBEGIN of a text.
struct NoLintComment {
  enum { SameLine, NextLine, Block } Kind;
  unsigned Offset; ///< Of the word.
  unsigned Line, Column;
  std::string Word;                  ///< As written, without the list.
  std::optional<std::string> Checks; ///< What is in its parentheses; nothing if it has none.
  unsigned ChecksEnd = 0;            ///< Offset of the closing one.
  unsigned FirstLine, LastLine;      ///< What it applies to.
  unsigned BlockEnd = 0;             ///< Offset of the NOLINTEND of a block.
};

/// The comments of \p Text, as clang-tidy understands them, in their order.
std::vector<NoLintComment> findNoLints(llvm::StringRef Text);

/// The name under which comments that suppress nothing are reported.
constexpr llvm::StringRef UnusedSuppression = "fastidious-unused-suppression";

/// A finding for each check of ours that a NOLINT comment of \p File names although it suppresses
/// no finding of it there; its fix takes the name out. \p Findings are those of the file, with
/// those that NOLINT suppresses. A check that \p IsEnabled denies was not run, so nothing is known
/// about it.
std::vector<ReportedFinding>
unusedSuppressions(const std::string &File, llvm::StringRef Text,
                   const std::vector<const ReportedFinding *> &Findings,
                   const std::function<bool(llvm::StringRef Check)> &IsEnabled);

} // namespace fastidious::driver

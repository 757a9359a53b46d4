/// \file
/// The findings that a project has accepted.
#pragma once

#include "driver/findings/Finding.h"

namespace fastidious::driver {

/// Accepted findings by fingerprint, which outlives moved lines and renamed files.
class Baseline {
public:
  /// Where a baseline is looked for and created unless the user names a file.
  static constexpr llvm::StringRef DefaultName = ".fastidious-baseline.json";

  /// The baseline of the current folder or the nearest one above it that has one; empty if none
  /// has.
  static std::string findDefault();

  /// Nothing if \p Path cannot be read; \p Error says why.
  static std::optional<Baseline> load(const std::string &Path, std::string &Error);

  /// A baseline of all findings that are not suppressed otherwise, to be written to \p Path.
  static Baseline of(const std::vector<ReportedFinding> &Findings, const std::string &Path);

  /// Marks the findings that are accepted. Of copies of the same code in several files, as many are
  /// accepted as there were, those in their old files first.
  void apply(std::vector<ReportedFinding> &Findings) const;

  /// Drops what \p Findings does not hold any more; returns how many entries that were.
  size_t prune(const std::vector<ReportedFinding> &Findings);

  /// The text of the file: sorted, one entry a line, so that it merges well.
  std::string text() const;

  size_t size() const { return Entries.size(); }

private:
  struct Entry {
    std::string File; ///< Relative to Folder if it is below it.
    std::string Fingerprint, Check, Message;
  };
  std::string Folder; ///< Of the baseline.
  std::vector<Entry> Entries;

  /// For each finding the entry that accepts it, or none.
  std::vector<std::optional<size_t>> match(const std::vector<ReportedFinding> &Findings) const;
};

} // namespace fastidious::driver

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

  /// Nothing if \p Path cannot be read; \p Error says why.
  static std::optional<Baseline> load(const std::string &Path, std::string &Error);

  /// A baseline of all findings that are not suppressed otherwise.
  static Baseline of(const std::vector<ReportedFinding> &Findings);

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
    std::string File, Fingerprint, Check, Message;
  };
  std::vector<Entry> Entries;

  /// For each finding the entry that accepts it, or none.
  std::vector<std::optional<size_t>> match(const std::vector<ReportedFinding> &Findings) const;
};

} // namespace fastidious::driver

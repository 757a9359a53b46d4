/// \file
/// The lines that a change touches.
#pragma once

#include "driver/findings/Finding.h"

namespace fastidious::driver {

/// What to compare with; at most one is set.
struct ChangeSource {
  bool Staged = false;
  std::string Revision;
  std::string MergeBase;
  std::string PatchFile; ///< "-" for standard input.

  bool any() const {
    return Staged || !Revision.empty() || !MergeBase.empty() || !PatchFile.empty();
  }
};

/// Lines of the new version, by real path of the file.
class ChangedLines {
public:
  /// Nothing, with \p Error set, if there is no such revision or file.
  static std::optional<ChangedLines> find(const ChangeSource &Source, std::string &Error);

  /// Reads a unified diff whose paths are relative to \p Folder.
  static ChangedLines parse(llvm::StringRef Patch, const std::string &Folder);

  /// Whether a line of the finding was changed.
  bool contains(const ReportedFinding &F) const;
  /// Whether anything in the file was.
  bool containsFile(llvm::StringRef Path) const;
  /// Whether anything in a file that is no source file was.
  bool containsHeader() const;

private:
  std::map<std::string, std::vector<std::pair<unsigned, unsigned>>> Ranges; ///< First, last.
};

} // namespace fastidious::driver

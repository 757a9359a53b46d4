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

  /// Reads a unified diff, with or without context, whose paths are relative to \p Folder.
  static ChangedLines parse(llvm::StringRef Patch, const std::string &Folder);

  /// Whether a line of the finding was changed.
  bool contains(const ReportedFinding &F) const;
  /// Whether anything in the file was.
  bool containsFile(llvm::StringRef Path) const;
  /// Whether anything was changed in a file that one of \p Sources might include. Files of kinds
  /// that nobody includes do not count.
  bool containsIncluded(const std::vector<std::string> &Sources) const;

private:
  std::map<std::string, std::vector<std::pair<unsigned, unsigned>>> Ranges; ///< First, last.
};

/// The contents in git's index of the files that differ from it, by absolute path: what a commit
/// would hold, and not what is on disk. Nothing, with \p Error set, outside of a work tree.
std::optional<std::map<std::string, std::string>> stagedContents(std::string &Error);

} // namespace fastidious::driver

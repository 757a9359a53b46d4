/// \file
/// Copies of a project in which one may build and change what one likes.
#pragma once

#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace fastidious::driver {

/// Two copies of a folder, removed at the end.
class ScratchCopies {
public:
  /// Copies \p Root twice into a new folder in \p Parent (empty: where temporary files go). Left
  /// out are version control, build trees (whose absolute paths would lead back to the original),
  /// what matches one of \p Exclude, and what is neither file, folder nor link. Links that lead
  /// into \p Root lead into the copy afterwards.
  llvm::Error make(const std::string &Root, const std::string &Parent,
                   const std::vector<std::string> &Exclude);

  ScratchCopies() = default;
  ScratchCopies(const ScratchCopies &) = delete;
  ScratchCopies &operator=(const ScratchCopies &) = delete;
  ~ScratchCopies();

  void keep() { IsKept = true; }
  /// The folder that holds the copies and may hold other files.
  const std::string &folder() const { return Folder; }
  /// The names of both copies have the same length: the code of a program may depend on it.
  std::string before() const { return Folder + "/a"; }
  std::string after() const { return Folder + "/b"; }

private:
  std::string Folder;
  bool IsKept = false;
};

/// How a command ended.
struct CommandOutcome {
  int Code = 0;               ///< As a shell has it: 128 more than the signal that killed it.
  bool IsInterrupted = false; ///< By the user's Ctrl-C.
};

/// Runs `sh -c Command` with \p Arguments as "$@" in \p Folder; standard output and standard error
/// go to the file \p Log. Ctrl-C ends the command and not this program.
llvm::Expected<CommandOutcome> runShell(const std::string &Command,
                                        const std::vector<std::string> &Arguments,
                                        const std::string &Folder, const std::string &Log);

} // namespace fastidious::driver

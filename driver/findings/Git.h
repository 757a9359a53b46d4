/// \file
/// Asking git.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace fastidious::driver {

/// What `git Arguments...` prints in \p Folder, or nothing if it fails or there is no git. No
/// command that the repository's configuration names is run: no hook, monitor, pager, differ,
/// filter or transport.
std::optional<std::string> runGit(const std::string &Folder,
                                  const std::vector<std::string> &Arguments);

struct WorkTree {
  std::optional<std::string> Top; ///< Nothing if there is none, or if git refuses to read it.
  bool IsRefused = false;
  std::string Error; ///< Why there is no Top.
};

/// The work tree around \p Folder.
WorkTree workTree(const std::string &Folder);

} // namespace fastidious::driver

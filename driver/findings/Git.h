/// \file
/// Asking git.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace fastidious::driver {

/// What `git Arguments...` prints in \p Folder, or nothing if it fails or there is no git. Hooks,
/// monitors, pagers and external differs of the repository's configuration are not run.
std::optional<std::string> runGit(const std::string &Folder,
                                  const std::vector<std::string> &Arguments);

} // namespace fastidious::driver

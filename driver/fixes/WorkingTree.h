/// \file
/// Whether a file's contents are safe in version control.
#pragma once

#include <string>
#include <vector>

namespace fastidious::driver {

/// Of \p Files, those in a git work tree whose contents are not those of the last commit: changing
/// them could not be undone. Empty outside of git. Runs git, but nothing that the repository's
/// configuration names. Sets \p Error if there is a work tree, but git does not read it.
std::vector<std::string> uncommittedFiles(const std::vector<std::string> &Files,
                                          std::string &Error);

} // namespace fastidious::driver

/// \file
/// Asking a compiler for its system include folders. A compiler is a program, so it is only run
/// where a flag of the command line allows its path.
#pragma once

#include <string>
#include <vector>

namespace fastidious::driver {

/// Adds the system include folders and the target of \p Command's compiler to \p Command, if one of
/// \p Globs matches the compiler's absolute path. Each compiler is run once.
void addQueriedIncludes(std::vector<std::string> &Command, const std::vector<std::string> &Globs,
                        const std::string &Directory);

} // namespace fastidious::driver

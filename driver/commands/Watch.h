/// \file
/// Doing something again whenever a file changes.
#pragma once

#include "driver/cli/Command.h"

namespace fastidious::driver {

/// Calls \p Work, each time in a process of its own that starts afresh, and again when one of the
/// files that it puts into its argument changes. Returns only if that is impossible; the user ends
/// it.
ExitCode watch(const std::function<ExitCode(std::set<std::string> &Inputs)> &Work);

} // namespace fastidious::driver

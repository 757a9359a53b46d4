/// \file
/// The compile command for which the optimiser is asked.
#pragma once

#include <string>
#include <vector>

namespace fastidious::optimizer {

/// The user's command, changed as little as the question needs: it optimises, it has line tables,
/// and it has none of the instrumentation (sanitizers, coverage, profiling) or link-time
/// optimisation that would hide what becomes of the code. Language, target and floating-point
/// options stay: they decide what the optimiser may do.
struct OptimizingCommand {
  std::vector<std::string> Arguments; ///< The compiler first.
  std::string Level;                  ///< "-O2": the level that the answers hold for.
  bool IsUsersLevel;                  ///< Whether the user's command asked for that level.
};

/// A level that runs no optimiser (-O0, -Og, or none given) becomes -O2.
OptimizingCommand optimizing(const std::vector<std::string> &Arguments);

} // namespace fastidious::optimizer

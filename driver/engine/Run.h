/// \file
/// Analysing many units: in parallel, from the cache where nothing changed.
#pragma once

#include "driver/engine/Unit.h"

namespace fastidious::driver {

struct RunOptions {
  unsigned Processes = 0;      ///< 0 for one on each processor.
  unsigned TimeoutSeconds = 0; ///< For one unit; 0 for none.
  bool KeepGoing = true;       ///< Go on when a unit cannot be analysed.
  bool ShowProgress = false;
  std::string CacheFolder; ///< Where results are kept; empty for nowhere.
  /// What the folder may hold before the results that were not used for longest are removed.
  uint64_t CacheBytes = uint64_t(1) << 30;
};

/// The results of \p Jobs in their order. A unit that crashed or timed out has an error in its
/// result; one that was not reached because of !KeepGoing has an empty result.
std::vector<UnitResult> runUnits(const std::vector<CompileJob> &Jobs, const EngineOptions &Engine,
                                 const RunOptions &Options);

/// A rule for make or Ninja: \p Target depends on all files that the units have read.
std::string dependencyRule(llvm::StringRef Target, const std::vector<UnitResult> &Units);

/// Joins the results of units: findings sorted, each once, with fingerprints.
RunResult joinResults(const std::vector<UnitResult> &Units);

} // namespace fastidious::driver

/// \file
/// Applying fixes to a whole project: in memory until everything is proved to parse.
#pragma once

#include "driver/engine/Run.h"
#include "driver/fixes/Edits.h"

namespace fastidious::driver {

/// What fixing did.
struct FixOutcome {
  FileContents Before; ///< Of every file that changed.
  FileContents After;
  std::vector<UnitResult> Units;       ///< Of the run over the fixed contents.
  size_t Fixed = 0;                    ///< Findings that were fixed.
  /// How many fixes of each file led to new errors, and were taken back.
  std::map<std::string, size_t> RolledBack;
};

using FixFilter = std::function<void(const std::vector<UnitResult> &, RunResult &)>;

/// Applies fixes until none is left: chooses those that do not overlap, parses every unit that read
/// a changed file again, takes back the fixes that give new errors (found by halving), and looks for
/// what the next pass can fix. \p Filter removes the findings that the user does not want to see,
/// and may add others; it is given the results of all units, too. Nothing is written. \p Units is
/// the result of the first run over \p Jobs.
FixOutcome fixAll(const std::vector<CompileJob> &Jobs, std::vector<UnitResult> Units,
                  const EngineOptions &Engine, const RunOptions &Run, bool Unsafe,
                  const FixFilter &Filter);

} // namespace fastidious::driver

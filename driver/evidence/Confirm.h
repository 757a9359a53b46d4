/// \file
/// `--confirm`: findings in timed code are put to the optimiser.
#pragma once

#include "driver/engine/Unit.h"
#include "driver/evidence/optimizer/TimedWorkReport.h"

namespace fastidious::driver {

/// What the optimiser does with the timed loops of a unit.
struct ConfirmedUnit {
  optimizer::TimedWorkReport Report;
  std::string Level; ///< "-O2": what the answers hold for.
  /// The command asks for no optimisation, so the level is not the user's.
  bool LevelIsAssumed = false;
};

/// Parses the unit of \p Job and asks about its timed loops. The working directory
/// must be Job.Directory.
ConfirmedUnit confirmUnit(const CompileJob &Job, const FileOverrides &Overrides,
                          const optimizer::Selection &Which);

/// The evidence for \p A as findings carry it.
OptimizerEvidence evidenceOf(const optimizer::Answer &A, const std::string &Level);

/// Gives findings about timed work (LoggedFinding::Work) the optimiser's verdict:
/// - eliminated, outside-loop, partial: the finding is confirmed;
/// - survives, with an effect that others can observe: the finding is refuted and not reported;
/// - survives otherwise: it stays, because a better optimiser may see that nobody could tell;
/// - unknown: it stays as it is.
/// Only loops with such findings are asked about. A unit that has any is parsed once more, with all
/// bodies, if its text mentions no framework by name; the others cost next to nothing.
void confirmFindings(EngineOptions &Engine);

/// As confirmFindings(), and asks about every timed loop: those that do not measure what they run
/// are reported although no syntax shows it. Units whose text mentions no benchmark framework and
/// no clock cost nothing.
void confirmEverything(EngineOptions &Engine);

} // namespace fastidious::driver

/// \file
/// From flags to findings: what all verbs that analyse code do.
#pragma once

#include "driver/cli/CheckFlags.h"
#include "driver/evidence/profile/Profile.h"
#include "driver/fixes/Fixer.h"

namespace fastidious::driver {

/// Takes findings away or marks or ranks them.
using Filter = std::function<void(RunResult &)>;

/// Everything that the flags ask for, checked and looked up.
class Analysis {
public:
  /// Prepares a run; completes \p Flags from `.fastidious.yaml`. On wrong usage prints a line and
  /// returns null.
  static std::unique_ptr<Analysis> prepare(CheckFlags &Flags,
                                           const std::vector<std::string> *CompilerArgs);

  /// Analyses all units, and fixes them if the flags say so.
  RunResult run();

  /// The changes of files; only after run() with fixes.
  const FixOutcome *fixes() const { return Fixes ? &*Fixes : nullptr; }

  /// Prints warnings and errors of the run, one line each.
  static void printProblems(const RunResult &R);

  /// The files that the last run() depended on: sources, headers, databases, configuration.
  const std::set<std::string> &inputs() const { return Inputs; }

  JobList Jobs;
  EngineOptions Engine;
  RunOptions Run;
  std::vector<Filter> Filters;

private:
  explicit Analysis(const CheckFlags &Flags) : Flags(Flags) {}
  void applyFilters(RunResult &R) const;
  /// Reads the profile that the flags name. False after an error that was printed.
  bool readHeat();

  /// Takes the units away that no changed line concerns, and adds the filter for the lines.
  bool keepChanged();
  /// If the flags ask for it, adds findings for NOLINT comments that suppress nothing.
  void addUnusedSuppressions(const std::vector<UnitResult> &Units, RunResult &R) const;

  const CheckFlags &Flags;
  std::set<std::string> Inputs;
  std::optional<FixOutcome> Fixes;
  std::optional<profile::Profile> Heat;
};

/// What the flags say about `--fail-on`; the inner option is empty if any cost counts. Nothing
/// after an error that was printed.
std::optional<std::optional<Cost>> failOn(const CheckFlags &Flags);

/// The exit code for \p R.
ExitCode exitCode(const RunResult &R, const CheckFlags &Flags);

/// Marks the findings that the baseline of \p Flags accepts, or removes them unless suppressed ones
/// are to be shown. Nothing after an error that was printed; an empty filter if there is no
/// baseline.
std::optional<Filter> baselineFilter(const CheckFlags &Flags);

/// Whether all formats of \p Flags exist; else prints an error.
bool formatsAreKnown(const CheckFlags &Flags);

/// Renders \p R as the flags say, to files and standard output. Returns false after an error that
/// was printed.
bool writeReports(const RunResult &R, const CheckFlags &Flags);

} // namespace fastidious::driver

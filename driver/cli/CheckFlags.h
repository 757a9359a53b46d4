/// \file
/// The flags of `fastidious check`, which other verbs that analyse code share.
#pragma once

#include "driver/cli/Command.h"
#include "driver/engine/Run.h"
#include "driver/findings/ChangedLines.h"

namespace fastidious::driver {

struct CheckFlags {
  std::vector<std::string> Paths;

  CommandOptions Commands;

  std::string ConfigFile; ///< `--config`; empty for the nearest `.fastidious.yaml`.
  std::string HeaderFilter;
  std::string Checks;
  std::string MinCost;

  std::vector<std::string> Formats; ///< FORMAT or FORMAT:FILE.
  std::string Output;
  std::string DependencyFile;
  std::string Color = "auto";
  bool Quiet = false;
  bool Statistics = false;

  bool Fix = false;
  bool UnsafeFixes = false;
  bool Diff = false;
  std::string ExportFixes;
  bool AllowDirty = false;

  std::string AddNoLint; ///< Why; "true" if no reason is given, empty to leave the code alone.
  bool ShowSuppressed = false;
  bool ReportUnusedSuppressions = false;
  std::string Baseline;
  bool IgnoreBaseline = false;
  ChangeSource Change;

  bool Confirm = false;              ///< Ask the optimiser about every timed loop.
  bool NoConfirm = false;            ///< Do not even ask about those with findings.
  std::string Profile;               ///< Path of a profile, or empty.
  std::vector<std::string> PathMaps; ///< "A=B": files of the profile below A are below B here.
  std::string Sort = "place";
  double HotnessThreshold = 0; ///< In percent of the profile's total.

  unsigned Jobs = 0;
  unsigned Timeout = 0;
  std::string Shard; ///< "K/N", or empty.
  bool Watch = false;
  bool KeepGoing = true;
  std::string CacheDir;
  uint64_t CacheLimit = 1024; ///< MiB.
  bool NoCache = false;

  std::string FailOn;
  bool ExitZero = false;
  unsigned MaxFindings = 0;

  /// Declares the flags that say what is analysed and how.
  void declareAnalysis(CLI::App &App);
  /// Declares what `check` can do with the findings.
  void declareReporting(CLI::App &App);
  /// Declares the part of it that concerns findings of earlier runs, too: output and gate.
  void declareOutput(CLI::App &App);

  /// Gives the flags that are not on the command line the values that `.fastidious.yaml` sets. On
  /// errors in it prints them and returns false. Does nothing the second time.
  bool readConfigFile();

  static constexpr llvm::StringRef CommandLine = "command line";

  /// Where the value of a flag comes from: "command line", "FILE:LINE" or "default".
  std::string originOf(const std::string &Flag) const;

  /// The option that is named like \p Flag, of the verb that is used; null if that has none.
  CLI::Option *option(const std::string &Flag) const;

private:
  std::vector<CLI::App *> Verbs; ///< Those that the flags were declared for.
  bool Reporting = false;        ///< Whether declareReporting() was called.
  bool ConfigFileRead = false;
  std::map<std::string, std::string> FromConfigFile;
};

} // namespace fastidious::driver

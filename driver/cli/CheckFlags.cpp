#include "driver/cli/CheckFlags.h"

#include "driver/cli/ConfigFile.h"
#include "driver/findings/Paths.h"

namespace fastidious::driver {

void CheckFlags::declareAnalysis(CLI::App &App) {
  Verbs.push_back(&App);
  App.add_option("PATH", Paths, "Files, or folders with all their files in the database")
      ->option_text("[PATH...]");

  auto Add = [&](const char *Group) {
    return [Group](CLI::Option *Option) { Option->group(Group); };
  };
  auto Database = Add("Compilation database");
  Database(App.add_option("-p,--build-dir", Commands.BuildDir,
                          "Folder with compile_commands.json (default: found near each file)")
               ->option_text("DIR"));
  Database(App.add_option("--extra-arg", Commands.ExtraArgs, "Add to each compile command")
               ->option_text("ARG")
               ->allow_extra_args(false));
  Database(App.add_option("--extra-arg-before", Commands.ExtraArgsBefore,
                          "Add to the front of each compile command")
               ->option_text("ARG")
               ->allow_extra_args(false));
  Database(App.add_option("--query-driver", Commands.QueryDrivers,
                          "Compilers that may be run to learn their include folders")
               ->option_text("GLOB")
               ->allow_extra_args(false)
               ->delimiter(','));

  auto What = Add("What to check");
  What(App.add_option("--exclude", Commands.Exclude, "Files and folders to leave out")
           ->option_text("GLOB")
           ->allow_extra_args(false));
  What(App.add_option("--header-filter", HeaderFilter,
                      "Report in headers whose path matches (default: those of the project)")
           ->option_text("REGEX"));
  What(
      App.add_option("--checks", Checks, "Checks to run, as in .clang-tidy")->option_text("GLOBS"));
  What(App.add_option("--min-cost", MinCost,
                      "Lowest cost to report: constant-factor, per-iteration-allocation, "
                      "quadratic or invalid-measurement")
           ->option_text("COST"));
  What(App.add_option("--config", ConfigFile,
                      "Settings of the project (default: .fastidious.yaml in the nearest folder)")
           ->option_text("FILE"));

  auto Running = Add("Running");
  Running(App.add_option("-j,--jobs", Jobs, "Units analysed at once (default: all processors)")
              ->option_text("N"));
  Running(App.add_option("--timeout", Timeout, "Time limit for one unit (default: none)")
              ->option_text("SECONDS"));
  Running(App.add_flag("--keep-going,!--no-keep-going", KeepGoing,
                       "Go on when a unit cannot be analysed (default)"));
  Running(App.add_option("--shard", Shard,
                         "Only the K-th of N parts of the units; 'merge' joins the results")
              ->option_text("K/N"));
  Running(App.add_option("--cache-dir", CacheDir, "Keep results there (default: ~/.cache)")
              ->option_text("DIR"));
  Running(App.add_option("--cache-limit", CacheLimit,
                         "What the kept results may take before the oldest go (default: 1024)")
              ->option_text("MIB"));
  Running(App.add_flag("--no-cache", NoCache, "Analyse everything, keep nothing"));
}

void CheckFlags::declareOutput(CLI::App &App) {
  Reporting = true;
  Verbs.push_back(&App);
  auto Add = [&](const char *Group) {
    return [Group](CLI::Option *Option) { Option->group(Group); };
  };
  auto Output = Add("Output");
  Output(App.add_option("--format", Formats,
                        "full, concise, json, sarif, github, gitlab, junit or html; "
                        "repeatable as FORMAT:FILE")
             ->option_text("FORMAT[:FILE]")
             ->allow_extra_args(false)
             ->delimiter(','));
  Output(App.add_option("-o,--output", this->Output, "Write to FILE, not to standard output")
             ->option_text("FILE"));
  Output(App.add_option("--color", Color, "When to use colours")
             ->option_text("auto|always|never")
             ->check(CLI::IsMember({"auto", "always", "never"})));
  Output(App.add_flag("-q,--quiet", Quiet, "Findings only: no summary, no progress"));
  Output(App.add_flag("--statistics", Statistics, "Count the findings of each check"));

  auto Suppression = Add("Suppression");
  Suppression(App.add_option("--baseline", Baseline,
                             "Findings that are accepted (default: .fastidious-baseline.json)")
                  ->option_text("FILE"));
  Suppression(App.add_flag("--no-baseline", IgnoreBaseline, "Report accepted findings, too"));

  auto Gate = Add("Gate");
  Gate(App.add_option("--fail-on", FailOn, "Lowest cost that makes the run fail (default: any)")
           ->option_text("COST"));
  Gate(App.add_flag("--exit-zero", ExitZero, "Exit with 0 in spite of findings"));
  Gate(App.add_option("--max-findings", MaxFindings, "Fail only if there are more")
           ->option_text("N"));
}

void CheckFlags::declareReporting(CLI::App &App) {
  declareOutput(App);
  auto Add = [&](const char *Group) {
    return [Group](CLI::Option *Option) { Option->group(Group); };
  };
  App.add_option("--depfile", DependencyFile,
                 "Write to FILE which files the one of -o depends on, for make or Ninja")
      ->option_text("FILE")
      ->group("Output");
  auto Fixes = Add("Fixes");
  CLI::Option *FixFlag = App.add_flag("--fix", Fix, "Apply safe fixes");
  Fixes(FixFlag);
  Fixes(App.add_flag("--unsafe-fixes", UnsafeFixes,
                     "Apply unsafe fixes, too: those that may change behaviour"));
  CLI::Option *DiffFlag =
      App.add_flag("--diff", Diff, "Print the fixes as a unified diff, change nothing");
  Fixes(DiffFlag);
  CLI::Option *Export =
      App.add_option("--export-fixes", ExportFixes,
                     "Write the fixes as YAML for clang-apply-replacements, change nothing")
          ->option_text("FILE");
  Fixes(Export);
  Export->excludes(FixFlag)->excludes(DiffFlag);
  Fixes(App.add_flag("--allow-dirty", AllowDirty, "Fix files with changes that are not committed"));

  auto Suppression = Add("Suppression");
  Suppression(App.add_flag("--add-nolint", AddNoLint,
                           "Write a NOLINT comment to each finding, with the reason behind it")
                  ->option_text("[=REASON]"));
  Suppression(
      App.add_flag("--report-unused-suppressions", ReportUnusedSuppressions,
                   "Also report NOLINT comments that suppress nothing; --fix removes them"));
  Suppression(App.add_flag("--show-suppressed", ShowSuppressed,
                           "Also report what NOLINT or the baseline suppresses"));

  auto Evidence = Add("Evidence");
  CLI::Option *Confirm =
      App.add_flag("--confirm", this->Confirm,
                   "Ask the optimiser about every timed loop (default: those with findings)");
  Evidence(Confirm);
  CLI::Option *NoConfirm = App.add_flag("--no-confirm", this->NoConfirm,
                                        "Do not ask the optimiser about findings in timed loops");
  NoConfirm->excludes(Confirm);
  Evidence(NoConfirm);
  Evidence(
      App.add_option("--profile", Profile,
                     "Rank findings by a profile: perf script, pprof, callgrind, folded stacks, "
                     "gcov, lcov, sample profile, DHAT")
          ->option_text("FILE"));
  Evidence(
      App.add_option("--path-map", PathMaps,
                     "Files of the profile whose path begins with A are those that begin with B")
          ->option_text("A=B")
          ->allow_extra_args(false));
  Evidence(App.add_option("--sort", Sort, "Order of the findings")
               ->option_text("place|hotness")
               ->check(CLI::IsMember({"place", "hotness"})));
  Evidence(App.add_option("--hotness-threshold", HotnessThreshold,
                          "Leave out findings that the profile shows to be colder")
               ->option_text("PERCENT")
               ->check(CLI::Range(0.0, 100.0)));

  App.add_flag("-w,--watch", Watch, "Check again whenever a file changes")->group("Running");

  auto Changed = Add("Changed code");
  CLI::Option *Sources[] = {
      App.add_flag("--staged", Change.Staged, "Only findings on lines that are staged"),
      App.add_option("--new-from-rev", Change.Revision, "Only on lines changed since a revision")
          ->option_text("REV"),
      App.add_option("--new-from-merge-base", Change.MergeBase,
                     "Only on lines changed since the branch left REV")
          ->option_text("REV"),
      App.add_option("--new-from-patch", Change.PatchFile, "Only on lines that a patch adds")
          ->option_text("FILE")};
  for (CLI::Option *Source : Sources) {
    Changed(Source);
    for (CLI::Option *Other : Sources)
      if (Other != Source)
        Source->excludes(Other);
  }
}

CLI::Option *CheckFlags::option(const std::string &Flag) const {
  for (CLI::App *Verb : Verbs)
    if (Verb->parsed())
      return Verb->get_option_no_throw("--" + Flag);
  return nullptr;
}

std::string CheckFlags::originOf(const std::string &Flag) const {
  if (auto From = FromConfigFile.find(Flag); From != FromConfigFile.end())
    return From->second;
  const CLI::Option *Option = option(Flag);
  return Option && Option->count() ? CommandLine.str() : "default";
}

bool CheckFlags::readConfigFile() {
  if (ConfigFileRead)
    return true;
  ConfigFileRead = true;
  std::string File = ConfigFile.empty() ? findConfigFile(Paths) : absolutePath(ConfigFile);
  if (File.empty())
    return true;
  std::vector<std::string> Problems;
  auto Settings = driver::readConfigFile(File, Problems);
  for (const std::string &Problem : Problems)
    printError(Problem);
  if (!Settings)
    return false;
  for (const Setting &S : *Settings) {
    CLI::Option *Option = option(S.Name);
    // The other verbs have formats of their own.
    if (S.Name == "format" && !Reporting)
      continue;
    // Not every verb has every flag; and the command line wins, also by the opposite flag.
    if (!Option || Option->count() ||
        llvm::any_of(Option->get_excludes(), [](const CLI::Option *O) { return O->count() > 0; }))
      continue;
    Option->add_result(S.Values);
    Option->run_callback();
    FromConfigFile[S.Name] = fmt::format("{}:{}", displayPath(File), S.Line);
  }
  return true;
}

} // namespace fastidious::driver

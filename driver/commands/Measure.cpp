/// \file
/// `fastidious measure`: what a fix changes, by the user's own benchmark.
#include "driver/commands/Analysis.h"
#include "driver/evidence/ScratchCopy.h"
#include "driver/evidence/measure/Comparison.h"
#include "driver/findings/Paths.h"

#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/FormatVariadic.h"

#include <cstdio>

#include <unistd.h>

namespace json = llvm::json;
using llvm::StringRef;

namespace fastidious::driver {
namespace {

constexpr ExitCode ExitNotMeasured = ExitPartial;
constexpr ExitCode ExitSlower = ExitFindings;

/// FILE, FILE:LINE or FILE:LINE:COLUMN, as findings are reported.
struct Place {
  std::string File; ///< As given.
  unsigned Line = 0, Column = 0;

  explicit Place(StringRef Text) {
    // "a:3" may be a file's name.
    for (unsigned *Number : {&Column, &Line}) {
      auto [Rest, Digits] = Text.rsplit(':');
      unsigned Value;
      if (llvm::sys::fs::exists(absolutePath(Text)) || Digits.getAsInteger(10, Value))
        continue;
      *Number = Value;
      Text = Rest;
    }
    if (Column && !Line)
      std::swap(Line, Column);
    File = Text.str();
  }

  bool holdsFileOf(const ReportedFinding &F) const {
    return realPath(F.File) == realPath(absolutePath(File));
  }
  bool holds(const ReportedFinding &F) const {
    return holdsFileOf(F) && (!Line || F.Line == Line) && (!Column || F.Column == Column);
  }
};

std::string placeOf(const ReportedFinding &F) {
  return fmt::format("{}:{}:{}", displayPath(F.File), F.Line, F.Column);
}

/// The end of a log, for people.
std::string lastLines(const std::string &Path, unsigned Count) {
  std::string Error;
  std::string Text = readFile(Path, Error).value_or("");
  StringRef Rest = StringRef(Text).rtrim();
  size_t Begin = Rest.size();
  while (Count-- && Begin != 0 && Begin != StringRef::npos)
    Begin = Rest.rfind('\n', Begin);
  return Rest.substr(Begin == StringRef::npos ? 0 : Begin).trim('\n').str() + "\n";
}

class MeasureCommand : public Command {
public:
  void declare(CLI::App &App) override {
    Flags.declareAnalysis(App);
    App.get_option("PATH")
        ->description("The finding, as it is reported; or files, for all of their fixes together")
        ->option_text("FILE[:LINE[:COLUMN]]...");
    auto *Group = App.add_option_group("Measuring");
    Group->add_option("--build", Build, "Builds the benchmark; run by sh in a copy of the project")
        ->option_text("COMMAND")
        ->required();
    Group
        ->add_option("--run", RunBenchmark,
                     "Runs the benchmark, a program that uses Google Benchmark; likewise")
        ->option_text("COMMAND")
        ->required();
    Group->add_option("--filter", BenchmarkFilter, "Benchmarks to run, as in --benchmark_filter")
        ->option_text("REGEX");
    Group->add_option("--runs", Runs, "Runs before the fix, and as many after it (default: 10)")
        ->option_text("N")
        ->check(CLI::Range(1u, 1000u));
    Group
        ->add_option("--alpha", Alpha,
                     "A difference is shown if its p-value is below (default: 0.05)")
        ->option_text("P")
        ->check(CLI::Range(0.0, 1.0));
    Group
        ->add_option("--alternative", Alternative,
                     "Which fix, of a finding that has alternatives; the first is 1")
        ->option_text("N")
        ->check(CLI::PositiveNumber);
    Group->add_option("--root", Root, "Folder to copy (default: the work tree around the finding)")
        ->option_text("DIR");
    Group->add_option("--scratch", Scratch, "Folder for the copies (default: TMPDIR)")
        ->option_text("DIR");
    Group->add_flag("--keep", Keep, "Keep the copies, and say where they are");
    auto *Output = App.add_option_group("Output");
    Output->add_option("--format", Format, "text or json")
        ->option_text("FORMAT")
        ->check(CLI::IsMember({"text", "json"}));
    Output->add_flag("-q,--quiet", Flags.Quiet, "The result only: no progress");
    App.footer("Nothing outside the copies is changed.\n"
               "Exit codes: 0 measured, 1 measured and a benchmark became slower, 2 wrong usage, "
               "3 not measured.");
  }

  ExitCode run(const std::vector<std::string> *CompilerArgs) override {
    if (Flags.Paths.empty())
      return fail(ExitUsage, "which finding? give its FILE:LINE:COLUMN");
    for (std::string &Path : Flags.Paths) {
      Places.emplace_back(Path);
      Path = Places.back().File;
    }
    // What others accepted may be worth measuring.
    Flags.IgnoreBaseline = true;
    auto A = Analysis::prepare(Flags, CompilerArgs);
    if (!A)
      return ExitUsage;
    RunResult Result = A->run();
    Analysis::printProblems(Result);
    if (ExitCode Code = choose(Result, *A); Code != ExitClean)
      return Code;
    if (Root.empty())
      Root = A->Engine.ProjectRoots.front();
    return measure();
  }

private:
  static ExitCode fail(ExitCode Code, const std::string &Message) {
    printError(Message);
    return Code;
  }

  void say(const std::string &Text) const {
    if (!Flags.Quiet)
      fmt::print(stderr, "{}\n", Text);
  }

  // --- what is measured

  const OfferedFix *fixOf(const ReportedFinding &F) const {
    if (Alternative) {
      std::vector<const OfferedFix *> Alternatives;
      for (const OfferedFix &Fix : F.Fixes)
        if (Fix.Safety == FixSafety::Alternative)
          Alternatives.push_back(&Fix);
      if (Alternative <= Alternatives.size())
        return Alternatives[Alternative - 1];
    }
    // In a copy, an unsafe fix does no harm.
    return applicableFix(F, /*Unsafe=*/true);
  }

  std::string whyNoFix(const ReportedFinding &F) const {
    std::string Titles;
    for (const OfferedFix &Fix : F.Fixes)
      if (Fix.Safety == FixSafety::Alternative)
        Titles += (Titles.empty() ? "'" : ", '") + Fix.Title + "'";
    return fmt::format("{}: {} {}", placeOf(F), F.Check,
                       Titles.empty()
                           ? "offers no fix here"
                           : "offers alternatives; choose with --alternative N: " + Titles);
  }

  static std::string whyNoFinding(const Place &P, const RunResult &Result) {
    std::string Others;
    for (const ReportedFinding &F : Result.Findings)
      if (P.holdsFileOf(F))
        Others += fmt::format("{}{}:{}", Others.empty() ? "" : ", ", F.Line, F.Column);
    return fmt::format("there is no finding at '{}{}{}'{}", P.File,
                       P.Line ? fmt::format(":{}", P.Line) : "",
                       P.Column ? fmt::format(":{}", P.Column) : "",
                       Others.empty() ? "" : "; this file has some at " + Others);
  }

  /// Chooses the fixes; what they belong to is moved out of \p Result.
  ExitCode choose(RunResult &Result, const Analysis &A) {
    for (const Place &P : Places) {
      bool IsFound = false, IsFixable = false;
      std::string Reason;
      for (ReportedFinding &F : Result.Findings) {
        if (!P.holds(F))
          continue;
        IsFound = true;
        if (fixOf(F))
          IsFixable = true;
        else if (Reason.empty())
          Reason = whyNoFix(F);
      }
      if (!IsFound) {
        // What could not be analysed was named already.
        if (!Result.Errors.empty())
          return exitCode(Result, Flags);
        return fail(ExitUsage, whyNoFinding(P, Result));
      }
      if (!IsFixable)
        return fail(ExitUsage, Reason);
    }
    llvm::erase_if(Result.Findings, [&](const ReportedFinding &F) {
      return !fixOf(F) || llvm::none_of(Places, [&](const Place &P) { return P.holds(F); });
    });
    Findings = std::move(Result.Findings);
    std::vector<ChosenFix> Candidates;
    for (const ReportedFinding &F : Findings)
      Candidates.push_back({&F, fixOf(F)});
    Fixes = withoutConflicts(Candidates);
    if (Fixes.size() < Candidates.size())
      printWarning(fmt::format("{} of {} fixes are left out: they touch what others edit",
                               Candidates.size() - Fixes.size(), Candidates.size()));
    return ExitClean;
  }

  // --- measuring

  ExitCode measure() {
    Root = realPath(absolutePath(Root));
    for (const ChosenFix &Fix : Fixes)
      for (const Edit &E : Fix.Fix->Edits)
        if (!isBelow(realPath(E.File), Root))
          return fail(ExitUsage, fmt::format("'{}' is not below '{}', which is copied; see --root",
                                             displayPath(E.File), Root));
    for (const std::string *Command : {&Build, &RunBenchmark})
      if (StringRef(*Command).contains(Root + "/"))
        return fail(ExitUsage,
                    fmt::format("'{}' names the project's own folder, but it is run in a copy: use "
                                "relative paths",
                                *Command));
    if (Keep)
      Copies.keep();
    say(fmt::format("copying '{}'", Root));
    if (llvm::Error E = Copies.make(Root, Scratch, Flags.Commands.Exclude))
      return fail(ExitNotMeasured, llvm::toString(std::move(E)));
    auto Report = llvm::make_scope_exit([&] {
      if (Keep)
        fmt::print(stderr, "before the fix: {}\nafter the fix: {}\n", Copies.before(),
                   Copies.after());
    });
    if (std::string Problem = applyInCopy(); !Problem.empty())
      return fail(ExitNotMeasured, Problem);
    if (ExitCode Code = buildBoth(); Code != ExitClean)
      return Code;
    measure::ProgramSamples Before, After;
    if (ExitCode Code = runBoth(Before, After); Code != ExitClean)
      return Code;
    measure::Comparison C = measure::compare(Before, After, Alpha);
    if (C.Benchmarks.empty())
      return fail(ExitNotMeasured, "the program with the fix runs other benchmarks than the one "
                                   "without");
    print(C);
    return C.anyTime(measure::Outcome::Greater) ? ExitSlower : ExitClean;
  }

  std::string inCopy(const std::string &File) const {
    return Copies.after() + StringRef(realPath(File)).drop_front(Root.size()).str();
  }

  std::string applyInCopy() {
    FileContents Contents;
    std::string Error;
    for (const ChosenFix &Fix : Fixes)
      for (const Edit &E : Fix.Fix->Edits) {
        auto Text = readFile(inCopy(E.File), Error);
        if (!Text)
          return fmt::format("the copy has no '{}': {}", displayPath(E.File), Error);
        Contents[E.File] = std::move(*Text);
      }
    applyFixes(Fixes, Contents);
    for (const auto &[File, Text] : Contents)
      if (Error = replaceFile(inCopy(File), Text); !Error.empty())
        return fmt::format("cannot write '{}': {}", inCopy(File), Error);
    return "";
  }

  /// The folder in \p Copy that is the user's current one in the project.
  std::string currentIn(const std::string &Copy) const {
    std::string Current = realPath(absolutePath("."));
    return isBelow(Current, Root) ? Copy + StringRef(Current).drop_front(Root.size()).str() : Copy;
  }

  ExitCode buildBoth() {
    std::string Log = Copies.folder() + "/build.log";
    for (bool IsFixed : {false, true}) {
      say(fmt::format("building {} the fix", IsFixed ? "with" : "without"));
      auto Outcome =
          runShell(Build, {}, currentIn(IsFixed ? Copies.after() : Copies.before()), Log);
      if (!Outcome)
        return fail(ExitNotMeasured, llvm::toString(Outcome.takeError()));
      if (Outcome->IsInterrupted)
        return fail(ExitNotMeasured, "interrupted");
      if (Outcome->Code == 0)
        continue;
      fail(ExitNotMeasured, fmt::format("'{}' failed {} the fix (exit code {})", Build,
                                        IsFixed ? "with" : "without", Outcome->Code));
      fmt::print(stderr, "{}", lastLines(Log, 20));
      return ExitNotMeasured;
    }
    return ExitClean;
  }

  ExitCode runBoth(measure::ProgramSamples &Before, measure::ProgramSamples &After) {
    for (unsigned Run = 0; Run < Runs; ++Run) {
      say(fmt::format("run {} of {}", Run + 1, Runs));
      // First one, then the other goes first: whatever drifts, drifts for both.
      for (bool IsFixed : {Run % 2 == 1, Run % 2 == 0})
        if (ExitCode Code = runOnce(IsFixed, IsFixed ? After : Before); Code != ExitClean)
          return Code;
    }
    return ExitClean;
  }

  ExitCode runOnce(bool IsFixed, measure::ProgramSamples &Into) {
    std::string Log = Copies.folder() + "/run.log", Results = Copies.folder() + "/results.json";
    std::vector<std::string> Arguments{"--benchmark_out=" + Results, "--benchmark_out_format=json",
                                       "--benchmark_report_aggregates_only=false"};
    if (!BenchmarkFilter.empty())
      Arguments.push_back("--benchmark_filter=" + BenchmarkFilter);
    llvm::sys::fs::remove(Results);
    auto Outcome = runShell(RunBenchmark + " \"$@\"", Arguments,
                            currentIn(IsFixed ? Copies.after() : Copies.before()), Log);
    if (!Outcome)
      return fail(ExitNotMeasured, llvm::toString(Outcome.takeError()));
    if (Outcome->IsInterrupted)
      return fail(ExitNotMeasured, "interrupted");
    std::string Error;
    std::string Problem;
    if (Outcome->Code != 0)
      Problem = fmt::format("exit code {}", Outcome->Code);
    else if (auto Text = readFile(Results, Error); !Text)
      Problem = "no results of Google Benchmark";
    else if (Text->empty() && !BenchmarkFilter.empty())
      Problem = fmt::format("no benchmark matches '{}'", BenchmarkFilter);
    else if (llvm::Error E = measure::addRun(*Text, Into))
      Problem = llvm::toString(std::move(E));
    if (Problem.empty())
      return ExitClean;
    fail(ExitNotMeasured,
         fmt::format("'{}' {} the fix: {}", RunBenchmark, IsFixed ? "with" : "without", Problem));
    fmt::print(stderr, "{}", lastLines(Log, 20));
    return ExitNotMeasured;
  }

  // --- the report

  void print(const measure::Comparison &C) const {
    if (Format == "json")
      return printJSON(C);
    for (const std::string &Warning : C.Warnings)
      printWarning(Warning);
    for (const ChosenFix &Fix : Fixes)
      fmt::print("{}: {} [{}], {} fix{}\n", placeOf(*Fix.Finding), Fix.Finding->Message,
                 Fix.Finding->Check, safetyName(Fix.Fix->Safety).str(),
                 Fix.Fix->Title.empty() ? "" : ": " + Fix.Fix->Title);
    fmt::print("\n{}", measure::asText(C));
  }

  void printJSON(const measure::Comparison &C) const {
    json::Array Measured;
    for (const ChosenFix &Fix : Fixes)
      Measured.push_back(json::Object{{"check", Fix.Finding->Check},
                                      {"file", displayPath(Fix.Finding->File)},
                                      {"line", Fix.Finding->Line},
                                      {"column", Fix.Finding->Column},
                                      {"message", Fix.Finding->Message},
                                      {"fingerprint", Fix.Finding->Fingerprint},
                                      {"title", Fix.Fix->Title},
                                      {"safety", safetyName(Fix.Fix->Safety)}});
    json::Value Root = json::Object{{"version", FASTIDIOUS_VERSION},
                                    {"tool", "fastidious"},
                                    {"fixes", std::move(Measured)},
                                    {"runs", Runs},
                                    {"alpha", Alpha},
                                    {"benchmarks", measure::asJSON(C)},
                                    {"only_before", C.OnlyBefore},
                                    {"only_after", C.OnlyAfter},
                                    {"warnings", json::Array(C.Warnings)}};
    std::string Out;
    llvm::raw_string_ostream(Out) << llvm::formatv("{0:2}\n", Root);
    fmt::print("{}", Out);
  }

  CheckFlags Flags;
  std::string Build, RunBenchmark, BenchmarkFilter, Root, Scratch;
  std::string Format = "text";
  unsigned Runs = 10, Alternative = 0;
  double Alpha = 0.05;
  bool Keep = false;

  std::vector<Place> Places;
  std::vector<ReportedFinding> Findings;
  std::vector<ChosenFix> Fixes;
  ScratchCopies Copies;
};

const CommandRegistration Registration("measure", "Measure what a fix changes, by a benchmark", 21,
                                       createCommand<MeasureCommand>);

} // namespace
} // namespace fastidious::driver

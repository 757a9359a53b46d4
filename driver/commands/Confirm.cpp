/// \file
/// `fastidious confirm`: what the optimiser does with every timed loop.
#include "driver/evidence/Confirm.h"
#include "driver/commands/Analysis.h"
#include "driver/engine/Progress.h"
#include "driver/engine/Workers.h"
#include "driver/findings/Paths.h"
#include "driver/output/Format.h"

#include "llvm/Support/FormatVariadic.h"

#include <thread>

#include <unistd.h>

namespace json = llvm::json;

namespace fastidious::driver {
namespace {

llvm::StringRef adviceName(optimizer::Advice A) {
  switch (A) {
  case optimizer::Advice::None:
    return "";
  case optimizer::Advice::ObserveResult:
    return "observe-result";
  case optimizer::Advice::HideInput:
    return "hide-input";
  }
  llvm_unreachable("covered switch");
}

json::Object toJSON(const optimizer::Answer &A, const std::string &Level) {
  json::Object O{{"verdict", name(A.Verdict)}, {"level", Level}, {"detail", A.Detail}};
  if (A.Verdict == optimizer::Verdict::Partial && A.SurvivingShare)
    O["surviving_share"] = *A.SurvivingShare;
  if (llvm::StringRef Advice = adviceName(A.Advice); !Advice.empty())
    O["advice"] = Advice;
  O["figures"] = A.Figures;
  return O;
}

json::Object toJSON(const optimizer::LoopReport &Loop, const CompileJob &Job,
                    const ConfirmedUnit &Unit) {
  json::Array Work;
  for (const optimizer::WorkReport &W : Loop.Work)
    Work.push_back(json::Object{{"line", W.Line},
                                {"column", W.Column},
                                {"text", W.Text},
                                {"optimizer", toJSON(W.Answer, Unit.Level)}});
  return json::Object{
      {"file", displayPath(Job.File)}, {"line", Loop.Line},
      {"column", Loop.Column},         {"benchmark", Loop.Name},
      {"framework", Loop.Framework},   {"optimizer", toJSON(Loop.Answer, Unit.Level)},
      {"work", std::move(Work)}};
}

/// One unit's answers, or its error.
json::Object confirmInChild(const CompileJob &Job) {
  json::Array Loops;
  std::string Error;
  // Spelled against the directory that the user is in.
  displayPath(Job.File);
  if (::chdir(Job.Directory.c_str()) != 0)
    Error = fmt::format("the command's directory '{}' does not exist", Job.Directory);
  ConfirmedUnit Unit;
  if (Error.empty()) {
    Unit = confirmUnit(Job, {}, {});
    Error = Unit.Report.Error;
  }
  for (const optimizer::LoopReport &Loop : Unit.Report.Loops)
    Loops.push_back(toJSON(Loop, Job, Unit));
  json::Object Result{{"loops", std::move(Loops)}};
  if (!Error.empty())
    Result["error"] = Error;
  return Result;
}

class ConfirmCommand : public Command {
public:
  void declare(CLI::App &App) override {
    Flags.declareAnalysis(App);
    auto *Output = App.add_option_group("Output");
    Output->add_option("--format", Format, "text or json")
        ->option_text("FORMAT")
        ->check(CLI::IsMember({"text", "json"}));
    Output->add_flag("--work", ShowWork, "Also show the pieces of each loop's work");
    Output->add_flag("--figures", ShowFigures, "Also show the figures behind each verdict");
  }

  ExitCode run(const std::vector<std::string> *CompilerArgs) override {
    // No check is run, so whatever is wrong with .clang-tidy does not matter.
    if (!Flags.readConfigFile())
      return ExitUsage;
    CommandOptions Commands = Flags.Commands;
    if (CompilerArgs) {
      Commands.HasFixedArgs = true;
      Commands.FixedArgs = *CompilerArgs;
    }
    JobList Jobs = findJobs(Flags.Paths, Commands);
    for (const std::string &Warning : Jobs.Warnings)
      printWarning(Warning);
    RunResult Problems;
    Problems.Errors = Jobs.Errors;
    json::Array Loops = confirmAll(Jobs.Jobs, Problems);
    Analysis::printProblems(Problems);
    if (Loops.empty() && Problems.Errors.empty())
      fmt::print(stderr, "no timed loop in {}\n", counted(Jobs.Jobs.size(), "file"));
    if (Format == "json")
      printJSON(std::move(Loops));
    else
      for (const json::Value &Loop : Loops)
        printText(*Loop.getAsObject());
    if (llvm::any_of(Problems.Errors,
                     [](const AnalysisError &E) { return E.Kind == ErrorKind::Database; }))
      return ExitUsage;
    return Problems.Errors.empty() ? ExitClean : ExitPartial;
  }

private:
  json::Array confirmAll(const std::vector<CompileJob> &Jobs, RunResult &Problems) const {
    std::vector<json::Array> Answers(Jobs.size());
    WorkerOptions Workers;
    Workers.Processes = Flags.Jobs ? Flags.Jobs : std::max(1u, std::thread::hardware_concurrency());
    Workers.TimeoutSeconds = Flags.Timeout;
    Progress Bar(Jobs.size(), ::isatty(STDERR_FILENO));
    runForked(
        Jobs.size(), Workers,
        [&](size_t I) {
          std::string Text;
          llvm::raw_string_ostream(Text) << json::Value(confirmInChild(Jobs[I]));
          return Text;
        },
        [&](size_t I, WorkOutcome Outcome) {
          Bar.advance(Jobs[I].File);
          auto Fail = [&](ErrorKind Kind, std::string Message) {
            Problems.Errors.push_back({Jobs[I].File, Kind, std::move(Message), ""});
          };
          if (Outcome.Kind == WorkOutcome::TimedOut) {
            Fail(ErrorKind::Timeout, "not finished in time; see --timeout");
          } else if (Outcome.Kind == WorkOutcome::Crashed) {
            Fail(ErrorKind::Crash, std::move(Outcome.Output));
          } else if (auto Result = json::parse(Outcome.Output)) {
            json::Object &O = *Result->getAsObject();
            if (auto Error = O.getString("error"))
              Fail(ErrorKind::Parse, Error->str());
            Answers[I] = std::move(*O.getArray("loops"));
          } else {
            llvm::consumeError(Result.takeError());
            Fail(ErrorKind::Crash, "the analysis returned no readable result");
          }
          return true;
        });
    json::Array All;
    for (json::Array &OfUnit : Answers)
      for (json::Value &Loop : OfUnit)
        All.push_back(std::move(Loop));
    return All;
  }

  void printJSON(json::Array Loops) const {
    json::Value Root = json::Object{
        {"version", FASTIDIOUS_VERSION}, {"tool", "fastidious"}, {"loops", std::move(Loops)}};
    std::string Out;
    llvm::raw_string_ostream(Out) << llvm::formatv("{0:2}\n", Root);
    fmt::print("{}", Out);
  }

  void printText(const json::Object &Loop) const {
    fmt::print("{}:{}:{}: {}: {}", Loop.getString("file")->str(), *Loop.getInteger("line"),
               *Loop.getInteger("column"), Loop.getString("benchmark")->str(),
               describeAnswer(*Loop.getObject("optimizer"), "    "));
    if (!ShowWork)
      return;
    for (const json::Value &Value : *Loop.getArray("work")) {
      const json::Object &Piece = *Value.getAsObject();
      fmt::print("    {}:{}: {}: {}", *Piece.getInteger("line"), *Piece.getInteger("column"),
                 Piece.getString("text")->split('\n').first.str(),
                 describeAnswer(*Piece.getObject("optimizer"), "        "));
    }
  }

  std::string describeAnswer(const json::Object &A, const char *Indent) const {
    std::string Share;
    if (auto S = A.getNumber("surviving_share"))
      Share = fmt::format(" ({:.0f} %)", *S * 100);
    std::string Text = fmt::format("{}{} at {}: {}\n", A.getString("verdict")->str(), Share,
                                   A.getString("level")->str(), A.getString("detail")->str());
    for (optimizer::Advice Known : {optimizer::Advice::ObserveResult, optimizer::Advice::HideInput})
      if (A.getString("advice") == adviceName(Known))
        Text += fmt::format("{}{}\n", Indent, describe(Known).str());
    if (ShowFigures)
      Text += fmt::format("{}{}\n", Indent, A.getString("figures")->str());
    return Text;
  }

  CheckFlags Flags;
  std::string Format = "text";
  bool ShowWork = false;
  bool ShowFigures = false;
};

const CommandRegistration Registration("confirm", "Show what the optimiser does with timed loops",
                                       20, createCommand<ConfirmCommand>);

} // namespace
} // namespace fastidious::driver

/// \file
/// `fastidious ninja`: writes a build file for Ninja that checks each unit in an edge of its own.
#include "driver/cli/CheckFlags.h"
#include "driver/engine/UnitResult.h"
#include "driver/findings/Paths.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FormatVariadic.h"

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
namespace json = llvm::json;

namespace fastidious::driver {
namespace {

/// \p Path for a place in a build statement where paths stand.
std::string ninjaPath(StringRef Path) {
  std::string Out;
  for (char C : Path) {
    if (C == '$' || C == ' ' || C == ':')
      Out += '$';
    Out += C;
  }
  return Out;
}

/// \p Text for the value of a variable.
std::string ninjaText(StringRef Text) {
  std::string Out;
  for (char C : Text) {
    if (C == '$')
      Out += '$';
    Out += C;
  }
  return Out;
}

/// \p Word as one word of a command of `sh`.
std::string shellWord(StringRef Word) {
  if (!Word.empty() && llvm::all_of(Word, [](char C) {
        return llvm::isAlnum(C) || StringRef("_-+./=,:@").contains(C);
      }))
    return Word.str();
  std::string Out = "'";
  for (char C : Word)
    Out += C == '\'' ? std::string("'\\''") : std::string(1, C);
  return Out + "'";
}

class NinjaCommand : public Command {
public:
  void declare(CLI::App &App) override {
    Flags.declareAnalysis(App);
    auto *Output = App.add_option_group("Output");
    Output
        ->add_option("--results", Results,
                     "Folder for results, one folder for each unit (default: fastidious-results)")
        ->option_text("DIR");
    Output->add_option("-o,--output", File, "Write to FILE, not to standard output")
        ->option_text("FILE");
    App.footer("Then 'ninja -f FILE -k 0' checks what has changed, and\n"
               "'fastidious merge DIR/*/result.json' reports what all units have.");
  }

  ExitCode run(const std::vector<std::string> *CompilerArgs) override {
    CommandOptions Commands = Flags.Commands;
    if (CompilerArgs) {
      Commands.HasFixedArgs = true;
      Commands.FixedArgs = *CompilerArgs;
    }
    JobList Found = findJobs(Flags.Paths, Commands);
    for (const std::string &Warning : Found.Warnings)
      printWarning(Warning);
    for (const AnalysisError &E : Found.Errors)
      printError(displayPath(E.File) + ": " + E.Message);
    if (!Found.Errors.empty())
      return ExitUsage;

    std::map<std::string, std::vector<CompileJob>> ByFile;
    for (CompileJob &Job : Found.Jobs)
      ByFile[Job.File].push_back(std::move(Job));
    std::string Program = fs::getMainExecutable(nullptr, nullptr);
    std::string Out = "# Written by 'fastidious ninja'.\n"
                      "ninja_required_version = 1.3\n\n"
                      "rule check\n"
                      "  command = " +
                      command(Program) +
                      "\n  depfile = $out.d\n"
                      "  deps = gcc\n"
                      "  description = check $shown\n";
    for (const auto &[Source, Jobs] : ByFile) {
      std::string Folder = Results + "/" + hashContents(displayPath(Source)).substr(0, 12) + "-" +
                           path::filename(Source).str();
      std::string Error = writeDatabase(Folder, Jobs);
      if (!Error.empty()) {
        printError(fmt::format("cannot write '{}': {}", Folder, Error));
        return ExitUsage;
      }
      Out += fmt::format("\nbuild {}/result.json: check {} | {}/compile_commands.json {}{}\n",
                         ninjaPath(Folder), ninjaPath(Source), ninjaPath(Folder),
                         ninjaPath(Program), configurationOf(Source));
      Out += fmt::format("  folder = {}\n  unit = {}\n  shown = {}\n", ninjaText(shellWord(Folder)),
                         ninjaText(shellWord(Source)), ninjaText(displayPath(Source)));
    }
    return writeOutput(File, Out) ? ExitClean : ExitUsage;
  }

private:
  /// Ninja knows itself what has changed, so nothing is cached.
  std::string command(const std::string &Program) const {
    std::vector<std::string> Words{Program,      "check",       "-q",       "-j1",
                                   "--no-cache", "--exit-zero", "--format", "json"};
    auto Forward = [&](const char *Flag, const std::string &Value) {
      if (!Value.empty())
        Words.push_back(std::string(Flag) + "=" + Value);
    };
    Forward("--checks", Flags.Checks);
    Forward("--header-filter", Flags.HeaderFilter);
    Forward("--min-cost", Flags.MinCost);
    Forward("--config", Flags.ConfigFile);
    Forward("--timeout", Flags.Timeout ? std::to_string(Flags.Timeout) : "");
    for (const std::string &Glob : Flags.Commands.Exclude)
      Forward("--exclude", Glob);
    std::string Out;
    for (const std::string &Word : Words)
      Out += shellWord(Word) + " ";
    return ninjaText(Out) + "-p $folder -o $out --depfile $out.d $unit";
  }

  /// A database of one unit, so that only a change of its own command concerns it. An unchanged one
  /// keeps its time. Returns what went wrong.
  static std::string writeDatabase(const std::string &Folder, const std::vector<CompileJob> &Jobs) {
    json::Array Entries;
    for (const CompileJob &Job : Jobs)
      Entries.push_back(json::Object{{"directory", Job.Directory},
                                     {"file", Job.File},
                                     {"arguments", json::Array(Job.Command)}});
    std::string Text = llvm::formatv("{0:2}\n", json::Value(std::move(Entries))).str();
    std::string Absolute = absolutePath(Folder);
    std::string Target = Absolute + "/compile_commands.json", Error;
    if (readFile(Target, Error) == Text)
      return {};
    if (std::error_code EC = fs::create_directories(Absolute))
      return EC.message();
    return replaceFile(Target, Text);
  }

  /// The files that say how \p Source is checked, each with a space before it.
  std::string configurationOf(StringRef Source) {
    std::string Out;
    for (StringRef Folder = path::parent_path(Source); !Folder.empty();
         Folder = path::parent_path(Folder)) {
      auto [At, New] = TidyFiles.try_emplace(Folder, "");
      if (New) {
        std::string Name = (Folder == "/" ? "" : Folder.str()) + "/.clang-tidy";
        if (fs::exists(Name))
          At->second = " " + ninjaPath(Name);
      }
      Out += At->second;
    }
    return Out;
  }

  CheckFlags Flags;
  std::string Results = "fastidious-results";
  std::string File;
  llvm::StringMap<std::string> TidyFiles; ///< By folder; with a space before it, or empty.
};

const CommandRegistration Registration("ninja", "Write a build file that checks with Ninja", 21,
                                       createCommand<NinjaCommand>);

} // namespace
} // namespace fastidious::driver

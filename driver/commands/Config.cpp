/// \file
/// `fastidious config show|init|verify|schema`.
#include "driver/cli/CheckFlags.h"
#include "driver/cli/ConfigFile.h"
#include "driver/engine/TidyOptions.h"
#include "driver/findings/Paths.h"

#include "llvm/Support/FormatVariadic.h"

using llvm::StringRef;
namespace fs = llvm::sys::fs;

namespace fastidious::driver {
namespace {

class ConfigCommand : public Command {
public:
  void declare(CLI::App &App) override {
    App.require_subcommand(1);
    Show = App.add_subcommand("show", "Print the settings in effect, and where each comes from");
    Flags.declareAnalysis(*Show);
    Flags.declareReporting(*Show);
    Init = App.add_subcommand("init", "Write a .fastidious.yaml that explains every setting");
    Verify = App.add_subcommand("verify", "Find mistakes in .fastidious.yaml and .clang-tidy");
    Verify->add_option("PATH", Paths, "Files or folders whose configuration is looked at")
        ->option_text("[PATH...]");
    for (CLI::App *Sub : {Init, Verify})
      Sub->add_option("--config", File, "The file (default: .fastidious.yaml)")
          ->option_text("FILE");
    Schema = App.add_subcommand("schema", "Print the JSON schema of .fastidious.yaml");
    App.footer("Exit codes: 0 all is well, 2 mistakes in the configuration.");
  }

  ExitCode run(const std::vector<std::string> *) override {
    if (Init->parsed())
      return init();
    if (Verify->parsed())
      return verify();
    if (Schema->parsed()) {
      fmt::print("{}", llvm::formatv("{0:2}\n", configSchema([this](const SettingInfo &Info) {
                                       return describe(Info);
                                     }))
                           .str());
      return ExitClean;
    }
    return show();
  }

private:
  /// The help of the flag of the same name.
  std::string describe(const SettingInfo &Info) const {
    return Show->get_option("--" + Info.Name)->get_description();
  }

  ExitCode init() const {
    std::string Path = absolutePath(File.empty() ? ConfigFileName : StringRef(File));
    if (fs::exists(Path)) {
      printError(fmt::format("'{}' exists", displayPath(Path)));
      return ExitUsage;
    }
    std::string Text =
        "# Settings of fastidious for this project; flags on the command line override\n"
        "# them. Which checks run, and their options, is in .clang-tidy.\n";
    for (const SettingInfo &Info : settings()) {
      Text += "\n# " + describe(Info) + "\n";
      Text += "# " + Info.Name + ": " + example(Info) + "\n";
    }
    std::string Error = replaceFile(Path, Text);
    if (!Error.empty()) {
      printError(fmt::format("cannot write '{}': {}", displayPath(Path), Error));
      return ExitUsage;
    }
    fmt::print("{} written; all of it is commented out\n", displayPath(Path));
    return ExitClean;
  }

  /// A value that the setting may have.
  static std::string example(const SettingInfo &Info) {
    static const std::map<std::string, std::string> Examples{
        {"build-dir", "build"},       {"extra-arg", "[-DNDEBUG]"},
        {"extra-arg-before", "[-w]"}, {"exclude", "[third_party, '*.pb.cc', src/generated/**]"},
        {"timeout", "120"},           {"baseline", ".fastidious-baseline.json"},
        {"max-findings", "0"}};
    if (auto Found = Examples.find(Info.Name); Found != Examples.end())
      return Found->second;
    return Info.Kind == SettingInfo::Switch ? "true" : Info.Values.front();
  }

  ExitCode verify() const {
    std::vector<std::string> Problems, Files;
    std::string Path = File.empty() ? findConfigFile(Paths) : absolutePath(File);
    if (!Path.empty()) {
      readConfigFile(Path, Problems);
      Files.push_back(Path);
    }
    std::vector<std::string> Checked;
    for (const std::string &Given : Paths.empty() ? std::vector<std::string>{"."} : Paths)
      collectTidyFiles(absolutePath(Given), Checked);
    std::vector<AnalysisError> Errors;
    for (const std::string &Tidy : validateTidyFiles(Checked, Errors, Problems))
      Files.push_back(Tidy);
    for (const AnalysisError &E : Errors)
      Problems.push_back(displayPath(E.File) + ": " + E.Message);
    for (const std::string &Problem : Problems)
      printError(Problem);
    if (!Problems.empty())
      return ExitUsage;
    if (Files.empty())
      fmt::print("there is no .fastidious.yaml and no .clang-tidy: the defaults hold\n");
    for (const std::string &Good : Files)
      fmt::print("{}: no mistakes\n", displayPath(Good));
    return ExitClean;
  }

  /// Adds \p Path, or a name in it and in each folder below that has a `.clang-tidy`.
  static void collectTidyFiles(const std::string &Path, std::vector<std::string> &Out) {
    Out.push_back(fs::is_directory(Path) ? Path + "/.clang-tidy" : Path);
    std::error_code EC;
    if (!fs::is_directory(Path))
      return;
    for (fs::recursive_directory_iterator I(Path, EC, /*follow_symlinks=*/false), End;
         !EC && I != End; I.increment(EC)) {
      StringRef Name = llvm::sys::path::filename(I->path());
      if (Name == ".clang-tidy")
        Out.push_back(I->path());
      else if (Name.starts_with("."))
        I.no_push();
    }
  }

  ExitCode show() {
    if (!Flags.readConfigFile())
      return ExitUsage;
    for (const SettingInfo &Info : settings()) {
      CLI::Option *Option = Flags.option(Info.Name);
      std::vector<std::string> Values = Option->results();
      for (std::string &Value : Values)
        if (Info.Kind == SettingInfo::Path || Info.Kind == SettingInfo::Globs)
          Value = displayPath(Value);
      fmt::print("{:<17} {:<40} # {}\n", Info.Name + ":",
                 Values.empty() ? "-"
                 : Values.size() > 1 || Info.Kind == SettingInfo::List
                     ? "[" + llvm::join(Values, ", ") + "]"
                     : Values.front(),
                 Flags.originOf(Info.Name));
    }
    std::string Error;
    auto Checks = expandCheckGlobs(Flags.Checks, Error);
    if (!Checks) {
      printError("--checks: " + Error);
      return ExitUsage;
    }
    std::string Subject = absolutePath(Flags.Paths.empty() ? "." : Flags.Paths.front());
    bool IsFolder = fs::is_directory(Subject);
    std::string File = IsFolder ? Subject + "/file.cpp" : Subject;
    std::vector<AnalysisError> Errors;
    std::vector<std::string> Warnings;
    std::vector<std::string> Read = validateTidyFiles({File}, Errors, Warnings);
    for (const std::string &Warning : Warnings)
      printWarning(Warning);
    for (const AnalysisError &E : Errors)
      printError(displayPath(E.File) + ": " + E.Message);
    std::vector<std::string> Enabled = enabledChecks(File, *Checks);
    // Sorted by length, the nearest is the last.
    std::string Nearest =
        Read.empty() ? "" : displayPath(*llvm::max_element(Read, [](auto &A, auto &B) {
          return A.size() < B.size();
        }));
    fmt::print("\n{} of {} checks for {} # {}\n", Enabled.size(), registeredChecks().size(),
               IsFolder ? "files in " + displayPath(Subject) : displayPath(Subject),
               !Flags.Checks.empty() ? "command line"
               : Nearest.empty()     ? "default"
                                     : Nearest);
    for (const std::string &Name : Enabled)
      fmt::print("  {}\n", Name);
    clang::tidy::ClangTidyOptions Options = tidyOptionsFor(File, *Checks);
    std::map<std::string, std::string> Ours;
    for (const auto &Option : Options.CheckOptions)
      if (Option.getKey().starts_with(CheckPrefix))
        Ours[Option.getKey().str()] = Option.getValue().Value;
    if (!Ours.empty())
      fmt::print("\nCheckOptions\n");
    for (const auto &[Key, Value] : Ours)
      fmt::print("  {}: {}\n", Key, Value);
    return Errors.empty() ? ExitClean : ExitUsage;
  }

  CLI::App *Show = nullptr;
  CLI::App *Init = nullptr;
  CLI::App *Verify = nullptr;
  CLI::App *Schema = nullptr;
  CheckFlags Flags;
  std::vector<std::string> Paths;
  std::string File;
};

const CommandRegistration Registration("config", "Show, write or verify the configuration", 5,
                                       createCommand<ConfigCommand>);

} // namespace
} // namespace fastidious::driver

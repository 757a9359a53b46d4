/// \file
/// `fastidious completions` and, for the build and the documentation, `fastidious manual`.
#include "driver/cli/Outline.h"

namespace fastidious::driver {
namespace {

class CompletionsCommand : public Command {
public:
  void declare(CLI::App &App) override {
    App.add_option("SHELL", Shell, "The shell")
        ->option_text("bash|zsh|fish")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    App.footer("For this session: source <(fastidious completions bash)");
  }

  ExitCode run(const std::vector<std::string> *) override {
    return writeOutput("", completionScript(Shell)) ? ExitClean : ExitUsage;
  }

private:
  std::string Shell;
};

class ManualCommand : public Command {
public:
  void declare(CLI::App &App) override {
    App.group("");
    App.add_option("--format", Format, "man or markdown")
        ->option_text("man|markdown")
        ->check(CLI::IsMember({"man", "markdown"}));
  }

  ExitCode run(const std::vector<std::string> *) override {
    return writeOutput("", Format == "man" ? manualPage() : markdownReference()) ? ExitClean
                                                                                 : ExitUsage;
  }

private:
  std::string Format = "man";
};

const CommandRegistration Completions("completions", "Print a script that completes commands", 80,
                                      createCommand<CompletionsCommand>);
const CommandRegistration Manual("manual", "Print the manual page", 81,
                                 createCommand<ManualCommand>);

} // namespace
} // namespace fastidious::driver

#include "driver/cli/Command.h"

#include "driver/findings/Paths.h"

#include <unistd.h>

using llvm::StringRef;

namespace fastidious::driver {

static std::vector<RegisteredCommand> &storage() {
  static std::vector<RegisteredCommand> Commands;
  return Commands;
}

CommandRegistration::CommandRegistration(std::string Name, std::string Summary, int Order,
                                         std::unique_ptr<Command> (*Create)()) {
  storage().push_back({std::move(Name), std::move(Summary), Order, Create});
  llvm::sort(storage(), [](const RegisteredCommand &A, const RegisteredCommand &B) {
    return A.Order < B.Order;
  });
}

const std::vector<RegisteredCommand> &registeredCommands() {
  return storage();
}

static void printLine(const char *Kind, StringRef Message) {
  std::fflush(stdout);
  std::string Line = Message.str();
  std::replace(Line.begin(), Line.end(), '\n', ' ');
  fmt::print(stderr, "{}: {}\n", Kind, Line);
}

void printError(StringRef Message) {
  printLine("error", Message);
}
void printWarning(StringRef Message) {
  printLine("warning", Message);
}

bool writeOutput(const std::string &File, StringRef Text) {
  // A link to it would be replaced by a file if output goes into one.
  if (File.empty() || File == "-" || File == "/dev/stdout") {
    if (std::fwrite(Text.data(), 1, Text.size(), stdout) == Text.size() && std::fflush(stdout) == 0)
      return true;
    printError(fmt::format("cannot write to standard output: {}", strerror(errno)));
    return false;
  }
  std::string Error = replaceFile(absolutePath(File), Text);
  if (!Error.empty())
    printError(fmt::format("cannot write '{}': {}", File, Error));
  return Error.empty();
}

bool stdoutTakesColor() {
  const char *NoColor = ::getenv("NO_COLOR");
  return ::isatty(STDOUT_FILENO) && !(NoColor && *NoColor);
}

std::string didYouMean(StringRef Word, const std::vector<std::string> &Known) {
  std::string Best;
  unsigned BestDistance = std::max<unsigned>(2, Word.size() / 3) + 1;
  for (const std::string &K : Known)
    if (unsigned Distance = Word.edit_distance(K, true, BestDistance); Distance < BestDistance) {
      BestDistance = Distance;
      Best = K;
    }
  return Best;
}

namespace {

/// Help without what only CLI11 needs: which flags exclude which, and that a flag means "false".
class HelpFormatter : public CLI::Formatter {
  std::string make_option_name(const CLI::Option *O, bool IsPositional) const override {
    std::string Name = CLI::Formatter::make_option_name(O, IsPositional);
    if (size_t At = Name.find("{false}"); At != std::string::npos)
      Name.erase(At, StringRef("{false}").size());
    return Name;
  }

  std::string make_option_opts(const CLI::Option *O) const override {
    if (O->get_option_text().empty() && O->get_items_expected_max() > 0)
      return CLI::Formatter::make_option_opts(O);
    StringRef Text = O->get_option_text();
    return (Text.empty() || Text.starts_with("[=") ? "" : " ") + Text.str();
  }
};

} // namespace

std::unique_ptr<CLI::App> declareProgram(std::vector<std::unique_ptr<Command>> &Commands) {
  auto App = std::make_unique<CLI::App>(
      "Finds C++ code that is slow by construction, and benchmarks that measure nothing.\n"
      "'check' is the default: 'fastidious src/' works.",
      "fastidious");
  App->formatter(std::make_shared<HelpFormatter>());
  App->require_subcommand(1);
  App->set_version_flag("--version", "fastidious " FASTIDIOUS_VERSION);
  App->get_formatter()->column_width(34);
  for (const RegisteredCommand &C : registeredCommands()) {
    CLI::App *Sub = App->add_subcommand(C.Name, C.Summary);
    Commands.push_back(C.Create());
    Commands.back()->declare(*Sub);
  }
  return App;
}

} // namespace fastidious::driver

#include "driver/cli/Command.h"

#include "driver/findings/Paths.h"

using namespace fastidious::driver;
using llvm::StringRef;

namespace {

/// The long and short names of all options of \p App.
std::vector<std::string> optionNames(const CLI::App &App) {
  std::vector<std::string> Names;
  for (const CLI::Option *Option : App.get_options()) {
    for (const std::string &Long : Option->get_lnames())
      Names.push_back("--" + Long);
    for (const std::string &Short : Option->get_snames())
      Names.push_back("-" + Short);
  }
  return Names;
}

/// What was wrong with the command line, in the words of a user.
std::string usageError(const CLI::ParseError &Error, const CLI::App &Used,
                       const std::vector<std::string> &Arguments) {
  if (dynamic_cast<const CLI::ExtrasError *>(&Error)) {
    std::vector<std::string> Known = optionNames(Used);
    for (const std::string &Argument : Arguments) {
      if (Argument.size() < 2 || Argument[0] != '-')
        continue;
      std::string Name = Argument.substr(0, Argument.find('='));
      if (llvm::is_contained(Known, Name) ||
          (Name[1] != '-' && llvm::is_contained(Known, Name.substr(0, 2))))
        continue;
      std::string Similar = didYouMean(Name, Known);
      return fmt::format("unknown option '{}'{}", Name,
                         Similar.empty() ? "; see 'fastidious " + Used.get_name() + " --help'"
                                         : "; did you mean '" + Similar + "'?");
    }
  }
  std::string Message = Error.what();
  return Message + "; see 'fastidious " + Used.get_name() + " --help'";
}

/// Rewrites what clang-tidy takes, too: a long flag behind one dash, and "-p=DIR".
void spellAsDeclared(const CLI::App &Verb, std::vector<std::string> &Arguments) {
  std::vector<std::string> Known = optionNames(Verb);
  for (std::string &Argument : Arguments) {
    if (Argument.size() < 3 || Argument[0] != '-' || Argument[1] == '-')
      continue;
    std::string Name = Argument.substr(0, Argument.find('='));
    if (Name.size() > 2 && llvm::is_contained(Known, "-" + Name))
      Argument.insert(0, "-");
    else if (Name == "-p")
      Argument.erase(2, 1);
  }
}

/// The place of the verb: flags may stand before it. Nothing if the first word is none.
std::optional<size_t> verbPlace(const CLI::App &Program,
                                const std::vector<std::string> &Arguments) {
  for (size_t I = 0; I < Arguments.size(); ++I) {
    StringRef Word = Arguments[I];
    if (!Word.starts_with("-")) {
      if (llvm::any_of(registeredCommands(),
                       [&](const RegisteredCommand &C) { return Word == C.Name; }))
        return I;
      return std::nullopt;
    }
    // The word behind an option may be its value; which it is depends on no verb.
    for (const RegisteredCommand &C : registeredCommands()) {
      const CLI::Option *Option = Program.get_subcommand(C.Name)->get_option_no_throw(Word.str());
      if (Option && Option->get_items_expected_min() > 0) {
        ++I;
        break;
      }
    }
  }
  return std::nullopt;
}

int runProgram(std::vector<std::string> Arguments) {
  // Known before anything changes the working directory.
  absolutePath(".");

  std::optional<std::vector<std::string>> CompilerArgs;
  if (auto Dashes = std::find(Arguments.begin(), Arguments.end(), "--");
      Dashes != Arguments.end()) {
    CompilerArgs.emplace(Dashes + 1, Arguments.end());
    Arguments.erase(Dashes, Arguments.end());
  }
  std::vector<std::unique_ptr<Command>> Commands;
  std::unique_ptr<CLI::App> App = declareProgram(Commands);
  static const std::set<std::string> TopLevel{"-h", "--help", "--version"};
  const CLI::App *Used = App.get();
  if (Arguments.empty() || !TopLevel.count(Arguments[0])) {
    std::string Verb = "check";
    if (auto Place = verbPlace(*App, Arguments)) {
      Verb = Arguments[*Place];
      Arguments.erase(Arguments.begin() + *Place);
    }
    Arguments.insert(Arguments.begin(), Verb);
    Used = App->get_subcommand(Verb);
    spellAsDeclared(*Used, Arguments);
  }
  try {
    // CLI11 takes them in reverse.
    App->parse(std::vector<std::string>(Arguments.rbegin(), Arguments.rend()));
  } catch (const CLI::Success &Request) {
    return App->exit(Request);
  } catch (const CLI::ParseError &Error) {
    printError(usageError(Error, *Used, Arguments));
    return ExitUsage;
  }
  for (size_t I = 0; I < Commands.size(); ++I)
    if (App->got_subcommand(registeredCommands()[I].Name))
      return Commands[I]->run(CompilerArgs ? &*CompilerArgs : nullptr);
  return ExitUsage;
}

} // namespace

int main(int Argc, char **Argv) {
  try {
    return runProgram({Argv + 1, Argv + Argc});
  } catch (const std::exception &E) {
    printError(fmt::format("internal error: {}", E.what()));
    return ExitUsage;
  }
}

#include "driver/cli/Command.h"

#include "driver/findings/Paths.h"

#include <iostream>

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

/// The words that can stand behind \p Verb; groups of options are nameless verbs.
std::vector<std::string> wordsBehind(const CLI::App &Verb) {
  std::vector<std::string> Words;
  for (const CLI::App *Sub : Verb.get_subcommands({}))
    if (!Sub->get_name().empty())
      Words.push_back(Sub->get_name());
  return Words;
}

/// What to say where one of the words behind \p Used is missing or none of those there are.
std::string missingWord(const CLI::App &Used, const std::vector<std::string> &Arguments) {
  std::vector<std::string> Known = wordsBehind(Used);
  auto Given = std::find_if(Arguments.begin() + 1, Arguments.end(),
                            [](StringRef Argument) { return !Argument.starts_with("-"); });
  if (Given == Arguments.end())
    return fmt::format("'{}' needs one of {}", Used.get_name(), llvm::join(Known, ", "));
  std::string Similar = didYouMean(*Given, Known);
  return fmt::format("unknown command '{} {}'; {}", Used.get_name(), *Given,
                     Similar.empty() ? "one of " + llvm::join(Known, ", ")
                                     : "did you mean '" + Used.get_name() + " " + Similar + "'?");
}

/// What CLI11 says of a value, in the words that the rest of the program uses.
std::string plainMessage(const CLI::ParseError &Error) {
  StringRef Message = Error.what();
  if (Message.consume_front("Could not convert: ")) {
    auto [Flag, Value] = Message.split(" = ");
    return fmt::format("{}: '{}' is no number", Flag.str(), Value.str());
  }
  if (auto [Flag, Value] = Message.split(": "); Value.ends_with("}")) {
    auto [Given, Choices] = Value.drop_back().split(" not in {");
    std::vector<std::string> Known;
    for (StringRef Choice : llvm::split(Choices, ','))
      Known.push_back(Choice.str());
    std::string Similar = didYouMean(Given, Known);
    return fmt::format("{}: '{}' is none of {}{}", Flag.str(), Given.str(), llvm::join(Known, ", "),
                       Similar.empty() ? "" : "; did you mean '" + Similar + "'?");
  }
  if (Message.consume_front("The following argument was not expected: ") ||
      Message.consume_front("The following arguments were not expected: "))
    return fmt::format("'{}' is too much", Message.str());
  // "--flag: 1 required TEXT missing"
  if (auto [Flag, Rest] = Message.split(": 1 required "); Rest.ends_with(" missing"))
    return Flag.str() + " needs a value";
  if (auto [Flag, Other] = Message.split(" excludes "); !Other.empty())
    return fmt::format("{} and {} do not go together", Flag.str(), Other.str());
  return Message.str();
}

/// What was wrong with the command line, in the words of a user.
std::string usageError(const CLI::ParseError &Error, const CLI::App &Used,
                       const std::vector<std::string> &Arguments) {
  if (dynamic_cast<const CLI::ExtrasError *>(&Error)) {
    std::vector<std::string> Known = optionNames(Used);
    Known.push_back("--version");
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
  if (Used.get_subcommands().empty() && !wordsBehind(Used).empty())
    return missingWord(Used, Arguments);
  std::string Message = plainMessage(Error);
  if (StringRef(Message).ends_with("?"))
    return Message;
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

bool isVerb(StringRef Word) {
  return llvm::any_of(registeredCommands(),
                      [&](const RegisteredCommand &C) { return Word == C.Name; });
}

/// The place of the first word that is no flag: flags may stand before the verb.
std::optional<size_t> firstWord(const CLI::App &Program,
                                const std::vector<std::string> &Arguments) {
  for (size_t I = 0; I < Arguments.size(); ++I) {
    StringRef Word = Arguments[I];
    if (!Word.starts_with("-"))
      return I;
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

/// The verb that \p Word was meant to be, or nothing: it may be a path.
std::string mistypedVerb(StringRef Word) {
  if (Word.find_first_of("./") != StringRef::npos || llvm::sys::fs::exists(Word))
    return "";
  std::vector<std::string> Verbs;
  for (const RegisteredCommand &C : registeredCommands())
    Verbs.push_back(C.Name);
  return didYouMean(Word, Verbs);
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
  // "help" and "help VERB" are what people try first.
  if (!Arguments.empty() && Arguments[0] == "help" && !llvm::sys::fs::exists("help")) {
    Arguments.erase(Arguments.begin());
    Arguments.push_back("--help");
  }
  static const std::set<std::string> TopLevel{"-h", "--help", "--version"};
  const CLI::App *Used = App.get();
  if (Arguments.empty() || !TopLevel.count(Arguments[0])) {
    std::string Verb = "check";
    auto Place = firstWord(*App, Arguments);
    if (Place && isVerb(Arguments[*Place])) {
      Verb = Arguments[*Place];
      Arguments.erase(Arguments.begin() + *Place);
    } else if (Place) {
      if (std::string Similar = mistypedVerb(Arguments[*Place]); !Similar.empty()) {
        printError(fmt::format("'{}' is no command and no path; did you mean '{}'?",
                               Arguments[*Place], Similar));
        return ExitUsage;
      }
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
  auto CannotWrite = [] {
    printError(fmt::format("cannot write to standard output: {}", strerror(errno)));
    return ExitUsage;
  };
  try {
    int Code = runProgram({Argv + 1, Argv + Argc});
    // A full disk shows only now where little was printed.
    bool Arrived = std::cout.flush() && std::fflush(stdout) == 0 && !std::ferror(stdout);
    return Arrived || Code == ExitUsage ? Code : CannotWrite();
  } catch (const std::exception &E) {
    if (std::ferror(stdout))
      return CannotWrite();
    printError(fmt::format("internal error: {}", E.what()));
    return ExitUsage;
  }
}

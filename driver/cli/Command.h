/// \file
/// The verbs of the program. Each is one file that registers itself.
#pragma once

#include "driver/Precompiled.h"

#include <CLI/CLI.hpp>

namespace fastidious::driver {

/// The program's exit codes.
enum ExitCode {
  ExitClean = 0,    ///< Nothing found at or above --fail-on.
  ExitFindings = 1, ///< Findings, or a diff that is not empty.
  ExitUsage = 2,    ///< Wrong usage or configuration, or an internal error.
  ExitPartial = 3,  ///< Some units were not analysed.
};

/// One verb with its options.
class Command {
public:
  virtual ~Command() = default;
  /// Declares options; called once before parsing.
  virtual void declare(CLI::App &App) = 0;
  /// Runs with the parsed options. \p CompilerArgs is what followed `--`; null if there was none.
  virtual ExitCode run(const std::vector<std::string> *CompilerArgs) = 0;
};

struct RegisteredCommand {
  std::string Name;
  std::string Summary;
  int Order; ///< Place in the help.
  std::unique_ptr<Command> (*Create)();
};

/// All verbs, in the order of the help.
const std::vector<RegisteredCommand> &registeredCommands();

/// Registers a verb during static initialisation.
struct CommandRegistration {
  CommandRegistration(std::string Name, std::string Summary, int Order,
                      std::unique_ptr<Command> (*Create)());
};

template <typename T> std::unique_ptr<Command> createCommand() {
  return std::make_unique<T>();
}

/// Writes "error: ..." or "warning: ..." as one line to standard error.
void printError(llvm::StringRef Message);
void printWarning(llvm::StringRef Message);

/// Writes \p Text to \p File, or to standard output for "" and "-". Returns false after an error
/// that was printed.
bool writeOutput(const std::string &File, llvm::StringRef Text);

/// Whether text on standard output may be coloured if nothing is said about it.
bool stdoutTakesColor();

/// The word of \p Known that is most like \p Word, or empty if none is near.
std::string didYouMean(llvm::StringRef Word, const std::vector<std::string> &Known);

/// The whole command line, as declared; what completions and the manual page are made from.
std::unique_ptr<CLI::App> declareProgram(std::vector<std::unique_ptr<Command>> &Commands);

} // namespace fastidious::driver

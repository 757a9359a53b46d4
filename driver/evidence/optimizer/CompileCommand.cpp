#include "driver/evidence/optimizer/CompileCommand.h"

#include "llvm/ADT/StringRef.h"

using llvm::StringRef;

namespace fastidious::optimizer {

static bool isInstrumentation(StringRef Argument) {
  return Argument.starts_with("-fsanitize") || Argument.starts_with("-fprofile") ||
         Argument.starts_with("-fcoverage") || Argument.starts_with("-flto") ||
         Argument.starts_with("-fxray") || Argument == "--coverage" || Argument == "-coverage" ||
         Argument == "-ftest-coverage" || Argument == "-pg" || Argument == "-finstrument-functions";
}

/// Full debug information slows the pipeline down; line tables are all that is needed.
static bool isDebugLevel(StringRef Argument) {
  return Argument == "-g" || Argument.starts_with("-ggdb") || Argument.starts_with("-glldb") ||
         Argument.starts_with("-gdwarf") || Argument.starts_with("-gsplit-dwarf") ||
         Argument == "-g0" || Argument == "-g1" || Argument == "-g2" || Argument == "-g3";
}

OptimizingCommand optimizing(const std::vector<std::string> &Arguments) {
  OptimizingCommand Result;
  std::string UsersLevel;
  for (const std::string &Argument : Arguments) {
    StringRef A = Argument;
    if (isInstrumentation(A) || isDebugLevel(A))
      continue;
    if (A.starts_with("-O") && &Argument != &Arguments.front()) {
      UsersLevel = Argument == "-O" ? "-O1" : Argument;
      continue;
    }
    Result.Arguments.push_back(Argument);
  }
  // At -O0 no guard folds, and every answer would be nonsense; -Og is -O1 in clang, but whoever
  // debugs is not measuring.
  Result.IsUsersLevel = !UsersLevel.empty() && UsersLevel != "-O0" && UsersLevel != "-Og";
  Result.Level = Result.IsUsersLevel ? UsersLevel : "-O2";
  Result.Arguments.insert(Result.Arguments.begin() + (Result.Arguments.empty() ? 0 : 1),
                          {Result.Level, "-gline-tables-only", "-w"});
  return Result;
}

} // namespace fastidious::optimizer

#include "driver/findings/Git.h"

#include "driver/findings/Paths.h"

#include "llvm/Support/Program.h"

namespace fastidious::driver {

std::optional<std::string> runGit(const std::string &Folder,
                                  const std::vector<std::string> &Arguments) {
  auto Program = llvm::sys::findProgramByName("git");
  llvm::SmallString<128> Output;
  if (!Program || llvm::sys::fs::createTemporaryFile("fastidious-git", "txt", Output))
    return std::nullopt;
  std::vector<llvm::StringRef> Command{
      *Program, "--no-pager",           "-C", Folder,
      "-c",     "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
      "-c",     "diff.external="};
  Command.insert(Command.end(), Arguments.begin(), Arguments.end());
  std::optional<llvm::StringRef> Redirects[] = {llvm::StringRef(""), llvm::StringRef(Output),
                                                llvm::StringRef("")};
  int Code = llvm::sys::ExecuteAndWait(*Program, Command, std::nullopt, Redirects);
  std::string Error;
  std::optional<std::string> Text;
  if (Code == 0)
    Text = readFile(Output, Error);
  llvm::sys::fs::remove(Output);
  return Text;
}

} // namespace fastidious::driver

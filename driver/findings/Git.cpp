#include "driver/findings/Git.h"

#include "driver/findings/Paths.h"

#include "llvm/Support/Program.h"

#include <unistd.h>

namespace fastidious::driver {

/// Runs git with \p Before, which are options of git itself, in front of \p Arguments. Returns what
/// it prints; nothing if it fails, and then \p Complaint is what it says about that.
static std::optional<std::string> run(const std::string &Folder,
                                      const std::vector<std::string> &Before,
                                      const std::vector<std::string> &Arguments,
                                      std::string *Complaint = nullptr) {
  auto Program = llvm::sys::findProgramByName("git");
  llvm::SmallString<128> Output;
  if (!Program || llvm::sys::fs::createTemporaryFile("fastidious-git", "txt", Output)) {
    if (Complaint)
      *Complaint = Program ? "cannot write a temporary file" : "git is not installed";
    return std::nullopt;
  }
  std::vector<llvm::StringRef> Command{*Program,
                                       "--no-pager",
                                       "--literal-pathspecs",
                                       "-C",
                                       Folder,
                                       "-c",
                                       "core.fsmonitor=false",
                                       "-c",
                                       "core.hooksPath=/dev/null",
                                       "-c",
                                       "diff.external=",
                                       "-c",
                                       "core.quotePath=false"};
  Command.insert(Command.end(), Before.begin(), Before.end());
  Command.insert(Command.end(), Arguments.begin(), Arguments.end());
  // Objects that a partial clone lacks are not fetched: that would run the remote's transport. This
  // variable, unlike protocol.allow, cannot be overruled by the repository.
  std::vector<llvm::StringRef> Environment{"GIT_ALLOW_PROTOCOL=none", "GIT_OPTIONAL_LOCKS=0"};
  for (char **Variable = ::environ; *Variable; ++Variable)
    Environment.push_back(*Variable);
  std::optional<llvm::StringRef> Redirects[] = {llvm::StringRef(""), llvm::StringRef(Output),
                                                Complaint ? Output.str() : llvm::StringRef("")};
  int Code = llvm::sys::ExecuteAndWait(*Program, Command,
                                       llvm::ArrayRef<llvm::StringRef>(Environment), Redirects);
  std::string Error;
  std::optional<std::string> Text = readFile(Output, Error);
  llvm::sys::fs::remove(Output);
  if (Code == 0)
    return Text;
  if (Complaint)
    *Complaint = llvm::StringRef(Text.value_or("")).split('\n').first.str();
  return std::nullopt;
}

std::optional<std::string> runGit(const std::string &Folder,
                                  const std::vector<std::string> &Arguments) {
  // Git offers no switch for filters, which it runs to compare files with what is committed. Each
  // that is configured is made empty.
  std::vector<std::string> NoFilters;
  if (auto Names = run(Folder, {}, {"config", "--name-only", "-z", "--get-regexp", "^filter\\."}))
    for (llvm::StringRef Name : llvm::split(*Names, '\0')) {
      if (Name.ends_with(".clean") || Name.ends_with(".process") || Name.ends_with(".smudge"))
        NoFilters.insert(NoFilters.end(), {"-c", Name.str() + "="});
      else if (Name.ends_with(".required"))
        NoFilters.insert(NoFilters.end(), {"-c", Name.str() + "=false"});
    }
  return run(Folder, NoFilters, Arguments);
}

WorkTree workTree(const std::string &Folder) {
  WorkTree Out;
  auto Top = run(Folder, {}, {"rev-parse", "--show-toplevel"}, &Out.Error);
  if (Top) {
    Out.Top = llvm::StringRef(*Top).trim('\n').str();
    return Out;
  }
  for (llvm::StringRef Above = Folder; !Above.empty(); Above = llvm::sys::path::parent_path(Above))
    Out.IsRefused |= llvm::sys::fs::exists(Above + "/.git");
  if (!Out.IsRefused)
    Out.Error = "not in a git work tree";
  return Out;
}

} // namespace fastidious::driver

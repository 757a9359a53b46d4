#include "driver/evidence/ScratchCopy.h"

#include "driver/findings/Paths.h"

#include <csignal>
#include <filesystem>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace fastidious::driver {
namespace {

llvm::Error failure(std::string Message) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Message);
}

bool isBuildTree(const fs::path &Folder) {
  std::error_code Ignored;
  return fs::exists(Folder / "CMakeCache.txt", Ignored) ||
         fs::exists(Folder / ".ninja_log", Ignored) ||
         fs::exists(Folder / "meson-private", Ignored);
}

class Copier {
public:
  Copier(fs::path Root, std::string Scratch, const std::vector<std::string> &Exclude)
      : Root(std::move(Root)), Scratch(std::move(Scratch)), Exclude(Exclude) {}

  void copyTo(const fs::path &Target) {
    To = Target;
    fs::create_directories(To);
    copyEntries(Root);
  }

private:
  bool isLeftOut(const fs::directory_entry &Entry) const {
    static const std::set<std::string> VersionControl{".git", ".hg", ".svn"};
    std::string Name = Entry.path().filename();
    if (VersionControl.count(Name) || Entry.path() == Scratch ||
        // Of a project that is built in its own folder.
        (Name == "CMakeCache.txt" && Entry.path().parent_path() == Root))
      return true;
    if (Entry.is_directory() && !Entry.is_symlink() && isBuildTree(Entry.path()))
      return true;
    return llvm::any_of(
        Exclude, [&](const std::string &Glob) { return matchesGlob(Entry.path().string(), Glob); });
  }

  void copyEntries(const fs::path &Folder) {
    for (const fs::directory_entry &Entry : fs::directory_iterator(Folder)) {
      if (isLeftOut(Entry))
        continue;
      fs::path Copy = To / Folder.lexically_relative(Root) / Entry.path().filename();
      if (Entry.is_symlink()) {
        copyLink(Entry.path(), Copy);
      } else if (Entry.is_directory()) {
        fs::create_directory(Copy); // not read-only, even if the original is
        copyEntries(Entry.path());
      } else if (Entry.is_regular_file()) {
        fs::copy_file(Entry.path(), Copy);
        // Newer than it was, a generated file would look out of date.
        fs::last_write_time(Copy, Entry.last_write_time());
      }
    }
  }

  void copyLink(const fs::path &Link, const fs::path &Copy) {
    fs::path Target = (Link.parent_path() / fs::read_symlink(Link)).lexically_normal();
    fs::path Inside = Target.lexically_relative(Root);
    bool IsInside = !Inside.empty() && *Inside.begin() != "..";
    fs::create_symlink(IsInside ? (To / Inside).lexically_normal() : Target, Copy);
  }

  fs::path Root;
  std::string Scratch;
  const std::vector<std::string> &Exclude;
  fs::path To;
};

} // namespace

llvm::Error ScratchCopies::make(const std::string &Root, const std::string &Parent,
                                const std::vector<std::string> &Exclude) {
  std::error_code EC;
  fs::path Where = Parent.empty() ? fs::temp_directory_path(EC) : fs::path(absolutePath(Parent));
  std::string Template = (Where / "fastidious-measure-XXXXXX").string();
  if (EC || !::mkdtemp(Template.data()))
    return failure(fmt::format("cannot make a folder in '{}': {}", Where.string(),
                               EC ? EC.message() : strerror(errno)));
  Folder = realPath(Template);
  try {
    Copier C(realPath(Root), Folder, Exclude);
    C.copyTo(before());
    C.copyTo(after());
  } catch (const fs::filesystem_error &E) {
    return failure(fmt::format("cannot copy '{}': {}", Root, E.what()));
  }
  return llvm::Error::success();
}

ScratchCopies::~ScratchCopies() {
  std::error_code Ignored;
  if (!IsKept && !Folder.empty())
    fs::remove_all(Folder, Ignored);
}

llvm::Expected<CommandOutcome> runShell(const std::string &Command,
                                        const std::vector<std::string> &Arguments,
                                        const std::string &Folder, const std::string &Log) {
  std::vector<std::string> Words{"sh", "-c", Command, "sh"};
  Words.insert(Words.end(), Arguments.begin(), Arguments.end());
  std::vector<char *> Pointers;
  for (std::string &Word : Words)
    Pointers.push_back(Word.data());
  Pointers.push_back(nullptr);

  posix_spawn_file_actions_t Actions;
  ::posix_spawn_file_actions_init(&Actions);
  ::posix_spawn_file_actions_addchdir_np(&Actions, Folder.c_str());
  ::posix_spawn_file_actions_addopen(&Actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&Actions, STDOUT_FILENO, Log.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0644);
  ::posix_spawn_file_actions_adddup2(&Actions, STDOUT_FILENO, STDERR_FILENO);
  // The child must not inherit that SIGINT is ignored here.
  posix_spawnattr_t Attributes;
  ::posix_spawnattr_init(&Attributes);
  sigset_t Defaults;
  sigemptyset(&Defaults);
  sigaddset(&Defaults, SIGINT);
  ::posix_spawnattr_setsigdefault(&Attributes, &Defaults);
  ::posix_spawnattr_setflags(&Attributes, POSIX_SPAWN_SETSIGDEF);

  struct sigaction Ignore{}, Old;
  Ignore.sa_handler = SIG_IGN;
  ::sigaction(SIGINT, &Ignore, &Old);
  pid_t Child;
  int Problem = ::posix_spawn(&Child, "/bin/sh", &Actions, &Attributes, Pointers.data(), environ);
  int Status = 0;
  if (Problem == 0)
    while (::waitpid(Child, &Status, 0) < 0 && errno == EINTR)
      ;
  ::sigaction(SIGINT, &Old, nullptr);
  ::posix_spawn_file_actions_destroy(&Actions);
  ::posix_spawnattr_destroy(&Attributes);
  if (Problem != 0)
    return failure(fmt::format("cannot run a shell in '{}': {}", Folder, strerror(Problem)));
  CommandOutcome Outcome;
  Outcome.Code = WIFEXITED(Status) ? WEXITSTATUS(Status) : 128 + WTERMSIG(Status);
  Outcome.IsInterrupted = Outcome.Code == 128 + SIGINT;
  return Outcome;
}

} // namespace fastidious::driver

#include "driver/commands/Watch.h"

#include "driver/findings/Paths.h"

#include <chrono>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using llvm::StringRef;

namespace fastidious::driver {
namespace {

/// What tells that a file was written or replaced; zero if there is none. Asked for regularly
/// rather than waited for: that works on network file systems, too, and needs no limits to be
/// raised.
struct State {
  uint64_t Modified = 0, Size = 0, Inode = 0;
  bool operator==(const State &) const = default;
};

State stateOf(const std::string &Path) {
  struct stat S;
  if (::stat(Path.c_str(), &S) != 0)
    return {};
  return {uint64_t(S.st_mtim.tv_sec) * 1'000'000'000 + uint64_t(S.st_mtim.tv_nsec),
          uint64_t(S.st_size), uint64_t(S.st_ino)};
}

std::map<std::string, State> statesOf(const std::set<std::string> &Paths) {
  std::map<std::string, State> Out;
  for (const std::string &Path : Paths)
    Out[Path] = stateOf(Path);
  return Out;
}

/// Runs \p Work in a new process and returns its inputs; nothing if it did not end well.
std::optional<std::set<std::string>>
runOnce(const std::function<ExitCode(std::set<std::string> &Inputs)> &Work) {
  int Pipe[2];
  if (::pipe2(Pipe, O_CLOEXEC) != 0) {
    printError(fmt::format("cannot start a process: {}", strerror(errno)));
    return std::nullopt;
  }
  std::fflush(nullptr);
  pid_t Process = ::fork();
  if (Process == 0) {
    ::close(Pipe[0]);
    std::set<std::string> Inputs;
    Work(Inputs);
    std::fflush(nullptr);
    llvm::raw_fd_ostream Out(Pipe[1], /*shouldClose=*/true);
    for (const std::string &Path : Inputs)
      Out << Path << '\0';
    Out.close();
    ::_exit(0);
  }
  ::close(Pipe[1]);
  std::string Text;
  char Buffer[65536];
  for (ssize_t N; (N = ::read(Pipe[0], Buffer, sizeof Buffer)) != 0;) {
    if (N > 0)
      Text.append(Buffer, N);
    else if (errno != EINTR)
      break;
  }
  ::close(Pipe[0]);
  int Status = 0;
  while (Process > 0 && ::waitpid(Process, &Status, 0) < 0 && errno == EINTR)
    ;
  if (Process < 0 || !WIFEXITED(Status) || WEXITSTATUS(Status) != 0) {
    printError("the check crashed");
    return std::nullopt;
  }
  std::set<std::string> Inputs;
  for (StringRef Path : llvm::split(StringRef(Text).drop_back(!Text.empty()), '\0'))
    Inputs.insert(Path.str());
  return Inputs;
}

} // namespace

ExitCode watch(const std::function<ExitCode(std::set<std::string> &Inputs)> &Work) {
  using namespace std::chrono_literals;
  std::set<std::string> Inputs;
  while (true) {
    // What changes during the run must start another.
    std::map<std::string, State> Before = statesOf(Inputs);
    auto Read = runOnce(Work);
    if (!Read && Inputs.empty())
      return ExitUsage;
    if (Read)
      Inputs = std::move(*Read);
    std::map<std::string, State> Known = statesOf(Inputs);
    for (auto &[Path, S] : Before)
      if (auto At = Known.find(Path); At != Known.end())
        At->second = S;
    fmt::print(stderr, "watching {} files; end with Ctrl-C\n", Inputs.size());
    std::vector<std::string> Changed;
    while (Changed.empty()) {
      std::this_thread::sleep_for(300ms);
      for (const auto &[Path, S] : Known)
        if (stateOf(Path) != S)
          Changed.push_back(Path);
    }
    // An editor or a checkout may not be done yet.
    for (auto Now = statesOf(Inputs); true;) {
      std::this_thread::sleep_for(100ms);
      auto Later = statesOf(Inputs);
      if (Later == Now)
        break;
      Now = std::move(Later);
    }
    fmt::print(stderr, "{} changed\n",
               Changed.size() == 1 ? displayPath(Changed.front())
                                   : fmt::format("{} files", Changed.size()));
  }
}

} // namespace fastidious::driver

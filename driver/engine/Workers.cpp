#include "driver/engine/Workers.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <optional>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fastidious::driver {
namespace {

using Clock = std::chrono::steady_clock;

struct Worker {
  pid_t Process;
  int Results; ///< Read end of the pipe.
  int Errors;  ///< What the process wrote to its standard error.
  size_t Index;
  std::optional<Clock::time_point> Deadline;
  std::string Output;
  bool TimedOut = false;
};

void writeAll(int FD, std::string_view Text) {
  while (!Text.empty()) {
    ssize_t N = ::write(FD, Text.data(), Text.size());
    if (N < 0 && errno == EINTR)
      continue;
    if (N <= 0)
      return;
    Text.remove_prefix(N);
  }
}

/// In the new process.
[[noreturn]] void work(const std::function<std::string(size_t)> &Work, size_t Index, int Results,
                       int Errors, pid_t Parent) {
  // If the program is killed, its workers must not go on.
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != Parent)
    ::_exit(1);
  // When memory runs out, this process should go rather than the one that collects results.
  if (int FD = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC); FD >= 0) {
    writeAll(FD, "500");
    ::close(FD);
  }
  if (Errors >= 0)
    ::dup2(Errors, STDERR_FILENO);
  try {
    writeAll(Results, Work(Index));
  } catch (const std::bad_alloc &) {
    writeAll(STDERR_FILENO, "LLVM ERROR: out of memory\n");
    ::abort();
  }
  ::_exit(0);
}

/// The line of \p Text that tells most about a crash.
std::string crashReason(int Errors) {
  std::string Text(4096, '\0');
  ssize_t N = Errors >= 0 ? ::pread(Errors, Text.data(), Text.size(), 0) : 0;
  Text.resize(std::max<ssize_t>(N, 0));
  for (std::string_view Marker : {"LLVM ERROR: ", "terminate called", "Assertion"})
    if (size_t At = Text.find(Marker); At != std::string::npos)
      return Text.substr(At, Text.find('\n', At) - At);
  return {};
}

WorkOutcome outcomeOf(Worker &W, int Status) {
  if (W.TimedOut)
    return {WorkOutcome::TimedOut, ""};
  if (WIFEXITED(Status) && WEXITSTATUS(Status) == 0)
    return {WorkOutcome::Done, std::move(W.Output)};
  std::string Message =
      WIFSIGNALED(Status)
          ? fmt::format("the analysis crashed: {}", strsignal(WTERMSIG(Status)))
          : fmt::format("the analysis ended with exit code {}", WEXITSTATUS(Status));
  if (WIFSIGNALED(Status) && WTERMSIG(Status) == SIGKILL)
    Message = "the analysis was killed, probably for lack of memory";
  if (std::string Reason = crashReason(W.Errors); !Reason.empty())
    Message += " (" + Reason + ")";
  return {WorkOutcome::Crashed, std::move(Message)};
}

} // namespace

void runForked(size_t Count, const WorkerOptions &Options,
               const std::function<std::string(size_t)> &Work,
               const std::function<bool(size_t, WorkOutcome)> &Finished) {
  std::vector<Worker> Running;
  size_t Next = 0;
  bool Stop = false;
  pid_t Self = ::getpid();

  auto Start = [&](size_t Index) {
    int Pipe[2];
    if (::pipe2(Pipe, O_CLOEXEC) != 0) {
      Stop = !Finished(
          Index, {WorkOutcome::Crashed, fmt::format("cannot start a worker: {}", strerror(errno))});
      return;
    }
    int Errors = ::memfd_create("fastidious-worker", MFD_CLOEXEC);
    // Buffered text would be written once by each process.
    std::fflush(nullptr);
    pid_t Process = ::fork();
    if (Process == 0) {
      ::close(Pipe[0]);
      work(Work, Index, Pipe[1], Errors, Self);
    }
    ::close(Pipe[1]);
    if (Process < 0) {
      ::close(Pipe[0]);
      Stop = !Finished(
          Index, {WorkOutcome::Crashed, fmt::format("cannot start a worker: {}", strerror(errno))});
      return;
    }
    std::optional<Clock::time_point> Deadline;
    if (Options.TimeoutSeconds)
      Deadline = Clock::now() + std::chrono::seconds(Options.TimeoutSeconds);
    Running.push_back({Process, Pipe[0], Errors, Index, Deadline, {}, false});
  };

  while (!Running.empty() || (Next < Count && !Stop)) {
    while (!Stop && Next < Count && Running.size() < std::max(1u, Options.Processes))
      Start(Next++);
    if (Running.empty())
      continue;

    std::vector<pollfd> Polled;
    int Wait = -1;
    for (const Worker &W : Running) {
      Polled.push_back({W.Results, POLLIN, 0});
      if (W.Deadline) {
        auto Left =
            std::chrono::duration_cast<std::chrono::milliseconds>(*W.Deadline - Clock::now());
        int Milliseconds = std::clamp<long long>(Left.count() + 1, 0, 1 << 30);
        Wait = Wait < 0 ? Milliseconds : std::min(Wait, Milliseconds);
      }
    }
    if (::poll(Polled.data(), Polled.size(), Wait) < 0 && errno != EINTR)
      break;

    std::vector<size_t> Ended;
    for (size_t I = 0; I < Running.size(); ++I) {
      Worker &W = Running[I];
      if (W.Deadline && Clock::now() >= *W.Deadline && !W.TimedOut) {
        W.TimedOut = true;
        W.Deadline.reset();
        ::kill(W.Process, SIGKILL);
      }
      if (!(Polled[I].revents & (POLLIN | POLLHUP | POLLERR)))
        continue;
      char Buffer[65536];
      ssize_t N = ::read(W.Results, Buffer, sizeof Buffer);
      if (N > 0)
        W.Output.append(Buffer, N);
      else if (N == 0 || errno != EINTR)
        Ended.push_back(I);
    }
    for (size_t I : Ended) {
      Worker &W = Running[I];
      int Status = 0;
      while (::waitpid(W.Process, &Status, 0) < 0 && errno == EINTR)
        ;
      ::close(W.Results);
      WorkOutcome Outcome = outcomeOf(W, Status);
      if (W.Errors >= 0)
        ::close(W.Errors);
      if (!Stop && !Finished(W.Index, std::move(Outcome)))
        Stop = true;
    }
    for (auto I = Ended.rbegin(); I != Ended.rend(); ++I)
      Running.erase(Running.begin() + *I);
    if (Stop)
      for (const Worker &W : Running)
        ::kill(W.Process, SIGKILL);
  }
}

} // namespace fastidious::driver

/// \file
/// Running pieces of work in processes of their own. A process that crashes, hangs or is killed
/// takes only its own piece along; and nothing that it allocated needs to be freed.
#pragma once

#include <functional>
#include <string>

namespace fastidious::driver {

/// How a piece of work ended.
struct WorkOutcome {
  enum { Done, Crashed, TimedOut } Kind;
  std::string Output; ///< What the work returned; for a crash, one line about it.
};

struct WorkerOptions {
  unsigned Processes = 1;
  unsigned TimeoutSeconds = 0; ///< For one piece; 0 for none.
};

/// Calls \p Work(0) ... \p Work(\p Count - 1), each in a forked process, and \p Finished in this
/// one in the order in which they end. Ends early if \p Finished returns false.
void runForked(size_t Count, const WorkerOptions &Options,
               const std::function<std::string(size_t)> &Work,
               const std::function<bool(size_t, WorkOutcome)> &Finished);

} // namespace fastidious::driver

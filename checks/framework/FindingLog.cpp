#include "checks/framework/FindingLog.h"

namespace fastidious {

static thread_local FindingLog *Current = nullptr;

FindingLog::FindingLog() : Outer(Current) {
  Current = this;
}
FindingLog::~FindingLog() {
  Current = Outer;
}
FindingLog *FindingLog::current() {
  return Current;
}

} // namespace fastidious

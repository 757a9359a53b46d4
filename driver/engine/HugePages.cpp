#include "driver/engine/HugePages.h"

#include <cstdint>
#include <cstdlib>

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

namespace fastidious::driver {

void useHugePages() {
#ifdef __GLIBC__
  // Address space only. One large step, because only what exists can be advised.
  constexpr int Step = 1 << 30;
  constexpr uintptr_t HugePage = 2 << 20;
  auto Before = reinterpret_cast<uintptr_t>(::sbrk(0));
  ::mallopt(M_TOP_PAD, Step);
  ::mallopt(M_MMAP_THRESHOLD, 32 << 20);
  ::mallopt(M_TRIM_THRESHOLD, -1);
  // More than is left of the heap, so that it grows.
  ::free(::malloc(16 << 20));
  auto After = reinterpret_cast<uintptr_t>(::sbrk(0));
  // Where address space is limited, such a step would fail although the memory were there.
  ::mallopt(M_TOP_PAD, 1 << 20);
  uintptr_t First = (Before + HugePage - 1) / HugePage * HugePage;
  // Refused where there are no huge pages, which is no loss.
  if (First < After)
    ::madvise(reinterpret_cast<void *>(First), After - First, MADV_HUGEPAGE);
#endif
}

} // namespace fastidious::driver

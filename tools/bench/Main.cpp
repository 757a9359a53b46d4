/// \file
/// The main program of every pair, and the counter of its allocations.
#include "tools/bench/Pair.h"

#include <atomic>
#include <cstdlib>
#include <new>

static std::atomic<std::int64_t> Allocations = 0;

std::int64_t bench::allocations() {
  return Allocations;
}

static void *counted(void *Memory) {
  if (!Memory)
    throw std::bad_alloc();
  Allocations.fetch_add(1, std::memory_order_relaxed);
  return Memory;
}

// The other forms of the standard library call these.
void *operator new(std::size_t Size) {
  return counted(std::malloc(Size ? Size : 1));
}
void *operator new(std::size_t Size, std::align_val_t Alignment) {
  // aligned_alloc wants a multiple of the alignment.
  auto Unit = static_cast<std::size_t>(Alignment);
  return counted(std::aligned_alloc(Unit, (Size + Unit - 1) / Unit * Unit));
}
void operator delete(void *Memory) noexcept {
  std::free(Memory);
}
void operator delete(void *Memory, std::size_t) noexcept {
  std::free(Memory);
}
void operator delete(void *Memory, std::align_val_t) noexcept {
  std::free(Memory);
}
void operator delete(void *Memory, std::size_t, std::align_val_t) noexcept {
  std::free(Memory);
}

BENCHMARK_MAIN();

#include "join.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <new>

static long allocated = 0;

void *operator new(std::size_t size) {
  ++allocated;
  return std::malloc(size);
}
void operator delete(void *memory) noexcept { std::free(memory); }
void operator delete(void *memory, std::size_t) noexcept { std::free(memory); }

static void words(benchmark::State &state) {
  const std::string word(100, 'x');
  long before = allocated;
  for (auto _ : state) {
    std::string all = repeat(word, static_cast<int>(state.range(0)));
    benchmark::DoNotOptimize(all);
  }
  state.counters["allocs"] =
      benchmark::Counter(static_cast<double>(allocated - before), benchmark::Counter::kAvgIterations);
}
BENCHMARK(words)->Arg(100);

static void unused(benchmark::State &state) {
  for (auto _ : state)
    state.SkipWithError("never to be run");
}
BENCHMARK(unused);

BENCHMARK_MAIN();

//! The time of an iteration as the benchmark reports it: before, with the timer stopped for the
//! set-up of each; after, timed by hand in batches of 1,000.
#include "tools/bench/Pair.h"

#include <cstdint>
#include <vector>

inline std::uint32_t mix(std::uint32_t x) {
  x ^= x >> 15;
  x *= 0x2c1b3c6dU;
  return x ^ (x >> 12);
}

namespace before {
void mixing(benchmark::State &state) {
  std::uint32_t seed = 1;
  for (auto _ : state) {
    state.PauseTiming();
    std::uint32_t x = seed++;
    benchmark::DoNotOptimize(x);
    state.ResumeTiming();
    benchmark::DoNotOptimize(mix(x));
  }
}
} // namespace before

namespace after {
void mixing(benchmark::State &state) {
  std::vector<std::uint32_t> inputs(1'000);
  std::uint32_t seed = 1;
  for (std::uint32_t &x : inputs)
    x = seed++;
  while (state.KeepRunningBatch(1'000))
    for (std::uint32_t x : inputs)
      benchmark::DoNotOptimize(mix(x));
}
} // namespace after

static const int Rows[] = {
    bench::pair("three operations on an integer", before::mixing, after::mixing),
};

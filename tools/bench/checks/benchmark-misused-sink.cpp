//! The time of an iteration as the benchmark reports it.
#include "tools/bench/Pair.h"

#include <cstdint>

inline std::uint32_t mix(std::uint32_t x) {
  for (int i = 0; i < 8; ++i) {
    x ^= x >> 15;
    x *= 0x2c1b3c6dU;
  }
  return x;
}

namespace before {
/// Only the last of the values is kept.
void afterLoop(benchmark::State &state) {
  std::uint32_t x = 0x5555, y = 0;
  benchmark::DoNotOptimize(x);
  for (auto _ : state)
    y = mix(x);
  benchmark::DoNotOptimize(y);
}
/// Each iteration loads and stores the accumulator.
void accumulator(benchmark::State &state) {
  std::uint32_t x = 1;
  volatile std::uint32_t sum = 0;
  for (auto _ : state) {
    x = x * 1664525 + 1013904223;
    sum += x;
  }
}
} // namespace before

namespace after {
void afterLoop(benchmark::State &state) {
  std::uint32_t x = 0x5555;
  for (auto _ : state) {
    benchmark::DoNotOptimize(x);
    benchmark::DoNotOptimize(mix(x));
  }
}
void accumulator(benchmark::State &state) {
  std::uint32_t x = 1;
  for (auto _ : state) {
    x = x * 1664525 + 1013904223;
    benchmark::DoNotOptimize(x);
  }
}
} // namespace after

static const int Rows[] = {
    bench::pair("a sink after the loop", before::afterLoop, after::afterLoop),
    bench::pair("a volatile accumulator", before::accumulator, after::accumulator),
};

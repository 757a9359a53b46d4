//! The time of an iteration as the benchmark reports it: before, the optimiser removes the work;
//! after, a sink keeps the result.
#include "tools/bench/Pair.h"

#include <cmath>
#include <cstdint>

inline int bitsOf(std::uint64_t x) {
  int count = 0;
  for (; x != 0; x &= x - 1)
    ++count;
  return count;
}

namespace before {
void bits(benchmark::State &state) {
  std::uint64_t i = 0;
  for (auto _ : state)
    bitsOf(i++);
}
void root(benchmark::State &state) {
  double x = 1;
  for (auto _ : state) {
    double y = std::sqrt(x) / (x + 1);
    (void)y;
    x += 1;
  }
}
} // namespace before

namespace after {
void bits(benchmark::State &state) {
  std::uint64_t i = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(bitsOf(i++));
}
void root(benchmark::State &state) {
  double x = 1;
  for (auto _ : state) {
    double y = std::sqrt(x) / (x + 1);
    benchmark::DoNotOptimize(y);
    x += 1;
  }
}
} // namespace after

static const int Rows[] = {
    bench::pair("a loop over the bits of a number", before::bits, after::bits),
    bench::pair("a square root and a division", before::root, after::root),
};

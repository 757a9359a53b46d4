//! The time of an iteration as the benchmark reports it: before, with the input built in each;
//! after, the work alone.
#include "tools/bench/Pair.h"

#include <numeric>
#include <vector>

namespace before {
void sum(benchmark::State &state) {
  for (auto _ : state) {
    std::vector<int> values(1'000, 7);
    benchmark::DoNotOptimize(values.data());
    benchmark::ClobberMemory();
    int total = std::accumulate(values.begin(), values.end(), 0);
    benchmark::DoNotOptimize(total);
  }
}
} // namespace before

namespace after {
void sum(benchmark::State &state) {
  std::vector<int> values(1'000, 7);
  benchmark::DoNotOptimize(values.data());
  for (auto _ : state) {
    benchmark::ClobberMemory();
    int total = std::accumulate(values.begin(), values.end(), 0);
    benchmark::DoNotOptimize(total);
  }
}
} // namespace after

static const int Rows[] = {
    bench::pair("sum of 1,000 ints", before::sum, after::sum),
};

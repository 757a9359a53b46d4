#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <vector>

static unsigned mix(unsigned X) {
  X ^= X >> 13;
  return X * 0x5bd1e995U;
}

static void removed(benchmark::State &State) {
  unsigned N = 0;
  for (auto _ : State)
    mix(N++);
}
BENCHMARK(removed);

static void onlyErrors(benchmark::State &State) {
  double X = 1;
  for (auto _ : State) {
    double Y = std::log(X);
    (void)Y;
    X += 1;
  }
}
BENCHMARK(onlyErrors);

static void sortedForNobody(benchmark::State &State) {
  std::vector<int> Values(100, 3);
  for (auto _ : State) {
    auto Copy = Values;
    std::sort(Copy.begin(), Copy.end());
  }
}
BENCHMARK(sortedForNobody);

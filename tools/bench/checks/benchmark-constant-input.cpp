//! The time of an iteration as the benchmark reports it: before, the compiler computes the result;
//! after, it does not know the input.
#include "tools/bench/Pair.h"

#include <cmath>
#include <numeric>
#include <vector>

namespace before {
void power(benchmark::State &state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(std::pow(1.2, 3.8));
}
void cosine(benchmark::State &state) {
  double x = 0.75;
  for (auto _ : state)
    benchmark::DoNotOptimize(std::cos(x) * std::sin(x));
}
} // namespace before

namespace after {
void power(benchmark::State &state) {
  double x = 1.2, y = 3.8;
  for (auto _ : state) {
    benchmark::DoNotOptimize(x);
    benchmark::DoNotOptimize(y);
    benchmark::DoNotOptimize(std::pow(x, y));
  }
}
void cosine(benchmark::State &state) {
  double x = 0.75;
  for (auto _ : state) {
    benchmark::DoNotOptimize(x);
    benchmark::DoNotOptimize(std::cos(x) * std::sin(x));
  }
}
} // namespace after

static const int Rows[] = {
    bench::pair("pow(1.2, 3.8)", before::power, after::power),
    bench::pair("cos(x) * sin(x), x = 0.75", before::cosine, after::cosine),
};

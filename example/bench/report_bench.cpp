#include "report.h"

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

static int digitSum(int number) {
  int sum = 0;
  for (; number; number /= 10)
    sum += number % 10;
  return sum;
}

static void BM_DigitSum(benchmark::State &state) {
  int i = 0;
  for (auto _ : state)
    digitSum(i++);
}
BENCHMARK(BM_DigitSum);

static void BM_Join(benchmark::State &state) {
  std::vector<std::string> texts(static_cast<std::size_t>(state.range(0)), "component");
  for (auto _ : state) {
    std::string joined = loglens::join(texts);
    benchmark::DoNotOptimize(joined);
  }
}
BENCHMARK(BM_Join)->Range(8, 4096);

BENCHMARK_MAIN();

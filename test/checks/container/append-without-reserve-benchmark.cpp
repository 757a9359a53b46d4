// RUN: %check_fastidious container-append-without-reserve %s
#include <benchmark/benchmark.h>

#include <nanobench.h>

#include <string>
#include <vector>

// How a container grows is what is measured.
static void fillString(benchmark::State &state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  for (auto _ : state) {
    std::vector<std::string> v;
    for (std::size_t i = 0; i < count; ++i)
      v.push_back("text");
    benchmark::DoNotOptimize(v);
  }
}
BENCHMARK(fillString)->Arg(100);

void fillInCallable(std::size_t count) {
  ankerl::nanobench::Bench().run("fill", [&] {
    std::vector<std::size_t> v;
    for (std::size_t i = 0; i < count; ++i)
      v.push_back(i);
    ankerl::nanobench::doNotOptimizeAway(v);
  });
}

// The input of a benchmark is made before the clock runs, and as well as any other container.
static void sum(benchmark::State &state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  std::vector<std::size_t> input;
  for (std::size_t i = 0; i < count; ++i)
  // fix: input.reserve(count);
  // fix: for (std::size_t i = 0; i < count; ++i)
    input.push_back(i);
  //^ warning: 'input' grows by reallocation
  for (auto _ : state) {
    std::size_t total = 0;
    for (std::size_t value : input)
      total += value;
    benchmark::DoNotOptimize(total);
  }
}
BENCHMARK(sum)->Arg(100);

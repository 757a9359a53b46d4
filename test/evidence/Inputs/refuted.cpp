#include <algorithm>
#include <benchmark/benchmark.h>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>
struct Engine {
  using result_type = std::uint32_t;
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return 0xffffffffu; }
  result_type operator()();
  std::uint32_t state = 1;
};
struct Big {
  bool operator<(const Big &) const;
  int digits[4] = {};
};
static void shuffles(benchmark::State &state) {
  std::vector<std::uint32_t> v(100);
  Engine e;
  for (auto _ : state)
    std::shuffle(v.begin(), v.end(), e);
}
BENCHMARK(shuffles);
static void shufflesNew(benchmark::State &state) {
  std::vector<std::uint32_t> v(100);
  for (auto _ : state) {
    Engine e;
    std::shuffle(std::begin(v), std::end(v), e);
  }
}
BENCHMARK(shufflesNew);
static void generates(benchmark::State &state) {
  std::vector<std::uint32_t> v(100);
  Engine e;
  for (auto _ : state)
    std::generate(v.begin(), v.end(), e);
}
BENCHMARK(generates);
static void sorts(benchmark::State &state) {
  std::vector<Big> v(100);
  for (auto _ : state)
    std::sort(v.begin(), v.end());
}
BENCHMARK(sorts);
static void finds(benchmark::State &state) {
  std::vector<Big> v(100);
  for (auto _ : state) {
    auto it = std::max_element(v.begin(), v.end());
    (void)it;
  }
}
BENCHMARK(finds);
static void sines(benchmark::State &state) {
  double x = 0;
  int r = 0;
  for (auto _ : state) {
    x += std::sin(r) * std::cos(r);
    ++r;
  }
}
BENCHMARK(sines);
static void draws(benchmark::State &state) {
  Engine e;
  std::uniform_int_distribution<int> d(1, 6);
  for (auto _ : state) {
    int x = d(e);
    (void)x;
  }
}
BENCHMARK(draws);

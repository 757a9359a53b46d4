// How fast look-ups are.
#include <benchmark/benchmark.h>

#include <map>
#include <random>
#include <unordered_map>

template <typename Map> void lookup(benchmark::State &state) {
  Map map;
  std::minstd_rand random;
  for (int i = 0; i < state.range(0); ++i)
    map[int(random())] = i;
  for (auto _ : state) {
    auto found = map.find(int(random()));
    benchmark::DoNotOptimize(found);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(lookup<std::map<int, int>>)->Range(8, 8 << 10);
BENCHMARK(lookup<std::unordered_map<int, int>>)->Range(8, 8 << 10);
BENCHMARK_MAIN();

// RUN: %check_fastidious benchmark-setup-in-loop %s --option WarnOnConsumedSetup=true --option SinkFunctions=keepAlive
#include <algorithm>
#include <benchmark/benchmark.h>
#include <vector>

void keepAlive(const std::vector<int> &v);
void keepAlive(long n);

static void sortedInPlace(benchmark::State &state) {
  std::vector<int> input(1000, 1);
  for (auto _ : state) {
    auto copy = input;
    std::sort(copy.begin(), copy.end());
    benchmark::DoNotOptimize(copy.data());
    benchmark::ClobberMemory();
  }
}
// The sink is all that is done with it.
static void onlyKept(benchmark::State &state) {
  for (auto _ : state) {
    std::vector<int> v(1000, 1);
    keepAlive(v);
  }
}
static void keptCount(benchmark::State &state) {
  for (auto _ : state) {
  // fix-notes: std::vector<int> v(1000, 1);
  // fix-notes: for (auto _ : state) {
    std::vector<int> v(1000, 1);
    //               ^ warning: each iteration builds 'v' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //               ^ note: move the set-up before the loop
    // fix-notes:
    keepAlive(std::count(v.begin(), v.end(), 2));
  }
}

// RUN: %check_fastidious benchmark-setup-in-loop %s
#define CATCH_CONFIG_ENABLE_BENCHMARKING
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdio>
#include <nanobench.h>
#include <vector>

static int sum(const std::vector<int> &v) {
  int s = 0;
  for (int x : v)
    s += x;
  return s;
}

TEST_CASE("catch2") {
  std::vector<int> outer(1000, 1);
  BENCHMARK("sum") {
    std::vector<int> v(1000, 1);
    //               ^ warning: each iteration builds 'v' from what never changes: that is measured with the work that reads it; prepare it before the benchmark
    return sum(v);
  };
  BENCHMARK("construction") {
    std::vector<int> v(1000, 1);
    return sum(v);
  };
  BENCHMARK("only made") {
    std::vector<int> v(1000, 1);
    return v;
  };
  BENCHMARK("outside") { return sum(outer); };
  BENCHMARK("by the argument", i) {
    std::vector<int> v(1000, i);
    return sum(v);
  };
  BENCHMARK_ADVANCED("advanced")(Catch::Benchmark::Chronometer meter) {
    std::vector<int> v(1000, 1);
    meter.measure([&] { return sum(v); });
  };
}
void inNanobench() {
  ankerl::nanobench::Bench().run("sum", [] {
    std::vector<int> v(1000, 1);
    //               ^ warning: each iteration builds 'v' from what never changes: that is measured with the work that reads it; prepare it before the benchmark
    ankerl::nanobench::doNotOptimizeAway(sum(v));
  });
  ankerl::nanobench::Bench().run("fill and sum", [] {
    std::vector<int> v(1000, 1);
    ankerl::nanobench::doNotOptimizeAway(sum(v));
  });
}
void byHand() {
  auto start = std::chrono::steady_clock::now();
  int total = 0;
  for (int i = 0; i < 1000; ++i) {
    std::vector<int> v(1000, 1);
    //               ^ warning: each iteration builds 'v' from what never changes: that is measured with the work that reads it; prepare it before the first reading of the clock
    total += sum(v);
  }
  auto end = std::chrono::steady_clock::now();
  std::printf("%ld %d\n", long((end - start).count()), total);
}

// RUN: %check_fastidious benchmark-constant-input %s
#define CATCH_CONFIG_ENABLE_BENCHMARKING
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdio>
#include <nanobench.h>

static unsigned long fib(unsigned n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }

TEST_CASE("catch2") {
  unsigned n = 20, m = 20;
  auto size = unsigned(std::getchar());
  BENCHMARK("literal") { return fib(20); };
  //                            ^ warning: the compiler sees all inputs of 'fib(20)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; take an input from where the compiler cannot see its value
  BENCHMARK("local") { return fib(n); };
  //                          ^ warning: the compiler sees all inputs of 'fib(n)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; take an input from where the compiler cannot see its value
  BENCHMARK("unknown") { return fib(size); };
  BENCHMARK("its argument", i) { return fib(unsigned(i)); };
  BENCHMARK("changing") { return fib(m++); };
}
void inNanobench() {
  ankerl::nanobench::Bench bench;
  unsigned n = 20, m = 20;
  bench.run("literal", [] { ankerl::nanobench::doNotOptimizeAway(fib(20)); });
  //                                                             ^ warning: the compiler sees all inputs of 'fib(20)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'ankerl::nanobench::doNotOptimizeAway' before the call
  //                                                             ^ note: hide the inputs from the compiler
  // fix-notes: bench.run("literal", [] { unsigned int input = 20; ankerl::nanobench::doNotOptimizeAway(input); ankerl::nanobench::doNotOptimizeAway(fib(input)); });
  bench.run("by reference", [&] {
    auto result = fib(n);
    //            ^ warning: the compiler sees all inputs of 'fib(n)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'ankerl::nanobench::doNotOptimizeAway' before the call
    //            ^ note: hide the inputs from the compiler
    // fix-notes: ankerl::nanobench::doNotOptimizeAway(n);
    // fix-notes: auto result = fib(n);
    ankerl::nanobench::doNotOptimizeAway(result);
  });
  bench.run("by copy", [m] { ankerl::nanobench::doNotOptimizeAway(fib(m)); });
  //                                                              ^ warning: the compiler sees all inputs of 'fib(m)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'ankerl::nanobench::doNotOptimizeAway' before the call
  //                                                              ^ note: hide the inputs from the compiler
  // fix-notes: bench.run("by copy", [m] { unsigned int input = m; ankerl::nanobench::doNotOptimizeAway(input); ankerl::nanobench::doNotOptimizeAway(fib(input)); });
}
void changingOnly() {
  ankerl::nanobench::Bench bench;
  unsigned n = 20;
  bench.run("changing", [&] { ankerl::nanobench::doNotOptimizeAway(fib(n++)); });
}
void byHand() {
  auto start = std::chrono::steady_clock::now();
  unsigned long sum = 0;
  for (int i = 0; i < 1000; ++i)
    sum += fib(10);
    //     ^ warning: the compiler sees all inputs of 'fib(10)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; take an input from where the compiler cannot see its value
  auto end = std::chrono::steady_clock::now();
  std::printf("%ld %lu\n", long((end - start).count()), sum);
}

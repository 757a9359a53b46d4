// RUN: %check_fastidious benchmark-unused-result,benchmark-misused-sink,benchmark-constant-input,benchmark-setup-in-loop,benchmark-pause-timing %s
#include <benchmark/benchmark.h>
#include <chrono>
#include <numeric>
#include <vector>

static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }

// A sink that keeps something else: the sink is what misleads.
static void inputOnly(benchmark::State &state) {
  int n = int(state.range(0));
  for (auto _ : state) {
    benchmark::DoNotOptimize(n);
  //^ warning: the sink on 'n' does not keep 'fib(n)' alive: it is an input, not the result; sink the result
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    fib(n);
    // fix-notes: benchmark::DoNotOptimize(fib(n));
  }
}
// A constant and a volatile sum: the work is what matters.
static double volatileSum() {
  volatile int sum = 0;
  auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 1000; ++i)
    sum += fib(20);
    //     ^ warning: the compiler sees all inputs of 'fib(20)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; take an input from where the compiler cannot see its value
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}
// Nothing is left of the work, whatever it would read.
static double droppedConstant() {
  auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 1000; ++i)
    fib(20);
  //^ warning: the result of 'fib(20)' is unused: the compiler may remove the work, and an empty loop is what is measured; use the result, for instance print it after the loop
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}
static void droppedWithSetup(benchmark::State &state) {
  for (auto _ : state) {
    std::vector<int> v(1000, 1);
    std::accumulate(v.begin(), v.end(), 0);
  //^ warning: the result of 'std::accumulate(v.begin(), v.end(), 0)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: benchmark::DoNotOptimize(std::accumulate(v.begin(), v.end(), 0));
  }
}
template <class T> static void inTemplate(benchmark::State &state) {
  T n = T(state.range(0));
  for (auto _ : state) {
    benchmark::DoNotOptimize(n);
  //^ warning: the sink on 'n' does not keep 'fib(int(n))' alive: it is an input, not the result; sink the result
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    fib(int(n));
    // fix-notes: benchmark::DoNotOptimize(fib(int(n)));
  }
}
BENCHMARK_TEMPLATE(inTemplate, int);
BENCHMARK_TEMPLATE(inTemplate, long);

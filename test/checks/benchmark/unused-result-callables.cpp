// RUN: %check_fastidious benchmark-unused-result %s --std c++17,c++20
#include <algorithm>
#include <benchmark/benchmark.h>
#include <cmath>
#include <cstdio>
#include <functional>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

extern int opaque(int);
static int mix(int x) { return (x ^ (x >> 16)) * 0x7feb352d; }
static int log(int x) { return std::printf("%d", x); }
static void store(int *p) { *p = 1; }

// Functions that are called through a parameter are those that the caller passes.
static int twice(int (*f)(int), int x) { return f(x) + (*f)(x + 1); }
static int thrice(int (&f)(int), int x) { return twice(f, x) + f(x); }
static int other(int (*f)(int), int x) {
  if (x > 0)
    f = opaque;
  return f(x);
}
static void give(void (*f)(int *), int *p) { f(p); }
template <class T> static T each(T (*f)(T), T x) { return f(x); }

static void knownFunction(benchmark::State &state) {
  int n = 0;
  for (auto _ : state)
    twice(mix, n++);
  //^ warning: the result of 'twice(mix, n++)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: benchmark::DoNotOptimize(twice(mix, n++));
}
static void passedOn(benchmark::State &state) {
  int n = 0;
  for (auto _ : state)
    thrice(mix, n++);
  //^ warning: the result of 'thrice(mix, n++)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: benchmark::DoNotOptimize(thrice(mix, n++));
}
static void address(benchmark::State &state) {
  int n = 0;
  for (auto _ : state)
    twice(&mix, n++);
  //^ warning: the result of 'twice(&mix, n++)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: benchmark::DoNotOptimize(twice(&mix, n++));
}
static void libraryFunction(benchmark::State &state) {
  double x = 0;
  for (auto _ : state) {
    x += 0.5;
    each<double>(std::floor, x);
  //^ warning: the result of 'each<double>(std::floor, x)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: benchmark::DoNotOptimize(each<double>(std::floor, x));
  }
}
static void observableFunctions(benchmark::State &state, int (*given)(int)) {
  int n = 0, x = 0;
  for (auto _ : state)
    twice(log, n++);
  for (auto _ : state)
    twice(opaque, n++);
  for (auto _ : state)
    twice(given, n++);
  for (auto _ : state)
    other(mix, n++);
  for (auto _ : state)
    give(store, &x);
  std::printf("%d", x);
}

// What a callable does with what it is given or has captured.
struct Add {
  int by;
  void operator()(int &sum) const { sum += by; }
};
static void invoked(benchmark::State &state) {
  Add add{static_cast<int>(state.range(0))};
  int sum = 0, calls = 0, n = 0;
  for (auto _ : state)
    std::invoke(add, sum);
  for (auto _ : state)
    std::apply([](int &a, int b) { a += b; }, std::tie(sum, n));
  std::vector<int> v(100);
  for (auto _ : state)
    std::count_if(v.begin(), v.end(), [&](int e) { return ++calls, e > 0; });
  state.counters["sum"] = sum + calls;
}
template <class Kernel> static void neverInstantiated(benchmark::State &state) {
  Kernel kernel{state.range(0)};
  int sum = 0;
  for (auto _ : state)
    std::invoke(kernel, sum);
  state.counters["sum"] = sum;
}
static void invokedForNothing(benchmark::State &state) {
  int n = 0;
  for (auto _ : state)
    std::invoke(mix, n++);
  //^ warning: the result of 'std::invoke(mix, n++)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: benchmark::DoNotOptimize(std::invoke(mix, n++));
}

// The name of what is lost.
static std::pair<int, std::vector<int>> setUp(int n) { return {n, std::vector<int>(100)}; }
static void binding(benchmark::State &state) {
  auto [count, values] = setUp(static_cast<int>(state.range(0)));
  for (auto _ : state)
    std::sort(values.begin(), values.end());
  //^ warning: the result of 'std::sort(values.begin(), values.end())' is lost, since nothing reads 'values': the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
}

// What another platform has, and does nothing here.
static inline int platformOnly(int, int *) { return 0; }
static inline void disabled(int *) {}
struct Nothing {
  template <class T> static void test(T *, const T &) {}
};
struct Print {
  template <class T> static void test(T *, const T &value) { std::printf("%d", value); }
};
static void stubs(benchmark::State &state) {
  int n = 0, buffer[4];
  for (auto _ : state)
    platformOnly(n++, buffer);
  for (auto _ : state)
    disabled(buffer);
}
template <class Test> static void instantiated(benchmark::State &state) {
  int n = 0, buffer[4];
  for (auto _ : state)
    Test::template test<int>(buffer, n++);
}
template void instantiated<Nothing>(benchmark::State &);
template void instantiated<Print>(benchmark::State &);

// Hash tables decide in compiled code whether to grow.
static void hashTables(benchmark::State &state) {
  std::unordered_set<int> s;
  std::unordered_map<int, int> m;
  int n = 0;
  for (auto _ : state)
    s.insert(n++);
  for (auto _ : state)
    m[n++] = 1;
  for (auto _ : state)
    m.erase(n++);
}
static void lookup(benchmark::State &state) {
  std::unordered_map<int, int> m{{1, 2}};
  int n = 0;
  for (auto _ : state)
    m.find(n++);
  //^ warning: the result of 'm.find(n++)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: benchmark::DoNotOptimize(m.find(n++));
}

BENCHMARK(knownFunction);
BENCHMARK(passedOn);
BENCHMARK(address);
BENCHMARK(libraryFunction);
BENCHMARK_CAPTURE(observableFunctions, opaque, opaque);
BENCHMARK(invoked)->Arg(1);
BENCHMARK(invokedForNothing);
BENCHMARK(binding)->Arg(1);
BENCHMARK(stubs);
BENCHMARK(hashTables);
BENCHMARK(lookup);

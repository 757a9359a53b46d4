// RUN: %check_fastidious benchmark-constant-input %s --std c++17,c++20
#include <array>
#include <benchmark/benchmark.h>
#include <cmath>
#include <cstring>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

static unsigned long fib(unsigned n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
static int occurrences(std::string_view s, char c) {
  int n = 0;
  for (char x : s)
    n += x == c;
  return n;
}
static int vowels(const std::string &s) {
  int n = 0;
  for (char x : s)
    n += std::strchr("aeiou", x) != nullptr;
  return n;
}
static double poly(double x, double y) { return x * x + y; }
static int sum(const int *p, int n) { return std::accumulate(p, p + n, 0); }
template <class T> T square(T x) { return x * x; }
template <int N> struct Power {
  static int of(int x) {
    int r = 1;
    for (int i = 0; i < N; ++i)
      r *= x;
    return r;
  }
};
struct Vec {
  double x, y;
  double dot(const Vec &o) const { return x * o.x + y * o.y; }
  Vec operator+(const Vec &o) const { return {x + o.x, y + o.y}; }
};
static int common(const char *a, const char *b) {
  std::vector<int> seen(std::strlen(a) + 1);
  int r = 0;
  for (; *a; ++a)
    for (const char *p = b; *p; ++p)
      r += *a == *p;
  return r + int(seen.size());
}
constexpr unsigned depth = 20;
static const int table[] = {1, 2, 3};
unsigned setting = 20;
int opaque(int);

static void literals(benchmark::State &state) {
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    benchmark::DoNotOptimize(std::pow(1.2, 3.8));
    //                       ^ warning: the compiler sees all inputs of 'std::pow(1.2, 3.8)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //                       ^ note: hide the inputs from the compiler
    // fix-notes: double input = 1.2; benchmark::DoNotOptimize(input); double input2 = 3.8; benchmark::DoNotOptimize(input2);
    // fix-notes: benchmark::DoNotOptimize(std::pow(input, input2));
    // fix-notes: }
}
static void literal(benchmark::State &state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(fib(20));
    //                       ^ warning: the compiler sees all inputs of 'fib(20)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //                       ^ note: hide the inputs from the compiler
    // fix-notes: unsigned int input = 20; benchmark::DoNotOptimize(input);
    // fix-notes: benchmark::DoNotOptimize(fib(input));
  }
}
static void ofGlobal(benchmark::State &state) {
  for (auto _ : state) {
    auto result = fib(depth);
    //            ^ warning: the compiler sees all inputs of 'fib(depth)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //            ^ note: hide the inputs from the compiler
    // fix-notes: unsigned int input = depth; benchmark::DoNotOptimize(input);
    // fix-notes: auto result = fib(input);
    benchmark::DoNotOptimize(result);
  }
}
static void unchangingLocal(benchmark::State &state) {
  unsigned n = 20;
  for (auto _ : state) {
    unsigned long result = fib(n);
    //                     ^ warning: the compiler sees all inputs of 'fib(n)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //                     ^ note: hide the inputs from the compiler
    // fix-notes: benchmark::DoNotOptimize(n);
    // fix-notes: unsigned long result = fib(n);
    benchmark::DoNotOptimize(result);
  }
}
static void accumulated(benchmark::State &state) {
  unsigned long sum = 0;
  const unsigned n = 12;
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    sum += fib(n);
    //     ^ warning: the compiler sees all inputs of 'fib(n)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //     ^ note: hide the inputs from the compiler
    // fix-notes: unsigned int input = n; benchmark::DoNotOptimize(input);
    // fix-notes: sum += fib(input);
    // fix-notes: }
  benchmark::DoNotOptimize(sum);
}
static void view(benchmark::State &state) {
  std::string_view text = "hello world";
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    benchmark::DoNotOptimize(occurrences(text, 'l'));
    //                       ^ warning: the compiler sees all inputs of 'occurrences(text, 'l')': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //                       ^ note: hide the inputs from the compiler
    // fix-notes: benchmark::DoNotOptimize(text);
    // fix-notes: benchmark::DoNotOptimize(occurrences(text, 'l'));
    // fix-notes: }
}
static void temporary(benchmark::State &state) {
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    benchmark::DoNotOptimize(vowels("banana"));
    //                       ^ warning: the compiler sees all inputs of 'vowels("banana")': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //                       ^ note: hide the inputs from the compiler
    // fix-notes: const char *input = "banana"; benchmark::DoNotOptimize(input);
    // fix-notes: benchmark::DoNotOptimize(vowels(input));
    // fix-notes: }
}
static void array(benchmark::State &state) {
  int a[] = {1, 2, 3, 4};
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    benchmark::DoNotOptimize(sum(a, 4));
    //                       ^ warning: the compiler sees all inputs of 'sum(a, 4)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //                       ^ note: hide the inputs from the compiler
    // fix-notes: benchmark::DoNotOptimize(a);
    // fix-notes: benchmark::DoNotOptimize(sum(a, 4));
    // fix-notes: }
}
static void iterators(benchmark::State &state) {
  std::array<int, 3> a{{1, 2, 3}};
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    benchmark::DoNotOptimize(std::accumulate(a.begin(), a.end(), 0));
    //                       ^ warning: the compiler sees all inputs of 'std::accumulate(a.begin(), a.end(), 0)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //                       ^ note: hide the inputs from the compiler
    // fix-notes: benchmark::DoNotOptimize(a);
    // fix-notes: benchmark::DoNotOptimize(std::accumulate(a.begin(), a.end(), 0));
    // fix-notes: }
}
static void inExpression(benchmark::State &state) {
  for (auto _ : state) {
    int result = square(7) + 1;
    //           ^ warning: the compiler sees all inputs of 'square(7)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //           ^ note: hide the inputs from the compiler
    // fix-notes: auto input = 7; benchmark::DoNotOptimize(input);
    // fix-notes: int result = square(input) + 1;
    benchmark::DoNotOptimize(result);
  }
}
static void ofClassTemplate(benchmark::State &state) {
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    benchmark::DoNotOptimize(Power<5>::of(3));
    //                       ^ warning: the compiler sees all inputs of 'Power<5>::of(3)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //                       ^ note: hide the inputs from the compiler
    // fix-notes: int input = 3; benchmark::DoNotOptimize(input);
    // fix-notes: benchmark::DoNotOptimize(Power<5>::of(input));
    // fix-notes: }
}
static void members(benchmark::State &state) {
  Vec a{1, 2}, b{3, 4};
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    benchmark::DoNotOptimize(a.dot(b));
    //                       ^ warning: the compiler sees all inputs of 'a.dot(b)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //                       ^ note: hide the inputs from the compiler
    // fix-notes: benchmark::DoNotOptimize(a); benchmark::DoNotOptimize(b);
    // fix-notes: benchmark::DoNotOptimize(a.dot(b));
    // fix-notes: }
}
static void operators(benchmark::State &state) {
  Vec a{1, 2}, b{3, 4};
  for (auto _ : state) {
    Vec c = a + b;
    //      ^ warning: the compiler sees all inputs of 'a + b': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //      ^ note: hide the inputs from the compiler
    // fix-notes: benchmark::DoNotOptimize(a); benchmark::DoNotOptimize(b);
    // fix-notes: Vec c = a + b;
    benchmark::DoNotOptimize(c);
  }
}
static void lambda(benchmark::State &state) {
  auto twice = [](int x) { return 2 * x; };
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    benchmark::DoNotOptimize(twice(5));
    //                       ^ warning: the compiler sees all inputs of 'twice(5)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //                       ^ note: hide the inputs from the compiler
    // fix-notes: int input = 5; benchmark::DoNotOptimize(input);
    // fix-notes: benchmark::DoNotOptimize(twice(input));
    // fix-notes: }
}
static void keepRunning(benchmark::State &state) {
  while (state.KeepRunning())
  // fix-notes: while (state.KeepRunning()) {
    benchmark::DoNotOptimize(std::sqrt(2.0));
    //                       ^ warning: the compiler sees all inputs of 'std::sqrt(2.0)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //                       ^ note: hide the inputs from the compiler
    // fix-notes: double input = 2.0; benchmark::DoNotOptimize(input);
    // fix-notes: benchmark::DoNotOptimize(std::sqrt(input));
    // fix-notes: }
}
static void calleeAllocates(benchmark::State &state) {
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    benchmark::DoNotOptimize(common("abc", "bcd"));
    //                       ^ warning: the compiler sees all inputs of 'common("abc", "bcd")': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //                       ^ note: hide the inputs from the compiler
    // fix-notes: const char *input = "abc"; benchmark::DoNotOptimize(input); const char *input2 = "bcd"; benchmark::DoNotOptimize(input2);
    // fix-notes: benchmark::DoNotOptimize(common(input, input2));
    // fix-notes: }
}
static void ofTable(benchmark::State &state) {
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    benchmark::DoNotOptimize(sum(table, 3));
    //                       ^ warning: the compiler sees all inputs of 'sum(table, 3)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //                       ^ note: hide the inputs from the compiler
    // fix-notes: int input = 3; benchmark::DoNotOptimize(input);
    // fix-notes: benchmark::DoNotOptimize(sum(table, input));
    // fix-notes: }
}
static void innerLoop(benchmark::State &state) {
  for (auto _ : state)
    for (int i = 0; i < 10; ++i)
    // fix-notes: for (int i = 0; i < 10; ++i) {
      benchmark::DoNotOptimize(fib(10));
      //                       ^ warning: the compiler sees all inputs of 'fib(10)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
      //                       ^ note: hide the inputs from the compiler
      // fix-notes: unsigned int input = 10; benchmark::DoNotOptimize(input);
      // fix-notes: benchmark::DoNotOptimize(fib(input));
      // fix-notes: }
}
static void string(benchmark::State &state) {
  const char *text = "hello";
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    benchmark::DoNotOptimize(std::strlen(text));
    //                       ^ warning: the compiler sees all inputs of 'std::strlen(text)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //                       ^ note: hide the inputs from the compiler
    // fix-notes: benchmark::DoNotOptimize(text);
    // fix-notes: benchmark::DoNotOptimize(std::strlen(text));
    // fix-notes: }
}
static void throughSteps(benchmark::State &state) {
  for (auto _ : state) {
    const double x = poly(1, 2);
    double y = poly(x, 3);
    //         ^ warning: the compiler sees all inputs of 'poly(x, 3)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //         ^ note: hide the inputs from the compiler
    // fix-notes: double input = 3; benchmark::DoNotOptimize(input);
    // fix-notes: double y = poly(x, input);
    benchmark::DoNotOptimize(y);
  }
}
template <class T> static void inTemplate(benchmark::State &state) {
  T v = 3;
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    benchmark::DoNotOptimize(square(v));
    //                       ^ warning: the compiler sees all inputs of 'square(v)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //                       ^ note: hide the inputs from the compiler
    // fix-notes: benchmark::DoNotOptimize(v);
    // fix-notes: benchmark::DoNotOptimize(square(v));
    // fix-notes: }
}
BENCHMARK_TEMPLATE(inTemplate, int);
BENCHMARK_TEMPLATE(inTemplate, long);
struct Fixture : benchmark::Fixture {};
BENCHMARK_F(Fixture, inFixture)(benchmark::State &state) {
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    benchmark::DoNotOptimize(poly(1.5, 2.5));
    //                       ^ warning: the compiler sees all inputs of 'poly(1.5, 2.5)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //                       ^ note: hide the inputs from the compiler
    // fix-notes: double input = 1.5; benchmark::DoNotOptimize(input); double input2 = 2.5; benchmark::DoNotOptimize(input2);
    // fix-notes: benchmark::DoNotOptimize(poly(input, input2));
    // fix-notes: }
}
static auto *registered = benchmark::RegisterBenchmark("registered", [](benchmark::State &state) {
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    benchmark::DoNotOptimize(fib(15));
    //                       ^ warning: the compiler sees all inputs of 'fib(15)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //                       ^ note: hide the inputs from the compiler
    // fix-notes: unsigned int input = 15; benchmark::DoNotOptimize(input);
    // fix-notes: benchmark::DoNotOptimize(fib(input));
    // fix-notes: }
});

// What the compiler does not see.
static void unknown(benchmark::State &state, unsigned parameter) {
  unsigned n = 20, m = 20, k = 3;
  volatile unsigned v = 20;
  benchmark::DoNotOptimize(m);
  auto hide = [&] { benchmark::DoNotOptimize(k); };
  Vec a{1, 2};
  benchmark::DoNotOptimize(a);
  const unsigned size = unsigned(state.range(0));
  for (auto _ : state)
    benchmark::DoNotOptimize(fib(unsigned(state.range(0))));
  for (auto _ : state)
    benchmark::DoNotOptimize(fib(size));
  for (auto _ : state) {
    benchmark::DoNotOptimize(n);
    benchmark::DoNotOptimize(fib(n));
  }
  for (auto _ : state)
    benchmark::DoNotOptimize(fib(m));
  for (auto _ : state)
    benchmark::DoNotOptimize(fib(setting));
  for (auto _ : state)
    benchmark::DoNotOptimize(fib(parameter));
  for (auto _ : state)
    benchmark::DoNotOptimize(opaque(3));
  for (auto _ : state)
    benchmark::DoNotOptimize(square(opaque(3)));
  for (auto _ : state)
    benchmark::DoNotOptimize(fib(v));
  for (auto _ : state) {
    hide();
    benchmark::DoNotOptimize(fib(k));
  }
  for (auto _ : state)
    benchmark::DoNotOptimize(a.dot(a));
  for (auto _ : state)
    benchmark::DoNotOptimize(poly(1, double(state.range(0))));
}
// What changes.
static void changing(benchmark::State &state) {
  unsigned n = 0, m = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(fib(n++ % 20));
  for (auto _ : state) {
    benchmark::DoNotOptimize(fib(m));
    m = (m + 1) % 20;
  }
  for (auto _ : state)
    for (unsigned i = 0; i < 10; ++i)
      benchmark::DoNotOptimize(fib(i));
  long x = 1;
  for (auto _ : state) {
    x = square(x);
    benchmark::DoNotOptimize(x);
  }
  int filled[64];
  for (int i = 0; i < 64; ++i)
    filled[i] = opaque(i);
  for (auto _ : state)
    benchmark::DoNotOptimize(sum(filled, 64));
}
// What is on the heap, and what gives an object back.
static void heap(benchmark::State &state) {
  std::vector<int> v(1000, 1);
  std::string text(100, 'a');
  for (auto _ : state)
    benchmark::DoNotOptimize(std::accumulate(v.begin(), v.end(), 0));
  for (auto _ : state)
    benchmark::DoNotOptimize(vowels(text));
  for (auto _ : state)
    benchmark::DoNotOptimize(std::string("hello"));
  for (auto _ : state)
    benchmark::DoNotOptimize(std::malloc(64));
}
// Kept apart on purpose.
__attribute__((noinline)) static int outOfLine(int x) { return 3 * x; }
static void keptApart(benchmark::State &state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(outOfLine(4));
}
// The measured call has another input; what is constant is only one of its arguments.
static void argument(benchmark::State &state) {
  double x = double(state.range(0));
  for (auto _ : state) {
    double y = poly(1, 2);
    benchmark::DoNotOptimize(poly(x, y));
  }
  for (auto _ : state)
    benchmark::DoNotOptimize(poly(1, 2) + std::sqrt(x));
}
// That the input is known is what is measured.
static void BM_ConstantDepth(benchmark::State &state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(fib(20));
}

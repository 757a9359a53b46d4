// RUN: %check_fastidious benchmark-unused-result,benchmark-pause-timing %s
//
// A macro that stamps out whole benchmarks is reported once, where it is defined, and not fixed:
// other expansions may mean other code. What is an argument is the text of its expansion.
#include <benchmark/benchmark.h>
#include <vector>

extern int opaque(int);
static int square(int x) { return x * x; }
static int cube(int x) { return x * x * x; }

#define RUN(NAME, FUNCTION)                        \
  static void NAME(benchmark::State &state) {      \
    int n = 0;                                     \
    for (auto _ : state) {                         \
      FUNCTION(n);                                 \
    //^ warning: the result of 'FUNCTION(n)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
      n = (n + 1) % 100;                           \
    }                                              \
  }
RUN(runOpaque, opaque)
  RUN(runSquare, square)
//^ note: expanded here
RUN(runCube, cube)

#define NESTED(NAME) RUN(NAME##Nested, square)
NESTED(square)

#define RUN_EXPRESSION(NAME, EXPRESSION)           \
  static void NAME(benchmark::State &state) {      \
    int n = 0;                                     \
    for (auto _ : state) {                         \
      EXPRESSION;                                  \
      ++n;                                         \
    }                                              \
  }
RUN_EXPRESSION(runExpression, square(n))
//                            ^ warning: the result of 'square(n)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
RUN_EXPRESSION(runOther, benchmark::DoNotOptimize(square(n)))

#define KEEPING(NAME, EXPRESSION)                  \
  static void NAME(benchmark::State &state) {      \
    int n = 0;                                     \
    for (auto _ : state)                           \
      benchmark::DoNotOptimize(n += EXPRESSION);   \
  }
KEEPING(keepSquare, square(n))

// The loop is the user's text, and what a macro of its body stands for is not known to repeat.
#define SQUARE(X) square(X)
static void inBody(benchmark::State &state) {
  int n = 0;
  for (auto _ : state)
    SQUARE(n++);
}

#define STOPPED(NAME)                              \
  static void NAME(benchmark::State &state) {      \
    int x = 3;                                     \
    for (auto _ : state) {                         \
      state.PauseTiming();                         \
    //^ warning: stopping the timer in each iteration costs more than what is measured: PauseTiming and ResumeTiming take 100 to 200 ns each, which are in part measured with the body; prepare a batch of inputs and use KeepRunningBatch, or measure with manual time
      x = opaque(x);                               \
      state.ResumeTiming();                        \
      benchmark::DoNotOptimize(square(x));         \
    }                                              \
  }
  STOPPED(first)
//^ note: expanded here
STOPPED(second)

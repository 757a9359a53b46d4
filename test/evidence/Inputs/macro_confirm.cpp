#include <benchmark/benchmark.h>

#define FILLS(NAME, TYPE)                                                                          \
  static void NAME(benchmark::State &State) {                                                      \
    TYPE Table[16];                                                                                \
    for (auto _ : State) {                                                                         \
      for (int I = 0; I < 16; ++I)                                                                 \
        Table[I] = I * I;                                                                          \
      benchmark::ClobberMemory();                                                                  \
    }                                                                                              \
  }                                                                                                \
  BENCHMARK(NAME);

FILLS(fillsInts, int)
FILLS(fillsLongs, long)

// The work is the user's, not the macro's.
#define TIMED(NAME, WORK)                                                                          \
  static void NAME(benchmark::State &State) {                                                      \
    int Table[4];                                                                                  \
    for (auto _ : State) {                                                                         \
      WORK;                                                                                        \
      benchmark::ClobberMemory();                                                                  \
    }                                                                                              \
  }                                                                                                \
  BENCHMARK(NAME);

TIMED(setsFirst, Table[0] = 1)
TIMED(setsLast, Table[3] = 1)

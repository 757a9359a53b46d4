#include <benchmark/benchmark.h>

static void fillsForNobody(benchmark::State &State) {
  int Table[16];
  for (auto _ : State) {
    for (int I = 0; I < 16; ++I)
      Table[I] = I * I;
    benchmark::ClobberMemory();
  }
}
BENCHMARK(fillsForNobody);

#include <benchmark/benchmark.h>

extern int opaqueValue(int);

static int fibonacci(int N) {
  return N < 2 ? N : fibonacci(N - 1) + fibonacci(N - 2);
}

static void sumUnread(benchmark::State &State) {
  unsigned Sum = 0, N = 0;
  for (auto _ : State)
    Sum += N++ * 2654435761U;
}
BENCHMARK(sumUnread);

static void constant(benchmark::State &State) {
  for (auto _ : State)
    benchmark::DoNotOptimize(fibonacci(20));
}
BENCHMARK(constant);

static void meanOnly(benchmark::State &State) {
  double Values[64];
  for (auto _ : State) {
    benchmark::DoNotOptimize(Values);
    double Sum = 0, Product = 1;
    for (int I = 0; I < State.range(0); ++I)
      Sum += Values[I];
    for (int I = 0; I < State.range(0); ++I)
      Product *= Values[I] * Values[I] + 1;
    benchmark::DoNotOptimize(Sum);
    (void)Product;
  }
}
BENCHMARK(meanOnly);

static void opaqueCall(benchmark::State &State) {
  for (auto _ : State)
    opaqueValue(1);
}
BENCHMARK(opaqueCall);

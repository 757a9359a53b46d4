// RUN: %confirm_test %s -- -O2 -std=c++20
// The same questions in all the shapes that a Google Benchmark loop comes in. The verdicts were
// read from `clang++-19 -O2 -S`.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

extern int opaqueValue(int);
extern void opaqueReader(const int *);
int Visible;
thread_local int PerThread;

namespace {

unsigned mix(unsigned X) {
  X ^= X >> 16;
  X *= 0x7feb352dU;
  X ^= X >> 15;
  return X;
}

int fibonacci(int N) { return N < 2 ? N : fibonacci(N - 1) + fibonacci(N - 2); }

__attribute__((noinline)) unsigned mixApart(unsigned X) { return mix(X) + mix(X + 1); }

template <typename T> T power(T Base, unsigned Exponent) {
  T Result = 1;
  for (; Exponent; Exponent >>= 1, Base *= Base)
    if (Exponent & 1)
      Result *= Base;
  return Result;
}

void escape(void *Pointer) { asm volatile("" : : "g"(Pointer) : "memory"); }
void clobber() { asm volatile("" : : : "memory"); }
template <typename T> void keep(const T &Value) { asm volatile("" : : "r,m"(Value) : "memory"); }

// --- loops

void whileKeepRunning(benchmark::State &State) {
  unsigned N = 0;
  while (State.KeepRunning()) // expect: eliminated
    mix(N++);
}

void whileKeepRunningBatch(benchmark::State &State) {
  unsigned N = 0;
  while (State.KeepRunningBatch(100)) { // expect: eliminated
    for (int I = 0; I < 100; ++I)
      mix(N++);
  }
}

void batchObserved(benchmark::State &State) {
  unsigned N = 0;
  while (State.KeepRunningBatch(100)) { // expect: survives
    for (int I = 0; I < 100; ++I)
      benchmark::DoNotOptimize(mix(N++));
  }
}

void namedState(benchmark::State &TheState) {
  for ([[maybe_unused]] auto Iteration : TheState) // expect: outside-loop
    benchmark::DoNotOptimize(fibonacci(12));
}

void nestedLoop(benchmark::State &State) {
  std::vector<unsigned> V(64);
  for (auto _ : State) { // expect: survives
    for (unsigned &N : V)
      N = mix(N);
    benchmark::DoNotOptimize(V.data());
    benchmark::ClobberMemory();
  }
}

void empty(benchmark::State &State) {
  for (auto _ : State) { // expect: unknown
  }
}

void onlySink(benchmark::State &State) {
  int X = 3;
  for (auto _ : State) // expect: unknown
    benchmark::DoNotOptimize(X);
}

void returnsEarly(benchmark::State &State) {
  if (opaqueValue(1)) {
    State.SkipWithError("not today");
    return;
  }
  for (auto _ : State) { // expect: eliminated
    mix(7);
  }
}

// --- helpers

template <typename T> void powerOf(benchmark::State &State) {
  for (auto _ : State) // expect: eliminated
    power<T>(3, 20);
}

template <typename F> void repeat(benchmark::State &State, F Work) {
  for (auto _ : State) // expect: eliminated
    Work();
}

void throughHelper(benchmark::State &State) {
  unsigned N = 0;
  repeat(State, [&] { mix(N++); });
}

void throughMacro(benchmark::State &State) {
#define REPEAT(WORK)                                                                               \
  for (auto _ : State)                                                                             \
  WORK
  REPEAT(mix(1)); // expect: eliminated
}

void localLambda(benchmark::State &State) {
  auto Work = [](unsigned X) { return mix(X) * mix(X + 3); };
  unsigned N = 0;
  for (auto _ : State) // expect: eliminated
    Work(N++);
}

void notInlined(benchmark::State &State) {
  unsigned N = 0;
  for (auto _ : State) // expect: eliminated
    mixApart(N++);
}

void throughPointer(benchmark::State &State) {
  unsigned (*F)(unsigned) = opaqueValue(1) ? mix : mixApart;
  unsigned N = 0;
  for (auto _ : State) // expect: survives
    F(N++);
}

// --- sinks of the user's own

void ownKeep(benchmark::State &State) {
  unsigned N = 0;
  for (auto _ : State) // expect: survives
    keep(mix(N++));
}

void ownKeepInvariant(benchmark::State &State) {
  for (auto _ : State) // expect: outside-loop
    keep(fibonacci(10));
}

void ownEscapeAndClobber(benchmark::State &State) {
  std::vector<int> V;
  V.reserve(8);
  for (auto _ : State) { // expect: survives
    V.clear();
    escape(V.data());
    V.push_back(42);
    clobber();
  }
}

void clobberWithoutEscape(benchmark::State &State) {
  int Table[16];
  for (auto _ : State) { // expect: eliminated
    for (int I = 0; I < 16; ++I)
      Table[I] = I * I;
    clobber();
  }
}

void pointerEscapesFirst(benchmark::State &State) {
  int Table[16];
  int *Pointer = Table;
  benchmark::DoNotOptimize(Pointer);
  for (auto _ : State) { // expect: survives
    for (int I = 0; I < 16; ++I)
      Table[I] = opaqueValue(0) + I;
    benchmark::ClobberMemory();
  }
}

// --- places that values go to

void toVolatile(benchmark::State &State) {
  volatile unsigned Last = 0;
  unsigned N = 0;
  for (auto _ : State) // expect: survives
    Last = mix(N++);
}

void toThreadLocal(benchmark::State &State) {
  for (auto _ : State) // expect: outside-loop
    PerThread = fibonacci(15);
}

void toGlobalSum(benchmark::State &State) {
  unsigned N = 0;
  for (auto _ : State) // expect: survives
    Visible += static_cast<int>(mix(N++));
}

void toAtomic(benchmark::State &State) {
  static std::atomic<unsigned> Sum;
  unsigned N = 0;
  for (auto _ : State) // expect: survives
    Sum += mix(N++);
}

void toLabel(benchmark::State &State) {
  unsigned N = 0;
  for (auto _ : State) // expect: survives
    N = mix(N + 1);
  State.SetLabel(std::to_string(N));
}

void toReader(benchmark::State &State) {
  int Table[4] = {};
  for (auto _ : State) // expect: survives
    opaqueReader(Table);
}

void underLock(benchmark::State &State) {
  std::mutex Mutex;
  for (auto _ : State) { // expect: survives
    std::lock_guard<std::mutex> Lock(Mutex);
    ++Visible;
  }
}

void toNowhereButChecked(benchmark::State &State) {
  unsigned N = 0, Sum = 0;
  for (auto _ : State) // expect: survives
    Sum ^= mix(N++);
  if (Sum == 12345)
    std::abort();
}

// --- several statements

void pausedSetUp(benchmark::State &State) {
  for (auto _ : State) { // expect: survives
    State.PauseTiming();
    std::vector<int> V(100, opaqueValue(3));
    State.ResumeTiming();
    std::sort(V.begin(), V.end());
    benchmark::DoNotOptimize(V.data());
    benchmark::ClobberMemory();
  }
}

void onlyFirstIsKept(benchmark::State &State) {
  unsigned N = 0;
  for (auto _ : State) { // expect: partial
    unsigned A = mix(N);
    int B = fibonacci(16 + static_cast<int>(N & 3));
    ++N;
    benchmark::DoNotOptimize(A);
    (void)B;
  }
}

void inputOnly(benchmark::State &State) {
  int N = 15;
  for (auto _ : State) { // expect: eliminated
    benchmark::DoNotOptimize(N);
    int Result = fibonacci(N);
    (void)Result;
  }
}

void inputAndOutput(benchmark::State &State) {
  int N = 15;
  for (auto _ : State) { // expect: survives
    benchmark::DoNotOptimize(N);
    int Result = fibonacci(N);
    benchmark::DoNotOptimize(Result);
  }
}

void outputAfterLoop(benchmark::State &State) {
  int Result = 0;
  for (auto _ : State) // expect: outside-loop
    Result = fibonacci(15);
  benchmark::DoNotOptimize(Result);
}

void reference(benchmark::State &State) {
  std::vector<unsigned> V(32, 1);
  for (auto _ : State) { // expect: survives
    benchmark::DoNotOptimize(V.data());
    benchmark::ClobberMemory();
    benchmark::DoNotOptimize(*std::max_element(V.begin(), V.end()));
  }
}

// --- values that cannot be replaced by zero

void mapObserved(benchmark::State &State) {
  for (auto _ : State) // expect: survives
    benchmark::DoNotOptimize(std::map<int, int>{{1, 2}, {opaqueValue(1), 3}});
}

void listFilled(benchmark::State &State) {
  for (auto _ : State) { // expect: survives
    std::list<int> List(10, 3);
    benchmark::DoNotOptimize(List.size());
  }
}

// --- fixtures and lambdas

class Sorted : public benchmark::Fixture {
public:
  void SetUp(const benchmark::State &) override { Values.assign(100, 7); }
  std::vector<int> Values;
  unsigned Sum = 0;
};

} // namespace

BENCHMARK_F(Sorted, unused)(benchmark::State &State) {
  for (auto _ : State) // expect: eliminated
    std::binary_search(Values.begin(), Values.end(), 7);
}

BENCHMARK_F(Sorted, toMember)(benchmark::State &State) {
  for (auto _ : State) // expect: survives
    for (int N : Values)
      Sum += mix(N + Sum);
}

BENCHMARK_DEFINE_F(Sorted, defined)(benchmark::State &State) {
  for (auto _ : State) // expect: survives
    benchmark::DoNotOptimize(std::count(Values.begin(), Values.end(), 7));
}
BENCHMARK_REGISTER_F(Sorted, defined);

static auto *AtNamespaceScope =
    benchmark::RegisterBenchmark("at namespace scope", [](benchmark::State &State) {
      for (auto _ : State) // expect: eliminated
        mix(3);
    });

static void registerMore() {
  for (int Size : {1, 2})
    benchmark::RegisterBenchmark("captures", [Size](benchmark::State &State) {
      for (auto _ : State) // expect: survives
        benchmark::DoNotOptimize(std::string(Size * 100, 'x'));
    });
}

int main(int argc, char **argv) {
  registerMore();
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}

BENCHMARK(whileKeepRunning);
BENCHMARK(whileKeepRunningBatch);
BENCHMARK(batchObserved);
BENCHMARK(namedState);
BENCHMARK(nestedLoop);
BENCHMARK(empty);
BENCHMARK(onlySink);
BENCHMARK(returnsEarly);
BENCHMARK_TEMPLATE(powerOf, unsigned);
BENCHMARK_TEMPLATE(powerOf, double);
BENCHMARK(throughHelper);
BENCHMARK(throughMacro);
BENCHMARK(localLambda);
BENCHMARK(notInlined);
BENCHMARK(throughPointer);
BENCHMARK(ownKeep);
BENCHMARK(ownKeepInvariant);
BENCHMARK(ownEscapeAndClobber);
BENCHMARK(clobberWithoutEscape);
BENCHMARK(pointerEscapesFirst);
BENCHMARK(toVolatile);
BENCHMARK(toThreadLocal);
BENCHMARK(toGlobalSum);
BENCHMARK(toAtomic);
BENCHMARK(toLabel);
BENCHMARK(toReader);
BENCHMARK(underLock);
BENCHMARK(toNowhereButChecked);
BENCHMARK(pausedSetUp);
BENCHMARK(onlyFirstIsKept);
BENCHMARK(inputOnly);
BENCHMARK(inputAndOutput);
BENCHMARK(outputAfterLoop);
BENCHMARK(reference);
BENCHMARK(mapObserved);
BENCHMARK(listFilled);

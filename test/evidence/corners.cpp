// RUN: %confirm_test %s -- -O2 -std=c++20 -w
// Loops with known trip counts, which are unrolled until nothing is left of them, and other corner
// cases. The verdicts were read from `clang++-19 -O2 -S`.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <functional>
#include <memory>
#include <numeric>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

extern int opaqueValue(int);
extern void fill(int *, int);
using Clock = std::chrono::steady_clock;

static unsigned mix(unsigned X) {
  X ^= X >> 13;
  X *= 0x5bd1e995U;
  return X ^ (X >> 15);
}
static double seconds(Clock::duration D) {
  return std::chrono::duration<double>(D).count();
}
static const int Squares[] = {0, 1, 4, 9, 16, 25, 36, 49, 64, 81, 100, 121, 144, 169, 196, 225};

struct Animal {
  virtual ~Animal() = default;
  virtual int legs() const { return 0; }
};
struct Dog : Animal {
  int legs() const override { return 4; }
};

// --- known trip counts

double constantsToVolatile() {
  volatile int Sink = 0;
  auto Start = Clock::now();
  for (int I = 0; I < 16; ++I) // expect: survives
    Sink = Squares[I] * 2;
  return seconds(Clock::now() - Start);
}

double fewOpaqueCalls() {
  auto Start = Clock::now();
  for (int I = 0; I < 8; ++I) // expect: survives
    opaqueValue(I);
  return seconds(Clock::now() - Start);
}

double fewStores(int *Out) {
  auto Start = Clock::now();
  for (int I = 0; I < 8; ++I) // expect: survives
    Out[I] = static_cast<int>(mix(Out[I]));
  return seconds(Clock::now() - Start);
}

double sameResultTenTimes(unsigned N) {
  unsigned Result = 0;
  auto Start = Clock::now();
  for (int I = 0; I < 10; ++I) // expect: outside-loop
    Result = mix(N);
  auto End = Clock::now();
  std::printf("%u\n", Result);
  return seconds(End - Start);
}

double sumOfSquares() {
  int Sum = 0;
  auto Start = Clock::now();
  for (int I = 0; I < 16; ++I) // expect: outside-loop
    Sum += I * I;
  auto End = Clock::now();
  std::printf("%d\n", Sum);
  return seconds(End - Start);
}

double growth() {
  double X = 1;
  auto Start = Clock::now();
  for (int I = 0; I < 1000; ++I) // expect: survives
    X = X * 1.0001 + 0.5;
  auto End = Clock::now();
  std::printf("%f\n", X);
  return seconds(End - Start);
}

double growthHidden(double X) {
  auto Start = Clock::now();
  for (int I = 0; I < 5; ++I) // expect: survives
    X = X * X + 0.5;
  auto End = Clock::now();
  std::printf("%f\n", X);
  return seconds(End - Start);
}

double scratchOnly(int N) {
  int Buffer[8] = {};
  auto Start = Clock::now();
  for (int I = 0; I < 50; ++I) // expect: survives
    Buffer[(I + N) % 8] ^= I;
  return seconds(Clock::now() - Start);
}

double fewAtomics(std::atomic<int> &N) {
  auto Start = Clock::now();
  for (int I = 0; I < 4; ++I) // expect: survives
    ++N;
  return seconds(Clock::now() - Start);
}

double repeatedSum(const int *Values, int Count) {
  long Sum = 0;
  auto Start = Clock::now();
  for (int R = 0; R < 5; ++R) // expect: survives
    for (int I = 0; I < Count; ++I)
      Sum += Values[I];
  auto End = Clock::now();
  std::printf("%ld\n", Sum);
  return seconds(End - Start);
}

double overwrittenSum(const int *Values, int Count) {
  long Sum = 0;
  auto Start = Clock::now();
  for (int R = 0; R < 5; ++R) // expect: outside-loop
    Sum = std::accumulate(Values, Values + Count, 0L);
  auto End = Clock::now();
  std::printf("%ld\n", Sum);
  return seconds(End - Start);
}

double appendFew() {
  std::string Text;
  auto Start = Clock::now();
  for (int I = 0; I < 6; ++I) // expect: survives
    Text += std::to_string(I * 1000003);
  auto End = Clock::now();
  std::puts(Text.c_str());
  return seconds(End - Start);
}

double untilBreak(unsigned N) {
  auto Start = Clock::now();
  while (true) { // expect: survives
    N = mix(N);
    if (N % 1024 == 0)
      break;
  }
  auto End = Clock::now();
  std::printf("%u\n", N);
  return seconds(End - Start);
}

double onceOnly(const std::vector<int> &Values) {
  int Least = 0;
  auto Start = Clock::now();
  for (int I = 0; I < 1; ++I) // expect: survives
    Least = *std::min_element(Values.begin(), Values.end());
  auto End = Clock::now();
  std::printf("%d\n", Least);
  return seconds(End - Start);
}

// --- Google Benchmark

namespace {

void storesConstants(benchmark::State &State) {
  std::vector<int> V(8);
  for (auto _ : State) { // expect: survives
    for (int I = 0; I < 8; ++I)
      V[I] = I;
    benchmark::DoNotOptimize(V.data());
    benchmark::ClobberMemory();
  }
}

void clearsArray(benchmark::State &State) {
  char Buffer[256];
  for (auto _ : State) { // expect: survives
    std::memset(Buffer, 0, sizeof Buffer);
    benchmark::DoNotOptimize(Buffer);
  }
}

void powerOfConstants(benchmark::State &State) {
  for (auto _ : State) { // expect: outside-loop
    double P = std::pow(2.0, 10.0);
    benchmark::DoNotOptimize(P);
  }
}

void rootOfArgument(benchmark::State &State) {
  for (auto _ : State) { // expect: survives
    double Root = std::sqrt(static_cast<double>(State.range(0)));
    benchmark::DoNotOptimize(Root);
  }
}

void checkedAccess(benchmark::State &State) {
  std::vector<int> V(64);
  fill(V.data(), 64);
  for (auto _ : State) // expect: survives
    benchmark::DoNotOptimize(V.at(static_cast<std::size_t>(State.range(0))));
}

void sharedCopy(benchmark::State &State) {
  auto P = std::make_shared<int>(3);
  for (auto _ : State) { // expect: survives
    auto Copy = P;
    benchmark::DoNotOptimize(Copy);
  }
}

void staticCounter(benchmark::State &State) {
  static int Counter = 0;
  for (auto _ : State) // expect: survives
    ++Counter;
}

void newDerived(benchmark::State &State) {
  for (auto _ : State) { // expect: eliminated
    std::unique_ptr<Animal> A = std::make_unique<Dog>();
    A->legs();
  }
}

void legsObserved(benchmark::State &State) {
  for (auto _ : State) { // expect: survives
    std::unique_ptr<Animal> A = std::make_unique<Dog>();
    int Legs = A->legs();
    benchmark::DoNotOptimize(Legs);
  }
}

void noOperation(benchmark::State &State) {
  for (auto _ : State) // expect: survives
    asm volatile("nop");
}

void yields(benchmark::State &State) {
  for (auto _ : State) // expect: survives
    std::this_thread::yield();
}

void assignedInSink(benchmark::State &State) {
  unsigned X = 1;
  for (auto _ : State) // expect: survives
    benchmark::DoNotOptimize(X = mix(X));
}

void countsHits(benchmark::State &State) {
  unsigned N = 0, Hits = 0;
  for (auto _ : State) // expect: survives
    if (mix(N++) % 16 == 3)
      ++Hits;
  State.counters["hits"] = Hits;
}

void ignored(benchmark::State &State) {
  unsigned N = 0;
  for (auto _ : State) // expect: eliminated
    std::ignore = mix(N++);
}

void boundReference(benchmark::State &State) {
  unsigned N = 0;
  for (auto _ : State) { // expect: eliminated
    [[maybe_unused]] auto &&Result = mix(N++);
  }
}

void volatileLocal(benchmark::State &State) {
  unsigned N = 0;
  for (auto _ : State) { // expect: survives
    volatile unsigned Result = mix(N++);
    (void)Result;
  }
}

void collectsResults(benchmark::State &State) {
  std::vector<unsigned> Results;
  unsigned N = 0;
  for (auto _ : State) // expect: survives
    Results.push_back(mix(N++));
  benchmark::DoNotOptimize(Results.data());
}

void recursiveFunction(benchmark::State &State) {
  std::function<int(int)> Factorial = [&](int N) { return N < 2 ? 1 : N * Factorial(N - 1); };
  for (auto _ : State) // expect: survives
    benchmark::DoNotOptimize(Factorial(10));
}

void invariantBranch(benchmark::State &State) {
  bool Fast = State.range(0) > 5;
  unsigned N = 0;
  for (auto _ : State) { // expect: survives
    unsigned Result = Fast ? mix(N) : mix(N) * 3;
    benchmark::DoNotOptimize(Result);
    ++N;
  }
}

void multipliedByZero(benchmark::State &State) {
  unsigned N = 0;
  for (auto _ : State) // expect: outside-loop
    benchmark::DoNotOptimize(mix(N++) * 0);
}

void lowestBit(benchmark::State &State) {
  unsigned N = 0;
  for (auto _ : State) { // expect: outside-loop
    bool Odd = (mix(2 * N++) * 2) & 1;
    benchmark::DoNotOptimize(Odd);
  }
}

void sortedPair(benchmark::State &State) {
  int A = opaqueValue(1), B = opaqueValue(2);
  for (auto _ : State) { // expect: outside-loop
    auto [Low, High] = std::minmax({A, B});
    benchmark::DoNotOptimize(Low);
    benchmark::DoNotOptimize(High);
  }
}

void movedText(benchmark::State &State) {
  for (auto _ : State) { // expect: survives
    std::string Text(200, 'x');
    std::string Other = std::move(Text);
    benchmark::DoNotOptimize(Other);
  }
}

void bits(benchmark::State &State) {
  std::vector<bool> Bits(1000);
  std::size_t N = 0;
  for (auto _ : State) { // expect: survives
    Bits[N % 1000] = !Bits[N % 1000];
    N += 7;
  }
  benchmark::DoNotOptimize(std::count(Bits.begin(), Bits.end(), true));
}

void halfIsDead(benchmark::State &State) {
  std::vector<int> V(256);
  for (auto _ : State) { // expect: partial
    fill(V.data(), 256);
    long Sum = std::accumulate(V.begin(), V.end(), 0L);
    benchmark::DoNotOptimize(V.data());
    (void)Sum;
  }
}

} // namespace

BENCHMARK(storesConstants);
BENCHMARK(clearsArray);
BENCHMARK(powerOfConstants);
BENCHMARK(rootOfArgument);
BENCHMARK(checkedAccess);
BENCHMARK(sharedCopy);
BENCHMARK(staticCounter);
BENCHMARK(newDerived);
BENCHMARK(legsObserved);
BENCHMARK(noOperation);
BENCHMARK(yields);
BENCHMARK(assignedInSink);
BENCHMARK(countsHits);
BENCHMARK(ignored);
BENCHMARK(boundReference);
BENCHMARK(volatileLocal);
BENCHMARK(collectsResults);
BENCHMARK(recursiveFunction);
BENCHMARK(invariantBranch);
BENCHMARK(multipliedByZero);
BENCHMARK(lowestBit);
BENCHMARK(sortedPair);
BENCHMARK(movedText);
BENCHMARK(bits);
BENCHMARK(halfIsDead);

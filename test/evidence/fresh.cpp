// RUN: %confirm_test %s -- -O2 -std=c++20 -w
// Functors, references, formulas in called functions, cleared buffers and dead assembly. The
// verdicts were read from `clang++-19 -O2 -S`.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

extern int readInt();
extern void use(void *);

namespace {

struct Scale {
  int Factor;
  int operator()(int X) const { return X * Factor + (X >> 2); }
};
struct Nothing {
  void operator()(int) const {}
};
struct Tally {
  long Sum = 0;
  void operator()(int X) { Sum += X * X; }
};

void rotate(int &A, int &B, int &C) {
  int Old = A;
  A = B;
  B = C;
  C = Old;
}

unsigned sumUpTo(unsigned N) {
  unsigned Sum = 0;
  for (unsigned I = 0; I <= N; ++I)
    Sum += 3 * I;
  return Sum;
}

void clearAll(int *Out, int N) {
  for (int I = 0; I < N; ++I)
    Out[I] = 0;
}

void copyAll(int *Out, const int *In, int N) {
  for (int I = 0; I < N; ++I)
    Out[I] = In[I];
}

int countDown(int N) {
  while (N > 3)
    N -= 3;
  return N;
}

bool anyNegative(const std::vector<int> &V) {
  for (int X : V)
    if (X < 0)
      return true;
  return false;
}

void functorDropped(benchmark::State &State) {
  Scale F{readInt()};
  int N = 0;
  for (auto _ : State) // expect: eliminated
    F(N++);
}

void functorObserved(benchmark::State &State) {
  Scale F{readInt()};
  int N = 0;
  for (auto _ : State) // expect: survives
    benchmark::DoNotOptimize(F(N++));
}

void emptyFunctor(benchmark::State &State) {
  Nothing F;
  for (auto _ : State) // expect: eliminated
    F(1);
}

void tallyDropped(benchmark::State &State) {
  Tally T;
  int N = 0;
  for (auto _ : State) // expect: eliminated
    T(N++);
}

void tallyRead(benchmark::State &State) {
  Tally T;
  int N = readInt();
  for (auto _ : State) // expect: survives
    T(N ^= T.Sum);
  benchmark::DoNotOptimize(T.Sum);
}

void rotatesDropped(benchmark::State &State) {
  int A = readInt(), B = readInt(), C = readInt();
  for (auto _ : State) // expect: eliminated
    rotate(A, B, C);
}

void rotatesObserved(benchmark::State &State) {
  int A = readInt(), B = readInt(), C = readInt();
  for (auto _ : State) { // expect: survives
    rotate(A, B, C);
    benchmark::DoNotOptimize(A);
  }
}

void formulaOfCounter(benchmark::State &State) {
  unsigned N = 0;
  for (auto _ : State) // expect: partial
    benchmark::DoNotOptimize(sumUpTo(N++));
}

void formulaOfConstant(benchmark::State &State) {
  for (auto _ : State) // expect: outside-loop
    benchmark::DoNotOptimize(sumUpTo(1000));
}

void clears(benchmark::State &State) {
  std::vector<int> V(State.range(0));
  for (auto _ : State) { // expect: survives
    clearAll(V.data(), static_cast<int>(V.size()));
    benchmark::DoNotOptimize(V.data());
    benchmark::ClobberMemory();
  }
}

void clearsInPlace(benchmark::State &State) {
  int Buffer[500];
  for (auto _ : State) { // expect: survives
    for (int I = 0; I < 500; ++I)
      Buffer[I] = 0;
    benchmark::DoNotOptimize(Buffer);
  }
}

void clearsForNobody(benchmark::State &State) {
  int Buffer[500];
  for (auto _ : State) // expect: eliminated
    clearAll(Buffer, 500);
}

void copiesThroughLoop(benchmark::State &State) {
  std::vector<int> In(State.range(0), readInt()), Out(State.range(0));
  for (auto _ : State) { // expect: survives
    copyAll(Out.data(), In.data(), static_cast<int>(In.size()));
    benchmark::DoNotOptimize(Out.data());
    benchmark::ClobberMemory();
  }
}

void remainderByLoop(benchmark::State &State) {
  int N = 0;
  for (auto _ : State) // expect: partial
    benchmark::DoNotOptimize(countDown(N++));
}

void sameCheckAgain(benchmark::State &State) {
  std::vector<int> V(100);
  for (int &X : V)
    X = readInt();
  bool Any = false;
  for (auto _ : State) // expect: survives
    Any = anyNegative(V);
  State.counters["any"] = Any;
}

void checkDropped(benchmark::State &State) {
  std::vector<int> V(100);
  for (int &X : V)
    X = readInt();
  for (auto _ : State) // expect: eliminated
    anyNegative(V);
}

void deadAssembly(benchmark::State &State) {
  unsigned long N = 5;
  for (auto _ : State) { // expect: eliminated
    unsigned long Bits;
    asm("popcntq %1, %0" : "=r"(Bits) : "r"(N));
    unsigned long Twice = Bits * 2;
    N += 3;
  }
}

void liveAssembly(benchmark::State &State) {
  unsigned long N = 5, All = 0;
  for (auto _ : State) { // expect: survives
    unsigned long Bits;
    asm("popcntq %1, %0" : "=r"(Bits) : "r"(N));
    All += Bits;
    N += 3;
  }
  benchmark::DoNotOptimize(All);
}

void escapedBuffer(benchmark::State &State) {
  int Buffer[64];
  use(Buffer);
  for (auto _ : State) // expect: survives
    clearAll(Buffer, 64);
}

void passedByReference(benchmark::State &State) {
  std::array<int, 4> A{1, 2, 3, 4};
  auto Turn = [](std::array<int, 4> &X) { std::rotate(X.begin(), X.begin() + 1, X.end()); };
  for (auto _ : State) // expect: survives
    Turn(A);
}

void lengthsCompared(benchmark::State &State) {
  std::string A(readInt(), 'a'), B(readInt(), 'b');
  int Longer = 0;
  for (auto _ : State) // expect: eliminated
    if (A.size() > B.size())
      ++Longer;
}

} // namespace

BENCHMARK(functorDropped);
BENCHMARK(functorObserved);
BENCHMARK(emptyFunctor);
BENCHMARK(tallyDropped);
BENCHMARK(tallyRead);
BENCHMARK(rotatesDropped);
BENCHMARK(rotatesObserved);
BENCHMARK(formulaOfCounter);
BENCHMARK(formulaOfConstant);
BENCHMARK(clears)->Arg(500);
BENCHMARK(clearsInPlace);
BENCHMARK(clearsForNobody);
BENCHMARK(copiesThroughLoop)->Arg(500);
BENCHMARK(remainderByLoop);
BENCHMARK(sameCheckAgain);
BENCHMARK(checkDropped);
BENCHMARK(deadAssembly);
BENCHMARK(liveAssembly);
BENCHMARK(escapedBuffer);
BENCHMARK(passedByReference);
BENCHMARK(lengthsCompared);

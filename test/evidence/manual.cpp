// RUN: %confirm_test %s -- -O2 -std=c++20
// Loops that are timed by hand. The verdicts were read from `clang++-19 -O2 -S`.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <numeric>
#include <string>
#include <time.h>
#include <vector>

extern int opaqueValue(int);
using Clock = std::chrono::steady_clock;

static unsigned mix(unsigned X) {
  X ^= X >> 13;
  X *= 0x5bd1e995U;
  return X ^ (X >> 15);
}

static long collatz(unsigned long N) {
  long Steps = 0;
  for (; N > 1; ++Steps)
    N = N % 2 ? 3 * N + 1 : N / 2;
  return Steps;
}

static double seconds(Clock::duration D) { return std::chrono::duration<double>(D).count(); }

double unused(int Count) {
  auto Start = Clock::now();
  for (int I = 0; I < Count; ++I) // expect: eliminated
    mix(I);
  auto End = Clock::now();
  return seconds(End - Start);
}

double sumUnread(int Count) {
  long Sum = 0;
  const auto Start = std::chrono::high_resolution_clock::now();
  for (int I = 1; I <= Count; ++I) // expect: eliminated
    Sum += collatz(I);
  const auto End = std::chrono::high_resolution_clock::now();
  return seconds(End - Start);
}

double sumPrinted(int Count) {
  long Sum = 0;
  auto Start = Clock::now();
  for (int I = 1; I <= Count; ++I) // expect: survives
    Sum += collatz(I);
  double Elapsed = seconds(Clock::now() - Start);
  std::printf("%ld\n", Sum);
  return Elapsed;
}

double closedForm(int Count) {
  unsigned Sum = 0;
  auto Start = Clock::now();
  for (int I = 0; I < Count; ++I) // expect: outside-loop
    Sum += 5 * I;
  auto End = Clock::now();
  std::printf("%u\n", Sum);
  return seconds(End - Start);
}

double sameEveryTime(int Count) {
  long Steps = 0;
  auto Start = Clock::now();
  for (int I = 0; I < Count; ++I) // expect: survives
    Steps = collatz(27);
  auto End = Clock::now();
  std::printf("%ld\n", Steps);
  return seconds(End - Start);
}

double whileLoop(int Count) {
  unsigned N = 0;
  std::clock_t Start = std::clock();
  while (Count-- > 0) // expect: eliminated
    N = mix(N);
  std::clock_t End = std::clock();
  return double(End - Start) / CLOCKS_PER_SEC;
}

double rangeLoop(const std::vector<double> &Values) {
  double Sum = 0;
  timespec Start, End;
  clock_gettime(CLOCK_MONOTONIC, &Start);
  for (double V : Values) // expect: survives
    Sum += std::exp(V);
  clock_gettime(CLOCK_MONOTONIC, &End);
  std::printf("%f\n", Sum);
  return End.tv_sec - Start.tv_sec + (End.tv_nsec - Start.tv_nsec) * 1e-9;
}

double opaque(int Count) {
  auto Start = Clock::now();
  for (int I = 0; I < Count; ++I) // expect: survives
    opaqueValue(I);
  auto End = Clock::now();
  return seconds(End - Start);
}

double volatileSink(int Count) {
  volatile double Sink = 0;
  auto Start = Clock::now();
  for (int I = 0; I < Count; ++I) // expect: survives
    Sink = std::sqrt(double(I));
  auto End = Clock::now();
  return seconds(End - Start);
}

double filledAndDropped(int Count) {
  auto Start = Clock::now();
  for (int I = 0; I < Count; ++I) { // expect: eliminated
    std::vector<int> V(100);
    std::iota(V.begin(), V.end(), I);
  }
  auto End = Clock::now();
  return seconds(End - Start);
}

double twoLoops(int Count) {
  std::vector<unsigned> V(Count);
  auto Start = Clock::now();
  for (int I = 0; I < Count; ++I) // expect: survives
    V[I] = mix(I);
  auto Middle = Clock::now();
  unsigned Sum = 0;
  for (unsigned N : V) // expect: eliminated
    Sum += mix(N);
  auto End = Clock::now();
  std::printf("%f\n", seconds(Middle - Start));
  std::printf("%u\n", V[Count / 2]);
  return seconds(End - Middle);
}

double returned(int Count, unsigned &Out) {
  auto Start = Clock::now();
  for (int I = 0; I < Count; ++I) // expect: survives
    Out += mix(Out + I);
  auto End = Clock::now();
  return seconds(End - Start);
}

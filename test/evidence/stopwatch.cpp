// RUN: %confirm_test %s -- -O2 -std=c++17 -w -I%root/test/frameworks
// Pairs of clock readings, and the lambdas of nanobench. The verdicts were read from
// `clang++-19 -O2 -S`.
#include <nanobench.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <map>
#include <string>
#include <time.h>
#include <vector>

extern int readInt();
extern double readDouble();
extern void fill(int *, int);
extern void report(double);
extern ankerl::nanobench::Bench &suite();
using Clock = std::chrono::steady_clock;
using ankerl::nanobench::doNotOptimizeAway;

namespace {

std::uint32_t jenkins(std::uint32_t A) {
  A = (A + 0x7ed55d16) + (A << 12);
  A = (A ^ 0xc761c23c) ^ (A >> 19);
  A = (A + 0x165667b1) + (A << 5);
  return (A ^ 0xb55a4f09) ^ (A >> 16);
}

double distance(const double *A, const double *B, int N) {
  double Sum = 0;
  for (int I = 0; I < N; ++I)
    Sum += (A[I] - B[I]) * (A[I] - B[I]);
  return std::sqrt(Sum);
}

template <class Function> double timed(int Repeat, Function F) {
  auto Start = Clock::now();
  for (int I = 0; I < Repeat; ++I) // expect: eliminated
    F();
  return std::chrono::duration<double>(Clock::now() - Start).count();
}

} // namespace

void sumOfSquaresPrinted(int N) {
  std::uint64_t Sum = 0;
  auto Start = Clock::now();
  for (std::uint64_t I = 0; I < static_cast<std::uint64_t>(N); ++I) // expect: outside-loop
    Sum += I * I;
  auto End = Clock::now();
  std::printf("%llu in %f\n", static_cast<unsigned long long>(Sum),
              std::chrono::duration<double>(End - Start).count());
}

void hashesDropped() {
  std::clock_t Start = std::clock();
  for (int I = 0; I < 1000000; ++I) // expect: eliminated
    jenkins(I);
  report(double(std::clock() - Start) / CLOCKS_PER_SEC);
}

void hashChain(int Left) {
  std::uint32_t H = 1;
  auto Start = std::chrono::high_resolution_clock::now();
  while (Left-- > 0) // expect: survives
    H = jenkins(H);
  auto End = std::chrono::high_resolution_clock::now();
  std::printf("%u %ld\n", H, long((End - Start).count()));
}

void hashOfConstant(int N) {
  std::uint32_t H = 0;
  auto Start = Clock::now();
  for (int I = 0; I < N; ++I) // expect: partial
    H ^= jenkins(12345);
  report((Clock::now() - Start).count());
  std::printf("%u\n", H);
}

void volatileResult(int N) {
  volatile std::uint32_t H = 0;
  timespec Start, End;
  clock_gettime(CLOCK_MONOTONIC, &Start);
  for (int I = 0; I < N; ++I) // expect: survives
    H = jenkins(I);
  clock_gettime(CLOCK_MONOTONIC, &End);
  report(End.tv_nsec - Start.tv_nsec);
}

void sortedPerRound() {
  std::vector<int> V(1000);
  double Best = 1e9;
  for (int Round = 0; Round < 5; ++Round) {
    fill(V.data(), 1000);
    auto Start = Clock::now();
    for (int I = 0; I < 10; ++I) // expect: survives
      std::sort(V.begin(), V.end());
    Best = std::min(Best, std::chrono::duration<double>(Clock::now() - Start).count());
  }
  report(Best);
}

void distances(const double *A, const double *B) {
  double Sum = 0;
  auto Start = Clock::now();
  for (int I = 0; I < 1000; ++I) // expect: survives
    Sum += distance(A, B, 64);
  auto End = Clock::now();
  report((End - Start).count());
  report(Sum);
}

void distancesDropped(const double *A, const double *B) {
  auto Start = Clock::now();
  for (int I = 0; I < 1000; ++I) // expect: survives
    distance(A, B, 64);
  report((Clock::now() - Start).count());
}

void fillsReadLater(int N) {
  std::vector<int> V(N);
  auto Start = Clock::now();
  for (int I = 0; I < N; ++I) // expect: survives
    V[I] = I ^ (I >> 3);
  auto End = Clock::now();
  report((End - Start).count());
  report(V[N / 2]);
}

void lastOnly(int N) {
  double X = readDouble(), Root = 0;
  auto Start = Clock::now();
  for (int I = 0; I < N; ++I) // expect: outside-loop
    Root = X * I + 1;
  auto End = Clock::now();
  report((End - Start).count());
  report(Root);
}

void mapInserts(int N) {
  auto Start = Clock::now();
  std::map<int, int> Map;
  for (int I = 0; I < N; ++I) // expect: survives
    Map[I] = I;
  auto End = Clock::now();
  report((End - Start).count());
}

void helperDropped(int N) {
  int X = readInt();
  report(timed(N, [&] { jenkins(X); }));
}

void nanoLocalState() {
  std::uint32_t State = readInt();
  suite().run("chain", [&] { // expect: eliminated
    State = jenkins(State);
  });
}

void nanoLocalStateRead() {
  std::uint32_t State = readInt();
  suite().run("chain", [&] { // expect: survives
    State = jenkins(State);
  });
  doNotOptimizeAway(State);
}

void nanoString() {
  suite().run("build", [] { // expect: survives
    std::string Text = "a rather long text that needs the heap";
    Text += '!';
    doNotOptimizeAway(Text);
  });
}

void nanoVectorDropped() {
  suite().run("sum", [] { // expect: eliminated
    std::vector<int> V(50, 2);
    int Sum = 0;
    for (int X : V)
      Sum += X;
  });
}

void nanoDistance(const double *A, const double *B) {
  suite().run("distance", [&] { // expect: survives
    doNotOptimizeAway(distance(A, B, 64));
  });
}

void nanoPartly(const int *Values) {
  suite().run("min and max", [&] { // expect: partial
    long Sum = 0, Mixed = 0;
    for (int I = 0; I < 256; ++I) {
      Sum += Values[I];
      Mixed = Mixed * 31 + (Mixed >> 5) + Values[I];
    }
    doNotOptimizeAway(Sum);
  });
}

void nanoSine() {
  double X = readDouble();
  suite().run("sin", [&] { // expect: survives
    X = std::sin(X) + 1;
  });
}

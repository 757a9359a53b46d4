// RUN: %confirm_test %s -- -O2 -std=c++20
// Arithmetic whose inputs, results or both the optimiser knows about. The verdicts were read from
// `clang++-19 -O2 -S`.
#include <benchmark/benchmark.h>

#include <array>
#include <bit>
#include <cmath>
#include <complex>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <numeric>

extern unsigned opaqueValue(unsigned);
extern double opaqueReal(double);

namespace {

std::uint32_t adler(const unsigned char *Bytes, std::size_t Size) {
  std::uint32_t A = 1, B = 0;
  for (std::size_t I = 0; I < Size; ++I) {
    A = (A + Bytes[I]) % 65521;
    B = (B + A) % 65521;
  }
  return (B << 16) | A;
}

std::uint64_t xorshift(std::uint64_t &State) {
  State ^= State << 13;
  State ^= State >> 7;
  State ^= State << 17;
  return State;
}

double horner(double X) {
  static constexpr double Coefficients[] = {0.5, -1.25, 3.0, 0.125, -2.0, 1.0};
  double Sum = 0;
  for (double C : Coefficients)
    Sum = Sum * X + C;
  return Sum;
}

unsigned mandelbrot(double X, double Y) {
  double A = 0, B = 0;
  unsigned N = 0;
  for (; N < 100 && A * A + B * B < 4; ++N) {
    double T = A * A - B * B + X;
    B = 2 * A * B + Y;
    A = T;
  }
  return N;
}

double newton(double X) {
  double Root = X;
  for (int I = 0; I < 10; ++I)
    Root = 0.5 * (Root + X / Root);
  return Root;
}

unsigned long ackermann(unsigned long M, unsigned long N) {
  if (M == 0)
    return N + 1;
  return N == 0 ? ackermann(M - 1, 1) : ackermann(M - 1, ackermann(M, N - 1));
}

constexpr int triangle(int N) { return N <= 0 ? 0 : N + triangle(N - 1); }

struct Moments {
  double Mean, Variance, Skew;
};

Moments moments(const double *Values, int Count) {
  Moments M{0, 0, 0};
  for (int I = 0; I < Count; ++I)
    M.Mean += Values[I];
  M.Mean /= Count;
  for (int I = 0; I < Count; ++I) {
    double D = Values[I] - M.Mean;
    M.Variance += D * D;
    M.Skew += D * D * D;
  }
  return M;
}

int Result;

// --- results that nobody looks at

void rotateUnused(benchmark::State &State) {
  unsigned X = 1;
  for (auto _ : State) // expect: eliminated
    std::rotl(X++, 7);
}

void adlerUnused(benchmark::State &State) {
  unsigned char Bytes[1024] = {1, 2, 3};
  for (auto _ : State) { // expect: eliminated
    std::uint32_t Sum = adler(Bytes, sizeof Bytes);
    (void)Sum;
  }
}

void hornerUnused(benchmark::State &State) {
  double X = 0.1;
  for (auto _ : State) { // expect: eliminated
    [[maybe_unused]] double Y = horner(X);
    X += 0.01;
  }
}

void randomStateUnread(benchmark::State &State) {
  std::uint64_t Seed = 88172645463325252u;
  for (auto _ : State) // expect: eliminated
    xorshift(Seed);
}

void mandelbrotUnused(benchmark::State &State) {
  double X = -0.75;
  for (auto _ : State) { // expect: eliminated
    mandelbrot(X, 0.1);
    X += 1e-6;
  }
}

void ackermannUnused(benchmark::State &State) {
  for (auto _ : State) // expect: eliminated
    ackermann(2, 9);
}

void complexMultiplyUnused(benchmark::State &State) {
  std::complex<float> Z(1, 2);
  for (auto _ : State) { // expect: eliminated
    auto W = Z * std::complex<float>(0.5F, 1);
    (void)W;
  }
}

void dotProductUnread(benchmark::State &State) {
  std::array<float, 256> A{}, B{};
  A.fill(1.5F);
  B.fill(2);
  float Total = 0;
  for (auto _ : State) // expect: eliminated
    Total += std::inner_product(A.begin(), A.end(), B.begin(), 0.0F);
}

void leastCommonMultipleUnused(benchmark::State &State) {
  int N = static_cast<int>(State.range(0));
  for (auto _ : State) // expect: eliminated
    std::lcm(N, 360);
}

// --- results that are looked at, computed from hidden or changing inputs

void adlerObserved(benchmark::State &State) {
  unsigned char Bytes[1024] = {1, 2, 3};
  for (auto _ : State) { // expect: survives
    benchmark::DoNotOptimize(Bytes);
    std::uint32_t Sum = adler(Bytes, sizeof Bytes);
    benchmark::DoNotOptimize(Sum);
  }
}

void randomStateObserved(benchmark::State &State) {
  std::uint64_t Seed = 88172645463325252u;
  for (auto _ : State) // expect: survives
    benchmark::DoNotOptimize(xorshift(Seed));
}

void randomStatePrinted(benchmark::State &State) {
  std::uint64_t Seed = 88172645463325252u;
  for (auto _ : State) // expect: survives
    xorshift(Seed);
  std::printf("%llu\n", static_cast<unsigned long long>(Seed));
}

void newtonHidden(benchmark::State &State) {
  double X = 2;
  for (auto _ : State) { // expect: survives
    benchmark::DoNotOptimize(X);
    double Root = newton(X);
    benchmark::DoNotOptimize(Root);
  }
}

void newtonFeedback(benchmark::State &State) {
  double X = 2;
  for (auto _ : State) // expect: survives
    X = newton(X) + 1;
  benchmark::DoNotOptimize(X);
}

void mandelbrotMoving(benchmark::State &State) {
  double X = -0.75;
  for (auto _ : State) { // expect: survives
    benchmark::DoNotOptimize(mandelbrot(X, 0.1));
    X += 1e-6;
  }
}

void conditionalSum(benchmark::State &State) {
  unsigned N = 0, Sum = 0;
  for (auto _ : State) { // expect: survives
    if (std::popcount(N) & 1)
      Sum += N;
    ++N;
  }
  State.counters["sum"] = Sum;
}

void opaqueInput(benchmark::State &State) {
  for (auto _ : State) // expect: survives
    benchmark::DoNotOptimize(triangle(static_cast<int>(opaqueValue(7) & 63)));
}

// --- results that are looked at, computed once

void newtonConstant(benchmark::State &State) {
  double X = 2;
  for (auto _ : State) // expect: outside-loop
    benchmark::DoNotOptimize(newton(X));
}

void hornerParameter(benchmark::State &State) {
  double X = static_cast<double>(State.range(0));
  for (auto _ : State) // expect: outside-loop
    benchmark::DoNotOptimize(horner(X));
}

void ackermannObserved(benchmark::State &State) {
  for (auto _ : State) // expect: outside-loop
    benchmark::DoNotOptimize(ackermann(2, 9));
}

void triangleObserved(benchmark::State &State) {
  for (auto _ : State) { // expect: outside-loop
    int N = triangle(100);
    benchmark::DoNotOptimize(N);
  }
}

void popcountObserved(benchmark::State &State) {
  unsigned Bits = 0xF0F0;
  for (auto _ : State) // expect: outside-loop
    benchmark::DoNotOptimize(std::popcount(Bits));
}

// Result has internal linkage and nobody reads it.
void lastValueToUnreadGlobal(benchmark::State &State) {
  unsigned N = 0;
  for (auto _ : State) { // expect: eliminated
    Result = static_cast<int>(std::popcount(N * 2654435761u));
    ++N;
  }
}

// A formula exists, but the exit test of Google Benchmark's iterator hides the trip count.
void sumOfIntegers(benchmark::State &State) {
  std::uint64_t Sum = 0, N = 0;
  for (auto _ : State) { // expect: survives
    Sum += N;
    ++N;
  }
  benchmark::DoNotOptimize(Sum);
}

void hypotParameter(benchmark::State &State) {
  double X = opaqueReal(3), Y = opaqueReal(4);
  for (auto _ : State) // expect: outside-loop
    benchmark::DoNotOptimize(X * X + Y * Y);
}

// --- parts

void momentsMeanOnly(benchmark::State &State) {
  double Values[128];
  for (double &V : Values)
    V = std::rand();
  for (auto _ : State) { // expect: partial
    benchmark::DoNotOptimize(Values);
    Moments M = moments(Values, 128);
    double Mean = M.Mean;
    benchmark::DoNotOptimize(Mean);
  }
}

void momentsWhole(benchmark::State &State) {
  double Values[128];
  for (double &V : Values)
    V = std::rand();
  for (auto _ : State) { // expect: survives
    benchmark::DoNotOptimize(Values);
    Moments M = moments(Values, 128);
    benchmark::DoNotOptimize(M);
  }
}

void logarithmUnused(benchmark::State &State) {
  double X = 1;
  for (auto _ : State) { // expect: partial
    std::log(X);
    X += 0.5;
  }
}

void arithmeticSeries(benchmark::State &State) {
  unsigned N = 1000;
  for (auto _ : State) { // expect: partial
    benchmark::DoNotOptimize(N);
    unsigned Sum = 0;
    for (unsigned I = 0; I < N; ++I)
      Sum += 3 * I;
    benchmark::DoNotOptimize(Sum);
  }
}

void oneOfTwoKernels(benchmark::State &State) {
  double X = 0.3;
  std::uint64_t Seed = 1;
  for (auto _ : State) { // expect: partial
    benchmark::DoNotOptimize(X);
    double Root = newton(X);
    benchmark::DoNotOptimize(Seed);
    auto Next = xorshift(Seed);
    benchmark::DoNotOptimize(Next);
    (void)Root;
  }
}

// The inner loops are not unrolled, so nobody sees that one element would do.
void cornerOfLargeProduct(benchmark::State &State) {
  float A[8][8], B[8][8];
  for (int I = 0; I < 64; ++I)
    A[I / 8][I % 8] = B[I % 8][I / 8] = static_cast<float>(std::rand());
  for (auto _ : State) { // expect: survives
    benchmark::DoNotOptimize(A);
    float C[8][8] = {};
    for (int I = 0; I < 8; ++I)
      for (int J = 0; J < 8; ++J)
        for (int K = 0; K < 8; ++K)
          C[I][J] += A[I][K] * B[K][J];
    float Corner = C[7][7];
    benchmark::DoNotOptimize(Corner);
  }
}

void cornerOfSmallProduct(benchmark::State &State) {
  float A[3][3], B[3][3];
  for (int I = 0; I < 9; ++I)
    A[I / 3][I % 3] = B[I % 3][I / 3] = static_cast<float>(std::rand());
  for (auto _ : State) { // expect: partial
    benchmark::DoNotOptimize(A);
    float C[3][3];
    for (int I = 0; I < 3; ++I)
      for (int J = 0; J < 3; ++J)
        C[I][J] = A[I][0] * B[0][J] + A[I][1] * B[1][J] + A[I][2] * B[2][J];
    float Corner = C[2][2];
    benchmark::DoNotOptimize(Corner);
  }
}

} // namespace

BENCHMARK(rotateUnused);
BENCHMARK(adlerUnused);
BENCHMARK(hornerUnused);
BENCHMARK(randomStateUnread);
BENCHMARK(mandelbrotUnused);
BENCHMARK(ackermannUnused);
BENCHMARK(complexMultiplyUnused);
BENCHMARK(dotProductUnread);
BENCHMARK(leastCommonMultipleUnused)->Arg(84);
BENCHMARK(adlerObserved);
BENCHMARK(randomStateObserved);
BENCHMARK(randomStatePrinted);
BENCHMARK(newtonHidden);
BENCHMARK(newtonFeedback);
BENCHMARK(mandelbrotMoving);
BENCHMARK(conditionalSum);
BENCHMARK(opaqueInput);
BENCHMARK(newtonConstant);
BENCHMARK(hornerParameter)->Arg(3);
BENCHMARK(ackermannObserved);
BENCHMARK(triangleObserved);
BENCHMARK(popcountObserved);
BENCHMARK(lastValueToUnreadGlobal);
BENCHMARK(sumOfIntegers);
BENCHMARK(hypotParameter);
BENCHMARK(momentsMeanOnly);
BENCHMARK(momentsWhole);
BENCHMARK(logarithmUnused);
BENCHMARK(arithmeticSeries);
BENCHMARK(oneOfTwoKernels);
BENCHMARK(cornerOfLargeProduct);
BENCHMARK(cornerOfSmallProduct);

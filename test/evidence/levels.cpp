// RUN: %confirm_test %s --tag O1 -- -O1 -std=c++20 -w
// RUN: %confirm_test %s -- -O3 -march=x86-64-v3 -std=c++20 -w
// RUN: %confirm_test %s --tag Os -- -Os -std=c++20 -w
// RUN: %confirm_test %s --tag fast -- -O2 -ffast-math -std=c++20 -w
// RUN: %confirm_test %s --tag fast -- -O2 -fno-math-errno -std=c++20 -w
// The same loops at several levels. The verdicts were read from what `clang++-19 -S` gives with
// each of these options.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

extern void fill(float *, int);
extern int readInt();

namespace {

struct Vec3 {
  float X, Y, Z;
};
Vec3 normalized(Vec3 V) {
  float Length = std::sqrt(V.X * V.X + V.Y * V.Y + V.Z * V.Z);
  return {V.X / Length, V.Y / Length, V.Z / Length};
}

unsigned big(unsigned X) {
  for (int I = 0; I < 3; ++I) {
    X = X * 31 + (X >> 3);
    X ^= X << 7;
    if (X % 3 == 0)
      X += 17;
    if (X % 5 == 0)
      X -= 13;
    if (X % 7 == 0)
      X ^= 0x55;
    X = (X << 5) | (X >> 27);
  }
  return X;
}

void normalizeDropped(benchmark::State &State) {
  Vec3 V{1, 2, 3};
  for (auto _ : State) { // expect: eliminated
    benchmark::DoNotOptimize(V);
    normalized(V);
  }
}

void normalizeKept(benchmark::State &State) {
  Vec3 V{1, 2, 3};
  for (auto _ : State) { // expect: survives
    benchmark::DoNotOptimize(V);
    Vec3 N = normalized(V);
    benchmark::DoNotOptimize(N);
  }
}

void dotProduct(benchmark::State &State) {
  std::vector<float> A(1024), B(1024);
  fill(A.data(), 1024);
  fill(B.data(), 1024);
  for (auto _ : State) // expect: survives
    benchmark::DoNotOptimize(std::inner_product(A.begin(), A.end(), B.begin(), 0.0F));
}

void dotProductDropped(benchmark::State &State) {
  std::vector<float> A(1024), B(1024);
  fill(A.data(), 1024);
  fill(B.data(), 1024);
  for (auto _ : State) // expect: eliminated
    std::inner_product(A.begin(), A.end(), B.begin(), 0.0F);
}

void geometricSeries(benchmark::State &State) {
  double Sum = 0;
  for (auto _ : State) { // expect: partial // expect(O1,Os): survives
    double Term = 1;
    for (int I = 0; I < 50; ++I)
      Term *= 0.5;
    Sum += Term;
  }
  benchmark::DoNotOptimize(Sum);
}

void bigDropped(benchmark::State &State) {
  unsigned N = 0;
  for (auto _ : State) // expect: eliminated
    big(N++);
}

void bigConstant(benchmark::State &State) {
  for (auto _ : State) // expect: outside-loop
    benchmark::DoNotOptimize(big(99));
}

void bigKept(benchmark::State &State) {
  unsigned N = 0;
  for (auto _ : State) // expect: survives
    benchmark::DoNotOptimize(big(N++));
}

void shortText(benchmark::State &State) {
  for (auto _ : State) // expect: eliminated // expect(O1): partial // expect(Os): survives
    std::string Text("short");
}

void vectorDropped(benchmark::State &State) {
  for (auto _ : State) { // expect: survives
    std::vector<int> V(16, 3);
    std::sort(V.begin(), V.end());
  }
}

void prefixSums(benchmark::State &State) {
  std::array<std::uint32_t, 256> Out;
  for (auto _ : State) { // expect: survives
    std::iota(Out.begin(), Out.end(), 0u);
    std::partial_sum(Out.begin(), Out.end(), Out.begin());
    benchmark::DoNotOptimize(Out.data());
    benchmark::ClobberMemory();
  }
}

void maximum(benchmark::State &State) {
  std::vector<float> A(1024);
  fill(A.data(), 1024);
  float Most = 0;
  for (auto _ : State) { // expect: survives
    for (float X : A)
      Most = std::max(Most, X);
  }
  benchmark::DoNotOptimize(Most);
}

void sine(benchmark::State &State) {
  float X = 1;
  for (auto _ : State) { // expect: partial // expect(Os): survives // expect(fast): eliminated
    float Y = std::sin(X) * 2;
    X += 0.1F;
    (void)Y;
  }
}

void divideByItself(benchmark::State &State) {
  float X = static_cast<float>(readInt());
  for (auto _ : State) { // expect: outside-loop
    float Y = X / 3 * X;
    benchmark::DoNotOptimize(Y);
  }
}

} // namespace

BENCHMARK(normalizeDropped);
BENCHMARK(normalizeKept);
BENCHMARK(dotProduct);
BENCHMARK(dotProductDropped);
BENCHMARK(geometricSeries);
BENCHMARK(bigDropped);
BENCHMARK(bigConstant);
BENCHMARK(bigKept);
BENCHMARK(shortText);
BENCHMARK(vectorDropped);
BENCHMARK(prefixSums);
BENCHMARK(maximum);
BENCHMARK(sine);
BENCHMARK(divideByItself);

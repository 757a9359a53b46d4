// RUN: %confirm_test %s -- -O2 -std=c++17 -w
// Sums of what is computed once, and results of which only a part is used. The verdicts were
// read from `clang++-19 -O2 -S` before anything was asked.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

using benchmark::ClobberMemory;
using benchmark::DoNotOptimize;
using benchmark::State;

extern void take(const std::string &);
extern double Gravity;
extern int *room();
extern int foreign(int);
int Total;
static int Hidden;

static int steps(unsigned N) {
  int C = 0;
  while (N > 1) {
    N = N % 2 ? N * 3 + 1 : N / 2;
    ++C;
  }
  return C;
}
static unsigned mix(unsigned X) {
  X ^= X >> 16;
  X *= 0x45d9f3bu;
  return X ^ X >> 16;
}
static double norm(double X, double Y) {
  return std::sqrt(X * X + Y * Y);
}
static bool perfect(unsigned N) {
  unsigned S = 1;
  for (unsigned D = 2; D < N; ++D)
    if (N % D == 0)
      S += D;
  return S == N;
}
static std::string shout(std::string S) {
  for (char &C : S)
    C = C >= 'a' && C <= 'z' ? C - 32 : C;
  return S;
}
struct Box {
  double Low[3], High[3];
  double volume() const { return (High[0] - Low[0]) * (High[1] - Low[1]) * (High[2] - Low[2]); }
  double surface() const {
    double A = High[0] - Low[0], B = High[1] - Low[1], C = High[2] - Low[2];
    return 2 * (A * B + B * C + C * A);
  }
};
struct Counter {
  int Value = 0;
  void bump() { ++Value; }
  int read() const { return Value; }
};
class Ring {
public:
  void put(int X) { Slots[Head++ & 15] = X; }
  int get() const { return Slots[Head & 15]; }

private:
  int Slots[16] = {};
  unsigned Head = 0;
};

static void sumOfRoots(State &S) {
  double T = 0;
  for (auto _ : S) // expect: partial
    T += std::sqrt(7.0);
  std::printf("%f", T);
}
static void sumOfMix(State &S) {
  unsigned X = S.range(0), T = 0;
  for (auto _ : S) // expect: partial
    T += mix(X);
  DoNotOptimize(T);
}
static void sumOfMovingMix(State &S) {
  unsigned X = 0, T = 0;
  for (auto _ : S) // expect: survives
    T += mix(X++);
  DoNotOptimize(T);
}
static void productOfPowers(State &S) {
  double T = 1;
  for (auto _ : S) // expect: partial
    T *= std::pow(1.1, 0.5);
  DoNotOptimize(T);
}
static void sumOfSteps(State &S) {
  long T = 0;
  for (auto _ : S) // expect: survives
    T += steps(27);
  DoNotOptimize(T);
}
static void totalOfSteps(State &S) {
  for (auto _ : S) // expect: survives
    Total += steps(27);
}
static void hiddenTotal(State &S) {
  for (auto _ : S) // expect: survives
    Hidden += steps(27);
}
static void maximumOfMix(State &S) {
  unsigned M = 0, N = 0;
  for (auto _ : S) // expect: survives
    M = std::max(M, mix(N++));
  DoNotOptimize(M);
}
static void normOfGravity(State &S) {
  for (auto _ : S) // expect: survives
    DoNotOptimize(norm(Gravity, 3));
}
static void normDropped(State &S) {
  for (auto _ : S) // expect: eliminated
    norm(Gravity, 3);
}
static void normSummed(State &S) {
  double T = 0;
  // In fact partial, the norm is hoisted.
  for (auto _ : S) // expect: survives
    T += norm(Gravity, 3);
  DoNotOptimize(T);
}
static void perfectConstant(State &S) {
  for (auto _ : S) // expect: outside-loop
    DoNotOptimize(perfect(28));
}
static void perfectCounted(State &S) {
  int C = 0;
  for (auto _ : S) // expect: survives
    for (unsigned N = 2; N < 30; ++N)
      C += perfect(N);
  DoNotOptimize(C);
}
static void fillsRoom(State &S) {
  int *P = room();
  for (auto _ : S) // expect: outside-loop
    for (int I = 0; I < 64; ++I)
      P[I] = I;
}
static void sumsRoom(State &S) {
  int *P = room();
  int T = 0;
  for (auto _ : S) // expect: survives
    for (int I = 0; I < 64; ++I)
      T += P[I];
  DoNotOptimize(T);
}
static void sumsRoomFresh(State &S) {
  int *P = room();
  for (auto _ : S) { // expect: survives
    int T = 0;
    for (int I = 0; I < 64; ++I)
      T += P[I];
    DoNotOptimize(T);
  }
}
static void sumsRoomDropped(State &S) {
  int *P = room();
  for (auto _ : S) { // expect: eliminated
    int T = 0;
    for (int I = 0; I < 64; ++I)
      T += P[I];
  }
}
static void scalesRoom(State &S) {
  int *P = room();
  for (auto _ : S) { // expect: survives
    std::transform(P, P + 64, P, [](int X) { return X * 3 + 1; });
    ClobberMemory();
  }
}
static void boxVolume(State &S) {
  Box B{{0, 0, 0}, {1, 2, 3}};
  for (auto _ : S) { // expect: partial
    DoNotOptimize(B);
    double V = B.volume();
    double A = B.surface();
    DoNotOptimize(V);
  }
}
static void boxBoth(State &S) {
  Box B{{0, 0, 0}, {1, 2, 3}};
  for (auto _ : S) { // expect: survives
    DoNotOptimize(B);
    double V = B.volume();
    double A = B.surface();
    DoNotOptimize(V);
    DoNotOptimize(A);
  }
}
static void boxConstant(State &S) {
  Box B{{0, 0, 0}, {1, 2, 3}};
  for (auto _ : S) // expect: outside-loop
    DoNotOptimize(B.surface());
}
static void counterBumped(State &S) {
  Counter C;
  for (auto _ : S) // expect: outside-loop
    C.bump();
  DoNotOptimize(C.read());
}
static void counterUnread(State &S) {
  Counter C;
  for (auto _ : S) // expect: eliminated
    C.bump();
}
static void counterObserved(State &S) {
  Counter C;
  for (auto _ : S) { // expect: survives
    C.bump();
    DoNotOptimize(C);
  }
}
static void ringUnread(State &S) {
  Ring R;
  int N = 0;
  for (auto _ : S) // expect: eliminated
    R.put(N++);
}
static void ringRead(State &S) {
  Ring R;
  int N = 0;
  for (auto _ : S) { // expect: survives
    R.put(N++);
    int X = R.get();
    DoNotOptimize(X);
  }
}
static void minAndMax(State &S) {
  std::vector<int> V(256, 4);
  // In fact partial: the maximum is not computed, but the loop is unrolled.
  for (auto _ : S) { // expect: survives
    auto P = std::minmax_element(V.begin(), V.end());
    int Low = *P.first;
    DoNotOptimize(Low);
  }
}
static void sumAndProduct(State &S) {
  std::vector<float> V(256, 1.5f);
  // In fact partial: the product is not computed, but the loop is unrolled.
  for (auto _ : S) { // expect: survives
    float Sum = 0, Product = 1;
    for (float X : V) {
      Sum += X;
      Product *= X;
    }
    float R = Sum;
    DoNotOptimize(R);
  }
}
static void evenCount(State &S) {
  std::vector<int> V(256, 4);
  for (auto _ : S) { // expect: survives
    int Even = 0, Odd = 0;
    for (int X : V)
      (X & 1 ? Odd : Even)++;
    int E = Even;
    DoNotOptimize(E);
  }
}
static void histogram(State &S) {
  std::vector<unsigned char> V(256, 4);
  for (auto _ : S) { // expect: survives
    int H[256] = {};
    for (auto X : V)
      ++H[X];
    DoNotOptimize(H);
  }
}
static void histogramDropped(State &S) {
  std::vector<unsigned char> V(256, 4);
  for (auto _ : S) { // expect: survives
    int H[256] = {};
    for (auto X : V)
      ++H[X];
  }
}
static void prefixLast(State &S) {
  std::array<int, 16> A{};
  for (auto _ : S) { // expect: survives
    DoNotOptimize(A);
    std::array<int, 16> P;
    std::partial_sum(A.begin(), A.end(), P.begin());
    int Last = P[15];
    DoNotOptimize(Last);
  }
}
static void functionCalls(State &S) {
  std::function<int(int)> F = foreign;
  int N = 0;
  for (auto _ : S) // expect: survives
    F(N++);
}
static void functionByPointer(State &S) {
  int (*F)(unsigned) = steps;
  unsigned N = 1;
  for (auto _ : S) // expect: survives
    DoNotOptimize(F(N++));
}
static void lookUpVariable(State &S) {
  static const int Primes[] = {2, 3, 5, 7, 11, 13, 17, 19};
  int N = 0;
  for (auto _ : S) { // expect: survives
    int P = Primes[N++ & 7] * 3;
    DoNotOptimize(P);
  }
}
static void mapSizes(State &S) {
  std::map<int, int> M{{1, 2}};
  for (auto _ : S) { // expect: survives
    auto N = M.size() * 2;
    DoNotOptimize(N);
  }
}
static void assignsText(State &S) {
  std::string T;
  for (auto _ : S) // expect: survives
    T = "abc";
}
static void assignsTextObserved(State &S) {
  std::string T;
  for (auto _ : S) { // expect: survives
    T = "abc";
    DoNotOptimize(T);
  }
}
static void unusedQuotient(State &S) {
  int A = S.range(0), B = S.range(1);
  for (auto _ : S) { // expect: eliminated
    int Q = A / B, R = A % B;
    DoNotOptimize(A);
  }
}
BENCHMARK(sumOfRoots);
BENCHMARK(sumOfMix);
BENCHMARK(sumOfMovingMix);
BENCHMARK(productOfPowers);
BENCHMARK(sumOfSteps);
BENCHMARK(totalOfSteps);
BENCHMARK(hiddenTotal);
BENCHMARK(maximumOfMix);
BENCHMARK(normOfGravity);
BENCHMARK(normDropped);
BENCHMARK(normSummed);
BENCHMARK(perfectConstant);
BENCHMARK(perfectCounted);
BENCHMARK(fillsRoom);
BENCHMARK(sumsRoom);
BENCHMARK(sumsRoomFresh);
BENCHMARK(sumsRoomDropped);
BENCHMARK(scalesRoom);
BENCHMARK(boxVolume);
BENCHMARK(boxBoth);
BENCHMARK(boxConstant);
BENCHMARK(counterBumped);
BENCHMARK(counterUnread);
BENCHMARK(counterObserved);
BENCHMARK(ringUnread);
BENCHMARK(ringRead);
BENCHMARK(minAndMax);
BENCHMARK(sumAndProduct);
BENCHMARK(evenCount);
BENCHMARK(histogram);
BENCHMARK(histogramDropped);
BENCHMARK(prefixLast);
BENCHMARK(functionCalls);
BENCHMARK(functionByPointer);
BENCHMARK(lookUpVariable);
BENCHMARK(mapSizes);
BENCHMARK(assignsText);
BENCHMARK(assignsTextObserved);
BENCHMARK(unusedQuotient);

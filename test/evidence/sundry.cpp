// RUN: %confirm_test %s -- -O2 -std=c++17 -w
// More assorted work: formulas, text, streams, locks, queues, a helper with the loop. The verdicts
// were read from `clang++-19 -O2 -S` before anything was asked.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <bitset>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <functional>
#include <list>
#include <mutex>
#include <numeric>
#include <queue>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

extern int readInt();
extern double readDouble();
extern std::string readText();
extern std::vector<int> readInts();
extern void show(double);

static int gcdOf(int A, int B) {
  while (B) {
    int T = A % B;
    A = B;
    B = T;
  }
  return A;
}
static bool isPalindrome(std::string_view S) {
  for (size_t I = 0, J = S.size(); I + 1 < J; ++I)
    if (S[I] != S[--J])
      return false;
  return true;
}
struct Matrix2 {
  double A, B, C, D;
  Matrix2 operator*(const Matrix2 &O) const {
    return {A * O.A + B * O.C, A * O.B + B * O.D, C * O.A + D * O.C, C * O.B + D * O.D};
  }
};
template <class F> void repeat(benchmark::State &S, F Work) {
  for (auto _ : S) // expect: survives
    Work();
}

void b01(benchmark::State &S) {
  int A = readInt(), B = readInt();
  for (auto _ : S) // expect: survives
    benchmark::DoNotOptimize(gcdOf(A, B));
}
void b02(benchmark::State &S) {
  int A = readInt(), B = readInt();
  for (auto _ : S) { // expect: survives
    benchmark::DoNotOptimize(A);
    benchmark::DoNotOptimize(gcdOf(A, B));
  }
}
void b04(benchmark::State &S) {
  for (auto _ : S) // expect: survives
    benchmark::DoNotOptimize(gcdOf(1071, 462));
}
void b05(benchmark::State &S) {
  for (auto _ : S) // expect: survives
    benchmark::DoNotOptimize(isPalindrome("amanaplanacanalpanama"));
}
void b06(benchmark::State &S) {
  std::string T = readText();
  for (auto _ : S) // expect: eliminated
    isPalindrome(T);
}
void b07(benchmark::State &S) {
  Matrix2 M{1, readDouble(), 3, 4}, N{readDouble(), 1, 0, 2};
  for (auto _ : S) { // expect: survives
    benchmark::DoNotOptimize(M);
    Matrix2 R = M * N;
    benchmark::DoNotOptimize(R);
  }
}
void b08(benchmark::State &S) {
  Matrix2 M{1, readDouble(), 3, 4}, N{readDouble(), 1, 0, 2};
  for (auto _ : S) { // expect: partial
    benchmark::DoNotOptimize(M);
    Matrix2 R = M * N;
    double Trace = R.A + R.D;
    benchmark::DoNotOptimize(Trace);
  }
}
void b09(benchmark::State &S) {
  Matrix2 M{1, readDouble(), 3, 4}, P{1, 0, 0, 1};
  for (auto _ : S) // expect: survives
    P = P * M;
  benchmark::DoNotOptimize(P);
}
void b10(benchmark::State &S) {
  Matrix2 M{1, readDouble(), 3, 4}, P{1, 0, 0, 1};
  for (auto _ : S) // expect: eliminated
    P = P * M;
}
void b11(benchmark::State &S) {
  std::vector<int> V = readInts();
  for (auto _ : S) // expect: eliminated
    std::count_if(V.begin(), V.end(), [](int X) { return X % 3 == 0; });
}
void b12(benchmark::State &S) {
  std::vector<int> V = readInts();
  for (auto _ : S) // expect: survives
    benchmark::DoNotOptimize(std::count_if(V.begin(), V.end(), [](int X) { return X % 3 == 0; }));
}
void b13(benchmark::State &S) {
  std::vector<int> V = readInts();
  long Sum = 0;
  for (auto _ : S) // expect: survives
    for (int X : V)
      Sum += X;
  benchmark::DoNotOptimize(Sum);
}
void b14(benchmark::State &S) {
  std::vector<int> V = readInts();
  long Sum = 0;
  for (auto _ : S) // expect: eliminated
    for (int X : V)
      Sum += X;
}
void b15(benchmark::State &S) {
  std::list<int> L(100, 3);
  for (auto _ : S) // expect: survives
    benchmark::DoNotOptimize(std::accumulate(L.begin(), L.end(), 0));
}
void b16(benchmark::State &S) {
  for (auto _ : S) { // expect: outside-loop
    std::bitset<256> B;
    B.set(17);
    benchmark::DoNotOptimize(B.count());
  }
}
void b17(benchmark::State &S) {
  std::mutex M;
  int N = 0;
  for (auto _ : S) { // expect: survives
    std::lock_guard<std::mutex> Lock(M);
    ++N;
  }
}
void b18(benchmark::State &S) {
  std::function<int(int)> F = [](int X) { return X * 2; };
  int N = 0;
  for (auto _ : S) // expect: survives
    F(N++);
}
void b19(benchmark::State &S) {
  for (auto _ : S) { // expect: survives
    std::ostringstream O;
    O << 42 << ' ' << 3.5;
  }
}
void b20(benchmark::State &S) {
  char Line[64];
  int N = 0;
  for (auto _ : S) // expect: survives
    std::snprintf(Line, sizeof Line, "%d", N++);
}
void b21(benchmark::State &S) {
  std::priority_queue<int> Q;
  for (auto _ : S) { // expect: survives
    Q.push(readInt());
    if (Q.size() > 100)
      Q.pop();
  }
}
void b23(benchmark::State &S) {
  double X = readDouble();
  for (auto _ : S) { // expect: partial
    benchmark::DoNotOptimize(X);
    double Poly = ((X * 3 + 2) * X - 7) * X + 1;
    double Slope = (X * 9 + 4) * X - 7;
    benchmark::DoNotOptimize(Slope);
  }
}
void b24(benchmark::State &S) {
  double X = readDouble();
  for (auto _ : S) { // expect: outside-loop
    double Poly = ((X * 3 + 2) * X - 7) * X + 1;
    benchmark::DoNotOptimize(Poly);
  }
}
void b25(benchmark::State &S) {
  std::string A = readText();
  for (auto _ : S) { // expect: survives
    std::string B = A;
    benchmark::DoNotOptimize(B);
  }
}
void b26(benchmark::State &S) {
  for (auto _ : S) { // expect: survives
    std::string B = "short";
    B += " text";
  }
}
void b27(benchmark::State &S) {
  std::string A = readText();
  for (auto _ : S) // expect: survives
    A.find("needle");
}
void b28(benchmark::State &S) {
  std::string A = readText();
  for (auto _ : S) // expect: survives
    benchmark::DoNotOptimize(A.find('x'));
}
void b29(benchmark::State &S) {
  volatile int V = 3;
  for (auto _ : S) // expect: survives
    V = V + 1;
}
void b30(benchmark::State &S) {
  std::unordered_set<int> Set{1, 2, 3};
  for (auto _ : S) // expect: eliminated
    Set.count(2);
}
void b31(benchmark::State &S) {
  int N = readInt();
  repeat(S, [&] { benchmark::DoNotOptimize(N *= 3); });
}
void b32(benchmark::State &S) {
  std::vector<std::string> V;
  for (auto _ : S) { // expect: survives
    S.PauseTiming();
    V.assign(10, readText());
    S.ResumeTiming();
    std::sort(V.begin(), V.end());
  }
}
void b33(benchmark::State &S) {
  std::vector<int> V;
  for (auto _ : S) { // expect: survives
    V.clear();
    V.reserve(100);
    for (int I = 0; I < 100; ++I)
      V.push_back(I);
  }
}
void b34(benchmark::State &S) {
  std::vector<int> V;
  for (auto _ : S) { // expect: survives
    V.clear();
    for (int I = 0; I < 100; ++I)
      V.push_back(I);
    benchmark::DoNotOptimize(V.data());
    benchmark::ClobberMemory();
  }
}
void b35() {
  auto Start = std::chrono::high_resolution_clock::now();
  double Sum = 0;
  for (int I = 0; I < 1000000; ++I) // expect: eliminated
    Sum += std::sqrt(double(I));
  auto Stop = std::chrono::high_resolution_clock::now();
  show(std::chrono::duration<double>(Stop - Start).count());
}
void b36() {
  auto Start = std::chrono::high_resolution_clock::now();
  double Sum = 0;
  for (int I = 0; I < 1000000; ++I) // expect: survives
    Sum += std::sqrt(double(I));
  auto Stop = std::chrono::high_resolution_clock::now();
  show(std::chrono::duration<double>(Stop - Start).count());
  show(Sum);
}
void b37() {
  int X = readInt();
  auto Start = std::chrono::high_resolution_clock::now();
  int Hits = 0;
  for (int I = 0; I < 1000000; ++I) // expect: outside-loop
    if (X > 5)
      ++Hits;
  auto Stop = std::chrono::high_resolution_clock::now();
  show(std::chrono::duration<double>(Stop - Start).count() + Hits);
}

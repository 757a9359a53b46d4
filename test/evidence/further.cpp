// RUN: %confirm_test %s -- -O2 -std=c++20 -w
// More of C++20 and of loops that are timed by hand. The verdicts were read from
// `clang++-19 -O2 -S` before anything was asked.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <chrono>
#include <cmath>
#include <compare>
#include <concepts>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <deque>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <queue>
#include <ranges>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_set>
#include <vector>

using benchmark::ClobberMemory;
using benchmark::DoNotOptimize;
using benchmark::State;
using Clock = std::chrono::steady_clock;

extern int fetch();
extern double fetchDouble();
extern const char *fetchLine();
extern std::span<int> fetchSpan();
extern void take(const std::string &);
extern void report(double);
extern double Factor;
int Outcome;
std::vector<int> Log;

constexpr unsigned scramble(unsigned X) {
  X = (X ^ X >> 15) * 0x2c1b3c6du;
  X = (X ^ X >> 12) * 0x297a2d39u;
  return X ^ X >> 15;
}
constexpr int digits(unsigned N) {
  int D = 1;
  while (N >= 10) {
    N /= 10;
    ++D;
  }
  return D;
}
struct Version {
  int Major, Minor, Patch;
  auto operator<=>(const Version &) const = default;
};
struct Xorshift {
  std::uint32_t S;
  std::uint32_t operator()() {
    S ^= S << 13;
    S ^= S >> 17;
    S ^= S << 5;
    return S;
  }
};
struct Particle {
  float X, Y, VX, VY;
  void step(float T) {
    X += VX * T;
    Y += VY * T;
  }
};
template <class T>
concept Number = std::integral<T> || std::floating_point<T>;
template <Number T> static T mean(std::span<const T> V) {
  return V.empty() ? T() : std::accumulate(V.begin(), V.end(), T()) / T(V.size());
}
static std::optional<int> toDigit(char C) {
  if (C < '0' || C > '9')
    return std::nullopt;
  return C - '0';
}
static int evaluate(const char *P) {
  int Stack[16], Top = 0;
  for (; *P; ++P) {
    if (auto D = toDigit(*P))
      Stack[Top++] = *D;
    else if (*P == '+') {
      --Top;
      Stack[Top - 1] += Stack[Top];
    } else if (*P == '*') {
      --Top;
      Stack[Top - 1] *= Stack[Top];
    }
  }
  return Stack[0];
}
__attribute__((noinline)) static int slowly(int N) {
  int S = 0;
  for (int I = 0; I < N; ++I)
    S ^= scramble(S + I);
  return S;
}
__attribute__((noinline)) static void fillFrom(int *P, int N) {
  for (int I = 0; I < 16; ++I)
    P[I] = N + I;
}
static int hanoi(int N) {
  return N == 0 ? 0 : 2 * hanoi(N - 1) + 1;
}
static int queens(int N, unsigned Columns, unsigned Left, unsigned Right) {
  unsigned All = (1u << N) - 1;
  if (Columns == All)
    return 1;
  int Found = 0;
  for (unsigned Free = All & ~(Columns | Left | Right); Free; Free &= Free - 1) {
    unsigned Bit = Free & -Free;
    Found += queens(N, Columns | Bit, (Left | Bit) << 1, (Right | Bit) >> 1);
  }
  return Found;
}

static void digitsDropped(State &S) {
  unsigned N = 0;
  for (auto _ : S) // expect: eliminated
    digits(N += 7);
}
static void digitsConstant(State &S) {
  for (auto _ : S) // expect: outside-loop
    DoNotOptimize(digits(123456));
}
static void digitsObserved(State &S) {
  unsigned N = 0;
  for (auto _ : S) // expect: survives
    DoNotOptimize(digits(N += 7));
}
static void scrambleChain(State &S) {
  unsigned X = 1;
  for (auto _ : S) // expect: survives
    X = scramble(X);
  Outcome = X;
}
static void scrambleChainUnread(State &S) {
  unsigned X = 1;
  for (auto _ : S) // expect: eliminated
    X = scramble(X);
}
static void scrambleToOutcome(State &S) {
  unsigned X = fetch();
  for (auto _ : S) // expect: outside-loop
    Outcome = scramble(X);
}
static void scrambleSummed(State &S) {
  unsigned X = fetch();
  for (auto _ : S) // expect: partial
    Outcome += scramble(X);
}
static void scrambleNoSink(State &S) {
  for (auto _ : S) { // expect: eliminated
    unsigned X = scramble(7);
    ClobberMemory();
  }
}
static void slowlyDropped(State &S) {
  for (auto _ : S) // expect: eliminated
    slowly(1000);
}
static void slowlyObserved(State &S) {
  for (auto _ : S) // expect: outside-loop
    DoNotOptimize(slowly(1000));
}
static void slowlyOfCounter(State &S) {
  int N = 0;
  for (auto _ : S) // expect: survives
    DoNotOptimize(slowly(N++ & 31));
}
static void fillDropped(State &S) {
  int A[16];
  int N = 0;
  for (auto _ : S) // expect: eliminated
    fillFrom(A, N++);
}
static void versionLess(State &S) {
  Version A{1, 2, fetch()}, B{1, 2, 4};
  for (auto _ : S) { // expect: outside-loop
    bool L = A < B;
    DoNotOptimize(L);
  }
}
static void versionDropped(State &S) {
  Version A{1, 2, fetch()}, B{1, 2, 4};
  for (auto _ : S) // expect: eliminated
    (void)(A < B);
}
static void xorshiftDropped(State &S) {
  Xorshift G{7};
  for (auto _ : S) // expect: eliminated
    G();
}
static void xorshiftLow(State &S) {
  Xorshift G{7};
  for (auto _ : S) // expect: survives
    DoNotOptimize(G() & 0xff);
}
static void xorshiftCaptured(State &S) {
  Xorshift G{7};
  auto F = [&G] { return G() % 6; };
  for (auto _ : S) { // expect: survives
    auto D = F();
    DoNotOptimize(D);
  }
}
static void particleMoves(State &S) {
  Particle P{0, 0, 1, 2};
  for (auto _ : S) // expect: partial
    P.step(0.1f);
  DoNotOptimize(P);
}
static void particleOneAxis(State &S) {
  Particle P{0, 0, 1, 2};
  for (auto _ : S) { // expect: partial
    P.step(0.1f);
    float X = P.X;
    DoNotOptimize(X);
  }
}
static void particlesUnread(State &S) {
  std::vector<Particle> V(100, {0, 0, 1, 2});
  for (auto _ : S) // expect: survives
    for (auto &P : V)
      P.step(0.1f);
}
static void particlesArrayUnread(State &S) {
  Particle V[10]{};
  for (auto _ : S) // expect: eliminated
    for (auto &P : V)
      P.step(0.1f);
}
static void meanOfSpan(State &S) {
  auto V = fetchSpan();
  for (auto _ : S) // expect: survives
    DoNotOptimize(mean<int>(V));
}
static void meanDropped(State &S) {
  auto V = fetchSpan();
  for (auto _ : S) // expect: eliminated
    mean<int>(V);
}
static void meanOfFirstHalf(State &S) {
  auto V = fetchSpan();
  for (auto _ : S) { // expect: survives
    auto M = mean<int>(V.first(V.size() / 2));
    DoNotOptimize(M);
  }
}
static void evaluateConstant(State &S) {
  for (auto _ : S) // expect: outside-loop
    DoNotOptimize(evaluate("34+5*"));
}
static void evaluateLine(State &S) {
  auto *L = fetchLine();
  for (auto _ : S) // expect: survives
    DoNotOptimize(evaluate(L));
}
static void evaluateDropped(State &S) {
  auto *L = fetchLine();
  for (auto _ : S) // expect: survives
    evaluate(L);
}
static void hanoiDropped(State &S) {
  for (auto _ : S) // expect: eliminated
    hanoi(10);
}
static void hanoiOfArgument(State &S) {
  int N = S.range(0);
  for (auto _ : S) // expect: outside-loop
    DoNotOptimize(hanoi(N));
}
static void queensDropped(State &S) {
  for (auto _ : S) // expect: eliminated
    queens(6, 0, 0, 0);
}
static void queensObserved(State &S) {
  for (auto _ : S) { // expect: outside-loop
    int Q = queens(6, 0, 0, 0);
    DoNotOptimize(Q);
  }
}
static void takesText(State &S) {
  for (auto _ : S) // expect: survives
    take("a text of more than sixteen characters");
}
static void buildsText(State &S) {
  int N = 0;
  for (auto _ : S) { // expect: eliminated
    std::string T = "n=";
    T += char('0' + N++ % 10);
  }
}
static void longTextOfCxx20(State &S) {
  for (auto _ : S) { // expect: outside-loop
    std::string T = "a text of more than sixteen characters";
    DoNotOptimize(T.size());
  }
}
static void ranged(State &S) {
  std::vector<int> V(64, 3);
  for (auto _ : S) { // expect: survives
    int N = 0;
    for (int X : V | std::views::filter([](int X) { return X & 1; }))
      N += X;
    DoNotOptimize(N);
  }
}
static void rangedSort(State &S) {
  std::vector<int> V(64, 3);
  for (auto _ : S) { // expect: survives
    auto C = V;
    std::ranges::sort(C);
  }
}
static void bitCasts(State &S) {
  double X = fetchDouble();
  for (auto _ : S) // expect: outside-loop
    DoNotOptimize(std::bit_cast<std::uint64_t>(X) >> 52);
}
static void factorRead(State &S) {
  for (auto _ : S) { // expect: eliminated
    double X = Factor * 2.5;
  }
}
static void factorWritten(State &S) {
  for (auto _ : S) // expect: survives
    Factor = Factor * 1.0001;
}
static void factorObserved(State &S) {
  for (auto _ : S) { // expect: survives
    double X = Factor * 2.5;
    DoNotOptimize(X);
  }
}
static void logs(State &S) {
  for (auto _ : S) { // expect: survives
    Log.push_back(1);
    Log.clear();
  }
}
static void localLog(State &S) {
  std::vector<int> L;
  L.reserve(10);
  for (auto _ : S) { // expect: survives
    L.push_back(1);
    L.clear();
  }
}
static void rootsSummed(State &S) {
  double X = 0;
  for (auto _ : S) // expect: partial
    X += std::sqrt(2.0);
  DoNotOptimize(X);
}
static void rootsInner(State &S) {
  for (auto _ : S) { // expect: survives
    double X = 0;
    for (int I = 0; I < 100; ++I)
      X += std::sqrt(I);
    DoNotOptimize(X);
  }
}
static void rootsInnerDropped(State &S) {
  for (auto _ : S) { // expect: eliminated
    double X = 0;
    for (int I = 0; I < 100; ++I)
      X += std::sqrt(I);
  }
}
static void lroundDropped(State &S) {
  double X = 0.5;
  for (auto _ : S) { // expect: survives
    std::lround(X);
    X += 1;
  }
}
static void absDropped(State &S) {
  double X = 0.5;
  for (auto _ : S) { // expect: eliminated
    std::abs(X);
    X -= 1;
  }
}
static void cosDropped(State &S) {
  float X = 0.5;
  for (auto _ : S) { // expect: partial
    std::cos(X);
    X -= 1;
  }
}
static void powOfCounter(State &S) {
  double X = 0;
  for (auto _ : S) { // expect: survives
    double P = std::pow(X, 3.0);
    DoNotOptimize(P);
    X += 1;
  }
}
static void logObservedInvariant(State &S) {
  double X = fetchDouble();
  for (auto _ : S) // expect: survives
    DoNotOptimize(std::log(X));
}
static void matrixRow(State &S) {
  float A[8][8], V[8], R[8];
  for (auto &Row : A)
    for (auto &X : Row)
      X = fetch();
  for (auto &X : V)
    X = fetch();
  for (auto _ : S) { // expect: partial
    DoNotOptimize(A);
    for (int I = 0; I < 8; ++I) {
      R[I] = 0;
      for (int J = 0; J < 8; ++J)
        R[I] += A[I][J] * V[J];
    }
    float Last = R[7];
    DoNotOptimize(Last);
  }
}
static void matrixAll(State &S) {
  float A[8][8], V[8], R[8];
  for (auto &Row : A)
    for (auto &X : Row)
      X = fetch();
  for (auto &X : V)
    X = fetch();
  for (auto _ : S) { // expect: survives
    DoNotOptimize(A);
    for (int I = 0; I < 8; ++I) {
      R[I] = 0;
      for (int J = 0; J < 8; ++J)
        R[I] += A[I][J] * V[J];
    }
    DoNotOptimize(R);
  }
}
static void heapOfMatrix(State &S) {
  auto A = std::make_unique<double[]>(64);
  for (auto _ : S) // expect: survives
    for (int I = 0; I < 64; ++I)
      A[I] = A[I] * 0.5 + I;
}
static void setOfText(State &S) {
  std::set<std::string> T{"one", "two"};
  for (auto _ : S) // expect: survives
    DoNotOptimize(T.contains("two"));
}
static void queueTurns(State &S) {
  std::queue<int> Q;
  for (auto _ : S) { // expect: survives
    Q.push(1);
    Q.pop();
  }
}
static void hashSetDropped(State &S) {
  std::unordered_set<int> T{1, 2, 3};
  int N = 0;
  for (auto _ : S) // expect: eliminated
    T.contains(N++);
}
static void batches(State &S) {
  unsigned X = 1;
  while (S.KeepRunningBatch(4)) { // expect: survives
    X = scramble(X);
    X = scramble(X);
    X = scramble(X);
    X = scramble(X);
  }
  DoNotOptimize(X);
}
static void batchesDropped(State &S) {
  unsigned X = 1;
  while (S.KeepRunningBatch(2)) { // expect: eliminated
    scramble(X++);
    scramble(X++);
  }
}
static void underscoreUsed(State &S) {
  int Sum = 0;
  for ([[maybe_unused]] auto &&Unused : S) // expect: survives
    Sum += 3;
  DoNotOptimize(Sum);
}
static void twoWorks(State &S) {
  unsigned N = 0;
  for (auto _ : S) { // expect: partial
    DoNotOptimize(scramble(N));
    digits(N);
    ++N;
  }
}
static void threadLocalState(State &S) {
  static thread_local unsigned X = 1;
  for (auto _ : S) // expect: survives
    X = scramble(X);
}
static void acquires(State &S) {
  std::atomic_flag F;
  for (auto _ : S) { // expect: survives
    F.test_and_set(std::memory_order_acquire);
    F.clear(std::memory_order_release);
  }
}
static void yieldsNothing(State &S) {
  unsigned N = 0;
  for (auto _ : S) { // expect: survives
    if (scramble(N++) == 0x12345678)
      std::this_thread::yield();
  }
}
static void returnsOnError(State &S) {
  for (auto _ : S) { // expect: survives
    if (fetch() < 0)
      return;
  }
}
static void countedInCounters(State &S) {
  unsigned N = 0, Odd = 0;
  for (auto _ : S) // expect: survives
    Odd += scramble(N++) & 1;
  S.counters["odd"] = Odd;
}
static void itemsAfterwards(State &S) {
  std::vector<int> V(1000, 1);
  int Sum = 0;
  for (auto _ : S) { // expect: eliminated
    Sum = 0;
    for (int X : V)
      Sum += X;
  }
  S.SetItemsProcessed(S.iterations() * V.size());
}
static void lastSumObserved(State &S) {
  std::vector<int> V(1000, 1);
  int Sum = 0;
  for (auto _ : S) { // expect: survives
    Sum = 0;
    for (int X : V)
      Sum += X;
  }
  S.counters["sum"] = Sum;
}
static void charged(State &S) {
  char A[64], B[64];
  std::memset(A, 1, 64);
  for (auto _ : S) { // expect: survives
    std::memcpy(B, A, 64);
    DoNotOptimize(B);
  }
}
static void copiedIntoSink(State &S) {
  char A[64], B[64];
  std::memset(A, 1, 64);
  for (auto _ : S) { // expect: outside-loop
    std::memcpy(B, A, 64);
    char C = B[9];
    DoNotOptimize(C);
  }
}
static void comparedSink(State &S) {
  char A[64]{}, B[64]{};
  for (auto _ : S) { // expect: survives
    DoNotOptimize(A);
    int C = std::memcmp(A, B, 64);
    DoNotOptimize(C);
  }
}
static void noise(State &S) {
  for (auto _ : S) { // expect: survives
    asm volatile("nop");
  }
}

double timed01(int N) {
  auto T = Clock::now();
  unsigned X = 1;
  for (int I = 0; I < N; ++I) // expect: survives
    X = scramble(X);
  auto D = Clock::now() - T;
  Outcome = X;
  return D.count();
}
double timed02(int N) {
  auto T = Clock::now();
  unsigned X = 1;
  for (int I = 0; I < N; ++I) // expect: eliminated
    X = scramble(X);
  auto D = Clock::now() - T;
  return D.count();
}
double timed03(int N) {
  std::vector<double> V(N);
  auto T = Clock::now();
  for (int I = 0; I < N; ++I) // expect: survives
    V[I] = I * 0.5;
  auto D = Clock::now() - T;
  report(V[N / 2]);
  return D.count();
}
double timed04(int N) {
  auto T = Clock::now();
  for (int I = 0; I < N; ++I) // expect: eliminated
    slowly(100);
  return (Clock::now() - T).count();
}
double timed05(int N) {
  int R = 0;
  auto T = Clock::now();
  for (int I = 0; I < N; ++I) // expect: outside-loop
    R = slowly(100);
  auto E = Clock::now();
  report(R);
  return (E - T).count();
}
double timed06(int N) {
  auto T = std::chrono::high_resolution_clock::now();
  double S = 0;
  for (int I = 1; I <= N; ++I) // expect: survives
    S += 1.0 / I;
  auto E = std::chrono::high_resolution_clock::now();
  std::printf("%f %f\n", S, std::chrono::duration<double>(E - T).count());
  return 0;
}
double timed07(const char *P, int N) {
  auto T = Clock::now();
  int C = 0;
  for (int I = 0; I < N; ++I) // expect: eliminated
    C += P[I] == 'x';
  auto E = Clock::now();
  if (C == -1)
    std::puts("!");
  return (E - T).count();
}
double timed08(int N) {
  long S = 0;
  auto T = Clock::now();
  int I = 0;
  while (I < N) // expect: survives
    S += I++ % 7;
  auto E = Clock::now();
  report(S);
  return (E - T).count();
}
double timed09(int N) {
  auto T = Clock::now();
  for (int I = 0; I < N; ++I) { // expect: eliminated
    std::string Text(3, 'x');
  }
  return (Clock::now() - T).count();
}
double timed10(int N) {
  volatile int V = 0;
  auto T = Clock::now();
  for (int I = 0; I < N; ++I) // expect: survives
    V = V + digits(I);
  return (Clock::now() - T).count();
}
BENCHMARK(digitsDropped);
BENCHMARK(digitsConstant);
BENCHMARK(digitsObserved);
BENCHMARK(scrambleChain);
BENCHMARK(scrambleChainUnread);
BENCHMARK(scrambleToOutcome);
BENCHMARK(scrambleSummed);
BENCHMARK(scrambleNoSink);
BENCHMARK(slowlyDropped);
BENCHMARK(slowlyObserved);
BENCHMARK(slowlyOfCounter);
BENCHMARK(fillDropped);
BENCHMARK(versionLess);
BENCHMARK(versionDropped);
BENCHMARK(xorshiftDropped);
BENCHMARK(xorshiftLow);
BENCHMARK(xorshiftCaptured);
BENCHMARK(particleMoves);
BENCHMARK(particleOneAxis);
BENCHMARK(particlesUnread);
BENCHMARK(particlesArrayUnread);
BENCHMARK(meanOfSpan);
BENCHMARK(meanDropped);
BENCHMARK(meanOfFirstHalf);
BENCHMARK(evaluateConstant);
BENCHMARK(evaluateLine);
BENCHMARK(evaluateDropped);
BENCHMARK(hanoiDropped);
BENCHMARK(hanoiOfArgument);
BENCHMARK(queensDropped);
BENCHMARK(queensObserved);
BENCHMARK(takesText);
BENCHMARK(buildsText);
BENCHMARK(longTextOfCxx20);
BENCHMARK(ranged);
BENCHMARK(rangedSort);
BENCHMARK(bitCasts);
BENCHMARK(factorRead);
BENCHMARK(factorWritten);
BENCHMARK(factorObserved);
BENCHMARK(logs);
BENCHMARK(localLog);
BENCHMARK(rootsSummed);
BENCHMARK(rootsInner);
BENCHMARK(rootsInnerDropped);
BENCHMARK(lroundDropped);
BENCHMARK(absDropped);
BENCHMARK(cosDropped);
BENCHMARK(powOfCounter);
BENCHMARK(logObservedInvariant);
BENCHMARK(matrixRow);
BENCHMARK(matrixAll);
BENCHMARK(heapOfMatrix);
BENCHMARK(setOfText);
BENCHMARK(queueTurns);
BENCHMARK(hashSetDropped);
BENCHMARK(batches);
BENCHMARK(batchesDropped);
BENCHMARK(underscoreUsed);
BENCHMARK(twoWorks);
BENCHMARK(threadLocalState);
BENCHMARK(acquires);
BENCHMARK(yieldsNothing);
BENCHMARK(returnsOnError);
BENCHMARK(countedInCounters);
BENCHMARK(itemsAfterwards);
BENCHMARK(lastSumObserved);
BENCHMARK(charged);
BENCHMARK(copiedIntoSink);
BENCHMARK(comparedSink);
BENCHMARK(noise);

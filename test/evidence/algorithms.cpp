// RUN: %confirm_test %s -- -O2 -std=c++20 -w
// Containers, algorithms, ranges and numbers. The verdicts were read from `clang++-19 -O2 -S`.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <cmath>
#include <cstdint>
#include <deque>
#include <list>
#include <memory>
#include <numeric>
#include <optional>
#include <queue>
#include <ranges>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

extern void fill(int *, int);
extern void fill(double *, int);
extern int readInt();
extern double readDouble();

namespace {

struct Moments {
  double Mean, Variance;
};

inline Moments momentsOf(const double *X, int N) {
  double Sum = 0, Squares = 0;
  for (int I = 0; I < N; ++I)
    Sum += X[I];
  double Mean = Sum / N;
  for (int I = 0; I < N; ++I)
    Squares += (X[I] - Mean) * (X[I] - Mean);
  return {Mean, Squares / N};
}

inline double horner(double X) {
  return ((((3.0 * X - 2.5) * X + 1.25) * X - 7.0) * X + 0.5) * X + 11.0;
}

struct Xorshift {
  std::uint64_t State = 88172645463325252ULL;
  std::uint64_t next() {
    State ^= State << 13;
    State ^= State >> 7;
    State ^= State << 17;
    return State;
  }
};

long collatzSteps(unsigned long N) {
  long Steps = 0;
  for (; N != 1; ++Steps)
    N = N & 1 ? 3 * N + 1 : N >> 1;
  return Steps;
}

int tak(int X, int Y, int Z) {
  return Y >= X ? Z : tak(tak(X - 1, Y, Z), tak(Y - 1, Z, X), tak(Z - 1, X, Y));
}

constexpr int Weights[] = {1, 4, 6, 4, 1, 2, 7, 1};
constexpr int Samples[] = {9, 8, 7, 6, 5, 4, 3, 2};

void sortSmall(benchmark::State &State) {
  for (auto _ : State) { // expect: survives
    std::array<int, 6> A{5, 2, 9, 1, 7, 3};
    std::sort(A.begin(), A.end());
  }
}

void sortReadAfterwards(benchmark::State &State) {
  std::vector<int> V(512);
  fill(V.data(), 512);
  for (auto _ : State) { // expect: survives
    std::vector<int> Copy(V);
    std::sort(Copy.begin(), Copy.end());
    benchmark::DoNotOptimize(Copy.front());
  }
}

void searchTable(benchmark::State &State) {
  static const int Primes[] = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53};
  int N = 0;
  for (auto _ : State) // expect: eliminated
    std::binary_search(std::begin(Primes), std::end(Primes), N++ & 63);
}

void lookUps(benchmark::State &State) {
  std::unordered_map<int, int> Map;
  for (int I = 0; I < 100; ++I)
    Map[I] = readInt();
  int N = 0, Hits = 0;
  for (auto _ : State) // expect: survives
    Hits += Map.find(N++ % 150) != Map.end();
  benchmark::DoNotOptimize(Hits);
}

void lookUpsDropped(benchmark::State &State) {
  std::unordered_map<int, int> Map;
  for (int I = 0; I < 100; ++I)
    Map[I] = readInt();
  int N = 0;
  for (auto _ : State) // expect: eliminated
    Map.find(N++ % 150);
}

void insertErase(benchmark::State &State) {
  std::set<int> Set;
  int N = 0;
  for (auto _ : State) { // expect: survives
    Set.insert(N);
    Set.erase(N - 10);
    ++N;
  }
}

void heap(benchmark::State &State) {
  std::priority_queue<int> Queue;
  for (auto _ : State) { // expect: survives
    Queue.push(readInt());
    if (Queue.size() > 50)
      Queue.pop();
  }
}

void maybe(benchmark::State &State) {
  int N = 0;
  for (auto _ : State) { // expect: eliminated
    std::optional<int> Half;
    if (N % 2 == 0)
      Half = N / 2;
    Half.value_or(-1);
    ++N;
  }
}

void visits(benchmark::State &State) {
  std::vector<std::variant<int, double>> Shapes(8);
  for (auto &S : Shapes)
    if (readInt())
      S = readDouble();
  double Sum = 0;
  for (auto _ : State) { // expect: partial
    for (const auto &S : Shapes)
      Sum += std::visit([](auto X) { return X * 2.0; }, S);
  }
  benchmark::DoNotOptimize(Sum);
}

void bitsCounted(benchmark::State &State) {
  std::bitset<256> Bits;
  for (int I = 0; I < 256; I += 3)
    Bits.set(I);
  for (auto _ : State) // expect: outside-loop
    benchmark::DoNotOptimize(Bits.count());
}

void evenSquaresDropped(benchmark::State &State) {
  for (auto _ : State) { // expect: eliminated
    long Sum = 0;
    for (int X : std::views::iota(0, 100) | std::views::transform([](int I) { return I * I; }) |
                     std::views::filter([](int I) { return I % 2 == 0; }))
      Sum += X;
  }
}

void evenSquaresOfData(benchmark::State &State) {
  std::vector<int> V(100);
  fill(V.data(), 100);
  for (auto _ : State) { // expect: survives
    long Sum = 0;
    for (int X : V | std::views::filter([](int I) { return I % 2 == 0; }) |
                     std::views::transform([](int I) { return I * I; }))
      Sum += X;
    benchmark::DoNotOptimize(Sum);
  }
}

void spanHead(benchmark::State &State) {
  std::vector<int> V(256);
  fill(V.data(), 256);
  std::span<const int> All(V);
  for (auto _ : State) { // expect: survives
    auto Head = All.first(32);
    int Sum = std::accumulate(Head.begin(), Head.end(), 0);
    benchmark::DoNotOptimize(Sum);
  }
}

void largestDropped(benchmark::State &State) {
  std::vector<int> V(256);
  fill(V.data(), 256);
  for (auto _ : State) // expect: eliminated
    std::ranges::max_element(V);
}

void medianOfCopy(benchmark::State &State) {
  std::vector<int> V(101);
  fill(V.data(), 101);
  for (auto _ : State) { // expect: survives
    auto Copy = V;
    std::nth_element(Copy.begin(), Copy.begin() + 50, Copy.end());
    benchmark::DoNotOptimize(Copy[50]);
  }
}

void zeroedArray(benchmark::State &State) {
  for (auto _ : State) // expect: eliminated
    std::make_unique<int[]>(1024);
}

void grownLocally(benchmark::State &State) {
  const int N = State.range(0);
  for (auto _ : State) { // expect: survives
    std::vector<int> V;
    for (int I = 0; I < N; ++I)
      V.push_back(I);
  }
}

void linkedList(benchmark::State &State) {
  std::list<int> L;
  for (int I = 0; I < 64; ++I)
    L.push_back(readInt());
  for (auto _ : State) { // expect: eliminated
    long Sum = 0;
    for (int X : L)
      Sum += X;
  }
}

void polynomialDropped(benchmark::State &State) {
  double X = 0;
  for (auto _ : State) { // expect: eliminated
    horner(X);
    X += 0.5;
  }
}

void polynomialObserved(benchmark::State &State) {
  double X = 0;
  for (auto _ : State) { // expect: survives
    benchmark::DoNotOptimize(horner(X));
    X += 0.5;
  }
}

void saxpy(benchmark::State &State) {
  std::vector<float> X(1000, 1.5F), Y(1000, 2.5F);
  const float A = static_cast<float>(readDouble());
  for (auto _ : State) // expect: survives
    for (int I = 0; I < 1000; ++I)
      Y[I] += A * X[I];
}

void triangular(benchmark::State &State) {
  const long N = State.range(0);
  for (auto _ : State) { // expect: outside-loop
    long Sum = 0;
    for (long I = 1; I <= N; ++I)
      Sum += I;
    benchmark::DoNotOptimize(Sum);
  }
}

void triangularHidden(benchmark::State &State) {
  long N = State.range(0);
  for (auto _ : State) { // expect: partial
    benchmark::DoNotOptimize(N);
    long Sum = 0;
    for (long I = 1; I <= N; ++I)
      Sum += I;
    benchmark::DoNotOptimize(Sum);
  }
}

void meanOnly(benchmark::State &State) {
  double X[200];
  fill(X, 200);
  for (auto _ : State) { // expect: partial
    Moments M = momentsOf(X, 200);
    double Mean = M.Mean;
    benchmark::DoNotOptimize(Mean);
  }
}

void bothMoments(benchmark::State &State) {
  double X[200];
  fill(X, 200);
  for (auto _ : State) { // expect: survives
    Moments M = momentsOf(X, 200);
    benchmark::DoNotOptimize(M);
  }
}

void divisors(benchmark::State &State) {
  int N = 0;
  for (auto _ : State) // expect: eliminated
    std::gcd(N++, 360);
}

void collatz(benchmark::State &State) {
  for (auto _ : State) // expect: survives
    benchmark::DoNotOptimize(collatzSteps(27));
}

void randomDropped(benchmark::State &State) {
  Xorshift Random;
  for (auto _ : State) // expect: eliminated
    Random.next();
}

void randomReadLater(benchmark::State &State) {
  Xorshift Random;
  for (auto _ : State) // expect: survives
    Random.next();
  benchmark::DoNotOptimize(Random.State);
}

void takDropped(benchmark::State &State) {
  for (auto _ : State) // expect: eliminated
    tak(18, 12, 6);
}

void takObserved(benchmark::State &State) {
  int X = readInt();
  for (auto _ : State) // expect: outside-loop
    benchmark::DoNotOptimize(tak(X, 12, 6));
}

void dotOfConstants(benchmark::State &State) {
  for (auto _ : State) { // expect: outside-loop
    int Sum = 0;
    for (int I = 0; I < 8; ++I)
      Sum += Weights[I] * Samples[I];
    benchmark::DoNotOptimize(Sum);
  }
}

void crcTable(benchmark::State &State) {
  for (auto _ : State) { // expect: survives
    std::uint32_t Table[256];
    for (std::uint32_t I = 0; I < 256; ++I) {
      std::uint32_t C = I;
      for (int K = 0; K < 8; ++K)
        C = C & 1 ? 0xEDB88320U ^ (C >> 1) : C >> 1;
      Table[I] = C;
    }
    std::uint32_t One = Table[1];
    benchmark::DoNotOptimize(One);
  }
}

void sieve(benchmark::State &State) {
  for (auto _ : State) { // expect: survives
    bool Composite[1000] = {};
    int Primes = 0;
    for (int I = 2; I < 1000; ++I) {
      if (Composite[I])
        continue;
      ++Primes;
      for (int J = I * 2; J < 1000; J += I)
        Composite[J] = true;
    }
    benchmark::DoNotOptimize(Primes);
  }
}

void exponentialsDropped(benchmark::State &State) {
  double X = readDouble();
  for (auto _ : State) { // expect: partial
    double Y = std::exp(X) + std::floor(X);
    X += 1e-3;
  }
}

void invariantProduct(benchmark::State &State) {
  int A = readInt(), B = readInt(), C = readInt();
  for (auto _ : State) { // expect: outside-loop
    int Product = A * B / (C | 1);
    benchmark::DoNotOptimize(Product);
  }
}

void quotientsDropped(benchmark::State &State) {
  unsigned N = 0, D = readInt();
  for (auto _ : State) { // expect: eliminated
    auto Q = N++ / (D | 1);
    (void)Q;
  }
}

} // namespace

BENCHMARK(sortSmall);
BENCHMARK(sortReadAfterwards);
BENCHMARK(searchTable);
BENCHMARK(lookUps);
BENCHMARK(lookUpsDropped);
BENCHMARK(insertErase);
BENCHMARK(heap);
BENCHMARK(maybe);
BENCHMARK(visits);
BENCHMARK(bitsCounted);
BENCHMARK(evenSquaresDropped);
BENCHMARK(evenSquaresOfData);
BENCHMARK(spanHead);
BENCHMARK(largestDropped);
BENCHMARK(medianOfCopy);
BENCHMARK(zeroedArray);
BENCHMARK(grownLocally)->Arg(100);
BENCHMARK(linkedList);
BENCHMARK(polynomialDropped);
BENCHMARK(polynomialObserved);
BENCHMARK(saxpy);
BENCHMARK(triangular)->Arg(100);
BENCHMARK(triangularHidden)->Arg(100);
BENCHMARK(meanOnly);
BENCHMARK(bothMoments);
BENCHMARK(divisors);
BENCHMARK(collatz);
BENCHMARK(randomDropped);
BENCHMARK(randomReadLater);
BENCHMARK(takDropped);
BENCHMARK(takObserved);
BENCHMARK(dotOfConstants);
BENCHMARK(crcTable);
BENCHMARK(sieve);
BENCHMARK(exponentialsDropped);
BENCHMARK(invariantProduct);
BENCHMARK(quotientsDropped);

// RUN: %confirm_test %s -- -O2 -std=c++20 -w
// Calls, numbers, memory, the library and control flow, as they come. The verdicts were read from
// `clang++-19 -O2 -S`.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <bitset>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <numeric>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

struct Shape {
  virtual ~Shape() = default;
  virtual double area() const = 0;
};
extern Shape *makeShape(int);
extern int table[64];
extern int readInt();
extern void note(double);
extern std::vector<double> readings(int);
__attribute__((pure)) extern int lookUp(int) noexcept;
__attribute__((const)) extern int classify(int) noexcept;
extern int careful(int) noexcept;

namespace {

struct Square final : Shape {
  double Side;
  explicit Square(double S) : Side(S) {}
  double area() const override { return Side * Side; }
};

template <class Derived> struct Counted {
  int run(int N) const { return static_cast<const Derived *>(this)->step(N) + 1; }
};
struct Doubler : Counted<Doubler> {
  int step(int N) const { return 2 * N; }
};

template <int N> struct Matrix {
  double At[N][N];
  friend Matrix operator*(const Matrix &A, const Matrix &B) {
    Matrix C{};
    for (int I = 0; I < N; ++I)
      for (int J = 0; J < N; ++J)
        for (int K = 0; K < N; ++K)
          C.At[I][J] += A.At[I][K] * B.At[K][J];
    return C;
  }
};

template <class... T> constexpr auto total(T... Values) {
  return (Values + ... + 0);
}

std::uint64_t fnv(std::string_view Text) {
  std::uint64_t Hash = 14695981039346656037u;
  for (unsigned char C : Text)
    Hash = (Hash ^ C) * 1099511628211u;
  return Hash;
}

int depth(int N) {
  return N <= 1 ? 0 : 1 + depth(N % 2 ? 3 * N + 1 : N / 2);
}

struct Stats {
  double Sum = 0, Squares = 0, Logs = 0;
};
Stats statsOf(const std::vector<double> &Values) {
  Stats S;
  for (double V : Values) {
    S.Sum += V;
    S.Squares += V * V;
    S.Logs += std::log(V);
  }
  return S;
}

int Hidden[64];
thread_local unsigned long Ticks;

// --- calls

void virtualUnknown(benchmark::State &State) {
  std::unique_ptr<Shape> S(makeShape(3));
  for (auto _ : State) // expect: survives
    S->area();
}

void virtualKnown(benchmark::State &State) {
  Square S(3);
  const Shape &Base = S;
  for (auto _ : State) // expect: survives
    Base.area();
}

void virtualKnownObserved(benchmark::State &State) {
  Square S(3);
  const Shape &Base = S;
  for (auto _ : State) // expect: survives
    benchmark::DoNotOptimize(Base.area());
}

void staticPolymorphism(benchmark::State &State) {
  Doubler D;
  int N = 0;
  for (auto _ : State) { // expect: eliminated
    int Result = D.run(N++);
    (void)Result;
  }
}

void foldExpression(benchmark::State &State) {
  int N = static_cast<int>(State.range(0));
  for (auto _ : State) // expect: outside-loop
    benchmark::DoNotOptimize(total(N, 2 * N, 3 * N, 4));
}

void pureDropped(benchmark::State &State) {
  int N = 0;
  for (auto _ : State) // expect: eliminated
    lookUp(N++);
}

void constObserved(benchmark::State &State) {
  for (auto _ : State) // expect: outside-loop
    benchmark::DoNotOptimize(classify(17));
}

void pureObserved(benchmark::State &State) {
  for (auto _ : State) // expect: survives
    benchmark::DoNotOptimize(lookUp(17));
}

void noexceptDropped(benchmark::State &State) {
  for (auto _ : State) // expect: survives
    careful(4);
}

void pointerToMember(benchmark::State &State) {
  int (Doubler::*Step)(int) const = &Doubler::step;
  Doubler D;
  for (auto _ : State) // expect: eliminated
    (D.*Step)(5);
}

void throwAndCatch(benchmark::State &State) {
  for (auto _ : State) { // expect: survives
    try {
      throw 5;
    } catch (int) {
    }
  }
}

void recursionDropped(benchmark::State &State) {
  int N = 27;
  for (auto _ : State) // expect: eliminated
    depth(N++);
}

// --- numbers

void constantMatrices(benchmark::State &State) {
  Matrix<3> A{{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}}, B = A;
  for (auto _ : State) // expect: outside-loop
    benchmark::DoNotOptimize(A * B);
}

void hiddenMatrices(benchmark::State &State) {
  Matrix<4> A{}, B{};
  for (auto _ : State) { // expect: survives
    benchmark::DoNotOptimize(A);
    benchmark::DoNotOptimize(B);
    auto C = A * B;
    benchmark::DoNotOptimize(C);
  }
}

void traceOfProduct(benchmark::State &State) {
  Matrix<4> A{}, B{};
  for (auto _ : State) { // expect: partial
    benchmark::DoNotOptimize(A);
    benchmark::DoNotOptimize(B);
    auto C = A * B;
    double Trace = C.At[0][0] + C.At[1][1] + C.At[2][2] + C.At[3][3];
    benchmark::DoNotOptimize(Trace);
  }
}

void transposeInPlace(benchmark::State &State) {
  Matrix<8> A{};
  for (auto _ : State) // expect: eliminated
    for (int I = 0; I < 8; ++I)
      for (int J = 0; J < I; ++J)
        std::swap(A.At[I][J], A.At[J][I]);
}

void sumWithoutClobber(benchmark::State &State) {
  std::vector<double> V = readings(1000);
  for (auto _ : State) // expect: survives
    benchmark::DoNotOptimize(std::accumulate(V.begin(), V.end(), 0.0));
}

void sineAndCosine(benchmark::State &State) {
  double X = 0.1;
  for (auto _ : State) { // expect: partial
    double Sine = std::sin(X), Cosine = std::cos(X);
    benchmark::DoNotOptimize(Sine);
    (void)Cosine;
    X += 0.1;
  }
}

void invariantDivision(benchmark::State &State) {
  long N = State.range(0), D = State.range(1);
  for (auto _ : State) { // expect: outside-loop
    long Quotient = N / D;
    benchmark::DoNotOptimize(Quotient);
  }
}

void powerDropped(benchmark::State &State) {
  double X = 1.5;
  for (auto _ : State) { // expect: survives
    std::pow(X, 3.7);
    X += 0.25;
  }
}

void floorDropped(benchmark::State &State) {
  double X = 1.5;
  for (auto _ : State) { // expect: eliminated
    std::floor(X);
    std::fabs(X);
    X += 0.25;
  }
}

void lastOfSeries(benchmark::State &State) {
  double Term = 1;
  for (auto _ : State) // expect: survives
    Term = Term * 0.5 + 1;
  note(Term);
}

void statsSumOnly(benchmark::State &State) {
  auto V = readings(100);
  double Sink = 0;
  for (auto _ : State) { // expect: partial
    benchmark::DoNotOptimize(V.data());
    benchmark::ClobberMemory();
    Stats S = statsOf(V);
    Sink += S.Sum;
  }
  note(Sink);
}

void collatzUntilBreak(benchmark::State &State) {
  unsigned N = 1;
  for (auto _ : State) { // expect: survives
    unsigned long X = N++;
    for (int Steps = 0; Steps < 50; ++Steps) {
      if (X == 1)
        break;
      X = X % 2 ? 3 * X + 1 : X / 2;
    }
    benchmark::DoNotOptimize(X);
  }
}

void bitsetCount(benchmark::State &State) {
  std::bitset<256> Bits(static_cast<unsigned long>(State.range(0)));
  for (auto _ : State) // expect: outside-loop
    benchmark::DoNotOptimize(Bits.count());
}

void twisterDropped(benchmark::State &State) {
  std::mt19937 Engine(5);
  for (auto _ : State) // expect: survives
    Engine();
}

void twisterUniform(benchmark::State &State) {
  std::minstd_rand Engine(5);
  std::uniform_int_distribution<int> Die(1, 6);
  for (auto _ : State) // expect: survives
    benchmark::DoNotOptimize(Die(Engine));
}

void iotaThenSum(benchmark::State &State) {
  for (auto _ : State) { // expect: outside-loop
    std::array<int, 10> A;
    std::iota(A.begin(), A.end(), 1);
    int Sum = std::accumulate(A.begin(), A.end(), 0);
    benchmark::DoNotOptimize(Sum);
  }
}

// --- memory

void storesToExternArray(benchmark::State &State) {
  for (auto _ : State) // expect: outside-loop
    for (int I = 0; I < 64; ++I)
      table[I] = I;
}

void storesToUnreadArray(benchmark::State &State) {
  for (auto _ : State) // expect: eliminated
    for (int I = 0; I < 64; ++I)
      Hidden[I] = I * I;
}

void localHeapSaxpy(benchmark::State &State) {
  std::vector<float> X(512, 1.5F), Y(512, 2.5F);
  for (auto _ : State) // expect: survives
    for (std::size_t I = 0; I < X.size(); ++I)
      Y[I] += 3 * X[I];
}

void observedSaxpy(benchmark::State &State) {
  std::vector<float> X(512, 1.5F), Y(512, 2.5F);
  // In fact it survives: the loop with observers is not vectorised as well, and looks dearer.
  for (auto _ : State) { // expect: partial
    for (std::size_t I = 0; I < X.size(); ++I)
      Y[I] += 3 * X[I];
    benchmark::ClobberMemory();
  }
  benchmark::DoNotOptimize(Y.data());
}

void atomicCounter(benchmark::State &State) {
  std::atomic<int> N{0};
  for (auto _ : State) // expect: survives
    N.fetch_add(1, std::memory_order_relaxed);
}

void fenceOnly(benchmark::State &State) {
  for (auto _ : State) // expect: outside-loop
    std::atomic_thread_fence(std::memory_order_seq_cst);
}

void volatileRead(benchmark::State &State) {
  volatile int Flag = 1;
  for (auto _ : State) // expect: survives
    (void)Flag;
}

void threadLocalCounter(benchmark::State &State) {
  for (auto _ : State) // expect: survives
    ++Ticks;
}

void placement(benchmark::State &State) {
  alignas(std::pair<int, double>) unsigned char Buffer[sizeof(std::pair<int, double>)];
  for (auto _ : State) // expect: eliminated
    new (Buffer) std::pair<int, double>(3, 4.5);
}

void newArrayObserved(benchmark::State &State) {
  for (auto _ : State) { // expect: outside-loop
    std::unique_ptr<int[]> P(new int[100]);
    P[7] = 3;
    int Value = P[7];
    benchmark::DoNotOptimize(Value);
  }
}

void oneElement(benchmark::State &State) {
  for (auto _ : State) { // expect: outside-loop
    int Squares[32];
    for (int I = 0; I < 32; ++I)
      Squares[I] = I * I;
    int Third = Squares[3];
    benchmark::DoNotOptimize(Third);
  }
}

void compareBuffers(benchmark::State &State) {
  char A[256], B[256];
  std::memset(A, 1, sizeof A);
  std::memset(B, 1, sizeof B);
  for (auto _ : State) // expect: eliminated
    std::memcmp(A, B, sizeof A);
}

// --- library

void findInArray(benchmark::State &State) {
  std::array<int, 6> A{4, 8, 15, 16, 23, 42};
  for (auto _ : State) // expect: survives
    benchmark::DoNotOptimize(std::find(A.begin(), A.end(), 16) - A.begin());
}

void sortTuples(benchmark::State &State) {
  std::vector<std::tuple<int, char>> V(50);
  for (auto _ : State) { // expect: survives
    auto Copy = V;
    std::sort(Copy.begin(), Copy.end());
  }
}

void hashLiteral(benchmark::State &State) {
  for (auto _ : State) // expect: outside-loop
    benchmark::DoNotOptimize(fnv("configuration.json"));
}

void hashMember(benchmark::State &State) {
  std::string Path = "/usr/share/configuration.json";
  benchmark::DoNotOptimize(Path.data());
  for (auto _ : State) { // expect: survives
    benchmark::ClobberMemory();
    benchmark::DoNotOptimize(fnv(Path));
  }
}

void numberToText(benchmark::State &State) {
  int N = 0;
  for (auto _ : State) // expect: survives
    std::to_string(N++);
}

void textToNumber(benchmark::State &State) {
  std::string Text = "12345";
  for (auto _ : State) // expect: survives
    std::stoi(Text);
}

void shortConcatenation(benchmark::State &State) {
  std::string A = "ab", B = "cd";
  for (auto _ : State) { // expect: survives
    std::string C = A + B;
    benchmark::DoNotOptimize(C);
  }
}

void viewSubstring(benchmark::State &State) {
  std::string_view Text = "key=value; other=thing";
  for (auto _ : State) { // expect: outside-loop
    auto Value = Text.substr(Text.find('=') + 1, 5);
    bool Same = Value == "value";
    benchmark::DoNotOptimize(Same);
  }
}

void mapLookUpDropped(benchmark::State &State) {
  std::unordered_map<int, int> Map{{1, 2}, {3, 4}};
  for (auto _ : State) { // expect: eliminated
    auto It = Map.find(3);
    (void)It;
  }
}

void mapLookUpObserved(benchmark::State &State) {
  std::unordered_map<int, int> Map{{1, 2}, {3, 4}};
  for (auto _ : State) // expect: survives
    benchmark::DoNotOptimize(Map.at(3));
}

void optionalChain(benchmark::State &State) {
  std::optional<int> O = static_cast<int>(State.range(0));
  for (auto _ : State) { // expect: eliminated
    int V = O ? *O + 1 : 0;
    V += O.value_or(7);
    (void)V;
  }
}

void functionObject(benchmark::State &State) {
  std::function<int(int)> Square = [](int X) { return X * X; };
  for (auto _ : State) // expect: survives
    Square(4);
}

void multisetInsert(benchmark::State &State) {
  for (auto _ : State) { // expect: survives
    std::multiset<int> Set{3, 1, 2};
    benchmark::DoNotOptimize(Set);
  }
}

// --- control flow

void leavesEarly(benchmark::State &State) {
  unsigned N = 0;
  for (auto _ : State) { // expect: survives
    N = N * 1664525 + 1013904223;
    if (N == 12345) {
      State.SkipWithError("unlucky");
      break;
    }
  }
}

void stateMachine(benchmark::State &State) {
  int Mode = 0;
  for (auto _ : State) { // expect: survives
    switch (Mode) {
    case 0:
      Mode = 2;
      break;
    case 1:
      Mode = 0;
      break;
    default:
      Mode = 1;
    }
  }
  benchmark::DoNotOptimize(Mode);
}

void sinkInInnerLoop(benchmark::State &State) {
  for (auto _ : State) // expect: outside-loop
    for (int I = 0; I < 4; ++I)
      benchmark::DoNotOptimize(fnv(std::string_view("abcd", I)));
}

void keptByCondition(benchmark::State &State) {
  auto V = readings(64);
  for (auto _ : State) { // expect: survives
    double Least = *std::min_element(V.begin(), V.end());
    if (Least < 0)
      State.SkipWithError("negative");
  }
}

void twoSinksOneDead(benchmark::State &State) {
  std::string Text = "some words, and more words, and even more of them";
  for (auto _ : State) { // expect: partial
    benchmark::DoNotOptimize(Text.data());
    benchmark::ClobberMemory();
    auto Words = std::count(Text.begin(), Text.end(), ' ');
    auto Hash = fnv(Text);
    auto Commas = std::count(Text.begin(), Text.end(), ',');
    benchmark::DoNotOptimize(Words);
    benchmark::DoNotOptimize(Commas);
    (void)Hash;
  }
}

} // namespace

BENCHMARK(virtualUnknown);
BENCHMARK(virtualKnown);
BENCHMARK(virtualKnownObserved);
BENCHMARK(staticPolymorphism);
BENCHMARK(foldExpression);
BENCHMARK(pureDropped);
BENCHMARK(constObserved);
BENCHMARK(pureObserved);
BENCHMARK(noexceptDropped);
BENCHMARK(pointerToMember);
BENCHMARK(throwAndCatch);
BENCHMARK(recursionDropped);
BENCHMARK(constantMatrices);
BENCHMARK(hiddenMatrices);
BENCHMARK(traceOfProduct);
BENCHMARK(transposeInPlace);
BENCHMARK(sumWithoutClobber);
BENCHMARK(sineAndCosine);
BENCHMARK(invariantDivision);
BENCHMARK(powerDropped);
BENCHMARK(floorDropped);
BENCHMARK(lastOfSeries);
BENCHMARK(statsSumOnly);
BENCHMARK(collatzUntilBreak);
BENCHMARK(bitsetCount);
BENCHMARK(twisterDropped);
BENCHMARK(twisterUniform);
BENCHMARK(iotaThenSum);
BENCHMARK(storesToExternArray);
BENCHMARK(storesToUnreadArray);
BENCHMARK(localHeapSaxpy);
BENCHMARK(observedSaxpy);
BENCHMARK(atomicCounter);
BENCHMARK(fenceOnly);
BENCHMARK(volatileRead);
BENCHMARK(threadLocalCounter);
BENCHMARK(placement);
BENCHMARK(newArrayObserved);
BENCHMARK(oneElement);
BENCHMARK(compareBuffers);
BENCHMARK(findInArray);
BENCHMARK(sortTuples);
BENCHMARK(hashLiteral);
BENCHMARK(hashMember);
BENCHMARK(numberToText);
BENCHMARK(textToNumber);
BENCHMARK(shortConcatenation);
BENCHMARK(viewSubstring);
BENCHMARK(mapLookUpDropped);
BENCHMARK(mapLookUpObserved);
BENCHMARK(optionalChain);
BENCHMARK(functionObject);
BENCHMARK(multisetInsert);
BENCHMARK(leavesEarly);
BENCHMARK(stateMachine);
BENCHMARK(sinkInInnerLoop);
BENCHMARK(keptByCondition);
BENCHMARK(twoSinksOneDead);

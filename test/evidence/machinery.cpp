// RUN: %confirm_test %s -- -O2 -std=c++20 -w
// Calls, exceptions, atomics, assembly, raw memory and control flow. The verdicts were read from
// `clang++-19 -O2 -S`.
#include <benchmark/benchmark.h>

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <utility>
#include <vector>

struct Filter {
  virtual ~Filter() = default;
  virtual int apply(int X) const { return X; }
};
extern std::unique_ptr<Filter> makeFilter(int);
extern int readInt();
extern bool accepts(int);
extern std::FILE *Log;
extern const int *SharedInput;

namespace {

int Total;
thread_local unsigned Calls;
std::atomic<bool> Stopped;

struct Doubling final : Filter {
  int apply(int X) const override { return 2 * X + 1; }
};

[[gnu::noinline]] int slowSquare(int X) {
  return X * X + 3;
}
[[gnu::noinline]] void addToTotal(int X) {
  Total += X;
}
[[gnu::noinline]] int checkedHalf(int X) {
  if (X & 1)
    throw std::invalid_argument("odd");
  return X / 2;
}
inline int parity(int X) {
  if (X == -1)
    throw std::out_of_range("minus one");
  return X & 1;
}

enum class Op : unsigned char { Push, Add, Mul, Dup, Halt };
int interpret(const Op *Code) {
  int Stack[16], Top = 0;
  for (;; ++Code)
    switch (*Code) {
    case Op::Push:
      Stack[Top++] = 3;
      break;
    case Op::Add:
      --Top;
      Stack[Top - 1] += Stack[Top];
      break;
    case Op::Mul:
      --Top;
      Stack[Top - 1] *= Stack[Top];
      break;
    case Op::Dup:
      Stack[Top] = Stack[Top - 1];
      ++Top;
      break;
    case Op::Halt:
      return Stack[0];
    }
}
constexpr Op Program[] = {Op::Push, Op::Dup, Op::Mul, Op::Push, Op::Add, Op::Halt};

struct Matrix {
  double Cells[8][8];
};
struct Quad {
  long A, B, C, D;
};
Quad expensiveQuad(long N) {
  long A = N, B = N * 3, C = N ^ 99, D = 0;
  for (int I = 0; I < 20; ++I)
    D = D * 31 + (D >> 7) + N;
  return {A, B, C, D};
}

void virtualCalls(benchmark::State &State) {
  auto F = makeFilter(3);
  int N = 0;
  for (auto _ : State) // expect: survives
    F->apply(N++);
}

void devirtualized(benchmark::State &State) {
  Doubling D;
  const Filter &F = D;
  int N = 0;
  for (auto _ : State) // expect: survives
    F.apply(N++);
}

void wrappedLambda(benchmark::State &State) {
  int Bias = readInt();
  std::function<int(int)> F = [Bias](int X) { return X + Bias; };
  int N = 0;
  for (auto _ : State) // expect: survives
    F(N++);
}

void noinlinePure(benchmark::State &State) {
  int N = 0;
  for (auto _ : State) // expect: eliminated
    slowSquare(N++);
}

void noinlinePureInvariant(benchmark::State &State) {
  int N = readInt();
  for (auto _ : State) { // expect: outside-loop
    int Square = slowSquare(N);
    benchmark::DoNotOptimize(Square);
  }
}

void writesGlobal(benchmark::State &State) {
  for (auto _ : State) // expect: survives
    addToTotal(2);
}

void accumulatesGlobal(benchmark::State &State) {
  int N = 0;
  for (auto _ : State) // expect: survives
    Total += N++ & 7;
}

void throwsAndCatches(benchmark::State &State) {
  int Caught = 0;
  for (auto _ : State) { // expect: survives
    try {
      throw std::runtime_error("x");
    } catch (const std::exception &) {
      ++Caught;
    }
  }
}

void mayThrow(benchmark::State &State) {
  int N = 0;
  for (auto _ : State) { // expect: survives
    checkedHalf(N);
    N += 2;
  }
}

void inlineMayThrow(benchmark::State &State) {
  unsigned N = 0;
  for (auto _ : State) // expect: eliminated
    parity(N++ & 255);
}

void relaxedCounter(benchmark::State &State) {
  std::atomic<long> Counter{0};
  for (auto _ : State) // expect: survives
    Counter.fetch_add(1, std::memory_order_relaxed);
}

void pollsFlag(benchmark::State &State) {
  for (auto _ : State) // expect: eliminated
    Stopped.load(std::memory_order_acquire);
}

void readsVolatile(benchmark::State &State) {
  volatile int Port = 3;
  for (auto _ : State) // expect: survives
    Port;
}

void threadLocalCounter(benchmark::State &State) {
  for (auto _ : State) // expect: survives
    ++Calls;
}

void copiesLocally(benchmark::State &State) {
  char From[64], To[64];
  std::memset(From, 7, sizeof From);
  for (auto _ : State) // expect: eliminated
    std::memcpy(To, From, sizeof To);
}

void copiesOnHeap(benchmark::State &State) {
  const std::size_t N = State.range(0);
  auto From = std::make_unique<char[]>(N), To = std::make_unique<char[]>(N);
  for (auto _ : State) // expect: eliminated
    std::memcpy(To.get(), From.get(), N);
}

void copiesOnHeapObserved(benchmark::State &State) {
  const std::size_t N = State.range(0);
  auto From = std::make_unique<char[]>(N), To = std::make_unique<char[]>(N);
  for (auto _ : State) { // expect: survives
    std::memcpy(To.get(), From.get(), N);
    benchmark::DoNotOptimize(To.get());
  }
}

void copiesOnHeapClobbered(benchmark::State &State) {
  const std::size_t N = State.range(0);
  auto From = std::make_unique<char[]>(N), To = std::make_unique<char[]>(N);
  for (auto _ : State) { // expect: survives
    std::memcpy(To.get(), From.get(), N);
    benchmark::DoNotOptimize(To.get());
    benchmark::ClobberMemory();
  }
}

void mallocCleared(benchmark::State &State) {
  for (auto _ : State) { // expect: eliminated
    void *P = std::malloc(4096);
    std::memset(P, 0, 4096);
    std::free(P);
  }
}

void mallocChecked(benchmark::State &State) {
  for (auto _ : State) { // expect: eliminated
    char *P = static_cast<char *>(std::calloc(1, 256));
    if (!P)
      std::abort();
    P[3] = 1;
    std::free(P);
  }
}

void asmPlain(benchmark::State &State) {
  unsigned N = 1;
  for (auto _ : State) { // expect: eliminated
    unsigned Shifted;
    asm("addl $3, %0" : "=r"(Shifted) : "0"(N));
    ++N;
  }
}

void asmVolatile(benchmark::State &State) {
  unsigned N = 1;
  for (auto _ : State) { // expect: survives
    unsigned Shifted;
    asm volatile("addl $3, %0" : "=r"(Shifted) : "0"(N));
    ++N;
  }
}

void asmPlainObserved(benchmark::State &State) {
  unsigned N = readInt();
  for (auto _ : State) { // expect: outside-loop
    unsigned Shifted;
    asm("addl $3, %0" : "=r"(Shifted) : "0"(N));
    benchmark::DoNotOptimize(Shifted);
  }
}

void interpreterDropped(benchmark::State &State) {
  for (auto _ : State) // expect: survives
    interpret(Program);
}

void interpreterObserved(benchmark::State &State) {
  for (auto _ : State) // expect: survives
    benchmark::DoNotOptimize(interpret(Program));
}

void locks(benchmark::State &State) {
  std::mutex M;
  for (auto _ : State) // expect: survives
    std::lock_guard<std::mutex> Lock(M);
}

void writesLog(benchmark::State &State) {
  for (auto _ : State) // expect: survives
    std::fputs("line\n", Log);
}

void searchDropped(benchmark::State &State) {
  std::vector<int> V(300);
  for (int &X : V)
    X = readInt();
  for (auto _ : State) { // expect: eliminated
    bool Found = false;
    for (int X : V)
      if (X == 42) {
        Found = true;
        break;
      }
    (void)Found;
  }
}

void searchObserved(benchmark::State &State) {
  std::vector<int> V(300);
  for (int &X : V)
    X = readInt();
  for (auto _ : State) { // expect: survives
    bool Found = false;
    for (int X : V)
      if (X == 42) {
        Found = true;
        break;
      }
    benchmark::DoNotOptimize(Found);
  }
}

void stopsEarly(benchmark::State &State) {
  int N = 0, Sum = 0;
  for (auto _ : State) { // expect: survives
    if (!accepts(N)) {
      State.SkipWithError("refused");
      break;
    }
    Sum += N++ * 3;
  }
}

void fillsMatrix(benchmark::State &State) {
  Matrix M;
  for (auto _ : State) { // expect: outside-loop
    for (auto &Row : M.Cells)
      for (double &Cell : Row)
        Cell = 1.0;
  }
  benchmark::DoNotOptimize(M);
}

void fillsMatrixByIteration(benchmark::State &State) {
  Matrix M;
  int N = 0;
  for (auto _ : State) { // expect: survives
    for (int I = 0; I < 8; ++I)
      for (int J = 0; J < 8; ++J)
        M.Cells[I][J] = N * I + J;
    ++N;
    benchmark::DoNotOptimize(M);
  }
}

void oneOfFour(benchmark::State &State) {
  long N = readInt();
  for (auto _ : State) { // expect: survives
    Quad Q = expensiveQuad(N++);
    long B = Q.B;
    benchmark::DoNotOptimize(B);
  }
}

void allOfFour(benchmark::State &State) {
  long N = readInt();
  for (auto _ : State) { // expect: survives
    Quad Q = expensiveQuad(N++);
    benchmark::DoNotOptimize(Q);
  }
}

void swaps(benchmark::State &State) {
  int A = readInt(), B = readInt();
  for (auto _ : State) // expect: eliminated
    std::swap(A, B);
}

void castsDown(benchmark::State &State) {
  auto F = makeFilter(1);
  for (auto _ : State) { // expect: survives
    auto *D = dynamic_cast<Doubling *>(F.get());
    benchmark::DoNotOptimize(D);
  }
}

void castsDownDropped(benchmark::State &State) {
  auto F = makeFilter(1);
  for (auto _ : State) { // expect: eliminated
    const auto *D = dynamic_cast<const Doubling *>(F.get());
    (void)D;
  }
}

void shortCircuit(benchmark::State &State) {
  int N = 0;
  bool All = true;
  for (auto _ : State) // expect: survives
    All = accepts(N++) && All;
}

void loadsInvariant(benchmark::State &State) {
  const int *P = SharedInput;
  long Sum = 0;
  // In fact partial, the product is hoisted; the estimates do not tell so little work apart.
  for (auto _ : State) // expect: survives
    Sum += *P * 3;
  benchmark::DoNotOptimize(Sum);
}

void loadsInvariantXor(benchmark::State &State) {
  const int *P = SharedInput;
  unsigned Mixed = 1;
  for (auto _ : State) // expect: survives
    Mixed = (Mixed ^ *P) * 16777619U;
  benchmark::DoNotOptimize(Mixed);
}

void lazyTable(benchmark::State &State) {
  for (auto _ : State) { // expect: survives
    static const std::vector<int> Table(64, 5);
    benchmark::DoNotOptimize(Table[7]);
  }
}

} // namespace

BENCHMARK(virtualCalls);
BENCHMARK(devirtualized);
BENCHMARK(wrappedLambda);
BENCHMARK(noinlinePure);
BENCHMARK(noinlinePureInvariant);
BENCHMARK(writesGlobal);
BENCHMARK(accumulatesGlobal);
BENCHMARK(throwsAndCatches);
BENCHMARK(mayThrow);
BENCHMARK(inlineMayThrow);
BENCHMARK(relaxedCounter);
BENCHMARK(pollsFlag);
BENCHMARK(readsVolatile);
BENCHMARK(threadLocalCounter);
BENCHMARK(copiesLocally);
BENCHMARK(copiesOnHeap)->Arg(256);
BENCHMARK(copiesOnHeapObserved)->Arg(256);
BENCHMARK(copiesOnHeapClobbered)->Arg(256);
BENCHMARK(mallocCleared);
BENCHMARK(mallocChecked);
BENCHMARK(asmPlain);
BENCHMARK(asmVolatile);
BENCHMARK(asmPlainObserved);
BENCHMARK(interpreterDropped);
BENCHMARK(interpreterObserved);
BENCHMARK(locks);
BENCHMARK(writesLog);
BENCHMARK(searchDropped);
BENCHMARK(searchObserved);
BENCHMARK(stopsEarly);
BENCHMARK(fillsMatrix);
BENCHMARK(fillsMatrixByIteration);
BENCHMARK(oneOfFour);
BENCHMARK(allOfFour);
BENCHMARK(swaps);
BENCHMARK(castsDown);
BENCHMARK(castsDownDropped);
BENCHMARK(shortCircuit);
BENCHMARK(loadsInvariant);
BENCHMARK(loadsInvariantXor);
BENCHMARK(lazyTable);

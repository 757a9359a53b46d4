// RUN: %check_fastidious benchmark-unused-result %s --std c++17,c++20
#include <algorithm>
#include <atomic>
#include <benchmark/benchmark.h>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <numeric>
#include <string>
#include <vector>

extern int opaque(int);
extern void take(const char *);
[[gnu::pure]] extern int declaredPure(int);
int global;

static unsigned mix(unsigned x) {
  x ^= x >> 16;
  x *= 0x7feb352du;
  return x ^ (x >> 15);
}
static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
static int asserted(int x) { return x > 0 ? mix(unsigned(x)) & 7 : 0; }
static void fill(std::vector<int> &v, int x) {
  for (int &e : v)
    e = x++;
}
static int counting(int x) {
  ++global;
  return x + 1;
}
static int logging(int x) {
  std::printf("%d\n", x);
  return x;
}
static int throwing(int x) {
  if (x < 0)
    throw x;
  return x * 3;
}
static int callsOpaque(int x) { return opaque(x) + 1; }
static void sinks(unsigned x) { benchmark::DoNotOptimize(mix(x)); }

struct Shape {
  virtual int area() const = 0;
  virtual ~Shape() = default;
};
Shape *makeShape();

// Results that are dropped.

static void dropped(benchmark::State &state) {
  unsigned n = 0;
  for (auto _ : state)
    mix(n++);
  //^ warning: the result of 'mix(n++)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: benchmark::DoNotOptimize(mix(n++));
}
static void keepRunning(benchmark::State &state) {
  unsigned n = 0;
  while (state.KeepRunning()) {
    mix(n++);
  //^ warning: the result of 'mix(n++)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: benchmark::DoNotOptimize(mix(n++));
  }
}
static void batches(benchmark::State &state) {
  unsigned n = 0;
  while (state.KeepRunningBatch(10)) {
    for (int i = 0; i < 10; ++i)
      mix(n++);
    //^ warning: the result of 'mix(n++)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
    //^ note: pass the value to 'benchmark::DoNotOptimize'
      // fix-notes: benchmark::DoNotOptimize(mix(n++));
  }
}
static void voidCast(benchmark::State &state) {
  for ([[maybe_unused]] auto _ : state) {
    (void)fib(20);
    //    ^ warning: the result of 'fib(20)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
    //    ^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: benchmark::DoNotOptimize(fib(20));
  }
}
static void unreadLocal(benchmark::State &state) {
  unsigned n = 0;
  for (auto _ : state) {
    auto r = mix(n++);
    //       ^ warning: the result of 'mix(n++)' is lost, since nothing reads 'r': the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
    //       ^ note: pass 'r' to 'benchmark::DoNotOptimize'
    (void)r;
    // fix-notes: benchmark::DoNotOptimize(r);
    // fix-notes: (void)r;
  }
}
static void maybeUnused(benchmark::State &state) {
  int n = int(state.range(0));
  for (auto _ : state) {
    [[maybe_unused]] const int r = asserted(n);
    //                             ^ warning: the result of 'asserted(n)' is lost, since nothing reads 'r': the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
    //                             ^ note: pass 'r' to 'benchmark::DoNotOptimize'
  }
  // fix-notes: benchmark::DoNotOptimize(r);
  // fix-notes: }
}
static void chained(benchmark::State &state) {
  unsigned n = 0;
  for (auto _ : state) {
    unsigned a = mix(n++);
    unsigned b = mix(a);
    mix(b);
  //^ warning: the result of 'mix(b)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: benchmark::DoNotOptimize(mix(b));
  }
}
static void accumulated(benchmark::State &state) {
  unsigned sum = 0;
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    for (unsigned i = 0; i < 100; ++i)
    // fix-notes: for (unsigned i = 0; i < 100; ++i)
      sum += mix(i);
    //^ warning: the result of 'sum += mix(i)' is lost, since nothing reads 'sum': the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
    //^ note: pass 'sum' to 'benchmark::DoNotOptimize'
}
// fix-notes: benchmark::DoNotOptimize(sum);
// fix-notes: }
// fix-notes: }
static void plainSum(benchmark::State &state) {
  std::vector<int> v(1000, 3);
  for (auto _ : state) {
    long sum = 0;
    for (int x : v)
      sum += x;
    //^ warning: the result of 'sum += x' is lost, since nothing reads 'sum': the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
    //^ note: pass 'sum' to 'benchmark::DoNotOptimize'
  }
  // fix-notes: benchmark::DoNotOptimize(sum);
  // fix-notes: }
}
static void errorNumber(benchmark::State &state) {
  double x = 1;
  for (auto _ : state) {
    std::sqrt(x);
  //^ warning: the result of 'std::sqrt(x)' is unused: the compiler may remove all but the test for errors, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: benchmark::DoNotOptimize(std::sqrt(x));
    x += 1;
  }
}
static void pureAttribute(benchmark::State &state) {
  int n = 0;
  for (auto _ : state)
    declaredPure(n++);
  //^ warning: the result of 'declaredPure(n++)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: benchmark::DoNotOptimize(declaredPure(n++));
}
static void algorithm(benchmark::State &state) {
  std::vector<int> v(1000, 1);
  for (auto _ : state)
    std::accumulate(v.begin(), v.end(), 0);
  //^ warning: the result of 'std::accumulate(v.begin(), v.end(), 0)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: benchmark::DoNotOptimize(std::accumulate(v.begin(), v.end(), 0));
}
static void lookup(benchmark::State &state) {
  std::map<int, int> m{{1, 2}, {3, 4}};
  for (auto _ : state) {
    auto it = m.find(3);
    //        ^ warning: the result of 'm.find(3)' is lost, since nothing reads 'it': the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
    //        ^ note: pass 'it' to 'benchmark::DoNotOptimize'
    (void)it;
    // fix-notes: benchmark::DoNotOptimize(it);
    // fix-notes: (void)it;
  }
}
static void besideOpaque(benchmark::State &state) {
  unsigned n = 0;
  for (auto _ : state) {
    mix(n);
  //^ warning: the result of 'mix(n)' is unused: the compiler may remove the work, and the time of the rest of the body is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: benchmark::DoNotOptimize(mix(n));
    opaque(int(n++));
  }
}
static void inputSunkOnly(benchmark::State &state) {
  unsigned n = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(n);
    mix(n);
  //^ warning: the result of 'mix(n)' is unused: the compiler may remove the work, and the time of the rest of the body is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: benchmark::DoNotOptimize(mix(n));
  }
}
static void clobberOnly(benchmark::State &state) {
  unsigned n = 0;
  for (auto _ : state) {
    mix(n++);
  //^ warning: the result of 'mix(n++)' is unused: the compiler may remove the work, and the time of the rest of the body is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: benchmark::DoNotOptimize(mix(n++));
    benchmark::ClobberMemory();
  }
}
static void lastValueOnly(benchmark::State &state) {
  int r = 0;
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    r = fib(20);
  //^ warning: only the last value of 'r' is used: the compiler may compute it once after the loop, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass 'r' to 'benchmark::DoNotOptimize'
    // fix-notes: r = fib(20);
  std::printf("%d\n", r);
  // fix-notes: benchmark::DoNotOptimize(r);
  // fix-notes: }
  // fix-notes: std::printf("%d\n", r);
}
static bool isPrime(unsigned n) {
  for (unsigned d = 2; d * d <= n; ++d)
    if (n % d == 0)
      return false;
  return n > 1;
}
static void condition(benchmark::State &state) {
  unsigned n = 0, primes = 0;
  for (auto _ : state) {
    if (isPrime(n++))
    //  ^ warning: the result of 'isPrime(n++)' is lost, since nothing reads 'primes': the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
    //  ^ note: pass 'primes' to 'benchmark::DoNotOptimize'
      ++primes;
  }
  // fix-notes: benchmark::DoNotOptimize(primes);
  // fix-notes: }
}
static void conditionAlone(benchmark::State &state) {
  unsigned n = 0;
  for (auto _ : state)
    if (n < 100 && !isPrime(n++)) {
    //              ^ warning: the result of 'isPrime(n++)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
    }
}
static void xorshift(benchmark::State &state) {
  unsigned x = 1;
  for (auto _ : state) {
    x ^= x << 13;
    x ^= x >> 17;
  //^ warning: the result of 'x ^= x >> 17' is lost, since nothing reads 'x': the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass 'x' to 'benchmark::DoNotOptimize'
  }
  // fix-notes: benchmark::DoNotOptimize(x);
  // fix-notes: }
}
static void growth(benchmark::State &state) {
  double x = 1;
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    x *= 1.0000001;
  //^ warning: the result of 'x *= 1.0000001' is lost, since nothing reads 'x': the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass 'x' to 'benchmark::DoNotOptimize'
    // fix-notes: x *= 1.0000001;
}
// fix-notes: benchmark::DoNotOptimize(x);
// fix-notes: }
// fix-notes: }

// Objects and buffers that nobody reads.

static void vectorBuilt(benchmark::State &state) {
  for (auto _ : state) {
    std::vector<int> v;
    for (int i = 0; i < 10; ++i)
      v.push_back(i);
    //^ warning: the result of 'v.push_back(i)' is lost, since nothing reads 'v': the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
    //^ note: pass 'v' to 'benchmark::DoNotOptimize'
  }
  // fix-notes: benchmark::DoNotOptimize(v);
  // fix-notes: }
}
static void vectorConstructed(benchmark::State &state) {
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    std::vector<int> v(100);
    //               ^ warning: nothing reads 'v': the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
    //               ^ note: pass 'v' to 'benchmark::DoNotOptimize'
    // fix-notes: std::vector<int> v(100);
}
// fix-notes: benchmark::DoNotOptimize(v);
// fix-notes: }
// fix-notes: }
static void stringCopied(benchmark::State &state) {
  std::string s = "hello";
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    std::string copy(s);
    //          ^ warning: nothing reads 'copy': the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
    //          ^ note: pass 'copy' to 'benchmark::DoNotOptimize'
    // fix-notes: std::string copy(s);
}
// fix-notes: benchmark::DoNotOptimize(copy);
// fix-notes: }
// fix-notes: }
static void concatenated(benchmark::State &state) {
  std::string a = "hello", b = "world";
  for (auto _ : state) {
    auto c = a + b;
    //       ^ warning: the result of 'a + b' is lost, since nothing reads 'c': the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
    //       ^ note: pass 'c' to 'benchmark::DoNotOptimize'
  }
  // fix-notes: benchmark::DoNotOptimize(c);
  // fix-notes: }
}
static void sorted(benchmark::State &state) {
  std::vector<int> v(100);
  std::iota(v.begin(), v.end(), 0);
  for (auto _ : state) {
    auto c = v;
    std::sort(c.begin(), c.end());
  //^ warning: the result of 'std::sort(c.begin(), c.end())' is lost, since nothing reads 'c': the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass 'c' to 'benchmark::DoNotOptimize'
  }
  // fix-notes: benchmark::DoNotOptimize(c);
  // fix-notes: }
}
static void sortedInPlace(benchmark::State &state) {
  std::vector<int> v(100);
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    std::sort(v.begin(), v.end());
  //^ warning: the result of 'std::sort(v.begin(), v.end())' is lost, since nothing reads 'v': the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass 'v' to 'benchmark::DoNotOptimize'
    // fix-notes: std::sort(v.begin(), v.end());
  state.SetItemsProcessed(int64_t(state.iterations()) * int64_t(v.size()));
  // fix-notes: benchmark::DoNotOptimize(v);
  // fix-notes: }
  // fix-notes: state.SetItemsProcessed(int64_t(state.iterations()) * int64_t(v.size()));
}
static void copied(benchmark::State &state) {
  char from[256] = {}, to[256];
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    std::memcpy(to, from, sizeof to);
  //^ warning: the result of 'std::memcpy(to, from, sizeof to)' is lost, since nothing reads 'to': the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass 'to' to 'benchmark::DoNotOptimize'
    // fix-notes: std::memcpy(to, from, sizeof to);
}
// fix-notes: benchmark::DoNotOptimize(to);
// fix-notes: }
// fix-notes: }
static void filled(benchmark::State &state) {
  std::vector<int> v(100);
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    fill(v, 3);
  //^ warning: the result of 'fill(v, 3)' is lost, since nothing reads 'v': the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass 'v' to 'benchmark::DoNotOptimize'
    // fix-notes: fill(v, 3);
}
// fix-notes: benchmark::DoNotOptimize(v);
// fix-notes: }
// fix-notes: }
static void matrix(benchmark::State &state) {
  double a[4][4] = {}, b[4][4] = {}, c[4][4];
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    for (int i = 0; i < 4; ++i)
    // fix-notes: for (int i = 0; i < 4; ++i)
      for (int j = 0; j < 4; ++j)
        c[i][j] = a[i][j] * b[j][i];
      //^ warning: the result of 'c[i][j] = a[i][j] * b[j][i]' is lost, since nothing reads 'c': the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
      //^ note: pass 'c' to 'benchmark::DoNotOptimize'
}
// fix-notes: benchmark::DoNotOptimize(c);
// fix-notes: }
// fix-notes: }

// Templates, fixtures, lambdas.

template <class Container> static void generic(benchmark::State &state) {
  for (auto _ : state) {
    Container c;
    for (int i = 0; i < 10; ++i)
      c.push_back(i);
    //^ warning: the result of 'c.push_back(i)' is lost, since nothing reads 'c': the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
    //^ note: pass 'c' to 'benchmark::DoNotOptimize'
  }
  // fix-notes: benchmark::DoNotOptimize(c);
  // fix-notes: }
}
BENCHMARK_TEMPLATE(generic, std::vector<int>);
BENCHMARK_TEMPLATE(generic, std::vector<long>);

class Fixture : public benchmark::Fixture {
public:
  unsigned seed = 1;
  unsigned out = 0;
};
BENCHMARK_F(Fixture, Drops)(benchmark::State &state) {
  for (auto _ : state)
    mix(seed);
  //^ warning: the result of 'mix(seed)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: benchmark::DoNotOptimize(mix(seed));
}
BENCHMARK_DEFINE_F(Fixture, Keeps)(benchmark::State &state) {
  for (auto _ : state)
    out = mix(seed);
}
static auto *registered =
    benchmark::RegisterBenchmark("lambda", [](benchmark::State &state) {
      unsigned n = 0;
      for (auto _ : state)
        mix(n++);
      //^ warning: the result of 'mix(n++)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
      //^ note: pass the value to 'benchmark::DoNotOptimize'
        // fix-notes: benchmark::DoNotOptimize(mix(n++));
    });
void registers() {
  benchmark::RegisterBenchmark("lambda", [](benchmark::State &state) {
    for (auto _ : state)
      fib(10);
    //^ warning: the result of 'fib(10)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
    //^ note: pass the value to 'benchmark::DoNotOptimize'
      // fix-notes: benchmark::DoNotOptimize(fib(10));
  });
}

// What is left alone.

static void kept(benchmark::State &state) {
  unsigned n = 0, sum = 0, copy = 0;
  std::vector<unsigned> v(10);
  for (auto _ : state) {
    benchmark::DoNotOptimize(mix(n++));
    auto r = mix(n);
    benchmark::DoNotOptimize(r);
    sum += mix(n);
    v[n % 10] = mix(n);
    sinks(n);
  }
  copy = sum;
  benchmark::DoNotOptimize(copy);
  benchmark::DoNotOptimize(v);
}
static void opaqueCalls(benchmark::State &state) {
  int n = 0;
  char buffer[32];
  Shape *shape = makeShape();
  int (*pointer)(int) = opaque;
  for (auto _ : state) {
    opaque(n++);
    callsOpaque(n);
    shape->area();
    pointer(n);
    std::snprintf(buffer, sizeof buffer, "%d", n);
    take(buffer);
  }
}
static void effects(benchmark::State &state) {
  std::mutex m;
  std::atomic<int> a{0};
  volatile int v = 1;
  for (auto _ : state) {
    std::lock_guard<std::mutex> lock(m);
    a.fetch_add(1);
    int r = v;
    (void)r;
    counting(3);
    logging(4);
    throwing(5);
    asm volatile("nop");
    global = int(mix(3));
  }
}
static void reported(benchmark::State &state) {
  unsigned n = 0, sum = 0, label = 0;
  for (auto _ : state) {
    sum += mix(n++);
    label ^= mix(n);
  }
  state.counters["sum"] = sum;
  state.SetLabel(std::to_string(label));
}
static void compared(benchmark::State &state) {
  int expected = fib(10);
  for (auto _ : state) {
    int r = fib(10);
    if (r != expected)
      return;
  }
}
static void skipped(benchmark::State &state) {
  state.SkipWithError("no");
  for (auto _ : state)
    fib(10);
}
static void manualTime(benchmark::State &state) {
  for (auto _ : state) {
    fib(10);
    state.SetIterationTime(0.1);
  }
}
static void decides(benchmark::State &state) {
  unsigned n = 0, primes = 0, last = 0, unread = 0;
  for (auto _ : state) {
    if (isPrime(n++))
      ++primes;
    if (isPrime(n))
      benchmark::ClobberMemory();
    if (isPrime(n + 1))
      last = n;
    if (n < 100)
      ++unread;
    if (isPrime(n + 2))
      break;
  }
  state.counters["primes"] = primes;
  state.counters["last"] = last;
}
static void empty(benchmark::State &state) {
  int count = 0;
  for (auto _ : state) {
  }
  for (auto _ : state) {
    ++count;
    benchmark::DoNotOptimize(isPrime(7u + unsigned(state.range(0))));
  }
}
static void counted(benchmark::State &state) {
  int count = 0;
  for (auto _ : state)
    ++count;
  //^ warning: the result of '++count' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: benchmark::DoNotOptimize(++count);
}
static void paused(benchmark::State &state) {
  std::vector<int> v;
  for (auto _ : state) {
    state.PauseTiming();
    v.assign(100, 3);
    state.ResumeTiming();
    std::sort(v.begin(), v.end());
    benchmark::DoNotOptimize(v.data());
    benchmark::ClobberMemory();
  }
}
static void throughPointer(benchmark::State &state, int *out) {
  int n = 0;
  for (auto _ : state)
    *out = fib(n++);
}
// To give memory back is no result.
static void deleted(benchmark::State &state) {
  unsigned n = 0;
  for (auto _ : state) {
    int *p = new int(static_cast<int>(mix(n++)));
    benchmark::DoNotOptimize(*p);
    delete p;
  }
  for (auto _ : state) {
    void *p = std::malloc(mix(n++) & 255);
    benchmark::DoNotOptimize(p);
    std::free(p);
  }
}

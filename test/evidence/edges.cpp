// RUN: %confirm_test %s -- -O2 -std=c++20 -w -I%root/test/frameworks
// What is easily mistaken: halves, hoisted parts, values that nobody reads. The verdicts were read
// from `clang++-19 -O2 -S` before anybody asked the program.
#include <algorithm>
#include <array>
#include <atomic>
#include <benchmark/benchmark.h>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <memory>
#include <numeric>
#include <string>
#include <string_view>
#include <variant>
#include <vector>
using benchmark::ClobberMemory;
using benchmark::DoNotOptimize;
using Clock = std::chrono::steady_clock;

extern int next_job(int);
extern const int *job_table();
extern void emit(std::uint64_t);
extern std::variant<int, double> next_value();
std::uint64_t g_counter;
std::uint32_t g_ring[64];

static std::uint32_t mix(std::uint32_t h) {
  h ^= h >> 15;
  h *= 0x2c1b3c6du;
  h ^= h >> 12;
  h *= 0x297a2d39u;
  return h ^ (h >> 15);
}
__attribute__((noinline)) static int digits(int n) {
  int c = 1;
  while (n >= 10) {
    n /= 10;
    ++c;
  }
  return c;
}
static int ack(int m, int n) {
  return m == 0 ? n + 1 : n == 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1));
}
struct Token {
  int kind, begin, end;
  std::uint32_t hash;
};
static Token scan(const char *p, int from) {
  Token t{0, from, from, 2166136261u};
  while ((p[t.end] | 32) >= 'a' && (p[t.end] | 32) <= 'z') {
    t.hash = (t.hash ^ (unsigned char)p[t.end]) * 16777619u;
    ++t.end;
  }
  t.kind = t.end > from;
  return t;
}
struct Shape {
  virtual double area() const = 0;
  virtual ~Shape() = default;
};
struct Square final : Shape {
  double side = 2;
  double area() const override { return side * side; }
};

static void ring_store_unread(benchmark::State &state) {
  std::uint32_t ring[64] = {};
  std::uint32_t n = 0;
  for (auto _ : state) { // expect: eliminated
    ring[n & 63] = mix(n);
    ++n;
  }
}
static void ring_store_global(benchmark::State &state) {
  std::uint32_t n = 0;
  for (auto _ : state) { // expect: survives
    g_ring[n & 63] = mix(n);
    ++n;
  }
}
static void global_counter_mix(benchmark::State &state) {
  std::uint32_t n = 0;
  for (auto _ : state) // expect: survives
    g_counter += mix(n++);
}
static void sum_table_accumulated(benchmark::State &state) {
  const int *p = job_table();
  std::uint64_t total = 0;
  for (auto _ : state) // expect: survives
    total += std::uint64_t(std::accumulate(p, p + 300, 0));
  emit(total);
}
static void gauss_inner_dno(benchmark::State &state) {
  for (auto _ : state) { // expect: outside-loop
    int s = 0;
    for (int i = 0; i < 1000; ++i)
      s += i;
    DoNotOptimize(s);
  }
}
static void digits_noinline_unused(benchmark::State &state) {
  int n = 0;
  for (auto _ : state) // expect: eliminated
    digits(n++);
}
static void digits_noinline_invariant(benchmark::State &state) {
  int n = int(state.range(0));
  for (auto _ : state) // expect: outside-loop
    DoNotOptimize(digits(n));
}
static void digits_noinline_dno(benchmark::State &state) {
  int n = 0;
  for (auto _ : state) // expect: survives
    DoNotOptimize(digits(n++));
}
static void ackermann_unused(benchmark::State &state) {
  for (auto _ : state) // expect: eliminated
    ack(2, 3);
}
static void table_entry_reloaded(benchmark::State &state) {
  const int *p = job_table();
  for (auto _ : state) // expect: survives
    DoNotOptimize(mix(std::uint32_t(p[5])));
}
static void table_entry_hoisted(benchmark::State &state) {
  const int *p = job_table();
  std::uint32_t best = 0;
  for (auto _ : state) // expect: outside-loop
    best = mix(std::uint32_t(p[5]));
  emit(best);
}
static void log_unused(benchmark::State &state) {
  double x = 1;
  for (auto _ : state) { // expect: partial
    std::log(x);
    x += 1;
  }
}
static void fma_poly_unread(benchmark::State &state) {
  double x = 0.1, acc = 0;
  for (auto _ : state) { // expect: eliminated
    acc = std::fma(acc, x, 0.5);
    x = std::fabs(x - acc);
  }
}
static void visit_hidden(benchmark::State &state) {
  // In fact partial: the check of the type and the conversion are gone, but the call costs most.
  for (auto _ : state) { // expect: survives
    auto v = next_value();
    double d = std::visit([](auto x) { return double(x) * 0.5; }, v);
    (void)d;
  }
}
static void malloc_free(benchmark::State &state) {
  for (auto _ : state) { // expect: eliminated
    auto *p = static_cast<int *>(std::malloc(400));
    p[0] = 1;
    std::free(p);
  }
}
static void malloc_dno_free(benchmark::State &state) {
  for (auto _ : state) { // expect: survives
    void *p = std::malloc(400);
    DoNotOptimize(p);
    std::free(p);
  }
}
static void checked_result(benchmark::State &state) {
  const char *p = reinterpret_cast<const char *>(job_table());
  for (auto _ : state) { // expect: survives
    Token t = scan(p, 0);
    if (t.hash == 7) {
      state.SkipWithError("collision");
      break;
    }
  }
}
static void token_end_only(benchmark::State &state) {
  const char *p = reinterpret_cast<const char *>(job_table());
  int from = 0;
  for (auto _ : state) { // expect: partial
    const int end = scan(p, from).end;
    DoNotOptimize(end);
  }
}
static void token_hash_unsunk_copy(benchmark::State &state) {
  const char *p = reinterpret_cast<const char *>(job_table());
  for (auto _ : state) { // expect: survives
    Token t = scan(p, 2);
    auto k = t.kind;
    DoNotOptimize(t);
    (void)k;
  }
}
static void volatile_input(benchmark::State &state) {
  volatile std::uint32_t in = 5;
  for (auto _ : state) { // expect: partial
    std::uint32_t x = in;
    mix(mix(x));
  }
}
static void atomic_load_unused(benchmark::State &state) {
  static std::atomic<int> flag{0};
  for (auto _ : state) // expect: eliminated
    flag.load(std::memory_order_acquire);
}
static void clock_now_unused(benchmark::State &state) {
  for (auto _ : state) // expect: survives
    Clock::now();
}
static void batch_mix(benchmark::State &state) {
  std::uint32_t n = 0;
  while (state.KeepRunningBatch(16)) { // expect: survives
    for (int i = 0; i < 16; ++i)
      DoNotOptimize(mix(n++));
  }
}
static void batch_mix_unread(benchmark::State &state) {
  std::uint32_t n = 0, acc = 0;
  while (state.KeepRunningBatch(16)) // expect: eliminated
    for (int i = 0; i < 16; ++i)
      acc += mix(n++);
}
static void devirtualised_area(benchmark::State &state) {
  Square q;
  const Shape &s = q;
  for (auto _ : state) // expect: survives
    DoNotOptimize(s.area());
}
static void float_step_sunk(benchmark::State &state) {
  double s = 0;
  for (auto _ : state) // expect: survives
    s += 0.1;
  DoNotOptimize(s);
}
static void long_string_copy(benchmark::State &state) {
  std::string a(200, 'q');
  for (auto _ : state) { // expect: survives
    std::string b = a;
  }
}
static void vector_copy_unused(benchmark::State &state) {
  std::vector<int> a(200, 4);
  for (auto _ : state) { // expect: eliminated
    std::vector<int> b = a;
  }
}
static void shared_ptr_copy(benchmark::State &state) {
  auto a = std::make_shared<int>(4);
  for (auto _ : state) { // expect: survives
    auto b = a;
  }
}
static void memcmp_known(benchmark::State &state) {
  for (auto _ : state) { // expect: outside-loop
    int r = std::memcmp("alpha", "alpine", 5);
    DoNotOptimize(r);
  }
}
static void strcmp_hidden_invariant(benchmark::State &state) {
  const char *p = reinterpret_cast<const char *>(job_table());
  int r = 0;
  for (auto _ : state) // expect: outside-loop
    r |= std::strcmp(p, "terminate");
  emit(std::uint64_t(r));
}
static void job_and_mix_both(benchmark::State &state) {
  std::uint64_t acc = 0;
  for (auto _ : state) // expect: survives
    acc += mix(std::uint32_t(next_job(1)));
  emit(acc);
}
static void sort_small_unread(benchmark::State &state) {
  for (auto _ : state) { // expect: survives
    std::array<int, 8> a{5, 2, 9, 1, 7, 3, 8, 4};
    std::sort(a.begin(), a.end());
  }
}
static void rand_unused(benchmark::State &state) {
  for (auto _ : state) { // expect: survives
    std::rand();
  }
}
BENCHMARK(ring_store_unread);
BENCHMARK(ring_store_global);
BENCHMARK(global_counter_mix);
BENCHMARK(sum_table_accumulated);
BENCHMARK(gauss_inner_dno);
BENCHMARK(digits_noinline_unused);
BENCHMARK(digits_noinline_invariant)->Arg(12345);
BENCHMARK(digits_noinline_dno);
BENCHMARK(ackermann_unused);
BENCHMARK(table_entry_reloaded);
BENCHMARK(table_entry_hoisted);
BENCHMARK(log_unused);
BENCHMARK(fma_poly_unread);
BENCHMARK(visit_hidden);
BENCHMARK(malloc_free);
BENCHMARK(malloc_dno_free);
BENCHMARK(checked_result);
BENCHMARK(token_end_only);
BENCHMARK(token_hash_unsunk_copy);
BENCHMARK(volatile_input);
BENCHMARK(atomic_load_unused);
BENCHMARK(clock_now_unused);
BENCHMARK(batch_mix);
BENCHMARK(batch_mix_unread);
BENCHMARK(devirtualised_area);
BENCHMARK(float_step_sunk);
BENCHMARK(long_string_copy);
BENCHMARK(vector_copy_unused);
BENCHMARK(shared_ptr_copy);
BENCHMARK(memcmp_known);
BENCHMARK(strcmp_hidden_invariant);
BENCHMARK(job_and_mix_both);
BENCHMARK(sort_small_unread);
BENCHMARK(rand_unused);

double manual_do_while(int reps, const int *p) {
  std::uint32_t h = 1;
  int i = 0;
  auto t0 = Clock::now();
  while (i < reps) { // expect: survives
    h = mix(h + std::uint32_t(p[i & 15]));
    ++i;
  }
  auto t1 = Clock::now();
  emit(h);
  return std::chrono::duration<double>(t1 - t0).count();
}
double manual_table_invariant(int reps, const int *p) {
  long s = 0;
  auto t0 = Clock::now();
  for (int i = 0; i < reps; ++i) // expect: outside-loop
    s += p[0] * p[1] + p[2];
  auto t1 = Clock::now();
  std::printf("%ld\n", s);
  return std::chrono::duration<double>(t1 - t0).count();
}
double manual_clock_fill(int reps) {
  std::vector<int> v(512);
  auto t0 = Clock::now();
  for (int r = 0; r < reps; ++r) // expect: survives
    std::fill(v.begin(), v.end(), r);
  auto t1 = Clock::now();
  std::printf("%d\n", v[3]);
  return std::chrono::duration<double>(t1 - t0).count();
}

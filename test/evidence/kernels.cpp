// RUN: %confirm_test %s -- -O2 -std=c++20 -w -I%root/test/frameworks
// Numeric kernels, structures, calls and memory. The verdicts were read from
// `clang++-19 -O2 -S` before anybody asked the program.
#include <algorithm>
#include <any>
#include <array>
#include <benchmark/benchmark.h>
#include <bitset>
#include <chrono>
#include <cmath>
#include <complex>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <list>
#include <memory>
#include <nanobench.h>
#include <numeric>
#include <sstream>
#include <stdexcept>
#include <string>
#include <tuple>
#include <variant>
#include <vector>
using ankerl::nanobench::Bench;
using benchmark::ClobberMemory;
using benchmark::DoNotOptimize;
using Clock = std::chrono::steady_clock;

extern double sensor(int channel);
extern void report(double);
extern void fill(float *p, std::size_t n);
__attribute__((const)) extern double calibrate(double);
struct Codec {
  virtual int encode(int) = 0;
  virtual ~Codec() = default;
};
extern Codec &hidden_codec();
struct Xor final : Codec {
  int key = 0x5a;
  int encode(int v) override { return v ^ key; }
};

struct Vec3 {
  double x, y, z;
};
static double dot(const Vec3 &a, const Vec3 &b) {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}
static Vec3 cross(const Vec3 &a, const Vec3 &b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
struct Quat {
  float w, x, y, z;
};
static Quat mul(const Quat &a, const Quat &b) {
  return {
      a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z, a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
      a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x, a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w};
}
struct Mat3 {
  double m[3][3];
};
static Mat3 matmul(const Mat3 &a, const Mat3 &b) {
  Mat3 r{};
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j)
      for (int k = 0; k < 3; ++k)
        r.m[i][j] += a.m[i][k] * b.m[k][j];
  return r;
}
static double horner(double x) {
  return ((((1.5 * x - 2.25) * x + 0.125) * x - 7.0) * x + 3.0) * x + 0.5;
}
static int mandel(double cr, double ci) {
  double zr = 0, zi = 0;
  int n = 0;
  while (n < 200 && zr * zr + zi * zi < 4) {
    double t = zr * zr - zi * zi + cr;
    zi = 2 * zr * zi + ci;
    zr = t;
    ++n;
  }
  return n;
}
struct Stats {
  float mean, lo, hi, spread;
};
static Stats stats(const float *p, int n) {
  Stats s{0, p[0], p[0], 0};
  float sq = 0;
  for (int i = 0; i < n; ++i) {
    s.mean += p[i];
    sq += p[i] * p[i];
    s.lo = std::min(s.lo, p[i]);
    s.hi = std::max(s.hi, p[i]);
  }
  s.mean /= float(n);
  s.spread = sq / float(n) - s.mean * s.mean;
  return s;
}
struct Hsv {
  int h, s, v;
};
static Hsv to_hsv(int r, int g, int b) {
  int mx = std::max({r, g, b}), mn = std::min({r, g, b}), d = mx - mn;
  Hsv o{0, 0, mx};
  if (mx)
    o.s = 255 * d / mx;
  if (d) {
    if (mx == r)
      o.h = 43 * (g - b) / d;
    else if (mx == g)
      o.h = 85 + 43 * (b - r) / d;
    else
      o.h = 171 + 43 * (r - g) / d;
  }
  return o;
}
class Account {
public:
  explicit Account(long b) : balance_(b) {}
  long balance() const { return balance_; }
  void deposit(long n) { balance_ += n; }
  bool withdraw(long n) {
    if (n > balance_)
      return false;
    balance_ -= n;
    return true;
  }

private:
  long balance_;
};
static std::uint32_t pcg(std::uint64_t &s) {
  std::uint64_t o = s;
  s = o * 6364136223846793005ull + 1442695040888963407ull;
  auto x = std::uint32_t(((o >> 18) ^ o) >> 27);
  auto r = unsigned(o >> 59);
  return (x >> r) | (x << (-r & 31));
}
static int luma(int r, int g, int b) {
  return (77 * r + 150 * g + 29 * b) >> 8;
}

// ---- results nobody looks at
static void quat_product_unread(benchmark::State &state) {
  Quat q{1, 0, 0, 0}, step{0.99f, 0.1f, 0, 0};
  for (auto _ : state) // expect: eliminated
    q = mul(q, step);
}
static void matmul_discarded(benchmark::State &state) {
  Mat3 a{{{1, 2, 3}, {4, 5, 6}, {7, 8, sensor(1)}}}, b = a;
  for (auto _ : state) { // expect: eliminated
    Mat3 c = matmul(a, b);
    (void)c;
  }
}
static void mandel_unused(benchmark::State &state) {
  double c = -0.7;
  for (auto _ : state) { // expect: eliminated
    mandel(c, 0.27);
    c += 1e-6;
  }
}
static void accumulate_unused(benchmark::State &state) {
  std::vector<double> v(2000, 1.5);
  while (state.KeepRunning()) // expect: eliminated
    std::accumulate(v.begin(), v.end(), 0.0);
}
static void account_unread(benchmark::State &state) {
  Account acc(100);
  long n = 0;
  for (auto _ : state) { // expect: eliminated
    acc.deposit(n);
    acc.withdraw(n / 2);
    ++n;
  }
}
static void calibrate_unused(benchmark::State &state) {
  double x = 0.5;
  for (auto _ : state) { // expect: eliminated
    calibrate(x);
    x += 0.25;
  }
}
static void vector_alloc_only(benchmark::State &state) {
  for (auto _ : state) { // expect: eliminated
    std::vector<float> v;
    v.reserve(512);
  }
}
static void memcpy_local_clobber(benchmark::State &state) {
  std::array<unsigned char, 512> src{}, dst;
  for (auto _ : state) { // expect: eliminated
    std::memcpy(dst.data(), src.data(), src.size());
    ClobberMemory();
  }
}
static void variant_visit_unread(benchmark::State &state) {
  std::variant<int, double> v;
  double sum = 0;
  int n = 0;
  for (auto _ : state) { // expect: eliminated
    if (n & 1)
      v = n;
    else
      v = n * 0.5;
    sum += std::holds_alternative<int>(v) ? *std::get_if<int>(&v) : *std::get_if<double>(&v);
    ++n;
  }
}
static void bitset_flip_local(benchmark::State &state) {
  std::bitset<512> bits;
  unsigned n = 0;
  for (auto _ : state) { // expect: survives
    bits.flip(n & 511);
    n += 37;
  }
}
static void tuple_compare_unused(benchmark::State &state) {
  auto a = std::make_tuple(int(state.range(0)), 2L, 'c'), b = std::make_tuple(4, 2L, 'd');
  for (auto _ : state) { // expect: eliminated
    bool less = a < b;
    (void)less;
  }
}

// ---- folded or hoisted
static void horner_known(benchmark::State &state) {
  for (auto _ : state) // expect: outside-loop
    DoNotOptimize(horner(0.75));
}
static void calibrate_invariant(benchmark::State &state) {
  double x = sensor(0);
  for (auto _ : state) // expect: outside-loop
    DoNotOptimize(calibrate(x));
}
static void dot_invariant_dno(benchmark::State &state) {
  double k = sensor(0);
  for (auto _ : state) { // expect: outside-loop
    Vec3 a{k, 2 * k, 3}, b{k, 1, k};
    double d = dot(a, b);
    DoNotOptimize(d);
  }
}
static void account_balance_known(benchmark::State &state) {
  Account acc(1000);
  for (auto _ : state) { // expect: outside-loop
    auto b = acc.balance();
    DoNotOptimize(b);
  }
}
static void luma_accum_invariant(benchmark::State &state) {
  int r = int(state.range(0)), g = int(state.range(0)) / 2;
  long total = 0;
  for (auto _ : state) // expect: outside-loop
    total += luma(r, g, 17);
  report(double(total));
}

// ---- part of the work
static void trace_only(benchmark::State &state) {
  Mat3 a{{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}}, b{{{1, 0, 2}, {0, 1, 3}, {4, 0, 1}}};
  for (auto _ : state) { // expect: partial
    DoNotOptimize(a);
    DoNotOptimize(b);
    Mat3 c = matmul(a, b);
    DoNotOptimize(c.m[0][0] + c.m[1][1] + c.m[2][2]);
  }
}
static void stats_mean_only(benchmark::State &state) {
  float buf[128];
  fill(buf, 128);
  for (auto _ : state) { // expect: survives
    Stats s = stats(buf, 128);
    DoNotOptimize(s.mean);
  }
}
static void stats_mean_local(benchmark::State &state) {
  float buf[128];
  fill(buf, 128);
  for (auto _ : state) { // expect: partial
    float mean = stats(buf, 128).mean;
    DoNotOptimize(mean);
  }
}
static void hsv_value_local(benchmark::State &state) {
  int r = 10, g = 200, b = 31;
  for (auto _ : state) { // expect: partial
    DoNotOptimize(r);
    DoNotOptimize(g);
    DoNotOptimize(b);
    const int v = to_hsv(r, g, b).v;
    DoNotOptimize(v);
  }
}
static void cross_x_local(benchmark::State &state) {
  Vec3 a{1, 2, 3}, b{4, 5, 6};
  while (state.KeepRunning()) { // expect: partial
    DoNotOptimize(a);
    DoNotOptimize(b);
    double x = cross(a, b).x;
    DoNotOptimize(x);
  }
}
static void cross_x_only(benchmark::State &state) {
  Vec3 a{1, 2, 3}, b{4, 5, 6};
  for (auto _ : state) { // expect: survives
    DoNotOptimize(a);
    DoNotOptimize(b);
    Vec3 c = cross(a, b);
    DoNotOptimize(c.x);
  }
}

// ---- executed each time
static void sensor_sum(benchmark::State &state) {
  double s = 0;
  for (auto _ : state) // expect: survives
    s += sensor(3);
  report(s);
}
static void virtual_hidden(benchmark::State &state) {
  Codec &c = hidden_codec();
  int n = 0;
  for (auto _ : state) // expect: survives
    c.encode(n++);
}
static void horner_stepping(benchmark::State &state) {
  double x = 0;
  for (auto _ : state) { // expect: survives
    DoNotOptimize(horner(x));
    x += 0.001;
  }
}
static void mandel_hidden(benchmark::State &state) {
  double re = -0.7, im = 0.27;
  for (auto _ : state) { // expect: survives
    DoNotOptimize(re);
    DoNotOptimize(im);
    auto n = mandel(re, im);
    DoNotOptimize(n);
  }
}
static void saxpy_clobber(benchmark::State &state) {
  std::vector<float> x(1024, 1.0f), y(1024, 2.0f);
  float *px = x.data(), *py = y.data();
  DoNotOptimize(px);
  DoNotOptimize(py);
  for (auto _ : state) { // expect: survives
    for (int i = 0; i < 1024; ++i)
      py[i] += 2.5f * px[i];
    ClobberMemory();
  }
}
static void pcg_sum_sunk(benchmark::State &state) {
  std::uint64_t st = 1;
  std::uint32_t sum = 0;
  while (state.KeepRunning()) // expect: survives
    sum += pcg(st);
  DoNotOptimize(sum);
}
static void ostringstream_double(benchmark::State &state) {
  double d = 3.25;
  for (auto _ : state) { // expect: survives
    std::ostringstream os;
    os << d;
    d += 1;
  }
}
static void throw_catch(benchmark::State &state) {
  for (auto _ : state) { // expect: survives
    try {
      throw std::runtime_error("bad");
    } catch (const std::exception &) {
    }
  }
}
static void list_splice_sunk(benchmark::State &state) {
  std::list<int> a{1, 2, 3, 4};
  for (auto _ : state) { // expect: survives
    a.push_back(a.front());
    a.pop_front();
  }
  DoNotOptimize(a.front());
}
static void function_hidden(benchmark::State &state) {
  std::function<double(int)> f = sensor;
  DoNotOptimize(f);
  int n = 0;
  for (auto _ : state) // expect: survives
    f(n++);
}
static void stats_all_sunk(benchmark::State &state) {
  float buf[64];
  fill(buf, 64);
  for (auto _ : state) { // expect: survives
    Stats s = stats(buf, 64);
    DoNotOptimize(s);
  }
}
static void vector_push_back_dno(benchmark::State &state) {
  for (auto _ : state) { // expect: survives
    std::vector<int> v;
    for (int i = 0; i < 64; ++i)
      v.push_back(i);
    DoNotOptimize(v);
  }
}
static void volatile_store(benchmark::State &state) {
  volatile int sink;
  int n = 0;
  for (auto _ : state) { // expect: survives
    sink = luma(n & 255, (n >> 3) & 255, 9);
    ++n;
  }
}
static void memmove_escaped(benchmark::State &state) {
  std::vector<char> buf(4096);
  char *p = buf.data();
  DoNotOptimize(p);
  for (auto _ : state) { // expect: survives
    std::memmove(p + 1, p, 4000);
    ClobberMemory();
  }
}
static void to_string_unused(benchmark::State &state) {
  long n = 1;
  for (auto _ : state) { // expect: survives
    std::string s = std::to_string(n * 1234567890123L);
    n += 3;
  }
}

BENCHMARK(quat_product_unread);
BENCHMARK(matmul_discarded);
BENCHMARK(mandel_unused);
BENCHMARK(accumulate_unused);
BENCHMARK(account_unread);
BENCHMARK(calibrate_unused);
BENCHMARK(vector_alloc_only);
BENCHMARK(memcpy_local_clobber);
BENCHMARK(variant_visit_unread);
BENCHMARK(bitset_flip_local);
BENCHMARK(tuple_compare_unused)->Arg(4);
BENCHMARK(horner_known);
BENCHMARK(calibrate_invariant);
BENCHMARK(dot_invariant_dno);
BENCHMARK(account_balance_known);
BENCHMARK(luma_accum_invariant)->Arg(90);
BENCHMARK(trace_only);
BENCHMARK(stats_mean_only);
BENCHMARK(stats_mean_local);
BENCHMARK(hsv_value_local);
BENCHMARK(cross_x_local);
BENCHMARK(cross_x_only);
BENCHMARK(sensor_sum);
BENCHMARK(virtual_hidden);
BENCHMARK(horner_stepping);
BENCHMARK(mandel_hidden);
BENCHMARK(saxpy_clobber);
BENCHMARK(pcg_sum_sunk);
BENCHMARK(ostringstream_double);
BENCHMARK(throw_catch);
BENCHMARK(list_splice_sunk);
BENCHMARK(function_hidden);
BENCHMARK(stats_all_sunk);
BENCHMARK(vector_push_back_dno);
BENCHMARK(volatile_store);
BENCHMARK(memmove_escaped);
BENCHMARK(to_string_unused);

// ---- hand-written timing
double manual_triangular_printed(int reps) {
  long s = 0;
  auto t0 = Clock::now();
  for (int i = 0; i < reps; ++i) // expect: outside-loop
    s += long(i) * i;
  auto t1 = Clock::now();
  std::printf("%ld\n", s);
  return std::chrono::duration<double>(t1 - t0).count();
}
double manual_dot_unread(int reps, const double *a) {
  double s = 0;
  auto t0 = Clock::now();
  for (int i = 0; i < reps; ++i) // expect: eliminated
    s += a[i] * a[i];
  auto t1 = Clock::now();
  return std::chrono::duration<double>(t1 - t0).count();
}
double manual_float_recurrence(int reps) {
  double x = 0.4;
  auto t0 = Clock::now();
  for (int i = 0; i < reps; ++i) // expect: survives
    x = 3.7 * x * (1 - x);
  auto t1 = Clock::now();
  std::printf("%f\n", x);
  return std::chrono::duration<double>(t1 - t0).count();
}

// ---- nanobench
void nano_luma_discarded(Bench &b, std::uint64_t n) {
  int i = 0;
  b.minEpochIterations(n).run("luma", [&] { luma(i++, 3, 4); }); // expect: eliminated
}
void nano_pcg_dna(Bench &b, std::uint64_t n) {
  std::uint64_t st = 7;
  b.minEpochIterations(n).run(
      "pcg", [&] { ankerl::nanobench::doNotOptimizeAway(pcg(st)); }); // expect: survives
}
void nano_horner_known(Bench &b, std::uint64_t n) {
  b.minEpochIterations(n).run("horner", [] { // expect: outside-loop
    double y = horner(1.25);
    ankerl::nanobench::doNotOptimizeAway(y);
  });
}
void nano_sensor(Bench &b, std::uint64_t n) {
  b.minEpochIterations(n).run("sensor", [] { sensor(2); }); // expect: survives
}

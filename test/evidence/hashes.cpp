// RUN: %confirm_test %s -- -O2 -std=c++20 -w -I%root/test/frameworks
// Text, hashing, bits, containers and small algorithms. The verdicts were read from
// `clang++-19 -O2 -S` before anybody asked the program.
#include <algorithm>
#include <array>
#include <atomic>
#include <benchmark/benchmark.h>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>
using benchmark::ClobberMemory;
using benchmark::DoNotOptimize;
using Clock = std::chrono::steady_clock;

extern int device_read(int reg);
extern void consume(long);
extern const char *hidden_text();
__attribute__((const)) extern unsigned table_hash(unsigned);
__attribute__((pure)) extern int lookup_symbol(const char *);

static unsigned parse_u32(std::string_view s) {
  unsigned v = 0;
  for (char c : s) {
    if (c < '0' || c > '9')
      break;
    v = v * 10 + unsigned(c - '0');
  }
  return v;
}
static std::uint64_t fnv1a(const char *p, std::size_t n) {
  std::uint64_t h = 14695981039346656037ull;
  for (std::size_t i = 0; i < n; ++i)
    h = (h ^ (unsigned char)p[i]) * 1099511628211ull;
  return h;
}
static std::uint32_t murmur_fin(std::uint32_t h) {
  h ^= h >> 16;
  h *= 0x85ebca6bu;
  h ^= h >> 13;
  h *= 0xc2b2ae35u;
  return h ^ (h >> 16);
}
static std::uint32_t bitrev(std::uint32_t x) {
  x = ((x >> 1) & 0x55555555u) | ((x & 0x55555555u) << 1);
  x = ((x >> 2) & 0x33333333u) | ((x & 0x33333333u) << 2);
  x = ((x >> 4) & 0x0f0f0f0fu) | ((x & 0x0f0f0f0fu) << 4);
  return __builtin_bswap32(x);
}
static std::uint64_t spread(std::uint64_t x) {
  x &= 0xffffffffull;
  x = (x | (x << 16)) & 0x0000ffff0000ffffull;
  x = (x | (x << 8)) & 0x00ff00ff00ff00ffull;
  x = (x | (x << 4)) & 0x0f0f0f0f0f0f0f0full;
  x = (x | (x << 2)) & 0x3333333333333333ull;
  return (x | (x << 1)) & 0x5555555555555555ull;
}
static std::uint64_t morton(std::uint32_t x, std::uint32_t y) {
  return spread(x) | (spread(y) << 1);
}
static long days_from_civil(int y, unsigned m, unsigned d) {
  y -= m <= 2;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const unsigned yoe = unsigned(y - era * 400);
  const unsigned doy = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
  const unsigned doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097L + long(doe) - 719468;
}
static unsigned isqrt(unsigned n) {
  unsigned r = 0;
  for (unsigned bit = 1u << 30; bit; bit >>= 2) {
    if (n >= r + bit) {
      n -= r + bit;
      r = (r >> 1) + bit;
    } else {
      r >>= 1;
    }
  }
  return r;
}
static bool luhn(const char *p, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    int d = p[i] - '0';
    if ((n - i) % 2 == 0) {
      d *= 2;
      if (d > 9)
        d -= 9;
    }
    sum += d;
  }
  return sum % 10 == 0;
}
static bool glob(const char *p, const char *s) {
  const char *star = nullptr, *mark = nullptr;
  while (*s) {
    if (*p == *s || *p == '?') {
      ++p;
      ++s;
    } else if (*p == '*') {
      star = p++;
      mark = s;
    } else if (star) {
      p = star + 1;
      s = ++mark;
    } else {
      return false;
    }
  }
  while (*p == '*')
    ++p;
  return !*p;
}
static int varint(std::uint64_t v, unsigned char *out) {
  int n = 0;
  while (v >= 128) {
    out[n++] = (unsigned char)(v | 128);
    v >>= 7;
  }
  out[n++] = (unsigned char)v;
  return n;
}
static std::size_t utf8_count(const char *p, std::size_t n) {
  std::size_t c = 0;
  for (std::size_t i = 0; i < n; ++i)
    c += (p[i] & 0xC0) != 0x80;
  return c;
}
struct Xorshift {
  std::uint64_t s = 88172645463325252ull;
  std::uint64_t next() {
    s ^= s << 13;
    s ^= s >> 7;
    s ^= s << 17;
    return s;
  }
};
struct Field {
  std::size_t key_len = 0;
  unsigned value = 0;
};
static Field parse_field(const char *p) {
  Field f;
  while (p[f.key_len] && p[f.key_len] != '=')
    ++f.key_len;
  const char *q = p + f.key_len;
  if (*q == '=')
    for (++q; *q >= '0' && *q <= '9'; ++q)
      f.value = f.value * 10 + unsigned(*q - '0');
  return f;
}

// ---- results nobody looks at
static void parse_u32_unused(benchmark::State &state) {
  std::string_view text = "482917";
  for (auto _ : state) // expect: eliminated
    parse_u32(text);
}
static void fnv1a_hidden_unused(benchmark::State &state) {
  const char *p = hidden_text();
  std::size_t n = std::strlen(p);
  for (auto _ : state) { // expect: eliminated
    auto h = fnv1a(p, n);
    (void)h;
  }
}
static void bitrev_keeprunning(benchmark::State &state) {
  std::uint32_t n = 0;
  while (state.KeepRunning()) // expect: eliminated
    bitrev(n++);
}
static void morton_accum_unread(benchmark::State &state) {
  std::uint64_t acc = 0;
  std::uint32_t n = 0;
  for (auto _ : state) { // expect: eliminated
    acc ^= morton(n, n + 7);
    ++n;
  }
}
static void isqrt_unused(benchmark::State &state) {
  unsigned n = 0;
  for (auto _ : state) { // expect: eliminated
    unsigned r = isqrt(n++);
    benchmark::ClobberMemory();
  }
}
static void glob_unused(benchmark::State &state) {
  for (auto _ : state) // expect: eliminated
    glob("*.c?p", "module_main.cpp");
}
static void lower_bound_unused(benchmark::State &state) {
  std::vector<int> v(1024);
  std::iota(v.begin(), v.end(), 0);
  int key = 0;
  for (auto _ : state) { // expect: eliminated
    auto it = std::lower_bound(v.begin(), v.end(), key++ & 1023);
    (void)it;
  }
}
static void strlen_unused(benchmark::State &state) {
  const char *p = hidden_text();
  for (auto _ : state) // expect: eliminated
    std::strlen(p);
}
static void varint_local_buffer(benchmark::State &state) {
  std::uint64_t v = 1;
  for (auto _ : state) { // expect: eliminated
    unsigned char buf[10];
    varint(v, buf);
    v += 977;
  }
}
static void utf8_count_unread(benchmark::State &state) {
  std::string s(256, 'a');
  std::size_t total = 0;
  for (auto _ : state) // expect: eliminated
    total += utf8_count(s.data(), s.size());
  state.SetItemsProcessed(state.iterations());
}
static void unique_ptr_alloc(benchmark::State &state) {
  for (auto _ : state) { // expect: eliminated
    auto p = std::make_unique<std::array<int, 16>>();
    (*p)[3] = 4;
  }
}
static void optional_value_or(benchmark::State &state) {
  std::optional<int> o;
  int n = 0;
  for (auto _ : state) { // expect: eliminated
    o = (n & 1) ? std::optional<int>(n) : std::nullopt;
    o.value_or(7);
    ++n;
  }
}
static void sso_string_substr(benchmark::State &state) {
  std::string_view path = "/usr/lib";
  for (auto _ : state) { // expect: eliminated
    auto pos = path.rfind('/');
    std::string_view base = path.substr(pos + 1);
    (void)base.size();
  }
}

// ---- folded or hoisted
static void bitrev_known(benchmark::State &state) {
  for (auto _ : state) // expect: outside-loop
    DoNotOptimize(bitrev(0x12345678u));
}
static void murmur_hidden_invariant(benchmark::State &state) {
  auto x = std::uint32_t(state.range(0));
  for (auto _ : state) // expect: outside-loop
    DoNotOptimize(murmur_fin(x));
}
static void days_known(benchmark::State &state) {
  for (auto _ : state) { // expect: outside-loop
    auto d = days_from_civil(2024, 2, 29);
    DoNotOptimize(d);
  }
}
static void table_hash_invariant(benchmark::State &state) {
  auto x = unsigned(state.range(0));
  for (auto _ : state) // expect: outside-loop
    DoNotOptimize(table_hash(x));
}
static void last_morton_sunk(benchmark::State &state) {
  auto x = std::uint32_t(state.range(0));
  std::uint64_t m = 0;
  for (auto _ : state) // expect: outside-loop
    m = morton(x, x / 3);
  DoNotOptimize(m);
}
static void lookup_symbol_last(benchmark::State &state) {
  const char *p = hidden_text();
  long s = 0;
  for (auto _ : state) // expect: outside-loop
    s = lookup_symbol(p);
  consume(s);
}
static void parse_known_dno(benchmark::State &state) {
  for (auto _ : state) // expect: outside-loop
    DoNotOptimize(parse_u32("90210"));
}

// ---- part of the work
static void parse_field_key_only(benchmark::State &state) {
  const char *p = hidden_text();
  for (auto _ : state) { // expect: survives
    Field f = parse_field(p);
    DoNotOptimize(f.key_len);
  }
}
static void parse_field_key_local(benchmark::State &state) {
  const char *p = hidden_text();
  for (auto _ : state) { // expect: partial
    std::size_t len = parse_field(p).key_len;
    DoNotOptimize(len);
  }
}
static void device_then_isqrt(benchmark::State &state) {
  for (auto _ : state) { // expect: partial
    int raw = device_read(4);
    unsigned scaled = isqrt(unsigned(raw) * 100u);
    (void)scaled;
  }
}
static void two_hashes_one_sunk(benchmark::State &state) {
  const char *p = hidden_text();
  for (auto _ : state) { // expect: partial
    auto h = fnv1a(p, 64);
    auto c = utf8_count(p, 64);
    DoNotOptimize(c);
  }
}
static void bitrev_pair_half_hoisted(benchmark::State &state) {
  auto x = std::uint32_t(state.range(0));
  std::uint32_t n = 0;
  for (auto _ : state) { // expect: partial
    DoNotOptimize(bitrev(x) ^ murmur_fin(n++));
  }
}

// ---- executed each time
static void device_read_plain(benchmark::State &state) {
  int n = 0;
  for (auto _ : state) // expect: survives
    device_read(n++);
}
static void lookup_symbol_dno(benchmark::State &state) {
  const char *p = hidden_text();
  for (auto _ : state) // expect: survives
    DoNotOptimize(lookup_symbol(p));
}
static void murmur_dno(benchmark::State &state) {
  std::uint32_t n = 0;
  for (auto _ : state) // expect: survives
    DoNotOptimize(murmur_fin(n++));
}
static void luhn_hidden(benchmark::State &state) {
  const char *p = hidden_text();
  for (auto _ : state) { // expect: survives
    bool ok = luhn(p, 16);
    DoNotOptimize(ok);
  }
}
static void glob_hidden(benchmark::State &state) {
  const char *p = hidden_text();
  while (state.KeepRunning()) { // expect: survives
    DoNotOptimize(p);
    DoNotOptimize(glob("*.h", p));
  }
}
static void xorshift_accum_sunk(benchmark::State &state) {
  Xorshift g;
  std::uint64_t acc = 0;
  for (auto _ : state) // expect: survives
    acc += g.next();
  DoNotOptimize(acc);
}
static void mt19937_dno(benchmark::State &state) {
  std::mt19937 g(42);
  for (auto _ : state) // expect: survives
    DoNotOptimize(g());
}
static void map_insert(benchmark::State &state) {
  std::map<int, int> m;
  int n = 0;
  for (auto _ : state) { // expect: survives
    m[n & 511] = n;
    ++n;
  }
}
static void unordered_find(benchmark::State &state) {
  std::unordered_map<std::string, int> m{{"alpha", 1}, {"beta", 2}, {"gamma", 3}};
  std::string key = "beta";
  for (auto _ : state) { // expect: survives
    auto it = m.find(key);
    DoNotOptimize(it);
  }
}
static void snprintf_local(benchmark::State &state) {
  int n = 0;
  for (auto _ : state) { // expect: survives
    char buf[32];
    std::snprintf(buf, sizeof buf, "%d:%x", n, n);
    ++n;
  }
}
static void stoi_unused(benchmark::State &state) {
  std::string s = "31337";
  for (auto _ : state) // expect: survives
    std::stoi(s);
}
static void atomic_fetch_add(benchmark::State &state) {
  std::atomic<int> a{0};
  for (auto _ : state) // expect: survives
    a.fetch_add(1, std::memory_order_relaxed);
}
static void mutex_lock(benchmark::State &state) {
  std::mutex m;
  for (auto _ : state) { // expect: survives
    std::lock_guard<std::mutex> g(m);
  }
}
static void string_append_loop(benchmark::State &state) {
  for (auto _ : state) { // expect: survives
    std::string s;
    for (int i = 0; i < 40; ++i)
      s += char('a' + i % 26);
    DoNotOptimize(s.data());
  }
}
static void sort_copy(benchmark::State &state) {
  std::vector<int> v(256);
  for (auto &x : v)
    x = device_read(0);
  for (auto _ : state) { // expect: survives
    std::vector<int> c = v;
    std::sort(c.begin(), c.end());
    DoNotOptimize(c.data());
    ClobberMemory();
  }
}

BENCHMARK(parse_u32_unused);
BENCHMARK(fnv1a_hidden_unused);
BENCHMARK(bitrev_keeprunning);
BENCHMARK(morton_accum_unread);
BENCHMARK(isqrt_unused);
BENCHMARK(glob_unused);
BENCHMARK(lower_bound_unused);
BENCHMARK(strlen_unused);
BENCHMARK(varint_local_buffer);
BENCHMARK(utf8_count_unread);
BENCHMARK(unique_ptr_alloc);
BENCHMARK(optional_value_or);
BENCHMARK(sso_string_substr);
BENCHMARK(bitrev_known);
BENCHMARK(murmur_hidden_invariant)->Arg(77);
BENCHMARK(days_known);
BENCHMARK(table_hash_invariant)->Arg(5);
BENCHMARK(last_morton_sunk)->Arg(99);
BENCHMARK(lookup_symbol_last);
BENCHMARK(parse_known_dno);
BENCHMARK(parse_field_key_only);
BENCHMARK(parse_field_key_local);
BENCHMARK(device_then_isqrt);
BENCHMARK(two_hashes_one_sunk);
BENCHMARK(bitrev_pair_half_hoisted)->Arg(3);
BENCHMARK(device_read_plain);
BENCHMARK(lookup_symbol_dno);
BENCHMARK(murmur_dno);
BENCHMARK(luhn_hidden);
BENCHMARK(glob_hidden);
BENCHMARK(xorshift_accum_sunk);
BENCHMARK(mt19937_dno);
BENCHMARK(map_insert);
BENCHMARK(unordered_find);
BENCHMARK(snprintf_local);
BENCHMARK(stoi_unused);
BENCHMARK(atomic_fetch_add);
BENCHMARK(mutex_lock);
BENCHMARK(string_append_loop);
BENCHMARK(sort_copy);

// ---- hand-written timing
double manual_luhn_unused(int reps, const char *card) {
  auto t0 = Clock::now();
  for (int i = 0; i < reps; ++i) // expect: eliminated
    luhn(card, 16);
  auto t1 = Clock::now();
  return std::chrono::duration<double>(t1 - t0).count();
}
double manual_xorshift_unread(int reps) {
  Xorshift g;
  std::uint64_t acc = 0;
  auto t0 = Clock::now();
  for (int i = 0; i < reps; ++i) // expect: eliminated
    acc ^= g.next();
  auto t1 = Clock::now();
  return std::chrono::duration<double>(t1 - t0).count();
}
double manual_fnv_printed(int reps, const char *key) {
  std::uint64_t acc = 0;
  auto t0 = Clock::now();
  for (int i = 0; i < reps; ++i) // expect: survives
    acc += fnv1a(key, std::size_t(i & 31));
  auto t1 = Clock::now();
  std::printf("%llu\n", (unsigned long long)acc);
  return std::chrono::duration<double>(t1 - t0).count();
}

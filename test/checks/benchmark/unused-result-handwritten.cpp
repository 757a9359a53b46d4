// RUN: %check_fastidious benchmark-unused-result %s
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>
#include <time.h>
#include <vector>
#include <x86intrin.h>

using Clock = std::chrono::steady_clock;
extern int opaque(int);
static unsigned mix(unsigned x) { return (x ^ (x >> 16)) * 0x7feb352du; }
static double now() {
  return std::chrono::duration<double>(Clock::now().time_since_epoch()).count();
}
static double seconds(Clock::duration d) { return std::chrono::duration<double>(d).count(); }

double dropped(unsigned n) {
  auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i)
    mix(i);
  //^ warning: the result of 'mix(i)' is unused: the compiler may remove the work, and an empty loop is what is measured; use the result, for instance print it after the loop
  auto end = Clock::now();
  return seconds(end - start);
}
double accumulated(unsigned n) {
  unsigned sum = 0;
  const auto start = std::chrono::high_resolution_clock::now();
  for (unsigned i = 0; i < n; ++i)
    sum += mix(i);
  //^ warning: the result of 'sum += mix(i)' is lost, since nothing reads 'sum': the compiler may remove the work, and an empty loop is what is measured; use the result, for instance print it after the loop
  return seconds(std::chrono::high_resolution_clock::now() - start);
}
void cpuTime(unsigned n) {
  clock_t start = clock();
  for (unsigned i = 0; i < n; ++i)
    mix(i);
  //^ warning: the result of 'mix(i)' is unused: the compiler may remove the work, and an empty loop is what is measured; use the result, for instance print it after the loop
  std::printf("%f\n", double(clock() - start) / CLOCKS_PER_SEC);
}
void posixTime(unsigned n) {
  timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  for (unsigned i = 0; i < n; ++i)
    mix(i);
  //^ warning: the result of 'mix(i)' is unused: the compiler may remove the work, and an empty loop is what is measured; use the result, for instance print it after the loop
  clock_gettime(CLOCK_MONOTONIC, &end);
  std::printf("%ld\n", long(end.tv_nsec - start.tv_nsec));
}
void ownClock(unsigned n) {
  double start = now();
  std::vector<unsigned> v(n);
  for (unsigned i = 0; i < n; ++i)
    v[i] = mix(i);
  //^ warning: the result of 'v[i] = mix(i)' is lost, since nothing reads 'v': the compiler may remove the work, and an empty loop is what is measured; use the result, for instance print it after the loop
  std::printf("%f\n", now() - start);
}
unsigned long long ticks(unsigned n) {
  auto start = __builtin_readcyclecounter();
  for (unsigned i = 0; i < n; ++i)
    mix(i);
  //^ warning: the result of 'mix(i)' is unused: the compiler may remove the work, and an empty loop is what is measured; use the result, for instance print it after the loop
  return __builtin_readcyclecounter() - start;
}
unsigned long long intrinsic(unsigned n) {
  unsigned long long start = __rdtsc();
  for (unsigned i = 0; i < n; ++i)
    mix(i);
  //^ warning: the result of 'mix(i)' is unused: the compiler may remove the work, and an empty loop is what is measured; use the result, for instance print it after the loop
  return __rdtsc() - start;
}
double ofWhile(unsigned n) {
  auto start = std::chrono::system_clock::now();
  unsigned i = 0;
  while (i < n)
    mix(i++);
  //^ warning: the result of 'mix(i++)' is unused: the compiler may remove the work, and an empty loop is what is measured; use the result, for instance print it after the loop
  std::chrono::duration<double> elapsed = std::chrono::system_clock::now() - start;
  return elapsed.count();
}
double nested(unsigned n) {
  double best = 1e9;
  for (int run = 0; run < 5; ++run) {
    auto start = Clock::now();
    for (unsigned i = 0; i < n; ++i)
      mix(i);
    //^ warning: the result of 'mix(i)' is unused: the compiler may remove the work, and an empty loop is what is measured; use the result, for instance print it after the loop
    auto end = Clock::now();
    best = seconds(end - start) < best ? seconds(end - start) : best;
  }
  return best;
}

double printed(unsigned n) {
  unsigned sum = 0;
  auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i)
    sum += mix(i);
  auto end = Clock::now();
  std::printf("%u\n", sum);
  return seconds(end - start);
}
std::vector<unsigned> returned(unsigned n) {
  std::vector<unsigned> v;
  auto start = Clock::now();
  for (unsigned i = 0; i < n; ++i)
    v.push_back(mix(i));
  std::printf("%f\n", seconds(Clock::now() - start));
  return v;
}
void deadline(unsigned n) {
  auto end = Clock::now() + std::chrono::seconds(1);
  while (Clock::now() < end)
    mix(n++);
}
void opaqueCalls(int n) {
  auto start = Clock::now();
  for (int i = 0; i < n; ++i)
    opaque(i);
  std::printf("%f\n", seconds(Clock::now() - start));
}
void notTimed(unsigned n) {
  auto start = Clock::now();
  std::printf("%f\n", seconds(Clock::now() - start));
  for (unsigned i = 0; i < n; ++i)
    mix(i);
}

// Stopwatches.
class Stopwatch {
public:
  Stopwatch() : begin(std::chrono::steady_clock::now()) {}
  void reset() { begin = std::chrono::steady_clock::now(); }
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  }

private:
  std::chrono::steady_clock::time_point begin;
};
struct ScopedTimer {
  const char *name;
  std::chrono::steady_clock::time_point begin = std::chrono::steady_clock::now();
  ~ScopedTimer() {
    std::printf("%s: %f\n", name,
                std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
};
static int cubed(int x) { return x * x * x; }
void onStopwatch() {
  Stopwatch watch;
  for (int i = 0; i < 1000; ++i)
    cubed(i);
  //^ warning: the result of 'cubed(i)' is unused: the compiler may remove the work, and an empty loop is what is measured; use the result, for instance print it after the loop
  std::printf("%f\n", watch.seconds());
}
void onRestartedStopwatch(Stopwatch watch) {
  watch.reset();
  for (int i = 0; i < 1000; ++i)
    cubed(i);
  //^ warning: the result of 'cubed(i)' is unused: the compiler may remove the work, and an empty loop is what is measured; use the result, for instance print it after the loop
  double took = watch.seconds();
  std::printf("%f\n", took);
}
void onScopedTimer() {
  ScopedTimer timer{"cubes"};
  for (int i = 0; i < 1000; ++i)
    cubed(i);
  //^ warning: the result of 'cubed(i)' is unused: the compiler may remove the work, and an empty loop is what is measured; use the result, for instance print it after the loop
}
int keptOnStopwatch() {
  Stopwatch watch;
  int sum = 0;
  for (int i = 0; i < 1000; ++i)
    sum += cubed(i);
  std::printf("%f\n", watch.seconds());
  return sum;
}
void neverStopped() {
  Stopwatch watch;
  for (int i = 0; i < 1000; ++i)
    cubed(i);
}
// To assign a struct of a library writes it, though no code is called.
void upload(const std::tm *, std::size_t);
static void fill(std::tm *out, const std::tm &x) {
  for (int i = 0; i < 8; ++i)
    out[i] = x;
}
void writtenThroughPointer(unsigned n) {
  auto start = Clock::now();
  std::vector<std::tm> all(8 * n);
  for (unsigned i = 0; i < n; ++i) {
    std::tm x{};
    x.tm_sec = static_cast<int>(mix(i));
    fill(&all[8 * i], x);
  }
  upload(all.data(), all.size());
  std::printf("%f\n", seconds(Clock::now() - start));
}
// What an algorithm's callable changes is changed.
void show(const std::vector<unsigned> &);
static void add(std::vector<unsigned> &all, unsigned x) {
  std::for_each(all.begin(), all.end(), [x](unsigned &each) { each += x; });
}
void changedByCallables(unsigned n) {
  auto start = Clock::now();
  std::vector<unsigned> all(n);
  for (unsigned i = 0; i < n; ++i) {
    std::for_each(all.begin(), all.end(), [i](unsigned &x) { x += mix(i); });
    std::ranges::for_each(all, [i](unsigned &x) { x += mix(i); });
    std::for_each_n(all.begin(), 1, [i](unsigned &x) { x += mix(i); });
    add(all, mix(i));
  }
  show(all);
  std::printf("%f\n", seconds(Clock::now() - start));
}
void onlyLookedAt(const std::vector<unsigned> &all) {
  auto start = Clock::now();
  for (unsigned i = 0; i < 1000; ++i)
    std::for_each(all.begin(), all.end(), [i](unsigned x) { (void)mix(x + i); });
  //^ warning: is unused
  std::printf("%f\n", seconds(Clock::now() - start));
}
// A loop that waits reads what its iterations find out.
struct Worker {
  int code() const { return value; }
  int value;
};
double waited(const std::vector<Worker> &workers, unsigned n) {
  bool isDone = false;
  auto start = Clock::now();
  while (!isDone) {
    isDone = true;
    for (const Worker &worker : workers)
      if (worker.code() <= 0)
        isDone = false;
  }
  auto between = Clock::now();
  while (n--)
    mix(n);
  //^ warning: the result of 'mix(n)' is unused
  return seconds(between - start) + seconds(Clock::now() - between);
}

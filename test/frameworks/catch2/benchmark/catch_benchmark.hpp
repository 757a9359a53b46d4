// The interface of Catch2 3.7's benchmarks, as far as the tests use it; Boost Software License 1.0.
// The headers of Catch2 2, which Debian packages, have other names.
#pragma once

#include <string>
#include <type_traits>
#include <utility>

namespace Catch {
namespace Benchmark {

template <typename T> inline void keep_memory(T *p) {
  asm volatile("" : : "g"(p) : "memory");
}
inline void keep_memory() {
  asm volatile("" : : : "memory");
}
template <typename T> inline void deoptimize_value(T &&x) {
  keep_memory(&x);
}

namespace Detail {
struct ChronometerConcept {
  virtual void start() = 0;
  virtual void finish() = 0;
  virtual ~ChronometerConcept();
};
} // namespace Detail

struct Chronometer {
public:
  template <typename Fun> void measure(Fun &&fun) {
    measure(std::forward<Fun>(fun), std::is_invocable<Fun, int>());
  }
  int runs() const { return repeats; }
  Chronometer(Detail::ChronometerConcept &meter, int repeats_) : impl(&meter), repeats(repeats_) {}

private:
  template <typename Fun> void measure(Fun &&fun, std::false_type) {
    measure([&fun](int) { return fun(); }, std::true_type());
  }
  template <typename Fun> void measure(Fun &&fun, std::true_type) {
    impl->start();
    for (int i = 0; i < repeats; ++i) {
      if constexpr (std::is_void_v<decltype(fun(i))>)
        fun(i);
      else
        deoptimize_value(fun(i));
    }
    impl->finish();
  }

  Detail::ChronometerConcept *impl;
  int repeats;
};

struct BenchmarkFunction {
  template <typename Fun> explicit BenchmarkFunction(Fun &&) {}
};

struct Benchmark {
  explicit Benchmark(std::string &&benchmarkName) : name(std::move(benchmarkName)) {}
  template <typename Fun> Benchmark &operator=(Fun &&func) {
    (void)BenchmarkFunction(std::forward<Fun>(func));
    return *this;
  }
  explicit operator bool() { return true; }

private:
  std::string name;
};

} // namespace Benchmark
} // namespace Catch

#define INTERNAL_CATCH_GET_1_ARG(arg1, ...) arg1
#define INTERNAL_CATCH_GET_2_ARG(arg1, arg2, ...) arg2
#define INTERNAL_CATCH_NAME2(name, line) name##line
#define INTERNAL_CATCH_NAME(name, line) INTERNAL_CATCH_NAME2(name, line)
#define INTERNAL_CATCH_BENCHMARK(BenchmarkName, name, benchmarkIndex)                              \
  if (Catch::Benchmark::Benchmark BenchmarkName{name})                                             \
  BenchmarkName = [&](int benchmarkIndex)
#define INTERNAL_CATCH_BENCHMARK_ADVANCED(BenchmarkName, name)                                     \
  if (Catch::Benchmark::Benchmark BenchmarkName{name})                                             \
  BenchmarkName = [&]
#define BENCHMARK(...)                                                                             \
  INTERNAL_CATCH_BENCHMARK(INTERNAL_CATCH_NAME(CATCH2_INTERNAL_BENCHMARK_, __COUNTER__),           \
                           INTERNAL_CATCH_GET_1_ARG(__VA_ARGS__, , ),                              \
                           INTERNAL_CATCH_GET_2_ARG(__VA_ARGS__, , ))
#define BENCHMARK_ADVANCED(name)                                                                   \
  INTERNAL_CATCH_BENCHMARK_ADVANCED(INTERNAL_CATCH_NAME(CATCH2_INTERNAL_BENCHMARK_, __COUNTER__),  \
                                    name)

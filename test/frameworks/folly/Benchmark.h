// The interface of folly/Benchmark.h (2024), as far as the tests use it; Apache licence 2.0.
#pragma once

#include <functional>
#include <string>

namespace folly {

using BenchmarkFun = std::function<unsigned(unsigned)>;
void addBenchmarkImpl(char const *file, std::string name, BenchmarkFun fun);

template <typename Lambda> void addBenchmark(char const *file, std::string name, Lambda &&lambda) {
  if constexpr (std::is_invocable_v<Lambda, unsigned>)
    addBenchmarkImpl(file, name, [=](unsigned times) { return lambda(times); });
  else
    addBenchmarkImpl(file, name, [=](unsigned times) {
      unsigned niter = 0;
      while (times-- > 0)
        niter += lambda();
      return niter;
    });
}

struct dismiss_t {};

class BenchmarkSuspender {
public:
  BenchmarkSuspender() { rehire(); }
  BenchmarkSuspender(const BenchmarkSuspender &) = delete;
  BenchmarkSuspender(BenchmarkSuspender &&other) noexcept : active(other.active) {
    other.active = false;
  }
  ~BenchmarkSuspender() {
    if (active)
      tally();
  }
  void dismiss();
  void rehire();
  template <class F> auto dismissing(F f) {
    dismiss();
    auto result = f();
    rehire();
    return result;
  }
  explicit operator bool() const { return false; }

private:
  void tally();
  bool active = true;
};

template <class T> void doNotOptimizeAway(const T &datum) {
  asm volatile("" ::"m"(datum) : "memory");
}
template <class T> void makeUnpredictable(T &datum) {
  asm volatile("" : "+m"(datum)::"memory");
}

} // namespace folly

#define FB_CONCATENATE_IMPL(s1, s2) s1##s2
#define FB_CONCATENATE(s1, s2) FB_CONCATENATE_IMPL(s1, s2)
#define FB_ANONYMOUS_VARIABLE(str) FB_CONCATENATE(str, __COUNTER__)
#define FB_ONE_OR_NONE(a, ...) FB_VA_GLUE(FB_THIRD, (a, ##__VA_ARGS__, a))
#define FB_THIRD(a, b, ...) __VA_ARGS__
#define FB_VA_GLUE(a, b) a b
#define FB_ARG_2_OR_1(...) FB_VA_GLUE(FB_ARG_2_OR_1_IMPL, (__VA_ARGS__, __VA_ARGS__))
#define FB_ARG_2_OR_1_IMPL(a, b, ...) b

#define BENCHMARK_IMPL(funName, stringName, rv, paramType, paramName)                              \
  static void funName(paramType);                                                                  \
  [[maybe_unused]] static bool FB_ANONYMOUS_VARIABLE(follyBenchmarkUnused) =                       \
      (::folly::addBenchmark(__FILE__, stringName,                                                 \
                             [](paramType paramName) -> unsigned {                                 \
                               funName(paramName);                                                 \
                               return rv;                                                          \
                             }),                                                                   \
       true);                                                                                      \
  static void funName(paramType paramName)

#define BENCHMARK(name, ...)                                                                       \
  BENCHMARK_IMPL(name, #name, FB_ARG_2_OR_1(1, ##__VA_ARGS__),                                     \
                 FB_ONE_OR_NONE(unsigned, ##__VA_ARGS__), __VA_ARGS__)
#define BENCHMARK_RELATIVE(name, ...)                                                              \
  BENCHMARK_IMPL(name, "%" #name, FB_ARG_2_OR_1(1, ##__VA_ARGS__),                                 \
                 FB_ONE_OR_NONE(unsigned, ##__VA_ARGS__), __VA_ARGS__)
#define BENCHMARK_NAMED_PARAM(name, param_name, ...)                                               \
  BENCHMARK_IMPL(FB_CONCATENATE(name, FB_CONCATENATE(_, param_name)), #name "(" #param_name ")",   \
                 iters, unsigned, iters) {                                                         \
    name(iters, ##__VA_ARGS__);                                                                    \
  }
#define BENCHMARK_RELATIVE_NAMED_PARAM(name, param_name, ...)                                      \
  BENCHMARK_IMPL(FB_CONCATENATE(name, FB_CONCATENATE(_, param_name)),                              \
                 "%" #name "(" #param_name ")", iters, unsigned, iters) {                          \
    name(iters, ##__VA_ARGS__);                                                                    \
  }
#define BENCHMARK_PARAM(name, param) BENCHMARK_NAMED_PARAM(name, param, param)
#define BENCHMARK_RELATIVE_PARAM(name, param) BENCHMARK_RELATIVE_NAMED_PARAM(name, param, param)
#define BENCHMARK_SUSPEND                                                                          \
  if (auto FB_ANONYMOUS_VARIABLE(BENCHMARK_SUSPEND) = ::folly::BenchmarkSuspender()) {             \
  } else

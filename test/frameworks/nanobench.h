// The interface of nanobench 4.3 (ankerl::nanobench), as far as the tests use it; MIT licence.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace ankerl {
namespace nanobench {

class Rng final {
public:
  using result_type = uint64_t;
  static constexpr uint64_t(min)() { return 0; }
  static constexpr uint64_t(max)() { return UINT64_MAX; }
  explicit Rng(uint64_t seed) : state(seed) {}
  uint64_t operator()() noexcept { return state = state * 6364136223846793005u + 1; }

private:
  uint64_t state;
};

namespace detail {

#if defined(__clang__) || defined(__GNUC__)
template <typename T> void doNotOptimizeAway(T const &val) {
  asm volatile("" : : "r,m"(val) : "memory");
}
template <typename T> void doNotOptimizeAway(T &val) {
  asm volatile("" : "+m,r"(val) : : "memory");
}
#endif

} // namespace detail

class Bench {
public:
  Bench &name(std::string const &) { return *this; }
  Bench &title(std::string const &) { return *this; }
  Bench &minEpochIterations(uint64_t n) {
    iterations = n;
    return *this;
  }
  template <typename T> Bench &batch(T) { return *this; }

  template <typename Op> Bench &run(char const *, Op &&op) { return run(op); }
  template <typename Op> Bench &run(std::string const &, Op &&op) { return run(op); }
  template <typename Op> Bench &run(Op &&op) {
    auto before = std::chrono::steady_clock::now();
    for (uint64_t n = iterations; n > 0; --n)
      op();
    elapsed += std::chrono::steady_clock::now() - before;
    return *this;
  }

  template <typename Arg> Bench &doNotOptimizeAway(Arg &&arg) {
    detail::doNotOptimizeAway(arg);
    return *this;
  }

private:
  uint64_t iterations = 1;
  std::chrono::steady_clock::duration elapsed{};
};

template <typename Arg> void doNotOptimizeAway(Arg &&arg) { detail::doNotOptimizeAway(arg); }

} // namespace nanobench
} // namespace ankerl

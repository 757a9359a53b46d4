// The interface of Google Benchmark 1.8, as far as the tests use it: from this version on the sinks
// for constant and temporary objects differ, and the first is deprecated. Apache licence 2.0.
#pragma once

#include <cstdint>
#include <type_traits>

namespace benchmark {

template <class Tp>
[[deprecated("The const-ref version of this method can permit undesired compiler optimizations in "
             "benchmarks")]] inline typename std::enable_if<std::is_trivially_copyable<Tp>::value &&
                                                            (sizeof(Tp) <= sizeof(Tp *))>::type
DoNotOptimize(Tp const &value) {
  asm volatile("" : : "r,m"(value) : "memory");
}
template <class Tp>
[[deprecated("The const-ref version of this method can permit undesired compiler optimizations in "
             "benchmarks")]] inline
    typename std::enable_if<!std::is_trivially_copyable<Tp>::value ||
                            (sizeof(Tp) > sizeof(Tp *))>::type
    DoNotOptimize(Tp const &value) {
  asm volatile("" : : "m"(value) : "memory");
}
template <class Tp>
inline typename std::enable_if<std::is_trivially_copyable<Tp>::value &&
                               (sizeof(Tp) <= sizeof(Tp *))>::type
DoNotOptimize(Tp &value) {
  asm volatile("" : "+m,r"(value) : : "memory");
}
template <class Tp>
inline typename std::enable_if<!std::is_trivially_copyable<Tp>::value ||
                               (sizeof(Tp) > sizeof(Tp *))>::type
DoNotOptimize(Tp &value) {
  asm volatile("" : "+m"(value) : : "memory");
}
inline void ClobberMemory() {
  asm volatile("" : : : "memory");
}

class State {
public:
  struct StateIterator {
    struct [[maybe_unused]] Value {};
    int64_t left;
    Value operator*() const { return Value(); }
    StateIterator &operator++() {
      --left;
      return *this;
    }
    bool operator!=(StateIterator const &) const { return left != 0; }
  };
  StateIterator begin() { return {max}; }
  StateIterator end() { return {0}; }
  bool KeepRunning() { return max-- > 0; }
  int64_t range(std::size_t = 0) const { return max; }

private:
  int64_t max = 1;
};

} // namespace benchmark

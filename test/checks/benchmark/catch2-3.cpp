// RUN: %check_fastidious benchmark-unused-result,benchmark-constant-input,benchmark-setup-in-loop %s
#include <catch2/benchmark/catch_benchmark.hpp>
#include <vector>

extern int opaque(int);
extern void require(bool);
static unsigned mix(unsigned x) { return (x ^ (x >> 16)) * 0x7feb352du; }
static int sum(const std::vector<int> &v) {
  int s = 0;
  for (int x : v)
    s += x;
  return s;
}

void dropped(unsigned n) {
  BENCHMARK("call") { mix(n); };
  //                  ^ warning: the result of 'mix(n)' is unused: the compiler may remove the work, and an empty function is what is measured; return it from the benchmark
  //                  ^ note: return the value from the benchmark
  // fix-notes: BENCHMARK("call") { return mix(n); };
  // fix-notes: BENCHMARK("index", i) { return mix(unsigned(i)); };
  BENCHMARK("index", i) { mix(unsigned(i)); };
  //                      ^ warning: the result of 'mix(unsigned(i))' is unused: the compiler may remove the work, and an empty function is what is measured; return it from the benchmark
  //                      ^ note: return the value from the benchmark
  // fix-notes:
  BENCHMARK("local") {
    auto v = mix(n);
    //       ^ warning: the result of 'mix(n)' is lost, since nothing reads 'v': the compiler may remove the work, and an empty function is what is measured; return it from the benchmark
    //       ^ note: return 'v' from the benchmark
    (void)v;
  };
  // fix-notes: return v;
  // fix-notes: };
  BENCHMARK_ADVANCED("advanced")(Catch::Benchmark::Chronometer meter) {
    std::vector<unsigned> v(10, n);
    meter.measure([&] { mix(v[0]); });
    //                  ^ warning: the result of 'mix(v[0])' is unused: the compiler may remove the work, and an empty function is what is measured; return it from the benchmark
    //                  ^ note: return the value from the benchmark
    // fix-notes: meter.measure([&] { return mix(v[0]); });
  };
}
void ofThree() {
  BENCHMARK("argument") { return mix(3); };
  //                             ^ warning: the compiler sees all inputs of 'mix(3)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; take an input from where the compiler cannot see its value
}
void setUp() {
  BENCHMARK("sum") {
    std::vector<int> v(1000, 1);
    //               ^ warning: each iteration builds 'v' from what never changes: that is measured with the work that reads it; prepare it before the benchmark
    return sum(v);
  };
}
void kept(unsigned n) {
  std::vector<unsigned> outer(10);
  unsigned total = 0;
  BENCHMARK("returned") { return mix(n); };
  BENCHMARK("by reference") { total += mix(n); };
  BENCHMARK("element", i) { outer[unsigned(i) % 10] = mix(n); };
  BENCHMARK("opaque") { opaque(3); };
  BENCHMARK("empty") {};
  BENCHMARK_ADVANCED("advanced")(Catch::Benchmark::Chronometer meter) {
    std::vector<int> v(1000, int(n));
    meter.measure([&] { return sum(v); });
    meter.measure([&](int i) { return mix(unsigned(i)); });
  };
  require(total > 0 && outer[0] > 0);
}

// RUN: %check_fastidious benchmark-unused-result %s
#define CATCH_CONFIG_ENABLE_BENCHMARKING
#include <catch2/catch.hpp>
#include <string>
#include <vector>

extern int opaque(int);
static unsigned mix(unsigned x) { return (x ^ (x >> 16)) * 0x7feb352du; }

TEST_CASE("dropped") {
  unsigned n = 0;
  BENCHMARK("call") { mix(n++); };
  //                  ^ warning: the result of 'mix(n++)' is unused: the compiler may remove the work, and an empty function is what is measured; return it from the benchmark
  //                  ^ note: return the value from the benchmark
  // fix-notes: BENCHMARK("call") { return mix(n++); };
  BENCHMARK("local") {
    unsigned a = mix(n);
    unsigned b = mix(a);
    //           ^ warning: the result of 'mix(a)' is lost, since nothing reads 'b': the compiler may remove the work, and an empty function is what is measured; return it from the benchmark
    //           ^ note: return 'b' from the benchmark
    (void)b;
  };
  // fix-notes: return b;
  // fix-notes: };
  BENCHMARK("object") { std::vector<int> v(100, 3); };
  //                                     ^ warning: nothing reads 'v': the compiler may remove the work, and an empty function is what is measured; return it from the benchmark
  //                                     ^ note: return 'v' from the benchmark
  // fix-notes: BENCHMARK("object") { std::vector<int> v(100, 3); return v; };
  // fix-notes: BENCHMARK("with index", i) { return mix(unsigned(i)); };
  BENCHMARK("with index", i) { mix(unsigned(i)); };
  //                           ^ warning: the result of 'mix(unsigned(i))' is unused: the compiler may remove the work, and an empty function is what is measured; return it from the benchmark
  //                           ^ note: return the value from the benchmark
  // fix-notes:
  BENCHMARK_ADVANCED("measured")(Catch::Benchmark::Chronometer meter) {
    std::vector<unsigned> v(unsigned(meter.runs()), 1);
    meter.measure([&] { mix(v[0]); });
    //                  ^ warning: the result of 'mix(v[0])' is unused: the compiler may remove the work, and an empty function is what is measured; return it from the benchmark
    //                  ^ note: return the value from the benchmark
    // fix-notes: meter.measure([&] { return mix(v[0]); });
  };
}

TEST_CASE("kept") {
  unsigned n = 0, sum = 0;
  std::vector<int> v;
  BENCHMARK("returned") { return mix(n++); };
  BENCHMARK("captured") { v = std::vector<int>(100, 3); };
  REQUIRE(v.size() == 100);
  BENCHMARK("summed") { sum += mix(n++); };
  BENCHMARK("opaque") { opaque(3); };
  BENCHMARK_ADVANCED("measured")(Catch::Benchmark::Chronometer meter) {
    meter.measure([&](int i) { return mix(unsigned(i)); });
  };
  BENCHMARK("empty") {};
}

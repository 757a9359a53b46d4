// RUN: %confirm_test %s -- -O2 -std=c++17
// Catch2's benchmarks: what the lambda returns is kept. The verdicts were read from
// `clang++-19 -O2 -S`.
#define CATCH_CONFIG_ENABLE_BENCHMARKING
#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

extern int opaqueValue(int);

static unsigned mix(unsigned X) {
  X ^= X >> 13;
  X *= 0x5bd1e995U;
  return X ^ (X >> 15);
}

static int fibonacci(int N) { return N < 2 ? N : fibonacci(N - 1) + fibonacci(N - 2); }

TEST_CASE("numbers") {
  unsigned N = 0;
  BENCHMARK("dropped") { // expect: eliminated
    mix(N++);
  };
  BENCHMARK("returned") { // expect: survives
    return mix(N++);
  };
  BENCHMARK("constant") { // expect: outside-loop
    return fibonacci(15);
  };
  BENCHMARK("with index", I) { // expect: survives
    return mix(I);
  };
  BENCHMARK("opaque") { // expect: survives
    opaqueValue(1);
  };
}

TEST_CASE("containers") {
  std::vector<int> V(100, 4);
  // The check of the length is hoisted; the loop is gone.
  BENCHMARK("dropped copy") { // expect: outside-loop
    std::vector<int> Copy = V;
  };
  BENCHMARK("returned copy") { // expect: survives
    return V;
  };
  BENCHMARK("sorted copy") { // expect: survives
    auto Copy = V;
    std::sort(Copy.begin(), Copy.end());
    return Copy;
  };
  BENCHMARK("text") { // expect: survives
    return std::string("a text beyond the small buffer of a string");
  };
}

TEST_CASE("advanced") {
  unsigned N = 0;
  BENCHMARK_ADVANCED("kept")(Catch::Benchmark::Chronometer Meter) {
    std::vector<unsigned> V(Meter.runs());
    Meter.measure([&](int I) { return V[I] = mix(I); }); // expect: survives
  };
  BENCHMARK_ADVANCED("lost")(Catch::Benchmark::Chronometer Meter) {
    Meter.measure([&] { mix(N++); }); // expect: eliminated
  };
}

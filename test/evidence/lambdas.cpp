// RUN: %confirm_test %s -- -O2 -std=c++17 -w
// Catch2's benchmarks once more. The verdicts were read from `clang++-19 -O2 -S`.
#define CATCH_CONFIG_ENABLE_BENCHMARKING
#include <catch2/catch.hpp>

#include <map>
#include <numeric>
#include <string>
#include <vector>

extern int readInt();
extern void fill(int *, int);

static long triangle(long N) {
  long Sum = 0;
  for (long I = 0; I < N; ++I)
    Sum += I;
  return Sum;
}

static unsigned long power(unsigned long Base, unsigned Exponent, unsigned long Modulus) {
  unsigned long Result = 1;
  for (; Exponent; Exponent >>= 1, Base = Base * Base % Modulus)
    if (Exponent & 1)
      Result = Result * Base % Modulus;
  return Result;
}

TEST_CASE("sums") {
  std::vector<int> V(300);
  fill(V.data(), 300);
  long N = readInt();
  BENCHMARK("accumulated") { // expect: survives
    return std::accumulate(V.begin(), V.end(), 0L);
  };
  BENCHMARK("accumulated, dropped") { // expect: eliminated
    long Sum = std::accumulate(V.begin(), V.end(), 0L);
    (void)Sum;
  };
  BENCHMARK("closed form") { // expect: partial
    return triangle(N);
  };
  BENCHMARK("stored in capture") { // expect: outside-loop
    N += triangle(V[0]);
  };
}

TEST_CASE("powers") {
  unsigned long Base = readInt();
  BENCHMARK("of constants") { // expect: survives
    return power(7, 65537, 1000003);
  };
  BENCHMARK("of a variable") { // expect: survives
    return power(Base, 65537, 1000003);
  };
  BENCHMARK("of a variable, dropped") { // expect: eliminated
    power(Base, 65537, 1000003);
  };
}

TEST_CASE("maps") {
  std::map<int, std::string> Map{{1, "one"}, {2, "two"}};
  BENCHMARK_ADVANCED("found")(Catch::Benchmark::Chronometer Meter) {
    Meter.measure([&] { return Map.find(2) != Map.end(); }); // expect: survives
  };
  BENCHMARK_ADVANCED("not looked at")(Catch::Benchmark::Chronometer Meter) {
    Meter.measure([&] { Map.find(2); }); // expect: eliminated
  };
}

// The interface of Celero 2.9, as far as the tests use it; Apache licence 2.0.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace celero {

class TestFixture {
public:
  TestFixture() = default;
  virtual ~TestFixture() = default;
  virtual void setUp(int64_t) {}
  virtual void tearDown() {}

protected:
  virtual void UserBenchmark() = 0;
};

class Benchmark;
class Factory;
std::shared_ptr<Benchmark> RegisterTest(const char *group, const char *name, uint64_t samples,
                                        uint64_t iterations);

template <class T> void DoNotOptimizeAway(T &&x) {
  asm volatile("" : "+r"(x));
}

} // namespace celero

#define BENCHMARK_CLASS_NAME(groupName, benchmarkName)                                             \
  CeleroUserBenchmark##_##groupName##_##benchmarkName
#define BENCHMARK_F(groupName, benchmarkName, fixtureName, samples, iterations)                    \
  class BENCHMARK_CLASS_NAME(groupName, benchmarkName) : public fixtureName {                      \
  protected:                                                                                       \
    void UserBenchmark() override;                                                                 \
                                                                                                   \
  private:                                                                                         \
    static const std::shared_ptr<celero::Benchmark> info;                                          \
  };                                                                                               \
  const std::shared_ptr<celero::Benchmark> BENCHMARK_CLASS_NAME(groupName, benchmarkName)::info =  \
      celero::RegisterTest(#groupName, #benchmarkName, samples, iterations);                       \
  void BENCHMARK_CLASS_NAME(groupName, benchmarkName)::UserBenchmark()
#define BENCHMARK(groupName, benchmarkName, samples, iterations)                                   \
  BENCHMARK_F(groupName, benchmarkName, celero::TestFixture, samples, iterations)
#define BASELINE_F(groupName, benchmarkName, fixtureName, samples, iterations)                     \
  BENCHMARK_F(groupName, benchmarkName, fixtureName, samples, iterations)
#define BASELINE(groupName, benchmarkName, samples, iterations)                                    \
  BENCHMARK_F(groupName, benchmarkName, celero::TestFixture, samples, iterations)

/// \file
/// Benchmarks of what a check reports (`before`) and of its remedy (`after`).
#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>

namespace bench {

/// How often this program has allocated memory so far.
std::int64_t allocations();

/// Counts the allocations of a benchmark's iterations.
class AllocationCounter {
public:
  explicit AllocationCounter(benchmark::State &State) : State(State) {}
  AllocationCounter(const AllocationCounter &) = delete;
  ~AllocationCounter() {
    State.counters["allocations"] = benchmark::Counter(static_cast<double>(allocations() - Before) /
                                                       static_cast<double>(State.iterations()));
  }

private:
  benchmark::State &State;
  std::int64_t Before = allocations();
};

template <typename Input, typename Result>
void add(const std::string &Name, Result (*Work)(const Input &), Input (*MakeInput)()) {
  benchmark::RegisterBenchmark(Name.c_str(), [Work, MakeInput](benchmark::State &State) {
    Input In = MakeInput();
    AllocationCounter Counter(State);
    for (auto _ : State) {
      benchmark::DoNotOptimize(In);
      benchmark::DoNotOptimize(Work(In));
    }
  });
}

/// Registers the two benchmarks of the table row \p Row, which call \p Before and \p After with
/// what
/// \p MakeInput, or a function of its own for each, returns.
template <typename BeforeInput, typename AfterInput, typename Result>
int pair(const std::string &Row, Result (*Before)(const BeforeInput &),
         Result (*After)(const AfterInput &), BeforeInput (*MakeBefore)(),
         AfterInput (*MakeAfter)()) {
  add("before: " + Row, Before, MakeBefore);
  add("after: " + Row, After, MakeAfter);
  return 0;
}
template <typename Input, typename Result>
int pair(const std::string &Row, Result (*Before)(const Input &), Result (*After)(const Input &),
         Input (*MakeInput)()) {
  return pair(Row, Before, After, MakeInput, MakeInput);
}

/// The same for checks of benchmarks: the two are the benchmarks themselves.
inline int pair(const std::string &Row, void (*Before)(benchmark::State &),
                void (*After)(benchmark::State &)) {
  for (auto [Side, Work] : {std::pair("before: ", Before), std::pair("after: ", After)})
    benchmark::RegisterBenchmark((Side + Row).c_str(), [Work](benchmark::State &State) {
      AllocationCounter Counter(State);
      Work(State);
    });
  return 0;
}

} // namespace bench

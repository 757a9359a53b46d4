// RUN: %check_fastidious benchmark-pause-timing %s
#include <algorithm>
#include <benchmark/benchmark.h>
#include <map>
#include <memory>
#include <vector>

extern int opaque(int);
static int square(int x) { return x * x; }

static void small(benchmark::State &state) {
  int x = 3;
  for (auto _ : state) {
    state.PauseTiming();
  //^ warning: stopping the timer in each iteration costs more than what is measured: PauseTiming and ResumeTiming take 100 to 200 ns each, which are in part measured with the body; prepare a batch of inputs and use KeepRunningBatch, or measure with manual time
    x = opaque(x);
    state.ResumeTiming();
    benchmark::DoNotOptimize(square(x));
  }
}
static void endsPaused(benchmark::State &state) {
  std::vector<int> v(100);
  for (auto _ : state) {
    std::sort(v.begin(), v.end());
    benchmark::DoNotOptimize(v);
    state.PauseTiming();
  //^ warning: an iteration can end with the timer stopped: what follows is not measured, and the framework reports a wrong time or aborts; resume the timer on every path
    v.assign(100, 3);
  }
}
static void skips(benchmark::State &state) {
  std::vector<int> v(100);
  for (auto _ : state) {
    state.PauseTiming();
  //^ warning: an iteration can end with the timer stopped: what follows is not measured, and the framework reports a wrong time or aborts; resume the timer on every path
    if (opaque(3))
      continue;
    state.ResumeTiming();
    std::sort(v.begin(), v.end());
    benchmark::DoNotOptimize(v);
  }
}
static void destroyed(benchmark::State &state) {
  std::vector<int> v(100);
  for (auto _ : state) {
    state.PauseTiming();
  //^ warning: 'copy' is made while the timer is stopped, and destroyed after it runs again: its destructor is measured in each iteration; declare it before the loop, or end its scope while the timer is stopped
    std::vector<int> copy = v;
    //               ^ note: declared here
    state.ResumeTiming();
    std::sort(copy.begin(), copy.end());
    benchmark::DoNotOptimize(copy);
  }
}

static void large(benchmark::State &state) {
  std::vector<int> v(100);
  for (auto _ : state) {
    state.PauseTiming();
    v.assign(100, 3);
    state.ResumeTiming();
    std::sort(v.begin(), v.end());
    benchmark::DoNotOptimize(v);
  }
}
static void loops(benchmark::State &state) {
  for (auto _ : state) {
    state.PauseTiming();
    int x = opaque(3);
    state.ResumeTiming();
    for (int i = 0; i < 1000; ++i)
      benchmark::DoNotOptimize(x = square(x));
  }
}
static void outside(benchmark::State &state) {
  state.PauseTiming();
  int x = opaque(3);
  state.ResumeTiming();
  for (auto _ : state)
    benchmark::DoNotOptimize(square(x));
}
static void oneElement(benchmark::State &state) {
  std::vector<int> v;
  for (auto _ : state) {
    state.PauseTiming();
  //^ warning: stopping the timer in each iteration costs more than what is measured: PauseTiming and ResumeTiming take 100 to 200 ns each, which are in part measured with the body; prepare a batch of inputs and use KeepRunningBatch, or measure with manual time
    v.clear();
    state.ResumeTiming();
    v.push_back(1);
    benchmark::DoNotOptimize(v.data());
    benchmark::ClobberMemory();
  }
}
static void conditionallyPaused(benchmark::State &state) {
  std::vector<int> v(100);
  for (auto _ : state) {
    std::sort(v.begin(), v.end());
    benchmark::DoNotOptimize(v);
    if (opaque(1)) {
      state.PauseTiming();
    //^ warning: an iteration can end with the timer stopped: what follows is not measured, and the framework reports a wrong time or aborts; resume the timer on every path
      v.assign(100, 3);
    }
  }
}
static void conditionallyResumed(benchmark::State &state) {
  std::vector<int> v(100);
  for (auto _ : state) {
    state.PauseTiming();
  //^ warning: an iteration can end with the timer stopped: what follows is not measured, and the framework reports a wrong time or aborts; resume the timer on every path
    v.assign(100, 3);
    if (opaque(1))
      state.ResumeTiming();
    std::sort(v.begin(), v.end());
    benchmark::DoNotOptimize(v);
  }
}
static void swapped(benchmark::State &state) {
  std::vector<int> v{1, 2, 3};
  for (auto _ : state) {
    state.PauseTiming();
  //^ warning: stopping the timer in each iteration costs more than what is measured: PauseTiming and ResumeTiming take 100 to 200 ns each, which are in part measured with the body; prepare a batch of inputs and use KeepRunningBatch, or measure with manual time
    v.assign({3, 1, 2});
    state.ResumeTiming();
    std::swap(v[0], v[2]);
    benchmark::DoNotOptimize(v);
  }
}

// Now and then only, and with the same condition at both ends.
static void refilled(benchmark::State &state) {
  std::vector<int> v(1000);
  for (auto _ : state) {
    if (v.empty()) {
      state.PauseTiming();
      v.resize(1000);
      state.ResumeTiming();
    }
    v.pop_back();
  }
  benchmark::DoNotOptimize(v);
}
static void twice(benchmark::State &state) {
  std::vector<int> v(1000);
  for (auto _ : state) {
    bool full = v.size() > 2000;
    if (full)
      state.PauseTiming();
    v.push_back(opaque(1));
    if (full)
      state.ResumeTiming();
  }
}
static void givesUp(benchmark::State &state) {
  std::vector<int> v(100);
  for (auto _ : state) {
    state.PauseTiming();
    if (opaque(1) == 0) {
      state.SkipWithError("no input");
      break;
    }
    v.assign(100, 3);
    state.ResumeTiming();
    std::sort(v.begin(), v.end());
    benchmark::DoNotOptimize(v);
  }
}
static void alternates(benchmark::State &state) {
  std::vector<int> v(100);
  state.PauseTiming();
  for (auto _ : state) {
    v.assign(100, 3);
    state.ResumeTiming();
    std::sort(v.begin(), v.end());
    benchmark::DoNotOptimize(v);
    state.PauseTiming();
  }
}
static void destroyedWhilePaused(benchmark::State &state) {
  std::vector<int> v(100);
  for (auto _ : state) {
    state.PauseTiming();
    auto copy = std::make_unique<std::vector<int>>(v);
    state.ResumeTiming();
    std::sort(copy->begin(), copy->end());
    benchmark::DoNotOptimize(*copy);
    state.PauseTiming();
    copy.reset();
    state.ResumeTiming();
  }
}

// What allocates for each element soon takes longer than the pause.
static std::map<int, int> fewEntries() {
  std::map<int, int> result;
  result.emplace(1, 2);
  result.emplace(2, 3);
  return result;
}
static std::map<int, int> sixEntries() {
  std::map<int, int> result;
  result.emplace(1, 2);
  result.emplace(2, 3);
  result.emplace(3, 4);
  result.emplace(4, 5);
  result.emplace(5, 6);
  result.emplace(6, 7);
  return result;
}
static std::map<int, int> listedEntries() {
  std::map<int, int> result = {{1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 6}, {6, 7}};
  return result;
}
static void makes(benchmark::State &state, std::map<int, int> (*make)()) {
  for (auto _ : state) {
    auto made = make();
    state.PauseTiming();
    benchmark::DoNotOptimize(made);
    made.clear();
    state.ResumeTiming();
  }
}
static void makesFew(benchmark::State &state) {
  for (auto _ : state) {
    {
      auto made = fewEntries();
      state.PauseTiming();
    //^ warning: stopping the timer in each iteration costs more than what is measured
      benchmark::DoNotOptimize(made);
    }
    state.ResumeTiming();
  }
}
static void makesMany(benchmark::State &state) {
  for (auto _ : state) {
    {
      auto made = sixEntries();
      state.PauseTiming();
      benchmark::DoNotOptimize(made);
    }
    state.ResumeTiming();
  }
  for (auto _ : state) {
    {
      auto made = listedEntries();
      state.PauseTiming();
      benchmark::DoNotOptimize(made);
    }
    state.ResumeTiming();
  }
}

#include "checks/knowledge/Benchmarks.h"

namespace fastidious {
namespace {

using enum BenchmarkFramework;

// Names as of Google Benchmark 1.9, Catch2 2.13 and 3.7, nanobench 4.3, folly 2024 and Celero 2.9;
// older spellings that are still in use are listed with them.
constexpr TimedFact Timed[] = {
    {"benchmark::State", "", GoogleBenchmark, TimedShape::RangeFor},
    {"benchmark::State", "KeepRunning", GoogleBenchmark, TimedShape::LoopCondition},
    {"benchmark::State", "KeepRunningBatch", GoogleBenchmark, TimedShape::LoopCondition},
    {"Catch::Benchmark::Benchmark", "operator=", Catch2, TimedShape::Callable, true},
    {"Catch::Benchmark::Chronometer", "measure", Catch2, TimedShape::Callable, true},
    // Catch2 before 2.9.
    {"Catch::BenchmarkLooper", "operator bool", Catch2, TimedShape::LoopCondition},
    {"ankerl::nanobench::Bench", "run", Nanobench, TimedShape::Callable},
    {"celero::TestFixture", "UserBenchmark", Celero, TimedShape::Method},
};

constexpr SinkFact Sinks[] = {
    {"benchmark::DoNotOptimize", GoogleBenchmark, SinkKind::Value},
    {"benchmark::internal::UseCharPointer", GoogleBenchmark, SinkKind::Value},
    {"benchmark::ClobberMemory", GoogleBenchmark, SinkKind::Memory},
    {"Catch::Benchmark::deoptimize_value", Catch2, SinkKind::Value},
    {"Catch::Benchmark::keep_memory", Catch2, SinkKind::Value},
    {"ankerl::nanobench::doNotOptimizeAway", Nanobench, SinkKind::Value},
    {"ankerl::nanobench::detail::doNotOptimizeAway", Nanobench, SinkKind::Value},
    {"ankerl::nanobench::Bench::doNotOptimizeAway", Nanobench, SinkKind::Value},
    {"folly::doNotOptimizeAway", Folly, SinkKind::Value},
    {"folly::makeUnpredictable", Folly, SinkKind::Value},
    {"folly::compiler_must_not_elide", Folly, SinkKind::Value},
    {"folly::compiler_must_not_predict", Folly, SinkKind::Value},
    {"celero::DoNotOptimizeAway", Celero, SinkKind::Value},
};

constexpr ControlFact Controls[] = {
    {"benchmark::State", "PauseTiming", ControlKind::Pause},
    {"benchmark::State", "ResumeTiming", ControlKind::Resume},
    {"benchmark::State", "SetIterationTime", ControlKind::ManualTime},
    {"benchmark::State", "SkipWithError", ControlKind::Skip},
    {"benchmark::State", "SkipWithMessage", ControlKind::Skip},
    {"benchmark::State", "SetLabel", ControlKind::Report},
    {"benchmark::State", "SetItemsProcessed", ControlKind::Report},
    {"benchmark::State", "SetBytesProcessed", ControlKind::Report},
    {"benchmark::State", "SetComplexityN", ControlKind::Report},
    {"benchmark::State", "counters", ControlKind::Report},
    {"benchmark::State", "KeepRunning", ControlKind::Query},
    {"benchmark::State", "KeepRunningBatch", ControlKind::Query},
    {"benchmark::State", "iterations", ControlKind::Query},
    {"benchmark::State", "range", ControlKind::Query},
    {"benchmark::State", "range_x", ControlKind::Query},
    {"benchmark::State", "range_y", ControlKind::Query},
    {"benchmark::State", "thread_index", ControlKind::Query},
    {"benchmark::State", "threads", ControlKind::Query},
    {"benchmark::State", "error_occurred", ControlKind::Query},
    {"benchmark::State", "skipped", ControlKind::Query},
    {"benchmark::State", "begin", ControlKind::Query},
    {"benchmark::State", "end", ControlKind::Query},
    {"benchmark::State", "name", ControlKind::Query},
    {"benchmark::State", "bytes_processed", ControlKind::Query},
    {"benchmark::State", "items_processed", ControlKind::Query},
    {"benchmark::State", "complexity_length_n", ControlKind::Query},
    // Private clones of the API use these names.
    {"benchmark::State", "StopTiming", ControlKind::Pause},
    {"benchmark::State", "StartTiming", ControlKind::Resume},
    {"Catch::Benchmark::Chronometer", "runs", ControlKind::Query},
    {"folly::BenchmarkSuspender", "dismiss", ControlKind::Resume},
    {"folly::BenchmarkSuspender", "rehire", ControlKind::Pause},
};

constexpr std::string_view Suspending[] = {"folly::BenchmarkSuspender"};

constexpr ClockFact Clocks[] = {
    {"std::chrono::steady_clock::now"},
    {"std::chrono::system_clock::now"},
    {"std::chrono::high_resolution_clock::now"},
    {"boost::chrono::steady_clock::now"},
    {"boost::chrono::high_resolution_clock::now"},
    {"clock"},
    {"std::clock"},
    {"clock_gettime", 1},
    {"gettimeofday", 0},
    {"timespec_get", 0},
    {"std::timespec_get", 0},
    {"QueryPerformanceCounter", 0},
    {"omp_get_wtime"},
    {"mach_absolute_time"},
    {"clock_gettime_nsec_np"},
    {"absl::Now"},
    {"absl::GetCurrentTimeNanos"},
    {"absl::base_internal::CycleClock::Now"},
    {"_rdtsc"},
    {"__rdtsc"},
    {"__rdtscp"},
    {"__builtin_ia32_rdtsc"},
    {"__builtin_ia32_rdtscp"},
    {"__builtin_readcyclecounter"},
    {"__builtin_readsteadycounter"},
};

} // namespace

std::string_view nameOf(BenchmarkFramework Framework) {
  switch (Framework) {
  case GoogleBenchmark:
    return "Google Benchmark";
  case Catch2:
    return "Catch2";
  case Nanobench:
    return "nanobench";
  case Folly:
    return "folly";
  case Celero:
    return "Celero";
  case HandWritten:
    return "the timing loop";
  }
  return {};
}

llvm::ArrayRef<TimedFact> timedFacts() {
  return Timed;
}

llvm::ArrayRef<SinkFact> sinkFacts() {
  return Sinks;
}

llvm::ArrayRef<ControlFact> controlFacts() {
  return Controls;
}

llvm::ArrayRef<std::string_view> suspendingClasses() {
  return Suspending;
}

llvm::ArrayRef<ClockFact> clockFacts() {
  return Clocks;
}

} // namespace fastidious

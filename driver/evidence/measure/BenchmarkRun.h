/// \file
/// What Google Benchmark reports of one run (`--benchmark_out_format=json`).
#pragma once

#include "llvm/Support/Error.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace fastidious::measure {

/// The repetitions of one benchmark, over all runs of one program.
struct BenchmarkSamples {
  /// The times are of a clock on the wall, as the benchmark asks for with UseRealTime() or
  /// UseManualTime(); otherwise they are CPU time.
  bool IsRealTime = false;
  std::vector<double> Nanoseconds; ///< Of one iteration.
  /// By name: `allocs_per_iter` and `max_bytes_used`, which the library adds where the program
  /// registers a memory manager, and the user's counters whose name begins with "alloc".
  std::map<std::string, std::vector<double>> Counters;
};

/// All that was measured of one program.
struct ProgramSamples {
  std::map<std::string, BenchmarkSamples> Benchmarks;
  std::vector<std::string> Order; ///< Their names, as the program runs them.
  /// What makes the figures less reliable, in the machine or the library.
  std::set<std::string> Warnings;
};

/// Adds the run that \p Json describes. Fails if that is no report of Google Benchmark, if it has
/// no benchmark, or if one of them reports an error.
llvm::Error addRun(llvm::StringRef Json, ProgramSamples &Into);

} // namespace fastidious::measure

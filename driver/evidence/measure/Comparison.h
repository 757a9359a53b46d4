/// \file
/// Two programs side by side, as benchstat shows them.
#pragma once

#include "driver/evidence/measure/BenchmarkRun.h"
#include "driver/evidence/measure/Statistics.h"

#include "llvm/Support/JSON.h"

#include <optional>

namespace fastidious::measure {

/// What can be said about a difference.
enum class Outcome {
  Noise,  ///< None is shown: both may well be the same.
  Less,   ///< Faster, or fewer.
  Greater ///< Slower, or more.
};

/// One quantity of one benchmark, before and after.
struct Difference {
  std::vector<double> Before, After;
  double MedianBefore, MedianAfter;
  std::optional<Interval> IntervalBefore, IntervalAfter; ///< Of the medians, at 95 %.
  double P;
  measure::Outcome Outcome;
  /// So few samples that no difference could be shown.
  bool IsUndecidable;

  /// By how much the median grew: -0.5 for half. Nothing if it was zero.
  std::optional<double> change() const;
};

struct BenchmarkComparison {
  std::string Name;
  bool IsRealTime;
  Difference Time; ///< Nanoseconds of an iteration.
  std::map<std::string, Difference> Counters;
};

struct Comparison {
  std::vector<BenchmarkComparison> Benchmarks; ///< That both programs have.
  std::vector<std::string> OnlyBefore, OnlyAfter;
  std::set<std::string> Warnings;
  double Alpha;

  bool anyTime(Outcome O) const;
};

/// The difference of two samples; it counts as shown if P is below \p Alpha. Both are not empty.
Difference compare(std::vector<double> Before, std::vector<double> After, double Alpha);
Comparison compare(const ProgramSamples &Before, const ProgramSamples &After, double Alpha);

/// A table for people.
std::string asText(const Comparison &C);
/// The benchmarks, with all samples.
llvm::json::Array asJSON(const Comparison &C);

} // namespace fastidious::measure

/// \file
/// The statistics of repeated measurements. Nothing is assumed about how they are distributed: run
/// times are skewed and have outliers.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace fastidious::measure {

/// The middle of \p Samples, or the mean of the two in the middle. There is at least one.
double median(std::vector<double> Samples);

struct Interval {
  double Low, High;
};

/// The narrowest interval between two order statistics, equally far from the ends, that holds the
/// median of what was sampled with probability \p Confidence. Nothing if there are too few samples:
/// 95 % takes six.
std::optional<Interval> medianInterval(std::vector<double> Samples, double Confidence);

/// The Mann-Whitney U test (Wilcoxon's rank sum test).
struct RankTest {
  double U; ///< Pairs in which the first sample's value is greater; ties count one half.
  double P; ///< Two-sided: how likely such a U is if both samples come from one distribution.
};

/// Exact, also with ties, for up to a hundred samples together; beyond, the normal approximation
/// with corrections for ties and continuity. Both samples have at least one element.
RankTest mannWhitney(const std::vector<double> &First, const std::vector<double> &Second);

/// The smallest P that mannWhitney() can give for samples of this size.
double leastP(size_t First, size_t Second);

} // namespace fastidious::measure

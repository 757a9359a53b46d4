/// \file
/// From what the variants of a module look like to a verdict.
#pragma once

#include "driver/evidence/optimizer/Remarks.h"
#include "driver/evidence/optimizer/Summary.h"
#include "driver/evidence/optimizer/Verdict.h"

#include <set>
#include <string>
#include <vector>

namespace fastidious::optimizer {

/// The optimised variants; one that could not be built is empty.
struct Observations {
  ModuleSummary AsWritten, Removed, Emptied, Observed, InputsHidden;
  std::vector<VanishedLoop> Vanished; ///< While AsWritten was optimised.
};

/// What is asked about.
struct Subject {
  const TimedWork &Work;
  unsigned Loop;
  std::vector<unsigned> Units;
  std::set<std::string> Functions; ///< Symbols of the functions that held code of the units.
  std::set<std::string> Callees;   ///< Those of the main file that the units call.
};

/// The first rule that fits decides:
/// - unknown: a variant is missing, or the work cannot be removed without undefined behaviour;
/// - unknown: there is nothing to measure, or the work gives what removing it gives;
/// - eliminated: the function is the same with and without the work;
/// - for a timed loop that was unrolled until nothing was left of it, the same as below, with the
///   cost of all iterations;
/// - outside-loop, eliminated: an iteration costs no more and does no more than an empty one, and
///   there is, or is not, new work outside or another value;
/// - outside-loop: an iteration only hands over a value that was computed once;
/// - partial: an inner loop became a formula, or the cost is well below that of the observed work;
/// - survives: otherwise.
Answer decide(const Subject &S, const Observations &O);

} // namespace fastidious::optimizer

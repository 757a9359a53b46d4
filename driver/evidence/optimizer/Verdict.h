/// \file
/// What the optimiser was seen to do with the work of a timed loop.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>
#include <vector>

namespace fastidious::optimizer {

/// The fate of the work at the asked optimisation level.
enum class Verdict {
  Eliminated,  ///< Nothing of it is executed.
  OutsideLoop, ///< Computed once: folded, hoisted, sunk, or the whole loop became a formula.
  Partial,     ///< The loop executes only part of it.
  Survives,    ///< Every iteration executes it.
  Unknown,     ///< The question has no answer, or there is no work to ask about.
};

/// The verdict's name in machine-readable output ("outside-loop").
llvm::StringRef name(Verdict V);

/// What would bring the work back into the loop.
enum class Advice {
  None,          ///< Nothing is missing, or nothing that was tried helps.
  ObserveResult, ///< Pass the result to the framework's sink.
  HideInput,     ///< That alone may not help, as the inputs never change: hide one of them, too.
};

/// The answer for one piece of work.
struct Answer {
  optimizer::Verdict Verdict = optimizer::Verdict::Unknown;
  /// Why, in words for people ("evaluated once, outside the loop").
  std::string Detail;
  /// For Partial and Survives: the part of the work's estimated cost that each iteration still
  /// pays, 0 to 1.
  std::optional<double> SurvivingShare;
  optimizer::Advice Advice = optimizer::Advice::None;
  /// For Survives: it does something that others can observe, and writes nothing that no such
  /// effect reads. Without, it survives only because this optimiser does not see that nobody could
  /// tell, or because its result is used.
  bool HasObservableEffect = false;
  /// The estimated cost of an iteration, above an empty one, if the result were looked at, but
  /// without the price of looking.
  double ObservedCost = 0;
  double LeftCost = 0; ///< The same, as the code is written.
  /// The figures behind the answer, for whoever doubts it.
  std::string Figures;
};

/// The sentence that tells the user what to do, or nothing.
llvm::StringRef describe(Advice A);

} // namespace fastidious::optimizer

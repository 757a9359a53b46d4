/// \file
/// What one iteration of a benchmark consists of: what prepares inputs, and the work on them.
#pragma once

#include "checks/support/TimedRegions.h"

#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"

#include <string>
#include <vector>

namespace fastidious {

/// A statement of the iteration, or one of the variables of a declaration.
struct Part {
  const clang::Stmt *Statement;
  /// What of it is evaluated: the statement, or the variable's initialiser, which may be null.
  const clang::Stmt *Evaluated;
  /// The variable that it declares, or null.
  const clang::VarDecl *Declared = nullptr;
  /// Prepares something from what never changes, for other parts.
  bool IsSetup = false;
  /// What it declares or fills.
  llvm::SmallSetVector<const clang::VarDecl *, 2> Targets = {};
  /// It adds to its targets instead of replacing what they hold.
  bool Appends = false;
  /// It empties its targets.
  bool Clears = false;
};

/// The parts of one iteration, told apart into set-up and work.
struct IterationParts {
  /// In the order of their evaluation.
  std::vector<Part> Parts;
  /// Variables that would be set-up if the work did not change them.
  llvm::SmallSetVector<const clang::VarDecl *, 4> Consumed;
  /// The prepared variables with whose contents the work computes.
  llvm::SmallPtrSet<const clang::VarDecl *, 4> Inputs;

  /// The set-up part that declares \p Variable, or null.
  const Part *declarationOf(const clang::VarDecl *Variable) const;
  /// The parts that fill \p Variable after its declaration.
  llvm::SmallVector<const Part *, 2> fillsOf(const clang::VarDecl *Variable) const;
};

/// The parts of the region \p R of \p B. \p UserSinks are the user's own sinks, as for asSink.
IterationParts partsOfIteration(const Body &B, const TimedRegion &R,
                                llvm::ArrayRef<std::string> UserSinks);

/// Whether a function of this name makes an input, as far as a name can tell.
bool isSetupName(llvm::StringRef Name);

/// What can be filled: containers, arrays, and memory that a pointer owns.
bool isFillable(clang::QualType T);

} // namespace fastidious

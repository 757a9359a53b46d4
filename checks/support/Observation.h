/// \file
/// Which computations of a benchmark are observed, and which are dead: nothing that the program
/// does depends on them, so that the optimiser may remove them.
///
/// A flow-insensitive slice over the whole body. Observable effects (sinks, output, opaque calls,
/// returns, writes to what others can see) need the variables they mention; whatever is written
/// into a needed variable needs what it was computed from. Every doubt makes a variable observed.
#pragma once

#include "checks/support/CallEffects.h"
#include "checks/support/TimedRegions.h"

#include "llvm/ADT/SmallPtrSet.h"

#include <string>
#include <vector>

namespace fastidious {

/// An expression statement, a declaration, a returned value, or the condition of a statement.
struct Step {
  const clang::Stmt *Statement;
  StatementEffects Effects;
  /// Variables whose value may flow into the effects.
  llvm::SmallPtrSet<const clang::VarDecl *, 4> Reads;
  /// The statement that this condition controls, else null.
  const clang::Stmt *Controls = nullptr;
  /// The indices of the first step within that statement and of the first after it.
  size_t ControlledBegin = 0, ControlledEnd = 0;
  /// The region that the step is timed in, else null.
  const TimedRegion *Region = nullptr;
};

class Observation {
public:
  /// \p UserSinks: see asSink().
  explicit Observation(const Body &B, llvm::ArrayRef<std::string> UserSinks = {});

  /// All steps of the body in source order, those of lambdas that a framework times included.
  const std::vector<Step> &steps() const { return Steps; }

  /// Whether something that the program does may depend on the variable's value.
  bool isObserved(const clang::VarDecl *Variable) const { return Observed.contains(Variable); }

  /// Whether nothing depends on \p S: it has no observable effect, and all that it writes is
  /// unobserved. The condition of an `if` or `switch` also needs all that it decides about to be
  /// so; that of a loop is never dead by itself.
  bool isDead(const Step &S) const;

private:
  const Body &B;
  llvm::ArrayRef<std::string> UserSinks;
  std::vector<Step> Steps;
  llvm::SmallPtrSet<const clang::VarDecl *, 16> Observed;
  /// Variables that a region may resize: their size is a value like any other.
  llvm::SmallPtrSet<const clang::VarDecl *, 8> Resized;

  const TimedRegion *regionOf(const clang::Stmt *S) const;
  const TimedRegion *regionCalling(const clang::LambdaExpr *Lambda) const;
  void collect(const clang::Stmt *S);
  void collectControlled(const clang::Stmt *S);
  void collectTimedLambdas(const clang::Stmt *S);
  void addStep(const clang::Stmt *S, const clang::Stmt *Controls = nullptr);
  void addReads(const clang::Stmt *S, Step &Into) const;
  void findResized();
  void solve();
  bool controlsExit(const clang::Stmt *Controlled) const;
  /// The steps within the statement that \p S controls, \p S included.
  llvm::ArrayRef<Step> controlledBy(const Step &S) const;
};

} // namespace fastidious

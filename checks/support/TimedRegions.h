/// \file
/// What a benchmark measures: the code that is timed in each iteration, the sinks that keep its
/// values alive, and the ways in which values leave it.
///
/// A region belongs to the body that *starts* it: the function with the timing loop, or the one
/// that hands a lambda to the framework (so that captures by reference can be followed). A lambda
/// given to `RegisterBenchmark` holds its own loop and is a body of its own.
#pragma once

#include "checks/knowledge/Benchmarks.h"
#include "checks/support/Body.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

#include <optional>
#include <string>
#include <vector>

namespace clang {
class CallExpr;
class Expr;
class LambdaExpr;
class ValueDecl;
} // namespace clang

namespace fastidious {

/// A call that keeps a value or memory alive: a framework's sink, or a user's wrapper around one.
struct SinkCall {
  const clang::CallExpr *Call;
  SinkKind Kind;
  /// The kept expressions as written; empty for SinkKind::Memory.
  llvm::SmallVector<const clang::Expr *, 2> Values;
  /// Null for a user's wrapper.
  const SinkFact *Fact;
};

/// Code that is timed.
struct TimedRegion {
  BenchmarkFramework Framework;
  /// The loop, the call that hands over the callable, or the function's whole body.
  const clang::Stmt *Whole;
  /// What one iteration runs: the loop's body, the callable's body or the function's body.
  const clang::Stmt *Measured;
  /// The callable, if the framework is given one.
  const clang::LambdaExpr *Callable = nullptr;
  /// The framework keeps what `return` in the measured code gives back.
  bool KeepsReturnValue = false;
  /// The benchmark brings its own time (`SetIterationTime`): the region is not what is reported.
  bool HasManualTime = false;
  /// The statements of one iteration in order, those within compound statements one by one;
  /// without null statements, controls of the timer and stretches where the timer is stopped.
  llvm::SmallVector<const clang::Stmt *, 8> Statements = {};
  /// Statements inside `Measured` that run while the timer is stopped.
  llvm::SmallVector<const clang::Stmt *, 2> Paused = {};
  /// Calls that stop or restart the timer, in order.
  llvm::SmallVector<std::pair<const clang::CallExpr *, ControlKind>, 2> Controls = {};
};

/// How a value leaves the benchmark by the framework's own means. Output, assertions, globals and
/// the like are no concern of the framework; see Observation.h.
enum class ExitKind {
  Sink,   ///< Given to a sink.
  Report, ///< Becomes a counter, the label or a count of the report.
  Return, ///< Returned to a framework that keeps it.
};

struct ValueExit {
  const clang::Expr *Value;
  ExitKind Kind;
  const clang::Stmt *Where; ///< The call, the assignment or the return statement.
};

/// All timed regions that \p B starts, in source order; computed once for each body. Regions
/// do not nest, save for a hand-written timing loop around nothing but another loop.
llvm::ArrayRef<TimedRegion> timedRegions(const Body &B);

/// Whether \p S is timed: inside the region, and not where the timer is stopped.
bool isTimed(const Body &B, const TimedRegion &R, const clang::Stmt *S);

/// Whether each iteration of \p R is one of a batch of items (`KeepRunningBatch`).
bool isBatch(const TimedRegion &R);

/// Whether \p R and \p S in it are both text of one macro's definition: the macro stamps out the
/// benchmark, and every expansion has what is wrong with it.
bool isOfSameMacro(const TimedRegion &R, const clang::Stmt *S, const clang::ASTContext &Context);

/// The value exits of \p B in source order: those within \p R and those after it.
std::vector<ValueExit> valueExits(const Body &B, const TimedRegion &R);

/// \p S as a sink: one of a framework's, a function whose visible body passes a parameter to one
/// (or to inline assembly or a volatile object), or one of \p UserSinks (qualified names or bare
/// ones).
std::optional<SinkCall> asSink(const clang::Stmt *S, llvm::ArrayRef<std::string> UserSinks = {});

/// All sinks within \p Within, lambdas included, in source order.
std::vector<SinkCall> sinksIn(const clang::Stmt *Within,
                              llvm::ArrayRef<std::string> UserSinks = {});
/// All sinks of the body \p B. Those that no option names are looked for once.
std::vector<SinkCall> sinksOf(const Body &B, llvm::ArrayRef<std::string> UserSinks);

/// \p S as a use of the framework's own object: a call of one of its members, or an access to its
/// counters.
std::optional<ControlKind> asControl(const clang::Stmt *S);

/// Whether evaluating \p S reads a clock.
bool readsClock(const clang::Stmt *S);

} // namespace fastidious

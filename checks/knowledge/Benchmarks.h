/// \file
/// What is known about benchmark frameworks and clocks: how each marks what it times, which
/// functions keep a value alive, and what becomes part of the report.
#pragma once

#include "llvm/ADT/ArrayRef.h"

#include <string_view>

namespace fastidious {

enum class BenchmarkFramework {
  GoogleBenchmark,
  Catch2,
  Nanobench,
  Folly,
  Celero,
  HandWritten, ///< A loop between two reads of a clock.
};

/// The name of \p Framework as its users write it.
std::string_view nameOf(BenchmarkFramework Framework);

/// How the code that a framework times is marked.
enum class TimedShape {
  RangeFor,      ///< `for (auto _ : object)`: the loop's body.
  LoopCondition, ///< `while (object.member())`: the loop's body.
  Callable,      ///< `object.member(..., callable)`: the callable's body.
  Method,        ///< The body of a member function that overrides the class's member.
};

/// One way in which a framework times something.
struct TimedFact {
  std::string_view Class;  ///< Qualified, without inline namespaces.
  std::string_view Member; ///< Empty for RangeFor; operators as `operator=`.
  BenchmarkFramework Framework;
  TimedShape Shape;
  /// The framework keeps the value that the callable returns.
  bool KeepsReturnValue = false;
};

llvm::ArrayRef<TimedFact> timedFacts();

/// What a sink keeps from being optimised away.
enum class SinkKind {
  Value,  ///< The argument's value; the memory of an argument passed as an lvalue escapes.
  Memory, ///< All memory that has escaped.
};

/// A function whose only purpose is to keep work alive.
struct SinkFact {
  std::string_view Function; ///< Qualified, without inline namespaces.
  BenchmarkFramework Framework;
  SinkKind Kind;
};

llvm::ArrayRef<SinkFact> sinkFacts();

/// What a member of the framework's own object means for the measurement.
enum class ControlKind {
  Pause,      ///< Stops the timer.
  Resume,     ///< Starts it again.
  ManualTime, ///< The benchmark brings its own time.
  Skip,       ///< Ends the benchmark without a result.
  Report,     ///< The arguments become part of the report.
  Query,      ///< Reads the framework's state.
};

struct ControlFact {
  std::string_view Class;
  std::string_view Member;
  ControlKind Kind;
};

llvm::ArrayRef<ControlFact> controlFacts();

/// A class whose objects keep the timer stopped as long as they live.
llvm::ArrayRef<std::string_view> suspendingClasses();

/// A function that reads a clock.
struct ClockFact {
  std::string_view Function;
  /// The index of the pointer parameter that receives the time, or -1 if it is returned.
  int OutParameter = -1;
};

llvm::ArrayRef<ClockFact> clockFacts();

} // namespace fastidious

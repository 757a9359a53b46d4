/// \file
/// The timed loops of a translation unit, and the pieces of work in them that can be taken out.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace clang {
class FunctionDecl;
} // namespace clang

namespace fastidious::optimizer {

/// A line and a column of the main file; both start at 1.
using LineColumn = std::pair<unsigned, unsigned>;

/// A piece of work in a timed loop that has a guard: one statement, or one value.
struct WorkUnit {
  enum class Kind { Statement, Initializer, ReturnValue, SinkArgument };

  unsigned Id;   ///< Its index in TimedWork::Units, and the number in the guard's name.
  unsigned Loop; ///< Its loop's index in TimedWork::Loops.
  WorkUnit::Kind Kind;
  /// The source range, without the macro expansions in it: begin included, end excluded.
  LineColumn Begin, End;
  /// Byte offsets of the same range.
  unsigned BeginOffset, EndOffset;
  std::string Text;
  /// Contains a loop, an allocation, or a call that is more than an accessor.
  bool HasRealWork = false;
  /// Calculates something.
  bool HasArithmetic = false;
  /// The front end evaluates it already.
  bool FoldedByFrontEnd = false;
  /// The sink that shows its result goes with it.
  bool HoldsSink = false;
  /// A number or a pointer that goes to a sink as it is. If the code does not change when zero
  /// takes its place, then it is known to be zero.
  bool IsShown = false;
  /// Its arguments have side effects, which stay when it is removed.
  bool KeepsSideEffects = false;

  bool covers(LineColumn Place) const { return Begin <= Place && Place < End; }
};

/// A loop that a benchmark framework or a pair of clock readings times.
struct TimedLoop {
  unsigned Id; ///< Its index in TimedWork::Loops.
  std::string Name;
  std::string Framework;
  /// The outermost function around the loop; the optimiser is asked about what becomes of it.
  const clang::FunctionDecl *Root;
  /// The symbol of the function whose code is compared: the root, or its only caller.
  std::string RootSymbol;
  LineColumn Begin;
  unsigned BeginOffset, EndOffset; ///< Of the loop, or of the measured lambda.
  /// Where a macro's definition has the loop and its work (a SourceLocation's raw encoding): the
  /// same for all expansions. Zero if no macro has both.
  unsigned InMacro = 0;
  std::vector<unsigned> Units;
};

struct TimedWork {
  std::string MainFile;
  std::vector<TimedLoop> Loops;
  std::vector<WorkUnit> Units;
};

/// The name of the `extern "C" bool` that decides whether a unit's work is done.
std::string guardName(unsigned Unit);
/// The unit whose guard has this name, or -1.
int unitOfGuard(std::string_view Symbol);

} // namespace fastidious::optimizer

/// \file
/// How often a loop runs, as it can be told before the loop starts.
#pragma once

#include "checks/support/Body.h"
#include "checks/support/Place.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fastidious {

/// An operand of a count, as the program spells it.
struct CountTerm {
  std::string Text;         ///< Empty where the spelling is not available (macro bodies).
  clang::QualType Type;     ///< An integer type; null where it depends on a template parameter.
  bool NonNegative = false; ///< The value cannot be negative: unsigned, or a number of elements.
  bool Primary = true;      ///< Needs no parentheses as an operand.
  bool IsConstant = false;  ///< A constant expression: no compiler warns of its conversion.
};

/// An object whose value, or whose number of elements, the count depends on.
struct CountSource {
  Place Object;
  bool SizeOnly; ///< Only the number of elements counts: writing elements changes nothing.
};

/// The number of iterations, an expression over values that exist before the loop:
/// ceil(max(0, High - Low + Offset) / Step).
struct TripCount {
  std::optional<CountTerm> High, Low; ///< Absent operands are zero.
  int64_t Offset = 0;
  uint64_t Step = 1;
  /// A step that is no constant; Step is 1 then, and the number is for messages only.
  std::optional<CountTerm> Divisor;
  /// The number itself where it is known at compile time.
  std::optional<uint64_t> Constant;
  /// Whether the expression names only what is declared before the loop.
  bool IsWritable = true;
  /// Evaluating the expression once more does work that can be observed or that is not cheap:
  /// calls of unknown functions, a range that a function returns by value.
  bool HasSideEffects = false;
  /// The expression holds a difference of its own (`a.size() - b.size()`), which may wrap.
  bool ComputationMayWrap = false;
  /// The loop's own counter if the expression names it: it is right just before the loop, not
  /// earlier.
  const clang::VarDecl *Counter = nullptr;
  std::vector<CountSource> Sources;

  /// Whether High - Low + Offset can be below zero (in exact arithmetic): the loop then does not
  /// run, while the expression, converted to an unsigned type, would be huge.
  bool mayBeNegative() const;
  /// Whether computing the expression may overflow or wrap to a larger value where guard() holds.
  bool mayWrap() const;
  /// For messages: without casts. Empty if an operand has no spelling and the number is not known.
  std::string display() const;
  /// C++ text of type \p Target that compiles without conversion warnings; correct where guard()
  /// holds. Empty if it is not writable.
  std::string expression(clang::QualType Target, const clang::ASTContext &Context) const;
  /// The condition under which expression() is right; empty if that is always. Compiles without
  /// warnings of signs that differ.
  std::string guard(const clang::ASTContext &Context) const;
};

/// How often \p L runs each time it is entered, or nothing if that is not known: the bound, the
/// counter or the range changes within the loop, or its form is none of: counted up or down by a
/// constant, over an iterator pair, over a range whose size takes constant time. Ways out of the
/// loop other than its condition are not looked at; see mayLeaveEarly.
std::optional<TripCount> tripCount(const Body &B, const Loop &L);

/// How often \p L runs at most if each iteration divides the integer that its condition asks for
/// (`for (; n; n /= 10)`): as many times as the type has digits. Nothing for other loops.
std::optional<uint64_t> mostDigits(const Body &B, const Loop &L);

/// How far the iterator \p Last is from \p First, both evaluated at the same place, such as the
/// arguments of an algorithm. Nothing if that takes more than constant time.
std::optional<TripCount> distance(const Body &B, const clang::Expr *First, const clang::Expr *Last);

/// The number of elements of the range \p Range, as range-`for` would see them.
std::optional<TripCount> rangeSize(const Body &B, const clang::Expr *Range);

/// The value of the integer expression \p E if it is known at compile time and fits.
std::optional<int64_t> constantInteger(const clang::Expr *E, const clang::ASTContext &Context);

/// The value of the integer expression \p N as a count.
std::optional<TripCount> countOf(const Body &B, const clang::Expr *N);

/// Whether the count is the same on every iteration of \p Outer and can be told before \p Outer.
bool isInvariant(const Body &B, const TripCount &Count, const Loop &Outer);

/// Whether \p Within, a part of \p B, may change \p Source.
bool mayChange(const Body &B, const CountSource &Source, const clang::Stmt *Within);

/// How often the head of a `for` loop says that it runs, where it counts by one from one constant
/// to another. The body may do otherwise: for those who only want to know whether the loop is
/// short.
std::optional<uint64_t> statedTripCount(const Loop &L, const clang::ASTContext &Context);

/// The largest value of the integer variable \p Object that the conditions around \p At, and those
/// before it that leave, admit; nothing if they set no bound that is a constant.
std::optional<int64_t> largestValue(const Body &B, const Place &Object, const clang::Stmt *At);

/// The same for the smallest value.
std::optional<int64_t> smallestValue(const Body &B, const Place &Object, const clang::Stmt *At);

/// How often \p L runs at most, where its count is a constant or a variable that conditions before
/// the loop bound (`if (n > 3) return;`); nothing where none does.
std::optional<uint64_t> mostIterations(const Body &B, const Loop &L);

/// The constant that the size of \p Object is compared with in \p Condition, that of a loop which
/// adds to it: `while (s.size() < 7)`. Nothing if there is none.
std::optional<int64_t> sizeAtEnd(const clang::Expr *Condition, const Place &Object,
                                 const clang::ASTContext &Context);

/// Whether objects of type \p T tell their number of elements in constant time by `size()`.
bool hasConstantSize(clang::QualType T);

/// The spelling of an integer type for a cast: `std::size_t`, `int`, `long long`.
std::string integerSpelling(clang::QualType T, const clang::ASTContext &Context);

/// \p Text of type \p From for a place that wants \p To: with a cast if the implicit conversion
/// would warn under -Wconversion or -Wsign-conversion. A null type depends on a template parameter.
std::string converted(std::string Text, clang::QualType From, clang::QualType To,
                      const clang::ASTContext &Context);

/// Whether \p E is computed, directly or by way of initialised locals, from a variable that \p L
/// multiplies: `k *= 2`, `k <<= 1`, `k += k`, `k = 2 * k`. What is sized by it grows
/// geometrically.
bool namesMultipliedVariable(const Loop &L, const clang::Stmt *E, const clang::ASTContext &Context);

} // namespace fastidious

/// \file
/// What a caller does with the value that a call returns.
#pragma once

#include "checks/support/Body.h"

#include "clang/AST/Expr.h"

namespace fastidious {

/// What becomes of a call's result.
enum class ResultUse {
  Discarded, ///< Nobody looks at it.
  Read,      ///< Looked at and then dropped: compared, printed, appended to something, searched.
  Extended,  ///< `f() + x`: the sum takes the value over and appends to it, and is dropped.
  Stored,    ///< Kept, moved on or handed over: someone needs an object of his own.
  Returned,  ///< Passed on to the caller's caller as it is.
};

/// The use of \p Call's result, of which \p Holder is told the local variable that it initialises,
/// if any. A local variable that is only read, or changed in place and then read, is a read.
ResultUse useOfResult(const Body &B, const clang::CallExpr *Call,
                      const clang::VarDecl **Holder = nullptr);

/// Where a text goes that is only read.
enum class TextDestination {
  String, ///< It is appended to a string, or is part of what a recursion puts together.
  Stream, ///< It is written to a stream.
  Other,
};

/// Where \p Text, by itself or as an operand of a sum of strings, goes: a call, or the mention of a
/// variable.
TextDestination destinationOf(const Body &B, const clang::Expr *Text);

/// The innermost loop that repeats \p S, if it really does: not on a path that leaves the loop, and
/// not in a loop that runs at most three times.
const Loop *repeatingLoop(const Body &B, const clang::Stmt *S);

} // namespace fastidious

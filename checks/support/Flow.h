/// \file
/// Order and repetition, on the control-flow graph.
#pragma once

#include "checks/support/Body.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace fastidious {

/// How often an iteration of a loop evaluates certain expressions. Found in the syntax tree, so
/// that it works in templates, too.
struct Evaluations {
  unsigned Min = 0, Max = 0; ///< Over all paths through one iteration that do not leave the loop.
  bool MayLeave = false; ///< Some path leaves by `break`, `return`, `goto`, `throw`, `co_await`.

  bool isExactly(unsigned N) const { return !MayLeave && Min == N && Max == N; }
};

/// Counts the evaluations of the expressions for which \p IsCounted holds in one iteration of \p L.
/// A nested loop is one step: statements in it are not counted, but the loop may be. What a `try`
/// block holds may be cut short, so it counts from zero; calls that do not return, and a test's
/// assertions that have failed, end a path without leaving.
Evaluations evaluationsPerIteration(const Body &B, const Loop &L,
                                    llvm::function_ref<bool(const clang::Stmt *)> IsCounted);

/// Whether \p L is the `do { ... } while (0)` of a macro, however it spells the constant: its body
/// runs once.
bool isOnceLoop(const Loop &L);

/// Whether control may flow from just after \p From to \p To. Both are statements or expressions of
/// \p B outside nested lambdas. True where the graph cannot tell.
bool mayReach(const Body &B, const clang::Stmt *From, const clang::Stmt *To);

/// Whether every iteration of \p L evaluates \p S before it ends or leaves the loop: no path from
/// the loop's head back to it, or out of it, avoids \p S. Paths into functions that do not return
/// do not count. False where the graph cannot tell.
bool runsOnEveryIteration(const Body &B, const Loop &L, const clang::Stmt *S);

/// Whether control can leave \p L other than through its condition: by `break`, `return`, `goto`,
/// `throw` or `co_return`. True where the graph cannot tell.
bool mayLeaveEarly(const Body &B, const Loop &L);

/// Whether the body of \p L runs at most once for each time the loop is entered, because every path
/// through it leaves (`do {} while (0)`, an unconditional `break` or `return`), or because it only
/// opens a scope (`for (bool once = true; once; once = false)`, the loop in `BOOST_LOG_TRIVIAL`).
bool runsAtMostOnce(const Body &B, const Loop &L);

/// Whether \p S is only evaluated on the way out of \p L: no path leads from it to another
/// iteration. Such a statement runs once however often the loop does.
bool leavesLoop(const Body &B, const Loop &L, const clang::Stmt *S);

/// Whether control can go from just after \p S round \p L and evaluate \p S again without
/// evaluating, on the way, a statement or expression that \p Stops accepts. \p L is a loop around
/// \p S, not necessarily the innermost. False where the graph cannot tell.
bool repeatsWithout(const Body &B, const Loop &L, const clang::Stmt *S,
                    llvm::function_ref<bool(const clang::Stmt *)> Stops);

/// Whether the function inevitably fails once control has passed \p S: every path ends in a call
/// (or destructor) that does not return, other than `exit(0)`, or in a `throw` that leaves the
/// function. Programs take such a path at most once. False where the graph cannot tell, and where
/// there is a loop on the way that no condition ends: it may be what the program does.
bool endsInFailure(const Body &B, const clang::Stmt *S);

/// Whether \p L, a loop around \p S, evaluates \p S again and again: it does not run at most once,
/// nor leave at the first iteration that it does not `continue`, nor is \p S on the way out of it,
/// nor does it happen once, nor does the loop look for a key that is free.
bool evaluatesAgain(const Body &B, const Loop &L, const clang::Stmt *S);

/// Whether \p Text, a text or what has one, is an argument of a function that reports a problem or
/// helps to find one (`addError(text)`, `log(Severity::Debug, text)`), as it is or by `text.str()`,
/// `text.c_str()`, `text + x`, or is part of an exception that is thrown.
bool isGivenToReport(const Body &B, const clang::Expr *Text);

/// Whether programs get to \p S rarely or never, whatever its loop does: the function returns
/// before it or inevitably fails after it, or it belongs to what tells how to call the program, to
/// a handler of exceptions, to what is thrown, to the text of an assertion that has failed, to the
/// branch of an `if` that asks for debugging, to a text that reports a problem, or it is what an
/// assertion looks at.
bool isOnColdPath(const Body &B, const clang::Stmt *S);

} // namespace fastidious

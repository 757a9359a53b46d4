/// \file
/// Which of a benchmark's steps are worth a word: work that is measured, not the bookkeeping around
/// it.
#pragma once

#include "checks/support/Observation.h"

namespace fastidious {

/// How much a step does.
enum class Effort {
  None,       ///< Counts, sets to a constant, asks for a size or a parameter.
  Arithmetic, ///< Computes or stores with operators alone, or makes an object.
  Call,       ///< Calls a function or an algorithm, or fills a container.
};

Effort effortOf(const Step &S);

/// The expression that a step evaluates: the statement, the initialiser of a declaration, the
/// returned value. Null if there is none.
const clang::Expr *expressionOf(const clang::Stmt *Statement);

/// The variable that the statement declares, if it declares exactly one.
const clang::VarDecl *declaredBy(const clang::Stmt *Statement);

/// Whether the benchmark gives up (`SkipWithError`) before it gets to \p R.
bool isSkipped(const Body &B, const TimedRegion &R);

} // namespace fastidious

/// \file
/// Which of a benchmark's steps are worth a word: work that is measured, not the bookkeeping around
/// it.
#pragma once

#include "checks/support/Observation.h"

#include <set>
#include <string>

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

/// The steps that are timed in \p R, in order.
llvm::SmallVector<const Step *, 16> stepsOf(const Observation &O, const TimedRegion &R);

/// The step of a region whose result nobody uses.
struct LostWork {
  const Step *Lost; ///< The one that matters most, or null.
  bool IsObserved;  ///< Other work of the region is observed.
};

LostWork lostWork(const Body &B, const TimedRegion &R, const Observation &O);

/// Whether \p S, at the top of the region \p R, is `x = f(y)` with a plain value of an outer scope
/// that nothing else in the region reads or writes: only the last iteration counts. Returns x or
/// null.
const clang::VarDecl *overwrittenVariable(const Body &B, const TimedRegion &R, const Step &S,
                                          const Observation &O);

/// The benchmark's name and title, as far as they are written in or near the region.
std::string nameOfBenchmark(const Body &B, const TimedRegion &R);

/// The words of an identifier or a title, in lower case: "BM_SortCopy<int>" is bm, sort, copy, int.
std::set<std::string> wordsOf(llvm::StringRef Text);

/// Whether the name says that the benchmark measures next to nothing on purpose.
bool isBaseline(const Body &B, const TimedRegion &R);

/// Whether the benchmark gives up (`SkipWithError`) before it gets to \p R.
bool isSkipped(const Body &B, const TimedRegion &R);

} // namespace fastidious

/// \file
/// The result of work that nobody uses: what it is, and how to keep it.
#pragma once

#include "checks/framework/Finding.h"
#include "checks/support/BenchmarkWork.h"

namespace fastidious {

struct LostResult {
  /// What computes it, as written; null for a declaration without an initialiser.
  const clang::Expr *Value;
  /// The variable by which it would have left; null if it is dropped at once.
  const clang::VarDecl *Variable;
};

/// The result of the step \p Lost, which lostWork() found.
LostResult resultOf(const Body &B, const Step &Lost);

/// The name under which \p Lost knows \p Variable, which may be one of a structured binding.
std::string nameIn(const Step &Lost, const clang::VarDecl &Variable);

/// Keeps the result of \p Lost in the way of the region's framework, if that is possible.
std::optional<Fix> keepResult(const Body &B, const TimedRegion &R, const Step &Lost);

/// Keeps \p Variable after the statement \p After, but where it lives on, only once for the whole
/// iteration and not in an inner loop.
std::optional<Fix> sinkOnce(const Body &B, const TimedRegion &R, const clang::VarDecl *Variable,
                            const clang::Stmt *After);

} // namespace fastidious

/// \file
/// Whether an expression has the same value in every iteration of a loop.
#pragma once

#include "checks/support/Body.h"

namespace fastidious {

/// Whether \p E, evaluated before \p L, would have the value that it has in each iteration: it
/// consists of literals, constants, objects that nothing in the loop can change, and calls of
/// functions that are known to depend on their arguments alone. Seeds count as the same. False
/// where \p E depends on a template parameter.
bool isInvariant(const Body &B, const clang::Expr *E, const Loop &L);

/// Whether \p E draws from an entropy source or a clock, so that its value differs each time but
/// means the same: a seed.
bool isSeed(const clang::Expr *E);

} // namespace fastidious

/// \file
/// What an iteration of a loop does beside what a check is about: next to some things, one
/// allocation is not noticed.
#pragma once

#include "checks/support/Body.h"

namespace fastidious {

/// Whether each iteration of \p L opens a file, flushes one, starts a thread, waits for a person or
/// the like, next to which one allocation is nothing.
bool asksSystem(const Body &B, const Loop &L);

/// Whether \p L itself, none of the loops in it, lets time pass on some of its ways: it polls, and
/// nobody waits for what an iteration costs.
bool pauses(const Body &B, const Loop &L);

} // namespace fastidious

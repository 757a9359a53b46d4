/// \file
/// What conditions of its own let a loop do once.
#pragma once

#include "checks/support/Body.h"

namespace fastidious {

/// Whether conditions around \p S let one iteration of \p L at most get there: `if (i == 0)` for a
/// counter that every iteration steps, `if (first)` for a flag that is taken back.
bool happensOnce(const Body &B, const Loop &L, const clang::Stmt *S);

/// Whether \p L goes on as long as an insertion finds that its key is taken (`while
/// (!inserted.second)`): it looks for one that is free, and nearly always ends at once.
bool looksForFreeKey(const Loop &L);

} // namespace fastidious

/// \file
/// Numbers that come from outside of the program, and need not be true.
#pragma once

#include "checks/support/Body.h"
#include "checks/support/Place.h"

namespace fastidious {

/// Whether \p E is a call that takes something out of a file, a stream or a message, told by its
/// name: `readU32(in)`, `in >> n`, `GetVarint32(&in, &n)`.
bool readsInput(const clang::Expr *E);

/// Whether the local variable \p Object, or a member of something, has a value that was read from
/// the input, or that a caller may have read (a parameter), which may be as large as 32 bits or
/// more make it, and that nothing before \p At compares with a limit or hands to a test.
bool isUncheckedInput(const Body &B, const Place &Object, const clang::Stmt *At);

} // namespace fastidious

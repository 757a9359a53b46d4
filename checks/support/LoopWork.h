/// \file
/// What an iteration of a loop does beside what a check is about: next to much else, one allocation
/// is not noticed.
#pragma once

#include "checks/support/Body.h"

namespace clang {
class VarDecl;
} // namespace clang

namespace fastidious {

/// What each iteration does for certain; what only some of them do is left out.
struct LoopWork {
  /// Allocations that stay: `new`, strings and containers that calls return or take as copies,
  /// nodes of trees and lists. Local variables do not count, for they can be moved out of the loop,
  /// too.
  unsigned Allocations = 0;
  /// Calls of the project's functions that may do much: their bodies are elsewhere or unknown
  /// (virtual), or hold a loop.
  unsigned Calls = 0;
};

/// The work of those iterations of \p L that get to \p At, a statement in its body. What is done
/// with the variable \p Object (may be null) does not count.
LoopWork workBeside(const Body &B, const Loop &L, const clang::Stmt *At,
                    const clang::VarDecl *Object);

/// Whether each iteration of \p L opens a file, flushes one, starts a thread, waits for a person or
/// the like, next to which one allocation is nothing.
bool asksSystem(const Body &B, const Loop &L);

} // namespace fastidious

/// \file
/// Moving a declaration out of a loop: which loop repeats it, what becomes of the object within one
/// iteration, and the edits.
#pragma once

#include "checks/framework/Finding.h"
#include "checks/support/Body.h"

#include <optional>
#include <string>
#include <vector>

namespace clang {
class CXXConstructExpr;
class DeclStmt;
class VarDecl;
} // namespace clang

namespace fastidious {

/// The number of iterations of \p L if it is a constant: a counted `for` with constant bounds, or a
/// range-`for` over an array or a braced list.
std::optional<uint64_t> constantTripCount(const Body &B, const Loop &L);

/// The innermost loop that evaluates \p S again and again, or null. Loops that run at most once or
/// fewer than \p MinTripCount times do not count, nor do loops that \p S leaves; nothing counts in
/// catch handlers, destructors, coroutines and timed regions of benchmarks, in parallel loops only
/// serial loops within their body.
const Loop *repeatingLoop(const Body &B, const clang::Stmt *S, unsigned MinTripCount);

/// The outermost loop around \p L that an object of one iteration can be moved out of: loops that
/// run in parallel are not left.
const Loop *outermostSerialLoop(const Body &B, const Loop &L);

/// What becomes of a local object before its scope ends.
struct Fate {
  enum Kind {
    Confined,    ///< Nothing takes the object's memory or keeps its address.
    PassedAlong, ///< A callee could do so; `Callee` names it.
    Taken, ///< Moved from, swapped, copied into an owner, captured by something that lives on.
  } What = Confined;
  std::string Callee = {};
};

/// The fate of \p Variable, which is declared in the body of \p L.
Fate fateOf(const Body &B, const clang::VarDecl &Variable, const Loop &L);

/// The construction that initialises \p Variable, whatever the spelling: `T v(a)`, `T v{a}`,
/// `auto v = T(a)`; null for copies, moves, results of calls and dependent types.
const clang::CXXConstructExpr *constructionOf(const clang::VarDecl &Variable);

/// The type that the declaration of \p Variable names, as written (that of the initialiser for
/// `auto`); empty if the text would not mean the same before \p Outside.
std::string hoistableTypeText(const Body &B, const clang::VarDecl &Variable,
                              const clang::Stmt *Outside);

/// Whether a declaration that is named \p Name can stand just before \p Outside without clashing
/// with another one or changing what a later mention of the name denotes. \p Moved is the variable
/// of this name that goes there, or null.
bool isNameFreeBefore(const Body &B, const clang::Stmt *Outside, llvm::StringRef Name,
                      const clang::VarDecl *Moved);

/// The edits that put \p Declaration before the loop \p Outside and \p Replacements (statements;
/// may be empty) in the place of \p Statement. Empty if that cannot be done.
llvm::SmallVector<clang::FixItHint, 2> hoistEdits(const Body &B, const clang::DeclStmt &Statement,
                                                  const clang::Stmt *Outside,
                                                  llvm::StringRef Declaration,
                                                  const std::vector<std::string> &Replacements);

/// The edits that put \p Declaration on a line before \p Outside; empty if that cannot be done.
llvm::SmallVector<clang::FixItHint, 2> declareBefore(const Body &B, const clang::Stmt *Outside,
                                                     llvm::StringRef Declaration);

} // namespace fastidious

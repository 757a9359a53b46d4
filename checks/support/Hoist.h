/// \file
/// Moving a declaration out of a loop: which loop repeats it, what becomes of the object within one
/// iteration, and the edits.
#pragma once

#include "checks/framework/Finding.h"
#include "checks/support/Body.h"
#include "checks/support/Uses.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringSet.h"

#include <string>
#include <vector>

namespace clang {
class CXXConstructExpr;
class DeclStmt;
class VarDecl;
} // namespace clang

namespace fastidious {

/// The innermost loop that evaluates \p S again and again, or null. Loops that run at most once or
/// fewer than \p MinTripCount times do not count, nor do loops that \p S leaves or that leave
/// unless they are continued; nothing counts in catch handlers, destructors, coroutines and timed
/// regions of benchmarks, in parallel loops only serial loops within their body.
const Loop *repeatingLoop(const Body &B, const clang::Stmt *S, unsigned MinTripCount);

/// Whether \p S is one of the choices that each iteration of \p L makes: a case of a `switch`, a
/// link of a chain of `else if`, what is done for one text (`if (name == "x")`). A loop over the
/// arguments of a program gets to each of them once.
bool isOneChoice(const Body &B, const clang::Stmt *S, const Loop &L);

/// Whether \p Within, such as an iteration of a loop, gets to \p S, a part of it, only where a
/// condition says so: what costs something to build would cost it always if it were built before.
bool isInBranch(const Body &B, const clang::Stmt *S, const clang::Stmt *Within);

/// How a message says when \p S, a part of \p L, runs: "on every iteration", or "on every iteration
/// that gets here" where a condition or an earlier `continue` may pass it over.
std::string runsWhen(const Body &B, const clang::Stmt *S, const Loop &L);

/// Whether the text \p Variable, whose uses are \p Uses, is only built to tell of a problem: all
/// that reads it are functions such as `AddError(text)`.
bool isProblemReport(const Body &B, const clang::VarDecl &Variable, const std::vector<Use> &Uses);

/// Whether \p S only runs where a look-up just before it has found nothing, as
/// `if (table.find(key) == table.end())` says: what is made there is made once for each key.
bool isAfterFailedLookup(const Body &B, const clang::Stmt *S, const Loop &L);

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
  bool HasSeveral = false; ///< `Callee` is one of several.
};

/// The fate of \p Variable, which is declared in the body of \p L.
Fate fateOf(const Body &B, const clang::VarDecl &Variable, const Loop &L);

/// Whether destroying a value of type \p T, up to \p Depth classes deep, ends something, so that
/// when it happens matters: threads, locks, files, smart pointers, and classes whose destructor the
/// user wrote.
bool endsSomething(clang::QualType T, unsigned Depth = 0);

/// The construction that initialises \p Variable, whatever the spelling: `T v(a)`, `T v{a}`,
/// `auto v = T(a)`; null for copies, moves, results of calls and dependent types.
const clang::CXXConstructExpr *constructionOf(const clang::VarDecl &Variable);

/// The type that the declaration of \p Variable names, as written (that of the initialiser for
/// `auto`); empty if the text would not mean the same before \p Outside.
std::string hoistableTypeText(const Body &B, const clang::VarDecl &Variable,
                              const clang::Stmt *Outside);

/// The names that fixes have declared before loops, so that two loops of one function do not
/// declare the same name twice.
class HoistedNames {
public:
  /// Whether a declaration that is named \p Name can stand just before \p Outside without clashing
  /// with another one or changing what a later mention of the name denotes. \p Moved is the
  /// variable of this name that goes there, or null.
  bool isFree(const Body &B, const clang::Stmt *Outside, llvm::StringRef Name,
              const clang::VarDecl *Moved) const;
  void add(const Body &B, const clang::Stmt *Outside, llvm::StringRef Name);
  void clear() { Names.clear(); }

private:
  llvm::DenseMap<const clang::Stmt *, llvm::StringSet<>> Names; ///< By the scope around the loop.
};

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

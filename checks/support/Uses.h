/// \file
/// Who reads, writes, moves, captures or keeps an object.
#pragma once

#include "checks/support/Body.h"
#include "checks/support/Calls.h"
#include "checks/support/Place.h"

namespace fastidious {

/// What one mention of an object does with it.
enum class UseKind {
  Read,       ///< The value, or a part of it, is read; nothing can change it through this mention.
  Overwrite,  ///< The whole object gets a new value that does not depend on the old one: `s = x`.
  Modify,     ///< The object or a part of it is changed in place.
  Move,       ///< `std::move(s)`, or returned by value as a local: the value is taken away.
  PassToCall, ///< A callee gets a non-const reference or pointer and may change or keep it.
  Alias,      ///< A non-const reference, pointer or iterator to it is stored: `auto &r = s`.
  ConstAlias, ///< A const reference, pointer or view to it is stored or returned.
  Capture,    ///< A lambda captures it by reference (a capture by copy is a Read).
  Discard,    ///< Named without effect: `(void)s;`.
};

/// One mention of an object.
struct Use {
  const clang::Expr *Ref; ///< The expression that denotes the object.
  UseKind Kind;
  const clang::Stmt *User; ///< The call, operator, declaration or statement that uses it.
  /// The member function called on it, if `User` is such a call; the name of an operator is spelled
  /// "operator+=".
  std::string Member;
};

/// All uses of \p P (and of parts of it) within \p Within, in source order, bodies of lambdas
/// included, unevaluated operands excluded. A use of something around the place (a copy of the
/// object that holds it, a call of a member function of it) counts with what it does to the whole.
std::vector<Use> usesOf(const Body &B, const Place &P, const clang::Stmt *Within);

/// What the mention \p Ref of an object does with it.
Use classifyUse(const Body &B, const clang::Expr *Ref);

/// Whether the kind can change the object's value, now or later.
bool mayWrite(UseKind Kind);

/// Whether the local \p Variable has its first value until it is returned or dropped.
bool isLeftAsMade(const Body &B, const clang::VarDecl *Variable);

/// Whether the text of the block that declares the local \p Variable names it where the compiler
/// does not look: in lines that a condition of the preprocessor leaves out, or in an argument that
/// a macro drops, as those of logs do. Another build may do anything with it there.
bool isNamedOutOfSight(const Body &B, const clang::VarDecl &Variable);

/// Whether the variable's address, reference or capture goes to a place that this analysis does not
/// follow (call arguments included unless const), so that unseen code may change it.
bool mayEscape(const Body &B, const clang::VarDecl *Variable);

/// Whether any statement of \p Within may change the object \p P, directly or, where P is not a
/// local that never escapes, through a call or an alias.
bool mayChange(const Body &B, const Place &P, const clang::Stmt *Within);

/// Whether the parameter of \p Function at \p Index is a forwarding reference, `T &&` of a template
/// parameter, or one of a pack of them.
bool isForwardingReference(const clang::FunctionDecl &Function, unsigned Index);

} // namespace fastidious

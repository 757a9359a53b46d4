/// \file
/// Concatenation of strings: chains of `+`, strings that grow in a loop, and appends that do the
/// same as a chain.
#pragma once

#include "checks/support/Body.h"
#include "checks/support/Place.h"

#include "clang/Basic/Diagnostic.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <optional>

namespace fastidious {

/// Whether \p T is a string class that `+` and `+=` concatenate: std::basic_string of any character
/// and allocator, its counterparts in Boost and Folly, QString, QByteArray, classes derived from
/// them.
bool isGrowableString(clang::QualType T);

/// Whether \p E copies a part of a string by a member of it: `s.substr(i, n)`, Qt's `s.mid(i)`.
bool makesPart(const clang::Expr *E);

/// A chain of `+` that builds a string: `a + "," + (b + c)`.
struct Concatenation {
  const clang::Expr *Whole;
  /// The operands in order, nested chains flattened, as the user wrote them. At least two.
  llvm::SmallVector<const clang::Expr *, 8> Operands;
  /// Every operator is the string library's own, so that one append for each operand means the
  /// same.
  bool IsPlain = true;
};

/// \p E as a chain of `+` with a string (or, where it depends on a template parameter, unknown)
/// result.
std::optional<Concatenation> asConcatenation(const clang::Expr *E);

/// Whether a sum in \p E, which may depend on a template parameter, is one that Qt's QStringBuilder
/// puts together only when it is appended or assigned.
bool holdsStringBuilder(const clang::Expr *E);

/// A loop that reaches a statement again and again while the string that it changes lives on.
struct Growth {
  const Loop *Around;
  /// Each iteration changes the same object, so that its length grows with the trip count. Else
  /// each changes another one (`for (auto &s : v) s += x;`).
  bool IsSameObject;
  /// The loop may give the string a new value in between: it grows in some iterations in a row.
  bool MayStartAnew = false;
};

/// The loop in which \p Change, a statement or expression that appends to \p Target, is repeated on
/// a string that outlives the iteration and is not reset in between. Nothing if there is none: the
/// string belongs to the iteration, control leaves the loop, the loop runs at most \p MinTripCount
/// - 1 times, looks for a name that is not used yet, or all of it only leads to a failure.
std::optional<Growth> growthOf(const Body &B, const Place &Target, const clang::Expr *Change,
                               unsigned MinTripCount);

/// How an append of several operands can be written.
struct AppendRequest {
  const clang::Expr *Whole;  ///< The expression that the appends replace.
  const clang::Expr *Object; ///< The string as written.
  bool IsArrow = false;      ///< `Object` is a pointer to the string.
  llvm::ArrayRef<const clang::Expr *> Operands;
};

/// What precedes the name of a member of \p Object, or of what it points to: "s.", "p->", also for
/// `*p`; nothing for an implicit `this`.
std::string memberAccess(const clang::Expr *Object, bool IsArrow, const clang::ASTContext &Context);

/// Whether \p Operand is a literal that `+=` of the QString \p String would make a string of first,
/// as Qt 5 does, unless it is written as a QLatin1String.
bool isBetterAsLatin1(const clang::Expr *Operand, clang::QualType String);

/// Appends of \p Request in place of the statement that it stands in: `s += a; s += b;`, or
/// `s.append(a).append(b)` where a statement does not fit. Empty if that cannot be written. Whether
/// they mean the same is isSameAsAppends' business.
llvm::SmallVector<clang::FixItHint, 2> appendEach(const Body &B, const AppendRequest &Request);

/// Whether appending \p Operands one after the other to \p Target cannot be told from appending
/// their concatenation: no operand reads or changes the target, none throws between two appends
/// while somebody can still see the target, and all have types that `+=` takes as they are.
bool isSameAsAppends(const Body &B, const Place &Target,
                     llvm::ArrayRef<const clang::Expr *> Operands, const clang::Expr *Whole);

/// Calls \p Visit for each expression that a loop of \p B evaluates, bodies of lambdas excluded.
void forEachInLoops(const Body &B, llvm::function_ref<void(const clang::Expr *)> Visit);

/// Whether the value of \p E is unused: it stands as a statement of its own, or as part of a for
/// loop's header that is.
bool isStandalone(const Body &B, const clang::Expr *E);

} // namespace fastidious

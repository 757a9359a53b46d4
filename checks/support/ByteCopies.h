/// \file
/// Expressions that make an owning copy of bytes or text, whatever the spelling.
#pragma once

#include "checks/support/Calls.h"
#include "checks/support/Lifetime.h"

namespace fastidious {

/// What a copy is made from, which tells how a view of the same bytes is written.
enum class CopyOrigin {
  View,     ///< A view of text: the view itself does.
  String,   ///< A whole string: so does the string.
  Part,     ///< `s.substr(k)`: `std::string_view(s).substr(k)`.
  Bytes,    ///< A contiguous container of bytes.
  Pointers, ///< A pointer and a length, or a pair of pointers.
  Range,    ///< A pair of iterators into a container: a part of it.
};

/// An expression that makes an owning copy of bytes.
struct ByteCopy {
  CopyOrigin From;
  const clang::Expr *Whole; ///< The expression as written.
  /// The object that is copied; for CopyOrigin::Pointers the first argument.
  const clang::Expr *Source;
  bool IsArrow = false;
  /// The arguments of `substr`, or both that an object is constructed from.
  llvm::SmallVector<const clang::Expr *, 2> Arguments = {};
  /// Made by `std::string(s.c_str())`, which stops at an embedded zero.
  bool StopsAtZero = false;
};

/// The copy that \p E makes; nothing for other expressions, for glvalues and where the type depends
/// on a template parameter.
std::optional<ByteCopy> byteCopyOf(const clang::Expr *E, const clang::ASTContext &Context);

/// What \p C is made from.
CopySource sourceOf(const ByteCopy &C);

/// Whether \p C is a string that fits into the buffer of any string object: its length is constant,
/// or that of its source is known to be short.
bool isShortCopy(const Body &B, const ByteCopy &C);

/// Whether \p T is a view of text or bytes: one of the tables, or a class that is one by its name.
bool isViewClass(clang::QualType T);

/// Whether \p T is the class \p Name outside of all namespaces, as Qt's are.
bool isGlobalClass(clang::QualType T, llvm::StringRef Name);

/// The type of the elements of the contiguous byte container or text \p T; null for others.
clang::QualType byteElement(clang::QualType T, const clang::ASTContext &Context);

/// \p E without the casts that only change the type of a pointer.
const clang::Expr *withoutPointerCasts(const clang::Expr *E);

/// The container that \p E is an iterator into: `v.begin()`, `v.begin() + n`, `v.end() - n`. Sets
/// \p Offset to what is added to `begin()`, if that is one operand.
std::optional<MemberCall> iteratedObject(const clang::Expr *E, const clang::Expr *&Offset);

} // namespace fastidious

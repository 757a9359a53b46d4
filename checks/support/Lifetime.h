/// \file
/// Whether an object stays alive and unchanged for as long as a copy of it is read, so that a view
/// of the object could take the copy's place.
#pragma once

#include "checks/support/Body.h"

#include "clang/AST/Expr.h"
#include "llvm/ADT/ArrayRef.h"

namespace clang {
class DeclStmt;
class VarDecl;
} // namespace clang

namespace fastidious {

/// What becomes of a source while its copy is read.
enum class Stability {
  Changes, ///< It is changed, or ends before the copy does.
  Unknown, ///< Only code that is not seen could change it.
  Stays,   ///< Nothing changes it.
};

/// What a copy is made from.
struct CopySource {
  const clang::Expr *Object;
  bool IsArrow = false;    ///< `Object` is a pointer to the source.
  bool IsBorrowed = false; ///< `Object` is a view or a pointer: the bytes belong to something else.
};

/// The statement of \p B that declares \p Variable, or null.
const clang::DeclStmt *declarationOf(const Body &B, const clang::VarDecl &Variable);

/// What becomes of \p Source between \p Declaration, which makes the copy, and the last of \p
/// Readers.
Stability stabilityOf(const Body &B, const CopySource &Source, const clang::DeclStmt &Declaration,
                      llvm::ArrayRef<const clang::DeclRefExpr *> Readers);

/// Whether the full expression around \p Copy leaves \p Source alone until the copy has been read.
bool isUnchangedInExpression(const Body &B, const CopySource &Source, const clang::Expr *Copy);

} // namespace fastidious

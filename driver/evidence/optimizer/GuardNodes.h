/// \file
/// Builds the syntax nodes of a guard.
#pragma once

#include "clang/AST/Expr.h"
#include "llvm/ADT/SmallVector.h"

namespace clang {
class ASTContext;
class Stmt;
} // namespace clang

namespace fastidious::optimizer {

class GuardNodes {
public:
  explicit GuardNodes(clang::ASTContext &Context) : Context(Context) {}

  /// `if (guard) S; else { Kept }`
  clang::Stmt *guarded(unsigned Unit, clang::Stmt *S, llvm::ArrayRef<clang::Expr *> Kept) const;
  /// `guard ? E : (Kept, substitute)`, where the substitute is zero-filled storage for a prvalue
  /// and an object of some other module for an lvalue.
  clang::Expr *guarded(unsigned Unit, clang::Expr *E, llvm::ArrayRef<clang::Expr *> Kept) const;
  clang::CompoundStmt *block(llvm::ArrayRef<clang::Stmt *> Statements, clang::Stmt *At) const;

private:
  clang::Expr *external(llvm::StringRef Name, clang::QualType Type,
                        clang::SourceLocation Loc) const;
  clang::Expr *guardOf(unsigned Unit, clang::SourceLocation Loc) const;

  clang::ASTContext &Context;
};

/// Increments and assignments in the arguments of \p S, which keep a benchmark's own bookkeeping
/// (`hash(n++)`) alive when the call itself is taken out.
llvm::SmallVector<clang::Expr *, 4> sideEffectsOfArguments(clang::Stmt *S);
/// The same, where \p E as a whole may be such an increment or assignment.
llvm::SmallVector<clang::Expr *, 4> sideEffectsOf(clang::Expr *E);

} // namespace fastidious::optimizer

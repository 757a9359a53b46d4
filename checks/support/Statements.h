/// \file
/// What a statement consists of and names, lambdas' bodies included.
#pragma once

#include "clang/AST/Expr.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <initializer_list>

namespace fastidious {

/// The variable that \p E names, or null; \p E may be null.
const clang::VarDecl *variableOf(const clang::Expr *E);

/// Whether \p Holds is true of \p S or of any part of it; \p S may be null.
bool containsAny(const clang::Stmt *S, llvm::function_ref<bool(const clang::Stmt *)> Holds);

/// Calls \p Visit for \p S and all its parts, outer before inner; \p S may be null.
void visitAll(const clang::Stmt *S, llvm::function_ref<void(const clang::Stmt *)> Visit);

/// Whether \p Variable is named within \p S; both may be null.
bool mentionsVariable(const clang::Stmt *S, const clang::VarDecl *Variable);

/// Whether \p S names one of the functions or objects \p Names of namespace std, such as `endl`; \p
/// S may be null.
bool namesStandard(const clang::Stmt *S, std::initializer_list<llvm::StringRef> Names);

/// The one statement that the loop body \p Body is or holds; null if it holds more or none.
const clang::Stmt *onlyStatement(const clang::Stmt *Body);

/// The condition of a `for`, `while` or `do` loop; null for other statements and where it is left
/// out.
const clang::Expr *conditionOf(const clang::Stmt *Loop);

} // namespace fastidious

/// \file
/// Calls and operators in one shape, however they are spelled and whether or not they depend on a
/// template parameter.
#pragma once

#include "clang/AST/ExprCXX.h"
#include "clang/Basic/OperatorKinds.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <optional>

namespace fastidious {

/// A call of a named member function: `v.push_back(x)`, `p->push_back(x)`, `push_back(x)` on the
/// implicit object, also where the object's type depends on a template parameter.
struct MemberCall {
  const clang::Expr *Call;
  const clang::Expr
      *Object;          ///< What is left of `.` or `->`; an implicit `this` if none is spelled.
  bool IsArrow;         ///< `Object` is a pointer (or acts as one) to the object.
  llvm::StringRef Name; ///< Empty for conversions and operators.
  clang::SourceLocation NameLoc;
  llvm::SmallVector<const clang::Expr *, 4> Arguments; ///< As written: no default arguments.
  const clang::CXXMethodDecl *Method; ///< Null where the call depends on a template parameter.
};

/// \p S as a call of a named member function, looking through parentheses and implicit nodes.
std::optional<MemberCall> asMemberCall(const clang::Stmt *S);

/// An operator applied to operands, built in or overloaded (member or free), resolved or dependent.
struct OperatorCall {
  const clang::Expr *Whole;
  clang::OverloadedOperatorKind Operator;
  clang::SourceLocation OperatorLoc;
  llvm::SmallVector<const clang::Expr *, 2> Operands; ///< The object first for member operators.
  const clang::FunctionDecl *Function; ///< The overload, or null (built in or dependent).
};

/// \p S as an operator expression, looking through parentheses and implicit nodes. Subscripts,
/// unary and binary operators count; calls `f(x)` of function objects count as OO_Call.
std::optional<OperatorCall> asOperatorCall(const clang::Stmt *S);

/// A call of a free or static function by name: `std::format(...)`, `absl::StrCat(...)`.
struct FunctionCall {
  const clang::CallExpr *Call;
  std::string QualifiedName; ///< Without inline namespaces; as spelled if the call is dependent.
  llvm::SmallVector<const clang::Expr *, 4> Arguments; ///< As written: no default arguments.
  const clang::FunctionDecl *Function;                 ///< Null where dependent.
};

std::optional<FunctionCall> asFunctionCall(const clang::Stmt *S);

/// \p E without parentheses, the braces around a number or a pointer, implicit casts, temporaries'
/// bookkeeping and implicit conversions by copy or move construction: the expression that the user
/// wrote.
const clang::Expr *written(const clang::Expr *E);

/// The arguments that are written for \p Construct, without default ones.
llvm::SmallVector<const clang::Expr *, 4> givenArguments(const clang::CXXConstructExpr &Construct);

/// \p E without the casts that the user wrote, and what written() removes.
const clang::Expr *withoutCasts(const clang::Expr *E);

/// Whether \p E is `std::move(x)` (or `static_cast<T&&>(x)`); sets \p Moved to x.
bool isMove(const clang::Expr *E, const clang::Expr **Moved = nullptr);

} // namespace fastidious

/// \file
/// What evaluating an expression may do besides giving a value: throw, read or change an object
/// under another name. Bodies of functions in system headers are never looked at: for the standard
/// library the answers are knowledge, for others their declarations.
#pragma once

#include "checks/support/Body.h"
#include "checks/support/Place.h"

namespace fastidious {

/// Whether a call of \p Function is known to change nothing but its arguments: `pure` and `const`
/// functions, const members, functions of the standard library, functions whose body only returns a
/// member, a variable or a literal.
bool isHarmlessCallee(const clang::FunctionDecl *Function);

/// Whether evaluating \p E may throw anything but std::bad_alloc.
bool mayThrow(const clang::Expr *E, const clang::ASTContext &Context);

/// Whether code outside of the statements that name it may read or change \p Object: it is no
/// local, or its address, a reference to it or a capture of it was given away in this body.
bool isReachableByOthers(const Body &B, const Place &Object);

/// Whether an exception thrown at \p At is caught within the body while \p Object is still alive.
bool isCaughtWithin(const Body &B, const Place &Object, const clang::Stmt *At);

/// Whether evaluating \p E may read or change \p Object, by name or through a pointer, reference,
/// view or call. \p IsReachable is isReachableByOthers.
bool mayTouch(const Body &B, const clang::Expr *E, const Place &Object, bool IsReachable);

} // namespace fastidious

/// \file
/// Facts about string objects that need the type in the translation unit.
#pragma once

#include "checks/support/Uses.h"

#include "clang/AST/Type.h"

#include <optional>
#include <vector>

namespace clang {
class ASTContext;
class CallExpr;
class DeclStmt;
class VarDecl;
} // namespace clang

namespace fastidious {

/// Characters that need no heap allocation in any implementation of std::string that is in use
/// (libstdc++ and Microsoft's: 15; libc++: 22).
inline constexpr unsigned ShortString = 15;

/// The number of characters up to which a string of type \p T needs no allocation, in the library
/// that declares it: libstdc++ keeps 15 bytes, libc++ 22. Where the library is not recognised, the
/// larger: a longer string certainly allocates.
unsigned shortStringLimit(clang::QualType T, const clang::ASTContext &Context);

/// A lower bound of the characters of the string or character \p E: literals, and chains of `+`
/// with literals in them.
uint64_t provenLength(const clang::Expr *E, const clang::ASTContext &Context);

/// A lower bound of the characters that a string variable has memory for at some time after each
/// run of \p Declaration, which gives it \p Initial characters. \p Uses are those of the variable.
uint64_t provenLength(const Body &B, const clang::DeclStmt &Declaration, uint64_t Initial,
                      const std::vector<Use> &Uses);

/// An upper bound of the characters of the text \p E, where it is one character, a literal, a whole
/// number, a string of a known size, or a constant that is one of these.
std::optional<uint64_t> mostCharacters(const clang::Expr *E, const clang::ASTContext &Context);

/// An upper bound of the characters that \p Call, of `snprintf` or another function that takes any
/// arguments and a format as the last before them, makes; nothing for other calls, and where the
/// format has more than integers, and floating-point numbers with an exponent (`%g`).
std::optional<uint64_t> longestFormatted(const clang::CallExpr &Call,
                                         const clang::ASTContext &Context);

/// Whether the local string \p Variable provably never holds more characters than fit into its own
/// buffer, as one that holds a number in digits.
bool staysShort(const Body &B, const clang::VarDecl *Variable);

} // namespace fastidious

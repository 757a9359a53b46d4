/// \file
/// What a copy of bytes is used for, where a view of the same bytes would do.
#pragma once

#include "checks/support/Body.h"
#include "checks/support/Strings.h"

#include "clang/AST/Expr.h"

#include <optional>

namespace fastidious {

/// How something reads a copy.
enum class CopyReader {
  Argument, ///< An argument for a parameter of a view type.
  Operand,  ///< Compared with other text.
  Output,   ///< `stream << copy`.
  Lookup,   ///< The key of a transparent look-up.
  Member,   ///< Members that views have as well: `copy.find(c)`, `copy[i]`, a range-for.
  Pointer,  ///< `f(copy.data(), copy.size())`.
  CText,    ///< `atoi(copy.c_str())`: a function of the C library reads it up to its end.
  Append,   ///< `text += copy`, `text.append(copy)`: its characters are copied once more.
};

struct CopyReading {
  CopyReader By;
  /// For CopyReader::Argument, the type that the copy is converted to.
  clang::QualType ViewType = {};
  /// What is executed while the copy is read, beyond the full expression; may be null.
  const clang::Stmt *Meanwhile = nullptr;
  /// For CopyReader::Append, the call, without operands, and the string that it appends to.
  std::optional<AppendRequest> Append = {};
};

/// How the copy \p E (the conversion, or a mention of the variable that holds it) is read; nothing
/// if it is used in another way.
std::optional<CopyReading> copyReadingOf(const Body &B, const clang::Expr *E);

/// How far an index into a text goes. A string has a zero at its end, where a view has nothing.
enum class IndexReach {
  Within,      ///< As the code asks for the length of the text before, or there is no index.
  MayReachEnd, ///< Nothing tells.
  ReadsEnd,    ///< The zero ends a walk, or is asked for.
};

/// How far \p Mention, one of \p Mentions of the variable that holds a text, reads it by an index.
IndexReach indexReachOf(const Body &B, const clang::DeclRefExpr *Mention,
                        llvm::ArrayRef<const clang::DeclRefExpr *> Mentions);

/// The parent that says what is done with a value; implicit conversions to the same class, copies
/// and temporaries are passed.
const clang::Stmt *userOf(const Body &B, const clang::Expr *E, const clang::Stmt *&Child);

} // namespace fastidious

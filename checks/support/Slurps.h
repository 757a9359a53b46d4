/// \file
/// Reads of whole streams into memory.
#pragma once

#include "checks/support/Body.h"

#include "clang/AST/ExprCXX.h"

#include <vector>

namespace fastidious {

/// How the contents of a stream come into memory.
enum class SlurpForm {
  Characters, ///< A CharacterRead.
  Buffer,     ///< `memory << in.rdbuf()`.
  Sized,      ///< One read of as many bytes as there are.
  Delimited,  ///< `std::getline(in, text, '\0')`.
  Lines,      ///< A loop that collects lines.
  Chunks,     ///< A loop that collects chunks.
  Returned,   ///< A call of a function that reads all and returns it.
};

/// A read of a whole file or stream into memory.
struct Slurp {
  SlurpForm Form;
  const clang::Expr *At; ///< The expression that reads.
  /// The stream or file as written, or null.
  const clang::Expr *Stream = nullptr;
  /// The variable that then holds the contents; null if they are the value of `At`, or elsewhere.
  const clang::VarDecl *Variable = nullptr;
  /// The contents are the value of `At`.
  bool IsValue = false;
  /// When this has been executed, the contents are complete: a loop, or `At`.
  const clang::Stmt *Statement = nullptr;
};

/// The reads of whole streams in \p B. Streams over strings are none: they are in memory already.
std::vector<Slurp> slurpsOf(const Body &B);

} // namespace fastidious

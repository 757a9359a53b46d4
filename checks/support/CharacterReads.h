/// \file
/// Reads of streams, one character at a time.
#pragma once

#include "checks/support/Body.h"
#include "checks/support/Place.h"

#include "clang/AST/ExprCXX.h"

#include <optional>
#include <vector>

namespace fastidious {

/// How characters are read one by one.
enum class CharacterSource {
  Iterators,  ///< A pair of `std::istreambuf_iterator`.
  Stream,     ///< Members of a `std::basic_istream`.
  Buffer,     ///< Members of a `std::basic_streambuf`.
  CFile,      ///< `fgetc` and the like.
  Descriptor, ///< `read(fd, &c, 1)`.
  Device,     ///< `QIODevice::getChar`.
};

/// A read of a stream, one character at a time, into a container.
struct CharacterRead {
  CharacterSource Source;
  /// What reads: the construction or call that is given the iterators, or the call in a loop.
  const clang::Expr *At;
  /// The stream, buffer, file or descriptor as written; null where it is not spelled.
  const clang::Expr *Stream = nullptr;
  /// The container, if it has a name.
  std::optional<Place> Into = std::nullopt;
  /// The loop, and the expression that appends to the container in it; null for iterators.
  const clang::Stmt *Loop = nullptr;
  const clang::Expr *Append = nullptr;
  /// The variable that each character goes through; null if there is none.
  const clang::VarDecl *Character = nullptr;
  /// The loop ends at this character.
  std::optional<char> Delimiter = std::nullopt;
  /// Each character read is appended as it is, and nothing else is done with it.
  bool IsPlain = true;
};

/// The reads of \p B that move a stream into a container one character at a time. Parsers are none:
/// loops that look at the characters to decide what to do next.
std::vector<CharacterRead> characterReads(const Body &B);

} // namespace fastidious

/// \file
/// Reads of streams: one character at a time, and all of it into memory.
#pragma once

#include "checks/support/Body.h"
#include "checks/support/Place.h"

#include "clang/AST/ExprCXX.h"

#include <optional>
#include <vector>

namespace fastidious {

/// Whether \p T is a `std::basic_istream`, or derived from it.
bool isInputStream(clang::QualType T);
/// Whether \p T is a `std::basic_ostream`, or derived from it.
bool isOutputStream(clang::QualType T);
/// Whether \p T is a stream over a string: it reads and writes memory.
bool isStringStream(clang::QualType T);
/// Whether \p T is a `QIODevice` or `QTextStream`, or derived from one.
bool isQtDevice(clang::QualType T);
/// Whether \p T is a `std::istreambuf_iterator`.
bool isStreamIterator(clang::QualType T);
/// Whether \p T is a contiguous container of bytes or characters that owns them.
bool isCharacterContainer(clang::QualType T);

/// Whether the statement of \p S writes to a stream that it flushes, or that has no buffer: next to
/// the system call, a buffer is cheap.
bool isWrittenThrough(const Body &B, const clang::Stmt *S);

/// The expressions of \p Within in source order, those of nested lambdas excluded.
std::vector<const clang::Expr *> expressionsOf(const clang::Stmt *Within);

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

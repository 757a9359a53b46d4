/// \file
/// What is a stream, and what is read and written.
#pragma once

#include "checks/support/Body.h"

#include "clang/AST/ExprCXX.h"

#include <vector>

namespace fastidious {

/// Whether \p T is a `std::basic_istream`, or derived from it.
bool isInputStream(clang::QualType T);
/// Whether \p T is a `std::basic_ostream`, or derived from it.
bool isOutputStream(clang::QualType T);
/// Whether \p T is a `std::basic_streambuf`, or derived from it.
bool isStreamBuffer(clang::QualType T);
/// Whether \p T is a stream over a string: it reads and writes memory.
bool isStringStream(clang::QualType T);
/// Whether \p T is a `QIODevice` or `QTextStream`, or derived from one.
bool isQtDevice(clang::QualType T);
/// Whether \p T is a `QIODevice` whose `readAll` gives what has arrived and is in memory already: a
/// socket, a process, a reply, a `QBuffer`.
/// Source: Qt 5, "QIODevice Class", sequential devices; "QBuffer Class".
bool isBufferedQtDevice(clang::QualType T);
/// Whether \p T is a `std::istreambuf_iterator`.
bool isStreamIterator(clang::QualType T);
/// Whether \p T is a contiguous container of bytes or characters that owns them.
bool isCharacterContainer(clang::QualType T);

/// Whether the statement of \p S writes to a stream that it flushes, or that has no buffer: next to
/// the system call, a buffer is cheap.
bool isWrittenThrough(const Body &B, const clang::Stmt *S);

/// The expressions of \p Within in source order, those of nested lambdas excluded.
std::vector<const clang::Expr *> expressionsOf(const clang::Stmt *Within);

/// All that \p B evaluates, the initialisers of a constructor included.
std::vector<const clang::Expr *> expressionsOfBody(const Body &B);

} // namespace fastidious

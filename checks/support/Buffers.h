/// \file
/// Local buffers: objects that own memory which emptying them keeps. How a declaration gives one
/// its contents, whether it allocates, and what gives it the state of a fresh one.
#pragma once

#include "checks/knowledge/Containers.h"
#include "checks/support/Uses.h"

#include <optional>
#include <string>
#include <vector>

namespace clang {
class DeclStmt;
class VarDecl;
} // namespace clang

namespace fastidious {

/// What a buffer is, which decides how it is emptied.
enum class BufferFamily { Vector, String, HashTable, Stream, Array };

/// How a declaration gives a buffer its contents.
enum class BufferStart {
  Empty,         ///< `std::vector<T> v;`
  Sized,         ///< `std::vector<T> v(n);`
  Filled,        ///< `std::vector<T> v(n, x);`
  Range,         ///< `std::vector<T> v(first, last);`
  List,          ///< `std::vector<T> v{a, b};`
  Copy,          ///< `std::vector<T> v = other;`
  Literal,       ///< `std::string s = "...";`
  Concatenation, ///< `std::string s = "..." + x;`
  Text,          ///< `std::istringstream in(text);`
};

struct Buffer {
  const clang::VarDecl *Variable;
  const clang::DeclStmt *Statement;
  BufferFamily Family = BufferFamily::Vector;
  BufferStart Start = BufferStart::Empty;
  /// As written; the operands of a concatenation.
  llvm::SmallVector<const clang::Expr *, 2> Arguments = {};
  const ContainerFact *Fact = nullptr; ///< Null for streams and arrays.
};

/// The buffer that \p Variable, declared by \p Statement, is; nothing for variables that are no
/// local objects, for types whose memory `clear()` does not keep, and for initialisers of other
/// kinds.
std::optional<Buffer> bufferOf(const clang::VarDecl &Variable, const clang::DeclStmt &Statement);

/// The number of elements that \p U, a call of `reserve` or `resize`, asks for, if it is a
/// constant; nothing for other uses.
std::optional<int64_t> constantSize(const Body &B, const Use &U);

/// Whether (nearly) every execution of the declaration allocates memory for the buffer. \p Uses are
/// those of the variable.
bool allocatesEachTime(const Body &B, const Buffer &Candidate, const std::vector<Use> &Uses);

/// The statements that give the buffer, where it stands, the state that its declaration gave it;
/// empty if there is no way (arrays; text in macros).
std::vector<std::string> resetStatements(const Buffer &Candidate, const clang::ASTContext &Context);

/// Whether \p S may change the format of a stream, which outlives `str({})` and `clear()`: flags,
/// precision, fill character, locale.
bool changesStreamFormat(const clang::Stmt *S);

/// Whether \p Candidate is a sum that begins with a temporary string, which gives its memory away.
bool beginsWithTemporary(const Buffer &Candidate, const clang::ASTContext &Context);

/// The value of a fresh element of type \p T as one would write it; empty for classes.
std::string zeroOf(clang::QualType T);

} // namespace fastidious

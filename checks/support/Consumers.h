/// \file
/// What the contents of a stream, once they are in memory, are taken for.
#pragma once

#include "checks/support/Slurps.h"

#include "clang/AST/Expr.h"
#include "llvm/ADT/SmallVector.h"

#include <optional>

namespace fastidious {

/// How contents are consumed.
enum class Consumption {
  Lines,   ///< Line by line.
  Records, ///< By `>>`, or up to another delimiter than the end of a line.
  Chunks,  ///< By an offset that grows by more than one.
  Copy,    ///< All of it is written to another stream.
  Digest,  ///< By what also takes it piece by piece: a checksum, a compressor.
};

struct Consumer {
  Consumption Kind;
  /// What consumes: a loop or a call. The same for all mentions of the contents in it.
  const clang::Stmt *At;
};

/// Where the contents of a stream go.
struct ConsumedContents {
  llvm::SmallVector<Consumer, 2> Consumers;
  /// Something needs the whole text, or does what is not understood.
  bool NeedsWhole = false;
  /// The text is handed to somebody as a string object: returned or assigned.
  bool IsDelivered = false;
  /// Somebody points into the text.
  bool HasPointers = false;
  /// The `memory.str()` that copies the text out of a string stream; null if there is none.
  const clang::CallExpr *CopiedBy = nullptr;
  /// The variables that hold the contents on their way.
  llvm::SmallVector<const clang::VarDecl *, 4> Holders;

  /// The single consumer, or nothing.
  std::optional<Consumer> consumer() const;
};

/// What \p B, and the functions of the translation unit that it hands them to, do with the contents
/// that \p Read brings into memory.
ConsumedContents consumersOf(const Body &B, const Slurp &Read);

/// The single consumer of \p Contents, if it could take them from the stream itself: not where they
/// are read under a lock, the file is written in the same body, or the consumer is repeated.
std::optional<Consumer> needlessConsumer(const Body &B, const Slurp &Read,
                                         const ConsumedContents &Contents);

} // namespace fastidious

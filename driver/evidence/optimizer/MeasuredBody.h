/// \file
/// Where the timed loops of a translation unit are.
#pragma once

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/SmallVector.h"

#include <functional>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class FunctionDecl;
class Stmt;
} // namespace clang

namespace fastidious::optimizer {

/// The repeated part of a timed region, in code that is instantiated.
struct MeasuredBody {
  std::string Name;                ///< The benchmark's name as its author sees it.
  std::string Framework;           ///< As its users write it.
  const clang::FunctionDecl *Root; ///< The outermost function around the region.
  clang::SourceRange Range;        ///< The loop, or the measured lambda.
  clang::Stmt *Body;
  /// Puts another statement in the place of Body.
  std::function<void(clang::Stmt *)> Replace;
  /// The body is a function's, so it has to remain a compound statement.
  bool IsFunctionBody;
  /// Statements in the body that run while the timer is stopped.
  llvm::SmallVector<const clang::Stmt *, 2> Paused;
};

/// The timed regions in the main file, in source order within each function. Templates are looked
/// at in each of their instantiations.
std::vector<MeasuredBody> measuredBodies(clang::ASTContext &Context);

} // namespace fastidious::optimizer

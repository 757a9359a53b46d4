/// \file
/// Makes each piece of work in the timed loops optional, in the syntax tree.
#pragma once

#include "driver/evidence/optimizer/MeasuredBody.h"
#include "driver/evidence/optimizer/TimedWork.h"

#include "llvm/ADT/ArrayRef.h"

namespace clang {
class ASTContext;
} // namespace clang

namespace fastidious::optimizer {

/// Puts a guard around every unit of work in \p Bodies:
///
///     S;                 becomes  if (guard) S; else { the side effects of S's arguments }
///     T x = E;           becomes  T x = guard ? E : (side effects, zero);
///     DoNotOptimize(E);  becomes  DoNotOptimize(guard ? E : (side effects, zero));
///
/// Calls of sinks and of the framework's state stay outside. A guard is an `extern "C" bool`, so
/// the optimiser knows nothing about it until a variant of the module gives it a value.
///
/// This changes the tree: nothing may look at it afterwards but code generation.
TimedWork insertGuards(clang::ASTContext &Context, llvm::ArrayRef<MeasuredBody> Bodies);

} // namespace fastidious::optimizer

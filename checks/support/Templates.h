/// \file
/// From a template's pattern to its instantiations, where a pattern alone proves too little.
#pragma once

#include "llvm/ADT/SmallVector.h"

namespace clang {
class FunctionDecl;
} // namespace clang

namespace fastidious {

/// The instantiations with a body, in this translation unit, of the function whose pattern is
/// \p Pattern: of a function template, a generic lambda, or a member of a class template. Explicit
/// specialisations do not count. Empty if \p Pattern is no template.
llvm::SmallVector<const clang::FunctionDecl *, 4>
instantiationsOf(const clang::FunctionDecl &Pattern);

} // namespace fastidious

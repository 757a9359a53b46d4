/// \file
/// Bodies of library templates, only where code generation needs them.
#pragma once

#include <vector>

namespace clang {
class CompilerInstance;
class FunctionDecl;
} // namespace clang

namespace fastidious::optimizer {

/// From now on, \p Compiler keeps the bodies of templates in system headers as tokens, and parses
/// one when it is first instantiated. To be called before the parse.
void delayLibraryTemplates(clang::CompilerInstance &Compiler);

/// Instantiates what the engine's gate has left out (FunctionDecl::hasSkippedBody) of the functions
/// that \p Roots or their callers in the main file call, directly or not. \p Compiler is at the end
/// of the parse; its consumer is told of the new definitions. Whatever a body says of itself is
/// not shown to the user. Returns whether all went well.
bool instantiateFor(clang::CompilerInstance &Compiler,
                    const std::vector<const clang::FunctionDecl *> &Roots);

} // namespace fastidious::optimizer

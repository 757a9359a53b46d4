/// \file
/// Where the user's file has spaces, so that new code has them there, too.
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceLocation.h"

#include <string>

namespace fastidious {

/// \p Text, new code for the file that holds \p Loc, with the spaces before parentheses and around
/// `&` of references as nearly all of that file has them: `if(`, `f (x)`, `const T& x`.
std::string spacedLikeFile(llvm::StringRef Text, clang::SourceLocation Loc,
                           const clang::ASTContext &Context);

} // namespace fastidious

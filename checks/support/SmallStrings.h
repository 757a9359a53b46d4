/// \file
/// Facts about string objects that need the type in the translation unit.
#pragma once

#include "clang/AST/Type.h"

namespace clang {
class ASTContext;
} // namespace clang

namespace fastidious {

/// The number of characters up to which a string of type \p T needs no allocation, in the library
/// that declares it: libstdc++ keeps 15 bytes, libc++ 22. Where the library is not recognised, the
/// larger: a longer string certainly allocates.
unsigned shortStringLimit(clang::QualType T, const clang::ASTContext &Context);

} // namespace fastidious

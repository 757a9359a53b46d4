/// \file
/// How a view of the bytes that a copy was made from is written.
#pragma once

#include "checks/support/ByteCopies.h"

#include <string>

namespace fastidious {

/// The text of a view of what a copy was made from.
struct ViewText {
  std::string Text;
  std::string Arguments; ///< What a declaration of a view has in its parentheses.
  std::string Type;      ///< The type of the view; empty if Text names an existing object.
  std::string Header;
};

/// The class of the standard library that views the characters of \p String, a `std::basic_string`:
/// `std::string_view`, `std::wstring_view` and so on.
std::string viewName(clang::QualType String);

/// The view that can stand for \p C; nothing if it cannot be written, or not in one expression.
std::optional<ViewText> viewOf(const ByteCopy &C, const clang::ASTContext &Context);

} // namespace fastidious

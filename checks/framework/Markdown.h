/// \file
/// The documentation of checks as Markdown, made from their metadata.
#pragma once

#include "checks/framework/CheckInfo.h"

#include <string>

namespace fastidious {

/// The page of one check: name, summary, properties, options and the check's own sections.
std::string markdownPage(const CheckInfo &Info);

/// A table of all checks, one row each. \p LinkPrefix stands before each page's file name.
std::string markdownTable(std::string_view LinkPrefix);

} // namespace fastidious

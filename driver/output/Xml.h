/// \file
/// Text in XML and HTML.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace fastidious::driver {

/// \p Text with the characters escaped that mean something in XML and HTML, also within quotes.
/// Control characters and bytes that are not UTF-8, which XML has no spelling for, are replaced.
std::string escapeXML(llvm::StringRef Text);

} // namespace fastidious::driver

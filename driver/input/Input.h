/// \file
/// Reading texts that anybody may have written: nested until the stack ends, or in no encoding.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"

#include <string>

namespace fastidious::driver {

/// As llvm::json::parse(), but with an error for what is nested so deeply that its recursion would
/// end the program.
llvm::Expected<llvm::json::Value> parseJSON(llvm::StringRef Text);

/// Whether LLVM's YAML parser, which is recursive, too, may be given \p Text.
bool isShallowYAML(llvm::StringRef Text);

/// \p Bytes as UTF-8 from which fromUTF8() makes the same bytes again: those that are not UTF-8
/// stand as characters that nobody uses.
std::string toUTF8(llvm::StringRef Bytes);
std::string fromUTF8(llvm::StringRef Text);

} // namespace fastidious::driver

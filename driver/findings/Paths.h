/// \file
/// Paths as users see them.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace fastidious::driver {

/// \p Path made absolute against the current directory, without "." and ".."; links stay.
std::string absolutePath(llvm::StringRef Path);

/// \p Path relative to the current directory if it is below it, else unchanged.
std::string displayPath(llvm::StringRef Path);

/// Whether \p Path is \p Folder or lies below it. Both are absolute.
bool isBelow(llvm::StringRef Path, llvm::StringRef Folder);

/// The file that \p Path names, with all links resolved; \p Path itself if there is none.
std::string realPath(llvm::StringRef Path);

/// Whether \p Path matches \p Glob: '*' within a component, '**' across, '?' one character. A glob
/// without a slash may match any component of the path, as in .gitignore.
bool matchesGlob(llvm::StringRef Path, llvm::StringRef Glob);

/// The contents of a file, or nothing with \p Error set to the system's words.
std::optional<std::string> readFile(llvm::StringRef Path, std::string &Error);

/// Replaces \p Path by a file with these contents in one step: whoever looks, and a kill at any
/// moment, finds the old file or the new one. Permissions stay; a link stays a link; a device or a
/// pipe is written to. Returns an error message, empty if all went well.
std::string replaceFile(llvm::StringRef Path, llvm::StringRef Contents);

} // namespace fastidious::driver

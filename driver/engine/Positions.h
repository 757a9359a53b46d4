/// \file
/// Lines and columns of offsets in the files of a unit, as they were when it was parsed.
#pragma once

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <string>

namespace fastidious::driver {

class Positions {
public:
  /// Reads through \p FS; relative paths begin in \p Directory.
  Positions(llvm::vfs::FileSystem &FS, std::string Directory)
      : FS(FS), Directory(std::move(Directory)) {}

  /// Both start at 1; columns count bytes.
  struct Position {
    unsigned Line, Column;
  };

  /// The absolute spelling of a path that clang reports.
  std::string absolute(llvm::StringRef Path) const;
  Position at(llvm::StringRef Path, unsigned Offset);
  /// The length of the token at \p Offset: a name, a number, or one byte.
  unsigned tokenLength(llvm::StringRef Path, unsigned Offset);
  /// The line around \p Offset, white space collapsed.
  std::string lineText(llvm::StringRef Path, unsigned Offset);

private:
  llvm::StringRef text(llvm::StringRef Path);

  llvm::vfs::FileSystem &FS;
  std::string Directory;
  mutable llvm::StringMap<std::string> Folders;
  llvm::StringMap<std::unique_ptr<llvm::MemoryBuffer>> Texts;
};

} // namespace fastidious::driver

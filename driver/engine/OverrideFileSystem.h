/// \file
/// A file system in which some files have other contents than on disk.
#pragma once

#include "driver/engine/Unit.h"

#include "llvm/Support/VirtualFileSystem.h"

namespace fastidious::driver {

/// The real file system with \p Overrides, some of which may not be on disk. A file is recognised
/// whatever path leads to it: through links, relative, with "..".
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> overrideFileSystem(const FileOverrides &Overrides);

} // namespace fastidious::driver

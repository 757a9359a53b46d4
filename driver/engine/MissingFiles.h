/// \file
/// Remembers which files a compilation looked for in vain.
#pragma once

#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace fastidious::driver {

/// \p Underlying, with each path that it does not have added to \p Missing as it was asked for.
/// \p Missing must outlive the file system.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
recordMissing(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Underlying,
              llvm::StringSet<> &Missing);

} // namespace fastidious::driver

/// \file
/// The progress bar.
#pragma once

#include "llvm/ADT/StringRef.h"

namespace fastidious::driver {

/// Shows on the terminal how many units are done; draws nothing unless \p Show.
class Progress {
public:
  Progress(size_t Total, bool Show);
  ~Progress();
  void advance(llvm::StringRef File);

private:
  void draw(llvm::StringRef File);

  size_t Total;
  size_t Done = 0;
  bool Show;
};

} // namespace fastidious::driver

/// \file
/// Which units a changed file concerns.
#pragma once

#include "driver/engine/Run.h"

namespace fastidious::driver {

/// The units of \p Jobs that read a file of which \p IsChanged is true; it is asked with absolute
/// paths. What a unit reads is known from its kept result, even one that is out of date: until one
/// of the files in it changes, no other is read. Else the unit is preprocessed. A unit about which
/// this fails is among the dependents.
std::vector<CompileJob> dependents(const std::vector<CompileJob> &Jobs,
                                   const std::function<bool(llvm::StringRef Path)> &IsChanged,
                                   const EngineOptions &Engine, const RunOptions &Options);

} // namespace fastidious::driver

/// \file
/// Makes the timed loops recognisable after the optimiser has been over them.
#pragma once

#include "driver/evidence/optimizer/TimedWork.h"

#include "llvm/ADT/SmallVector.h"

#include <map>
#include <set>
#include <string>

namespace llvm {
class Loop;
class Module;
} // namespace llvm

namespace fastidious::optimizer {

/// Tags the innermost loop around each guard, in the guard's function or else in its callers, with
/// a node in its `!llvm.loop` metadata, which follows a loop through the pipeline and inhibits
/// nothing. \p M is unoptimised. Returns, for each timed loop, the functions that hold a tag.
std::map<unsigned, std::set<std::string>> tagTimedLoops(llvm::Module &M, const TimedWork &Work);

/// The timed loops that \p L is, or a copy of; several where a framework runs all benchmarks in one
/// loop.
llvm::SmallVector<unsigned, 1> timedLoopsOf(const llvm::Loop &L);

} // namespace fastidious::optimizer

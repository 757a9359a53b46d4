/// \file
/// Where a profiler looks for what a finding is about.
#pragma once

#include "driver/findings/Finding.h"

namespace clang {
class FunctionDecl;
}

namespace fastidious::driver {

/// The source of the cost of a finding at the byte \p Offset of the file that holds \p Function.
SourceOfCost sourceOfCost(const clang::FunctionDecl &Function, unsigned Offset);

} // namespace fastidious::driver

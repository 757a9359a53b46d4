/// \file
/// fastidious-tidy.so: makes the checks available in a stock clang-tidy through `--load`.
#include "checks/framework/TidyModule.h"

#include "clang-tidy/ClangTidyModuleRegistry.h"

static clang::tidy::ClangTidyModuleRegistry::Add<fastidious::TidyModule>
    Registered("fastidious-module", "Finds C++ code that is slow by construction.");

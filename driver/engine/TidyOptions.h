/// \file
/// What `.clang-tidy` and the command line say about a file.
#pragma once

#include "driver/engine/Unit.h"

#include "clang-tidy/ClangTidyOptions.h"

namespace fastidious::driver {

/// clang-tidy's options for \p File, with `Checks` reduced to the checks of this program: those
/// that `.clang-tidy` or \p CommandLineChecks name, all if neither names any.
clang::tidy::ClangTidyOptions tidyOptionsFor(const std::string &File,
                                             const std::string &CommandLineChecks);

/// Writes the names of \p Globs in full: a check may be given without its prefix. Sets \p Error and
/// returns nothing if an entry enables no check.
std::optional<std::string> expandCheckGlobs(llvm::StringRef Globs, std::string &Error);

/// Reads the `.clang-tidy` files that apply to \p Files. One message for each that is malformed
/// goes to \p Errors; one for each unknown key, check of ours or option of such a check to \p
/// Warnings. Returns the paths of all that were read.
std::vector<std::string> validateTidyFiles(const std::vector<std::string> &Files,
                                           std::vector<AnalysisError> &Errors,
                                           std::vector<std::string> &Warnings);

/// The registered name most like \p Name, prefix included, or empty if none is.
std::string similarCheck(llvm::StringRef Name);

} // namespace fastidious::driver

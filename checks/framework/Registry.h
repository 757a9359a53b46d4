/// \file
/// The list of all checks. Checks add themselves; nobody names them.
#pragma once

#include "checks/framework/CheckInfo.h"

#include <memory>
#include <string_view>
#include <vector>

namespace llvm {
class StringRef;
} // namespace llvm
namespace clang::tidy {
class ClangTidyCheck;
class ClangTidyContext;
} // namespace clang::tidy

namespace fastidious {

/// Builds a check for one translation unit. \p Name is the full name, prefix included.
using CheckFactory = std::unique_ptr<clang::tidy::ClangTidyCheck> (*)(
    llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

/// A check that can be run.
struct RegisteredCheck {
  const CheckInfo *Info;
  CheckFactory Create;
};

/// All checks, sorted by name.
const std::vector<RegisteredCheck> &registeredChecks();

/// The check with this name (with or without the prefix `fastidious-`), or null.
const CheckInfo *findCheck(std::string_view Name);

/// The prefix of every check's name in diagnostics and in `.clang-tidy`.
inline constexpr std::string_view CheckPrefix = "fastidious-";

/// Registers a check during static initialisation; use FASTIDIOUS_CHECK.
struct CheckRegistration {
  CheckRegistration(const CheckInfo &Info, CheckFactory Create);
};

} // namespace fastidious

/// \file
/// fastidious-clangd: clangd with these checks in it, because a stock clangd cannot load a plug-in.
/// clangd's headers are not packaged, so the few places where it must learn about our checks are
/// reached by the linker: calls of a wrapped function F come to __wrap_F, and __real_F is the
/// original (CMakeLists.txt names the functions too).
#include "checks/framework/Registry.h"
#include "checks/framework/TidyModule.h"

#include "clang-tidy/ClangTidyModuleRegistry.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/raw_ostream.h"

#include <memory>
#include <optional>
#include <string>

static clang::tidy::ClangTidyModuleRegistry::Add<fastidious::TidyModule>
    Registered("fastidious-module", "Finds C++ code that is slow by construction.");

namespace clang::clangd {

/// clangd's own main function.
int clangdMain(int ArgC, char *ArgV[]);

class SymbolIndex;

namespace remote {
/// clangd asks for this where a remote index is configured. It would need gRPC; a clangd that was
/// built without it answers the same.
std::unique_ptr<SymbolIndex> getClient(llvm::StringRef Address, llvm::StringRef) {
  llvm::errs() << "fastidious-clangd has no remote index: ignoring " << Address << '\n';
  return nullptr;
}
} // namespace remote
} // namespace clang::clangd

// clang::clangd::isFastTidyCheck: by default clangd runs only checks that it has measured. A whole
// run of ours costs a few percent of parsing the file, so they count as fast.

std::optional<bool> realIsFastTidyCheck(llvm::StringRef Check) __asm__(
    "__real__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");
std::optional<bool> wrappedIsFastTidyCheck(llvm::StringRef Check) __asm__(
    "__wrap__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");

std::optional<bool> wrappedIsFastTidyCheck(llvm::StringRef Check) {
  return fastidious::findCheck(Check) ? true : realIsFastTidyCheck(Check);
}

// llvm::Twine::str: clangd makes the link to a check's documentation out of its name, with the
// address of clang-tidy's documentation in front, in a function that cannot be wrapped itself. For
// checks of ours the link is put right here.

std::string realTwineStr(const llvm::Twine *Text) __asm__("__real__ZNK4llvm5Twine3strB5cxx11Ev");
std::string wrappedTwineStr(const llvm::Twine *Text) __asm__("__wrap__ZNK4llvm5Twine3strB5cxx11Ev");

std::string wrappedTwineStr(const llvm::Twine *Text) {
  static constexpr llvm::StringLiteral Wrong =
      "https://clang.llvm.org/extra/clang-tidy/checks/fastidious/";
  std::string Result = realTwineStr(Text);
  llvm::StringRef Name = Result;
  if (Name.consume_front(Wrong) && Name.consume_back(".html"))
    return FASTIDIOUS_DOCS_URL "/" + Name.str() + ".md";
  return Result;
}

int main(int ArgC, char *ArgV[]) {
  return clang::clangd::clangdMain(ArgC, ArgV);
}

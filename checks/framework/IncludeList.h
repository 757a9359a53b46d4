/// \file
/// The includes of the user's files, and where another one can stand.
#pragma once

#include "clang/Basic/Diagnostic.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/DenseMap.h"

#include <string>
#include <vector>

namespace fastidious {

/// Records the `#include` lines that the preprocessor obeys, outside of system headers.
class IncludeList {
public:
  /// Begins to record what \p PP includes; to be called once for each translation unit.
  void listen(clang::Preprocessor &PP);

  /// Whether \p File includes the header \p Name, spelled without brackets or quotes.
  bool contains(clang::FileID File, llvm::StringRef Name) const;

  /// \p Hint, which adds an include of \p Name to \p File, or the same at a place that is no more
  /// conditional than the file's other includes: clang-tidy's inserter knows no `#if`.
  clang::FixItHint outsideConditions(clang::FixItHint Hint, clang::FileID File,
                                     llvm::StringRef Name,
                                     const clang::SourceManager &Sources) const;

private:
  class Recorder;
  struct Entry {
    std::string Name;
    clang::SourceLocation Hash;
  };
  llvm::DenseMap<clang::FileID, std::vector<Entry>> ByFile;
};

} // namespace fastidious

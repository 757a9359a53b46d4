/// \file
/// The base class of all checks.
#pragma once

#include "checks/framework/Finding.h"
#include "checks/framework/IncludeList.h"
#include "checks/framework/Registry.h"
#include "checks/support/Body.h"

#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/utils/IncludeInserter.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace fastidious {

/// A check looks at one function body at a time. The framework hands over every body that the user
/// wrote, once: functions, methods, lambdas and template patterns, but no instantiation, nothing
/// implicit, nothing in a system header.
class Check : public clang::tidy::ClangTidyCheck {
public:
  Check(const CheckInfo &Info, llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

  /// Inspects one body. Lambdas within it are bodies of their own and are handed over separately.
  virtual void checkBody(const Body &B) = 0;

  /// Whether includeEdit() is called. To listen to the preprocessor costs time for each macro.
  virtual bool addsIncludes() const { return false; }

  /// Called after the last body of the translation unit, for checks that connect functions.
  virtual void finish(clang::ASTContext &Context) {}

  bool isLanguageVersionSupported(const clang::LangOptions &LangOpts) const override {
    return LangOpts.CPlusPlus;
  }

  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) final;
  void registerPPCallbacks(const clang::SourceManager &SM, clang::Preprocessor *PP,
                           clang::Preprocessor *ModuleExpanderPP) final;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) final;
  void onStartOfTranslationUnit() final;
  void onEndOfTranslationUnit() final;
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) final;

protected:
  /// Emits \p F. Findings without a place in a file that the user wrote (macro bodies, generated
  /// files) and those on cold paths are dropped; fixes with an edit in such a place are dropped
  /// while the finding stays.
  void report(Finding F);

  /// The values of the options that the check declares; an undeclared name is a programming error.
  bool boolOption(std::string_view Name) const;
  unsigned integerOption(std::string_view Name) const;
  std::vector<std::string> listOption(std::string_view Name) const;

  /// The edit that adds `#include <Header>` to the file that holds \p In, or nothing if it is
  /// included there already. Needs addsIncludes(). \p Header is spelled with its brackets or
  /// quotes.
  std::optional<clang::FixItHint> includeEdit(clang::SourceLocation In, llvm::StringRef Header);

  const CheckInfo &info() const { return Info; }

  /// Whether another check, named without the prefix, looks at this translation unit, too.
  bool isEnabled(llvm::StringRef OtherCheck) const;

private:
  /// An include that a fix adds: where, and the text.
  using AddedInclude = std::pair<clang::SourceLocation, std::string>;

  const std::string &value(std::string_view Name, OptionType Type) const;
  void emit(const Finding &F);

  const CheckInfo &Info;
  const clang::tidy::ClangTidyContext &Run;
  std::vector<std::string> Values; ///< Parallel to Info.Options.
  clang::tidy::utils::IncludeInserter Includes;
  IncludeList Present;
  /// What the fixes that were shown so far add, the safe ones and all of them.
  std::set<AddedInclude> AddedBySafe, AddedByAny;
  clang::ASTContext *AST = nullptr;
  /// The function whose body is being inspected.
  const clang::FunctionDecl *Inspected = nullptr;
};

/// Registers the class \p CLASS as a check with the CheckInfo that follows.
#define FASTIDIOUS_CHECK(CLASS, ...)                                                               \
  static constexpr ::fastidious::CheckInfo CLASS##Info =                                           \
      ::fastidious::checkedInfo(::fastidious::CheckInfo __VA_ARGS__);                              \
  static const ::fastidious::CheckRegistration CLASS##Registration(                                \
      CLASS##Info,                                                                                 \
      [](llvm::StringRef Name,                                                                     \
         clang::tidy::ClangTidyContext *Context) -> std::unique_ptr<clang::tidy::ClangTidyCheck> { \
        return std::make_unique<CLASS>(CLASS##Info, Name, Context);                                \
      })

} // namespace fastidious

/// \file
/// The frame of the checks that look at one timed region at a time: what they share is the walk
/// over the regions, and that a benchmark gets one finding however many of them have something to
/// say.
#pragma once

#include "checks/framework/Check.h"
#include "checks/support/BenchmarkWork.h"

#include "llvm/ADT/DenseSet.h"

#include <string>
#include <vector>

namespace fastidious {

/// What is wrong with a benchmark, from the mildest to the worst: the worst of a region is
/// reported.
enum class BenchmarkDefect {
  RepeatedSetup, ///< The number includes work that is not meant.
  AddedWork,     ///< The sink itself is measured, or keeps nothing beside work that is kept.
  ConstantInput, ///< The work may be done once, or by the compiler.
  LostResult,    ///< The work may be removed.
  MisplacedSink, ///< The work may be removed although a sink seems to keep it.
};

/// The option of the checks that ask what a sink is.
inline constexpr OptionInfo SinkFunctionsOption = {
    "SinkFunctions", OptionType::StringList, "",
    "Functions that keep their arguments alive, by qualified name, beside those of the frameworks "
    "and the wrappers that the check recognises by their bodies."};

class BenchmarkCheck : public Check {
public:
  using Check::Check;

  void checkBody(const Body &B) final;
  void finish(clang::ASTContext &Context) final;

protected:
  /// Inspects a region whose time is reported. For a template, the regions of its instantiations
  /// are handed over until one has a finding: returns whether \p R has one.
  virtual bool checkRegion(const Body &B, const TimedRegion &R, const Observation &O) = 0;

  /// The functions that the user calls sinks, if the check has the option.
  virtual llvm::ArrayRef<std::string> userSinks() const { return {}; }

  /// Reports \p F at the end of the translation unit, unless another of these checks knows of a
  /// worse defect of \p R.
  void reportDefect(const TimedRegion &R, BenchmarkDefect Defect, Finding F);

  /// Moves \p F to the definition of the macro that \p R is all text of, if there is one. What a
  /// macro stamps out is reported once, and without a fix: other expansions may mean other code.
  /// Returns false if that has been done before.
  bool moveToMacro(const TimedRegion &R, Finding &F);

private:
  struct Claim {
    clang::SourceLocation Region;
    BenchmarkDefect Defect;
    Finding Found;
  };
  std::vector<Claim> Claims;
  /// The function, or the instantiation of the function template, whose regions are handed over.
  const clang::FunctionDecl *Visited = nullptr;
  /// The regions in definitions of macros of which something has been reported.
  llvm::DenseSet<clang::SourceLocation> RegionsInMacros;
};

/// A benchmark check with the option SinkFunctionsOption.
class SinkCheck : public BenchmarkCheck {
public:
  SinkCheck(const CheckInfo &Info, llvm::StringRef Name, clang::tidy::ClangTidyContext *Context)
      : BenchmarkCheck(Info, Name, Context), UserSinks(listOption(SinkFunctionsOption.Name)) {}

protected:
  const std::vector<std::string> UserSinks;

private:
  llvm::ArrayRef<std::string> userSinks() const final { return UserSinks; }
};

} // namespace fastidious

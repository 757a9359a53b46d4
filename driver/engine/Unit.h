/// \file
/// Analysing one translation unit. Meant to run in a process of its own (see Workers.h): it changes
/// the working directory and leaks the AST.
#pragma once

#include "driver/engine/CompilationDatabase.h"
#include "driver/engine/UnitResult.h"

#include "llvm/ADT/StringMap.h"

#include <functional>
#include <memory>

namespace clang {
class ASTConsumer;
class CompilerInstance;
class CompilerInvocation;
} // namespace clang

namespace fastidious::driver {

struct EngineOptions;

/// What a UnitHook sees: the unit after all checks have run, while its AST is alive.
struct UnitView {
  clang::CompilerInstance &Compiler;
  const CompileJob &Job;
  const EngineOptions &Options;
  /// Everything that was reported, also what NOLINT or the header filter will drop.
  FindingLog &Log;
  /// Evidence for the finding Log.Findings[i], to be filled.
  std::map<size_t, driver::Evidence> Evidence;
  /// Indices of findings that evidence refutes; they are not reported.
  std::set<size_t> Refuted;
  /// Reports one more finding of a registered check; returns its index in Log.Findings, or nothing
  /// if the check is not enabled.
  std::function<std::optional<size_t>(llvm::StringRef Check, clang::SourceLocation Loc,
                                      std::string Message, std::string Reason)>
      Report;
};

/// Looks at a unit after matching.
using UnitHook = std::function<void(UnitView &)>;

/// Makes a consumer that is told of the whole parse of a unit, and last of its end.
using ParseObserver = std::function<std::unique_ptr<clang::ASTConsumer>(UnitView &)>;

/// Contents that stand in for those of files on disk, by absolute path.
using FileOverrides = std::map<std::string, std::string>;

/// How units are analysed; the same for all of a run.
struct EngineOptions {
  /// clang-tidy's globs from the command line; empty for those of `.clang-tidy`.
  std::string Checks;
  /// Regular expression for headers; empty for that of `.clang-tidy` or, if it has none, for all
  /// headers below ProjectRoots.
  std::string HeaderFilter;
  std::vector<std::string> ProjectRoots; ///< Real paths of folders.
  /// Also parse the bodies of functions in system headers, for hooks that need more than the
  /// checks.
  bool FullParse = false;
  /// Also report what NOLINT suppresses, marked as such.
  bool KeepSuppressed = false;
  FileOverrides Overrides;
  std::vector<UnitHook> Hooks;
  /// Gives a unit that needs it an observer; such a unit is parsed with all bodies. May change the
  /// command that is parsed. \p Overrides are those of this run.
  std::function<ParseObserver(CompileJob &Job, const FileOverrides &Overrides)> Observe;
  /// Says what Hooks do to a result; results of runs with other ones are not taken from the cache.
  std::string HooksKey;
  /// Hash what is read, so that the result can be kept.
  bool HashFiles = false;
};

/// Parses and checks one unit, whose file exists. Errors are part of the result.
UnitResult analyzeUnit(const CompileJob &Job, const EngineOptions &Options);

/// The compiler invocation for \p Job, made fit for analysis: nothing is written, no plug-in is
/// loaded, arguments that clang does not know are dropped. The working directory must be
/// Job.Directory. Returns null and sets \p Error if there is none.
std::shared_ptr<clang::CompilerInvocation> createInvocation(const CompileJob &Job,
                                                            std::string &Error);

/// The checks that are run on \p File, as `.clang-tidy` and \p CommandLineChecks say.
std::vector<std::string> enabledChecks(const std::string &File,
                                       const std::string &CommandLineChecks);

} // namespace fastidious::driver

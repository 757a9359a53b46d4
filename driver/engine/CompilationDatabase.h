/// \file
/// Which files there are to check, and how each is compiled.
#pragma once

#include "driver/findings/Finding.h"

#include "llvm/ADT/StringMap.h"

#include <memory>
#include <string>
#include <vector>

namespace fastidious::driver {

/// One translation unit.
struct CompileJob {
  std::string File;                 ///< Absolute path of the main file.
  std::string Directory;            ///< Where the compiler is run.
  std::vector<std::string> Command; ///< Compiler, arguments, main file.
};

/// The entries of one `compile_commands.json`, or the arguments of one `compile_flags.txt`.
class Database {
public:
  /// Reads \p Path. On failure returns null and sets \p Error to one line that says what is wrong
  /// and where.
  static std::unique_ptr<Database> load(const std::string &Path, std::string &Error);

  /// All units, in the order of the file; several for a file that is compiled in several ways.
  /// Commands that differ in the name of the output only count once.
  const std::vector<CompileJob> &jobs() const { return Jobs; }

  /// The units whose main file is \p File (absolute), also by another name of the same file.
  std::vector<CompileJob> jobsFor(llvm::StringRef File) const;

  /// A command for a file that has none of its own: that of a file with the same stem or that
  /// includes it, else of the one with the most similar path. Nothing if there are no entries.
  std::optional<CompileJob> borrow(llvm::StringRef File) const;

  const std::string &path() const { return Path; }

private:
  std::string Path;
  std::vector<CompileJob> Jobs;
  llvm::StringMap<std::vector<unsigned>> ByFile;
  std::optional<std::vector<std::string>> FixedFlags;

  void index();
};

/// What the user says about compile commands.
struct CommandOptions {
  std::string BuildDir;               ///< `-p`: a folder or the database itself; may be empty.
  std::vector<std::string> ExtraArgs; ///< Added behind the arguments.
  std::vector<std::string> ExtraArgsBefore; ///< Added before them.
  std::vector<std::string> FixedArgs;       ///< What follows `--`.
  bool HasFixedArgs = false;
  std::vector<std::string> QueryDrivers; ///< Globs of compilers that may be run.
  std::vector<std::string> Exclude;      ///< Globs of files that are not checked.
};

/// What there is to check.
struct JobList {
  std::vector<CompileJob> Jobs;
  std::vector<AnalysisError> Errors; ///< Missing files, broken databases.
  std::vector<std::string> Warnings;
  std::vector<std::string> Databases; ///< Paths of the databases in use.
};

/// Turns the paths of the command line (files and folders; the current folder if there is none)
/// into translation units, as cli.md describes.
JobList findJobs(const std::vector<std::string> &Paths, const CommandOptions &Options);

/// The part \p Index (from 0) of \p Count of \p Jobs. The parts are the same on every machine,
/// wherever its copy of the project lies, and of nearly the same size.
std::vector<CompileJob> shardOf(std::vector<CompileJob> Jobs, unsigned Index, unsigned Count);

/// Whether the extension of \p Path is one of a C++ source file (not a header).
bool isSourceFile(llvm::StringRef Path);
bool isHeaderFile(llvm::StringRef Path);

} // namespace fastidious::driver

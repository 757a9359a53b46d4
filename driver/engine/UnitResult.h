/// \file
/// What the analysis of one unit yields, and its form as text: between processes and in the cache.
#pragma once

#include "driver/findings/Finding.h"

namespace fastidious::driver {

/// A file's contents and state at one moment.
struct FileStamp {
  std::string Hash; ///< Of the contents; hexadecimal.
  uint64_t Size = 0;
  uint64_t Modified = 0; ///< Time of the last change of contents, in nanoseconds.
  uint64_t Changed = 0;  ///< Time of the last change of the inode, which no program can set back.
  uint64_t Inode = 0;
};

struct ReadFile {
  std::string Path; ///< Absolute.
  std::optional<FileStamp> Stamp;
};

struct UnitResult {
  std::vector<ReportedFinding> Findings;
  std::vector<AnalysisError> Errors;
  std::vector<ReadFile> Files; ///< Every file that was read.
  /// Absolute paths that were looked up and led nowhere: where one of them appears, another header
  /// may be included. Only if EngineOptions::HashFiles.
  std::vector<std::string> Missing;
  uint64_t Start = 0; ///< When the analysis began, in nanoseconds.
};

/// Nanoseconds since the epoch, on the clock of file times.
uint64_t currentNanoseconds();

/// The hash of contents that FileStamp holds.
std::string hashContents(llvm::StringRef Contents);

/// The stamp of \p Path if it has these contents.
std::optional<FileStamp> stampFile(const std::string &Path, llvm::StringRef Contents);

/// The state of \p Path without its hash; nothing if there is no such file.
std::optional<FileStamp> statFile(const std::string &Path);

/// One text with a checksum.
std::string serialize(const UnitResult &R);

/// Reads the files and the start time, which are at the beginning; nothing if \p Text is damaged.
/// \p Rest is what parseFindings() reads.
std::optional<UnitResult> parseHeader(llvm::StringRef Text, llvm::StringRef &Rest);
bool parseFindings(llvm::StringRef Rest, UnitResult &R);

/// The inverse of serialize().
std::optional<UnitResult> parseUnitResult(llvm::StringRef Text);

} // namespace fastidious::driver

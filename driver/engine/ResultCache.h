/// \file
/// Results of units that need not be analysed again.
#pragma once

#include "driver/engine/Unit.h"

namespace fastidious::driver {

/// One file for each unit and way of analysing it. Losing, damaging or filling up the cache costs
/// time, never a finding: an entry that does not fit the present is an entry that is not there.
/// Runs at the same time only ever replace or remove whole files.
class ResultCache {
public:
  /// \p Folder is created on the first store().
  ResultCache(std::string Folder, const EngineOptions &Options);

  /// The stored result for \p Job if the program, the checks and their options, the command and the
  /// contents of every file that was read are the same.
  std::optional<UnitResult> find(const CompileJob &Job);

  /// The files that were read for the stored result of \p Job, even if that is out of date.
  std::optional<std::vector<std::string>> filesOf(const CompileJob &Job);

  /// Keeps \p Serialized, the text of a result without errors.
  void store(const CompileJob &Job, llvm::StringRef Serialized);

  /// The folder that is used unless the user names one.
  static std::string defaultFolder();

  struct Statistics {
    size_t Entries = 0;
    uint64_t Bytes = 0;
  };
  static Statistics statistics(const std::string &Folder);

  /// Removes the entries that were not used for longest until the others take no more than
  /// \p MaxBytes. Does nothing if they do not.
  static void shrink(const std::string &Folder, uint64_t MaxBytes);

  /// Removes all entries, and nothing else that may be in the folder. Returns how many there were.
  static size_t clean(const std::string &Folder);

private:
  std::string entryPath(const CompileJob &Job);
  bool isUnchanged(const ReadFile &File, uint64_t Since);
  bool isMissing(const std::string &Path);

  struct Known {
    std::optional<FileStamp> State;
    std::string Hash; ///< Empty until it is needed.
  };

  std::string Folder;
  std::string RunKey; ///< What all units of the run have in common.
  const EngineOptions &Options;
  std::map<std::string, std::string> TidyKeys; ///< By folder of the main file.
  llvm::StringMap<Known> Files;
  llvm::StringMap<bool> Absent;
};

} // namespace fastidious::driver

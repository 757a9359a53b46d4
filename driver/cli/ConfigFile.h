/// \file
/// `.fastidious.yaml`: what a project sets that only this program knows. Which checks run, and
/// their options, is in `.clang-tidy`.
///
/// The file comes with the code that is checked, so nothing in it can make the program run a
/// command, load code, or write a file: such settings are flags only.
#pragma once

#include "driver/Precompiled.h"

namespace fastidious::driver {

/// One key of the file. It is named like the flag whose default it sets.
struct SettingInfo {
  enum Kind {
    Text,
    Number,
    Switch,
    List,  ///< Of texts; one text is a list of one.
    Globs, ///< A list of globs; those with a slash are relative to the folder of the file.
    Path,  ///< Relative to the folder of the file.
    Choice,
    Choices, ///< A list of choices.
  } Kind;
  std::string Name;
  std::vector<std::string> Values; ///< Of a choice.
};

/// All keys, in the order of the documentation.
const std::vector<SettingInfo> &settings();

/// One key of a file, with its values as the flag takes them.
struct Setting {
  std::string Name;
  std::vector<std::string> Values;
  unsigned Line; ///< From 1.
};

constexpr llvm::StringRef ConfigFileName = ".fastidious.yaml";

/// The file that applies to \p Paths: in the innermost folder that holds all of them, or in the
/// nearest one above it. Empty if there is none.
std::string findConfigFile(const std::vector<std::string> &Paths);

/// Reads \p Path. What is wrong goes to \p Problems, one line "PATH:LINE: ..." each; then there is
/// no result.
std::optional<std::vector<Setting>> readConfigFile(const std::string &Path,
                                                   std::vector<std::string> &Problems);

/// The schema of the file, as JSON Schema. \p Describe gives the description of a key.
llvm::json::Value
configSchema(const std::function<std::string(const SettingInfo &Setting)> &Describe);

} // namespace fastidious::driver

/// \file
/// The command line as plain data: what completions, the manual page and the reference are made
/// from.
#pragma once

#include "driver/cli/Command.h"

namespace fastidious::driver {

/// A flag, or an argument that has a place instead of a name.
struct FlagOutline {
  std::vector<std::string> Names; ///< "--long", "-s"; empty for an argument with a place.
  std::string Value;              ///< What follows it, as in the help; empty for a switch.
  std::string Description;
  std::string Group;
  bool Repeatable = false;
  std::vector<std::string> Choices; ///< All values that it can have, if they are few.
  bool IsFile = false;
  bool IsFolder = false;
};

struct VerbOutline {
  std::string Name;
  std::string Summary;
  std::string Footer;
  std::vector<FlagOutline> Flags; ///< Those of one group stand together.
  std::vector<VerbOutline> Verbs;
};

/// All verbs that the help shows, in its order.
std::vector<VerbOutline> outlineProgram();

/// The script that completes the command line in \p Shell: bash, zsh or fish.
std::string completionScript(llvm::StringRef Shell);

/// The manual page, in the language of man(7).
std::string manualPage();

/// The same as one page of markdown.
std::string markdownReference();

} // namespace fastidious::driver

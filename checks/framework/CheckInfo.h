/// \file
/// What a check says about itself. Registry, `list`, `explain`, the generated documentation, SARIF
/// rules and the test harness all read this one object.
#pragma once

#include <string_view>

namespace fastidious {

/// What the reported pattern costs, from the mildest to the worst.
enum class Cost {
  ConstantFactor,         ///< More work of the same order, e.g. one extra copy.
  PerIterationAllocation, ///< At least one heap allocation in each iteration.
  Quadratic,              ///< Work that grows with the square of the trip count.
  InvalidMeasurement,     ///< A benchmark that reports a number for something else.
};

/// How sure the check is that a finding is right.
enum class Confidence { Low, Medium, High };

/// Which fixes a check can offer. A check that says `None` must not emit one.
enum class FixKind { None, Safe, Unsafe, SafeOrUnsafe };

/// The names of these values in documentation, options and machine-readable output.
constexpr std::string_view nameOf(Cost C) {
  switch (C) {
  case Cost::ConstantFactor:
    return "constant-factor";
  case Cost::PerIterationAllocation:
    return "per-iteration-allocation";
  case Cost::Quadratic:
    return "quadratic";
  case Cost::InvalidMeasurement:
    return "invalid-measurement";
  }
  return "";
}

constexpr std::string_view nameOf(Confidence C) {
  switch (C) {
  case Confidence::Low:
    return "low";
  case Confidence::Medium:
    return "medium";
  case Confidence::High:
    return "high";
  }
  return "";
}

constexpr std::string_view nameOf(FixKind F) {
  switch (F) {
  case FixKind::None:
    return "none";
  case FixKind::Safe:
    return "safe";
  case FixKind::Unsafe:
    return "unsafe";
  case FixKind::SafeOrUnsafe:
    return "safe-or-unsafe";
  }
  return "";
}

/// The type of a check option's value.
enum class OptionType { Bool, Integer, StringList };

/// One entry of `CheckOptions` in `.clang-tidy`.
struct OptionInfo {
  std::string_view Name; ///< CamelCase, as clang-tidy's own options.
  OptionType Type = OptionType::Bool;
  std::string_view Default;     ///< "true"/"false", a decimal number, or a list separated by ';'.
  std::string_view Description; ///< One sentence for the documentation.
};

/// Everything known about a check without running it.
struct CheckInfo {
  static constexpr unsigned MaxOptions = 8;

  std::string_view Name;    ///< Kebab case, names the bad pattern; reported as `fastidious-<Name>`.
  std::string_view Summary; ///< One line of markdown without a full stop.
  fastidious::Cost Cost = fastidious::Cost::ConstantFactor;
  fastidious::Confidence Confidence = fastidious::Confidence::High;
  std::string_view Since; ///< First version that has the check.
  FixKind Fix = FixKind::None;
  OptionInfo Options[MaxOptions] = {};
  std::string_view Docs; ///< Markdown with the sections of `RequiredSections`.

  /// The first word of the name, which is also the folder of the check.
  constexpr std::string_view group() const { return Name.substr(0, Name.find('-')); }
};

/// The sections that every check's documentation has, in this order. `## Example` holds a
/// "```cpp bad" block that yields exactly one finding and a "```cpp good" block that yields none.
inline constexpr std::string_view RequiredSections[] = {
    "## Why", "## Example", "## Fix safety", "## Limitations", "## Measured", "## References"};

/// Returns \p Info; a malformed one stops the compilation with the reason.
consteval CheckInfo checkedInfo(CheckInfo Info) {
  auto IsLower = [](char C) { return (C >= 'a' && C <= 'z') || (C >= '0' && C <= '9'); };
  if (Info.Name.empty() || Info.group().size() == Info.Name.size())
    throw "a check is named group-pattern";
  for (char C : Info.Name)
    if (!IsLower(C) && C != '-')
      throw "a check's name is in kebab case";
  if (Info.Summary.empty() || Info.Summary.back() == '.')
    throw "a summary is one line without a full stop";
  if (Info.Since.empty())
    throw "Since names the first version with the check";
  size_t At = 0;
  for (std::string_view Section : RequiredSections) {
    At = Info.Docs.find(Section, At);
    if (At == std::string_view::npos)
      throw "a section of the documentation is missing or out of order";
  }
  if (Info.Docs.find("```cpp bad") == std::string_view::npos ||
      Info.Docs.find("```cpp good") == std::string_view::npos)
    throw "the example needs a 'cpp bad' and a 'cpp good' block";
  for (const OptionInfo &Option : Info.Options)
    if (!Option.Name.empty() && Option.Description.empty())
      throw "an option needs a description";
  return Info;
}

} // namespace fastidious

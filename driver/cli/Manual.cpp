/// \file
/// The manual page and the reference in markdown.
#include "driver/cli/Outline.h"

using llvm::StringRef;

namespace fastidious::driver {
namespace {

constexpr StringRef Description =
    "Finds C++ code that is slow by construction, and benchmarks that measure nothing, and fixes "
    "them. A word that is no command is a path for check, the default one.";

/// What a user needs beyond the commands: name and meaning.
using Entries = std::vector<std::pair<std::string, std::string>>;

const Entries ExitStatus{
    {"0", "Nothing was found at or above --fail-on."},
    {"1", "Findings; with --diff, a difference."},
    {"2", "Wrong usage or configuration, or an internal error."},
    {"3", "Some files were not analysed (parse error, crash, time-out); the findings of the others "
          "are printed all the same."}};

const Entries Files{
    {".clang-tidy", "Which checks run, and their options."},
    {".fastidious.yaml", "What only this program knows; 'fastidious config init' writes one."},
    {".fastidious-baseline.json", "Accepted findings; 'fastidious baseline create' writes one."},
    {"compile_commands.json", "How each file is compiled."}};

const Entries Environment{{"NO_COLOR", "If set, no colours."},
                          {"XDG_CACHE_HOME", "Where results are kept, instead of ~/.cache."}};

/// Text for man(7): nothing in it is a request or an escape, and a '-' can be copied.
std::string roff(StringRef Text) {
  std::string Out;
  for (char C : Text) {
    if (C == '\\')
      Out += "\\e";
    else if (C == '-')
      Out += "\\-";
    else
      Out += C;
  }
  if (StringRef(Out).starts_with(".") || StringRef(Out).starts_with("'"))
    Out = "\\&" + Out;
  return Out;
}

std::string lines(StringRef Text) {
  std::string Out;
  for (StringRef Line : llvm::split(Text, '\n'))
    Out += roff(Line) + "\n";
  return Out;
}

/// "-o, --output FILE"
std::string spelling(const FlagOutline &F) {
  std::string Out = llvm::join(F.Names, ", ");
  if (!F.Value.empty())
    Out += (Out.empty() ? "" : " ") + F.Value;
  return Out;
}

std::string synopsis(const std::string &Name, const VerbOutline &V) {
  std::string Out = "fastidious " + Name;
  if (!V.Verbs.empty()) {
    std::vector<std::string> Names;
    for (const VerbOutline &Inner : V.Verbs)
      Names.push_back(Inner.Name);
    return Out + " " + llvm::join(Names, "|") + " [flags]";
  }
  if (llvm::any_of(V.Flags, [](const FlagOutline &F) {
        return !F.Names.empty() && F.Names.back() != "--help";
      }))
    Out += " [flags]";
  for (const FlagOutline &F : V.Flags)
    if (F.Names.empty())
      Out += " " + F.Value;
  return Out;
}

void manual(const std::string &Prefix, const VerbOutline &V, std::string &Out) {
  std::string Name = Prefix + V.Name;
  Out += ".SS \"" + roff(synopsis(Name, V)) + "\"\n" + lines(V.Summary + ".");
  for (const FlagOutline &F : V.Flags)
    if (F.Names.empty() || F.Names.back() != "--help")
      Out += ".TP\n.B " + roff(spelling(F)) + "\n" + lines(F.Description + ".");
  if (!V.Footer.empty())
    Out += ".PP\n" + lines(V.Footer);
  for (const VerbOutline &Inner : V.Verbs)
    manual(Name + " ", Inner, Out);
}

std::string entries(StringRef Title, const Entries &List) {
  std::string Out = ".SH " + Title.str() + "\n";
  for (const auto &[Name, Meaning] : List)
    Out += ".TP\n.B " + roff(Name) + "\n" + lines(Meaning);
  return Out;
}

/// Text of a cell of a table.
std::string cell(StringRef Text) {
  std::string Out;
  for (char C : Text) {
    if (C == '|')
      Out += "\\";
    Out += C;
  }
  return Out;
}

void markdown(const std::string &Prefix, const VerbOutline &V, std::string &Out) {
  std::string Name = Prefix + V.Name;
  Out += (Prefix.empty() ? "\n## " : "\n### ") + Name + "\n\n`" + synopsis(Name, V) + "`\n\n" +
         V.Summary + ".\n";
  std::string Group;
  for (const FlagOutline &F : V.Flags) {
    if (!F.Names.empty() && F.Names.back() == "--help")
      continue;
    if (F.Group != Group || Group.empty()) {
      Group = F.Group;
      Out += fmt::format("\n| {} | |\n|---|---|\n", F.Names.empty() ? "Arguments" : Group);
    }
    Out += "| `" + cell(spelling(F)) + "` | " + cell(F.Description) + " |\n";
  }
  if (!V.Footer.empty())
    Out += "\n" + V.Footer + "\n";
  for (const VerbOutline &Inner : V.Verbs)
    markdown(Name + " ", Inner, Out);
}

} // namespace

std::string manualPage() {
  std::string Out = ".TH FASTIDIOUS 1 \"\" \"fastidious " FASTIDIOUS_VERSION "\"\n"
                    ".SH NAME\nfastidious \\- find C++ code that is slow by construction\n"
                    ".SH SYNOPSIS\n";
  std::vector<VerbOutline> Verbs = outlineProgram();
  for (const VerbOutline &V : Verbs)
    Out += ".B " + roff(synopsis(V.Name, V)) + "\n.br\n";
  Out += ".SH DESCRIPTION\n" + lines(Description) + ".SH COMMANDS\n";
  for (const VerbOutline &V : Verbs)
    manual("", V, Out);
  Out += entries("EXIT STATUS", ExitStatus) + entries("FILES", Files) +
         entries("ENVIRONMENT", Environment);
  return Out + ".SH SEE ALSO\n.BR clang\\-tidy (1)\n";
}

std::string markdownReference() {
  std::string Out = "# The command line\n\nWritten by `tools/update-docs` from the program's own "
                    "help; `man fastidious` is the same.\n\n" +
                    Description.str() + "\n";
  for (const VerbOutline &V : outlineProgram())
    markdown("", V, Out);
  for (const auto &[Title, List] : {std::pair<StringRef, const Entries &>{"Exit codes", ExitStatus},
                                    {"Files", Files},
                                    {"Environment", Environment}}) {
    Out += "\n## " + Title.str() + "\n\n| | |\n|---|---|\n";
    for (const auto &[Name, Meaning] : List)
      Out += "| `" + Name + "` | " + Meaning + " |\n";
  }
  return Out;
}

} // namespace fastidious::driver

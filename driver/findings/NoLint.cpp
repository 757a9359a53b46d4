#include "driver/findings/NoLint.h"

#include "driver/findings/NoLintRemoval.h"

#include "checks/framework/Registry.h"
#include "clang-tidy/GlobList.h"

using llvm::StringRef;

namespace fastidious::driver {

std::vector<NoLintComment> findNoLints(StringRef Text) {
  std::vector<NoLintComment> Out, Open;
  std::vector<size_t> LineStarts{0};
  for (size_t I = 0; I < Text.size(); ++I)
    if (Text[I] == '\n')
      LineStarts.push_back(I + 1);
  for (size_t At = 0; (At = Text.find("NOLINT", At)) != StringRef::npos;) {
    StringRef Word = Text.substr(At).take_while([](char C) { return llvm::isUpper(C); });
    size_t End = At + Word.size();
    unsigned Line = std::upper_bound(LineStarts.begin(), LineStarts.end(), At) - LineStarts.begin();
    NoLintComment C{NoLintComment::SameLine,
                    unsigned(At),
                    Line,
                    unsigned(At - LineStarts[Line - 1] + 1),
                    Word.str(),
                    std::nullopt,
                    0,
                    Line,
                    Line};
    At = End;
    if (Text.substr(End).starts_with("(")) {
      size_t Close = Text.find_first_of("\n)", End + 1);
      if (Close != StringRef::npos && Text[Close] == ')') {
        C.Checks = Text.slice(End + 1, Close).str();
        C.ChecksEnd = Close;
        At = Close;
      }
    }
    if (Word == "NOLINT") {
      Out.push_back(std::move(C));
    } else if (Word == "NOLINTNEXTLINE") {
      C.Kind = NoLintComment::NextLine;
      C.FirstLine = C.LastLine = Line + 1;
      Out.push_back(std::move(C));
    } else if (Word == "NOLINTBEGIN") {
      C.Kind = NoLintComment::Block;
      Open.push_back(std::move(C));
    } else if (Word == "NOLINTEND") {
      // The innermost block with the same list, as in clang-tidy.
      auto Begin = std::find_if(Open.rbegin(), Open.rend(),
                                [&](const NoLintComment &B) { return B.Checks == C.Checks; });
      if (Begin == Open.rend())
        continue;
      Begin->LastLine = Line;
      Begin->BlockEnd = C.Offset;
      Out.push_back(std::move(*Begin));
      Open.erase(std::next(Begin).base());
    }
  }
  llvm::sort(Out,
             [](const NoLintComment &A, const NoLintComment &B) { return A.Offset < B.Offset; });
  return Out;
}

/// The lines inside of `#if` and its like, but for include guards: what is there need not have been
/// compiled.
static std::set<unsigned> conditionalLines(StringRef Text) {
  std::set<unsigned> Out;
  // For each `#if`, whether it is an include guard.
  std::vector<bool> Open;
  StringRef Guard;
  unsigned Number = 0;
  for (StringRef Line : llvm::split(Text, '\n')) {
    ++Number;
    StringRef Directive = Line.ltrim();
    if (Directive.consume_front("#")) {
      auto [Name, Rest] = Directive.ltrim().rtrim().split(' ');
      StringRef Macro = Rest.trim().take_until([](char C) { return C == ' ' || C == '('; });
      bool Defines = Name == "define" && !Guard.empty() && Macro == Guard;
      if (Defines)
        Open.back() = true;
      Guard = Name == "ifndef" ? Macro : StringRef();
      if (Name.starts_with("if"))
        Open.push_back(false);
      else if (Name == "endif" && !Open.empty())
        Open.pop_back();
    }
    if (llvm::is_contained(Open, false))
      Out.insert(Number);
  }
  return Out;
}

std::vector<ReportedFinding>
unusedSuppressions(const std::string &File, StringRef Text,
                   const std::vector<const ReportedFinding *> &Findings,
                   const std::function<bool(StringRef Check)> &IsEnabled) {
  // One entry for each check or glob that a comment names.
  struct Entry {
    const NoLintComment *Comment;
    std::string Name;
    bool Used = false;
  };
  std::vector<NoLintComment> Comments = findNoLints(Text);
  std::vector<Entry> Entries;
  std::set<unsigned> Conditional = conditionalLines(Text);
  for (const NoLintComment &C : Comments) {
    if (!C.Checks || Conditional.count(C.FirstLine) || Conditional.count(C.LastLine))
      continue;
    for (StringRef Name : llvm::split(*C.Checks, ','))
      // "NOLINT" and "NOLINT(*)" may be meant for other tools.
      if (Name = Name.trim(); Name.starts_with(CheckPrefix))
        Entries.push_back({&C, Name.str()});
  }
  for (const ReportedFinding *F : Findings) {
    if (F->Suppressed != Suppression::NoLint)
      continue;
    Entry *Nearest = nullptr;
    bool Found = false;
    for (Entry &E : Entries) {
      if (!clang::tidy::GlobList(E.Name).contains(F->Check))
        continue;
      if (E.Comment->FirstLine <= F->Line && F->Line <= E.Comment->LastLine)
        Found = E.Used = true;
      else if (E.Comment->Line <= F->Line)
        Nearest = &E;
    }
    // In arguments of a macro, the comment may stand at the beginning of the call.
    if (!Found && Nearest)
      Nearest->Used = true;
  }
  auto IsUnknown = [](const Entry &E) {
    return !StringRef(E.Name).contains('*') && !findCheck(std::string_view(E.Name));
  };
  llvm::erase_if(Entries, [&](const Entry &E) {
    bool Ran = llvm::any_of(registeredChecks(), [&](const RegisteredCheck &C) {
      std::string Check = std::string(CheckPrefix) + std::string(C.Info->Name);
      return clang::tidy::GlobList(E.Name).contains(Check) && IsEnabled(Check);
    });
    return E.Used || (!Ran && !IsUnknown(E));
  });
  std::vector<ReportedFinding> Out;
  for (const Entry &E : Entries) {
    ReportedFinding F;
    F.Check = UnusedSuppression.str();
    F.File = File;
    F.Offset = E.Comment->Offset;
    F.Line = F.EndLine = E.Comment->Line;
    F.Column = E.Comment->Column;
    F.EndColumn = F.Column + E.Comment->Word.size();
    F.Message = IsUnknown(E)
                    ? fmt::format("'{}' names the unknown check '{}'", E.Comment->Word, E.Name)
                    : fmt::format("'{}({})' suppresses nothing", E.Comment->Word, E.Name);
    F.Reason = "a comment that suppresses nothing hides the findings of tomorrow";
    F.LineText = E.Name;
    // All names that are of no use at once: each fix of a comment is the same.
    std::vector<StringRef> Unused;
    for (const Entry &Other : Entries)
      if (Other.Comment == E.Comment)
        Unused.push_back(Other.Name);
    if (auto Edits = removeChecks(File, Text, *E.Comment, Unused); !Edits.empty())
      F.Fixes.push_back({"remove it", FixSafety::Safe, std::move(Edits)});
    Out.push_back(std::move(F));
  }
  return Out;
}

} // namespace fastidious::driver

#include "driver/findings/NoLintRemoval.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"

using llvm::StringRef;

namespace fastidious::driver {
namespace {

struct Range {
  size_t Begin = 0, End = 0;
};

/// The comment around \p Offset, or nothing.
std::optional<Range> commentAround(StringRef Text, size_t Offset) {
  clang::LangOptions Language;
  Language.CPlusPlus = Language.CPlusPlus11 = Language.CPlusPlus20 = true;
  Language.LineComment = Language.RawStringLiterals = true;
  // The lexer wants a zero behind the text, which std::string has.
  std::string Copy = Text.str();
  clang::Lexer Lexer(clang::SourceLocation(), Language, Copy.data(), Copy.data(),
                     Copy.data() + Copy.size());
  Lexer.SetCommentRetentionState(true);
  clang::Token Token;
  for (bool End = false; !End;) {
    End = Lexer.LexFromRawLexer(Token);
    size_t Stop = Lexer.getBufferLocation() - Copy.data();
    if (Stop > Offset) {
      size_t Start = Stop - std::min<size_t>(Stop, Token.getLength());
      if (Token.is(clang::tok::comment) && Start <= Offset)
        return Range{Start, Stop};
      return std::nullopt;
    }
  }
  return std::nullopt;
}

bool isBlank(StringRef Text) {
  return Text.trim(" \t\r").empty();
}

/// What to delete so that the comment \p C leaves nothing behind.
Range wholeComment(StringRef Text, Range C) {
  size_t LineBegin = Text.take_front(C.Begin).rfind('\n') + 1; // npos + 1 is 0
  size_t LineEnd = std::min(Text.find('\n', C.End), Text.size());
  bool Behind = isBlank(Text.slice(C.End, LineEnd));
  if (Behind && isBlank(Text.slice(LineBegin, C.Begin)))
    return {LineBegin, std::min(LineEnd + 1, Text.size())};
  if (Behind)
    return {Text.take_front(C.Begin).rtrim(" \t").size(), C.End};
  // Between other tokens, one blank stays.
  size_t End = C.End;
  while (C.Begin > 0 && Text[C.Begin - 1] == ' ' && Text[End] == ' ')
    ++End;
  return {C.Begin, End};
}

/// The edit that removes \p Checks from the word of \p Length at \p Offset.
std::optional<Edit> removeFrom(const std::string &File, StringRef Text, unsigned Offset,
                               size_t Length, StringRef List,
                               const std::vector<StringRef> &Checks) {
  auto Comment = commentAround(Text, Offset);
  if (!Comment)
    return std::nullopt;
  bool ToLineEnd = Text.substr(Comment->Begin).starts_with("//");
  if (ToLineEnd && Text.slice(Comment->Begin, Comment->End).contains('\n'))
    return std::nullopt;

  std::vector<StringRef> Left;
  for (StringRef Name : llvm::split(List, ','))
    if (!llvm::is_contained(Checks, Name.trim()))
      Left.push_back(Name.trim());
  if (!Left.empty())
    return Edit{File, unsigned(Offset + Length + 1), unsigned(List.size()),
                llvm::join(Left, List.contains(", ") ? ", " : ",")};

  size_t ContentEnd = ToLineEnd ? Comment->End : Comment->End - 2;
  size_t WordEnd = Offset + Length + List.size() + 2;
  StringRef Before = Text.slice(Comment->Begin + 2, Offset);
  StringRef Rest = Text.slice(WordEnd, ContentEnd);
  StringRef Line = Rest.take_until([](char C) { return C == '\n'; });
  // Another such word is not a part of the reason.
  Line = Line.take_front(Line.find("NOLINT"));
  bool HasReason = Line.ltrim().starts_with(":");
  StringRef Kept = HasReason ? Rest.drop_front(Line.size()) : Rest;
  if (Before.trim(" \t/*!").empty() && Kept.trim().empty()) {
    Range All = wholeComment(Text, *Comment);
    // The line above would go on in the one below.
    if (All.Begin >= 2 && Text[All.Begin - 1] == '\n' &&
        Text.take_front(All.Begin - 1).rtrim('\r').ends_with("\\"))
      return std::nullopt;
    bool Glued = All.Begin > 0 && All.Begin == Comment->Begin &&
                 !isBlank(Text.substr(All.End, 1)) && Text[All.End - 1] != '\n' &&
                 !isBlank(Text.substr(All.Begin - 1, 1));
    return Edit{File, unsigned(All.Begin), unsigned(All.End - All.Begin), Glued ? " " : ""};
  }
  Range Gone{Offset, WordEnd + (HasReason ? Line.size() : 0)};
  if (Kept.take_until([](char C) { return C == '\n'; }).trim().empty())
    Gone.Begin = Comment->Begin + 2 + Before.rtrim(" \t").size();
  else
    Gone.End += Kept.size() - Kept.ltrim(" \t").size();
  return Edit{File, unsigned(Gone.Begin), unsigned(Gone.End - Gone.Begin), ""};
}

} // namespace

std::vector<Edit> removeChecks(const std::string &File, StringRef Text,
                               const NoLintComment &Comment, const std::vector<StringRef> &Checks) {
  std::vector<Edit> Edits;
  auto Remove = [&](unsigned Offset, size_t Length) {
    auto E = removeFrom(File, Text, Offset, Length, *Comment.Checks, Checks);
    if (E)
      Edits.push_back(std::move(*E));
    return E.has_value();
  };
  if (!Remove(Comment.Offset, Comment.Word.size()) ||
      (Comment.Kind == NoLintComment::Block &&
       !Remove(Comment.BlockEnd, StringRef("NOLINTEND").size())))
    return {};
  return Edits;
}

} // namespace fastidious::driver

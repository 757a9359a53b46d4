#include "driver/fixes/AddNoLint.h"

#include "driver/findings/NoLint.h"
#include "driver/findings/Paths.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"

using llvm::StringRef;

namespace fastidious::driver {
namespace {

/// A longer line would be broken by a formatter, and the comment with it.
constexpr size_t LongLine = 100;

/// The lines of one file, and where comments can stand.
class Lines {
public:
  explicit Lines(StringRef Text) : Text(Text), Starts{0} {
    for (size_t I = 0; I < Text.size(); ++I)
      if (Text[I] == '\n')
        Starts.push_back(I + 1);
    clang::LangOptions Language;
    Language.CPlusPlus = Language.CPlusPlus11 = Language.CPlusPlus20 = true;
    Language.LineComment = Language.RawStringLiterals = true;
    // The lexer wants a zero behind the text, which std::string has.
    Copy = Text.str();
    clang::Lexer Lexer(clang::SourceLocation(), Language, Copy.data(), Copy.data(),
                       Copy.data() + Copy.size());
    clang::Token Token;
    for (bool End = false; !End;) {
      End = Lexer.LexFromRawLexer(Token);
      size_t Stop = Lexer.getBufferLocation() - Copy.data();
      if (!Token.isLiteral() || Stop < Token.getLength())
        continue;
      unsigned First = lineOf(Stop - Token.getLength()), Last = lineOf(Stop);
      for (unsigned Line = First; Line < Last; ++Line)
        OpenAtEnd.insert(Line);
    }
  }

  bool has(unsigned Line) const { return Line >= 1 && Line <= Starts.size(); }

  /// Without its end.
  StringRef text(unsigned Line) const {
    return Text.substr(Starts[Line - 1]).take_until([](char C) { return C == '\n'; }).rtrim('\r');
  }

  unsigned start(unsigned Line) const { return Starts[Line - 1]; }

  /// Whether a comment behind the line would be one.
  bool endsOpen(unsigned Line) const {
    return has(Line) && (OpenAtEnd.count(Line) || text(Line).ends_with("\\"));
  }

private:
  unsigned lineOf(size_t Offset) const {
    return std::upper_bound(Starts.begin(), Starts.end(), Offset) - Starts.begin();
  }

  StringRef Text;
  std::string Copy;
  std::vector<size_t> Starts;
  std::set<unsigned> OpenAtEnd;
};

} // namespace

NoLintOutcome addNoLints(const std::vector<ReportedFinding> &Findings, const std::string &Reason) {
  NoLintOutcome Out;
  std::map<std::string, std::map<unsigned, std::vector<const ReportedFinding *>>> Places;
  for (const ReportedFinding &F : Findings)
    // One for a comment would be of as little use as the comment.
    if (!F.Suppressed && F.Check != UnusedSuppression)
      Places[F.File][F.Line].push_back(&F);
  for (const auto &[File, ByLine] : Places) {
    std::string Error;
    auto Text = readFile(File, Error);
    Lines Source(Text ? StringRef(*Text) : StringRef());
    std::vector<NoLintComment> Present = findNoLints(Text.value_or(""));
    std::vector<Edit> Edits;
    for (const auto &[Line, Here] : ByLine) {
      std::set<std::string> Checks;
      for (const ReportedFinding *F : Here)
        Checks.insert(F->Check);
      std::string List = llvm::join(Checks, ",");
      auto Existing = llvm::find_if(Present, [&, Line = Line](const NoLintComment &C) {
        return C.Kind != NoLintComment::Block && C.Checks && C.FirstLine == Line;
      });
      if (!Text || !Source.has(Line)) {
        Out.Left.insert(Out.Left.end(), Here.begin(), Here.end());
        continue;
      }
      std::string Behind = " // NOLINT(" + List + ")" + (Reason.empty() ? "" : ": " + Reason);
      StringRef Code = Source.text(Line);
      if (Existing != Present.end()) {
        Edits.push_back({File, Existing->ChecksEnd, 0, "," + List});
      } else if (!Source.endsOpen(Line) &&
                 (Code.size() + Behind.size() <= LongLine || Source.endsOpen(Line - 1))) {
        Edits.push_back({File, unsigned(Source.start(Line) + Code.size()), 0, Behind});
      } else if (!Source.endsOpen(Line - 1)) {
        StringRef Indent = Code.take_while([](char C) { return C == ' ' || C == '\t'; });
        Edits.push_back({File, Source.start(Line), 0,
                         Indent.str() + "// NOLINTNEXTLINE(" + List + ")" +
                             (Reason.empty() ? "" : ": " + Reason) + "\n"});
      } else {
        Out.Left.insert(Out.Left.end(), Here.begin(), Here.end());
        continue;
      }
      Out.Suppressed += Here.size();
    }
    if (Edits.empty())
      continue;
    Out.After[File] = applyEdits(*Text, std::move(Edits));
    Out.Before[File] = std::move(*Text);
  }
  return Out;
}

} // namespace fastidious::driver

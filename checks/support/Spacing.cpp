#include "checks/support/Spacing.h"

#include "checks/support/Body.h"

#include "clang/Lex/Lexer.h"
#include "llvm/ADT/DenseMap.h"

using namespace clang;

namespace fastidious {
namespace {

/// Calls \p Visit for each token of \p Text that is not part of a directive, with the two before
/// it.
template <typename Function>
void forEachToken(StringRef Text, const LangOptions &Options, Function Visit) {
  std::string Terminated = Text.str(); // The lexer reads the zero behind.
  Lexer Raw(SourceLocation(), Options, Terminated.data(), Terminated.data(),
            Terminated.data() + Terminated.size());
  struct Piece {
    StringRef Text;
    size_t Offset = 0;
    bool HasSpace = false; ///< Before it.
    bool IsName = false;
  } Before, Last;
  bool IsDirective = false;
  for (;;) {
    Token Next;
    Raw.LexFromRawLexer(Next);
    if (Next.is(tok::eof))
      return;
    if (Next.isAtStartOfLine())
      IsDirective = Next.is(tok::hash);
    if (IsDirective)
      continue;
    size_t Offset = Raw.getCurrentBufferOffset() - Next.getLength();
    Piece This{StringRef(Terminated).substr(Offset, Next.getLength()), Offset,
               Next.hasLeadingSpace() || Next.isAtStartOfLine(), Next.is(tok::raw_identifier)};
    Visit(Before, Last, This);
    Before = Last;
    Last = This;
  }
}

bool isControl(StringRef Word) {
  return Word == "if" || Word == "for" || Word == "while" || Word == "switch";
}

/// Words that are followed by a parenthesis and are no names of functions, or by an operator and
/// are no types.
bool isOtherKeyword(StringRef Word) {
  static constexpr StringRef Words[] = {"return",   "sizeof",   "throw",    "case",    "catch",
                                        "new",      "delete",   "operator", "alignof", "decltype",
                                        "noexcept", "co_await", "else",     "and",     "or",
                                        "not",      "defined",  "void",     "typeid",  "alignas"};
  return llvm::is_contained(Words, Word);
}

/// How often something has a space, and how often it has none.
struct Habit {
  unsigned With = 0, Without = 0;

  void count(bool HasSpace) { ++(HasSpace ? With : Without); }
  /// A few exceptions do not make a style.
  bool wantsSpace() const { return With >= 10 && With > 10 * Without; }
  bool wantsNone() const { return Without >= 4 && Without > 4 * With; }
};

struct Spacing {
  Habit Control, Call;
  Habit Reference; ///< The space before the `&` of `T &x`.
};

Spacing spacingOf(StringRef Text, const LangOptions &Options) {
  Spacing Result;
  forEachToken(Text, Options, [&](const auto &Before, const auto &Last, const auto &This) {
    if (This.Text == "(" && Last.IsName) {
      if (isControl(Last.Text))
        Result.Control.count(This.HasSpace);
      else if (!isOtherKeyword(Last.Text))
        Result.Call.count(This.HasSpace);
    }
    bool AfterType = (Before.IsName && !isOtherKeyword(Before.Text)) || Before.Text == ">";
    if (Last.Text == "&" && This.IsName && AfterType && Last.HasSpace != This.HasSpace)
      Result.Reference.count(Last.HasSpace);
  });
  return Result;
}

/// That of the file with \p Loc, counted once for each file and translation unit.
const Spacing &spacingOfFile(SourceLocation Loc, const ASTContext &Context) {
  thread_local llvm::DenseMap<FileID, Spacing> Known;
  thread_local unsigned Generation = 0;
  if (Generation != bodiesGeneration()) {
    Known.clear();
    Generation = bodiesGeneration();
  }
  const SourceManager &SM = Context.getSourceManager();
  FileID File = SM.getFileID(SM.getFileLoc(Loc));
  auto [At, IsNew] = Known.try_emplace(File);
  if (IsNew)
    At->second = spacingOf(SM.getBufferData(File), Context.getLangOpts());
  return At->second;
}

} // namespace

std::string spacedLikeFile(StringRef Text, SourceLocation Loc, const ASTContext &Context) {
  const Spacing &Style = spacingOfFile(Loc, Context);
  std::string Result;
  size_t Copied = 0;
  // A space before the token at Offset, or none.
  auto Put = [&](size_t Offset, bool HasSpace, bool WantsSpace) {
    if (HasSpace == WantsSpace)
      return;
    Result += Text.slice(Copied, HasSpace ? Offset - 1 : Offset);
    Result += WantsSpace ? " " : "";
    Copied = Offset;
  };
  forEachToken(Text, Context.getLangOpts(), [&](const auto &, const auto &Last, const auto &This) {
    if (This.Text != "(" || !Last.IsName)
      return;
    const Habit &Usual = isControl(Last.Text) ? Style.Control : Style.Call;
    if (isControl(Last.Text) ? Usual.wantsNone() : Usual.wantsSpace() && !isOtherKeyword(Last.Text))
      Put(This.Offset, This.HasSpace, !isControl(Last.Text));
  });
  Result += Text.substr(Copied);
  // The type of a result, with the name to follow.
  if (StringRef(Result).ends_with(" &") && Style.Reference.wantsNone())
    Result.replace(Result.size() - 2, 2, "& ");
  return Result;
}

} // namespace fastidious

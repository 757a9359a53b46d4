#include "checks/support/Source.h"

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace fastidious {

static CharSourceRange fileRange(SourceRange Range, const ASTContext &Context) {
  return Lexer::makeFileCharRange(CharSourceRange::getTokenRange(Range), Context.getSourceManager(),
                                  Context.getLangOpts());
}

std::string sourceText(SourceRange Range, const ASTContext &Context) {
  if (Range.isInvalid())
    return {};
  CharSourceRange Chars = fileRange(Range, Context);
  if (Chars.isInvalid())
    return {};
  return Lexer::getSourceText(Chars, Context.getSourceManager(), Context.getLangOpts()).str();
}

SourceLocation placeInMacro(SourceLocation Loc, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  if (!Loc.isMacroID())
    return {};
  while (SM.isMacroArgExpansion(Loc))
    Loc = SM.getImmediateExpansionRange(Loc).getBegin();
  if (!Loc.isMacroID())
    return {};
  // Tokens that the preprocessor pasted together stand in no file.
  SourceLocation Place = SM.getImmediateSpellingLoc(Loc);
  bool IsUsers = Place.isFileID() && !SM.isInSystemHeader(Place) &&
                 SM.getFileEntryRefForID(SM.getFileID(Place));
  return IsUsers ? Place : SourceLocation();
}

/// \p Text on one line and of at most \p Limit bytes.
static std::string folded(StringRef Text, size_t Limit) {
  std::string Folded;
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    // A backslash at the end of a line continues a definition.
    bool IsSpace =
        C == ' ' || C == '\t' || C == '\n' || C == '\r' ||
        (C == '\\' && I + 1 < Text.size() && (Text[I + 1] == '\n' || Text[I + 1] == '\r'));
    if (!IsSpace)
      Folded += C;
    else if (!Folded.empty() && Folded.back() != ' ')
      Folded += ' ';
  }
  if (Folded.size() <= Limit)
    return Folded;
  // Not inside a UTF-8 sequence.
  auto IsContinuation = [&](size_t At) { return (Folded[At] & 0xC0) == 0x80; };
  size_t Head = Limit / 2, Tail = Folded.size() - (Limit - Head - 3);
  while (Head > 0 && IsContinuation(Head))
    --Head;
  while (Tail < Folded.size() && IsContinuation(Tail))
    ++Tail;
  return Folded.substr(0, Head) + "..." + Folded.substr(Tail);
}

std::string quoted(SourceRange Range, const ASTContext &Context, size_t Limit) {
  return folded(sourceText(Range, Context), Limit);
}

std::string quotedFromDefinition(SourceRange Range, const ASTContext &Context) {
  std::string Text = quoted(Range, Context);
  SourceRange Defined(placeInMacro(Range.getBegin(), Context),
                      placeInMacro(Range.getEnd(), Context));
  return Text.empty() ? quoted(Defined, Context) : Text;
}

bool isEditable(SourceRange Range, const ASTContext &Context) {
  return Range.isValid() && Range.getBegin().isFileID() && Range.getEnd().isFileID() &&
         fileRange(Range, Context).isValid();
}

/// The text of the line that holds \p Loc, up to \p Loc.
static StringRef lineBefore(SourceLocation Loc, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  auto [File, Offset] = SM.getDecomposedLoc(SM.getFileLoc(Loc));
  StringRef Before = SM.getBufferData(File).take_front(Offset);
  return Before.substr(Before.rfind('\n') + 1);
}

std::string indentation(SourceLocation Loc, const ASTContext &Context) {
  StringRef Line = lineBefore(Loc, Context);
  return Line.take_while([](char C) { return C == ' ' || C == '\t'; }).str();
}

std::string lineEnding(SourceLocation Loc, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  StringRef Text = SM.getBufferData(SM.getFileID(SM.getFileLoc(Loc)));
  size_t First = Text.find('\n');
  return First != StringRef::npos && First > 0 && Text[First - 1] == '\r' ? "\r\n" : "\n";
}

SourceLocation endOfStatement(const Stmt *S, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation End = S->getEndLoc();
  if (End.isInvalid() || End.isMacroID())
    return {};
  SourceLocation After = Lexer::getLocForEndOfToken(End, 0, SM, Context.getLangOpts());
  std::optional<Token> Next = Lexer::findNextToken(End, SM, Context.getLangOpts());
  if (Next && Next->is(tok::semi))
    return Next->getEndLoc();
  return After;
}

/// Whether \p Parent needs braces to hold a second statement beside its child \p S.
static bool needsBraces(const Stmt *S, const Stmt *Parent) {
  return Parent && S && isa<IfStmt, ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(Parent);
}

/// The unit of indentation around \p Root, as far as its own body tells.
static std::string indentUnit(const Stmt *Root, const ASTContext &Context) {
  const Stmt *Inner = nullptr;
  if (const auto *For = dyn_cast<ForStmt>(Root))
    Inner = For->getBody();
  else if (const auto *Range = dyn_cast<CXXForRangeStmt>(Root))
    Inner = Range->getBody();
  else if (const auto *While = dyn_cast<WhileStmt>(Root))
    Inner = While->getBody();
  if (const auto *Compound = dyn_cast_or_null<CompoundStmt>(Inner))
    Inner = Compound->body_empty() ? nullptr : Compound->body_front();
  if (Inner) {
    std::string Outer = indentation(Root->getBeginLoc(), Context);
    std::string Deeper = indentation(Inner->getBeginLoc(), Context);
    if (Deeper.size() > Outer.size() && StringRef(Deeper).starts_with(Outer))
      return Deeper.substr(Outer.size());
  }
  return "  ";
}

std::string guarded(llvm::StringRef Condition, llvm::StringRef Text, const Stmt *S,
                    const ASTContext &Context) {
  SourceLocation Begin = S->getBeginLoc();
  std::string Head = ("if (" + Condition + ")").str();
  // Two statements on one line look as if the second belonged to the first.
  if (!lineBefore(Begin, Context).trim().empty())
    return Head + " { " + Text.str() + " }";
  return Head + lineEnding(Begin, Context) + indentation(Begin, Context) + indentUnit(S, Context) +
         Text.str();
}

llvm::SmallVector<FixItHint, 2> insertBefore(const Stmt *S, const Stmt *Parent,
                                             llvm::StringRef Text, const ASTContext &Context) {
  SourceLocation Begin = S->getBeginLoc();
  if (Begin.isInvalid() || Begin.isMacroID())
    return {};
  std::string Indent = indentation(Begin, Context), Line = lineEnding(Begin, Context);
  bool FirstOnLine = lineBefore(Begin, Context).trim().empty();
  if (!needsBraces(S, Parent)) {
    // "case 1:" or a label may stand before the statement on its line; a space keeps it there.
    std::string Separator = FirstOnLine ? Line + Indent : " ";
    return {FixItHint::CreateInsertion(Begin, (Text + Separator).str())};
  }
  SourceLocation End = endOfStatement(S, Context);
  if (End.isInvalid())
    return {};
  if (!FirstOnLine)
    return {FixItHint::CreateInsertion(Begin, ("{ " + Text + " ").str()),
            FixItHint::CreateInsertion(End, " }")};
  // The statement keeps its indentation; the braces take the parent's.
  std::string Outer = indentation(Parent->getBeginLoc(), Context);
  return {FixItHint::CreateInsertion(Begin.getLocWithOffset(-static_cast<int>(Indent.size())),
                                     Outer + "{" + Line + Indent + Text.str() + Line),
          FixItHint::CreateInsertion(End, Line + Outer + "}")};
}

FixItHint removeLines(SourceLocation Begin, SourceLocation End, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  auto [File, From] = SM.getDecomposedLoc(Begin);
  size_t To = SM.getFileOffset(End);
  StringRef Text = SM.getBufferData(File);
  StringRef Rest = Text.substr(To);
  StringRef Blank = Rest.take_front(Rest.find('\n'));
  size_t First = Text.rfind('\n', From);
  // A line is removed with the line end before it: of a removal that ends before a space, clang
  // takes the space, too, and the next line would lose one from its indentation.
  if (First != StringRef::npos && Text.slice(First, From).trim().empty() && Blank.trim().empty() &&
      Blank.size() < Rest.size()) {
    To += Blank.rtrim('\r').size();
    if (Rest.substr(Blank.size()).ltrim().starts_with("}"))
      First = Text.take_front(First).rtrim().size();
    else if (First > 0 && Text[First - 1] == '\r')
      --First;
    Begin = SM.getComposedLoc(File, First);
    End = SM.getComposedLoc(File, To);
  }
  return FixItHint::CreateRemoval(CharSourceRange::getCharRange(Begin, End));
}

std::string indentUnit(const FunctionDecl &F, const ASTContext &Context) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(F.getBody());
  if (Block && !Block->body_empty()) {
    std::string Outer = indentation(Block->getRBracLoc(), Context);
    std::string Inner = indentation(Block->body_front()->getBeginLoc(), Context);
    if (Inner.size() > Outer.size() && StringRef(Inner).starts_with(Outer))
      return Inner.substr(Outer.size());
  }
  return "  ";
}

bool hasCommentOrDirective(SourceRange Range, const ASTContext &Context) {
  std::string Text = sourceText(Range, Context);
  Lexer Raw(SourceLocation(), Context.getLangOpts(), Text.data(), Text.data(),
            Text.data() + Text.size());
  Raw.SetCommentRetentionState(true);
  Token Next;
  do {
    Raw.LexFromRawLexer(Next);
    if (Next.is(tok::comment) || (Next.is(tok::hash) && Next.isAtStartOfLine()))
      return true;
  } while (Next.isNot(tok::eof));
  return false;
}

/// The end of the part of \p Parent that precedes its branch or body \p S: `)`, `else` or `do`.
static SourceLocation endOfHeader(const Stmt *S, const Stmt *Parent, const ASTContext &Context) {
  SourceLocation Last;
  if (const auto *If = dyn_cast<IfStmt>(Parent))
    Last = If->getElse() == S ? If->getElseLoc() : If->getRParenLoc();
  else if (const auto *For = dyn_cast<ForStmt>(Parent))
    Last = For->getRParenLoc();
  else if (const auto *Range = dyn_cast<CXXForRangeStmt>(Parent))
    Last = Range->getRParenLoc();
  else if (const auto *While = dyn_cast<WhileStmt>(Parent))
    Last = While->getRParenLoc();
  else if (const auto *Do = dyn_cast<DoStmt>(Parent))
    Last = Do->getDoLoc();
  if (Last.isInvalid() || Last.isMacroID())
    return {};
  return Lexer::getLocForEndOfToken(Last, 0, Context.getSourceManager(), Context.getLangOpts());
}

/// Whether most branches and loops in the file that holds \p Loc have their brace on a line of its
/// own.
static bool bracesStandAlone(SourceLocation Loc, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  StringRef Rest = SM.getBufferData(SM.getFileID(Loc));
  bool AfterHeader = false;
  int Alone = 0;
  while (!Rest.empty()) {
    StringRef Line;
    std::tie(Line, Rest) = Rest.split('\n');
    Line = Line.trim();
    if (AfterHeader && Line == "{")
      ++Alone;
    StringRef Word = Line;
    if (Word.consume_front("}"))
      Word = Word.ltrim();
    Word = Word.take_while([](char C) { return clang::isAsciiIdentifierContinue(C); });
    bool IsHeader = Word == "if" || Word == "else" || Word == "for" || Word == "while";
    if (IsHeader && Line.ends_with("{"))
      --Alone;
    AfterHeader = IsHeader && (Line.ends_with(")") || Line.ends_with("else"));
  }
  return Alone > 0;
}

llvm::SmallVector<FixItHint, 2> replaceStatement(const Stmt *S, const Stmt *Parent,
                                                 llvm::ArrayRef<std::string> Statements,
                                                 const ASTContext &Context) {
  SourceRange Range = S->getSourceRange();
  SourceLocation End = endOfStatement(S, Context);
  if (!isEditable(Range, Context) || End.isInvalid() || hasCommentOrDirective(Range, Context))
    return {};
  std::string Indent = indentation(Range.getBegin(), Context);
  std::string Line = lineEnding(Range.getBegin(), Context);
  bool FirstOnLine = lineBefore(Range.getBegin(), Context).trim().empty();
  std::string Separator = FirstOnLine ? ";" + Line + Indent : "; ";
  std::string Text = llvm::join(Statements, Separator);
  CharSourceRange Replaced = fileRange(Range, Context);
  if (Statements.size() < 2 || !needsBraces(S, Parent))
    return {FixItHint::CreateReplacement(Replaced, Text)};
  if (!FirstOnLine)
    return {FixItHint::CreateReplacement(Replaced, "{ " + Text),
            FixItHint::CreateInsertion(End, " }")};
  std::string Outer = indentation(Parent->getBeginLoc(), Context);
  SourceLocation Header = endOfHeader(S, Parent, Context);
  // The brace goes to the end of the header's line, unless a comment stands in between or the file
  // is written otherwise.
  bool IsAdjacent =
      Header.isValid() &&
      StringRef(sourceText(SourceRange(Header, Range.getBegin()), Context)).trim() ==
          StringRef(sourceText(SourceRange(Range.getBegin(), Range.getBegin()), Context));
  FixItHint Open = IsAdjacent && !bracesStandAlone(Range.getBegin(), Context)
                       ? FixItHint::CreateInsertion(Header, " {")
                       : FixItHint::CreateInsertion(
                             Range.getBegin().getLocWithOffset(-static_cast<int>(Indent.size())),
                             Outer + "{" + Line);
  return {Open, FixItHint::CreateReplacement(Replaced, Text),
          FixItHint::CreateInsertion(End, Line + Outer + "}")};
}

llvm::SmallVector<FixItHint, 2> insertAfter(const Stmt *S, const Stmt *Parent, llvm::StringRef Text,
                                            const ASTContext &Context) {
  SourceLocation Begin = S->getBeginLoc(), End = endOfStatement(S, Context);
  if (Begin.isInvalid() || Begin.isMacroID() || End.isInvalid())
    return {};
  std::string Indent = indentation(Begin, Context), Line = lineEnding(Begin, Context);
  bool FirstOnLine = lineBefore(Begin, Context).trim().empty();
  std::string Separator = FirstOnLine ? Line + Indent : " ";
  if (!needsBraces(S, Parent))
    return {FixItHint::CreateInsertion(End, Separator + Text.str())};
  if (!FirstOnLine)
    return {FixItHint::CreateInsertion(Begin, "{ "),
            FixItHint::CreateInsertion(End, " " + Text.str() + " }")};
  std::string Outer = indentation(Parent->getBeginLoc(), Context);
  return {FixItHint::CreateInsertion(Begin.getLocWithOffset(-static_cast<int>(Indent.size())),
                                     Outer + "{" + Line),
          FixItHint::CreateInsertion(End, Separator + Text.str() + Line + Outer + "}")};
}

} // namespace fastidious

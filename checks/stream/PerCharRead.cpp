/// \file
/// stream-per-char-read: a stream that is read one character at a time into a container.
#include "checks/framework/Check.h"
#include "checks/support/Calls.h"
#include "checks/support/CharacterReads.h"
#include "checks/support/Consumers.h"
#include "checks/support/Slurps.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/Streams.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

using namespace clang;

namespace fastidious {
namespace {

/// The size of the buffers that fixes declare: large enough that a system call is worth its cost,
/// small enough for any stack.
constexpr llvm::StringLiteral ChunkSize = "16384";

/// The stream that \p E, a stream or the buffer of one, belongs to.
const Expr *owningStream(const Expr *E) {
  auto Call = E ? asMemberCall(E) : std::nullopt;
  return Call && Call->Name == "rdbuf" && Call->Object ? written(Call->Object) : E;
}

/// Whether \p E is a local file or string stream of the standard library that keeps its own buffer
/// and throws no exceptions of its own: reading its buffer is all that reading the stream does.
bool isPlainLocalStream(const Body &B, const Expr *E) {
  const VarDecl *Stream = variableOf(E);
  if (!Stream || !Stream->hasLocalStorage() || Stream->getType()->isReferenceType())
    return false;
  const CXXRecordDecl *Class = classOf(Stream->getType());
  if (!Class || !Class->isInStdNamespace() || !Class->getIdentifier() ||
      !isOneOf(Class->getName(),
               {"basic_ifstream", "basic_fstream", "basic_istringstream", "basic_stringstream"}))
    return false;
  return llvm::all_of(usesOf(B, Place::ofVariable(Stream), B.statement()), [](const Use &U) {
    auto Member = asMemberCall(U.User);
    return !Member ||
           (Member->Name != "exceptions" && (Member->Name != "rdbuf" || Member->Arguments.empty()));
  });
}

/// Whether \p E is a local stream of which nothing is read before \p At, so that its text is what
/// is read there.
bool isReadFromItsBeginning(const Body &B, const Expr *E, const Stmt *At) {
  const VarDecl *Stream = variableOf(E);
  if (!Stream || !Stream->hasLocalStorage() || Stream->getType()->isReferenceType() ||
      isa<ParmVarDecl>(Stream))
    return false;
  const SourceManager &SM = B.context().getSourceManager();
  return llvm::all_of(usesOf(B, Place::ofVariable(Stream), B.statement()), [&](const Use &U) {
    return !SM.isBeforeInTranslationUnit(U.Ref->getBeginLoc(), At->getBeginLoc()) ||
           isOneOf(U.Member, {"operator<<", "write", "put", "str", "clear", "imbue", "exceptions"});
  });
}

/// A name that nothing in the function has, and that is not among \p Given.
std::string freshName(const Body &B, std::initializer_list<StringRef> Candidates,
                      llvm::ArrayRef<std::string> Given = {}) {
  std::string Text = sourceText(B.function().getSourceRange(), B.context());
  for (StringRef Name : Candidates)
    if (!StringRef(Text).contains(Name) && !llvm::is_contained(Given, Name))
      return Name.str();
  return {};
}

/// Writes the loop that reads a chunk at a time.
class ChunkFix {
public:
  ChunkFix(const Body &B, const CharacterRead &Read) : B(B), Context(B.context()), Read(Read) {}

  /// The fix, or nothing if the read is not of a form that can be rewritten. \p Given are the names
  /// of the buffers of other fixes in the same function; that of this one is added.
  std::optional<Fix> build(llvm::SmallVectorImpl<std::string> &Given) {
    if (Read.Into && !isRewritable(Read.Into->type()))
      return std::nullopt;
    Chunk = freshName(B, {"chunk", "block", "piece"}, Given);
    if (Chunk.empty() || !Read.IsPlain || Read.Delimiter)
      return std::nullopt;
    Result.Title = "read a chunk at a time";
    bool IsWritten = Read.Loop ? rewriteLoop() : rewriteIterators();
    if (!IsWritten)
      return std::nullopt;
    Given.push_back(Chunk);
    return std::move(Result);
  }

  /// Whether the fix keeps the behaviour; meaningful after build().
  bool isSafe() const { return IsSafe; }

private:
  const Body &B;
  ASTContext &Context;
  const CharacterRead &Read;
  std::string Chunk;
  Fix Result;
  bool IsSafe = false;

  std::string text(SourceRange Range) const { return sourceText(Range, Context); }

  static bool isRewritable(QualType T) {
    const CXXRecordDecl *Class = classOf(T);
    return Class && Class->isInStdNamespace() && Class->getIdentifier() &&
           isOneOf(Class->getName(), {"basic_string", "vector"}) && !T.isConstQualified();
  }

  /// The statement that appends \p Count elements of the chunk to \p Target, which ends in `.` or
  /// `->`.
  std::string append(StringRef Target, QualType Container, StringRef Count, bool IsSize) const {
    if (isStdString(Container))
      return fmt::format("{}append({}, {});", Target, Chunk,
                         IsSize ? Count.str() : fmt::format("static_cast<std::size_t>({})", Count));
    return fmt::format("{0}insert({0}end(), {1}, {1} + {2});", Target, Chunk, Count);
  }

  /// \p Expression as the object of a member call: `x.` for `x`, `p->` for `*p`.
  static std::string asObject(StringRef Expression) {
    StringRef Pointer = Expression;
    if (Pointer.consume_front("*"))
      return Pointer.str() + "->";
    return Expression.str() + ".";
  }

  /// The type of the stream's characters, or an empty string.
  std::string elementType() const {
    QualType T = Read.Stream->getType();
    if (T->isPointerType())
      T = T->getPointeeType();
    QualType Element = templateTypeArgument(T, 0);
    if (Element.isNull() || !Element->isAnyCharacterType())
      return {};
    return Element.getUnqualifiedType().getAsString(Context.getPrintingPolicy());
  }

  /// The two statements that read all of the stream into \p Target.
  std::optional<std::pair<std::string, std::string>> readLoop(StringRef Target, QualType Container,
                                                              StringRef Indent) const {
    if (!Read.Stream)
      return std::nullopt;
    const Expr *Owner = owningStream(Read.Stream);
    if (!Owner || !Place::of(Owner, Context))
      return std::nullopt;
    std::string Buffer = text(rangeOfObject(Read.Stream)), Element = elementType();
    if (Buffer.empty() || Element.empty())
      return std::nullopt;
    if (Owner == Read.Stream) {
      if (Read.Stream->getType()->isPointerType())
        Buffer += "->";
      else
        Buffer = asObject(Buffer) + "rdbuf()->";
    } else {
      Buffer += "->";
    }
    return std::pair(
        fmt::format("{} {}[{}];", Element, Chunk, ChunkSize.str()),
        fmt::format("for (std::streamsize n; (n = {}sgetn({}, {})) > 0;){}{}{}{}", Buffer, Chunk,
                    Element == "char" ? "sizeof " + Chunk : ChunkSize.str(),
                    lineEnding(Read.At->getBeginLoc(), Context), Indent,
                    indentUnit(B.function(), Context), append(Target, Container, "n", false)));
  }

  bool replace(SourceRange Range, SourceLocation End, llvm::ArrayRef<std::string> Lines,
               StringRef Indent) {
    if (!isEditable(Range, Context) || hasCommentOrDirective(Range, Context) || End.isInvalid())
      return false;
    std::string Text;
    for (const std::string &Line : Lines) {
      if (!Text.empty())
        Text += lineEnding(Range.getBegin(), Context) + Indent.str();
      Text += Line;
    }
    Result.Edits.push_back(
        FixItHint::CreateReplacement(CharSourceRange::getCharRange(Range.getBegin(), End), Text));
    return true;
  }

  /// Whether the iterators are made where they are used: variables would be left behind unused.
  static bool areTemporaries(llvm::ArrayRef<const Expr *> Iterators) {
    return llvm::none_of(Iterators, [](const Expr *E) { return variableOf(E) != nullptr; });
  }

  bool rewriteIterators() {
    const CXXConstructExpr *Construct = nullptr;
    const Expr *Written = written(Read.At);
    if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Written))
      Written = Cast->getSubExpr()->IgnoreImplicit();
    Construct = dyn_cast<CXXConstructExpr>(Written);
    const Stmt *S = B.enclosingStatement(Read.At);
    if (!isa_and_nonnull<CompoundStmt>(B.parent(S)))
      return false;
    std::string Indent = indentation(S->getBeginLoc(), Context);
    if (Construct) {
      if (Construct->getNumArgs() < 2 ||
          !areTemporaries({Construct->getArg(0), Construct->getArg(1)}) ||
          (Construct->getNumArgs() > 2 && !isa<CXXDefaultArgExpr>(Construct->getArg(2))) ||
          !isRewritable(Construct->getType()))
        return false;
      if (const auto *Declaration = dyn_cast<DeclStmt>(S))
        return rewriteDeclaration(*Declaration, *Construct, Indent);
      if (const auto *Return = dyn_cast<ReturnStmt>(S))
        return rewriteReturn(*Return, *Construct, Indent);
    }
    const auto *Statement = dyn_cast<Expr>(S);
    return Statement && rewriteStatement(*Statement, Construct, Indent);
  }

  /// The type that the construction is spelled with, or an empty string.
  std::string spelledType() const {
    const Expr *E = written(Read.At);
    if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
      return text(Cast->getTypeInfoAsWritten()->getTypeLoc().getSourceRange());
    if (const auto *Temporary = dyn_cast<CXXTemporaryObjectExpr>(E))
      return text(Temporary->getTypeSourceInfo()->getTypeLoc().getSourceRange());
    return {};
  }

  bool rewriteDeclaration(const DeclStmt &Declaration, const CXXConstructExpr &Construct,
                          StringRef Indent) {
    const auto *Variable =
        Declaration.isSingleDecl() ? dyn_cast<VarDecl>(Declaration.getSingleDecl()) : nullptr;
    // The parentheses of `std::string (text)(first, last);` belong to the name.
    if (!Variable || Variable->getType().isConstQualified() || Variable->isStaticLocal() ||
        isa<ParenType>(Variable->getType().getTypePtr()) || Variable->hasAttrs() ||
        Variable->isConstexpr() ||
        !Context.hasSameUnqualifiedType(Variable->getType(), Construct.getType()) ||
        written(Variable->getInit()) != written(Read.At))
      return false;
    std::string Type = text(Variable->getTypeSourceInfo()->getTypeLoc().getSourceRange());
    if (Variable->getTypeSourceInfo()->getType()->getContainedAutoType())
      Type = spelledType();
    std::string Name = Variable->getNameAsString();
    auto Loop = readLoop(Name + ".", Variable->getType(), Indent);
    if (Type.empty() || !Loop)
      return false;
    IsSafe = isPlainLocalStream(B, owningStream(Read.Stream));
    return replace(Declaration.getSourceRange(), endOfStatement(&Declaration, Context),
                   {Type + " " + Name + ";", Loop->first, Loop->second}, Indent);
  }

  bool rewriteReturn(const ReturnStmt &Return, const CXXConstructExpr &Construct,
                     StringRef Indent) {
    if (!Return.getRetValue() || written(Return.getRetValue()) != written(Read.At) ||
        B.enclosingLambda(&Return) ||
        !Context.hasSameUnqualifiedType(B.function().getReturnType(), Construct.getType()))
      return false;
    std::string Type = spelledType();
    if (Type.empty())
      Type = text(B.function().getReturnTypeSourceRange());
    std::string Name = freshName(B, {"text", "contents", "result"});
    auto Loop = readLoop(Name + ".", Construct.getType(), Indent);
    if (Type.empty() || StringRef(Type).starts_with("auto") || Name.empty() || !Loop)
      return false;
    IsSafe = isPlainLocalStream(B, owningStream(Read.Stream));
    return replace(Return.getSourceRange(), endOfStatement(&Return, Context),
                   {Type + " " + Name + ";", Loop->first, Loop->second, "return " + Name + ";"},
                   Indent);
  }

  /// `s.assign(begin, end);`, `s = std::string(begin, end);`, `std::copy(begin, end, inserter);`
  bool rewriteStatement(const Expr &Statement, const CXXConstructExpr *Construct,
                        StringRef Indent) {
    std::string Target;
    QualType Container;
    bool Clears = false;
    if (auto Member = asMemberCall(&Statement); Member && Member->Call == written(Read.At)) {
      unsigned Count = Member->Arguments.size();
      if (!areTemporaries({Member->Arguments[Count - 1], Member->Arguments[Count - 2]}))
        return false;
      // Only at the end is inserting the same as appending.
      if (Member->Name == "insert") {
        const Expr *Position = written(Member->Arguments[0]);
        // An iterator becomes a const_iterator.
        if (const auto *Converted = dyn_cast<CXXConstructExpr>(Position);
            Converted && Converted->getNumArgs() >= 1)
          Position = written(Converted->getArg(0));
        auto End = Count == 3 ? asMemberCall(Position) : std::nullopt;
        if (!End || !isOneOf(End->Name, {"end", "cend"}) || !End->Object ||
            !sameExpression(End->Object, Member->Object, Context))
          return false;
      }
      Clears = Member->Name == "assign";
      Target = text(rangeOfObject(Member->Object));
      if (Target.empty())
        return false;
      Target = Member->IsArrow ? Target + "->" : asObject(Target);
      Container = Member->Object->getType();
      if (Member->IsArrow)
        Container = Container->getPointeeType();
    } else if (auto Assign = asOperatorCall(&Statement);
               Construct && Assign && Assign->Operator == OO_Equal &&
               written(Assign->Operands[1]) == written(Read.At)) {
      Clears = true;
      Target = asObject(text(Assign->Operands[0]->getSourceRange()));
      Container = Assign->Operands[0]->getType();
      if (!Context.hasSameUnqualifiedType(Container, Construct->getType()))
        return false;
    } else if (auto Copy = asFunctionCall(&Statement);
               Copy && Copy->Call == written(Read.At) && Copy->QualifiedName == "std::copy") {
      auto Inserter = asFunctionCall(Copy->Arguments.back());
      if (Copy->Arguments.size() != 3 ||
          !areTemporaries({Copy->Arguments[0], Copy->Arguments[1]}) || !Inserter ||
          Inserter->QualifiedName != "std::back_inserter")
        return false;
      Target = asObject(text(Inserter->Arguments[0]->getSourceRange()));
      Container = Inserter->Arguments[0]->getType();
      // As with the algorithm, what has been read before an exception stays.
      IsSafe = isPlainLocalStream(B, owningStream(Read.Stream));
    } else {
      return false;
    }
    if (!Read.Into || Target.size() < 2 || !isRewritable(Container))
      return false;
    auto Loop = readLoop(Target, Container, Indent);
    if (!Loop)
      return false;
    llvm::SmallVector<std::string, 3> Lines;
    if (Clears && !isStillEmpty(Statement, Target))
      Lines.push_back(Target + "clear();");
    Lines.push_back(Loop->first);
    Lines.push_back(Loop->second);
    return replace(Statement.getSourceRange(), endOfStatement(&Statement, Context), Lines, Indent);
  }

  /// Whether the statement before \p S declares the empty \p Target, which ends in `.`.
  bool isStillEmpty(const Stmt &S, StringRef Target) const {
    const auto *Block = cast<CompoundStmt>(B.parent(&S));
    const auto *At = llvm::find(Block->body(), &S);
    const auto *Declaration =
        At == Block->body_begin() ? nullptr : dyn_cast<DeclStmt>(*std::prev(At));
    const auto *Variable = Declaration && Declaration->isSingleDecl()
                               ? dyn_cast<VarDecl>(Declaration->getSingleDecl())
                               : nullptr;
    const auto *Construct = Variable && Variable->getInit() && !Variable->isStaticLocal()
                                ? dyn_cast<CXXConstructExpr>(Variable->getInit()->IgnoreImplicit())
                                : nullptr;
    return Construct && Construct->getNumArgs() == 0 && Target.consume_back(".") &&
           Variable->getName() == Target;
  }

  /// `while (in.get(c)) s.push_back(c);` and `while ((c = fgetc(f)) != EOF) s += c;`
  bool rewriteLoop() {
    if (!isa_and_nonnull<CompoundStmt>(B.parent(Read.Loop)) || !Read.Stream ||
        !Place::of(Read.Stream, Context) || !isPlainCondition())
      return false;
    if (!removeCharacter())
      return false;
    std::string Indent = indentation(Read.Loop->getBeginLoc(), Context), Target = targetText(),
                Stream = text(rangeOfObject(Read.Stream));
    if (Target.empty() || Stream.empty())
      return false;
    QualType Container = Read.Into->type().getNonReferenceType();
    QualType Element = templateTypeArgument(Container, 0);
    std::string Break =
        lineEnding(Read.Loop->getBeginLoc(), Context) + Indent + indentUnit(B.function(), Context);
    std::string Header, Body;
    if (Read.Source == CharacterSource::Stream && Element == Context.CharTy) {
      std::string Object =
          Read.Stream->getType()->isPointerType() ? Stream + "->" : asObject(Stream);
      Header = fmt::format("while ({0}read({1}, sizeof {1}) || {0}gcount() > 0)", Object, Chunk);
      Body = append(Target, Container, Object + "gcount()", false);
      IsSafe = isPlainLocalStream(B, Read.Stream);
    } else if (Read.Source == CharacterSource::CFile && isByteLike(Element, true)) {
      bool IsQualified = StringRef(text(Read.At->getSourceRange())).starts_with("std::");
      Header = fmt::format("for (std::size_t n; (n = {0}fread({1}, 1, sizeof {1}, {2})) > 0;)",
                           IsQualified ? "std::" : "", Chunk, Stream);
      Body = append(Target, Container, "n", true);
      IsSafe = true;
    } else {
      return false;
    }
    return replace(Read.Loop->getSourceRange(), endOfStatement(Read.Loop, Context),
                   {fmt::format("char {}[{}];", Chunk, ChunkSize.str()), Header + Break + Body},
                   Indent);
  }

  /// Whether the loop's condition only reads and asks for the end.
  bool isPlainCondition() const {
    const Expr *Condition = nullptr;
    if (const auto *While = dyn_cast<WhileStmt>(Read.Loop))
      Condition = While->getCond();
    else if (const auto *For = dyn_cast<ForStmt>(Read.Loop);
             For && !For->getInc() && !For->getConditionVariable())
      Condition = For->getCond();
    const auto *Call = cast<CallExpr>(Read.At);
    if (!Condition || !B.contains(Condition, Call) || isa<CXXOperatorCallExpr>(Call))
      return false;
    const Expr *Asked = written(Condition);
    if (auto Member = asMemberCall(Call); Member && Member->Arguments.size() == 1) {
      // The conversion of the stream to bool.
      if (auto Conversion = asMemberCall(Asked); Conversion && Conversion->Name.empty())
        Asked = written(Conversion->Object);
      return Asked == Call && Member->Name == "get";
    }
    auto Compared = asOperatorCall(Asked);
    if (!Compared || Compared->Operands.size() != 2 || Compared->Operator != OO_ExclaimEqual)
      return false;
    const auto *Assign = dyn_cast<BinaryOperator>(written(Compared->Operands[0]));
    Expr::EvalResult Value;
    bool IsEnd = Compared->Operands[1]->EvaluateAsInt(Value, Context) &&
                 Value.Val.getInt().getExtValue() == -1;
    if (auto End = asFunctionCall(Compared->Operands[1]))
      IsEnd = StringRef(End->QualifiedName).ends_with("::eof");
    // A character type could not tell the end from a character.
    return IsEnd && Assign && Assign->getOpcode() == BO_Assign &&
           written(Assign->getRHS()) == Call && Read.Character->getType()->isIntegerType() &&
           !Read.Character->getType()->isAnyCharacterType() &&
           Context.getTypeSize(Read.Character->getType()) >= 32;
  }

  /// Removes the declaration of the variable that the loop no longer needs.
  bool removeCharacter() {
    for (const Use &U : usesOf(B, Place::ofVariable(Read.Character), B.statement()))
      if (!B.contains(Read.Loop, U.Ref))
        return false;
    const auto *Block = cast<CompoundStmt>(B.parent(Read.Loop));
    for (const Stmt *S : Block->body()) {
      const auto *Declaration = dyn_cast<DeclStmt>(S);
      if (!Declaration || !Declaration->isSingleDecl() ||
          Declaration->getSingleDecl() != Read.Character)
        continue;
      // An initialiser may do something.
      if (Read.Character->getInit() &&
          !isa<IntegerLiteral, CharacterLiteral, InitListExpr, ImplicitValueInitExpr>(
              written(Read.Character->getInit())))
        return false;
      return isEditable(S->getSourceRange(), Context) && removeLine(S);
    }
    // Declared by the loop itself.
    const auto *For = dyn_cast<ForStmt>(Read.Loop);
    const auto *Init = For ? dyn_cast_or_null<DeclStmt>(For->getInit()) : nullptr;
    return Init && Init->isSingleDecl() && Init->getSingleDecl() == Read.Character;
  }

  bool removeLine(const Stmt *S) {
    SourceLocation End = endOfStatement(S, Context);
    if (End.isInvalid())
      return false;
    Result.Edits.push_back(removeLines(S->getBeginLoc(), End, Context));
    return true;
  }

  /// The container of the append in the loop, ready for a member call.
  std::string targetText() const {
    if (auto Member = asMemberCall(Read.Append); Member && Member->Object) {
      std::string Target = text(rangeOfObject(Member->Object));
      return Target.empty() ? Target : Member->IsArrow ? Target + "->" : asObject(Target);
    }
    auto Operator = asOperatorCall(Read.Append);
    std::string Target = Operator ? text(Operator->Operands[0]->getSourceRange()) : "";
    return Target.empty() ? Target : asObject(Target);
  }
};

class PerCharRead : public Check {
public:
  using Check::Check;

  void checkBody(const Body &B) override {
    ChunkNames.clear();
    for (const CharacterRead &Read : characterReads(B))
      if (!isReportedAsSlurp(B, Read))
        reportRead(B, Read);
  }

private:
  /// The names of the buffers in the fixes for this body.
  llvm::SmallVector<std::string, 2> ChunkNames;

  /// Whether stream-slurp finds that nothing needs the contents as a whole: then how they are read
  /// is beside the point.
  bool isReportedAsSlurp(const Body &B, const CharacterRead &Read) const {
    return isEnabled("stream-slurp") && llvm::any_of(slurpsOf(B), [&](const Slurp &Whole) {
             return Whole.At->getBeginLoc() == Read.At->getBeginLoc() &&
                    needlessConsumer(B, Whole, consumersOf(B, Whole));
           });
  }

  void reportRead(const Body &B, const CharacterRead &Read) {
    const ASTContext &Context = B.context();
    Finding F;
    F.Loc = Read.At->getBeginLoc();
    F.Ranges.push_back(Read.At->getSourceRange());
    F.Work = Read.Loop ? Read.Loop : Read.At;
    std::string Text = quoted(Read.At->getSourceRange(), Context);
    F.What = (Text.empty() ? std::string("this") : "'" + Text + "'") +
             " reads a character at a time into a container";
    const Expr *Stream = owningStream(Read.Stream);
    QualType T = Stream ? Stream->getType() : QualType();
    if (!T.isNull() && T->isPointerType())
      T = T->getPointeeType();
    F.Remedy = "read a chunk at a time";
    switch (Read.Source) {
    case CharacterSource::Iterators:
      F.Why =
          "each character is fetched from the stream's buffer, tested for the end, and appended "
          "by itself, so that the container grows by reallocation";
      break;
    case CharacterSource::Stream:
      F.Why = "each character pays for a sentry, a test of the stream's state, and an append";
      break;
    case CharacterSource::Buffer:
      F.Why = "each character pays for a call and an append";
      break;
    case CharacterSource::CFile:
      F.Why = "each character pays for a call that locks the file, and an append";
      break;
    case CharacterSource::Descriptor:
      F.Why = "each character pays for a system call and an append";
      break;
    case CharacterSource::Device:
      F.Why = "each character pays for a call and an append";
      break;
    }
    if (Read.Delimiter)
      F.Remedy = Read.Source == CharacterSource::CFile
                     ? "read up to the delimiter with 'fgets' or 'getdelim'"
                     : "read up to the delimiter with 'std::getline'";
    else if (isStringStream(T) && isReadFromItsBeginning(B, Stream, Read.At))
      F.Remedy = "take the text with 'str()'";
    else if (Read.Source == CharacterSource::Device)
      F.Remedy = "read all with 'readAll()'";
    else if (isFileStream(T))
      F.Remedy = "read a chunk at a time, or all at once with 'read' and the size of the file";
    if (Read.Loop && Read.Append->getBeginLoc().isValid())
      F.Notes.push_back({Read.Append->getBeginLoc(), "appended here"});
    ChunkFix Chunks(B, Read);
    if (auto Written = Chunks.build(ChunkNames))
      (Chunks.isSafe() ? F.Safe : F.Unsafe) = std::move(Written);
    report(std::move(F));
  }

  static bool isFileStream(QualType T) {
    const CXXRecordDecl *Class = classOf(T);
    return Class && Class->isInStdNamespace() && Class->getIdentifier() &&
           isOneOf(Class->getName(), {"basic_ifstream", "basic_fstream"});
  }
};

FASTIDIOUS_CHECK(PerCharRead,
                 {.Name = "stream-per-char-read",
                  .Summary = "A stream is read one character at a time into a container",
                  .Cost = Cost::ConstantFactor,
                  .Confidence = Confidence::High,
                  .Since = "0.1",
                  .Fix = FixKind::SafeOrUnsafe,
                  .Docs = R"md(
Reading a stream one character at a time into a string pays for a call, a test and an append for each
character. The stream has a buffer full of them: reading a chunk at a time copies it as a block.

## Why

`std::string(std::istreambuf_iterator<char>(in), {})` looks like a bulk operation, but an input iterator can
only be taken one step at a time: the string cannot know the length in advance, fetches each character
from the buffer with a test for its end, and grows by reallocation. `in.get(c)` constructs a sentry and checks the
state of the stream besides; `fgetc` locks the file; `read(fd, &c, 1)` is a system call for each byte.

Reported are

- a pair of `std::istreambuf_iterator` given to the constructor, `assign`, `append` or `insert` of a string or
  another contiguous container of bytes or characters, to `std::make_unique` or `std::make_shared` of one, or to `std::copy` and
  its relatives with an inserter;
- loops that read one character (`get`, `read(&c, 1)`, `sbumpc`, `>>` with `std::noskipws`, `fgetc`, `getc`, `getchar`, `fread` and
  `read(2)` of one byte, `QIODevice::getChar`) and append it to a container that outlives the loop, up to the end of the
  input, a number of characters, or a `'\n'` or `'\0'`. Characters may be left out or mapped on the way.

The place is the construction or call that is given the iterators, or the call that reads the character.

## Example

```cpp bad
#include <fstream>
#include <iterator>
#include <string>

std::string contents(const std::string &path) {
  std::ifstream in(path);
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  return text;
}
```

```cpp good
#include <fstream>
#include <string>

std::string contents(const std::string &path) {
  std::ifstream in(path);
  std::string text;
  char chunk[16384];
  for (std::streamsize n; (n = in.rdbuf()->sgetn(chunk, sizeof chunk)) > 0;)
    text.append(chunk, static_cast<std::size_t>(n));
  return text;
}
```

## Fix safety

The fix reads 16 KiB at a time. It needs no size, so that it works for pipes, terminals, compressed streams and
text files whose size is not the number of their characters. Iterators read the stream's buffer and leave the state of the
stream alone; so does `sgetn`. Loops of `get` become loops of `read`, which leave the same state behind.

It is safe for a local `std::ifstream`, `std::fstream` or string stream whose buffer and exception mask are not
changed, and for loops of `fgetc`. It is unsafe for streams that come from elsewhere (a stream without a buffer is
empty for the iterators, a stream with an exception mask may throw before the last chunk is appended), and for `assign` and
assignments, which leave the old contents in place if reading throws.

Not rewritten: constants, members in constructor initialisers, arguments, loops that do anything besides, iterators that
have names of their own.

## Limitations

Left alone:

- parsers: loops that look at the characters to decide what to do next, that read in several places, or whose container is
  emptied on the way;
- `std::istream_iterator`, which skips white space, and `>>` without `std::noskipws`;
- algorithms that store nothing (`std::count`, `std::equal`), and copies to an output iterator of a stream;
- loops over at most 16 characters: a field, not a stream;
- reads that `stream-slurp`, where it is enabled, finds to be needless altogether;
- descriptors that are read up to a delimiter: what follows it must stay unread.

## Measured

A file of 4 MiB is read into a string, from the system's cache. After: one read of the file's size.
clang 19, `-O2`, libstdc++ 12, x86-64; medians of 5 interleaved runs. Written by `tools/bench/run`.

| | before | after | before / after | allocations before | after |
|---|---|---|---|---|---|
| istreambuf_iterator | 19.4 ms | 469 us | 41 | 20 | 2 |
| get() and push_back() | 34.4 ms | 460 us | 75 | 20 | 2 |

## References

- [`std::istreambuf_iterator`](https://en.cppreference.com/w/cpp/iterator/istreambuf_iterator),
  [`std::basic_streambuf::sgetn`](https://en.cppreference.com/w/cpp/io/basic_streambuf/sgetn)
)md"});

} // namespace
} // namespace fastidious

/// \file
/// stream-slurp: a stream that is read into memory as a whole, for a consumer that takes it in
/// pieces.
#include "checks/framework/Check.h"
#include "checks/support/Calls.h"
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

class SlurpedStream : public Check {
public:
  using Check::Check;

  bool addsIncludes() const override { return true; }
  void checkBody(const Body &B) override {
    for (const Slurp &Read : slurpsOf(B)) {
      if (hasOtherSources(B, Read))
        continue;
      ConsumedContents Contents = consumersOf(B, Read);
      if (auto Found = needlessConsumer(B, Read, Contents))
        reportConsumer(B, Read, Contents, *Found);
      else if (collectsInStringStream(Read) && Contents.CopiedBy && !Contents.NeedsWhole &&
               Contents.Consumers.empty() && (Contents.IsDelivered || Contents.HasPointers))
        reportCopy(B, Read, *Contents.CopiedBy);
    }
  }

private:
  /// `memory << in.rdbuf()`, or a loop of `memory << piece`.
  static bool collectsInStringStream(const Slurp &Read) {
    bool IsPieces = Read.Form == SlurpForm::Lines || Read.Form == SlurpForm::Chunks;
    return Read.Form == SlurpForm::Buffer ||
           (IsPieces && Read.Variable && isStringStream(Read.Variable->getType()));
  }

  /// Whether what holds the contents is filled elsewhere, too, so that its consumer has to take
  /// more than the stream.
  static bool hasOtherSources(const Body &B, const Slurp &Read) {
    return Read.Variable && Read.Statement &&
           llvm::any_of(usesOf(B, Place::ofVariable(Read.Variable), B.statement()),
                        [&](const Use &U) {
                          return !B.contains(Read.Statement, U.Ref) &&
                                 (U.Kind == UseKind::Overwrite ||
                                  isOneOf(U.Member, {"push_back", "emplace_back", "assign"}));
                        });
  }

  /// How the message names the stream.
  static std::string nameOfStream(const Slurp &Read, const ASTContext &Context) {
    std::string Name = Read.Stream ? quoted(rangeOfObject(Read.Stream), Context, 30) : "";
    return Name.empty() ? "the stream" : "'" + Name + "'";
  }

  void reportConsumer(const Body &B, const Slurp &Read, const ConsumedContents &Contents,
                      const Consumer &Found) {
    const ASTContext &Context = B.context();
    Finding F = Finding::about(Read.At);
    std::string Text = quoted(Read.At->getSourceRange(), Context),
                Stream = nameOfStream(Read, Context);
    F.What = (Text.empty() ? std::string("this") : "'" + Text + "'") + " reads the whole of " +
             Stream + " into memory, ";
    if (Read.Form == SlurpForm::Returned && !Read.Stream)
      F.What = (Text.empty() ? std::string("this") : "'" + Text + "'") +
               " returns the whole stream in memory, ";
    switch (Found.Kind) {
    case Consumption::Lines:
      F.What += "only to take it line by line";
      F.Remedy = std::string("read each line as it is needed with '") +
                 (Read.Stream && isQtDevice(Read.Stream->getType()) ? "readLine" : "std::getline") +
                 "'";
      break;
    case Consumption::Records:
      F.What += "only to take it record by record";
      F.Remedy = "extract the records from the stream itself";
      break;
    case Consumption::Chunks:
      F.What += "only to take it chunk by chunk";
      F.Remedy = "read one chunk at a time into one buffer";
      break;
    case Consumption::Copy:
      F.What += "only to write it to another stream";
      F.Remedy = Read.Stream && isInputStream(Read.Stream->getType())
                     ? "copy it with 'out << in.rdbuf()' or one chunk at a time"
                     : "copy one chunk at a time";
      break;
    case Consumption::Digest:
      F.What += "only to feed what also takes it piece by piece";
      F.Remedy = "read and feed one chunk at a time";
      break;
    }
    F.Why = "memory grows with the input, and every byte is copied before the first is used";
    F.Notes.push_back({Found.At->getBeginLoc(), "consumed here"});
    if (auto Direct = useStream(B, Read, Contents, Found))
      F.Unsafe = std::move(Direct);
    report(std::move(F));
  }

  void reportCopy(const Body &B, const Slurp &Read, const CallExpr &Copy) {
    const ASTContext &Context = B.context();
    Finding F = Finding::about(Read.At);
    std::string Text = quoted(Read.At->getSourceRange(), Context),
                Call = quoted(Copy.getSourceRange(), Context);
    F.What = (Text.empty() ? std::string("this") : "'" + Text + "'") + " reads the whole of " +
             nameOfStream(Read, Context) + " into a string stream, and " +
             (Call.empty() ? std::string("str()") : "'" + Call + "'") + " copies all of it again";
    F.Why = "the text is in memory twice, and the string stream grows by reallocation";
    // The size of a file is not that of the text where characters are decoded.
    QualType Character = templateTypeArgument(Copy.getType(), 0);
    bool IsDecoded = !Character.isNull() && Character->isWideCharType();
    F.Remedy = IsDecoded ? "read into one string, a chunk at a time"
                         : "read into one string: with one sized 'read' if the stream can seek, "
                           "else a chunk at a time";
    F.Notes.push_back({Copy.getBeginLoc(), "the second copy is made here"});
    // Since C++20, a string stream that is no longer needed gives its memory away.
    const auto *Member = dyn_cast<MemberExpr>(Copy.getCallee()->IgnoreParenImpCasts());
    const VarDecl *Memory = Read.Variable;
    if (Context.getLangOpts().CPlusPlus20 && Member && Memory && !Member->isArrow() &&
        variableOf(Member->getBase()) == Memory && !B.loopOf(&Copy) &&
        isEditable(Member->getBase()->getSourceRange(), Context) &&
        isLastMention(B, Memory, Member->getBase())) {
      Fix Move{"let the string stream give its memory away",
               {FixItHint::CreateReplacement(Member->getBase()->getSourceRange(),
                                             "std::move(" + Memory->getNameAsString() + ")")}};
      if (auto Include = includeEdit(F.Loc, "<utility>"))
        Move.Edits.push_back(*Include);
      F.Unsafe = std::move(Move);
    }
    report(std::move(F));
  }

  static bool isLastMention(const Body &B, const VarDecl *Variable, const Expr *Ref) {
    const SourceManager &SM = B.context().getSourceManager();
    return llvm::none_of(usesOf(B, Place::ofVariable(Variable), B.statement()), [&](const Use &U) {
      return SM.isBeforeInTranslationUnit(Ref->getEndLoc(), U.Ref->getBeginLoc());
    });
  }

  /// The fix that lets the consumer take the stream itself: a loop of `getline` or `>>`, or an
  /// insertion into another stream. Nothing if what holds the contents is needed otherwise.
  static std::optional<Fix> useStream(const Body &B, const Slurp &Read,
                                      const ConsumedContents &Contents, const Consumer &Found) {
    const ASTContext &Context = B.context();
    bool IsCopy = Found.Kind == Consumption::Copy && isa<CXXOperatorCallExpr>(Found.At);
    bool IsLoop = Found.Kind == Consumption::Lines || Found.Kind == Consumption::Records;
    const VarDecl *Stream = variableOf(Read.Stream);
    bool IsPlainRead = Read.Form == SlurpForm::Buffer ||
                       (Read.Form == SlurpForm::Characters && isa<CXXConstructExpr>(Read.At));
    if ((!IsCopy && !IsLoop) || !IsPlainRead || !Stream || !isInputStream(Stream->getType()) ||
        Contents.Holders.empty())
      return std::nullopt;
    const SourceManager &SM = Context.getSourceManager();
    const auto *Block = dyn_cast_or_null<CompoundStmt>(B.parent(B.enclosingStatement(Read.At)));
    if (!Block || !B.contains(Block, Found.At))
      return std::nullopt;
    // The stream is left alone between the read and the end of the consumer.
    for (const Use &U : usesOf(B, Place::ofVariable(Stream), B.statement()))
      if (SM.isBeforeInTranslationUnit(Read.At->getEndLoc(), U.Ref->getBeginLoc()))
        return std::nullopt;
    llvm::SmallVector<const Stmt *, 4> Removed;
    if (Read.Form == SlurpForm::Buffer)
      Removed.push_back(B.enclosingStatement(Read.At));
    for (const Stmt *S : Block->body())
      if (const auto *Declaration = dyn_cast<DeclStmt>(S);
          Declaration && Declaration->isSingleDecl() &&
          llvm::is_contained(Contents.Holders, Declaration->getSingleDecl()))
        Removed.push_back(S);
    Fix Result{"use the stream itself", {}};
    std::string Name = Stream->getNameAsString();
    unsigned Declared = 0;
    for (const Stmt *S : Removed) {
      if (!isEditable(S->getSourceRange(), Context) ||
          hasCommentOrDirective(S->getSourceRange(), Context))
        return std::nullopt;
      Declared += isa<DeclStmt>(S);
      Result.Edits.push_back(removeLines(S->getBeginLoc(), endOfStatement(S, Context), Context));
    }
    if (Declared != Contents.Holders.size() ||
        (Read.Form == SlurpForm::Buffer && !isa<Expr>(Removed.front())))
      return std::nullopt;
    for (const VarDecl *Holder : Contents.Holders)
      for (const Use &U : usesOf(B, Place::ofVariable(Holder), B.statement())) {
        if (llvm::any_of(Removed, [&](const Stmt *S) { return B.contains(S, U.Ref); }))
          continue;
        const Expr *Replaced = U.Ref;
        if (IsCopy) {
          // The whole operand: `text`, `memory.str()` or `memory.rdbuf()`.
          const auto *Insertion = cast<CXXOperatorCallExpr>(Found.At);
          if (Insertion->getNumArgs() != 2 || !B.contains(Insertion->getArg(1), U.Ref))
            return std::nullopt;
          Replaced = Insertion->getArg(1);
        } else if (!isInputStream(Holder->getType()) || !B.contains(Found.At, U.Ref) ||
                   !isStreamOperand(B, U)) {
          return std::nullopt;
        }
        if (!isEditable(Replaced->getSourceRange(), Context))
          return std::nullopt;
        Result.Edits.push_back(FixItHint::CreateReplacement(Replaced->getSourceRange(),
                                                            IsCopy ? Name + ".rdbuf()" : Name));
      }
    return Result;
  }

  /// `std::getline(memory, line)` or `memory >> x`.
  static bool isStreamOperand(const Body &B, const Use &U) {
    if (auto Operator = asOperatorCall(U.User))
      return Operator->Operator == OO_GreaterGreater;
    auto Function = asFunctionCall(U.User);
    return Function && Function->QualifiedName == "std::getline";
  }
};

FASTIDIOUS_CHECK(
    SlurpedStream,
    {.Name = "stream-slurp",
     .Summary = "A whole file or stream is read into memory for a consumer that takes it in pieces",
     .Cost = Cost::ConstantFactor,
     .Confidence = Confidence::Medium,
     .Since = "0.1",
     .Fix = FixKind::Unsafe,
     .Docs = R"md(
A program that reads a whole file into a string and then goes through it line by line needs memory for
all of it, waits for the last byte before it works on the first, and copies every byte at least once
more than it has to.

## Why

Memory that grows with the input is touched, paged in and thrown away, while a loop that reads line by
line works in a few kilobytes that stay in the cache. A string stream makes it worse: it grows by
reallocation, and `str()` copies all of the text once more.

What counts as reading a whole stream: a pair of `std::istreambuf_iterator`; `memory << in.rdbuf()` with
a string stream; `read`, `fread` or `read(2)` with the size of the file; `std::getline(in, text, '\0')`;
`readAll()` of a `QIODevice`; a loop that does nothing but collect characters, lines or chunks; a function
of the same translation unit that does one of these and returns the text. The place is the expression
that reads; a note shows the consumer, which is one of

- lines: `std::getline` over a string stream of the text, a loop that looks for the next `'\n'` and cuts
  the line out, a split at `'\n'`, a range-`for` over collected lines;
- records: a loop of `>>` over a string stream of the text, or `std::getline` with another delimiter;
- chunks: a loop that walks over the text by an offset;
- another stream: `out << text`, `out.write(text.data(), text.size())`, `fwrite`, `send`;
- a digest, checksum or compressor that is fed with `update()` or alike;
- a function of the same translation unit that does one of these with its parameter.

Also reported is `memory << in.rdbuf()`, or a loop that does nothing but `memory << piece`, whose `str()` is
then kept as a string (returned, assigned, pointed into): the text is copied twice, whatever it is used for.

## Example

```cpp bad
#include <fstream>
#include <sstream>
#include <string>

int comments(const std::string &path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  int count = 0;
  for (std::string line; std::getline(text, line);)
    if (!line.empty() && line[0] == '#')
      ++count;
  return count;
}
```

```cpp good
#include <fstream>
#include <string>

int comments(const std::string &path) {
  std::ifstream in(path);
  int count = 0;
  for (std::string line; std::getline(in, line);)
    if (!line.empty() && line[0] == '#')
      ++count;
  return count;
}
```

## Fix safety

Unsafe. Where a loop of `std::getline` or `>>` or an insertion into another stream is all that happens to
the contents, the fix lets it use the stream itself. The stream is then at its end only after the loop,
an error is met half-way instead of at the beginning, and `out << in.rdbuf()` sets the `failbit` of `out` if there
is nothing to copy. Where `str()` copies a string stream that is not used again, the fix for C++20 and later
is `std::move(memory).str()`, which leaves the stream empty.

## Limitations

Left alone:

- consumers that need the whole text: parsers, regular expressions, searches, anything that is given the
  text and is not seen to take it apart by lines, and text that goes straight from a string stream into such a
  call;
- contents that are used twice, that may also come from elsewhere, or whose size is needed before the consumer begins;
- a file that the same function opens for writing: it is read as a whole so that it can be replaced;
- streams over strings, which are in memory already, and what has arrived at Qt's sockets, processes and
  network replies;
- what is written back to the device that it was read from;
- a read under a lock that is released before the consumer begins;
- memory-mapped files, and functions that are defined in another translation unit.

Character-wise changes of the whole text (`std::replace`, `std::transform`, erase-remove) do not make it
needed as a whole: they can be done on each piece.

## Measured

A file of 8 MiB with lines of 64 bytes, from the system's cache. clang 19, `-O2`, libstdc++ 12,
x86-64; medians of 5 interleaved runs. Written by `tools/bench/run`.

| | before | after | before / after | allocations before | after |
|---|---|---|---|---|---|
| read a line at a time | 13.3 ms | 3.1 ms | 4.3 | 17 | 2 |
| written to another stream | 16.4 ms | 1.15 ms | 15 | 18 | 2 |

## References

- [C++ Core Guidelines SL.io](https://isocpp.github.io/CppCoreGuidelines/CppCoreGuidelines#SS-io)
- [`operator<<` for a stream buffer](https://en.cppreference.com/w/cpp/io/basic_ostream/operator_ltlt),
  [`std::basic_stringstream::str`](https://en.cppreference.com/w/cpp/io/basic_stringstream/str)
)md"});

} // namespace
} // namespace fastidious

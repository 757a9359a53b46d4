#include "checks/framework/Check.h"
#include "checks/support/Calls.h"
#include "checks/support/Effects.h"
#include "checks/support/Hoist.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/Strings.h"
#include "checks/support/TripCount.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace fastidious {
namespace {

/// How the new value of the string is built from the old one.
enum class Form {
  Append,
  Prepend,
  Format,
  Rebuild, ///< `s = s.substr(0, i) + x + s.substr(j)`: a part of the string is exchanged.
};

/// An assignment that copies its own target.
struct SelfConcatenation {
  Form Kind;
  /// What is appended; empty where the form is not a plain chain that begins with the target.
  llvm::SmallVector<const Expr *, 8> Appended = {};
  /// The call of Form::Format, where the whole right side is one.
  std::optional<FunctionCall> Call = std::nullopt;
  /// What is put before the string, if that is the same character each time: as a literal.
  std::string Padding = {};
  bool IsOneCharacter = false; ///< What Form::Prepend puts before the string.
};

/// Functions that build a new string from their arguments.
constexpr llvm::StringLiteral FormattingFunctions[] = {
    "std::format",     "fmt::format",      "fmt::sprintf", "absl::StrCat",
    "absl::StrFormat", "absl::Substitute", "folly::to",    "folly::sformat"};

class ConcatInLoop : public Check {
public:
  using Check::Check;

  void checkBody(const Body &B) override {
    Prepended.clear();
    forEachInLoops(B, [&](const Expr *E) {
      if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(E)) {
        if (Call->getOperator() == OO_Equal && Call->getNumArgs() == 2)
          checkAssignment(B, Call, Call->getArg(0), Call->getArg(1));
      } else if (isa<CXXMemberCallExpr>(E)) {
        checkInsertion(B, E);
      } else if (const auto *Assignment = dyn_cast<BinaryOperator>(E);
                 Assignment && Assignment->getOpcode() == BO_Assign) {
        // The right side depends on a template parameter.
        checkAssignment(B, Assignment, Assignment->getLHS(), Assignment->getRHS());
      }
    });
  }

private:
  /// The strings of this body that are known to be prepended to, and the loop: one finding tells.
  llvm::SmallVector<std::pair<Place, const Loop *>, 2> Prepended;

  void checkAssignment(const Body &B, const Expr *Assignment, const Expr *Left, const Expr *Right);
  void checkInsertion(const Body &B, const Expr *E);
  /// Reports \p Change of \p Target, which \p Left names, unless what changes is no growing string.
  void checkChange(const Body &B, const Expr *Change, const Expr *Left, const Place &Target,
                   const SelfConcatenation &Found);
};

/// An argument without the conversion to the class that a function takes its pieces as:
/// `absl::AlphaNum(s)`.
const Expr *withoutConversion(const Expr *E) {
  E = written(E);
  const auto *Construct = dyn_cast<CXXConstructExpr>(E);
  bool IsImplicit = Construct && !isa<CXXTemporaryObjectExpr>(Construct) &&
                    Construct->getParenOrBraceRange().isInvalid() && Construct->getNumArgs() > 0 &&
                    !isGrowableString(Construct->getType());
  return IsImplicit ? written(Construct->getArg(0)) : E;
}

/// Whether \p E is \p Target itself, or a copy of it that is made on the spot.
bool isCopyOf(const Expr *E, const Place &Target, const ASTContext &Context) {
  E = written(E);
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E); Cast && isGrowableString(E->getType())) {
    E = written(Cast->getSubExpr());
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(E); Construct && Construct->getNumArgs())
      E = written(Construct->getArg(0));
  }
  auto Named = Place::of(E, Context);
  return Named && *Named == Target;
}

/// Whether \p E is `target.substr(...)`.
bool isPartOf(const Expr *E, const Place &Target, const ASTContext &Context) {
  auto Call = asMemberCall(written(E));
  if (!makesPart(E) || !Call->Object)
    return false;
  auto Whole = Place::ofMemberObject(Call->Object, Call->IsArrow, Context);
  return Whole && *Whole == Target;
}

/// The literal of one character that \p E is, as `'x'`; empty if it is none.
std::string characterText(const Expr *E, const ASTContext &Context) {
  E = written(E);
  if (isa<CharacterLiteral>(E))
    return quoted(E->getSourceRange(), Context);
  const auto *Text = dyn_cast<StringLiteral>(E);
  bool IsPlain = Text && Text->isOrdinary() && Text->getLength() == 1 &&
                 llvm::isPrint(Text->getString()[0]) && Text->getString() != "'" &&
                 Text->getString() != "\\";
  return IsPlain ? "'" + Text->getString().str() + "'" : std::string();
}

std::optional<SelfConcatenation> matchChain(const Concatenation &Chain, const Place &Target,
                                            const ASTContext &Context) {
  const auto &Operands = Chain.Operands;
  auto IsCopy = [&](const Expr *Operand) { return isCopyOf(Operand, Target, Context); };
  auto At = llvm::find_if(Operands, IsCopy);
  if (At == Operands.end() && isPartOf(Operands.front(), Target, Context) &&
      isPartOf(Operands.back(), Target, Context))
    return SelfConcatenation{Form::Rebuild};
  // Doubling copies no more than it adds.
  if (At == Operands.end() || llvm::all_of(Operands, IsCopy))
    return std::nullopt;
  if (At != Operands.begin()) {
    SelfConcatenation Result{Form::Prepend};
    if (Operands.size() == 2 && isStdString(Operands.back()->getType()))
      Result.Padding = characterText(Operands.front(), Context);
    Result.IsOneCharacter =
        Operands.size() == 2 && written(Operands.front())->getType()->isAnyCharacterType();
    return Result;
  }
  SelfConcatenation Result{Form::Append};
  auto First = Place::of(Operands.front(), Context);
  if (Chain.IsPlain && First && *First == Target)
    Result.Appended.append(Operands.begin() + 1, Operands.end());
  return Result;
}

std::optional<SelfConcatenation> match(const Expr *Right, const Place &Target,
                                       const ASTContext &Context) {
  Right = written(Right);
  if (auto Chain = asConcatenation(Right))
    return matchChain(*Chain, Target, Context);
  if (auto Call = asFunctionCall(Right);
      Call && llvm::is_contained(FormattingFunctions, Call->QualifiedName)) {
    if (llvm::any_of(Call->Arguments, [&](const Expr *Argument) {
          return isCopyOf(withoutConversion(Argument), Target, Context);
        }))
      return SelfConcatenation{Form::Format, {}, Call};
    return std::nullopt;
  }
  // `s = s.empty() ? x : s + "," + x`, `s = std::string(s + x)`: the same cost, but no simple fix.
  llvm::SmallVector<const Expr *, 2> Inner;
  if (const auto *Conditional = dyn_cast<ConditionalOperator>(Right)) {
    Inner = {Conditional->getTrueExpr(), Conditional->getFalseExpr()};
  } else if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Right);
             Cast && isGrowableString(Right->getType())) {
    const Expr *Source = written(Cast->getSubExpr());
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Source);
        Construct && Construct->getNumArgs())
      Source = written(Construct->getArg(0));
    Inner = {Source};
  }
  for (const Expr *E : Inner)
    if (auto Found = match(E, Target, Context))
      return SelfConcatenation{Found->Kind};
  return std::nullopt;
}

/// `absl::StrAppend(&s, x)` in place of `s = absl::StrCat(s, x)`.
std::optional<Fix> strAppend(const Body &B, const FunctionCall &Call, const Place &Target,
                             const Expr *Left, const Expr *Assignment) {
  const ASTContext &Context = B.context();
  SourceRange Range = Assignment->getSourceRange();
  auto First = Place::of(withoutConversion(Call.Arguments.front()), Context);
  if (!First || !(*First == Target) || Call.Arguments.size() < 2 || !isStandalone(B, Assignment) ||
      !isEditable(Range, Context) || hasCommentOrDirective(Range, Context))
    return std::nullopt;
  std::string Callee = sourceText(Call.Call->getCallee()->getSourceRange(), Context);
  std::string Rest =
      sourceText({Call.Arguments[1]->getBeginLoc(), Call.Call->getEndLoc()}, Context);
  static constexpr llvm::StringLiteral Name = "StrCat";
  if (!StringRef(Callee).ends_with(Name) || Rest.empty())
    return std::nullopt;
  Callee.replace(Callee.size() - Name.size(), Name.size(), "StrAppend");
  std::string Object = sourceText(Left->getSourceRange(), Context);
  return Fix{"append with 'absl::StrAppend'",
             {FixItHint::CreateReplacement(Range, Callee + "(&" + Object + ", " + Rest)}};
}

/// Whether \p T is the library's own class: a derived one may have its own idea of `+=`.
bool isLibraryString(QualType T) {
  const CXXRecordDecl *Record = classOf(T);
  const ContainerFact *Fact = containerFact(T);
  return Record && Fact && !T->isDependentType() && qualifiedName(*Record) == Fact->Name;
}

void ConcatInLoop::checkAssignment(const Body &B, const Expr *Assignment, const Expr *Left,
                                   const Expr *Right) {
  if (!isGrowableString(Left->getType()))
    return;
  const ASTContext &Context = B.context();
  auto Target = Place::of(Left, Context);
  if (auto Found = Target ? match(Right, *Target, Context) : std::nullopt)
    checkChange(B, Assignment, Left, *Target, *Found);
}

/// `s.insert(0, x)`: what `s = x + s` does, in place.
void ConcatInLoop::checkInsertion(const Body &B, const Expr *E) {
  const ASTContext &Context = B.context();
  auto Call = asMemberCall(E);
  if (!Call || Call->Call != E || Call->Name != "insert" || !Call->Object || !Call->Method ||
      Call->Arguments.size() < 2)
    return;
  auto Target = Place::ofMemberObject(Call->Object, Call->IsArrow, Context);
  if (!Target || !isGrowableString(Target->type()))
    return;
  auto Index = constantInteger(Call->Arguments[0], Context);
  const Expr *At = written(Call->Arguments[0]);
  if (const auto *Conversion = dyn_cast<CXXConstructExpr>(At); // From iterator to const_iterator.
      Conversion && Conversion->getNumArgs() > 0)
    At = written(Conversion->getArg(0));
  auto Begin = asMemberCall(At);
  bool IsAtBegin = (Index && *Index == 0) ||
                   (Begin && Begin->Object && isOneOf(Begin->Name, {"begin", "cbegin"}));
  if (!IsAtBegin)
    return;
  SelfConcatenation Found{Form::Prepend};
  auto Times =
      Call->Arguments.size() == 3 ? constantInteger(Call->Arguments[1], Context) : std::nullopt;
  if (isStdString(Target->type()) && ((Times && *Times == 1) || Call->Arguments.size() == 2))
    Found.Padding = characterText(Call->Arguments.back(), Context);
  Found.IsOneCharacter = Call->Arguments.back()->getType()->isAnyCharacterType();
  checkChange(B, E, Call->Object, *Target, Found);
}

/// Whether whole numbers are divided in \p Loop, as where the digits of one are taken off.
bool divides(const Stmt *Loop) {
  return containsAny(Loop, [](const Stmt *Part) {
    auto Operator = asOperatorCall(Part);
    return Operator &&
           (Operator->Operator == OO_Slash || Operator->Operator == OO_Percent ||
            Operator->Operator == OO_SlashEqual || Operator->Operator == OO_PercentEqual) &&
           (Operator->Whole->isTypeDependent() || Operator->Whole->getType()->isIntegerType());
  });
}

/// Whether the condition of \p Loop hands the text \p Target to a call: `while (names.count(s))`
/// looks for a name that is free, and finds it soon.
bool asksForWhole(const Body &B, const Stmt *Loop, const Place &Target) {
  const Expr *Condition = conditionOf(Loop);
  return Condition && llvm::any_of(usesOf(B, Target, Condition), [&](const Use &U) {
           return U.Member.empty() && U.User && !isa<CXXOperatorCallExpr>(U.User) &&
                  isa<CallExpr, CXXConstructExpr>(U.User);
         });
}

/// Whether \p Loop replaces or removes parts of the text \p Target: who mends a text where it
/// stands has no pieces that could be collected.
bool editsInPlace(const Body &B, const Stmt *Loop, const Place &Target) {
  return llvm::any_of(usesOf(B, Target, Loop),
                      [](const Use &U) { return isOneOf(U.Member, {"replace", "erase"}); });
}

/// Whether \p Loop uses the text \p Target as it stands, other than to give it a new value, so that
/// what is put before it must be there in each iteration.
bool usesEachText(const Body &B, const Stmt *Loop, const Place &Target) {
  auto Uses = usesOf(B, Target, Loop);
  auto IsChange = [](const Use &U) {
    return U.Kind == UseKind::Overwrite || U.Kind == UseKind::Modify;
  };
  return llvm::any_of(Uses, [&](const Use &U) {
    bool IsWhole = U.Member.empty() || StringRef(U.Member).starts_with("operator") ||
                   isOneOf(U.Member, {"c_str", "data"});
    return IsWhole && !IsChange(U) && U.Kind != UseKind::Discard &&
           llvm::none_of(Uses, [&](const Use &Other) {
             return IsChange(Other) && Other.User && B.contains(Other.User, U.Ref);
           });
  });
}

void ConcatInLoop::checkChange(const Body &B, const Expr *Change, const Expr *Left,
                               const Place &Target, const SelfConcatenation &Found) {
  const ASTContext &Context = B.context();
  auto Growing = growthOf(B, Target, Change, integerOption("MinTripCount"));
  // Only an append is cheaper where each iteration has another string.
  if (!Growing || (Found.Kind != Form::Append && !Growing->IsSameObject))
    return;
  if (asksForWhole(B, Growing->Around->Statement, Target))
    return;
  // Padding to a width that fits into a line.
  constexpr int64_t LongestWidth = 80;
  auto Width = sizeAtEnd(conditionOf(Growing->Around->Statement), Target, Context);
  if (Width && *Width <= LongestWidth)
    return;
  // As many characters as the loop has iterations.
  auto Count = Found.IsOneCharacter ? tripCount(B, *Growing->Around) : std::nullopt;
  if (Count && Count->Constant && *Count->Constant <= static_cast<uint64_t>(LongestWidth))
    return;
  // A number has few digits.
  if (Found.IsOneCharacter && Found.Padding.empty() && divides(Growing->Around->Statement))
    return;
  if (Found.Kind == Form::Prepend) {
    if (editsInPlace(B, Growing->Around->Statement, Target) ||
        (!Growing->MayStartAnew && usesEachText(B, Growing->Around->Statement, Target)))
      return;
    std::pair<Place, const Loop *> Here{Target, Growing->Around};
    if (llvm::is_contained(Prepended, Here))
      return;
    Prepended.push_back(std::move(Here));
  }

  // Only what is put before the text and nothing else can be put there at once.
  bool IsPadding = !Found.Padding.empty() &&
                   llvm::none_of(usesOf(B, Target, Growing->Around->Statement), [&](const Use &U) {
                     return mayWrite(U.Kind) && !B.contains(Change, U.Ref);
                   });

  Finding F = Finding::about(Change);
  std::string Text = quoted(Change->getSourceRange(), Context);
  F.What = "'" + (Text.empty() ? "s = s + x" : Text) + "' copies the whole string" +
           (Found.Kind == Form::Prepend   ? " to put text before it"
            : Found.Kind == Form::Rebuild ? " to change a part of it"
                                          : "") +
           " " + runsWhen(B, Change, *Growing->Around);
  if (Found.Kind == Form::Rebuild) {
    F.Why = "each one allocates a string and the parts that it is put together from";
    F.Cost = Cost::PerIterationAllocation;
  } else if (Growing->IsSameObject) {
    F.Why = Growing->MayStartAnew ? "n of them in a row copy O(n²) bytes"
            : isInBranch(B, Change, Growing->Around->Statement) ? "n of them copy O(n²) bytes"
                                                                : "n iterations copy O(n²) bytes";
  } else {
    F.Why = "each one allocates a temporary for what its string already holds";
    F.Cost = Cost::PerIterationAllocation;
  }

  bool IsReachable = isReachableByOthers(B, Target);
  switch (Found.Kind) {
  case Form::Prepend:
    F.Remedy = !IsPadding ? "append the pieces in reverse order, or collect them and join them once"
                          : "insert as many as are missing at once, with 'insert(0, n, " +
                                Found.Padding + ")'";
    break;
  case Form::Rebuild:
    F.Remedy = "change it in place, with 'replace', 'insert' or 'erase'";
    break;
  case Form::Format:
    F.Remedy = "append the rest of it to the string instead";
    if (Found.Call && Found.Call->QualifiedName == "absl::StrCat") {
      F.Remedy = "append with 'absl::StrAppend'";
      // StrAppend forbids arguments that refer to its target.
      bool IsSafe = !Left->isTypeDependent() &&
                    llvm::none_of(llvm::drop_begin(Found.Call->Arguments), [&](const Expr *E) {
                      return mayTouch(B, E, Target, IsReachable);
                    });
      (IsSafe ? F.Safe : F.Unsafe) = strAppend(B, *Found.Call, Target, Left, Change);
    }
    break;
  case Form::Append:
    F.Remedy = Found.Appended.size() > 1 ? "append each operand with '+='" : "append with '+='";
    if (Found.Appended.empty())
      break;
    if (auto Edits = appendEach(B, {Change, Left, false, Found.Appended}); !Edits.empty()) {
      bool IsSafe =
          isLibraryString(Target.type()) && isSameAsAppends(B, Target, Found.Appended, Change);
      (IsSafe ? F.Safe : F.Unsafe) = Fix{F.Remedy, std::move(Edits)};
    }
    break;
  }
  report(std::move(F));
}

FASTIDIOUS_CHECK(
    ConcatInLoop,
    {
        .Name = "string-concat-in-loop",
        .Summary = "`s = s + x` in a loop copies the whole string on every iteration",
        .Cost = Cost::Quadratic,
        .Confidence = Confidence::High,
        .Since = "0.1",
        .Fix = FixKind::SafeOrUnsafe,
        .Options = {{"MinTripCount", OptionType::Integer, "4",
                     "Loops that are known to run fewer times than this are ignored."}},
        .Docs = R"md(
## Why

`s = s + x` builds a new string from a copy of `s`, assigns it, and throws the old one away. While
`s` grows, iteration *i* copies the *i* pieces that are already there: n iterations copy O(n²) bytes.
`s += x` copies `x` alone; the string's memory grows geometrically.

Reported are assignments to a string (`std::basic_string` of any character type and allocator, Boost's
and Folly's strings, `QString`, `QByteArray`, and classes derived from them), whether it is a variable,
a member, or reached through a pointer, a reference or a subscript, whose new value is

- a chain of `+` that begins with the string (`s = s + x + ","`), also as a branch of a conditional
  operator (`s = s.empty() ? x : s + "," + x`);
- a chain that has the string at another place (`s = x + s`), which puts text before it: `+=` cannot
  help there, so that the message recommends to append in reverse order or to join once, or, for a
  single character, to insert all of them at once; `s.insert(0, x)` is the same without the copy's
  allocation;
- a chain that puts the string together from parts of itself
  (`s = s.substr(0, i) + x + s.substr(j)`), for which there are `replace`, `insert` and `erase`;
- a call of `std::format`, `fmt::format`, `absl::StrCat`, `absl::StrFormat` and their like with the
  string among the arguments.

The place of the finding is the beginning of the assignment.

The string must outlive the iteration. A string that is declared in the loop's body, or that gets a new
value on every way from one evaluation of the assignment to the next (by `=`, `clear()`, a move, a call
such as `getline`), does not grow. Neither does one whose assignment is evaluated on the way out of the
loop only. Where each iteration changes another string (`for (auto &s : names) s = s + suffix;`), the
cost is a temporary and a copy for each of them, and the message says so.

## Example

```cpp bad
#include <string>
#include <vector>

std::string join(const std::vector<std::string> &words) {
  std::string line;
  for (const std::string &word : words)
    line = line + word + " ";
  return line;
}
```

```cpp good
#include <string>
#include <vector>

std::string join(const std::vector<std::string> &words) {
  std::string line;
  for (const std::string &word : words) {
    line += word;
    line += " ";
  }
  return line;
}
```

## Fix safety

The fix appends the operands after the first one by one. It is safe only if

- the target is of the library's own class, and every operand has a type that `+=` takes as it is;
- the value of the assignment is not used;
- no operand mentions the string, and none may refer to it under another name: a parameter
  `std::string &out` may be an element of a parameter `const std::vector<std::string> &in`;
- no operand after the first can throw while the string can still be seen: by a caller, by a handler of
  the same function. (An allocation that fails half-way is not considered.)

Otherwise the fix is offered as an unsafe one. There is no fix for prepending and for formatting, except
`absl::StrAppend` for `absl::StrCat`.

## Limitations

- A string that is passed to a function which may give it a new value (its name contains *get*, *read*,
  *next*, *parse* and so on) counts as reset; other functions are supposed to append.
- Loops made of `goto` and of recursion are not looked at, nor are algorithms that call a lambda.
- Code on which only a failure can follow (`LOG(FATAL)`, `throw`) is left alone: it runs at most once.
  So is a loop that makes a name which nobody has yet (`while (names.count(s)) s = s + "_";`): it
  nearly always ends at once; the digits of a number, put before each other; and padding to a
  constant width of at most 80 characters (`while (s.size() < 7) s = "0" + s;`).

## Measured

One string from words of 10 bytes each. clang 19, `-O2`, libstdc++ 12, x86-64; medians of 7
interleaved runs. Written by `tools/bench/run`.

| | before | after | before / after | allocations before | after |
|---|---|---|---|---|---|
| 10 words | 432 ns | 100 ns | 4.4 | 17 | 3 |
| 1,000 words | 158 us | 3.86 us | 41 | 1,997 | 10 |
| 30,000 words | 970 ms | 114 us | 8391 | 59,997 | 15 |

## References

- [`operator+`](https://en.cppreference.com/w/cpp/string/basic_string/operator%2B) and
  [`operator+=`](https://en.cppreference.com/w/cpp/string/basic_string/operator%2B%3D)
- clang-tidy's `performance-inefficient-string-concatenation` looks for plain variables only
)md",
    });

} // namespace
} // namespace fastidious

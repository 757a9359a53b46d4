#include "checks/support/CharacterReads.h"

#include "checks/knowledge/Streams.h"
#include "checks/support/Calls.h"
#include "checks/support/Flow.h"
#include "checks/support/Statements.h"
#include "checks/support/Streams.h"
#include "checks/support/TripCount.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace fastidious {
namespace {

/// A loop that runs no more often than this reads a field, not a stream.
constexpr uint64_t FieldLength = 16;

/// The stream or buffer that the istreambuf_iterator \p E reads; null for an end iterator.
const Expr *streamOfIterator(const Expr *E) {
  E = written(E);
  while (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    E = written(Cast->getSubExpr());
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return Construct->getNumArgs() == 1 ? written(Construct->getArg(0)) : nullptr;
  if (const auto *Construct = dyn_cast<CXXUnresolvedConstructExpr>(E))
    return Construct->getNumArgs() == 1 ? written(*Construct->arg_begin()) : nullptr;
  const VarDecl *Variable = variableOf(E);
  return Variable && Variable->getInit() ? streamOfIterator(Variable->getInit()) : nullptr;
}

bool isInserter(QualType T) {
  const CXXRecordDecl *Record = classOf(T);
  return Record && Record->getIdentifier() && Record->isInStdNamespace() &&
         isOneOf(Record->getName(), {"back_insert_iterator", "insert_iterator"});
}

/// The container of `std::back_inserter(c)`.
const Expr *insertedInto(const Expr *E) {
  auto Call = asFunctionCall(E);
  return Call && !Call->Arguments.empty() ? Call->Arguments[0] : nullptr;
}

/// The reads by iterators that \p E makes.
std::optional<CharacterRead> iteratorRead(const Body &B, const Expr *E) {
  const ASTContext &Context = B.context();
  CharacterRead Result{CharacterSource::Iterators, E};
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
    if (Construct->getNumArgs() < 2 || !isCharacterContainer(Construct->getType()) ||
        !isStreamIterator(Construct->getArg(0)->getType()) ||
        !isStreamIterator(Construct->getArg(1)->getType()))
      return std::nullopt;
    Result.Stream = streamOfIterator(Construct->getArg(0));
    // The expression as it is written, with the type that it names.
    const Stmt *Child = Construct;
    const Stmt *Parent = B.parent(Child);
    while (Parent && isa<ImplicitCastExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr,
                         ParenExpr, FullExpr, CXXFunctionalCastExpr>(Parent)) {
      if (isa<CXXFunctionalCastExpr>(Parent))
        Result.At = cast<Expr>(Parent);
      Child = Parent;
      Parent = B.parent(Parent);
    }
    if (const auto *Declaration = dyn_cast_or_null<DeclStmt>(Parent)) {
      for (const Decl *D : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(D);
            Variable && Variable->getInit() && B.contains(Variable->getInit(), Construct))
          Result.Into = Place::ofVariable(Variable);
    } else if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Parent);
               Operator && Operator->getOperator() == OO_Equal && Operator->getArg(1) == Child) {
      Result.Into = Place::of(Operator->getArg(0), Context);
    }
    return Result;
  }
  if (!isa<CallExpr>(E))
    return std::nullopt;
  if (auto Member = asMemberCall(E); Member && Member->Call == E) {
    unsigned Count = Member->Arguments.size();
    if (!isOneOf(Member->Name, {"assign", "append", "insert"}) || Count < 2 || !Member->Object ||
        !isStreamIterator(Member->Arguments[Count - 1]->getType()) ||
        !isStreamIterator(Member->Arguments[Count - 2]->getType()))
      return std::nullopt;
    QualType T = Member->Object->getType();
    if (!isCharacterContainer(Member->IsArrow ? T->getPointeeType() : T))
      return std::nullopt;
    Result.Stream = streamOfIterator(Member->Arguments[Count - 2]);
    Result.Into = Place::ofMemberObject(Member->Object, Member->IsArrow, Context);
    return Result;
  }
  llvm::SmallVector<const Expr *, 6> Arguments;
  std::string Name;
  if (auto Function = asFunctionCall(E); Function && Function->Call == E) {
    Name = Function->QualifiedName;
    Arguments.append(Function->Arguments.begin(), Function->Arguments.end());
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
             Operator && Operator->getOperator() == OO_Call) {
    // The algorithms of std::ranges are objects.
    if (const auto *Ref = dyn_cast<DeclRefExpr>(written(Operator->getArg(0))))
      Name = qualifiedName(*Ref->getDecl());
    for (unsigned I = 1; I < Operator->getNumArgs(); ++I)
      Arguments.push_back(Operator->getArg(I));
  }
  if (Arguments.size() < 2 || !isStreamIterator(written(Arguments[0])->getType()))
    return std::nullopt;
  if (isOneOf(Name, {"std::make_unique", "std::make_shared"})) {
    if (!isCharacterContainer(templateTypeArgument(E->getType(), 0)))
      return std::nullopt;
    Result.Stream = streamOfIterator(Arguments[0]);
    return Result;
  }
  StringRef Algorithm(Name);
  Algorithm.consume_front("std::ranges::") || Algorithm.consume_front("std::");
  if (!isOneOf(Algorithm, {"copy", "copy_n", "copy_if", "remove_copy", "remove_copy_if",
                           "replace_copy", "replace_copy_if", "transform"}))
    return std::nullopt;
  for (const Expr *Argument : Arguments)
    if (isInserter(written(Argument)->getType())) {
      const Expr *Container = insertedInto(Argument);
      if (!Container || !isCharacterContainer(Container->getType()))
        return std::nullopt;
      Result.Stream = streamOfIterator(Arguments[0]);
      Result.Into = Place::of(Container, Context);
      Result.IsPlain = Algorithm == "copy";
      return Result;
    }
  return std::nullopt;
}

/// A call that reads one character.
struct CharacterCall {
  CharacterSource Source;
  const CallExpr *Call;
  const Expr *Stream;
  /// The variable that receives the character, or null if it is the value of the call.
  const VarDecl *Variable = nullptr;
};

/// The variable `c` of an argument `&c`.
const VarDecl *addressedVariable(const Expr *E) {
  const auto *Address = dyn_cast<UnaryOperator>(withoutCasts(E));
  return Address && Address->getOpcode() == UO_AddrOf ? variableOf(Address->getSubExpr()) : nullptr;
}

/// Whether the body tells a stream to hand out white space.
bool keepsWhiteSpace(const Body &B) {
  return containsAny(B.statement(), [](const Stmt *S) {
    const auto *Ref = dyn_cast<DeclRefExpr>(S);
    if (Ref && Ref->getDecl()->getIdentifier() &&
        isOneOf(Ref->getDecl()->getName(), {"noskipws", "skipws"}))
      return Ref->getDecl()->getName() == "noskipws" || isa<VarDecl>(Ref->getDecl());
    const auto *Member = dyn_cast<MemberExpr>(S);
    return Member && Member->getMemberDecl()->getIdentifier() &&
           Member->getMemberDecl()->getName() == "unsetf";
  });
}

std::optional<CharacterCall> characterCall(const Body &B, const Expr *E) {
  const ASTContext &Context = B.context();
  const auto *Call = dyn_cast<CallExpr>(E);
  if (!Call)
    return std::nullopt;
  if (auto Member = asMemberCall(Call)) {
    if (!Member->Object)
      return std::nullopt;
    const Expr *Object = written(Member->Object);
    QualType T = Object->getType();
    if (Member->IsArrow)
      T = T->getPointeeType();
    if (T.isNull())
      return std::nullopt;
    if (isInputStream(T)) {
      if (Member->Name == "get" && Member->Arguments.empty())
        return CharacterCall{CharacterSource::Stream, Call, Object};
      if (Member->Name == "get" && Member->Arguments.size() == 1)
        if (const VarDecl *Variable = variableOf(Member->Arguments[0]);
            Variable && isByteOrCharacter(Variable->getType()))
          return CharacterCall{CharacterSource::Stream, Call, Object, Variable};
      if (isOneOf(Member->Name, {"read", "readsome"}) && Member->Arguments.size() == 2 &&
          constantInteger(Member->Arguments[1], Context) == 1)
        if (const VarDecl *Variable = addressedVariable(Member->Arguments[0]);
            Variable && isByteOrCharacter(Variable->getType()))
          return CharacterCall{CharacterSource::Stream, Call, Object, Variable};
      return std::nullopt;
    }
    if (isOneOf(Member->Name, {"sbumpc", "snextc"}) && Member->Arguments.empty() &&
        isStreamBuffer(T))
      return CharacterCall{CharacterSource::Buffer, Call, Object};
    if (Member->Name == "getChar" && Member->Arguments.size() == 1 && isQtDevice(T))
      return CharacterCall{CharacterSource::Device, Call, Object,
                           addressedVariable(Member->Arguments[0])};
    return std::nullopt;
  }
  if (auto Operator = asOperatorCall(Call)) {
    if (Operator->Operator != OO_GreaterGreater || Operator->Operands.size() != 2 ||
        !isInputStream(Operator->Operands[0]->getType()))
      return std::nullopt;
    const VarDecl *Variable = variableOf(Operator->Operands[1]);
    if (!Variable || !isByteOrCharacter(Variable->getType()) || !keepsWhiteSpace(B))
      return std::nullopt;
    return CharacterCall{CharacterSource::Stream, Call, written(Operator->Operands[0]), Variable};
  }
  auto Function = asFunctionCall(Call);
  if (!Function || !Function->Function)
    return std::nullopt;
  StringRef Name(Function->QualifiedName);
  Name.consume_front("std::");
  if (returnsCharacter(Name))
    return CharacterCall{CharacterSource::CFile, Call,
                         Function->Arguments.empty() ? nullptr : Function->Arguments[0]};
  if (Name == "fread" && Function->Arguments.size() == 4 &&
      constantInteger(Function->Arguments[1], Context) == 1 &&
      constantInteger(Function->Arguments[2], Context) == 1)
    if (const VarDecl *Variable = addressedVariable(Function->Arguments[0]))
      return CharacterCall{CharacterSource::CFile, Call, Function->Arguments[3], Variable};
  if (isOneOf(Name, {"read", "recv"}) && Function->Arguments.size() >= 3 &&
      constantInteger(Function->Arguments[2], Context) == 1)
    if (const VarDecl *Variable = addressedVariable(Function->Arguments[1]);
        Variable && isByteOrCharacter(Variable->getType()))
      return CharacterCall{CharacterSource::Descriptor, Call, Function->Arguments[0], Variable};
  return std::nullopt;
}

/// The variable that the value of \p Call is put into, or null.
const VarDecl *receiverOf(const Body &B, const CallExpr *Call) {
  const Stmt *Child = Call;
  const Stmt *Parent = B.parent(Child);
  while (Parent && isa<ParenExpr, CastExpr, FullExpr>(Parent)) {
    Child = Parent;
    Parent = B.parent(Parent);
  }
  if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(Parent);
      Assign && Assign->getOpcode() == BO_Assign && Assign->getRHS() == Child)
    return variableOf(Assign->getLHS());
  if (const auto *Declaration = dyn_cast_or_null<DeclStmt>(Parent))
    for (const Decl *D : Declaration->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D); Variable && Variable->getInit() == Child)
        return Variable;
  return nullptr;
}

/// An expression that adds one character to an object.
struct CharacterAppend {
  const Expr *Whole;
  std::optional<Place> Target;
  const Expr *Added;
};

std::optional<CharacterAppend> characterAppend(const Expr *E, const ASTContext &Context) {
  if (auto Operator = asOperatorCall(E); Operator && Operator->Whole == E) {
    if (Operator->Operands.size() != 2)
      return std::nullopt;
    QualType T = written(Operator->Operands[0])->getType();
    bool Appends = (Operator->Operator == OO_PlusEqual && isCharacterContainer(T)) ||
                   (Operator->Operator == OO_LessLess && isStringStream(T));
    if (!Appends)
      return std::nullopt;
    return CharacterAppend{E, Place::of(Operator->Operands[0], Context), Operator->Operands[1]};
  }
  auto Member = asMemberCall(E);
  if (!Member || Member->Call != E || !Member->Object || Member->Arguments.empty())
    return std::nullopt;
  QualType T = written(Member->Object)->getType();
  if (Member->IsArrow)
    T = T->getPointeeType();
  if (T.isNull())
    return std::nullopt;
  bool AppendsOne = Member->Arguments.size() == 1 &&
                    ((isOneOf(Member->Name, {"push_back", "emplace_back", "append"}) &&
                      isCharacterContainer(T)) ||
                     (Member->Name == "put" && isStringStream(T)));
  bool AppendsCounted = Member->Name == "append" && Member->Arguments.size() == 2 &&
                        isCharacterContainer(T) &&
                        constantInteger(Member->Arguments[0], Context) == 1;
  if (!AppendsOne && !AppendsCounted)
    return std::nullopt;
  return CharacterAppend{E, Place::ofMemberObject(Member->Object, Member->IsArrow, Context),
                         Member->Arguments.back()};
}

/// Whether \p S looks at the next character without taking it.
bool isPeek(const Stmt *S) {
  auto Member = asMemberCall(S);
  return Member && isOneOf(Member->Name, {"peek", "sgetc"});
}

/// What a condition that may end the loop asks.
class ExitCondition {
public:
  ExitCondition(const ASTContext &Context, const CharacterCall &Read, const VarDecl *Character,
                llvm::ArrayRef<const VarDecl *> Peeked)
      : Context(Context), Read(Read), Character(Character), Peeked(Peeked) {}

  /// The loop ends at this character, too.
  std::optional<char> Delimiter;

  /// Whether \p E only asks for the end of the input, for one delimiter, or for something that has
  /// nothing to do with the character read.
  bool accepts(const Expr *E) {
    E = written(E);
    if (const auto *Binary = dyn_cast<BinaryOperator>(E); Binary && Binary->isLogicalOp())
      return accepts(Binary->getLHS()) && accepts(Binary->getRHS());
    if (const auto *Comma = dyn_cast<BinaryOperator>(E); Comma && Comma->isCommaOp())
      return accepts(Comma->getRHS());
    if (const auto *Not = dyn_cast<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot)
      return accepts(Not->getSubExpr());
    bool IsPeek = containsAny(E, isPeek) || llvm::any_of(Peeked, [&](const VarDecl *Next) {
                    return mentionsVariable(E, Next);
                  });
    bool HasRead = containsAny(E, [&](const Stmt *S) { return S == Read.Call; });
    if (!IsPeek && !HasRead && !mentionsVariable(E, Character))
      return true;
    auto Operator = asOperatorCall(E);
    if (!Operator || Operator->Operands.size() != 2 || !isComparison(Operator->Operator))
      // The stream as a condition, or the return value of `getChar`.
      return HasRead && !mentionsOnlyAsValue(E);
    const Expr *Other = written(Operator->Operands[1]);
    bool IsMirrored = constantInteger(Operator->Operands[0], Context).has_value();
    if (IsMirrored)
      Other = written(Operator->Operands[0]);
    if (auto Call = asFunctionCall(Other))
      return StringRef(Call->QualifiedName).ends_with("::eof");
    auto Value = constantInteger(Other, Context);
    if (!Value)
      return false;
    // Counts of bytes read, and the end of the file.
    if (*Value == -1 || (HasRead && Read.Variable) ||
        (*Value == 0 && (Operator->Operator == OO_GreaterEqual || Operator->Operator == OO_Less)))
      return true;
    bool IsEquality = Operator->Operator == OO_EqualEqual || Operator->Operator == OO_ExclaimEqual;
    if (!IsEquality || (*Value != '\n' && *Value != 0))
      return false;
    Delimiter = static_cast<char>(*Value);
    return true;
  }

private:
  const ASTContext &Context;
  const CharacterCall &Read;
  const VarDecl *Character;
  llvm::ArrayRef<const VarDecl *> Peeked; ///< Variables with the character that is read next.

  static bool isComparison(OverloadedOperatorKind Operator) {
    switch (Operator) {
    case OO_EqualEqual:
    case OO_ExclaimEqual:
    case OO_Less:
    case OO_LessEqual:
    case OO_Greater:
    case OO_GreaterEqual:
      return true;
    default:
      return false;
    }
  }
  /// `while (c = in.get())` asks whether the character is zero, which is a delimiter of its own.
  bool mentionsOnlyAsValue(const Expr *E) const {
    return !Read.Variable && E->getType()->isIntegerType();
  }
};

bool leaves(const Stmt *S) {
  return containsAny(
      S, [](const Stmt *Part) { return isa<BreakStmt, ReturnStmt, GotoStmt, CXXThrowExpr>(Part); });
}

/// Whether the character may go through this call on its way into the container or in a filter.
bool isCharacterFunction(const Expr *E) {
  if (auto Member = asMemberCall(E))
    return false;
  auto Call = asFunctionCall(E);
  if (!Call)
    return false;
  return isOneOf(lastComponent(Call->QualifiedName),
                 {"tolower", "toupper", "to_char_type", "to_int_type", "eof", "isspace", "isprint",
                  "isalnum", "isalpha", "isdigit", "iscntrl", "not_eof", "eq_int_type"});
}

/// Whether every mention of \p Character in \p L but in the read and the append is in a comparison
/// with a constant or in a classification.
bool isOnlyFiltered(const Body &B, const Loop &L, const VarDecl *Character,
                    const CharacterCall &Read, const Expr *Append) {
  if (!Character)
    return true;
  for (const Use &U : usesOf(B, Place::ofVariable(Character), L.Statement)) {
    if (B.contains(Read.Call, U.Ref))
      continue;
    bool IsFine = false;
    for (const Stmt *S = B.parent(U.Ref); S && S != L.Statement; S = B.parent(S)) {
      if (isa<ParenExpr, CastExpr, FullExpr, MaterializeTemporaryExpr>(S))
        continue;
      if (S == Append) {
        IsFine = true;
        break;
      }
      const auto *E = dyn_cast<Expr>(S);
      if (!E)
        break;
      if (isCharacterFunction(E))
        IsFine = true;
      else if (const auto *Binary = dyn_cast<BinaryOperator>(E);
               Binary && (Binary->isComparisonOp() || Binary->isLogicalOp()))
        IsFine = true;
      else if (Binary && Binary->isAssignmentOp() && B.contains(Binary->getRHS(), Read.Call))
        IsFine = true;
      else if (!isa<BinaryOperator, UnaryOperator, ConditionalOperator>(E))
        break;
    }
    if (!IsFine)
      return false;
  }
  return true;
}

/// Whether \p Append is evaluated on its own or under a plain `if` in \p L.
bool isUnbranched(const Body &B, const Loop &L, const Expr *Append, bool &IsGuarded) {
  const Stmt *Child = Append;
  for (const Stmt *Parent = B.parent(Append); Parent && Parent != L.Statement;
       Child = Parent, Parent = B.parent(Parent)) {
    if (const auto *If = dyn_cast<IfStmt>(Parent)) {
      if (If->getElse() || If->getThen() != Child)
        return false;
      IsGuarded = true;
    } else if (!isa<CompoundStmt, FullExpr, ParenExpr>(Parent)) {
      return false;
    }
  }
  return true;
}

std::optional<CharacterRead> loopRead(const Body &B, const Loop &L, const CharacterCall &Read) {
  const ASTContext &Context = B.context();
  const VarDecl *Character = Read.Variable ? Read.Variable : receiverOf(B, Read.Call);
  std::vector<const Expr *> Expressions = expressionsOf(L.Statement);
  std::optional<CharacterAppend> Append;
  for (const Expr *E : Expressions) {
    auto Found = characterAppend(E, Context);
    if (!Found)
      continue;
    bool IsThisCharacter =
        Character ? mentionsVariable(Found->Added, Character) : B.contains(Found->Added, Read.Call);
    if (!IsThisCharacter)
      continue;
    if (Append || B.loopOf(E) != &L)
      return std::nullopt;
    Append = Found;
  }
  if (!Append || !Append->Target)
    return std::nullopt;
  // The container belongs to the iteration: each holds one piece of what is read.
  const auto *Root = dyn_cast_or_null<VarDecl>(Append->Target->root());
  if (Root && B.context().getSourceManager().isPointWithin(
                  Root->getLocation(), L.Statement->getBeginLoc(), L.Statement->getEndLoc()))
    return std::nullopt;
  for (const Use &U : usesOf(B, *Append->Target, L.Statement))
    if (!B.contains(Append->Whole, U.Ref) &&
        !isOneOf(U.Member, {"size", "length", "empty", "reserve", "capacity", "max_size"}))
      return std::nullopt;
  bool IsGuarded = false;
  if (!isUnbranched(B, L, Append->Whole, IsGuarded) ||
      !isOnlyFiltered(B, L, Character, Read, Append->Whole))
    return std::nullopt;
  llvm::SmallVector<const VarDecl *, 2> Peeked;
  for (const Expr *E : Expressions)
    if (const auto *Call = dyn_cast<CallExpr>(E); Call && isPeek(Call))
      if (const VarDecl *Next = receiverOf(B, Call))
        Peeked.push_back(Next);
  ExitCondition Exit(Context, Read, Character, Peeked);
  if (const Expr *Condition = conditionOf(L.Statement); Condition && !Exit.accepts(Condition))
    return std::nullopt;
  bool IsRefused = containsAny(L.LoopBody, [&](const Stmt *S) {
    if (isa<SwitchStmt>(S))
      return true;
    const auto *If = dyn_cast<IfStmt>(S);
    return If && (leaves(If->getThen()) || leaves(If->getElse())) && !Exit.accepts(If->getCond());
  });
  if (IsRefused || (Exit.Delimiter && Read.Source == CharacterSource::Descriptor))
    return std::nullopt;
  auto Count = tripCount(B, L);
  if ((Count && Count->Constant && *Count->Constant <= FieldLength) || runsAtMostOnce(B, L))
    return std::nullopt;
  // `while (tag.size() < 4)`
  auto Size =
      Append->Target ? sizeAtEnd(conditionOf(L.Statement), *Append->Target, Context) : std::nullopt;
  if (Size && *Size <= static_cast<int64_t>(FieldLength))
    return std::nullopt;
  CharacterRead Result{Read.Source, Read.Call, Read.Stream};
  Result.Into = Append->Target;
  Result.Loop = L.Statement;
  Result.Append = Append->Whole;
  Result.Character = Character;
  Result.Delimiter = Exit.Delimiter;
  const auto *OnlyExpression = dyn_cast_or_null<Expr>(onlyStatement(L.LoopBody));
  Result.IsPlain = !IsGuarded && OnlyExpression && written(OnlyExpression) == Append->Whole &&
                   variableOf(withoutCasts(Append->Added)) == Character && Character;
  return Result;
}

} // namespace

std::vector<CharacterRead> characterReads(const Body &B) {
  std::vector<CharacterRead> Result;
  llvm::SmallVector<CharacterCall, 4> Calls;
  for (const Expr *E : expressionsOfBody(B)) {
    if (auto Read = iteratorRead(B, E))
      Result.push_back(*Read);
    else if (auto Call = characterCall(B, E))
      Calls.push_back(*Call);
  }
  for (const CharacterCall &Call : Calls) {
    const Loop *L = B.loopOf(Call.Call);
    if (!L)
      continue;
    // A loop that reads in several places takes the input apart.
    bool IsOnlyRead = llvm::none_of(Calls, [&](const CharacterCall &Other) {
      return Other.Call != Call.Call && B.contains(L->Statement, Other.Call);
    });
    if (IsOnlyRead)
      if (auto Read = loopRead(B, *L, Call))
        Result.push_back(*Read);
  }
  return Result;
}

} // namespace fastidious

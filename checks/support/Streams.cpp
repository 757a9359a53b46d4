#include "checks/support/Streams.h"

#include "checks/knowledge/Streams.h"
#include "checks/support/Calls.h"
#include "checks/support/Flow.h"
#include "checks/support/Statements.h"
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

/// Whether \p Record is one of the classes \p Names or derived from one.
bool isOrDerivesFrom(const CXXRecordDecl *Record, llvm::ArrayRef<StringRef> Names,
                     unsigned Depth = 0) {
  if (!Record || Depth > 6)
    return false;
  if (Record->getIdentifier() && llvm::is_contained(Names, qualifiedName(*Record)))
    return true;
  const CXXRecordDecl *Definition = Record->getDefinition();
  return Definition && llvm::any_of(Definition->bases(), [&](const CXXBaseSpecifier &Base) {
           return isOrDerivesFrom(classOf(Base.getType()), Names, Depth + 1);
         });
}

void collectExpressions(const Stmt *S, std::vector<const Expr *> &Out) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *E = dyn_cast<Expr>(S))
    Out.push_back(E);
  // The statements that clang adds to a range-for repeat what is written.
  if (const auto *For = dyn_cast<CXXForRangeStmt>(S)) {
    collectExpressions(For->getInit(), Out);
    collectExpressions(For->getRangeInit(), Out);
    collectExpressions(For->getBody(), Out);
    return;
  }
  for (const Stmt *Child : S->children())
    collectExpressions(Child, Out);
}

/// All that \p B evaluates, the initialisers of a constructor included.
std::vector<const Expr *> expressionsOfBody(const Body &B) {
  std::vector<const Expr *> Result;
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&B.function()))
    for (const CXXCtorInitializer *Initializer : Constructor->inits())
      if (Initializer->isWritten())
        collectExpressions(Initializer->getInit(), Result);
  collectExpressions(B.statement(), Result);
  return Result;
}

std::optional<int64_t> constantOf(const Expr *E, const ASTContext &Context) {
  Expr::EvalResult Value;
  if (!E || E->isValueDependent() || !E->getType()->isIntegralOrEnumerationType() ||
      !E->EvaluateAsInt(Value, Context))
    return std::nullopt;
  return Value.Val.getInt().getExtValue();
}

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
          constantOf(Member->Arguments[1], Context) == 1)
        if (const VarDecl *Variable = addressedVariable(Member->Arguments[0]);
            Variable && isByteOrCharacter(Variable->getType()))
          return CharacterCall{CharacterSource::Stream, Call, Object, Variable};
      return std::nullopt;
    }
    if (isOneOf(Member->Name, {"sbumpc", "snextc"}) && Member->Arguments.empty() &&
        isOrDerivesFrom(classOf(T), {"std::basic_streambuf"}))
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
      constantOf(Function->Arguments[1], Context) == 1 &&
      constantOf(Function->Arguments[2], Context) == 1)
    if (const VarDecl *Variable = addressedVariable(Function->Arguments[0]))
      return CharacterCall{CharacterSource::CFile, Call, Function->Arguments[3], Variable};
  if (isOneOf(Name, {"read", "recv"}) && Function->Arguments.size() >= 3 &&
      constantOf(Function->Arguments[2], Context) == 1)
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
                        isCharacterContainer(T) && constantOf(Member->Arguments[0], Context) == 1;
  if (!AppendsOne && !AppendsCounted)
    return std::nullopt;
  return CharacterAppend{E, Place::ofMemberObject(Member->Object, Member->IsArrow, Context),
                         Member->Arguments.back()};
}

/// What a condition that may end the loop asks.
class ExitCondition {
public:
  ExitCondition(const ASTContext &Context, const CharacterCall &Read, const VarDecl *Character)
      : Context(Context), Read(Read), Character(Character) {}

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
    bool IsPeek = containsAny(E, [](const Stmt *S) {
      auto Member = asMemberCall(S);
      return Member && isOneOf(Member->Name, {"peek", "sgetc"});
    });
    bool HasRead = containsAny(E, [&](const Stmt *S) { return S == Read.Call; });
    if (!IsPeek && !HasRead && !mentionsVariable(E, Character))
      return true;
    auto Operator = asOperatorCall(E);
    if (!Operator || Operator->Operands.size() != 2 || !isComparison(Operator->Operator))
      // The stream as a condition, or the return value of `getChar`.
      return HasRead && !mentionsOnlyAsValue(E);
    const Expr *Other = written(Operator->Operands[1]);
    bool IsMirrored = constantOf(Operator->Operands[0], Context).has_value();
    if (IsMirrored)
      Other = written(Operator->Operands[0]);
    if (auto Call = asFunctionCall(Other))
      return StringRef(Call->QualifiedName).ends_with("::eof");
    auto Value = constantOf(Other, Context);
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
  ExitCondition Exit(Context, Read, Character);
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
  CharacterRead Result{Read.Source, Read.Call, Read.Stream};
  Result.Into = Append->Target;
  Result.Loop = L.Statement;
  Result.Append = Append->Whole;
  Result.Character = Character;
  Result.Delimiter = Exit.Delimiter;
  const auto *Block = dyn_cast<CompoundStmt>(L.LoopBody);
  const Stmt *Only = !Block ? L.LoopBody : Block->size() == 1 ? Block->body_front() : nullptr;
  const auto *OnlyExpression = dyn_cast_or_null<Expr>(Only);
  Result.IsPlain = !IsGuarded && OnlyExpression && written(OnlyExpression) == Append->Whole &&
                   variableOf(withoutCasts(Append->Added)) == Character && Character;
  return Result;
}

/// Whether \p E is, or comes from, the size of a whole file.
bool isWholeSize(const Body &B, const Expr *E, unsigned Depth = 0) {
  if (!E || Depth > 3)
    return false;
  return containsAny(E, [&](const Stmt *S) {
    if (const auto *Member = dyn_cast<MemberExpr>(S);
        Member && Member->getMemberDecl()->getIdentifier() &&
        isOneOf(Member->getMemberDecl()->getName(), {"st_size", "tellg"}))
      return true;
    if (auto Call = asFunctionCall(S)) {
      if (isOneOf(lastComponent(Call->QualifiedName),
                  {"file_size", "ftell", "ftello", "fileSize", "filelength", "_filelength"}))
        return true;
    }
    // `&v[0], v.size()`: the size that v was given.
    if (auto Member = asMemberCall(S); Member && Member->Object && Member->Name == "size" &&
                                       isa<Expr>(S) && cast<Expr>(S) == Member->Call) {
      const VarDecl *Variable = variableOf(Member->Object);
      if (!Variable)
        return false;
      if (Variable->getInit() && isWholeSize(B, Variable->getInit(), Depth + 1))
        return true;
      return llvm::any_of(usesOf(B, Place::ofVariable(Variable), B.statement()), [&](const Use &U) {
        auto Resize = asMemberCall(U.User);
        return Resize && isOneOf(Resize->Name, {"resize", "assign"}) &&
               !Resize->Arguments.empty() && isWholeSize(B, Resize->Arguments[0], Depth + 1);
      });
    }
    const auto *Ref = dyn_cast<DeclRefExpr>(S);
    const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Variable || !Variable->hasLocalStorage() || isa<ParmVarDecl>(Variable))
      return false;
    if (Variable->getType()->isIntegerType() || !containerFact(Variable->getType())) {
      if (Variable->getInit() && isWholeSize(B, Variable->getInit(), Depth + 1))
        return true;
      return llvm::any_of(usesOf(B, Place::ofVariable(Variable), B.statement()), [&](const Use &U) {
        const auto *Assign = dyn_cast_or_null<BinaryOperator>(U.User);
        return U.Kind == UseKind::Overwrite && Assign &&
               isWholeSize(B, Assign->getRHS(), Depth + 1);
      });
    }
    return false;
  });
}

/// The variable whose memory the pointer \p E leads to: `&v[0]`, `v.data()`, `buffer.get()`.
const VarDecl *bufferVariable(const Expr *E) {
  for (int I = 0; E && I < 6; ++I) {
    E = withoutCasts(E);
    if (const VarDecl *Variable = variableOf(E))
      return Variable;
    if (auto Member = asMemberCall(E)) {
      if (!isOneOf(Member->Name, {"data", "get", "begin", "front"}))
        return nullptr;
      E = Member->Object;
    } else if (auto Operator = asOperatorCall(E);
               Operator && !Operator->Operands.empty() &&
               (Operator->Operator == OO_Amp || Operator->Operator == OO_Subscript ||
                Operator->Operator == OO_Star)) {
      E = Operator->Operands[0];
    } else {
      return nullptr;
    }
  }
  return nullptr;
}

/// The variable that \p E appends \p Piece to, if it does.
const VarDecl *appendTarget(const Expr *E, const VarDecl *Piece, const ASTContext &Context) {
  const Expr *Object = nullptr;
  bool HasPiece = false;
  if (auto Operator = asOperatorCall(E); Operator && Operator->Whole == E) {
    if (Operator->Operands.size() != 2)
      return nullptr;
    const Expr *Left = written(Operator->Operands[0]);
    HasPiece = mentionsVariable(Operator->Operands[1], Piece);
    // `text << line << '\n'`.
    for (auto Inner = asOperatorCall(Left);
         Operator->Operator == OO_LessLess && Inner && Inner->Operator == OO_LessLess &&
         Inner->Operands.size() == 2;
         Inner = asOperatorCall(Left)) {
      HasPiece |= mentionsVariable(Inner->Operands[1], Piece);
      Left = written(Inner->Operands[0]);
    }
    QualType T = Left->getType();
    if ((Operator->Operator == OO_PlusEqual && isCharacterContainer(T)) ||
        (Operator->Operator == OO_LessLess && isStringStream(T)))
      Object = Left;
  } else if (auto Member = asMemberCall(E);
             Member && Member->Call == E && !Member->IsArrow && Member->Object) {
    HasPiece = llvm::any_of(
        Member->Arguments, [&](const Expr *Argument) { return mentionsVariable(Argument, Piece); });
    if (isOneOf(Member->Name, {"append", "push_back", "emplace_back", "insert", "write"}) &&
        (containerFact(Member->Object->getType()) || isStringStream(Member->Object->getType())))
      Object = Member->Object;
  }
  if (!Object || !HasPiece)
    return nullptr;
  auto Target = Place::of(Object, Context);
  return Target ? Target->variable() : nullptr;
}

/// The variable outside of \p L that \p L only appends \p Piece to.
const VarDecl *collectedInto(const Body &B, const Loop &L, const VarDecl *Piece) {
  const VarDecl *Result = nullptr;
  llvm::SmallVector<const Expr *, 4> Appends;
  for (const Expr *E : expressionsOf(L.LoopBody)) {
    const VarDecl *Target = appendTarget(E, Piece, B.context());
    if (!Target || Target == Piece)
      continue;
    if (Result && Target != Result)
      return nullptr;
    Result = Target;
    Appends.push_back(E);
  }
  if (!Result || B.context().getSourceManager().isPointWithin(
                     Result->getLocation(), L.Statement->getBeginLoc(), L.Statement->getEndLoc()))
    return nullptr;
  for (const Use &U : usesOf(B, Place::ofVariable(Result), L.Statement)) {
    bool IsAppend = llvm::any_of(Appends, [&](const Expr *E) { return B.contains(E, U.Ref); });
    // A separator after each piece.
    bool IsSeparator = isOneOf(U.Member, {"push_back", "operator+=", "append", "operator<<"});
    if (!IsAppend && !IsSeparator && !isOneOf(U.Member, {"size", "length", "empty", "reserve"}))
      return nullptr;
  }
  // Whatever else looks at the piece processes it as it comes.
  for (const Use &U : usesOf(B, Place::ofVariable(Piece), L.LoopBody)) {
    bool IsAppend = llvm::any_of(Appends, [&](const Expr *E) { return B.contains(E, U.Ref); });
    if (!IsAppend && !isOneOf(U.Member, {"empty", "clear", "data", "size", "pop_back", "back"}) &&
        U.Kind != UseKind::PassToCall)
      return nullptr;
  }
  return Result;
}

/// The contents that a function returns, if all that it does is to read them.
bool returnsSlurp(const Body &B);

class SlurpFinder {
public:
  SlurpFinder(const Body &B, bool SeesCalls) : B(B), Context(B.context()), SeesCalls(SeesCalls) {}

  std::vector<Slurp> run() {
    for (const CharacterRead &Read : characterReads(B))
      addCharacters(Read);
    for (const Expr *E : expressionsOfBody(B))
      addExpression(E);
    for (const Loop &L : B.loops())
      addLoop(L);
    return std::move(Result);
  }

private:
  const Body &B;
  const ASTContext &Context;
  bool SeesCalls;
  std::vector<Slurp> Result;

  static bool isOutsideMemory(const Expr *Stream) {
    return !Stream ||
           !isStringStream(Stream->getType()->isPointerType() ? Stream->getType()->getPointeeType()
                                                              : Stream->getType());
  }

  void add(Slurp Found) {
    if (!Found.Variable && !Found.IsValue)
      return;
    if (Found.Variable && (!Found.Variable->hasLocalStorage() || isa<ParmVarDecl>(Found.Variable) ||
                           Found.Variable->getType()->isReferenceType()))
      return;
    Result.push_back(Found);
  }

  void addCharacters(const CharacterRead &Read) {
    if (!isOutsideMemory(Read.Stream) || Read.Delimiter)
      return;
    Slurp Found{SlurpForm::Characters, Read.At, Read.Stream};
    if (Read.Into) {
      Found.Variable = Read.Into->variable();
    } else {
      Found.IsValue = isa<CXXConstructExpr, CXXFunctionalCastExpr>(Read.At);
    }
    Found.Statement = Read.Loop ? Read.Loop : static_cast<const Stmt *>(Read.At);
    add(Found);
  }

  void addExpression(const Expr *E) {
    if (auto Operator = asOperatorCall(E); Operator && Operator->Whole == E) {
      addBufferRead(*Operator);
      return;
    }
    const auto *Call = dyn_cast<CallExpr>(E);
    if (!Call)
      return;
    if (auto Member = asMemberCall(E); Member && Member->Object) {
      Member->Object = written(Member->Object);
      QualType T = Member->Object->getType();
      if (Member->IsArrow)
        T = T->getPointeeType();
      if (T.isNull())
        return;
      if (Member->Name == "read" && Member->Arguments.size() == 2 && isInputStream(T) &&
          !isStringStream(T) && isWholeSize(B, Member->Arguments[1]))
        add({SlurpForm::Sized, E, Member->Object, bufferVariable(Member->Arguments[0]), false, E});
      else if (Member->Name == "readAll" && Member->Arguments.empty() && isQtDevice(T))
        add({SlurpForm::Returned, E, Member->Object, nullptr, true, E});
      else
        addCallOfUser(Call);
      return;
    }
    auto Function = asFunctionCall(E);
    if (!Function)
      return;
    StringRef Name(Function->QualifiedName);
    const auto &Arguments = Function->Arguments;
    if (Name == "std::getline" && Arguments.size() == 3) {
      auto Delimiter = constantOf(Arguments[2], Context);
      const Loop *L = B.loopOf(E);
      const Expr *Condition = L ? conditionOf(L->Statement) : nullptr;
      if (Delimiter == 0 && isOutsideMemory(Arguments[0]) &&
          !(Condition && B.contains(Condition, E)))
        add({SlurpForm::Delimited, E, Arguments[0], variableOf(Arguments[1]), false, E});
      return;
    }
    Name.consume_front("std::");
    if (Name == "fread" && Arguments.size() == 4 &&
        (isWholeSize(B, Arguments[1]) || isWholeSize(B, Arguments[2])))
      add({SlurpForm::Sized, E, Arguments[3], bufferVariable(Arguments[0]), false, E});
    else if (Name == "read" && Arguments.size() == 3 && isWholeSize(B, Arguments[2]))
      add({SlurpForm::Sized, E, Arguments[0], bufferVariable(Arguments[1]), false, E});
    else
      addCallOfUser(Call);
  }

  /// `memory << in.rdbuf()` and `in >> memory.rdbuf()`.
  void addBufferRead(const OperatorCall &Operator) {
    if (Operator.Operands.size() != 2)
      return;
    const Expr *Memory = nullptr, *Buffer = nullptr;
    if (Operator.Operator == OO_LessLess) {
      Memory = Operator.Operands[0];
      Buffer = Operator.Operands[1];
    } else if (Operator.Operator == OO_GreaterGreater) {
      Memory = Operator.Operands[1];
      Buffer = Operator.Operands[0];
    } else {
      return;
    }
    auto Call = asMemberCall(Operator.Operands[1]);
    if (!Call || Call->Name != "rdbuf" || !Call->Arguments.empty() || !Call->Object)
      return;
    if (Operator.Operator == OO_LessLess)
      Buffer = Call->Object;
    else
      Memory = Call->Object;
    // Without the conversion to the base class that declares the function.
    Buffer = written(Buffer);
    Memory = written(Memory);
    QualType BufferType = Buffer->getType();
    if (BufferType->isPointerType())
      BufferType = BufferType->getPointeeType();
    if (!isStringStream(Memory->getType()) || !isInputStream(BufferType) ||
        isStringStream(BufferType))
      return;
    add({SlurpForm::Buffer, Operator.Whole, Buffer, variableOf(Memory), false, Operator.Whole});
  }

  /// A call of a function of this translation unit that reads all and returns it.
  void addCallOfUser(const CallExpr *Call) {
    const FunctionDecl *Callee = SeesCalls ? Call->getDirectCallee() : nullptr;
    if (!Callee || isa<CXXOperatorCallExpr>(Call) ||
        !isCharacterContainer(Callee->getReturnType()) ||
        Callee->getReturnType()->isReferenceType())
      return;
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    const FunctionDecl *Definition = nullptr;
    if ((Method && Method->isVirtual()) || !Callee->hasBody(Definition))
      return;
    const Body *CalleeBody = bodyOf(*Definition, B.context());
    if (CalleeBody && CalleeBody != &B && returnsSlurp(*CalleeBody))
      add({SlurpForm::Returned, Call, nullptr, nullptr, true, Call});
  }

  void addLoop(const Loop &L) {
    if (runsAtMostOnce(B, L))
      return;
    const Expr *Condition = conditionOf(L.Statement);
    for (const Expr *E : expressionsOf(L.Statement)) {
      if (B.loopOf(E) != &L)
        continue;
      if (auto Function = asFunctionCall(E); Function && Function->Call == E) {
        StringRef Name(Function->QualifiedName);
        const auto &Arguments = Function->Arguments;
        if (Name == "std::getline") {
          bool IsLine = Arguments.size() == 2 ||
                        (Arguments.size() == 3 && constantOf(Arguments[2], Context) == '\n');
          if (IsLine && Condition && B.contains(Condition, E) && isOutsideMemory(Arguments[0]))
            addPieces(SlurpForm::Lines, L, E, Arguments[0], variableOf(Arguments[1]));
          continue;
        }
        Name.consume_front("std::");
        if (!fillsBuffer(Name) || Arguments.size() < 3)
          continue;
        bool IsFile = Name.starts_with("f");
        addPieces(SlurpForm::Chunks, L, E, IsFile ? Arguments.back() : Arguments[0],
                  bufferVariable(Arguments[IsFile ? 0 : 1]));
        continue;
      }
      auto Member = asMemberCall(E);
      if (!Member || Member->Call != E || !Member->Object || Member->Arguments.size() < 2)
        continue;
      Member->Object = written(Member->Object);
      QualType T = Member->Object->getType();
      if (Member->IsArrow)
        T = T->getPointeeType();
      if (isOneOf(Member->Name, {"read", "readsome", "getline"}) && !T.isNull() &&
          isInputStream(T) && !isStringStream(T))
        addPieces(Member->Name == "getline" ? SlurpForm::Lines : SlurpForm::Chunks, L, E,
                  Member->Object, bufferVariable(Member->Arguments[0]));
    }
  }

  void addPieces(SlurpForm Form, const Loop &L, const Expr *E, const Expr *Stream,
                 const VarDecl *Piece) {
    if (const VarDecl *Target = Piece ? collectedInto(B, L, Piece) : nullptr)
      add({Form, E, Stream, Target, false, L.Statement});
  }
};

bool returnsSlurp(const Body &B) {
  std::vector<Slurp> Found = SlurpFinder(B, /*SeesCalls=*/false).run();
  if (Found.empty())
    return false;
  bool HasContents = false;
  bool OnlyContents = !containsAny(B.statement(), [&](const Stmt *S) {
    const auto *Return = dyn_cast<ReturnStmt>(S);
    if (!Return || !Return->getRetValue())
      return Return != nullptr;
    const Expr *Value = written(Return->getRetValue());
    while (isa<ExplicitCastExpr>(Value))
      Value = written(cast<ExplicitCastExpr>(Value)->getSubExpr());
    if (isMove(Value))
      Value = written(cast<CallExpr>(Value)->getArg(0));
    if (auto Text = asMemberCall(Value); Text && Text->Name == "str" && Text->Object) {
      Value = written(Text->Object);
      if (const Expr *Moved = nullptr; isMove(Value, &Moved) && Moved)
        Value = Moved;
    }
    for (const Slurp &S : Found)
      if ((S.IsValue && B.contains(Return, S.At)) ||
          (S.Variable && variableOf(Value) == S.Variable)) {
        HasContents = true;
        return false;
      }
    // What is returned where nothing could be read.
    const auto *Construct = dyn_cast<CXXConstructExpr>(Value);
    bool IsEmpty = isa<StringLiteral>(Value) || isa<InitListExpr>(Value) ||
                   (Construct && (Construct->getNumArgs() == 0 ||
                                  isa<StringLiteral>(written(Construct->getArg(0)))));
    return !IsEmpty;
  });
  return HasContents && OnlyContents;
}

} // namespace

bool isInputStream(QualType T) {
  return isOrDerivesFrom(classOf(T), {"std::basic_istream"});
}

bool isOutputStream(QualType T) {
  return isOrDerivesFrom(classOf(T), {"std::basic_ostream"});
}

bool isStringStream(QualType T) {
  return isOrDerivesFrom(classOf(T), {"std::basic_stringstream", "std::basic_istringstream",
                                      "std::basic_ostringstream", "std::basic_ispanstream",
                                      "std::basic_spanstream"});
}

bool isQtDevice(QualType T) {
  return isOrDerivesFrom(classOf(T), {"QIODevice", "QTextStream"});
}

bool isStreamIterator(QualType T) {
  const CXXRecordDecl *Record = classOf(T);
  return Record && Record->getIdentifier() && Record->getName() == "istreambuf_iterator" &&
         Record->isInStdNamespace();
}

bool isCharacterContainer(QualType T) {
  const ContainerFact *Fact = containerFact(T);
  if (!Fact || !Fact->has(Contiguous) || Fact->has(IsView) || Fact->has(FixedSize))
    return false;
  return Fact->has(IsString) || isByteOrCharacter(templateTypeArgument(T, 0));
}

bool isWrittenThrough(const Body &B, const Stmt *S) {
  return namesStandard(B.enclosingStatement(S), {"endl", "flush", "cerr", "wcerr"});
}

std::vector<const Expr *> expressionsOf(const Stmt *Within) {
  std::vector<const Expr *> Result;
  collectExpressions(Within, Result);
  return Result;
}

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

std::vector<Slurp> slurpsOf(const Body &B) {
  return SlurpFinder(B, /*SeesCalls=*/true).run();
}

} // namespace fastidious

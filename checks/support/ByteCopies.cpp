#include "checks/support/ByteCopies.h"

#include "checks/support/Place.h"
#include "checks/support/SmallStrings.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/TripCount.h"
#include "checks/support/Types.h"

using namespace clang;

namespace fastidious {

bool isViewClass(QualType T) {
  if (T.isNull())
    return false;
  if (const ContainerFact *Fact = containerFact(T))
    return Fact->has(IsView);
  const CXXRecordDecl *Record = classOf(T);
  if (!Record || !Record->getIdentifier())
    return false;
  static constexpr llvm::StringLiteral Names[] = {
      "Slice",        "StringPiece", "StringRef", "StringView",  "string_view", "cstring_view",
      "zstring_view", "ByteView",    "ByteSpan",  "ConstBuffer", "string_ref",  "StrView"};
  return llvm::is_contained(Names, Record->getName());
}

const Expr *withoutPointerCasts(const Expr *E) {
  E = written(E);
  while (const auto *Cast = dyn_cast<ExplicitCastExpr>(E)) {
    if (!Cast->getType()->isPointerType())
      break;
    E = written(Cast->getSubExpr());
  }
  return E;
}

bool isGlobalClass(QualType T, StringRef Name) {
  const CXXRecordDecl *Record = classOf(T);
  return Record && Record->getIdentifier() && Record->getName() == Name &&
         Record->getDeclContext()->getRedeclContext()->isTranslationUnit();
}

QualType byteElement(QualType T, const ASTContext &Context) {
  const ContainerFact *Fact = containerFact(T);
  if (!Fact || !Fact->has(Contiguous))
    return {};
  if (isGlobalClass(T, "QByteArray"))
    return Context.CharTy;
  QualType Element = templateTypeArgument(T, 0);
  if (Element.isNull() || Fact->Name == "llvm::StringRef")
    return {};
  return Element;
}

std::optional<MemberCall> iteratedObject(const Expr *E, const Expr *&Offset) {
  E = written(E);
  while (auto Sum = asOperatorCall(E)) {
    if ((Sum->Operator != OO_Plus && Sum->Operator != OO_Minus) || Sum->Operands.size() != 2)
      return std::nullopt;
    Offset = Sum->Operator == OO_Plus && !Offset ? Sum->Operands[1] : nullptr;
    E = written(Sum->Operands[0]);
  }
  auto Call = asMemberCall(E);
  if (!Call || !Call->Object || !Call->Arguments.empty() ||
      !isOneOf(Call->Name, {"begin", "cbegin", "end", "cend"}))
    return std::nullopt;
  return Call;
}

namespace {

/// Completes \p Result for a copy of all of \p Object into text of \p Character.
bool fromObject(ByteCopy &Result, const Expr *Object, bool IsArrow, QualType Character,
                const ASTContext &Context) {
  QualType T = Object->getType();
  if (IsArrow)
    T = T->getPointeeType();
  if (T.isNull())
    return false;
  Result.Source = Object;
  Result.IsArrow = IsArrow;
  QualType Element = byteElement(T, Context);
  if (Element.isNull())
    return false;
  bool IsSame = Element->getCanonicalTypeUnqualified() == Character->getCanonicalTypeUnqualified();
  if (isStdText(T) && IsSame) {
    Result.From = isStdString(T) ? CopyOrigin::String : CopyOrigin::View;
    return true;
  }
  Result.From = CopyOrigin::Bytes;
  // Other elements narrow, or cannot be read through the other type.
  return isByteLike(Element) && isByteLike(Character);
}

/// `X.begin(), X.end()` or `X.data(), X.size()` for one object X.
bool fromWholeRange(ByteCopy &Result, const Expr *First, const Expr *Second, QualType Character,
                    const ASTContext &Context) {
  auto Begin = asMemberCall(withoutPointerCasts(First)), End = asMemberCall(Second);
  if (!Begin || !End || !Begin->Object || !End->Object || !Begin->Arguments.empty() ||
      !End->Arguments.empty())
    return false;
  bool IsRange = isOneOf(Begin->Name, {"begin", "cbegin"}) && isOneOf(End->Name, {"end", "cend"});
  bool IsData = isOneOf(Begin->Name, {"data", "c_str", "constData"}) &&
                isOneOf(End->Name, {"size", "length"});
  return (IsRange || IsData) && Begin->IsArrow == End->IsArrow &&
         sameExpression(Begin->Object, End->Object, Context) &&
         fromObject(Result, Begin->Object, Begin->IsArrow, Character, Context);
}

/// A part of a container, as a pair of iterators.
bool fromPartOfRange(ByteCopy &Result, const Expr *First, const Expr *Second, QualType Character,
                     const ASTContext &Context) {
  const Expr *From = nullptr, *To = nullptr;
  auto Begin = iteratedObject(First, From), End = iteratedObject(Second, To);
  if (!Begin || !End || Begin->IsArrow != End->IsArrow ||
      !sameExpression(Begin->Object, End->Object, Context) ||
      !fromObject(Result, Begin->Object, Begin->IsArrow, Character, Context))
    return false;
  Result.From = CopyOrigin::Range;
  return true;
}

/// The construction that \p E is or wraps.
const CXXConstructExpr *constructionIn(const Expr *E) {
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
    E = Cast->getSubExpr();
  else if (const auto *Cast = dyn_cast<CXXStaticCastExpr>(E))
    E = Cast->getSubExpr();
  while (true) {
    if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E))
      E = Bound->getSubExpr();
    else if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E))
      E = Cast->getSubExpr();
    else
      break;
  }
  return dyn_cast<CXXConstructExpr>(E);
}

/// Whether \p Method only makes a string of the bytes that its object has: `return
/// std::string(c_str(), size());`.
bool copiesOwnBytes(const CXXMethodDecl &Method) {
  const Stmt *Body = Method.getNumParams() == 0 ? Method.getBody() : nullptr;
  const auto *Return = Body ? dyn_cast_or_null<ReturnStmt>(onlyStatement(Body)) : nullptr;
  const CXXConstructExpr *Construct =
      Return && Return->getRetValue() ? constructionIn(written(Return->getRetValue())) : nullptr;
  if (!Construct || !isStdString(Construct->getType()))
    return false;
  llvm::SmallVector<StringRef, 2> Parts;
  for (const Expr *Argument : Construct->arguments()) {
    if (isa<CXXDefaultArgExpr>(Argument))
      continue;
    auto Call = asMemberCall(Argument);
    if (!Call || !Call->Object || !isa<CXXThisExpr>(written(Call->Object)) ||
        !Call->Arguments.empty())
      return false;
    Parts.push_back(Call->Name);
  }
  return Parts.size() == 2 && isOneOf(Parts[0], {"data", "c_str"}) &&
         isOneOf(Parts[1], {"size", "length"});
}

std::optional<ByteCopy> matchConstruction(const Expr *E, const ASTContext &Context) {
  const CXXConstructExpr *Construct = constructionIn(E);
  if (!Construct || Construct->isStdInitListInitialization())
    return std::nullopt;
  QualType T = Construct->getType();
  const ContainerFact *Fact = containerFact(T);
  bool IsString = isStdString(T);
  bool IsQtBytes = isGlobalClass(T, "QByteArray");
  if (!Fact || (!IsString && !IsQtBytes && Fact->Name != "std::vector"))
    return std::nullopt;
  QualType Character = IsQtBytes ? Context.CharTy : templateTypeArgument(T, 0);
  if (Character.isNull() || Character->isDependentType())
    return std::nullopt;
  auto Arguments = givenArguments(*Construct);
  ByteCopy Result{CopyOrigin::View, E, nullptr};
  if (Arguments.size() == 1 && IsString) {
    const Expr *Argument = written(Arguments[0]);
    if (auto Call = asMemberCall(Argument); Call && Call->Object && Call->Name == "c_str") {
      Result.StopsAtZero = true;
      return fromObject(Result, Call->Object, Call->IsArrow, Character, Context) &&
                     Result.From == CopyOrigin::String
                 ? std::optional(Result)
                 : std::nullopt;
    }
    if (!isStdText(Argument->getType()) || isMove(Argument))
      return std::nullopt;
    // What a class converts to is not what it is: as an operand of '==' it would not convert.
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Argument);
        Call && isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()))
      return std::nullopt;
    // A copy of a whole string is a matter of its own where it initialises a variable.
    if (isStdString(Argument->getType()) && (!Argument->isLValue() || E == Construct))
      return std::nullopt;
    return fromObject(Result, Argument, false, Character, Context) ? std::optional(Result)
                                                                   : std::nullopt;
  }
  if (Arguments.size() != 2)
    return std::nullopt;
  Result.Arguments = {Arguments[0], Arguments[1]};
  if (fromWholeRange(Result, Arguments[0], Arguments[1], Character, Context))
    return IsString || Result.From != CopyOrigin::Bytes || isByteLike(Character)
               ? std::optional(Result)
               : std::nullopt;
  if (fromPartOfRange(Result, Arguments[0], Arguments[1], Character, Context))
    return isByteLike(Character) ? std::optional(Result) : std::nullopt;
  const Expr *First = written(Arguments[0]), *Second = written(Arguments[1]);
  QualType Pointee = First->getType()->isArrayType()
                         ? QualType(First->getType()->getArrayElementTypeNoTypeQual(), 0)
                         : First->getType()->getPointeeType();
  // A vector has no constructor from a pointer and a length.
  if ((!IsString && !IsQtBytes && !Second->getType()->isPointerType()) || Pointee.isNull() ||
      isa<StringLiteral>(First) ||
      Pointee->getCanonicalTypeUnqualified() != Character->getCanonicalTypeUnqualified())
    return std::nullopt;
  if (!Second->getType()->isIntegerType() && !Second->getType()->isPointerType())
    return std::nullopt;
  Result.From = CopyOrigin::Pointers;
  Result.Source = First;
  return Result;
}

} // namespace

std::optional<ByteCopy> byteCopyOf(const Expr *E, const ASTContext &Context) {
  E = written(E);
  if (E->isTypeDependent() || E->isGLValue())
    return std::nullopt;
  if (auto Call = asMemberCall(E); Call && Call->Object && isGlobalClass(E->getType(), "QString")) {
    QualType T =
        Call->IsArrow ? Call->Object->getType()->getPointeeType() : Call->Object->getType();
    if (Call->Name == "toString" && Call->Arguments.empty() && isGlobalClass(T, "QStringView"))
      return ByteCopy{CopyOrigin::View, E, Call->Object, Call->IsArrow};
    if (isOneOf(Call->Name, {"mid", "left", "right", "sliced", "first", "last", "chopped"}) &&
        isGlobalClass(T, "QString") && !Call->Arguments.empty() &&
        (Call->IsArrow || Call->Object->isLValue()))
      return ByteCopy{CopyOrigin::Part,
                      E,
                      Call->Object,
                      Call->IsArrow,
                      {Call->Arguments.begin(), Call->Arguments.end()}};
    return std::nullopt;
  }
  if (auto Call = asMemberCall(E); Call && Call->Object && isStdString(E->getType())) {
    QualType T = Call->Object->getType();
    if (Call->IsArrow)
      T = T->getPointeeType();
    if (Call->Name == "substr" && isStdString(T) && !Call->Arguments.empty() &&
        (Call->IsArrow || Call->Object->isLValue()))
      return ByteCopy{CopyOrigin::Part,
                      E,
                      Call->Object,
                      Call->IsArrow,
                      {Call->Arguments.begin(), Call->Arguments.end()}};
    // QString would encode.
    if (Call->Name == "toStdString" && isGlobalClass(T, "QByteArray") &&
        (Call->IsArrow || Call->Object->isLValue()))
      return ByteCopy{CopyOrigin::Bytes, E, Call->Object, Call->IsArrow};
    bool IsNamedSo =
        isViewClass(T) && isOneOf(Call->Name, {"ToString", "str", "to_string", "as_string",
                                               "AsString", "toString", "to_str", "string"});
    if (Call->Arguments.empty() && (IsNamedSo || (Call->Method && copiesOwnBytes(*Call->Method))))
      return ByteCopy{CopyOrigin::View, E, Call->Object, Call->IsArrow};
    return std::nullopt;
  }
  return matchConstruction(E, Context);
}

CopySource sourceOf(const ByteCopy &C) {
  QualType T = C.Source->getType();
  if (C.IsArrow)
    T = T->getPointeeType();
  bool IsArray = T->isArrayType();
  return {C.Source, C.IsArrow, !IsArray && (C.From == CopyOrigin::Pointers || isViewClass(T))};
}

/// The expression that tells how many characters \p C copies; null if there is none.
static const Expr *lengthOf(const ByteCopy &C, const ASTContext &Context) {
  const Expr *First = C.Arguments.empty() ? nullptr : C.Arguments[0];
  const Expr *Second = C.Arguments.size() == 2 ? C.Arguments[1] : nullptr;
  if (C.From == CopyOrigin::Pointers) {
    if (!Second || !Second->getType()->isPointerType())
      return Second;
    // `string(p, p + 4)`.
    const auto *End = dyn_cast<BinaryOperator>(written(Second));
    return End && End->getOpcode() == BO_Add && sameExpression(End->getLHS(), First, Context)
               ? End->getRHS()
               : nullptr;
  }
  if (C.From != CopyOrigin::Part || Second || !First)
    return Second;
  // `s.substr(s.size() - 4)`: the rest is that long.
  const auto *From = dyn_cast<BinaryOperator>(written(First));
  if (!From || From->getOpcode() != BO_Sub)
    return nullptr;
  auto Size = asMemberCall(From->getLHS());
  return Size && Size->Object && isOneOf(Size->Name, {"size", "length"}) &&
                 Size->IsArrow == C.IsArrow && sameExpression(Size->Object, C.Source, Context)
             ? From->getRHS()
             : nullptr;
}

/// An iterator that is a constant number of elements away from an end of its container.
struct FixedPosition {
  bool IsAtEnd;
  int64_t Offset;
};

/// Where the iterator \p E is: `s.end() - 3`.
static std::optional<FixedPosition> fixedPosition(const Expr *E, const ASTContext &Context) {
  FixedPosition Result{false, 0};
  E = written(E);
  while (auto Sum = asOperatorCall(E)) {
    auto By = Sum->Operands.size() == 2 ? constantInteger(Sum->Operands[1], Context) : std::nullopt;
    if ((Sum->Operator != OO_Plus && Sum->Operator != OO_Minus) || !By)
      return std::nullopt;
    Result.Offset += Sum->Operator == OO_Plus ? *By : -*By;
    E = written(Sum->Operands[0]);
  }
  auto Call = asMemberCall(E);
  if (!Call || !isOneOf(Call->Name, {"begin", "cbegin", "end", "cend"}))
    return std::nullopt;
  Result.IsAtEnd = isOneOf(Call->Name, {"end", "cend"});
  return Result;
}

bool isShortCopy(const Body &B, const ByteCopy &C) {
  const ASTContext &Context = B.context();
  // `result += Format("%%%02x", byte)`
  if (const auto *Call = dyn_cast<CallExpr>(written(C.Source));
      Call && isStdString(C.Whole->getType()))
    if (auto Longest = longestFormatted(*Call, Context); Longest && *Longest <= ShortString)
      return true;
  // A part of what is short itself.
  if (const VarDecl *Variable = variableOf(C.Source); Variable && Variable->hasLocalStorage() &&
                                                      isStdString(Variable->getType()) &&
                                                      staysShort(B, Variable))
    return true;
  if (!isStdString(C.Whole->getType()))
    return false;
  // `std::string(s.end() - 3, s.end())`
  if (C.From == CopyOrigin::Range && C.Arguments.size() == 2) {
    auto First = fixedPosition(C.Arguments[0], Context),
         Last = fixedPosition(C.Arguments[1], Context);
    return First && Last && First->IsAtEnd == Last->IsAtEnd &&
           Last->Offset - First->Offset <= ShortString;
  }
  if (C.From != CopyOrigin::Part && C.From != CopyOrigin::Pointers)
    return false;
  const Expr *Length = lengthOf(C, Context);
  Expr::EvalResult Value;
  if (!Length || Length->isValueDependent())
    return false;
  if (Length->EvaluateAsInt(Value, Context))
    return Value.Val.getInt().getLimitedValue() <= ShortString;
  // `if (n > 2) return;`
  auto Object = Place::of(Length, Context);
  auto Largest = Object ? largestValue(B, *Object, C.Whole) : std::nullopt;
  return Largest && *Largest <= static_cast<int64_t>(ShortString);
}

} // namespace fastidious

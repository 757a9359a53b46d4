#include "checks/framework/Check.h"
#include "checks/support/Calls.h"
#include "checks/support/Effects.h"
#include "checks/support/Lifetime.h"
#include "checks/support/Source.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace fastidious {
namespace {

/// What a copy is made from, which tells how a view of the same bytes is written.
enum class Origin {
  View,     ///< A view of text: the view itself does.
  String,   ///< A whole string: so does the string.
  Part,     ///< `s.substr(k)`: `std::string_view(s).substr(k)`.
  Bytes,    ///< A contiguous container of bytes.
  Pointers, ///< A pointer and a length, or a pair of pointers.
  Range,    ///< A pair of iterators into a container: a part of it.
};

/// An expression that makes an owning copy of bytes.
struct Copy {
  Origin From;
  const Expr *Whole;  ///< The expression as written.
  const Expr *Source; ///< The object that is copied; for Origin::Pointers the first argument.
  bool IsArrow = false;
  /// The arguments of `substr`, or both of Origin::Pointers and Origin::Range.
  llvm::SmallVector<const Expr *, 2> Arguments = {};
  /// Made by `std::string(s.c_str())`, which stops at an embedded zero.
  bool StopsAtZero = false;
};

/// How something reads a copy.
enum class Reader {
  Argument, ///< An argument for a parameter of a view type.
  Operand,  ///< Compared with other text.
  Output,   ///< `stream << copy`.
  Lookup,   ///< The key of a transparent look-up.
  Member,   ///< Members that views have as well: `copy.find(c)`, `copy[i]`, a range-for.
  Pointer,  ///< `f(copy.data(), copy.size())`.
};

struct Reading {
  Reader By;
  QualType ViewType = {}; ///< For Reader::Argument, the type that the copy is converted to.
  /// What is executed while the copy is read, beyond the full expression; may be null.
  const Stmt *Meanwhile = nullptr;
};

bool isText(QualType T) {
  return isStdString(T) || isStdStringView(T);
}

/// Classes outside of the tables that are, by their name, views of text or bytes.
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

/// \p E without the casts that only change the type of a pointer.
const Expr *withoutPointerCasts(const Expr *E) {
  E = written(E);
  while (const auto *Cast = dyn_cast<ExplicitCastExpr>(E)) {
    if (!Cast->getType()->isPointerType())
      break;
    E = written(Cast->getSubExpr());
  }
  return E;
}

bool isClass(QualType T, StringRef Name) {
  const CXXRecordDecl *Record = classOf(T);
  return Record && Record->getIdentifier() && Record->getName() == Name &&
         Record->getDeclContext()->getRedeclContext()->isTranslationUnit();
}

/// The type of the elements of the contiguous byte container or text \p T; null for others.
QualType byteElement(QualType T, const ASTContext &Context) {
  const ContainerFact *Fact = containerFact(T);
  if (!Fact || !Fact->has(Contiguous))
    return {};
  if (isClass(T, "QByteArray"))
    return Context.CharTy;
  QualType Element = templateTypeArgument(T, 0);
  if (Element.isNull() || Fact->Name == "llvm::StringRef")
    return {};
  return Element;
}

/// Completes \p Result for a copy of all of \p Object into text of \p Character.
bool fromObject(Copy &Result, const Expr *Object, bool IsArrow, QualType Character,
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
  if (isText(T) && IsSame) {
    Result.From = isStdString(T) ? Origin::String : Origin::View;
    return true;
  }
  Result.From = Origin::Bytes;
  // Other elements narrow, or cannot be read through the other type.
  return isByteLike(Element) && isByteLike(Character);
}

/// `X.begin(), X.end()` or `X.data(), X.size()` for one object X.
bool fromWholeRange(Copy &Result, const Expr *First, const Expr *Second, QualType Character,
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

/// The container that \p E is an iterator into: `v.begin()`, `v.begin() + n`, `v.end() - n`. Sets
/// \p Offset to what is added to `begin()`, if that is one operand.
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

/// A part of a container, as a pair of iterators.
bool fromPartOfRange(Copy &Result, const Expr *First, const Expr *Second, QualType Character,
                     const ASTContext &Context) {
  const Expr *From = nullptr, *To = nullptr;
  auto Begin = iteratedObject(First, From), End = iteratedObject(Second, To);
  if (!Begin || !End || Begin->IsArrow != End->IsArrow ||
      !sameExpression(Begin->Object, End->Object, Context) ||
      !fromObject(Result, Begin->Object, Begin->IsArrow, Character, Context))
    return false;
  Result.From = Origin::Range;
  Result.Arguments = {First, Second};
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

std::optional<Copy> matchConstruction(const Expr *E, const ASTContext &Context) {
  const CXXConstructExpr *Construct = constructionIn(E);
  if (!Construct || Construct->isStdInitListInitialization())
    return std::nullopt;
  QualType T = Construct->getType();
  const ContainerFact *Fact = containerFact(T);
  bool IsString = isStdString(T);
  bool IsQtBytes = isClass(T, "QByteArray");
  if (!Fact || (!IsString && !IsQtBytes && Fact->Name != "std::vector"))
    return std::nullopt;
  QualType Character = IsQtBytes ? Context.CharTy : templateTypeArgument(T, 0);
  if (Character.isNull() || Character->isDependentType())
    return std::nullopt;
  llvm::SmallVector<const Expr *, 3> Arguments;
  for (const Expr *Argument : Construct->arguments())
    if (!isa<CXXDefaultArgExpr>(Argument))
      Arguments.push_back(Argument);
  Copy Result{Origin::View, E, nullptr};
  if (Arguments.size() == 1 && IsString) {
    const Expr *Argument = written(Arguments[0]);
    if (auto Call = asMemberCall(Argument); Call && Call->Object && Call->Name == "c_str") {
      Result.StopsAtZero = true;
      return fromObject(Result, Call->Object, Call->IsArrow, Character, Context) &&
                     Result.From == Origin::String
                 ? std::optional(Result)
                 : std::nullopt;
    }
    if (!isText(Argument->getType()) || isMove(Argument))
      return std::nullopt;
    // A copy of a whole string is a matter of its own where it initialises a variable.
    if (isStdString(Argument->getType()) && (!Argument->isLValue() || E == Construct))
      return std::nullopt;
    return fromObject(Result, Argument, false, Character, Context) ? std::optional(Result)
                                                                   : std::nullopt;
  }
  if (Arguments.size() != 2)
    return std::nullopt;
  if (fromWholeRange(Result, Arguments[0], Arguments[1], Character, Context))
    return IsString || Result.From != Origin::Bytes || isByteLike(Character) ? std::optional(Result)
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
  Result.From = Origin::Pointers;
  Result.Source = First;
  Result.Arguments = {First, Second};
  return Result;
}

std::optional<Copy> matchCopy(const Expr *E, const ASTContext &Context) {
  E = written(E);
  if (E->isTypeDependent() || E->isGLValue())
    return std::nullopt;
  if (auto Call = asMemberCall(E); Call && Call->Object && isClass(E->getType(), "QString")) {
    QualType T =
        Call->IsArrow ? Call->Object->getType()->getPointeeType() : Call->Object->getType();
    if (Call->Name == "toString" && Call->Arguments.empty() && isClass(T, "QStringView"))
      return Copy{Origin::View, E, Call->Object, Call->IsArrow};
    if (isOneOf(Call->Name, {"mid", "left", "right", "sliced", "first", "last", "chopped"}) &&
        isClass(T, "QString") && !Call->Arguments.empty() &&
        (Call->IsArrow || Call->Object->isLValue()))
      return Copy{Origin::Part,
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
      return Copy{Origin::Part,
                  E,
                  Call->Object,
                  Call->IsArrow,
                  {Call->Arguments.begin(), Call->Arguments.end()}};
    // QString would encode.
    if (Call->Name == "toStdString" && isClass(T, "QByteArray") &&
        (Call->IsArrow || Call->Object->isLValue()))
      return Copy{Origin::Bytes, E, Call->Object, Call->IsArrow};
    if (Call->Arguments.empty() && isViewClass(T) &&
        isOneOf(Call->Name, {"ToString", "str", "to_string", "as_string", "AsString", "toString",
                             "to_str", "string"}))
      return Copy{Origin::View, E, Call->Object, Call->IsArrow};
    return std::nullopt;
  }
  return matchConstruction(E, Context);
}

/// Whether a reader of the member function \p Name finds it in std::string_view as well, with the
/// same meaning.
bool isReadingMember(StringRef Name) {
  return isOneOf(Name, {"size", "length", "empty", "find", "rfind", "find_first_of", "find_last_of",
                        "find_first_not_of", "find_last_not_of", "compare", "starts_with",
                        "ends_with", "contains", "at", "front", "back", "copy"});
}

/// The parent that says what is done with a value; implicit conversions to the same class, copies
/// and temporaries are passed.
const Stmt *userOf(const Body &B, const Expr *E, const Stmt *&Child) {
  Child = E;
  const Stmt *P = B.parent(E);
  while (P) {
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(P);
        Cast && Cast->getCastKind() != CK_NoOp && Cast->getCastKind() != CK_ConstructorConversion &&
        Cast->getCastKind() != CK_UserDefinedConversion)
      break;
    if (!isa<ImplicitCastExpr, ParenExpr, FullExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr>(
            P))
      break;
    Child = P;
    P = B.parent(P);
  }
  return P;
}

/// Whether the value \p V of a view type, made from a copy, only goes to a call.
bool goesToCall(const Body &B, const Expr *V) {
  const Stmt *Child = nullptr;
  const Stmt *User = userOf(B, V, Child);
  // A view is copied into a parameter.
  while (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(User)) {
    if (!Construct->getConstructor()->isCopyOrMoveConstructor())
      return isa<CXXTemporaryObjectExpr>(Construct) || !isViewClass(Construct->getType());
    User = userOf(B, Construct, Child);
  }
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(User);
      Operator && Operator->getOperator() != OO_Call)
    return Operator->isComparisonOp();
  const auto *Call = dyn_cast_or_null<CallExpr>(User);
  // A returned view of the argument would be a view of the copy.
  return Call && Call->getCallee() != Child && !isViewClass(Call->getType()) &&
         !Call->getType()->isPointerType();
}

/// Whether \p E is a call of the member \p Names of \p Object.
bool isMemberOf(const Expr *E, const Expr *Object, std::initializer_list<StringRef> Names,
                const ASTContext &Context) {
  auto Member = asMemberCall(E);
  return Member && Member->Object && isOneOf(Member->Name, Names) &&
         sameExpression(Member->Object, Object, Context);
}

/// Whether \p E is `x.data() + x.size()` of \p Object.
bool isEndPointer(const Expr *E, const Expr *Object, const ASTContext &Context) {
  const auto *Sum = dyn_cast<BinaryOperator>(withoutPointerCasts(E));
  return Sum && Sum->getOpcode() == BO_Add &&
         isMemberOf(withoutPointerCasts(Sum->getLHS()), Object, {"data", "c_str"}, Context) &&
         isMemberOf(Sum->getRHS(), Object, {"size", "length"}, Context);
}

/// Whether \p Call is one of `f(x.data(), x.size())` or `f(x.data(), x.data() + x.size())`.
bool hasSizeArgument(const CallExpr &Call, const Expr *Object, const ASTContext &Context) {
  bool HasBegin = false, HasEnd = false;
  for (const Expr *Argument : Call.arguments()) {
    HasBegin |= isMemberOf(withoutPointerCasts(Argument), Object, {"data", "c_str"}, Context);
    HasEnd |= isMemberOf(Argument, Object, {"size", "length"}, Context) ||
              isEndPointer(Argument, Object, Context);
  }
  return HasBegin && HasEnd;
}

/// Whether the class \p T declares `is_transparent`.
bool declaresTransparent(QualType T) {
  const CXXRecordDecl *Class = classOf(T);
  Class = Class ? Class->getDefinition() : nullptr;
  return Class && llvm::any_of(Class->decls(), [](const Decl *Member) {
           const auto *Named = dyn_cast<TypedefNameDecl>(Member);
           return Named && Named->getName() == "is_transparent";
         });
}

/// Whether the associative container \p T compares its keys with anything that they compare with.
bool isTransparent(QualType T, const ASTContext &Context) {
  const ContainerFact *Fact = containerFact(T);
  if (!Fact || !isStdString(templateTypeArgument(T, 0)))
    return false;
  StringRef Name(Fact->Name);
  bool IsStandard = Name.consume_front("std::");
  if (!IsStandard && !Name.consume_front("absl::"))
    return false;
  // After the key, and the value of a map, come the hash and the equality, or the order.
  unsigned Next = Name.contains("map") ? 2 : 1;
  if (isOneOf(Name, {"map", "multimap", "set", "multiset", "btree_map", "btree_set"}))
    return declaresTransparent(templateTypeArgument(T, Next));
  if (!Name.contains("map") && !Name.contains("set"))
    return false;
  return (!IsStandard || Context.getLangOpts().CPlusPlus20) &&
         declaresTransparent(templateTypeArgument(T, Next)) &&
         declaresTransparent(templateTypeArgument(T, Next + 1));
}

/// How the copy \p E (the conversion, or a mention of the variable that holds it) is read; nothing
/// if it is used in another way.
std::optional<Reading> readingOf(const Body &B, const Expr *E) {
  const ASTContext &Context = B.context();
  const Stmt *Child = nullptr;
  const Stmt *User = userOf(B, E, Child);
  bool IsText = isStdString(E->getType());
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(User)) {
    const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(B.parentIgnoringImplicit(Member));
    const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
    if (!Call || !Method)
      return std::nullopt;
    if (isa<CXXConversionDecl>(Method)) {
      if (isViewClass(Call->getType()) && goesToCall(B, Call))
        return Reading{Reader::Argument, Call->getType()};
      return std::nullopt;
    }
    StringRef Name = Method->getIdentifier() ? Method->getName() : StringRef();
    if (isReadingMember(Name) && (IsText || isOneOf(Name, {"size", "empty", "front", "back"}))) {
      // A reference to a character of the copy is not read on the spot.
      if (Call->isGLValue()) {
        Use U = classifyUse(B, E);
        return U.Kind == UseKind::Read ? std::optional(Reading{Reader::Member}) : std::nullopt;
      }
      return Reading{Reader::Member};
    }
    if (isOneOf(Name, {"data", "c_str"})) {
      const Stmt *CallChild = nullptr;
      const Stmt *Outer = userOf(B, Call, CallChild);
      while (isa_and_nonnull<CastExpr, BinaryOperator>(Outer)) {
        const auto *Passed = cast<Expr>(Outer);
        if (isa<BinaryOperator>(Passed) && !isEndPointer(Passed, E, Context))
          break;
        Outer = userOf(B, Passed, CallChild);
      }
      const auto *Consumer = dyn_cast_or_null<CallExpr>(Outer);
      const auto *Argument = dyn_cast<Expr>(CallChild);
      if (Consumer && Argument && Argument->getType()->isPointerType() &&
          Argument->getType()->getPointeeType().isConstQualified() &&
          hasSizeArgument(*Consumer, E, Context))
        return Reading{Reader::Pointer};
    }
    return std::nullopt;
  }
  if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(User)) {
    if (isViewClass(Construct->getType()) && goesToCall(B, Construct))
      return Reading{Reader::Argument, Construct->getType()};
    return std::nullopt;
  }
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(User)) {
    if (Operator->getOperator() == OO_Subscript && Operator->getArg(0) == Child)
      return classifyUse(B, E).Kind == UseKind::Read ? std::optional(Reading{Reader::Member})
                                                     : std::nullopt;
    if (!IsText || Operator->getNumArgs() != 2)
      return std::nullopt;
    if (Operator->isComparisonOp()) {
      // Assertions compare what they can also print.
      if (Context.getSourceManager().isMacroBodyExpansion(Operator->getOperatorLoc()))
        return std::nullopt;
      const Expr *Other = written(Operator->getArg(Operator->getArg(0) == Child ? 1 : 0));
      QualType T = Other->getType();
      if (isText(T) || T->isPointerType() || T->isArrayType())
        return Reading{Reader::Operand};
      return std::nullopt;
    }
    const FunctionDecl *Function = Operator->getDirectCallee();
    if (Operator->getOperator() == OO_LessLess && Operator->getArg(1) == Child && Function &&
        Function->isInStdNamespace() && Function->getNumParams() == 2)
      return Reading{Reader::Output};
    return std::nullopt;
  }
  if (const auto *Declaration = dyn_cast_or_null<DeclStmt>(User)) {
    const auto *For = dyn_cast_or_null<CXXForRangeStmt>(B.parent(Declaration));
    if (For && For->getRangeStmt() == Declaration &&
        (!isa<DeclRefExpr>(E) || classifyUse(B, E).Kind == UseKind::Read) &&
        !For->getLoopVariable()->getType()->isReferenceType())
      return Reading{Reader::Member, {}, For->getBody()};
    return std::nullopt;
  }
  if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(User); Call && IsText) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    StringRef Name = Method && Method->getIdentifier() ? Method->getName() : StringRef();
    if (Method && isOneOf(Name, {"find", "count", "contains", "lower_bound", "upper_bound"}) &&
        isTransparent(Call->getObjectType(), Context))
      return Reading{Reader::Lookup};
  }
  return std::nullopt;
}

/// `std::string_view` for char, and its siblings.
std::string viewName(QualType Character) {
  if (Character->isWideCharType())
    return "std::wstring_view";
  if (Character->isChar8Type())
    return "std::u8string_view";
  if (Character->isChar16Type())
    return "std::u16string_view";
  if (Character->isChar32Type())
    return "std::u32string_view";
  return "std::string_view";
}

/// The text of a view of what a copy was made from.
struct ViewText {
  std::string Text;
  std::string Arguments; ///< What a declaration of a view has in its parentheses.
  std::string Type;      ///< The type of the view; empty if Text names an existing object.
  std::string Header;
};

/// A span from a pointer and the same pointer with a length added to it.
std::optional<ViewText> spanOfPointers(const Copy &C, QualType Element, const ASTContext &Context) {
  const auto *Sum = dyn_cast<BinaryOperator>(written(C.Arguments[1]));
  if (!Sum || Sum->getOpcode() != BO_Add || !sameExpression(Sum->getLHS(), C.Arguments[0], Context))
    return std::nullopt;
  std::string Pointer = sourceText(C.Arguments[0]->getSourceRange(), Context),
              Length = sourceText(Sum->getRHS()->getSourceRange(), Context),
              Name = Element.getUnqualifiedType().getAsString(Context.getPrintingPolicy());
  if (Pointer.empty() || Length.empty())
    return std::nullopt;
  ViewText Result{{}, Pointer + ", " + Length, "std::span<const " + Name + ">", "<span>"};
  Result.Text = Result.Type + "(" + Result.Arguments + ")";
  // All of an object, as bytes.
  auto Data = asMemberCall(withoutPointerCasts(C.Arguments[0])), Size = asMemberCall(Sum->getRHS());
  if (Name == "std::byte" && Data && Size && Data->Object && Size->Object && !Data->IsArrow &&
      Data->Name == "data" && isOneOf(Size->Name, {"size", "length"}) &&
      sameExpression(Data->Object, Size->Object, Context)) {
    Result.Arguments =
        "std::as_bytes(std::span(" + sourceText(Data->Object->getSourceRange(), Context) + "))";
    Result.Text = Result.Arguments;
  }
  return Result;
}

std::optional<ViewText> viewOf(const Copy &C, const ASTContext &Context) {
  QualType To = C.Whole->getType();
  bool IsVector = !isStdString(To);
  QualType Character = templateTypeArgument(To, 0);
  std::string Source = sourceText(C.Source->getSourceRange(), Context);
  if (Source.empty() || Character.isNull())
    return std::nullopt;
  bool IsSimple =
      isa<DeclRefExpr, MemberExpr, CallExpr, ArraySubscriptExpr>(C.Source->IgnoreParenImpCasts()) &&
      Source.front() != '*';
  std::string Operand = IsSimple ? Source : "(" + Source + ")";
  std::string Dot = Operand + (C.IsArrow ? "->" : ".");
  std::string Object = C.IsArrow ? "*" + Operand : Source;
  ViewText Result;
  Result.Type = viewName(Character);
  Result.Header = "<string_view>";
  QualType SourceType = C.IsArrow ? C.Source->getType()->getPointeeType() : C.Source->getType();
  // QByteArray::data() of an object that is not const detaches.
  bool IsQt = isClass(SourceType, "QByteArray");
  std::string Data = Dot + (IsQt ? "constData()" : "data()");
  std::string Size = IsQt ? "static_cast<std::size_t>(" + Dot + "size())" : Dot + "size()";
  if (C.From == Origin::Range && IsVector)
    return std::nullopt;
  if (IsVector && C.From == Origin::Pointers)
    return spanOfPointers(C, Character, Context);
  if (IsVector) {
    std::string Element = Character.getUnqualifiedType().getAsString(Context.getPrintingPolicy());
    Result.Type = "std::span<const " + Element + ">";
    Result.Header = "<span>";
    QualType From = byteElement(
        C.IsArrow ? C.Source->getType()->getPointeeType() : C.Source->getType(), Context);
    if (From.isNull())
      return std::nullopt;
    if (From->getCanonicalTypeUnqualified() != Character->getCanonicalTypeUnqualified())
      Data = "reinterpret_cast<const " + Element + " *>(" + Data + ")";
    Result.Arguments = Data + ", " + Size;
    Result.Text = Result.Type + "(" + Result.Arguments + ")";
    return Result;
  }
  switch (C.From) {
  case Origin::View:
  case Origin::String:
    Result.Text = Object;
    Result.Arguments = Object;
    if (!isText(C.IsArrow ? C.Source->getType()->getPointeeType() : C.Source->getType()))
      Result.Type.clear();
    return Result;
  case Origin::Part: {
    std::string Arguments =
        sourceText({C.Arguments.front()->getBeginLoc(), C.Arguments.back()->getEndLoc()}, Context);
    if (Arguments.empty())
      return std::nullopt;
    Result.Text = Result.Type + "(" + Object + ").substr(" + Arguments + ")";
    Result.Arguments = Result.Text;
    return Result;
  }
  case Origin::Bytes: {
    QualType From = byteElement(
        C.IsArrow ? C.Source->getType()->getPointeeType() : C.Source->getType(), Context);
    if (From->getCanonicalTypeUnqualified() != Character->getCanonicalTypeUnqualified())
      Data = "reinterpret_cast<const char *>(" + Data + ")";
    Result.Arguments = Data + ", " + Size;
    break;
  }
  case Origin::Range: {
    // From the beginning, with an offset of its own.
    const Expr *From = nullptr, *To = nullptr;
    auto Begin = iteratedObject(C.Arguments[0], From), End = iteratedObject(C.Arguments[1], To);
    std::string Length = To ? sourceText(To->getSourceRange(), Context) : "";
    if (!asMemberCall(C.Arguments[0]) || Length.empty() || !isOneOf(End->Name, {"begin", "cbegin"}))
      return std::nullopt;
    QualType Element = byteElement(SourceType, Context);
    if (Element->getCanonicalTypeUnqualified() != Character->getCanonicalTypeUnqualified())
      Data = "reinterpret_cast<const char *>(" + Data + ")";
    To = written(To);
    if (To->getType()->isSignedIntegerType() && !To->isIntegerConstantExpr(Context))
      Length = "static_cast<std::size_t>(" + Length + ")";
    Result.Arguments = Data + ", " + Length;
    break;
  }
  case Origin::Pointers: {
    std::string Second = sourceText(C.Arguments[1]->getSourceRange(), Context);
    if (Second.empty())
      return std::nullopt;
    if (C.Arguments[1]->getType()->isPointerType())
      Second = "static_cast<std::size_t>(" + Second + " - " + Operand + ")";
    else if (C.Arguments[1]->getType()->isSignedIntegerType() &&
             !C.Arguments[1]->isIntegerConstantExpr(Context))
      Second = "static_cast<std::size_t>(" + Second + ")";
    Result.Arguments = Source + ", " + Second;
    break;
  }
  }
  Result.Text = Result.Type + "(" + Result.Arguments + ")";
  return Result;
}

CopySource sourceOf(const Copy &C) {
  QualType T = C.Source->getType();
  if (C.IsArrow)
    T = T->getPointeeType();
  bool IsArray = T->isArrayType();
  return {C.Source, C.IsArrow, !IsArray && (C.From == Origin::Pointers || isViewClass(T))};
}

class StringCopy : public Check {
public:
  using Check::Check;

  bool addsIncludes() const override { return true; }
  void checkBody(const Body &B) override {
    Visitor(*this, B).TraverseStmt(const_cast<Stmt *>(B.statement()));
  }

private:
  static constexpr llvm::StringLiteral ByPointer =
      "read them where they are, by pointer and length";

  struct Visitor : RecursiveASTVisitor<Visitor> {
    StringCopy &Reporter;
    const Body &B;

    Visitor(StringCopy &Reporter, const Body &B) : Reporter(Reporter), B(B) {}

    // A lambda's body is handed over separately.
    bool TraverseLambdaExpr(LambdaExpr *) { return true; }
    bool TraverseDecltypeTypeLoc(DecltypeTypeLoc) { return true; }

    bool VisitVarDecl(VarDecl *Variable) {
      Reporter.checkVariable(B, *Variable);
      return true;
    }
    bool VisitCallExpr(CallExpr *E) {
      Reporter.checkRoundTrip(B, E);
      return true;
    }
    bool VisitExpr(Expr *E) {
      if (isa<CXXFunctionalCastExpr, CXXTemporaryObjectExpr, CXXMemberCallExpr, CXXStaticCastExpr>(
              E))
        Reporter.checkTemporary(B, E);
      return true;
    }
  };

  void checkTemporary(const Body &B, const Expr *E);
  void checkRoundTrip(const Body &B, const CallExpr *E);
  void checkVariable(const Body &B, const VarDecl &Variable);
  bool hasView(bool IsText, const ASTContext &Context) const {
    return IsText ? Context.getLangOpts().CPlusPlus17 : Context.getLangOpts().CPlusPlus20;
  }
  /// What could read the bytes in this language standard and code base.
  std::string remedy(QualType Copied, const ASTContext &Context) const {
    bool IsText = isStdString(Copied);
    if (isClass(Copied, "QString"))
      return "read it through 'QStringView'";
    if (isClass(Copied, "QByteArray"))
      return "read them through 'QByteArrayView', or 'QByteArray::fromRawData'";
    if (hasView(IsText, Context))
      return IsText ? "read them through 'std::string_view'" : "read them through 'std::span'";
    static constexpr llvm::StringLiteral TextViews[] = {"absl::string_view", "llvm::StringRef",
                                                        "boost::string_view", "fmt::string_view"};
    static constexpr llvm::StringLiteral ByteViews[] = {"absl::Span", "llvm::ArrayRef", "gsl::span",
                                                        "boost::span"};
    for (StringRef Name : IsText ? llvm::ArrayRef(TextViews) : llvm::ArrayRef(ByteViews))
      if (declaresClass(Name, Context))
        return "read them through '" + Name.str() + "'";
    return ByPointer.str();
  }
};

/// Whether \p C is a part of a string whose length is a constant that fits into the buffer of any
/// string object.
bool isShortPart(const Copy &C, const ASTContext &Context) {
  if (C.From != Origin::Part || !isStdString(C.Whole->getType()) || C.Arguments.size() != 2)
    return false;
  const Expr *Length = C.Arguments[1];
  Expr::EvalResult Value;
  return !Length->isValueDependent() && Length->EvaluateAsInt(Value, Context) &&
         Value.Val.getInt().getLimitedValue() <= 15;
}

/// The object that \p E converts to another class and back:
/// `QString::fromStdString(q.toStdString())`, or null.
const Expr *roundTrip(const Expr *E) {
  auto Outer = asFunctionCall(E);
  if (!Outer || Outer->Call != E || Outer->Arguments.empty())
    return nullptr;
  StringRef Name(Outer->QualifiedName);
  if (!Name.consume_front("QString::from") && !Name.consume_front("QByteArray::from"))
    return nullptr;
  auto Inner = asMemberCall(Outer->Arguments[0]);
  if (!Inner || !Inner->Object || Inner->IsArrow || !Inner->Name.starts_with("to") ||
      Inner->Name.drop_front(2) != Name ||
      !isOneOf(Name, {"StdString", "StdWString", "Utf8", "Ucs4", "StdU16String", "StdU32String"}))
    return nullptr;
  return classOf(Inner->Object->getType()) == classOf(E->getType()) ? Inner->Object : nullptr;
}

void StringCopy::checkRoundTrip(const Body &B, const CallExpr *E) {
  const ASTContext &Context = B.context();
  const Expr *Object = roundTrip(E);
  if (!Object)
    return;
  Finding F = Finding::about(E);
  std::string Source = quoted(Object->getSourceRange(), Context, 40);
  F.What =
      "'" + quoted(E->getSourceRange(), Context) + "' copies the text into another class and back";
  F.Why = "two conversions allocate and copy what is there already";
  F.Remedy = "use '" + Source + "' itself";
  std::string Text = sourceText(Object->getSourceRange(), Context);
  // Text that is not valid Unicode does not come back as it was.
  if (!Text.empty() && isEditable(E->getSourceRange(), Context))
    F.Unsafe = Fix{F.Remedy, {FixItHint::CreateReplacement(E->getSourceRange(), Text)}};
  report(std::move(F));
}

void StringCopy::checkTemporary(const Body &B, const Expr *E) {
  const ASTContext &Context = B.context();
  auto C = matchCopy(E, Context);
  if (!C || C->Whole != E)
    return;
  auto How = readingOf(B, E);
  if (!How || How->By == Reader::Pointer)
    return;
  bool IsText = isStdString(E->getType());
  // A part or a member of a whole string has no use for a view: it is an idiom for a small key.
  if (How->By == Reader::Member && C->From != Origin::Bytes && C->From != Origin::View &&
      C->From != Origin::Pointers)
    return;
  // What the same full expression changes must be copied before.
  if (!isUnchangedInExpression(B, sourceOf(*C), E))
    return;
  if (How->Meanwhile) {
    auto Object = Place::ofMemberObject(C->Source, C->IsArrow, Context);
    if (!Object || mayChange(B, *Object, How->Meanwhile))
      return;
  }

  Finding F = Finding::about(E);
  F.What = "'" + quoted(E->getSourceRange(), Context) + "' copies the bytes only to have them read";
  F.Why = "the copy needs memory for all of them and lives to the end of the expression";
  F.Remedy = remedy(E->getType(), Context);
  QualType SourceType = C->IsArrow ? C->Source->getType()->getPointeeType() : C->Source->getType();
  bool IsPart = C->From == Origin::Part && isStdString(E->getType());
  if (How->By == Reader::Operand && IsPart) {
    std::string Object = quoted(C->Source->getSourceRange(), Context, 40),
                Part =
                    quoted({C->Arguments.front()->getBeginLoc(), C->Arguments.back()->getEndLoc()},
                           Context, 40);
    F.What = "'" + quoted(E->getSourceRange(), Context) + "' copies the bytes only to compare them";
    F.Why = "a string is built and destroyed for each comparison";
    if (C->Arguments.size() == 2 && !Object.empty() && !Part.empty())
      F.Remedy = "use '" + Object + (C->IsArrow ? "->" : ".") + "compare(" + Part + ", ...)'" +
                 (Context.getLangOpts().CPlusPlus20 ? " or 'starts_with'" : "");
  } else if (How->By == Reader::Operand) {
    F.What = "'" + quoted(E->getSourceRange(), Context) + "' copies the bytes only to compare them";
    F.Why = "a string is built and destroyed for each comparison";
  } else if (isShortPart(*C, Context)) {
    // A few characters cost less than the code that would avoid them.
    if (F.Remedy == ByPointer)
      return;
    F.Why = "a string is built and destroyed for it";
  }
  bool IsSameView = How->By == Reader::Argument && classOf(How->ViewType) == classOf(SourceType);
  if (IsSameView || (C->From == Origin::String && How->By != Reader::Member))
    F.Remedy = "use '" + quoted(C->Source->getSourceRange(), Context, 40) + "' itself";
  auto View = viewOf(*C, Context);
  // A parameter of another library's view takes what it knows; the conversion is not ours to guess.
  bool FitsReader =
      How->By != Reader::Argument || IsSameView || C->From == Origin::String ||
      (IsText ? isStdStringView(How->ViewType)
              : containerFact(How->ViewType) && containerFact(How->ViewType)->Name == "std::span");
  bool IsKnownView = isText(SourceType) || containerFact(SourceType) || C->From == Origin::Pointers;
  // Nor is it known which operators and members another library's view has.
  if (How->By == Reader::Operand || How->By == Reader::Member)
    FitsReader &= IsKnownView;
  bool NeedsView = View && !View->Type.empty() &&
                   (StringRef(View->Text).starts_with(View->Type + "(") ||
                    StringRef(View->Text).starts_with("std::as_bytes("));
  if (View && FitsReader && isEditable(E->getSourceRange(), Context) &&
      (!NeedsView || hasView(IsText, Context)) &&
      !hasCommentOrDirective(E->getSourceRange(), Context)) {
    Fix Replace{NeedsView ? "use a view" : "use the source itself", {}};
    std::string Text = View->Text;
    if (How->By == Reader::Member && Text.front() == '*')
      Text = "(" + Text + ")";
    Replace.Edits.push_back(FixItHint::CreateReplacement(E->getSourceRange(), Text));
    if (NeedsView)
      if (auto Include = includeEdit(E->getBeginLoc(), View->Header))
        Replace.Edits.push_back(*Include);
    bool IsSafe = !C->StopsAtZero && IsKnownView && !B.function().isDependentContext();
    (IsSafe ? F.Safe : F.Unsafe) = std::move(Replace);
  }
  report(std::move(F));
}

/// Collects the mentions of a variable.
struct MentionFinder : RecursiveASTVisitor<MentionFinder> {
  const VarDecl *Variable;
  llvm::SmallVector<const DeclRefExpr *, 8> Found;
  bool IsCaptured = false;

  explicit MentionFinder(const VarDecl *Variable) : Variable(Variable) {}
  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    if (Ref->getDecl() == Variable)
      Found.push_back(Ref);
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    for (const LambdaCapture &Capture : Lambda->captures())
      IsCaptured |= Capture.capturesVariable() && Capture.getCapturedVar() == Variable;
    return RecursiveASTVisitor::TraverseLambdaExpr(Lambda);
  }
};

/// Whether \p Ref, the only mention of a string, fills a string stream from which only numbers are
/// read: a parser of numbers would read the bytes where they are.
bool feedsNumberParser(const Body &B, const Expr *Ref) {
  const Stmt *Child = nullptr;
  const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(userOf(B, Ref, Child));
  const CXXRecordDecl *Stream = Construct ? classOf(Construct->getType()) : nullptr;
  if (!Stream || qualifiedName(*Stream) != "std::basic_istringstream")
    return false;
  const auto *Declaration = dyn_cast_or_null<DeclStmt>(userOf(B, Construct, Child));
  const auto *Variable = Declaration && Declaration->isSingleDecl()
                             ? dyn_cast<VarDecl>(Declaration->getSingleDecl())
                             : nullptr;
  if (!Variable)
    return false;
  MentionFinder Mentions(Variable);
  Mentions.TraverseStmt(const_cast<Stmt *>(B.statement()));
  bool Parses = false;
  for (const DeclRefExpr *Mention : Mentions.Found) {
    const Stmt *Parent = B.parentIgnoringImplicit(Mention);
    auto Extraction = asOperatorCall(Parent);
    const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(B.parentIgnoringImplicit(Parent));
    if (Extraction && Extraction->Operator == OO_GreaterGreater &&
        Extraction->Operands[1]->getType()->isArithmeticType() &&
        !Extraction->Operands[1]->getType()->isAnyCharacterType())
      Parses = true;
    else if (!Call || !Call->getMethodDecl() || !Call->getMethodDecl()->isConst())
      return false;
  }
  return Parses && !Mentions.IsCaptured;
}

void StringCopy::checkVariable(const Body &B, const VarDecl &Variable) {
  const ASTContext &Context = B.context();
  QualType T = Variable.getType();
  if (!Variable.hasLocalStorage() || isa<ParmVarDecl>(Variable) || !Variable.getInit() ||
      T->isReferenceType() || T->isDependentType() || Variable.isCXXForRangeDecl())
    return;
  auto C = matchCopy(Variable.getInit(), Context);
  if (!C || !Context.hasSameUnqualifiedType(C->Whole->getType(), T))
    return;
  MentionFinder Mentions(&Variable);
  Mentions.TraverseStmt(const_cast<Stmt *>(B.statement()));
  if (Mentions.Found.empty() || Mentions.IsCaptured)
    return;
  bool IsText = isStdString(T);
  Finding F;
  F.Loc = Variable.getLocation();
  F.Ranges.push_back(Variable.getSourceRange());
  F.Work = Variable.getInit();
  F.What = "'" + Variable.getNameAsString() + "' copies the bytes only to have them read";
  F.Why = "the copy needs memory for all of them";

  if (C->From == Origin::Pointers && Mentions.Found.size() == 1 &&
      feedsNumberParser(B, Mentions.Found.front())) {
    F.Why = "the stream copies them once more";
    F.Remedy = Context.getLangOpts().CPlusPlus17
                   ? "parse the number where it is, with 'std::from_chars'"
                   : "parse the number where it is, with 'std::strtod' and its siblings";
    report(std::move(F));
    return;
  }

  for (const DeclRefExpr *Ref : Mentions.Found) {
    auto How = readingOf(B, Ref);
    if (!How)
      return;
    // Views of other libraries are made from strings, not from std::string_view.
    if (How->By == Reader::Argument && IsText && !isStdStringView(How->ViewType))
      return;
  }
  const auto *Declaration = declarationOf(B, Variable);
  Stability SourceStays =
      Declaration ? stabilityOf(B, sourceOf(*C), *Declaration, Mentions.Found) : Stability::Changes;
  if (SourceStays == Stability::Changes)
    return;
  F.Remedy = remedy(T, Context);
  if (isShortPart(*C, Context)) {
    if (F.Remedy == ByPointer)
      return;
    F.Why = "a string is built and destroyed for it";
  }
  auto View = viewOf(*C, Context);
  SourceRange Range = Variable.getSourceRange();
  if (View && !View->Type.empty() && hasView(IsText, Context) && Declaration->isSingleDecl() &&
      isEditable(Range, Context) && !hasCommentOrDirective(Range, Context)) {
    Fix Replace{"declare it as '" + View->Type + "'", {}};
    std::string Text = "const " + View->Type + " " + Variable.getNameAsString();
    Text += C->From == Origin::Part || C->From == Origin::View || C->From == Origin::String
                ? " = " + View->Text
                : "(" + View->Arguments + ")";
    Replace.Edits.push_back(FixItHint::CreateReplacement(Range, Text));
    if (auto Include = includeEdit(Variable.getLocation(), View->Header))
      Replace.Edits.push_back(*Include);
    bool IsSafe =
        !C->StopsAtZero && SourceStays == Stability::Stays && !B.function().isDependentContext();
    (IsSafe ? F.Safe : F.Unsafe) = std::move(Replace);
  }
  report(std::move(F));
}

FASTIDIOUS_CHECK(
    StringCopy,
    {
        .Name = "bytes-string-copy",
        .Summary = "Bytes are copied into a string or vector only so that something can read them",
        .Cost = Cost::ConstantFactor,
        .Confidence = Confidence::Medium,
        .Since = "0.1",
        .Fix = FixKind::SafeOrUnsafe,
        .Docs = R"md(
## Why

`std::string(bytes.begin(), bytes.end())` allocates and copies everything, only for a callee to read
it through a `std::string_view`. The bytes are already there: a view of them costs nothing.

Reported are

- strings made from containers of bytes (`char`, `unsigned char`, `std::byte`), from views, from a
  pointer and a length, from another string (`std::string(s.c_str(), s.size())`), and `s.substr(k)`;
- parts of containers of bytes, made from a pair of iterators;
- vectors of bytes made from strings, and from a pair of pointers;
- a `QByteArray` made into a `std::string` or the other way round, and parts of a `QString` or `QStringView`;
- round trips: `slice.ToString()` where the callee takes the same view class again;

which are passed to a parameter of a view type, compared, written to a stream, walked over, used as the
key of a look-up in a container whose comparison (or hash and equality, since C++20) is transparent, or asked
something that the view can answer. The same holds for a named local that is only read in these ways, or
passed as `data()` and `size()` or `data() + size()` together, while its source stays alive and unchanged; and for a
string that only fills a stream from which a number is parsed. `QString::fromUtf8(text.toUtf8())` and its like
convert there and back, whatever is done with the result.

Where the language standard has no `std::span` or `std::string_view`, the message names the view that the code
base declares (`absl::Span`, `absl::string_view`, `llvm::ArrayRef`, `llvm::StringRef`, those of Boost, GSL and fmt), else a
pointer and a length; where only these are left, `s.substr(i, 2)` and other parts of at most 15 characters are left
alone.

The place of the finding is the beginning of the converting expression, or the name of the variable
that it initialises.

## Example

```cpp bad
#include <string>
#include <string_view>
#include <vector>

bool parse(std::string_view text);

bool parseAll(const std::vector<unsigned char> &bytes) {
  return parse(std::string(bytes.begin(), bytes.end()));
}
```

```cpp good
#include <string_view>
#include <vector>

bool parse(std::string_view text);

bool parseAll(const std::vector<unsigned char> &bytes) {
  return parse(std::string_view(reinterpret_cast<const char *>(bytes.data()), bytes.size()));
}
```

## Fix safety

A conversion within an expression is replaced by the source, or by a `std::string_view` or `std::span` of
it, where the language standard has them; that is safe. A variable becomes a view; that is safe only if
nothing, seen or unseen, can change the source before the variable was last read: a local whose address
was not given away. Otherwise the fix is an unsafe one. `std::string(s.c_str())` stops at an embedded
zero, which a view of `s` would not: unsafe, too. A view that would outlive its bytes is never offered.

## Limitations

Left alone are copies that are stored, returned, captured, moved, changed, passed by value or as
`const std::string &`; copies whose source changes meanwhile; operands that a macro compares, such as
an assertion that also prints them; C interfaces that need the terminating
zero; elements that are not bytes (`int` to `char` narrows) or may not be read through `char`.
Conversions of `QString` to and from `std::string` and `QByteArray` encode, and are no mere copies.

## Measured

1,000 times, bytes are handed to a function that takes a view, or to a comparison. clang 19, `-O2`,
libstdc++ 12, x86-64; medians of 7 interleaved runs. Written by `tools/bench/run`.

| | before | after | before / after | allocations before | after |
|---|---|---|---|---|---|
| string(v.begin(), v.end()), 64 bytes | 16.3 us | 1.25 us | 13 | 1,000 | 0 |
| string(v.begin(), v.end()), 4 KiB | 81.2 us | 1.22 us | 67 | 1,000 | 0 |
| s.substr(8), 64 bytes | 15.9 us | 1.29 us | 12 | 1,000 | 0 |

## References

- [`std::string_view`](https://en.cppreference.com/w/cpp/string/basic_string_view),
  [`std::span`](https://en.cppreference.com/w/cpp/container/span),
  [C++ Core Guidelines SL.str.2](https://isocpp.github.io/CppCoreGuidelines/CppCoreGuidelines#Rstr-view)
)md",
    });

} // namespace
} // namespace fastidious

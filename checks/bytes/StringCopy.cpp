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
};

/// An expression that makes an owning copy of bytes.
struct Copy {
  Origin From;
  const Expr *Whole;  ///< The expression as written.
  const Expr *Source; ///< The object that is copied; for Origin::Pointers the first argument.
  bool IsArrow = false;
  /// The arguments of `substr`, or both of Origin::Pointers.
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

bool isOneOf(StringRef Name, std::initializer_list<StringRef> Names) {
  return llvm::is_contained(Names, Name);
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

/// The type of the elements of the contiguous byte container or text \p T; null for others.
QualType byteElement(QualType T) {
  const ContainerFact *Fact = containerFact(T);
  if (!Fact || !Fact->has(Contiguous))
    return {};
  QualType Element = templateTypeArgument(T, 0);
  if (Element.isNull() || Fact->Name == "llvm::StringRef")
    return {};
  return Element;
}

/// Completes \p Result for a copy of all of \p Object into text of \p Character.
bool fromObject(Copy &Result, const Expr *Object, bool IsArrow, QualType Character) {
  QualType T = Object->getType();
  if (IsArrow)
    T = T->getPointeeType();
  if (T.isNull())
    return false;
  Result.Source = Object;
  Result.IsArrow = IsArrow;
  QualType Element = byteElement(T);
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
         fromObject(Result, Begin->Object, Begin->IsArrow, Character);
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
  if (!Fact || (!IsString && Fact->Name != "std::vector"))
    return std::nullopt;
  QualType Character = templateTypeArgument(T, 0);
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
      return fromObject(Result, Call->Object, Call->IsArrow, Character) &&
                     Result.From == Origin::String
                 ? std::optional(Result)
                 : std::nullopt;
    }
    if (!isText(Argument->getType()) || isMove(Argument))
      return std::nullopt;
    // A copy of a whole string is a matter of its own where it initialises a variable.
    if (isStdString(Argument->getType()) && (!Argument->isLValue() || E == Construct))
      return std::nullopt;
    return fromObject(Result, Argument, false, Character) ? std::optional(Result) : std::nullopt;
  }
  if (Arguments.size() != 2)
    return std::nullopt;
  if (fromWholeRange(Result, Arguments[0], Arguments[1], Character, Context))
    return IsString || Result.From != Origin::Bytes || isByteLike(Character) ? std::optional(Result)
                                                                             : std::nullopt;
  const Expr *First = written(Arguments[0]), *Second = written(Arguments[1]);
  QualType Pointee = First->getType()->isArrayType()
                         ? QualType(First->getType()->getArrayElementTypeNoTypeQual(), 0)
                         : First->getType()->getPointeeType();
  if (!IsString || Pointee.isNull() || isa<StringLiteral>(First) ||
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
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(User))
    return Operator->isComparisonOp();
  const auto *Call = dyn_cast_or_null<CallExpr>(User);
  // A returned view of the argument would be a view of the copy.
  return Call && Call->getCallee() != Child && !isViewClass(Call->getType()) &&
         !Call->getType()->isPointerType();
}

/// Whether \p Call is one of `f(x.data(), x.size())`, and \p Data the first argument.
bool hasSizeArgument(const CallExpr &Call, const Expr *Object, const ASTContext &Context) {
  return llvm::any_of(Call.arguments(), [&](const Expr *Argument) {
    auto Size = asMemberCall(Argument);
    return Size && Size->Object && isOneOf(Size->Name, {"size", "length"}) &&
           sameExpression(Size->Object, Object, Context);
  });
}

/// Whether the associative container \p T compares its keys with anything that they compare with.
bool isTransparent(QualType T) {
  const ContainerFact *Fact = containerFact(T);
  if (!Fact)
    return false;
  bool IsMap = Fact->Name == "std::map" || Fact->Name == "std::multimap";
  if (!IsMap && Fact->Name != "std::set" && Fact->Name != "std::multiset")
    return false;
  const CXXRecordDecl *Compare = classOf(templateTypeArgument(T, IsMap ? 2 : 1));
  return Compare && llvm::any_of(Compare->decls(), [](const Decl *Member) {
           const auto *Named = dyn_cast<TypedefNameDecl>(Member);
           return Named && Named->getName() == "is_transparent";
         });
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
      while (const auto *Cast = dyn_cast_or_null<CastExpr>(Outer))
        Outer = userOf(B, Cast, CallChild);
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
    if (For && For->getRangeStmt() == Declaration && isa<DeclRefExpr>(E) &&
        classifyUse(B, E).Kind == UseKind::Read &&
        !For->getLoopVariable()->getType()->isReferenceType())
      return Reading{Reader::Member};
    return std::nullopt;
  }
  if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(User); Call && IsText) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    StringRef Name = Method && Method->getIdentifier() ? Method->getName() : StringRef();
    if (Method && Method->isInStdNamespace() &&
        isOneOf(Name, {"find", "count", "contains", "lower_bound", "upper_bound"}) &&
        isTransparent(Call->getObjectType()))
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
  std::string Data = Dot + "data()";
  if (IsVector) {
    std::string Element = Character.getUnqualifiedType().getAsString(Context.getPrintingPolicy());
    Result.Type = "std::span<const " + Element + ">";
    Result.Header = "<span>";
    QualType From =
        byteElement(C.IsArrow ? C.Source->getType()->getPointeeType() : C.Source->getType());
    if (From.isNull())
      return std::nullopt;
    if (From->getCanonicalTypeUnqualified() != Character->getCanonicalTypeUnqualified())
      Data = "reinterpret_cast<const " + Element + " *>(" + Data + ")";
    Result.Arguments = Data + ", " + Dot + "size()";
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
    QualType From =
        byteElement(C.IsArrow ? C.Source->getType()->getPointeeType() : C.Source->getType());
    if (From->getCanonicalTypeUnqualified() != Character->getCanonicalTypeUnqualified())
      Data = "reinterpret_cast<const char *>(" + Data + ")";
    Result.Arguments = Data + ", " + Dot + "size()";
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

  void checkBody(const Body &B) override {
    Visitor(*this, B).TraverseStmt(const_cast<Stmt *>(B.statement()));
  }

private:
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
    bool VisitExpr(Expr *E) {
      if (isa<CXXFunctionalCastExpr, CXXTemporaryObjectExpr, CXXMemberCallExpr, CXXStaticCastExpr>(
              E))
        Reporter.checkTemporary(B, E);
      return true;
    }
  };

  void checkTemporary(const Body &B, const Expr *E);
  void checkVariable(const Body &B, const VarDecl &Variable);
  bool hasView(bool IsText, const ASTContext &Context) const {
    return IsText ? Context.getLangOpts().CPlusPlus17 : Context.getLangOpts().CPlusPlus20;
  }
  std::string remedy(bool IsText, const ASTContext &Context) const {
    if (hasView(IsText, Context))
      return IsText ? "read them through 'std::string_view'" : "read them through 'std::span'";
    return "read them where they are, by pointer and length";
  }
};

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

  Finding F;
  F.Loc = E->getBeginLoc();
  F.Ranges.push_back(E->getSourceRange());
  F.Work = E;
  F.Function = &B.function();
  F.What = "'" + quoted(E->getSourceRange(), Context) + "' copies the bytes only to have them read";
  F.Why = "the copy needs memory for all of them and lives to the end of the expression";
  F.Remedy = remedy(IsText, Context);
  QualType SourceType = C->IsArrow ? C->Source->getType()->getPointeeType() : C->Source->getType();
  bool IsSameView = How->By == Reader::Argument && classOf(How->ViewType) == classOf(SourceType);
  if (IsSameView || (C->From == Origin::String && How->By != Reader::Member))
    F.Remedy = "use '" + quoted(C->Source->getSourceRange(), Context, 40) + "' itself";
  auto View = viewOf(*C, Context);
  // A parameter of another library's view takes what it knows; the conversion is not ours to guess.
  bool FitsReader =
      How->By != Reader::Argument || IsSameView || C->From == Origin::String ||
      (IsText ? isStdStringView(How->ViewType)
              : containerFact(How->ViewType) && containerFact(How->ViewType)->Name == "std::span");
  bool NeedsView = View && View->Text.find(View->Type + "(") == 0 && !View->Type.empty();
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
    bool IsKnownView =
        isText(SourceType) || containerFact(SourceType) || C->From == Origin::Pointers;
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
  F.Function = &B.function();
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
  F.Remedy = remedy(IsText, Context);
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
- vectors of bytes made from strings;
- round trips: `slice.ToString()` where the callee takes the same view class again;

which are passed to a parameter of a view type, compared, written to a stream, used as the key of a
transparent look-up, or asked something that the view can answer. The same holds for a named local that
is only read in these ways, or passed as `data()` and `size()` together, while its source stays alive and
unchanged; and for a string that only fills a stream from which a number is parsed.

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
`const std::string &`; copies whose source changes meanwhile; C interfaces that need the terminating
zero; elements that are not bytes (`int` to `char` narrows) or may not be read through `char`.

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

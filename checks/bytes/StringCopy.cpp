#include "checks/framework/Check.h"
#include "checks/support/Calls.h"
#include "checks/support/CopyReaders.h"
#include "checks/support/CopyViews.h"
#include "checks/support/Effects.h"
#include "checks/support/Flow.h"
#include "checks/support/Lifetime.h"
#include "checks/support/SmallStrings.h"
#include "checks/support/Source.h"
#include "checks/support/Streams.h"
#include "checks/support/Strings.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace fastidious {
namespace {

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

  void reportRest(const Body &B, const ByteCopy &C);
  void reportAppended(const Body &B, const ByteCopy &C, const AppendRequest &Append);
  void checkTemporary(const Body &B, const Expr *E);
  void checkRoundTrip(const Body &B, const CallExpr *E);
  void checkVariable(const Body &B, const VarDecl &Variable);
  bool hasView(bool IsText, const ASTContext &Context) const {
    return IsText ? Context.getLangOpts().CPlusPlus17 : Context.getLangOpts().CPlusPlus20;
  }
  /// Whether a view can be written where \p Loc is: there is one, and no header that is for older
  /// standards, too, gets it.
  bool mayWriteView(bool IsText, SourceLocation Loc, const ASTContext &Context) const {
    return hasView(IsText, Context) && !asksForStandard(Loc, Context);
  }
  /// What could read the bytes in this language standard and code base.
  std::string remedy(QualType Copied, const ASTContext &Context) const {
    bool IsText = isStdString(Copied);
    if (isGlobalClass(Copied, "QString"))
      return "read it through 'QStringView'";
    if (isGlobalClass(Copied, "QByteArray"))
      return "read them through 'QByteArrayView', or 'QByteArray::fromRawData'";
    if (hasView(IsText, Context))
      return "read them through '" + (IsText ? viewName(Copied) : "std::span") + "'";
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

/// How the copy \p C, mentioned at \p E as an operand, is compared without being made; empty if the
/// standard library has no words for it.
std::string comparison(const Body &B, const ByteCopy &C, const Expr *E) {
  const ASTContext &Context = B.context();
  if (!isStdString(C.Whole->getType()) || C.Arguments.empty())
    return {};
  auto TextOf = [&](const Expr *Part) { return quoted(Part->getSourceRange(), Context, 40); };
  if (C.From == CopyOrigin::Part) {
    std::string Object = memberAccess(C.Source, C.IsArrow, Context), From = TextOf(C.Arguments[0]),
                Length = C.Arguments.size() == 2 ? TextOf(C.Arguments[1]) : Object + "npos";
    constexpr size_t MostOfMessage = 40;
    if (Object.size() > MostOfMessage || From.empty() || Length.empty())
      return {};
    return "use '" + Object + "compare(" + From + ", " + Length + ", ...)'" +
           (Context.getLangOpts().CPlusPlus20 && C.Arguments.size() == 2 ? " or 'starts_with'"
                                                                         : "");
  }
  // From C++17 on there are views.
  if (C.From != CopyOrigin::Pointers || Context.getLangOpts().CPlusPlus17)
    return {};
  auto Comparison = asOperatorCall(B.parentIgnoringImplicit(E));
  if (!Comparison || Comparison->Operands.size() != 2)
    return {};
  const Expr *Other = Comparison->Operands[B.contains(Comparison->Operands[0], E) ? 1 : 0];
  std::string Object = TextOf(Other), From = TextOf(C.Arguments[0]),
              Length = TextOf(C.Arguments[1]);
  if (!isStdString(Other->getType()) || !written(Other)->isLValue() || Object.empty() ||
      From.empty() || Length.empty() || !C.Arguments[1]->getType()->isIntegerType())
    return {};
  return "use '" + Object + ".compare(0, std::string::npos, " + From + ", " + Length + ")'";
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

/// The view that can stand for \p C in \p B; none that casts where a constant may be asked for.
std::optional<ViewText> viewIn(const Body &B, const ByteCopy &C) {
  auto View = viewOf(C, B.context());
  const auto *Method = dyn_cast<CXXMethodDecl>(&B.function());
  bool IsLambda = Method && Method->getParent()->isLambda();
  if (View && B.function().isConstexpr() && !IsLambda &&
      StringRef(View->Text).contains("reinterpret_cast"))
    return std::nullopt;
  return View;
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

/// Whether \p Part is compared with a literal that is short: a part that may be equal to it is,
/// too.
bool isComparedWithShort(const Body &B, const Expr *Part) {
  auto Comparison = asOperatorCall(B.parentIgnoringImplicit(Part));
  return Comparison && llvm::any_of(Comparison->Operands, [](const Expr *Operand) {
           const auto *Literal = dyn_cast<StringLiteral>(written(Operand));
           return Literal && Literal->getLength() <= ShortString;
         });
}

/// Whether something is looked for in \p Copy: `copy.find(x)`.
bool isSearched(const Body &B, const Expr *Copy) {
  const Stmt *Child = nullptr;
  const auto *Member = dyn_cast_or_null<MemberExpr>(userOf(B, Copy, Child));
  return Member && Member->getMemberDecl()->getIdentifier() &&
         Member->getMemberDecl()->getName().starts_with("find");
}

/// What a copy costs. Short text is kept in the string itself.
std::string needsMemory(bool IsText) {
  return std::string("the copy needs memory for all of them") +
         (IsText ? ", unless they are few" : "");
}

/// The type of the object that \p C copies.
QualType sourceTypeOf(const ByteCopy &C) {
  QualType T = C.Source->getType();
  return C.IsArrow ? T->getPointeeType() : T;
}

/// `atoi(s.substr(k).c_str())`: the rest of a string ends where the string does.
void StringCopy::reportRest(const Body &B, const ByteCopy &C) {
  const ASTContext &Context = B.context();
  if (!isStdString(sourceTypeOf(C)))
    return;
  const Expr *Position = C.Arguments[0];
  std::string Object = sourceText(rangeOfObject(C.Source), Context);
  std::string Start = sourceText(Position->getSourceRange(), Context);
  if (Object.empty() || Start.empty())
    return;
  // `npos + 1` is 0 only if it is added first.
  if (!isa<IntegerLiteral, DeclRefExpr, MemberExpr, CallExpr>(written(Position)))
    Start = "(" + Start + ")";
  std::string Text = Object + (C.IsArrow ? "->" : ".") + "c_str() + " + Start;
  const auto *Whole = cast<Expr>(B.parentIgnoringImplicit(B.parentIgnoringImplicit(C.Whole)));
  Finding F = Finding::about(C.Whole);
  F.What = "'" + quoted(C.Whole->getSourceRange(), Context) +
           "' copies the rest of the text only to have it read up to its end";
  F.Why = "the copy needs memory, unless it is short, and the text ends there anyway";
  // Unlike substr, it does not check the position.
  F.Remedy = "pass '" + Text + "', provided that the text is as long as that";
  if (isEditable(Whole->getSourceRange(), Context))
    F.Unsafe =
        Fix{"pass '" + Text + "'", {FixItHint::CreateReplacement(Whole->getSourceRange(), Text)}};
  report(std::move(F));
}

/// Whether the class \p T has or inherits a member that is called \p Name.
bool hasMember(QualType T, StringRef Name, const ASTContext &Context) {
  const CXXRecordDecl *Class = classOf(T);
  return Class && Class->hasDefinition() && Class->hasMemberName(&Context.Idents.get(Name));
}

/// `s += t.substr(k)`, `s.append(std::string(p, n))`: the characters are copied into a string of
/// their own, only to be copied again.
void StringCopy::reportAppended(const Body &B, const ByteCopy &C, const AppendRequest &Append) {
  const ASTContext &Context = B.context();
  QualType SourceType = sourceTypeOf(C);
  std::string Access = memberAccess(Append.Object, Append.IsArrow, Context);
  std::string Source = sourceText(rangeOfObject(C.Source), Context), Arguments;
  std::string Object = C.IsArrow ? "*" + Source : Source;
  if (!C.Arguments.empty())
    Arguments =
        sourceText({C.Arguments.front()->getBeginLoc(), C.Arguments.back()->getEndLoc()}, Context);
  // What stands for the copy alone, or for the whole call.
  std::string Operand, Call;
  bool IsKnown = true;
  // Not from the body of a macro.
  bool IsSpelled = !Source.empty() && C.Arguments.empty() == Arguments.empty() &&
                   (isa<CXXThisExpr>(Append.Object->IgnoreParenImpCasts()) ||
                    !sourceText(rangeOfObject(Append.Object), Context).empty());
  if (!IsSpelled) {
    IsKnown = false;
  } else if (C.From == CopyOrigin::String ||
             (C.From == CopyOrigin::View && isStdStringView(SourceType))) {
    Operand = Object;
  } else if (C.From == CopyOrigin::Part) {
    Call = Object + ", " + Arguments;
    // Until C++14 the length had no default.
    if (C.Arguments.size() == 1 && !Context.getLangOpts().CPlusPlus14)
      Call += ", std::string::npos";
  } else if (C.From == CopyOrigin::Bytes ||
             (C.From == CopyOrigin::Range && !isStdString(SourceType))) {
    // Given iterators of other containers, libstdc++'s `append` makes a string of its own.
    if (auto View = viewIn(B, C))
      Call = View->Arguments;
  } else if (!Arguments.empty()) {
    Call = Arguments;
  } else if (C.From == CopyOrigin::View && !C.Source->HasSideEffects(Context) &&
             hasMember(SourceType, "data", Context) && hasMember(SourceType, "size", Context)) {
    std::string Member = memberAccess(C.Source, C.IsArrow, Context);
    Call = Member + "data(), " + Member + "size()";
    IsKnown = false;
  }
  if (!Call.empty())
    Call = Access + "append(" + Call + ")";

  constexpr size_t MostOfMessage = 80;
  Finding F = Finding::about(C.Whole);
  F.What =
      "'" + quoted(C.Whole->getSourceRange(), Context) + "' copies the bytes only to append them";
  F.Why =
      "the temporary string needs memory, unless it is short, and its characters are copied again";
  if (!Operand.empty() && Operand.size() <= MostOfMessage)
    F.Remedy = "append '" + Operand + "' itself";
  else if (!Call.empty() && Call.size() <= MostOfMessage)
    F.Remedy = "use '" + Call + "'";
  else
    F.Remedy = "append them from where they are, by pointer and length";
  SourceRange Range = Operand.empty() ? Append.Whole->getSourceRange() : C.Whole->getSourceRange();
  // The object is evaluated before its argument, an operand of '+=' after it.
  if ((!Operand.empty() || !Call.empty()) && !Append.Object->HasSideEffects(Context) &&
      isEditable(Range, Context) && !hasCommentOrDirective(Range, Context)) {
    Fix Replace{F.Remedy, {FixItHint::CreateReplacement(Range, Operand.empty() ? Call : Operand)}};
    bool IsSafe = IsKnown && !C.StopsAtZero && !B.function().isDependentContext();
    (IsSafe ? F.Safe : F.Unsafe) = std::move(Replace);
  }
  report(std::move(F));
}

/// Whether \p T is spelled as an alias of the user's, which may stand for another type elsewhere.
bool isUsersAlias(QualType T, const ASTContext &Context) {
  const auto *Alias = T->getAs<TypedefType>();
  return Alias && !Context.getSourceManager().isInSystemHeader(Alias->getDecl()->getLocation());
}

void StringCopy::checkTemporary(const Body &B, const Expr *E) {
  const ASTContext &Context = B.context();
  auto C = byteCopyOf(E, Context);
  if (!C || C->Whole != E)
    return;
  auto How = copyReadingOf(B, E);
  if (!How || How->By == CopyReader::Pointer)
    return;
  bool IsText = isStdString(E->getType());
  bool IsPart = C->From == CopyOrigin::Part && isStdString(E->getType());
  // `s.substr(k)` is the whole rest, however long.
  bool IsRest = IsPart && C->Arguments.size() == 1;
  if (How->By == CopyReader::Append) {
    if (!isShortCopy(B, *C))
      reportAppended(B, *C, *How->Append);
    return;
  }
  if (How->By == CopyReader::CText) {
    if (IsRest && isUnchangedInExpression(B, sourceOf(*C), E))
      reportRest(B, *C);
    return;
  }
  bool IsSearchedRest = IsRest && How->By == CopyReader::Member && isSearched(B, E);
  // A part or a member of a whole string has no use for a view: it is an idiom for a small key.
  if (How->By == CopyReader::Member && !IsSearchedRest && C->From != CopyOrigin::Bytes &&
      C->From != CopyOrigin::View && C->From != CopyOrigin::Pointers)
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
  F.Why = needsMemory(IsText) + ", and lives to the end of the expression";
  F.Remedy = remedy(E->getType(), Context);
  QualType SourceType = sourceTypeOf(*C);
  if (How->By == CopyReader::Output && isWrittenThrough(B, E))
    return;
  // A few characters need no memory, and cost less than the code that would avoid them.
  if (isShortCopy(B, *C) || (IsPart && !IsRest && isComparedWithShort(B, E)))
    return;
  if (IsSearchedRest) {
    F.What = "'" + quoted(E->getSourceRange(), Context) +
             "' copies the rest of the text only to search it";
    F.Remedy = "search the text itself, from that position";
    report(std::move(F));
    return;
  }
  if (How->By == CopyReader::Operand) {
    F.What = "'" + quoted(E->getSourceRange(), Context) + "' copies the bytes only to compare them";
    F.Why = "a string is built and destroyed for each comparison";
    if (std::string Comparison = comparison(B, *C, E); !Comparison.empty())
      F.Remedy = std::move(Comparison);
  } else if (How->By == CopyReader::Output && F.Remedy == ByPointer) {
    F.Remedy = "write them with 'write(data, length)', unless a width is set";
  }
  bool IsSameView =
      How->By == CopyReader::Argument && classOf(How->ViewType) == classOf(SourceType);
  if (IsSameView || (C->From == CopyOrigin::String && How->By != CopyReader::Member))
    F.Remedy = "use '" + quoted(rangeOfObject(C->Source), Context, 40) + "' itself";
  auto View = viewIn(B, *C);
  // A parameter of another library's view takes what it knows; the conversion is not ours to guess.
  bool FitsReader =
      How->By != CopyReader::Argument || IsSameView || C->From == CopyOrigin::String ||
      (IsText ? isStdStringView(How->ViewType)
              : containerFact(How->ViewType) && containerFact(How->ViewType)->Name == "std::span");
  bool IsKnownView =
      isStdText(SourceType) || containerFact(SourceType) || C->From == CopyOrigin::Pointers;
  // Nor is it known which operators and members another library's view has.
  if (How->By == CopyReader::Operand || How->By == CopyReader::Member)
    FitsReader &= IsKnownView;
  bool NeedsView = View && !View->Type.empty() &&
                   (StringRef(View->Text).starts_with(View->Type + "(") ||
                    StringRef(View->Text).starts_with("std::as_bytes("));
  if (View && FitsReader && isEditable(E->getSourceRange(), Context) &&
      (!NeedsView || mayWriteView(IsText, E->getBeginLoc(), Context)) &&
      !hasCommentOrDirective(E->getSourceRange(), Context)) {
    Fix Replace{NeedsView ? "use a view" : "use the source itself", {}};
    std::string Text = View->Text;
    if (How->By == CopyReader::Member && Text.front() == '*')
      Text = "(" + Text + ")";
    Replace.Edits.push_back(FixItHint::CreateReplacement(E->getSourceRange(), Text));
    if (NeedsView)
      if (auto Include = includeEdit(E->getBeginLoc(), View->Header))
        Replace.Edits.push_back(*Include);
    bool IsSafe = !C->StopsAtZero && IsKnownView && !B.function().isDependentContext() &&
                  !(NeedsView && isUsersAlias(E->getType(), Context));
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

/// Whether \p Ref, the only mention of a string, fills a string stream from which one number is
/// read and nothing else: a parser of numbers would read the bytes where they are.
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
  unsigned Numbers = 0;
  for (const DeclRefExpr *Mention : Mentions.Found) {
    const Stmt *Parent = B.parentIgnoringImplicit(Mention);
    auto Extraction = asOperatorCall(Parent);
    const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(B.parentIgnoringImplicit(Parent));
    auto Next =
        Extraction ? asOperatorCall(B.parentIgnoringImplicit(Extraction->Whole)) : std::nullopt;
    bool ReadsMore = Next && Next->Operator == OO_GreaterGreater;
    if (Extraction && Extraction->Operator == OO_GreaterGreater && !ReadsMore &&
        Extraction->Operands[1]->getType()->isArithmeticType() &&
        !Extraction->Operands[1]->getType()->isAnyCharacterType())
      ++Numbers;
    else if (!Call || !Call->getMethodDecl() || !Call->getMethodDecl()->isConst())
      return false;
  }
  return Numbers == 1 && !Mentions.IsCaptured;
}

/// The edits that give a view's name, `data`, to each `c_str` that \p Mentions of a string are
/// asked for beside its length; nothing if one cannot be edited.
std::optional<std::vector<FixItHint>> dataForCText(const Body &B,
                                                   llvm::ArrayRef<const DeclRefExpr *> Mentions) {
  std::vector<FixItHint> Edits;
  for (const DeclRefExpr *Ref : Mentions) {
    const auto *Member = dyn_cast_or_null<MemberExpr>(B.parentIgnoringImplicit(Ref));
    if (!Member || !Member->getMemberDecl()->getIdentifier() ||
        Member->getMemberDecl()->getName() != "c_str")
      continue;
    SourceRange Name = Member->getMemberLoc();
    if (!isEditable(Name, B.context()))
      return std::nullopt;
    Edits.push_back(FixItHint::CreateReplacement(Name, "data"));
  }
  return Edits;
}

void StringCopy::checkVariable(const Body &B, const VarDecl &Variable) {
  const ASTContext &Context = B.context();
  QualType T = Variable.getType();
  if (!Variable.hasLocalStorage() || isa<ParmVarDecl>(Variable) || !Variable.getInit() ||
      T->isReferenceType() || T->isDependentType() || Variable.isCXXForRangeDecl())
    return;
  auto C = byteCopyOf(Variable.getInit(), Context);
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
  F.Why = needsMemory(IsText);

  if (C->From == CopyOrigin::Pointers && Mentions.Found.size() == 1 &&
      feedsNumberParser(B, Mentions.Found.front())) {
    F.Why = "the stream copies them once more";
    F.Remedy = Context.getLangOpts().CPlusPlus17
                   ? "parse the number where it is, with 'std::from_chars', which skips no blanks"
                   : "parse the number where it is, with 'std::strtod' and its siblings";
    report(std::move(F));
    return;
  }

  bool IsOnlyAsserted = true, IsOnlyCompared = true, MayReachEnd = false;
  for (const DeclRefExpr *Ref : Mentions.Found) {
    auto How = copyReadingOf(B, Ref);
    IndexReach Reach = IsText ? indexReachOf(B, Ref, Mentions.Found) : IndexReach::Within;
    // A view does not end with a zero.
    if (!How || How->By == CopyReader::CText || Reach == IndexReach::ReadsEnd)
      return;
    MayReachEnd |= Reach == IndexReach::MayReachEnd;
    IsOnlyAsserted &= isOnColdPath(B, Ref);
    IsOnlyCompared &= How->By == CopyReader::Operand;
    // Views of other libraries are made from strings, not from std::string_view.
    if (How->By == CopyReader::Argument && IsText && !isStdStringView(How->ViewType))
      return;
  }
  const auto *Declaration = declarationOf(B, Variable);
  Stability SourceStays =
      Declaration ? stabilityOf(B, sourceOf(*C), *Declaration, Mentions.Found) : Stability::Changes;
  if (SourceStays == Stability::Changes)
    return;
  F.Remedy = remedy(T, Context);
  if (std::string Comparison = IsOnlyCompared && F.Remedy == ByPointer
                                   ? comparison(B, *C, Mentions.Found.front())
                                   : std::string();
      !Comparison.empty())
    F.Remedy = std::move(Comparison);
  if (MayReachEnd)
    F.Remedy += ", provided that no index reaches the end: no zero is there";
  if (isShortCopy(B, *C) || IsOnlyAsserted || isNamedOutOfSight(B, Variable))
    return;
  auto View = viewIn(B, *C);
  // Where the copy is elided, as in `std::string s(f())` since C++17, the variable ends before its
  // own parenthesis.
  SourceRange Range(Variable.getSourceRange().getBegin(), Declaration->getEndLoc());
  bool EndsInSemicolon = sourceText({Range.getEnd(), Range.getEnd()}, Context) == ";";
  auto Renames = dataForCText(B, Mentions.Found);
  if (View && Renames && !View->Type.empty() &&
      mayWriteView(IsText, Variable.getLocation(), Context) && Declaration->isSingleDecl() &&
      EndsInSemicolon && isEditable(Range, Context) && !hasCommentOrDirective(Range, Context)) {
    Fix Replace{"declare it as '" + View->Type + "'", {}};
    bool IsAuto =
        Variable.getType()->getContainedAutoType() && StringRef(View->Text).starts_with(View->Type);
    bool IsAssigned = IsAuto || C->From == CopyOrigin::Part || C->From == CopyOrigin::View ||
                      C->From == CopyOrigin::String;
    std::string Text = "const " + (IsAuto ? "auto" : View->Type) + " " +
                       Variable.getNameAsString() +
                       (IsAssigned ? " = " + View->Text : "(" + View->Arguments + ")");
    Replace.Edits.push_back(FixItHint::CreateReplacement(
        CharSourceRange::getCharRange(Range.getBegin(), Range.getEnd()), Text));
    llvm::append_range(Replace.Edits, *Renames);
    if (auto Include = includeEdit(Variable.getLocation(), View->Header))
      Replace.Edits.push_back(*Include);
    bool IsSafe = !C->StopsAtZero && !MayReachEnd && SourceStays == Stability::Stays &&
                  !B.function().isDependentContext() && !isUsersAlias(T, Context);
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
- round trips: `slice.ToString()` where the callee takes the same view class again; and what other classes make of their own
  bytes (`return std::string(c_str(), size());`);

which are passed to a parameter of a view type, compared, written to a stream, appended to another string, walked over, used as the
key of a look-up in a container whose comparison (or hash and equality, since C++20) is transparent, or asked
something that the view can answer. The same holds for a named local that is only read in these ways, or
passed as `data()` and `size()` or `data() + size()` together, while its source stays alive and unchanged; and for a
string that only fills a stream from which a number is parsed. `QString::fromUtf8(text.toUtf8())` and its like
convert there and back, whatever is done with the result.

Where the language standard has no `std::span` or `std::string_view`, the message names the view that the code
base declares (`absl::Span`, `absl::string_view`, `llvm::ArrayRef`, `llvm::StringRef`, those of Boost, GSL and fmt), else a
pointer and a length; where only these are left, `s.substr(i, 2)` and other parts of at most 15 characters are left
alone. `s.substr(0, 4) == "http"` is so everywhere: four characters need no memory. `s.substr(k)` is the whole rest of
the text, and reported where it is only searched (`s.substr(k).find(c)`) or read by a function of the C
library (`atoi(s.substr(k).c_str())`), too.

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
it, where the language standard has them; that is safe. So is `s.append(t, pos, n)` for `s += t.substr(pos, n)`, in every
standard; `data()` and `size()` of a view class that is no standard one are unsafe. A variable becomes a view; that is safe only if
nothing, seen or unseen, can change the source before the variable was last read: a local whose address
was not given away, and the type of the copy is not spelled as an alias of the user's, which may stand for
another type in another build. Otherwise the fix is an unsafe one. `std::string(s.c_str())` stops at an embedded
zero, which a view of `s` would not: unsafe, too. A view that would outlive its bytes is never offered.

## Limitations

Left alone are copies that are stored, returned, captured, moved, changed, passed by value or as
`const std::string &`; copies whose source changes meanwhile; what only assertions look at; what is written by
a statement that flushes the stream; C interfaces that need the terminating
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

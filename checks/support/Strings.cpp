#include "checks/support/Strings.h"

#include "checks/support/Calls.h"
#include "checks/support/Effects.h"
#include "checks/support/Flow.h"
#include "checks/support/Once.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/TripCount.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace fastidious {

bool makesPart(const Expr *E) {
  auto Call = asMemberCall(written(E));
  return Call && isOneOf(Call->Name, {"substr", "left", "mid", "right"});
}

bool isGrowableString(QualType T) {
  const ContainerFact *Fact = containerFact(T);
  return Fact && Fact->has(IsString) && !Fact->has(IsView);
}

// Concatenations ---------------------------------------------------------------------------------

/// Whether \p T is what `+` or `%` of Qt strings gives while QT_USE_QSTRINGBUILDER is in force.
static bool isStringBuilder(QualType T) {
  const CXXRecordDecl *Record = classOf(T);
  return Record && Record->getIdentifier() && Record->getName() == "QStringBuilder";
}

/// Whether \p Function belongs to the library of the string class \p T.
static bool isOperatorOfLibrary(const FunctionDecl &Function, QualType T) {
  const SourceManager &SM = Function.getASTContext().getSourceManager();
  if (Function.isInStdNamespace())
    return true;
  const CXXRecordDecl *Record = classOf(T);
  return SM.isInSystemHeader(Function.getLocation()) ||
         (Record && Record->getDeclContext()->isNamespace() &&
          Function.getEnclosingNamespaceContext()->Equals(Record->getEnclosingNamespaceContext()));
}

bool holdsStringBuilder(const Expr *E) {
  return containsAny(E, [](const Stmt *Part) {
    const auto *Operand = dyn_cast<Expr>(Part);
    return Operand && isStringBuilder(Operand->getType());
  });
}

std::optional<Concatenation> asConcatenation(const Expr *E) {
  if (!E)
    return std::nullopt;
  E = written(E);
  auto Operator = asOperatorCall(E);
  if (!Operator || Operator->Operands.size() != 2)
    return std::nullopt;
  QualType T = E->getType();
  bool IsBuilder = isStringBuilder(T);
  if (Operator->Operator != OO_Plus && !(Operator->Operator == OO_Percent && IsBuilder))
    return std::nullopt;
  if (!IsBuilder && !isGrowableString(T) && !T->isDependentType())
    return std::nullopt;
  Concatenation Result{E, {}, !T->isDependentType()};
  if (Operator->Function && !isOperatorOfLibrary(*Operator->Function, T))
    Result.IsPlain = false;
  for (const Expr *Operand : Operator->Operands) {
    if (auto Nested = asConcatenation(Operand)) {
      Result.Operands.append(Nested->Operands);
      Result.IsPlain &= Nested->IsPlain;
    } else {
      Result.Operands.push_back(written(Operand));
    }
  }
  return Result;
}

// Growth in loops --------------------------------------------------------------------------------

static bool isIteratorLike(QualType T) {
  const CXXRecordDecl *Record = classOf(T);
  return Record && StringRef(Record->getNameAsString()).contains_insensitive("iter");
}

/// The local variable that holds the object which \p Root leads to, or null if the object lives
/// elsewhere, as far as initialisers tell.
static const VarDecl *localOwner(const ValueDecl *Root, const ASTContext &Context,
                                 unsigned Depth = 0) {
  if (const auto *Binding = dyn_cast_or_null<BindingDecl>(Root))
    Root = Binding->getDecomposedDecl();
  const auto *Variable = dyn_cast_or_null<VarDecl>(Root);
  if (!Variable || !Variable->hasLocalStorage() || isa<ParmVarDecl>(Variable) || Depth > 4)
    return nullptr;
  QualType T = Variable->getType();
  const ContainerFact *Fact = containerFact(T);
  if (!T->isReferenceType() && !T->isPointerType()) {
    if (isIteratorLike(T) || (Fact && Fact->has(IsView)) || T->isUndeducedType())
      return nullptr;
    return Variable;
  }
  const Expr *Init = Variable->getInit();
  if (!Init || Variable->isCXXForRangeDecl())
    return nullptr;
  Init = written(Init);
  if (const auto *Address = dyn_cast<UnaryOperator>(Init);
      Address && Address->getOpcode() == UO_AddrOf)
    Init = written(Address->getSubExpr());
  else if (T->isPointerType() && isa<CXXNewExpr>(Init))
    return Variable;
  if (auto Named = Place::of(Init, Context))
    return localOwner(Named->root(), Context, Depth + 1);
  return nullptr;
}

/// Whether a callee that gets a string to change is likely to give it a new value rather than to
/// append: `getline(in, s)`, `reader.readRecord(&s)`.
static bool isLikelyToReplace(const Stmt *User) {
  const auto *Call = dyn_cast_or_null<CallExpr>(User);
  const FunctionDecl *Function = Call ? Call->getDirectCallee() : nullptr;
  if (!Function || Function->isInStdNamespace())
    return true;
  std::string Name = StringRef(Function->getNameAsString()).lower();
  for (StringRef Word : {"get", "read", "next", "recv", "receive", "fetch", "fill", "load", "clear",
                         "reset", "swap", "exchange", "pop", "parse", "convert", "assign", "take"})
    if (StringRef(Name).contains(Word))
      return true;
  return false;
}

/// Whether \p Call takes a known number of elements away, such as a separator at the end:
/// `s.resize(s.size() - 2)`, `s.erase(s.size() - 2)`, `s.erase(at, 1)`, `s.chop(2)`. What has been
/// built so far stays.
static bool onlyTrims(const Stmt *Call, const ASTContext &Context) {
  auto Member = asMemberCall(Call);
  if (!Member || Member->Arguments.empty())
    return false;
  const Expr *Last = Member->Arguments.back();
  if (Member->Name == "chop" || (Member->Name == "erase" && Member->Arguments.size() == 2))
    return constantInteger(Last, Context).has_value();
  const auto *Difference = dyn_cast<BinaryOperator>(withoutCasts(Last));
  auto Size = Difference && Difference->getOpcode() == BO_Sub
                  ? asMemberCall(withoutCasts(Difference->getLHS()))
                  : std::nullopt;
  return Size && isOneOf(Size->Name, {"size", "length"}) && Size->Object && Member->Object &&
         sameExpression(Size->Object, Member->Object, Context) &&
         constantInteger(Difference->getRHS(), Context);
}

static bool resets(const Use &U, const ASTContext &Context) {
  switch (U.Kind) {
  case UseKind::Overwrite:
  case UseKind::Move:
    return true;
  case UseKind::PassToCall:
    return isLikelyToReplace(U.User);
  case UseKind::Modify: {
    // An assignment that is no Overwrite depends on the old value.
    static constexpr llvm::StringLiteral Resetting[] = {"clear",  "assign",   "swap", "erase",
                                                        "resize", "truncate", "chop"};
    return llvm::is_contained(Resetting, U.Member) && !onlyTrims(U.User, Context);
  }
  default:
    return false;
  }
}

/// Whether a use may give the object another value, or (of a container) put another element where
/// one stands; writing an element does neither.
static bool changesItself(const Use &U) {
  return mayWrite(U.Kind) && !isElementAccess(U.Member);
}

static bool isDeclaredIn(const ValueDecl *Declaration, const Loop &L, const Body &B) {
  const SourceManager &SM = B.context().getSourceManager();
  SourceRange Range = L.Statement->getSourceRange();
  SourceLocation At = Declaration->getLocation();
  const auto *Variable = dyn_cast<VarDecl>(Declaration);
  if (Variable && !Variable->hasLocalStorage())
    return false;
  return !SM.isBeforeInTranslationUnit(At, Range.getBegin()) &&
         SM.isBeforeInTranslationUnit(At, Range.getEnd());
}

/// Whether \p Dependency, a variable or a member, may get another value in \p L.
static bool changesIn(const Body &B, const ValueDecl *Dependency, const Loop &L) {
  if (isa<VarDecl>(Dependency))
    return isDeclaredIn(Dependency, L, B) ||
           llvm::any_of(usesOf(B, Place::ofVariable(Dependency), L.Statement), changesItself);
  struct Finder {
    const Body &B;
    const ValueDecl *Field;
    bool find(const Stmt *S) const {
      if (!S)
        return false;
      if (const auto *Member = dyn_cast<MemberExpr>(S);
          Member && Member->getMemberDecl()->getCanonicalDecl() == Field &&
          changesItself(classifyUse(B, Member)))
        return true;
      return llvm::any_of(S->children(), [&](const Stmt *Child) { return find(Child); });
    }
  };
  return Finder{B, Dependency}.find(L.Statement);
}

/// The calls in \p S that put a new element where \p Target, the last or first element of a
/// container, stands: `lines.push_back(x)` for `lines.back()`.
static void collectReplacedElements(const Stmt *S, const Place &Target, const ASTContext &Context,
                                    llvm::SmallPtrSetImpl<const Stmt *> &Out) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (auto Call = isa<CallExpr>(S) ? asMemberCall(S) : std::nullopt) {
    auto Container = Place::ofMemberObject(Call->Object, Call->IsArrow, Context);
    const ContainerFact *Fact = Container ? containerFact(Container->type()) : nullptr;
    if (Fact && elementEffect(*Fact, Call->Name) == ElementEffect::AppendsOne &&
        Target.isReachedFrom(*Container) && Target.steps().size() > Container->steps().size() &&
        Target.steps()[Container->steps().size()] == PlaceStep::Access)
      Out.insert(S);
  }
  for (const Stmt *Child : S->children())
    collectReplacedElements(Child, Target, Context, Out);
}

/// Whether \p L repeats as long as a look-up finds \p Target, as in `while (used.count(name))`: it
/// makes a name that nobody has yet, and nearly always ends at once.
static bool looksForUnusedName(const Body &B, const Loop &L, const Place &Target) {
  auto IsTarget = [&](const Expr *Argument) {
    auto Named = Place::of(written(Argument), B.context());
    return Named && *Named == Target;
  };
  return containsAny(conditionOf(L.Statement), [&](const Stmt *S) {
    if (auto Member = asMemberCall(S))
      return isOneOf(Member->Name, {"find", "count", "contains", "exists", "has"}) &&
             llvm::any_of(Member->Arguments, IsTarget);
    auto Call = asFunctionCall(S);
    return Call && StringRef(Call->QualifiedName).ends_with_insensitive("exists") &&
           llvm::any_of(Call->Arguments, IsTarget);
  });
}

std::optional<Growth> growthOf(const Body &B, const Place &Target, const Expr *Change,
                               unsigned MinTripCount) {
  const Loop *Innermost = B.loopOf(Change);
  if (!Innermost)
    return std::nullopt;
  const Loop *Outermost = Innermost;
  while (Outermost->Parent)
    Outermost = Outermost->Parent;
  llvm::SmallPtrSet<const Stmt *, 8> Resets;
  for (const Use &U : usesOf(B, Target, Outermost->Statement))
    if (U.User && U.User != Change && resets(U, B.context()))
      Resets.insert(U.User);
  collectReplacedElements(Outermost->Statement, Target, B.context(), Resets);
  const VarDecl *Owner = localOwner(Target.root(), B.context());
  auto Stops = [&](const Stmt *S) {
    if (Resets.contains(S))
      return true;
    const auto *Declaration = dyn_cast<DeclStmt>(S);
    return Owner && Declaration &&
           llvm::is_contained(Declaration->decls(), static_cast<const Decl *>(Owner));
  };
  std::optional<Growth> Found;
  for (const Loop *L = Innermost; L; L = L->Parent) {
    auto Count = tripCount(B, *L);
    // A number has few digits.
    bool IsShort =
        (Count && Count->Constant && *Count->Constant < MinTripCount) || mostDigits(B, *L);
    if (IsShort || looksForUnusedName(B, *L, Target) || !repeatsWithout(B, *L, Change, Stops) ||
        happensOnce(B, *L, Change))
      continue;
    // A string that the iteration names (the element of a range-for) is another one in the next.
    bool Varies = Target.root() && Owner != Target.root() && isDeclaredIn(Target.root(), *L, B);
    for (const ValueDecl *Dependency : Target.dependencies())
      Varies |= changesIn(B, Dependency, *L);
    bool MayStartAnew =
        llvm::any_of(Resets, [&](const Stmt *Reset) { return B.contains(L->LoopBody, Reset); });
    if (!Found || !Varies)
      Found = Growth{L, !Varies, MayStartAnew};
    if (!Varies)
      break;
  }
  // Whichever loop it is.
  return Found && !endsInFailure(B, Change) ? Found : std::nullopt;
}

// Appends instead of a concatenation
// ---------------------------------------------------------------

/// `std::string("x")` and `std::string(p)` as an operand only wrap what `+=` takes as well.
static const Expr *withoutWrapper(const Expr *E, QualType String) {
  const Expr *Inner = nullptr;
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
    Inner = Cast->getSubExpr();
  else if (const auto *Cast = dyn_cast<CXXStaticCastExpr>(E))
    Inner = Cast->getSubExpr();
  if (!Inner || !isStdString(E->getType()))
    return E;
  Inner = Inner->IgnoreParenImpCasts();
  while (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(Inner))
    Inner = Bound->getSubExpr();
  const auto *Construct = dyn_cast<CXXConstructExpr>(Inner);
  if (!Construct || Construct->getNumArgs() == 0 || Construct->isListInitialization() ||
      (Construct->getNumArgs() > 1 && !isa<CXXDefaultArgExpr>(Construct->getArg(1))))
    return E;
  const Expr *Argument = written(Construct->getArg(0));
  QualType T = Argument->getType().getCanonicalType().getUnqualifiedType();
  QualType Character = templateTypeArgument(String, 0);
  bool IsText = (T->isPointerType() || T->isArrayType()) && !Character.isNull() &&
                T->getPointeeOrArrayElementType()->getCanonicalTypeUnqualified() ==
                    Character->getCanonicalTypeUnqualified();
  bool IsSame = T == String.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  return IsText || IsSame ? Argument : E;
}

/// Whether `string += operand` compiles and means the same as in `string + operand`.
static bool isAppendable(const Expr *Operand, QualType String) {
  QualType T = Operand->getType();
  if (T->isDependentType())
    return false;
  T = T.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  QualType Canonical = String.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  if (T == Canonical)
    return true;
  const ContainerFact *Fact = containerFact(String);
  if (!Fact)
    return false;
  if (Fact->Name == "QString" || Fact->Name == "QByteArray") {
    const CXXRecordDecl *Record = classOf(T);
    StringRef Name = Record && Record->getIdentifier() ? Record->getName() : StringRef();
    return Name == "QChar" || Name == "QLatin1Char" || Name == "QLatin1String" ||
           (T->isArrayType() && T->getPointeeOrArrayElementType()->isCharType()) ||
           (Fact->Name == "QByteArray" && T->isCharType());
  }
  QualType Character = templateTypeArgument(Canonical, 0);
  if (Character.isNull())
    return false;
  auto IsCharacter = [&](QualType Q) {
    return Q->getCanonicalTypeUnqualified() == Character->getCanonicalTypeUnqualified();
  };
  if (IsCharacter(T))
    return true;
  return (T->isPointerType() || T->isArrayType()) &&
         IsCharacter(QualType(T->getPointeeOrArrayElementType(), 0));
}

void forEachInLoops(const Body &B, llvm::function_ref<void(const Expr *)> Visit) {
  struct Visitor : RecursiveASTVisitor<Visitor> {
    llvm::function_ref<void(const Expr *)> Visit;
    explicit Visitor(llvm::function_ref<void(const Expr *)> Visit) : Visit(Visit) {}
    // A lambda's body is a body of its own.
    bool TraverseLambdaExpr(LambdaExpr *) { return true; }
    bool VisitExpr(Expr *E) {
      Visit(E);
      return true;
    }
  };
  for (const Loop &L : B.loops())
    if (!L.Parent)
      Visitor(Visit).TraverseStmt(const_cast<Stmt *>(L.Statement));
}

bool isStandalone(const Body &B, const Expr *E) {
  const Stmt *Child = E;
  for (const Stmt *P = B.parent(E); P; Child = P, P = B.parent(P)) {
    if (isa<ParenExpr, FullExpr, CXXBindTemporaryExpr, MaterializeTemporaryExpr>(P))
      continue;
    if (const auto *Cast = dyn_cast<CastExpr>(P)) {
      if (Cast->getCastKind() == CK_ToVoid)
        return true;
      if (isa<ImplicitCastExpr>(Cast))
        continue;
      return false;
    }
    if (const auto *Binary = dyn_cast<BinaryOperator>(P)) {
      if (Binary->getOpcode() != BO_Comma)
        return false;
      if (Binary->getLHS() == Child)
        return true;
      continue;
    }
    if (isa<CompoundStmt, SwitchCase, LabelStmt>(P))
      return true;
    if (const auto *For = dyn_cast<ForStmt>(P))
      return Child != For->getCond();
    if (const auto *If = dyn_cast<IfStmt>(P))
      return Child != If->getCond();
    if (const auto *While = dyn_cast<WhileStmt>(P))
      return Child != While->getCond();
    if (const auto *Do = dyn_cast<DoStmt>(P))
      return Child != Do->getCond();
    return isa<CXXForRangeStmt>(P);
  }
  return false;
}

static bool usesSubscript(const Stmt *S) {
  const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(S);
  return (Operator && Operator->getOperator() == OO_Subscript) ||
         (S && llvm::any_of(S->children(), usesSubscript));
}

bool isBetterAsLatin1(const Expr *Operand, QualType String) {
  const auto *Literal = dyn_cast<StringLiteral>(Operand->IgnoreParenImpCasts());
  const CXXRecordDecl *Record = classOf(String);
  if (!Literal || !Literal->isOrdinary() || Literal->containsNonAscii() || !Record ||
      qualifiedName(*Record) != "QString")
    return false;
  bool TakesLatin1 = false, TakesUtf8 = false;
  for (const CXXMethodDecl *Method : Record->methods()) {
    bool Appends = Method->getIdentifier() ? Method->getName() == "append"
                                           : Method->getOverloadedOperator() == OO_PlusEqual;
    if (!Appends || Method->getNumParams() != 1)
      continue;
    const CXXRecordDecl *Taken = classOf(Method->getParamDecl(0)->getType().getNonReferenceType());
    TakesLatin1 |= Taken && Taken->getName().starts_with("QLatin1String");
    TakesUtf8 |= Taken && Taken->getName().contains("Utf8StringView");
  }
  return TakesLatin1 && !TakesUtf8;
}

/// \p Literal, which is spelled \p Text, as a QLatin1Char if it is one character, else as a
/// QLatin1String.
static std::string latin1Text(const StringLiteral &Literal, StringRef Text) {
  if (StringRef Inner = Text;
      Literal.getLength() == 1 && Inner.consume_front("\"") && Inner.consume_back("\""))
    return ("QLatin1Char('" + (Inner == "'" ? "\\'" : Inner) + "')").str();
  return ("QLatin1String(" + Text + ")").str();
}

llvm::SmallVector<FixItHint, 2> appendEach(const Body &B, const AppendRequest &Request) {
  const ASTContext &Context = B.context();
  std::string Object = sourceText(rangeOfObject(Request.Object), Context);
  QualType String =
      Request.IsArrow ? Request.Object->getType()->getPointeeType() : Request.Object->getType();
  if (Object.empty() || String.isNull() || !isStandalone(B, Request.Whole))
    return {};
  llvm::SmallVector<std::string> Texts;
  llvm::SmallVector<bool> IsCharacter;
  for (const Expr *Operand : Request.Operands) {
    Operand = withoutWrapper(Operand, String);
    if (!isAppendable(Operand, String))
      return {};
    std::string Text = sourceText(Operand->getSourceRange(), Context);
    if (Text.empty())
      return {};
    if (const auto *Binary = dyn_cast<BinaryOperator>(Operand);
        Binary && Binary->getOpcode() == BO_Comma)
      Text = "(" + Text + ")";
    if (isBetterAsLatin1(Operand, String))
      Text = latin1Text(*cast<StringLiteral>(Operand->IgnoreParenImpCasts()), Text);
    Texts.push_back(std::move(Text));
    IsCharacter.push_back(!classOf(Operand->getType()) && !Operand->getType()->isPointerType() &&
                          !Operand->getType()->isArrayType());
  }
  bool NeedsParens =
      !isa<DeclRefExpr, MemberExpr, ArraySubscriptExpr, CXXOperatorCallExpr, CallExpr>(
          Request.Object->IgnoreParenImpCasts()) ||
      Object.front() == '*';
  std::string Value = Object;
  if (Request.IsArrow)
    Value = NeedsParens ? "*(" + Object + ")" : "*" + Object;

  const Stmt *Statement = B.enclosingStatement(Request.Whole);
  const auto *StatementExpr = dyn_cast<Expr>(Statement);
  bool IsStatement = StatementExpr && written(StatementExpr) == written(Request.Whole);
  // A subscript may cost a search, which one chain does once.
  bool IsCheap = !usesSubscript(Request.Object);
  if (IsStatement && (IsCheap || Texts.size() == 1)) {
    llvm::SmallVector<std::string> Statements;
    for (const std::string &Text : Texts)
      Statements.push_back(Value + " += " + Text);
    return replaceStatement(Statement, B.parent(Statement), Statements, Context);
  }
  SourceRange Range = Request.Whole->getSourceRange();
  if (!isEditable(Range, Context) || hasCommentOrDirective(Range, Context))
    return {};
  std::string Chain = memberAccess(Request.Object, Request.IsArrow, Context);
  for (size_t I = 0; I < Texts.size(); ++I) {
    bool NeedsCount = IsCharacter[I] && containerFact(String)->Name != "QString" &&
                      containerFact(String)->Name != "QByteArray";
    Chain += std::string(I ? "." : "") + "append(" + (NeedsCount ? "1, " : "") + Texts[I] + ")";
  }
  return {FixItHint::CreateReplacement(Range, Chain)};
}

std::string memberAccess(const Expr *Object, bool IsArrow, const ASTContext &Context) {
  const Expr *E = Object->IgnoreParenImpCasts();
  // `(*p).` is `p->`.
  if (const auto *Star = dyn_cast<UnaryOperator>(E);
      Star && Star->getOpcode() == UO_Deref && !IsArrow)
    return memberAccess(Star->getSubExpr(), /*IsArrow=*/true, Context);
  if (const auto *This = dyn_cast<CXXThisExpr>(E))
    return This->isImplicit() ? "" : "this->";
  std::string Text = sourceText(rangeOfObject(Object), Context);
  bool IsPrimary = isa<DeclRefExpr, MemberExpr, ArraySubscriptExpr, CallExpr>(E) &&
                   !StringRef(Text).starts_with("*");
  if (!IsPrimary && !isa<ParenExpr>(Object->IgnoreImplicit()))
    Text = "(" + Text + ")";
  return Text + (IsArrow ? "->" : ".");
}

bool isSameAsAppends(const Body &B, const Place &Target, llvm::ArrayRef<const Expr *> Operands,
                     const Expr *Whole) {
  bool IsShared = isReachableByOthers(B, Target);
  bool IsObserved = IsShared || isCaughtWithin(B, Target, Whole);
  for (size_t I = 0; I < Operands.size(); ++I) {
    const Expr *Operand = Operands[I];
    if (!isAppendable(withoutWrapper(Operand, Target.type()), Target.type()))
      return false;
    if (mayTouch(B, Operand, Target, IsShared))
      return false;
    if (I > 0 && IsObserved && mayThrow(Operand, B.context()))
      return false;
  }
  return true;
}

} // namespace fastidious

#include "checks/support/TripCount.h"

#include "checks/support/Calls.h"
#include "checks/support/Source.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

#include <fmt/format.h>

using namespace clang;

namespace fastidious {
namespace {

bool isInteger(QualType T) {
  return !T.isNull() && (T->isIntegralOrUnscopedEnumerationType() || T->isDependentType());
}

bool isUnsigned(QualType T) {
  return !T.isNull() && T->isUnsignedIntegerType();
}

/// The declaration statements of a loop, its own header included.
bool declares(const Stmt *S, const ValueDecl *D) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
    for (const Decl *Declared : Declaration->decls()) {
      if (Declared == D)
        return true;
      if (const auto *Decomposition = dyn_cast<DecompositionDecl>(Declared))
        if (llvm::is_contained(Decomposition->bindings(), D))
          return true;
    }
  }
  if (const auto *Catch = dyn_cast<CXXCatchStmt>(S); Catch && Catch->getExceptionDecl() == D)
    return true;
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return declares(Child, D); });
}

const VarDecl *variableOf(const Expr *E) {
  const auto *Ref = E ? dyn_cast<DeclRefExpr>(written(E)) : nullptr;
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

bool isIteratorLike(QualType T) {
  if (T.isNull())
    return false;
  T = T.getNonReferenceType();
  return T->isPointerType() || (T->isRecordType() && !containerFact(T));
}

/// Whether a class is a random access iterator by its own `iterator_category`; pointers are.
bool isRandomAccess(QualType T) {
  if (T->isPointerType())
    return true;
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record)
    return false;
  // libstdc++ and libc++ wrap pointers in these.
  if (Record->getIdentifier() &&
      (Record->getName() == "__normal_iterator" || Record->getName() == "__wrap_iter" ||
       Record->getName() == "_Deque_iterator" || Record->getName() == "__deque_iterator"))
    return true;
  for (const Decl *D : Record->decls())
    if (const auto *Alias = dyn_cast<TypedefNameDecl>(D))
      if (Alias->getIdentifier() && Alias->getName() == "iterator_category")
        if (const CXXRecordDecl *Tag = Alias->getUnderlyingType()->getAsCXXRecordDecl())
          return Tag->getIdentifier() && (Tag->getName() == "random_access_iterator_tag" ||
                                          Tag->getName() == "contiguous_iterator_tag");
  return false;
}

const CXXMethodDecl *methodOf(const CXXRecordDecl *Record, StringRef Name, unsigned Parameters,
                              bool ConstOnly) {
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record)
    return nullptr;
  for (const CXXMethodDecl *Method : Record->methods())
    if (Method->getIdentifier() && Method->getName() == Name &&
        Method->getMinRequiredArguments() <= Parameters && Method->getNumParams() >= Parameters &&
        (!ConstOnly || Method->isConst()) && Method->getAccess() == AS_public)
      return Method;
  for (const CXXBaseSpecifier &Base : Record->bases())
    if (const CXXRecordDecl *BaseClass = classOf(Base.getType()))
      if (const CXXMethodDecl *Found = methodOf(BaseClass, Name, Parameters, ConstOnly))
        return Found;
  return nullptr;
}

bool hasSubscript(const CXXRecordDecl *Record) {
  Record = Record->getDefinition();
  if (!Record)
    return false;
  for (const CXXMethodDecl *Method : Record->methods())
    if (Method->getOverloadedOperator() == OO_Subscript && Method->getNumParams() == 1 &&
        Method->getParamDecl(0)->getType().getNonReferenceType()->isIntegerType())
      return true;
  for (const CXXBaseSpecifier &Base : Record->bases())
    if (const CXXRecordDecl *BaseClass = classOf(Base.getType());
        BaseClass && hasSubscript(BaseClass))
      return true;
  return false;
}

/// A visible body that only returns a member, or asks one for its size: cheap and without effects.
bool isPlainGetter(const FunctionDecl *Function) {
  const FunctionDecl *Definition = nullptr;
  const Stmt *Root = Function && Function->hasBody(Definition) ? Definition->getBody() : nullptr;
  const auto *Compound = dyn_cast_or_null<CompoundStmt>(Root);
  if (!Compound || Compound->size() != 1)
    return false;
  const auto *Return = dyn_cast<ReturnStmt>(Compound->body_front());
  if (!Return || !Return->getRetValue())
    return false;
  const Expr *Value = written(Return->getRetValue());
  while (const auto *Cast = dyn_cast<ExplicitCastExpr>(Value))
    Value = written(Cast->getSubExpr());
  if (auto Call = asMemberCall(Value); Call && Call->Arguments.empty() && Call->Object &&
                                       (Call->Name == "size" || Call->Name == "length"))
    Value = written(Call->Object);
  if (auto Difference = asOperatorCall(Value); Difference && Difference->Operator == OO_Minus &&
                                               Difference->Operands.size() == 2 &&
                                               !Difference->Function)
    return llvm::all_of(Difference->Operands, [](const Expr *Operand) {
      return isa<MemberExpr, IntegerLiteral>(written(Operand));
    });
  if (auto Deref = asOperatorCall(Value);
      Deref && Deref->Operands.size() == 1 && Deref->Operator == OO_Star)
    Value = written(Deref->Operands[0]);
  return isa<MemberExpr, IntegerLiteral, DeclRefExpr>(Value);
}

/// Views whose size is that of the range they adapt; [range.adaptors], LLVM's STLExtras,
/// Boost.Range, Qt.
constexpr llvm::StringLiteral SizePreserving[] = {"std::ranges::views::transform",
                                                  "std::ranges::views::reverse",
                                                  "std::ranges::views::keys",
                                                  "std::ranges::views::values",
                                                  "std::ranges::views::elements",
                                                  "std::ranges::views::enumerate",
                                                  "std::ranges::views::common",
                                                  "std::ranges::views::all",
                                                  "std::ranges::views::as_const",
                                                  "std::ranges::views::as_rvalue",
                                                  "std::as_const",
                                                  "llvm::reverse",
                                                  "llvm::enumerate",
                                                  "boost::adaptors::reverse",
                                                  "boost::adaptors::transform",
                                                  "boost::adaptors::reversed",
                                                  "boost::adaptors::transformed",
                                                  "boost::adaptors::map_keys",
                                                  "boost::adaptors::map_values",
                                                  "qAsConst"};

/// Views of the standard library that have `size()` if their first argument has.
constexpr llvm::StringLiteral SizedIfBase[] = {
    "std::ranges::transform_view", "std::ranges::reverse_view",   "std::ranges::elements_view",
    "std::ranges::common_view",    "std::ranges::ref_view",       "std::ranges::owning_view",
    "std::ranges::take_view",      "std::ranges::drop_view",      "std::ranges::enumerate_view",
    "std::ranges::as_const_view",  "std::ranges::as_rvalue_view", "std::ranges::stride_view",
    "std::ranges::chunk_view"};

/// An integer expression as base plus offset.
struct Linear {
  std::optional<CountTerm> Base;
  int64_t Offset = 0;
  std::optional<int64_t> Value;
};

class Counter {
public:
  Counter(const Body &B, const Loop *L) : B(B), Context(B.context()), L(L) {}

  std::optional<TripCount> loop();
  std::optional<TripCount> iterators(const Expr *First, const Expr *Last, bool StopsByEquality,
                                     bool Repeated);
  std::optional<TripCount> range(const Expr *Range);
  std::optional<TripCount> value(const Expr *N);

private:
  const Body &B;
  ASTContext &Context;
  const Loop *L;
  TripCount Result;

  /// A variable in the condition, with what the condition itself does to it.
  struct Subject {
    const VarDecl *Variable = nullptr;
    int64_t Offset = 0; ///< `i + 1 < n`
    int SelfStep = 0;   ///< `i--`, `--i` in the condition
    bool IsPrefix = false;
  };

  std::optional<Linear> linear(const Expr *E, bool Repeated, unsigned Depth = 0);
  bool isRepeatable(const Expr *E, bool Repeated, bool &NonNegative);
  bool isRepeatableObject(const Expr *E, bool SizeOnly, bool Repeated);
  bool addSource(const Place &P, bool SizeOnly);
  bool isUnmodified(const VarDecl *Variable) const;
  std::string text(const Expr *E);
  std::string sizeText(const Expr *Object);

  std::optional<Subject> subject(const Expr *E) const;
  std::optional<int64_t> step(const VarDecl *Variable) const;
  std::optional<int64_t> updateOf(const Expr *E, const VarDecl *Variable) const;
  const Expr *start(const VarDecl *Variable, bool &IsInit) const;
  std::optional<TripCount> counted(const Subject &S, OverloadedOperatorKind Operator,
                                   const Expr *Bound);
  std::optional<TripCount> finish();

  /// One end of an iterator range.
  struct End {
    const Expr *Object = nullptr; ///< The container or array; null for plain pointers.
    bool AtEnd = false;
    const Expr *Pointer = nullptr; ///< The pointer or iterator that an offset is added to.
    Linear Offset;
  };
  std::optional<End> parseEnd(const Expr *E, bool Repeated, unsigned Depth = 0);
};

/// Spelled text that can be written elsewhere: one line, no comments.
std::string Counter::text(const Expr *E) {
  std::string Text = quoted(E->getSourceRange(), Context, 200);
  if (Text.find("//") != std::string::npos || Text.find("/*") != std::string::npos ||
      sourceText(E->getSourceRange(), Context).size() > 190)
    return {};
  return Text;
}

/// Whether \p Text needs no parentheses before `.` or next to an operator.
bool isPrimary(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (auto Operator = asOperatorCall(E))
    return Operator->Operator == OO_Subscript || Operator->Operator == OO_Call;
  return !isa<AbstractConditionalOperator, CStyleCastExpr>(E);
}

std::string Counter::sizeText(const Expr *Object) {
  Object = written(Object);
  if (isa<CXXThisExpr>(Object))
    return "size()";
  if (auto Operator = asOperatorCall(Object);
      Operator && Operator->Operator == OO_Star && Operator->Operands.size() == 1) {
    const Expr *Pointer = written(Operator->Operands[0]);
    if (isa<CXXThisExpr>(Pointer))
      return "this->size()";
    std::string Text = text(Pointer);
    if (Text.empty() || !isPrimary(Pointer))
      return Text.empty() ? Text : "(*" + Text + ").size()";
    return Text + "->size()";
  }
  std::string Text = text(Object);
  if (Text.empty())
    return Text;
  return (isPrimary(Object) ? Text : "(" + Text + ")") + ".size()";
}

bool Counter::isUnmodified(const VarDecl *Variable) const {
  if (!Variable->hasLocalStorage())
    return Variable->getType().isConstQualified();
  if (Variable->getType().isConstQualified())
    return true;
  for (const Use &U : usesOf(B, Place::ofVariable(Variable), B.statement()))
    if (mayWrite(U.Kind) && U.Kind != UseKind::Capture)
      return false;
  return true;
}

bool Counter::addSource(const Place &P, bool SizeOnly) {
  if (P.type().isVolatileQualified())
    return false;
  // Another thread may change an atomic.
  if (const CXXRecordDecl *Record = classOf(P.type());
      Record && Record->getIdentifier() && Record->getName() == "atomic")
    return false;
  if (L && P.root() && declares(L->Statement, P.root()))
    Result.IsWritable = false;
  Result.Sources.push_back({P, SizeOnly});
  return true;
}

/// Whether the object that \p E denotes is the same each time, and cheap to name again.
bool Counter::isRepeatableObject(const Expr *E, bool SizeOnly, bool Repeated) {
  E = written(E);
  if (isa<CXXThisExpr>(E))
    return true;
  if (auto P = Place::of(E, Context)) {
    for (const ValueDecl *Dependency : P->dependencies())
      if (const auto *Variable = dyn_cast<VarDecl>(Dependency))
        if (!addSource(Place::ofVariable(Variable), false))
          return false;
    return addSource(*P, SizeOnly);
  }
  if (auto Call = asMemberCall(E)) {
    if (!Call->Object || !Call->Method || !Call->Method->isConst())
      return false;
    if (!Call->Method->getReturnType()->isReferenceType() &&
        !Call->Method->getReturnType()->isPointerType())
      return false;
    if (!Repeated && !isPlainGetter(Call->Method) && !isElementAccess(Call->Name))
      Result.HasSideEffects = true;
    bool NonNegative;
    return llvm::all_of(Call->Arguments,
                        [&](const Expr *A) { return isRepeatable(A, Repeated, NonNegative); }) &&
           isRepeatableObject(Call->Object, false, Repeated);
  }
  if (auto Call = asOperatorCall(E);
      Call &&
      (Call->Operator == OO_Arrow || Call->Operator == OO_Star || Call->Operator == OO_Subscript)) {
    bool NonNegative;
    return isRepeatableObject(Call->Operands[0], false, Repeated) &&
           (Call->Operands.size() < 2 || isRepeatable(Call->Operands[1], Repeated, NonNegative));
  }
  // A member of what a getter returns.
  if (const auto *Member = dyn_cast<MemberExpr>(E);
      Member && isa<FieldDecl>(Member->getMemberDecl()))
    return isRepeatableObject(Member->getBase(), SizeOnly, Repeated);
  return false;
}

/// Whether \p E has the same value each time within the loop and evaluating it has no effects.
/// \p Repeated: the loop itself evaluates it on each iteration, so once more does not matter.
bool Counter::isRepeatable(const Expr *E, bool Repeated, bool &NonNegative) {
  E = written(E);
  NonNegative = isUnsigned(E->getType());
  if (!E->isValueDependent() && E->getType()->isIntegralOrEnumerationType()) {
    Expr::EvalResult Constant;
    if (E->EvaluateAsInt(Constant, Context) && !Constant.HasSideEffects) {
      NonNegative = Constant.Val.getInt().isNonNegative();
      return true;
    }
  }
  if (isa<IntegerLiteral, CharacterLiteral, UnaryExprOrTypeTraitExpr, SizeOfPackExpr,
          SubstNonTypeTemplateParmExpr>(E))
    return NonNegative = true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E);
      Ref && isa<NonTypeTemplateParmDecl, EnumConstantDecl>(Ref->getDecl()))
    return true;
  if (isa<DependentScopeDeclRefExpr>(E)) // T::kSize
    return true;
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E)) {
    if (!isInteger(Cast->getType()) || !isInteger(Cast->getSubExpr()->getType()))
      return false;
    bool Inner = false;
    if (!isRepeatable(Cast->getSubExpr(), Repeated, Inner))
      return false;
    NonNegative |=
        Inner && !Cast->getType()->isDependentType() && Context.getTypeSize(Cast->getType()) >= 32;
    return true;
  }
  if (auto Call = asMemberCall(E)) {
    bool IsSize = (Call->Name == "size" || Call->Name == "length" || Call->Name == "count") &&
                  Call->Arguments.empty();
    if (!Call->Object || Call->Name.empty())
      return false;
    bool IsKnown =
        IsSize && (containerFact(Call->IsArrow ? Call->Object->getType()->getPointeeType()
                                               : Call->Object->getType()) ||
                   (!Call->IsArrow && hasConstantSize(Call->Object->getType())));
    if (Call->Method ? (!Call->Method->isConst() || Call->Method->isVolatile()) && !IsKnown
                     : !IsSize)
      return false;
    if (!Repeated && !IsKnown && !isPlainGetter(Call->Method))
      Result.HasSideEffects = true;
    NonNegative |= IsSize;
    bool Ignored;
    if (!llvm::all_of(Call->Arguments,
                      [&](const Expr *A) { return isRepeatable(A, Repeated, Ignored); }))
      return false;
    if (Call->IsArrow) {
      if (isa<CXXThisExpr>(written(Call->Object)))
        return addSource(*Place::ofMemberObject(Call->Object, true, Context), IsSize);
      if (auto P = Place::ofMemberObject(Call->Object, true, Context))
        return isRepeatableObject(Call->Object, false, Repeated) && addSource(*P, IsSize);
    }
    return isRepeatableObject(Call->Object, IsSize, Repeated);
  }
  if (auto Call = asFunctionCall(E)) {
    if (Call->QualifiedName == "std::size" || Call->QualifiedName == "std::ssize" ||
        Call->QualifiedName == "std::ranges::size") {
      NonNegative = true;
      return Call->Arguments.size() == 1 && isRepeatableObject(Call->Arguments[0], true, Repeated);
    }
    const FunctionDecl *Function = Call->Function;
    bool IsPure = Call->QualifiedName == "std::min" || Call->QualifiedName == "std::max" ||
                  Call->QualifiedName == "strlen" || Call->QualifiedName == "std::strlen" ||
                  (Function && (Function->hasAttr<PureAttr>() || Function->hasAttr<ConstAttr>() ||
                                (Function->isConstexpr() && !isa<CXXMethodDecl>(Function))));
    if (!IsPure)
      return false;
    bool AllNonNegative = !Call->Arguments.empty();
    for (const Expr *Argument : Call->Arguments) {
      bool Inner;
      const Expr *A = written(Argument);
      if (!(A->getType()->isPointerType() ? isRepeatableObject(A, false, Repeated)
                                          : isRepeatable(A, Repeated, Inner)))
        return false;
      AllNonNegative &= Inner;
    }
    NonNegative |= AllNonNegative && Call->QualifiedName.starts_with("std::m");
    return true;
  }
  if (!isa<CXXOperatorCallExpr>(E))
    if (auto Operator = asOperatorCall(E)) {
      switch (Operator->Operator) {
      case OO_Minus:
        if (Operator->Operands.size() == 1) {
          bool Ignored;
          NonNegative = false;
          Result.ComputationMayWrap = true;
          return isInteger(E->getType()) && isRepeatable(Operator->Operands[0], Repeated, Ignored);
        }
        [[fallthrough]];
      case OO_Star:
        if (Operator->Operands.size() == 1)
          break;
        [[fallthrough]];
      case OO_Plus:
      case OO_Slash:
      case OO_Percent:
      case OO_GreaterGreater:
      case OO_LessLess:
      case OO_Amp: {
        if (!isInteger(E->getType()) || Operator->Operands.size() != 2)
          return false;
        bool Left, Right;
        if (!isRepeatable(Operator->Operands[0], Repeated, Left) ||
            !isRepeatable(Operator->Operands[1], Repeated, Right))
          return false;
        // A difference of unsigned numbers wraps; it is no proof of anything.
        NonNegative = Left && Right && Operator->Operator != OO_Minus;
        if (Operator->Operator == OO_Minus)
          Result.ComputationMayWrap = true;
        return true;
      }
      default:
        break;
      }
    }
  if (const auto *Conditional = dyn_cast<ConditionalOperator>(E)) {
    bool Left, Right, Ignored;
    // The condition is a comparison as a rule; its operands must stay the same, too.
    auto Compared = asOperatorCall(Conditional->getCond());
    if (!Compared || Compared->Operands.size() != 2 || Compared->Function)
      return false;
    for (const Expr *Operand : Compared->Operands)
      if (!isRepeatable(Operand, Repeated, Ignored))
        return false;
    if (!isRepeatable(Conditional->getTrueExpr(), Repeated, Left) ||
        !isRepeatable(Conditional->getFalseExpr(), Repeated, Right))
      return false;
    NonNegative = Left && Right;
    return true;
  }
  if (!isInteger(E->getType()))
    return false;
  return isRepeatableObject(E, false, Repeated);
}

std::optional<Linear> Counter::linear(const Expr *E, bool Repeated, unsigned Depth) {
  E = written(E);
  if (!isInteger(E->getType()) || E->getType()->isBooleanType() || Depth > 6)
    return std::nullopt;
  Linear Out;
  if (!E->isValueDependent()) {
    Expr::EvalResult Constant;
    if (E->EvaluateAsInt(Constant, Context) && !Constant.HasSideEffects &&
        Constant.Val.getInt().getSignificantBits() <= 62)
      Out.Value = Constant.Val.getInt().getExtValue();
  }
  bool IsConstant = Out.Value && *Out.Value >= 0;
  const Expr *Literal = E;
  if (const auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->getOpcode() == UO_Minus)
    Literal = written(Unary->getSubExpr());
  if (isa<IntegerLiteral, CharacterLiteral>(Literal) && Out.Value &&
      !E->getBeginLoc().isMacroID()) {
    Out.Offset = *Out.Value;
    return Out;
  }
  // A cast between integers keeps the value of every count that fits into memory.
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E);
      Cast && !Cast->getType()->isDependentType() && isInteger(Cast->getSubExpr()->getType()) &&
      Context.getTypeSize(Cast->getType()) >= 32 && !Out.Value)
    return linear(Cast->getSubExpr(), Repeated, Depth + 1);
  if (const auto *Binary = dyn_cast<BinaryOperator>(E);
      Binary && Binary->isAdditiveOp() && !E->isTypeDependent()) {
    TripCount Saved = Result;
    auto Left = linear(Binary->getLHS(), Repeated, Depth + 1);
    auto Right = linear(Binary->getRHS(), Repeated, Depth + 1);
    bool Subtract = Binary->getOpcode() == BO_Sub;
    if (Left && Right && !(Left->Base && Right->Base) && !(Right->Base && Subtract) &&
        Left->Offset < INT32_MAX && Right->Offset < INT32_MAX) {
      Out.Base = Left->Base ? Left->Base : Right->Base;
      Out.Offset = Subtract ? Left->Offset - Right->Offset : Left->Offset + Right->Offset;
      return Out;
    }
    Result = std::move(Saved);
  }
  if (const VarDecl *Variable = variableOf(E)) {
    const Expr *Init = Variable->getInit();
    bool InHeader = L && declares(L->Statement, Variable);
    if (Init && !isa<ParmVarDecl>(Variable) && !Variable->getType()->isReferenceType() &&
        (InHeader || !Out.Value) && isUnmodified(Variable)) {
      TripCount Saved = Result;
      auto Resolved = linear(Init, false, Depth + 1);
      if (InHeader)
        return Resolved;
      // The name is better than what it was computed from; the value counts all the same.
      Result = std::move(Saved);
      if (Resolved && Resolved->Value)
        Out.Value = Resolved->Value;
      bool NonNegative = Resolved && Context.getTypeSize(Variable->getType()) >= 32 &&
                         Resolved->Offset >= 0 && Resolved->Base && Resolved->Base->NonNegative;
      if (!addSource(Place::ofVariable(Variable), false))
        return std::nullopt;
      Out.Base = CountTerm{
          text(E), Variable->getType().getCanonicalType().getUnqualifiedType(),
          NonNegative || isUnsigned(Variable->getType()) || (Out.Value && *Out.Value >= 0), true};
      return Out;
    }
    if (InHeader)
      return std::nullopt;
  }
  bool NonNegative = false;
  if (!isRepeatable(E, Repeated, NonNegative))
    return std::nullopt;
  QualType T = E->getType();
  bool IsKnownType = !T->isDependentType();
  Out.Base =
      CountTerm{text(E), IsKnownType ? T.getCanonicalType().getUnqualifiedType() : QualType(),
                NonNegative || (Out.Value && *Out.Value >= 0), isPrimary(E), IsConstant};
  if (!IsKnownType && NonNegative)
    Out.Base->Type = Context.getSizeType();
  if (Out.Base->Text.empty())
    Result.IsWritable = false;
  return Out;
}

std::optional<Counter::Subject> Counter::subject(const Expr *E) const {
  E = written(E);
  if (const VarDecl *Variable = variableOf(E))
    return Subject{Variable, 0, 0, false};
  if (const auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->isIncrementDecrementOp()) {
    if (const VarDecl *Variable = variableOf(Unary->getSubExpr()))
      return Subject{Variable, 0, Unary->isIncrementOp() ? 1 : -1, Unary->isPrefix()};
    return std::nullopt;
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(E); Binary && Binary->isAdditiveOp()) {
    const VarDecl *Variable = variableOf(Binary->getLHS());
    Expr::EvalResult Constant;
    if (Variable && !Binary->getRHS()->isValueDependent() &&
        Binary->getRHS()->EvaluateAsInt(Constant, Context) &&
        Constant.Val.getInt().getSignificantBits() <= 31) {
      int64_t Offset = Constant.Val.getInt().getExtValue();
      return Subject{Variable, Binary->getOpcode() == BO_Sub ? -Offset : Offset, 0, false};
    }
  }
  return std::nullopt;
}

/// By how much the expression \p E steps \p Variable, if it is such an update.
std::optional<int64_t> Counter::updateOf(const Expr *E, const VarDecl *Variable) const {
  auto Operator = asOperatorCall(E);
  if (!Operator || Operator->Operands.empty() || variableOf(Operator->Operands[0]) != Variable)
    return std::nullopt;
  auto ConstantOf = [&](const Expr *Operand) -> std::optional<int64_t> {
    Operand = written(Operand);
    Expr::EvalResult Constant;
    if (Operand->isValueDependent() || !Operand->getType()->isIntegralOrEnumerationType() ||
        !Operand->EvaluateAsInt(Constant, Context) ||
        Constant.Val.getInt().getSignificantBits() > 31)
      return std::nullopt;
    return Constant.Val.getInt().getExtValue();
  };
  switch (Operator->Operator) {
  case OO_PlusPlus:
    return 1;
  case OO_MinusMinus:
    return -1;
  case OO_PlusEqual:
    return ConstantOf(Operator->Operands[1]);
  case OO_MinusEqual:
    if (auto Step = ConstantOf(Operator->Operands[1]))
      return -*Step;
    return std::nullopt;
  case OO_Equal: {
    if (auto Call = asFunctionCall(Operator->Operands[1]);
        Call && Call->Arguments.size() == 1 && variableOf(Call->Arguments[0]) == Variable) {
      if (Call->QualifiedName == "std::next" || Call->QualifiedName == "std::ranges::next")
        return 1;
      if (Call->QualifiedName == "std::prev" || Call->QualifiedName == "std::ranges::prev")
        return -1;
      return std::nullopt;
    }
    auto Sum = asOperatorCall(Operator->Operands[1]);
    if (!Sum || Sum->Operands.size() != 2)
      return std::nullopt;
    if (Sum->Operator == OO_Plus && variableOf(Sum->Operands[0]) == Variable)
      return ConstantOf(Sum->Operands[1]);
    if (Sum->Operator == OO_Plus && variableOf(Sum->Operands[1]) == Variable)
      return ConstantOf(Sum->Operands[0]);
    if (Sum->Operator == OO_Minus && variableOf(Sum->Operands[0]) == Variable)
      if (auto Step = ConstantOf(Sum->Operands[1]))
        return -*Step;
    return std::nullopt;
  }
  default:
    return std::nullopt;
  }
}

/// The operands of a comma expression.
void flattenCommas(const Expr *E, llvm::SmallVectorImpl<const Expr *> &Out) {
  if (!E)
    return;
  E = written(E);
  if (auto Comma = asOperatorCall(E); Comma && Comma->Operator == OO_Comma) {
    for (const Expr *Operand : Comma->Operands)
      flattenCommas(Operand, Out);
    return;
  }
  Out.push_back(E);
}

/// Whether \p S holds a `continue` of the loop whose body it is.
bool continues(const Stmt *S) {
  if (!S || isa<LambdaExpr, ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(S))
    return false;
  return isa<ContinueStmt>(S) || llvm::any_of(S->children(), continues);
}

/// By how much each iteration changes \p Variable, provided that nothing else does.
std::optional<int64_t> Counter::step(const VarDecl *Variable) const {
  const auto *For = dyn_cast<ForStmt>(L->Statement);
  Place P = Place::ofVariable(Variable);
  std::optional<int64_t> Found;
  llvm::SmallVector<const Expr *, 4> Pieces;
  if (For)
    flattenCommas(For->getInc(), Pieces);
  for (const Expr *Piece : Pieces)
    if (auto Step = updateOf(Piece, Variable)) {
      if (Found)
        return std::nullopt;
      Found = Step;
    } else if (mentions(Piece, P, Context)) {
      return std::nullopt;
    }
  unsigned Allowed = 0;
  if (!Found) {
    if (continues(L->LoopBody))
      return std::nullopt;
    llvm::SmallVector<const Expr *, 8> Statements;
    if (const auto *Compound = dyn_cast<CompoundStmt>(L->LoopBody)) {
      for (const Stmt *S : Compound->body())
        if (const auto *E = dyn_cast<Expr>(S))
          flattenCommas(E, Statements);
    } else {
      flattenCommas(dyn_cast<Expr>(L->LoopBody), Statements);
    }
    for (const Expr *Statement : Statements)
      if (auto Step = updateOf(Statement, Variable)) {
        Found = Step;
        ++Allowed;
      }
    // `out.push_back(*first++)` steps in passing.
    if (!Found) {
      for (const Expr *Statement : Statements) {
        const Expr *Update = nullptr;
        for (const Use &U : usesOf(B, P, Statement))
          if (mayWrite(U.Kind) && U.Kind != UseKind::Capture)
            Update = dyn_cast_or_null<Expr>(U.User);
        auto Step = Update ? updateOf(Update, Variable) : std::nullopt;
        // Not within a branch of the expression.
        for (const Stmt *Up = Update; Step && Up && Up != Statement; Up = B.parent(Up))
          if (isa<AbstractConditionalOperator, LambdaExpr>(Up) ||
              (isa<BinaryOperator>(Up) && cast<BinaryOperator>(Up)->isLogicalOp()))
            Step.reset();
        if (Step) {
          Found = Step;
          ++Allowed;
        }
      }
    }
  }
  unsigned Writes = 0;
  for (const Use &U : usesOf(B, P, L->LoopBody))
    Writes += mayWrite(U.Kind) && U.Kind != UseKind::Capture;
  if (!Found || *Found == 0 || Allowed > 1 || Writes != Allowed)
    return std::nullopt;
  return Found;
}

/// The expression that \p Variable has the value of when the loop starts, or null if only its name
/// tells. \p IsInit: the loop itself evaluates it.
const Expr *Counter::start(const VarDecl *Variable, bool &IsInit) const {
  IsInit = true;
  if (const auto *For = dyn_cast<ForStmt>(L->Statement); For && For->getInit()) {
    if (const auto *Declaration = dyn_cast<DeclStmt>(For->getInit()))
      if (llvm::is_contained(Declaration->decls(), Variable))
        return Variable->getInit();
    llvm::SmallVector<const Expr *, 4> Pieces;
    if (const auto *E = dyn_cast<Expr>(For->getInit()))
      flattenCommas(E, Pieces);
    for (const Expr *Piece : Pieces)
      if (auto Assignment = asOperatorCall(Piece); Assignment && Assignment->Operator == OO_Equal &&
                                                   variableOf(Assignment->Operands[0]) == Variable)
        return Assignment->Operands[1];
  }
  IsInit = false;
  // The nearest statement before the loop that mentions the variable.
  Place P = Place::ofVariable(Variable);
  const Stmt *Child = L->Statement;
  for (const Stmt *Parent = B.parent(Child); Parent; Child = Parent, Parent = B.parent(Parent)) {
    if (isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt, SwitchCase, SwitchStmt, LambdaExpr,
            LabelStmt>(Parent))
      return nullptr;
    const auto *Compound = dyn_cast<CompoundStmt>(Parent);
    if (!Compound)
      continue;
    const Expr *Value = nullptr;
    bool Known = true;
    for (const Stmt *Sibling : Compound->body()) {
      if (Sibling == Child)
        break;
      if (const auto *Declaration = dyn_cast<DeclStmt>(Sibling);
          Declaration && llvm::is_contained(Declaration->decls(), Variable)) {
        Value = Variable->getInit();
        Known = true;
        continue;
      }
      for (const Use &U : usesOf(B, P, Sibling)) {
        if (!mayWrite(U.Kind))
          continue;
        auto Assignment = asOperatorCall(dyn_cast<Expr>(Sibling));
        Known = Assignment && Assignment->Operator == OO_Equal &&
                variableOf(Assignment->Operands[0]) == Variable;
        Value = Known ? Assignment->Operands[1] : nullptr;
      }
    }
    if (!Known || Value)
      return Known ? Value : nullptr;
  }
  return nullptr;
}

std::optional<Counter::End> Counter::parseEnd(const Expr *E, bool Repeated, unsigned Depth) {
  E = written(E);
  if (Depth > 5)
    return std::nullopt;
  static constexpr llvm::StringLiteral Begins[] = {"begin", "cbegin", "rbegin", "crbegin",
                                                   "constBegin"};
  static constexpr llvm::StringLiteral Ends[] = {"end", "cend", "rend", "crend", "constEnd"};
  auto Strip = [](StringRef Name) {
    Name.consume_front("std::ranges::") || Name.consume_front("std::");
    return Name;
  };
  if (auto Call = asMemberCall(E); Call && Call->Object && Call->Arguments.empty()) {
    if (llvm::is_contained(Begins, Call->Name) || llvm::is_contained(Ends, Call->Name)) {
      End Out;
      Out.Object = Call->Object;
      Out.AtEnd = llvm::is_contained(Ends, Call->Name);
      return Out;
    }
    if (Call->Name == "data") {
      End Out;
      Out.Object = Call->Object;
      return Out;
    }
  }
  if (auto Call = asFunctionCall(E)) {
    StringRef Name = Strip(Call->QualifiedName);
    if (Call->Arguments.size() == 1 &&
        (llvm::is_contained(Begins, Name) || llvm::is_contained(Ends, Name))) {
      End Out;
      Out.Object = Call->Arguments[0];
      Out.AtEnd = llvm::is_contained(Ends, Name);
      return Out;
    }
    if ((Name == "next" || Name == "prev") && !Call->Arguments.empty() &&
        StringRef(Call->QualifiedName).starts_with("std::")) {
      auto Out = parseEnd(Call->Arguments[0], Repeated, Depth + 1);
      Linear Offset;
      Offset.Offset = 1;
      if (Call->Arguments.size() == 2) {
        auto Given = linear(Call->Arguments[1], Repeated);
        if (!Given)
          return std::nullopt;
        Offset = *Given;
      }
      if (!Out || Offset.Base || Out->Offset.Base)
        return std::nullopt;
      Out->Offset.Offset += Name == "next" ? Offset.Offset : -Offset.Offset;
      return Out;
    }
  }
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return parseEnd(Cast->getSubExpr(), Repeated, Depth + 1);
  // A conversion between iterator types, const_iterator(it).
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
      Construct && Construct->getNumArgs() == 1)
    return parseEnd(Construct->getArg(0), Repeated, Depth + 1);
  if (auto Sum = asOperatorCall(E);
      Sum && Sum->Operands.size() == 2 && (Sum->Operator == OO_Plus || Sum->Operator == OO_Minus) &&
      (isIteratorLike(Sum->Operands[0]->getType()) || Sum->Operands[0]->getType()->isArrayType())) {
    auto Out = parseEnd(Sum->Operands[0], Repeated, Depth + 1);
    auto Offset = linear(Sum->Operands[1], Repeated);
    if (!Out || !Offset || (Offset->Base && (Sum->Operator == OO_Minus || Out->Offset.Base)))
      return std::nullopt;
    if (Offset->Base)
      Out->Offset.Base = Offset->Base;
    Out->Offset.Value = Out->Offset.Offset == 0 ? Offset->Value : std::nullopt;
    Out->Offset.Offset += Sum->Operator == OO_Plus ? Offset->Offset : -Offset->Offset;
    return Out;
  }
  if (E->getType()->isArrayType()) {
    End Out;
    Out.Object = E;
    return Out;
  }
  // &a[n] is a + n.
  if (auto Address = asOperatorCall(E);
      Address && Address->Operator == OO_Amp && Address->Operands.size() == 1)
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(written(Address->Operands[0]))) {
      auto Out = parseEnd(Subscript->getBase(), Repeated, Depth + 1);
      auto Offset = linear(Subscript->getIdx(), Repeated);
      if (!Out || !Offset || Out->Offset.Base)
        return std::nullopt;
      Out->Offset.Base = Offset->Base;
      Out->Offset.Value = Offset->Value;
      Out->Offset.Offset += Offset->Offset;
      return Out;
    }
  if (const VarDecl *Variable = variableOf(E)) {
    // `auto end = c.end();` before the loop or in its header.
    if (Variable->getInit() && !isa<ParmVarDecl>(Variable) &&
        !Variable->getType()->isReferenceType() && isUnmodified(Variable))
      if (auto Out = parseEnd(Variable->getInit(), false, Depth + 1))
        return Out;
    if (L && declares(L->Statement, Variable))
      return std::nullopt;
  }
  if (!isIteratorLike(E->getType()) || !isRepeatableObject(E, false, Repeated))
    return std::nullopt;
  End Out;
  Out.Pointer = E;
  return Out;
}

/// Whether two expressions denote the same container, getters included.
bool sameObject(const Expr *A, const Expr *B, const ASTContext &Context) {
  auto PlaceA = Place::of(A, Context), PlaceB = Place::of(B, Context);
  if (PlaceA && PlaceB)
    return *PlaceA == *PlaceB;
  return sameExpression(A, B, Context);
}

std::optional<TripCount> Counter::iterators(const Expr *First, const Expr *Last,
                                            bool StopsByEquality, bool Repeated) {
  Result = {};
  auto From = parseEnd(First, Repeated), To = parseEnd(Last, Repeated);
  if (!From || !To)
    return std::nullopt;
  if (From->Object && To->Object && sameObject(From->Object, To->Object, Context)) {
    if (From->AtEnd && !To->AtEnd)
      return std::nullopt;
    if (To->Offset.Base && From->Offset.Base)
      return std::nullopt;
    if (From->AtEnd == To->AtEnd) {
      // begin() to begin() + n
      if (From->Offset.Base || !isRepeatableObject(From->Object, true, Repeated))
        return std::nullopt;
      Result.High = To->Offset.Base;
      Result.Offset = To->Offset.Offset - From->Offset.Offset;
      if (!Result.High || To->Offset.Value)
        Result.Constant = static_cast<uint64_t>(std::max<int64_t>(
            0, To->Offset.Value.value_or(To->Offset.Offset) - From->Offset.Offset));
      return Result;
    }
    if (To->Offset.Base || From->Offset.Base)
      return std::nullopt;
    // Repeated: iterators into a container that changes would be invalid anyway.
    auto Size = Counter(B, L).range(From->Object);
    if (!Size)
      return std::nullopt;
    Result = std::move(*Size);
    Result.Offset += To->Offset.Offset - From->Offset.Offset;
    if (Result.Constant)
      *Result.Constant += static_cast<uint64_t>(To->Offset.Offset - From->Offset.Offset);
    return Result;
  }
  // p to p + n
  if (From->Pointer && To->Pointer && sameExpression(From->Pointer, To->Pointer, Context) &&
      !From->Offset.Base) {
    Result.High = To->Offset.Base;
    Result.Offset = To->Offset.Offset - From->Offset.Offset;
    if (!Result.High || (To->Offset.Value && Result.Offset == 0))
      Result.Constant =
          static_cast<uint64_t>(std::max<int64_t>(0, To->Offset.Value.value_or(Result.Offset)));
    return Result;
  }
  QualType T = written(Last)->getType().getNonReferenceType();
  if (!From->Pointer || !To->Pointer || T->isDependentType() || !isRandomAccess(T))
    return std::nullopt;
  std::string FirstText = text(written(First)), LastText = text(written(Last));
  if (FirstText.empty() || LastText.empty() || !isPrimary(First) || !isPrimary(Last))
    Result.IsWritable = false;
  Result.High =
      CountTerm{LastText + " - " + FirstText, Context.getPointerDiffType(), StopsByEquality, false};
  return Result;
}

std::optional<TripCount> Counter::value(const Expr *N) {
  auto Number = linear(N, false);
  if (!Number)
    return std::nullopt;
  Result.High = Number->Base;
  Result.Offset = Number->Offset;
  if (Number->Value)
    Result.Constant = static_cast<uint64_t>(std::max<int64_t>(0, *Number->Value));
  return Result;
}

/// The name of the adaptor object or function that a call or a pipe applies.
std::string adaptorName(const Expr *E) {
  E = written(E);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return qualifiedName(*Ref->getDecl());
  if (auto Call = asOperatorCall(E); Call && Call->Operator == OO_Call)
    return adaptorName(Call->Operands[0]);
  if (auto Call = asFunctionCall(E))
    return Call->QualifiedName;
  return {};
}

/// Whether `std::size` is declared in this translation unit.
bool hasStdSize(const ASTContext &Context) {
  if (!Context.getLangOpts().CPlusPlus17)
    return false;
  const auto *TU = Context.getTranslationUnitDecl();
  for (const NamedDecl *Std : TU->lookup(&Context.Idents.get("std")))
    if (const auto *Namespace = dyn_cast<NamespaceDecl>(Std))
      if (!Namespace->lookup(&Context.Idents.get("size")).empty())
        return true;
  return false;
}

std::optional<TripCount> Counter::range(const Expr *Range) {
  Range = written(Range);
  if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(Range)) {
    const auto *Items = dyn_cast<InitListExpr>(written(List->getSubExpr()));
    if (!Items)
      return std::nullopt;
    Result.Constant = Items->getNumInits();
    Result.Offset = static_cast<int64_t>(*Result.Constant);
    return Result;
  }
  if (const auto *List = dyn_cast<InitListExpr>(Range); List && Range->getType()->isVoidType()) {
    Result.Constant = List->getNumInits();
    Result.Offset = static_cast<int64_t>(*Result.Constant);
    return Result;
  }
  // Views with the size of what they look at.
  if (auto Pipe = asOperatorCall(Range)) {
    std::string Name;
    const Expr *Base = nullptr;
    if (Pipe->Operator == OO_Pipe && Pipe->Operands.size() == 2) {
      Name = adaptorName(Pipe->Operands[1]);
      Base = Pipe->Operands[0];
    } else if (Pipe->Operator == OO_Call && Pipe->Operands.size() >= 2) {
      Name = adaptorName(Pipe->Operands[0]);
      Base = Pipe->Operands[1];
      if (Name == "std::ranges::views::iota" && Pipe->Operands.size() == 3) {
        auto Low = linear(Pipe->Operands[1], false), High = linear(Pipe->Operands[2], false);
        if (!Low || !High)
          return std::nullopt;
        Result.High = High->Base;
        Result.Low = Low->Base;
        Result.Offset = High->Offset - Low->Offset;
        if (High->Value.value_or(High->Offset) >= 0 && (High->Value || !High->Base) &&
            (Low->Value || !Low->Base))
          Result.Constant = static_cast<uint64_t>(std::max<int64_t>(
              0, High->Value.value_or(High->Offset) - Low->Value.value_or(Low->Offset)));
        return finish();
      }
    }
    if (Base && llvm::is_contained(SizePreserving, Name))
      return range(Base);
  } else if (auto Call = asFunctionCall(Range)) {
    if (!Call->Arguments.empty() && llvm::is_contained(SizePreserving, Call->QualifiedName))
      return range(Call->Arguments[0]);
  }
  QualType T = Range->getType().getNonReferenceType();
  if (const auto *Array = Context.getAsConstantArrayType(T)) {
    Result.Constant = Array->getSize().getLimitedValue();
    std::string Name = text(Range);
    bool UseStd = hasStdSize(Context);
    Result.High = CountTerm{UseStd ? "std::size(" + Name + ")"
                                   : "sizeof(" + Name + ") / sizeof(" + Name + "[0])",
                            Context.getSizeType(), true, UseStd};
    if (Name.empty() || isa<StringLiteral>(Range)) {
      Result.High.reset();
      Result.Offset = static_cast<int64_t>(*Result.Constant);
    }
    return Result;
  }
  if (!hasConstantSize(T))
    return std::nullopt;
  if (!isRepeatableObject(Range, true, false)) {
    // A range that a call builds, or one that is reached in a way that may have effects.
    Result.HasSideEffects = true;
    Result.Sources.clear();
  }
  QualType SizeType = Context.getSizeType();
  if (const CXXMethodDecl *Size = methodOf(classOf(T), "size", 0, false))
    if (!Size->getReturnType()->isDependentType())
      SizeType = Size->getReturnType().getCanonicalType().getUnqualifiedType();
  if (const ContainerFact *Fact = containerFact(T); Fact && Fact->has(FixedSize)) {
    if (auto Elements = templateIntegerArgument(T, 1); Elements && Fact->Name == "std::array")
      Result.Constant = *Elements;
  }
  // A local that is never changed after a list of elements.
  if (const VarDecl *Variable = variableOf(Range);
      Variable && Variable->hasInit() && !isa<ParmVarDecl>(Variable) && !Result.Constant) {
    const Expr *Init = Variable->getInit()->IgnoreImplicit();
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init);
        Construct && Construct->getNumArgs() >= 1 && containerFact(Variable->getType()) &&
        !containerFact(Variable->getType())->has(IsUnordered))
      if (const auto *List =
              dyn_cast<CXXStdInitializerListExpr>(Construct->getArg(0)->IgnoreImplicit()))
        if (const auto *Items = dyn_cast<InitListExpr>(written(List->getSubExpr()));
            Items && isUnmodified(Variable))
          Result.Constant = Items->getNumInits();
  }
  std::string Text = sizeText(Range);
  if (Text.empty())
    Result.IsWritable = false;
  Result.High = CountTerm{Text, SizeType, true, true};
  return Result;
}

std::optional<TripCount> Counter::counted(const Subject &S, OverloadedOperatorKind Operator,
                                          const Expr *Bound) {
  const VarDecl *Variable = S.Variable;
  // The counter must be a local of this function that nothing else can reach.
  if (!Variable->hasLocalStorage() || Variable->getType()->isReferenceType() ||
      Variable->getType().isVolatileQualified())
    return std::nullopt;
  for (const Use &U : usesOf(B, Place::ofVariable(Variable), B.statement()))
    if (U.Kind == UseKind::Alias && Variable->getType()->isIntegerType())
      return std::nullopt;
  int64_t Step;
  if (S.SelfStep) {
    unsigned Writes = 0;
    for (const Use &U : usesOf(B, Place::ofVariable(Variable), L->Statement))
      Writes += mayWrite(U.Kind) && U.Kind != UseKind::Capture;
    // The initialisation may assign, too.
    const auto *For = dyn_cast<ForStmt>(L->Statement);
    if (For && For->getInit())
      for (const Use &U : usesOf(B, Place::ofVariable(Variable), For->getInit()))
        Writes -= mayWrite(U.Kind) && U.Kind != UseKind::Capture;
    if (Writes != 1)
      return std::nullopt;
    Step = S.SelfStep;
  } else if (auto Found = step(Variable)) {
    Step = *Found;
  } else {
    return std::nullopt;
  }
  bool IsUp = Step > 0;
  bool Inclusive = Operator == OO_LessEqual || Operator == OO_GreaterEqual;
  if ((Operator == OO_Less || Operator == OO_LessEqual) != IsUp && Operator != OO_ExclaimEqual)
    return std::nullopt;
  bool IsInit;
  const Expr *Start = start(Variable, IsInit);

  if (!Variable->getType()->isIntegerType()) {
    if (!isIteratorLike(Variable->getType()) || S.Offset || S.SelfStep || Inclusive || !Bound)
      return std::nullopt;
    // The name of the counter stands for its value before the loop.
    if (!Start && declares(L->Statement, Variable))
      return std::nullopt;
    if (!Start) {
      // Two names of random access iterators; the counter is one of them.
      QualType T = Variable->getType().getNonReferenceType();
      auto To = parseEnd(Bound, true);
      if (!To || !To->Pointer || T->isDependentType() || !isRandomAccess(T))
        return std::nullopt;
      std::string From = Variable->getNameAsString(), Last = text(written(Bound));
      Result.NamesCounter = true;
      if (Last.empty() || !isPrimary(Bound))
        Result.IsWritable = false;
      Result.High = CountTerm{IsUp ? Last + " - " + From : From + " - " + Last,
                              Context.getPointerDiffType(), Operator == OO_ExclaimEqual, false};
      Result.Sources.erase(llvm::remove_if(Result.Sources,
                                           [&](const CountSource &Source) {
                                             return Source.Object == Place::ofVariable(Variable);
                                           }),
                           Result.Sources.end());
    } else {
      auto Distance = IsUp ? iterators(Start, Bound, Operator == OO_ExclaimEqual, true)
                           : iterators(Bound, Start, Operator == OO_ExclaimEqual, true);
      if (!Distance)
        return std::nullopt;
      Result = std::move(*Distance);
    }
    Result.Step = static_cast<uint64_t>(Step < 0 ? -Step : Step);
    if (Result.Constant)
      *Result.Constant = (*Result.Constant + Result.Step - 1) / Result.Step;
    return finish();
  }

  Linear Zero;
  Zero.Value = 0;
  auto Limit = Bound ? linear(Bound, true) : std::optional<Linear>(Zero);
  if (!Limit)
    return std::nullopt;
  if (!Limit->Base)
    Limit->Value = Limit->Offset;
  // An unsigned number is never below zero.
  if (!IsUp && Inclusive && !Limit->Base && Limit->Offset <= 0 && isUnsigned(Variable->getType()))
    return std::nullopt;
  std::optional<Linear> Begin;
  if (Start) {
    TripCount Saved = Result;
    Begin = linear(Start, false);
    if (Begin && !Begin->Base)
      Begin->Value = Begin->Offset;
    // What was computed earlier may have been computed from values that have changed since.
    if (Begin && !IsInit && !Begin->Value)
      Begin.reset();
    if (!Begin && IsInit)
      return std::nullopt;
    if (!Begin)
      Result = std::move(Saved);
  }
  if (!Begin) {
    if (declares(L->Statement, Variable))
      return std::nullopt;
    Result.NamesCounter = true;
    Begin = Linear{CountTerm{Variable->getNameAsString(),
                             Variable->getType().getCanonicalType().getUnqualifiedType(),
                             isUnsigned(Variable->getType()), true},
                   0, std::nullopt};
  }
  Begin->Offset += S.Offset;
  if (Begin->Value)
    *Begin->Value += S.Offset;
  const Linear &High = IsUp ? *Limit : *Begin, &Low = IsUp ? *Begin : *Limit;
  int64_t Extra = Inclusive ? 1 : 0;
  if (S.SelfStep && S.IsPrefix)
    Extra -= 1;
  // The first iteration of a do loop comes before the condition and what it does to the counter.
  bool IsDo = isa<DoStmt>(L->Statement);
  if (S.SelfStep && IsDo)
    Extra += 1;
  Result.High = High.Base;
  Result.Low = Low.Base;
  Result.Offset = High.Offset - Low.Offset + Extra;
  Result.Step = static_cast<uint64_t>(Step < 0 ? -Step : Step);
  if (Result.Low && Low.Value && *Low.Value == 0 && Low.Offset == 0)
    Result.Low.reset();
  if (High.Value && Low.Value)
    Result.Constant =
        static_cast<uint64_t>(std::max<int64_t>(0, *High.Value - *Low.Value + Extra +
                                                       static_cast<int64_t>(Result.Step) - 1)) /
        Result.Step;
  // Spelled alike, they cancel out.
  if (Result.High && Result.Low && Result.High->Text == Result.Low->Text &&
      !Result.High->Text.empty()) {
    Result.High.reset();
    Result.Low.reset();
    Result.Constant = static_cast<uint64_t>(std::max<int64_t>(
                          0, Result.Offset + static_cast<int64_t>(Result.Step) - 1)) /
                      Result.Step;
  }
  if (IsDo && Result.Constant)
    Result.Constant = std::max<uint64_t>(1, *Result.Constant);
  if (!Result.High && Result.Low)
    Result.IsWritable = Result.IsWritable && !Result.Low->Text.empty();
  return finish();
}

/// Whether `c[key]` may add an element to a container of type \p T.
bool addsBySubscript(QualType T) {
  const ContainerFact *Fact = containerFact(T);
  return Fact && (Fact->has(NodeBased) || Fact->has(IsUnordered));
}

std::optional<TripCount> Counter::finish() {
  if (!L)
    return Result;
  for (const CountSource &Source : Result.Sources) {
    if (mayChange(B, Source, L->LoopBody))
      return std::nullopt;
    if (const auto *For = dyn_cast<ForStmt>(L->Statement); For && For->getInc())
      if (mayChange(B, Source, For->getInc()))
        return std::nullopt;
  }
  return Result;
}

std::optional<TripCount> Counter::loop() {
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(L->Statement)) {
    auto Size = range(Range->getRangeInit());
    if (!Size)
      return std::nullopt;
    Result = std::move(*Size);
    return finish();
  }
  const Expr *Condition = nullptr;
  if (const auto *For = dyn_cast<ForStmt>(L->Statement))
    Condition = For->getConditionVariable() ? nullptr : For->getCond();
  else if (const auto *While = dyn_cast<WhileStmt>(L->Statement))
    Condition = While->getConditionVariable() ? nullptr : While->getCond();
  else if (const auto *Do = dyn_cast<DoStmt>(L->Statement))
    Condition = Do->getCond();
  if (!Condition)
    return std::nullopt;
  Condition = written(Condition);
  // `while (n--)`, `for (i = n; i; --i)`
  if (auto S = subject(Condition); S && S->Offset == 0) {
    if (!S->Variable->getType()->isIntegerType() || S->Variable->getType()->isBooleanType())
      return std::nullopt;
    return counted(*S, OO_ExclaimEqual, nullptr);
  }
  auto Compared = asOperatorCall(Condition);
  if (!Compared || Compared->Operands.size() != 2)
    return std::nullopt;
  OverloadedOperatorKind Operator = Compared->Operator;
  switch (Operator) {
  case OO_Less:
  case OO_LessEqual:
  case OO_Greater:
  case OO_GreaterEqual:
  case OO_ExclaimEqual:
    break;
  default:
    return std::nullopt;
  }
  TripCount Fresh;
  if (auto S = subject(Compared->Operands[0]))
    if (auto Count = counted(*S, Operator, Compared->Operands[1]))
      return Count;
  Result = Fresh;
  auto S = subject(Compared->Operands[1]);
  if (!S)
    return std::nullopt;
  switch (Operator) {
  case OO_Less:
    Operator = OO_Greater;
    break;
  case OO_LessEqual:
    Operator = OO_GreaterEqual;
    break;
  case OO_Greater:
    Operator = OO_Less;
    break;
  case OO_GreaterEqual:
    Operator = OO_LessEqual;
    break;
  default:
    break;
  }
  return counted(*S, Operator, Compared->Operands[0]);
}

} // namespace

bool mayChange(const Body &B, const CountSource &Source, const Stmt *Within) {
  auto Changes = [&](const Use &U) {
    if (!mayWrite(U.Kind) || U.Kind == UseKind::Capture)
      return false;
    if (!Source.SizeOnly)
      return true;
    // Elements may be written; the way to them is one that adds or removes none.
    auto Named = Place::of(U.Ref, B.context());
    if (Named && Named->steps().size() > Source.Object.steps().size())
      return addsBySubscript(Source.Object.type());
    return U.Member.empty() || !isElementAccess(U.Member);
  };
  for (const Use &U : usesOf(B, Source.Object, Within))
    if (Changes(U))
      return true;
  // Another name for it, or a lambda that changes it.
  if (Source.Object.root())
    for (const Use &U : usesOf(B, Source.Object, B.statement())) {
      if (Source.SizeOnly && !U.Member.empty())
        continue;
      if (U.Kind == UseKind::Alias || (Changes(U) && B.enclosingLambda(U.Ref)))
        return true;
    }
  return false;
}

std::optional<TripCount> tripCount(const Body &B, const Loop &L) {
  return Counter(B, &L).loop();
}

std::optional<TripCount> distance(const Body &B, const Expr *First, const Expr *Last) {
  return Counter(B, nullptr).iterators(First, Last, /*StopsByEquality=*/true, /*Repeated=*/false);
}

std::optional<TripCount> rangeSize(const Body &B, const Expr *Range) {
  return Counter(B, nullptr).range(Range);
}

std::optional<TripCount> countOf(const Body &B, const Expr *N) {
  return Counter(B, nullptr).value(N);
}

bool isInvariant(const Body &B, const TripCount &Count, const Loop &Outer) {
  if (Count.NamesCounter)
    return false;
  for (const CountSource &Source : Count.Sources) {
    if (Source.Object.root() && declares(Outer.Statement, Source.Object.root()))
      return false;
    if (mayChange(B, Source, Outer.LoopBody))
      return false;
    if (const auto *For = dyn_cast<ForStmt>(Outer.Statement); For && For->getInc())
      if (mayChange(B, Source, For->getInc()))
        return false;
  }
  // A count without names that is not a constant cannot be judged.
  return Count.Constant || !Count.Sources.empty() || !(Count.High || Count.Low);
}

bool hasConstantSize(QualType T) {
  if (const ContainerFact *Fact = containerFact(T))
    return Fact->has(ConstantSize);
  const CXXRecordDecl *Record = classOf(T);
  if (!Record || !Record->getIdentifier())
    return false;
  if (Record->isInStdNamespace()) {
    std::string Name = qualifiedName(*Record);
    if (llvm::is_contained(SizedIfBase, Name))
      return hasConstantSize(templateTypeArgument(T, 0));
    return Name == "std::ranges::iota_view" && !templateTypeArgument(T, 1).isNull() &&
           templateTypeArgument(T, 1)->isIntegerType();
  }
  // A class of the user's: size() is cheap where it only returns a member, or where the elements
  // can be addressed by number.
  const CXXMethodDecl *Size = methodOf(Record, "size", 0, true);
  if (!Size || !Size->getReturnType()->isIntegerType())
    return false;
  if (isPlainGetter(Size) || hasSubscript(Record))
    return true;
  const CXXMethodDecl *Begin = methodOf(Record, "begin", 0, false);
  return Begin && !Begin->getReturnType()->isDependentType() &&
         isRandomAccess(Begin->getReturnType().getNonReferenceType());
}

std::string integerSpelling(QualType T, const ASTContext &Context) {
  if (T.isNull() || Context.hasSameUnqualifiedType(T, Context.getSizeType()))
    return "std::size_t";
  PrintingPolicy Policy(Context.getLangOpts());
  return T.getCanonicalType().getUnqualifiedType().getAsString(Policy);
}

std::string converted(std::string Text, QualType From, QualType To, const ASTContext &Context) {
  if (To.isNull())
    To = Context.getSizeType();
  if (!From.isNull() && !From->isDependentType()) {
    bool SameSign =
        From->isUnsignedIntegerOrEnumerationType() == To->isUnsignedIntegerOrEnumerationType();
    uint64_t FromSize = Context.getTypeSize(From), ToSize = Context.getTypeSize(To);
    // An unsigned number fits into a wider signed one.
    bool Widens = SameSign ? FromSize <= ToSize
                           : From->isUnsignedIntegerOrEnumerationType() && FromSize < ToSize;
    if (Widens)
      return Text;
  }
  return fmt::format("static_cast<{}>({})", integerSpelling(To, Context), Text);
}

bool TripCount::mayBeNegative() const {
  if (Constant)
    return false;
  return Low || !High || !High->NonNegative || Offset < 0;
}

bool TripCount::mayWrap() const {
  if (Constant)
    return false;
  // The difference of two signed numbers may overflow where neither is known to be non-negative.
  bool SignedDifference = High && Low && !(High->NonNegative && Low->NonNegative);
  return ComputationMayWrap || SignedDifference || (Low && (Offset < 0 || Offset > 1));
}

static std::string offsetText(int64_t Offset) {
  if (Offset == 0)
    return {};
  return Offset > 0 ? fmt::format(" + {}", Offset) : fmt::format(" - {}", -Offset);
}

static std::string operand(const CountTerm &Term) {
  return Term.Primary ? Term.Text : "(" + Term.Text + ")";
}

/// `Text / Step`, rounded up; \p Offset has not been added yet.
static std::string stepped(std::string Text, int64_t Offset, uint64_t Step) {
  if (Step == 1)
    return Text + offsetText(Offset);
  int64_t Sum = Offset + static_cast<int64_t>(Step) - 1;
  if (Sum == 0)
    return fmt::format("{} / {}", Text, Step);
  return fmt::format("({}{}) / {}", Text, offsetText(Sum), Step);
}

std::string TripCount::display() const {
  bool IsSpelled = (!High || !High->Text.empty()) && (!Low || !Low->Text.empty());
  if ((!High && !Low) || (Constant && !IsSpelled))
    return std::to_string(Constant.value_or(0));
  if (!IsSpelled)
    return {};
  if (!High)
    return stepped(fmt::format("{} - {}", Offset, operand(*Low)), 0, Step);
  bool Alone = !Low && Offset == 0 && Step == 1;
  std::string Text = Alone ? High->Text : operand(*High);
  if (Low)
    Text += " - " + operand(*Low);
  return stepped(std::move(Text), Offset, Step);
}

std::string TripCount::expression(QualType Target, const ASTContext &Context) const {
  if (!High && !Low)
    return Constant ? std::to_string(*Constant) : std::string();
  if (!IsWritable || (High && High->Text.empty()) || (Low && Low->Text.empty()))
    return {};
  if (Constant && (!High || High->IsConstant) && (!Low || Low->IsConstant))
    return display();
  if (!High) {
    std::string Text = fmt::format("{} - {}", Offset, operand(*Low));
    return stepped(converted(std::move(Text), Low->Type, Target, Context), 0, Step);
  }
  QualType Type = High->Type;
  bool IsAlone = Offset == 0 && Step == 1;
  std::string Text;
  if (Low) {
    bool SameType =
        !Type.isNull() && !Low->Type.isNull() && Context.hasSameUnqualifiedType(Type, Low->Type);
    if (SameType) {
      Text = operand(*High) + " - " + operand(*Low);
    } else {
      auto Part = [&](const CountTerm &Term) {
        std::string Cast = converted(Term.Text, Term.Type, Target, Context);
        return Cast == Term.Text ? operand(Term) : Cast;
      };
      Text = Part(*High) + " - " + Part(*Low);
      Type = Target;
    }
    // Small types are computed as int.
    if (SameType && Context.getTypeSize(Type) < Context.getTypeSize(Context.IntTy))
      Type = Context.IntTy;
  } else {
    Text = High->Text;
  }
  // An offset is added to a type in which it cannot overflow.
  bool IsNarrow = Type.isNull() || !Type->isUnsignedIntegerOrEnumerationType() ||
                  Context.getTypeSize(Type) < Context.getTypeSize(Context.IntTy);
  if (IsAlone || (IsNarrow && Target->isUnsignedIntegerType())) {
    std::string Cast = converted(Text, Type, Target, Context);
    if (Cast == Text && !IsAlone && !Low)
      Cast = operand(*High);
    return stepped(std::move(Cast), Offset, Step);
  }
  if (!Low)
    Text = operand(*High);
  return converted(stepped(std::move(Text), Offset, Step), Type, Target, Context);
}

std::string TripCount::guard() const {
  if (!mayBeNegative() || !High)
    return {};
  if (Low)
    return fmt::format("{} {} {}", operand(*High), Offset == 1 ? ">=" : ">", operand(*Low));
  if (Offset == 1)
    return fmt::format("{} >= 0", operand(*High));
  return fmt::format("{} > {}", High->Primary ? High->Text : operand(*High), -Offset);
}

std::optional<int64_t> constantInteger(const Expr *E, const ASTContext &Context) {
  Expr::EvalResult Result;
  if (!E || E->isValueDependent() || !E->getType()->isIntegralOrEnumerationType() ||
      !E->EvaluateAsInt(Result, Context) || Result.HasSideEffects)
    return std::nullopt;
  return Result.Val.getInt().tryExtValue();
}

bool namesMultipliedVariable(const Loop &L, const Stmt *E, const ASTContext &Context) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Variable)
    return llvm::any_of(E->children(), [&](const Stmt *Child) {
      return Child && namesMultipliedVariable(L, Child, Context);
    });
  Place P = Place::ofVariable(Variable);
  // A local of the loop's body: `auto size = k * n;`.
  if (Variable->hasLocalStorage() && Variable->getInit() && !isa<ParmVarDecl>(Variable) &&
      Context.getSourceManager().isBeforeInTranslationUnit(L.LoopBody->getBeginLoc(),
                                                           Variable->getLocation()) &&
      !mentions(Variable->getInit(), P, Context) &&
      namesMultipliedVariable(L, Variable->getInit(), Context))
    return true;
  auto Names = [&](const Expr *Operand) {
    auto Named = Place::of(Operand, Context);
    return Named && *Named == P;
  };
  auto Multiplies = [&](auto &Self, const Stmt *S) -> bool {
    const auto *Operator = dyn_cast<BinaryOperator>(S);
    if (Operator && Operator->isAssignmentOp() && Names(Operator->getLHS())) {
      const auto *Right = dyn_cast<BinaryOperator>(Operator->getRHS()->IgnoreParenImpCasts());
      switch (Operator->getOpcode()) {
      case BO_MulAssign:
      case BO_ShlAssign:
        return true;
      case BO_AddAssign:
        return Names(Operator->getRHS()->IgnoreParenImpCasts());
      case BO_Assign:
        return Right && (Right->getOpcode() == BO_Mul || Right->getOpcode() == BO_Shl);
      default:
        break;
      }
    }
    return llvm::any_of(S->children(),
                        [&](const Stmt *Child) { return Child && Self(Self, Child); });
  };
  return Multiplies(Multiplies, L.Statement);
}

} // namespace fastidious

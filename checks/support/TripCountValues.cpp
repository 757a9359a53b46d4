#include "checks/support/Counter.h"

#include "checks/support/Calls.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/Support/MathExtras.h"

#include <fmt/format.h>

using namespace clang;

namespace fastidious::counting {

bool isInteger(QualType T) {
  return !T.isNull() && (T->isIntegralOrUnscopedEnumerationType() || T->isDependentType());
}

bool isUnsigned(QualType T) {
  return !T.isNull() && T->isUnsignedIntegerType();
}

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

/// Whether \p Function does nothing but return its parameter, as in `template <class T> T get(const
/// T &)`, or a constant, as in `template <class T, size_t N> size_t sizeOf(T (&)[N])`.
static bool returnsArgument(const FunctionDecl *Function) {
  const FunctionDecl *Definition = nullptr;
  const Stmt *Root = Function && Function->getNumParams() == 1 && Function->hasBody(Definition)
                         ? Definition->getBody()
                         : nullptr;
  const auto *Return = Root ? dyn_cast_or_null<ReturnStmt>(onlyStatement(Root)) : nullptr;
  const Expr *Value = Return ? Return->getRetValue() : nullptr;
  if (!Value || Value->isValueDependent())
    return false;
  const auto *Ref = dyn_cast<DeclRefExpr>(written(Value));
  return (Ref && Ref->getDecl() == Definition->getParamDecl(0)) ||
         Value->isEvaluatable(Definition->getASTContext());
}

bool isPrimary(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (auto Operator = asOperatorCall(E))
    return Operator->Operator == OO_Subscript || Operator->Operator == OO_Call;
  return !isa<AbstractConditionalOperator, CStyleCastExpr>(E);
}

/// Whether \p E needs no parentheses as an operand of arithmetic.
static bool isOperand(const Expr *E) {
  auto Operator = asOperatorCall(E->IgnoreParenImpCasts());
  bool IsDereference = Operator && Operator->Operator == OO_Star && Operator->Operands.size() == 1;
  return IsDereference || isPrimary(E);
}

/// Spelled text that can be written elsewhere: one line, no comments.
std::string Counter::text(const Expr *E) {
  std::string Text = quoted(E->getSourceRange(), Context, 200);
  if (Text.find("//") != std::string::npos || Text.find("/*") != std::string::npos ||
      sourceText(E->getSourceRange(), Context).size() > 190)
    return {};
  return Text;
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
    // A `length()` of a class that is no container may be -1 for "unknown".
    NonNegative |= IsKnown || (IsSize && Call->Name == "size");
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
    // A flag that the program's arguments set.
    bool IsPure = isOneOf(Call->QualifiedName,
                          {"std::min", "std::max", "strlen", "std::strlen", "absl::GetFlag"}) ||
                  returnsArgument(Function) ||
                  (Function && (Function->hasAttr<PureAttr>() || Function->hasAttr<ConstAttr>() ||
                                (Function->isConstexpr() && !isa<CXXMethodDecl>(Function))));
    if (!IsPure)
      return false;
    bool AllNonNegative = !Call->Arguments.empty();
    for (const Expr *Argument : Call->Arguments) {
      bool Inner = false;
      const Expr *A = written(Argument);
      if (!(isInteger(A->getType()) ? isRepeatable(A, Repeated, Inner)
                                    : isRepeatableObject(A, false, Repeated)))
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
        // What is unsigned may wrap, but then it does so for the loop, too.
        bool IsDifference = Operator->Operator == OO_Minus;
        NonNegative = isUnsigned(E->getType()) || (Left && Right && !IsDifference);
        Result.ComputationMayWrap |= IsDifference && !NonNegative;
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

/// \p E, converted to \p To. A wrapped difference is negative as a signed number.
std::optional<Linear> Counter::converted(const Expr *E, QualType To, bool Repeated,
                                         unsigned Depth) {
  auto Number = linear(E, Repeated, Depth);
  // `int i = 0x80000000` begins below zero.
  if (Number && Number->Value && isInteger(To) && !To->isDependentType()) {
    auto Bits = static_cast<unsigned>(Context.getTypeSize(To));
    if (isUnsigned(To)
            ? *Number->Value < 0 || !llvm::isUIntN(Bits, static_cast<uint64_t>(*Number->Value))
            : !llvm::isIntN(Bits, *Number->Value))
      return std::nullopt;
  }
  if (Number && Number->Base && !isUnsigned(To) && isUnsigned(written(E)->getType()) &&
      containsAny(E, [](const Stmt *Part) {
        auto Operator = asOperatorCall(Part);
        return Operator && Operator->Operator == OO_Minus;
      })) {
    Number->Base->NonNegative = false;
    Result.ComputationMayWrap = true;
  }
  return Number;
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
    return converted(Cast->getSubExpr(), Cast->getType(), Repeated, Depth + 1);
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
      auto Resolved = converted(Init, Variable->getType(), false, Depth + 1);
      if (InHeader)
        return Resolved;
      // The name is better than what it was computed from; the value counts all the same.
      Result = std::move(Saved);
      if (Resolved && Resolved->Value)
        Out.Value = Resolved->Value;
      // `auto n = rows.size();` in a template has no type yet.
      QualType T = Variable->getType();
      bool IsKnownType = !T->isDependentType();
      bool KeepsValue =
          IsKnownType ? Context.getTypeSize(T) >= 32 : T->getContainedAutoType() != nullptr;
      bool NonNegative = Resolved && KeepsValue && Resolved->Offset >= 0 && Resolved->Base &&
                         Resolved->Base->NonNegative;
      if (!addSource(Place::ofVariable(Variable), false))
        return std::nullopt;
      Out.Base = CountTerm{
          text(E),
          IsKnownType   ? T.getCanonicalType().getUnqualifiedType()
          : NonNegative ? Context.getSizeType()
                        : QualType(),
          NonNegative || (IsKnownType && isUnsigned(T)) || (Out.Value && *Out.Value >= 0), true};
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
                NonNegative || (Out.Value && *Out.Value >= 0), isOperand(E), IsConstant};
  if (!IsKnownType && NonNegative)
    Out.Base->Type = Context.getSizeType();
  if (Out.Base->Text.empty())
    Result.IsWritable = false;
  return Out;
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

} // namespace fastidious::counting

#include "driver/evidence/optimizer/GuardNodes.h"

#include "driver/evidence/optimizer/TimedWork.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace fastidious::optimizer {

static constexpr llvm::StringLiteral GuardPrefix = "__fastidious_guard_";

std::string guardName(unsigned Unit) {
  return (GuardPrefix + Twine(Unit)).str();
}

int unitOfGuard(std::string_view Symbol) {
  StringRef Name = Symbol;
  int Unit;
  return Name.consume_front(GuardPrefix) && !Name.getAsInteger(10, Unit) ? Unit : -1;
}

static std::string substituteName(unsigned Unit) {
  return ("__fastidious_substitute_" + Twine(Unit)).str();
}

/// An lvalue of a variable that some other module defines.
Expr *GuardNodes::external(StringRef Name, QualType Type, SourceLocation Loc) const {
  TranslationUnitDecl *TU = Context.getTranslationUnitDecl();
  VarDecl *Variable =
      VarDecl::Create(Context, TU, SourceLocation(), SourceLocation(), &Context.Idents.get(Name),
                      Type, Context.getTrivialTypeSourceInfo(Type), SC_Extern);
  auto *Linkage = LinkageSpecDecl::Create(Context, TU, SourceLocation(), SourceLocation(),
                                          LinkageSpecLanguageIDs::C, /*HasBraces=*/false);
  Variable->setDeclContext(Linkage);
  Variable->setLexicalDeclContext(Linkage);
  return DeclRefExpr::Create(Context, NestedNameSpecifierLoc(), SourceLocation(), Variable, false,
                             Loc, Type, VK_LValue);
}

Expr *GuardNodes::guardOf(unsigned Unit, SourceLocation Loc) const {
  return ImplicitCastExpr::Create(Context, Context.BoolTy, CK_LValueToRValue,
                                  external(guardName(Unit), Context.BoolTy, Loc), nullptr,
                                  VK_PRValue, FPOptionsOverride());
}

CompoundStmt *GuardNodes::block(ArrayRef<Stmt *> Statements, Stmt *At) const {
  return CompoundStmt::Create(Context, Statements, FPOptionsOverride(), At->getBeginLoc(),
                              At->getEndLoc());
}

Stmt *GuardNodes::guarded(unsigned Unit, Stmt *S, ArrayRef<Expr *> Kept) const {
  Stmt *Else = nullptr;
  if (!Kept.empty()) {
    SmallVector<Stmt *, 4> Statements(Kept.begin(), Kept.end());
    Else = block(Statements, S);
  }
  SourceLocation Begin = S->getBeginLoc(), End = S->getEndLoc();
  return IfStmt::Create(Context, Begin, IfStatementKind::Ordinary, nullptr, nullptr,
                        guardOf(Unit, Begin), Begin, End, S, Else ? End : SourceLocation(), Else);
}

Expr *GuardNodes::guarded(unsigned Unit, Expr *E, ArrayRef<Expr *> Kept) const {
  SourceLocation Begin = E->getBeginLoc();
  QualType Type = E->isPRValue() ? E->getType().getUnqualifiedType() : E->getType();
  Expr *Substitute = E->isPRValue() ? new (Context) ImplicitValueInitExpr(Type)
                                    : external(substituteName(Unit), Type, Begin);
  for (Expr *Effect : llvm::reverse(Kept))
    Substitute = BinaryOperator::Create(Context, Effect, Substitute, BO_Comma, Type,
                                        E->getValueKind(), OK_Ordinary, Begin, FPOptionsOverride());
  return new (Context) ConditionalOperator(guardOf(Unit, Begin), Begin, E, Begin, Substitute,
                                           E->getType(), E->getValueKind(), OK_Ordinary);
}

static bool isTransparent(const Expr *E) {
  return isa<ExprWithCleanups, ParenExpr, ImplicitCastExpr, CXXBindTemporaryExpr>(E);
}

/// Whether \p Assignment only keeps a variable up to date (`n += 3`): no calls, no stores
/// elsewhere.
static bool isBookkeeping(const BinaryOperator &Assignment) {
  auto HasCall = [](const auto &Self, const Stmt *S) -> bool {
    return S && (isa<CallExpr, CXXConstructExpr, CXXNewExpr>(S) ||
                 llvm::any_of(S->children(), [&](const Stmt *Child) { return Self(Self, Child); }));
  };
  return isa<DeclRefExpr, MemberExpr>(Assignment.getLHS()->IgnoreParenImpCasts()) &&
         !HasCall(HasCall, Assignment.getRHS());
}

/// \p IsWork: the expression itself is the work that is taken out, not an argument of it.
static void collectEffects(Expr *E, bool IsWork, SmallVectorImpl<Expr *> &Effects) {
  // What is evaluated conditionally, later or never is no bookkeeping.
  if (!E || isa<LambdaExpr, AbstractConditionalOperator, UnaryExprOrTypeTraitExpr>(E))
    return;
  if (auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->isIncrementDecrementOp()) {
    if (!IsWork)
      Effects.push_back(Unary);
    return;
  }
  if (auto *Binary = dyn_cast<BinaryOperator>(E)) {
    if (Binary->isLogicalOp())
      return;
    if (Binary->isAssignmentOp()) {
      if (!IsWork && isBookkeeping(*Binary))
        Effects.push_back(Binary);
      else
        collectEffects(Binary->getRHS(), false, Effects);
      return;
    }
  }
  for (Stmt *Child : E->children())
    if (auto *Inner = dyn_cast_or_null<Expr>(Child))
      collectEffects(Inner, IsWork && isTransparent(E), Effects);
}

SmallVector<Expr *, 4> sideEffectsOfArguments(Stmt *S) {
  SmallVector<Expr *, 4> Effects;
  if (auto *E = dyn_cast<Expr>(S))
    collectEffects(E, /*IsWork=*/true, Effects);
  return Effects;
}

SmallVector<Expr *, 4> sideEffectsOf(Expr *E) {
  SmallVector<Expr *, 4> Effects;
  collectEffects(E, /*IsWork=*/false, Effects);
  return Effects;
}

} // namespace fastidious::optimizer

#include "checks/support/Invariance.h"

#include "checks/support/Calls.h"
#include "checks/support/Place.h"
#include "checks/support/TripCount.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace fastidious {
namespace {

/// Free functions of libraries whose result depends on nothing but their arguments.
bool isPureFunction(const FunctionDecl &Function) {
  if (Function.hasAttr<PureAttr>() || Function.hasAttr<ConstAttr>() || Function.isConstexpr())
    return true;
  std::string Name = qualifiedName(Function);
  return isOneOf(Name, {"std::operator+", "std::operator|", "std::operator&", "std::to_string",
                        "std::format", "fmt::format", "absl::StrCat", "absl::StrFormat",
                        "absl::StrJoin", "std::locale::classic", "std::move", "std::begin",
                        "std::end", "std::data", "std::size"}) ||
         StringRef(Name).starts_with("std::literals");
}

class Invariance {
public:
  Invariance(const Body &B, const Loop &L) : B(B), L(L) {}

  bool holds(const Expr *E) const {
    if (!E)
      return true;
    E = written(E);
    if (E->isTypeDependent() || E->isValueDependent())
      return false;
    if (isa<StringLiteral, IntegerLiteral, CharacterLiteral, FloatingLiteral, CXXBoolLiteralExpr,
            CXXNullPtrLiteralExpr, CXXDefaultArgExpr, CXXThisExpr, UnaryExprOrTypeTraitExpr,
            CXXScalarValueInitExpr, ImplicitValueInitExpr>(E))
      return true;
    if (isSeed(E))
      return holdsForSeed(E);
    if (auto P = Place::of(E, B.context()))
      return holdsForPlace(E, *P);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return isa<EnumConstantDecl, FunctionDecl, NonTypeTemplateParmDecl>(Ref->getDecl());
    if (const auto *Cast = dyn_cast<CastExpr>(E))
      return holds(Cast->getSubExpr());
    if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(E))
      return holds(List->getSubExpr());
    if (const auto *Call = dyn_cast<CallExpr>(E))
      return holdsForCall(*Call);
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
      const CXXConstructorDecl *Constructor = Construct->getConstructor();
      return (Constructor->isInStdNamespace() || Constructor->isConstexpr() ||
              containerFact(Construct->getType())) &&
             childrenHold(E);
    }
    if (const auto *New = dyn_cast<CXXNewExpr>(E)) // `std::locale(base, new facet)`
      return New->getNumPlacementArgs() == 0 &&
             (!New->hasInitializer() || childrenHold(E) || holdsForNewObject(*New));
    if (const auto *Unary = dyn_cast<UnaryOperator>(E))
      return !Unary->isIncrementDecrementOp() && holds(Unary->getSubExpr());
    if (const auto *Binary = dyn_cast<BinaryOperator>(E))
      return !Binary->isAssignmentOp() && holds(Binary->getLHS()) && holds(Binary->getRHS());
    if (isa<InitListExpr, ConditionalOperator>(E))
      return childrenHold(E);
    return false;
  }

private:
  const Body &B;
  const Loop &L;

  bool childrenHold(const Expr *E) const {
    return llvm::all_of(E->children(), [&](const Stmt *Child) {
      const auto *Sub = dyn_cast_or_null<Expr>(Child);
      return Sub && holds(Sub);
    });
  }

  /// Whether \p D exists before the loop.
  bool precedesLoop(const ValueDecl *D) const {
    if (!D)
      return true; // A member of *this.
    const auto *Variable = dyn_cast<VarDecl>(D);
    if (Variable && !Variable->isLocalVarDeclOrParm())
      return true;
    return B.context().getSourceManager().isBeforeInTranslationUnit(D->getLocation(),
                                                                    L.Statement->getBeginLoc());
  }

  /// \p SizeOnly: whether the number of elements of the container \p P is all that matters.
  bool holdsForPlace(const Expr *E, const Place &P, bool SizeOnly = false) const {
    if (E->getType().isVolatileQualified() || !precedesLoop(P.root()))
      return false;
    // Only an alias could change what the caller gave for reading.
    if (const auto *Parameter = dyn_cast_or_null<ParmVarDecl>(P.variable());
        Parameter && Parameter->getType()->isReferenceType() &&
        Parameter->getType().getNonReferenceType().isConstQualified())
      return true;
    if (llvm::any_of(P.dependencies(), [&](const ValueDecl *D) {
          return isa<VarDecl>(D) &&
                 (!precedesLoop(D) || mayChange(B, Place::ofVariable(D), L.Statement));
        }))
      return false;
    return SizeOnly ? !mayChange(B, CountSource{P, true}, L.Statement)
                    : !mayChange(B, P, L.Statement);
  }

  /// Whether \p Object, which a call asks only for its number of elements, keeps that.
  bool keepsSize(const Expr *Object) const {
    auto P = containerFact(Object->getType()) ? Place::of(Object, B.context()) : std::nullopt;
    return P && holdsForPlace(written(Object), *P, /*SizeOnly=*/true);
  }

  bool holdsForSeed(const Expr *E) const {
    auto Operator = asOperatorCall(E);
    if (!Operator)
      return true;
    const Expr *Device = written(Operator->Operands[0]);
    auto P = Place::of(Device, B.context());
    return P ? precedesLoop(P->root()) : true;
  }

  bool holdsForNewObject(const CXXNewExpr &New) const {
    const CXXConstructExpr *Construct = New.getConstructExpr();
    return Construct && llvm::all_of(Construct->arguments(),
                                     [&](const Expr *Argument) { return holds(Argument); });
  }

  bool holdsForCall(const CallExpr &Call) const {
    const FunctionDecl *Function = Call.getDirectCallee();
    if (!Function)
      return false;
    const auto *Method = dyn_cast<CXXMethodDecl>(Function);
    bool IsKnown = isPureFunction(*Function) ||
                   (Method && Method->isConst() && Method->getParent()->isInStdNamespace() &&
                    containerFact(B.context().getRecordType(Method->getParent())));
    if (!IsKnown)
      return false;
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
        Member && !holds(Member->getImplicitObjectArgument()) &&
        !(Method && Method->getIdentifier() &&
          isOneOf(Method->getName(), {"size", "length", "empty"}) &&
          keepsSize(Member->getImplicitObjectArgument())))
      return false;
    return llvm::all_of(Call.arguments(), [&](const Expr *Argument) { return holds(Argument); });
  }
};

} // namespace

bool isInvariant(const Body &B, const Expr *E, const Loop &L) {
  return Invariance(B, L).holds(E);
}

bool isSeed(const Expr *E) {
  E = written(E);
  if (auto Operator = asOperatorCall(E);
      Operator && Operator->Operator == OO_Call && Operator->Operands.size() == 1) {
    const CXXRecordDecl *Class = classOf(Operator->Operands[0]->getType());
    return Class && StringRef(qualifiedName(*Class)).ends_with("::random_device");
  }
  if (auto Call = asFunctionCall(E))
    return isOneOf(Call->QualifiedName, {"std::time", "time"});
  return false;
}

} // namespace fastidious

#include "checks/support/Contents.h"

#include "checks/support/Calls.h"
#include "checks/support/Flow.h"
#include "checks/support/Types.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace fastidious {

bool isHarmless(const Body &B, const Use &U, const Append &A) {
  auto Named = Place::of(U.Ref, B.context());
  bool IsOwner = Named && !(*Named == A.Target) && A.Target.isReachedFrom(*Named);
  // The value of a pointer: who gets it may write through it. `p->f()` is a use of what it points
  // to.
  if (IsOwner && A.Target.steps()[Named->steps().size()] == PlaceStep::Deref) {
    const Stmt *Parent = B.parentIgnoringImplicit(U.Ref);
    bool IsArrow =
        U.Ref->getType()->isPointerType() &&
        isa_and_nonnull<MemberExpr, CXXDependentScopeMemberExpr, UnresolvedMemberExpr>(Parent);
    if (!IsArrow) {
      auto Operator = asOperatorCall(Parent);
      return Operator && Operator->Operands.size() == 1 &&
             (Operator->Operator == OO_Star || Operator->Operator == OO_Arrow ||
              Operator->Operator == OO_Exclaim);
    }
    IsOwner = A.Target.steps().size() > Named->steps().size() + 1;
    Named.reset();
  }
  if (!IsOwner && U.Member == "capacity")
    return false;
  if (U.Kind == UseKind::Capture) // The lambda's own uses are looked at by themselves.
    return true;
  if (!mayWrite(U.Kind))
    return true;
  if (IsOwner)
    return false;
  // An element; a subscript of a hash table may add one.
  if (Named && Named->steps().size() > A.Target.steps().size())
    return A.Fact->has(Contiguous) || isUserContainer(*A.Fact);
  if (A.Fact->has(IsUnordered) && U.Member == "operator[]")
    return false;
  return !U.Member.empty() && isElementAccess(U.Member);
}

/// Whether objects of type \p T run what they are constructed with in a thread of their own.
static bool isThread(QualType T) {
  const CXXRecordDecl *Class = T.isNull() ? nullptr : classOf(T);
  return Class && isOneOf(qualifiedName(*Class), {"std::thread", "std::jthread", "boost::thread"});
}

bool isGivenToThread(const Body &B, const Use &U, const Append &A) {
  auto Named = Place::of(U.Ref, B.context());
  if (!Named || *Named == A.Target || !A.Target.isReachedFrom(*Named))
    return false;
  const Stmt *Child = U.Ref;
  for (const Stmt *Parent = B.parent(Child); Parent; Child = Parent, Parent = B.parent(Parent)) {
    const auto *Construct = dyn_cast<CXXConstructExpr>(Parent);
    if (Construct && isThread(Construct->getType()))
      return true;
    auto Call = asMemberCall(Parent);
    if (Call && Call->Object && Call->Name == "emplace_back" && !B.contains(Call->Object, U.Ref) &&
        isThread(templateTypeArgument(Call->Object->getType(), 0)))
      return true;
  }
  return false;
}

bool isTargetOf(const Body &B, const Use &U, const Append &A) {
  return B.contains(A.Object, U.Ref) || (B.contains(U.Ref, A.Object) && B.contains(A.Call, U.Ref));
}

namespace {

/// Whether an object initialised with \p Init has no elements, or a known number of them, which is
/// added to \p Elements.
bool isEmptyInit(const Expr *Init, QualType T, uint64_t &Elements) {
  if (!Init)
    return true;
  const Expr *E = written(Init);
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(E))
    return isEmptyInit(Default->getExpr(), T, Elements);
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
    return isEmptyInit(Cast->getSubExpr(), T, Elements);
  if (isa<ImplicitValueInitExpr, CXXScalarValueInitExpr>(E))
    return true;
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return List->getNumInits() == 0;
  if (const auto *List = dyn_cast<ParenListExpr>(E))
    return List->getNumExprs() == 0;
  if (const auto *Unresolved = dyn_cast<CXXUnresolvedConstructExpr>(E)) {
    if (Unresolved->getNumArgs() == 0)
      return true;
    const auto *List =
        Unresolved->getNumArgs() == 1 ? dyn_cast<InitListExpr>(Unresolved->getArg(0)) : nullptr;
    return List && List->getNumInits() == 0;
  }
  const auto *Construct = dyn_cast<CXXConstructExpr>(E);
  if (!Construct)
    return false;
  const CXXConstructorDecl *Constructor = Construct->getConstructor();
  bool IsKnown = containerFact(T) &&
                 (!Constructor->isUserProvided() || Constructor->getParent()->isInStdNamespace() ||
                  qualifiedName(*Constructor->getParent()) == containerFact(T)->Name);
  if (!IsKnown && Constructor->isUserProvided())
    return false;
  unsigned Given = 0;
  const Expr *First = nullptr;
  for (const Expr *Argument : Construct->arguments()) {
    if (isa<CXXDefaultArgExpr>(Argument))
      continue;
    // An allocator or a memory resource holds no elements.
    const Expr *A = written(Argument);
    QualType Type = A->getType().getNonReferenceType();
    if (Type->isPointerType())
      Type = Type->getPointeeType();
    if (const CXXRecordDecl *Record = classOf(Type); Record && Record->getIdentifier()) {
      std::string Name = Record->getNameAsString();
      if (StringRef(Name).contains_insensitive("alloc") ||
          StringRef(Name).contains_insensitive("resource"))
        continue;
    }
    ++Given;
    First = A;
  }
  if (Given == 0)
    return true;
  if (Given > 1)
    return false;
  if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(First)) {
    const auto *Items = dyn_cast<InitListExpr>(written(List->getSubExpr()));
    Elements += Items ? Items->getNumInits() : 0;
    return Items != nullptr;
  }
  if (const auto *Literal = dyn_cast<StringLiteral>(First)) {
    Elements += Literal->getLength();
    return true;
  }
  return false;
}

/// Whether the member \p Field of an object of its class is empty after \p Init.
bool isEmptyMember(const FieldDecl *Field, const Expr *Init, uint64_t &Elements) {
  auto DefaultsToEmpty = [&] {
    return isEmptyInit(Field->getInClassInitializer(), Field->getType(), Elements);
  };
  const auto *Class = dyn_cast<CXXRecordDecl>(Field->getParent());
  if (!Class)
    return false;
  // A pair value-initialises both ([pairs.pair]).
  bool IsPair = Class->isInStdNamespace() && Class->getName() == "pair";
  if (Class->hasUserProvidedDefaultConstructor() && !IsPair)
    return false;
  if (!Init)
    return DefaultsToEmpty();
  const Expr *E = written(Init);
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
    E = written(Cast->getSubExpr());
  if (const auto *List = dyn_cast<InitListExpr>(E)) {
    if (List->isSyntacticForm() && List->getSemanticForm())
      List = List->getSemanticForm();
    if (List->getNumInits() == 0)
      return DefaultsToEmpty();
    unsigned Index = Field->getFieldIndex();
    if (Class->getNumBases() || Index >= List->getNumInits())
      return false;
    return isEmptyInit(List->getInit(Index), Field->getType(), Elements);
  }
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return Construct->getNumArgs() == 0 && DefaultsToEmpty();
  if (isa<CXXScalarValueInitExpr>(E))
    return DefaultsToEmpty();
  return false;
}

class History {
public:
  History(const Body &B, const Append &A, llvm::ArrayRef<Use> Uses) : B(B), A(A), Uses(Uses) {}

  std::optional<Origin> find();

private:
  const Body &B;
  const Append &A;
  llvm::ArrayRef<Use> Uses;
  Origin Result;

  enum class Step { GoOn, Found, Unknown };
  Step before(const Stmt *S);
  Step beforeAll(const CompoundStmt *Block, const Stmt *Child);
  bool mayChangeIn(const Stmt *S) const;
  Step declaration(const DeclStmt *Declaration);
  std::optional<Origin> constructor();
};

bool History::mayChangeIn(const Stmt *S) const {
  if (!S)
    return false;
  return llvm::any_of(Uses,
                      [&](const Use &U) { return B.contains(S, U.Ref) && !isHarmless(B, U, A); });
}

/// `v.clear()`, `v.resize(0)`, `v = {}`, as a statement.
bool empties(const Stmt *S, const Place &Target, const ASTContext &Context) {
  const auto *E = dyn_cast<Expr>(S);
  if (!E)
    return false;
  if (auto Call = asMemberCall(E)) {
    auto P = Place::ofMemberObject(Call->Object, Call->IsArrow, Context);
    if (!P || !(*P == Target))
      return false;
    if (Call->Name == "clear")
      return Call->Arguments.empty();
    if (Call->Name != "resize" || Call->Arguments.size() != 1)
      return false;
    const auto *Zero = dyn_cast<IntegerLiteral>(written(Call->Arguments[0]));
    return Zero && Zero->getValue() == 0;
  }
  if (auto Assignment = asOperatorCall(E); Assignment && Assignment->Operator == OO_Equal) {
    auto P = Place::of(Assignment->Operands[0], Context);
    uint64_t Elements = 0;
    const Expr *Value = Assignment->Operands[1];
    if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(written(Value)))
      if (const auto *Items = dyn_cast<InitListExpr>(written(List->getSubExpr())))
        return P && *P == Target && Items->getNumInits() == 0;
    if (const auto *Literal = dyn_cast<StringLiteral>(written(Value)))
      return P && *P == Target && Literal->getLength() == 0;
    return P && *P == Target && isEmptyInit(Value, Target.type(), Elements) && Elements == 0;
  }
  return false;
}

History::Step History::declaration(const DeclStmt *Declaration) {
  const auto *Variable = dyn_cast_or_null<VarDecl>(A.Target.root());
  if (!Variable || !llvm::is_contained(Declaration->decls(), Variable))
    return Step::GoOn;
  QualType T = Variable->getType();
  if (!Variable->hasLocalStorage() || T->isReferenceType())
    return Step::Unknown;
  Result.Where = Declaration;
  llvm::ArrayRef<PlaceStep> Steps = A.Target.steps();
  const Expr *Init = Variable->getInit();
  if (Steps.empty())
    return isEmptyInit(Init, T, Result.Elements) ? Step::Found : Step::Unknown;
  if (Steps.size() == 1 && Steps[0] == PlaceStep::Member) {
    const auto *Field = dyn_cast_or_null<FieldDecl>(A.Target.lastMember());
    return Field && isEmptyMember(Field, Init, Result.Elements) ? Step::Found : Step::Unknown;
  }
  // A pointer to a new object.
  if (Steps[0] != PlaceStep::Deref || Steps.size() > 2 || !Init)
    return Step::Unknown;
  const Expr *E = written(Init);
  while (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
    if (Construct->getNumArgs() < 1)
      return Step::Unknown;
    E = written(Construct->getArg(0));
  }
  bool IsNew = false;
  if (const auto *New = dyn_cast<CXXNewExpr>(E)) {
    const auto *Construct = New->getConstructExpr();
    IsNew = !New->isArray() && Construct && Construct->getNumArgs() == 0;
  } else if (auto Call = asFunctionCall(E)) {
    IsNew =
        (Call->QualifiedName == "std::make_unique" || Call->QualifiedName == "std::make_shared" ||
         Call->QualifiedName == "absl::make_unique" ||
         Call->QualifiedName == "boost::make_shared") &&
        Call->Arguments.empty();
  }
  if (!IsNew)
    return Step::Unknown;
  if (Steps.size() == 1)
    return Step::Found;
  const auto *Field = dyn_cast_or_null<FieldDecl>(A.Target.lastMember());
  return Field && isEmptyMember(Field, nullptr, Result.Elements) ? Step::Found : Step::Unknown;
}

/// Whether \p E is part of what leaves the function: the loop is not reached from there.
bool leavesFunction(const Body &B, const Expr *E) {
  // A lambda's `return` goes back to whoever calls it.
  if (B.enclosingLambda(E))
    return false;
  for (const Stmt *S = E; S; S = B.parent(S))
    if (isa<ReturnStmt>(S))
      return true;
  return false;
}

/// What the statement \p S, which runs just before, tells.
History::Step History::before(const Stmt *S) {
  if (const auto *Declaration = dyn_cast<DeclStmt>(S))
    if (Step Told = declaration(Declaration); Told != Step::GoOn)
      return Told;
  if (empties(S, A.Target, B.context())) {
    // To empty it keeps what has been reserved.
    const SourceManager &SM = B.context().getSourceManager();
    if (A.Fact->has(ClearKeepsMemory) && llvm::any_of(Uses, [&](const Use &U) {
          return U.Member == "reserve" &&
                 SM.isBeforeInTranslationUnit(U.Ref->getBeginLoc(), S->getBeginLoc());
        }))
      return Step::Unknown;
    Result.Where = S;
    Result.IsCleared = true;
    return Step::Found;
  }
  for (const Use &U : Uses) {
    if (!B.contains(S, U.Ref) || isHarmless(B, U, A) || leavesFunction(B, U.Ref))
      continue;
    auto Named = Place::of(U.Ref, B.context());
    bool IsAppend = U.Kind == UseKind::Modify &&
                    elementEffect(*A.Fact, U.Member) == ElementEffect::AppendsOne &&
                    !B.enclosingLambda(U.Ref);
    // Only the elements of another loop are too many to count.
    if (!IsAppend || B.loopOf(U.Ref) != B.loopOf(S) || isa<ForStmt>(S))
      return Step::Unknown;
    ++Result.Elements;
  }
  return Step::GoOn;
}

History::Step History::beforeAll(const CompoundStmt *Block, const Stmt *Child) {
  llvm::SmallVector<const Stmt *, 16> Earlier;
  for (const Stmt *S : Block->body()) {
    if (S == Child)
      break;
    Earlier.push_back(S);
  }
  bool CrossedLabel = isa<SwitchCase>(Child);
  for (const Stmt *S : llvm::reverse(Earlier)) {
    if (CrossedLabel) {
      if (mayChangeIn(S))
        return Step::Unknown;
      continue;
    }
    if (isa<LabelStmt>(S))
      return Step::Unknown;
    while (const auto *Case = dyn_cast<SwitchCase>(S)) {
      CrossedLabel = true;
      S = Case->getSubStmt();
    }
    if (Step Told = before(S); Told != Step::GoOn)
      return Told;
  }
  return Step::GoOn;
}

/// At the beginning of a constructor's body, a member is as its initialiser left it.
std::optional<Origin> History::constructor() {
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(&B.function());
  const auto *Field = dyn_cast_or_null<FieldDecl>(A.Target.lastMember());
  if (!Constructor || !Field || A.Target.root() || A.Target.steps().size() != 1 ||
      Constructor->isDelegatingConstructor() ||
      Field->getParent()->getCanonicalDecl() != Constructor->getParent()->getCanonicalDecl())
    return std::nullopt;
  const Expr *Init = Field->getInClassInitializer();
  for (const CXXCtorInitializer *Initializer : Constructor->inits())
    if (Initializer->isMemberInitializer() && Initializer->getMember() == Field)
      Init = Initializer->getInit();
  if (!isEmptyInit(Init, Field->getType(), Result.Elements))
    return std::nullopt;
  return Result;
}

std::optional<Origin> History::find() {
  const Stmt *Child = A.Call;
  for (const Stmt *Parent = B.parent(Child); Parent; Child = Parent, Parent = B.parent(Parent)) {
    if (isa<LambdaExpr, LabelStmt>(Parent))
      return std::nullopt;
    if (const auto *Block = dyn_cast<CompoundStmt>(Parent)) {
      switch (beforeAll(Block, Child)) {
      case Step::Found:
        return Result;
      case Step::Unknown:
        return std::nullopt;
      case Step::GoOn:
        break;
      }
    } else if (const auto *If = dyn_cast<IfStmt>(Parent)) {
      if (Child != If->getCond() && (mayChangeIn(If->getCond()) || mayChangeIn(If->getInit())))
        return std::nullopt;
    } else if (const auto *Switch = dyn_cast<SwitchStmt>(Parent)) {
      if (mayChangeIn(Switch->getCond()))
        return std::nullopt;
    } else if (const auto *Try = dyn_cast<CXXTryStmt>(Parent)) {
      if (Child != Try->getTryBlock() && mayChangeIn(Try->getTryBlock()))
        return std::nullopt;
    } else if (isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(Parent)) {
      if (const auto *For = dyn_cast<ForStmt>(Parent); For && Child == For->getInit())
        continue;
      if (const Loop *L = B.loopAt(Parent); L && !isOnceLoop(*L))
        Result.Loops.push_back(L);
    }
  }
  return constructor();
}

/// Adds the uses of the pointers on the way to \p Object.
void addPointerUses(const Body &B, const Expr *Object, bool IsArrow, std::vector<Use> &Uses) {
  const Expr *E = written(Object);
  while (E) {
    if (IsArrow && !isa<CXXThisExpr>(E)) {
      auto Arrow = asOperatorCall(E);
      if (Arrow && Arrow->Operator == OO_Arrow)
        E = written(Arrow->Operands[0]);
      if (auto Pointer = Place::of(E, B.context()))
        llvm::append_range(Uses, usesOf(B, *Pointer, B.statement()));
    }
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      E = Member->isImplicitAccess() ? nullptr : written(Member->getBase());
      IsArrow = Member->isArrow();
    } else if (auto Deref = asOperatorCall(E);
               Deref && Deref->Operator == OO_Star && Deref->Operands.size() == 1) {
      E = written(Deref->Operands[0]);
      IsArrow = true;
    } else {
      E = nullptr;
    }
  }
}

} // namespace

std::vector<Use> usesOfTarget(const Body &B, const Append &A) {
  std::vector<Use> Uses = usesOf(B, A.Target, B.statement());
  addPointerUses(B, A.Object, A.IsArrow, Uses);
  return Uses;
}

std::optional<Origin> originOf(const Body &B, const Append &A, llvm::ArrayRef<Use> Uses) {
  return History(B, A, Uses).find();
}

} // namespace fastidious

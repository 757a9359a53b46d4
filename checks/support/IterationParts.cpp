#include "checks/support/IterationParts.h"

#include "checks/knowledge/Functions.h"
#include "checks/support/BenchmarkWork.h"
#include "checks/support/Calls.h"
#include "checks/support/Statements.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace fastidious {
namespace {

bool hasWord(const std::set<std::string> &Words, llvm::ArrayRef<StringRef> Of) {
  return llvm::any_of(Of, [&](StringRef Word) { return Words.count(Word.str()) != 0; });
}

/// Whether the name says that each call gives something else.
bool isVaryingName(StringRef Name) {
  static constexpr StringRef Words[] = {"random", "rand", "rnd",  "shuffle", "shuffled", "next",
                                        "now",    "time", "pop",  "unique",  "fresh",    "clock",
                                        "noise",  "fuzz", "temp", "tmp",     "lock",     "acquire"};
  return hasWord(wordsOf(Name), Words);
}

/// The variable that owns the object \p E denotes or leads to: `v` of `v[i].x`, `v.begin()`,
/// `&v[0]`.
const VarDecl *ownerOf(const Expr *E) {
  while (E) {
    E = written(E);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return dyn_cast<VarDecl>(Ref->getDecl());
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      E = Member->getBase();
    } else if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
      E = Subscript->getBase();
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
      E = Unary->getSubExpr();
    } else if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E)) {
      E = Cast->getSubExpr();
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
      E = Operator->getNumArgs() > 0 ? Operator->getArg(0) : nullptr;
    } else if (auto Call = asMemberCall(E); Call && isPlainAccess(Call->Name.str())) {
      E = Call->Object;
    } else if (auto Free = isa<CallExpr>(E) ? asFunctionCall(E) : std::nullopt;
               Free && Free->Arguments.size() == 1) {
      E = Free->Arguments[0]; // std::begin(v), std::back_inserter(v), std::ref(engine).
    } else {
      return nullptr;
    }
  }
  return nullptr;
}

/// The parts of one iteration, told apart into set-up and work.
class Iteration {
public:
  Iteration(const Body &B, const TimedRegion &R, llvm::ArrayRef<std::string> UserSinks)
      : B(B), R(R), UserSinks(UserSinks) {
    for (const Stmt *S : R.Statements)
      addParts(S);
    solve();
  }

  IterationParts take() {
    for (const Part &P : Parts)
      for (const VarDecl *Target : P.Targets)
        if (P.IsSetup && isInput(Target))
          Result.Inputs.insert(Target);
    return std::move(Result);
  }

private:
  const Body &B;
  const TimedRegion &R;
  llvm::ArrayRef<std::string> UserSinks;
  IterationParts Result;
  std::vector<Part> &Parts = Result.Parts;

  bool isInput(const VarDecl *Variable) const {
    return llvm::any_of(
        Parts, [&](const Part &P) { return !P.IsSetup && usesAsInput(P.Evaluated, Variable); });
  }

  void addParts(const Stmt *S) {
    const auto *Declaration = dyn_cast<DeclStmt>(S);
    if (!Declaration) {
      Part P{S, S};
      P.IsSetup = isFill(P);
      Parts.push_back(std::move(P));
      return;
    }
    for (const Decl *D : Declaration->decls()) {
      const auto *Variable = dyn_cast<VarDecl>(D);
      if (!Variable)
        continue;
      Part P{S, Variable->getInit(), Variable};
      P.Targets.insert(Variable);
      QualType T = Variable->getType();
      P.IsSetup = Variable->hasLocalStorage() && !T->isReferenceType() && !T->isDependentType() &&
                  !isa<DecompositionDecl>(Variable) &&
                  (!P.Evaluated || effectsOf(B, P.Evaluated).Writes.empty());
      Parts.push_back(std::move(P));
    }
  }

  /// Whether the statement does nothing but fill variables; collects them.
  bool isFill(Part &P) const {
    const Stmt *S = P.Statement;
    if (!isa<Expr, ForStmt, CXXForRangeStmt>(S))
      return false;
    bool Fills = true;
    llvm::SmallPtrSet<const VarDecl *, 4> Own;
    visitAll(S, [&](const Stmt *Node) {
      if (const auto *Declaration = dyn_cast<DeclStmt>(Node))
        for (const Decl *D : Declaration->decls())
          if (const auto *Variable = dyn_cast<VarDecl>(D))
            Own.insert(Variable);
      if (isa<ReturnStmt, BreakStmt, GotoStmt, CXXThrowExpr, CXXDeleteExpr>(Node))
        Fills = false;
      if (const auto *Call = dyn_cast<CallExpr>(Node))
        Fills = Fills && isFillingCall(Call, P);
    });
    if (!Fills)
      return false;
    StatementEffects Effects = effectsOf(B, S);
    if (Effects.Observable) {
      // A function that says by its name what it does with the arguments that it may change.
      const auto *E = dyn_cast<Expr>(S);
      const auto *Call = E ? dyn_cast<CallExpr>(written(E)) : nullptr;
      const FunctionDecl *Function = Call ? Call->getDirectCallee() : nullptr;
      if (!Function || isa<CXXMethodDecl>(Function) || !Function->getIdentifier() ||
          !isSetupName(Function->getName()) || isVaryingName(Function->getName()))
        return false;
      for (unsigned I = 0; I < Call->getNumArgs() && I < Function->getNumParams(); ++I) {
        QualType Pointee = Function->getParamDecl(I)->getType()->getPointeeType();
        if (Pointee.isNull() || Pointee.isConstQualified())
          continue;
        const VarDecl *Owner = ownerOf(Call->getArg(I));
        if (!Owner)
          return false;
        P.Targets.insert(Owner);
      }
    } else {
      for (const VarDecl *Variable : Effects.Writes)
        if (!Variable->isImplicit() && !Own.contains(Variable))
          P.Targets.insert(Variable);
    }
    return llvm::any_of(P.Targets,
                        [](const VarDecl *Variable) { return isFillable(Variable->getType()); });
  }

  /// Whether a call fills something, or changes nothing.
  bool isFillingCall(const CallExpr *Call, Part &P) const {
    if (asSink(Call, UserSinks))
      return false;
    if (std::optional<ControlKind> Control = asControl(Call))
      return *Control == ControlKind::Query;
    const FunctionDecl *Function = Call->getDirectCallee();
    if (!Function)
      return false;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
      switch (Operator->getOperator()) {
      case OO_PlusEqual:
        P.Appends = P.Appends || ownsElements(Operator->getArg(0)->getType());
        return true;
      case OO_Equal:
      case OO_Subscript:
      case OO_Star:
      case OO_Arrow:
      case OO_PlusPlus:
      case OO_MinusMinus:
      case OO_Plus:
      case OO_Minus:
      case OO_Call: // A random engine or distribution; whether it may is seen by what it changes.
        return true;
      default:
        return effectsOf(*Function).isPure();
      }
    }
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Function); Method && !Method->isStatic()) {
      std::string Name = Method->getNameAsString();
      if (Method->isConst() || isPlainAccess(Name))
        return true;
      static constexpr StringRef Adding[] = {"push_back", "emplace_back", "append", "insert",
                                             "emplace",   "try_emplace",  "push",   "add",
                                             "Add",       "Append",       "Insert", "PushBack"};
      static constexpr StringRef Replacing[] = {"assign", "resize",           "reserve",
                                                "fill",   "insert_or_assign", "swap"};
      P.Appends = P.Appends || llvm::is_contained(Adding, Name);
      P.Clears = P.Clears || Name == "clear";
      return Name == "clear" || llvm::is_contained(Adding, Name) ||
             llvm::is_contained(Replacing, Name);
    }
    std::string Name = qualifiedName(*Function);
    if (const FunctionFact *Fact = functionFact(Name);
        Fact && Fact->Effect == LibraryEffect::Writes) {
      static constexpr StringRef Filling[] = {"iota",       "fill",   "fill_n", "generate",
                                              "generate_n", "copy",   "copy_n", "memset",
                                              "memcpy",     "strcpy", "shuffle"};
      return llvm::is_contained(Filling, StringRef(Name).rsplit("::").second) ||
             llvm::is_contained(Filling, StringRef(Name));
    }
    CallEffects Effects = effectsOf(*Function);
    return Effects.isPure() || isSetupName(Function->getNameAsString());
  }

  /// What lies around \p S and hands it on unchanged: `v.data()`, `v[0]`, `&v`.
  const Stmt *handedOn(const Stmt *S) const {
    const Stmt *Parent = B.parentIgnoringImplicit(S);
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(Parent)) {
      if (isa<FieldDecl>(Member->getMemberDecl()))
        return Member;
      const Stmt *Call = B.parentIgnoringImplicit(Member);
      return isElementAccess(*Member) ? Call : nullptr;
    }
    if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Parent);
        Unary && (Unary->getOpcode() == UO_AddrOf || Unary->getOpcode() == UO_Deref))
      return Unary;
    if (const auto *Subscript = dyn_cast_or_null<ArraySubscriptExpr>(Parent);
        Subscript && B.contains(Subscript->getBase(), S))
      return Subscript;
    if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Parent);
        Operator && Operator->getNumArgs() > 0 && B.contains(Operator->getArg(0), S) &&
        (Operator->getOperator() == OO_Subscript || Operator->getOperator() == OO_Star ||
         Operator->getOperator() == OO_Arrow))
      return Operator;
    return nullptr;
  }

  /// Access to an element or to all of them; a search is work.
  static bool isElementAccess(const MemberExpr &Member) {
    static constexpr StringRef Searches[] = {"find", "lower_bound", "upper_bound", "equal_range"};
    std::string Name = Member.getMemberDecl()->getNameAsString();
    return isPlainAccess(Name) && !llvm::is_contained(Searches, Name);
  }

  bool isMentionUsed(const Stmt *Mention) const {
    const Stmt *S = Mention;
    while (const Stmt *Next = handedOn(S))
      S = Next;
    const Stmt *Parent = B.parentIgnoringImplicit(S);
    if (!Parent || asSink(Parent, UserSinks) || isa<ReturnStmt, CompoundStmt>(Parent))
      return false;
    // One element of it.
    if (const auto *E = dyn_cast<Expr>(S);
        E && S != Mention && isa<DeclStmt>(Parent) && E->getType()->isArithmeticType())
      return false;
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Parent);
        Cast && Cast->getType()->isVoidType())
      return false;
    if (const auto *Member = dyn_cast<MemberExpr>(Parent)) {
      const Stmt *Call = B.parentIgnoringImplicit(Member);
      static constexpr StringRef Queries[] = {"size", "length", "empty", "capacity", "clear"};
      if (Call && (asSink(Call, UserSinks) || asControl(Call)))
        return false;
      return !llvm::is_contained(Queries, Member->getMemberDecl()->getNameAsString());
    }
    return !asControl(Parent);
  }

  /// Whether \p S computes with the contents of \p Variable, and does not only keep them alive.
  bool usesAsInput(const Stmt *S, const VarDecl *Variable) const {
    bool Uses = false;
    visitAll(S, [&](const Stmt *Node) {
      if (const auto *Ref = dyn_cast<DeclRefExpr>(Node); Ref && Ref->getDecl() == Variable)
        Uses = Uses || isMentionUsed(Ref);
    });
    return Uses;
  }

  bool changes(const Stmt *S, const VarDecl *Variable) const {
    if (!S)
      return false;
    StatementEffects Effects = effectsOf(B, S);
    if (Effects.Writes.contains(Variable))
      return true;
    if (!Effects.isKept())
      return false;
    for (const Use &U : usesOf(B, Place::ofVariable(Variable), S)) {
      if (!mayWrite(U.Kind))
        continue;
      if (changesAround(U.Ref, Variable))
        return true;
    }
    return false;
  }

  /// Whether what surrounds the mention, up to a sink, may change \p Variable.
  bool changesAround(const Expr *Mention, const VarDecl *Variable) const {
    const Stmt *Whole = Mention;
    for (const Stmt *Parent = B.parent(Whole);; Parent = B.parent(Whole)) {
      if (!Parent || isa<LambdaExpr, CompoundStmt>(Parent) || !isa<Expr>(Parent))
        break;
      if (asSink(Parent, UserSinks))
        return effectsOf(B, Whole).Writes.contains(Variable);
      Whole = Parent;
    }
    StatementEffects Effects = effectsOf(B, Whole);
    return Effects.isKept() || Effects.Writes.contains(Variable);
  }

  bool isChangedByWork(const VarDecl *Variable) const {
    return llvm::any_of(Parts, [&](const Part &P) {
      return !P.IsSetup && P.Declared != Variable && changes(P.Evaluated, Variable);
    });
  }

  bool isChangedInIteration(const VarDecl *Variable) const {
    return llvm::any_of(Parts, [&](const Part &P) {
      return P.IsSetup ? P.Targets.contains(Variable) && !P.Declared
                       : changes(P.Evaluated, Variable);
    });
  }

  bool isDeclaredInIteration(const VarDecl *Variable) const {
    return llvm::any_of(Parts, [&](const Part &P) { return P.Declared == Variable; });
  }

  bool isPrepared(const VarDecl *Variable) const {
    return llvm::any_of(Parts, [&](const Part &P) { return P.IsSetup && P.Declared == Variable; });
  }

  /// Whether all that \p P reads is the same in each iteration.
  bool isInvariant(const Part &P) const {
    llvm::SmallPtrSet<const VarDecl *, 4> Own;
    bool Invariant = true;
    visitAll(P.Evaluated, [&](const Stmt *Node) {
      if (const auto *Declaration = dyn_cast<DeclStmt>(Node))
        for (const Decl *D : Declaration->decls())
          if (const auto *Variable = dyn_cast<VarDecl>(D))
            Own.insert(Variable);
      if (const auto *Lambda = dyn_cast<LambdaExpr>(Node))
        for (const ParmVarDecl *Parameter : Lambda->getCallOperator()->parameters())
          Own.insert(Parameter);
      if (const auto *Call = dyn_cast<CallExpr>(Node))
        Invariant = Invariant && isInvariantCall(Call);
      if (const auto *Construct = dyn_cast<CXXConstructExpr>(Node))
        Invariant = Invariant && isInvariantConstruction(Construct);
      if (isa<CXXThisExpr, CoawaitExpr>(Node))
        Invariant = false;
      const auto *Ref = dyn_cast<DeclRefExpr>(Node);
      const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      if (!Variable || Own.contains(Variable) || P.Targets.contains(Variable))
        return;
      Invariant = Invariant && isInvariant(*Variable);
    });
    // Of the outer variables that it changes the old value must not matter.
    for (const VarDecl *Target : P.Targets)
      if (!isDeclaredInIteration(Target) &&
          (!ownsElements(Target->getType()) && !Target->getType()->isArrayType()))
        Invariant = false;
    return Invariant;
  }

  bool isInvariant(const VarDecl &Variable) const {
    if (Variable.getType().isVolatileQualified() || Variable.getType()->isAtomicType())
      return false;
    if (isDeclaredInIteration(&Variable))
      return isPrepared(&Variable);
    // Other scopes of the measured code: a loop around the statement.
    const Stmt *Scope = R.Callable ? R.Measured : R.Whole;
    const SourceManager &SM = B.context().getSourceManager();
    if (Variable.hasLocalStorage() &&
        SM.isBeforeInTranslationUnit(Scope->getBeginLoc(), Variable.getLocation()) &&
        SM.isBeforeInTranslationUnit(Variable.getLocation(), Scope->getEndLoc()))
      return false;
    if (R.Callable && llvm::is_contained(R.Callable->getCallOperator()->parameters(), &Variable))
      return false;
    return Variable.getType().isConstQualified() || !isChangedInIteration(&Variable);
  }

  /// Whether calls with the same arguments give the same value.
  bool isInvariantCall(const CallExpr *Call) const {
    if (asControl(Call))
      return true;
    const FunctionDecl *Function = Call->getDirectCallee();
    if (!Function)
      return false;
    const auto *Method = dyn_cast<CXXMethodDecl>(Function);
    if (Method && Method->isVirtual())
      return false;
    CallEffects Effects = effectsOf(*Function);
    // What it changes are targets.
    if (!Effects.isKept() && !Effects.ReadsGlobals)
      return true;
    std::string Name = Function->getNameAsString();
    bool IsSystem = B.context().getSourceManager().isInSystemHeader(Function->getLocation());
    if (Method && !Method->isStatic())
      return IsSystem && classFact(qualifiedName(*Method->getParent()));
    if (IsSystem)
      return functionFact(qualifiedName(*Function)) != nullptr && !isVaryingName(Name);
    return isSetupName(Name) && !isVaryingName(Name);
  }

  bool isInvariantConstruction(const CXXConstructExpr *Construct) const {
    if (constructionFact(Construct->getType()))
      return constructionFact(Construct->getType())->Kind != ConstructionKind::Device;
    const CXXConstructorDecl *Constructor = Construct->getConstructor();
    if (containerFact(Construct->getType()))
      return true;
    // Files and strings are read from their beginning.
    static constexpr StringRef Readers[] = {"std::basic_ifstream", "std::basic_istringstream",
                                            "std::istreambuf_iterator"};
    if (llvm::is_contained(Readers, StringRef(qualifiedName(*Constructor->getParent()))))
      return true;
    CallEffects Effects = effectsOf(*Constructor);
    return !Effects.isKept() && !Effects.ReadsGlobals;
  }

  /// Whether some other part needs what \p P prepares. What a filling part says of its own target
  /// is no need.
  bool isNeeded(const Part &P) const {
    return llvm::any_of(P.Targets, [&](const VarDecl *Target) {
      return llvm::any_of(Parts, [&](const Part &Other) {
        bool IsItsFill = Other.IsSetup && Other.Targets.contains(Target) &&
                         (!P.Declared || isOnlyFillable(Other, Target));
        return &Other != &P && !IsItsFill && usesAsInput(Other.Evaluated, Target);
      });
    });
  }

  /// Whether \p Target is the one container among the targets.
  static bool isOnlyFillable(const Part &P, const VarDecl *Target) {
    return isFillable(Target->getType()) && llvm::none_of(P.Targets, [&](const VarDecl *Other) {
             return Other != Target && isFillable(Other->getType());
           });
  }

  /// What adds to a container of an outer scope repeats itself only if it begins anew each time.
  bool beginsAnew(const Part &P) const {
    if (!P.Appends)
      return true;
    return llvm::all_of(P.Targets, [&](const VarDecl *Target) {
      return isDeclaredInIteration(Target) || P.Clears ||
             llvm::any_of(Parts, [&](const Part &Other) {
               return Other.IsSetup && Other.Clears && Other.Targets.contains(Target);
             });
    });
  }

  void solve() {
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (Part &P : Parts) {
        if (!P.IsSetup)
          continue;
        bool IsConsumed =
            llvm::any_of(P.Targets, [&](const VarDecl *Target) { return isChangedByWork(Target); });
        bool Stays = !IsConsumed && isInvariant(P) && beginsAnew(P);
        if (IsConsumed && isInvariant(P))
          Result.Consumed.insert(P.Targets.begin(), P.Targets.end());
        if (Stays && isNeeded(P))
          continue;
        P.IsSetup = false;
        Changed = true;
      }
    }
  }
};

} // namespace

bool isSetupName(StringRef Name) {
  static constexpr StringRef Words[] = {
      "make",  "create", "build", "generate", "gen",      "load",       "read",      "init",
      "setup", "set",    "fill",  "prepare",  "populate", "initialize", "construct", "sample",
      "input", "inputs", "data",  "corpus",   "fixture",  "dummy",      "sequence",  "iota"};
  return hasWord(wordsOf(Name), Words);
}

bool isFillable(QualType T) {
  return ownsElements(T) || T->isArrayType() || T->isPointerType() ||
         (classOf(T) && qualifiedName(*classOf(T)) == "std::unique_ptr");
}

const Part *IterationParts::declarationOf(const VarDecl *Variable) const {
  for (const Part &P : Parts)
    if (P.IsSetup && P.Declared == Variable)
      return &P;
  return nullptr;
}

llvm::SmallVector<const Part *, 2> IterationParts::fillsOf(const VarDecl *Variable) const {
  llvm::SmallVector<const Part *, 2> Fills;
  for (const Part &P : Parts)
    if (P.IsSetup && !P.Declared && P.Targets.contains(Variable))
      Fills.push_back(&P);
  return Fills;
}

IterationParts partsOfIteration(const Body &B, const TimedRegion &R,
                                llvm::ArrayRef<std::string> UserSinks) {
  return Iteration(B, R, UserSinks).take();
}

} // namespace fastidious

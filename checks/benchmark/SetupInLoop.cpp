#include "checks/knowledge/Constructions.h"
#include "checks/knowledge/Functions.h"
#include "checks/support/BenchmarkCheck.h"
#include "checks/support/Calls.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

using namespace clang;

namespace fastidious {
namespace {

void visit(const Stmt *S, llvm::function_ref<void(const Stmt *)> Visit) {
  if (!S)
    return;
  Visit(S);
  for (const Stmt *Child : S->children())
    visit(Child, Visit);
}

bool hasWord(const std::set<std::string> &Words, llvm::ArrayRef<StringRef> Of) {
  return llvm::any_of(Of, [&](StringRef Word) { return Words.count(Word.str()) != 0; });
}

/// Whether a function of this name makes an input, as far as a name can tell.
bool isSetupName(StringRef Name) {
  static constexpr StringRef Words[] = {
      "make",  "create", "build", "generate", "gen",      "load",       "read",      "init",
      "setup", "set",    "fill",  "prepare",  "populate", "initialize", "construct", "sample",
      "input", "inputs", "data",  "corpus",   "fixture",  "dummy",      "sequence",  "iota"};
  return hasWord(wordsOf(Name), Words);
}

/// Whether the name says that each call gives something else.
bool isVaryingName(StringRef Name) {
  static constexpr StringRef Words[] = {"random", "rand", "rnd",  "shuffle", "shuffled", "next",
                                        "now",    "time", "pop",  "unique",  "fresh",    "clock",
                                        "noise",  "fuzz", "temp", "tmp",     "lock",     "acquire"};
  return hasWord(wordsOf(Name), Words);
}

/// Whether the benchmark's name says that making its objects is what it measures.
bool measuresMaking(const std::set<std::string> &Words) {
  static constexpr StringRef Making[] = {
      "construct",   "constructor", "construction", "ctor",       "create",      "creation",
      "creating",    "build",       "building",     "make",       "alloc",       "allocate",
      "allocation",  "allocating",  "allocations",  "init",       "initialize",  "initialization",
      "copy",        "copying",     "copies",       "clone",      "fill",        "filling",
      "setup",       "destroy",     "destruct",     "destructor", "destruction", "dtor",
      "lifetime",    "lifecycle",   "load",         "loading",    "read",        "reading",
      "open",        "populate",    "insert",       "insertion",  "push",        "append",
      "emplace",     "assign",      "assignment",   "resize",     "reserve",     "generate",
      "generation",  "roundtrip",   "pipeline",     "cold",       "startup",     "compile",
      "instantiate", "move",        "growth",       "ingest",     "import",      "prepare"};
  return hasWord(Words, Making);
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

bool isOwningContainer(QualType T) {
  const ContainerFact *Fact = containerFact(T);
  return Fact && !Fact->has(IsView) && !T->isReferenceType();
}

bool isOnHeap(QualType T) {
  const ContainerFact *Fact = containerFact(T);
  return Fact && !Fact->has(IsView) && !Fact->has(FixedSize) && !T->isReferenceType();
}

const ConstructionFact *constructionFact(QualType T) {
  const CXXRecordDecl *Record = classOf(T);
  if (!Record)
    return nullptr;
  std::string Name = qualifiedName(*Record);
  for (const ConstructionFact &Fact : constructionFacts())
    if (Fact.Name == Name)
      return &Fact;
  return nullptr;
}

/// What can be filled: containers, arrays, and memory that a pointer owns.
bool isFillable(QualType T) {
  return isOwningContainer(T) || T->isArrayType() || T->isPointerType() ||
         (classOf(T) && qualifiedName(*classOf(T)) == "std::unique_ptr");
}

/// A statement of the iteration, or one of the variables of a declaration.
struct Part {
  const Stmt *Statement;
  /// What of it is evaluated: the statement, or the variable's initialiser, which may be null.
  const Stmt *Evaluated;
  /// The variable that it declares, or null.
  const VarDecl *Declared = nullptr;
  /// Prepares something from what never changes, for other parts.
  bool IsSetup = false;
  /// What it declares or fills.
  llvm::SmallSetVector<const VarDecl *, 2> Targets = {};
  /// It adds to its targets instead of replacing what they hold.
  bool Appends = false;
  /// It empties its targets.
  bool Clears = false;
};

/// The parts of one iteration, told apart into set-up and work.
class Iteration {
public:
  Iteration(const Body &B, const TimedRegion &R, llvm::ArrayRef<std::string> UserSinks)
      : B(B), R(R), UserSinks(UserSinks) {
    for (const Stmt *S : R.Statements)
      addParts(S);
    solve();
  }

  const std::vector<Part> &parts() const { return Parts; }

  /// The set-up part that declares \p Variable, or null.
  const Part *declarationOf(const VarDecl *Variable) const {
    for (const Part &P : Parts)
      if (P.IsSetup && P.Declared == Variable)
        return &P;
    return nullptr;
  }

  /// The parts that fill \p Variable after its declaration.
  llvm::SmallVector<const Part *, 2> fillsOf(const VarDecl *Variable) const {
    llvm::SmallVector<const Part *, 2> Fills;
    for (const Part &P : Parts)
      if (P.IsSetup && !P.Declared && P.Targets.contains(Variable))
        Fills.push_back(&P);
    return Fills;
  }

  /// Variables that would be set-up if the work did not change them.
  const llvm::SmallSetVector<const VarDecl *, 4> &consumed() const { return Consumed; }

  bool isInput(const VarDecl *Variable) const {
    return llvm::any_of(
        Parts, [&](const Part &P) { return !P.IsSetup && usesAsInput(P.Evaluated, Variable); });
  }

private:
  const Body &B;
  const TimedRegion &R;
  llvm::ArrayRef<std::string> UserSinks;
  std::vector<Part> Parts;
  llvm::SmallSetVector<const VarDecl *, 4> Consumed;

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
    visit(S, [&](const Stmt *Node) {
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
        P.Appends = P.Appends || isOwningContainer(Operator->getArg(0)->getType());
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
    visit(S, [&](const Stmt *Node) {
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
    if (!Effects.Observable)
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
    return Effects.Observable || Effects.Writes.contains(Variable);
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
    visit(P.Evaluated, [&](const Stmt *Node) {
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
          (!isOwningContainer(Target->getType()) && !Target->getType()->isArrayType()))
        Invariant = false;
    return Invariant;
  }

  bool isInvariant(const VarDecl &Variable) const {
    if (Variable.getType().isVolatileQualified() || Variable.getType()->isAtomicType())
      return false;
    if (isDeclaredInIteration(&Variable))
      return isPrepared(&Variable);
    // Other scopes of the measured code: a loop around the statement.
    if (Variable.hasLocalStorage() &&
        B.context().getSourceManager().isBeforeInTranslationUnit(R.Measured->getBeginLoc(),
                                                                 Variable.getLocation()) &&
        B.context().getSourceManager().isBeforeInTranslationUnit(Variable.getLocation(),
                                                                 R.Measured->getEndLoc()))
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
    if (!Effects.Observable && !Effects.ReadsGlobals)
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
    return !Effects.Observable && !Effects.ReadsGlobals;
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
          Consumed.insert(P.Targets.begin(), P.Targets.end());
        if (Stays && isNeeded(P))
          continue;
        P.IsSetup = false;
        Changed = true;
      }
    }
  }
};

class SetupInLoop : public SinkCheck {
public:
  SetupInLoop(const CheckInfo &Info, StringRef Name, tidy::ClangTidyContext *Context)
      : SinkCheck(Info, Name, Context), WarnOnConsumedSetup(boolOption("WarnOnConsumedSetup")) {}

private:
  bool WarnOnConsumedSetup;

  /// Whether the file has the same benchmark with its set-up done before: "SearchCached" beside
  /// "Search". Then the set-up is there to be compared.
  static bool hasCachedVariant(const FunctionDecl &Function) {
    static constexpr StringRef Variants[] = {"cached",  "precompiled", "compiled",
                                             "reused",  "reuse",       "reusing",
                                             "hoisted", "prebuilt",    "preallocated"};
    if (!Function.getIdentifier())
      return false;
    std::set<std::string> Words = wordsOf(Function.getName());
    for (const Decl *D : Function.getDeclContext()->decls()) {
      const auto *Other = dyn_cast<FunctionDecl>(D);
      if (!Other || !Other->getIdentifier() || Other->getName() == Function.getName())
        continue;
      std::set<std::string> OtherWords = wordsOf(Other->getName());
      bool IsVariant =
          llvm::any_of(Variants, [&](StringRef Word) { return OtherWords.erase(Word.str()) != 0; });
      if (IsVariant && OtherWords == Words)
        return true;
    }
    return false;
  }

  bool checkRegion(const Body &B, const TimedRegion &R, const Observation &) override {
    // A function that gets the number of iterations repeats only a part of itself.
    if (R.Framework == BenchmarkFramework::Folly && R.Whole == B.statement() &&
        B.function().getNumParams() != 0)
      return false;
    if (measuresMaking(wordsOf(nameOfBenchmark(B, R))) || hasCachedVariant(B.function()))
      return false;
    Iteration I(B, R, UserSinks);
    // What the work itself reads says more than what that was made from.
    for (bool IsInput : {true, false})
      for (const Part &P : I.parts()) {
        if (!P.IsSetup)
          continue;
        for (const VarDecl *Variable : P.Targets) {
          if (I.isInput(Variable) != IsInput || !isExpensive(B, I, P, *Variable))
            continue;
          reportSetup(B, R, I, P, *Variable);
          return true;
        }
      }
    return WarnOnConsumedSetup && reportConsumed(B, R, I);
  }

  /// Whether making and filling \p Variable costs more than a few instructions.
  static bool isExpensive(const Body &B, const Iteration &I, const Part &P,
                          const VarDecl &Variable) {
    QualType T = Variable.getType();
    if (!P.Declared)
      return !I.declarationOf(&Variable) && isFillable(T) && isExpensiveFill(P);
    if (!I.fillsOf(&Variable).empty())
      return llvm::any_of(I.fillsOf(&Variable),
                          [&](const Part *Fill) { return isExpensiveFill(*Fill) || isOnHeap(T); });
    const Expr *Init = Variable.getInit();
    if (!Init)
      return false;
    Init = written(Init);
    const ConstructionFact *Fact = constructionFact(T);
    if (Fact && Fact->Kind == ConstructionKind::Pattern)
      if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init))
        return Construct->getNumArgs() > 0;
    if (isOnHeap(T)) {
      if (isStdString(T) && isShortString(B, Init))
        return false;
      if (containerFact(T)->has(SharedOnCopy))
        return false;
      if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init))
        return llvm::any_of(Construct->arguments(),
                            [](const Expr *Argument) { return !isa<CXXDefaultArgExpr>(Argument); });
      if (isa<CallExpr>(Init))
        return isMadeByCall(cast<CallExpr>(Init));
      return isa<InitListExpr, DeclRefExpr, MemberExpr>(Init);
    }
    if (const auto *Call = dyn_cast<CallExpr>(Init))
      return T->isRecordType() && T.isDestructedType() != QualType::DK_none && ownsContainer(T) &&
             isMadeByCall(Call);
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init))
      return Construct->getNumArgs() > 0 &&
             !Construct->getConstructor()->isCopyOrMoveConstructor() && ownsContainer(T) &&
             effectsOf(*Construct->getConstructor()).Allocates;
    return false;
  }

  /// A loop, an algorithm, or an assignment of a whole container.
  static bool isExpensiveFill(const Part &P) {
    if (!isa<Expr>(P.Statement))
      return true;
    const Expr *E = written(cast<Expr>(P.Statement));
    if (auto Member = asMemberCall(E))
      return Member->Name == "assign" || Member->Name == "fill" || Member->Name == "resize";
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
      return Operator->getOperator() == OO_Equal && isOnHeap(Operator->getArg(0)->getType()) &&
             !isa<StringLiteral>(Operator->getArg(1)->IgnoreUnlessSpelledInSource());
    return isa<CallExpr>(E);
  }

  /// Whether the string certainly fits into its object.
  static bool isShortString(const Body &B, const Expr *Init) {
    constexpr uint64_t Limit = 15;
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init);
        Construct && Construct->getNumArgs() > 0) {
      const Expr *First = Construct->getArg(0)->IgnoreUnlessSpelledInSource();
      Expr::EvalResult Count;
      if (First->getType()->isIntegerType() && !First->isValueDependent() &&
          First->EvaluateAsInt(Count, B.context()))
        return Count.Val.getInt().getZExtValue() <= Limit;
      Init = First;
    }
    const auto *Literal = dyn_cast<StringLiteral>(Init->IgnoreUnlessSpelledInSource());
    return Literal && Literal->getLength() <= Limit;
  }

  /// Whether the call makes an input rather than computing from one: it says so, or it is given
  /// nothing but numbers and literals.
  static bool isMadeByCall(const CallExpr *Call) {
    const FunctionDecl *Function = Call->getDirectCallee();
    if (!Function)
      return false;
    if (isSetupName(Function->getNameAsString()))
      return true;
    return !isa<CXXMemberCallExpr>(Call) && llvm::all_of(Call->arguments(), isMadeOfLiterals);
  }

  static bool isMadeOfLiterals(const Expr *E) {
    E = E->IgnoreUnlessSpelledInSource();
    if (isa<IntegerLiteral, CharacterLiteral, StringLiteral, FloatingLiteral, CXXBoolLiteralExpr,
            CXXDefaultArgExpr>(E))
      return true;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
      return llvm::all_of(Operator->arguments(), isMadeOfLiterals);
    if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
      return isMadeOfLiterals(Cast->getSubExpr());
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
      return llvm::all_of(Construct->arguments(), isMadeOfLiterals);
    return false;
  }

  /// Whether an object of class type has containers in it.
  static bool ownsContainer(QualType T, unsigned Depth = 0) {
    const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
    if (isOnHeap(T))
      return true;
    if (!Record || !(Record = Record->getDefinition()) || Depth > 3)
      return false;
    for (const FieldDecl *Field : Record->fields())
      if (ownsContainer(Field->getType(), Depth + 1))
        return true;
    return false;
  }

  static std::string advice(const TimedRegion &R) {
    switch (R.Framework) {
    case BenchmarkFramework::Folly:
      return R.Whole == R.Measured ? "prepare it in a 'BENCHMARK_SUSPEND' block"
                                   : "prepare it before the loop";
    case BenchmarkFramework::Celero:
      return "prepare it in the fixture's 'setUp'";
    case BenchmarkFramework::Catch2:
    case BenchmarkFramework::Nanobench:
      return R.Callable ? "prepare it before the benchmark" : "prepare it before the loop";
    case BenchmarkFramework::HandWritten:
      return "prepare it before the first reading of the clock";
    case BenchmarkFramework::GoogleBenchmark:
      return "prepare it before the loop";
    }
    return {};
  }

  void reportSetup(const Body &B, const TimedRegion &R, const Iteration &I, const Part &P,
                   const VarDecl &Variable) {
    Finding F;
    F.Loc = P.Declared ? Variable.getLocation() : P.Statement->getBeginLoc();
    F.What = fmt::format("each iteration {} '{}' from what never changes",
                         P.Declared ? "builds" : "fills", Variable.getNameAsString());
    F.Why = "that is measured with the work that reads it";
    F.Remedy = advice(R);
    F.Ranges.push_back(P.Statement->getSourceRange());
    F.Work = P.Statement;
    F.Function = &B.function();
    F.Unsafe = moveOut(B, R, I);
    reportDefect(R, BenchmarkDefect::RepeatedSetup, std::move(F));
  }

  /// Moves all set-up before the loop.
  static std::optional<Fix> moveOut(const Body &B, const TimedRegion &R, const Iteration &I) {
    const ASTContext &Context = B.context();
    // A framework's callable may be run elsewhere, and before a loop by hand the clock runs.
    if (R.Framework != BenchmarkFramework::GoogleBenchmark || R.Callable ||
        !isEditable(SourceRange(R.Whole->getBeginLoc()), Context))
      return std::nullopt;
    std::string Text;
    std::string Separator =
        lineEnding(R.Whole->getBeginLoc(), Context) + indentation(R.Whole->getBeginLoc(), Context);
    Fix Result{"move the set-up before the loop", {}};
    const Stmt *Previous = nullptr;
    for (const Part &P : I.parts()) {
      if (!P.IsSetup) {
        // The declaration declares something else, too.
        if (P.Declared && llvm::any_of(I.parts(), [&](const Part &Other) {
              return Other.IsSetup && Other.Statement == P.Statement;
            }))
          return std::nullopt;
        continue;
      }
      if (P.Declared && isNameTaken(B, *P.Declared))
        return std::nullopt;
      if (std::exchange(Previous, P.Statement) == P.Statement)
        continue;
      SourceLocation Begin = P.Statement->getBeginLoc();
      if (B.parent(P.Statement) != R.Measured ||
          !isEditable(P.Statement->getSourceRange(), Context))
        return std::nullopt;
      SourceLocation End =
          isa<DeclStmt>(P.Statement)
              ? Lexer::getLocForEndOfToken(P.Statement->getEndLoc(), 0, Context.getSourceManager(),
                                           Context.getLangOpts())
              : endOfStatement(P.Statement, Context);
      if (End.isInvalid())
        return std::nullopt;
      StringRef Moved = Lexer::getSourceText(CharSourceRange::getCharRange(Begin, End),
                                             Context.getSourceManager(), Context.getLangOpts());

      if (!Text.empty())
        Text += Separator;
      Text += Moved.str();
      Result.Edits.push_back(FixItHint::CreateRemoval(CharSourceRange::getCharRange(Begin, End)));
    }
    auto Before = insertBefore(R.Whole, B.parent(R.Whole), Text, Context);
    if (Text.empty() || Before.empty())
      return std::nullopt;
    Result.Edits.append(Before.begin(), Before.end());
    return Result;
  }

  /// Whether another variable of the function has the name, so that a wider scope could hide it.
  static bool isNameTaken(const Body &B, const VarDecl &Variable) {
    bool Taken = llvm::any_of(B.function().parameters(), [&](const ParmVarDecl *P) {
      return P->getDeclName() == Variable.getDeclName();
    });
    visit(B.statement(), [&](const Stmt *S) {
      if (const auto *Declaration = dyn_cast<DeclStmt>(S))
        for (const Decl *D : Declaration->decls())
          if (const auto *Other = dyn_cast<VarDecl>(D);
              Other && Other != &Variable && Other->getDeclName() == Variable.getDeclName())
            Taken = true;
    });
    return Taken;
  }

  /// A fresh copy of an input in each iteration, for work that changes it.
  bool reportConsumed(const Body &B, const TimedRegion &R, const Iteration &I) {
    for (const VarDecl *Variable : I.consumed()) {
      const Part *Declared = I.declarationOf(Variable);
      if (!Declared || !isOnHeap(Variable->getType()) || !Variable->getInit() ||
          !variableOf(Variable->getInit()))
        continue;
      Finding F;
      F.Loc = Variable->getLocation();
      F.What = fmt::format("each iteration copies '{}' into '{}'",
                           variableOf(Variable->getInit())->getNameAsString(),
                           Variable->getNameAsString());
      F.Why = "the work changes the copy, and the copying is measured with it";
      F.Remedy = "prepare a batch of copies, or measure with manual time";
      F.Ranges.push_back(Declared->Statement->getSourceRange());
      F.Work = Declared->Statement;
      F.Function = &B.function();
      F.Confidence = Confidence::Low;
      reportDefect(R, BenchmarkDefect::RepeatedSetup, std::move(F));
      return true;
    }
    return false;
  }
};

FASTIDIOUS_CHECK(
    SetupInLoop,
    {.Name = "benchmark-setup-in-loop",
     .Summary = "A benchmark that prepares the same input in each iteration measures that, too",
     .Cost = Cost::InvalidMeasurement,
     .Confidence = Confidence::Medium,
     .Since = "0.1",
     .Fix = FixKind::Unsafe,
     .Options = {SinkFunctionsOption,
                 {"WarnOnConsumedSetup", OptionType::Bool, "false",
                  "Also report, with low confidence, inputs that are copied in each iteration "
                  "because the work changes them, such as a range that is sorted in place."}},
     .Docs = R"md(
## Why

What stands in the timed loop is timed. An input that is allocated, filled or read there, always in the
same way, adds a constant to the number that nobody asked for, and it may well be the larger part: making
a string of 4 KiB takes as long as searching through it.

## Example

```cpp bad
#include <benchmark/benchmark.h>
#include <string>

static void BM_Find(benchmark::State &state) {
  for (auto _ : state) {
    std::string text(4096, 'a');
    benchmark::DoNotOptimize(text.find('b'));
  }
}
BENCHMARK(BM_Find);
```

```cpp good
#include <benchmark/benchmark.h>
#include <string>

static void BM_Find(benchmark::State &state) {
  std::string text(4096, 'a');
  for (auto _ : state)
    benchmark::DoNotOptimize(text.find('b'));
}
BENCHMARK(BM_Find);
```

## Fix safety

Unsafe, since the reported number changes: that is the point. The fix moves all set-up of the loop
before it, for loops of Google Benchmark; elsewhere the place for it is a decision.

## Limitations

The check leaves alone what may be the purpose: a benchmark whose other statements only keep the object
alive or ask for its size, and one whose name says that making objects is measured ("BM_Construct",
"copy", "insert", ...). An input that the work changes is needed fresh in each iteration, and is left
alone, too: sorting in place needs an unsorted copy. There, prepare a batch of inputs, one for each
iteration of a `KeepRunningBatch` loop, or measure with manual time; `WarnOnConsumedSetup` reports such
copies. Strings that fit into the object, views, arrays that are not filled by a loop and inputs that
differ from one iteration to the next (random numbers, counters) are not reported. Whether a function
whose body is not visible prepares something is told by its name ("make", "load", "read", ...).

## Measured

The time of an iteration as the benchmark reports it: before, with the input built in each; after,
the work alone. clang 19, `-O2`, libstdc++ 12, x86-64; medians of 5 interleaved runs. Written by
`tools/bench/run`.

| | before | after | before / after | allocations before | after |
|---|---|---|---|---|---|
| sum of 1,000 ints | 94 ns | 36 ns | 2.6 | 1 | 0 |

## References

- Google Benchmark, user guide, "Setup/Teardown" and "Controlling Timers"
- folly, documentation of `BENCHMARK_SUSPEND`
)md"});

} // namespace
} // namespace fastidious

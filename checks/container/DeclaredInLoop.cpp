#include "checks/framework/Check.h"
#include "checks/knowledge/Containers.h"
#include "checks/support/Calls.h"
#include "checks/support/Hoist.h"
#include "checks/support/Source.h"
#include "checks/support/SmallStrings.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;

namespace fastidious {
namespace {

/// What a buffer is, which decides how it is emptied.
enum class Family { Vector, String, HashTable, Stream, Array };

/// How the declaration gives the buffer its contents.
enum class Start {
  Empty,   ///< `std::vector<T> v;`
  Sized,   ///< `std::vector<T> v(n);`
  Filled,  ///< `std::vector<T> v(n, x);`
  Range,   ///< `std::vector<T> v(first, last);`
  List,    ///< `std::vector<T> v{a, b};`
  Copy,    ///< `std::vector<T> v = other;`
  Literal, ///< `std::string s = "...";`
  Text,    ///< `std::istringstream in(text);`
};

struct Buffer {
  const VarDecl *Variable;
  const DeclStmt *Statement;
  fastidious::Family Family;
  fastidious::Start Start;
  llvm::SmallVector<const Expr *, 2> Arguments; ///< As written.
  const ContainerFact *Fact = nullptr;          ///< Null for streams and arrays.
};

bool isOneOf(StringRef Name, std::initializer_list<StringRef> Names) {
  return llvm::is_contained(Names, Name);
}

std::optional<uint64_t> constantOf(const Expr *E, const ASTContext &Context) {
  Expr::EvalResult Result;
  if (!E || E->isValueDependent() || !E->getType()->isIntegralOrEnumerationType() ||
      !E->EvaluateAsInt(Result, Context) || Result.HasSideEffects ||
      Result.Val.getInt().isNegative())
    return std::nullopt;
  return Result.Val.getInt().getLimitedValue();
}

/// Whether values of \p T end something when they are destroyed: threads, locks, files, and classes
/// whose destructor the user wrote.
bool endsSomething(QualType T, unsigned Depth = 0) {
  if (T.isNull() || Depth > 6)
    return false;
  T = T.getCanonicalType();
  if (const auto *Array = dyn_cast<ArrayType>(T.getTypePtr()))
    return endsSomething(Array->getElementType(), Depth + 1);
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  Class = Class ? Class->getDefinition() : nullptr;
  if (!Class)
    return false;
  if (Class->isInStdNamespace()) {
    if (isOneOf(Class->getName(), {"thread", "jthread", "future", "shared_future", "lock_guard",
                                   "unique_lock", "scoped_lock", "shared_lock", "basic_ofstream",
                                   "basic_ifstream", "basic_fstream", "promise", "packaged_task"}))
      return true;
    if (const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Class))
      for (const TemplateArgument &Argument : Special->getTemplateArgs().asArray())
        if (Argument.getKind() == TemplateArgument::Type &&
            endsSomething(Argument.getAsType(), Depth + 1))
          return true;
    return false;
  }
  if (const CXXDestructorDecl *Destructor = Class->getDestructor();
      Destructor && Destructor->isUserProvided())
    return true;
  for (const FieldDecl *Field : Class->fields())
    if (endsSomething(Field->getType(), Depth + 1))
      return true;
  return llvm::any_of(Class->bases(), [&](const CXXBaseSpecifier &Base) {
    return endsSomething(Base.getType(), Depth + 1);
  });
}

std::optional<Family> familyOf(QualType T, const ContainerFact *&Fact) {
  const CXXRecordDecl *Class = classOf(T);
  if (!Class || !Class->getIdentifier())
    return std::nullopt;
  if (Class->isInStdNamespace()) {
    if (isOneOf(Class->getName(),
                {"basic_ostringstream", "basic_stringstream", "basic_istringstream"}))
      return Family::Stream;
    if (Class->getName() == "unique_ptr") {
      QualType Element = templateTypeArgument(T, 0);
      return !Element.isNull() && Element->isArrayType() ? std::optional(Family::Array)
                                                         : std::nullopt;
    }
  }
  Fact = containerFact(T);
  if (!Fact || !Fact->has(ClearKeepsMemory))
    return std::nullopt;
  if (Fact->has(IsString))
    return Family::String;
  // A few elements need no memory at all, and nothing tells how many there will be.
  if (Fact->has(InlineStorage))
    return std::nullopt;
  if (Fact->has(IsUnordered))
    return Family::HashTable;
  return Fact->has(NodeBased) ? std::nullopt : std::optional(Family::Vector);
}

class DeclaredInLoop : public Check {
public:
  using Check::Check;

  void checkBody(const Body &B) override {
    if (!B.loops().empty())
      visit(B, B.statement());
  }

  void finish(ASTContext &) override { Hoisted.clear(); }

private:
  /// The names that fixes have put in a scope, so that two loops of one function do not declare the
  /// same name twice.
  llvm::DenseMap<const Stmt *, llvm::StringSet<>> Hoisted;

  void visit(const Body &B, const Stmt *S) {
    if (!S || isa<LambdaExpr>(S))
      return;
    if (const auto *Declaration = dyn_cast<DeclStmt>(S))
      for (const Decl *D : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(D))
          inspect(B, *Variable, *Declaration);
    for (const Stmt *Child : S->children())
      visit(B, Child);
  }

  /// The buffer that \p Variable is, if its kind and its initialiser are known.
  std::optional<Buffer> bufferOf(const Body &B, const VarDecl &Variable,
                                 const DeclStmt &Statement) const {
    QualType T = Variable.getType();
    if (!Variable.hasLocalStorage() || Variable.isImplicit() || T->isReferenceType() ||
        T.isConstQualified() || T.isVolatileQualified() || isa<ParmVarDecl>(Variable) ||
        isa<DecompositionDecl>(Variable))
      return std::nullopt;
    Buffer Result{&Variable, &Statement, Family::Vector, Start::Empty, {}};
    auto Kind = familyOf(T, Result.Fact);
    if (!Kind)
      return std::nullopt;
    Result.Family = *Kind;
    if (Result.Family == Family::Array)
      return arrayOf(Result);
    if (T->isDependentType())
      return dependentStart(Result);
    const CXXConstructExpr *Construct = constructionOf(Variable);
    if (!Construct)
      return copyStart(Result);
    const CXXConstructorDecl *Constructor = Construct->getConstructor();
    for (const Expr *Argument : Construct->arguments())
      if (!isa<CXXDefaultArgExpr>(Argument))
        Result.Arguments.push_back(Argument);
    if (Construct->isListInitialization() && Constructor->isCopyOrMoveConstructor())
      return std::nullopt;
    size_t Count = Result.Arguments.size();
    if (Count == 0)
      return Result;
    QualType First = Constructor->getParamDecl(0)->getType();
    if (Result.Family == Family::Stream) {
      if (Count == 1 && isStdString(First))
        Result.Start = Start::Text;
      // An open mode alone.
      else if (Count != 1 || First->isReferenceType())
        return std::nullopt;
      return Result;
    }
    if (Constructor->isCopyConstructor())
      return copyStart(Result);
    if (Constructor->isMoveConstructor())
      return std::nullopt;
    if (const CXXRecordDecl *FirstClass = classOf(First);
        FirstClass && FirstClass->getName() == "initializer_list") {
      Result.Start = Start::List;
      return Count == 1 && Result.Family == Family::Vector ? std::optional(Result) : std::nullopt;
    }
    bool IsSize = First->isIntegerType() && !First->isReferenceType();
    if (Result.Family == Family::String) {
      if (Count == 2 && IsSize)
        Result.Start = Start::Filled;
      else if (Count == 1 && isa<StringLiteral>(written(Result.Arguments[0])))
        Result.Start = Start::Literal;
      else
        return std::nullopt;
      return Result;
    }
    if (Result.Family != Family::Vector)
      return std::nullopt; // A hash table with elements or a bucket count.
    if (Count == 1 && IsSize)
      Result.Start = Start::Sized;
    else if (Count == 2 && IsSize && isElementType(Constructor->getParamDecl(1)->getType(), T))
      Result.Start = Start::Filled;
    else if (Count == 2 && Constructor->getPrimaryTemplate() &&
             Context(B).hasSameType(First, Constructor->getParamDecl(1)->getType()))
      Result.Start = Start::Range;
    else
      return std::nullopt;
    return Result;
  }

  static const ASTContext &Context(const Body &B) { return B.context(); }

  /// Whether a parameter of type \p Parameter takes an element of \p Container (not an allocator).
  static bool isElementType(QualType Parameter, QualType Container) {
    QualType Element = templateTypeArgument(Container, 0);
    return !Element.isNull() &&
           Parameter.getNonReferenceType().getCanonicalType().getUnqualifiedType() ==
               Element.getCanonicalType().getUnqualifiedType();
  }

  /// `T v = other;`, where assignment would reuse the memory.
  static std::optional<Buffer> copyStart(Buffer Result) {
    const Expr *Init = Result.Variable->getInit();
    if (!Init || Result.Family != Family::Vector)
      return std::nullopt;
    Init = written(Init);
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init);
        Construct && Construct->getConstructor()->isCopyConstructor())
      Init = written(Construct->getArg(0));
    if (!Init->isLValue() || Init->getType()->isDependentType() ||
        classOf(Init->getType()) != classOf(Result.Variable->getType()))
      return std::nullopt;
    Result.Start = Start::Copy;
    Result.Arguments = {Init};
    return Result;
  }

  /// Containers of a template's own types: the initialiser is not resolved yet.
  static std::optional<Buffer> dependentStart(Buffer Result) {
    const Expr *Init = Result.Variable->getInit();
    if (!Init)
      return Result;
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init->IgnoreImplicit());
        Construct && Construct->getNumArgs() == 0)
      return Result;
    llvm::SmallVector<const Expr *, 2> Storage;
    if (const auto *List = dyn_cast<ParenListExpr>(Init)) {
      for (unsigned I = 0; I < List->getNumExprs(); ++I)
        Storage.push_back(List->getExpr(I));
    } else if (const auto *Braces = dyn_cast<InitListExpr>(Init);
               Braces && !Braces->getNumInits()) {
      return Result;
    } else {
      return std::nullopt;
    }
    if (Result.Family != Family::Vector || Storage.empty() || Storage.size() > 2 ||
        Storage[0]->isTypeDependent() || !Storage[0]->getType()->isIntegerType())
      return std::nullopt;
    Result.Start = Storage.size() == 1 ? Start::Sized : Start::Filled;
    // `std::vector<T> v(n, x)` with two integers may be a range of neither; x must be no integer of
    // another type, which only the instantiation knows.
    Result.Arguments = Storage;
    return Result;
  }

  /// `std::make_unique<T[]>(n)` and `std::unique_ptr<T[]> p(new T[n])`.
  static std::optional<Buffer> arrayOf(Buffer Result) {
    const Expr *Init = Result.Variable->getInit();
    if (!Init)
      return std::nullopt;
    Init = written(Init);
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init);
        Construct && Construct->getNumArgs() >= 1)
      Init = written(Construct->getArg(0));
    if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Init))
      Init = written(Cast->getSubExpr());
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init);
        Construct && Construct->getNumArgs() >= 1)
      Init = written(Construct->getArg(0));
    if (auto Call = asFunctionCall(Init);
        Call && Call->Arguments.size() == 1 &&
        isOneOf(Call->QualifiedName,
                {"std::make_unique", "std::make_unique_for_overwrite", "absl::make_unique"})) {
      Result.Start =
          Call->QualifiedName == "std::make_unique_for_overwrite" ? Start::Empty : Start::Sized;
      Result.Arguments = {Call->Arguments[0]};
      return Result;
    }
    if (const auto *New = dyn_cast<CXXNewExpr>(Init);
        New && New->isArray() && New->getArraySize() && *New->getArraySize()) {
      Result.Start = New->getInitializer() ? Start::Sized : Start::Empty;
      Result.Arguments = {*New->getArraySize()};
      return Result;
    }
    return std::nullopt;
  }

  void inspect(const Body &B, const VarDecl &Variable, const DeclStmt &Statement) {
    auto Candidate = bufferOf(B, Variable, Statement);
    if (!Candidate)
      return;
    const Loop *L = repeatingLoop(B, &Statement, integerOption("MinTripCount"));
    if (!L || !B.contains(L->LoopBody, &Statement))
      return;
    if (Candidate->Family != Family::Stream &&
        endsSomething(templateTypeArgument(Variable.getType(), 0)))
      return;
    auto Uses = usesOf(B, Place::ofVariable(&Variable), L->LoopBody);
    if (!allocates(B, *Candidate, Uses))
      return;
    Fate F = fateOf(B, Variable, *L);
    if (F.What == Fate::Taken)
      return;
    reportBuffer(B, *Candidate, *L, F, Uses);
  }

  /// Whether (nearly) every iteration allocates memory for the buffer.
  bool allocates(const Body &B, const Buffer &Candidate, const std::vector<Use> &Uses) const {
    const ASTContext &Context = B.context();
    switch (Candidate.Family) {
    case Family::Stream:
      return !Uses.empty();
    case Family::Array: {
      auto Size = constantOf(Candidate.Arguments[0], Context);
      return !Size || *Size > 0;
    }
    case Family::String:
      return provenLength(B, Candidate, Uses) >
             shortStringLimit(Candidate.Variable->getType(), Context);
    case Family::Vector:
    case Family::HashTable:
      break;
    }
    switch (Candidate.Start) {
    case Start::Sized:
    case Start::Filled:
      if (auto Size = constantOf(Candidate.Arguments[0], Context); Size && *Size == 0)
        break;
      return true;
    case Start::Range:
      return true;
    case Start::Copy:
    case Start::List:
      // Otherwise a reference, or a constant before the loop, is the better repair.
      return llvm::any_of(Uses, [](const Use &U) { return mayWrite(U.Kind); });
    default:
      break;
    }
    return llvm::any_of(Uses, [&](const Use &U) {
      return fills(B, Candidate, U) && !isConditional(B, U.Ref, Candidate.Statement);
    });
  }

  /// Whether the use puts elements into the container, so that it must allocate.
  static bool fills(const Body &B, const Buffer &Candidate, const Use &U) {
    if (U.Kind == UseKind::PassToCall)
      return U.Member.empty();
    if (U.Kind == UseKind::Alias)
      return U.Member.empty() && !isa_and_nonnull<DeclStmt>(U.User);
    if (U.Kind == UseKind::Capture)
      return false; // The uses in the lambda's body are listed as well.
    if (U.Kind == UseKind::Overwrite)
      return true; // By a copy: others end in Fate::Taken.
    if (isOneOf(U.Member, {"reserve", "resize"})) {
      auto Call = asMemberCall(U.User);
      auto Size = Call && !Call->Arguments.empty() ? constantOf(Call->Arguments[0], B.context())
                                                   : std::nullopt;
      return !Size || *Size > 0;
    }
    if (isOneOf(U.Member, {"assign", "assign_range"}))
      return true;
    ElementEffect Effect = elementEffect(*Candidate.Fact, U.Member);
    return Effect == ElementEffect::AppendsOne || Effect == ElementEffect::AppendsMany ||
           Effect == ElementEffect::Reserves;
  }

  /// Whether \p S runs only in some of the iterations that reach \p Declaration. What a nested loop
  /// filters does not count: some of its elements pass.
  static bool isConditional(const Body &B, const Stmt *S, const Stmt *Declaration) {
    const Stmt *Scope = B.parent(Declaration);
    bool Conditional = false;
    const Stmt *Child = S;
    for (const Stmt *P = B.parent(S); P && P != Scope; Child = P, P = B.parent(P)) {
      if (isa<CXXCatchStmt>(P))
        return true;
      if (isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(P))
        Conditional = false;
      else if (const auto *If = dyn_cast<IfStmt>(P))
        Conditional |= Child == If->getThen() || Child == If->getElse();
      else if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(P))
        Conditional |= Child != Choice->getCond();
      else if (const auto *Binary = dyn_cast<BinaryOperator>(P); Binary && Binary->isLogicalOp())
        Conditional |= Child == Binary->getRHS();
      else if (isa<SwitchStmt>(P))
        Conditional = true;
    }
    return Conditional;
  }

  /// A lower bound of the characters that the string holds at some point of each iteration.
  static uint64_t provenLength(const Body &B, const Buffer &Candidate,
                               const std::vector<Use> &Uses) {
    const ASTContext &Context = B.context();
    uint64_t Length = 0, Longest = 0;
    if (Candidate.Start == Start::Literal) {
      Length = cast<StringLiteral>(written(Candidate.Arguments[0]))->getLength();
      // A string that never changes is a constant: it belongs before the loop as it is.
      if (llvm::none_of(Uses, [](const Use &U) { return mayWrite(U.Kind); }))
        return 0;
    } else if (Candidate.Start == Start::Filled) {
      Length = constantOf(Candidate.Arguments[0], Context).value_or(0);
    }
    Longest = Length;
    for (const Use &U : Uses) {
      auto Times = timesExecuted(B, U.Ref, Candidate.Statement);
      if (!Times)
        continue;
      auto [IsReset, Added] = addedLength(B, U);
      if (IsReset)
        Length = 0;
      Length += Added * *Times;
      Longest = std::max(Longest, Length);
    }
    return Longest;
  }

  /// How often \p S runs at least for each run of \p Declaration: 0 if it may be skipped.
  static std::optional<uint64_t> timesExecuted(const Body &B, const Stmt *S,
                                               const Stmt *Declaration) {
    const Stmt *Scope = B.parent(Declaration);
    uint64_t Times = 1;
    for (const Stmt *P = B.parent(S), *Child = S; P && P != Scope; Child = P, P = B.parent(P)) {
      if (isa<LambdaExpr, CXXCatchStmt, SwitchStmt, AbstractConditionalOperator>(P))
        return std::nullopt;
      if (const auto *If = dyn_cast<IfStmt>(P); If && Child != If->getCond())
        return std::nullopt;
      if (const auto *Binary = dyn_cast<BinaryOperator>(P);
          Binary && Binary->isLogicalOp() && Child == Binary->getRHS())
        return std::nullopt;
      if (!isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(P))
        continue;
      std::optional<uint64_t> Trips;
      for (const Loop &L : B.loops())
        if (L.Statement == P && Child == L.LoopBody)
          Trips = constantTripCount(B, L);
      if (!Trips || *Trips == 0 || *Trips > 1'000'000)
        return std::nullopt;
      Times = std::min<uint64_t>(Times * *Trips, 1'000'000);
    }
    return Times;
  }

  /// Whether the use empties the string first, and the characters that it adds at least.
  static std::pair<bool, uint64_t> addedLength(const Body &B, const Use &U) {
    const ASTContext &Context = B.context();
    auto LengthOf = [&](const Expr *E) -> uint64_t {
      E = written(E);
      if (const auto *Literal = dyn_cast<StringLiteral>(E))
        return Literal->getLength();
      return E->getType()->isAnyCharacterType() ? 1 : 0;
    };
    if (auto Operator = asOperatorCall(U.User); Operator && Operator->Operands.size() == 2) {
      if (Operator->Operator == OO_PlusEqual)
        return {false, LengthOf(Operator->Operands[1])};
      if (Operator->Operator == OO_Equal)
        return {true, LengthOf(Operator->Operands[1])};
      return {false, 0};
    }
    auto Call = asMemberCall(U.User);
    if (!Call)
      return {false, 0};
    size_t Count = Call->Arguments.size();
    if (isOneOf(Call->Name, {"reserve", "resize"}))
      return {true, Count ? constantOf(Call->Arguments[0], Context).value_or(0) : 0};
    if (Call->Name == "clear")
      return {true, 0};
    if (isOneOf(Call->Name, {"append", "assign"})) {
      bool IsReset = Call->Name == "assign";
      if (Count == 1)
        return {IsReset, LengthOf(Call->Arguments[0])};
      if (Count == 2 && Call->Arguments[0]->getType()->isIntegerType())
        return {IsReset, constantOf(Call->Arguments[0], Context).value_or(0)};
      return {IsReset, 0};
    }
    if (Call->Name == "push_back")
      return {false, 1};
    return {false, 0};
  }

  /// Whether the iteration changes the stream's format, which outlives `str({})` and `clear()`.
  static bool changesFormat(const Stmt *S) {
    if (!S)
      return false;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl());
          Function && Function->isInStdNamespace() && Function->getIdentifier() &&
          isOneOf(Function->getName(),
                  {"hex",        "dec",          "oct",          "fixed",        "scientific",
                   "hexfloat",   "defaultfloat", "boolalpha",    "noboolalpha",  "showbase",
                   "noshowbase", "showpoint",    "noshowpoint",  "showpos",      "noshowpos",
                   "skipws",     "noskipws",     "uppercase",    "nouppercase",  "left",
                   "right",      "internal",     "unitbuf",      "setprecision", "setfill",
                   "setbase",    "setiosflags",  "resetiosflags"}))
        return true;
    if (auto Call = asMemberCall(S);
        Call && isOneOf(Call->Name, {"flags", "setf", "unsetf", "precision", "fill", "imbue",
                                     "copyfmt", "exceptions"}))
      return true;
    return llvm::any_of(S->children(), changesFormat);
  }

  std::string text(const Body &B, const Expr *E) const {
    return sourceText(E->getSourceRange(), B.context());
  }

  /// The value of a fresh element of type \p T as one would write it, or nothing for classes.
  static std::string zeroOf(QualType T) {
    T = T.getCanonicalType();
    if (T->isBooleanType())
      return "false";
    if (T->isAnyCharacterType())
      return T->isCharType() ? "'\\0'" : "0";
    if (T->isEnumeralType())
      return "";
    if (T->isIntegerType())
      return "0";
    if (T->isSpecificBuiltinType(BuiltinType::Float))
      return "0.0F";
    if (T->isRealFloatingType())
      return "0.0";
    return T->isPointerType() ? "nullptr" : "";
  }

  /// The statements that give the hoisted buffer the state of a fresh one; empty if there is no
  /// way.
  std::vector<std::string> resets(const Body &B, const Buffer &Candidate) const {
    const std::string Name = Candidate.Variable->getNameAsString();
    std::vector<std::string> Arguments;
    for (const Expr *E : Candidate.Arguments) {
      Arguments.push_back(text(B, E));
      if (Arguments.back().empty())
        return {};
    }
    QualType Element = templateTypeArgument(Candidate.Variable->getType(), 0);
    switch (Candidate.Family) {
    case Family::Stream:
      if (Candidate.Start == Start::Text)
        return {Name + ".clear();", Name + ".str(" + Arguments[0] + ");"};
      return {Name + ".str({});", Name + ".clear();"};
    case Family::Array:
      return {};
    default:
      break;
    }
    switch (Candidate.Start) {
    case Start::Empty:
      return {Name + ".clear();"};
    case Start::Sized:
      // assign() needs elements that can be copied; a template does not know.
      if (std::string Zero = zeroOf(Element); !Zero.empty())
        return {Name + ".assign(" + Arguments[0] + ", " + Zero + ");"};
      return {Name + ".clear();", Name + ".resize(" + Arguments[0] + ");"};
    case Start::Filled:
    case Start::Range:
      return {Name + ".assign(" + Arguments[0] + ", " + Arguments[1] + ");"};
    case Start::List:
      return {Name + " = " + listText(B, Candidate) + ";"};
    case Start::Copy:
    case Start::Literal:
      return {Name + " = " + Arguments[0] + ";"};
    case Start::Text:
      break;
    }
    return {};
  }

  std::string listText(const Body &B, const Buffer &Candidate) const {
    const Expr *E = written(Candidate.Arguments[0]);
    if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(E))
      E = List->getSubExpr()->IgnoreImplicit();
    return text(B, E);
  }

  /// `std::vector<int> v(n, 0)` with an element type of bool, or arguments that only a constructor
  /// call converts, is left to the user.
  std::optional<Fix> fixFor(const Body &B, const Buffer &Candidate, const Loop &L) {
    const VarDecl &Variable = *Candidate.Variable;
    const Loop *Outermost = outermostSerialLoop(B, L);
    const CXXRecordDecl *Class = classOf(Variable.getType());
    // A derived class has a state of its own.
    if (Candidate.Fact && qualifiedName(*Class) != Candidate.Fact->Name)
      return std::nullopt;
    if (Candidate.Family == Family::Stream && changesFormat(L.LoopBody))
      return std::nullopt;
    const Stmt *Scope = B.parent(Outermost->Statement);
    if (Hoisted[Scope].contains(Variable.getName()) ||
        !isNameFreeBefore(B, Outermost->Statement, Variable.getName(), &Variable))
      return std::nullopt;
    std::string Declaration;
    std::vector<std::string> Resets;
    Fix F;
    if (Candidate.Family == Family::Array) {
      // The array can be kept only while its size stays the same.
      if (!isInvariantSize(B, Candidate.Arguments[0], *Outermost))
        return std::nullopt;
      Declaration = sourceText(Candidate.Statement->getSourceRange(), B.context());
      if (Candidate.Start == Start::Sized) {
        QualType Element = B.context()
                               .getAsArrayType(templateTypeArgument(Variable.getType(), 0))
                               ->getElementType();
        std::string Zero = zeroOf(Element);
        if (Zero.empty())
          return std::nullopt;
        Resets = {"std::fill_n(" + Variable.getNameAsString() + ".get(), " +
                  text(B, Candidate.Arguments[0]) + ", " + Zero + ");"};
        if (auto Include = includeEdit(Variable.getLocation(), "<algorithm>"))
          F.Edits.push_back(*Include);
      }
      if (Variable.getType()->getContainedAutoType() == nullptr &&
          hoistableTypeText(B, Variable, Outermost->Statement).empty())
        return std::nullopt;
    } else {
      std::string Type = hoistableTypeText(B, Variable, Outermost->Statement);
      Resets = resets(B, Candidate);
      if (Type.empty() || Resets.empty())
        return std::nullopt;
      Declaration = Type + " " + Variable.getNameAsString();
      if (Candidate.Family == Family::Stream && Candidate.Start == Start::Empty &&
          !Candidate.Arguments.empty()) {
        if (!constantOf(Candidate.Arguments[0], B.context()))
          return std::nullopt;
        Declaration += "(" + text(B, Candidate.Arguments[0]) + ")";
      }
      Declaration += ";";
    }
    auto Edits = hoistEdits(B, *Candidate.Statement, Outermost->Statement, Declaration, Resets);
    if (Edits.empty())
      return std::nullopt;
    F.Title = "declare '" + Variable.getNameAsString() + "' before the loop";
    F.Edits.append(Edits.begin(), Edits.end());
    Hoisted[Scope].insert(Variable.getName());
    return F;
  }

  static bool isInvariantSize(const Body &B, const Expr *Size, const Loop &L) {
    if (constantOf(Size, B.context()))
      return true;
    auto P = Place::of(written(Size), B.context());
    return P && P->isLocalObject() && P->variable() && !B.contains(L.Statement, nullptr) &&
           B.context().getSourceManager().isBeforeInTranslationUnit(P->variable()->getLocation(),
                                                                    L.Statement->getBeginLoc()) &&
           !mayChange(B, *P, L.Statement);
  }

  void reportBuffer(const Body &B, const Buffer &Candidate, const Loop &L, const Fate &F,
                    const std::vector<Use> &Uses) {
    const VarDecl &Variable = *Candidate.Variable;
    const std::string Name = "'" + Variable.getNameAsString() + "'";
    Finding Result{Variable.getLocation(), Name + " is declared in the loop", "", ""};
    switch (Candidate.Family) {
    case Family::Stream:
      Result.Why =
          "each iteration builds a stream, with its locale and its buffer, and destroys it";
      Result.Remedy = Candidate.Start == Start::Text
                          ? "declare it before the loop and give it the text with 'clear()' and "
                            "'str(...)' here"
                          : "declare it before the loop and empty it with 'str({})' and 'clear()' "
                            "here";
      if (changesFormat(L.LoopBody))
        Result.Remedy += "; its format flags persist, so set them once, before the loop";
      break;
    case Family::HashTable:
      Result.Why =
          Candidate.Fact->has(NodeBased)
              ? "each iteration allocates its bucket array, rehashes as it grows and frees "
                "it again"
              : "each iteration allocates its table, rehashes as it grows and frees it "
                "again";
      Result.Remedy = Candidate.Fact->has(NodeBased)
                          ? "declare it before the loop and clear it here, which keeps the buckets "
                            "(not the nodes)"
                          : "declare it before the loop and clear it here, which keeps the table";
      break;
    case Family::Array:
      Result.Why = "each iteration allocates the array and frees it again";
      Result.Remedy = "allocate it once, before the loop, with the largest size that is needed";
      break;
    case Family::Vector:
    case Family::String:
      Result.Why = Candidate.Start == Start::Empty
                       ? "each iteration allocates its memory, grows it and frees it again"
                       : "each iteration allocates and frees its memory";
      Result.Remedy = "declare it before the loop and ";
      switch (Candidate.Start) {
      case Start::Empty:
        Result.Remedy += "clear it here, which keeps the memory";
        break;
      case Start::Copy:
      case Start::List:
      case Start::Literal:
        Result.Remedy += "assign to it here, which reuses the memory";
        break;
      default:
        Result.Remedy += "refill it with 'assign' here, which reuses the memory";
        break;
      }
      break;
    }
    if (F.What == Fate::PassedAlong)
      Result.Remedy +=
          ", provided that " + F.Callee + " neither takes its memory nor keeps its address";
    Result.Ranges = {Variable.getSourceRange()};
    Result.Unsafe = fixFor(B, Candidate, L);
    Result.Work = Candidate.Statement;
    Result.Function = &B.function();
    if (F.What == Fate::PassedAlong)
      Result.Confidence = Confidence::Medium;
    report(std::move(Result));
  }
};

FASTIDIOUS_CHECK(DeclaredInLoop,
                 {
                     .Name = "container-declared-in-loop",
                     .Summary = "A buffer that each iteration of a loop allocates and throws away",
                     .Cost = Cost::PerIterationAllocation,
                     .Confidence = Confidence::High,
                     .Since = "0.1",
                     .Fix = FixKind::Unsafe,
                     .Options = {{"MinTripCount", OptionType::Integer, "4",
                                  "Loops with a smaller constant trip count are ignored."}},
                     .Docs = R"md(
## Why
A vector that is declared in a loop's body starts without memory in each iteration: it allocates,
grows by reallocation, and is freed at the closing brace. Declared before the loop and cleared at
the place of the old declaration, it keeps its memory, and after the longest iteration allocates no
more. What `clear()` keeps depends on the type:

| type | kept by `clear()` | reported |
|---|---|---|
| `std::vector`, `boost::container::vector`, `folly::fbvector`, flat maps | all memory | yes |
| `std::string` | all memory | where the length provably exceeds the small-string buffer (15 characters in libstdc++, 22 in libc++) |
| `std::unordered_map` and its kin | the bucket array, not the nodes | yes |
| `absl::flat_hash_map`, `llvm::DenseMap`, ... | the table (very large ones may shrink) | yes |
| `std::ostringstream`, `std::stringstream`, `std::istringstream` | locale and buffer; `str({})` empties, `clear()` resets the state | yes |
| `std::unique_ptr<T[]>` | nothing to clear: the array itself is reused | yes |
| `std::map`, `std::set`, `std::list` | nothing: every element is a node | no |
| `std::deque` | one block | no |
| `QString`, `QVector`, `QHash` | nothing: the shared data is released | no |
| `llvm::SmallVector`, `absl::InlinedVector` | inline elements need no memory at all | no |

Vectors with a size (`std::vector<char> b(n)`), vectors copied from a range or from another vector
and braced lists are reported too: `assign` and `operator=` reuse the memory.

## Example
```cpp bad
#include <cstddef>
#include <vector>

std::size_t countUnique(const std::vector<int> &row);

std::size_t total(const std::vector<std::vector<int>> &rows) {
  std::size_t sum = 0;
  for (const auto &row : rows) {
    std::vector<int> positive;
    for (int x : row)
      if (x > 0)
        positive.push_back(x);
    sum += countUnique(positive);
  }
  return sum;
}
```
```cpp good
#include <cstddef>
#include <vector>

std::size_t countUnique(const std::vector<int> &row);

std::size_t total(const std::vector<std::vector<int>> &rows) {
  std::size_t sum = 0;
  std::vector<int> positive;
  for (const auto &row : rows) {
    positive.clear();
    for (int x : row)
      if (x > 0)
        positive.push_back(x);
    sum += countUnique(positive);
  }
  return sum;
}
```

## Fix safety
The fix declares the buffer before the outermost loop and empties it where the declaration stood, so
that no `continue` can skip that. It is unsafe: the elements live until the next iteration empties
the buffer, the memory until the loops end, and a callee that got the buffer by reference must
neither take its memory nor keep its address; the message names such a callee. There is no fix where
the name is taken before the loop, where the type is only known within the loop, where a stream's
format flags are changed in the loop, where several variables share one declaration, or where a
jump would pass the new place.

## Limitations
Left alone are buffers that are moved from, returned, swapped, copied into an owner, captured by
something that may outlive the iteration, or filled only under a condition; elements whose
destruction ends something (threads, locks, files, classes with a destructor of their own); constant
objects (see `loop-invariant-construction`); loops that run at most once, or that the declaration
always leaves; catch handlers, destructors, coroutines, parallel loops, and the timed loop of a
benchmark, where the fresh object is what is measured. The length of a string is proven from
literals, constant counts and constant bounds alone.

## Measured

## References
- [std::vector::clear](https://en.cppreference.com/w/cpp/container/vector/clear) leaves the capacity unchanged
- [std::basic_stringbuf::str](https://en.cppreference.com/w/cpp/io/basic_stringbuf/str)
)md",
                 });

} // namespace
} // namespace fastidious

#include "checks/framework/Check.h"
#include "checks/knowledge/Constructions.h"
#include "checks/knowledge/Containers.h"
#include "checks/knowledge/Functions.h"
#include "checks/support/Calls.h"
#include "checks/support/Hoist.h"
#include "checks/support/Invariance.h"
#include "checks/support/SmallStrings.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/Streams.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseMap.h"

using namespace clang;

namespace fastidious {
namespace {

/// An object that is built from constants.
struct Construction {
  const Expr *Whole; ///< As written.
  llvm::SmallVector<const Expr *, 4> Arguments;
  const ConstructionFact *Fact = nullptr; ///< Null for containers and strings.
  std::string Work = {};
  ConstructionKind Kind = ConstructionKind::Pattern;
};

/// Whether \p E is "C" or "POSIX", the locale that every program has from its start.
bool namesClassicLocale(const Expr *E) {
  const auto *Name = dyn_cast<StringLiteral>(written(E));
  return Name && Name->isOrdinary() && isOneOf(Name->getString(), {"C", "POSIX"});
}

/// Whether \p E depends on a variable that is not a constant for as long as the program runs.
bool namesVariable(const Expr *E) {
  return containsAny(E, [](const Stmt *Part) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Part);
    const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return isa<CXXThisExpr>(Part) ||
           (Variable && !Variable->isConstexpr() &&
            !(Variable->hasGlobalStorage() && Variable->getType().isConstQualified()));
  });
}

/// Whether a literal in \p E tells of a problem.
bool tellsOfProblem(const Expr *E) {
  return containsAny(E, [](const Stmt *Part) {
    const auto *Literal = dyn_cast<StringLiteral>(Part);
    return Literal && Literal->isOrdinary() && reportsProblem(Literal->getString());
  });
}

/// Whether the element that the iterator \p Ref points to, or a part of it, may be changed here.
bool writesThrough(const Body &B, const Expr *Ref) {
  const Expr *Element = Ref;
  while (const auto *P = dyn_cast_or_null<Expr>(B.parent(Element))) {
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(P);
    bool IsAccess =
        isa<ParenExpr>(P) ||
        (isa<MemberExpr>(P) && isa<FieldDecl>(cast<MemberExpr>(P)->getMemberDecl())) ||
        (isa<ImplicitCastExpr>(P) && P->isGLValue()) ||
        (Operator && (Operator->getOperator() == OO_Star || Operator->getOperator() == OO_Arrow));
    if (!IsAccess)
      break;
    Element = P;
  }
  return Element != Ref && mayWrite(classifyUse(B, Element).Kind);
}

/// Whether \p U, a use of the container \p Variable within \p Scope, leaves it as it is.
bool onlyReads(const Body &B, const VarDecl &Variable, const Use &U, const Stmt *Scope) {
  const ContainerFact *Fact = containerFact(Variable.getType());
  // In a map, it inserts.
  if (U.Member == "operator[]" && Fact && !Fact->has(Contiguous))
    return false;
  if (!mayWrite(U.Kind))
    return true;
  if (!isElementAccess(U.Member))
    return false;
  if (auto Call = asFunctionCall(U.User)) {
    static constexpr StringRef Reading[] = {
        "std::find",        "std::find_if",     "std::count",        "std::count_if",
        "std::any_of",      "std::all_of",      "std::none_of",      "std::binary_search",
        "std::lower_bound", "std::upper_bound", "std::equal",        "std::accumulate",
        "std::max_element", "std::min_element", "std::search",       "std::includes",
        "std::distance",    "std::mismatch",    "std::adjacent_find"};
    return llvm::is_contained(Reading, Call->QualifiedName);
  }
  // `auto it = map.find(key);`, with nothing written through the iterator.
  const auto *Declaration = dyn_cast_or_null<DeclStmt>(U.User);
  return Declaration && llvm::all_of(Declaration->decls(), [&](const Decl *D) {
           const auto *Iterator = dyn_cast<VarDecl>(D);
           return Iterator && Iterator->getType()->isRecordType() &&
                  llvm::none_of(usesOf(B, Place::ofVariable(Iterator), Scope),
                                [&](const Use &I) { return writesThrough(B, I.Ref); });
         });
}

class InvariantConstruction : public Check {
public:
  InvariantConstruction(const CheckInfo &Info, StringRef Name, tidy::ClangTidyContext *Context)
      : Check(Info, Name, Context), MoreTypes(listOption("ExpensiveTypes")) {
    for (const std::string &Type : MoreTypes)
      UserFacts.push_back({Type, ConstructionKind::Pattern, "builds the object", false, "object"});
  }

  void checkBody(const Body &B) override {
    if (B.loops().empty())
      return;
    visit(B, B.statement());
    for (MovedDevice &Device : Devices)
      report(std::move(Device.Found));
    Devices.clear();
  }

  void finish(ASTContext &) override { Names.clear(); }

private:
  std::vector<std::string> MoreTypes;
  std::vector<ConstructionFact> UserFacts; ///< Refer to MoreTypes.
  HoistedNames Names;
  /// A random device in a loop; its engine moves with it.
  struct MovedDevice {
    const VarDecl *Variable;
    const Loop *Target;
    Finding Found;
  };
  llvm::SmallVector<MovedDevice, 1> Devices; ///< Of this body; not reported yet.

  void visit(const Body &B, const Stmt *S) {
    if (!S || isa<LambdaExpr>(S))
      return;
    if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
      for (const Decl *D : Declaration->decls()) {
        const auto *Variable = dyn_cast<VarDecl>(D);
        if (!Variable || !Variable->getInit())
          continue;
        // A local static is built once; a variable's own construction is not a temporary.
        if (!Variable->hasLocalStorage())
          continue;
        const CXXConstructExpr *Construct = constructionOf(*Variable);
        if (Construct && factOf(Construct->getType())) {
          inspectVariable(B, *Variable, *Declaration, *Construct);
          // `std::mt19937 gen(std::random_device{}())` is one defect.
          continue;
        }
        if (Construct)
          inspectVariable(B, *Variable, *Declaration, *Construct);
        visit(B, Variable->getInit());
      }
      return;
    }
    if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(S)) {
      if (inspectTemporary(B, *Temporary))
        return;
    }
    for (const Stmt *Child : S->children())
      visit(B, Child);
  }

  const ConstructionFact *factOf(QualType T) const {
    const ConstructionFact *Fact = constructionFact(T, UserFacts);
    return Fact ? Fact : constructionFact(T);
  }

  /// The construction, if building it is expensive.
  std::optional<Construction> expensive(const Body &B, const CXXConstructExpr &Construct,
                                        bool IsOnlyRead) const {
    Construction Result{&Construct, {}, nullptr};
    const CXXConstructorDecl *Constructor = Construct.getConstructor();
    if (Constructor->isCopyOrMoveConstructor())
      return std::nullopt;
    Result.Arguments = givenArguments(Construct);
    Result.Fact = factOf(Construct.getType());
    if (Result.Fact) {
      if (Result.Arguments.empty() && Result.Fact->IsDefaultCheap)
        return std::nullopt;
      if (Result.Fact->Kind == ConstructionKind::Locale && Result.Arguments.size() == 1 &&
          namesClassicLocale(Result.Arguments.front()))
        return std::nullopt;
      Result.Work = Result.Fact->Work;
      Result.Kind = Result.Fact->Kind;
      return Result;
    }
    const ContainerFact *Fact = containerFact(Construct.getType());
    if (!Fact || !IsOnlyRead || Fact->has(IsView) || Fact->has(FixedSize) ||
        Result.Arguments.size() != 1)
      return std::nullopt;
    const Expr *Only = written(Result.Arguments[0]);
    if (Fact->has(IsString)) {
      const auto *Literal = dyn_cast<StringLiteral>(Only);
      if (!Literal || Fact->has(SharedOnCopy) ||
          Literal->getLength() <= shortStringLimit(Construct.getType(), B.context()))
        return std::nullopt;
      Result.Work = "copies the literal to the heap";
      return Result;
    }
    const auto *List = dyn_cast<CXXStdInitializerListExpr>(Only);
    const auto *Elements =
        List ? dyn_cast<InitListExpr>(List->getSubExpr()->IgnoreImplicit()) : nullptr;
    if (!Elements || Elements->getNumInits() == 0 || Fact->has(InlineStorage))
      return std::nullopt;
    Result.Work = Fact->has(NodeBased) ? "allocates every element" : "allocates and fills it";
    return Result;
  }

  /// The outermost loop around \p L in which all arguments stay the same, or null.
  static const Loop *invariantLoop(const Body &B, const Construction &C, const Loop &L) {
    const Loop *Result = nullptr;
    const Loop *Last = outermostSerialLoop(B, L);
    for (const Loop *At = &L;; At = At->Parent) {
      if (!llvm::all_of(C.Arguments, [&](const Expr *E) { return isInvariant(B, E, *At); }))
        return Result;
      Result = At;
      if (At == Last)
        return Result;
    }
  }

  /// Whether a use of the object makes the next iteration depend on this one.
  static bool spoils(const Construction &C, const Use &U) {
    bool Mutates = C.Kind == ConstructionKind::Engine || C.Kind == ConstructionKind::Device ||
                   C.Kind == ConstructionKind::Formatter;
    if (C.Kind == ConstructionKind::Engine && U.Member == "seed")
      return true;
    switch (U.Kind) {
    case UseKind::PassToCall:
      // Where it depends on a template parameter which overload is called.
      if (auto Call = asFunctionCall(U.User);
          Call && StringRef(Call->QualifiedName).contains("regex_"))
        return false;
      [[fallthrough]];
    case UseKind::Modify:
      return !Mutates && C.Kind != ConstructionKind::Converter;
    case UseKind::Overwrite:
      return true;
    default:
      return false; // What takes the object away is for fateOf().
    }
  }

  void inspectVariable(const Body &B, const VarDecl &Variable, const DeclStmt &Statement,
                       const CXXConstructExpr &Construct) {
    if (Variable.isImplicit() || Variable.getType().isVolatileQualified())
      return;
    const Loop *L = repeatingLoop(B, &Statement, integerOption("MinTripCount"));
    if (!L || !B.contains(L->LoopBody, &Statement))
      return;
    auto Uses = usesOf(B, Place::ofVariable(&Variable), L->LoopBody);
    bool IsOnlyRead =
        Variable.getType().getNonReferenceType().isConstQualified() ||
        llvm::all_of(Uses, [&](const Use &U) { return onlyReads(B, Variable, U, L->LoopBody); });
    auto C = expensive(B, Construct, IsOnlyRead);
    if (!C || (C->Fact && llvm::any_of(Uses, [&](const Use &U) { return spoils(*C, U); })))
      return;
    const Loop *Target = invariantLoop(B, *C, *L);
    const VarDecl *Device = Target ? nullptr : deviceInLoop(B, *C, *L);
    if (!Target && !Device)
      return;
    if (isString(Construct) && isProblemReport(B, Variable, Uses))
      return;
    if (fateOf(B, Variable, *L).What == Fate::Taken)
      return;
    bool IsInBranch = isInBranch(B, &Statement, L->Statement);
    Finding Result = finding("'" + Variable.getNameAsString() + "'", *C, Variable.getLocation(),
                             IsInBranch, runsWhen(B, &Statement, *L));
    Result.Ranges = {Variable.getSourceRange()};
    Result.Work = &Statement;
    Result.Function = &B.function();
    if (Target && !IsInBranch)
      Result.Unsafe = variableFix(B, Variable, Statement, *C, *Target);
    // A device and its engine are one defect.
    if (Device && !IsInBranch && moveWith(*Device, B, Variable, Statement, *C))
      return;
    if (Device)
      Result.Remedy = "build it once, before the loop, behind '" + Device->getNameAsString() + "'";
    if (C->Kind == ConstructionKind::Device && Result.Unsafe)
      Devices.push_back({&Variable, Target, std::move(Result)});
    else
      report(std::move(Result));
  }

  /// Lets the fix that moves \p Device move its engine \p Variable, too; returns whether it
  /// does.
  bool moveWith(const VarDecl &Device, const Body &B, const VarDecl &Variable,
                const DeclStmt &Statement, const Construction &C) {
    auto Moved =
        llvm::find_if(Devices, [&](const MovedDevice &Known) { return Known.Variable == &Device; });
    auto Follows = Moved != Devices.end() ? variableFix(B, Variable, Statement, C, *Moved->Target)
                                          : std::nullopt;
    if (!Follows)
      return false;
    // One insertion, since the order of two at one place is nobody's promise.
    Fix &Whole = *Moved->Found.Unsafe;
    FixItHint &First = Whole.Edits.front(), &Second = Follows->Edits.front();
    if (First.RemoveRange.getBegin() != Second.RemoveRange.getBegin())
      return false;
    First.CodeToInsert += Second.CodeToInsert;
    Whole.Edits.append(std::next(Follows->Edits.begin()), Follows->Edits.end());
    Whole.Title = "build '" + Device.getNameAsString() + "' and '" + Variable.getNameAsString() +
                  "' before the loop";
    Moved->Found.Notes.push_back(
        {Variable.getLocation(), "'" + Variable.getNameAsString() + "' is seeded with it here"});
    return true;
  }

  /// The device that seeds the engine \p C, if it is declared in the loop, too.
  static const VarDecl *deviceInLoop(const Body &B, const Construction &C, const Loop &L) {
    if (C.Kind != ConstructionKind::Engine || C.Arguments.size() != 1 || !isSeed(C.Arguments[0]))
      return nullptr;
    auto Draw = asOperatorCall(C.Arguments[0]);
    auto Device = Draw ? Place::of(written(Draw->Operands[0]), B.context()) : std::nullopt;
    return Device ? Device->variable() : nullptr;
  }

  /// \p IsInBranch: what is built before the loop may never be asked for. \p When: runsWhen().
  Finding finding(const std::string &Object, const Construction &C, SourceLocation Loc,
                  bool IsInBranch, const std::string &When) const {
    Finding Result{Loc, Object + " is built from the same values " + When,
                   (IsInBranch ? "each one " : "each iteration ") + C.Work,
                   "build it once, before the loop"};
    if (C.Kind == ConstructionKind::Engine) {
      Result.What = Object + " is seeded anew " + When;
      bool Draws = llvm::any_of(C.Arguments, isSeed);
      if (!Draws) {
        Result.Why += " and then repeats the same numbers";
        Result.Remedy += ", unless the repetition is wanted";
      }
    } else if (C.Kind == ConstructionKind::Device) {
      Result.What = Object + " is opened " + When;
    } else if (C.Kind == ConstructionKind::Formatter) {
      Result.Remedy = "parse it once, before the loop, and clear its arguments here";
    }
    // Before the loop it would be built where no iteration asks for it, too.
    if (IsInBranch && C.Kind == ConstructionKind::Pattern &&
        llvm::none_of(C.Arguments, namesVariable))
      Result.Remedy = "make it a 'static const' object, which the first that gets here builds";
    else if (IsInBranch && C.Kind == ConstructionKind::Pattern)
      Result.Remedy += ", if most iterations get here";
    if (!C.Fact)
      Result.Cost = Cost::PerIterationAllocation;
    return Result;
  }

  std::optional<Fix> variableFix(const Body &B, const VarDecl &Variable, const DeclStmt &Statement,
                                 const Construction &C, const Loop &Target) {
    // The arguments fed in one iteration would stay for the next.
    if (C.Kind == ConstructionKind::Formatter)
      return std::nullopt;
    if (!Names.isFree(B, Target.Statement, Variable.getName(), &Variable))
      return std::nullopt;
    if (hoistableTypeText(B, Variable, Target.Statement).empty() &&
        !Variable.getType()->getContainedAutoType())
      return std::nullopt;
    std::string Text = sourceText(Statement.getSourceRange(), B.context());
    if (Text.empty())
      return std::nullopt;
    auto Edits = hoistEdits(B, Statement, Target.Statement, Text, {});
    if (Edits.empty())
      return std::nullopt;
    Names.add(B, Target.Statement, Variable.getName());
    Fix F{"build '" + Variable.getNameAsString() + "' before the loop", {}};
    F.Edits.append(Edits.begin(), Edits.end());
    return F;
  }

  /// Reports a temporary that a call only looks at; returns whether it did.
  bool inspectTemporary(const Body &B, const MaterializeTemporaryExpr &Temporary) {
    const Expr *Whole = written(&Temporary);
    const Expr *Inner = Whole;
    while (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Inner))
      Inner = written(Cast->getSubExpr());
    const auto *Construct = dyn_cast<CXXConstructExpr>(Inner);
    if (!Construct)
      return false;
    bool IsObject = false;
    if (!isOnlyLookedAt(B, Temporary, IsObject))
      return false;
    auto C = expensive(B, *Construct, /*IsOnlyRead=*/true);
    // Containers as arguments are how constants are passed; as the object of a lookup they are not.
    if (!C || (!C->Fact && (!IsObject || isString(*Construct))))
      return false;
    // Next to the system call that writes the line, parsing its format is little.
    if (C->Kind == ConstructionKind::Formatter && (!IsObject || isWrittenThrough(B, &Temporary)))
      return false;
    const Loop *L = repeatingLoop(B, &Temporary, integerOption("MinTripCount"));
    if (!L)
      return false;
    const Loop *Target = invariantLoop(B, *C, *L);
    if (!Target)
      return false;
    bool IsInBranch = isInBranch(B, &Temporary, L->Statement);
    if (IsInBranch && C->Kind == ConstructionKind::Formatter &&
        llvm::any_of(C->Arguments, tellsOfProblem))
      return false;
    C->Whole = Whole;
    std::string Text = quoted(Whole->getSourceRange(), B.context());
    Finding Result = finding(Text.empty() ? "the temporary" : "'" + Text + "'", *C,
                             Whole->getBeginLoc(), IsInBranch, runsWhen(B, &Temporary, *L));
    Result.Ranges = {Whole->getSourceRange()};
    if (!IsInBranch)
      Result.Unsafe = temporaryFix(B, *C, *Construct, *Target);
    Result.Work = Whole;
    Result.Function = &B.function();
    report(std::move(Result));
    return true;
  }

  static bool isString(const CXXConstructExpr &Construct) {
    const ContainerFact *Fact = containerFact(Construct.getType());
    return Fact && Fact->has(IsString);
  }

  /// Whether the temporary is the object of a member call or bound to a const reference parameter.
  static bool isOnlyLookedAt(const Body &B, const MaterializeTemporaryExpr &Temporary,
                             bool &IsObject) {
    const Stmt *Child = &Temporary;
    const Stmt *P = B.parent(Child);
    while (P && isa<ParenExpr, ImplicitCastExpr, CXXBindTemporaryExpr>(P)) {
      Child = P;
      P = B.parent(P);
    }
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(P)) {
      const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
      IsObject = true;
      // An accessor's reference would dangle; a value is independent.
      return Method && !Method->getReturnType()->isReferenceType();
    }
    const auto *Call = dyn_cast_or_null<CallExpr>(P);
    if (!Call)
      return false;
    const FunctionDecl *Function = Call->getDirectCallee();
    if (!Function)
      return false;
    unsigned Index = 0;
    while (Index < Call->getNumArgs() && Call->getArg(Index) != Child)
      ++Index;
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
    if (Operator && isa<CXXMethodDecl>(Function)) {
      if (Index == 0) {
        IsObject = true;
        return Operator->getOperator() == OO_Call || Operator->getOperator() == OO_Percent;
      }
      --Index;
    }
    if (Operator && Operator->isAssignmentOp())
      return false;
    if (Index >= Function->getNumParams())
      return false;
    QualType Parameter = Function->getParamDecl(Index)->getType();
    if (const auto *Reference = Parameter->getAs<LValueReferenceType>();
        !Reference || !Reference->getPointeeType().isConstQualified())
      return false;
    // push_back(const T &) keeps a copy.
    static constexpr StringRef Storing[] = {"push_back", "insert",     "emplace_back",    "push",
                                            "emplace",   "push_front", "insert_or_assign"};
    return !Function->getIdentifier() || !llvm::is_contained(Storing, Function->getName());
  }

  std::optional<Fix> temporaryFix(const Body &B, const Construction &C,
                                  const CXXConstructExpr &Construct, const Loop &Target) {
    const ASTContext &Context = B.context();
    if (!isEditable(C.Whole->getSourceRange(), Context) || C.Kind == ConstructionKind::Formatter)
      return std::nullopt;
    std::string Base(C.Fact ? C.Fact->Identifier : "values");
    std::string Name = Base;
    for (unsigned I = 2; !Names.isFree(B, Target.Statement, Name, nullptr); ++I) {
      if (I > 9)
        return std::nullopt;
      Name = Base + std::to_string(I);
    }
    // Drawing numbers and converting change the object.
    bool IsConst = C.Kind == ConstructionKind::Pattern || C.Kind == ConstructionKind::Locale;
    std::string Declaration = IsConst ? "const " : "";
    std::string Text = sourceText(C.Whole->getSourceRange(), Context);
    TypeLoc Type;
    if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(C.Whole))
      Type = Cast->getTypeInfoAsWritten()->getTypeLoc();
    else if (const auto *Object = dyn_cast<CXXTemporaryObjectExpr>(C.Whole))
      Type = Object->getTypeSourceInfo()->getTypeLoc();
    if (Type) {
      std::string TypeText = sourceText(Type.getSourceRange(), Context);
      if (TypeText.empty() || !StringRef(Text).starts_with(TypeText))
        return std::nullopt;
      std::string Rest = StringRef(Text).drop_front(TypeText.size()).ltrim().str();
      // `T()` would declare a function.
      if (StringRef(Rest).starts_with("(") && C.Arguments.empty())
        Rest.clear();
      Declaration += TypeText + " " + Name + Rest + ";";
    } else {
      // An implicit conversion of the argument.
      if (C.Arguments.size() != 1 || Text.empty())
        return std::nullopt;
      Declaration += qualifiedName(*classOf(Construct.getType())) + " " + Name + "(" + Text + ");";
    }
    auto Edits = declareBefore(B, Target.Statement, Declaration);
    if (Edits.empty())
      return std::nullopt;
    Names.add(B, Target.Statement, Name);
    Fix F{"build it before the loop as '" + Name + "'", {}};
    F.Edits.append(Edits.begin(), Edits.end());
    F.Edits.push_back(FixItHint::CreateReplacement(C.Whole->getSourceRange(), Name));
    return F;
  }
};

FASTIDIOUS_CHECK(
    InvariantConstruction,
    {
        .Name = "loop-invariant-construction",
        .Summary = "An expensive object that each iteration of a loop builds from the same values",
        .Cost = Cost::ConstantFactor,
        .Confidence = Confidence::High,
        .Since = "0.1",
        .Fix = FixKind::Unsafe,
        .Options = {{"MinTripCount", OptionType::Integer, "4",
                     "Loops with a smaller constant trip count are ignored."},
                    {"ExpensiveTypes", OptionType::StringList, "",
                     "Qualified names of further classes that are expensive to build."}},
        .Docs = R"md(
## Why
Building some objects costs far more than using them: a `std::regex` compiles its pattern (hundreds
of allocations for a short one), a named `std::locale` reads the system's locale data, a
`std::mt19937` fills 624 words, a `std::random_device` opens a file or a device. In a loop that
builds such an object from the same values each time, the same work is done again and again. An
engine that is seeded with a constant in each iteration also draws the same numbers each time.

Known are the regular expressions of the standard library, Boost, RE2, PCRE and Qt, searchers,
locales, random engines and devices, `boost::format` and `std::wstring_convert`. Containers that are
only read and built from a braced list of constants (`const std::set<std::string> known{"a", "b"};`)
count, too, and so do strings that are only read and built from a literal that is too long for the
small-string buffer.

## Example
```cpp bad
#include <regex>
#include <string>
#include <vector>

int countNumbers(const std::vector<std::string> &lines) {
  int count = 0;
  for (const std::string &line : lines) {
    const std::regex number("[0-9]+");
    if (std::regex_match(line, number))
      ++count;
  }
  return count;
}
```
```cpp good
#include <regex>
#include <string>
#include <vector>

int countNumbers(const std::vector<std::string> &lines) {
  int count = 0;
  const std::regex number("[0-9]+");
  for (const std::string &line : lines) {
    if (std::regex_match(line, number))
      ++count;
  }
  return count;
}
```

## Fix safety
The fix builds the object before the outermost loop in which its arguments stay the same. It is
unsafe: the object is now built where no iteration runs at all (and may throw there), and an engine
goes on drawing new numbers where each iteration drew the same ones before.

## Limitations
Arguments count as the same if they are literals, constants, or objects that nothing in the loop can
change; a call counts if it is known to depend on its arguments alone. `rd()` of a
`std::random_device` and `time()` count as seeds although they differ. Left alone are patterns that
depend on the loop variable, `static` objects, objects that are assigned to, moved from, returned,
stored or kept by something that outlives the iteration, and the loops that
`container-declared-in-loop` leaves alone. Default-constructed regular expressions and locales, and
the locale "C", are cheap. Temporaries are reported where they are only looked at: as the object of
a member call, or bound to a const reference parameter.

## Measured

100 iterations, each of which builds the object (before) or uses the one that was built before the
loop. clang 19, `-O2`, libstdc++ 12, x86-64; medians of 7 interleaved runs. Written by
`tools/bench/run`.

| | before | after | before / after | allocations before | after |
|---|---|---|---|---|---|
| regex("[0-9]+") | 2.42 ms | 30.7 us | 79 | 50,500 | 802 |
| locale("C.UTF-8") | 9.38 ms | 94.2 us | 99 | 7,300 | 73 |
| mt19937(7) | 171 us | 1.92 us | 88 | 0 | 0 |
| set of four strings | 16.3 us | 3.25 us | 5.0 | 400 | 4 |

## References
- [std::basic_regex](https://en.cppreference.com/w/cpp/regex/basic_regex/basic_regex)
- [RE2: creating a RE2 object is expensive](https://github.com/google/re2/blob/main/re2/re2.h)
)md",
    });

} // namespace
} // namespace fastidious

#include "checks/framework/Check.h"
#include "checks/knowledge/Functions.h"
#include "checks/knowledge/Names.h"
#include "checks/support/Appends.h"
#include "checks/support/Calls.h"
#include "checks/support/Contents.h"
#include "checks/support/ElementCount.h"
#include "checks/support/Flow.h"
#include "checks/support/Input.h"
#include "checks/support/LoopWork.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/Streams.h"
#include "checks/support/Strings.h"
#include "checks/support/TimedRegions.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"

#include <fmt/format.h>

using namespace clang;

namespace fastidious {
namespace {

/// What appends to one container, and where a `reserve` for it goes.
struct Plan {
  const Stmt *Root; ///< The outermost loop, or the call of an algorithm.
  llvm::SmallVector<const Append *, 4> Appends;
  Origin From;
  QualType Parameter; ///< Of `reserve`.
  ElementCount Count = {};
  /// The first appends of the loops or calls after Root whose elements are counted, too.
  llvm::SmallVector<const Append *, 2> Later = {};
  uint64_t Single = 0; ///< Elements that follow one by one, outside of loops.

  /// The text \p Loops of what the loops append, and what follows one by one: "n + 1".
  std::string withSingles(StringRef Loops) const {
    if (!Single)
      return Loops.str();
    // "n - 1", and one more.
    auto [Rest, Less] = Loops.rsplit(" - ");
    uint64_t Missing = 0;
    if (!Less.getAsInteger(10, Missing)) {
      if (Missing > Single)
        return Rest.str() + " - " + std::to_string(Missing - Single);
      return Rest.str() + (Missing < Single ? " + " + std::to_string(Single - Missing) : "");
    }
    return Loops.str() + " + " + std::to_string(Single);
  }
  const Append &first() const { return *Appends.front(); }
  bool isHash() const { return first().Fact->has(IsUnordered); }
  /// Equal keys add one element.
  bool isAtMost() const {
    return isHash() || isSortedSequence(*first().Fact) || Count.IsUpperBound;
  }
};

class AppendWithoutReserve : public Check {
public:
  using Check::Check;
  void checkBody(const Body &B) override;

private:
  using Group = llvm::ArrayRef<const Append *>;

  void checkContainer(const Body &B, Group All);
  bool count(const Body &B, Plan &P, Group All, llvm::ArrayRef<Use> Uses) const;
  bool isTooFew(const Body &B, const Plan &P) const;
  std::optional<ElementCount> laterCount(const Body &B, const Plan &P, const Stmt *S,
                                         Group Appends) const;
  void addLater(const Body &B, Plan &P, Group All, llvm::ArrayRef<Use> Uses) const;
  void reportPlan(const Body &B, const Plan &P);
};

/// Whether \p E names memory that is kept for reuse: `tmp_edges_`, or a reference to it.
bool namesScratch(const Expr *E) {
  E = written(E);
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return isScratch(Member->getMemberDecl()->getNameAsString());
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Variable && (isScratch(Variable->getNameAsString()) ||
                      (Variable->getType()->isReferenceType() && Variable->getInit() &&
                       namesScratch(Variable->getInit())));
}

/// Whether the memory that a container keeps from before makes the reallocations rare: a local one
/// that had elements, one that is kept for that or lives as long as the program, or one that is
/// declared outside the loop that empties it.
bool isReused(const Body &B, const Append &A, const Origin &From) {
  if (!From.IsCleared || !A.Fact->has(ClearKeepsMemory))
    return false;
  if (A.Target.isLocalObject() && !isa_and_nonnull<ParmVarDecl>(A.Target.root()))
    return true;
  const auto *Root = dyn_cast_or_null<VarDecl>(A.Target.root());
  if (namesScratch(A.Object) || (Root && Root->hasGlobalStorage() && !A.Target.isIndirect()))
    return true;
  const Loop *L = realLoopOf(B, From.Where);
  if (!L)
    return false;
  if (!Root || A.Target.isIndirect())
    return true;
  const SourceManager &SM = B.context().getSourceManager();
  return SM.isBeforeInTranslationUnit(Root->getLocation(), L->Statement->getBeginLoc());
}

/// Whether \p A fills a container that a benchmark's timed code makes anew: its growth is what is
/// measured.
bool isMeasured(const Body &B, const Append &A, const Origin &From) {
  if (!From.Where)
    return false;
  for (const TimedRegion &R : timedRegions(B))
    if (isTimed(B, R, A.Call) && isTimed(B, R, From.Where))
      return true;
  // The body of a callable is no region itself: the function that hands it over has the region.
  const auto *Method = dyn_cast<CXXMethodDecl>(&B.function());
  if (!Method || !Method->getParent()->isLambda())
    return false;
  const auto *Outer = dyn_cast<FunctionDecl>(Method->getParent()->getDeclContext());
  const Body *Around = Outer ? bodyOf(*Outer, B.context()) : nullptr;
  return Around && llvm::any_of(timedRegions(*Around), [&](const TimedRegion &R) {
           return R.Callable && R.Callable->getCallOperator() == Method;
         });
}

/// The appends of \p All that are part of \p Root.
llvm::SmallVector<const Append *, 4> appendsIn(const Body &B, const Stmt *Root,
                                               llvm::ArrayRef<const Append *> All) {
  llvm::SmallVector<const Append *, 4> Within;
  llvm::copy_if(All, std::back_inserter(Within),
                [&](const Append *A) { return B.contains(Root, A->Call); });
  return Within;
}

/// Whether nothing but \p Appends changes the container of \p A within \p S.
bool isChangedOnlyBy(const Body &B, const Stmt *S, const Append &A,
                     llvm::ArrayRef<const Append *> Appends, llvm::ArrayRef<Use> Uses) {
  return llvm::all_of(Uses, [&](const Use &U) {
    return !B.contains(S, U.Ref) || isHarmless(B, U, A) || isGivenToThread(B, U, A) ||
           llvm::any_of(Appends, [&](const Append *By) { return isTargetOf(B, U, *By); });
  });
}

/// Whether the same name means the same container throughout the loop \p Root.
bool isOneContainer(const Body &B, const Append &A, const Stmt *Root) {
  const SourceManager &SM = B.context().getSourceManager();
  return llvm::all_of(A.Target.dependencies(), [&](const ValueDecl *D) {
    const auto *Variable = dyn_cast<VarDecl>(D);
    return Variable && !mayChange(B, Place::ofVariable(Variable), Root) &&
           SM.isBeforeInTranslationUnit(Variable->getLocation(), Root->getBeginLoc());
  });
}

/// The type of the parameter of `reserve`, null if there is no such member.
QualType reserveParameter(const Append &A, const ASTContext &Context) {
  const CXXRecordDecl *Class = classOf(A.Target.type());
  const CXXMethodDecl *Reserve = methodOf(Class, "reserve", 1);
  if (!Reserve)
    return Class && Class->hasDefinition() ? QualType() : Context.getSizeType();
  QualType T = Reserve->getParamDecl(0)->getType();
  if (T->isDependentType())
    return Context.getSizeType();
  return T->isIntegerType() ? T.getCanonicalType().getUnqualifiedType() : QualType();
}

/// The number of elements that the container of \p A holds without the heap.
uint64_t inlineCapacity(const Append &A) {
  if (!A.Fact->has(InlineStorage))
    return 0;
  if (A.Fact->InlineCapacityArgument < 0)
    return A.Fact->InlineCapacity;
  auto Index = static_cast<unsigned>(A.Fact->InlineCapacityArgument);
  return templateIntegerArgument(A.Target.type(), Index).value_or(0);
}

/// Whether the container of \p A is a vector of bits. It moves whole words of them when it grows,
/// which is a small part of what it costs to set each.
bool holdsBits(const Append &A) {
  QualType Element = templateTypeArgument(A.Target.type(), 0);
  return A.Fact->Name == "std::vector" && !Element.isNull() && Element->isBooleanType();
}

/// The number of elements that the container of \p A has room for before it grows again: those that
/// it holds itself, or those of the first memory that it allocates.
uint64_t roomAtFirst(const Append &A) {
  // A table of 13 buckets (libstdc++; Abseil: 16 slots, Qt 5: 17); what is left of 64 bytes behind
  // the header of Qt's shared data, which grows from 32 bytes; the first table of a Qt 6 hash.
  constexpr uint64_t FirstTable = 13, SharedAtFirst = 6, FirstSpans = 64;
  if (A.Fact->has(IsUnordered))
    return isQtSpanHash(A.Target.type()) ? FirstSpans : FirstTable;
  return A.Fact->has(SharedOnCopy) ? SharedAtFirst : inlineCapacity(A);
}

/// The number of elements that the container of \p P has room for when the loop begins.
uint64_t roomBefore(const Plan &P) {
  return std::max<uint64_t>({roomAtFirst(P.first()), P.From.Elements, 1});
}

/// How often the container of \p P doubles while it gets a constant number of elements.
unsigned doublingsOf(const Plan &P) {
  uint64_t Room = roomBefore(P), Elements = P.From.Elements + P.Count.Constant.value_or(0);
  return llvm::Log2_64_Ceil(std::max<uint64_t>((Elements + Room - 1) / Room, 2));
}

/// Whether each iteration waits for the system, next to which the growth of the container is
/// nothing. People expect a vector of threads to be reserved, whatever it costs to start them.
bool isOutweighed(const Body &B, const Plan &P) {
  const Append &First = P.first();
  const Loop *L = First.Many ? nullptr : realLoopOf(B, First.Call);
  const CXXRecordDecl *Element = classOf(templateTypeArgument(First.Target.type(), 0));
  return L && !(Element && opensSomething(qualifiedName(*Element))) && asksSystem(B, *L);
}

/// Whether \p A may go on to fill, after its loop, what \p P counts, and is not counted.
bool mayAddMore(const Body &B, const Plan &P, const Append &A) {
  return !B.contains(P.Root, A.Call) && !llvm::is_contained(P.Later, &A) &&
         mayReach(B, P.first().Call, A.Call);
}

/// Whether more may be inserted than \p P counts. A table that was made for so many elements, and
/// gets one more, is rehashed nonetheless; left to itself, it grows in larger steps. `m[key]` is
/// mostly of a key that is there.
bool mayGrowLater(const Body &B, const Plan &P, llvm::ArrayRef<const Append *> All) {
  return llvm::any_of(
      All, [&](const Append *A) { return asMemberCall(A->Call) && mayAddMore(B, P, *A); });
}

void AppendWithoutReserve::checkContainer(const Body &B, Group All) {
  std::vector<Use> Uses = usesOfTarget(B, *All.front());
  llvm::SmallPtrSet<const Stmt *, 4> Done;
  for (const Append *A : All) {
    if (!A->Many && !realLoopOf(B, A->Call))
      continue;
    auto From = originOf(B, *A, Uses);
    // An algorithm counts where it runs once, a single append where it is repeated.
    if (!From || isReused(B, *A, *From) || isMeasured(B, *A, *From) ||
        From->Loops.empty() != A->Many.has_value())
      continue;
    const Stmt *Root = A->Many ? A->Call : From->Loops.back()->Statement;
    QualType Parameter = reserveParameter(*A, B.context());
    if (Parameter.isNull() || !Done.insert(Root).second)
      continue;
    Plan P{Root, appendsIn(B, Root, All), *From, Parameter};
    if (count(B, P, All, Uses) && !isOutweighed(B, P) && !(P.isHash() && mayGrowLater(B, P, All)))
      reportPlan(B, P);
  }
}

/// Whether a later loop of a length that is not known goes on to fill what \p P counts: room for a
/// constant number, or for a few characters, spares none of the reallocations then.
bool isOnlyTheBeginning(const Body &B, const Plan &P, llvm::ArrayRef<const Append *> All) {
  if (!P.Count.Constant && !P.first().Fact->has(IsString))
    return false;
  return llvm::any_of(All, [&](const Append *A) {
    const Loop *L = realLoopOf(B, A->Call);
    return L && !B.contains(L->Statement, P.Root) && mayAddMore(B, P, *A);
  });
}

/// Whether an algorithm is among what appends.
bool hasAlgorithm(llvm::ArrayRef<const Append *> Appends) {
  return llvm::any_of(Appends, [](const Append *A) { return A->Many.has_value(); });
}

/// Fills in how many elements the appends of \p P add. False if that is not known, or too few.
bool AppendWithoutReserve::count(const Body &B, Plan &P, Group All,
                                 llvm::ArrayRef<Use> Uses) const {
  const Append &First = P.first();
  if (!isChangedOnlyBy(B, P.Root, First, P.Appends, Uses))
    return false;
  if (P.From.Loops.empty()) {
    P.Count = elementCount(*First.Many, P.Parameter, B.context());
  } else {
    if (hasAlgorithm(P.Appends) || !isOneContainer(B, First, P.Root))
      return false;
    auto Count = elementsAppendedIn(B, *P.From.Loops.back(), P.Appends, P.Parameter,
                                    boolOption("WarnOnConditionalAppends"));
    if (!Count || (Count->IsLowerBound && P.isAtMost()))
      return false;
    P.Count = std::move(*Count);
  }
  addLater(B, P, All, Uses);
  return !isTooFew(B, P) && !isOnlyTheBeginning(B, P, All);
}

/// The variable \p Name, if it is all that \p Count depends on; a number that the loop takes down,
/// as `while (n > 0)` does, is no source of the count.
std::optional<Place> objectNamed(const ElementCount &Count, StringRef Name) {
  const VarDecl *Only =
      Count.Sources.size() == 1 ? Count.Sources.front().Object.variable() : nullptr;
  for (const VarDecl *Variable : {Only, Count.Counter})
    if (Variable && Variable->getName() == Name)
      return Place::ofVariable(Variable);
  return std::nullopt;
}

/// Whether \p Bound, a local variable, is the size that the container of \p A had before: it has
/// had memory for as many elements, and keeps it when it is cleared.
bool isFormerSize(const Body &B, const Place &Bound, const Append &A) {
  const VarDecl *Variable = Bound.variable();
  if (!Variable || !Variable->getInit() || !A.Fact->has(ClearKeepsMemory))
    return false;
  auto Call = asMemberCall(withoutCasts(Variable->getInit()));
  auto Object = Call && isOneOf(Call->Name, {"size", "length"})
                    ? Place::of(Call->Object, B.context())
                    : std::nullopt;
  return Object && *Object == A.Target &&
         llvm::none_of(usesOf(B, Bound, B.statement()),
                       [](const Use &U) { return mayWrite(U.Kind); });
}

/// Whether \p Count is what one number of a byte's size says: who counts in bytes does not expect
/// many.
bool isCountedInByte(const ElementCount &Count, const ASTContext &Context) {
  if (Count.Constant || Count.Sources.size() != 1 || StringRef(Count.Display).contains('*'))
    return false;
  QualType T = Count.Sources.front().Object.type().getNonReferenceType();
  return T->isIntegerType() && !T->isDependentType() && Context.getTypeSize(T) == 8;
}

/// Whether the elements of \p P are known to be so few that no memory, or hardly any, is moved.
bool AppendWithoutReserve::isTooFew(const Body &B, const Plan &P) const {
  const Append &First = P.first();
  bool IsShort = P.Count.Iterations && *P.Count.Iterations < integerOption("MinTripCount");
  // A table, and what has as many elements already, grows once with 'reserve', too.
  IsShort |= P.Count.Constant && (P.isHash() || P.From.Elements > 0) && doublingsOf(P) < 2;
  // A Qt 6 hash does not grow before it has many, and its `reserve(0)` allocates a table for
  // nothing.
  IsShort |= !P.Count.Constant && isQtSpanHash(First.Target.type());
  IsShort |= isCountedInByte(P.Count, B.context());
  // A command line is short, and read once.
  IsShort |= llvm::any_of(P.Count.Sources, [](const CountSource &Source) {
    const auto *Parameter = dyn_cast_or_null<ParmVarDecl>(Source.Object.variable());
    return Parameter && Parameter->getName() == "argc";
  });
  // An indentation, or what is put between columns.
  IsShort |=
      !P.Count.Constant && llvm::all_of(P.Appends, [](const Append *A) { return A->IsBlank; });
  if (IsShort || (P.Count.Constant && *P.Count.Constant <= roomAtFirst(First)))
    return true;
  // `if (n <= 15)` around a loop over n.
  auto Bound = objectNamed(P.Count, P.withSingles(P.Count.Display));
  if (Bound && isFormerSize(B, *Bound, First))
    return true;
  auto Most = Bound ? largestValue(B, *Bound, P.Root) : std::nullopt;
  // `if (n >= -3)` around a loop from n up to zero.
  if (StringRef Negated = P.Count.Display; Negated.consume_front("-"))
    if (auto Object = objectNamed(P.Count, Negated))
      if (auto Least = smallestValue(B, *Object, P.Root))
        Most = -*Least;
  auto Room = std::max<uint64_t>(roomAtFirst(First), integerOption("MinTripCount") - 1);
  return Most && *Most >= 0 && static_cast<uint64_t>(*Most) <= Room;
}

/// Whether \p S can leave the block that it is a statement of, or be jumped to; not by a `break` or
/// `continue` of its own loops (\p InLoop), a `break` or `case` of its own switches (\p InSwitch).
bool mayLeaveBlock(const Stmt *S, bool InLoop = false, bool InSwitch = false) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (isa<ReturnStmt, CXXThrowExpr, GotoStmt, CoreturnStmt, CoawaitExpr, CoyieldExpr, LabelStmt>(S))
    return true;
  if ((isa<BreakStmt>(S) && !InLoop && !InSwitch) || (isa<ContinueStmt>(S) && !InLoop) ||
      (isa<SwitchCase>(S) && !InSwitch))
    return true;
  InLoop |= isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(S);
  InSwitch |= isa<SwitchStmt>(S);
  return llvm::any_of(S->children(),
                      [&](const Stmt *Child) { return mayLeaveBlock(Child, InLoop, InSwitch); });
}

/// Whether \p Count is the same before \p Statements and after them.
bool isUnchangedBy(const Body &B, const ElementCount &Count,
                   llvm::ArrayRef<const Stmt *> Statements) {
  const SourceManager &SM = B.context().getSourceManager();
  SourceLocation Begin = Statements.front()->getBeginLoc();
  return !Count.Counter && llvm::all_of(Count.Sources, [&](const CountSource &Source) {
    const ValueDecl *Root = Source.Object.root();
    return (!Root || SM.isBeforeInTranslationUnit(Root->getLocation(), Begin)) &&
           llvm::none_of(Statements, [&](const Stmt *S) { return mayChange(B, Source, S); });
  });
}

/// Whether the statement \p S is the call of \p A.
bool isCallOf(const Stmt *S, const Append &A) {
  const auto *E = dyn_cast<Expr>(S);
  return E && E->IgnoreImplicit() == A.Call->IgnoreImplicit();
}

/// How many elements \p Appends, which are all in \p S, add: a loop if \p P begins with one, else a
/// call of an algorithm. Nothing if \p S is neither, or that is not known before \p P.
std::optional<ElementCount> AppendWithoutReserve::laterCount(const Body &B, const Plan &P,
                                                             const Stmt *S, Group Appends) const {
  if (hasAlgorithm(Appends) != P.first().Many.has_value())
    return std::nullopt;
  if (P.first().Many)
    return Appends.size() == 1 && isCallOf(S, *Appends.front())
               ? std::optional(elementCount(*Appends.front()->Many, P.Parameter, B.context()))
               : std::nullopt;
  const Loop *L = B.loopAt(S);
  return L && isOneContainer(B, P.first(), S)
             ? elementsAppendedIn(B, *L, Appends, P.Parameter, /*AllowUpperBound=*/false)
             : std::nullopt;
}

/// The statement of \p Block that \p Ref is a part of, or null.
const Stmt *statementIn(const Body &B, const CompoundStmt &Block, const Stmt *Ref) {
  const Stmt *Child = Ref;
  for (const Stmt *P = B.parent(Child); P; Child = P, P = B.parent(P))
    if (P == &Block)
      return Child;
  return nullptr;
}

/// Loops, calls and single appends that follow in the same block and go on filling the container
/// are part of the same growth: memory for the first alone would be moved by the next. Adds their
/// elements, as far as they can be told before the first.
void AppendWithoutReserve::addLater(const Body &B, Plan &P, Group All,
                                    llvm::ArrayRef<Use> Uses) const {
  const Stmt *First = B.enclosingStatement(P.Root);
  const auto *Block = First ? dyn_cast_or_null<CompoundStmt>(B.parent(First)) : nullptr;
  if (!Block || P.Count.HasSideEffects || P.Count.IsUpperBound)
    return;
  // A block may have thousands of statements, and the container as many uses.
  llvm::DenseMap<const Stmt *, std::vector<Use>> UsesIn;
  for (const Use &U : Uses)
    if (const Stmt *S = statementIn(B, *Block, U.Ref))
      UsesIn[S].push_back(U);
  llvm::SmallVector<const Stmt *, 8> Before;
  for (const Stmt *S : Block->body()) {
    if (S != First && Before.empty())
      continue;
    auto Appends = appendsIn(B, S, All);
    bool IsSingle = Appends.size() == 1 && !Appends.front()->Many && isCallOf(S, *Appends.front());
    // The one or two that a condition may add need room where it does.
    const auto *If = dyn_cast<IfStmt>(S);
    bool AreChosen = If && Appends.size() <= 2 && llvm::none_of(Appends, [&](const Append *A) {
                       return A->Many || B.loopOf(A->Call) != B.loopOf(S);
                     });
    // What is added only if there are no elements does not follow those of the loop.
    bool AsksContainer = If && llvm::any_of(UsesIn[S], [&](const Use &U) {
                           return B.contains(If->getCond(), U.Ref);
                         });
    if ((IsSingle || AreChosen) && !P.isHash()) {
      for (const Append *A : Appends)
        P.Single += AsksContainer ? 0 : A->Elements;
    } else if (S != First && !Appends.empty() && (B.loopAt(S) || hasAlgorithm(Appends))) {
      auto Count = laterCount(B, P, S, Appends);
      if (!Count || Count->HasSideEffects || !isUnchangedBy(B, *Count, Before))
        return;
      P.Count = sum(P.Count, *Count);
      P.Later.push_back(Appends.front());
    }
    if (mayLeaveBlock(S) || !isChangedOnlyBy(B, S, P.first(), Appends, UsesIn[S]))
      return;
    Before.push_back(S);
  }
}

/// `for (const auto &x : source) v.push_back(x);`: the source, or null.
const Expr *copiedRange(const Stmt *Root, const Append &A, const ASTContext &Context) {
  const auto *For = dyn_cast<CXXForRangeStmt>(Root);
  if (!For || !For->getLoopVariable() || For->getInit())
    return nullptr;
  auto Call = asMemberCall(onlyStatement(For->getBody()));
  if (!Call || Call->Call != A.Call || Call->Arguments.size() != 1 || !Call->Method)
    return nullptr;
  const auto *Ref = dyn_cast<DeclRefExpr>(written(Call->Arguments[0]));
  if (!Ref || Ref->getDecl() != For->getLoopVariable())
    return nullptr;
  QualType Source = For->getRangeInit()->getType();
  QualType Element = templateTypeArgument(A.Target.type(), 0);
  QualType From = For->getLoopVariable()->getType().getNonReferenceType();
  if (!containerFact(Source) || Element.isNull() ||
      !Context.hasSameUnqualifiedType(Element, From) || !Place::of(For->getRangeInit(), Context))
    return nullptr;
  return For->getRangeInit();
}

/// The container as the program names it, and what precedes the name of a member.
struct Spelling {
  std::string Name, Access;
};

Spelling spellingOf(const Append &A, const ASTContext &Context) {
  if (isa<CXXThisExpr>(written(A.Object)))
    return {"*this", memberAccess(A.Object, A.IsArrow, Context)};
  auto Deref = asOperatorCall(A.Object);
  bool IsSmart = A.IsArrow && Deref && Deref->Operator == OO_Arrow;
  const Expr *Named = IsSmart ? Deref->Operands[0] : A.Object; // Its own range has the "->".
  std::string Object = quoted(Named->getSourceRange(), Context);
  if (Object.empty())
    return {};
  if (A.IsArrow || !Deref || Deref->Operator != OO_Star || Deref->Operands.size() != 1)
    return {A.IsArrow ? "*" + Object : Object, Object + (A.IsArrow ? "->" : ".")};
  // The object is spelled with its parentheses where a member is called.
  const Expr *Pointer = Deref->Operands[0];
  std::string Text = quoted(Pointer->getSourceRange(), Context);
  bool IsPrimary = isa<DeclRefExpr, MemberExpr>(Pointer->IgnoreParenImpCasts());
  return {"*" + Text, IsPrimary ? Text + "->" : "(*" + Text + ")."};
}

/// Who appends, for the message: "the loop appends", "'std::copy' appends", "2 calls append".
std::string agentOf(const Plan &P, const ASTContext &Context) {
  std::string Verb = P.isHash() ? "insert" : "append";
  if (!P.Later.empty())
    return fmt::format("{} {} {}", P.Later.size() + 1, P.first().Many ? "calls" : "loops", Verb);
  const auto *Call = P.first().Many ? dyn_cast<CallExpr>(P.first().Call) : nullptr;
  if (!Call)
    return "the loop " + Verb + "s";
  // std::ranges::copy is an object.
  const Expr *Callee = isa<CXXOperatorCallExpr>(Call) ? Call->getArg(0) : Call->getCallee();
  return "'" + quoted(Callee->getSourceRange(), Context) + "' " + Verb + "s";
}

/// Whether moving an object of \p Class may throw, as far as its declarations tell: a move
/// constructor that is not written is what those of the members and bases are.
bool mayThrowWhenMoved(const CXXRecordDecl *Class) {
  Class = Class ? Class->getDefinition() : nullptr;
  if (!Class || Class->isDependentContext() || Class->hasTrivialMoveConstructor())
    return false;
  bool IsImplicit = Class->needsImplicitMoveConstructor(), CanMove = IsImplicit;
  for (const CXXConstructorDecl *Constructor : Class->ctors()) {
    if (Constructor->isDeleted() || !Constructor->isMoveConstructor())
      continue;
    CanMove = true;
    const auto *Type = Constructor->getType()->castAs<FunctionProtoType>();
    IsImplicit |= isUnresolvedExceptionSpec(Type->getExceptionSpecType());
    if (!IsImplicit)
      return !Type->isNothrow();
  }
  // A copy takes the place of the move, such as that of an allocator.
  if (!CanMove)
    return !Class->hasTrivialCopyConstructor() &&
           llvm::none_of(Class->ctors(), [](const CXXConstructorDecl *Constructor) {
             const auto *Type = Constructor->getType()->castAs<FunctionProtoType>();
             return Constructor->isCopyConstructor() && !Constructor->isDeleted() &&
                    !isUnresolvedExceptionSpec(Type->getExceptionSpecType()) && Type->isNothrow();
           });
  return llvm::any_of(Class->fields(),
                      [](const FieldDecl *Field) {
                        return mayThrowWhenMoved(Field->getType()->getAsCXXRecordDecl());
                      }) ||
         llvm::any_of(Class->bases(), [](const CXXBaseSpecifier &Base) {
           return mayThrowWhenMoved(Base.getType()->getAsCXXRecordDecl());
         });
}

/// How the container \p T gets its elements to new memory: it copies those that have no move
/// constructor, or one that may throw beside a copy constructor, which a growing vector cannot
/// undo.
const char *transferOf(QualType T, const ASTContext &Context) {
  QualType ElementType = templateTypeArgument(T, 0);
  const CXXRecordDecl *Element = classOf(ElementType);
  Element = Element ? Element->getDefinition() : nullptr;
  if (isQtPointerList(T) || isQtRelocatable(ElementType, Context))
    return "moves";
  // A parameter of a template, or a class that depends on one.
  if (Element ? Element->isDependentContext()
              : !ElementType.isNull() && ElementType->isDependentType() &&
                    !ElementType->isPointerType())
    return "moves or copies";
  if (!Element)
    return "moves";
  bool CanCopy = Element->needsImplicitCopyConstructor() ||
                 llvm::any_of(Element->ctors(), [](const CXXConstructorDecl *Constructor) {
                   return Constructor->isCopyConstructor() && !Constructor->isDeleted();
                 });
  return CanCopy && mayThrowWhenMoved(Element) ? "copies" : "moves";
}

/// What happens, why it costs and what to do; the fix aside.
Finding describe(const Body &B, const Plan &P, const Spelling &Container) {
  const Append &First = P.first();
  Finding F = Finding::about(First.Call);
  // Nobody reads a sum of eight loops.
  constexpr size_t MostOfMessage = 120;
  bool IsShown = !P.Count.Display.empty() && P.Count.Display.size() <= MostOfMessage;
  std::string Amount = P.Count.Constant ? std::to_string(*P.Count.Constant)
                       : IsShown        ? "'" + P.Count.Display + "'"
                                        : std::string("n");
  F.What = fmt::format("'{}' grows by {} while {} {}{} {}", Container.Name,
                       P.isHash() ? "rehashing" : "reallocation", agentOf(P, B.context()),
                       P.isAtMost()           ? "at most "
                       : P.Count.IsLowerBound ? "at least "
                                              : "",
                       Amount, First.Fact->has(IsString) ? "characters" : "elements");
  uint64_t Room = roomBefore(P);
  std::string Steps = "log2(n)", Moves = "n";
  // Shared data has its own steps.
  if (P.Count.Constant && (P.isHash() || !First.Fact->has(SharedOnCopy))) {
    unsigned Doublings = doublingsOf(P);
    Steps = std::to_string(Doublings);
    bool IsExact = llvm::all_of(P.Appends, [](const Append *A) { return A->Elements == 1; });
    Moves = IsExact ? std::to_string(((uint64_t{1} << Doublings) - 1) * Room)
                    : "up to " + std::to_string(2 * *P.Count.Constant);
  } else if (uint64_t AtFirst = roomAtFirst(First);
             AtFirst > 1 && (P.isHash() || !First.Fact->has(SharedOnCopy))) {
    Steps = fmt::format("log2(n / {})", AtFirst);
  }
  F.Why = P.isHash() ? fmt::format("about {} rehashes, each over all elements so far", Steps)
                     : fmt::format("about {} reallocation{} and {} extra {}", Steps,
                                   Steps == "1" ? "" : "s", Moves,
                                   transferOf(First.Target.type(), B.context()));
  // clear() keeps what an earlier run has allocated; that of Qt's lists does in some versions.
  bool MayKeep = First.Fact->has(ClearKeepsMemory) ||
                 (First.Fact->has(SharedOnCopy) && !First.Fact->has(IsString));
  if (P.From.IsCleared && MayKeep)
    F.Why += ", unless it has the room from before";
  else if (First.Fact->has(IsString) && !P.Count.Constant)
    F.Why += ", unless the text is short";
  std::string Argument;
  if (IsShown && !P.Count.HasSideEffects)
    Argument = "(" + (P.From.Elements ? Container.Access + "size() + " : "") +
               P.withSingles(P.Count.Display) + ")";
  // What is evaluated once more must be evaluated once: a range, or the bounds of a counter.
  bool IsRange = llvm::StringRef(P.Count.Display).ends_with("size()");
  const char *Bind = "", *With = "";
  if (P.Count.HasSideEffects) {
    Bind = IsRange ? "bind the range to a variable, and " : "keep the count in a variable, and ";
    With = !IsRange          ? (P.From.Elements ? "with its own size and that count " : "with it ")
           : P.From.Elements ? "with its own size and that of the range "
                             : "with its size ";
  }
  const char *Where = First.Many        ? "first"
                      : P.Later.empty() ? "before the loop"
                                        : "before the first of them";
  F.Remedy =
      fmt::format("{}call '{}reserve{}' {}{}", Bind, Container.Access, Argument, With, Where);
  for (const Append *A : P.Later)
    F.Notes.push_back({A->Call->getBeginLoc(),
                       A->Many ? "a later call appends here" : "a later loop appends here"});
  return F;
}

/// Whether \p S reads the input by a function that may throw where it ends; the standard streams
/// only fail, and a loop that does not ask goes on.
bool readsOrThrows(const Stmt *S) {
  const auto *E = dyn_cast<Expr>(S);
  auto Operator = asOperatorCall(S);
  return E && readsInput(E) && !(Operator && isInputStream(Operator->Operands.front()->getType()));
}

/// What the number of elements depends on and nobody has checked, though it comes from the input
/// that the loop goes on to read: a damaged file would have `reserve` ask for memory that the loop,
/// which ends with the input, never needs. Null if there is no such variable.
const ValueDecl *uncheckedNumber(const Body &B, const Plan &P) {
  if (!containsAny(P.Root, readsOrThrows))
    return nullptr;
  for (const CountSource &Source : P.Count.Sources)
    if (isUncheckedInput(B, Source.Object, P.Root))
      return Source.Object.variable() ? Source.Object.variable() : Source.Object.lastMember();
  // `while (n--)`
  const VarDecl *Counter = P.Count.Counter;
  return Counter && isUncheckedInput(B, Place::ofVariable(Counter), P.Root) ? Counter : nullptr;
}

/// Whether the one guard of \p Count, such as `n > 0`, holds before \p Statement: it comes first in
/// the branch of an `if` that asks for that, or conditions around it say more.
bool isGuarded(const Body &B, const Stmt *Statement, const ElementCount &Count,
               llvm::ArrayRef<std::string> Guards) {
  if (Guards.size() != 1)
    return false;
  auto [Named, Least] = StringRef(Guards.front()).split(" > ");
  int64_t Above = 0;
  if (auto Object = objectNamed(Count, Named); Object && !Least.getAsInteger(10, Above))
    if (auto Smallest = smallestValue(B, *Object, Statement); Smallest && *Smallest > Above)
      return true;
  const Stmt *Branch = Statement;
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(B.parent(Statement));
      Block && Block->body_front() == Statement)
    Branch = Block;
  const auto *If = dyn_cast_or_null<IfStmt>(B.parent(Branch));
  return If && If->getThen() == Branch &&
         sourceText(If->getCond()->getSourceRange(), B.context()) == Guards.front();
}

/// The edits that insert `reserve`, or nothing if it cannot be written.
std::optional<Fix> reserveFix(const Body &B, const Plan &P, const Spelling &Container) {
  const ASTContext &Context = B.context();
  const Stmt *Statement = B.enclosingStatement(P.Root);
  if (P.Count.Code.empty() || !Statement || P.Count.HasSideEffects ||
      P.first().Object->getBeginLoc().isMacroID())
    return std::nullopt;
  std::string Text = fmt::format("{}reserve({}{});", Container.Access,
                                 P.From.Elements ? Container.Access + "size() + " : "",
                                 P.withSingles(P.Count.Code));
  std::vector<std::string> Guards = P.Count.Guards;
  // To reserve nothing makes an empty string of Qt's null string.
  if (P.first().Fact->has(HasNull) && Guards.empty() && !P.Count.Constant && P.Single == 0)
    Guards.push_back(
        (StringRef(P.Count.Code).contains(P.Count.Display) ? P.Count.Display : P.Count.Code) +
        " > 0");
  if (!Guards.empty() && !isGuarded(B, Statement, P.Count, Guards))
    Text = guarded(llvm::join(Guards, " && "), Text, Statement, B.function(), Context);
  auto Edits = insertBefore(Statement, B.parent(Statement), Text, Context);
  if (Edits.empty())
    return std::nullopt;
  return Fix{fmt::format("reserve before {}", P.first().Many ? "the call" : "the loop"),
             std::move(Edits)};
}

/// The whole range copied at once, in the place of the loop.
llvm::SmallVector<Fix, 2> wholeCopies(const Plan &P, const Spelling &Container,
                                      const ASTContext &Context) {
  const Expr *Source = P.Appends.size() == 1 && P.Later.empty() && !P.isHash()
                           ? copiedRange(P.Root, P.first(), Context)
                           : nullptr;
  // The lists of Qt 5 take no ranges.
  if (!Source || isa<CXXThisExpr>(written(Source)) || asOperatorCall(Source) ||
      P.first().Fact->has(SharedOnCopy))
    return {};
  std::string Range = quoted(Source->getSourceRange(), Context);
  CharSourceRange Whole =
      CharSourceRange::getCharRange(P.Root->getBeginLoc(), endOfStatement(P.Root, Context));
  if (Range.empty() || Whole.isInvalid())
    return {};
  llvm::SmallVector<Fix, 2> Result;
  if (!P.From.Elements)
    Result.push_back(
        {"copy the whole range with 'assign'",
         {FixItHint::CreateReplacement(
             Whole, fmt::format("{0}assign({1}.begin(), {1}.end());", Container.Access, Range))}});
  Result.push_back({"append the whole range with 'insert'",
                    {FixItHint::CreateReplacement(
                        Whole, fmt::format("{0}insert({0}end(), {1}.begin(), {1}.end());",
                                           Container.Access, Range))}});
  return Result;
}

/// `for (int i = 0; i < n; ++i) s.push_back('x');`: the literal that each iteration of the loop
/// appends to a string or vector, if that is all it does; else null.
const Expr *repeatedLiteral(const Body &B, const Plan &P) {
  const Append &A = P.first();
  const auto *For = dyn_cast<ForStmt>(P.Root);
  const auto *Init = For ? dyn_cast_or_null<DeclStmt>(For->getInit()) : nullptr;
  bool IsString = isStdString(A.Target.type());
  if (!Init || !Init->isSingleDecl() || P.Appends.size() != 1 || A.Elements != 1 ||
      !P.Later.empty() || (!IsString && A.Fact->Name != "std::vector"))
    return nullptr;
  const auto *E = dyn_cast_or_null<Expr>(onlyStatement(For->getBody()));
  if (!E || E->IgnoreImplicit() != A.Call->IgnoreImplicit())
    return nullptr;
  const Expr *Element = nullptr;
  if (auto Call = asMemberCall(E); Call && Call->Arguments.size() == 1)
    Element = written(Call->Arguments[0]);
  else if (auto Operator = asOperatorCall(E); Operator && Operator->Operands.size() == 2)
    Element = written(Operator->Operands[1]);
  if (!Element)
    return nullptr;
  bool IsLiteral = isa<CharacterLiteral>(Element) ||
                   (!IsString && isa<IntegerLiteral, FloatingLiteral, CXXBoolLiteralExpr>(Element));
  return IsLiteral ? Element : nullptr;
}

/// The range `first, last` that `std::copy(first, last, std::back_inserter(v))` appends, if that is
/// all that \p P is about; else empty.
std::string copiedAtOnce(const Body &B, const Plan &P) {
  auto Call = asFunctionCall(P.first().Call);
  if (!P.first().Many || !Call || Call->QualifiedName != "std::copy" ||
      Call->Arguments.size() != 3 || P.Appends.size() != 1 || !P.Later.empty() || P.Single)
    return {};
  const Expr *First = Call->Arguments[0], *Last = Call->Arguments[1];
  // A container cannot be given elements of its own.
  if (mentions(First, P.first().Target, B.context()))
    return {};
  std::string From = quoted(First->getSourceRange(), B.context()),
              To = quoted(Last->getSourceRange(), B.context());
  return From.empty() || To.empty() ? std::string() : From + ", " + To;
}

/// What could stand in the place of a loop that only appends the same literal again and again, or
/// of a call that appends a range; empty for others.
std::string appendAtOnce(const Body &B, const Plan &P, const Spelling &Container) {
  std::string Arguments = copiedAtOnce(B, P);
  bool IsString = isStdString(P.first().Target.type());
  if (Arguments.empty()) {
    const Expr *Literal = repeatedLiteral(B, P);
    std::string Element = Literal ? quoted(Literal->getSourceRange(), B.context()) : std::string();
    if (Element.empty() || P.Count.Display.empty() || P.Count.HasSideEffects || P.isAtMost())
      return {};
    Arguments = P.Count.Display + ", " + Element;
  } else if (P.isAtMost() || (!IsString && P.first().Fact->Name != "std::vector")) {
    return {};
  }
  if (IsString)
    return Container.Access + "append(" + Arguments + ")";
  return P.From.Elements ? fmt::format("{0}insert({0}end(), {1})", Container.Access, Arguments)
                         : Container.Access + "assign(" + Arguments + ")";
}

void AppendWithoutReserve::reportPlan(const Body &B, const Plan &P) {
  Spelling Container = spellingOf(P.first(), B.context());
  if (Container.Name.empty())
    return;
  Finding F = describe(B, P, Container);
  if (std::string Call = appendAtOnce(B, P, Container); !Call.empty())
    F.Remedy += ", or put '" + Call + "' in its place";
  const ValueDecl *Unchecked = uncheckedNumber(B, P);
  if (Unchecked)
    F.Remedy +=
        fmt::format(", once '{}', which {} from the input, has been checked", Unchecked->getName(),
                    isa<ParmVarDecl>(Unchecked) ? "may come" : "comes");
  if (auto Reserve = reserveFix(B, P, Container)) {
    // To reserve for more elements than there will be only takes memory, but that may matter.
    bool IsSafe = P.Count.IsSafe && !P.isAtMost() && !Unchecked;
    (IsSafe ? F.Safe : F.Unsafe) = std::move(*Reserve);
  }
  if (F.Safe)
    F.Alternatives = wholeCopies(P, Container, B.context());
  report(std::move(F));
}

void AppendWithoutReserve::checkBody(const Body &B) {
  std::vector<Append> Appends = appendsOf(B, listOption("Containers"));
  llvm::erase_if(Appends, holdsBits);
  std::vector<bool> Taken(Appends.size());
  for (size_t I = 0; I < Appends.size(); ++I) {
    if (Taken[I])
      continue;
    llvm::SmallVector<const Append *, 4> Same;
    for (size_t J = I; J < Appends.size(); ++J)
      if (!Taken[J] && Appends[J].Target == Appends[I].Target) {
        Taken[J] = true;
        Same.push_back(&Appends[J]);
      }
    checkContainer(B, Same);
  }
}

FASTIDIOUS_CHECK(
    AppendWithoutReserve,
    {
        .Name = "container-append-without-reserve",
        .Summary = "A loop whose trip count is known appends to a container that was not reserved",
        .Cost = Cost::ConstantFactor,
        .Confidence = Confidence::High,
        .Since = "0.1",
        .Fix = FixKind::SafeOrUnsafe,
        .Options =
            {{"MinTripCount", OptionType::Integer, "4",
              "Loops that provably run less often than this are left alone."},
             {"WarnOnConditionalAppends", OptionType::Bool, "false",
              "Also report appends that some iterations skip; the count is then an upper bound."},
             {"Containers", OptionType::StringList, "",
              "Qualified names of further container classes with `reserve` and `push_back`."}},
        .Docs = R"md(## Why
A container that grows one element at a time reallocates about log2(n) times, and moves every
element about once more than necessary. Where the loop's trip count is known before it starts, one
`reserve` saves that. Hash tables rehash instead; those of Qt 6 have room for 64 elements at first,
and are left alone if the loop may add no more.

## Example
```cpp bad
#include <string>
#include <vector>

std::vector<std::size_t> lengths(const std::vector<std::string> &names) {
  std::vector<std::size_t> result;
  for (const std::string &name : names)
    result.push_back(name.size());
  return result;
}
```
```cpp good
#include <string>
#include <vector>

std::vector<std::size_t> lengths(const std::vector<std::string> &names) {
  std::vector<std::size_t> result;
  result.reserve(names.size());
  for (const std::string &name : names)
    result.push_back(name.size());
  return result;
}
```

## Fix safety
The fix inserts `reserve` just before the loop (before the outermost one of a nest). It is safe
where the number cannot be negative, wrap or change: a signed bound gets a guard (`if (n > 0)`), and
a difference of signed numbers makes the fix unsafe. So does a number that is read from a file or a
message and compared with no limit, where the loop goes on to read: it would end with the input, while
`reserve` asks for memory at once. Where some iterations append more than others, the
number is what each of them appends. A step that is no constant (`i += step`) may be zero where the loop
does not run: there is no fix then. For hash tables the number is an upper bound,
since keys may be equal, so the fix is unsafe. A range that a function builds anew is not evaluated
twice: there is no fix then, name the range first.

## Limitations
Left alone: a container that may be reserved or filled already, a parameter that was not cleared
before, members outside constructors, appends that an iteration may skip (see
`WarnOnConditionalAppends`), loops that may leave early (other than by an assertion of a test that
fails), a buffer that is cleared and filled again on
each pass of an outer loop, a local container that was cleared, and one whose name says that it is kept for reuse
(`tmp_`, `scratch`), for these keep their memory; iterations next to whose work the growth is not
noticed, which open or flush a file, or wait; indentations, which are made of blanks; vectors of `bool`, which grow by words of bits; hash tables of 13 elements or fewer, numbers of the size of a byte, which nobody expects to be large, a container that a benchmark's timed code makes and
fills (growing it is what is measured), and bounds that the loop may change. A thread that the loop starts is
taken not to touch the container (that would be a race), even if it is given `this`. A bound that is reached
through a pointer or a reference is taken to stay the same unless the loop visibly changes it; a wrong
`reserve` costs memory, never correctness.

Loops that follow each other in one block and fill one container are one finding, at the first, with a
note at each of the others, and so are calls such as `std::copy`: the `reserve` is for the sum, as far
as it can be told before the first. Elements that the block appends after them, each by a statement of
its own, are added.

## Measured

A container is filled from a vector of the same length. clang 19, `-O2`, libstdc++ 12, x86-64;
medians of 7 interleaved runs. Written by `tools/bench/run`.

| | before | after | before / after | allocations before | after |
|---|---|---|---|---|---|
| vector, 20 ints | 106 ns | 29 ns | 3.7 | 6 | 1 |
| vector, 2,000 ints | 1.66 us | 1.4 us | 1.19 | 12 | 1 |
| vector, 2,000 strings of 24 bytes | 80.8 us | 55.9 us | 1.44 | 2,012 | 2,001 |
| unordered_set, 2,000 ints | 72.3 us | 66.4 us | 1.09 | 2,008 | 2,001 |

## References
- [vector.capacity], [unord.req] in the C++ standard
- clang-tidy's `performance-inefficient-vector-operation`, which wants one `push_back` as the whole
  body of the loop, right after the declaration
)md",
    });

} // namespace
} // namespace fastidious

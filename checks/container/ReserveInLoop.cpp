#include "checks/framework/Check.h"
#include "checks/support/Calls.h"
#include "checks/support/Flow.h"
#include "checks/support/Hoist.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/TripCount.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/ExprCXX.h"

#include <fmt/format.h>

using namespace clang;

namespace fastidious {
namespace {

class ReserveInLoop : public Check {
public:
  using Check::Check;
  void checkBody(const Body &B) override;

private:
  void visit(const Body &B, const Stmt *S);
  void checkCall(const Body &B, const MemberCall &Call);
};

/// Whether \p E is computed from the size of \p Container, directly or by way of a local. What a
/// function makes of the size (`snprintf(&s[0], s.size(), ...)`) is not.
bool dependsOnSize(const Expr *E, const Place &Container, const ASTContext &Context,
                   unsigned Depth = 0) {
  bool Found = false;
  auto Search = [&](auto &Self, const Stmt *S) -> void {
    if (!S || Found)
      return;
    if (auto Call = isa<CallExpr>(S) ? asMemberCall(S) : std::nullopt)
      if (Call->Name == "size" || Call->Name == "length" || Call->Name == "count") {
        auto P = Place::ofMemberObject(Call->Object, Call->IsArrow, Context);
        Found |= P && *P == Container;
      }
    if (const auto *Call = dyn_cast<CallExpr>(S))
      if (auto Function = asFunctionCall(Call);
          Function && Function->Arguments.size() == 1 &&
          (Function->QualifiedName == "std::size" || Function->QualifiedName == "std::ssize")) {
        auto P = Place::of(Function->Arguments[0], Context);
        Found |= P && *P == Container;
      }
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S); Ref && Depth < 3)
      if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
          Variable && Variable->hasLocalStorage() && !isa<ParmVarDecl>(Variable) &&
          Variable->getInit() && Variable->getType()->isIntegerType())
        Found |= dependsOnSize(Variable->getInit(), Container, Context, Depth + 1);
    if (const auto *Call = dyn_cast<CallExpr>(S); Call && !isa<CXXOperatorCallExpr>(Call)) {
      auto Function = asFunctionCall(Call);
      if (!Function ||
          (Function->QualifiedName != "std::max" && Function->QualifiedName != "std::min"))
        return;
    }
    for (const Stmt *Child : S->children())
      Self(Self, Child);
  };
  Search(Search, E);
  return Found;
}

/// Whether \p E is at least a constant factor above the size: `2 * v.size()`, `v.size() + v.size()
/// / 2`, `std::max(v.capacity() * 2, n)`. Such growth is amortised.
bool growsGeometrically(const Stmt *S) {
  if (!S)
    return false;
  if (auto Operator = isa<Expr>(S) ? asOperatorCall(S) : std::nullopt)
    if (Operator->Operands.size() == 2 &&
        (Operator->Operator == OO_Star || Operator->Operator == OO_Slash ||
         Operator->Operator == OO_LessLess || Operator->Operator == OO_GreaterGreater))
      return true;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    if (auto Member = asMemberCall(Call); Member && Member->Name == "capacity")
      return true;
  return llvm::any_of(S->children(), growsGeometrically);
}

/// Whether \p E is a sum with a small constant: `v.size() + 1`. Blocks of 64 and more are a growth
/// policy of the program's own.
bool addsFewElements(const Expr *E, const ASTContext &Context) {
  auto Sum = asOperatorCall(E);
  return Sum && Sum->Operator == OO_Plus && Sum->Operands.size() == 2 &&
         llvm::any_of(Sum->Operands, [&](const Expr *Operand) {
           auto Constant = constantInteger(Operand, Context);
           return Constant && *Constant < 64;
         });
}

/// Whether an enclosing condition within \p L asks \p Container for \p Member.
bool isGuardedBy(StringRef Member, const Body &B, const Stmt *S, const Loop &L,
                 const Place &Container) {
  auto Asks = [&](const Stmt *Part) {
    auto Call = isa<CallExpr>(Part) ? asMemberCall(Part) : std::nullopt;
    if (!Call || Call->Name != Member || !Call->Object)
      return false;
    auto P = Place::ofMemberObject(Call->Object, Call->IsArrow, B.context());
    return P && *P == Container;
  };
  for (const Stmt *Up = B.parent(S); Up && Up != L.Statement; Up = B.parent(Up))
    if (const auto *If = dyn_cast<IfStmt>(Up); If && containsAny(If->getCond(), Asks))
      return true;
  return false;
}

/// Whether the container goes to a function whose name says that it takes or uses up the elements:
/// `std::swap(v, w)`, `flush(buffer)`.
bool mayEmpty(const Use &U) {
  const auto *Call = dyn_cast_or_null<CallExpr>(U.User);
  const FunctionDecl *Function = Call ? Call->getDirectCallee() : nullptr;
  if (U.Kind != UseKind::PassToCall || !Function || !Function->getIdentifier())
    return false;
  static constexpr StringRef Words[] = {"swap", "exchange", "flush", "clear", "drain", "reset",
                                        "take", "consume",  "send",  "write", "erase"};
  return llvm::any_of(
      Words, [&](StringRef Word) { return Function->getName().starts_with_insensitive(Word); });
}

/// Whether \p E names a variable of the body of \p L, which nothing might use without \p E.
bool namesLocalOf(const Loop &L, const Stmt *E, const SourceManager &SM) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl()))
      return Variable->hasLocalStorage() &&
             !SM.isBeforeInTranslationUnit(Variable->getLocation(), L.LoopBody->getBeginLoc());
  return llvm::any_of(E->children(),
                      [&](const Stmt *Child) { return Child && namesLocalOf(L, Child, SM); });
}

/// Whether memory for \p Container has been reserved before \p L: then nothing grows by steps.
bool isReservedBefore(const Body &B, const Place &Container, const Loop &L) {
  const SourceManager &SM = B.context().getSourceManager();
  return llvm::any_of(usesOf(B, Container, B.statement()), [&](const Use &U) {
    return U.Member == "reserve" &&
           SM.isBeforeInTranslationUnit(U.Ref->getBeginLoc(), L.Statement->getBeginLoc());
  });
}

/// Whether the default value of a new element of \p Container is replaced as a whole in \p L. An
/// object may be wanted as it is, or be filled piece by piece.
bool replacesNewElement(const Body &B, const Place &Container, const Loop &L) {
  QualType Element = templateTypeArgument(Container.type(), 0);
  if (!classOf(Element))
    return true;
  // `v.back() = x;`, `v[i] = x;`
  return containsAny(L.LoopBody, [&](const Stmt *Part) {
    auto Assignment = asOperatorCall(Part);
    if (!Assignment || Assignment->Operator != OO_Equal)
      return false;
    const Expr *Left = written(Assignment->Operands[0]);
    auto Access = asMemberCall(Left);
    auto Subscript = asOperatorCall(Left);
    const Expr *Object = Access && isOneOf(Access->Name, {"back", "at"})    ? Access->Object
                         : Subscript && Subscript->Operator == OO_Subscript ? Subscript->Operands[0]
                                                                            : nullptr;
    auto Named = Object ? Place::of(Object, B.context()) : std::nullopt;
    return Named && *Named == Container;
  });
}

void ReserveInLoop::checkCall(const Body &B, const MemberCall &Call) {
  bool IsReserve = Call.Name == "reserve" && Call.Arguments.size() == 1;
  bool IsResize = Call.Name == "resize" && !Call.Arguments.empty();
  bool IsShrink =
      (Call.Name == "shrink_to_fit" || Call.Name == "squeeze") && Call.Arguments.empty();
  if ((!IsReserve && !IsResize && !IsShrink) || !Call.Object || B.enclosingLambda(Call.Call))
    return;
  ASTContext &Context = B.context();
  auto Container = Place::ofMemberObject(Call.Object, Call.IsArrow, Context);
  if (!Container)
    return;
  const ContainerFact *Fact = containerFact(Container->type());
  if (!Fact || !Fact->has(HasReserve))
    return;
  if (!IsShrink && !dependsOnSize(Call.Arguments[0], *Container, Context))
    return;
  if (!IsShrink && growsGeometrically(Call.Arguments[0]))
    return;
  // resize() to make room for a block is amortised by the libraries in use; one that grows by a
  // few elements in each pass does the work of push_back in a roundabout way.
  if (IsResize && !addsFewElements(Call.Arguments[0], Context))
    return;

  const Loop *L = B.loopOf(Call.Call);
  while (L && runsAtMostOnce(B, *L))
    L = L->Parent;
  if (auto Count = L ? tripCount(B, *L) : std::nullopt; Count && Count->Constant.value_or(4) < 4)
    return;
  if (!L || leavesLoop(B, *L, Call.Call))
    return;
  // Runs only when memory is short, and how much it asks for is the program's own policy.
  if (isGuardedBy("capacity", B, Call.Call, *L, *Container))
    return;
  // Grows only where an element is missing: elements of earlier passes stay.
  if (IsResize &&
      (isGuardedBy("size", B, Call.Call, *L, *Container) || isReservedBefore(B, *Container, *L)))
    return;
  // A value that the call names is the element's own, as with push_back.
  if (IsResize && Call.Arguments.size() > 1)
    return;
  if (IsResize && !replacesNewElement(B, *Container, *L))
    return;
  if (!IsShrink && namesMultipliedVariable(*L, Call.Arguments[0], Context))
    return;
  // The container must outlive the iteration, and its name must mean the same one in each.
  const SourceManager &SM = Context.getSourceManager();
  auto OutlivesLoop = [&](const ValueDecl *D) {
    const auto *Variable = dyn_cast<VarDecl>(D);
    if (!Variable || !Variable->hasLocalStorage())
      return !Variable || !isa<BindingDecl>(D);
    return isa<ParmVarDecl>(Variable) ||
           SM.isBeforeInTranslationUnit(Variable->getLocation(), L->Statement->getBeginLoc());
  };
  if (Container->root() && !OutlivesLoop(Container->root()))
    return;
  for (const ValueDecl *D : Container->dependencies()) {
    if (!OutlivesLoop(D))
      return;
    if (const auto *Variable = dyn_cast<VarDecl>(D))
      if (mayChange(B, Place::ofVariable(Variable), L->Statement))
        return;
  }
  // Emptied, replaced or given away within the loop: it starts anew in each iteration.
  bool Grows = false, OnlyAppends = true;
  for (const Use &U : usesOf(B, *Container, L->LoopBody)) {
    if (B.contains(Call.Call, U.Ref))
      continue;
    ElementEffect Effect = U.Member.empty() ? ElementEffect::None : elementEffect(*Fact, U.Member);
    if (U.Kind == UseKind::Move || U.Kind == UseKind::Overwrite || mayEmpty(U) ||
        Effect == ElementEffect::Replaces)
      return;
    if (U.Kind == UseKind::Modify && Effect == ElementEffect::Removes &&
        U.Member != "shrink_to_fit" && U.Member != "resize" && U.Member != "pop_back")
      return;
    OnlyAppends &= (Effect == ElementEffect::AppendsOne && B.enclosingStatement(U.Ref) == U.User) ||
                   U.Member == "size" || U.Member == "empty";
    Grows |=
        mayWrite(U.Kind) && (Effect == ElementEffect::AppendsOne ||
                             Effect == ElementEffect::AppendsMany || U.Kind == UseKind::PassToCall);
  }
  if (IsShrink && !Grows)
    return;
  std::string Object = quoted(rangeOfObject(Call.Object), Context);
  if (Object.empty())
    return;
  std::string Spelled = quoted(Call.Call->getSourceRange(), Context),
              When = runsWhen(B, Call.Call, *L);
  Finding F = Finding::about(Call.Call);
  if (IsShrink) {
    F.What = fmt::format("'{}' gives up the spare memory {}", Spelled, When);
    F.Why = "the next append reallocates and moves all elements again, so n iterations move O(n²) "
            "elements";
    F.Remedy = "call it once, after the loop";
  } else if (IsResize) {
    // libstdc++ 12, libc++ 19 and Microsoft's library grow by a factor here, too.
    F.What = fmt::format("'{}' grows the container by a fixed step {}", Spelled, When);
    F.Why =
        "each new element is given a default value before it is written, and no standard promises "
        "that the container grows by a factor";
    F.Remedy = "append with 'push_back', or resize once before the loop";
    F.Cost = Cost::ConstantFactor;
    F.Confidence = Confidence::Medium;
  } else {
    F.What = fmt::format("'{}' may reallocate to exactly that size {}", Spelled, When);
    F.Why = "this replaces the container's geometric growth, so n iterations move O(n²) elements";
    F.Remedy = "drop the call, or reserve the sum before the loop";
    // Without the call, references to elements would not survive the next append.
    if (OnlyAppends && !namesLocalOf(*L, Call.Arguments[0], SM) &&
        isa_and_nonnull<CompoundStmt>(B.parentIgnoringImplicit(Call.Call))) {
      SourceLocation End = endOfStatement(Call.Call, Context);
      if (End.isValid() && isEditable(Call.Call->getSourceRange(), Context))
        F.Safe = Fix{"drop the call", {removeLines(Call.Call->getBeginLoc(), End, Context)}};
    }
  }
  report(std::move(F));
}

void ReserveInLoop::visit(const Body &B, const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (isa<CallExpr>(S))
    if (auto Call = asMemberCall(S))
      checkCall(B, *Call);
  for (const Stmt *Child : S->children())
    visit(B, Child);
}

void ReserveInLoop::checkBody(const Body &B) {
  for (const Loop &L : B.loops())
    if (!L.Parent)
      visit(B, L.LoopBody);
}

FASTIDIOUS_CHECK(
    ReserveInLoop,
    {
        .Name = "container-reserve-in-loop",
        .Summary = "`v.reserve(v.size() + k)` on each pass of a loop defeats the container's "
                   "geometric growth",
        .Cost = Cost::Quadratic,
        .Confidence = Confidence::High,
        .Since = "0.1",
        .Fix = FixKind::Safe,
        .Docs = R"md(## Why
A container that is left alone grows by a factor, so that n appends move O(n) elements. `reserve` asks
for a size, and the libraries in use allocate exactly that: a call for a little more than the
current size on every pass reallocates on every pass, and moves O(n²) elements in all. `shrink_to_fit`
in the loop has the same effect. `resize` by a fixed step grows by a factor in the libraries in use,
but gives each new element a default value, only for it to be written once more.

## Example
```cpp bad
#include <string>
#include <vector>

void add(std::vector<std::string> &all, const std::vector<std::string> &names) {
  for (const std::string &name : names) {
    all.reserve(all.size() + 1);
    all.push_back(name);
  }
}
```
```cpp good
#include <string>
#include <vector>

void add(std::vector<std::string> &all, const std::vector<std::string> &names) {
  for (const std::string &name : names) {
    all.push_back(name);
  }
}
```

## Fix safety
The fix drops the call. It is offered only where the loop does nothing with the container but append
to it: a reference or an iterator that is used after the next append needs the memory in advance.

## Limitations
Left alone: containers that begin anew on each iteration, calls whose argument grows by a factor,
calls under a condition on the capacity, `resize` by a number that is not a small constant (below
64), for objects that are not assigned as a whole, or where the size shows that an element is
missing (`if (i >= v.size()) v.resize(v.size() + 1)`), and containers that the loop gives away
(`swap`, `flush(v)`).

## Measured

Elements are appended one by one. clang 19, `-O2`, libstdc++ 12, x86-64; medians of 7 interleaved
runs. Written by `tools/bench/run`.

| | before | after | before / after | allocations before | after |
|---|---|---|---|---|---|
| reserve(size() + 1), 100 ints | 1.88 us | 188 ns | 10.0 | 100 | 8 |
| reserve(size() + 1), 30,000 ints | 125 ms | 71.4 us | 1760 | 30,000 | 16 |
| shrink_to_fit(), 30,000 ints | 90.7 ms | 37.3 us | 2432 | 59,998 | 17 |

## References
- [vector.capacity] in the C++ standard
)md",
    });

} // namespace
} // namespace fastidious

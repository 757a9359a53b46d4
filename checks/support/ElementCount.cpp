#include "checks/support/ElementCount.h"

#include "checks/support/Flow.h"

#include "clang/AST/ASTContext.h"
#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

using namespace clang;

namespace fastidious {

const Loop *realLoopOf(const Body &B, const Stmt *S) {
  const Loop *L = B.loopOf(S);
  while (L && isOnceLoop(*L))
    L = L->Parent;
  return L;
}

namespace {

bool isLoopWithin(const Loop *Inner, const Loop &Outer) {
  for (; Inner; Inner = Inner->Parent)
    if (Inner == &Outer)
      return true;
  return false;
}

std::string parenthesised(const std::string &Text, bool Needed) {
  return Needed ? "(" + Text + ")" : Text;
}

ElementCount constantCount(uint64_t N) {
  ElementCount T;
  T.Constant = N;
  T.Iterations = 1;
  T.Code = T.Display = std::to_string(N);
  return T;
}

/// What holds of a count made of \p A and \p B, its value aside.
ElementCount combined(const ElementCount &A, const ElementCount &B) {
  ElementCount T;
  T.Guards = A.Guards;
  for (const std::string &Guard : B.Guards)
    if (!llvm::is_contained(T.Guards, Guard))
      T.Guards.push_back(Guard);
  T.IsSafe = A.IsSafe && B.IsSafe;
  T.HasSideEffects = A.HasSideEffects || B.HasSideEffects;
  T.IsUpperBound = A.IsUpperBound || B.IsUpperBound;
  T.IsLowerBound = A.IsLowerBound || B.IsLowerBound;
  T.Counter = A.Counter ? A.Counter : B.Counter;
  T.Sources = A.Sources;
  llvm::append_range(T.Sources, B.Sources);
  return T;
}

/// Whether \p Text names one value (`n`, `p->items.size()`, a cast), so that a factor may stand
/// before it.
bool isOneName(StringRef Text) {
  if (Text.consume_front("static_cast<"))
    Text = Text.drop_until([](char C) { return C == '('; });
  int Depth = 0;
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    Depth += (C == '(' || C == '[') - (C == ')' || C == ']');
    bool IsArrow = Text.substr(I).starts_with("->");
    if (Depth == 0 && !IsArrow && !llvm::isAlnum(C) && !StringRef("_.:)]").contains(C))
      return false;
    I += IsArrow;
  }
  return true;
}

/// \p Text, which stands for \p Count, as a factor.
std::string asFactor(const ElementCount &Count, const std::string &Text) {
  return parenthesised(Text, Count.IsSum && !isOneName(Text));
}

/// A count as a number of times another one: "3 * n" is 3 and "n", "n" is 1 and "n", "7" is 7 and
/// "".
std::pair<uint64_t, StringRef> multiple(StringRef Text) {
  auto [Times, Rest] = Text.split(" * ");
  uint64_t Number = 0;
  if (Times.getAsInteger(10, Number))
    return {1, Text};
  return {Number, Rest};
}

ElementCount product(const ElementCount &A, const ElementCount &B) {
  if (B.Constant == 1 && B.Iterations == 1) {
    ElementCount T = A;
    T.IsUpperBound |= B.IsUpperBound;
    T.IsLowerBound |= B.IsLowerBound;
    return T;
  }
  ElementCount T = combined(A, B);
  if (A.Constant && B.Constant)
    T.Constant = *A.Constant * *B.Constant;
  // Numbers stand first: 2 * n.
  const ElementCount &Left = B.Constant && !A.Constant ? B : A, &Right = &Left == &A ? B : A;
  // Only constants keep their value when they are multiplied in another order.
  auto StaysSmall = [](uint64_t Constant) { return Constant <= INT16_MAX; };
  uint64_t Leading = multiple(Right.Code).first;
  bool Regroup = T.Constant ? StaysSmall(*T.Constant)
                            : Left.Constant && Leading > 1 && StaysSmall(*Left.Constant * Leading);
  // Two numbers of 16 bits are multiplied as `int`.
  bool Overflows = !Right.WideCode.empty() &&
                   (!Left.WideCode.empty() || (Left.Constant && !StaysSmall(*Left.Constant)));
  auto Second = [&](const std::string &Text) {
    return Right.IsProduct && !Regroup ? "(" + Text + ")" : asFactor(Right, Text);
  };
  if (!A.Code.empty() && !B.Code.empty())
    T.Code = asFactor(Left, Left.Code) + " * " + (Overflows ? Right.WideCode : Second(Right.Code));
  if (!A.Display.empty() && !B.Display.empty())
    T.Display = asFactor(Left, Left.Display) + " * " + Second(Right.Display);
  T.IsProduct = true;
  if (A.Iterations && B.Iterations)
    T.Iterations = *A.Iterations * *B.Iterations;
  return T;
}

/// The text of \p A + \p B, neither of which is empty: "n" and "2 * n" are "3 * n", "k" and "n - k"
/// are "n".
std::string added(StringRef A, StringRef B) {
  if (StringRef Whole = B; isOneName(A) && Whole.consume_back((" - " + A).str()))
    return Whole.str();
  auto [Before, Last] = A.rsplit(" + ");
  // What stands in parentheses is no summand.
  if (Last.empty() || Last.count('(') != Last.count(')'))
    Before = "", Last = A;
  auto [Times, Counted] = multiple(Last);
  auto [More, Same] = multiple(B);
  if (Counted != Same || !isOneName(Counted))
    return (A + " + " + B).str();
  std::string Sum = std::to_string(Times + More) + (Counted.empty() ? "" : " * ") + Counted.str();
  return Before.empty() ? Sum : (Before + " + " + Sum).str();
}

/// Whether \p Text has an operator at its top level, as the expressions of TripCount spell them.
bool hasTopLevelOperator(StringRef Text) {
  int Depth = 0;
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (C == '(' || C == '[' || C == '{')
      ++Depth;
    else if (C == ')' || C == ']' || C == '}')
      --Depth;
    else if (Depth == 0 && C == ' ' && I + 2 < Text.size() && Text[I + 2] == ' ')
      return true;
  }
  return false;
}

} // namespace

ElementCount sum(const ElementCount &A, const ElementCount &B) {
  if (A.Constant == 0)
    return B;
  ElementCount T = combined(A, B);
  if (A.Constant && B.Constant)
    T.Constant = *A.Constant + *B.Constant;
  if (!A.Code.empty() && !B.Code.empty())
    T.Code = added(A.Code, B.Code);
  if (!A.Display.empty() && !B.Display.empty())
    T.Display = added(A.Display, B.Display);
  T.IsSum = true;
  if (A.Iterations && B.Iterations)
    T.Iterations = std::max(*A.Iterations, *B.Iterations);
  return T;
}

ElementCount elementCount(const TripCount &Count, QualType Target, const ASTContext &Context) {
  ElementCount T;
  T.Constant = T.Iterations = Count.Constant;
  T.Code = Count.expression(Target, Context);
  T.Display = Count.display();
  if (Count.High && !Count.High->Type.isNull() && !Count.High->Type->isDependentType() &&
      Context.getTypeSize(Count.High->Type) < Context.getTypeSize(Context.IntTy))
    T.WideCode = fmt::format("static_cast<{}>({})", integerSpelling(Target, Context), T.Code);
  bool IsSpelled = Count.High && !Count.High->Text.empty();
  T.IsSum = (IsSpelled && !Count.High->Primary) || hasTopLevelOperator(T.Display) ||
            hasTopLevelOperator(T.Code);
  if (std::string Guard = Count.guard(Context); !Guard.empty())
    T.Guards.push_back(Guard);
  bool TypesKnown =
      (!Count.High || !Count.High->Type.isNull()) && (!Count.Low || !Count.Low->Type.isNull());
  T.IsSafe = !Count.mayWrap() && TypesKnown;
  T.HasSideEffects = Count.HasSideEffects;
  T.Counter = Count.Counter;
  T.Sources = Count.Sources;
  return T;
}

/// How many elements \p Direct, appends in \p L but in no loop within it, add in each iteration.
static std::optional<ElementCount> directElements(const Body &B, const Loop &L,
                                                  llvm::ArrayRef<const Append *> Direct,
                                                  bool AllowUpperBound) {
  // Taken together, one append may stand for another: one in each branch.
  Evaluations Any = evaluationsPerIteration(B, L, [&](const Stmt *S) {
    return llvm::any_of(Direct, [&](const Append *A) { return A->Call == S; });
  });
  if ((Any.MayLeave && !AllowUpperBound) || Any.Max == 0)
    return std::nullopt;
  auto BySize = [](const Append *A, const Append *B) { return A->Elements < B->Elements; };
  uint64_t Smallest = (*llvm::min_element(Direct, BySize))->Elements;
  uint64_t Largest = (*llvm::max_element(Direct, BySize))->Elements;
  uint64_t AtLeast = Any.Min * Smallest, AtMost = Any.Max * Largest;
  if (Smallest != Largest) {
    uint64_t SumOfLeast = 0, SumOfMost = 0;
    for (const Append *A : Direct) {
      Evaluations E = evaluationsPerIteration(B, L, [&](const Stmt *S) { return S == A->Call; });
      SumOfLeast += uint64_t{E.Min} * A->Elements;
      SumOfMost += uint64_t{E.Max} * A->Elements;
    }
    AtLeast = std::max(AtLeast, SumOfLeast);
    AtMost = std::min(AtMost, SumOfMost);
  }
  bool IsExact = AtLeast == AtMost && !Any.MayLeave;
  if (AtLeast == 0 && !AllowUpperBound)
    return std::nullopt;
  ElementCount Result = constantCount(AllowUpperBound ? AtMost : AtLeast);
  Result.IsUpperBound = AllowUpperBound && !IsExact;
  Result.IsLowerBound = !AllowUpperBound && !IsExact;
  return Result;
}

static std::optional<ElementCount> elementsIn(const Body &B, const Loop &L, const Loop &Root,
                                              llvm::ArrayRef<const Append *> Appends,
                                              QualType Target, bool AllowConditional) {
  auto Count = tripCount(B, L);
  if (!Count)
    return std::nullopt;
  if (&L != &Root)
    for (const Loop *Outer = L.Parent; Outer; Outer = Outer->Parent) {
      if (!isOnceLoop(*Outer) && !isInvariant(B, *Count, *Outer))
        return std::nullopt;
      if (Outer == &Root)
        break;
    }
  bool IsUpperBound = false;
  auto Accept = [&](const Evaluations &E) {
    bool IsExact = !E.MayLeave && E.Min == E.Max && E.Max > 0;
    IsUpperBound |= !IsExact;
    return IsExact || (AllowConditional && E.Max > 0);
  };

  ElementCount PerIteration = constantCount(0);
  llvm::SmallVector<const Append *, 4> Direct;
  for (const Append *A : Appends)
    if (realLoopOf(B, A->Call) == &L)
      Direct.push_back(A);
  if (!Direct.empty()) {
    auto PerElements = directElements(B, L, Direct, AllowConditional);
    if (!PerElements)
      return std::nullopt;
    PerIteration = *PerElements;
  }
  for (const Loop &Inner : B.loops()) {
    const Loop *Parent = Inner.Parent;
    while (Parent && isOnceLoop(*Parent))
      Parent = Parent->Parent;
    if (Parent != &L || isOnceLoop(Inner) || llvm::none_of(Appends, [&](const Append *A) {
          return isLoopWithin(B.loopOf(A->Call), Inner);
        }))
      continue;
    if (!Accept(evaluationsPerIteration(B, L, [&](const Stmt *S) { return S == Inner.Statement; })))
      return std::nullopt;
    auto Part = elementsIn(B, Inner, Root, Appends, Target, AllowConditional);
    if (!Part)
      return std::nullopt;
    PerIteration = sum(PerIteration, *Part);
  }
  PerIteration.IsUpperBound |= IsUpperBound;
  return product(elementCount(*Count, Target, B.context()), PerIteration);
}

std::optional<ElementCount> elementsAppendedIn(const Body &B, const Loop &Root,
                                               llvm::ArrayRef<const Append *> Appends,
                                               QualType Parameter, bool AllowUpperBound) {
  return elementsIn(B, Root, Root, Appends, Parameter, AllowUpperBound);
}

} // namespace fastidious

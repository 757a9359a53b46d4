#include "driver/evidence/optimizer/Decision.h"

#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

#include <algorithm>

namespace fastidious::optimizer {
namespace {

/// An estimate below this is noise: an instruction that moved.
constexpr double Nothing = 0.5;
/// Less of the observed work than this is only a part of it: one of two equal parts, with all that
/// they share. Looking at results has its price, too, up to a third of small work.
constexpr double WholeShare = 2.0 / 3;
/// ...if there is enough of it to tell.
constexpr double LeastDivisible = 6;
/// What is computed once and then used in each iteration has to cost this for its absence to show.
constexpr double LeastHoisted = 5;

/// One variant's figures about the subject.
struct Figures {
  bool HasLoop = false;
  double Cost = 0, AtOnce = 1;
  unsigned Returns = 0;
  double HandingOver = 0, Carrying = 0, Showing = 0;
  InstructionCounts Effects, ObservableEffects, WorkOutside, EffectsOutside;
  unsigned UnreadWrites = 0;
  double CostOutside = 0;
  unsigned AsmOutside = 0, SelectsOutside = 0;
};

/// What of \p With is not in \p Without, by kind.
std::string added(const InstructionCounts &With, const InstructionCounts &Without) {
  std::string Names;
  for (const auto &[Kind, Count] : With) {
    auto At = Without.find(Kind);
    if (Count > (At == Without.end() ? 0 : At->second))
      Names += (Names.empty() ? "" : ", ") + Kind;
  }
  return Names;
}

class Decider {
public:
  Decider(const Subject &S, const Observations &O) : S(S), O(O) {}

  Answer run();

private:
  Figures figures(const ModuleSummary &Module) const;
  /// What \p Part of an iteration of the source is above the empty loop's. A copy that does several
  /// at once pays for the loop itself once.
  double aboveEmpty(const Figures &F, double Figures::*Part) const {
    return (F.*Part - Emptied.*Part) / F.AtOnce;
  }
  bool isPresent() const;
  bool isSameText() const;
  bool isSameCode() const;
  bool hasSameResults() const;
  bool anyUnit(llvm::function_ref<bool(const WorkUnit &)> Predicate) const {
    return llvm::any_of(S.Units, [&](unsigned U) { return Predicate(S.Work.Units[U]); });
  }
  bool allUnits(llvm::function_ref<bool(const WorkUnit &)> Predicate) const {
    return llvm::all_of(S.Units, [&](unsigned U) { return Predicate(S.Work.Units[U]); });
  }
  bool becameLibraryCall() const;
  unsigned instructionsByLocation() const;
  bool innerLoopWasDeleted(bool AlsoInCallees) const;
  unsigned iterationsOfInnerLoops() const;
  unsigned iterationsOfTimedLoop() const;
  std::string newWorkOutside() const;
  std::string newEffects() const;
  Advice advice(Verdict V) const;
  std::string describeFigures() const;

  Answer answer(Verdict V, std::string Detail) const {
    Answer A;
    A.Verdict = V;
    A.Detail = std::move(Detail);
    A.Figures = describeFigures();
    A.ObservedCost = Kept - aboveEmpty(Observed, &Figures::Showing);
    A.LeftCost = Left - aboveEmpty(AsWritten, &Figures::Showing);
    if (V == Verdict::Eliminated || V == Verdict::OutsideLoop)
      A.Advice = advice(V);
    // Effects beside writes that nobody reads prove that the effects survive, not the writes.
    A.HasObservableEffect = V == Verdict::Survives &&
                            AsWritten.UnreadWrites <= Emptied.UnreadWrites &&
                            !added(AsWritten.ObservableEffects, Emptied.ObservableEffects).empty();
    return A;
  }
  Answer answer(Verdict V, double Share, std::string Detail) const {
    Answer A = answer(V, std::move(Detail));
    A.SurvivingShare = std::clamp(Share, 0.0, 1.0);
    return A;
  }
  double shareWithoutShowing() const;
  bool onlyCarries() const;
  bool isPartHoisted() const;
  Answer whenNotRemovable() const;
  Answer whenLoopIsEmpty() const;
  Answer whenUnrolled(unsigned Iterations) const;
  Answer whenWorkIsLeft(const std::string &Effects) const;

  const Subject &S;
  const Observations &O;
  Figures AsWritten, Removed, Emptied, Observed, InputsHidden;
  /// Costs above the empty loop's.
  double Left = 0, Kept = 0, Whole = 0;
};

Figures Decider::figures(const ModuleSummary &Module) const {
  Figures Result;
  for (const auto &[Symbol, Function] : Module) {
    auto At = Function.Loops.find(S.Loop);
    if (At == Function.Loops.end())
      continue;
    Result.HasLoop = true;
    Result.Cost += At->second.Cost;
    Result.AtOnce = std::max(Result.AtOnce, At->second.AtOnce);
    Result.HandingOver += At->second.HandingOver;
    Result.Carrying += At->second.Carrying;
    Result.Showing += At->second.Showing;
    Result.UnreadWrites += At->second.UnreadWrites;
    for (const auto &[Kind, Count] : At->second.Effects)
      Result.Effects[Kind] += Count;
    for (const auto &[Kind, Count] : At->second.ObservableEffects)
      Result.ObservableEffects[Kind] += Count;
  }
  for (const std::string &Symbol : S.Functions)
    if (auto At = Module.find(Symbol); At != Module.end()) {
      Result.Returns += At->second.Returns;
      Result.CostOutside += At->second.CostOutside;
      Result.AsmOutside += At->second.AsmOutside;
      Result.SelectsOutside += At->second.SelectsOutside;
      for (const auto &[Kind, Count] : At->second.WorkOutside)
        Result.WorkOutside[Kind] += Count;
      for (const auto &[Kind, Count] : At->second.EffectsOutside)
        Result.EffectsOutside[Kind] += Count;
    }
  return Result;
}

bool Decider::isPresent() const {
  return llvm::any_of(S.Functions,
                      [&](const std::string &Symbol) { return O.AsWritten.count(Symbol); });
}

template <typename Projection>
bool isSame(const Subject &S, const Observations &O, Projection Part) {
  return llvm::all_of(S.Functions, [&](const std::string &Symbol) {
    auto With = O.AsWritten.find(Symbol), Without = O.Removed.find(Symbol);
    if (With == O.AsWritten.end() || Without == O.Removed.end())
      return With == O.AsWritten.end() && Without == O.Removed.end();
    return Part(With->second.Code) == Part(Without->second.Code);
  });
}

bool Decider::isSameText() const {
  return isSame(S, O, [](const CanonicalText &C) -> const std::string & { return C.Text; });
}

/// The same instructions, perhaps in another order.
bool Decider::isSameCode() const {
  return isSameText() ||
         isSame(S, O, [](const CanonicalText &C) -> decltype(auto) { return (C.Lines); });
}

/// Calls, stores and returns with the same constants.
bool Decider::hasSameResults() const {
  return isSame(S, O, [](const CanonicalText &C) -> decltype(auto) { return (C.Results); });
}

/// Whether a loop is a call of memset or memcpy now that is still a loop where it is observed.
bool Decider::becameLibraryCall() const {
  return llvm::any_of(AsWritten.Effects, [&](const auto &Effect) {
    auto At = Observed.Effects.find(Effect.first);
    return llvm::StringRef(Effect.first).starts_with("call llvm.mem") &&
           Effect.second > (At == Observed.Effects.end() ? 0 : At->second);
  });
}

unsigned Decider::instructionsByLocation() const {
  unsigned Count = 0;
  for (const auto &[Symbol, Function] : O.AsWritten)
    for (unsigned Unit : S.Units)
      if (auto At = Function.InLoopsByLocation.find(Unit); At != Function.InLoopsByLocation.end())
        Count += At->second;
  return Count;
}

bool Decider::innerLoopWasDeleted(bool AlsoInCallees) const {
  return llvm::any_of(O.Vanished, [&](const VanishedLoop &V) {
    return V.Iterations == 0 && ((AlsoInCallees && S.Callees.count(V.Function)) ||
                                 (S.Functions.count(V.Function) &&
                                  anyUnit([&](const WorkUnit &U) { return U.covers(V.Place); })));
  });
}

/// How many iterations of a loop inside the work were unrolled, so that none is left.
unsigned Decider::iterationsOfInnerLoops() const {
  unsigned Most = 0;
  for (const VanishedLoop &V : O.Vanished)
    if (S.Functions.count(V.Function) &&
        anyUnit([&](const WorkUnit &U) { return U.covers(V.Place); }))
      Most = std::max(Most, V.Iterations);
  return Most;
}

/// How many iterations of the timed loop itself were unrolled; 0 if it was not.
unsigned Decider::iterationsOfTimedLoop() const {
  if (AsWritten.HasLoop)
    return 0;
  for (const VanishedLoop &V : O.Vanished)
    if (V.Iterations && S.Functions.count(V.Function) &&
        V.Place.first == S.Work.Loops[S.Loop].Begin.first &&
        !anyUnit([&](const WorkUnit &U) { return U.covers(V.Place); }))
      return V.Iterations;
  // The empty loop may be unrolled where the user's is computed: its statements are still there.
  return !Emptied.HasLoop && Emptied.AsmOutside > Removed.AsmOutside
             ? Emptied.AsmOutside - Removed.AsmOutside
             : 0;
}

std::string Decider::newWorkOutside() const {
  return added(AsWritten.WorkOutside, Removed.WorkOutside);
}

std::string Decider::newEffects() const {
  return added(AsWritten.Effects, Emptied.Effects);
}

Advice Decider::advice(Verdict V) const {
  // What a sink gets already, and is computed once all the same, needs more than a sink.
  bool IsObserved = V == Verdict::OutsideLoop && anyUnit([](const WorkUnit &U) {
                      return U.Kind == WorkUnit::Kind::SinkArgument;
                    });
  // Handing a result over that was computed once costs something in each iteration, too.
  if (!IsObserved && Kept > Nothing && Kept >= 0.25 * Whole)
    return Advice::ObserveResult;
  return Whole > Nothing ? Advice::HideInput : Advice::None;
}

std::string Decider::describeFigures() const {
  auto Show = [](const Figures &F) {
    return F.HasLoop ? fmt::format("{:.1f}", F.Cost / F.AtOnce) : std::string("no loop");
  };
  return fmt::format("cost of an iteration: empty {}, removed {}, as written {}, observed {}, "
                     "inputs hidden {}; new effects: {}; new outside: {}",
                     Show(Emptied), Show(Removed), Show(AsWritten), Show(Observed),
                     Show(InputsHidden), newEffects(), newWorkOutside());
}

/// Without the work, later code has undefined behaviour, or the loop cannot be found: comparing
/// would prove nothing. Debug locations still tell what is executed.
Answer Decider::whenNotRemovable() const {
  if (AsWritten.HasLoop && instructionsByLocation())
    return answer(Verdict::Survives, "its instructions are in the loop");
  return answer(Verdict::Unknown, "the rest of the function depends on it");
}

Answer Decider::whenLoopIsEmpty() const {
  // What is read for a comparison that nothing depends on any more goes with instruction selection.
  if (!AsWritten.HasLoop && !Removed.HasLoop && hasSameResults() && newWorkOutside() == "load")
    return answer(Verdict::Eliminated, "only a value that nobody needs is read, outside the loop");
  if (!newWorkOutside().empty())
    return answer(Verdict::OutsideLoop,
                  AsWritten.HasLoop
                      ? "evaluated once, outside the loop"
                      : "replaced by a computation outside the loop, and the loop is gone");
  // A count that depends on one condition: all or nothing.
  if (!AsWritten.HasLoop && !Removed.HasLoop && AsWritten.SelectsOutside > Removed.SelectsOutside)
    return answer(Verdict::OutsideLoop,
                  "replaced by a computation outside the loop, and the loop is gone");
  // The same code but for a value.
  if (!AsWritten.HasLoop && !Removed.HasLoop && !hasSameResults())
    return answer(Verdict::OutsideLoop, "evaluated at compile time");
  // Without its sink, the loop may well be gone.
  bool ShowsValue = anyUnit([](const WorkUnit &U) { return U.HoldsSink; });
  if (!AsWritten.HasLoop || (!Removed.HasLoop && !ShowsValue))
    return answer(Verdict::Eliminated, "an empty loop is left");
  if (hasSameResults())
    return answer(Verdict::Eliminated, "what is computed and stored is the same without it");
  return answer(Verdict::OutsideLoop, "evaluated at compile time");
}

/// The iterations stand one after the other, so that there is no inside or outside: what all of
/// them cost together is compared.
Answer Decider::whenUnrolled(unsigned Iterations) const {
  double EmptyIteration = Emptied.HasLoop ? Emptied.Cost : 0;
  auto Total = [&](const Figures &F) {
    return F.CostOutside + (F.HasLoop ? Iterations * (F.Cost - EmptyIteration) / F.AtOnce : 0);
  };
  double AllLeft = Total(AsWritten) - Total(Removed), AllKept = Total(Observed) - Total(Removed);
  double AllHidden = Total(InputsHidden) - Total(Removed);
  if (newWorkOutside().empty() && AllLeft <= Nothing)
    return answer(Verdict::OutsideLoop, "evaluated at compile time");
  // The estimates are too coarse to tell one of two iterations from both.
  constexpr unsigned LeastIterations = 4;
  if (Iterations >= LeastIterations &&
      added(AsWritten.EffectsOutside, Removed.EffectsOutside).empty() &&
      AllLeft <= 1.25 * std::max(AllKept, AllHidden) / Iterations + Nothing)
    return answer(Verdict::OutsideLoop, "evaluated once for all iterations");
  double Reference = AllKept > Nothing ? AllKept : AllHidden;
  double Share = Reference > Nothing ? AllLeft / Reference : 1;
  if (Share < WholeShare && Reference >= LeastDivisible * Iterations)
    return answer(Verdict::Partial, Share, "the rest of it is removed");
  return answer(Verdict::Survives, Share, "its instructions are in the unrolled loop");
}

/// The share that is left of what is computed, without the price of looking at the results; 0 where
/// too little is computed to tell.
double Decider::shareWithoutShowing() const {
  double Computed = Left - aboveEmpty(AsWritten, &Figures::Showing);
  double All = Kept - aboveEmpty(Observed, &Figures::Showing);
  return All >= LeastDivisible && Computed > Nothing ? Computed / All : 0;
}

/// Whether nothing is left but a sum (or the like) of what is computed once.
bool Decider::onlyCarries() const {
  double Copy = AsWritten.Cost - Emptied.Cost;
  return AsWritten.HasLoop && newEffects().empty() && Copy > Nothing &&
         Copy - (AsWritten.Carrying - Emptied.Carrying) <= Nothing;
}

/// Whether a part of the work is done once, outside, that hidden inputs would bring back.
bool Decider::isPartHoisted() const {
  double Outside = AsWritten.CostOutside - Removed.CostOutside, Missing = Whole - Left;
  return Outside >= LeastHoisted && Missing >= LeastHoisted && Outside >= 0.5 * Missing &&
         Left <= 0.5 * Whole && newEffects().empty() &&
         added(AsWritten.EffectsOutside, Removed.EffectsOutside).empty();
}

Answer Decider::whenWorkIsLeft(const std::string &Effects) const {
  double Reference = std::max(Kept, Whole);
  double Share = Left / (Kept > Nothing ? Kept : Reference);
  double Computed = Left - aboveEmpty(AsWritten, &Figures::HandingOver);
  if (Effects.empty() && Computed <= Nothing && Whole >= 2 * Left && Whole - Left >= LeastDivisible)
    return answer(Verdict::OutsideLoop, "computed once; an iteration only stores the result");
  // Each iteration of an inner loop costs something, if it is still there.
  if (Left > 0 && Computed == Left && Left * 4 < iterationsOfInnerLoops())
    return answer(Verdict::Partial, Left / iterationsOfInnerLoops(),
                  "an inner loop is evaluated at compile time");
  if (innerLoopWasDeleted(/*AlsoInCallees=*/Effects.empty()))
    return answer(Verdict::Partial, Share, "an inner loop is gone or became a formula");
  // The call does what the loop would, and looks cheaper than it is.
  if (becameLibraryCall())
    return answer(Verdict::Survives, Share, "a loop of it is a call of memset or memcpy");
  // Whole, but tiny next to the same work on hidden inputs: only a consumer of the call is left.
  bool IsTiny = onlyCarries() ? Left <= 0.25 * Whole && Whole - Left >= LeastHoisted
                              : Left < 0.1 * Whole && Whole >= 10;
  if (IsTiny && (Share >= WholeShare || onlyCarries()))
    return answer(Verdict::Partial, Left / Whole,
                  "the inputs are known, so only what uses the result is left");
  if (Share < WholeShare && Reference >= LeastDivisible && shareWithoutShowing() < WholeShare)
    return answer(Verdict::Partial, Share, "the rest of it is removed");
  if (isPartHoisted())
    return answer(Verdict::Partial, Left / Whole, "the rest of it is evaluated once, outside");
  return answer(Verdict::Survives, Share,
                Effects.empty() ? "its instructions are in the loop"
                                : "it leaves " + Effects + " in the loop");
}

Answer Decider::run() {
  if (!isPresent())
    return answer(Verdict::Unknown, "the benchmark's code is not in the module");
  for (const ModuleSummary *M :
       {&O.AsWritten, &O.Removed, &O.Emptied, &O.Observed, &O.InputsHidden})
    if (M->empty())
      return answer(Verdict::Unknown, "a variant of the code could not be built");

  AsWritten = figures(O.AsWritten);
  Removed = figures(O.Removed);
  Emptied = figures(O.Emptied);
  Observed = figures(O.Observed);
  InputsHidden = figures(O.InputsHidden);
  Left = AsWritten.HasLoop ? aboveEmpty(AsWritten, &Figures::Cost) : 0;
  Kept = Observed.HasLoop ? aboveEmpty(Observed, &Figures::Cost) : 0;
  Whole = InputsHidden.HasLoop ? aboveEmpty(InputsHidden, &Figures::Cost) : 0;
  double Reference = std::max(Kept, Whole);

  unsigned Iterations = iterationsOfTimedLoop();
  if (Iterations && !isSameCode())
    return whenUnrolled(Iterations);
  if (!Emptied.HasLoop && !AsWritten.HasLoop && isSameText())
    return answer(Verdict::Eliminated, Iterations ? "the optimised function is the same with and "
                                                    "without it"
                                                  : "the loop never runs");
  if (!Emptied.HasLoop || (Removed.Returns == 0 && AsWritten.Returns > 0))
    return whenNotRemovable();
  if (!isSameCode() && allUnits([](const WorkUnit &U) { return U.FoldedByFrontEnd; }))
    return answer(Verdict::OutsideLoop, "evaluated at compile time");

  auto IsComputed = [](const WorkUnit &U) { return U.HasRealWork || U.HasArithmetic; };
  bool IsPlainValue = allUnits([&](const WorkUnit &U) {
    return (U.Kind == WorkUnit::Kind::Initializer || U.Kind == WorkUnit::Kind::SinkArgument) &&
           !IsComputed(U);
  });
  bool CostsNothing = Reference <= Nothing && Left <= Nothing && newWorkOutside().empty();
  // A call of a function that does nothing, or whose work nobody could observe, is still a call;
  // and a product of what does not change would be computed once even if somebody looked at it.
  bool Vanished = isSameCode() && anyUnit(IsComputed);
  if ((CostsNothing && !Vanished) || (IsPlainValue && isSameCode()))
    return answer(Verdict::Unknown, "there is no work to measure");
  if (isSameCode()) {
    // Work that gives zero looks like its own removal.
    bool IsZeroFilled = anyUnit([](const WorkUnit &U) {
      return U.Kind != WorkUnit::Kind::Statement && !U.KeepsSideEffects;
    });
    if (IsZeroFilled && instructionsByLocation())
      return answer(Verdict::Unknown, "its result is what an empty object holds");
    if (anyUnit([](const WorkUnit &U) { return U.IsShown; }))
      return answer(Verdict::OutsideLoop, "evaluated at compile time: it is always zero");
    return answer(Verdict::Eliminated, "the optimised function is the same with and without it");
  }
  std::string Effects = newEffects();
  // Nothing has to be nothing even where an iteration does several of the source's.
  double Copy = AsWritten.HasLoop ? AsWritten.Cost - Emptied.Cost : 0;
  bool IsBookkeeping = Copy <= 1.5 && Left < 0.2 * Reference && !onlyCarries();
  if (Effects.empty() && (Copy <= Nothing || IsBookkeeping))
    return whenLoopIsEmpty();
  return whenWorkIsLeft(Effects);
}

} // namespace

Answer decide(const Subject &S, const Observations &O) {
  return Decider(S, O).run();
}

} // namespace fastidious::optimizer

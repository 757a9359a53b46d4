#include "driver/evidence/optimizer/Summary.h"

#include "driver/evidence/optimizer/CostModel.h"
#include "driver/evidence/optimizer/Effects.h"
#include "driver/evidence/optimizer/GuardedRegion.h"
#include "driver/evidence/optimizer/LoopCopies.h"
#include "driver/evidence/optimizer/LoopTags.h"
#include "driver/evidence/optimizer/PrivateMemory.h"
#include "driver/evidence/optimizer/Slice.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/AssumptionCache.h"
#include "llvm/Analysis/CodeMetrics.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/Path.h"
#include "llvm/Transforms/Scalar/DCE.h"

#include <tuple>

using namespace llvm;

namespace fastidious::optimizer {
namespace {

class FunctionSummarizer {
public:
  FunctionSummarizer(Function &F, const TimedWork &Work, CostModel &Costs, EffectModel &Effects,
                     LoopInfo &Loops, const SourceSteps &Steps, AssumptionCache &Assumptions)
      : F(F), Work(Work), Costs(Costs), Effects(Effects), Loops(Loops), Weights(Costs.weights(F)),
        Copies(loopCopies(Loops, Steps)) {
    CodeMetrics::collectEphemeralValues(&F, &Assumptions, Ephemeral);
  }

  FunctionSummary run() {
    for (const Loop *L : Loops.getLoopsInPreorder())
      for (unsigned Id : timedLoopsOf(*L)) {
        Timed.insert(L);
        addLoop(*L, Summary.Loops[Id]);
      }
    for (const BasicBlock &Block : F)
      addBlock(Block);
    return std::move(Summary);
  }

private:
  void addLoop(const Loop &L, LoopSummary &Into);
  void addBlock(const BasicBlock &Block);
  void addLocations(const Instruction &I);

  /// Whether \p L lies in a timed loop other than itself.
  bool isInTimedLoop(const Loop *L) const {
    while (L && (L = L->getParentLoop()))
      if (Timed.contains(L))
        return true;
    return false;
  }

  Function &F;
  const TimedWork &Work;
  CostModel &Costs;
  EffectModel &Effects;
  LoopInfo &Loops;
  DenseMap<const BasicBlock *, double> Weights;
  LoopCopies Copies;
  SmallPtrSet<const Loop *, 8> Timed;
  SmallPtrSet<const Value *, 8> Ephemeral; ///< Only assumptions need them.
  FunctionSummary Summary;
};

/// Whether \p I stores what \p L does not change in a local variable.
static bool handsOver(const Instruction &I, const Loop &L) {
  const auto *Store = dyn_cast<StoreInst>(&I);
  return Store && Store->isSimple() && L.isLoopInvariant(Store->getValueOperand()) &&
         localVariable(const_cast<Value *>(Store->getPointerOperand()));
}

/// Whether \p I reads or writes a local variable that an empty assembly statement is shown.
static bool isShowing(const Instruction &I) {
  const Value *Pointer = nullptr;
  if (const auto *Store = dyn_cast<StoreInst>(&I); Store && Store->isSimple())
    Pointer = Store->getPointerOperand();
  else if (const auto *Load = dyn_cast<LoadInst>(&I); Load && Load->isSimple())
    Pointer = Load->getPointerOperand();
  const AllocaInst *Variable = Pointer ? localVariable(const_cast<Value *>(Pointer)) : nullptr;
  return Variable && any_of(Variable->users(), [](const User *U) {
           const auto *Use = dyn_cast<Instruction>(U);
           return Use && isEmptyAsm(*Use);
         });
}

/// The instructions of \p L that carry a value from one iteration to the next, where they use
/// nothing else that the loop computes.
static SmallPtrSet<const Instruction *, 8> carriers(const Loop &L) {
  SmallPtrSet<const Instruction *, 8> Found;
  const BasicBlock *Latch = L.getLoopLatch();
  if (!Latch)
    return Found;
  for (const PHINode &Phi : L.getHeader()->phis()) {
    SmallSetVector<const Instruction *, 8> Chain;
    if (const auto *Next = dyn_cast<Instruction>(Phi.getIncomingValueForBlock(Latch)))
      Chain.insert(Next);
    bool IsAlone = true;
    for (size_t K = 0; K < Chain.size() && IsAlone; ++K) {
      const Instruction *I = Chain[K];
      if (I == &Phi)
        continue;
      IsAlone = L.contains(I) && (isa<BinaryOperator, SelectInst, CmpInst, CastInst>(I) ||
                                  (isa<IntrinsicInst>(I) && !I->mayReadOrWriteMemory()));
      for (const Value *Operand : I->operands())
        if (const auto *Used = dyn_cast<Instruction>(Operand); Used && L.contains(Used))
          Chain.insert(Used);
    }
    auto IsWanted = [&](const Instruction *I) {
      return any_of(I->users(), [&](const User *U) {
        const auto *Use = cast<Instruction>(U);
        return !Chain.contains(Use) && !isWithoutCode(*Use);
      });
    };
    if (IsAlone && Chain.contains(&Phi) && any_of(Chain, IsWanted))
      Found.insert(Chain.begin(), Chain.end());
  }
  return Found;
}

void FunctionSummarizer::addLoop(const Loop &L, LoopSummary &Into) {
  double TimesRun = Weights.lookup(L.getHeader());
  LoopSummary Copy;
  Copy.AtOnce = Copies.lookup(&L).AtOnce;
  SmallPtrSet<const Instruction *, 8> Carriers = carriers(L);
  for (const BasicBlock *Block : L.blocks())
    for (const Instruction &I : *Block) {
      if (Ephemeral.contains(&I))
        continue;
      double Here = Weights.lookup(Block) / TimesRun * Costs.of(I);
      Copy.Cost += Here;
      if (handsOver(I, L))
        Copy.HandingOver += Here;
      if (Carriers.contains(&I))
        Copy.Carrying += Here;
      if (Loops.getLoopFor(Block) == &L && isShowing(I))
        Copy.Showing += Here;
      if (hasEffect(I))
        ++Into.Effects[kindOf(I)];
      if (Effects.isObservable(I))
        ++Into.ObservableEffects[kindOf(I)];
    }
  Into.UnreadWrites += PrivateMemory(Effects).unreadWrites(L);
  if (std::tie(Copy.AtOnce, Copy.Cost) > std::tie(Into.AtOnce, Into.Cost)) {
    Into.Cost = Copy.Cost;
    Into.AtOnce = Copy.AtOnce;
    Into.HandingOver = Copy.HandingOver;
    Into.Carrying = Copy.Carrying;
    Into.Showing = Copy.Showing;
  }
}

void FunctionSummarizer::addLocations(const Instruction &I) {
  for (const DILocation *Loc = I.getDebugLoc(); Loc; Loc = Loc->getInlinedAt()) {
    if (Loc->getLine() == 0 ||
        !StringRef(Work.MainFile).ends_with(sys::path::filename(Loc->getFilename())))
      continue;
    for (const WorkUnit &Unit : Work.Units)
      if (Unit.covers({Loc->getLine(), Loc->getColumn()}))
        ++Summary.InLoopsByLocation[Unit.Id];
  }
}

void FunctionSummarizer::addBlock(const BasicBlock &Block) {
  const Loop *L = Loops.getLoopFor(&Block);
  bool IsTimed = L && (Timed.contains(L) || isInTimedLoop(L));
  for (const Instruction &I : Block) {
    if (isWithoutCode(I) || Ephemeral.contains(&I))
      continue;
    Summary.Returns += isa<ReturnInst>(I);
    Summary.AsmOutside += !IsTimed && isEmptyAsm(I);
    double Cost = Costs.of(I);
    if (Cost <= 0)
      continue;
    if (L)
      addLocations(I);
    if (IsTimed)
      continue;
    Summary.SelectsOutside += isa<SelectInst>(I);
    Summary.CostOutside += Weights.lookup(&Block) * Cost;
    if (hasEffect(I))
      ++Summary.EffectsOutside[kindOf(I)];
    // Conditions and conversions come and go with the shape of the loop.
    if (!isa<CmpInst, SelectInst, CastInst, GetElementPtrInst>(I))
      ++Summary.WorkOutside[kindOf(I)];
  }
}

} // namespace

std::map<Variant, ModuleSummary> summarize(Module &M, const TimedWork &Work) {
  PassBuilder Builder;
  LoopAnalysisManager LAM;
  FunctionAnalysisManager FAM;
  CGSCCAnalysisManager CGAM;
  ModuleAnalysisManager MAM;
  Builder.registerModuleAnalyses(MAM);
  Builder.registerCGSCCAnalyses(CGAM);
  Builder.registerFunctionAnalyses(FAM);
  Builder.registerLoopAnalyses(LAM);
  Builder.crossRegisterProxies(LAM, FAM, CGAM, MAM);

  auto IsAsked = [](const Function &F) {
    return !F.isDeclaration() && !F.hasAvailableExternallyLinkage() &&
           !F.getName().starts_with(AnchorName);
  };
  SourceSteps Steps;
  for (Function &F : M)
    if (IsAsked(F))
      Steps.add(FAM.getResult<LoopAnalysis>(F));
  CostModel Costs(FAM, Steps);
  EffectModel Effects;
  std::map<Variant, ModuleSummary> Result;
  for (Function &F : M) {
    if (!IsAsked(F))
      continue;
    // The last passes leave reads behind that nobody needs; instruction selection drops them.
    DCEPass().run(F, FAM);
    FunctionSummary Summary =
        FunctionSummarizer(F, Work, Costs, Effects, FAM.getResult<LoopAnalysis>(F), Steps,
                           FAM.getResult<AssumptionAnalysis>(F))
            .run();
    std::optional<Variant> Own = variantOf(F.getName());
    if (Own == Variant::AsWritten || Own == Variant::Removed)
      Summary.Code = canonicalText(F);
    std::string Symbol = withoutVariant(F.getName());
    for (unsigned K = 0; K < VariantCount; ++K)
      if (!Own || *Own == Variant(K))
        Result[Variant(K)][Symbol] = Summary;
  }
  return Result;
}

} // namespace fastidious::optimizer

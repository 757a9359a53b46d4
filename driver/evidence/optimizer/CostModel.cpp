#include "driver/evidence/optimizer/CostModel.h"

#include "driver/evidence/optimizer/CanonicalText.h"

#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/TargetTransformInfo.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"

#include <algorithm>

using namespace llvm;

namespace fastidious::optimizer {

static constexpr double OpaqueCall = 25, CallOverhead = 5, RecursiveCall = 100, ColdWeight = 0.01;
/// TargetTransformInfo answers "expensive" with figures that would drown everything else.
static constexpr double DearestInstruction = 50;

bool isEmptyAsm(const Instruction &I) {
  const auto *Call = dyn_cast<CallBase>(&I);
  const auto *Asm = Call ? dyn_cast<InlineAsm>(Call->getCalledOperand()) : nullptr;
  return Asm && StringRef(Asm->getAsmString()).trim().empty();
}

double CostModel::ofBody(Function &F) {
  auto [At, IsNew] = Bodies.try_emplace(&F, RecursiveCall);
  if (!IsNew)
    return At->second;
  auto Weights = weights(F);
  double Sum = 0;
  for (const BasicBlock &Block : F)
    for (const Instruction &I : Block)
      Sum += Weights.lookup(&Block) * of(I);
  return Bodies[&F] = Sum;
}

double CostModel::ofCall(Function *Callee) {
  if (Callee && Callee->getName() == "__assert_fail")
    return 0;
  return Callee && !Callee->isDeclaration() ? CallOverhead + ofBody(*Callee) : OpaqueCall;
}

/// A load whose value is wanted by nothing but an assembly statement is part of looking at it, even
/// if it is done in the iteration before.
static bool onlyFeedsAsm(const LoadInst &Load) {
  auto IsAsm = [](const User *U) {
    const auto *I = dyn_cast<Instruction>(U);
    return I && isEmptyAsm(*I);
  };
  return !Load.isVolatile() && !Load.use_empty() && all_of(Load.users(), [&](const User *U) {
    return IsAsm(U) || (isa<PHINode>(U) && !U->use_empty() && all_of(U->users(), IsAsm));
  });
}

/// Few processors have an instruction for it, and the target is not asked (see summarize()).
static constexpr double InstructionsOfBitReverse = 12;

static unsigned lanesOf(const Instruction &I) {
  const auto *Vector = dyn_cast<FixedVectorType>(I.getType());
  return Vector ? Vector->getNumElements() : 1;
}

double CostModel::of(const Instruction &I) {
  if (isWithoutCode(I) || isEmptyAsm(I) ||
      isa<PHINode, BranchInst, AllocaInst, ReturnInst, UnreachableInst>(I))
    return 0;
  if (const auto *Call = dyn_cast<CallBase>(&I); Call && !isa<IntrinsicInst>(Call))
    return Call->isInlineAsm() ? CallOverhead : ofCall(Call->getCalledFunction());
  if (const auto *Block = dyn_cast<MemIntrinsic>(&I)) {
    const auto *Length = dyn_cast<ConstantInt>(Block->getLength());
    constexpr unsigned InlineBytes = 64; // more becomes a call, or as many stores
    if (!Length || Length->getValue().ugt(InlineBytes))
      return OpaqueCall;
  }
  if (const auto *Load = dyn_cast<LoadInst>(&I); Load && onlyFeedsAsm(*Load))
    return 0;
  if (const auto *Bits = dyn_cast<IntrinsicInst>(&I);
      Bits && Bits->getIntrinsicID() == Intrinsic::bitreverse)
    return InstructionsOfBitReverse * lanesOf(I);
  if (const auto *Reduced = isa<IntrinsicInst>(I) && !I.getType()->isVectorTy()
                                ? dyn_cast<FixedVectorType>(I.getOperand(0)->getType())
                                : nullptr)
    return Reduced->getNumElements() - 1;
  if (isa<ShuffleVectorInst, InsertElementInst, ExtractElementInst>(I))
    return 0.5;
  // A vector instruction does the work of as many iterations as it has lanes.
  if (const auto *Vector = dyn_cast<FixedVectorType>(I.getType()))
    if (isa<BinaryOperator, CastInst, CmpInst, LoadInst, IntrinsicInst>(I))
      return Vector->getNumElements();
  if (const auto *Store = dyn_cast<StoreInst>(&I)) {
    if (isa<Constant>(Store->getValueOperand()) && !Store->isVolatile() && !Store->isAtomic())
      return 1;
    if (const auto *Vector = dyn_cast<FixedVectorType>(Store->getValueOperand()->getType()))
      return Vector->getNumElements();
  }
  auto &Target = Analyses.getResult<TargetIRAnalysis>(*const_cast<Function *>(I.getFunction()));
  InstructionCost Cost = Target.getInstructionCost(&I, TargetTransformInfo::TCK_SizeAndLatency);
  return Cost.isValid() ? std::min<double>(*Cost.getValue(), DearestInstruction) : 1;
}

/// Whether the edge is an unwind edge, or has a branch weight below 1 %.
static bool isColdEdge(const BasicBlock &From, const BasicBlock &To) {
  const Instruction *Terminator = From.getTerminator();
  if (const auto *Invoke = dyn_cast<InvokeInst>(Terminator))
    return Invoke->getUnwindDest() == &To;
  const MDNode *Profile = Terminator->getMetadata(LLVMContext::MD_prof);
  unsigned Successors = Terminator->getNumSuccessors();
  if (!Profile || Profile->getNumOperands() < Successors + 1)
    return false;
  unsigned First = Profile->getNumOperands() - Successors;
  double Total = 0, Weight = 0;
  for (unsigned I = 0; I < Successors; ++I) {
    const auto *C = mdconst::dyn_extract<ConstantInt>(Profile->getOperand(First + I));
    if (!C)
      return false;
    Total += C->getZExtValue();
    if (Terminator->getSuccessor(I) == &To)
      Weight += C->getZExtValue();
  }
  return Total > 0 && Weight * 100 < Total;
}

DenseMap<const BasicBlock *, double> CostModel::weights(Function &F) {
  LoopInfo &Loops = Analyses.getResult<LoopAnalysis>(F);
  DenseMap<const BasicBlock *, bool> Cold;
  DenseMap<const BasicBlock *, double> Weights;
  auto IsReachedOnlyCold = [&](const BasicBlock &Block) {
    const Loop *L = Loops.getLoopFor(&Block);
    bool IsHeader = Loops.isLoopHeader(&Block);
    for (const BasicBlock *From : predecessors(&Block)) {
      if (IsHeader && L->contains(From))
        continue;
      if (Cold.lookup(From))
        continue;
      const Loop *FromLoop = Loops.getLoopFor(From);
      bool LeavesLoop = FromLoop && !FromLoop->contains(&Block);
      if (LeavesLoop || !isColdEdge(*From, Block))
        return false;
    }
    // The timed loop itself may hang off a "cold" edge, for example after __builtin_expect.
    return !IsHeader;
  };
  LoopCopies Copies = loopCopies(Loops, Steps);
  auto TimesRun = [&](const BasicBlock &Block) {
    double Times = 1;
    for (const Loop *L = Loops.getLoopFor(&Block); L; L = L->getParentLoop()) {
      LoopCopy Copy = Copies.lookup(L);
      Times *= AssumedTripCount / Copy.AtOnce * (Copy.IsRemainder ? ColdWeight : 1);
    }
    return Times;
  };
  for (const BasicBlock *Block : ReversePostOrderTraversal<Function *>(&F)) {
    bool IsCold = Block->isEHPad() || isa<UnreachableInst>(Block->getTerminator()) ||
                  (Block != &F.getEntryBlock() && IsReachedOnlyCold(*Block));
    Cold[Block] = IsCold;
    Weights[Block] = (IsCold ? ColdWeight : 1) * TimesRun(*Block);
  }
  return Weights;
}

} // namespace fastidious::optimizer

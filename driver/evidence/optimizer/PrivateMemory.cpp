#include "driver/evidence/optimizer/PrivateMemory.h"

#include "driver/evidence/optimizer/Effects.h"

#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/AliasAnalysis.h"
#include "llvm/Analysis/CFG.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace fastidious::optimizer {

/// The variables and allocations that \p Pointer leads into; what a pointer in private memory leads
/// to is taken for private, too. Empty if it may lead elsewhere.
static SmallSetVector<const Value *, 4> ownersOf(const Value *Pointer) {
  SmallSetVector<const Value *, 4> Owners;
  SmallSetVector<const Value *, 8> Pointers;
  Pointers.insert(Pointer);
  for (size_t I = 0; I < Pointers.size() && I < 16; ++I) {
    SmallVector<const Value *, 4> Objects;
    getUnderlyingObjects(Pointers[I], Objects, /*LI=*/nullptr, /*MaxLookup=*/12);
    for (const Value *Object : Objects) {
      if (isa<AllocaInst>(Object) || isNoAliasCall(Object))
        Owners.insert(Object);
      else if (const auto *Load = dyn_cast<LoadInst>(Object))
        Pointers.insert(Load->getPointerOperand());
      else if (!isa<ConstantPointerNull, UndefValue>(Object))
        return {};
    }
  }
  return Owners;
}

/// The pointers that \p I writes through.
static SmallVector<const Value *, 2> writtenPointers(const Instruction &I) {
  if (const auto *Store = dyn_cast<StoreInst>(&I))
    return {Store->getPointerOperand()};
  if (const auto *Memory = dyn_cast<MemIntrinsic>(&I))
    return {Memory->getDest()};
  SmallVector<const Value *, 2> Pointers;
  if (const auto *Call = dyn_cast<CallBase>(&I);
      Call && !isa<IntrinsicInst>(Call) && Call->getCalledFunction())
    for (unsigned K = 0; K < Call->arg_size(); ++K)
      if (Call->getArgOperand(K)->getType()->isPointerTy() && !Call->onlyReadsMemory(K) &&
          !Call->onlyReadsMemory())
        Pointers.push_back(Call->getArgOperand(K));
  return Pointers;
}

/// Whether the call frees memory or ends an object, which is no use of the contents.
static bool isEnd(const CallBase &Call) {
  const Function *Callee = Call.getCalledFunction();
  return Callee && (Callee->getName().starts_with("_Zdl") ||
                    Callee->getName().starts_with("_Zda") || Callee->getName() == "free");
}

unsigned PrivateMemory::unreadWrites(const Loop &L) {
  unsigned Count = 0;
  Known.clear();
  for (const BasicBlock *Block : L.blocks())
    for (const Instruction &I : *Block) {
      const auto *Call = dyn_cast<CallBase>(&I);
      if (Call && (isEnd(*Call) || Call->isInlineAsm() ||
                   (Call->getCalledFunction() && Call->getCalledFunction()->isDeclaration() &&
                    Effects.isObservable(I))))
        continue;
      for (const Value *Pointer : writtenPointers(I)) {
        auto Owners = ownersOf(Pointer);
        if (!Owners.empty() &&
            none_of(Owners, [&](const Value *Owner) { return isRead(Owner, &L); })) {
          ++Count;
          break;
        }
      }
    }
  return Count;
}

/// Whether an effect that is not bound to happen after \p Branch, within the iteration of \p L if
/// there is one, depends on which way it goes. Effects that happen either way are not told apart.
bool PrivateMemory::decidesAboutEffect(const Instruction &Branch, const Loop *L) {
  const Function &F = *Branch.getFunction();
  SmallPtrSet<BasicBlock *, 1> Heads;
  if (L)
    Heads.insert(L->getHeader());
  return any_of(instructions(F), [&](const Instruction &I) {
    return Effects.isObservable(I) && I.getParent() != Branch.getParent() &&
           (!L || L->contains(&I)) &&
           isPotentiallyReachable(Branch.getParent(), I.getParent(), &Heads);
  });
}

/// Whether what \p Argument of \p Call leads to is looked at by an observed effect; collects the
/// values that its contents flow into.
bool PrivateMemory::isReadByCall(const CallBase &Call, const Use &Argument,
                                 SmallVectorImpl<const Value *> &Contents) {
  if (isEnd(Call) || (isa<IntrinsicInst>(Call) && !isa<MemIntrinsic>(Call)))
    return false;
  if (const auto *Copy = dyn_cast<MemTransferInst>(&Call)) {
    if (Copy->getRawSource() != Argument.get())
      return false;
    auto Owners = ownersOf(Copy->getRawDest());
    Contents.append(Owners.begin(), Owners.end());
    return Owners.empty();
  }
  if (isa<MemIntrinsic>(Call))
    return false;
  const Function *Callee = Call.getCalledFunction();
  if (!Callee || !Call.isArgOperand(&Argument))
    return true; // Assembly, which is what sinks are made of, or code that is not known.
  if (!Call.getType()->isVoidTy())
    Contents.push_back(&Call);
  if (Callee->isDeclaration())
    return Effects.isObservable(Call);
  unsigned Index = Call.getArgOperandNo(&Argument);
  return Index >= Callee->arg_size() || isRead(Callee->getArg(Index), nullptr);
}

/// Whether an observed effect of the function looks at the contents of \p Memory (an allocation, or
/// an argument that leads to it).
bool PrivateMemory::isRead(const Value *Memory, const Loop *L) {
  // A recursive call looks at no more than the rest of the body does.
  auto [At, IsNew] = Known.try_emplace(Memory, false);
  if (!IsNew)
    return At->second;
  SmallSetVector<const Value *, 16> Values;
  Values.insert(Memory);
  auto Read = [&](const Use &U, const Value *V) {
    const auto *I = dyn_cast<Instruction>(U.getUser());
    if (!I)
      return true;
    if (const auto *Store = dyn_cast<StoreInst>(I)) {
      if (U.getOperandNo() == StoreInst::getPointerOperandIndex())
        return false;
      auto Owners = ownersOf(Store->getPointerOperand());
      Values.insert(Owners.begin(), Owners.end());
      // What a callee writes to its arguments is private to the caller, or counts there.
      return Owners.empty() && Effects.isObservable(*Store, isa<Argument>(Memory));
    }
    if (const auto *Call = dyn_cast<CallBase>(I)) {
      SmallVector<const Value *, 2> Contents;
      bool Result = isReadByCall(*Call, U, Contents);
      Values.insert(Contents.begin(), Contents.end());
      return Result;
    }
    if (isa<BranchInst, SwitchInst>(I))
      return decidesAboutEffect(*I, L);
    if (isa<AtomicRMWInst, AtomicCmpXchgInst, FenceInst>(I))
      return true;
    bool IsAddress = V->getType()->isPointerTy() && isa<CmpInst, PtrToIntInst>(I);
    if (!IsAddress && !I->getType()->isVoidTy())
      Values.insert(I);
    return false;
  };
  bool Result = false;
  for (size_t K = 0; K < Values.size() && !Result; ++K)
    Result = any_of(Values[K]->uses(), [&](const Use &U) { return Read(U, Values[K]); });
  return Known[Memory] = Result;
}

} // namespace fastidious::optimizer

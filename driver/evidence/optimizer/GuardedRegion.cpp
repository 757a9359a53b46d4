#include "driver/evidence/optimizer/GuardedRegion.h"

#include "driver/evidence/optimizer/OpaqueAsm.h"
#include "driver/evidence/optimizer/TimedWork.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Operator.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;

namespace fastidious::optimizer {

AllocaInst *localVariable(Value *Pointer) {
  // Deeper chains of member accesses do not occur in unoptimised code.
  for (int Depth = 0; Depth < 8; ++Depth) {
    if (auto *Variable = dyn_cast<AllocaInst>(Pointer))
      return Variable;
    auto *Access = dyn_cast<GEPOperator>(Pointer);
    if (!Access)
      return nullptr;
    Pointer = Access->getPointerOperand();
  }
  return nullptr;
}

std::vector<GuardedRegion> guardedRegions(Function &F, DominatorTree &Dominators) {
  std::vector<GuardedRegion> Regions;
  for (Instruction &I : instructions(F)) {
    auto *Load = dyn_cast<LoadInst>(&I);
    auto *Guard = Load ? dyn_cast<GlobalVariable>(Load->getPointerOperand()) : nullptr;
    int Unit = Guard ? unitOfGuard(Guard->getName()) : -1;
    if (Unit < 0)
      continue;
    GuardedRegion Region;
    Region.Unit = Unit;
    Region.Guard = Load;
    // A bool is loaded as an i8 and tested as an i1.
    SmallVector<Value *, 4> Tests{Load};
    for (size_t T = 0; T < Tests.size(); ++T)
      for (User *U : Tests[T]->users()) {
        if (auto *Branch = dyn_cast<BranchInst>(U)) {
          Region.Branch = Branch;
          Region.Entry = Branch->getSuccessor(0);
        } else if (isa<TruncInst, ICmpInst>(U)) {
          Tests.push_back(U);
        }
      }
    if (Region.Branch)
      for (BasicBlock &Block : F)
        if (Dominators.isReachableFromEntry(&Block) && Dominators.dominates(Region.Entry, &Block))
          Region.Blocks.insert(&Block);
    Regions.push_back(std::move(Region));
  }
  return Regions;
}

namespace {

bool isScalar(const Type *T) {
  return T->isIntegerTy() || T->isFloatingPointTy() || T->isPointerTy();
}

bool isDestructor(const Function &F) {
  StringRef Name = F.getName();
  return Name.starts_with("_ZN") &&
         (Name.contains("D0E") || Name.contains("D1E") || Name.contains("D2E"));
}

/// Whether \p F belongs to the C++ runtime's bookkeeping, not to the work.
bool isRuntimeSupport(const Function &F) {
  return F.getName().starts_with("__cxa") || F.getName().starts_with("__clang");
}

bool isAllocation(const Function &F) {
  StringRef Name = F.getName();
  return Name.starts_with("_Znw") || Name.starts_with("_Zna") || Name == "malloc" ||
         Name == "calloc";
}

/// Stack slots of clang's own, which are no variables of the user's.
bool isCompilerSlot(const AllocaInst &Variable) {
  StringRef Name = Variable.getName();
  static constexpr StringLiteral Prefixes[] = {"exn.slot",        "ehselector", "cleanup.",
                                               "saved_stack",     "retval",     "__begin",
                                               "tmp.exprcleanup", "__end",      "__range"};
  return Name == "state.addr" ||
         any_of(Prefixes, [&](StringRef Prefix) { return Name.starts_with(Prefix); });
}

bool isFrameworkSink(const Function &F) {
  return F.getName().contains("DoNotOptimize") || F.getName().contains("doNotOptimizeAway");
}

/// Shows the results of one region to opaque code. What must not be shown: iterators, references
/// and dead objects, because scalar replacement would stop there and everything would look partly
/// eliminated.
class Observer {
public:
  Observer(GuardedRegion &Region, LoopInfo &Loops)
      : Region(Region), Loops(Loops), Depth(Loops.getLoopDepth(Region.Entry)) {
    for (BasicBlock *Block : Region.Blocks)
      for (Instruction &I : *Block)
        Code.push_back(&I);
    for (Instruction *I : Code)
      classify(*I);
    findUnobservable();
  }

  void observeResults() {
    for (Instruction *I : Code)
      if (auto *Call = dyn_cast<CallBase>(I))
        observeCall(*Call);
    observeDyingLocals();
    observeAtExits();
  }

  void hideInputs();

private:
  void classify(Instruction &I);
  void findUnobservable();
  void observeCall(CallBase &Call);
  void observeDyingLocals();
  void observeAtExits();
  void observeOuterState(IRBuilder<> &B, const BasicBlock &From, BasicBlock &To);
  Instruction *exitPoint(BasicBlock &From, BasicBlock &To) const;

  bool isOfRegion(const Value *V) const {
    const auto *I = dyn_cast<Instruction>(V);
    return I && Region.Blocks.contains(const_cast<BasicBlock *>(I->getParent()));
  }

  GuardedRegion &Region;
  LoopInfo &Loops;
  unsigned Depth;
  std::vector<Instruction *> Code;

  SmallSetVector<AllocaInst *, 16> Variables;
  SmallSetVector<Value *, 8> OuterPointers, StoredGlobals;
  SmallPtrSet<AllocaInst *, 16> BornHere, Stored, Loaded, Destroyed;
  SmallPtrSet<AllocaInst *, 8> Unobservable;
  MapVector<AllocaInst *, SmallVector<Instruction *, 2>> Deaths;
};

void Observer::classify(Instruction &I) {
  if (auto *Intrinsic = dyn_cast<IntrinsicInst>(&I)) {
    if (Intrinsic->getIntrinsicID() == Intrinsic::lifetime_start) {
      if (AllocaInst *A = localVariable(Intrinsic->getArgOperand(1)))
        BornHere.insert(A);
      return;
    }
    if (Intrinsic->getIntrinsicID() == Intrinsic::lifetime_end) {
      if (AllocaInst *A = localVariable(Intrinsic->getArgOperand(1)))
        Deaths[A].push_back(&I);
      return;
    }
    if (isa<DbgInfoIntrinsic>(Intrinsic))
      return;
  }
  for (Value *Operand : I.operands()) {
    if (AllocaInst *A = localVariable(Operand)) {
      if (!isCompilerSlot(*A))
        Variables.insert(A);
    } else if (Operand->getType()->isPointerTy() && isa<Instruction, Argument>(Operand) &&
               !isOfRegion(Operand)) {
      OuterPointers.insert(Operand);
    }
  }
  if (auto *Store = dyn_cast<StoreInst>(&I)) {
    if (AllocaInst *A = localVariable(Store->getPointerOperand()))
      Stored.insert(A);
    else if (Value *Base = Store->getPointerOperand()->stripInBoundsOffsets();
             isa<GlobalVariable>(Base))
      StoredGlobals.insert(Base);
  }
  if (auto *Load = dyn_cast<LoadInst>(&I))
    if (AllocaInst *A = localVariable(Load->getPointerOperand()))
      Loaded.insert(A);
  auto *Call = dyn_cast<CallBase>(&I);
  if (!Call || isa<IntrinsicInst>(Call))
    return;
  const Function *Callee = Call->getCalledFunction();
  if (Callee && isDestructor(*Callee) && Call->arg_size()) {
    if (AllocaInst *A = localVariable(Call->getArgOperand(0)))
      Destroyed.insert(A);
    return;
  }
  // std::swap and the like change them.
  for (Use &Argument : Call->args())
    if (AllocaInst *A = localVariable(Argument); A && !Call->onlyReadsMemory())
      Stored.insert(A);
}

// The control variables of inner loops, and what the user passes to a sink already.
void Observer::findUnobservable() {
  for (Instruction *I : Code) {
    if (auto *Call = dyn_cast<CallBase>(I))
      if (const Function *Callee = Call->getCalledFunction(); Callee && isFrameworkSink(*Callee))
        for (Use &Argument : Call->args())
          if (AllocaInst *A = localVariable(Argument))
            Unobservable.insert(A);
    BasicBlock *Block = I->getParent();
    const Loop *Inner = Loops.getLoopFor(Block);
    if (Inner && Inner->getHeader() == Block && Loops.getLoopDepth(Block) > Depth)
      for (Value *Operand : I->operands())
        if (AllocaInst *A = localVariable(Operand); A && BornHere.contains(A))
          Unobservable.insert(A);
  }
  for (AllocaInst *A : Unobservable)
    Variables.remove(A);
}

void Observer::observeCall(CallBase &Call) {
  if (isa<DbgInfoIntrinsic>(Call) || Call.isInlineAsm())
    return;
  if (const auto *Intrinsic = dyn_cast<IntrinsicInst>(&Call))
    if (Intrinsic->isLifetimeStartOrEnd() || Intrinsic->isAssumeLikeIntrinsic())
      return;
  const Function *Callee = Call.getCalledFunction();
  if (Callee && (isDestructor(*Callee) || isRuntimeSupport(*Callee)))
    return;
  Instruction *After = nullptr;
  if (auto *Invoke = dyn_cast<InvokeInst>(&Call)) {
    if (pred_size(Invoke->getNormalDest()) == 1)
      After = &*Invoke->getNormalDest()->getFirstInsertionPt();
  } else if (!Call.isTerminator()) {
    After = Call.getNextNode();
  }
  if (!After)
    return;
  IRBuilder<> B(After);
  const Type *Result = Call.getType();
  if (Callee && isAllocation(*Callee)) {
    observeMemory(B, &Call);
    sinkValue(B, &Call);
  } else if (Call.use_empty() && !Result->isVoidTy() && Result->isSingleValueType()) {
    if (Result->isPointerTy() && Call.hasRetAttr(Attribute::Dereferenceable)) {
      // A reference: look at the object, unless it is a local iterator or the like.
      AllocaInst *A = Call.arg_size() ? localVariable(Call.getArgOperand(0)) : nullptr;
      if (!A || !(BornHere.contains(A) || Unobservable.contains(A)))
        observeMemory(B, &Call);
    } else {
      sinkValue(B, &Call);
    }
  }
  if (Loops.getLoopDepth(Call.getParent()) > Depth)
    return;
  for (Use &Argument : Call.args())
    if (AllocaInst *A = localVariable(Argument); A && !Unobservable.contains(A) &&
                                                 BornHere.contains(A) && Destroyed.contains(A) &&
                                                 !isScalar(A->getAllocatedType()))
      observeMemory(B, A);
}

/// Trivially destructible locals and temporaries: their last value, where their life ends.
void Observer::observeDyingLocals() {
  for (auto &[A, Ends] : Deaths) {
    if (!BornHere.contains(A) || Destroyed.contains(A) || isCompilerSlot(*A) ||
        Unobservable.contains(A))
      continue;
    for (Instruction *End : Ends) {
      if (Loops.getLoopDepth(End->getParent()) > Depth)
        continue;
      IRBuilder<> B(End);
      if (!isScalar(A->getAllocatedType()))
        observeMemory(B, A);
      else if (Stored.contains(A))
        sinkValue(B, B.CreateLoad(A->getAllocatedType(), A));
    }
  }
}

Instruction *Observer::exitPoint(BasicBlock &From, BasicBlock &To) const {
  Instruction *Terminator = From.getTerminator();
  if (Terminator->getNumSuccessors() == 1)
    return Terminator;
  if (isa<InvokeInst>(Terminator) && pred_size(&To) == 1)
    return nullptr;
  BasicBlock *Between = SplitEdge(&From, &To);
  return Between ? Between->getTerminator() : nullptr;
}

void Observer::observeOuterState(IRBuilder<> &B, const BasicBlock &From, BasicBlock &To) {
  for (AllocaInst *A : Variables) {
    if (BornHere.contains(A))
      continue;
    if (!isScalar(A->getAllocatedType()))
      observeMemory(B, A);
    else if (Stored.contains(A))
      sinkValue(B, B.CreateLoad(A->getAllocatedType(), A));
  }
  for (Value *Pointer : OuterPointers)
    observeMemory(B, Pointer);
  for (Value *Global : StoredGlobals)
    observeMemory(B, Global);
  // The value of a guarded expression.
  for (PHINode &Phi : To.phis())
    if (Phi.getBasicBlockIndex(&From) >= 0) {
      Value *V = Phi.getIncomingValueForBlock(&From);
      if (V->getType()->isSingleValueType() && !isa<Constant>(V))
        sinkValue(B, V);
    }
}

void Observer::observeAtExits() {
  SmallVector<std::pair<BasicBlock *, BasicBlock *>, 4> Exits;
  for (BasicBlock *Block : Region.Blocks)
    for (BasicBlock *Next : successors(Block))
      if (!Region.Blocks.contains(Next) && !Next->isEHPad())
        Exits.push_back({Block, Next});
  for (auto [From, To] : Exits) {
    Instruction *At = exitPoint(*From, *To);
    if (!At || From->isEHPad())
      continue;
    IRBuilder<> B(At);
    observeOuterState(B, *From, *To);
  }
}

void Observer::hideInputs() {
  IRBuilder<> B(&*Region.Entry->getFirstInsertionPt());
  for (AllocaInst *A : Variables) {
    if (BornHere.contains(A))
      continue;
    Type *T = A->getAllocatedType();
    if (!isScalar(T))
      letEscape(B, A);
    else if (Loaded.contains(A))
      B.CreateStore(launder(B, B.CreateLoad(T, A)), A);
  }
  for (Value *Pointer : OuterPointers)
    letEscape(B, Pointer);
  DenseMap<Constant *, Value *> Hidden;
  for (Instruction *I : Code) {
    auto *Call = dyn_cast<CallBase>(I);
    if (!Call || isa<IntrinsicInst>(Call) || Call->isInlineAsm())
      continue;
    if (const Function *Callee = Call->getCalledFunction();
        Callee && (Callee->getName().starts_with("__cxa") || isDestructor(*Callee)))
      continue;
    // printf's format is what it is.
    unsigned First =
        Call->getFunctionType()->isVarArg() ? Call->getFunctionType()->getNumParams() : 0;
    for (unsigned K = First; K < Call->arg_size(); ++K) {
      auto *C = dyn_cast<Constant>(Call->getArgOperand(K));
      if (!C || isa<UndefValue, ConstantPointerNull>(C) ||
          Call->paramHasAttr(K, Attribute::ImmArg) || !isScalar(C->getType()) ||
          C->getType()->isIntegerTy(1) || isa<Function>(C->stripPointerCasts()))
        continue;
      Value *&V = Hidden[C];
      if (!V)
        V = launder(B, C);
      Call->setArgOperand(K, V);
    }
  }
}

} // namespace

void observe(GuardedRegion &Region, LoopInfo &Loops, bool HideInputs) {
  Observer O(Region, Loops);
  O.observeResults();
  if (HideInputs)
    O.hideInputs();
}

} // namespace fastidious::optimizer

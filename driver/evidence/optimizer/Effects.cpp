#include "driver/evidence/optimizer/Effects.h"

#include "driver/evidence/optimizer/CanonicalText.h"
#include "driver/evidence/optimizer/CostModel.h"
#include "driver/evidence/optimizer/GuardedRegion.h"
#include "driver/evidence/optimizer/Variant.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Analysis/AliasAnalysis.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace fastidious::optimizer {

std::string kindOf(const Instruction &I) {
  std::string Kind = I.getOpcodeName();
  if (const auto *Call = dyn_cast<CallBase>(&I)) {
    const Function *Callee = Call->getCalledFunction();
    Kind += Callee ? " " + withoutVariant(Callee->getName()) : " indirect";
  }
  return Kind;
}

bool hasEffect(const Instruction &I) {
  if (!I.mayHaveSideEffects() || isWithoutCode(I) || isEmptyAsm(I) || isa<UnreachableInst>(I))
    return false;
  if (const auto *Store = dyn_cast<StoreInst>(&I))
    return Store->isVolatile() || Store->isAtomic() ||
           !localVariable(const_cast<Value *>(Store->getPointerOperand()));
  if (const auto *Fill = dyn_cast<MemSetInst>(&I))
    return Fill->isVolatile() || !localVariable(Fill->getDest()) ||
           !isa<Constant>(Fill->getValue());
  const auto *Call = dyn_cast<CallBase>(&I);
  const Function *Callee = Call ? Call->getCalledFunction() : nullptr;
  return !Callee || Callee->getName() != "__assert_fail";
}

/// Whether \p Pointer may point to memory that surely outlives the code: a global, or what a caller
/// handed over. What a pointer read from memory leads to may be the code's own, and is no proof.
static bool isOthersMemory(const Value *Pointer, bool InCallee) {
  SmallVector<const Value *, 4> Objects;
  getUnderlyingObjects(Pointer, Objects, /*LI=*/nullptr, /*MaxLookup=*/12);
  return any_of(Objects, [&](const Value *Object) {
    const auto *Global = dyn_cast<GlobalVariable>(Object);
    return (Global && !Global->isConstant()) || (!InCallee && isa<Argument>(Object));
  });
}

/// Library functions that work on the memory of their arguments alone.
static bool isPrivateToArguments(StringRef Symbol) {
  static constexpr StringLiteral Prefixes[] = {"_Znw",
                                               "_Zna",
                                               "_Zdl",
                                               "_Zda", // operator new and delete
                                               "_ZNSt7__cxx1112basic_string",
                                               "_ZNKSt7__cxx1112basic_string",
                                               "_ZStplIc", // operator+ of strings
                                               "_ZNSs",
                                               "_ZNKSs",
                                               "_ZNSt8__detail15_List_node_base",
                                               "_ZNSt15_List_node_base",
                                               "_ZSt29_Rb_tree_insert_and_rebalance",
                                               "_ZSt28_Rb_tree_rebalance_for_erase",
                                               "_ZSt18_Rb_tree_increment",
                                               "_ZSt18_Rb_tree_decrement",
                                               "_ZNSt8__detail20_Prime_rehash_policy",
                                               "_ZNKSt8__detail20_Prime_rehash_policy",
                                               "_ZSt11_Hash_bytes",
                                               "__cxa_begin_catch", // what a failure does
                                               "__cxa_end_catch",
                                               "__cxa_rethrow",
                                               "_ZSt9terminatev"};
  return any_of(Prefixes, [&](StringRef Prefix) { return Symbol.starts_with(Prefix); }) ||
         Symbol == "malloc" || Symbol == "calloc" || Symbol == "realloc" || Symbol == "free" ||
         Symbol.contains("__throw_");
}

/// Mathematical functions, of which only `errno` could tell that they ran.
static bool isMath(StringRef Symbol) {
  static constexpr StringLiteral Names[] = {
      "sqrt",  "sin",   "cos",   "tan",   "asin",  "acos",      "atan",   "atan2",  "sinh", "cosh",
      "tanh",  "asinh", "acosh", "atanh", "exp",   "exp2",      "expm1",  "log",    "log2", "log10",
      "log1p", "pow",   "fmod",  "ldexp", "hypot", "remainder", "tgamma", "lgamma", "logb", "fdim"};
  if (!is_contained(Names, Symbol))
    Symbol = Symbol.drop_back(Symbol.ends_with("f") || Symbol.ends_with("l"));
  return is_contained(Names, Symbol);
}

bool EffectModel::isObservableCall(const CallBase &Call, bool InCallee) {
  if (Call.onlyReadsMemory())
    return false;
  if (const auto *Copy = dyn_cast<MemIntrinsic>(&Call))
    return Copy->isVolatile() || isOthersMemory(Copy->getDest(), InCallee);
  const Function *Callee = Call.getCalledFunction();
  if (!Callee)
    return true;
  if (isPrivateToArguments(Callee->getName()) || isMath(Callee->getName()))
    return false;
  if (Callee->isDeclaration() || isObservableBody(*Callee))
    return true;
  // What the callee does to its arguments is done to our memory.
  return any_of(Call.args(), [&](const Use &A) {
    return A->getType()->isPointerTy() && isOthersMemory(A, InCallee);
  });
}

bool EffectModel::isObservableBody(const Function &F) {
  // A recursive call has no effect that the rest of the body has not.
  auto [At, IsNew] = Bodies.try_emplace(&F, false);
  if (!IsNew)
    return At->second;
  bool Result = any_of(instructions(F),
                       [&](const Instruction &I) { return isObservable(I, /*InCallee=*/true); });
  return Bodies[&F] = Result;
}

bool EffectModel::isObservable(const Instruction &I, bool InCallee) {
  if (!hasEffect(I) || isa<ResumeInst>(I))
    return false;
  if (const auto *Store = dyn_cast<StoreInst>(&I))
    return Store->isVolatile() || Store->isAtomic() ||
           isOthersMemory(Store->getPointerOperand(), InCallee);
  if (const auto *Call = dyn_cast<CallBase>(&I))
    return isObservableCall(*Call, InCallee);
  return true;
}

} // namespace fastidious::optimizer

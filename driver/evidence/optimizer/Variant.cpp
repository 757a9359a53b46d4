#include "driver/evidence/optimizer/Variant.h"

#include "driver/evidence/optimizer/GuardedRegion.h"
#include "driver/evidence/optimizer/OpaqueAsm.h"
#include "driver/evidence/optimizer/Slice.h"
#include "driver/evidence/optimizer/TimedWork.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace llvm;

namespace fastidious::optimizer {

static constexpr StringLiteral Mark = ".fastidious.";

std::optional<Variant> variantOf(StringRef Symbol) {
  size_t At = Symbol.find(Mark);
  if (At == StringRef::npos)
    return std::nullopt;
  return Variant(Symbol[At + Mark.size()] - '0');
}

std::string withoutVariant(StringRef Text) {
  // The optimiser numbers its copies through the module.
  static constexpr StringLiteral Specialized = ".specialized.";
  std::string Result;
  while (!Text.empty()) {
    if (Text.consume_front(Mark)) {
      Text = Text.drop_front();
    } else if (Text.consume_front(Specialized)) {
      Text = Text.drop_while(isDigit);
    } else {
      size_t Next = Text.find('.', 1);
      Result += Text.take_front(Next);
      Text = Text.substr(Next);
    }
  }
  return Result;
}

namespace {

/// What has to be there once for each variant.
SetVector<GlobalValue *, std::vector<GlobalValue *>> separateParts(Module &M) {
  SetVector<GlobalValue *, std::vector<GlobalValue *>> Parts;
  SmallVector<const Value *, 32> Uses;
  for (Function &F : M)
    if (!F.isDeclaration() && (F.hasLocalLinkage() || F.getName() == AnchorName))
      Parts.insert(&F);
  for (GlobalVariable &G : M.globals()) {
    if (G.hasInitializer() && G.hasLocalLinkage() && !G.isConstant())
      Parts.insert(&G);
    if (unitOfGuard(G.getName()) >= 0)
      Uses.push_back(&G);
  }
  append_range(Uses, Parts);
  SmallPtrSet<const Value *, 32> Seen;
  while (!Uses.empty()) {
    const Value *Used = Uses.pop_back_val();
    if (!Seen.insert(Used).second)
      continue;
    for (const User *U : Used->users()) {
      if (const auto *I = dyn_cast<Instruction>(U)) {
        auto *F = const_cast<Function *>(I->getFunction());
        Parts.insert(F);
        Uses.push_back(F);
      } else {
        if (auto *G = dyn_cast<GlobalVariable>(const_cast<User *>(U)))
          Parts.insert(G);
        Uses.push_back(U);
      }
    }
  }
  return Parts;
}

GlobalValue *declareCopy(GlobalValue &Part, Module &M) {
  GlobalObject *Copy;
  if (auto *F = dyn_cast<Function>(&Part)) {
    Copy = Function::Create(F->getFunctionType(), F->getLinkage(), F->getAddressSpace(), "", &M);
  } else {
    auto &G = cast<GlobalVariable>(Part);
    Copy = new GlobalVariable(M, G.getValueType(), G.isConstant(), G.getLinkage(), nullptr, "",
                              nullptr, G.getThreadLocalMode(), G.getAddressSpace());
    cast<GlobalVariable>(Copy)->copyAttributesFrom(&G);
  }
  Copy->setVisibility(Part.getVisibility());
  Copy->setDSOLocal(Part.isDSOLocal());
  return Copy;
}

void decide(GuardedRegion &Region, Variant V, bool IsAsked) {
  bool IsRemoved = IsAsked && (V == Variant::Removed || V == Variant::Emptied);
  if (IsAsked && V == Variant::Emptied) {
    IRBuilder<> B(Region.Guard);
    keepAlive(B);
  }
  Region.Guard->replaceAllUsesWith(ConstantInt::get(Region.Guard->getType(), !IsRemoved));
  Region.Guard->eraseFromParent();
}

void decideAll(Function &F, Variant V, const std::function<bool(unsigned)> &IsAsked) {
  DominatorTree Dominators(F);
  std::vector<GuardedRegion> Regions = guardedRegions(F, Dominators);
  if (Regions.empty())
    return;
  if (V == Variant::Observed || V == Variant::InputsHidden) {
    LoopInfo Loops(Dominators);
    for (GuardedRegion &Region : Regions)
      if (Region.Branch && IsAsked(Region.Unit))
        observe(Region, Loops, V == Variant::InputsHidden);
  }
  for (GuardedRegion &Region : Regions)
    decide(Region, V, IsAsked(Region.Unit));
}

/// A copy of all \p Parts that refer to each other. The copies have no names yet.
std::vector<GlobalValue *> copyOf(const std::vector<GlobalValue *> &Parts, Module &M) {
  std::vector<GlobalValue *> Copies;
  ValueToValueMapTy Map;
  for (GlobalValue *Part : Parts)
    Map[Part] = Copies.emplace_back(declareCopy(*Part, M));
  for (auto [Part, Copy] : zip_equal(Parts, Copies)) {
    if (auto *G = dyn_cast<GlobalVariable>(Part)) {
      if (G->hasInitializer())
        cast<GlobalVariable>(Copy)->setInitializer(MapValue(G->getInitializer(), Map));
      continue;
    }
    auto *F = cast<Function>(Part), *New = cast<Function>(Copy);
    for (auto [Old, Argument] : zip_equal(F->args(), New->args())) {
      Argument.setName(Old.getName());
      Map[&Old] = &Argument;
    }
    SmallVector<ReturnInst *, 4> Returns;
    CloneFunctionInto(New, F, Map, CloneFunctionChangeType::LocalChangesOnly, Returns);
  }
  return Copies;
}

} // namespace

std::set<Variant> makeVariants(Module &M, const std::function<bool(unsigned)> &IsAsked) {
  std::vector<GlobalValue *> Parts = separateParts(M).takeVector();
  std::vector<std::vector<GlobalValue *>> Groups{Parts};
  for (unsigned K = 1; K < VariantCount; ++K)
    Groups.push_back(copyOf(Parts, M));
  std::vector<std::string> Names;
  for (GlobalValue *Part : Parts) {
    Names.push_back(Part->getName().str() + Mark.str());
    // A group that is kept or dropped as one would tie the variants together.
    cast<GlobalObject>(Part)->setComdat(nullptr);
  }
  std::set<Variant> Invalid;
  for (auto [K, Group] : enumerate(Groups)) {
    for (auto [Name, Part] : zip_equal(Names, Group)) {
      Part->setName(Name + utostr(K));
      auto *F = dyn_cast<Function>(Part);
      if (!F || F->isDeclaration())
        continue;
      decideAll(*F, Variant(K), IsAsked);
      if (verifyFunction(*F))
        Invalid.insert(Variant(K));
    }
    if (Invalid.count(Variant(K)))
      for (GlobalValue *Part : Group)
        if (auto *F = dyn_cast<Function>(Part))
          F->deleteBody();
  }
  for (GlobalVariable &G : make_early_inc_range(M.globals()))
    if (unitOfGuard(G.getName()) >= 0 && G.use_empty())
      G.eraseFromParent();
  return Invalid;
}

} // namespace fastidious::optimizer

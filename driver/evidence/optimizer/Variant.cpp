#include "driver/evidence/optimizer/Variant.h"

#include "driver/evidence/optimizer/GuardedRegion.h"
#include "driver/evidence/optimizer/OpaqueAsm.h"
#include "driver/evidence/optimizer/TimedWork.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace fastidious::optimizer {

static void decide(GuardedRegion &Region, Variant V, bool IsAsked) {
  bool IsRemoved = IsAsked && (V == Variant::Removed || V == Variant::Emptied);
  if (IsAsked && V == Variant::Emptied) {
    IRBuilder<> B(Region.Guard);
    keepAlive(B);
  }
  Region.Guard->replaceAllUsesWith(ConstantInt::get(Region.Guard->getType(), !IsRemoved));
  Region.Guard->eraseFromParent();
}

void makeVariant(Module &M, Variant V, const std::function<bool(unsigned)> &IsAsked) {
  for (Function &F : M) {
    if (F.isDeclaration())
      continue;
    DominatorTree Dominators(F);
    std::vector<GuardedRegion> Regions = guardedRegions(F, Dominators);
    if (Regions.empty())
      continue;
    if (V == Variant::Observed || V == Variant::InputsHidden) {
      LoopInfo Loops(Dominators);
      for (GuardedRegion &Region : Regions)
        if (Region.Branch && IsAsked(Region.Unit))
          observe(Region, Loops, V == Variant::InputsHidden);
    }
    for (GuardedRegion &Region : Regions)
      decide(Region, V, IsAsked(Region.Unit));
  }
  for (GlobalVariable &G : make_early_inc_range(M.globals()))
    if (unitOfGuard(G.getName()) >= 0 && G.use_empty())
      G.eraseFromParent();
}

} // namespace fastidious::optimizer

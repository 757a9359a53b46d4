#include "driver/evidence/optimizer/LoopTags.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Metadata.h"
#include "llvm/IR/Module.h"

#include <optional>

using namespace llvm;

namespace fastidious::optimizer {

static constexpr StringLiteral TagName = "fastidious.loop";

static std::optional<unsigned> tagIn(const Metadata *Entry) {
  const auto *Node = dyn_cast_or_null<MDNode>(Entry);
  if (!Node || Node->getNumOperands() != 2)
    return std::nullopt;
  const auto *Name = dyn_cast_or_null<MDString>(Node->getOperand(0));
  if (!Name || Name->getString() != TagName)
    return std::nullopt;
  return mdconst::extract<ConstantInt>(Node->getOperand(1))->getZExtValue();
}

SmallVector<unsigned, 1> timedLoopsOf(const Loop &L) {
  SmallVector<unsigned, 1> Tags;
  // The first operand of a loop's node is the node itself.
  if (const MDNode *Id = L.getLoopID())
    for (unsigned I = 1; I < Id->getNumOperands(); ++I)
      if (std::optional<unsigned> Tag = tagIn(Id->getOperand(I)))
        Tags.push_back(*Tag);
  return Tags;
}

static void tag(Loop &L, unsigned TimedLoop) {
  if (is_contained(timedLoopsOf(L), TimedLoop)) // by another of its units
    return;
  LLVMContext &Context = L.getHeader()->getContext();
  SmallVector<Metadata *, 4> Operands{nullptr};
  if (const MDNode *Old = L.getLoopID())
    for (unsigned I = 1; I < Old->getNumOperands(); ++I)
      Operands.push_back(Old->getOperand(I));
  Operands.push_back(MDNode::get(
      Context, {MDString::get(Context, TagName),
                ConstantAsMetadata::get(ConstantInt::get(Type::getInt32Ty(Context), TimedLoop))}));
  MDNode *Node = MDNode::getDistinct(Context, Operands);
  Node->replaceOperandWith(0, Node);
  L.setLoopID(Node);
}

std::map<unsigned, std::set<std::string>> tagTimedLoops(Module &M, const TimedWork &Work) {
  struct Loops {
    DominatorTree Dominators;
    LoopInfo Info;
    explicit Loops(Function &F) : Dominators(F), Info(Dominators) {}
  };
  DenseMap<Function *, std::unique_ptr<Loops>> Known;
  std::map<unsigned, std::set<std::string>> Holders;
  for (const WorkUnit &Unit : Work.Units) {
    const GlobalVariable *Guard = M.getGlobalVariable(guardName(Unit.Id));
    if (!Guard)
      continue;
    SmallVector<Instruction *, 8> Places;
    for (const User *U : Guard->users())
      if (auto *I = dyn_cast<Instruction>(const_cast<User *>(U)))
        Places.push_back(I);
    SmallPtrSet<Function *, 16> Seen;
    while (!Places.empty()) {
      Instruction *Place = Places.pop_back_val();
      Function *F = Place->getFunction();
      std::unique_ptr<Loops> &L = Known[F];
      if (!L)
        L = std::make_unique<Loops>(*F);
      if (Loop *Around = L->Info.getLoopFor(Place->getParent())) {
        tag(*Around, Unit.Loop);
        Holders[Unit.Loop].insert(F->getName().str());
        continue;
      }
      // The loop is where the function is called: a framework's loop around a user's lambda.
      if (!Seen.insert(F).second)
        continue;
      for (User *U : F->users())
        if (auto *Call = dyn_cast<CallBase>(U); Call && Call->getCalledOperand() == F)
          Places.push_back(Call);
    }
  }
  return Holders;
}

} // namespace fastidious::optimizer

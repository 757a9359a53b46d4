#include "driver/evidence/optimizer/Oracle.h"

#include "driver/evidence/optimizer/GuardedRegion.h"
#include "driver/evidence/optimizer/LoopTags.h"
#include "driver/evidence/optimizer/Slice.h"

#include "clang/Basic/TargetInfo.h"
#include "clang/CodeGen/BackendUtil.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/DiagnosticHandler.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Path.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace clang;

namespace fastidious::optimizer {

Oracle::Oracle(CompilerInstance &Compiler, DiagnosticsEngine &Diagnostics, TimedWork &Work,
               std::unique_ptr<llvm::Module> M)
    : Compiler(Compiler), Diagnostics(Diagnostics), Work(Work), Base(std::move(M)) {
  moveRootsToCallers();
  findUnitFunctions();
  findCallees();
  LoopHolders = tagTimedLoops(*Base, Work);
}

Oracle::~Oracle() = default;

// A loop in a helper is judged in the benchmark that calls it, if there is only one: seen alone,
// everything that the helper gets by reference would look as if it escaped.
void Oracle::moveRootsToCallers() {
  constexpr int MaxDepth = 4;
  for (TimedLoop &Loop : Work.Loops)
    for (int Depth = 0; Depth < MaxDepth; ++Depth) {
      const llvm::Function *F = Base->getFunction(Loop.RootSymbol);
      if (!F || F->isDeclaration() || !(F->hasLocalLinkage() || F->hasLinkOnceLinkage()))
        break;
      llvm::SmallPtrSet<const llvm::Function *, 2> Callers;
      bool HasOtherUse = false;
      for (const llvm::User *U : F->users()) {
        const auto *Call = llvm::dyn_cast<llvm::CallBase>(U);
        if (Call && Call->getCalledOperand() == F && Call->getFunction() != F)
          Callers.insert(Call->getFunction());
        else
          HasOtherUse = true;
      }
      if (HasOtherUse || Callers.size() != 1)
        break;
      Loop.RootSymbol = (*Callers.begin())->getName().str();
    }
}

void Oracle::findUnitFunctions() {
  for (const WorkUnit &Unit : Work.Units) {
    const llvm::GlobalVariable *Guard = Base->getGlobalVariable(guardName(Unit.Id));
    if (!Guard)
      continue;
    std::set<std::string> &Functions = UnitFunctions[Unit.Id];
    const std::string &Root = Work.Loops[Unit.Loop].RootSymbol;
    llvm::SmallVector<const llvm::User *, 8> Users(Guard->users());
    llvm::SmallPtrSet<const llvm::User *, 16> Seen;
    while (!Users.empty()) {
      const llvm::User *U = Users.pop_back_val();
      if (!Seen.insert(U).second)
        continue;
      const auto *I = llvm::dyn_cast<llvm::Instruction>(U);
      if (!I) {
        llvm::append_range(Users, U->users());
        continue;
      }
      const llvm::Function *F = I->getFunction();
      if (Functions.insert(F->getName().str()).second && F->getName() != Root)
        llvm::append_range(Users, F->users());
    }
  }
}

/// Whether \p F was written in the file with this path.
static bool isWrittenIn(const llvm::Function &F, llvm::StringRef Path) {
  const llvm::DISubprogram *Origin = F.getSubprogram();
  return Origin && Path.ends_with(llvm::sys::path::filename(Origin->getFilename()));
}

void Oracle::findCallees() {
  for (llvm::Function &F : *Base) {
    if (F.isDeclaration() || !isWrittenIn(F, Work.MainFile))
      continue;
    if (llvm::none_of(llvm::instructions(F), [](const llvm::Instruction &I) {
          const auto *Load = llvm::dyn_cast<llvm::LoadInst>(&I);
          return Load && unitOfGuard(Load->getPointerOperand()->getName()) >= 0;
        }))
      continue;
    llvm::DominatorTree Dominators(F);
    for (const GuardedRegion &Region : guardedRegions(F, Dominators)) {
      std::set<std::string> &Found = Callees[Region.Unit];
      llvm::SmallVector<const llvm::BasicBlock *, 16> Blocks(Region.Blocks.begin(),
                                                             Region.Blocks.end());
      while (!Blocks.empty())
        for (const llvm::Instruction &I : *Blocks.pop_back_val())
          if (const auto *Call = llvm::dyn_cast<llvm::CallBase>(&I))
            if (const llvm::Function *Callee = Call->getCalledFunction();
                Callee && !Callee->isDeclaration() && isWrittenIn(*Callee, Work.MainFile) &&
                Found.insert(Callee->getName().str()).second)
              for (const llvm::BasicBlock &Block : *Callee)
                Blocks.push_back(&Block);
    }
  }
}

std::unique_ptr<llvm::Module> Oracle::sliceFor(const Question &Q) const {
  SliceOf Kept;
  for (const auto &[Loop, Units] : Q) {
    Kept.Roots.insert(Work.Loops[Loop].RootSymbol);
    if (auto At = LoopHolders.find(Loop); At != LoopHolders.end())
      Kept.Deep.insert(At->second.begin(), At->second.end());
    for (unsigned Unit : Work.Loops[Loop].Units)
      if (auto At = UnitFunctions.find(Unit); At != UnitFunctions.end())
        Kept.Path.insert(At->second.begin(), At->second.end());
  }
  std::unique_ptr<llvm::Module> Slice = llvm::CloneModule(*Base);
  slice(*Slice, Kept);
  return Slice;
}

// Clang's own entry: exactly what precedes instruction selection for the user's options, and no
// list of passes to maintain.
void Oracle::optimize(llvm::Module &M) const {
  EmitBackendOutput(Diagnostics, Compiler.getHeaderSearchOpts(), Compiler.getCodeGenOpts(),
                    Compiler.getTargetOpts(), Compiler.getLangOpts(),
                    Compiler.getTarget().getDataLayoutString(), &M, Backend_EmitNothing,
                    Compiler.getFileManager().getVirtualFileSystemPtr(), nullptr);
}

std::map<unsigned, Answer> Oracle::ask(const Question &Q) {
  std::set<unsigned> Asked;
  for (const auto &[Loop, Units] : Q)
    Asked.insert(Units.begin(), Units.end());
  auto IsAsked = [&](unsigned Unit) { return Asked.count(Unit) > 0; };

  std::unique_ptr<llvm::Module> Slice = sliceFor(Q);
  llvm::LLVMContext &Context = Slice->getContext();
  std::vector<VanishedLoop> Vanished;
  Context.setDiagnosticHandler(vanishedLoopHandler(&Vanished));
  std::set<Variant> Invalid = makeVariants(*Slice, IsAsked);
  optimize(*Slice);
  Context.setDiagnosticHandler(vanishedLoopHandler(nullptr));
  std::map<Variant, ModuleSummary> Summaries = summarize(*Slice, Work);
  // An invalid variant has to give no answer; compared as an empty one it would look the same.
  for (Variant V : Invalid)
    Summaries[V].clear();
  Observations O{
      std::move(Summaries[Variant::AsWritten]),    std::move(Summaries[Variant::Removed]),
      std::move(Summaries[Variant::Emptied]),      std::move(Summaries[Variant::Observed]),
      std::move(Summaries[Variant::InputsHidden]), {}};
  for (VanishedLoop &V : Vanished)
    if (variantOf(V.Function).value_or(Variant::AsWritten) == Variant::AsWritten) {
      V.Function = withoutVariant(V.Function);
      O.Vanished.push_back(std::move(V));
    }

  std::map<unsigned, Answer> Answers;
  for (const auto &[Loop, Units] : Q) {
    Subject S{Work, Loop, Units, {}, {}};
    for (unsigned Unit : Units)
      if (auto At = UnitFunctions.find(Unit); At != UnitFunctions.end())
        S.Functions.insert(At->second.begin(), At->second.end());
    for (unsigned Unit : Units)
      if (auto At = Callees.find(Unit); At != Callees.end())
        S.Callees.insert(At->second.begin(), At->second.end());
    Answers[Loop] = decide(S, O);
  }
  return Answers;
}

} // namespace fastidious::optimizer

#include "driver/evidence/optimizer/Oracle.h"

#include "driver/evidence/optimizer/LoopTags.h"
#include "driver/evidence/optimizer/Slice.h"

#include "clang/Basic/TargetInfo.h"
#include "clang/CodeGen/BackendUtil.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/DiagnosticHandler.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace clang;

namespace fastidious::optimizer {

Oracle::Oracle(CompilerInstance &Compiler, DiagnosticsEngine &Diagnostics, TimedWork &Work,
               std::unique_ptr<llvm::Module> M)
    : Compiler(Compiler), Diagnostics(Diagnostics), Work(Work), Base(std::move(M)) {
  moveRootsToCallers();
  findUnitFunctions();
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

ModuleSummary Oracle::summaryOf(const llvm::Module &M, Variant V,
                                const std::function<bool(unsigned)> &IsAsked) const {
  std::unique_ptr<llvm::Module> Copy = llvm::CloneModule(M);
  makeVariant(*Copy, V, IsAsked);
  // An invalid variant has to give no answer; compared as an empty one it would look the same.
  if (llvm::verifyModule(*Copy))
    return {};
  optimize(*Copy);
  return summarize(*Copy, Work, V == Variant::AsWritten || V == Variant::Removed);
}

std::map<unsigned, Answer> Oracle::ask(const Question &Q) {
  std::set<unsigned> Asked;
  for (const auto &[Loop, Units] : Q)
    Asked.insert(Units.begin(), Units.end());
  auto IsAsked = [&](unsigned Unit) { return Asked.count(Unit) > 0; };

  std::unique_ptr<llvm::Module> Slice = sliceFor(Q);
  llvm::LLVMContext &Context = Slice->getContext();
  Observations O;
  Context.setDiagnosticHandler(vanishedLoopHandler(&O.Vanished));
  O.AsWritten = summaryOf(*Slice, Variant::AsWritten, IsAsked);
  Context.setDiagnosticHandler(vanishedLoopHandler(nullptr));
  O.Removed = summaryOf(*Slice, Variant::Removed, IsAsked);
  O.Emptied = summaryOf(*Slice, Variant::Emptied, IsAsked);
  O.Observed = summaryOf(*Slice, Variant::Observed, IsAsked);
  O.InputsHidden = summaryOf(*Slice, Variant::InputsHidden, IsAsked);

  std::map<unsigned, Answer> Answers;
  for (const auto &[Loop, Units] : Q) {
    Subject S{Work, Loop, Units, {}};
    for (unsigned Unit : Units)
      if (auto At = UnitFunctions.find(Unit); At != UnitFunctions.end())
        S.Functions.insert(At->second.begin(), At->second.end());
    Answers[Loop] = decide(S, O);
  }
  return Answers;
}

} // namespace fastidious::optimizer

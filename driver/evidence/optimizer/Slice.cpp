#include "driver/evidence/optimizer/Slice.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/GlobalAlias.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace fastidious::optimizer {
namespace {

class Slicer {
public:
  Slicer(Module &M, const SliceOf &Kept) : M(M), Kept(Kept) {}
  void run();

private:
  void replaceAliases();
  void findLive();
  void reach(GlobalValue &From, bool Deep);
  void reachConstant(const Constant &C, bool Deep, SmallPtrSetImpl<const Constant *> &Seen);
  bool isUsedByRemoved(const GlobalValue &G) const;
  void openLocals();
  void removeDead();
  void relaxLinkage();
  void addAnchors();

  Module &M;
  const SliceOf &Kept;
  SmallPtrSet<GlobalValue *, 32> Live, DeepDone, Path;
  SmallPtrSet<Function *, 8> Roots;
  SmallVector<std::pair<GlobalValue *, bool>, 64> Pending; ///< With whether it is deep.
  SmallVector<Function *, 8> Anchored;
};

// Complete-object destructors and the like: an alias would keep its aliasee's symbol alive.
void Slicer::replaceAliases() {
  for (GlobalAlias &A : make_early_inc_range(M.aliases()))
    if (!A.isInterposable()) {
      A.replaceAllUsesWith(A.getAliasee());
      A.eraseFromParent();
    }
}

void Slicer::reachConstant(const Constant &C, bool Deep, SmallPtrSetImpl<const Constant *> &Seen) {
  if (const auto *Global = dyn_cast<GlobalValue>(&C)) {
    auto *G = const_cast<GlobalValue *>(Global);
    // Outside the loops' own code, a function off the path stays as a declaration.
    if (Deep || !isa<Function>(G) || Path.contains(G))
      Pending.push_back({G, Deep});
    return;
  }
  if (!Seen.insert(&C).second)
    return;
  for (const Use &Operand : C.operands())
    if (const auto *Inner = dyn_cast<Constant>(Operand))
      reachConstant(*Inner, Deep, Seen);
}

void Slicer::reach(GlobalValue &From, bool Deep) {
  SmallPtrSet<const Constant *, 32> Seen;
  if (auto *F = dyn_cast<Function>(&From)) {
    for (const Instruction &I : instructions(*F))
      for (const Use &Operand : I.operands())
        if (const auto *C = dyn_cast<Constant>(Operand))
          reachConstant(*C, Deep, Seen);
    if (F->hasPersonalityFn())
      reachConstant(*F->getPersonalityFn(), Deep, Seen);
  } else if (auto *V = dyn_cast<GlobalVariable>(&From)) {
    if (V->hasInitializer())
      reachConstant(*V->getInitializer(), Deep, Seen);
  } else if (auto *A = dyn_cast<GlobalAlias>(&From)) {
    reachConstant(*A->getAliasee(), Deep, Seen);
  }
}

void Slicer::findLive() {
  auto Definition = [&](const std::string &Symbol) -> Function * {
    Function *F = M.getFunction(Symbol);
    return F && !F->isDeclaration() ? F : nullptr;
  };
  for (const std::string &Symbol : Kept.Path)
    if (Function *F = Definition(Symbol))
      Path.insert(F);
  for (const std::string &Symbol : Kept.Roots)
    if (Function *F = Definition(Symbol)) {
      Path.insert(F);
      Roots.insert(F);
    }
  for (GlobalValue *F : Path)
    Pending.push_back({F, Kept.Deep.empty()});
  for (const std::string &Symbol : Kept.Deep)
    if (Function *F = Definition(Symbol))
      Pending.push_back({F, true});
  while (!Pending.empty()) {
    auto [G, Deep] = Pending.pop_back_val();
    if (Deep ? !DeepDone.insert(G).second : !Live.insert(G).second)
      continue;
    Live.insert(G);
    reach(*G, Deep);
  }
}

bool Slicer::isUsedByRemoved(const GlobalValue &G) const {
  SmallVector<const User *, 16> Users(G.users());
  SmallPtrSet<const User *, 16> Seen;
  while (!Users.empty()) {
    const User *U = Users.pop_back_val();
    if (!Seen.insert(U).second)
      continue;
    if (const auto *I = dyn_cast<Instruction>(U)) {
      if (!Live.contains(const_cast<Function *>(I->getFunction())))
        return true;
    } else if (const auto *Global = dyn_cast<GlobalValue>(U)) {
      if (!Live.contains(const_cast<GlobalValue *>(Global)) &&
          !Global->getName().starts_with("llvm."))
        return true;
    } else {
      append_range(Users, U->users());
    }
  }
  return false;
}

void Slicer::openLocals() {
  for (GlobalVariable &G : M.globals())
    if (Live.contains(&G) && G.hasLocalLinkage() && !G.isConstant() && isUsedByRemoved(G)) {
      G.setLinkage(GlobalValue::ExternalLinkage);
      G.setInitializer(nullptr);
      G.setDSOLocal(false);
    }
  for (Function &F : M)
    if (!F.isDeclaration() && Live.contains(&F) && F.hasLocalLinkage() && isUsedByRemoved(F))
      Anchored.push_back(&F);
}

void Slicer::removeDead() {
  for (const char *Symbol :
       {"llvm.global_ctors", "llvm.global_dtors", "llvm.used", "llvm.compiler.used"})
    if (GlobalVariable *G = M.getGlobalVariable(Symbol))
      G->eraseFromParent();
  for (Function &F : M)
    if (!F.isDeclaration() && !Live.contains(&F)) {
      F.deleteBody();
      F.setComdat(nullptr);
      F.setLinkage(GlobalValue::ExternalLinkage);
      F.setVisibility(GlobalValue::DefaultVisibility);
      F.setDSOLocal(false);
    }
  SmallVector<GlobalValue *, 64> Dead;
  for (GlobalAlias &A : M.aliases())
    if (!Live.contains(&A)) {
      A.replaceAllUsesWith(UndefValue::get(A.getType()));
      Dead.push_back(&A);
    }
  for (GlobalVariable &G : M.globals())
    if (!Live.contains(&G)) {
      G.setInitializer(nullptr);
      G.setComdat(nullptr);
      G.setLinkage(GlobalValue::ExternalLinkage);
      Dead.push_back(&G);
    }
  for (Function &F : M)
    if (!Live.contains(&F))
      Dead.push_back(&F);
  for (GlobalValue *G : Dead) {
    G->removeDeadConstantUsers();
    if (G->use_empty())
      G->eraseFromParent();
  }
}

void Slicer::relaxLinkage() {
  for (Function &F : M) {
    if (F.isDeclaration())
      continue;
    if (Roots.contains(&F)) {
      F.setComdat(nullptr);
      F.setLinkage(GlobalValue::ExternalLinkage);
      F.setVisibility(GlobalValue::DefaultVisibility);
    } else if (F.hasExternalLinkage()) {
      F.setLinkage(GlobalValue::AvailableExternallyLinkage);
      F.setComdat(nullptr);
    }
  }
  for (GlobalVariable &G : M.globals())
    if (G.hasInitializer() && G.hasExternalLinkage() && !G.isConstant()) {
      G.setInitializer(nullptr);
      G.setComdat(nullptr);
    }
}

void Slicer::addAnchors() {
  if (Anchored.empty())
    return;
  LLVMContext &Context = M.getContext();
  auto *Anchor = Function::Create(FunctionType::get(Type::getVoidTy(Context), false),
                                  GlobalValue::ExternalLinkage, AnchorName, M);
  IRBuilder<> B(BasicBlock::Create(Context, "", Anchor));
  for (Function *F : Anchored) {
    if (Roots.contains(F) || any_of(F->getFunctionType()->params(), [](const Type *T) {
          return T->isMetadataTy() || T->isTokenTy();
        }))
      continue;
    // Arguments that nothing is known about, or the optimiser would specialise the function.
    SmallVector<Value *, 8> Arguments;
    for (const Argument &A : F->args()) {
      auto *Source = new GlobalVariable(M, A.getType(), false, GlobalValue::ExternalLinkage,
                                        nullptr, "__fastidious_any");
      Arguments.push_back(B.CreateLoad(A.getType(), Source));
    }
    CallInst *Call = B.CreateCall(F->getFunctionType(), F, Arguments);
    Call->setCallingConv(F->getCallingConv());
    Call->setIsNoInline();
    for (const Argument &A : F->args()) {
      if (A.hasByValAttr())
        Call->addParamAttr(A.getArgNo(),
                           Attribute::getWithByValType(Context, A.getParamByValType()));
      if (A.hasStructRetAttr())
        Call->addParamAttr(A.getArgNo(),
                           Attribute::getWithStructRetType(Context, A.getParamStructRetType()));
    }
  }
  B.CreateRetVoid();
}

void Slicer::run() {
  replaceAliases();
  findLive();
  openLocals();
  removeDead();
  relaxLinkage();
  addAnchors();
}

} // namespace

void slice(Module &M, const SliceOf &Kept) {
  Slicer(M, Kept).run();
}

} // namespace fastidious::optimizer

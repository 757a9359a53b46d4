#include "driver/evidence/optimizer/OpaqueAsm.h"

#include "llvm/IR/InlineAsm.h"

using namespace llvm;

namespace fastidious::optimizer {

static CallInst *emptyAsm(IRBuilder<> &B, Type *Result, ArrayRef<Value *> Arguments,
                          StringRef Constraints) {
  SmallVector<Type *, 2> Types;
  for (const Value *A : Arguments)
    Types.push_back(A->getType());
  auto *Type = FunctionType::get(Result, Types, false);
  CallInst *Call =
      B.CreateCall(Type, InlineAsm::get(Type, "", Constraints, /*hasSideEffects=*/true), Arguments);
  Call->addFnAttr(Attribute::NoUnwind);
  Call->addFnAttr(Attribute::WillReturn);
  return Call;
}

void keepAlive(IRBuilder<> &B) {
  emptyAsm(B, B.getVoidTy(), {}, "")->setMemoryEffects(MemoryEffects::inaccessibleMemOnly());
}

void sinkValue(IRBuilder<> &B, Value *V) {
  emptyAsm(B, B.getVoidTy(), {V}, "X")->setMemoryEffects(MemoryEffects::inaccessibleMemOnly());
}

void observeMemory(IRBuilder<> &B, Value *Pointer) {
  CallInst *Call = emptyAsm(B, B.getVoidTy(), {Pointer}, "X");
  Call->setMemoryEffects(MemoryEffects::readOnly() | MemoryEffects::inaccessibleMemOnly());
  Call->addParamAttr(0, Attribute::NoCapture);
  Call->addParamAttr(0, Attribute::ReadOnly);
}

void letEscape(IRBuilder<> &B, Value *Pointer) {
  emptyAsm(B, B.getVoidTy(), {Pointer}, "X,~{memory}");
}

Value *launder(IRBuilder<> &B, Value *V) {
  bool IsPointer = V->getType()->isPointerTy();
  CallInst *Call = emptyAsm(B, V->getType(), {V}, IsPointer ? "=X,0,~{memory}" : "=X,0");
  if (!IsPointer)
    Call->setMemoryEffects(MemoryEffects::inaccessibleMemOnly());
  return Call;
}

} // namespace fastidious::optimizer

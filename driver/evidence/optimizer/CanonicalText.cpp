#include "driver/evidence/optimizer/CanonicalText.h"

#include "driver/evidence/optimizer/Variant.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <vector>

using namespace llvm;

namespace fastidious::optimizer {

bool isWithoutCode(const Instruction &I) {
  // Instruction selection drops it; the passes before it do not know that assembly returns.
  if (const auto *Call = dyn_cast<CallInst>(&I); Call && Call->isInlineAsm() && I.use_empty())
    return !cast<InlineAsm>(Call->getCalledOperand())->hasSideEffects();
  const auto *Intrinsic = dyn_cast<IntrinsicInst>(&I);
  if (!Intrinsic)
    return false;
  switch (Intrinsic->getIntrinsicID()) {
  case Intrinsic::assume:
  case Intrinsic::experimental_noalias_scope_decl:
  case Intrinsic::sideeffect:
  case Intrinsic::donothing:
    return true;
  default:
    return isa<DbgInfoIntrinsic, PseudoProbeInst>(Intrinsic) || Intrinsic->isLifetimeStartOrEnd();
  }
}

namespace {

class Printer {
public:
  explicit Printer(Function &F) : F(F) {
    for (const Argument &A : F.args())
      Values.try_emplace(&A, Values.size());
  }

  CanonicalText print() {
    ReversePostOrderTraversal<Function *> Order(&F);
    for (const BasicBlock *Block : Order) {
      Blocks.try_emplace(Block, Blocks.size());
      for (const Instruction &I : *Block)
        if (!isWithoutCode(I))
          Values.try_emplace(&I, Values.size());
    }
    CanonicalText Result;
    for (const BasicBlock *Block : Order) {
      Result.Text += "b" + utostr(Blocks.lookup(Block)) + ":\n";
      for (const Instruction &I : *Block) {
        if (isWithoutCode(I))
          continue;
        std::string Line = line(I);
        ++Result.Lines[withoutNumbers(Line)];
        if (I.mayHaveSideEffects() || isa<ReturnInst>(I))
          ++Result.Results[withoutNumbers(Line)];
        Result.Text += Line;
      }
    }
    return Result;
  }

private:
  std::string line(const Instruction &I) const;
  void operand(raw_ostream &OS, const Value &V) const;
  void incoming(raw_ostream &OS, const PHINode &Phi) const;
  static std::string withoutNumbers(StringRef Line);

  Function &F;
  DenseMap<const Value *, unsigned> Values;
  DenseMap<const BasicBlock *, unsigned> Blocks;
};

void Printer::operand(raw_ostream &OS, const Value &V) const {
  if (const auto *Block = dyn_cast<BasicBlock>(&V)) {
    OS << " b" << Blocks.lookup(Block);
  } else if (auto At = Values.find(&V); At != Values.end()) {
    OS << " %" << At->second;
  } else if (const auto *Asm = dyn_cast<InlineAsm>(&V)) {
    OS << " asm:" << Asm->getAsmString() << ":" << Asm->getConstraintString();
  } else if (isa<MetadataAsValue>(V)) {
    OS << " !";
  } else {
    std::string Operand;
    raw_string_ostream Printed(Operand);
    V.printAsOperand(Printed, true, F.getParent());
    OS << ' ' << withoutVariant(Operand);
  }
}

void Printer::incoming(raw_ostream &OS, const PHINode &Phi) const {
  std::vector<std::pair<unsigned, unsigned>> Order;
  for (unsigned I = 0; I < Phi.getNumIncomingValues(); ++I)
    Order.push_back({Blocks.lookup(Phi.getIncomingBlock(I)), I});
  std::sort(Order.begin(), Order.end());
  for (auto [Block, I] : Order) {
    OS << " [b" << Block;
    operand(OS, *Phi.getIncomingValue(I));
    OS << ']';
  }
}

std::string Printer::line(const Instruction &I) const {
  std::string Line;
  raw_string_ostream OS(Line);
  OS << "  %" << Values.lookup(&I) << " = " << I.getOpcodeName() << ' ' << *I.getType();
  if (const auto *Compare = dyn_cast<CmpInst>(&I))
    OS << ' ' << CmpInst::getPredicateName(Compare->getPredicate());
  else if (const auto *Address = dyn_cast<GetElementPtrInst>(&I))
    OS << ' ' << *Address->getSourceElementType();
  else if (const auto *Variable = dyn_cast<AllocaInst>(&I))
    OS << ' ' << *Variable->getAllocatedType();
  else if (const auto *Update = dyn_cast<AtomicRMWInst>(&I))
    OS << ' ' << AtomicRMWInst::getOperationName(Update->getOperation());
  if (I.isVolatile())
    OS << " volatile";
  if (I.isAtomic())
    OS << " atomic";
  if (const auto *Phi = dyn_cast<PHINode>(&I))
    incoming(OS, *Phi);
  else
    for (const Use &Operand : I.operands())
      operand(OS, *Operand);
  OS << '\n';
  return Line;
}

std::string Printer::withoutNumbers(StringRef Line) {
  std::string Result;
  for (size_t I = 0; I < Line.size(); ++I) {
    Result += Line[I];
    bool IsName =
        Line[I] == '%' || (Line[I] == 'b' && I && (Line[I - 1] == ' ' || Line[I - 1] == '['));
    if (IsName)
      while (I + 1 < Line.size() && isDigit(Line[I + 1]))
        ++I;
  }
  return Result;
}

} // namespace

CanonicalText canonicalText(Function &F) {
  return Printer(F).print();
}

} // namespace fastidious::optimizer

#include "driver/evidence/optimizer/LoopCopies.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/LoopUtils.h"

#include <algorithm>

using namespace llvm;

namespace fastidious::optimizer {

namespace {

/// Where the loop begins in the source, along with what it was inlined into.
const DILocation *placeOf(const Loop &L) {
  if (const MDNode *Id = L.getLoopID())
    for (unsigned I = 1; I < Id->getNumOperands(); ++I)
      if (const auto *Place = dyn_cast<DILocation>(Id->getOperand(I)))
        return Place;
  return nullptr;
}

/// The least constant that an iteration adds to an integer or takes off it; 0 if there is none.
/// Copies count their iterations in one that the source need not have.
double stepOf(const Loop &L) {
  double Least = 0;
  for (PHINode &Phi : L.getHeader()->phis())
    for (unsigned I = 0; I < Phi.getNumIncomingValues(); ++I) {
      auto *Next = dyn_cast<BinaryOperator>(Phi.getIncomingValue(I));
      if (!Next || Next->getOpcode() != Instruction::Add || Next->getOperand(0) != &Phi ||
          !L.contains(Phi.getIncomingBlock(I)))
        continue;
      const auto *Added = dyn_cast<ConstantInt>(Next->getOperand(1));
      if (!Added || Added->getBitWidth() > 64)
        continue;
      double Step = std::abs(double(Added->getSExtValue()));
      Least = Least ? std::min(Least, Step) : Step;
    }
  return Least;
}

/// Whether unrolling is over for \p L: it is unrolled, or what that left for the last iterations.
bool isUnrolled(const Loop &L) {
  return findStringMetadataForLoop(&L, "llvm.loop.unroll.disable").has_value();
}

bool isVectorized(const Loop &L) {
  return findStringMetadataForLoop(&L, "llvm.loop.isvectorized").has_value();
}

void addCopies(ArrayRef<Loop *> Siblings, const SourceSteps &Steps, LoopCopies &Into) {
  MapVector<const DILocation *, SmallVector<const Loop *, 2>> ByPlace;
  SmallVector<const Loop *, 2> Remainders;
  for (const Loop *L : Siblings)
    if (const DILocation *Place = placeOf(*L))
      ByPlace[Place].push_back(L);
    else if (isUnrolled(*L)) // made by the unroller
      Remainders.push_back(L);
  for (const Loop *L : Remainders)
    Into[L].IsRemainder = true;
  for (const auto &[Place, Copies] : ByPlace) {
    bool IsVectorized = any_of(Copies, [](const Loop *L) { return isVectorized(*L); });
    bool HasUnrolled = any_of(Copies, [](const Loop *L) { return isUnrolled(*L); });
    if (Copies.size() == 1 && !IsVectorized && Remainders.empty()) {
      double Step = stepOf(*Copies.front()), Source = Steps.of(*Copies.front());
      if (Source > 0 && Step > Source)
        Into[Copies.front()].AtOnce = Step / Source;
      continue;
    }
    // One of several is unrolled by as much as it counts, if it is this one.
    bool MayBeUnrolled = Copies.size() == 1 && !Remainders.empty() &&
                         is_contained({2.0, 4.0, 8.0}, stepOf(*Copies.front()));
    if (!IsVectorized && !MayBeUnrolled && !(HasUnrolled && Copies.size() > 1))
      continue;
    // What advances by nothing but pointers is a remainder that does one after the other.
    auto Step = [](const Loop *L) { return std::max(stepOf(*L), 1.0); };
    double Least = Step(Copies.front()), Most = Least;
    for (const Loop *L : Copies) {
      Least = std::min(Least, Step(L));
      Most = std::max(Most, Step(L));
    }
    // Alone, it counts iterations; vectorised, elements, even if the remainder is unrolled.
    if (Copies.size() == 1 || IsVectorized)
      Least = 1;
    for (const Loop *L : Copies)
      if (Most > Least)
        Into[L] = {Step(L) / Least, Step(L) < Most};
  }
}

} // namespace

SourceSteps::Place SourceSteps::placeOf(const Loop &L) {
  const DILocation *Begin = optimizer::placeOf(L);
  return Begin ? Place(Begin->getFilename().str(), Begin->getLine(), Begin->getColumn()) : Place();
}

void SourceSteps::add(const LoopInfo &Loops) {
  for (const Loop *L : Loops.getLoopsInPreorder()) {
    double Step = isVectorized(*L) ? 1 : stepOf(*L);
    if (Step == 0 || !optimizer::placeOf(*L))
      continue;
    auto [At, IsNew] = Least.try_emplace(placeOf(*L), Step);
    if (!IsNew)
      At->second = std::min(At->second, Step);
  }
}

double SourceSteps::of(const Loop &L) const {
  auto At = Least.find(placeOf(L));
  return At == Least.end() ? 0 : At->second;
}

LoopCopies loopCopies(const LoopInfo &Loops, const SourceSteps &Steps) {
  LoopCopies Result;
  addCopies(Loops.getTopLevelLoops(), Steps, Result);
  for (const Loop *L : Loops.getLoopsInPreorder())
    addCopies(L->getSubLoops(), Steps, Result);
  return Result;
}

} // namespace fastidious::optimizer

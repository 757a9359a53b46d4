#include "checks/support/BenchmarkCheck.h"

#include "checks/support/Templates.h"

#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"

using namespace clang;

namespace fastidious {
namespace {

/// The worst defect of each region of this thread's translation unit, by the place of the region:
/// the instantiations of a template share it.
thread_local llvm::DenseMap<SourceLocation, BenchmarkDefect> Worst;
thread_local unsigned WorstGeneration = 0;

} // namespace

void BenchmarkCheck::checkBody(const Body &B) {
  auto VisitBody = [&](const Body &Current) {
    if (timedRegions(Current).empty())
      return false;
    Observation Observed(Current, userSinks());
    Visited = &Current.function();
    bool Found = false;
    for (const TimedRegion &R : timedRegions(Current))
      if (!R.HasManualTime && !isSkipped(Current, R) && checkRegion(Current, R, Observed))
        Found = true;
    return Found;
  };
  auto Instantiations = instantiationsOf(B.function());
  if (Instantiations.empty()) {
    VisitBody(B);
    return;
  }
  for (const FunctionDecl *Instantiation : Instantiations)
    if (VisitBody(Body(*Instantiation, B.context())))
      return;
}

void BenchmarkCheck::reportDefect(const TimedRegion &R, BenchmarkDefect Defect, Finding F) {
  if (WorstGeneration != bodiesGeneration()) {
    WorstGeneration = bodiesGeneration();
    Worst.clear();
  }
  SourceLocation Region = R.Whole->getBeginLoc();
  auto [Known, IsNew] = Worst.try_emplace(Region, Defect);
  if (!IsNew)
    Known->second = std::max(Known->second, Defect);
  F.Function = Visited;
  Claims.push_back({Region, Defect, std::move(F)});
}

void BenchmarkCheck::finish(ASTContext &) {
  for (Claim &C : Claims)
    if (Worst.lookup(C.Region) == C.Defect)
      report(std::move(C.Found));
  Claims.clear();
}

} // namespace fastidious

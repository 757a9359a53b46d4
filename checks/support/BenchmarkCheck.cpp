#include "checks/support/BenchmarkCheck.h"

#include "checks/support/Source.h"
#include "checks/support/Templates.h"

#include "clang/AST/Decl.h"
#include "clang/Basic/SourceManager.h"
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
    std::optional<Observation> WithSinks;
    if (!userSinks().empty())
      WithSinks.emplace(Current, userSinks());
    // The checks share what needs no option.
    const Observation &Observed = WithSinks ? *WithSinks : Current.analysis<Observation>();
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
  const ASTContext &Context = Visited->getASTContext();
  if (isOfSameMacro(R, R.Whole, Context))
    Region = placeInMacro(Region, Context);
  auto [Known, IsNew] = Worst.try_emplace(Region, Defect);
  if (!IsNew)
    Known->second = std::max(Known->second, Defect);
  F.Function = Visited;
  if (moveToMacro(R, F))
    Claims.push_back({Region, Defect, std::move(F)});
}

bool BenchmarkCheck::moveToMacro(const TimedRegion &R, Finding &F) {
  const ASTContext &Context = Visited->getASTContext();
  const SourceManager &SM = Context.getSourceManager();
  // What is an argument as a whole is the user's text, and is what this expansion does with it.
  bool IsArgument = SM.isMacroArgExpansion(F.Loc) &&
                    (F.Ranges.empty() || !sourceText(F.Ranges.front(), Context).empty());
  if (!F.Loc.isMacroID() || IsArgument || !isOfSameMacro(R, R.Whole, Context))
    return true;
  SourceLocation Region = placeInMacro(R.Whole->getBeginLoc(), Context);
  SourceLocation Place = placeInMacro(F.Loc, Context);
  if (Place.isInvalid() || SM.getFileID(Place) != SM.getFileID(Region))
    return true;
  if (!RegionsInMacros.insert(Region).second)
    return false;
  F.Notes.push_back({SM.getExpansionLoc(F.Loc), "expanded here"});
  F.Loc = Place;
  F.Ranges.clear();
  F.Safe.reset();
  F.Unsafe.reset();
  F.Alternatives.clear();
  return true;
}

void BenchmarkCheck::finish(ASTContext &) {
  for (Claim &C : Claims)
    if (Worst.lookup(C.Region) == C.Defect)
      report(std::move(C.Found));
  Claims.clear();
  RegionsInMacros.clear();
}

} // namespace fastidious

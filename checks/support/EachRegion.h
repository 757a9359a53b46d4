/// \file
/// The frame of the checks that look at one timed region at a time.
#pragma once

#include "checks/support/BenchmarkWork.h"
#include "checks/support/Templates.h"

#include "clang/AST/Decl.h"

namespace fastidious {

/// Calls `Visit(Body, Region, Observation)` for the timed regions of \p B whose time is reported;
/// for a template, those of its instantiations until one has a finding (Visit returns true): the
/// same code in several instantiations is one finding.
template <typename Visitor>
void forEachTimedRegion(const Body &B, llvm::ArrayRef<std::string> UserSinks, Visitor Visit) {
  auto VisitBody = [&](const Body &Current) {
    if (timedRegions(Current).empty())
      return false;
    Observation Observed(Current, UserSinks);
    bool Found = false;
    for (const TimedRegion &R : timedRegions(Current))
      if (!R.HasManualTime && !isSkipped(Current, R) && Visit(Current, R, Observed))
        Found = true;
    return Found;
  };
  auto Instantiations = instantiationsOf(B.function());
  if (Instantiations.empty()) {
    VisitBody(B);
    return;
  }
  for (const clang::FunctionDecl *Instantiation : Instantiations)
    if (VisitBody(Body(*Instantiation, B.context())))
      return;
}

} // namespace fastidious

#include "driver/evidence/optimizer/Verdict.h"

#include "llvm/Support/ErrorHandling.h"

namespace fastidious::optimizer {

llvm::StringRef name(Verdict V) {
  switch (V) {
  case Verdict::Eliminated:
    return "eliminated";
  case Verdict::OutsideLoop:
    return "outside-loop";
  case Verdict::Partial:
    return "partial";
  case Verdict::Survives:
    return "survives";
  case Verdict::Unknown:
    return "unknown";
  }
  llvm_unreachable("unhandled verdict");
}

llvm::StringRef describe(Advice A) {
  switch (A) {
  case Advice::None:
    return "";
  case Advice::ObserveResult:
    return "DoNotOptimize on the result keeps the work in the loop";
  case Advice::HideInput:
    return "DoNotOptimize on an input as well as on the result keeps the work in the loop; inputs "
           "that never change let it be computed once";
  }
  llvm_unreachable("unhandled advice");
}

} // namespace fastidious::optimizer

#include "driver/evidence/optimizer/Remarks.h"

#include "llvm/IR/DiagnosticHandler.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/Function.h"

using namespace llvm;

namespace fastidious::optimizer {
namespace {

class Handler : public DiagnosticHandler {
public:
  explicit Handler(std::vector<DeletedLoop> *Into) : Into(Into) {}

  bool isAnalysisRemarkEnabled(StringRef) const override { return false; }
  bool isMissedOptRemarkEnabled(StringRef) const override { return false; }
  bool isPassedOptRemarkEnabled(StringRef Pass) const override {
    return Into && Pass == "loop-delete";
  }
  bool isAnyRemarkEnabled() const override { return Into; }

  bool handleDiagnostics(const DiagnosticInfo &Info) override {
    const auto *Remark = dyn_cast<DiagnosticInfoOptimizationBase>(&Info);
    if (Remark && Into && Remark->isPassed() && Remark->getPassName() == "loop-delete" &&
        Remark->getRemarkName() == "Invariant") {
      DiagnosticLocation Place = Remark->getLocation();
      Into->push_back(
          {Remark->getFunction().getName().str(), {Place.getLine(), Place.getColumn()}});
    }
    return true;
  }

private:
  std::vector<DeletedLoop> *Into;
};

} // namespace

std::unique_ptr<DiagnosticHandler> deletedLoopHandler(std::vector<DeletedLoop> *Into) {
  return std::make_unique<Handler>(Into);
}

} // namespace fastidious::optimizer

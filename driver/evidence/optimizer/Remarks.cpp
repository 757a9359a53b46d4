#include "driver/evidence/optimizer/Remarks.h"

#include "llvm/IR/DiagnosticHandler.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/Function.h"

using namespace llvm;

namespace fastidious::optimizer {
namespace {

class Handler : public DiagnosticHandler {
public:
  explicit Handler(std::vector<VanishedLoop> *Into) : Into(Into) {}

  bool isAnalysisRemarkEnabled(StringRef) const override { return false; }
  bool isMissedOptRemarkEnabled(StringRef) const override { return false; }
  bool isPassedOptRemarkEnabled(StringRef Pass) const override {
    return Into && (Pass == "loop-delete" || Pass == "loop-unroll" || Pass == "loop-idiom");
  }
  bool isAnyRemarkEnabled() const override { return Into; }

  bool handleDiagnostics(const DiagnosticInfo &Info) override {
    const auto *Remark = dyn_cast<DiagnosticInfoOptimizationBase>(&Info);
    if (!Remark || !Into || !Remark->isPassed())
      return true;
    StringRef Name = Remark->getRemarkName(), Function = Remark->getFunction().getName();
    // A loop that is a call of memset now is deleted next, and its work is still done.
    if (Name.starts_with("ProcessLoop")) {
      Replaced = Function;
      return true;
    }
    if (Name == "Invariant" && Replaced == Function) {
      Replaced.clear();
      return true;
    }
    unsigned Iterations = 0;
    if (Name == "FullyUnrolled") {
      for (const auto &Argument : Remark->getArgs())
        if (Argument.Key == "UnrollCount")
          StringRef(Argument.Val).getAsInteger(10, Iterations);
    } else if (Name != "Invariant") {
      return true;
    }
    DiagnosticLocation Place = Remark->getLocation();
    Into->push_back({Function.str(), {Place.getLine(), Place.getColumn()}, Iterations});
    return true;
  }

private:
  std::vector<VanishedLoop> *Into;
  std::string Replaced; ///< The function whose loop became a call of a library function just now.
};

} // namespace

std::unique_ptr<DiagnosticHandler> vanishedLoopHandler(std::vector<VanishedLoop> *Into) {
  return std::make_unique<Handler>(Into);
}

} // namespace fastidious::optimizer

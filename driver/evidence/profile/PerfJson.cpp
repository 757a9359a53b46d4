/// \file
/// The JSON of `perf data convert --to-json` (version 1): samples with call chains, leaf first.
#include "driver/evidence/profile/Reader.h"

namespace fastidious::profile {

using llvm::StringRef;

std::string parsePerfJson(StringRef Contents, Profile &Into) {
  JsonText Text(Contents);
  const llvm::json::Object *Root = Text.root();
  if (!Root)
    return Text.problem();
  const llvm::json::Array *Samples = Root->getArray("samples");
  if (!Samples)
    return "the array 'samples' is missing";
  for (const llvm::json::Value &Entry : *Samples) {
    const llvm::json::Object *Sample = Entry.getAsObject();
    if (!Sample)
      return "a sample is no object";
    std::vector<Frame> Stack;
    if (const llvm::json::Array *Chain = Sample->getArray("callchain"))
      for (const llvm::json::Value &Level : *Chain) {
        Frame F;
        if (const llvm::json::Object *Object = Level.getAsObject())
          if (auto Symbol = Object->getString("symbol"))
            F.Function = *Symbol;
        Stack.push_back(F);
      }
    double Period = Sample->getNumber("period").value_or(1);
    if (Period < 0)
      return "a sample has a negative period";
    Into.add(Stack, Period);
  }
  Into.Unit = "samples";
  return {};
}

} // namespace fastidious::profile

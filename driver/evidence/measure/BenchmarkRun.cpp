#include "driver/evidence/measure/BenchmarkRun.h"

#include "driver/input/Input.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"

#include <cmath>

namespace json = llvm::json;
using llvm::StringRef;

namespace fastidious::measure {
namespace {

llvm::Error failure(const llvm::Twine &Message) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Message);
}

double nanosecondsOf(StringRef Unit) {
  return Unit == "s" ? 1e9 : Unit == "ms" ? 1e6 : Unit == "us" ? 1e3 : 1;
}

void addWarnings(const json::Object &Context, ProgramSamples &Into) {
  if (Context.getBoolean("cpu_scaling_enabled").value_or(false))
    Into.Warnings.insert("the processor scales its frequency");
  if (Context.getString("library_build_type") == StringRef("debug"))
    Into.Warnings.insert("the benchmark library was built for debugging");
}

llvm::Error addBenchmark(const json::Object &B, ProgramSamples &Into) {
  // Means, deviations and complexities are of the same repetitions.
  if (B.getString("run_type").value_or("iteration") != "iteration")
    return llvm::Error::success();
  auto Name = B.getString("run_name");
  if (!Name)
    Name = B.getString("name");
  if (!Name)
    return failure("a benchmark has no name");
  if (B.getBoolean("error_occurred").value_or(false))
    return failure("benchmark '" + *Name +
                   "' reports an error: " + B.getString("error_message").value_or(""));
  bool IsRealTime = Name->contains("/real_time") || Name->contains("/manual_time");
  auto Time = B.getNumber(IsRealTime ? "real_time" : "cpu_time");
  if (!Time || !std::isfinite(*Time) || *Time < 0)
    return failure("benchmark '" + *Name + "' has no time");
  auto [At, IsNew] = Into.Benchmarks.try_emplace(Name->str());
  if (IsNew)
    Into.Order.push_back(Name->str());
  BenchmarkSamples &Samples = At->second;
  Samples.IsRealTime = IsRealTime;
  Samples.Nanoseconds.push_back(*Time * nanosecondsOf(B.getString("time_unit").value_or("ns")));
  for (const auto &[Key, Value] : B) {
    StringRef Counter = Key;
    if (Counter == "max_bytes_used" || Counter.starts_with_insensitive("alloc"))
      if (auto Number = Value.getAsNumber())
        Samples.Counters[Counter.str()].push_back(*Number);
  }
  return llvm::Error::success();
}

} // namespace

llvm::Error addRun(StringRef Json, ProgramSamples &Into) {
  llvm::Expected<json::Value> Root = driver::parseJSON(Json);
  if (!Root) {
    llvm::consumeError(Root.takeError());
    return failure("no results of Google Benchmark");
  }
  const json::Object *Report = Root->getAsObject();
  const json::Array *Benchmarks = Report ? Report->getArray("benchmarks") : nullptr;
  if (!Benchmarks)
    return failure("no results of Google Benchmark");
  if (const json::Object *Context = Report->getObject("context"))
    addWarnings(*Context, Into);
  bool IsEmpty = true;
  for (const json::Value &Value : *Benchmarks)
    if (const json::Object *B = Value.getAsObject()) {
      if (llvm::Error E = addBenchmark(*B, Into))
        return E;
      IsEmpty &= B->getString("run_type").value_or("iteration") != "iteration";
    }
  if (IsEmpty)
    return failure(Benchmarks->empty() ? "no benchmark was run"
                                       : "only aggregates were reported, no single repetition");
  return llvm::Error::success();
}

} // namespace fastidious::measure

/// \file
/// The format `json`, which carries everything and which `fastidious merge` reads.
#include "driver/findings/Paths.h"
#include "driver/fixes/Edits.h"
#include "driver/output/Format.h"

#include "llvm/Support/FormatVariadic.h"

#include <cmath>

namespace json = llvm::json;

namespace fastidious::driver {
namespace {

std::string renderJSON(const RunResult &R, const RenderOptions &) {
  json::Array Findings, Errors;
  int64_t Reported = 0, Fixable = 0;
  for (const ReportedFinding &F : R.Findings) {
    Findings.push_back(toJSON(F, displayPath));
    if (F.Suppressed)
      continue;
    ++Reported;
    Fixable += applicableFix(F, /*Unsafe=*/true) != nullptr;
  }
  for (const AnalysisError &E : R.Errors)
    Errors.push_back(toJSON(E, displayPath));
  json::Object Summary{{"files", int64_t(R.Files)},
                       {"findings", Reported},
                       {"fixable", Fixable},
                       {"seconds", std::round(R.Seconds * 1000) / 1000}};
  if (R.Fixed)
    Summary["fixed"] = int64_t(R.Fixed);
  json::Value Root = json::Object{{"version", FASTIDIOUS_VERSION},
                                  {"tool", "fastidious"},
                                  {"findings", std::move(Findings)},
                                  {"errors", std::move(Errors)},
                                  {"summary", std::move(Summary)}};
  std::string Out;
  llvm::raw_string_ostream(Out) << llvm::formatv("{0:2}\n", Root);
  return Out;
}

const FormatRegistration Json("json", "everything that is known, for programs", renderJSON);

} // namespace
} // namespace fastidious::driver

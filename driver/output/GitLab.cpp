/// \file
/// The format `gitlab`: GitLab's code quality report, a subset of Code Climate's.
#include "driver/findings/Paths.h"
#include "driver/output/Format.h"

#include "llvm/Support/FormatVariadic.h"

namespace json = llvm::json;

namespace fastidious::driver {
namespace {

llvm::StringRef severity(Cost C) {
  switch (C) {
  case Cost::ConstantFactor:
    return "minor";
  case Cost::PerIterationAllocation:
    return "minor";
  case Cost::Quadratic:
    return "major";
  case Cost::InvalidMeasurement:
    return "critical";
  }
  llvm_unreachable("covered switch");
}

std::string renderGitLab(const RunResult &R, const RenderOptions &) {
  json::Array Issues;
  std::set<std::string> Used;
  for (const ReportedFinding &F : R.Findings) {
    if (F.Suppressed)
      continue;
    // GitLab drops issues with a fingerprint that it has seen: copies in other files are others.
    std::string Fingerprint = F.Fingerprint;
    for (unsigned N = 1; !Used.insert(Fingerprint).second; ++N)
      Fingerprint = fmt::format("{}/{}", F.Fingerprint, N);
    json::Object Lines{{"begin", F.Line}, {"end", F.EndLine}};
    Issues.push_back(
        json::Object{{"type", "issue"},
                     {"description", json::fixUTF8(F.Message)},
                     {"check_name", F.Check},
                     {"fingerprint", Fingerprint},
                     {"severity", severity(F.Cost)},
                     {"categories", json::Array{"Performance"}},
                     {"location", json::Object{{"path", json::fixUTF8(displayPath(F.File))},
                                               {"lines", std::move(Lines)}}}});
  }
  return llvm::formatv("{0:2}\n", json::Value(std::move(Issues))).str();
}

const FormatRegistration GitLab("gitlab", "GitLab's code quality report", renderGitLab);

} // namespace
} // namespace fastidious::driver

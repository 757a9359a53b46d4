/// \file
/// The format `junit`: one test suite for each file, one failed test for each finding.
#include "driver/findings/Paths.h"
#include "driver/output/Format.h"
#include "driver/output/Xml.h"

namespace fastidious::driver {
namespace {

std::string renderJUnit(const RunResult &R, const RenderOptions &) {
  struct Suite {
    std::string Cases;
    size_t Failures = 0, Errors = 0;
  };
  std::map<std::string, Suite> Suites;
  size_t Failures = 0, Errors = 0;
  for (const ReportedFinding &F : R.Findings) {
    if (F.Suppressed)
      continue;
    std::string Name = displayPath(F.File);
    Suite &S = Suites[Name];
    ++S.Failures, ++Failures;
    S.Cases += fmt::format(
        "    <testcase classname=\"{0}\" name=\"{1}:{2}:{3}\" file=\"{0}\" line=\"{2}\">\n"
        "      <failure type=\"{1}\" message=\"{4}\">{0}:{2}:{3}: {4}</failure>\n"
        "    </testcase>\n",
        escapeXML(Name), F.Check, F.Line, F.Column, escapeXML(F.Message));
  }
  for (const AnalysisError &E : R.Errors) {
    std::string Name = displayPath(E.File);
    Suite &S = Suites[Name];
    ++S.Errors, ++Errors;
    S.Cases += fmt::format("    <testcase classname=\"{0}\" name=\"analysis\" file=\"{0}\">\n"
                           "      <error type=\"{1}\" message=\"{2}\"/>\n"
                           "    </testcase>\n",
                           escapeXML(Name), errorKindName(E.Kind).str(), escapeXML(E.Message));
  }
  // A run without findings is one test that passed: consumers take an empty report for a failure.
  if (Suites.empty())
    Suites["fastidious"].Cases = "    <testcase classname=\"fastidious\" name=\"no findings\"/>\n";
  size_t Tests = std::max<size_t>(1, Failures + Errors);
  std::string Out = fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                "<testsuites name=\"fastidious\" tests=\"{}\" failures=\"{}\" "
                                "errors=\"{}\" time=\"{:.3f}\">\n",
                                Tests, Failures, Errors, R.Seconds);
  for (const auto &[Name, S] : Suites)
    Out += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n"
                       "{}  </testsuite>\n",
                       escapeXML(Name), std::max<size_t>(1, S.Failures + S.Errors), S.Failures,
                       S.Errors, S.Cases);
  return Out + "</testsuites>\n";
}

const FormatRegistration JUnit("junit", "JUnit's XML, for CI servers", renderJUnit);

} // namespace
} // namespace fastidious::driver

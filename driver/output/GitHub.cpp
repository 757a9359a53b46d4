/// \file
/// The format `github`: annotations of GitHub's workflow runs.
#include "driver/findings/Paths.h"
#include "driver/output/Format.h"

using llvm::StringRef;

namespace fastidious::driver {
namespace {

/// Escapes as the workflow commands ask for it; \p Property also what ends a property.
std::string escape(StringRef Text, bool Property) {
  std::string Out;
  for (char C : Text) {
    if (C == '%' || C == '\r' || C == '\n' || (Property && (C == ':' || C == ',')))
      Out += fmt::format("%{:02X}", static_cast<unsigned char>(C));
    else
      Out += C;
  }
  return Out;
}

std::string renderGitHub(const RunResult &R, const RenderOptions &) {
  std::string Out;
  for (const ReportedFinding &F : R.Findings)
    if (!F.Suppressed)
      Out += fmt::format("::warning file={},line={},endLine={},col={},endColumn={},title={}::{}\n",
                         escape(displayPath(F.File), true), F.Line, F.EndLine, F.Column,
                         F.EndColumn, escape(F.Check, true), escape(F.Message, false));
  for (const AnalysisError &E : R.Errors)
    Out += fmt::format("::error file={},title=not analysed::{}\n",
                       escape(displayPath(E.File), true), escape(E.Message, false));
  return Out;
}

const FormatRegistration GitHub("github", "annotations of GitHub workflows", renderGitHub);

} // namespace
} // namespace fastidious::driver

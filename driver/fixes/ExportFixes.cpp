#include "driver/fixes/ExportFixes.h"

#include "clang/Tooling/DiagnosticsYaml.h"

using namespace clang;

namespace fastidious::driver {

static tooling::DiagnosticMessage message(const ReportedFinding &F, StringRef Text) {
  tooling::DiagnosticMessage M(Text);
  M.FilePath = F.File;
  M.FileOffset = F.Offset;
  return M;
}

static void addEdits(tooling::DiagnosticMessage &M, const OfferedFix &Fix) {
  for (const Edit &E : Fix.Edits)
    llvm::consumeError(M.Fix[E.File].add(tooling::Replacement(E.File, E.Offset, E.Length, E.Text)));
}

std::string exportedFixes(const RunResult &R) {
  tooling::TranslationUnitDiagnostics Unit;
  for (const ReportedFinding &F : R.Findings) {
    if (F.Suppressed)
      continue;
    tooling::Diagnostic D(F.Check, tooling::Diagnostic::Warning, "");
    D.Message = message(F, F.Message);
    for (const OfferedFix &Fix : F.Fixes) {
      if (Fix.Safety == FixSafety::Safe) {
        addEdits(D.Message, Fix);
        continue;
      }
      D.Notes.push_back(message(F, Fix.Title));
      addEdits(D.Notes.back(), Fix);
    }
    Unit.Diagnostics.push_back(std::move(D));
  }
  std::string Out;
  llvm::raw_string_ostream Stream(Out);
  llvm::yaml::Output YAML(Stream);
  YAML << Unit;
  return Out;
}

} // namespace fastidious::driver

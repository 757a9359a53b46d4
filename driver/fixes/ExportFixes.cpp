#include "driver/fixes/ExportFixes.h"

#include "driver/fixes/Edits.h"

#include "clang/Tooling/DiagnosticsYaml.h"

using namespace clang;

namespace fastidious::driver {

static tooling::DiagnosticMessage message(const ReportedFinding &F, StringRef Text) {
  tooling::DiagnosticMessage M(Text);
  M.FilePath = F.File;
  M.FileOffset = F.Offset;
  return M;
}

std::string exportedFixes(const RunResult &R, bool Unsafe) {
  std::vector<ChosenFix> Candidates;
  for (const ReportedFinding &F : R.Findings)
    if (const OfferedFix *Fix = applicableFix(F, Unsafe); Fix && !F.Suppressed)
      Candidates.push_back({&F, Fix});
  // Edits that overlap would stop all others of the file.
  std::set<const OfferedFix *> Chosen;
  for (const ChosenFix &C : withoutConflicts(Candidates))
    Chosen.insert(C.Fix);

  tooling::TranslationUnitDiagnostics Unit;
  // An include that several fixes need is added once.
  std::set<std::tuple<StringRef, unsigned, StringRef>> Insertions;
  auto AddEdits = [&](tooling::DiagnosticMessage &M, const OfferedFix &Fix) {
    if (!Chosen.count(&Fix))
      return;
    for (const Edit &E : Fix.Edits)
      if (E.Length > 0 || Insertions.insert({E.File, E.Offset, E.Text}).second)
        llvm::consumeError(
            M.Fix[E.File].add(tooling::Replacement(E.File, E.Offset, E.Length, E.Text)));
  };
  for (const ReportedFinding &F : R.Findings) {
    if (F.Suppressed)
      continue;
    tooling::Diagnostic D(F.Check, tooling::Diagnostic::Warning, "");
    D.Message = message(F, F.Message);
    for (const OfferedFix &Fix : F.Fixes) {
      if (Fix.Safety == FixSafety::Safe) {
        AddEdits(D.Message, Fix);
        continue;
      }
      D.Notes.push_back(message(F, Fix.Title));
      AddEdits(D.Notes.back(), Fix);
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

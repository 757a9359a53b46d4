#include "driver/fixes/Edits.h"

using llvm::StringRef;

namespace fastidious::driver {

const OfferedFix *applicableFix(const ReportedFinding &F, bool Unsafe) {
  for (const OfferedFix &Fix : F.Fixes)
    if (!Fix.Edits.empty() &&
        (Fix.Safety == FixSafety::Safe || (Unsafe && Fix.Safety == FixSafety::Unsafe)))
      return &Fix;
  return nullptr;
}

static bool conflict(const Edit &A, const Edit &B) {
  if (A == B && A.Length == 0)
    return false;
  // Insertions touch the bytes on both sides: their order would be a guess.
  return A.Offset <= B.Offset + B.Length && B.Offset <= A.Offset + A.Length &&
         // Neighbouring replacements do not meet.
         !(A.Length && B.Length &&
           (A.Offset == B.Offset + B.Length || B.Offset == A.Offset + A.Length));
}

std::vector<ChosenFix> withoutConflicts(const std::vector<ChosenFix> &Candidates) {
  std::map<StringRef, std::vector<const Edit *>> Taken;
  std::vector<ChosenFix> Out;
  for (const ChosenFix &Candidate : Candidates) {
    bool Free = llvm::none_of(Candidate.Fix->Edits, [&](const Edit &E) {
      return llvm::any_of(Taken[E.File], [&](const Edit *Other) { return conflict(E, *Other); });
    });
    if (!Free)
      continue;
    for (const Edit &E : Candidate.Fix->Edits)
      Taken[E.File].push_back(&E);
    Out.push_back(Candidate);
  }
  return Out;
}

/// \p Text with "\r\n" for each line end.
static std::string withCarriageReturns(StringRef Text) {
  std::string Out;
  for (size_t I = 0; I < Text.size(); ++I) {
    if (Text[I] == '\n' && (I == 0 || Text[I - 1] != '\r'))
      Out += '\r';
    Out += Text[I];
  }
  return Out;
}

std::string applyEdits(StringRef Text, std::vector<Edit> Edits) {
  llvm::sort(Edits, [](const Edit &A, const Edit &B) {
    return std::tie(A.Offset, A.Length, A.Text) < std::tie(B.Offset, B.Length, B.Text);
  });
  Edits.erase(std::unique(Edits.begin(), Edits.end()), Edits.end());
  bool CarriageReturns = 2 * Text.count("\r\n") > Text.count('\n');
  bool Mark = Text.starts_with("\xEF\xBB\xBF");
  std::string Out;
  size_t At = 0;
  for (const Edit &E : Edits) {
    size_t Offset = Mark && E.Length == 0 ? std::max(E.Offset, 3u) : E.Offset;
    if (Offset < At || Offset + E.Length > Text.size())
      continue;
    Out += Text.slice(At, Offset);
    Out += CarriageReturns ? withCarriageReturns(E.Text) : E.Text;
    At = Offset + E.Length;
  }
  Out += Text.substr(At);
  return Out;
}

void applyFixes(const std::vector<ChosenFix> &Fixes, FileContents &Contents) {
  std::map<std::string, std::vector<Edit>> ByFile;
  for (const ChosenFix &Chosen : Fixes)
    for (const Edit &E : Chosen.Fix->Edits)
      ByFile[E.File].push_back(E);
  for (auto &[File, Edits] : ByFile)
    Contents[File] = applyEdits(Contents[File], std::move(Edits));
}

} // namespace fastidious::driver

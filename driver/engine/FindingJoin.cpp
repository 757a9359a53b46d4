#include "driver/engine/FindingJoin.h"

#include "driver/engine/SourceOfCost.h"
#include "driver/findings/Paths.h"

#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang/AST/Decl.h"

using namespace clang;

namespace fastidious::driver {
namespace {

std::vector<Edit> editsOf(const llvm::StringMap<tooling::Replacements> &Fix,
                          const Positions &Where) {
  std::vector<Edit> Edits;
  for (const auto &File : Fix)
    for (const tooling::Replacement &R : File.second)
      Edits.push_back({Where.absolute(R.getFilePath()), R.getOffset(), R.getLength(),
                       R.getReplacementText().str()});
  llvm::sort(Edits, [](const Edit &A, const Edit &B) {
    return std::tie(A.File, A.Offset) < std::tie(B.File, B.Offset);
  });
  return Edits;
}

/// \p Message as clang writes it: with "<E9>" for a byte that is no text.
std::string asShown(StringRef Message) {
  SmallString<128> Out;
  EscapeStringForDiagnostic(Message, Out);
  return std::string(Out);
}

/// Joins a diagnostic with what its check logged.
ReportedFinding finding(const tidy::ClangTidyError &E, const LoggedFinding &Logged,
                        Positions &Where) {
  const tooling::DiagnosticMessage &M = E.Message;
  ReportedFinding F;
  F.Check = E.DiagnosticName;
  F.File = Where.absolute(M.FilePath);
  F.Offset = M.FileOffset;
  auto [Line, Column] = Where.at(M.FilePath, M.FileOffset);
  F.Line = Line;
  F.Column = Column;
  unsigned End = M.FileOffset + Where.tokenLength(M.FilePath, M.FileOffset);
  for (const tooling::FileByteRange &Range : M.Ranges)
    if (Range.FilePath == M.FilePath && Range.FileOffset == M.FileOffset && Range.Length > 0)
      End = M.FileOffset + Range.Length;
  auto [EndLine, EndColumn] = Where.at(M.FilePath, End);
  F.EndLine = EndLine;
  F.EndColumn = EndColumn;
  F.Message = M.Message;
  F.Reason = Logged.Reason;
  F.Cost = Logged.Cost;
  F.Confidence = Logged.Confidence;
  if (Logged.Function) {
    F.Function = Logged.Function->getQualifiedNameAsString();
    F.Spent = sourceOfCost(*Logged.Function, M.FileOffset);
  }
  F.LineText = Where.lineText(M.FilePath, M.FileOffset);

  auto NextFix = Logged.Fixes.begin();
  auto AddFix = [&](const llvm::StringMap<tooling::Replacements> &Fix) {
    if (NextFix == Logged.Fixes.end())
      return;
    F.Fixes.push_back({NextFix->first, NextFix->second, editsOf(Fix, Where)});
    ++NextFix;
  };
  if (!M.Fix.empty())
    AddFix(M.Fix);
  for (const tooling::DiagnosticMessage &Note : E.Notes) {
    if (!Note.Fix.empty()) {
      AddFix(Note.Fix);
      continue;
    }
    auto [NoteLine, NoteColumn] = Where.at(Note.FilePath, Note.FileOffset);
    F.Notes.push_back({Where.absolute(Note.FilePath), NoteLine, NoteColumn, Note.Message});
  }
  return F;
}

} // namespace

FindingJoin::FindingJoin(const UnitView &View, const HeaderScope &Scope, Positions &Where)
    : View(View), Scope(Scope), Where(Where) {
  for (size_t I = 0; I < View.Log.Findings.size(); ++I) {
    const LoggedFinding &L = View.Log.Findings[I];
    Logged.try_emplace({L.Check, L.FilePath, L.Offset, asShown(L.Message)}, I);
  }
}

bool FindingJoin::isInProject(const std::string &File) const {
  return File == View.Job.File ||
         llvm::any_of(View.Options.ProjectRoots, [&](const std::string &Root) {
           return isBelow(File, Root) || isBelow(realPath(File), Root);
         });
}

void FindingJoin::add(const tidy::ClangTidyError &E, UnitResult &Result) {
  if (E.DiagLevel == tidy::ClangTidyError::Error &&
      StringRef(E.DiagnosticName).starts_with("clang-diagnostic"))
    return addError(E, Result);
  auto Entry =
      Logged.find({E.DiagnosticName, E.Message.FilePath, E.Message.FileOffset, E.Message.Message});
  if (Entry == Logged.end())
    return;
  size_t Index = Entry->second;
  Emitted.insert(Index);
  if (View.Refuted.count(Index))
    return;
  ReportedFinding F = finding(E, View.Log.Findings[Index], Where);
  if (Scope.ProjectOnly && !isInProject(F.File))
    return;
  if (auto Evidence = View.Evidence.find(Index); Evidence != View.Evidence.end())
    F.Evidence = Evidence->second;
  Result.Findings.push_back(std::move(F));
}

/// One error is enough: the others follow from it as a rule.
void FindingJoin::addError(const tidy::ClangTidyError &E, UnitResult &Result) {
  if (!Result.Errors.empty())
    return;
  std::string File = E.Message.FilePath.empty() ? "" : Where.absolute(E.Message.FilePath);
  std::string Message = E.Message.Message;
  if (!File.empty())
    Message = fmt::format("{}:{}: {}", displayPath(File),
                          Where.at(E.Message.FilePath, E.Message.FileOffset).Line, Message);
  Result.Errors.push_back({View.Job.File, ErrorKind::Parse, Message, File});
}

void FindingJoin::addSuppressed(UnitResult &Result) {
  llvm::Regex HeaderFilter(Scope.Pattern);
  for (size_t I = 0; I < View.Log.Findings.size(); ++I) {
    const LoggedFinding &L = View.Log.Findings[I];
    if (Emitted.count(I))
      continue;
    tidy::ClangTidyError E(L.Check, tidy::ClangTidyError::Warning, View.Job.Directory, false);
    E.Message.Message = asShown(L.Message);
    E.Message.FilePath = L.FilePath;
    E.Message.FileOffset = L.Offset;
    ReportedFinding F = finding(E, L, Where);
    bool Shown = F.File == View.Job.File ||
                 (Scope.ProjectOnly ? isInProject(F.File) : HeaderFilter.match(L.FilePath));
    if (!Shown)
      continue;
    F.Suppressed = Suppression::NoLint;
    Result.Findings.push_back(std::move(F));
  }
}

} // namespace fastidious::driver

#include "driver/findings/Baseline.h"

#include "driver/input/Input.h"
#include "driver/findings/Paths.h"

using llvm::StringRef;
namespace json = llvm::json;

namespace fastidious::driver {

/// \p File relative to \p Folder, so that a baseline holds wherever it is used from.
static std::string relativeTo(StringRef Folder, StringRef File) {
  Folder = Folder.rtrim('/');
  return isBelow(File, Folder) && File.size() > Folder.size()
             ? File.drop_front(Folder.size() + 1).str()
             : File.str();
}

std::string Baseline::findDefault() {
  std::string Here = absolutePath(".");
  for (StringRef Folder = Here; !Folder.empty(); Folder = llvm::sys::path::parent_path(Folder)) {
    llvm::SmallString<256> Candidate(Folder);
    llvm::sys::path::append(Candidate, DefaultName);
    if (llvm::sys::fs::exists(Candidate))
      return std::string(Candidate);
  }
  return {};
}

std::optional<Baseline> Baseline::load(const std::string &Path, std::string &Error) {
  auto Text = readFile(Path, Error);
  if (!Text)
    return std::nullopt;
  auto Root = parseJSON(*Text);
  if (!Root) {
    Error = "not valid JSON: " + llvm::toString(Root.takeError());
    return std::nullopt;
  }
  const json::Object *O = Root->getAsObject();
  const json::Array *Findings = O ? O->getArray("findings") : nullptr;
  if (!Findings || O->getInteger("version") != 1) {
    Error = "not a baseline of this version; create it again";
    return std::nullopt;
  }
  Baseline B;
  B.Folder = llvm::sys::path::parent_path(Path).str();
  for (const json::Value &V : *Findings) {
    const json::Object *F = V.getAsObject();
    if (!F || !F->getString("fingerprint") || !F->getString("check")) {
      Error = "an entry has no fingerprint or check";
      return std::nullopt;
    }
    B.Entries.push_back({F->getString("file").value_or("").str(),
                         F->getString("fingerprint")->str(), F->getString("check")->str(),
                         F->getString("message").value_or("").str()});
  }
  return B;
}

Baseline Baseline::of(const std::vector<ReportedFinding> &Findings, const std::string &Path) {
  Baseline B;
  B.Folder = llvm::sys::path::parent_path(Path).str();
  for (const ReportedFinding &F : Findings)
    if (!F.Suppressed || *F.Suppressed == Suppression::Baseline)
      B.Entries.push_back({relativeTo(B.Folder, F.File), F.Fingerprint, F.Check, F.Message});
  return B;
}

std::vector<std::optional<size_t>>
Baseline::match(const std::vector<ReportedFinding> &Findings) const {
  std::vector<std::optional<size_t>> Out(Findings.size());
  std::vector<bool> Used(Entries.size());
  for (bool SameFile : {true, false})
    for (size_t I = 0; I < Findings.size(); ++I) {
      const ReportedFinding &F = Findings[I];
      if (Out[I] || (F.Suppressed && *F.Suppressed != Suppression::Baseline))
        continue;
      for (size_t J = 0; J < Entries.size(); ++J)
        if (!Used[J] && Entries[J].Fingerprint == F.Fingerprint && Entries[J].Check == F.Check &&
            (!SameFile || Entries[J].File == relativeTo(Folder, F.File))) {
          Used[J] = true;
          Out[I] = J;
          break;
        }
    }
  return Out;
}

void Baseline::apply(std::vector<ReportedFinding> &Findings) const {
  auto Matches = match(Findings);
  for (size_t I = 0; I < Findings.size(); ++I)
    if (Matches[I])
      Findings[I].Suppressed = Suppression::Baseline;
}

size_t Baseline::prune(const std::vector<ReportedFinding> &Findings) {
  std::set<size_t> Kept;
  for (const auto &Match : match(Findings))
    if (Match)
      Kept.insert(*Match);
  std::vector<Entry> Left;
  for (size_t J : Kept)
    Left.push_back(std::move(Entries[J]));
  size_t Dropped = Entries.size() - Left.size();
  Entries = std::move(Left);
  return Dropped;
}

std::string Baseline::text() const {
  std::vector<Entry> Sorted = Entries;
  llvm::sort(Sorted, [](const Entry &A, const Entry &B) {
    return std::tie(A.File, A.Check, A.Fingerprint) < std::tie(B.File, B.Check, B.Fingerprint);
  });
  std::string Out = "{\"version\": 1, \"findings\": [";
  for (size_t I = 0; I < Sorted.size(); ++I) {
    Out += I ? ",\n  " : "\n  ";
    llvm::raw_string_ostream(Out) << json::Value(
        json::Object{{"file", json::fixUTF8(Sorted[I].File)},
                     {"check", Sorted[I].Check},
                     {"fingerprint", Sorted[I].Fingerprint},
                     {"message", json::fixUTF8(Sorted[I].Message)}});
  }
  return Out + "\n]}\n";
}

} // namespace fastidious::driver

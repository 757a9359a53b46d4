#include "driver/engine/UnitResult.h"

#include "llvm/Support/xxhash.h"

#include <ctime>

#include <sys/stat.h>

using llvm::StringRef;
namespace json = llvm::json;

namespace fastidious::driver {

/// First word of a serialized result; another form gets another word.
static constexpr StringRef Magic = "fastidious-result-3";

static uint64_t nanoseconds(const timespec &T) {
  return uint64_t(T.tv_sec) * 1'000'000'000 + uint64_t(T.tv_nsec);
}

uint64_t currentNanoseconds() {
  timespec Now;
  ::clock_gettime(CLOCK_REALTIME, &Now);
  return nanoseconds(Now);
}

std::string hashContents(StringRef Contents) {
  llvm::XXH128_hash_t Hash = llvm::xxh3_128bits(llvm::arrayRefFromStringRef(Contents));
  return fmt::format("{:016x}{:016x}", Hash.high64, Hash.low64);
}

std::optional<FileStamp> statFile(const std::string &Path) {
  struct stat S;
  if (::stat(Path.c_str(), &S) != 0)
    return std::nullopt;
  FileStamp Stamp;
  Stamp.Size = S.st_size;
  Stamp.Modified = nanoseconds(S.st_mtim);
  Stamp.Changed = nanoseconds(S.st_ctim);
  Stamp.Inode = S.st_ino;
  return Stamp;
}

std::optional<FileStamp> stampFile(const std::string &Path, StringRef Contents) {
  auto Stamp = statFile(Path);
  if (Stamp)
    Stamp->Hash = hashContents(Contents);
  return Stamp;
}

std::string serialize(const UnitResult &R) {
  std::string Body = fmt::format("{} {} {}\n", R.Start, R.Files.size(), R.Missing.size());
  for (const ReadFile &File : R.Files) {
    const FileStamp S = File.Stamp.value_or(FileStamp{"-"});
    Body += fmt::format("{} {} {} {} {} {}\n", S.Hash, S.Size, S.Modified, S.Changed, S.Inode,
                        File.Path);
  }
  for (const std::string &Path : R.Missing)
    Body += Path + "\n";
  json::Array Findings, Errors;
  for (const ReportedFinding &F : R.Findings)
    Findings.push_back(toJSON(F, nullptr, /*Internal=*/true));
  for (const AnalysisError &E : R.Errors)
    Errors.push_back(toJSON(E, nullptr, /*Internal=*/true));
  llvm::raw_string_ostream(Body) << json::Value(
      json::Object{{"findings", std::move(Findings)}, {"errors", std::move(Errors)}});
  return fmt::format("{} {}\n{}", Magic.str(), hashContents(Body), Body);
}

/// Takes the next word off \p Text.
static StringRef word(StringRef &Text) {
  StringRef Word;
  std::tie(Word, Text) = Text.split(' ');
  return Word;
}

static bool number(StringRef &Text, uint64_t &N) {
  return !word(Text).getAsInteger(10, N);
}

std::optional<UnitResult> parseHeader(StringRef Text, StringRef &Rest) {
  StringRef Line;
  std::tie(Line, Text) = Text.split('\n');
  if (word(Line) != Magic || Line != hashContents(Text))
    return std::nullopt;
  UnitResult R;
  uint64_t Count = 0, MissingCount = 0;
  std::tie(Line, Text) = Text.split('\n');
  if (!number(Line, R.Start) || !number(Line, Count) || !number(Line, MissingCount))
    return std::nullopt;
  for (uint64_t I = 0; I < Count; ++I) {
    std::tie(Line, Text) = Text.split('\n');
    ReadFile File;
    FileStamp S;
    S.Hash = word(Line).str();
    if (!number(Line, S.Size) || !number(Line, S.Modified) || !number(Line, S.Changed) ||
        !number(Line, S.Inode))
      return std::nullopt;
    File.Path = Line.str();
    if (S.Hash != "-")
      File.Stamp = std::move(S);
    R.Files.push_back(std::move(File));
  }
  for (uint64_t I = 0; I < MissingCount; ++I) {
    std::tie(Line, Text) = Text.split('\n');
    R.Missing.push_back(Line.str());
  }
  Rest = Text;
  return R;
}

bool parseFindings(StringRef Rest, UnitResult &R) {
  auto Parsed = json::parse(Rest);
  if (!Parsed) {
    llvm::consumeError(Parsed.takeError());
    return false;
  }
  const json::Object *O = Parsed->getAsObject();
  const json::Array *Findings = O ? O->getArray("findings") : nullptr;
  const json::Array *Errors = O ? O->getArray("errors") : nullptr;
  if (!Findings || !Errors)
    return false;
  for (const json::Value &V : *Findings) {
    auto F = findingFromJSON(V);
    if (!F)
      return false;
    R.Findings.push_back(std::move(*F));
  }
  for (const json::Value &V : *Errors) {
    auto E = errorFromJSON(V);
    if (!E)
      return false;
    R.Errors.push_back(std::move(*E));
  }
  return true;
}

std::optional<UnitResult> parseUnitResult(StringRef Text) {
  StringRef Rest;
  auto R = parseHeader(Text, Rest);
  if (!R || !parseFindings(Rest, *R))
    return std::nullopt;
  return R;
}

} // namespace fastidious::driver

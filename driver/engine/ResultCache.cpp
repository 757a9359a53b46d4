#include "driver/engine/ResultCache.h"

#include "driver/engine/TidyOptions.h"
#include "driver/findings/Paths.h"

#include <fcntl.h>
#include <link.h>
#include <sys/stat.h>
#include <unistd.h>

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace fastidious::driver {
namespace {

/// File times are trusted only if they are this much older than the analysis: on some file systems
/// a second is the smallest difference.
constexpr uint64_t Granularity = 2'000'000'000;

constexpr StringRef Extension = ".result";

/// Appends the identity that the linker gave to each loaded object of clang and to this program.
int appendBuildId(dl_phdr_info *Info, size_t, void *Out) {
  StringRef Name = Info->dlpi_name;
  if (!Name.empty() && !Name.contains("clang") && !Name.contains("LLVM"))
    return 0;
  for (int I = 0; I < Info->dlpi_phnum; ++I) {
    const ElfW(Phdr) &Header = Info->dlpi_phdr[I];
    if (Header.p_type != PT_NOTE)
      continue;
    StringRef Notes(reinterpret_cast<const char *>(Info->dlpi_addr + Header.p_vaddr),
                    Header.p_memsz);
    static_cast<std::string *>(Out)->append(hashContents(Notes));
  }
  return 0;
}

const std::string &toolIdentity() {
  static const std::string Identity = [] {
    std::string Out = FASTIDIOUS_VERSION;
    ::dl_iterate_phdr(appendBuildId, &Out);
    if (auto Stamp = statFile("/proc/self/exe"))
      Out += fmt::format(" {} {}", Stamp->Size, Stamp->Modified);
    return Out;
  }();
  return Identity;
}

template <typename Fn> void eachEntry(const std::string &Folder, Fn F) {
  std::error_code EC;
  for (fs::directory_iterator I(Folder, EC), End; !EC && I != End; I.increment(EC)) {
    if (path::filename(I->path()).size() != 2)
      continue;
    std::error_code Inner;
    for (fs::directory_iterator J(I->path(), Inner); !Inner && J != End; J.increment(Inner))
      if (StringRef(J->path()).ends_with(Extension) || StringRef(J->path()).ends_with(".tmp"))
        F(J->path());
  }
}

} // namespace

ResultCache::ResultCache(std::string Folder, const EngineOptions &Options)
    : Folder(std::move(Folder)), Options(Options) {
  RunKey = toolIdentity();
  for (const std::string &Part : {Options.Checks, Options.HeaderFilter, Options.HooksKey,
                                  std::string(Options.FullParse ? "full" : ""),
                                  std::string(Options.KeepSuppressed ? "suppressed" : "")})
    RunKey += '\0' + Part;
  for (const std::string &Root : Options.ProjectRoots)
    RunKey += '\0' + Root;
  // The compiler driver reads these.
  for (const char *Name : {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "GCC_EXEC_PREFIX"})
    if (const char *Value = ::getenv(Name))
      RunKey += '\0' + std::string(Name) + '=' + Value;
}

std::string ResultCache::defaultFolder() {
  const char *Home = ::getenv("HOME");
  const char *Cache = ::getenv("XDG_CACHE_HOME");
  if (Cache && *Cache == '/')
    return std::string(Cache) + "/fastidious";
  return Home && *Home ? std::string(Home) + "/.cache/fastidious" : std::string();
}

std::string ResultCache::entryPath(const CompileJob &Job) {
  auto [Tidy, New] = TidyKeys.try_emplace(path::parent_path(Job.File).str());
  if (New)
    Tidy->second = clang::tidy::configurationAsText(tidyOptionsFor(Job.File, Options.Checks));
  std::string Key = RunKey + '\0' + Tidy->second + '\0' + Job.File + '\0' + Job.Directory;
  for (const std::string &Argument : Job.Command)
    Key += '\0' + Argument;
  std::string Hash = hashContents(Key);
  return Folder + "/" + Hash.substr(0, 2) + "/" + Hash.substr(2) + Extension.str();
}

bool ResultCache::isUnchanged(const ReadFile &File, uint64_t Since) {
  if (!File.Stamp)
    return false;
  auto [At, New] = Files.try_emplace(File.Path);
  Known &K = At->second;
  if (New)
    K.State = statFile(File.Path);
  if (!K.State || K.State->Size != File.Stamp->Size)
    return false;
  if (K.State->Modified == File.Stamp->Modified && K.State->Changed == File.Stamp->Changed &&
      K.State->Inode == File.Stamp->Inode && K.State->Changed + Granularity < Since)
    return true;
  if (K.Hash.empty()) {
    std::string Error;
    auto Text = readFile(File.Path, Error);
    if (!Text)
      return false;
    K.Hash = hashContents(*Text);
  }
  return K.Hash == File.Stamp->Hash;
}

bool ResultCache::isMissing(const std::string &Path) {
  auto [At, New] = Absent.try_emplace(Path, false);
  if (New)
    At->second = !fs::exists(Path);
  return At->second;
}

std::optional<UnitResult> ResultCache::find(const CompileJob &Job) {
  std::string Path = entryPath(Job), Error;
  auto Text = readFile(Path, Error);
  if (!Text)
    return std::nullopt;
  StringRef Rest;
  auto R = parseHeader(*Text, Rest);
  if (!R) {
    // Damaged; the next store replaces it.
    fs::remove(Path);
    return std::nullopt;
  }
  for (const ReadFile &File : R->Files)
    if (!isUnchanged(File, R->Start))
      return std::nullopt;
  if (!llvm::all_of(R->Missing, [&](const std::string &File) { return isMissing(File); }))
    return std::nullopt;
  if (!parseFindings(Rest, *R))
    return std::nullopt;
  // Its age is counted from the last use.
  ::utimensat(AT_FDCWD, Path.c_str(), nullptr, 0);
  return R;
}

std::optional<std::vector<std::string>> ResultCache::filesOf(const CompileJob &Job) {
  std::string Error;
  auto Text = readFile(entryPath(Job), Error);
  StringRef Rest;
  auto R = Text ? parseHeader(*Text, Rest) : std::nullopt;
  if (!R)
    return std::nullopt;
  std::vector<std::string> Out;
  for (const ReadFile &File : R->Files)
    Out.push_back(File.Path);
  return Out;
}

void ResultCache::store(const CompileJob &Job, StringRef Serialized) {
  std::string Path = entryPath(Job);
  if (fs::create_directories(path::parent_path(Path)))
    return;
  int FD;
  llvm::SmallString<256> Temporary;
  if (fs::createUniqueFile(Path + ".%%%%%%%%.tmp", FD, Temporary))
    return;
  llvm::raw_fd_ostream Out(FD, /*shouldClose=*/true);
  Out << Serialized;
  Out.close();
  // A full disk, say: then there is no entry.
  if (Out.has_error()) {
    Out.clear_error();
    fs::remove(Temporary);
  } else if (fs::rename(Temporary, Path)) {
    fs::remove(Temporary);
  }
}

ResultCache::Statistics ResultCache::statistics(const std::string &Folder) {
  Statistics S;
  eachEntry(Folder, [&](const std::string &Path) {
    uint64_t Size = 0;
    if (fs::file_size(Path, Size))
      return;
    ++S.Entries;
    S.Bytes += Size;
  });
  return S;
}

void ResultCache::shrink(const std::string &Folder, uint64_t MaxBytes) {
  struct Entry {
    uint64_t Used;
    uint64_t Size;
    std::string Path;
  };
  std::vector<Entry> Entries;
  uint64_t Total = 0;
  eachEntry(Folder, [&](const std::string &Path) {
    // Another run may have removed it.
    auto Stamp = statFile(Path);
    if (!Stamp)
      return;
    Entries.push_back({Stamp->Modified, Stamp->Size, Path});
    Total += Stamp->Size;
  });
  if (Total <= MaxBytes)
    return;
  llvm::sort(Entries, [](const Entry &A, const Entry &B) { return A.Used < B.Used; });
  // Some more than needed, so that not every run has to.
  for (const Entry &E : Entries) {
    if (Total <= MaxBytes / 10 * 9)
      break;
    if (!fs::remove(E.Path))
      Total -= E.Size;
  }
}

size_t ResultCache::clean(const std::string &Folder) {
  std::vector<std::string> Paths;
  eachEntry(Folder, [&](const std::string &Path) { Paths.push_back(Path); });
  size_t Removed = 0;
  std::set<std::string> Folders;
  for (const std::string &Path : Paths) {
    Removed += !fs::remove(Path);
    Folders.insert(path::parent_path(Path).str());
  }
  for (const std::string &Empty : Folders)
    ::rmdir(Empty.c_str());
  ::rmdir(Folder.c_str());
  return Removed;
}

} // namespace fastidious::driver

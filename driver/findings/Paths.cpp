#include "driver/findings/Paths.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using llvm::SmallString;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace fastidious::driver {

static const std::string &currentFolder() {
  static const std::string Folder = [] {
    SmallString<256> Path;
    fs::current_path(Path);
    return std::string(Path);
  }();
  return Folder;
}

std::string absolutePath(StringRef Path) {
  SmallString<256> Out(Path);
  fs::make_absolute(currentFolder(), Out);
  path::remove_dots(Out, /*remove_dot_dot=*/true);
  return std::string(Out);
}

bool isBelow(StringRef Path, StringRef Folder) {
  Folder = Folder.rtrim('/');
  return Path.starts_with(Folder) && (Path.size() == Folder.size() || Path[Folder.size()] == '/');
}

std::string displayPath(StringRef Path) {
  StringRef Folder = StringRef(currentFolder()).rtrim('/');
  if (isBelow(Path, Folder) && Path.size() > Folder.size() + 1)
    return Path.drop_front(Folder.size() + 1).str();
  return Path.str();
}

std::string realPath(StringRef Path) {
  SmallString<256> Out;
  if (fs::real_path(Path, Out))
    return Path.str();
  return std::string(Out);
}

static bool matchesFrom(StringRef Text, StringRef Glob) {
  while (!Glob.empty()) {
    if (Glob.starts_with("**")) {
      StringRef Rest = Glob.drop_front(2);
      // "**/" also matches no folder at all.
      if (Rest.starts_with("/") && matchesFrom(Text, Rest.drop_front()))
        return true;
      for (size_t I = 0; I <= Text.size(); ++I)
        if (matchesFrom(Text.drop_front(I), Rest))
          return true;
      return false;
    }
    if (Glob.front() == '*') {
      for (size_t I = 0;; ++I) {
        if (matchesFrom(Text.drop_front(I), Glob.drop_front()))
          return true;
        if (I == Text.size() || Text[I] == '/')
          return false;
      }
    }
    if (Text.empty() || (Glob.front() == '?' ? Text.front() == '/' : Glob.front() != Text.front()))
      return false;
    Text = Text.drop_front();
    Glob = Glob.drop_front();
  }
  return Text.empty();
}

bool matchesGlob(StringRef Path, StringRef Glob) {
  Glob = Glob.rtrim('/');
  std::string Shown = displayPath(Path);
  bool AnyDepth = !Glob.contains('/');
  Glob.consume_front("./");
  // The glob may name the path itself or one of the folders above it.
  for (StringRef Prefix = Path.starts_with("/") && Glob.starts_with("/") ? Path : StringRef(Shown);
       !Prefix.empty(); Prefix = path::parent_path(Prefix)) {
    if (matchesFrom(Prefix, Glob) || (AnyDepth && matchesFrom(path::filename(Prefix), Glob)))
      return true;
    if (Prefix == "/")
      break;
  }
  return false;
}

std::optional<std::string> readFile(StringRef Path, std::string &Error) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false, /*IsVolatile=*/true);
  if (!Buffer) {
    Error = Buffer.getError().message();
    return std::nullopt;
  }
  return (*Buffer)->getBuffer().str();
}

/// Writes all of \p Contents to \p FD; false with errno set if that fails.
static bool writeAll(int FD, StringRef Contents) {
  while (!Contents.empty()) {
    ssize_t N = ::write(FD, Contents.data(), Contents.size());
    if (N < 0 && errno == EINTR)
      continue;
    if (N < 0)
      return false;
    Contents = Contents.drop_front(N);
  }
  return true;
}

/// Writes into a pipe or a device, which another file must not take the place of.
static std::string writeInto(StringRef Path, StringRef Contents) {
  int FD = ::open(Path.str().c_str(), O_WRONLY | O_CLOEXEC);
  if (FD < 0)
    return std::generic_category().message(errno);
  std::string Error;
  if (!writeAll(FD, Contents))
    Error = std::generic_category().message(errno);
  ::close(FD);
  return Error;
}

/// The file that is written through \p Path: the end of its links, which need not exist.
static std::string endOfLinks(StringRef Path) {
  namespace stdfs = std::filesystem;
  std::error_code EC;
  stdfs::path End = Path.str();
  // The kernel follows as many.
  for (int I = 0; I < 40 && stdfs::is_symlink(End, EC); ++I)
    End = End.parent_path() / stdfs::read_symlink(End, EC);
  return realPath(End.string());
}

std::string replaceFile(StringRef Path, StringRef Contents) {
  std::string Target = endOfLinks(Path);
  struct stat Old;
  bool Exists = ::stat(Path.str().c_str(), &Old) == 0;
  if (Exists && !S_ISREG(Old.st_mode))
    return writeInto(Path, Contents);
  SmallString<256> Temporary;
  int FD;
  // In the same folder: a rename is atomic only within a file system.
  if (std::error_code EC = fs::createUniqueFile(Target + ".%%%%%%%%.tmp", FD, Temporary))
    return EC.message();
  auto Fail = [&] {
    std::string Message = std::generic_category().message(errno);
    ::close(FD);
    ::unlink(Temporary.c_str());
    return Message;
  };
  if (!writeAll(FD, Contents))
    return Fail();
  if (Exists) {
    if (::fchmod(FD, Old.st_mode & 07777) != 0)
      return Fail();
    // Keeping owner and group is a courtesy that needs privileges.
    if (::fchown(FD, Old.st_uid, Old.st_gid) != 0)
      errno = 0;
  } else {
    // Can only be read by setting it.
    mode_t Mask = ::umask(0);
    ::umask(Mask);
    if (::fchmod(FD, 0666 & ~Mask) != 0)
      return Fail();
  }
  // Without it a power cut may leave the name of the new file with no contents.
  if (::fsync(FD) != 0)
    return Fail();
  if (::rename(Temporary.c_str(), Target.c_str()) != 0)
    return Fail();
  ::close(FD);
  return {};
}

} // namespace fastidious::driver

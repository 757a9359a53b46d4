#include "driver/engine/QueryDriver.h"

#include "driver/findings/Paths.h"

#include "llvm/Support/Program.h"

using llvm::SmallString;
using llvm::StringRef;

namespace fastidious::driver {
namespace {

struct Answer {
  std::vector<std::string> Includes;
  std::string Target;
};

/// Runs \p Compiler for the C++ header search list, which GCC and clang print alike.
Answer query(const std::string &Compiler, const std::vector<std::string> &Relevant) {
  Answer Out;
  SmallString<128> Log;
  if (llvm::sys::fs::createTemporaryFile("fastidious-query", "txt", Log))
    return Out;
  std::vector<StringRef> Arguments{Compiler, "-E", "-v", "-x", "c++"};
  Arguments.insert(Arguments.end(), Relevant.begin(), Relevant.end());
  Arguments.push_back("/dev/null");
  std::optional<StringRef> Redirects[] = {StringRef(""), StringRef(""), StringRef(Log)};
  llvm::sys::ExecuteAndWait(Compiler, Arguments, std::nullopt, Redirects, /*SecondsToWait=*/10);
  std::string Error;
  bool InList = false;
  if (auto Text = readFile(Log, Error))
    for (StringRef Line : llvm::split(*Text, '\n')) {
      if (Line.starts_with("#include <...>"))
        InList = true;
      else if (Line.starts_with("End of search list"))
        InList = false;
      else if (InList)
        Out.Includes.push_back(Line.trim().str());
      else if (Line.consume_front("Target: "))
        Out.Target = Line.trim().str();
    }
  llvm::sys::fs::remove(Log);
  return Out;
}

} // namespace

void addQueriedIncludes(std::vector<std::string> &Command, const std::vector<std::string> &Globs,
                        const std::string &Directory) {
  std::string Compiler = Command[0];
  if (StringRef(Compiler).contains('/')) {
    SmallString<256> Path(Compiler);
    llvm::sys::fs::make_absolute(Directory, Path);
    llvm::sys::path::remove_dots(Path, true);
    Compiler = std::string(Path);
  } else if (auto Found = llvm::sys::findProgramByName(Compiler)) {
    Compiler = *Found;
  }
  if (llvm::none_of(Globs, [&](const std::string &Glob) { return matchesGlob(Compiler, Glob); }))
    return;
  std::vector<std::string> Relevant;
  for (const std::string &A : Command)
    for (StringRef Prefix :
         {"-std=", "-stdlib=", "--sysroot", "-m32", "-m64", "-nostdinc", "-march=", "-isysroot"})
      if (StringRef(A).starts_with(Prefix))
        Relevant.push_back(A);
  static std::map<std::pair<std::string, std::vector<std::string>>, Answer> Known;
  auto [At, New] = Known.try_emplace({Compiler, Relevant});
  if (New)
    At->second = query(Compiler, Relevant);
  if (At->second.Includes.empty())
    return;
  std::vector<std::string> Added{"-nostdlibinc", "-nostdinc++"};
  if (!At->second.Target.empty())
    Added.push_back("--target=" + At->second.Target);
  for (const std::string &Folder : At->second.Includes)
    // The compiler's own headers (intrinsics) do not fit clang.
    if (!llvm::sys::fs::exists(Folder + "/immintrin.h") &&
        !llvm::sys::fs::exists(Folder + "/arm_neon.h"))
      Added.insert(Added.end(), {"-isystem", Folder});
  Command.insert(Command.end() - 1, Added.begin(), Added.end());
}

} // namespace fastidious::driver

#include "driver/fixes/WorkingTree.h"

#include "driver/findings/Git.h"
#include "driver/findings/Paths.h"

#include "llvm/Support/SHA1.h"

using llvm::StringRef;

namespace fastidious::driver {

/// The name that git gives to a file with these contents.
static std::string blobName(StringRef Text) {
  llvm::SHA1 Hash;
  Hash.update("blob " + std::to_string(Text.size()));
  Hash.update(StringRef("\0", 1));
  Hash.update(Text);
  return llvm::toHex(Hash.final(), /*LowerCase=*/true);
}

std::vector<std::string> uncommittedFiles(const std::vector<std::string> &Files,
                                          std::string &Error) {
  // Not `git status`, which may run filters and monitors that the repository's configuration names.
  std::vector<std::string> Out;
  for (const std::string &File : Files) {
    std::string Real = realPath(File);
    std::string Folder = llvm::sys::path::parent_path(Real).str();
    if (WorkTree Tree = workTree(Folder); !Tree.Top) {
      if (Tree.IsRefused)
        Error = Tree.Error;
      continue;
    }
    std::string Name = "./" + llvm::sys::path::filename(Real).str();
    auto Committed = runGit(Folder, {"ls-tree", "HEAD", "--", Name});
    std::string Unreadable;
    auto Text = readFile(Real, Unreadable);
    // "mode type name\tpath"
    StringRef Blob = Committed ? StringRef(*Committed).split('\t').first.rsplit(' ').second : "";
    std::string Unix = Text.value_or("");
    for (size_t At = 0; (At = Unix.find("\r\n", At)) != std::string::npos;)
      Unix.erase(At, 1);
    // Compared also without carriage returns, which git may add on checkout.
    if (!Text || Blob.empty() || (Blob != blobName(*Text) && Blob != blobName(Unix)))
      Out.push_back(File);
  }
  return Out;
}

} // namespace fastidious::driver

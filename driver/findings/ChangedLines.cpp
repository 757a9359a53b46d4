#include "driver/findings/ChangedLines.h"

#include "driver/engine/CompilationDatabase.h"
#include "driver/findings/Git.h"
#include "driver/findings/Paths.h"

#include "llvm/ADT/StringSet.h"

#include <cstdio>

using llvm::StringRef;

namespace fastidious::driver {

/// The file that "+++ NAME" names: git quotes unusual names as C does, others put a time behind a
/// tab.
static std::string nameInPatch(StringRef Name) {
  std::string Out;
  if (Name.consume_front("\"")) {
    while (!Name.empty() && Name.front() != '"') {
      char C = Name.front();
      Name = Name.drop_front();
      if (C == '\\' && !Name.empty()) {
        unsigned Code;
        if (!Name.take_front(3).getAsInteger(8, Code) && Name.size() >= 3) {
          C = char(Code);
          Name = Name.drop_front(3);
        } else {
          C = Name.front() == 't' ? '\t' : Name.front() == 'n' ? '\n' : Name.front();
          Name = Name.drop_front();
        }
      }
      Out += C;
    }
  } else {
    Out = Name.split('\t').first.str();
  }
  return Out;
}

ChangedLines ChangedLines::parse(StringRef Patch, const std::string &Folder) {
  ChangedLines Out;
  std::string File;
  // Lines of the hunk that are still to come: an added line may begin with "++ ".
  unsigned OldLeft = 0, NewLeft = 0, Line = 0;
  for (StringRef Text : llvm::split(Patch, '\n')) {
    if (OldLeft || NewLeft) {
      char Kind = Text.empty() ? ' ' : Text.front();
      if (Kind == '\\') // "\ No newline at end of file"
        continue;
      if (Kind != '+')
        OldLeft -= OldLeft > 0;
      if (Kind == '-')
        continue;
      NewLeft -= NewLeft > 0;
      if (Kind == '+' && !File.empty()) {
        auto &Ranges = Out.Ranges[File];
        if (!Ranges.empty() && Ranges.back().second + 1 == Line)
          ++Ranges.back().second;
        else
          Ranges.push_back({Line, Line});
      }
      ++Line;
      continue;
    }
    Text = Text.rtrim('\r');
    if (Text.consume_front("+++ ")) {
      std::string Name = nameInPatch(Text);
      StringRef Shown = Name;
      if (!Shown.consume_front("b/"))
        Shown.consume_front("./");
      File = Shown == "/dev/null"     ? ""
             : Shown.starts_with("/") ? realPath(Shown)
                                      : realPath(Folder + "/" + Shown.str());
    } else if (Text.consume_front("@@ -")) {
      // old,count +new,count @@; a missing count is 1.
      auto [Old, Rest] = Text.split(" +");
      StringRef New = Rest.split(' ').first;
      auto Count = [](StringRef Range) {
        unsigned N = 1;
        StringRef Digits = Range.split(',').second;
        return !Digits.empty() && Digits.getAsInteger(10, N) ? 0 : N;
      };
      if (New.split(',').first.getAsInteger(10, Line))
        continue;
      OldLeft = Count(Old);
      NewLeft = Count(New);
    }
  }
  return Out;
}

std::optional<ChangedLines> ChangedLines::find(const ChangeSource &Source, std::string &Error) {
  std::string Here = absolutePath(".");
  if (!Source.PatchFile.empty()) {
    std::optional<std::string> Text;
    if (Source.PatchFile == "-") {
      Text.emplace();
      char Buffer[65536];
      while (size_t N = std::fread(Buffer, 1, sizeof Buffer, stdin))
        Text->append(Buffer, N);
    } else {
      Text = readFile(absolutePath(Source.PatchFile), Error);
      if (!Text) {
        Error = fmt::format("cannot read '{}': {}", Source.PatchFile, Error);
        return std::nullopt;
      }
    }
    // A patch of git's has paths from the top of the work tree.
    bool IsGits = Text->find("diff --git") != std::string::npos;
    return parse(*Text, IsGits ? workTree(Here).Top.value_or(Here) : Here);
  }
  WorkTree Tree = workTree(Here);
  if (!Tree.Top) {
    Error = Tree.Error;
    return std::nullopt;
  }
  std::string Base = Source.Revision;
  if (!Source.MergeBase.empty()) {
    auto Found = StringRef(Source.MergeBase).starts_with("-")
                     ? std::nullopt
                     : runGit(Here, {"merge-base", "HEAD", Source.MergeBase});
    Base = Found ? StringRef(*Found).trim().str() : "";
  }
  std::vector<std::string> Arguments{"diff",
                                     "--no-color",
                                     "--no-ext-diff",
                                     "--no-textconv",
                                     "--unified=0",
                                     "--src-prefix=a/",
                                     "--dst-prefix=b/",
                                     "--find-renames",
                                     "--ignore-submodules=all"};
  if (Source.Staged)
    Arguments.push_back("--cached");
  else if (Base.empty() || Base[0] == '-' ||
           !runGit(Here, {"rev-parse", "--verify", "--quiet", Base + "^{commit}"})) {
    Error = fmt::format("git knows no revision '{}'",
                        Source.MergeBase.empty() ? Source.Revision : Source.MergeBase);
    return std::nullopt;
  } else {
    Arguments.push_back(Base);
  }
  Arguments.push_back("--");
  auto Patch = runGit(Here, Arguments);
  if (!Patch) {
    Error = "'git diff' failed";
    return std::nullopt;
  }
  const std::string &Root = *Tree.Top;
  ChangedLines Out = parse(*Patch, Root);
  // Git's diffs leave out what was never added, but all of it is new.
  if (!Source.Staged)
    if (auto Untracked = runGit(Root, {"ls-files", "--others", "--exclude-standard", "-z"}))
      for (StringRef Name : llvm::split(*Untracked, '\0'))
        if (isSourceFile(Name) || isHeaderFile(Name))
          Out.Ranges[realPath(Root + "/" + Name.str())] = {{1, ~0u}};
  return Out;
}

bool ChangedLines::contains(const ReportedFinding &F) const {
  auto Found = Ranges.find(realPath(F.File));
  return Found != Ranges.end() && llvm::any_of(Found->second, [&](const auto &Range) {
           return F.Line <= Range.second && std::max(F.Line, F.EndLine) >= Range.first;
         });
}

bool ChangedLines::containsIncluded(const std::vector<std::string> &Sources) const {
  static const llvm::StringSet<> Other{".md",   ".txt", ".rst",  ".cmake", ".json", ".yaml",
                                       ".yml",  ".py",  ".sh",   ".html",  ".css",  ".js",
                                       ".toml", ".cfg", ".ini",  ".xml",   ".svg",  ".png",
                                       ".am",   ".ac",  ".lock", ".bzl",   ".bazel"};
  std::set<std::string> Mains;
  for (const std::string &Source : Sources)
    Mains.insert(realPath(Source));
  return llvm::any_of(Ranges, [&](const auto &File) {
    return !Mains.count(File.first) && !Other.contains(llvm::sys::path::extension(File.first)) &&
           !llvm::sys::path::filename(File.first).starts_with(".");
  });
}

bool ChangedLines::containsFile(StringRef Path) const {
  return Ranges.count(realPath(Path));
}

std::optional<std::map<std::string, std::string>> stagedContents(std::string &Error) {
  WorkTree Tree = workTree(absolutePath("."));
  if (!Tree.Top) {
    Error = Tree.Error;
    return std::nullopt;
  }
  const std::string &Root = *Tree.Top;
  auto Names =
      runGit(Root, {"diff-files", "--name-only", "-z", "--no-ext-diff", "--ignore-submodules=all"});
  if (!Names) {
    Error = "'git diff-files' failed";
    return std::nullopt;
  }
  std::map<std::string, std::string> Out;
  for (StringRef Name : llvm::split(*Names, '\0')) {
    if (Name.empty())
      continue;
    std::string Path = Root + "/" + Name.str(), Ignored;
    auto Staged = runGit(Root, {"cat-file", "blob", ":" + Name.str()});
    // Times alone may differ, too; and what is gone from the disk is still staged.
    if (Staged && readFile(Path, Ignored) != Staged)
      Out[Path] = std::move(*Staged);
  }
  return Out;
}

} // namespace fastidious::driver

#include "driver/findings/ChangedLines.h"

#include "driver/engine/CompilationDatabase.h"
#include "driver/findings/Git.h"
#include "driver/findings/Paths.h"

#include <cstdio>

using llvm::StringRef;

namespace fastidious::driver {

ChangedLines ChangedLines::parse(StringRef Patch, const std::string &Folder) {
  ChangedLines Out;
  std::string File;
  for (StringRef Line : llvm::split(Patch, '\n')) {
    Line = Line.rtrim('\r');
    if (Line.consume_front("+++ ")) {
      // A tab and a time may follow; git quotes unusual names.
      StringRef Name = Line.split('\t').first;
      if (Name.consume_front("\""))
        Name.consume_back("\"");
      if (!Name.consume_front("b/"))
        Name.consume_front("./");
      File = Name == "/dev/null"     ? ""
             : Name.starts_with("/") ? realPath(Name)
                                     : realPath(Folder + "/" + Name.str());
      continue;
    }
    if (File.empty() || !Line.starts_with("@@ "))
      continue;
    // @@ -old,count +new,count @@; a missing count is 1.
    StringRef New = Line.substr(Line.find('+') + 1).split(' ').first;
    auto [Start, Count] = New.split(',');
    unsigned First = 0, Lines = 1;
    if (Start.getAsInteger(10, First) || (!Count.empty() && Count.getAsInteger(10, Lines)))
      continue;
    if (Lines)
      Out.Ranges[File].push_back({First, First + Lines - 1});
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
    auto Top = runGit(Here, {"rev-parse", "--show-toplevel"});
    return parse(*Text, Top && Text->find("diff --git") != std::string::npos
                            ? StringRef(*Top).trim().str()
                            : Here);
  }
  auto Top = runGit(Here, {"rev-parse", "--show-toplevel"});
  if (!Top) {
    Error = "not in a git work tree";
    return std::nullopt;
  }
  std::string Base = Source.Revision;
  if (!Source.MergeBase.empty()) {
    auto Found = StringRef(Source.MergeBase).starts_with("-")
                     ? std::nullopt
                     : runGit(Here, {"merge-base", "HEAD", Source.MergeBase});
    Base = Found ? StringRef(*Found).trim().str() : "";
  }
  std::vector<std::string> Arguments{
      "diff",        "--no-color",      "--no-ext-diff",   "--no-textconv",
      "--unified=0", "--src-prefix=a/", "--dst-prefix=b/", "--no-renames"};
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
  return parse(*Patch, StringRef(*Top).trim().str());
}

bool ChangedLines::contains(const ReportedFinding &F) const {
  auto Found = Ranges.find(realPath(F.File));
  return Found != Ranges.end() && llvm::any_of(Found->second, [&](const auto &Range) {
           return F.Line <= Range.second && std::max(F.Line, F.EndLine) >= Range.first;
         });
}

bool ChangedLines::containsHeader() const {
  return llvm::any_of(Ranges, [](const auto &File) { return isHeaderFile(File.first); });
}

bool ChangedLines::containsFile(StringRef Path) const {
  return Ranges.count(realPath(Path));
}

} // namespace fastidious::driver

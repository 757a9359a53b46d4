#include "driver/engine/TidyOptions.h"

#include "driver/findings/Paths.h"

#include "clang-tidy/GlobList.h"
#include "llvm/Support/SourceMgr.h"

using namespace clang;

namespace fastidious::driver {

static std::string withPrefix(std::string_view Name) {
  return std::string(CheckPrefix) + std::string(Name);
}

static bool enablesAny(StringRef Globs) {
  tidy::GlobList List(Globs);
  return llvm::any_of(registeredChecks(), [&](const RegisteredCheck &C) {
    return List.contains(withPrefix(C.Info->Name));
  });
}

/// Whether \p Globs says anything about checks of ours.
static bool namesOurs(StringRef Globs) {
  return Globs.contains("fastidious");
}

tidy::ClangTidyOptions tidyOptionsFor(const std::string &File,
                                      const std::string &CommandLineChecks) {
  tidy::FileOptionsProvider Provider(tidy::ClangTidyGlobalOptions(),
                                     tidy::ClangTidyOptions::getDefaults(),
                                     tidy::ClangTidyOptions(), llvm::vfs::getRealFileSystem());
  tidy::ClangTidyOptions Options = Provider.getOptions(File);
  std::string Checks = Options.Checks.value_or("");
  bool All = !namesOurs(Checks) && !enablesAny(Checks);
  if (!CommandLineChecks.empty()) {
    // "-x" alone takes away from all; a list that starts with a name is the whole list.
    if (All && !StringRef(CommandLineChecks).starts_with("-"))
      All = false;
    Checks = (All ? "fastidious-*" : Checks) + "," + CommandLineChecks;
  } else if (All) {
    Checks = "fastidious-*";
  }
  // `Checks: '*'` would start the static analyser, which is not what this program is for.
  Options.Checks = Checks + ",-clang-*";
  return Options;
}

std::vector<std::string> enabledChecks(const std::string &File,
                                       const std::string &CommandLineChecks) {
  tidy::GlobList List(*tidyOptionsFor(File, CommandLineChecks).Checks);
  std::vector<std::string> Names;
  for (const RegisteredCheck &C : registeredChecks())
    if (List.contains(withPrefix(C.Info->Name)))
      Names.push_back(withPrefix(C.Info->Name));
  return Names;
}

std::string similarCheck(StringRef Name) {
  Name.consume_front(CheckPrefix);
  std::string Best;
  unsigned BestDistance = std::max<unsigned>(3, Name.size() / 3) + 1;
  for (const RegisteredCheck &C : registeredChecks()) {
    unsigned Distance = Name.edit_distance(C.Info->Name, true, BestDistance);
    // A part of the name is how people remember it.
    if (Name.size() > 3 && StringRef(C.Info->Name).contains(Name))
      Distance = 1;
    if (Distance < BestDistance) {
      BestDistance = Distance;
      Best = withPrefix(C.Info->Name);
    }
  }
  return Best;
}

std::optional<std::string> expandCheckGlobs(StringRef Globs, std::string &Error) {
  std::string Out;
  for (StringRef Entry : llvm::split(Globs, ',')) {
    Entry = Entry.trim();
    if (Entry.empty())
      continue;
    bool Negative = Entry.consume_front("-");
    std::string Name = Entry.str();
    if (findCheck(Entry))
      Name = withPrefix(findCheck(Entry)->Name);
    else if (!Negative && !enablesAny(Name)) {
      std::string Similar = similarCheck(Entry);
      Error = fmt::format("no check matches '{}'{}", Name,
                          Similar.empty() ? "; 'fastidious list' shows all checks"
                                          : "; did you mean '" + Similar + "'?");
      return std::nullopt;
    }
    Out += (Out.empty() ? "" : ",") + std::string(Negative ? "-" : "") + Name;
  }
  return Out;
}

void validateTidyFiles(const std::vector<CompileJob> &Jobs, std::vector<AnalysisError> &Errors,
                       std::vector<std::string> &Warnings) {
  std::set<std::string> Folders;
  for (const CompileJob &Job : Jobs)
    for (StringRef Folder = llvm::sys::path::parent_path(Job.File); !Folder.empty();
         Folder = llvm::sys::path::parent_path(Folder))
      if (!Folders.insert(Folder.str()).second)
        break;
  for (const std::string &Folder : Folders) {
    std::string Path = (Folder == "/" ? "" : Folder) + "/.clang-tidy";
    std::string Error;
    auto Text = readFile(Path, Error);
    if (!Text)
      continue;
    std::string Problem;
    auto Options = tidy::parseConfigurationWithDiags(
        llvm::MemoryBufferRef(*Text, Path), [&](const llvm::SMDiagnostic &D) {
          if (Problem.empty() && D.getKind() == llvm::SourceMgr::DK_Error)
            Problem = fmt::format("line {}: {}", D.getLineNo(), D.getMessage().str());
        });
    if (!Options) {
      Errors.push_back(
          {Path, ErrorKind::Database,
           "malformed configuration: " + (Problem.empty() ? Options.getError().message() : Problem),
           ""});
      continue;
    }
    for (StringRef Entry : llvm::split(Options->Checks.value_or(""), ',')) {
      Entry = Entry.trim();
      Entry.consume_front("-");
      if (!Entry.starts_with(CheckPrefix) || Entry.contains('*') || findCheck(Entry))
        continue;
      std::string Similar = similarCheck(Entry);
      Warnings.push_back(fmt::format("{}: unknown check '{}'{}", displayPath(Path), Entry.str(),
                                     Similar.empty() ? "" : "; did you mean '" + Similar + "'?"));
    }
  }
}

} // namespace fastidious::driver

#include "driver/engine/TidyOptions.h"

#include "driver/input/Input.h"
#include "driver/findings/Paths.h"

#include "clang-tidy/GlobList.h"
#include "llvm/Config/llvm-config.h"
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

namespace {

/// A line of a file and what is wrong there.
struct TidyProblem {
  int Line;
  std::string Message;
};

/// Removes the entry of a top-level key at \p Line (from 1); line numbers stay. False if it stands
/// in a line of its own kind: in braces, or inside of another entry.
bool blankEntry(std::string &Text, int Line) {
  size_t At = 0;
  for (int L = 1; L < Line && At != std::string::npos; ++L)
    At = Text.find('\n', At) == std::string::npos ? At : Text.find('\n', At) + 1;
  if (At >= Text.size() || !llvm::isAlpha(Text[At]))
    return false;
  do {
    for (; At < Text.size() && Text[At] != '\n'; ++At)
      Text[At] = ' ';
    ++At;
  } while (At < Text.size() && (Text[At] == ' ' || Text[At] == '-') &&
           !StringRef(Text).substr(At).starts_with("---"));
  return true;
}

/// Reads a `.clang-tidy`. Clang-tidy refuses the whole file for a key that this version does not
/// know: one that older versions had, say. Such keys are skipped here, and reported as \p Unknown.
llvm::ErrorOr<tidy::ClangTidyOptions> parseTidyFile(llvm::MemoryBufferRef Config,
                                                    std::vector<TidyProblem> &Unknown,
                                                    std::optional<TidyProblem> &Malformed) {
  std::string Text = Config.getBuffer().str();
  if (!isShallowYAML(Text)) {
    Malformed = {1, "nested too deeply"};
    return std::make_error_code(std::errc::invalid_argument);
  }
  while (true) {
    std::optional<TidyProblem> First;
    auto Options =
        tidy::parseConfigurationWithDiags(llvm::MemoryBufferRef(Text, Config.getBufferIdentifier()),
                                          [&](const llvm::SMDiagnostic &D) {
                                            if (!First && D.getKind() == llvm::SourceMgr::DK_Error)
                                              First = {D.getLineNo(), D.getMessage().str()};
                                          });
    if (Options)
      return Options;
    if (!First || !StringRef(First->Message).starts_with("unknown key ") ||
        !blankEntry(Text, First->Line)) {
      Malformed = First;
      return Options;
    }
    Unknown.push_back(std::move(*First));
  }
}

/// Clang-tidy's own way from a file to its options, but for unknown keys.
class OptionsProvider : public tidy::FileOptionsProvider {
public:
  OptionsProvider()
      : FileOptionsProvider(tidy::ClangTidyGlobalOptions(), tidy::ClangTidyOptions::getDefaults(),
                            tidy::ClangTidyOptions(), llvm::vfs::getRealFileSystem()) {
    ConfigHandlers.clear();
    ConfigHandlers.emplace_back(".clang-tidy", [](llvm::MemoryBufferRef Config) {
      std::vector<TidyProblem> Unknown;
      std::optional<TidyProblem> Malformed;
      auto Options = parseTidyFile(Config, Unknown, Malformed);
      // Clang-tidy's own complaint would come once for each unit; see validateTidyFiles().
      if (!Options)
        Options = tidy::ClangTidyOptions();
      return Options;
    });
  }
};

/// What is wrong with the option \p Key, or nothing. Options of others' checks are theirs.
std::optional<std::string> unknownOption(StringRef Key) {
  auto [Check, Option] = Key.rsplit('.');
  if (!Check.starts_with(CheckPrefix))
    return std::nullopt;
  const CheckInfo *Info = findCheck(Check);
  std::string Similar;
  if (!Info) {
    if (std::string Other = similarCheck(Check); !Other.empty())
      Similar = Other + "." + Option.str();
  } else {
    unsigned Best = std::max<unsigned>(3, Option.size() / 3) + 1;
    for (const OptionInfo &O : Info->Options) {
      if (O.Name.empty())
        continue;
      if (Option == StringRef(O.Name))
        return std::nullopt;
      if (unsigned Distance = Option.edit_distance(O.Name, true, Best); Distance < Best) {
        Best = Distance;
        Similar = Check.str() + "." + std::string(O.Name);
      }
    }
  }
  return fmt::format("unknown option '{}'{}", Key.str(),
                     Similar.empty() ? "" : "; did you mean '" + Similar + "'?");
}

} // namespace

tidy::ClangTidyOptions tidyOptionsFor(const std::string &File,
                                      const std::string &CommandLineChecks) {
  OptionsProvider Provider;
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
  if (!enablesAny("*," + Out)) {
    Error = fmt::format("'{}' leaves no check; 'fastidious list' shows all checks", Globs.str());
    return std::nullopt;
  }
  return Out;
}

std::vector<std::string> validateTidyFiles(const std::vector<std::string> &Files,
                                           std::vector<AnalysisError> &Errors,
                                           std::vector<std::string> &Warnings) {
  std::set<std::string> Folders;
  for (StringRef File : Files)
    for (StringRef Folder = llvm::sys::path::parent_path(File); !Folder.empty();
         Folder = llvm::sys::path::parent_path(Folder))
      if (!Folders.insert(Folder.str()).second)
        break;
  std::vector<std::string> Read;
  for (const std::string &Folder : Folders) {
    std::string Path = (Folder == "/" ? "" : Folder) + "/.clang-tidy";
    std::string Error;
    auto Text = readFile(Path, Error);
    if (!Text)
      continue;
    Read.push_back(Path);
    std::vector<TidyProblem> Unknown;
    std::optional<TidyProblem> Malformed;
    auto Options = parseTidyFile(llvm::MemoryBufferRef(*Text, Path), Unknown, Malformed);
    if (!Options) {
      Errors.push_back(
          {Path, ErrorKind::Database,
           "malformed configuration: " +
               (Malformed ? fmt::format("line {}: {}", Malformed->Line, Malformed->Message)
                          : Options.getError().message()),
           ""});
      continue;
    }
    for (const TidyProblem &P : Unknown)
      Warnings.push_back(fmt::format("{}:{}: {}, which is skipped; clang-tidy {} itself skips the "
                                     "whole file",
                                     displayPath(Path), P.Line, P.Message, LLVM_VERSION_MAJOR));
    std::string Checks = Options->Checks.value_or("");
    for (StringRef Entry : llvm::split(Checks, ',')) {
      Entry = Entry.trim();
      Entry.consume_front("-");
      if (!Entry.starts_with(CheckPrefix) || Entry.contains('*') || findCheck(Entry))
        continue;
      std::string Similar = similarCheck(Entry);
      Warnings.push_back(fmt::format("{}: unknown check '{}'{}", displayPath(Path), Entry.str(),
                                     Similar.empty() ? "" : "; did you mean '" + Similar + "'?"));
    }
    std::set<std::string> Keys;
    for (const auto &Option : Options->CheckOptions)
      Keys.insert(Option.getKey().str());
    for (const std::string &Key : Keys)
      if (auto Problem = unknownOption(Key))
        Warnings.push_back(displayPath(Path) + ": " + *Problem);
  }
  return Read;
}

} // namespace fastidious::driver

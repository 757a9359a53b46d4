#include "driver/engine/CompilationDatabase.h"

#include "driver/engine/QueryDriver.h"
#include "driver/input/Input.h"
#include "driver/findings/Paths.h"

#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/StringSaver.h"
#include "llvm/Support/VirtualFileSystem.h"

using llvm::SmallString;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
namespace json = llvm::json;

namespace fastidious::driver {

bool isSourceFile(StringRef Path) {
  static const llvm::StringSet<> Extensions{".cc", ".cpp", ".cxx",  ".c++", ".C",
                                            ".cp", ".CPP", ".cppm", ".ixx"};
  return Extensions.contains(path::extension(Path));
}

bool isHeaderFile(StringRef Path) {
  static const llvm::StringSet<> Extensions{".h",   ".hh",  ".hpp", ".hxx", ".h++", ".H",
                                            ".inl", ".ipp", ".tcc", ".inc", ".cuh"};
  return Extensions.contains(path::extension(Path));
}

/// Whether \p Path is a header that other files include as a whole, not a piece of one.
static bool standsAlone(StringRef Path) {
  static const llvm::StringSet<> Extensions{".h", ".hh", ".hpp", ".hxx", ".h++", ".H"};
  return Extensions.contains(path::extension(Path));
}

static std::string absoluteIn(StringRef Folder, StringRef Path) {
  SmallString<256> Out(Path);
  fs::make_absolute(Folder, Out);
  path::remove_dots(Out, /*remove_dot_dot=*/true);
  return std::string(Out);
}

static std::vector<std::string> splitShellWords(StringRef Text) {
  llvm::BumpPtrAllocator Allocator;
  llvm::StringSaver Saver(Allocator);
  llvm::SmallVector<const char *, 64> Words;
  llvm::cl::TokenizeGNUCommandLine(Text, Saver, Words);
  return {Words.begin(), Words.end()};
}

/// \p Command without what only names outputs, for comparing commands.
static std::vector<std::string> withoutOutputs(const std::vector<std::string> &Command) {
  std::vector<std::string> Out;
  for (size_t I = 0; I < Command.size(); ++I) {
    if (Command[I] == "-o" || Command[I] == "-MF" || Command[I] == "-MT" || Command[I] == "-MQ")
      ++I;
    else
      Out.push_back(Command[I]);
  }
  return Out;
}

/// \p Command from the compiler on. Launchers are no compilers; their arguments are.
static llvm::ArrayRef<std::string> withoutLaunchers(llvm::ArrayRef<std::string> Command) {
  while (Command.size() > 1 && llvm::StringSwitch<bool>(path::filename(Command[0]))
                                   .Cases("ccache", "sccache", "distcc", "icecc", true)
                                   .Default(false))
    Command = Command.drop_front();
  return Command;
}

std::unique_ptr<Database> Database::load(const std::string &Path, std::string &Error) {
  auto Text = readFile(Path, Error);
  if (!Text) {
    Error = fmt::format("cannot read '{}': {}", displayPath(Path), Error);
    return nullptr;
  }
  auto DB = std::make_unique<Database>();
  DB->Path = Path;
  std::string Folder = path::parent_path(Path).str();
  if (path::filename(Path) == "compile_flags.txt") {
    std::vector<std::string> Flags;
    for (StringRef Line : llvm::split(*Text, '\n'))
      if (!Line.trim().empty())
        Flags.push_back(Line.trim().str());
    DB->FixedFlags = std::move(Flags);
    return DB;
  }
  if (StringRef(*Text).trim().empty()) {
    Error = fmt::format("'{}' is empty", displayPath(Path));
    return nullptr;
  }
  // Build systems write paths as the file system has them, in whatever encoding.
  auto Root = parseJSON(toUTF8(*Text));
  if (!Root) {
    Error = fmt::format("'{}' is not valid JSON: {}", displayPath(Path),
                        llvm::toString(Root.takeError()));
    return nullptr;
  }
  const json::Array *Entries = Root->getAsArray();
  if (!Entries) {
    Error = fmt::format("'{}' is not a compilation database: it holds no array", displayPath(Path));
    return nullptr;
  }
  std::set<std::pair<std::string, std::vector<std::string>>> Seen;
  for (size_t I = 0; I < Entries->size(); ++I) {
    const json::Object *Entry = (*Entries)[I].getAsObject();
    auto Invalid = [&](StringRef What) {
      Error = fmt::format("'{}' is not a compilation database: entry {} has no {}",
                          displayPath(Path), I + 1, What.str());
      return nullptr;
    };
    auto File = Entry ? Entry->getString("file") : std::nullopt;
    if (!File)
      return Invalid("\"file\"");
    CompileJob Job;
    Job.Directory = absoluteIn(Folder, fromUTF8(Entry->getString("directory").value_or("")));
    Job.File = absoluteIn(Job.Directory, fromUTF8(*File));
    if (const json::Array *Arguments = Entry->getArray("arguments")) {
      for (const json::Value &A : *Arguments)
        Job.Command.push_back(fromUTF8(A.getAsString().value_or("")));
    } else if (auto Command = Entry->getString("command")) {
      Job.Command = splitShellWords(fromUTF8(*Command));
    }
    if (Job.Command.empty())
      return Invalid("\"command\" or \"arguments\"");
    Job.Command = withoutLaunchers(Job.Command).vec();
    if (Seen.insert({Job.File, withoutOutputs(Job.Command)}).second)
      DB->Jobs.push_back(std::move(Job));
  }
  DB->index();
  return DB;
}

void Database::index() {
  for (unsigned I = 0; I < Jobs.size(); ++I)
    ByFile[Jobs[I].File].push_back(I);
}

std::vector<CompileJob> Database::jobsFor(StringRef File) const {
  auto Found = ByFile.find(File);
  if (Found == ByFile.end()) {
    // Reached by another name: through a link, or listed through one. Only files of the same name
    // are worth a look.
    std::string Real = realPath(File);
    for (const CompileJob &Job : Jobs)
      if (path::filename(Job.File) == path::filename(Real) && realPath(Job.File) == Real) {
        Found = ByFile.find(Job.File);
        break;
      }
  }
  std::vector<CompileJob> Out;
  if (Found != ByFile.end())
    for (unsigned I : Found->second)
      Out.push_back(Jobs[I]);
  return Out;
}

/// How many leading folders two paths share.
static size_t sharedFolders(StringRef A, StringRef B) {
  size_t Shared = 0;
  for (auto I = path::begin(A), J = path::begin(B);
       I != path::end(A) && J != path::end(B) && *I == *J; ++I, ++J)
    ++Shared;
  return Shared;
}

static bool includes(StringRef Source, StringRef HeaderName) {
  std::string Error;
  auto Text = readFile(Source, Error);
  if (!Text)
    return false;
  for (StringRef Line : llvm::split(*Text, '\n')) {
    Line = Line.ltrim();
    if (!Line.consume_front("#"))
      continue;
    Line = Line.ltrim();
    if (!Line.consume_front("include"))
      continue;
    StringRef Name = Line.ltrim().drop_front(!Line.ltrim().empty());
    Name = Name.take_until([](char C) { return C == '"' || C == '>'; });
    if (path::filename(Name) == HeaderName)
      return true;
  }
  return false;
}

std::optional<CompileJob> Database::borrow(StringRef File) const {
  if (FixedFlags) {
    CompileJob Job{File.str(), path::parent_path(Path).str(), {"clang++"}};
    Job.Command.insert(Job.Command.end(), FixedFlags->begin(), FixedFlags->end());
    if (isHeaderFile(File))
      Job.Command.insert(Job.Command.end(), {"-x", "c++"});
    Job.Command.push_back(Job.File);
    return Job;
  }
  if (Jobs.empty())
    return std::nullopt;
  const CompileJob *Best = nullptr;
  size_t BestScore = 0;
  // Nearest first: the file that includes a header is mostly a neighbour.
  std::multimap<size_t, const CompileJob *, std::greater<>> Order;
  for (const CompileJob &Job : Jobs)
    Order.emplace(sharedFolders(Job.File, File), &Job);
  for (auto [Shared, Job] : Order) {
    size_t Score = Shared + 1;
    if (path::stem(Job->File) == path::stem(File))
      Score += 1000;
    if (Score > BestScore) {
      BestScore = Score;
      Best = Job;
    }
  }
  if (BestScore < 1000 && isHeaderFile(File))
    for (auto [Shared, Job] : Order)
      if (includes(Job->File, path::filename(File))) {
        Best = Job;
        break;
      }
  CompileJob Job = *Best;
  std::vector<std::string> Command;
  for (size_t I = 0; I < Job.Command.size(); ++I) {
    const std::string &Argument = Job.Command[I];
    if (I > 0 && !StringRef(Argument).starts_with("-") &&
        absoluteIn(Job.Directory, Argument) == Job.File)
      continue;
    Command.push_back(Argument);
  }
  if (isHeaderFile(File))
    Command.insert(Command.end(), {"-x", "c++"});
  Command.push_back(File.str());
  Job.File = File.str();
  Job.Command = std::move(Command);
  return Job;
}

namespace {

/// Finds and keeps databases.
class Discovery {
public:
  Discovery(const CommandOptions &Options, JobList &Out) : Options(Options), Out(Out) {}

  struct Found {
    const Database *DB = nullptr;
    bool Failed = false; ///< There is one that cannot be read, which was reported.
  };

  /// The database for the files of \p Folder.
  Found databaseFor(const std::string &Folder) {
    if (!Options.BuildDir.empty()) {
      if (!Given)
        Given = given();
      return *Given;
    }
    if (auto At = ByFolder.find(Folder); At != ByFolder.end())
      return At->second;
    Found Here = inFolder(Folder);
    std::string Parent = path::parent_path(Folder).str();
    if (!Here.DB && !Here.Failed && !Parent.empty() && Parent != Folder)
      Here = databaseFor(Parent);
    return ByFolder[Folder] = Here;
  }

private:
  Found given() {
    std::string Path = absolutePath(Options.BuildDir);
    if (fs::is_directory(Path)) {
      for (StringRef Name : {"compile_commands.json", "compile_flags.txt"})
        if (Found There = openIfThere(Path + "/" + Name.str()); There.DB || There.Failed)
          return There;
      fail(Options.BuildDir,
           "no compile_commands.json there; configure with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON, or "
           "run 'bear -- make'");
    } else if (fs::exists(Path)) {
      return openIfThere(Path);
    } else {
      fail(Options.BuildDir, "no such build directory; give -p the folder with "
                             "compile_commands.json");
    }
    return {nullptr, true};
  }

  Found inFolder(const std::string &Folder) {
    if (Found Here = openIfThere(Folder + "/compile_commands.json"); Here.DB || Here.Failed)
      return Here;
    // Sorted, so that every run finds the same one.
    std::vector<std::string> Candidates;
    std::error_code EC;
    for (fs::directory_iterator I(Folder, EC), End; !EC && I != End; I.increment(EC)) {
      StringRef Name = path::filename(I->path());
      if (Name.starts_with("build") || Name.starts_with("cmake-build-"))
        Candidates.push_back(I->path());
      if (Name == "out") {
        std::error_code Inner;
        for (fs::directory_iterator J(I->path(), Inner); !Inner && J != End; J.increment(Inner))
          Candidates.push_back(J->path());
      }
    }
    llvm::sort(Candidates);
    // Of several builds, one that cannot be read is no reason to stop.
    Found Last;
    for (const std::string &Candidate : Candidates) {
      Found There = openIfThere(Candidate + "/compile_commands.json");
      if (There.DB)
        return There;
      Last.Failed |= There.Failed;
    }
    return Last.Failed ? Last : openIfThere(Folder + "/compile_flags.txt");
  }

  Found openIfThere(const std::string &Path) {
    if (!fs::exists(Path))
      return {};
    const Database *DB = open(Path);
    return {DB, !DB};
  }

  const Database *open(const std::string &Path) {
    auto [At, New] = Loaded.try_emplace(Path);
    if (New) {
      std::string Error;
      At->second = Database::load(Path, Error);
      if (At->second)
        Out.Databases.push_back(Path);
      else
        fail(Path, Error + "; configure the project again");
    }
    return At->second.get();
  }

  void fail(StringRef File, const std::string &Message) {
    Out.Errors.push_back({absolutePath(File), ErrorKind::Database, Message, ""});
  }

  const CommandOptions &Options;
  JobList &Out;
  std::map<std::string, Found> ByFolder;
  std::map<std::string, std::unique_ptr<Database>> Loaded;
  std::optional<Found> Given;
};

/// Turns one path after the other into jobs.
class Collector {
public:
  Collector(const CommandOptions &Options) : Options(Options), Databases(Options, Out) {}

  void add(const std::string &Given) {
    std::string Path = absolutePath(Given);
    fs::file_status Status;
    if (fs::status(Path, Status)) {
      Out.Errors.push_back({Path, ErrorKind::Database, "no such file or directory", ""});
      return;
    }
    if (fs::is_directory(Status))
      addFolder(Path);
    else
      addFile(Path);
  }

  JobList take() {
    for (CompileJob &Job : Out.Jobs)
      finish(Job);
    return std::move(Out);
  }

private:
  void addFile(const std::string &File) {
    if (Options.HasFixedArgs)
      return push(fixed(File));
    auto [DB, Failed] = Databases.databaseFor(path::parent_path(File).str());
    if (Failed)
      return;
    if (DB) {
      std::vector<CompileJob> Jobs = DB->jobsFor(File);
      if (Jobs.empty())
        if (auto Borrowed = DB->borrow(File))
          Jobs.push_back(std::move(*Borrowed));
      for (CompileJob &Job : Jobs)
        push(std::move(Job));
      if (!Jobs.empty())
        return;
    }
    warnDefaults(File);
    push(fixed(File));
  }

  void addFolder(const std::string &Folder) {
    auto [DB, Failed] = Options.HasFixedArgs ? Discovery::Found() : Databases.databaseFor(Folder);
    if (Failed)
      return;
    size_t Before = Out.Jobs.size();
    if (DB && !DB->jobs().empty()) {
      std::string Real = realPath(Folder);
      for (const CompileJob &Job : DB->jobs())
        if (isBelow(Job.File, Folder) || (Real != Folder && isBelow(Job.File, Real)))
          push(Job);
      if (Out.Jobs.size() > Before)
        return;
    }
    // No list of files: all sources there are, or the headers of a library that has nothing else.
    std::vector<std::string> Files, Headers;
    std::error_code EC;
    for (fs::recursive_directory_iterator I(Folder, EC, /*follow_symlinks=*/false), End;
         !EC && I != End; I.increment(EC)) {
      StringRef Name = path::filename(I->path());
      if (Name.starts_with("."))
        I.no_push();
      else if (I->type() == fs::file_type::directory_file)
        continue;
      else if (isSourceFile(I->path()))
        Files.push_back(I->path());
      else if (standsAlone(I->path()))
        Headers.push_back(I->path());
    }
    // The user has named the database: what it does not list is not compiled.
    if (DB && !DB->jobs().empty() && !Options.BuildDir.empty() &&
        (!Files.empty() || Headers.empty())) {
      Out.Warnings.push_back(fmt::format("no file of '{}' is below '{}'", displayPath(DB->path()),
                                         displayPath(Folder)));
      return;
    }
    if (Files.empty())
      Files = std::move(Headers);
    if (Files.empty())
      Out.Warnings.push_back(fmt::format("no C++ files below '{}'", displayPath(Folder)));
    llvm::sort(Files);
    for (const std::string &File : Files) {
      std::optional<CompileJob> Job = DB ? DB->borrow(File) : std::nullopt;
      if (!Job && !Options.HasFixedArgs)
        warnDefaults(Folder);
      push(Job ? std::move(*Job) : fixed(File));
    }
  }

  /// A command of what stands behind "--": arguments, or a whole compile command, which is what
  /// CMake gives to the linters that it runs.
  CompileJob fixed(const std::string &File) const {
    CompileJob Job{File, absolutePath("."), {"clang++"}};
    llvm::ArrayRef<std::string> Arguments = Options.FixedArgs;
    if (!Arguments.empty() && !StringRef(Arguments[0]).starts_with("-") &&
        !isSourceFile(Arguments[0])) {
      Arguments = withoutLaunchers(Arguments);
      Job.Command = {Arguments[0]};
      Arguments = Arguments.drop_front();
    }
    for (size_t I = 0; I < Arguments.size(); ++I) {
      StringRef Argument = Arguments[I];
      if (Argument == "-c" || absoluteIn(Job.Directory, Argument) == File)
        continue;
      if (Argument == "-o") {
        ++I;
        continue;
      }
      Job.Command.push_back(Arguments[I]);
    }
    if (isHeaderFile(File))
      Job.Command.insert(Job.Command.end(), {"-x", "c++"});
    Job.Command.push_back(File);
    return Job;
  }

  void warnDefaults(const std::string &Path) {
    if (Warned)
      return;
    Warned = true;
    Out.Warnings.push_back(fmt::format(
        "no compilation database for '{}'; compiling with default arguments (use -p BUILD_DIR, or "
        "put compiler arguments behind --)",
        displayPath(Path)));
  }

  void push(CompileJob Job) {
    for (const std::string &Glob : Options.Exclude)
      if (matchesGlob(Job.File, Glob))
        return;
    if (Seen.insert({Job.File, Job.Command}).second)
      Out.Jobs.push_back(std::move(Job));
  }

  /// Puts what is in "@FILE" in its place.
  void expandResponseFiles(CompileJob &Job) {
    llvm::BumpPtrAllocator Allocator;
    llvm::cl::ExpansionContext Expansion(Allocator, llvm::cl::TokenizeGNUCommandLine);
    Expansion.setCurrentDir(Job.Directory);
    llvm::SmallVector<const char *, 64> Arguments;
    for (const std::string &Argument : Job.Command)
      Arguments.push_back(Argument.c_str());
    if (llvm::Error E = Expansion.expandResponseFiles(Arguments)) {
      Out.Warnings.push_back(
          fmt::format("{}: {}", displayPath(Job.File), llvm::toString(std::move(E))));
      return;
    }
    Job.Command = std::vector<std::string>(Arguments.begin(), Arguments.end());
  }

  /// Makes \p Job's command one that clang's driver understands.
  void finish(CompileJob &Job) {
    std::vector<std::string> &Command = Job.Command;
    if (llvm::any_of(Command, [](StringRef A) { return A.size() > 1 && A.starts_with("@"); }))
      expandResponseFiles(Job);
    if (!Options.QueryDrivers.empty())
      addQueriedIncludes(Command, Options.QueryDrivers, Job.Directory);
    clang::tooling::addTargetAndModeForProgramName(Command, Command[0]);
    Command.insert(Command.begin() + 1, Options.ExtraArgsBefore.begin(),
                   Options.ExtraArgsBefore.end());
    // Before the main file: behind "--" nothing is an option.
    auto End = std::find(Command.begin(), Command.end(), "--");
    if (End == Command.end() && !Command.empty())
      End = Command.end() - 1;
    Command.insert(End, Options.ExtraArgs.begin(), Options.ExtraArgs.end());
  }

  const CommandOptions &Options;
  JobList Out;
  Discovery Databases;
  std::set<std::pair<std::string, std::vector<std::string>>> Seen;
  bool Warned = false;
};

} // namespace

std::vector<CompileJob> shardOf(std::vector<CompileJob> Jobs, unsigned Index, unsigned Count) {
  // Absolute paths differ between machines. All commands of a file go together.
  std::map<std::string, std::vector<CompileJob *>> ByFile;
  for (CompileJob &Job : Jobs)
    ByFile[displayPath(Job.File)].push_back(&Job);
  std::vector<CompileJob> Out;
  unsigned Rank = 0;
  for (auto &File : ByFile)
    if (Rank++ % Count == Index)
      for (CompileJob *Job : File.second)
        Out.push_back(std::move(*Job));
  return Out;
}

JobList findJobs(const std::vector<std::string> &Paths, const CommandOptions &Options) {
  Collector C(Options);
  if (Paths.empty())
    C.add(".");
  for (const std::string &Path : Paths)
    C.add(Path);
  return C.take();
}

} // namespace fastidious::driver

#include "driver/engine/Unit.h"

#include "driver/engine/Gate.h"
#include "driver/engine/HugePages.h"
#include "driver/engine/MissingFiles.h"
#include "driver/engine/OverrideFileSystem.h"
#include "driver/engine/TidyOptions.h"
#include "driver/engine/TypeTables.h"
#include "driver/findings/Paths.h"

#include "checks/framework/TidyModule.h"
#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang-tidy/ClangTidyModuleRegistry.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "llvm/Support/Regex.h"

#include <unistd.h>

using namespace clang;

static clang::tidy::ClangTidyModuleRegistry::Add<fastidious::TidyModule>
    Registered("fastidious-module", "Finds C++ code that is slow by construction.");

namespace fastidious::driver {
namespace {

/// Runs the hooks after the checks.
class HookConsumer : public ASTConsumer {
public:
  HookConsumer(UnitView &View, const std::vector<UnitHook> &Hooks) : View(View), Hooks(Hooks) {}
  void HandleTranslationUnit(ASTContext &) override {
    for (const UnitHook &Hook : Hooks)
      Hook(View);
  }

private:
  UnitView &View;
  const std::vector<UnitHook> &Hooks;
};

class CheckAction : public ASTFrontendAction {
public:
  CheckAction(tidy::ClangTidyASTConsumerFactory &Factory, UnitView &View,
              const ParseObserver &Observer)
      : Factory(Factory), View(View), Observer(Observer) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 StringRef File) override {
    reserveTypeTables(Compiler.getASTContext());
    std::vector<std::unique_ptr<ASTConsumer>> Consumers;
    if (!View.Options.FullParse)
      Consumers.push_back(std::make_unique<GateConsumer>(Compiler));
    Consumers.push_back(Factory.createASTConsumer(Compiler, File));
    Consumers.push_back(std::make_unique<HookConsumer>(View, View.Options.Hooks));
    if (Observer)
      Consumers.push_back(Observer(View));
    return std::make_unique<MultiplexConsumer>(std::move(Consumers));
  }

private:
  tidy::ClangTidyASTConsumerFactory &Factory;
  UnitView &View;
  const ParseObserver &Observer;
};

/// Lines and columns of offsets, in the text that was parsed.
class Positions {
public:
  explicit Positions(llvm::vfs::FileSystem &FS, std::string Directory)
      : FS(FS), Directory(std::move(Directory)) {}

  struct Position {
    unsigned Line, Column;
  };

  /// The absolute spelling of a path that clang reports.
  std::string absolute(StringRef Path) const {
    SmallString<256> Out(Path);
    llvm::sys::fs::make_absolute(Directory, Out);
    if (!StringRef(Out).contains("/."))
      return std::string(Out);
    StringRef Name = llvm::sys::path::filename(Out);
    auto [Folder, New] = Folders.try_emplace(llvm::sys::path::parent_path(Out));
    if (New)
      Folder->second = withoutDots(Folder->first());
    return (Folder->second == "/" ? "" : Folder->second) + "/" + Name.str();
  }

  Position at(StringRef Path, unsigned Offset) {
    StringRef Text = text(Path);
    Offset = std::min<size_t>(Offset, Text.size());
    StringRef Before = Text.take_front(Offset);
    size_t LineStart = Before.rfind('\n') == StringRef::npos ? 0 : Before.rfind('\n') + 1;
    // A byte order mark is no column.
    if (LineStart == 0 && Text.starts_with("\xEF\xBB\xBF") && Offset >= 3)
      LineStart = 3;
    return {unsigned(Before.count('\n') + 1), unsigned(Offset - LineStart + 1)};
  }

  /// The length of the token at \p Offset: a name, a number, or one byte.
  unsigned tokenLength(StringRef Path, unsigned Offset) {
    StringRef Rest = text(Path).substr(Offset);
    size_t Length =
        Rest.find_if_not([](unsigned char C) { return llvm::isAlnum(C) || C == '_' || C >= 0x80; });
    return std::max<size_t>(1, Length == StringRef::npos ? Rest.size() : Length);
  }

  std::string lineText(StringRef Path, unsigned Offset) {
    StringRef Text = text(Path);
    Offset = std::min<size_t>(Offset, Text.size());
    size_t Begin = Text.take_front(Offset).rfind('\n');
    Begin = Begin == StringRef::npos ? 0 : Begin + 1;
    StringRef Line = Text.substr(Begin).take_until([](char C) { return C == '\n'; });
    llvm::SmallVector<StringRef> Words;
    llvm::SplitString(Line, Words);
    return llvm::join(Words, " ");
  }

private:
  /// Folds "." and "..", unless a link makes ".." lead elsewhere: then all links are resolved.
  static std::string withoutDots(StringRef Folder) {
    SmallString<256> Folded(Folder);
    llvm::sys::path::remove_dots(Folded, /*remove_dot_dot=*/true);
    return llvm::sys::fs::equivalent(Folder, Folded) ? std::string(Folded) : realPath(Folder);
  }

  StringRef text(StringRef Path) {
    auto [At, New] = Texts.try_emplace(Path);
    if (New)
      if (auto Buffer = FS.getBufferForFile(Path))
        At->second = std::move(*Buffer);
    return At->second ? At->second->getBuffer() : StringRef();
  }

  llvm::vfs::FileSystem &FS;
  std::string Directory;
  mutable llvm::StringMap<std::string> Folders;
  llvm::StringMap<std::unique_ptr<llvm::MemoryBuffer>> Texts;
};

std::vector<Edit> editsOf(const llvm::StringMap<tooling::Replacements> &Fix,
                          const Positions &Where) {
  std::vector<Edit> Edits;
  for (const auto &File : Fix)
    for (const tooling::Replacement &R : File.second)
      Edits.push_back({Where.absolute(R.getFilePath()), R.getOffset(), R.getLength(),
                       R.getReplacementText().str()});
  llvm::sort(Edits, [](const Edit &A, const Edit &B) {
    return std::tie(A.File, A.Offset) < std::tie(B.File, B.Offset);
  });
  return Edits;
}

/// Joins a diagnostic with what its check logged.
ReportedFinding finding(const tidy::ClangTidyError &E, const LoggedFinding &Logged,
                        Positions &Where) {
  const tooling::DiagnosticMessage &M = E.Message;
  ReportedFinding F;
  F.Check = E.DiagnosticName;
  F.File = Where.absolute(M.FilePath);
  F.Offset = M.FileOffset;
  auto [Line, Column] = Where.at(M.FilePath, M.FileOffset);
  F.Line = Line;
  F.Column = Column;
  unsigned End = M.FileOffset + Where.tokenLength(M.FilePath, M.FileOffset);
  for (const tooling::FileByteRange &Range : M.Ranges)
    if (Range.FilePath == M.FilePath && Range.FileOffset == M.FileOffset && Range.Length > 0)
      End = M.FileOffset + Range.Length;
  auto [EndLine, EndColumn] = Where.at(M.FilePath, End);
  F.EndLine = EndLine;
  F.EndColumn = EndColumn;
  F.Message = M.Message;
  F.Reason = Logged.Reason;
  F.Cost = Logged.Cost;
  F.Confidence = Logged.Confidence;
  if (Logged.Function)
    F.Function = Logged.Function->getQualifiedNameAsString();
  F.LineText = Where.lineText(M.FilePath, M.FileOffset);

  auto NextFix = Logged.Fixes.begin();
  auto AddFix = [&](const llvm::StringMap<tooling::Replacements> &Fix) {
    if (NextFix == Logged.Fixes.end())
      return;
    F.Fixes.push_back({NextFix->first, NextFix->second, editsOf(Fix, Where)});
    ++NextFix;
  };
  if (!M.Fix.empty())
    AddFix(M.Fix);
  for (const tooling::DiagnosticMessage &Note : E.Notes) {
    if (!Note.Fix.empty()) {
      AddFix(Note.Fix);
      continue;
    }
    auto [NoteLine, NoteColumn] = Where.at(Note.FilePath, Note.FileOffset);
    F.Notes.push_back({Where.absolute(Note.FilePath), NoteLine, NoteColumn, Note.Message});
  }
  return F;
}

} // namespace

UnitResult analyzeUnit(const CompileJob &Job, const EngineOptions &Options) {
  useHugePages();
  UnitResult Result;
  Result.Start = currentNanoseconds();
  auto Fail = [&](ErrorKind Kind, std::string Message) {
    Result.Errors.push_back({Job.File, Kind, std::move(Message), ""});
    return Result;
  };
  if (!llvm::sys::fs::exists(Job.File) && !Options.Overrides.count(Job.File))
    return Fail(ErrorKind::Parse, "no such file, although the compilation database lists it");
  if (::chdir(Job.Directory.c_str()) != 0)
    return Fail(ErrorKind::Database,
                fmt::format("the command's directory '{}' does not exist; configure the project "
                            "again",
                            Job.Directory));

  tidy::ClangTidyOptions TidyOptions = tidyOptionsFor(Job.File, Options.Checks);
  // A filter of clang-tidy's or the user's own sees names as clang spells them; ours knows folders.
  bool OwnHeaderFilter = false;
  if (!Options.HeaderFilter.empty()) {
    TidyOptions.HeaderFilterRegex = Options.HeaderFilter;
  } else if (TidyOptions.HeaderFilterRegex.value_or("").empty()) {
    OwnHeaderFilter = true;
    TidyOptions.HeaderFilterRegex = ".*";
  }
  CompileJob Adjusted = Job;
  if (TidyOptions.ExtraArgsBefore)
    Adjusted.Command.insert(Adjusted.Command.begin() + 1, TidyOptions.ExtraArgsBefore->begin(),
                            TidyOptions.ExtraArgsBefore->end());
  if (TidyOptions.ExtraArgs)
    Adjusted.Command.insert(Adjusted.Command.end() - 1, TidyOptions.ExtraArgs->begin(),
                            TidyOptions.ExtraArgs->end());

  tidy::ClangTidyContext Context(
      std::make_unique<tidy::DefaultOptionsProvider>(tidy::ClangTidyGlobalOptions(), TidyOptions));
  // Overlapping fixes of different findings are sorted out where they are applied.
  tidy::ClangTidyDiagnosticConsumer Consumer(Context, nullptr, /*RemoveIncompatibleErrors=*/false);
  DiagnosticsEngine TidyDiagnostics(new DiagnosticIDs, new DiagnosticOptions, &Consumer,
                                    /*ShouldOwnClient=*/false);
  Context.setDiagnosticsEngine(&TidyDiagnostics);
  Context.setCurrentBuildDirectory(Job.Directory);
  Context.setCurrentFile(Job.File);
  tidy::ClangTidyASTConsumerFactory Factory(Context);

  ParseObserver Observer;
  if (Options.Observe)
    Observer = Options.Observe(Adjusted, Options.Overrides);
  std::string InvocationError;
  auto Invocation = createInvocation(Adjusted, InvocationError);
  if (!Invocation)
    return Fail(ErrorKind::Parse, "the compile command is not understood: " + InvocationError);
  Invocation->getFrontendOpts().SkipFunctionBodies = !Options.FullParse && !Observer;

  // On the heap and never freed: tearing down the AST costs time, and the process ends anyway.
  auto *Compiler = new CompilerInstance;
  Compiler->setInvocation(Invocation);
  auto FS = overrideFileSystem(Options.Overrides);
  llvm::StringSet<> Missing;
  if (Options.HashFiles)
    FS = recordMissing(FS, Missing);
  Compiler->createDiagnostics(&Consumer, /*ShouldOwnClient=*/false);
  Compiler->createFileManager(FS);
  Compiler->createSourceManager(Compiler->getFileManager());

  FindingLog Log;
  UnitView View{*Compiler, Job, Options, Log, {}, {}, {}};
  View.Report = [&](StringRef Check, SourceLocation Loc, std::string Message,
                    std::string Reason) -> std::optional<size_t> {
    if (!Context.isCheckEnabled(Check))
      return std::nullopt;
    // Through clang-tidy, so that NOLINT and the header filter hold for it.
    Context.diag(Check, Loc, "%0") << Message;
    const SourceManager &Sources = Compiler->getSourceManager();
    auto [File, Offset] = Sources.getDecomposedLoc(Loc);
    const CheckInfo *Info = findCheck(std::string_view(Check));
    Log.Findings.push_back({Check.str(),
                            Sources.getFilename(Loc).str(),
                            Offset,
                            std::move(Message),
                            std::move(Reason),
                            Info ? Info->Cost : Cost::InvalidMeasurement,
                            Info ? Info->Confidence : Confidence::High,
                            {},
                            nullptr,
                            nullptr});
    return Log.Findings.size() - 1;
  };
  CheckAction Action(Factory, View, Observer);
  bool Ran = Compiler->ExecuteAction(Action);

  Positions Where(*FS, Job.Directory);
  if (Compiler->hasSourceManager()) {
    SourceManager &Sources = Compiler->getSourceManager();
    std::map<std::string, ReadFile> Files;
    for (auto I = Sources.fileinfo_begin(), E = Sources.fileinfo_end(); I != E; ++I) {
      ReadFile File;
      File.Path = Where.absolute(I->first.getName());
      if (Options.HashFiles)
        if (auto Buffer = Sources.getMemoryBufferForFileOrNone(I->first))
          File.Stamp = stampFile(File.Path, Buffer->getBuffer());
      Files.try_emplace(File.Path, std::move(File));
    }
    for (auto &File : Files)
      Result.Files.push_back(std::move(File.second));
  }

  std::set<std::string> MissingPaths;
  for (const auto &Path : Missing)
    MissingPaths.insert(Where.absolute(Path.first()));
  Result.Missing.assign(MissingPaths.begin(), MissingPaths.end());

  // Where function pointers into the AST are read, the AST is still there.
  std::map<std::tuple<std::string, std::string, unsigned, std::string>, size_t> LogIndex;
  for (size_t I = 0; I < Log.Findings.size(); ++I) {
    const LoggedFinding &L = Log.Findings[I];
    LogIndex.try_emplace({L.Check, L.FilePath, L.Offset, L.Message}, I);
  }
  auto InProject = [&](const std::string &File) {
    return File == Job.File || llvm::any_of(Options.ProjectRoots, [&](const std::string &Root) {
             return isBelow(File, Root) || isBelow(realPath(File), Root);
           });
  };
  std::set<size_t> Emitted;
  for (const tidy::ClangTidyError &E : Consumer.take()) {
    if (E.DiagLevel == tidy::ClangTidyError::Error &&
        StringRef(E.DiagnosticName).starts_with("clang-diagnostic")) {
      if (Result.Errors.empty()) {
        std::string File = E.Message.FilePath.empty() ? "" : Where.absolute(E.Message.FilePath);
        std::string Message = E.Message.Message;
        if (!File.empty())
          Message = fmt::format("{}:{}: {}", displayPath(File),
                                Where.at(E.Message.FilePath, E.Message.FileOffset).Line, Message);
        Result.Errors.push_back({Job.File, ErrorKind::Parse, Message, File});
      }
      continue;
    }
    auto Logged = LogIndex.find(
        {E.DiagnosticName, E.Message.FilePath, E.Message.FileOffset, E.Message.Message});
    if (Logged == LogIndex.end())
      continue;
    Emitted.insert(Logged->second);
    if (View.Refuted.count(Logged->second))
      continue;
    ReportedFinding F = finding(E, Log.Findings[Logged->second], Where);
    if (OwnHeaderFilter && !InProject(F.File))
      continue;
    if (auto Evidence = View.Evidence.find(Logged->second); Evidence != View.Evidence.end())
      F.Evidence = Evidence->second;
    Result.Findings.push_back(std::move(F));
  }
  if (Options.KeepSuppressed) {
    llvm::Regex HeaderFilter(*TidyOptions.HeaderFilterRegex);
    for (size_t I = 0; I < Log.Findings.size(); ++I) {
      const LoggedFinding &L = Log.Findings[I];
      if (Emitted.count(I))
        continue;
      tidy::ClangTidyError E(L.Check, tidy::ClangTidyError::Warning, Job.Directory, false);
      E.Message.Message = L.Message;
      E.Message.FilePath = L.FilePath;
      E.Message.FileOffset = L.Offset;
      ReportedFinding F = finding(E, L, Where);
      bool Shown = F.File == Job.File ||
                   (OwnHeaderFilter ? InProject(F.File) : HeaderFilter.match(L.FilePath));
      if (!Shown)
        continue;
      F.Suppressed = Suppression::NoLint;
      Result.Findings.push_back(std::move(F));
    }
  }
  if (!Ran && Result.Errors.empty())
    return Fail(ErrorKind::Parse, "clang stopped without an error message");
  return Result;
}

} // namespace fastidious::driver

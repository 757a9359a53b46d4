#include "driver/engine/Unit.h"

#include "driver/engine/FindingJoin.h"
#include "driver/engine/Gate.h"
#include "driver/engine/HugePages.h"
#include "driver/engine/MissingFiles.h"
#include "driver/engine/OverrideFileSystem.h"
#include "driver/engine/TidyOptions.h"
#include "driver/engine/TypeTables.h"

#include "checks/framework/TidyModule.h"
#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang-tidy/ClangTidyModuleRegistry.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/MultiplexConsumer.h"

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

/// Chooses the filter for headers, and tells clang-tidy.
HeaderScope chooseHeaders(const EngineOptions &Options, tidy::ClangTidyOptions &TidyOptions) {
  HeaderScope Scope;
  Scope.Pattern = !Options.HeaderFilter.empty() ? Options.HeaderFilter
                                                : TidyOptions.HeaderFilterRegex.value_or("");
  if (Scope.Pattern.empty()) {
    Scope.Pattern = ".*";
    Scope.ProjectOnly = true;
  }
  TidyOptions.HeaderFilterRegex = Scope.Pattern;
  return Scope;
}

/// \p Job with the arguments that `.clang-tidy` adds.
CompileJob withExtraArguments(const CompileJob &Job, const tidy::ClangTidyOptions &TidyOptions) {
  CompileJob Out = Job;
  if (TidyOptions.ExtraArgsBefore)
    Out.Command.insert(Out.Command.begin() + 1, TidyOptions.ExtraArgsBefore->begin(),
                       TidyOptions.ExtraArgsBefore->end());
  if (TidyOptions.ExtraArgs)
    Out.Command.insert(Out.Command.end() - 1, TidyOptions.ExtraArgs->begin(),
                       TidyOptions.ExtraArgs->end());
  return Out;
}

/// What hooks report goes through clang-tidy, so that NOLINT and the header filter hold for it.
std::optional<size_t> reportFromHook(UnitView &View, tidy::ClangTidyContext &Context,
                                     StringRef Check, SourceLocation Loc, std::string Message,
                                     std::string Reason) {
  if (!Context.isCheckEnabled(Check))
    return std::nullopt;
  Context.diag(Check, Loc, "%0") << Message;
  const SourceManager &Sources = View.Compiler.getSourceManager();
  auto [File, Offset] = Sources.getDecomposedLoc(Loc);
  const CheckInfo *Info = findCheck(std::string_view(Check));
  View.Log.Findings.push_back({Check.str(),
                               Sources.getFilename(Loc).str(),
                               Offset,
                               std::move(Message),
                               std::move(Reason),
                               Info ? Info->Cost : Cost::InvalidMeasurement,
                               Info ? Info->Confidence : Confidence::High,
                               {},
                               nullptr,
                               nullptr});
  return View.Log.Findings.size() - 1;
}

/// Every file that was read, with its stamp if the result may be kept.
std::vector<ReadFile> filesOf(SourceManager &Sources, const EngineOptions &Options,
                              const Positions &Where) {
  std::map<std::string, ReadFile> Files;
  for (auto I = Sources.fileinfo_begin(), E = Sources.fileinfo_end(); I != E; ++I) {
    ReadFile File;
    File.Path = Where.absolute(I->first.getName());
    if (Options.HashFiles)
      if (auto Buffer = Sources.getMemoryBufferForFileOrNone(I->first))
        File.Stamp = stampFile(File.Path, Buffer->getBuffer());
    Files.try_emplace(File.Path, std::move(File));
  }
  std::vector<ReadFile> Out;
  for (auto &File : Files)
    Out.push_back(std::move(File.second));
  return Out;
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
  if (::chdir(Job.Directory.c_str()) != 0)
    return Fail(ErrorKind::Database,
                fmt::format("the command's directory '{}' does not exist; configure the project "
                            "again",
                            Job.Directory));

  tidy::ClangTidyOptions TidyOptions = tidyOptionsFor(Job.File, Options.Checks);
  HeaderScope Scope = chooseHeaders(Options, TidyOptions);
  CompileJob Adjusted = withExtraArguments(Job, TidyOptions);

  tidy::ClangTidyContext Context(
      std::make_unique<tidy::DefaultOptionsProvider>(tidy::ClangTidyGlobalOptions(), TidyOptions));
  // Overlapping fixes of different findings are sorted out where they are applied.
  tidy::ClangTidyDiagnosticConsumer Consumer(Context, nullptr, /*RemoveIncompatibleErrors=*/false);
  DiagnosticsEngine TidyDiagnostics(new DiagnosticIDs, new DiagnosticOptions, &Consumer,
                                    /*ShouldOwnClient=*/false);
  Context.setDiagnosticsEngine(&TidyDiagnostics);
  // Which fixes are applied is decided later; each has to bring its own includes.
  Context.setSelfContainedDiags(true);
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
  View.Report = [&](StringRef Check, SourceLocation Loc, std::string Message, std::string Reason) {
    return reportFromHook(View, Context, Check, Loc, std::move(Message), std::move(Reason));
  };
  CheckAction Action(Factory, View, Observer);
  bool Ran = Compiler->ExecuteAction(Action);

  Positions Where(*FS, Job.Directory);
  if (Compiler->hasSourceManager())
    Result.Files = filesOf(Compiler->getSourceManager(), Options, Where);
  std::set<std::string> MissingPaths;
  for (const auto &Path : Missing)
    MissingPaths.insert(Where.absolute(Path.first()));
  Result.Missing.assign(MissingPaths.begin(), MissingPaths.end());

  // Where function pointers into the AST are read, the AST is still there.
  FindingJoin Join(View, Scope, Where);
  for (const tidy::ClangTidyError &E : Consumer.take())
    Join.add(E, Result);
  if (Options.KeepSuppressed)
    Join.addSuppressed(Result);
  if (!Ran && Result.Errors.empty())
    return Fail(ErrorKind::Parse, "clang stopped without an error message");
  return Result;
}

} // namespace fastidious::driver

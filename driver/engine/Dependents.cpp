#include "driver/engine/Dependents.h"

#include "driver/engine/OverrideFileSystem.h"
#include "driver/engine/ResultCache.h"
#include "driver/engine/Workers.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"

#include <thread>

#include <unistd.h>

using namespace clang;

namespace fastidious::driver {

/// The files that \p Job's preprocessor reads; nothing on an error.
static std::optional<std::vector<std::string>> preprocessedFiles(const CompileJob &Job,
                                                                 const FileOverrides &Overrides) {
  std::string Error;
  if (::chdir(Job.Directory.c_str()) != 0)
    return std::nullopt;
  auto Invocation = createInvocation(Job, Error);
  if (!Invocation)
    return std::nullopt;
  CompilerInstance Compiler;
  Compiler.setInvocation(Invocation);
  Compiler.createDiagnostics(new IgnoringDiagConsumer);
  Compiler.createFileManager(overrideFileSystem(Overrides));
  Compiler.createSourceManager(Compiler.getFileManager());
  PreprocessOnlyAction Action;
  if (!Compiler.ExecuteAction(Action) || Compiler.getDiagnostics().hasErrorOccurred())
    return std::nullopt;
  std::vector<std::string> Files;
  const SourceManager &Sources = Compiler.getSourceManager();
  for (auto I = Sources.fileinfo_begin(), E = Sources.fileinfo_end(); I != E; ++I) {
    llvm::SmallString<256> Path(I->first.getName());
    llvm::sys::fs::make_absolute(Job.Directory, Path);
    Files.push_back(std::string(Path));
  }
  return Files;
}

std::vector<CompileJob> dependents(const std::vector<CompileJob> &Jobs,
                                   const std::function<bool(StringRef Path)> &IsChanged,
                                   const EngineOptions &Engine, const RunOptions &Options) {
  std::vector<bool> Depends(Jobs.size());
  std::vector<size_t> Unknown;
  std::map<std::string, bool> Answers;
  auto Changed = [&](const std::string &Path) {
    auto [At, New] = Answers.try_emplace(Path);
    if (New)
      At->second = IsChanged(Path);
    return At->second;
  };
  ResultCache Cache(Options.CacheFolder, Engine);
  for (size_t I = 0; I < Jobs.size(); ++I) {
    if ((Depends[I] = Changed(Jobs[I].File)))
      continue;
    auto Files = Options.CacheFolder.empty() ? std::nullopt : Cache.filesOf(Jobs[I]);
    if (Files)
      Depends[I] = llvm::any_of(*Files, Changed);
    else
      Unknown.push_back(I);
  }
  WorkerOptions Workers;
  Workers.Processes =
      Options.Processes ? Options.Processes : std::max(1u, std::thread::hardware_concurrency());
  Workers.TimeoutSeconds = Options.TimeoutSeconds;
  runForked(
      Unknown.size(), Workers,
      [&](size_t N) -> std::string {
        auto Files = preprocessedFiles(Jobs[Unknown[N]], Engine.Overrides);
        return !Files || llvm::any_of(*Files, IsChanged) ? "yes" : "no";
      },
      [&](size_t N, WorkOutcome Outcome) {
        Depends[Unknown[N]] = Outcome.Kind != WorkOutcome::Done || Outcome.Output != "no";
        return true;
      });
  std::vector<CompileJob> Out;
  for (size_t I = 0; I < Jobs.size(); ++I)
    if (Depends[I])
      Out.push_back(Jobs[I]);
  return Out;
}

} // namespace fastidious::driver

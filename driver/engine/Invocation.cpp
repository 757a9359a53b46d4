#include "driver/engine/Unit.h"

#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/Utils.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace fastidious::driver {
namespace {

/// Remembers the driver's errors.
class ErrorCollector : public DiagnosticConsumer {
public:
  void HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) override {
    if (Level < DiagnosticsEngine::Error)
      return;
    SmallString<128> Message;
    Info.FormatDiagnostic(Message);
    Messages.push_back(std::string(Message));
  }
  std::vector<std::string> Messages;
};

/// The folder of clang's own headers: beside this program if it was installed with them, else that
/// of the clang it was built with.
const std::string &resourceDir() {
  static const std::string Folder = [] {
    StringRef Built = FASTIDIOUS_RESOURCE_DIR;
    SmallString<256> Beside(llvm::sys::fs::getMainExecutable(nullptr, nullptr));
    llvm::sys::path::remove_filename(Beside);
    llvm::sys::path::append(Beside, "..", "lib", "clang", llvm::sys::path::filename(Built));
    return llvm::sys::fs::is_directory(Beside) ? std::string(Beside) : Built.str();
  }();
  return Folder;
}

/// Drops precompiled headers: they are another compiler's, or not built yet. CMake also names the
/// header that it was built from, which is then simply parsed.
tooling::CommandLineArguments withoutPrecompiledHeaders(const tooling::CommandLineArguments &Args) {
  tooling::CommandLineArguments Out;
  for (size_t I = 0; I < Args.size(); ++I) {
    if (Args[I] == "-include-pch") {
      ++I;
      continue;
    }
    if (Args[I] == "-Xclang" && I + 3 < Args.size() && Args[I + 1] == "-include-pch") {
      I += 3;
      continue;
    }
    if (Args[I] == "-Winvalid-pch" || StringRef(Args[I]).starts_with("-fpch-"))
      continue;
    Out.push_back(Args[I]);
  }
  return Out;
}

/// What clang makes errors of and GCC compiles, at most with a warning: projects that only GCC
/// builds have them, and so have the boost headers of Debian 12. clang understands such code in
/// full; only C++ that GCC refuses, too, is an error. Names are those of clang 19's warnings that
/// are errors by default, tried with GCC 12.
constexpr llvm::StringLiteral AcceptedByGCC[] = {
    "c++11-narrowing",
    "c++11-narrowing-const-reference",
    "elaborated-enum-class",
    "enum-constexpr-conversion",
    "implicit-function-declaration", // In C, as the next four.
    "implicit-int",
    "incompatible-function-pointer-types",
    "int-conversion",
    "return-mismatch",
    "invalid-constexpr",
    "missing-template-arg-list-after-template-kw",
    "register",
    "reserved-user-defined-literal",
};

/// Whether \p Message of the driver is about the argument \p Argument.
bool isAbout(StringRef Message, StringRef Argument) {
  return Argument.starts_with("-") &&
         (Message.contains(("'" + Argument + "'").str()) ||
          // "unsupported argument 'x' to option '-march='"
          (Argument.contains('=') &&
           Message.contains(("'" + Argument.split('=').second + "'").str()) &&
           Message.contains(("'" + Argument.split('=').first).str())));
}

} // namespace

std::shared_ptr<CompilerInvocation> createInvocation(const CompileJob &Job, std::string &Error) {
  tooling::ArgumentsAdjuster Adjust = tooling::combineAdjusters(
      tooling::combineAdjusters(tooling::getClangStripOutputAdjuster(),
                                tooling::getClangStripDependencyFileAdjuster()),
      tooling::combineAdjusters(tooling::getStripPluginsAdjuster(),
                                tooling::getClangSyntaxOnlyAdjuster()));
  std::vector<std::string> Arguments = withoutPrecompiledHeaders(Adjust(Job.Command, Job.File));
  // Found beside the driver's name; the compiler of the command need not be a clang.
  Arguments.insert(Arguments.begin() + 1, "-resource-dir=" + resourceDir());

  std::unique_ptr<CompilerInvocation> Invocation;
  // An argument that only GCC knows stops clang's driver. Which ones these are is best asked of the
  // driver itself: drop what it names, and try again.
  for (int Attempt = 0; Attempt < 64; ++Attempt) {
    ErrorCollector Errors;
    IntrusiveRefCntPtr<DiagnosticsEngine> Diags =
        CompilerInstance::createDiagnostics(new DiagnosticOptions, &Errors, false);
    std::vector<const char *> Pointers;
    for (const std::string &A : Arguments)
      Pointers.push_back(A.c_str());
    CreateInvocationOptions Options;
    Options.Diags = Diags;
    Invocation = clang::createInvocation(Pointers, Options);
    if (Errors.Messages.empty() && Invocation)
      break;
    Error = Errors.Messages.empty() ? "clang's driver makes no compile job of this command"
                                    : Errors.Messages.front();
    if (StringRef(Error).starts_with("unable to handle compilation"))
      Error = "it compiles no C++ file";
    Invocation.reset();
    size_t Before = Arguments.size();
    for (const std::string &Message : Errors.Messages)
      llvm::erase_if(Arguments, [&](const std::string &A) { return isAbout(Message, A); });
    if (Arguments.size() == Before)
      return nullptr;
  }
  if (!Invocation)
    return nullptr;

  // A repository that is checked must not make this process load code, run options of LLVM or
  // write files.
  FrontendOptions &Frontend = Invocation->getFrontendOpts();
  Frontend.Plugins.clear();
  Frontend.PluginArgs.clear();
  Frontend.AddPluginActions.clear();
  Frontend.ActionName.clear();
  Frontend.LLVMArgs.clear();
  Frontend.ProgramAction = frontend::ParseSyntaxOnly;
  Frontend.OutputFile.clear();
  Frontend.StatsFile.clear();
  Frontend.TimeTracePath.clear();
  Frontend.DisableFree = true;
  Invocation->getCodeGenOpts().PassPlugins.clear();
  // Modules that are built on the way are kept in a folder that the command names. Their headers
  // are headers, too.
  Invocation->getLangOpts().ImplicitModules = false;
  Invocation->getHeaderSearchOpts().ImplicitModuleMaps = false;
  Invocation->getHeaderSearchOpts().ModuleCachePath.clear();
  Frontend.ModuleMapFiles.clear();
  Invocation->getDependencyOutputOpts() = DependencyOutputOptions();

  // Findings come from the checks only. What is left of the project's own list are the entries that
  // turn errors into nothing, and whether names may hide others, which fixes heed.
  DiagnosticOptions &Diagnostics = Invocation->getDiagnosticOpts();
  Diagnostics.IgnoreWarnings = true;
  Diagnostics.VerifyDiagnostics = false;
  Diagnostics.DiagnosticSerializationFile.clear();
  Diagnostics.DiagnosticLogFile.clear();
  llvm::erase_if(Diagnostics.Warnings,
                 [](StringRef W) { return !W.starts_with("no-") && !W.starts_with("shadow"); });
  for (StringRef Group : AcceptedByGCC)
    Diagnostics.Warnings.push_back(("no-" + Group).str());
  // clang-tidy defines __clang_analyzer__; projects hide code from it that way.
  Invocation->getPreprocessorOpts().SetUpStaticAnalyzer = true;
  return Invocation;
}

} // namespace fastidious::driver

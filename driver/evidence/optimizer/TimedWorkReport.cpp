#include "driver/evidence/optimizer/TimedWorkReport.h"

#include "driver/evidence/optimizer/EventRecorder.h"
#include "driver/evidence/optimizer/Guards.h"
#include "driver/evidence/optimizer/LazyBodies.h"
#include "driver/evidence/optimizer/MeasuredBody.h"
#include "driver/evidence/optimizer/Oracle.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/GlobalDecl.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/CodeGen/ModuleBuilder.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/TargetSelect.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

using namespace clang;

namespace fastidious::optimizer {
namespace {

void initializeTargets() {
  static std::once_flag Once;
  std::call_once(Once, [] {
    llvm::InitializeAllTargetInfos();
    llvm::InitializeAllTargets();
    llvm::InitializeAllTargetMCs();
    llvm::InitializeAllAsmPrinters();
    llvm::InitializeAllAsmParsers();
  });
}

bool isSelected(const MeasuredBody &Body, const Selection &Which, const SourceManager &SM) {
  if (!Which.Candidates)
    return true;
  unsigned Begin = SM.getFileOffset(SM.getExpansionLoc(Body.Range.getBegin()));
  unsigned End = SM.getFileOffset(SM.getExpansionRange(Body.Range.getEnd()).getEnd());
  return llvm::any_of(*Which.Candidates,
                      [&](unsigned Offset) { return Begin <= Offset && Offset <= End; });
}

/// The unoptimised module with the guards in it, and the symbols of the roots; null on errors.
std::unique_ptr<llvm::Module> generate(CompilerInstance &Compiler, DiagnosticsEngine &Diagnostics,
                                       const EventRecorder &Events, TimedWork &Work,
                                       llvm::LLVMContext &Context) {
  ASTContext &AST = Compiler.getASTContext();
  std::unique_ptr<CodeGenerator> Generator(CreateLLVMCodeGen(
      Diagnostics, Work.MainFile, Compiler.getFileManager().getVirtualFileSystemPtr(),
      Compiler.getHeaderSearchOpts(), Compiler.getPreprocessorOpts(), Compiler.getCodeGenOpts(),
      Context));
  Generator->Initialize(AST);
  Events.replay(*Generator);
  // Static functions and instantiations are emitted on demand only.
  for (const TimedLoop &Loop : Work.Loops)
    Generator->GetAddrOfGlobal(GlobalDecl(Loop.Root), /*isForDefinition=*/false);
  Generator->HandleTranslationUnit(AST);
  if (Diagnostics.hasErrorOccurred())
    return nullptr;
  for (TimedLoop &Loop : Work.Loops)
    Loop.RootSymbol = Generator->GetMangledName(GlobalDecl(Loop.Root)).str();
  return std::unique_ptr<llvm::Module>(Generator->ReleaseModule());
}

bool isGone(Verdict V) {
  return V == Verdict::Eliminated || V == Verdict::OutsideLoop;
}

/// What a piece has to cost for a benchmark without it to count as incomplete.
constexpr double WorthMeasuring = 4;

/// A loop that survives as a whole measures only part of its work if one statement of it is gone:
/// one that would have cost something.
void reviseByPieces(const TimedWork &Work, const TimedLoop &Loop,
                    const std::map<unsigned, Answer> &Pieces, Answer &Whole) {
  unsigned Gone = 0, Left = 0;
  for (const auto &[Unit, A] : Pieces) {
    if (isGone(A.Verdict))
      Gone += A.ObservedCost >= WorthMeasuring && Work.Units[Unit].HasRealWork;
    else
      Left += A.Verdict != Verdict::Unknown;
  }
  if (Whole.Verdict != Verdict::Survives || !Gone || !Left)
    return;
  Whole.Verdict = Verdict::Partial;
  Whole.Detail = fmt::format("{} of {} statements are gone", Gone, Loop.Units.size());
}

class Reporter {
public:
  Reporter(TimedWork &Work, Oracle &Optimizer, const Selection &Which)
      : Work(Work), Optimizer(Optimizer), Which(Which) {}

  std::vector<LoopReport> run() {
    std::vector<Job> Wholes;
    for (const TimedLoop &Loop : Work.Loops)
      if (!Loop.Units.empty())
        Wholes.push_back({Loop.Id, Loop.Units});
    std::map<unsigned, Answer> Answers;
    askAll(std::move(Wholes), [&](const Job &J, Answer A) { Answers[J.Loop] = std::move(A); });
    askAboutPieces(Answers);

    std::vector<LoopReport> Reports;
    for (const TimedLoop &Loop : Work.Loops)
      Reports.push_back(report(Loop, Answers));
    return Reports;
  }

private:
  struct Job {
    unsigned Loop;
    std::vector<unsigned> Units;
  };

  /// Asks in as few rounds as possible. In one round, a function is asked about one loop only: work
  /// that is taken out of one would look like a change of the others.
  void askAll(std::vector<Job> Jobs, llvm::function_ref<void(const Job &, Answer)> Take) {
    while (!Jobs.empty()) {
      Oracle::Question Q;
      std::set<std::string> Roots;
      std::vector<Job> Now, Later;
      for (Job &J : Jobs) {
        if (!Roots.insert(Work.Loops[J.Loop].RootSymbol).second) {
          Later.push_back(std::move(J));
          continue;
        }
        Q[J.Loop] = J.Units;
        Now.push_back(std::move(J));
      }
      std::map<unsigned, Answer> Answers = Optimizer.ask(Q);
      for (const Job &J : Now)
        Take(J, std::move(Answers[J.Loop]));
      Jobs = std::move(Later);
    }
  }

  bool holdsCandidate(const WorkUnit &Unit) const {
    auto IsInUnit = [&](unsigned Offset) {
      return Unit.BeginOffset <= Offset && Offset < Unit.EndOffset;
    };
    return llvm::any_of(Which.AlsoPiecesAt, IsInUnit) ||
           (Which.Candidates && llvm::any_of(*Which.Candidates, IsInUnit));
  }

  /// Whether so much of the work of a loop is missing that a statement may be gone.
  static bool mayMissPiece(const Answer &A) {
    if (A.Verdict == Verdict::Partial)
      return true;
    double Missing = A.ObservedCost - A.LeftCost;
    return A.Verdict == Verdict::Survives && Missing >= WorthMeasuring - 1 &&
           Missing >= 0.02 * A.ObservedCost;
  }

  /// Asks about the pieces of a loop one by one where their fates may differ.
  void askAboutPieces(std::map<unsigned, Answer> &Answers) {
    constexpr size_t MaxPieces = 8;
    std::vector<Job> Jobs;
    for (const auto &[Loop, A] : Answers) {
      const std::vector<unsigned> &Units = Work.Loops[Loop].Units;
      if (A.Verdict == Verdict::Eliminated || A.Verdict == Verdict::Unknown || Units.size() < 2)
        continue;
      for (size_t K = 0; K < Units.size(); ++K)
        if ((K < MaxPieces && mayMissPiece(A)) || holdsCandidate(Work.Units[Units[K]]))
          Jobs.push_back({Loop, {Units[K]}});
    }
    askAll(std::move(Jobs),
           [&](const Job &J, Answer A) { Pieces[J.Loop][J.Units.front()] = std::move(A); });
    for (auto &[Loop, A] : Answers)
      reviseByPieces(Work, Work.Loops[Loop], Pieces[Loop], A);
  }

  LoopReport report(const TimedLoop &Loop, const std::map<unsigned, Answer> &Answers) const {
    LoopReport Report;
    Report.Name = Loop.Name;
    Report.Framework = Loop.Framework;
    std::tie(Report.Line, Report.Column) = Loop.Begin;
    Report.BeginOffset = Loop.BeginOffset;
    Report.EndOffset = Loop.EndOffset;
    Report.InMacro = Loop.InMacro;
    auto At = Answers.find(Loop.Id);
    if (At == Answers.end()) {
      Report.Answer.Detail = "there is no work that could be taken out";
      return Report;
    }
    Report.Answer = At->second;
    auto Known = Pieces.find(Loop.Id);
    for (unsigned Id : Loop.Units) {
      const WorkUnit &Unit = Work.Units[Id];
      WorkReport Piece{Unit.Begin.first, Unit.Begin.second, Unit.BeginOffset,
                       Unit.EndOffset,   Unit.Text,         Report.Answer};
      if (Known != Pieces.end())
        if (auto Own = Known->second.find(Id); Own != Known->second.end())
          Piece.Answer = Own->second;
      Report.Work.push_back(std::move(Piece));
    }
    return Report;
  }

  TimedWork &Work;
  Oracle &Optimizer;
  const Selection &Which;
  std::map<unsigned, std::map<unsigned, Answer>> Pieces; ///< By timed loop and unit.
};

/// Asks at the end of the parse.
class Consumer : public EventRecorder {
public:
  Consumer(CompilerInstance &Compiler, const Selection &Which, TimedWorkReport &Report)
      : EventRecorder(Compiler), Compiler(Compiler), Which(Which), Report(Report) {}

  void HandleTranslationUnit(ASTContext &) override {
    if (Compiler.getDiagnostics().hasErrorOccurred())
      Report.Error = "the file has errors";
    else
      Report = askAboutParsed(Compiler, *this, Which);
  }

private:
  CompilerInstance &Compiler;
  const Selection &Which;
  TimedWorkReport &Report;
};

class Action : public ASTFrontendAction {
public:
  Action(const Selection &Which, const MakeGate &Gate, TimedWorkReport &Report)
      : Which(Which), Gate(Gate), Report(Report) {}

protected:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler, StringRef) override {
    delayLibraryTemplates(Compiler);
    std::vector<std::unique_ptr<ASTConsumer>> Consumers;
    Consumers.push_back(Gate(Compiler));
    Consumers.push_back(std::make_unique<Consumer>(Compiler, Which, Report));
    return std::make_unique<MultiplexConsumer>(std::move(Consumers));
  }

private:
  const Selection &Which;
  const MakeGate &Gate;
  TimedWorkReport &Report;
};

} // namespace

const Answer *TimedWorkReport::answerAt(unsigned Offset) const {
  const Answer *Found = nullptr;
  for (const LoopReport &Loop : Loops) {
    if (Offset < Loop.BeginOffset || Offset >= Loop.EndOffset)
      continue;
    const Answer *Here = &Loop.Answer;
    for (const WorkReport &Piece : Loop.Work)
      if (Piece.BeginOffset <= Offset && Offset < Piece.EndOffset)
        Here = &Piece.Answer;
    if (Found && Found->Verdict != Here->Verdict)
      return nullptr;
    Found = Here;
  }
  return Found;
}

TimedWorkReport askAboutParsed(CompilerInstance &Compiler, const EventRecorder &Events,
                               const Selection &Which) {
  TimedWorkReport Report;
  ASTContext &AST = Compiler.getASTContext();
  std::vector<MeasuredBody> Bodies = measuredBodies(AST);
  std::map<unsigned, unsigned> Instances; // by where the loop begins
  llvm::erase_if(Bodies, [&](const MeasuredBody &Body) {
    return !isSelected(Body, Which, AST.getSourceManager()) ||
           (Which.MostInstances &&
            ++Instances[Body.Range.getBegin().getRawEncoding()] > Which.MostInstances);
  });
  if (Bodies.empty())
    return Report;
  std::vector<const FunctionDecl *> Roots;
  for (const MeasuredBody &Body : Bodies)
    Roots.push_back(Body.Root);
  if (!instantiateFor(Compiler, Roots)) {
    Report.Error = "the templates that it uses could not be instantiated";
    return Report;
  }
  initializeTargets();
  TimedWork Work = insertGuards(AST, Bodies);
  llvm::LLVMContext Context;
  // What code generation complains of in a changed tree is nothing that the user wrote.
  DiagnosticsEngine Silent(new DiagnosticIDs, new DiagnosticOptions, new IgnoringDiagConsumer);
  Silent.setSourceManager(&AST.getSourceManager());
  std::unique_ptr<llvm::Module> Module = generate(Compiler, Silent, Events, Work, Context);
  if (!Module) {
    Report.Error = "no code could be generated";
    return Report;
  }
  Oracle Optimizer(Compiler, Silent, Work, std::move(Module));
  Report.Loops = Reporter(Work, Optimizer, Which).run();
  return Report;
}

TimedWorkReport askAbout(std::shared_ptr<CompilerInvocation> Invocation,
                         llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
                         const Selection &Which, const MakeGate &Gate) {
  TimedWorkReport Report;
  initializeTargets();
  Invocation->getFrontendOpts().SkipFunctionBodies = false;
  // What code looks like to an analyser is not what it does.
  Invocation->getPreprocessorOpts().SetUpStaticAnalyzer = false;
  CompilerInstance Compiler;
  Compiler.setInvocation(std::move(Invocation));
  Compiler.createDiagnostics(new IgnoringDiagConsumer);
  Compiler.createFileManager(std::move(Files));
  Action Ask(Which, Gate, Report);
  if (!Compiler.ExecuteAction(Ask) && Report.Error.empty())
    Report.Error = "the file has errors";
  return Report;
}

} // namespace fastidious::optimizer

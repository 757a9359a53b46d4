/// \file
/// The optimiser's answers for a translation unit: what the rest of the program asks for.
#pragma once

#include "driver/evidence/optimizer/Verdict.h"

#include "llvm/ADT/IntrusiveRefCntPtr.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace clang {
class ASTConsumer;
class CompilerInstance;
class CompilerInvocation;
} // namespace clang
namespace llvm::vfs {
class FileSystem;
} // namespace llvm::vfs

namespace fastidious::optimizer {

class EventRecorder;

/// The answer for one piece of a timed loop's work.
struct WorkReport {
  unsigned Line, Column;           ///< Start at 1; columns count bytes.
  unsigned BeginOffset, EndOffset; ///< Bytes in the main file.
  std::string Text;
  optimizer::Answer Answer;
};

/// The answer for one timed loop.
struct LoopReport {
  std::string Name; ///< The benchmark's name.
  std::string Framework;
  unsigned Line, Column;
  unsigned BeginOffset, EndOffset;
  unsigned InMacro = 0;     ///< TimedLoop::InMacro
  optimizer::Answer Answer; ///< For all of its work together.
  /// Its pieces, where they were asked about one by one.
  std::vector<WorkReport> Work;
};

/// The answers for the timed loops of a main file.
struct TimedWorkReport {
  std::vector<LoopReport> Loops;
  std::string Error; ///< Why there is no answer; empty if there is.

  /// The answer for the work at \p Offset of the main file: the piece's own if there is one, else
  /// the loop's, else null. Instantiations of one template that disagree give none.
  const Answer *answerAt(unsigned Offset) const;
};

/// Which timed loops to ask about.
struct Selection {
  /// Offsets in the main file: only loops that contain one of them. Every loop if absent.
  std::optional<std::vector<unsigned>> Candidates;
  /// Offsets whose pieces of work are asked about one by one in any case, as those of Candidates.
  std::vector<unsigned> AlsoPiecesAt;
  /// Of a loop in a template, how many instantiations are asked about; 0 for all.
  unsigned MostInstances = 0;
};

/// Asks about the translation unit that \p Compiler has just parsed, at \p Compiler's optimisation
/// level. \p Events has recorded the parse. Changes the syntax tree: call this when nobody else
/// needs it.
TimedWorkReport askAboutParsed(clang::CompilerInstance &Compiler, const EventRecorder &Events,
                               const Selection &Which);

/// Makes the consumer that comes first and decides what is instantiated during the parse; what it
/// leaves out (FunctionDecl::hasSkippedBody) is instantiated where a timed loop needs it.
using MakeGate = std::function<std::unique_ptr<clang::ASTConsumer>(clang::CompilerInstance &)>;

/// Parses a translation unit and asks about it. \p Invocation is made of a command from
/// optimizing(); it is changed to skip no bodies and to print nothing.
TimedWorkReport askAbout(std::shared_ptr<clang::CompilerInvocation> Invocation,
                         llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
                         const Selection &Which, const MakeGate &Gate);

} // namespace fastidious::optimizer

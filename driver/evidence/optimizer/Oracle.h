/// \file
/// Asks the optimiser itself.
#pragma once

#include "driver/evidence/optimizer/Decision.h"
#include "driver/evidence/optimizer/Variant.h"

#include <functional>
#include <map>
#include <memory>

namespace clang {
class CompilerInstance;
class DiagnosticsEngine;
} // namespace clang
namespace llvm {
class Module;
} // namespace llvm

namespace fastidious::optimizer {

/// Answers questions about one module. Every question runs clang's own pipeline, with the user's
/// options, over all variants of the part of the module that matters; loops that are asked about
/// together share these runs.
class Oracle {
public:
  /// \p M is unoptimised and guarded as \p Work says; the roots' symbols are known.
  /// \p Diagnostics gets what the backend has to say.
  Oracle(clang::CompilerInstance &Compiler, clang::DiagnosticsEngine &Diagnostics, TimedWork &Work,
         std::unique_ptr<llvm::Module> M);
  ~Oracle();

  /// The units to ask about, by timed loop; one answer for all of a loop's units together.
  using Question = std::map<unsigned, std::vector<unsigned>>;
  std::map<unsigned, Answer> ask(const Question &Q);

private:
  void moveRootsToCallers();
  void findUnitFunctions();
  void findCallees();
  std::unique_ptr<llvm::Module> sliceFor(const Question &Q) const;
  void optimize(llvm::Module &M) const;

  clang::CompilerInstance &Compiler;
  clang::DiagnosticsEngine &Diagnostics;
  TimedWork &Work;
  std::unique_ptr<llvm::Module> Base;
  std::map<unsigned, std::set<std::string>> UnitFunctions; ///< By unit.
  std::map<unsigned, std::set<std::string>> Callees;       ///< By unit.
  std::map<unsigned, std::set<std::string>> LoopHolders;   ///< By timed loop.
};

} // namespace fastidious::optimizer

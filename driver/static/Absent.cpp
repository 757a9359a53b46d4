/// \file
/// Stands in for what clang's archives refer to and this program never runs: Polly, which clang
/// offers every pipeline, and Z3, which only the static analyser asks. Neither need be installed.
#include "llvm/Passes/PassPlugin.h"
#include "llvm/Support/SMTAPI.h"

llvm::PassPluginLibraryInfo getPollyPluginInfo();

llvm::PassPluginLibraryInfo getPollyPluginInfo() {
  return {LLVM_PLUGIN_API_VERSION, "Polly", LLVM_VERSION_STRING, [](llvm::PassBuilder &) {}};
}

// What clang itself does without Z3.
llvm::SMTSolverRef llvm::CreateZ3Solver() {
  llvm::report_fatal_error("LLVM was not compiled with Z3 support", /*gen_crash_diag=*/false);
}
void llvm::SMTSort::dump() const {}
void llvm::SMTExpr::dump() const {}
void llvm::SMTSolver::dump() const {}

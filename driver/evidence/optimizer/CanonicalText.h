/// \file
/// A function's code in a form that two equal functions share.
#pragma once

#include <map>
#include <string>

namespace llvm {
class Function;
class Instruction;
} // namespace llvm

namespace fastidious::optimizer {

struct CanonicalText {
  /// Blocks in reverse post-order, values and blocks renumbered, no metadata.
  std::string Text;
  /// The lines without any number: equal for functions that differ in the order only.
  std::map<std::string, unsigned> Lines;
  /// Of these, the instructions that pass a value on: calls, stores, returns.
  std::map<std::string, unsigned> Results;
};

CanonicalText canonicalText(llvm::Function &F);

/// Whether \p I leaves no machine code: debug information, lifetimes, assumptions.
bool isWithoutCode(const llvm::Instruction &I);

} // namespace fastidious::optimizer

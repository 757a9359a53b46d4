/// \file
/// The names that profilers give to functions, reduced to what can be compared.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>
#include <vector>

namespace fastidious::profile {

/// A function's name, taken apart. Profilers mangle it or not; leave out parameters, template
/// arguments or unnamed scopes; and add return types and marks of clones and inlined calls.
struct FunctionName {
  /// Qualified, without template arguments, unnamed namespaces and the standard library's versions
  /// of itself. A lambda has the name of the function around it.
  std::string Base;
  /// The parameters' types in a form that is only good for comparing, if the name has them.
  std::optional<std::string> Parameters;
  bool IsInUnnamedNamespace = false;
  bool IsLambda = false;
  /// The functions around the lambdas that the template arguments name: `std::function` and the
  /// algorithms have their bodies inlined into what they were instantiated to.
  std::vector<std::string> LambdasOf;
};

FunctionName parseFunctionName(llvm::StringRef Spelling);

/// The Base of \p Function.
std::string normalisedFunction(llvm::StringRef Function);

} // namespace fastidious::profile

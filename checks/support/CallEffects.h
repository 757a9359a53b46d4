/// \file
/// Is this call dropped if its value is? What evaluating code does besides computing a value, as
/// far as the optimiser can see it in this translation unit.
///
/// The bodies of the user's functions are looked into; functions in system headers are judged by
/// knowledge/Functions.h and by attributes alone. Whatever is not known to be harmless is
/// observable.
#pragma once

#include "checks/support/Body.h"

#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang {
class Expr;
class FunctionDecl;
class VarDecl;
} // namespace clang

namespace fastidious {

/// What a call of a function may do.
struct CallEffects {
  /// Does something that the program's behaviour depends on, or calls code that cannot be seen:
  /// input and output, atomics, volatile objects, locks, assembly, exceptions, writes to globals,
  /// virtual calls, functions of other translation units.
  bool Observable = false;
  /// Changes an object in compiled code of a library: nobody else can tell, but the optimiser keeps
  /// it.
  bool InCompiledCode = false;
  bool SetsErrno = false;
  bool Allocates = false;
  /// Reads objects of static storage that may change: the result does not depend on the arguments
  /// alone.
  bool ReadsGlobals = false;
  /// Changes the object that it is called on, or memory that can be reached from there.
  bool WritesObject = false;
  /// Bit i: changes memory that is reached through parameter i.
  uint64_t WrittenParameters = 0;
  /// Bit i: calls the function that parameter i points to. Then nothing else is observable, and a
  /// call that passes functions that are known may be harmless.
  uint64_t CalledParameters = 0;

  /// Whether a call survives whatever becomes of its value and of the objects that it changes.
  bool isKept() const { return Observable || InCompiledCode; }
  /// Whether a call is dropped if its value is.
  bool isPure() const { return !isKept() && !WritesObject && WrittenParameters == 0; }
};

/// The effects of calling \p Function, not through a virtual call. Memoised for the translation
/// unit.
CallEffects effectsOf(const clang::FunctionDecl &Function);

/// What evaluating a statement may do.
struct StatementEffects {
  bool Observable = false; ///< See CallEffects; also writes to anything but the body's own locals.
  bool InCompiledCode = false;
  bool SetsErrno = false;
  bool Allocates = false;
  bool ReadsGlobals = false;
  /// The local variables (and parameters) of the body that may be changed, or that own or reach the
  /// memory that may be changed.
  llvm::SmallSetVector<const clang::VarDecl *, 4> Writes = {};

  bool isKept() const { return Observable || InCompiledCode; }
  bool isPure() const { return !isKept() && Writes.empty(); }
};

/// The effects of evaluating \p S, a part of \p B (nested lambdas included). Creating a lambda does
/// not run it.
StatementEffects effectsOf(const Body &B, const clang::Stmt *S);

/// The local variables of \p B that the object, pointer or iterator \p E denotes, or leads to:
/// writing through E may change them. Sets \p Unknown if it may lead elsewhere.
llvm::SmallSetVector<const clang::VarDecl *, 4>
reachedVariables(const Body &B, const clang::Expr *E, bool &Unknown);

} // namespace fastidious

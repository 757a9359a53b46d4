/// \file
/// What calls do besides computing a value, where no body is looked at: functions of system headers
/// and implicit ones.
#pragma once

#include "checks/support/CallEffects.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Type.h"

#include <cstdint>
#include <optional>

namespace fastidious {

bool isInSystemHeader(const clang::FunctionDecl &Function);
bool isInSystemHeader(const clang::CXXRecordDecl &Record);

/// Whether \p Record has the shape of a random number engine: its call changes its own state, by
/// the requirements of the concept.
bool isRandomEngine(const clang::CXXRecordDecl &Record);

/// Whether objects of \p T own all memory that can be reached from them.
bool isSelfContained(clang::QualType T);

/// Those of code that cannot be seen.
CallEffects opaqueEffects();

/// The parameters of \p Function that give it access to what it may write, as
/// CallEffects::WrittenParameters has them.
uint64_t writableParameters(const clang::FunctionDecl &Function);

/// What attributes and clang's table of builtins say, if anything.
std::optional<CallEffects> effectsByAttributes(const clang::FunctionDecl &Function);

/// A function in a system header, or a member of another class that is known, without looking at
/// its body.
CallEffects effectsOfKnownFunction(const clang::FunctionDecl &Function);

/// An implicit or defaulted member does to the parts what its kind says.
CallEffects effectsOfDefaulted(const clang::CXXMethodDecl &Method);

} // namespace fastidious

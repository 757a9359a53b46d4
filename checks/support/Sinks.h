/// \file
/// Edits that keep a benchmark's values alive, in the way of the benchmark's framework.
#pragma once

#include "checks/framework/Finding.h"
#include "checks/support/TimedRegions.h"

#include <string>

namespace clang {
class VarDecl;
} // namespace clang

namespace fastidious {

/// The sink for values that the translation unit declares for \p Framework
/// ("benchmark::DoNotOptimize"), or an empty string.
std::string valueSink(BenchmarkFramework Framework, const clang::ASTContext &Context);

/// Whether the sink's overload for `const T &` is deprecated (Google Benchmark from 1.8 on): then
/// only named objects that are not const are given to it.
bool deprecatesConstSink(BenchmarkFramework Framework, const clang::ASTContext &Context);

/// What to do about a value that nobody uses, for messages: "pass it to
/// 'benchmark::DoNotOptimize'".
std::string sinkAdvice(const TimedRegion &R, const clang::ASTContext &Context);

/// A name like \p Wanted that occurs nowhere in \p B.
std::string unusedName(const Body &B, llvm::StringRef Wanted);

/// Keeps the value of the expression statement \p E: wraps it, gives it a name first, or returns
/// it.
std::optional<Fix> sinkValue(const Body &B, const TimedRegion &R, const clang::Expr *E);

/// Keeps the variable \p Variable after the statement \p After, which lies in the region.
std::optional<Fix> sinkVariable(const Body &B, const TimedRegion &R, const clang::VarDecl *Variable,
                                const clang::Stmt *After);

} // namespace fastidious

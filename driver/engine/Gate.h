/// \file
/// Decides what of a translation unit is parsed, instantiated and traversed.
#pragma once

#include "clang/AST/DeclGroup.h"
#include "clang/Sema/SemaConsumer.h"
#include "llvm/ADT/DenseMap.h"

#include <vector>

namespace clang {
class CompilerInstance;
} // namespace clang

namespace fastidious::driver {

/// The first consumer of a unit. No check looks into the bodies of system headers' functions, so
/// they are neither parsed nor instantiated, and matchers only traverse the user's declarations.
/// That halves the cost of a unit with heavy headers. Bodies that decide about validity (constexpr,
/// deduced return types) are kept by clang itself.
class GateConsumer : public clang::SemaConsumer {
public:
  explicit GateConsumer(clang::CompilerInstance &Compiler);

  void InitializeSema(clang::Sema &S) override { Semantics = &S; }
  void ForgetSema() override { Semantics = nullptr; }
  bool shouldSkipFunctionBody(clang::Decl *D) override;
  void HandleCXXImplicitFunctionInstantiation(clang::FunctionDecl *Function) override;
  bool HandleTopLevelDecl(clang::DeclGroupRef Group) override;
  void HandleInterestingDecl(clang::DeclGroupRef) override {}
  void HandleTranslationUnit(clang::ASTContext &Context) override;

private:
  bool isInSystemHeader(clang::SourceLocation Loc);

  const clang::SourceManager &Sources;
  clang::Sema *Semantics = nullptr;
  std::vector<clang::Decl *> UserDecls;
  llvm::DenseMap<clang::FileID, bool> SystemFiles;
};

} // namespace fastidious::driver

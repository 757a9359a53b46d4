/// \file
/// Lets code generation happen after everything else has looked at the syntax tree.
#pragma once

#include "clang/AST/ASTConsumer.h"

#include <functional>
#include <vector>

namespace clang {
class CompilerInstance;
class Decl;
} // namespace clang

namespace fastidious::optimizer {

/// Records what Sema tells a consumer during the parse, so that it can be told to a code generator
/// later, when the tree has been changed; EmitLLVMOnlyAction leaves no room for that. Strong
/// definitions outside the main file are not recorded: no code of the main file depends on them
/// more than on a declaration, and single-header frameworks (Catch2) define thousands.
class EventRecorder : public clang::ASTConsumer {
public:
  explicit EventRecorder(clang::CompilerInstance &Compiler) : Compiler(Compiler) {}

  /// Tells \p Consumer everything that was recorded, in order.
  void replay(clang::ASTConsumer &Consumer) const;

  bool HandleTopLevelDecl(clang::DeclGroupRef Group) override;
  void HandleInlineFunctionDefinition(clang::FunctionDecl *D) override;
  void HandleTagDeclDefinition(clang::TagDecl *D) override;
  void HandleTagDeclRequiredDefinition(const clang::TagDecl *D) override;
  void HandleCXXImplicitFunctionInstantiation(clang::FunctionDecl *D) override;
  void CompleteTentativeDefinition(clang::VarDecl *D) override;
  void HandleCXXStaticMemberVarInstantiation(clang::VarDecl *D) override;
  void HandleVTable(clang::CXXRecordDecl *D) override;

private:
  using Event = std::function<void(clang::ASTConsumer &)>;

  void record(clang::Decl *D);
  bool isWanted(const clang::Decl &D) const;
  bool isInMainFile(const clang::Decl &D) const;

  clang::CompilerInstance &Compiler;
  std::vector<Event> Events;
};

} // namespace fastidious::optimizer

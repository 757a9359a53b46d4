#include "driver/engine/Gate.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclGroup.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Sema/Sema.h"

using namespace clang;

namespace fastidious::driver {

GateConsumer::GateConsumer(CompilerInstance &Compiler) : Sources(Compiler.getSourceManager()) {}

bool GateConsumer::isInSystemHeader(SourceLocation Loc) {
  if (Loc.isInvalid())
    return false;
  FileID File = Sources.getFileID(Sources.getExpansionLoc(Loc));
  auto [Known, New] = SystemFiles.try_emplace(File, false);
  // Asked for the beginning of the file: a file that calls itself a system header half-way through
  // is the user's, which costs time but loses nothing.
  if (New)
    Known->second = Sources.isInSystemHeader(Sources.getLocForStartOfFile(File));
  return Known->second;
}

bool GateConsumer::shouldSkipFunctionBody(Decl *D) {
  return isInSystemHeader(D->getLocation());
}

void GateConsumer::HandleCXXImplicitFunctionInstantiation(FunctionDecl *Function) {
  // Called just after the instantiation was queued; without a body there is nothing to instantiate.
  if (!Semantics || Semantics->PendingInstantiations.empty() ||
      Semantics->PendingInstantiations.back().first != Function)
    return;
  const FunctionDecl *Pattern = Function->getTemplateInstantiationPattern();
  if (!isInSystemHeader((Pattern ? Pattern : Function)->getLocation()))
    return;
  Semantics->PendingInstantiations.pop_back();
  Function->setInstantiationIsPending(false);
  Function->setHasSkippedBody(true);
}

bool GateConsumer::HandleTopLevelDecl(DeclGroupRef Group) {
  for (Decl *D : Group) {
    // Members of a class or namespace arrive again with their parent.
    if (!D->getLexicalDeclContext()->isTranslationUnit())
      continue;
    if (const auto *Function = dyn_cast<FunctionDecl>(D);
        Function && Function->getTemplateSpecializationKind() == TSK_ImplicitInstantiation)
      continue;
    if (!isInSystemHeader(D->getLocation()))
      UserDecls.push_back(D);
  }
  return true;
}

void GateConsumer::HandleTranslationUnit(ASTContext &Context) {
  Context.setTraversalScope(UserDecls);
}

} // namespace fastidious::driver

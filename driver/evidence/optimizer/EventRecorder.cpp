#include "driver/evidence/optimizer/EventRecorder.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Frontend/CompilerInstance.h"

using namespace clang;

namespace fastidious::optimizer {

void EventRecorder::replay(ASTConsumer &Consumer) const {
  for (const Event &E : Events)
    E(Consumer);
}

bool EventRecorder::HandleTopLevelDecl(DeclGroupRef Group) {
  for (Decl *D : Group)
    record(D);
  return true;
}

// A namespace is one top-level declaration; without a look inside, every strong definition of a
// header would come along.
void EventRecorder::record(Decl *D) {
  if (isa<NamespaceDecl, LinkageSpecDecl>(D)) {
    for (Decl *Inner : cast<DeclContext>(D)->decls())
      record(Inner);
    return;
  }
  if (isWanted(*D))
    Events.push_back([D](ASTConsumer &C) { C.HandleTopLevelDecl(DeclGroupRef(D)); });
}

bool EventRecorder::isInMainFile(const Decl &D) const {
  const SourceManager &SM = Compiler.getSourceManager();
  return SM.isInMainFile(SM.getExpansionLoc(D.getLocation()));
}

bool EventRecorder::isWanted(const Decl &D) const {
  if (const auto *Function = dyn_cast<FunctionDecl>(&D)) {
    if (!Function->isThisDeclarationADefinition() || Function->isDependentContext())
      return true;
    GVALinkage Linkage = Function->getASTContext().GetGVALinkageForFunction(Function);
    return (Linkage != GVA_StrongExternal && Linkage != GVA_StrongODR) || isInMainFile(D);
  }
  if (const auto *Variable = dyn_cast<VarDecl>(&D))
    return Variable->isThisDeclarationADefinition() == VarDecl::DeclarationOnly ||
           Variable->getType().isConstQualified() || Variable->isInline() || isInMainFile(D);
  return true;
}

void EventRecorder::HandleInlineFunctionDefinition(FunctionDecl *D) {
  Events.push_back([D](ASTConsumer &C) { C.HandleInlineFunctionDefinition(D); });
}

void EventRecorder::HandleTagDeclDefinition(TagDecl *D) {
  Events.push_back([D](ASTConsumer &C) { C.HandleTagDeclDefinition(D); });
}

void EventRecorder::HandleTagDeclRequiredDefinition(const TagDecl *D) {
  Events.push_back([D](ASTConsumer &C) { C.HandleTagDeclRequiredDefinition(D); });
}

void EventRecorder::HandleCXXImplicitFunctionInstantiation(FunctionDecl *D) {
  Events.push_back([D](ASTConsumer &C) { C.HandleCXXImplicitFunctionInstantiation(D); });
}

void EventRecorder::CompleteTentativeDefinition(VarDecl *D) {
  Events.push_back([D](ASTConsumer &C) { C.CompleteTentativeDefinition(D); });
}

void EventRecorder::HandleCXXStaticMemberVarInstantiation(VarDecl *D) {
  Events.push_back([D](ASTConsumer &C) { C.HandleCXXStaticMemberVarInstantiation(D); });
}

void EventRecorder::HandleVTable(CXXRecordDecl *D) {
  if (isInMainFile(*D))
    Events.push_back([D](ASTConsumer &C) { C.HandleVTable(D); });
}

} // namespace fastidious::optimizer

#include "checks/support/Templates.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace fastidious {

llvm::SmallVector<const FunctionDecl *, 4> instantiationsOf(const FunctionDecl &Pattern) {
  llvm::SmallVector<const FunctionDecl *, 4> Result;
  auto Add = [&](const FunctionDecl *Candidate) {
    if (Candidate->getTemplateSpecializationKind() != TSK_ExplicitSpecialization &&
        Candidate->getBody() && !Candidate->isDependentContext())
      Result.push_back(Candidate);
  };
  if (const FunctionTemplateDecl *Template = Pattern.getDescribedFunctionTemplate()) {
    for (const FunctionDecl *Specialization : Template->specializations())
      Add(Specialization);
    return Result;
  }
  const auto *Method = dyn_cast<CXXMethodDecl>(&Pattern);
  const ClassTemplateDecl *Class =
      Method ? Method->getParent()->getDescribedClassTemplate() : nullptr;
  if (!Class)
    return Result;
  for (const ClassTemplateSpecializationDecl *Specialization : Class->specializations())
    for (const CXXMethodDecl *Member : Specialization->methods())
      if (const FunctionDecl *From = Member->getTemplateInstantiationPattern();
          From && From->getCanonicalDecl() == Pattern.getCanonicalDecl()) {
        const FunctionDecl *Definition = nullptr;
        if (Member->getBody(Definition))
          Add(Definition);
      }
  return Result;
}

} // namespace fastidious

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
  auto AddIfOfPattern = [&](const CXXMethodDecl *Member) {
    const FunctionDecl *From = Member->getTemplateInstantiationPattern();
    const FunctionDecl *Definition = nullptr;
    if (From && From->getCanonicalDecl() == Pattern.getCanonicalDecl() &&
        Member->getBody(Definition))
      Add(Definition);
  };
  // A library may have a thousand specialisations with a hundred members each. The names of
  // constructors, destructors and conversions differ from one specialisation to the next.
  bool HasCommonName = Pattern.getDeclName().isIdentifier() || Pattern.isOverloadedOperator();
  for (const ClassTemplateSpecializationDecl *Specialization : Class->specializations())
    if (HasCommonName) {
      for (const NamedDecl *Found : Specialization->lookup(Pattern.getDeclName()))
        if (const auto *Member = dyn_cast<CXXMethodDecl>(Found))
          AddIfOfPattern(Member);
    } else {
      llvm::for_each(Specialization->methods(), AddIfOfPattern);
    }
  return Result;
}

} // namespace fastidious

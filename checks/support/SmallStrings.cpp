#include "checks/support/SmallStrings.h"

#include "checks/support/Types.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace fastidious {

unsigned shortStringLimit(QualType T, const ASTContext &Context) {
  const CXXRecordDecl *Class = classOf(T);
  unsigned Bytes = 22;
  // libstdc++'s strings with a small-string buffer live in std::__cxx11.
  if (const auto *Space = Class ? dyn_cast<NamespaceDecl>(Class->getDeclContext()) : nullptr;
      Space && Space->isInline() && Space->getName() == "__cxx11")
    Bytes = 15;
  QualType Character = templateTypeArgument(T, 0);
  if (Character.isNull() || Character->isDependentType() || !Character->isIntegralType(Context))
    return Bytes;
  return Bytes / static_cast<unsigned>(Context.getTypeSizeInChars(Character).getQuantity());
}

} // namespace fastidious

#include "checks/support/ColdCode.h"

#include "checks/support/Statements.h"
#include "checks/support/Types.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace fastidious {
namespace {

/// Whether the initializer of \p D, a variable that lives as long as the program, calls the lambda
/// of the class \p Closure.
bool isInitializedBy(const Decl *D, const CXXRecordDecl *Closure) {
  const auto *Variable = dyn_cast<VarDecl>(D);
  return Variable && Variable->hasGlobalStorage() && Variable->getInit() &&
         containsAny(Variable->getInit(), [&](const Stmt *Part) {
           const auto *Call = dyn_cast<CXXOperatorCallExpr>(Part);
           const auto *Method =
               Call ? dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee()) : nullptr;
           return Method && Method->getParent() == Closure;
         });
}

/// Whether \p Function is a lambda that does nothing but make the value of such a variable.
bool isInitializer(const FunctionDecl &Function, const ASTContext &Context) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (!Method || !Method->getParent()->isLambda())
    return false;
  const CXXRecordDecl *Closure = Method->getParent();
  const DeclContext *Around = Closure->getDeclContext();
  if (!Around->isFunctionOrMethod())
    return llvm::any_of(Around->decls(),
                        [&](const Decl *D) { return isInitializedBy(D, Closure); });
  const auto *Outer = dyn_cast<FunctionDecl>(Around);
  return Outer && Outer->getBody() && containsAny(Outer->getBody(), [&](const Stmt *Part) {
           const auto *Statement = dyn_cast<DeclStmt>(Part);
           return Statement && llvm::any_of(Statement->decls(), [&](const Decl *D) {
                    return isInitializedBy(D, Closure);
                  });
         });
}

} // namespace

bool isColdFunction(const Body &B) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&B.function());
  return (Method && isExceptionClass(Method->getParent())) ||
         isInitializer(B.function(), B.context());
}

} // namespace fastidious

#include "checks/support/Statements.h"

#include "checks/support/Calls.h"
#include "checks/support/Types.h"

#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace fastidious {

const VarDecl *variableOf(const Expr *E) {
  const auto *Ref = E ? dyn_cast<DeclRefExpr>(written(E)) : nullptr;
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

bool containsAny(const Stmt *S, llvm::function_ref<bool(const Stmt *)> Holds) {
  return S && (Holds(S) || llvm::any_of(S->children(), [&](const Stmt *Child) {
                 return containsAny(Child, Holds);
               }));
}

void visitAll(const Stmt *S, llvm::function_ref<void(const Stmt *)> Visit) {
  if (!S)
    return;
  Visit(S);
  for (const Stmt *Child : S->children())
    visitAll(Child, Visit);
}

bool mentionsVariable(const Stmt *S, const VarDecl *Variable) {
  return Variable && containsAny(S, [&](const Stmt *Part) {
           const auto *Ref = dyn_cast<DeclRefExpr>(Part);
           return Ref && Ref->getDecl() == Variable;
         });
}

bool namesStandard(const Stmt *S, std::initializer_list<StringRef> Names) {
  return containsAny(S, [&](const Stmt *Part) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Part);
    const ValueDecl *Named = Ref ? Ref->getDecl() : nullptr;
    return Named && Named->isInStdNamespace() && Named->getIdentifier() &&
           isOneOf(Named->getName(), Names);
  });
}

const Stmt *onlyStatement(const Stmt *Body) {
  const auto *Block = dyn_cast<CompoundStmt>(Body);
  if (!Block)
    return Body;
  return Block->size() == 1 ? Block->body_front() : nullptr;
}

const Expr *conditionOf(const Stmt *Loop) {
  if (const auto *For = dyn_cast<ForStmt>(Loop))
    return For->getCond();
  if (const auto *While = dyn_cast<WhileStmt>(Loop))
    return While->getCond();
  if (const auto *Do = dyn_cast<DoStmt>(Loop))
    return Do->getCond();
  return nullptr;
}

} // namespace fastidious

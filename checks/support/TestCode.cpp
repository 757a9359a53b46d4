#include "checks/support/TestCode.h"

#include "checks/knowledge/Functions.h"
#include "checks/support/Statements.h"

#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace fastidious {
namespace {

/// Whether a test framework's macro has declared \p Function.
bool isDeclaredAsTest(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return isTestCaseName(Function.getNameAsString()) ||
         (Method && isTestCaseName(Method->getParent()->getNameAsString()));
}

/// Whether \p S comes from the macro of a test's assertion.
bool isTestAssertion(const Stmt *S, const SourceManager &SM, const LangOptions &Language) {
  for (SourceLocation Loc = S->getBeginLoc(); Loc.isMacroID();
       Loc = SM.getImmediateMacroCallerLoc(Loc))
    if (assertsInTests(Lexer::getImmediateMacroName(Loc, SM, Language)))
      return true;
  return false;
}

} // namespace

bool isTestCase(const Body &B) {
  for (const DeclContext *Around = &B.function(); Around; Around = Around->getParent())
    if (const auto *Function = dyn_cast<FunctionDecl>(Around);
        Function && isDeclaredAsTest(*Function))
      return true;
  const SourceManager &SM = B.context().getSourceManager();
  return containsAny(B.statement(), [&](const Stmt *Part) {
    return isTestAssertion(Part, SM, B.context().getLangOpts());
  });
}

} // namespace fastidious

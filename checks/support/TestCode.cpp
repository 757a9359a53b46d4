#include "checks/support/TestCode.h"

#include "checks/knowledge/Functions.h"
#include "checks/support/Statements.h"
#include "checks/support/Types.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/Path.h"

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

/// Whether \p D, or what is declared in it, is a test case in the file \p File.
bool declaresTest(const Decl *D, FileID File, const SourceManager &SM) {
  if (const auto *Scope = dyn_cast<NamespaceDecl>(D))
    return llvm::any_of(Scope->decls(),
                        [&](const Decl *Inner) { return declaresTest(Inner, File, SM); });
  const auto *Function = dyn_cast<FunctionDecl>(D);
  return Function && isDeclaredAsTest(*Function) &&
         SM.getFileID(SM.getExpansionLoc(D->getLocation())) == File;
}

/// Whether the file that holds \p Function is there for the test cases that it declares. Those of
/// doctest may be beside what they test.
bool isInTestFile(const FunctionDecl &Function, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Loc = SM.getExpansionLoc(Function.getLocation());
  FileID File = SM.getFileID(Loc);
  StringRef Name = llvm::sys::path::filename(SM.getFilename(Loc));
  return Name.contains_insensitive("test") &&
         llvm::any_of(Context.getTranslationUnitDecl()->decls(),
                      [&](const Decl *D) { return declaresTest(D, File, SM); });
}

/// Whether \p Construct makes the object that evaluates an assertion of Catch2 or doctest, whose
/// macros may have any names.
bool isAssertionObject(const CXXConstructExpr *Construct) {
  return isOneOf(qualifiedName(*Construct->getConstructor()->getParent()),
                 {"Catch::AssertionHandler", "doctest::detail::ResultBuilder"});
}

} // namespace

bool isTestCase(const Body &B) {
  for (const DeclContext *Around = &B.function(); Around; Around = Around->getParent())
    if (const auto *Function = dyn_cast<FunctionDecl>(Around);
        Function && isDeclaredAsTest(*Function))
      return true;
  const SourceManager &SM = B.context().getSourceManager();
  bool Asserts = containsAny(B.statement(), [&](const Stmt *Part) {
    const auto *Construct = dyn_cast<CXXConstructExpr>(Part);
    return (Construct && isAssertionObject(Construct)) ||
           isTestAssertion(Part, SM, B.context().getLangOpts());
  });
  return Asserts || isInTestFile(B.function(), B.context());
}

} // namespace fastidious

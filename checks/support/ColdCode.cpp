#include "checks/support/ColdCode.h"

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

/// Whether the file at \p Path, or the folder that it or its folder is in, is named for tests.
bool isNamedForTests(StringRef Path) {
  constexpr unsigned Folders = 2;
  if (llvm::sys::path::filename(Path).contains_insensitive("test"))
    return true;
  for (unsigned I = 0; I < Folders; ++I) {
    Path = llvm::sys::path::parent_path(Path);
    if (llvm::sys::path::filename(Path).starts_with_insensitive("test"))
      return true;
  }
  return false;
}

/// Whether the file that holds \p Function is there for the test cases that it declares. Those of
/// doctest may be beside what they test.
bool isInTestFile(const FunctionDecl &Function, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Loc = SM.getExpansionLoc(Function.getLocation());
  FileID File = SM.getFileID(Loc);
  return isNamedForTests(SM.getFilename(Loc)) &&
         llvm::any_of(Context.getTranslationUnitDecl()->decls(),
                      [&](const Decl *D) { return declaresTest(D, File, SM); });
}

/// Whether \p Construct makes the object that evaluates an assertion of Catch2 or doctest, whose
/// macros may have any names.
bool isAssertionObject(const CXXConstructExpr *Construct) {
  return isOneOf(qualifiedName(*Construct->getConstructor()->getParent()),
                 {"Catch::AssertionHandler", "doctest::detail::ResultBuilder"});
}

/// Whether \p B is the body of a test case, or of a function or lambda that asserts things as test
/// cases do.
bool isTest(const Body &B) {
  for (const DeclContext *Around = &B.function(); Around; Around = Around->getParent())
    if (const auto *Function = dyn_cast<FunctionDecl>(Around);
        Function && isDeclaredAsTest(*Function))
      return true;
  const SourceManager &SM = B.context().getSourceManager();
  return containsAny(B.statement(), [&](const Stmt *Part) {
    const auto *Construct = dyn_cast<CXXConstructExpr>(Part);
    return (Construct && isAssertionObject(Construct)) ||
           isTestAssertion(Part, SM, B.context().getLangOpts());
  });
}

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

/// Whether objects of \p Class are thrown.
bool isException(const CXXRecordDecl *Class) {
  if (!Class || !Class->hasDefinition())
    return false;
  return qualifiedName(*Class) == "std::exception" ||
         llvm::any_of(Class->bases(), [](const CXXBaseSpecifier &Base) {
           return isException(Base.getType()->getAsCXXRecordDecl());
         });
}

} // namespace

bool isColdFunction(const Body &B) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&B.function());
  return (Method && isException(Method->getParent())) || isInitializer(B.function(), B.context()) ||
         isTest(B) || isInTestFile(B.function(), B.context());
}

} // namespace fastidious

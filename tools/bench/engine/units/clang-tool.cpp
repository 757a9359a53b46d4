// Lists the functions of a file.
#include "clang/AST/ASTContext.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Sema/Sema.h"
#include "clang/Tooling/CommonOptionsParser.h"
#include "clang/Tooling/Tooling.h"

using namespace clang;
using namespace clang::ast_matchers;

struct printer : MatchFinder::MatchCallback {
  void run(const MatchFinder::MatchResult &result) override {
    if (const auto *f = result.Nodes.getNodeAs<FunctionDecl>("f"))
      llvm::outs() << f->getQualifiedNameAsString() << '\n';
  }
};

int main(int argc, const char **argv) {
  llvm::cl::OptionCategory category("list");
  auto options = tooling::CommonOptionsParser::create(argc, argv, category);
  if (!options)
    return 1;
  tooling::ClangTool tool(options->getCompilations(), options->getSourcePathList());
  printer p;
  MatchFinder finder;
  finder.addMatcher(functionDecl(isDefinition(), isExpansionInMainFile()).bind("f"), &p);
  return tool.run(tooling::newFrontendActionFactory(&finder).get());
}

/// \file
/// A snippet of C++ for unit tests, parsed.
#pragma once

#include "checks/support/Body.h"

#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace fastidious {

/// Parses \p Code (with the machine's standard library, if it includes headers) and finds nodes in
/// it. Fails the test if the code has errors.
class Parsed {
public:
  explicit Parsed(const std::string &Code, const std::string &Standard = "-std=c++20")
      // The tool's path tells clang where its own headers are.
      : Unit(clang::tooling::buildASTFromCodeWithArgs(Code, {Standard, "-Wno-everything"},
                                                      "snippet.cpp", FASTIDIOUS_CLANG_PATH)) {
    EXPECT_TRUE(Unit && !Unit->getDiagnostics().hasErrorOccurred()) << Code;
  }
  ~Parsed() { clearBodies(); }

  clang::ASTContext &context() { return Unit->getASTContext(); }

  /// The definition of the function with this name that is not an instantiation; the first one in
  /// the source if there are several.
  const clang::FunctionDecl &function(llvm::StringRef Name) {
    struct Finder : clang::RecursiveASTVisitor<Finder> {
      llvm::StringRef Name;
      const clang::FunctionDecl *Found = nullptr;
      bool shouldVisitImplicitCode() const { return true; }
      bool VisitFunctionDecl(clang::FunctionDecl *F) {
        if (!Found && F->isThisDeclarationADefinition() && F->getNameAsString() == Name)
          Found = F;
        return true;
      }
    } F;
    F.Name = Name;
    F.TraverseDecl(context().getTranslationUnitDecl());
    if (!F.Found)
      llvm::report_fatal_error(llvm::Twine("no definition of ") + Name);
    return *F.Found;
  }

  const Body &body(llvm::StringRef Function) {
    const Body *B = bodyOf(function(Function), context());
    if (!B)
      llvm::report_fatal_error(llvm::Twine("no body of ") + Function);
    return *B;
  }

  /// All nodes of a class within a function, in the order of the source.
  template <class Node> std::vector<const Node *> all(llvm::StringRef Function) {
    struct Finder : clang::RecursiveASTVisitor<Finder> {
      std::vector<const Node *> Found;
      bool shouldVisitImplicitCode() const { return true; }
      bool VisitStmt(clang::Stmt *S) {
        if (const auto *N = llvm::dyn_cast<Node>(S))
          Found.push_back(N);
        return true;
      }
    } F;
    F.TraverseStmt(function(Function).getBody());
    return F.Found;
  }

  /// The only node of a class within a function.
  template <class Node> const Node *only(llvm::StringRef Function) {
    auto Nodes = all<Node>(Function);
    EXPECT_EQ(Nodes.size(), 1u);
    return Nodes.empty() ? nullptr : Nodes.front();
  }

  /// The variable or parameter with this name within a function.
  const clang::VarDecl *variable(llvm::StringRef Function, llvm::StringRef Name) {
    struct Finder : clang::RecursiveASTVisitor<Finder> {
      llvm::StringRef Name;
      const clang::VarDecl *Found = nullptr;
      bool VisitVarDecl(clang::VarDecl *V) {
        if (!Found && V->getName() == Name)
          Found = V;
        return true;
      }
    } F;
    F.Name = Name;
    F.TraverseDecl(const_cast<clang::FunctionDecl *>(&function(Function)));
    if (!F.Found)
      llvm::report_fatal_error(llvm::Twine("no variable ") + Name);
    return F.Found;
  }

private:
  std::unique_ptr<clang::ASTUnit> Unit;
};

} // namespace fastidious

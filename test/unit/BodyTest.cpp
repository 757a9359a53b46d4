#include "checks/support/Body.h"

#include "test/unit/Parsed.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/ASTMatchers/ASTMatchers.h"

#include <gtest/gtest.h>

using namespace clang;
using namespace clang::ast_matchers;
using namespace fastidious;

TEST(Body, FindsLoopsOutermostFirst) {
  Parsed Code("void f(int n) { for (;;) { while (n) --n; } do {} while (n); }");
  const Body &B = Code.body("f");
  ASSERT_EQ(B.loops().size(), 3u);
  EXPECT_TRUE(isa<ForStmt>(B.loops()[0].Statement));
  EXPECT_EQ(B.loops()[0].Parent, nullptr);
  const auto *While = Code.only<WhileStmt>("f");
  const auto *Decrement = Code.only<UnaryOperator>("f");
  ASSERT_TRUE(B.loopOf(Decrement));
  EXPECT_EQ(B.loopOf(Decrement)->Statement, While);
  EXPECT_EQ(B.loopOf(Decrement)->Parent->Statement, B.loops()[0].Statement);
}

TEST(Body, LeavesLoopsOfLambdasToTheLambda) {
  Parsed Code("void f() { auto l = [] { for (;;) {} }; l(); }");
  EXPECT_TRUE(Code.body("f").loops().empty());
  EXPECT_EQ(Code.body("operator()").loops().size(), 1u);
}

TEST(Body, IsGivenForPatternsAndNotForInstantiations) {
  Parsed Code("template <class T> void f(T t) { t.g(); }\n"
              "struct S { void g(); };\n"
              "void h() { f(S()); }");
  unsigned Patterns = 0, Instantiations = 0;
  for (const auto &Match :
       match(functionDecl(hasName("f"), isDefinition()).bind("f"), Code.context())) {
    const auto *F = Match.getNodeAs<FunctionDecl>("f");
    (bodyOf(*F, Code.context()) ? Patterns : Instantiations)++;
    EXPECT_EQ(isInInstantiation(F), bodyOf(*F, Code.context()) == nullptr);
  }
  EXPECT_EQ(Patterns, 1u);
  EXPECT_EQ(Instantiations, 1u);
}

#include "checks/support/LoopWork.h"

#include "test/unit/MiniStd.h"
#include "test/unit/Parsed.h"

#include "clang/AST/StmtCXX.h"

#include <gtest/gtest.h>

using namespace clang;
using namespace fastidious;

namespace {

const std::string Prelude =
    MiniStd + "struct Node { Node(int); virtual void visit(); };\n"
              "std::string make(int); void use(const std::string &); void elsewhere();\n"
              "inline int quick(int n) { return n + 1; }\n"
              "inline int slow(int n) { for (int i = 0; i < n; ++i) n += i; return n; }\n";

/// The work beside `x` in the only loop of f.
LoopWork work(const std::string &Body) {
  Parsed Code(Prelude + "void f(int n, Node *p) { while (n--) { " + Body + " } }");
  const class Body &B = Code.body("f");
  const VarDecl *X = Code.variable("f", "x");
  const Stmt *Declaration = nullptr;
  for (const auto *D : Code.all<DeclStmt>("f"))
    if (D->getSingleDecl() == X)
      Declaration = D;
  return workBeside(B, B.loops()[0], Declaration, X);
}

} // namespace

TEST(LoopWork, CountsAllocationsThatStay) {
  EXPECT_EQ(work("std::string x; x += 'a';").Allocations, 0U);
  EXPECT_EQ(work("std::string x = make(n);").Allocations, 0U); // That of x itself.
  EXPECT_EQ(work("std::string x, y(\"a text\"); std::vector<int> z;").Allocations, 0U);
  EXPECT_EQ(work("std::string x; delete new Node(n);").Allocations, 1U);
  EXPECT_EQ(work("std::string x; use(make(n));").Allocations, 1U);
  EXPECT_EQ(work("std::string x; use(\"short\"); use(\"longer than fifteen\");").Allocations, 1U);
}

TEST(LoopWork, CountsCallsThatMayDoMuch) {
  EXPECT_EQ(work("std::string x; quick(n);").Calls, 0U);
  EXPECT_EQ(work("std::string x; slow(n); elsewhere(); p->visit();").Calls, 3U);
}

TEST(LoopWork, LeavesOutWhatIsSometimesSkipped) {
  EXPECT_EQ(work("std::string x; if (n) elsewhere();").Calls, 0U);
  EXPECT_EQ(work("if (n) { std::string x; elsewhere(); } else elsewhere();").Calls, 1U);
  EXPECT_EQ(work("elsewhere(); if (n) { std::string x; }").Calls, 1U);
}

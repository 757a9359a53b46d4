#include "checks/support/Flow.h"

#include "test/unit/Parsed.h"

#include <gtest/gtest.h>

using namespace clang;
using namespace fastidious;

namespace {

/// How often an iteration of the only (outermost) loop calls `hit`.
Evaluations hitsIn(const std::string &LoopBody) {
  Parsed Code("bool c(int); void hit(); [[noreturn]] void die(); enum E { A, B };\n"
              "namespace testing::internal { struct AssertHelper { void operator=(int); }; }\n"
              "struct Other { void operator=(int); };\n"
              "void f(int n, E e) { for (int i = 0; i < n; ++i) { " +
              LoopBody + " } }");
  const Body &B = Code.body("f");
  return evaluationsPerIteration(B, B.loops()[0], [](const Stmt *S) {
    const auto *Call = dyn_cast<CallExpr>(S);
    return Call && Call->getDirectCallee() && Call->getDirectCallee()->getName() == "hit";
  });
}

} // namespace

TEST(Evaluations, CountsPathsThroughBranches) {
  EXPECT_TRUE(hitsIn("hit();").isExactly(1));
  EXPECT_TRUE(hitsIn("hit(); hit();").isExactly(2));
  EXPECT_TRUE(hitsIn("if (c(i)) hit(); else hit();").isExactly(1));
  EXPECT_TRUE(hitsIn("if (c(i)) { hit(); continue; } hit();").isExactly(1));
  EXPECT_TRUE(hitsIn("c(i) ? hit() : hit();").isExactly(1));
  EXPECT_TRUE(hitsIn("if (!c(i)) die(); hit();").isExactly(1));
  EXPECT_TRUE(hitsIn("do { hit(); } while (0);").isExactly(1));
  EXPECT_TRUE(hitsIn("switch (i) { case 0: hit(); break; default: hit(); }").isExactly(1));
  EXPECT_TRUE(hitsIn("switch (0) case 0: default: if (c(i)) ; else c(0); hit();").isExactly(1));
  EXPECT_TRUE(hitsIn("auto l = [] { hit(); }; l(); hit();").isExactly(1));
}

TEST(Evaluations, SeesWhatSomePathsSkip) {
  for (const char *Conditional :
       {"if (c(i)) hit();", "if (c(i)) continue; hit();", "c(i) && (hit(), true);",
        "switch (i) { case 0: hit(); }", "try { c(i); hit(); } catch (...) {}",
        "do { if (c(i)) break; hit(); } while (0);"}) {
    Evaluations E = hitsIn(Conditional);
    EXPECT_EQ(E.Min, 0u) << Conditional;
    EXPECT_EQ(E.Max, 1u) << Conditional;
    EXPECT_FALSE(E.MayLeave) << Conditional;
  }
}

TEST(Evaluations, SeesWaysOutOfTheLoop) {
  for (const char *Leaving : {"hit(); if (c(i)) break;", "if (c(i)) return; hit();",
                              "if (c(i)) throw 1; hit();", "hit(); for (;;) { return; }"})
    EXPECT_TRUE(hitsIn(Leaving).MayLeave) << Leaving;
  EXPECT_FALSE(hitsIn("hit(); for (int j = 0; j < i; ++j) { if (c(j)) break; }").MayLeave);
  EXPECT_FALSE(hitsIn("auto l = [] { return 1; }; l(); hit();").MayLeave);
}

TEST(Evaluations, IgnoresAssertionsOfTestsThatFail) {
  for (const char *Asserting :
       {"hit(); if (c(i)) return testing::internal::AssertHelper() = 1;",
        "hit(); for (;;) { return testing::internal::AssertHelper() = 1; }"})
    EXPECT_TRUE(hitsIn(Asserting).isExactly(1)) << Asserting;
  EXPECT_TRUE(hitsIn("hit(); if (c(i)) return Other() = 1;").MayLeave);
}

TEST(Evaluations, WorksInTemplates) {
  Parsed Code("#include <vector>\n"
              "template <class T> void f(const std::vector<T> &a, std::vector<T> &b) {\n"
              "  for (const T &x : a) b.push_back(x);\n"
              "}");
  const Body &B = Code.body("f");
  EXPECT_TRUE(evaluationsPerIteration(B, B.loops()[0], [](const Stmt *S) {
                return isa<CallExpr>(S);
              }).isExactly(1));
}

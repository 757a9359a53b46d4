#include "checks/support/Strings.h"

#include "checks/support/Calls.h"
#include "test/unit/MiniStd.h"
#include "test/unit/Parsed.h"

#include "clang/AST/ExprCXX.h"

#include <gtest/gtest.h>

using namespace clang;
using namespace fastidious;

namespace {

const std::string Prelude = MiniStd + "std::string get(int); void read(std::string &);\n"
                                      "void look(const std::string &); bool more();\n";

/// The growth of the string that the last `+=` or `=` of a string in f changes: "same", "other" (an
/// object of each iteration), or "none".
std::string growthIn(const std::string &Function, unsigned MinTripCount = 4) {
  Parsed Code(Prelude + Function);
  const Body &B = Code.body("f");
  const CXXOperatorCallExpr *Change = nullptr;
  for (const auto *Call : Code.all<CXXOperatorCallExpr>("f"))
    if (Call->isAssignmentOp())
      Change = Call;
  auto Target = Place::of(Change->getArg(0), Code.context());
  if (!Target)
    return "no place";
  auto Found = growthOf(B, *Target, Change, MinTripCount);
  return !Found ? "none" : Found->IsSameObject ? "same" : "other";
}

/// The operands of the chain that f returns.
unsigned operandsOf(const std::string &Function) {
  Parsed Code(Prelude + Function);
  auto Chain = asConcatenation(Code.only<ReturnStmt>("f")->getRetValue());
  return Chain ? static_cast<unsigned>(Chain->Operands.size()) : 0;
}

} // namespace

TEST(Strings, FlattenChains) {
  EXPECT_EQ(operandsOf("std::string f(std::string a) { return a + \"b\" + a + 'c'; }"), 4u);
  EXPECT_EQ(operandsOf("std::string f(std::string a) { return a + (\"b\" + (a + 'c')); }"), 4u);
  EXPECT_EQ(operandsOf("std::string f(std::string a) { return a; }"), 0u);
  EXPECT_EQ(operandsOf("int f(int a) { return a + 1 + 2; }"), 0u);
  // 'c' + 1 is a number.
  EXPECT_EQ(operandsOf("std::string f(std::string a) { return a + char('c' + 1); }"), 2u);
}

TEST(Strings, GrowWhereTheyOutliveTheIteration) {
  EXPECT_EQ(growthIn("void f(int n) { std::string s; while (n--) s += 'a'; }"), "same");
  EXPECT_EQ(growthIn("void f(int n) { while (n--) { std::string s; s += 'a'; } }"), "none");
  EXPECT_EQ(growthIn("void f(int n) { std::string s; s += 'a'; }"), "none");
  EXPECT_EQ(growthIn("void f(std::vector<std::string> v) { for (auto &s : v) s += 'a'; }"),
            "other");
  EXPECT_EQ(growthIn("void f(std::vector<std::string> v) { for (auto s : v) s += 'a'; }"), "none");
  EXPECT_EQ(
      growthIn("void f(std::vector<std::string> v) { for (int i = 0; i < 9; ++i) v[0] += 'a'; }"),
      "same");
}

TEST(Strings, DoNotGrowWhereTheyAreReset) {
  EXPECT_EQ(growthIn("void f(int n) { std::string s; while (n--) { s.clear(); s += 'a'; } }"),
            "none");
  EXPECT_EQ(growthIn("void f() { std::string s; while (more()) { read(s); s += 'a'; } }"), "none");
  EXPECT_EQ(growthIn("void f() { std::string s; while (more()) { look(s); s += 'a'; } }"), "same");
  // On some ways only.
  EXPECT_EQ(
      growthIn("void f() { std::string s; while (more()) { if (more()) s.clear(); s += 'a'; } }"),
      "same");
}

TEST(Strings, DoNotGrowOnTheWayOut) {
  EXPECT_EQ(
      growthIn("void f() { std::string s; while (more()) { if (more()) { s += 'a'; break; } } }"),
      "none");
  EXPECT_EQ(growthIn("void f() { std::string s; do { s += 'a'; } while (false); }"), "none");
}

TEST(Strings, DoNotGrowInShortLoops) {
  EXPECT_EQ(growthIn("void f() { std::string s; for (int i = 0; i < 3; ++i) s += 'a'; }"), "none");
  EXPECT_EQ(growthIn("void f() { std::string s; for (int i = 0; i < 3; ++i) s += 'a'; }", 3),
            "same");
  EXPECT_EQ(growthIn("void f() { std::string s; for (int i = 5; i > 2; --i) s += 'a'; }"), "none");
  EXPECT_EQ(growthIn("void f() { std::string s; for (int i = 0; i < 30; i += 10) s += 'a'; }"),
            "none");
  EXPECT_EQ(growthIn("void f() { std::string s; int a[3]; for (int x : a) s += 'a'; }"), "none");
  // Short, but in a long one.
  EXPECT_EQ(
      growthIn(
          "void f(int n) { std::string s; while (n--) for (int i = 0; i < 3; ++i) s += 'a'; }"),
      "same");
}

TEST(Strings, BelongToTheElementThatIsAddedInTheIteration) {
  EXPECT_EQ(growthIn("void f(int n) { std::vector<std::string> v;"
                     " while (n--) { v.push_back(\"a\"); v.back() += 'b'; } }"),
            "none");
  EXPECT_NE(growthIn("void f(int n) { std::vector<std::string> v;"
                     " while (n--) { if (more()) v.push_back(\"a\"); v.back() += 'b'; } }"),
            "none");
}

TEST(Strings, AppendOneByOneOnlyWhereNobodySeesIt) {
  auto IsSame = [](const std::string &Function) {
    Parsed Code(Prelude + Function);
    const Body &B = Code.body("f");
    const CXXOperatorCallExpr *Change = nullptr;
    for (const auto *Call : Code.all<CXXOperatorCallExpr>("f"))
      if (Call->isAssignmentOp())
        Change = Call;
    auto Target = Place::of(Change->getArg(0), Code.context());
    auto Chain = asConcatenation(Change->getArg(1));
    return isSameAsAppends(B, *Target, llvm::ArrayRef<const Expr *>(Chain->Operands), Change);
  };
  EXPECT_TRUE(IsSame("void f(const std::string &x) { std::string s; s += x + \",\"; }"));
  // x may be s.
  EXPECT_FALSE(IsSame("void f(std::string &s, const std::string &x) { s += x + \",\"; }"));
  // An element of a container is no member of another object.
  EXPECT_TRUE(IsSame("struct S { std::string m; void f(const std::vector<std::string> &v) {"
                     " for (auto &x : v) m += x + \",\"; } };"));
  EXPECT_FALSE(
      IsSame("struct S { std::string m; void f(const std::string &x) { m += x + \",\"; } };"));
  // get() may throw when half of it is appended.
  EXPECT_FALSE(IsSame("void f(std::string &s) { s += \",\" + get(1); }"));
  EXPECT_TRUE(IsSame("void f() { std::string s; s += \",\" + get(1); }"));
  EXPECT_FALSE(IsSame("void f() { std::string s; s += s + \",\"; }"));
}

TEST(Strings, KnowsWhoseValueIsUnused) {
  Parsed Code("void f(int a) { a = 1; (void)(a = 2); if ((a = 3)) {} for (;; a = 4, a = 5) {}\n"
              "  while (a = 6) {} int b = (a = 7); }");
  const Body &B = Code.body("f");
  std::string Standalone;
  for (const auto *Assignment : Code.all<BinaryOperator>("f"))
    if (Assignment->isAssignmentOp())
      Standalone += isStandalone(B, Assignment) ? 'y' : 'n';
  EXPECT_EQ(Standalone, "yynyynn");
}

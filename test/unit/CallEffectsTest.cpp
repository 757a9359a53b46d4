#include "checks/support/CallEffects.h"

#include "test/unit/MiniStd.h"
#include "test/unit/Parsed.h"

#include "clang/AST/Decl.h"

#include <gtest/gtest.h>

using namespace clang;
using namespace fastidious;

namespace {

CallEffects effects(const std::string &Function, const std::string &Before = "") {
  Parsed Code(MiniStd + "int opaque(int); int counter; int pure(int) __attribute__((pure));\n" +
              Before + "\n" + Function);
  return effectsOf(Code.function("f"));
}

} // namespace

TEST(CallEffects, AreNoneOfComputations) {
  CallEffects Sum =
      effects("int f(int a, int b) { int s = 0; for (; a < b; ++a) s += a; return s; }");
  EXPECT_TRUE(Sum.isPure());
  EXPECT_FALSE(Sum.ReadsGlobals);
  EXPECT_FALSE(Sum.Allocates);
  EXPECT_TRUE(effects("int f(int a) { return pure(a); }").isPure());
  EXPECT_TRUE(effects("int f(int a) { return a < 2 ? a : f(a - 1) + f(a - 2); }").isPure());
}

TEST(CallEffects, SeeWhatOthersSee) {
  EXPECT_TRUE(effects("void f() { opaque(1); }").Observable);
  EXPECT_TRUE(effects("void f() { ++counter; }").Observable);
  EXPECT_TRUE(effects("int f(volatile int *p) { return *p; }").Observable);
  EXPECT_TRUE(effects("void f() { asm volatile(\"\"); }").Observable);
  EXPECT_TRUE(effects("struct B { virtual int g(); }; int f(B &b) { return b.g(); }").Observable);
  EXPECT_TRUE(effects("int f(int (*p)()) { return p(); }").Observable);
  EXPECT_TRUE(effects("int f(int a) { if (a) throw 1; return 0; }").Observable);
  CallEffects Reads = effects("int f() { return counter; }");
  EXPECT_FALSE(Reads.Observable);
  EXPECT_TRUE(Reads.ReadsGlobals);
}

TEST(CallEffects, NameTheParametersThatAreWritten) {
  EXPECT_EQ(effects("void f(int a, int &b, int *c) { b = a; }").WrittenParameters, 0b010u);
  EXPECT_EQ(effects("void f(int a, int &b, int *c) { *c = a; ++c; }").WrittenParameters, 0b100u);
  EXPECT_EQ(effects("void f(int a, int &b, int *c) { a = b; c = nullptr; }").WrittenParameters, 0u);
  // Through another function, and through another name.
  EXPECT_EQ(
      effects("void f(int a, int &b) { g(b); }", "void g(int &x) { x = 1; }").WrittenParameters,
      0b10u);
  EXPECT_EQ(effects("void f(int a, int &b) { int &r = b; r = a; }").WrittenParameters, 0b10u);
}

TEST(CallEffects, NameTheParametersThatAreCalled) {
  EXPECT_EQ(effects("int f(int a, int (*p)(int)) { return p(a); }").CalledParameters, 0b10u);
  EXPECT_EQ(effects("int f(int (&p)(int)) { return (*p)(1); }").CalledParameters, 0b1u);
  const std::string Twice = "int twice(int (*p)(int), int a) { return p(p(a)); }";
  EXPECT_EQ(effects("int f(int a, int (*q)(int)) { return twice(q, a); }", Twice).CalledParameters,
            0b10u);
  // Of those, only what the caller passes is known.
  EXPECT_TRUE(effects("int f(int (*p)(int)) { return p(1); }").Observable);
  EXPECT_TRUE(effects("int f() { return twice(pure, 1); }", Twice).isPure());
  EXPECT_TRUE(effects("int f() { return twice(&pure, 1); }", Twice).isPure());
  EXPECT_TRUE(effects("int f() { return twice(opaque, 1); }", Twice).Observable);
  // More than the call is observable, or the pointer changes.
  CallEffects Both = effects("int f(int (*p)(int)) { ++counter; return p(1); }");
  EXPECT_TRUE(Both.Observable);
  EXPECT_EQ(Both.CalledParameters, 0u);
  EXPECT_EQ(effects("int f(int (*p)(int)) { p = opaque; return p(1); }").CalledParameters, 0u);
}

TEST(CallEffects, KeepTheObjectApart) {
  const std::string S =
      "struct S { int n; void set(int x) { n = x; } int get() const { return n; } };";
  Parsed Code(S);
  EXPECT_TRUE(effectsOf(Code.function("set")).WritesObject);
  EXPECT_FALSE(effectsOf(Code.function("get")).WritesObject);
  // The object is the caller's own.
  EXPECT_TRUE(effects("int f() { S s{}; s.set(1); return s.get(); }", S).isPure());
  EXPECT_EQ(effects("void f(S &s) { s.set(1); }", S).WrittenParameters, 1u);
}

TEST(CallEffects, FindTheVariablesThatAStatementWrites) {
  Parsed Code("void f(int *out) { int a = 0, b = 0; int *p = &a; *p = 1; { b = 2; } out[0] = 3; }");
  const Body &B = Code.body("f");
  auto Writes = [&](const Stmt *S) {
    std::string Names;
    for (const VarDecl *V : effectsOf(B, S).Writes)
      Names += V->getName().str() + " ";
    return Names;
  };
  std::vector<std::string> Seen;
  for (const auto *Assignment : Code.all<BinaryOperator>("f"))
    if (Assignment->isAssignmentOp())
      Seen.push_back(Writes(Assignment));
  ASSERT_EQ(Seen.size(), 3u);
  EXPECT_NE(Seen[0].find("a"), std::string::npos);
  EXPECT_EQ(Seen[1], "b ");
  EXPECT_NE(Seen[2].find("out"), std::string::npos);
}

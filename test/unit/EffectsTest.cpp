#include "checks/support/Effects.h"

#include "test/unit/MiniStd.h"
#include "test/unit/Parsed.h"

#include "clang/AST/ExprCXX.h"

#include <gtest/gtest.h>

using namespace clang;
using namespace fastidious;

namespace {

const std::string Prelude =
    MiniStd +
    "int opaque(int); int quiet(int) noexcept; int pure(int) __attribute__((pure));\n"
    "struct T { std::string text_; int n; int get() const; int count() const { return n; }\n"
    "  const std::string &text() const { return text_; } };\n"
    "extern std::string global;\n";

/// The returned expression of f.
const Expr *returned(Parsed &Code) {
  return Code.only<ReturnStmt>("f")->getRetValue();
}

bool throws(const std::string &Function) {
  Parsed Code(Prelude + Function);
  return mayThrow(returned(Code), Code.context());
}

/// Whether the returned expression of f may touch the variable s.
bool touches(const std::string &Function) {
  Parsed Code(Prelude + Function);
  const Body &B = Code.body("f");
  Place S = Place::ofVariable(Code.variable("f", "s"));
  return mayTouch(B, returned(Code), S, isReachableByOthers(B, S));
}

} // namespace

TEST(Effects, KnowsWhatMayThrow) {
  EXPECT_TRUE(throws("int f() { return opaque(1); }"));
  EXPECT_FALSE(throws("int f() { return quiet(1); }"));
  EXPECT_FALSE(throws("int f(T &t) { return t.count(); }"));
  EXPECT_TRUE(throws("int f(T &t) { return t.get(); }"));
  EXPECT_FALSE(throws("std::string f(int n) { return std::to_string(n); }"));
  EXPECT_TRUE(throws("template <class C> int f(C c) { return c.n(); }"));
  EXPECT_TRUE(throws("int f(bool b) { return b ? throw 1 : 2; }"));
  // What a lambda would do happens later; an operand of sizeof never.
  EXPECT_FALSE(throws("auto f() { return [] { opaque(1); }; }"));
  EXPECT_FALSE(throws("auto f() { return sizeof(opaque(1)); }"));
}

TEST(Effects, KnowsHarmlessCallees) {
  Parsed Code(Prelude + "int f(T &t) { opaque(1); pure(1); t.get(); t.count();\n"
                        "  std::to_string(1); return 0; }");
  std::string Harmless;
  for (const auto *Call : Code.all<CallExpr>("f"))
    Harmless += isHarmlessCallee(Call->getDirectCallee()) ? 'y' : 'n';
  EXPECT_EQ(Harmless, "nyyyy");
  EXPECT_FALSE(isHarmlessCallee(nullptr));
}

TEST(Effects, KnowsWhoCanBeReached) {
  Parsed Code(Prelude +
              "void keep(std::string &);\n"
              "void f(std::string &r, std::string p) { std::string own, kept, named, caught;\n"
              "  keep(kept); auto &n = named; auto l = [&caught] { caught.clear(); };\n"
              "  own.append(p); }");
  const Body &B = Code.body("f");
  auto IsReachable = [&](StringRef Name) {
    return isReachableByOthers(B, Place::ofVariable(Code.variable("f", Name)));
  };
  EXPECT_TRUE(IsReachable("r"));
  EXPECT_FALSE(IsReachable("p"));
  EXPECT_FALSE(IsReachable("own"));
  EXPECT_TRUE(IsReachable("kept"));
  EXPECT_TRUE(IsReachable("named"));
  EXPECT_TRUE(IsReachable("caught"));
}

TEST(Effects, TouchesWhatAnotherNameMayDenote) {
  EXPECT_TRUE(touches("std::string f(std::string &s) { return s; }"));
  EXPECT_TRUE(touches("std::string f(std::string &s, const std::string &x) { return x; }"));
  EXPECT_FALSE(touches("std::string f(std::string &s, std::string x) { return x; }"));
  EXPECT_FALSE(touches("std::string f(const std::string &x) { std::string s; return x; }"));
  EXPECT_FALSE(touches("int f(std::string &s, const int &x) { return x; }"));
  EXPECT_TRUE(touches("const char *f(std::string &s, const char *x) { return x; }"));
  EXPECT_TRUE(
      touches("std::string f(std::string &s, std::vector<std::string> &v) { return v[0]; }"));
  EXPECT_TRUE(touches("int f(std::string &s) { return opaque(1); }"));
  EXPECT_FALSE(touches("int f(std::string &s) { return pure(1); }"));
  EXPECT_TRUE(touches("std::string f(std::string &s, const T &t) { return t.text(); }"));
  EXPECT_FALSE(touches("int f(std::string &s, const T &t) { return t.count(); }"));
}

TEST(Effects, FindsHandlersThatSeeTheObject) {
  Parsed Code(Prelude +
              "void f() { std::string out; try { std::string in; opaque(1); } catch (...) {} }");
  const Body &B = Code.body("f");
  const auto *Call = Code.only<CallExpr>("f");
  EXPECT_TRUE(isCaughtWithin(B, Place::ofVariable(Code.variable("f", "out")), Call));
  EXPECT_FALSE(isCaughtWithin(B, Place::ofVariable(Code.variable("f", "in")), Call));
}

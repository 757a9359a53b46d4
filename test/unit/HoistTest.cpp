#include "checks/support/Hoist.h"

#include "test/unit/MiniStd.h"
#include "test/unit/Parsed.h"

#include "clang/AST/ExprCXX.h"

#include <gtest/gtest.h>

using namespace clang;
using namespace fastidious;

namespace {

const std::string Prelude =
    MiniStd +
    "void look(const std::string &); void change(std::string &); void take(std::string);\n"
    "std::string global;\n";

/// The fate of the variable `x` in the first loop of f.
Fate fate(const std::string &Body, const std::string &Parameters = "int n") {
  Parsed Code(Prelude + "void f(" + Parameters + ") { while (n--) { std::string x; " + Body +
              " } }");
  const class Body &B = Code.body("f");
  return fateOf(B, *Code.variable("f", "x"), B.loops()[0]);
}

} // namespace

TEST(Hoist, LeavesWhatOthersTakeAlone) {
  EXPECT_EQ(fate("look(x); x += 'a';").What, Fate::Confined);
  EXPECT_EQ(fate("take(x);").What, Fate::Confined); // a copy
  EXPECT_EQ(fate("take(std::move(x));").What, Fate::Taken);
  EXPECT_EQ(fate("global = std::move(x);").What, Fate::Taken);
  EXPECT_EQ(fate("v.push_back(std::move(x));", "int n, std::vector<std::string> &v").What,
            Fate::Taken);
  Fate Changed = fate("change(x);");
  EXPECT_EQ(Changed.What, Fate::PassedAlong);
  EXPECT_EQ(Changed.Callee, "'change'");
}

TEST(Hoist, FindsTheLoopThatRepeats) {
  Parsed Code("void g(); void f(int n) { g(); while (n--) { g(); if (n) { g(); break; } }\n"
              "  for (int i = 0; i < 2; ++i) g(); }");
  const Body &B = Code.body("f");
  std::string Repeated;
  for (const auto *Call : Code.all<CallExpr>("f"))
    Repeated += repeatingLoop(B, Call, 4) ? 'y' : 'n';
  EXPECT_EQ(Repeated, "nynn");
}

TEST(Hoist, FindsConstructionsHoweverTheyAreSpelled) {
  Parsed Code(MiniStd + "std::string make(); void f(const std::string &o) { std::vector<int> a(3); "
                        "auto b = std::string(\"b\");\n"
                        "  std::string c{\"c\"}; std::string d = make(); std::string e = o; }");
  auto Has = [&](StringRef Name) { return constructionOf(*Code.variable("f", Name)) != nullptr; };
  EXPECT_TRUE(Has("a"));
  EXPECT_TRUE(Has("b"));
  EXPECT_TRUE(Has("c"));
  EXPECT_FALSE(Has("d"));
  EXPECT_FALSE(Has("e"));
}

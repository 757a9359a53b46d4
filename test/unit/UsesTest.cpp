#include "checks/support/Uses.h"

#include "test/unit/MiniStd.h"
#include "test/unit/Parsed.h"

#include "clang/AST/Decl.h"

#include <gtest/gtest.h>

using namespace clang;
using namespace fastidious;

namespace {

/// The kinds of the uses of the variable `x` in the body of f, one letter each, in order: Read,
/// Overwrite, Modify, moVe, Pass, Alias, Const alias, captUre, Discard.
std::string usesOfX(const std::string &Function, const std::string &Before = "") {
  Parsed Code(MiniStd +
              "void take(std::string); void look(const std::string &);\n"
              "void fill(std::string &); void fill(std::string *); void peek(const int *);\n"
              "void number(int &); template <class T> void forward(T &&);\n" +
              Before + Function);
  const Body &B = Code.body("f");
  std::string Kinds;
  for (const Use &U : usesOf(B, Place::ofVariable(Code.variable("f", "x")), B.statement()))
    Kinds += "ROMVPACUD"[static_cast<unsigned>(U.Kind)];
  return Kinds;
}

} // namespace

TEST(Uses, TellsReadsFromWrites) {
  EXPECT_EQ(usesOfX("int f(int x) { x = 1; x += 2; ++x; return x; }"), "OMMR");
  EXPECT_EQ(usesOfX("void f(std::string x) { x = \"a\"; x += 'b'; x.clear(); x.size(); }"), "OMMR");
  // The new value is made from the old one.
  EXPECT_EQ(usesOfX("void f(std::string x) { x = x + \"a\"; }"), "MR");
  EXPECT_EQ(usesOfX("void f(int x) { (void)x; x; }"), "DD");
  EXPECT_EQ(usesOfX("unsigned long f(int x) { return sizeof(x); }"), "");
}

TEST(Uses, FollowsArgumentsToTheirParameters) {
  EXPECT_EQ(usesOfX("void f(std::string x) { take(x); look(x); fill(x); fill(&x); }"), "RRPP");
  EXPECT_EQ(usesOfX("void f(std::string x) { take(std::move(x)); }"), "V");
  EXPECT_EQ(usesOfX("void f(int x) { number(x); peek(&x); forward(x); }"), "PRP");
  // An element is built from its arguments.
  EXPECT_EQ(usesOfX("void f(std::vector<int> &v, int x) { v.emplace_back(x); }"), "R");
}

TEST(Uses, FollowsAccessToWhatIsDoneWithIt) {
  EXPECT_EQ(usesOfX("int f(std::vector<int> x) { return x[0] + *x.begin() + x.back(); }"), "RRR");
  EXPECT_EQ(usesOfX("void f(std::vector<int> x) { x[0] = 1; x.back() = 2; *x.begin() = 3; }"),
            "MMM");
  EXPECT_EQ(usesOfX("void f(std::vector<int> x) { for (int &e : x) e = 1; }"), "M");
  EXPECT_EQ(usesOfX("void f(std::vector<int> x) { for (int e : x) e = 1; }"), "R");
  EXPECT_EQ(usesOfX("int f(std::vector<int> x) { int s = 0; for (auto &e : x) s += e; return s; }"),
            "R");
}

TEST(Uses, SeesOtherNames) {
  EXPECT_EQ(usesOfX("void f(std::string x) { std::string &r = x; const std::string &c = x;"
                    " std::string *p = &x; const std::string *q = &x; }"),
            "ACAC");
  EXPECT_EQ(usesOfX("const std::string &f(std::string &x) { return x; }"), "C");
  EXPECT_EQ(usesOfX("std::string f(std::string x) { return x; }"), "V");
}

TEST(Uses, LooksIntoLambdas) {
  EXPECT_EQ(usesOfX("void f(int x) { auto l = [&x] { x = 1; }; l(); }"), "UO");
  EXPECT_EQ(usesOfX("void f(int x) { auto l = [x] { return x; }; l(); }"), "RR");
}

TEST(Uses, TellsAPointerFromWhatItPointsTo) {
  const char *Function = "void f(std::unique_ptr<std::vector<int>> x) { x->push_back(1); }";
  EXPECT_EQ(usesOfX(Function), "R");
  Parsed Code(MiniStd + Function);
  const Body &B = Code.body("f");
  const auto *Arrow = Code.only<CXXOperatorCallExpr>("f");
  auto Pointee = Place::ofMemberObject(Arrow, /*IsArrow=*/true, Code.context());
  ASSERT_TRUE(Pointee);
  auto Uses = usesOf(B, *Pointee, B.statement());
  ASSERT_EQ(Uses.size(), 1u);
  EXPECT_EQ(Uses[0].Kind, UseKind::Modify);
  EXPECT_EQ(Uses[0].Member, "push_back");
}

TEST(Uses, ReadsWhatAStandardConstructorForwards) {
  const std::string Pairs = "namespace std { template <class A, class B> struct couple {\n"
                            "  template <class U, class V> couple(U &&, V &&); }; }\n"
                            "struct Mine { template <class U> Mine(U &&); };\n";
  EXPECT_EQ(usesOfX("void f(int x) { std::couple<int, int> p(x, 1); }", Pairs), "R");
  EXPECT_EQ(usesOfX("void f(int x) { std::couple<int &, int> p(x, 1); }", Pairs), "A");
  EXPECT_EQ(usesOfX("void f(int x) { Mine m(x); }", Pairs), "A");
}

TEST(Uses, KnowsWhatUnseenCodeMayChange) {
  Parsed Code(MiniStd + "void opaque(); void keep(std::string &);\n"
                        "void f(std::string &r, int n) { std::string own, kept; keep(kept);\n"
                        "  while (n) { opaque(); } while (n) { r.size(); } }");
  const Body &B = Code.body("f");
  auto MayChange = [&](StringRef Name, unsigned Loop) {
    return mayChange(B, Place::ofVariable(Code.variable("f", Name)), B.loops()[Loop].LoopBody);
  };
  EXPECT_FALSE(MayChange("own", 0));
  EXPECT_TRUE(MayChange("kept", 0)); // keep() may have kept its address
  EXPECT_TRUE(MayChange("r", 0));
  EXPECT_FALSE(MayChange("r", 1));
  EXPECT_FALSE(MayChange("n", 0));
  EXPECT_TRUE(mayEscape(B, Code.variable("f", "kept")));
  EXPECT_FALSE(mayEscape(B, Code.variable("f", "own")));
}

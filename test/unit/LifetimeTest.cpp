#include "checks/support/Lifetime.h"

#include "test/unit/MiniStd.h"
#include "test/unit/Parsed.h"

#include "clang/AST/ExprCXX.h"

#include <gtest/gtest.h>

using namespace clang;
using namespace fastidious;

namespace {

/// What becomes of `source` while `copy`, declared in f, is read by calls of look.
Stability stability(const std::string &Function) {
  Parsed Code(MiniStd +
              "void look(const std::string &); void opaque(); void keep(std::string &);\n" +
              Function);
  const Body &B = Code.body("f");
  const VarDecl *Copy = Code.variable("f", "copy");
  std::vector<const DeclRefExpr *> Readers;
  const Expr *Source = nullptr;
  for (const auto *Ref : Code.all<DeclRefExpr>("f")) {
    if (Ref->getDecl() == Copy)
      Readers.push_back(Ref);
    if (Ref->getDecl()->getName() == "source" && !Source)
      Source = Ref;
  }
  return stabilityOf(B, {Source}, *declarationOf(B, *Copy), Readers);
}

} // namespace

TEST(Lifetime, StaysWithoutAWrite) {
  EXPECT_EQ(stability("void f(std::string source) { std::string copy = source; look(copy); }"),
            Stability::Stays);
  // The write comes after the last read.
  EXPECT_EQ(stability("void f(std::string source) { std::string copy = source; look(copy);"
                      " source.clear(); }"),
            Stability::Stays);
}

TEST(Lifetime, ChangesWithAWriteInBetween) {
  EXPECT_EQ(stability("void f(std::string source) { std::string copy = source; source.clear();"
                      " look(copy); }"),
            Stability::Changes);
  EXPECT_EQ(stability("void f(std::string source, bool b) { std::string copy = source;"
                      " if (b) source += 'a'; look(copy); }"),
            Stability::Changes);
  // Round the loop, the write comes before the next read.
  EXPECT_EQ(stability("void f(std::string source, int n) { std::string copy = source;"
                      " while (n--) { look(copy); source += 'a'; } }"),
            Stability::Changes);
}

TEST(Lifetime, IsUnknownWhereOthersMayWrite) {
  EXPECT_EQ(
      stability("void f(std::string &source) { std::string copy = source; opaque(); look(copy); }"),
      Stability::Unknown);
  EXPECT_EQ(
      stability("void f(std::string source) { std::string copy = source; opaque(); look(copy); }"),
      Stability::Stays);
}

TEST(Lifetime, FindsDeclarations) {
  Parsed Code("void f(int p) { int a = 1, b = 2; if (int c = p) {} }");
  const Body &B = Code.body("f");
  EXPECT_EQ(declarationOf(B, *Code.variable("f", "a")), declarationOf(B, *Code.variable("f", "b")));
  EXPECT_NE(declarationOf(B, *Code.variable("f", "a")), nullptr);
  EXPECT_EQ(declarationOf(B, *Code.variable("f", "p")), nullptr);
}

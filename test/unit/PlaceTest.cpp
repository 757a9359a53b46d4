#include "checks/support/Place.h"

#include "test/unit/MiniStd.h"
#include "test/unit/Parsed.h"

#include "clang/AST/ExprCXX.h"

#include <gtest/gtest.h>

using namespace clang;
using namespace fastidious;

namespace {

/// The places that the arguments of the only call of `pick` in f denote.
struct Picked {
  Picked(const std::string &Declarations, const std::string &Arguments)
      : Code(MiniStd + "template <class... T> void pick(T &&...);\n" + Declarations + " pick(" +
             Arguments + "); }") {
    for (const auto *Call : Code.all<CallExpr>("f"))
      if (const FunctionDecl *Callee = Call->getDirectCallee();
          Callee && Callee->getNameAsString() == "pick")
        for (const Expr *Argument : Call->arguments()) {
          Arguments_.push_back(Argument);
          Places.push_back(Place::of(Argument->IgnoreParenImpCasts(), Code.context()));
        }
  }
  bool same(unsigned A, unsigned B) const {
    return Places.at(A) && Places.at(B) && *Places[A] == *Places[B];
  }
  bool mayAlias(unsigned A, unsigned B) {
    return fastidious::mayAlias(*Places.at(A), *Places.at(B), Code.context());
  }
  Parsed Code;
  std::vector<const Expr *> Arguments_;
  std::vector<std::optional<Place>> Places;
};

} // namespace

TEST(Place, IsTheSameHoweverAMemberIsSpelled) {
  Picked P("struct S { int m; void f(S &o); }; void S::f(S &o) {",
           "m, this->m, (*this).m, o.m, (&o)->m");
  EXPECT_TRUE(P.same(0, 1));
  EXPECT_TRUE(P.same(0, 2));
  EXPECT_FALSE(P.same(0, 3));
}

TEST(Place, FollowsPointersSubscriptsAndAccessors) {
  Picked P("struct N { std::string s; N *next; };\n"
           "void f(N *p, std::vector<std::string> &v, int i, int j, std::unique_ptr<N> u) {",
           "p->s, (*p).s, p->next->s, v[i], v.at(i), v[j], v[i + 1], v.back(), u->s, (*u).s");
  EXPECT_TRUE(P.same(0, 1));
  EXPECT_FALSE(P.same(0, 2));
  EXPECT_TRUE(P.same(3, 4));
  EXPECT_FALSE(P.same(3, 5));
  EXPECT_FALSE(P.same(3, 6));
  ASSERT_TRUE(P.Places[7]);
  EXPECT_EQ(P.Places[7]->steps().back(), PlaceStep::Access);
  EXPECT_TRUE(P.same(8, 9));
  for (const auto &Each : P.Places)
    EXPECT_TRUE(Each && Each->isIndirect());
}

TEST(Place, IsNoneOfTemporariesAndOfWhatHasEffects) {
  Picked P("std::string make(); int next();\n"
           "void f(std::vector<int> &v, int i, int *p) {",
           "make(), v[next()], v[i++], *p++, v[i]");
  EXPECT_FALSE(P.Places[0]);
  EXPECT_FALSE(P.Places[1]);
  EXPECT_FALSE(P.Places[2]);
  EXPECT_FALSE(P.Places[3]);
  EXPECT_TRUE(P.Places[4]);
}

TEST(Place, DependsOnIndicesAndPointersOnTheWay) {
  Picked P("struct S { int *q; }; void f(S *p, std::vector<int> &v, int i) {",
           "*p->q, v[i], v[2], i");
  EXPECT_EQ(P.Places[0]->dependencies().size(), 2u); // p and q
  ASSERT_EQ(P.Places[1]->dependencies().size(), 1u);
  EXPECT_EQ(P.Places[1]->dependencies()[0]->getName(), "i");
  EXPECT_TRUE(P.Places[2]->dependencies().empty());
  EXPECT_TRUE(P.Places[3]->dependencies().empty());
}

TEST(Place, KnowsPartsFromWhatPointersLeadTo) {
  Picked P("struct N { std::string s; N *next; }; void f(N n) {", "n, n.s, n.next, n.next->s");
  EXPECT_TRUE(P.Places[1]->isWithin(*P.Places[0]));
  EXPECT_FALSE(P.Places[0]->isWithin(*P.Places[1]));
  EXPECT_TRUE(P.Places[2]->isWithin(*P.Places[0]));
  // Reached from n, but no part of it.
  EXPECT_FALSE(P.Places[3]->isWithin(*P.Places[0]));
  EXPECT_TRUE(P.Places[3]->isReachedFrom(*P.Places[0]));
  EXPECT_TRUE(P.Places[1]->isLocalObject());
  EXPECT_FALSE(P.Places[3]->isLocalObject());
}

TEST(Place, MayAliasWhatHasItsType) {
  Picked P(
      "struct S { std::string a, b; };\n"
      "void f(std::string &x, std::string &y, int &n, S &o, S &p, std::vector<std::string> &v) {"
      " std::string local, other;",
      "x, y, n, local, other, o.a, o.b, p.a, p.b, v[0]");
  EXPECT_TRUE(P.mayAlias(0, 1));
  EXPECT_FALSE(P.mayAlias(3, 4));
  EXPECT_FALSE(P.mayAlias(5, 6));
  EXPECT_TRUE(P.mayAlias(5, 7));  // o and p may be one object
  EXPECT_FALSE(P.mayAlias(5, 8)); // but a is never b
  EXPECT_TRUE(P.mayAlias(0, 5));
  EXPECT_TRUE(P.mayAlias(0, 9));
}

TEST(Place, TakesMembersOfUnionsForTheSame) {
  Picked P("union U { int a; int b; }; void f(U &o, U &p) {", "o.a, p.b");
  EXPECT_TRUE(P.mayAlias(0, 1));
}

TEST(Place, MentionsPartsAndWholes) {
  Picked P("struct S { int a, b; }; void f(S s, int i) {", "s.a, s.a + s.b, s.b + i, s, i");
  const Place &A = *P.Places[0];
  EXPECT_TRUE(mentions(P.Arguments_[1], A, P.Code.context()));
  EXPECT_FALSE(mentions(P.Arguments_[2], A, P.Code.context()));
  EXPECT_TRUE(mentions(P.Arguments_[3], A, P.Code.context()));
  EXPECT_TRUE(mentions(P.Arguments_[0], *P.Places[3], P.Code.context()));
}

TEST(Place, ComparesExpressionsWithoutEffects) {
  Picked P("int next(); void f(int i, int j) {", "i + 1, (i + 1), j + 1, next(), next()");
  auto Same = [&](unsigned A, unsigned B) {
    return sameExpression(P.Arguments_[A], P.Arguments_[B], P.Code.context());
  };
  EXPECT_TRUE(Same(0, 1));
  EXPECT_FALSE(Same(0, 2));
  EXPECT_FALSE(Same(3, 4)); // each call may give another number
}

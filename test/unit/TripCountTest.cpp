#include "checks/support/TripCount.h"

#include "test/unit/Parsed.h"

#include <gtest/gtest.h>

using namespace clang;
using namespace fastidious;

namespace {

constexpr const char *Prelude = R"cpp(
#include <cstddef>
#include <list>
#include <map>
#include <span>
#include <vector>
void use(int);
int opaque(int);
void change(int &);
struct Table {
  std::vector<int> rows_;
  const std::vector<int> &rows() const { return rows_; }
  std::vector<int> copy() const;
  int count() const;
  void next();
};
)cpp";

std::unique_ptr<Parsed> Code;

/// The count of the first loop of a function with this body.
std::optional<TripCount> countIn(const std::string &Parameters, const std::string &Statements) {
  Code = std::make_unique<Parsed>(Prelude + ("void f(" + Parameters + ") { ") + Statements + " }");
  const Body &B = Code->body("f");
  return B.loops().empty() ? std::nullopt : tripCount(B, B.loops()[0]);
}

std::string displayOf(const std::string &Parameters, const std::string &Statements) {
  auto Count = countIn(Parameters, Statements);
  return Count ? Count->display() : "unknown";
}

std::string guardOf(const std::string &Parameters, const std::string &Statements) {
  auto Count = countIn(Parameters, Statements);
  return Count ? Count->guard(Code->context()) : "unknown";
}

} // namespace

TEST(TripCount, CountsUpAndDown) {
  EXPECT_EQ(displayOf("int n", "for (int i = 0; i < n; ++i) use(i);"), "n");
  EXPECT_EQ(displayOf("int n", "for (int i = 0; n > i; i++) use(i);"), "n");
  EXPECT_EQ(displayOf("int n", "for (int i = 1; i <= n; i += 1) use(i);"), "n");
  EXPECT_EQ(displayOf("int n", "for (int i = 0; i <= n; i = i + 1) use(i);"), "n + 1");
  EXPECT_EQ(displayOf("int n", "for (int i = 0; i != n; ++i) use(i);"), "n");
  EXPECT_EQ(displayOf("int n", "for (int i = n - 1; i >= 0; --i) use(i);"), "n");
  EXPECT_EQ(displayOf("int n", "for (int i = n; i > 0; i--) use(i);"), "n");
  EXPECT_EQ(displayOf("unsigned n", "for (unsigned i = n; i-- > 0;) use(1);"), "n");
  EXPECT_EQ(displayOf("unsigned n", "for (unsigned i = n; i--;) use(1);"), "n");
  EXPECT_EQ(displayOf("int n", "while (n-- > 0) use(n);"), "n");
  EXPECT_EQ(displayOf("int n", "int i = 0; while (i < n) { use(i); ++i; }"), "n");
  EXPECT_EQ(displayOf("int a, int b", "for (int i = a; i < b; ++i) use(i);"), "b - a");
}

TEST(TripCount, RoundsStepsUp) {
  EXPECT_EQ(displayOf("int n", "for (int i = 0; i < n; i += 2) use(i);"), "(n + 1) / 2");
  EXPECT_EQ(displayOf("int n", "for (int i = 1; i < n; i += 2) use(i);"), "n / 2");
  auto Count = countIn("", "for (int i = 0; i < 10; i += 3) use(i);");
  ASSERT_TRUE(Count);
  EXPECT_EQ(Count->Constant, 4u);
}

TEST(TripCount, KnowsConstants) {
  auto Constant = [](const std::string &Statements) {
    auto Count = countIn("", Statements);
    return Count ? Count->Constant : std::nullopt;
  };
  EXPECT_EQ(Constant("for (int i = 0; i < 3; ++i) use(i);"), 3u);
  EXPECT_EQ(Constant("constexpr int n = 5; for (int i = 0; i < n; ++i) use(i);"), 5u);
  EXPECT_EQ(Constant("int n = 5; for (int i = 0; i < n; ++i) use(i);"), 5u);
  EXPECT_EQ(Constant("int n = 5; change(n); for (int i = 0; i < n; ++i) use(i);"), std::nullopt);
  EXPECT_EQ(Constant("int a[7] = {}; for (int x : a) use(x);"), 7u);
  EXPECT_EQ(Constant("for (int x : {1, 2, 3, 4}) use(x);"), 4u);
  EXPECT_EQ(Constant("for (int i = 5; i < 3; ++i) use(i);"), 0u);
}

TEST(TripCount, KnowsRanges) {
  EXPECT_EQ(displayOf("const std::vector<int> &v", "for (int x : v) use(x);"), "v.size()");
  EXPECT_EQ(displayOf("std::span<int> v", "for (int x : v) use(x);"), "v.size()");
  EXPECT_EQ(displayOf("const std::vector<int> *v", "for (int x : *v) use(x);"), "v->size()");
  EXPECT_EQ(displayOf("const Table &t", "for (int x : t.rows()) use(x);"), "t.rows().size()");
  auto Copy = countIn("const Table &t", "for (int x : t.copy()) use(x);");
  ASSERT_TRUE(Copy);
  EXPECT_TRUE(Copy->HasSideEffects);
}

TEST(TripCount, KnowsIterators) {
  EXPECT_EQ(
      displayOf("const std::list<int> &l", "for (auto i = l.begin(); i != l.end(); ++i) use(*i);"),
      "l.size()");
  EXPECT_EQ(displayOf("const std::vector<int> &v",
                      "for (auto i = v.begin(), e = v.end(); i != e; ++i) use(*i);"),
            "v.size()");
  EXPECT_EQ(displayOf("const int *p, const int *e", "for (; p != e; ++p) use(*p);"), "e - p");
  EXPECT_EQ(displayOf("const int *p, int n", "for (auto q = p; q < p + n; ++q) use(*q);"), "n");
  EXPECT_EQ(displayOf("std::list<int>::iterator a, std::list<int>::iterator b",
                      "for (; a != b; ++a) use(*a);"),
            "unknown");
  EXPECT_EQ(displayOf("std::map<int, int> &m",
                      "for (auto i = m.find(1); i != m.end(); ++i) use(i->first);"),
            "unknown");
}

TEST(TripCount, IsUnknownWhereTheLoopChangesIt) {
  EXPECT_EQ(displayOf("int n", "for (int i = 0; i < n; ++i) --n;"), "unknown");
  EXPECT_EQ(displayOf("int n", "for (int i = 0; i < n; ++i) change(i);"), "unknown");
  EXPECT_EQ(displayOf("int n", "for (int i = 0; i < n; ++i) change(n);"), "unknown");
  EXPECT_EQ(displayOf("std::vector<int> &v",
                      "for (std::size_t i = 0; i < v.size(); ++i) v.push_back(1);"),
            "unknown");
  EXPECT_EQ(
      displayOf("std::vector<int> &v", "for (std::size_t i = 0; i < v.size(); ++i) v[i] = 1;"),
      "v.size()");
  EXPECT_EQ(displayOf("Table &t", "for (int i = 0; i < t.count(); ++i) t.next();"), "unknown");
  EXPECT_EQ(displayOf("int n", "int i = 0; while (i < n) { if (n > 3) ++i; }"), "unknown");
  EXPECT_EQ(displayOf("int n", "for (int i = 0; i < opaque(n); ++i) use(i);"), "unknown");
  EXPECT_EQ(displayOf("int n", "for (int i = 1; i < n; i *= 2) use(i);"), "unknown");
  EXPECT_EQ(displayOf("double n", "for (double i = 0; i < n; ++i) use(1);"), "unknown");
  EXPECT_EQ(displayOf("unsigned n", "for (unsigned i = n; i >= 0; --i) use(1);"), "unknown");
}

TEST(TripCount, GuardsWhatMayBeNegative) {
  EXPECT_EQ(guardOf("int n", "for (int i = 0; i < n; ++i) use(i);"), "n > 0");
  EXPECT_EQ(guardOf("int n", "for (int i = 0; i <= n; ++i) use(i);"), "n >= 0");
  EXPECT_EQ(guardOf("std::size_t n", "for (std::size_t i = 0; i < n; ++i) use(1);"), "");
  EXPECT_EQ(guardOf("std::size_t n", "for (std::size_t i = 1; i < n; ++i) use(1);"), "n > 1");
  EXPECT_EQ(guardOf("int a, int b", "for (int i = a; i < b; ++i) use(i);"), "b > a");
  EXPECT_EQ(guardOf("const std::vector<int> &v",
                    "for (std::size_t i = 0; i < v.size() - 1; ++i) use(1);"),
            "v.size() > 1");
  auto Signed = countIn("int a, int b", "for (int i = a; i < b; ++i) use(i);");
  ASSERT_TRUE(Signed);
  EXPECT_TRUE(Signed->mayBeNegative());
  EXPECT_TRUE(Signed->mayWrap());
}

TEST(TripCount, CastsWhereAConversionWouldWarn) {
  Parsed Code("void f(int n, unsigned m, unsigned long k) {\n"
              "  for (int i = 0; i < n; ++i) {}\n"
              "  for (int i = 0; i <= n; ++i) {}\n"
              "  for (unsigned i = 0; i < m; ++i) {}\n"
              "  for (unsigned long i = 0; i < k; ++i) {}\n"
              "}");
  const Body &B = Code.body("f");
  ASTContext &Context = Code.context();
  auto Expression = [&](unsigned Index, QualType Target) {
    return tripCount(B, B.loops()[Index])->expression(Target, Context);
  };
  EXPECT_EQ(Expression(0, Context.getSizeType()), "static_cast<std::size_t>(n)");
  EXPECT_EQ(Expression(1, Context.getSizeType()), "static_cast<std::size_t>(n) + 1");
  EXPECT_EQ(Expression(2, Context.getSizeType()), "m");
  EXPECT_EQ(Expression(3, Context.IntTy), "static_cast<int>(k)");
}

TEST(TripCount, IsInvariantInAnOuterLoop) {
  Parsed Code("void use(int);\n"
              "void f(int n, int m) {\n"
              "  for (int i = 0; i < n; ++i) { for (int j = 0; j < m; ++j) use(j); }\n"
              "  for (int i = 0; i < n; ++i) { for (int j = 0; j < i; ++j) use(j); }\n"
              "  for (int i = 0; i < n; ++i) { for (int j = 0; j < m; ++j) use(j); ++m; }\n"
              "}");
  const Body &B = Code.body("f");
  for (auto [Inner, Expected] : {std::pair{1u, true}, {3u, false}, {5u, false}}) {
    const Loop &L = B.loops()[Inner];
    auto Count = tripCount(B, L);
    ASSERT_TRUE(Count);
    EXPECT_EQ(isInvariant(B, *Count, *L.Parent), Expected) << Inner;
  }
}

namespace {

/// The least and the greatest value of `n` at the loop of `void f(int n) { Statements }`.
std::string valuesAtLoop(const std::string &Statements) {
  Parsed Code("int g();\nvoid f(int n) {\n" + Statements + "\n}");
  const Body &B = Code.body("f");
  Place N = Place::ofVariable(B.function().getParamDecl(0));
  const Stmt *At = B.loops()[0].Statement;
  auto Text = [](std::optional<int64_t> V) { return V ? std::to_string(*V) : std::string("?"); };
  return Text(smallestValue(B, N, At)) + ".." + Text(largestValue(B, N, At));
}

std::optional<uint64_t> statedIn(const std::string &Head) {
  Parsed Code("void f(int n) {\n" + Head + " { n = 0; }\n}");
  const Body &B = Code.body("f");
  return statedTripCount(B.loops()[0], B.context());
}

} // namespace

TEST(TripCount, KnowsWhatConditionsAdmit) {
  EXPECT_EQ(valuesAtLoop("for (;;) g();"), "?..?");
  EXPECT_EQ(valuesAtLoop("if (n > 1 && n <= 9) for (;;) g();"), "2..9");
  EXPECT_EQ(valuesAtLoop("if (n > 15) g(); else { g(); for (;;) g(); }"), "?..15");
  EXPECT_EQ(valuesAtLoop("if (n < 2 || 10 <= n) return; g(); for (;;) g();"), "2..9");
  EXPECT_EQ(valuesAtLoop("if (!(n >= 4)) { for (;;) g(); }"), "?..3");
  EXPECT_EQ(valuesAtLoop("if (n == 7) for (;;) g();"), "7..7");
  // One of two conditions holds, n is another by then, or nobody leaves.
  EXPECT_EQ(valuesAtLoop("if (n < 4 || g()) for (;;) g();"), "?..?");
  EXPECT_EQ(valuesAtLoop("if (n < 4) { n = g(); for (;;) g(); }"), "?..?");
  EXPECT_EQ(valuesAtLoop("if (n < 4) return; n = g(); for (;;) g();"), "?..?");
  EXPECT_EQ(valuesAtLoop("if (n < 4) g(); for (;;) g();"), "?..?");
}

TEST(TripCount, ReadsTheHeadOfALoop) {
  EXPECT_EQ(statedIn("for (int i = 0; i < 3; ++i)"), 3u);
  EXPECT_EQ(statedIn("for (int i = 1; i <= 3; i++)"), 3u);
  EXPECT_EQ(statedIn("for (int i = 2; i >= 0; --i)"), 3u);
  EXPECT_EQ(statedIn("for (int i = 3; i != 0; --i)"), 3u);
  EXPECT_EQ(statedIn("for (int i = 5; i < 3; ++i)"), 0u);
  EXPECT_EQ(statedIn("for (int i = 0; i < n; ++i)"), std::nullopt);
  EXPECT_EQ(statedIn("for (int i = 0; i > 3; ++i)"), std::nullopt);
  EXPECT_EQ(statedIn("for (int i = 0; i < 3; i += 2)"), std::nullopt);
  EXPECT_EQ(statedIn("while (n)"), std::nullopt);
}

TEST(TripCount, IsUnknownWhereTheCounterCannotHoldItsStart) {
  EXPECT_EQ(displayOf("int n", "for (int i = 0x80000000; i <= n; ++i) use(i);"), "unknown");
  EXPECT_EQ(displayOf("int n", "for (int i = 0x7fffffff; i <= n; ++i) use(i);"), "n - 2147483646");
}

TEST(TripCount, KnowsTheSizeAtWhichALoopEnds) {
  auto SizeAtEnd = [](const std::string &Condition) {
    Parsed Code(Prelude + ("void f(std::vector<int> v, std::vector<int> w, bool b) { while (" +
                           Condition + ") v.push_back(1); }"));
    const Body &B = Code.body("f");
    const auto *While = llvm::cast<WhileStmt>(B.loops()[0].Statement);
    auto Size =
        sizeAtEnd(While->getCond(), Place::ofVariable(B.function().getParamDecl(0)), B.context());
    return Size ? std::to_string(*Size) : "unknown";
  };
  EXPECT_EQ(SizeAtEnd("v.size() < 7"), "7");
  EXPECT_EQ(SizeAtEnd("b && 7 != (int)v.size()"), "7");
  EXPECT_EQ(SizeAtEnd("w.size() < 7"), "unknown");
  EXPECT_EQ(SizeAtEnd("v.size() < w.size()"), "unknown");
  EXPECT_EQ(SizeAtEnd("v.size() == 7 || b"), "unknown");
}

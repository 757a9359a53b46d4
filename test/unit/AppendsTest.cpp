#include "checks/support/Appends.h"
#include "checks/support/Contents.h"
#include "checks/support/ElementCount.h"

#include "test/unit/MiniStd.h"
#include "test/unit/Parsed.h"

#include "clang/AST/ASTContext.h"

#include <gtest/gtest.h>

using namespace clang;
using namespace fastidious;

namespace {

const std::string Prelude = MiniStd + "void prepare(std::vector<int> &); bool more();\n";

/// How many elements each append of f adds, in order.
std::string elementsOf(const std::string &Function) {
  Parsed Code(Prelude + Function);
  std::string Elements;
  for (const Append &A : appendsOf(Code.body("f"), {}))
    Elements += std::to_string(A.Elements);
  return Elements;
}

/// How the contents are known before the loops around the last append of f: "empty", "cleared",
/// "filled" or "unknown", and the number of these loops.
std::string originIn(const std::string &Function) {
  Parsed Code(Prelude + Function);
  const Body &B = Code.body("f");
  std::vector<Append> Appends = appendsOf(B, {});
  auto From = originOf(B, Appends.back(), usesOfTarget(B, Appends.back()));
  if (!From)
    return "unknown";
  std::string Known = From->Elements ? "filled" : From->IsCleared ? "cleared" : "empty";
  return Known + " " + std::to_string(From->Loops.size());
}

/// The number of elements that the first outermost loop of f appends.
std::string countIn(const std::string &Function, bool AllowUpperBound = false) {
  Parsed Code(Prelude + Function);
  const Body &B = Code.body("f");
  std::vector<Append> Appends = appendsOf(B, {});
  std::vector<const Append *> All;
  for (const Append &A : Appends)
    All.push_back(&A);
  auto Count =
      elementsAppendedIn(B, B.loops().front(), All, Code.context().getSizeType(), AllowUpperBound);
  if (!Count)
    return "unknown";
  return (Count->IsUpperBound ? "<= " : "") + Count->Display;
}

} // namespace

TEST(Appends, AreFoundWithTheirNumberOfElements) {
  EXPECT_EQ(
      elementsOf("void f(std::vector<int> &v) { v.push_back(1); v.emplace_back(2); v.size(); }"),
      "11");
  EXPECT_EQ(elementsOf("void f(std::string &s) { s += 'a'; s += \"abc\"; s.push_back('b'); }"),
            "131");
  // Text of unknown length.
  EXPECT_EQ(elementsOf("void f(std::string &s, const char *p) { s += p; s += s; }"), "");
  // A lambda's appends are its own.
  EXPECT_EQ(elementsOf("void f(std::vector<int> &v) { auto l = [&] { v.push_back(1); }; }"), "");
  EXPECT_EQ(elementsOf("template <class T> void f(std::vector<T> &v, T t) { v.push_back(t); }"),
            "1");
}

TEST(Appends, IncludeClassesThatTheUserNames) {
  Parsed Code("namespace my { struct Bag { void reserve(int); void push_back(int); }; }\n"
              "void f(my::Bag &b) { b.push_back(1); }");
  EXPECT_TRUE(appendsOf(Code.body("f"), {}).empty());
  auto Appends = appendsOf(Code.body("f"), {"my::Bag"});
  ASSERT_EQ(Appends.size(), 1u);
  EXPECT_TRUE(isUserContainer(*Appends[0].Fact));
}

TEST(Contents, AreKnownFromTheDeclaration) {
  EXPECT_EQ(originIn("void f(int n) { std::vector<int> v; while (n--) v.push_back(n); }"),
            "empty 1");
  EXPECT_EQ(originIn("void f(int n) { std::vector<int> v(9); while (n--) v.push_back(n); }"),
            "unknown");
  EXPECT_EQ(
      originIn("void f(int n) { std::vector<int> v; v.push_back(1); while (n--) v.push_back(n); }"),
      "filled 1");
  EXPECT_EQ(originIn("void f(int n, std::vector<int> &v) { while (n--) v.push_back(n); }"),
            "unknown");
  EXPECT_EQ(
      originIn("void f(int n, std::vector<int> &v) { v.clear(); while (n--) v.push_back(n); }"),
      "cleared 1");
  EXPECT_EQ(
      originIn(
          "void f(int n, int m) { std::vector<int> v; while (n--) while (m--) v.push_back(n); }"),
      "empty 2");
}

TEST(Contents, AreUnknownAfterWhatMayPrepareMemory) {
  EXPECT_EQ(
      originIn("void f(int n) { std::vector<int> v; v.reserve(9); while (n--) v.push_back(n); }"),
      "unknown");
  EXPECT_EQ(
      originIn("void f(int n) { std::vector<int> v; prepare(v); while (n--) v.push_back(n); }"),
      "unknown");
  EXPECT_EQ(
      originIn(
          "void f(int n) { std::vector<int> v; if (n) prepare(v); while (n--) v.push_back(n); }"),
      "unknown");
  EXPECT_EQ(
      originIn("void f(int n) { std::vector<int> v; auto &r = v; while (n--) v.push_back(n); }"),
      "unknown");
  EXPECT_EQ(originIn("void f(int n) { std::vector<int> v; if (v.empty()) more(); while (n--) "
                     "v.push_back(n); }"),
            "empty 1");
}

TEST(Contents, DoNotDependOnWaysThatLeave) {
  EXPECT_EQ(originIn("std::vector<int> f(int n) { std::vector<int> v; if (!n) return v;"
                     " while (n--) v.push_back(n); return v; }"),
            "empty 1");
  EXPECT_EQ(
      originIn("void f(int n) { std::vector<int> v; auto l = [&] { return v.push_back(1); }; l();"
               " while (n--) v.push_back(n); }"),
      "unknown");
}

TEST(Contents, OfMembersAreKnownInConstructors) {
  Parsed Code(Prelude + "struct S { std::vector<int> v; S(int n) { while (n--) v.push_back(n); }\n"
                        "  void add(int n) { while (n--) v.push_back(n); } };");
  auto IsKnown = [&](StringRef Function) {
    const Body &B = Code.body(Function);
    auto Appends = appendsOf(B, {});
    return originOf(B, Appends.front(), usesOfTarget(B, Appends.front())).has_value();
  };
  EXPECT_TRUE(IsKnown("S"));
  EXPECT_FALSE(IsKnown("add"));
}

TEST(ElementCount, MultipliesAndAdds) {
  EXPECT_EQ(
      countIn("void f(int n, std::vector<int> &v) { for (int i = 0; i < n; ++i) v.push_back(i); }"),
      "n");
  EXPECT_EQ(countIn("void f(int n, std::vector<int> &v) { for (int i = 0; i < n; ++i) {"
                    " v.push_back(i); v.push_back(i); } }"),
            "2 * n");
  EXPECT_EQ(countIn("void f(int n, int m, std::vector<int> &v) { for (int i = 0; i < n; ++i) {"
                    " v.push_back(i); for (int j = 0; j < m; ++j) v.push_back(j); } }"),
            "n * (1 + m)");
  // As many, whichever way is taken.
  EXPECT_EQ(countIn("void f(int n, std::vector<int> &v) { for (int i = 0; i < n; ++i)"
                    " if (more()) v.push_back(i); else v.push_back(-i); }"),
            "n");
}

TEST(ElementCount, IsUnknownOrABoundWhereIterationsDiffer) {
  const char *Conditional = "void f(int n, std::vector<int> &v) { for (int i = 0; i < n; ++i)"
                            " if (more()) v.push_back(i); }";
  EXPECT_EQ(countIn(Conditional), "unknown");
  EXPECT_EQ(countIn(Conditional, true), "<= n");
  // The inner loop's length differs.
  EXPECT_EQ(countIn("void f(int n, std::vector<int> &v) { for (int i = 0; i < n; ++i)"
                    " for (int j = 0; j < i; ++j) v.push_back(j); }",
                    true),
            "unknown");
  // The second loop's counter goes on where it was.
  EXPECT_EQ(
      countIn("void f(int n, int m, std::vector<int> &v) { int j = 0; for (int i = 0; i < n; ++i)"
              " for (; j < m; ++j) v.push_back(j); }"),
      "unknown");
}

TEST(ElementCount, IsOnePlusWhatADoLoopRepeats) {
  EXPECT_EQ(
      countIn(
          "void f(int n, std::vector<int> &v) { int i = 0; do v.push_back(i); while (++i < n); }"),
      "n");
  EXPECT_EQ(
      countIn(
          "void f(int n, std::vector<int> &v) { int i = 0; do v.push_back(i); while (i++ < n); }"),
      "n + 1");
  EXPECT_EQ(countIn("void f(int n, std::vector<int> &v) { int i = 0; do { v.push_back(i); ++i; } "
                    "while (i < n); }"),
            "n");
}

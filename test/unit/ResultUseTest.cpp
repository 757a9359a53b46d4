#include "checks/support/ResultUse.h"

#include "test/unit/MiniStd.h"
#include "test/unit/Parsed.h"

#include "clang/AST/Decl.h"

#include <gtest/gtest.h>

using namespace clang;
using namespace fastidious;

namespace {

/// What the function f does with the result of `make`.
ResultUse use(const std::string &Function) {
  Parsed Code(MiniStd +
              "std::string make(); void look(const std::string &); void take(std::string);\n"
              "void steal(std::string &&); struct Owner { std::string name; };\n" +
              Function);
  for (const auto *Call : Code.all<CallExpr>("f"))
    if (const FunctionDecl *Callee = Call->getDirectCallee();
        Callee && Callee->getNameAsString() == "make")
      return useOfResult(Code.body("f"), Call);
  ADD_FAILURE() << "no call of make";
  return ResultUse::Discarded;
}

} // namespace

TEST(ResultUse, IsReadWhereNothingIsKept) {
  EXPECT_EQ(use("void f() { look(make()); }"), ResultUse::Read);
  EXPECT_EQ(use("unsigned long f() { return make().size(); }"), ResultUse::Read);
  EXPECT_EQ(use("void f(std::string &out) { out += make(); }"), ResultUse::Read);
  EXPECT_EQ(use("void f() { std::string s = make(); look(s); }"), ResultUse::Read);
  EXPECT_EQ(use("void f() { const std::string &s = make(); look(s); }"), ResultUse::Read);
  EXPECT_EQ(use("void f() { std::string s = make(); s += 'a'; look(s); }"), ResultUse::Read);
  EXPECT_EQ(use("void f() { for (int i = 0; make().empty(); ++i) ; }"), ResultUse::Read);
}

TEST(ResultUse, IsStoredWhereSomebodyNeedsAnObject) {
  EXPECT_EQ(use("void f() { take(make()); }"), ResultUse::Stored);
  EXPECT_EQ(use("void f() { steal(make()); }"), ResultUse::Stored);
  EXPECT_EQ(use("void f(Owner &o) { o.name = make(); }"), ResultUse::Stored);
  EXPECT_EQ(use("void f(std::vector<std::string> &v) { v.push_back(make()); }"), ResultUse::Stored);
  EXPECT_EQ(use("void f(Owner &o) { std::string s = make(); o.name = std::move(s); }"),
            ResultUse::Stored);
  EXPECT_EQ(use("void f(std::vector<std::string> &v) { std::string s = make(); v.push_back(s); }"),
            ResultUse::Stored);
}

TEST(ResultUse, IsReturnedOrDiscarded) {
  EXPECT_EQ(use("std::string f() { return make(); }"), ResultUse::Returned);
  EXPECT_EQ(use("void f() { make(); }"), ResultUse::Discarded);
  EXPECT_EQ(use("void f() { (void)make(); }"), ResultUse::Discarded);
}

TEST(ResultUse, NamesTheVariableThatHoldsIt) {
  Parsed Code("int make(); int f() { int held = make(); return held; }");
  const VarDecl *Holder = nullptr;
  useOfResult(Code.body("f"), Code.only<CallExpr>("f"), &Holder);
  EXPECT_EQ(Holder, Code.variable("f", "held"));
}

TEST(ResultUse, KnowsWhatALoopRepeats) {
  Parsed Code("bool make(); void f(int n) { make(); while (n--) make(); do make(); while (false);\n"
              "  while (n--) { make(); break; } }");
  const Body &B = Code.body("f");
  std::string Repeated;
  for (const auto *Call : Code.all<CallExpr>("f"))
    Repeated += repeatingLoop(B, Call) ? 'y' : 'n';
  EXPECT_EQ(Repeated, "nynn");
}

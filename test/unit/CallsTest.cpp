#include "checks/support/Calls.h"

#include "test/unit/MiniStd.h"
#include "test/unit/Parsed.h"

#include <gtest/gtest.h>

using namespace clang;
using namespace fastidious;

TEST(Calls, HaveOneShapeDependentOrNot) {
  Parsed Code(MiniStd +
              "void f(std::vector<int> v, std::vector<int> *p) { v.push_back(1); p->clear(); }\n"
              "template <class C> void g(C c) { c.push_back(1); }\n"
              "struct S { void h(); void k() { h(); } };");
  auto Calls = Code.all<CallExpr>("f");
  ASSERT_EQ(Calls.size(), 2u);
  auto Push = asMemberCall(Calls[0]), Clear = asMemberCall(Calls[1]);
  ASSERT_TRUE(Push && Clear);
  EXPECT_EQ(Push->Name, "push_back");
  EXPECT_FALSE(Push->IsArrow);
  EXPECT_EQ(Push->Arguments.size(), 1u);
  EXPECT_TRUE(Clear->IsArrow);
  auto Dependent = asMemberCall(Code.only<CallExpr>("g"));
  ASSERT_TRUE(Dependent);
  EXPECT_EQ(Dependent->Name, "push_back");
  EXPECT_EQ(Dependent->Method, nullptr);
  auto Implicit = asMemberCall(Code.only<CallExpr>("k"));
  ASSERT_TRUE(Implicit);
  EXPECT_TRUE(isa<CXXThisExpr>(Implicit->Object));
}

TEST(Calls, LeaveDefaultArgumentsOut) {
  Parsed Code("int g(int a, int b = 2); int f() { return g(1); }");
  auto Call = asFunctionCall(Code.only<CallExpr>("f"));
  ASSERT_TRUE(Call);
  EXPECT_EQ(Call->QualifiedName, "g");
  EXPECT_EQ(Call->Arguments.size(), 1u);
}

TEST(Calls, NameFunctionsWithoutInlineNamespaces) {
  Parsed Code("namespace a { inline namespace v1 { int g(int); } namespace { int h(); } }\n"
              "int f() { return a::g(1); } int k() { return a::h(); }\n"
              "template <class T> int t(T x) { return a::g(x); }");
  EXPECT_EQ(asFunctionCall(Code.only<CallExpr>("f"))->QualifiedName, "a::g");
  EXPECT_EQ(asFunctionCall(Code.only<CallExpr>("k"))->QualifiedName, "a::h");
  EXPECT_EQ(asFunctionCall(Code.only<CallExpr>("t"))->QualifiedName, "a::g");
}

TEST(Calls, ReadOperatorsAsWritten) {
  Parsed Code("struct I { I &operator++(); int &operator*() const;\n"
              "  friend bool operator==(const I &, const I &); };\n"
              "bool ne(I a, I b) { return a != b; }\n"
              "int at(int *p, int i) { return p[i]; }\n"
              "void inc(I i) { ++i; }\n"
              "template <class T> auto plus(T a, T b) { return a + b; }");
  // C++20 rewrites it to !(a == b).
  const auto *Unequal = Code.only<CXXRewrittenBinaryOperator>("ne");
  auto Operator = asOperatorCall(Unequal);
  ASSERT_TRUE(Operator);
  EXPECT_EQ(Operator->Operator, OO_ExclaimEqual);
  EXPECT_EQ(Operator->Operands.size(), 2u);
  EXPECT_EQ(asOperatorCall(Code.only<ArraySubscriptExpr>("at"))->Operator, OO_Subscript);
  auto Increment = asOperatorCall(Code.only<CXXOperatorCallExpr>("inc"));
  EXPECT_EQ(Increment->Operator, OO_PlusPlus);
  EXPECT_NE(Increment->Function, nullptr);
  auto Dependent = asOperatorCall(Code.only<BinaryOperator>("plus"));
  ASSERT_TRUE(Dependent);
  EXPECT_EQ(Dependent->Operator, OO_Plus);
  EXPECT_EQ(Dependent->Function, nullptr);
}

TEST(Calls, SeeThroughWhatIsNotWritten) {
  Parsed Code(MiniStd + "std::string g(); std::string f(std::string s) { return (s); }\n"
                        "std::string h() { return std::string(\"a\"); }");
  const Expr *Named = written(Code.only<ReturnStmt>("f")->getRetValue());
  EXPECT_TRUE(isa<DeclRefExpr>(Named));
  // A conversion that was written stays.
  EXPECT_TRUE(isa<CXXFunctionalCastExpr>(written(Code.only<ReturnStmt>("h")->getRetValue())));
}

TEST(Calls, RecogniseMoves) {
  Parsed Code(MiniStd + "using std::move; void take(std::string);\n"
                        "void a(std::string s) { take(std::move(s)); }\n"
                        "void b(std::string s) { take(static_cast<std::string &&>(s)); }\n"
                        "void c(std::string s) { take(std::as_const(s)); }");
  const Expr *Moved = nullptr;
  auto Argument = [&](StringRef Function) {
    for (const auto *Call : Code.all<CallExpr>(Function))
      if (Call->getDirectCallee()->getNameAsString() == "take")
        return written(Call->getArg(0));
    return static_cast<const Expr *>(nullptr);
  };
  EXPECT_TRUE(isMove(Argument("a"), &Moved));
  EXPECT_TRUE(isa<DeclRefExpr>(Moved));
  EXPECT_TRUE(isMove(Argument("b")));
  EXPECT_FALSE(isMove(Argument("c")));
}

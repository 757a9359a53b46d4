#include "checks/support/Types.h"

#include "test/unit/MiniStd.h"
#include "test/unit/Parsed.h"

#include "clang/AST/DeclCXX.h"

#include <gtest/gtest.h>

using namespace clang;
using namespace fastidious;

namespace {

/// The type of the variable `x` of f.
struct TypeOf {
  explicit TypeOf(const std::string &Declarations, const std::string &Function)
      : Code(MiniStd + Declarations + "\n" + Function), T(Code.variable("f", "x")->getType()) {}
  Parsed Code;
  QualType T;
};

std::string nameOf(const ContainerFact *Fact) {
  return Fact ? std::string(Fact->Name) : "none";
}

std::string containerOf(const std::string &Declarations, const std::string &Function) {
  return nameOf(containerFact(TypeOf(Declarations, Function).T));
}

} // namespace

TEST(Types, SeesThroughAliasesReferencesAndInlineNamespaces) {
  EXPECT_EQ(containerOf("", "void f(std::string x) {}"), "std::basic_string");
  EXPECT_EQ(containerOf("using S = const std::string;", "void f(S &x) {}"), "std::basic_string");
  EXPECT_EQ(containerOf("", "void f(std::pmr::vector<int> &&x) {}"), "std::vector");
  EXPECT_EQ(containerOf("", "void f(std::vector<int> *x) {}"), "none");
  EXPECT_EQ(containerOf("", "void f() { auto x = std::string(); }"), "std::basic_string");
}

TEST(Types, SeesDerivedAndDependentClasses) {
  EXPECT_EQ(containerOf("struct L : std::vector<int> {}; struct M : L {};", "void f(M x) {}"),
            "std::vector");
  EXPECT_EQ(containerOf("struct P : private std::vector<int> {};", "void f(P x) {}"), "none");
  EXPECT_EQ(containerOf("struct H { std::vector<int> v; };", "void f(H x) {}"), "none");
  EXPECT_EQ(containerOf("", "template <class T> void f(std::vector<T> x) {}"), "std::vector");
  EXPECT_EQ(containerOf("", "template <class T> void f(T x) {}"), "none");
}

TEST(Types, IsNotFooledByNames) {
  EXPECT_EQ(containerOf("namespace mine { template <class T> struct vector {}; }",
                        "void f(mine::vector<int> x) {}"),
            "none");
  EXPECT_EQ(containerOf("namespace std { struct hasher { struct vector {}; }; }",
                        "void f(std::hasher::vector x) {}"),
            "none");
}

TEST(Types, NamesWithoutInlineAndAnonymousNamespaces) {
  TypeOf P("namespace a { inline namespace v2 { namespace { struct C { struct D {}; }; } } }",
           "void f(a::C::D x) {}");
  EXPECT_EQ(qualifiedName(*P.T->getAsCXXRecordDecl()), "a::C::D");
}

TEST(Types, ReadsTemplateArguments) {
  TypeOf A("", "void f(std::array<int, 7> x) {}");
  EXPECT_EQ(templateIntegerArgument(A.T, 1), std::optional<uint64_t>(7));
  EXPECT_EQ(templateTypeArgument(A.T, 0).getAsString(), "int");
  EXPECT_TRUE(templateTypeArgument(A.T, 1).isNull());
  EXPECT_TRUE(templateTypeArgument(A.T, 5).isNull());
  TypeOf D("template <unsigned long N> struct W {};",
           "template <unsigned long N> void f(W<N> x) {}");
  EXPECT_FALSE(templateIntegerArgument(D.T, 0));
  TypeOf B("struct L : std::vector<char> {};", "void f(L x) {}");
  EXPECT_EQ(templateTypeArgument(B.T, 0).getAsString(), "char");
}

TEST(Types, KnowsStringsViewsAndBytes) {
  EXPECT_TRUE(isStdString(TypeOf("", "void f(std::basic_string<wchar_t> x) {}").T));
  EXPECT_FALSE(isStdString(TypeOf("", "void f(std::string_view x) {}").T));
  EXPECT_TRUE(isStdStringView(TypeOf("", "void f(const std::string_view &x) {}").T));
  auto IsByte = [](const std::string &T, bool AllowSigned = false) {
    return isByteLike(TypeOf("enum class other : unsigned char {};", "void f(" + T + " x) {}").T,
                      AllowSigned);
  };
  EXPECT_TRUE(IsByte("char"));
  EXPECT_TRUE(IsByte("const unsigned char"));
  EXPECT_TRUE(IsByte("std::byte"));
  EXPECT_FALSE(IsByte("other"));
  EXPECT_FALSE(IsByte("signed char"));
  EXPECT_TRUE(IsByte("signed char", true));
  EXPECT_FALSE(IsByte("bool"));
  EXPECT_FALSE(IsByte("wchar_t"));
  EXPECT_TRUE(IsByte("char8_t", true));
}

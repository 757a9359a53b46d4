#include "checks/support/Source.h"

#include "test/unit/Parsed.h"

#include "clang/Basic/SourceManager.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace clang;
using namespace fastidious;

namespace {

/// The snippet after edits.
std::string applied(Parsed &Code, llvm::ArrayRef<FixItHint> Edits) {
  const SourceManager &SM = Code.context().getSourceManager();
  std::string Text = SM.getBufferData(SM.getMainFileID()).str();
  struct Edit {
    size_t Offset, Length;
    std::string New;
  };
  std::vector<Edit> Sorted;
  for (const FixItHint &Hint : Edits) {
    bool IsInsertion = Hint.RemoveRange.getBegin() == Hint.RemoveRange.getEnd() &&
                       !Hint.RemoveRange.isTokenRange();
    size_t Offset = SM.getFileOffset(Hint.RemoveRange.getBegin()), Length = 0;
    if (!IsInsertion) {
      SourceLocation End = Hint.RemoveRange.getEnd();
      Length = SM.getFileOffset(End) - Offset;
      if (Hint.RemoveRange.isTokenRange())
        Length += sourceText({End, End}, Code.context()).size();
    }
    Sorted.push_back({Offset, Length, Hint.CodeToInsert});
  }
  std::stable_sort(Sorted.begin(), Sorted.end(),
                   [](const Edit &A, const Edit &B) { return A.Offset > B.Offset; });
  for (const Edit &E : Sorted)
    Text.replace(E.Offset, E.Length, E.New);
  return Text;
}

/// `f` with `before();` inserted before the call of g.
std::string before(const std::string &Source) {
  Parsed Code(Source);
  const auto *Call = Code.only<CallExpr>("f");
  const Body &B = Code.body("f");
  return applied(Code, insertBefore(Call, B.parent(Call), "before();", Code.context()));
}

std::string after(const std::string &Source) {
  Parsed Code(Source);
  const auto *Call = Code.only<CallExpr>("f");
  const Body &B = Code.body("f");
  return applied(Code, insertAfter(Call, B.parent(Call), "after();", Code.context()));
}

std::string replaced(const std::string &Source, llvm::ArrayRef<std::string> Statements) {
  Parsed Code(Source);
  const auto *Call = Code.only<CallExpr>("f");
  const Body &B = Code.body("f");
  return applied(Code, replaceStatement(Call, B.parent(Call), Statements, Code.context()));
}

const std::string G = "void g(int); ";

} // namespace

TEST(Source, InsertsWhereTheStatementStands) {
  EXPECT_EQ(before(G + "void f() {\n\t g(1);\n}"), G + "void f() {\n\t before();\n\t g(1);\n}");
  EXPECT_EQ(before(G + "void f() { g(1); }"), G + "void f() { before(); g(1); }");
  EXPECT_EQ(before(G + "void f() {\r\n  g(1);\r\n}"),
            G + "void f() {\r\n  before();\r\n  g(1);\r\n}");
  EXPECT_EQ(after(G + "void f() {\n  g(1);\n}"), G + "void f() {\n  g(1);\n  after();\n}");
}

TEST(Source, AddsTheBracesThatTwoStatementsNeed) {
  EXPECT_EQ(before(G + "void f(int n) {\n  if (n)\n    g(1);\n}"),
            G + "void f(int n) {\n  if (n) {\n    before();\n    g(1);\n  }\n}");
  // A brace on a line of its own where the file has them so, or where a comment is in the way.
  EXPECT_EQ(before(G + "void f(int n)\n{\n  while (n)\n  {\n    --n;\n  }\n  if (n)\n    g(1);\n}"),
            G + "void f(int n)\n{\n  while (n)\n  {\n    --n;\n  }\n  if (n)\n  {\n    before();\n"
                "    g(1);\n  }\n}");
  EXPECT_EQ(before(G + "void f(int n) {\n  if (n) // why\n    g(1);\n}"),
            G + "void f(int n) {\n  if (n) // why\n  {\n    before();\n    g(1);\n  }\n}");
  EXPECT_EQ(after(G + "void f(int n) {\n  if (n)\n    g(1);\n}"),
            G + "void f(int n) {\n  if (n) {\n    g(1);\n    after();\n  }\n}");
  EXPECT_EQ(before(G + "void f(int n) { if (n) g(1); }"),
            G + "void f(int n) { if (n) { before(); g(1); } }");
  EXPECT_EQ(after(G + "void f(int n) { while (n) g(1); }"),
            G + "void f(int n) { while (n) { g(1); after(); } }");
}

TEST(Source, KeepsCaseLabelsBeforeTheirStatement) {
  EXPECT_EQ(before(G + "void f(int n) { switch (n) { case 1: g(1); } }"),
            G + "void f(int n) { switch (n) { case 1: before(); g(1); } }");
}

TEST(Source, ReplacesOneStatementByMore) {
  EXPECT_EQ(replaced(G + "void f() {\n  g(1);\n}", {"a()", "b()"}),
            G + "void f() {\n  a();\n  b();\n}");
  EXPECT_EQ(replaced(G + "void f(int n) {\n  for (;;)\n    g(n);\n}", {"a()", "b()"}),
            G + "void f(int n) {\n  for (;;) {\n    a();\n    b();\n  }\n}");
  // One statement needs no braces.
  EXPECT_EQ(replaced(G + "void f(int n) { if (n) g(1); else ; }", {"a()"}),
            G + "void f(int n) { if (n) a(); else ; }");
}

TEST(Source, LosesNoComment) {
  std::string Commented = G + "void f() { g(/* one */ 1); }";
  EXPECT_EQ(replaced(Commented, {"a()", "b()"}), Commented);
  Parsed Code(Commented);
  EXPECT_TRUE(hasCommentOrDirective(Code.only<CallExpr>("f")->getSourceRange(), Code.context()));
}

TEST(Source, EditsNoMacroBodies) {
  std::string Macro = "#define CALL(x) g(x)\n" + G + "void f() { CALL(1); }";
  EXPECT_EQ(before(Macro), Macro);
  Parsed Code(Macro);
  const auto *Call = Code.only<CallExpr>("f");
  EXPECT_FALSE(isEditable(Call->getSourceRange(), Code.context()));
  EXPECT_EQ(sourceText(Call->getCallee()->getSourceRange(), Code.context()), "");
  EXPECT_TRUE(endOfStatement(Call, Code.context()).isInvalid());
  // The argument was written by the user.
  EXPECT_EQ(sourceText(Call->getArg(0)->getSourceRange(), Code.context()), "1");
}

TEST(Source, QuotesOnOneLine) {
  Parsed Code("int g(int, int); int f() { return g(1,\n        2); }\n"
              "int h() { return g(100000000, 200000000); }");
  EXPECT_EQ(quoted(Code.only<CallExpr>("f")->getSourceRange(), Code.context()), "g(1, 2)");
  std::string Cut = quoted(Code.only<CallExpr>("h")->getSourceRange(), Code.context(), 15);
  EXPECT_LE(Cut.size(), 18u);
  EXPECT_NE(Cut.find("..."), std::string::npos);
}

TEST(Source, GuardsOnALineOfItsOwnOrInBraces) {
  auto Guarded = [](const std::string &Source) {
    Parsed Code(Source);
    return guarded("n > 0", "v();", Code.only<ForStmt>("f"), Code.function("f"), Code.context());
  };
  EXPECT_EQ(Guarded("void f(int n) {\n  for (;;)\n      --n;\n}"), "if (n > 0)\n      v();");
  EXPECT_EQ(Guarded("void f(int n) {\n\tfor (;;) {\n\t\t--n;\n\t\t++n;\n\t}\n}"),
            "if (n > 0)\n\t\tv();");
  // Where single statements have braces, as the file puts them.
  EXPECT_EQ(Guarded("void f(int n) {\n\tfor (;;) {\n\t\t--n;\n\t}\n}"),
            "if (n > 0) {\n\t\tv();\n\t}");
  EXPECT_EQ(Guarded("void f(int n)\n{\n  for (;;)\n  {\n    --n;\n  }\n}"),
            "if (n > 0)\n  {\n    v();\n  }");
  EXPECT_EQ(Guarded("void f(int n) {\n  if (n)\n    n = 9;\n  for (;;) {\n    --n;\n  }\n}"),
            "if (n > 0)\n    v();");
  // A loop on one line takes the unit of its function.
  EXPECT_EQ(Guarded("void f(int n) {\n\tfor (;;) --n;\n}"), "if (n > 0)\n\t\tv();");
  EXPECT_EQ(Guarded("void f(int n) {\n    for (;;) --n;\n}"), "if (n > 0)\n        v();");
  // Behind another statement, the next one would look like a part of the branch.
  EXPECT_EQ(Guarded("void f(int n) { for (;;) --n; }"), "if (n > 0) { v(); }");
}

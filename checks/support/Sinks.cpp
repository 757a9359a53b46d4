#include "checks/support/Sinks.h"

#include "checks/support/Source.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

#include <fmt/format.h>

using namespace clang;

namespace fastidious {
namespace {

/// All functions of a qualified name.
llvm::SmallVector<const NamedDecl *, 4> lookUp(std::string_view Name, const ASTContext &Context) {
  llvm::SmallVector<StringRef, 4> Parts;
  StringRef(Name).split(Parts, "::");
  const DeclContext *Scope = Context.getTranslationUnitDecl();
  llvm::SmallVector<const NamedDecl *, 4> Found;
  for (StringRef Part : Parts) {
    if (!Scope)
      return {};
    Found.clear();
    auto &Identifiers = const_cast<ASTContext &>(Context).Idents;
    for (const NamedDecl *D : Scope->lookup(&Identifiers.get(Part)))
      Found.push_back(D);
    Scope = Found.empty() ? nullptr : dyn_cast<DeclContext>(Found.front());
  }
  return Found;
}

const SinkFact *sinkOf(BenchmarkFramework Framework, const ASTContext &Context) {
  for (const SinkFact &Fact : sinkFacts())
    if (Fact.Framework == Framework && Fact.Kind == SinkKind::Value &&
        !lookUp(Fact.Function, Context).empty())
      return &Fact;
  return nullptr;
}

/// Whether control reaches the end of the callable only by falling off it.
bool hasReturn(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  return isa<ReturnStmt>(S) || llvm::any_of(S->children(), hasReturn);
}

/// Whether a `return` may become the callable's last statement.
bool mayReturn(const TimedRegion &R) {
  return R.KeepsReturnValue && R.Callable && !R.Callable->hasExplicitResultType() &&
         !hasReturn(R.Measured);
}

bool isNamedObject(const Expr *E) {
  E = E->IgnoreParens();
  return E->isLValue() && !E->getType().isConstQualified();
}

} // namespace

std::string valueSink(BenchmarkFramework Framework, const ASTContext &Context) {
  const SinkFact *Fact = sinkOf(Framework, Context);
  // Catch2's own functions are details; a benchmark returns its value.
  if (!Fact || Framework == BenchmarkFramework::Catch2)
    return {};
  return std::string(Fact->Function);
}

bool deprecatesConstSink(BenchmarkFramework Framework, const ASTContext &Context) {
  const SinkFact *Fact = sinkOf(Framework, Context);
  if (!Fact)
    return false;
  return llvm::any_of(lookUp(Fact->Function, Context), [](const NamedDecl *D) {
    const FunctionDecl *Function = D->getAsFunction();
    if (!Function || Function->getNumParams() == 0)
      return false;
    QualType T = Function->getParamDecl(0)->getType();
    return T->isLValueReferenceType() && T->getPointeeType().isConstQualified() &&
           Function->hasAttr<DeprecatedAttr>();
  });
}

std::string sinkAdvice(const TimedRegion &R, const ASTContext &Context) {
  if (R.KeepsReturnValue)
    return "return it from the benchmark";
  if (std::string Sink = valueSink(R.Framework, Context); !Sink.empty())
    return fmt::format("pass it to '{}'", Sink);
  return "use the result, for instance print it after the loop";
}

std::string unusedName(const Body &B, StringRef Wanted) {
  std::string Text = sourceText(B.function().getSourceRange(), B.context());
  std::string Name = Wanted.str();
  for (unsigned Number = 2; StringRef(Text).contains(Name); ++Number)
    Name = Wanted.str() + std::to_string(Number);
  return Name;
}

std::optional<Fix> sinkValue(const Body &B, const TimedRegion &R, const Expr *E) {
  const ASTContext &Context = B.context();
  E = E->IgnoreImplicit();
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E); Cast && Cast->getType()->isVoidType())
    E = Cast->getSubExpr()->IgnoreImplicit();
  const Stmt *Statement = B.enclosingStatement(E);
  if (E->getType()->isVoidType() || !Statement || !isEditable(Statement->getSourceRange(), Context))
    return std::nullopt;
  std::string Text = sourceText(E->getSourceRange(), Context);
  if (Text.empty())
    return std::nullopt;
  CharSourceRange Whole = CharSourceRange::getTokenRange(Statement->getSourceRange());
  if (R.KeepsReturnValue) {
    const auto *Measured = dyn_cast<CompoundStmt>(R.Measured);
    if (!mayReturn(R) || !Measured || Measured->body_empty() || Measured->body_back() != Statement)
      return std::nullopt;
    return Fix{"return the value from the benchmark",
               {FixItHint::CreateReplacement(Whole, "return " + Text)}};
  }
  std::string Sink = valueSink(R.Framework, Context);
  if (Sink.empty() || isa<ReturnStmt>(Statement))
    return std::nullopt;
  std::string Title = fmt::format("pass the value to '{}'", Sink);
  if (isNamedObject(E) || !deprecatesConstSink(R.Framework, Context))
    return Fix{Title, {FixItHint::CreateReplacement(Whole, fmt::format("{}({})", Sink, Text))}};
  std::string Name = unusedName(B, "result");
  Fix Named{Title, {}};
  Named.Edits.push_back(FixItHint::CreateReplacement(
      Whole, fmt::format("auto {} = {}; {}({})", Name, Text, Sink, Name)));
  // Two statements; a body without braces needs them.
  const Stmt *Parent = B.parent(Statement);
  if (!isa_and_nonnull<CompoundStmt>(Parent)) {
    SourceLocation End = endOfStatement(Statement, Context);
    if (End.isInvalid() || isa_and_nonnull<SwitchCase, LabelStmt>(Parent))
      return std::nullopt;
    Named.Edits[0] = FixItHint::CreateReplacement(
        Whole, fmt::format("{{ auto {} = {}; {}({})", Name, Text, Sink, Name));
    Named.Edits.push_back(FixItHint::CreateInsertion(End, " }"));
  }
  return Named;
}

std::optional<Fix> sinkVariable(const Body &B, const TimedRegion &R, const VarDecl *Variable,
                                const Stmt *After) {
  const ASTContext &Context = B.context();
  if (!Variable->getIdentifier() || !isEditable(After->getSourceRange(), Context))
    return std::nullopt;
  std::string Name = Variable->getNameAsString();
  const Stmt *Parent = B.parent(After);
  if (R.KeepsReturnValue) {
    const auto *Measured = dyn_cast<CompoundStmt>(R.Measured);
    if (!mayReturn(R) || !Measured || Measured->body_empty())
      return std::nullopt;
    // `return` moves or copies the variable; a copy of an outer one would be measured, too.
    const Stmt *Last = Measured->body_back();
    if (!Variable->hasLocalStorage() || Variable->getType()->isReferenceType() ||
        Parent != Measured || !isEditable(Last->getSourceRange(), Context))
      return std::nullopt;
    return Fix{fmt::format("return '{}' from the benchmark", Name),
               insertAfter(Last, Measured, "return " + Name + ";", Context)};
  }
  std::string Sink = valueSink(R.Framework, Context);
  if (Sink.empty() || isa_and_nonnull<SwitchCase, LabelStmt>(Parent))
    return std::nullopt;
  std::string Text = fmt::format("{}({});", Sink, Name);
  if (Variable->getType().isConstQualified() && deprecatesConstSink(R.Framework, Context)) {
    std::string Copy = unusedName(B, "result");
    Text = fmt::format("auto {} = {}; {}({});", Copy, Name, Sink, Copy);
  }
  Fix Result{fmt::format("pass '{}' to '{}'", Name, Sink),
             insertAfter(After, Parent, Text, Context)};
  if (Result.Edits.empty())
    return std::nullopt;
  return Result;
}

} // namespace fastidious

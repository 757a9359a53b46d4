#include "checks/support/LostResult.h"

#include "checks/support/Calls.h"
#include "checks/support/Sinks.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/Types.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

#include <fmt/format.h>

using namespace clang;

namespace fastidious {
namespace {

bool declares(const Stmt *S, const VarDecl *Variable) {
  return containsAny(S, [&](const Stmt *Part) {
    const auto *Declaration = dyn_cast<DeclStmt>(Part);
    return Declaration && llvm::is_contained(Declaration->decls(), Variable);
  });
}

/// A variable that lives on and that what the condition of \p Statement decides about changes.
const VarDecl *changedBy(const Body &B, const Stmt *Statement) {
  const auto *If = dyn_cast<IfStmt>(Statement);
  for (const Stmt *Branch : {If ? If->getThen() : nullptr, If ? If->getElse() : nullptr})
    if (Branch)
      for (const VarDecl *Variable : effectsOf(B, Branch).Writes)
        if (!declares(Branch, Variable))
          return Variable;
  return nullptr;
}

/// The call in a condition that is worth a word: `isPrime(n)` of `!isPrime(n) && n > 2`.
const Expr *callIn(const Expr *Condition) {
  Condition = written(Condition);
  if (const auto *Unary = dyn_cast<UnaryOperator>(Condition))
    return callIn(Unary->getSubExpr());
  if (const auto *Binary = dyn_cast<BinaryOperator>(Condition); Binary && Binary->isLogicalOp())
    return callIn(containsAny(Binary->getLHS(), [](const Stmt *S) { return isa<CallExpr>(S); })
                      ? Binary->getLHS()
                      : Binary->getRHS());
  return Condition;
}

/// Containers and buffers say more than the counters and engines beside them.
bool isMoreTelling(const VarDecl *Candidate, const VarDecl *Than) {
  auto Weight = [](const VarDecl *Variable) {
    QualType T = Variable->getType().getNonReferenceType();
    if (Variable->isImplicit())
      return -1;
    if (containerFact(T) || T->isArrayType())
      return 2;
    return T->isRecordType() ? 1 : 0;
  };
  return Weight(Candidate) > Weight(Than);
}

bool isUpdate(const Expr *E) {
  if (const auto *Binary = dyn_cast<BinaryOperator>(E))
    return Binary->isAssignmentOp();
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
    return Operator->isAssignmentOp();
  return false;
}

/// Whether the call's point is what it changes: its own object or argument, as in
/// `v.push_back(x)`; `hash(n++)` changes `n` on the way only.
bool changesIt(const Expr &E, const Step &Lost) {
  if (Lost.Effects.Writes.empty())
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(&E)) {
    const FunctionDecl *Function = Call->getDirectCallee();
    if (!Function)
      return Call->isTypeDependent();
    CallEffects Effects = effectsOf(*Function);
    return Effects.WritesObject || Effects.WrittenParameters != 0;
  }
  return false;
}

/// A returned value that the framework ignores.
std::optional<Fix> fixReturn(const Body &B, const TimedRegion &R, const Expr *Written) {
  std::string Sink = valueSink(R.Framework, B.context());
  const auto *Compound = dyn_cast<CompoundStmt>(R.Measured);
  if (Sink.empty() || !Compound || Compound->size() != 1 || !R.Callable ||
      R.Callable->hasExplicitResultType())
    return std::nullopt;
  const auto *Return = dyn_cast<ReturnStmt>(Compound->body_back());
  std::string Text = sourceText(Written->getSourceRange(), B.context());
  if (!Return || Text.empty())
    return std::nullopt;
  return Fix{fmt::format("pass the value to '{}'", Sink),
             {FixItHint::CreateReplacement(CharSourceRange::getTokenRange(Return->getSourceRange()),
                                           fmt::format("{}({})", Sink, Text))}};
}

} // namespace

LostResult resultOf(const Body &B, const Step &Lost) {
  const Expr *E = expressionOf(Lost.Statement);
  const VarDecl *Declared = declaredBy(Lost.Statement);
  const Expr *Value = E ? written(E) : nullptr;
  if (const auto *Cast = dyn_cast_or_null<ExplicitCastExpr>(Value);
      Cast && Cast->getType()->isVoidType())
    Value = written(Cast->getSubExpr());
  if (Declared)
    return {Value, Declared};
  if (Lost.Controls) {
    // The value decides about a change of a variable that nobody reads.
    return {callIn(Value), changedBy(B, Lost.Controls)};
  }
  const VarDecl *Variable = nullptr;
  for (const VarDecl *Candidate : Lost.Effects.Writes)
    if (!Variable || isMoreTelling(Candidate, Variable))
      Variable = Candidate;
  bool LeavesByVariable = !Value || Value->getType()->isVoidType() || isUpdate(Value) ||
                          (Variable && changesIt(*Value, Lost));
  return {Value, LeavesByVariable ? Variable : nullptr};
}

std::string nameIn(const Step &Lost, const VarDecl &Variable) {
  std::string Name = Variable.getNameAsString();
  containsAny(Lost.Statement, [&](const Stmt *Part) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Part);
    const auto *Binding = Ref ? dyn_cast<BindingDecl>(Ref->getDecl()) : nullptr;
    if (Binding && Binding->getDecomposedDecl() == &Variable)
      Name = Binding->getNameAsString();
    return !Name.empty();
  });
  return Name;
}

std::optional<Fix> keepResult(const Body &B, const TimedRegion &R, const Step &Lost) {
  auto [Value, Variable] = resultOf(B, Lost);
  if (isa<ReturnStmt>(Lost.Statement))
    return fixReturn(B, R, Value);
  if (!Variable)
    return Value && !Lost.Controls ? sinkValue(B, R, Value) : std::nullopt;
  const Stmt *After = Lost.Controls ? Lost.Controls : B.enclosingStatement(Lost.Statement);
  return sinkOnce(B, R, Variable, isa<DeclStmt>(Lost.Statement) ? Lost.Statement : After);
}

std::optional<Fix> sinkOnce(const Body &B, const TimedRegion &R, const VarDecl *Variable,
                            const Stmt *After) {
  for (const Stmt *Top : R.Statements)
    if (B.contains(Top, After) && (Top == After || !declares(Top, Variable)))
      After = Top;
  return sinkVariable(B, R, Variable, After);
}

} // namespace fastidious

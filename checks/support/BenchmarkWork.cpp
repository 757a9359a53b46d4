#include "checks/support/BenchmarkWork.h"

#include "checks/knowledge/Functions.h"
#include "checks/support/Calls.h"
#include "checks/support/Source.h"
#include "checks/support/Types.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace fastidious {
namespace {

/// Calls that only pass something on.
bool isTrivialCall(const CallExpr *Call) {
  if (asControl(Call))
    return true;
  if (auto Member = asMemberCall(Call)) {
    std::string Name = Member->Name.str();
    if (!Member->Method)
      return Name == "size" || Name == "begin" || Name == "end" || Name == "data";
    bool IsLibrary = classFact(qualifiedName(*Member->Method->getParent())) != nullptr;
    static constexpr StringRef Lookups[] = {"find", "lower_bound", "upper_bound", "equal_range"};
    return IsLibrary && !llvm::is_contained(Lookups, Name) &&
           (isPlainAccess(Name) || Name == "size" || Name == "length" || Name == "empty");
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
    switch (Operator->getOperator()) {
    case OO_Subscript:
    case OO_Star:
    case OO_Arrow:
    case OO_PlusPlus:
    case OO_MinusMinus:
      return Operator->getDirectCallee() &&
             (isa<CXXMethodDecl>(Operator->getDirectCallee()) &&
              classFact(
                  qualifiedName(*cast<CXXMethodDecl>(Operator->getDirectCallee())->getParent())));
    default:
      return false;
    }
  }
  if (auto Free = asFunctionCall(Call)) {
    // They pass on what they are given, or give it back.
    static constexpr StringRef Passing[] = {
        "std::move", "std::forward", "std::begin", "std::end",      "std::data", "std::size",
        "std::get",  "std::min",     "std::max",   "std::as_const", "free",      "std::free"};
    return llvm::is_contained(Passing, StringRef(Free->QualifiedName));
  }
  return false;
}

/// Whether \p Function does nothing, or gives back a constant: the stub of what another platform
/// or another instantiation has.
bool isStub(const FunctionDecl *Function) {
  const auto *Compound = Function ? dyn_cast_or_null<CompoundStmt>(Function->getBody()) : nullptr;
  if (!Compound || Compound->size() > 1)
    return false;
  if (Compound->body_empty())
    return true;
  const auto *Return = dyn_cast<ReturnStmt>(Compound->body_front());
  const Expr *Value = Return ? Return->getRetValue() : nullptr;
  return Value && !Value->isValueDependent() && Value->getType()->isScalarType() &&
         Value->isEvaluatable(Function->getASTContext());
}

Effort effortIn(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return Effort::None;
  Effort Most = Effort::None;
  auto Raise = [&](Effort E) { Most = std::max(Most, E); };
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    Raise(isTrivialCall(Call) || isStub(Call->getDirectCallee()) ? Effort::None : Effort::Call);
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S)) {
    const CXXConstructorDecl *Constructor = Construct->getConstructor();
    // An empty container is no work.
    bool IsEmpty =
        Construct->getNumArgs() == 0 && classFact(qualifiedName(*Constructor->getParent()));
    if (!Constructor->isTrivial() && !Construct->isElidable() && !IsEmpty)
      Raise(Effort::Arithmetic);
  } else if (isa<CXXNewExpr>(S)) {
    Raise(Effort::Call); // To delete it again is no result that anybody waits for.
  } else if (const auto *Binary = dyn_cast<BinaryOperator>(S)) {
    if (Binary->getOpcode() != BO_Comma && Binary->getOpcode() != BO_Assign)
      Raise(Effort::Arithmetic);
    if (Binary->getOpcode() == BO_Assign &&
        isa<ArraySubscriptExpr>(Binary->getLHS()->IgnoreParenImpCasts()))
      Raise(Effort::Arithmetic);
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S);
             Operator && Operator->isAssignmentOp()) {
    Raise(Effort::Arithmetic);
  }
  for (const Stmt *Child : S->children())
    Raise(effortIn(Child));
  return Most;
}

/// Whether the step is a call that has no effect but those of its arguments: of `hash(n++)` only
/// `n++` is left where `n` is needed.
bool isDroppedCall(const Body &B, const Step &S) {
  const auto *E = dyn_cast<Expr>(S.Statement);
  if (const auto *Return = dyn_cast<ReturnStmt>(S.Statement))
    E = Return->getRetValue();
  if (!E || S.Effects.isKept())
    return false;
  const auto *Call = dyn_cast<CallExpr>(written(E));
  const FunctionDecl *Function = Call ? Call->getDirectCallee() : nullptr;
  if (!Function || Call->getType()->isVoidType() || !effectsOf(*Function).isPure())
    return false;
  // A callable that it is given may do more than compute.
  llvm::SmallVector<const Expr *, 4> Arguments(Call->arguments());
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
    Arguments.push_back(Member->getImplicitObjectArgument());
  return llvm::all_of(S.Effects.Writes, [&](const VarDecl *Variable) {
    return llvm::any_of(Arguments, [&](const Expr *Argument) {
      return effectsOf(B, Argument).Writes.contains(Variable);
    });
  });
}

/// Whether the step declares an object of class type by its constructor.
bool isObject(const Step &S) {
  const VarDecl *Variable = declaredBy(S.Statement);
  return Variable && Variable->getInit() &&
         isa<CXXConstructExpr>(Variable->getInit()->IgnoreImplicit());
}

/// The number that the step gives its next value: `i` of `i = (i + 1) % n`.
const VarDecl *advancedNumber(const Step &S) {
  const auto *E = dyn_cast<Expr>(S.Statement);
  auto Assignment = E ? asOperatorCall(E) : std::nullopt;
  if (!Assignment || Assignment->Operands.empty())
    return nullptr;
  const auto *Ref = dyn_cast<DeclRefExpr>(Assignment->Operands[0]->IgnoreParenImpCasts());
  const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Variable && Variable->getType()->isArithmeticType() ? Variable : nullptr;
}

/// Whether the step only prepares the next value of a number that other steps use; further steps of
/// the same computation (`x ^= x << 7; x ^= x >> 9;`) are no use.
bool isGenerator(const Step &S, llvm::ArrayRef<const Step *> Steps) {
  const VarDecl *Variable = advancedNumber(S);
  return Variable && llvm::any_of(Steps, [&](const Step *Other) {
           return Other != &S && Other->Reads.contains(Variable) &&
                  advancedNumber(*Other) != Variable;
         });
}

} // namespace

const Expr *expressionOf(const Stmt *Statement) {
  if (const auto *Return = dyn_cast<ReturnStmt>(Statement))
    return Return->getRetValue();
  if (const VarDecl *Variable = declaredBy(Statement))
    return Variable->getInit();
  return dyn_cast<Expr>(Statement);
}

const VarDecl *declaredBy(const Stmt *Statement) {
  const auto *Declaration = dyn_cast<DeclStmt>(Statement);
  if (!Declaration || !Declaration->isSingleDecl())
    return nullptr;
  return dyn_cast<VarDecl>(Declaration->getSingleDecl());
}

Effort effortOf(const Step &S) {
  if (const auto *Declaration = dyn_cast<DeclStmt>(S.Statement)) {
    Effort Most = Effort::None;
    for (const Decl *D : Declaration->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D))
        Most = std::max(Most, effortIn(Variable->getInit()));
    return Most;
  }
  const Expr *E = expressionOf(S.Statement);
  if (!E)
    return Effort::None;
  E = written(E);
  // `x += 1` counts.
  if (const auto *Compound = dyn_cast<CompoundAssignOperator>(E);
      Compound &&
      (Compound->getOpcode() == BO_AddAssign || Compound->getOpcode() == BO_SubAssign) &&
      isa<IntegerLiteral, FloatingLiteral>(written(Compound->getRHS())))
    return Effort::None;
  return effortIn(E);
}

llvm::SmallVector<const Step *, 16> stepsOf(const Observation &O, const TimedRegion &R) {
  llvm::SmallVector<const Step *, 16> Steps;
  for (const Step &S : O.steps())
    if (S.Region == &R)
      Steps.push_back(&S);
  return Steps;
}

LostWork lostWork(const Body &B, const TimedRegion &R, const Observation &O) {
  auto Steps = stepsOf(O, R);
  LostWork Result{nullptr, llvm::any_of(Steps, [&](const Step *S) {
                    return !S->Controls && !O.isDead(*S) && !isDroppedCall(B, *S) &&
                           (S->Effects.isKept() || effortOf(*S) != Effort::None);
                  })};
  Effort Most = Effort::None;
  for (const Step *S : Steps) {
    if (!(O.isDead(*S) || (!S->Controls && isDroppedCall(B, *S))))
      continue;
    // The text of a macro's body.
    if (sourceText(S->Statement->getSourceRange(), B.context()).empty() &&
        !isOfSameMacro(R, S->Statement, B.context()))
      continue;
    Effort E = effortOf(*S);
    // A comparison that decides about nothing is not worth a word.
    if (S->Controls && E != Effort::Call)
      continue;
    // Beside work that is observed, computing something without a call is no more than a
    // leftover, and an object that nobody reads may be there for its lifetime.
    if (Result.IsObserved && (E != Effort::Call || isObject(*S)))
      continue;
    // To count is no work beside other things; alone, it is all that the loop does. A loop of the
    // user's own may wait that way.
    if (E == Effort::None && Steps.size() == 1 && advancedNumber(*S) &&
        R.Framework != BenchmarkFramework::HandWritten)
      E = Effort::Arithmetic;
    if (E == Effort::Arithmetic && isGenerator(*S, Steps))
      continue;
    if (E != Effort::None && E >= Most) {
      Result.Lost = S;
      Most = E;
    }
  }
  return Result;
}

const VarDecl *overwrittenVariable(const Body &B, const TimedRegion &R, const Step &S,
                                   const Observation &O) {
  const auto *E = dyn_cast<Expr>(S.Statement);
  auto Assignment = E ? asOperatorCall(E) : std::nullopt;
  if (!Assignment || Assignment->Operator != OO_Equal || Assignment->Operands.size() != 2 ||
      S.Effects.isKept() || effortOf(S) != Effort::Call || S.Effects.Writes.size() != 1)
    return nullptr;
  const auto *Ref = dyn_cast<DeclRefExpr>(Assignment->Operands[0]->IgnoreParenImpCasts());
  const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  // Other objects are assigned through code that today's compilers keep.
  if (!Variable || *S.Effects.Writes.begin() != Variable ||
      !Variable->getType().isTriviallyCopyableType(B.context()) || !O.isObserved(Variable) ||
      !llvm::is_contained(R.Statements, B.enclosingStatement(E)))
    return nullptr;
  for (const Step &Other : O.steps()) {
    if (!B.contains(R.Whole, Other.Statement))
      continue;
    if (declaredBy(Other.Statement) == Variable || Other.Reads.contains(Variable) ||
        (&Other != &S && Other.Effects.Writes.contains(Variable)))
      return nullptr;
  }
  return Variable;
}

std::string nameOfBenchmark(const Body &B, const TimedRegion &R) {
  std::string Name = B.function().getQualifiedNameAsString();
  // The titles of Catch2 and nanobench stand in the statement that starts the region.
  const Stmt *Statement = R.Whole;
  for (const Stmt *Parent = B.parent(Statement); Parent && R.Callable && !isa<CompoundStmt>(Parent);
       Parent = B.parent(Parent))
    Statement = Parent;
  llvm::SmallVector<const Stmt *, 16> Work;
  if (R.Callable)
    Work.push_back(Statement);
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S || S == R.Callable)
      continue;
    if (const auto *Literal = dyn_cast<StringLiteral>(S); Literal && Literal->isOrdinary())
      Name += " " + Literal->getString().str();
    if (const auto *If = dyn_cast<IfStmt>(S))
      Work.push_back(If->getConditionVariableDeclStmt());
    Work.append(S->child_begin(), S->child_end());
  }
  return Name;
}

std::set<std::string> wordsOf(StringRef Text) {
  std::set<std::string> Words;
  std::string Word;
  auto End = [&] {
    if (!Word.empty())
      Words.insert(std::exchange(Word, {}));
  };
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (!llvm::isAlpha(C)) {
      End();
      continue;
    }
    bool BeginsWord = llvm::isUpper(C) && ((I > 0 && llvm::isLower(Text[I - 1])) ||
                                           (I + 1 < Text.size() && llvm::isLower(Text[I + 1])));
    if (BeginsWord)
      End();
    Word += llvm::toLower(C);
  }
  End();
  return Words;
}

bool isBaseline(const Body &B, const TimedRegion &R) {
  std::set<std::string> Words = wordsOf(nameOfBenchmark(B, R));
  for (const char *Word :
       {"baseline", "overhead", "headroom", "noop", "empty", "constant", "constexpr"})
    if (Words.count(Word))
      return true;
  return false;
}

bool isSkipped(const Body &B, const TimedRegion &R) {
  const Stmt *Child = R.Whole;
  for (const Stmt *Parent = B.parent(Child); Parent; Child = Parent, Parent = B.parent(Parent)) {
    const auto *Compound = dyn_cast<CompoundStmt>(Parent);
    if (!Compound)
      continue;
    for (const Stmt *Earlier : Compound->body()) {
      if (Earlier == Child)
        break;
      if (const auto *E = dyn_cast<Expr>(Earlier); E && asControl(written(E)) == ControlKind::Skip)
        return true;
    }
  }
  return false;
}

} // namespace fastidious

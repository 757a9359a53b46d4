#include "checks/support/SmallStrings.h"

#include "checks/support/Calls.h"
#include "checks/support/Flow.h"
#include "checks/support/Statements.h"
#include "checks/support/Strings.h"
#include "checks/support/TripCount.h"
#include "checks/support/Types.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace fastidious {
namespace {

/// How often \p S runs at least for each run of \p Declaration; nothing if it may be skipped.
std::optional<uint64_t> timesExecuted(const Body &B, const Stmt *S, const Stmt *Declaration) {
  const Stmt *Scope = B.parent(Declaration);
  uint64_t Times = 1;
  for (const Stmt *P = B.parent(S), *Child = S; P && P != Scope; Child = P, P = B.parent(P)) {
    if (isa<LambdaExpr, CXXCatchStmt, SwitchStmt, AbstractConditionalOperator>(P))
      return std::nullopt;
    if (const auto *If = dyn_cast<IfStmt>(P); If && Child != If->getCond())
      return std::nullopt;
    if (const auto *Binary = dyn_cast<BinaryOperator>(P);
        Binary && Binary->isLogicalOp() && Child == Binary->getRHS())
      return std::nullopt;
    for (const Loop &L : B.loops()) {
      if (L.Statement != P || Child != L.LoopBody)
        continue;
      auto Count = tripCount(B, L);
      if (!Count || !Count->Constant || !runsOnEveryIteration(B, L, S) || mayLeaveEarly(B, L))
        return std::nullopt;
      Times =
          std::min<uint64_t>(Times * std::min<uint64_t>(*Count->Constant, 1'000'000), 1'000'000);
    }
  }
  return Times;
}

/// What a use does to the length of a string: it may empty it first, and adds some characters.
struct Change {
  bool IsReset;
  uint64_t Added;
};

Change changeOf(const Use &U, const ASTContext &Context) {
  auto Length = [&](const Expr *E) { return provenLength(E, Context); };
  auto Constant = [&](const Expr *E) {
    return static_cast<uint64_t>(std::max<int64_t>(0, constantInteger(E, Context).value_or(0)));
  };
  if (!mayWrite(U.Kind))
    return {false, 0};
  if (auto Operator = asOperatorCall(U.User); Operator && Operator->Operands.size() == 2) {
    if (Operator->Operator == OO_PlusEqual)
      return {false, Length(Operator->Operands[1])};
    bool IsAssignment = Operator->Operator == OO_Equal;
    return {Operator->Operator != OO_Subscript, IsAssignment ? Length(Operator->Operands[1]) : 0};
  }
  auto Call = asMemberCall(U.User);
  if (!Call || Call->Name != U.Member)
    return {true, 0};
  if (Call->Name == "push_back")
    return {false, 1};
  size_t Count = Call->Arguments.size();
  bool IsFill = Count == 2 && Call->Arguments[0]->getType()->isIntegerType();
  // Memory for at least so many characters.
  if ((Call->Name == "reserve" || Call->Name == "resize") && Count)
    return {true, Constant(Call->Arguments[0])};
  if (Call->Name == "append" || Call->Name == "assign")
    return {Call->Name == "assign", Count == 1 ? Length(Call->Arguments[0])
                                    : IsFill   ? Constant(Call->Arguments[0])
                                               : 0};
  // Access to the characters, which stay as many.
  return {!isElementAccess(Call->Name), 0};
}

} // namespace

unsigned shortStringLimit(QualType T, const ASTContext &Context) {
  const CXXRecordDecl *Class = classOf(T);
  unsigned Bytes = 22;
  // libstdc++'s strings with a small-string buffer live in std::__cxx11.
  if (const auto *Space = Class ? dyn_cast<NamespaceDecl>(Class->getDeclContext()) : nullptr;
      Space && Space->isInline() && Space->getName() == "__cxx11")
    Bytes = 15;
  QualType Character = templateTypeArgument(T, 0);
  if (Character.isNull() || Character->isDependentType() || !Character->isIntegralType(Context))
    return Bytes;
  return Bytes / static_cast<unsigned>(Context.getTypeSizeInChars(Character).getQuantity());
}

uint64_t provenLength(const Expr *E, const ASTContext &Context) {
  E = written(E);
  if (const auto *Literal = dyn_cast<StringLiteral>(E)) {
    // A constructor takes a literal up to its first NUL.
    size_t End =
        Literal->getCharByteWidth() == 1 ? Literal->getString().find('\0') : StringRef::npos;
    return End == StringRef::npos ? Literal->getLength() : End;
  }
  if (E->getType()->isAnyCharacterType())
    return 1;
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
    return provenLength(Cast->getSubExpr(), Context);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
      Construct && isStdString(Construct->getType()) && Construct->getNumArgs() >= 1) {
    const Expr *First = written(Construct->getArg(0));
    if (isa<StringLiteral>(First) &&
        (Construct->getNumArgs() == 1 || isa<CXXDefaultArgExpr>(Construct->getArg(1))))
      return provenLength(First, Context);
    return 0;
  }
  uint64_t Sum = 0;
  if (auto Chain = asConcatenation(E))
    for (const Expr *Operand : Chain->Operands)
      Sum += provenLength(Operand, Context);
  return Sum;
}

uint64_t provenLength(const Body &B, const DeclStmt &Declaration, uint64_t Initial,
                      const std::vector<Use> &Uses) {
  uint64_t Length = Initial, Longest = Initial;
  // Where each iteration cuts it down, one iteration counts.
  auto IsCutInLoopOf = [&](const Use &Growing) {
    const Loop *L = B.loopOf(Growing.Ref);
    return L && !B.contains(L->Statement, &Declaration) && llvm::any_of(Uses, [&](const Use &U) {
             return B.loopOf(U.Ref) == L && changeOf(U, B.context()).IsReset;
           });
  };
  for (const Use &U : Uses) {
    auto [IsReset, Added] = changeOf(U, B.context());
    if (IsReset)
      Length = 0;
    if (Added && IsCutInLoopOf(U))
      Length += Added;
    else if (auto Times = Added ? timesExecuted(B, U.Ref, &Declaration) : std::nullopt)
      Length += Added * *Times;
    Longest = std::max(Longest, Length);
  }
  return Longest;
}

/// The most digits of a number of \p Bits bits: one is worth more than three bits, and ten of them
/// more than 33.
static uint64_t decimalDigits(uint64_t Bits) {
  return 1 + Bits * 10 / 33;
}

std::optional<uint64_t> longestFormatted(const CallExpr &Call, const ASTContext &Context) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  // The format is the last parameter that has a name.
  if (!Callee || !Callee->isVariadic() || Callee->getNumParams() == 0 ||
      Call.getNumArgs() < Callee->getNumParams())
    return std::nullopt;
  unsigned Index = Callee->getNumParams() - 1;
  const auto *Format = dyn_cast<StringLiteral>(written(Call.getArg(Index)));
  if (!Format || !Format->isOrdinary())
    return std::nullopt;
  uint64_t Length = 0;
  StringRef Rest = Format->getString();
  for (size_t At = Rest.find('%'); At != StringRef::npos; At = Rest.find('%')) {
    Length += At;
    Rest = Rest.drop_front(At + 1);
    if (Rest.consume_front("%")) {
      ++Length;
      continue;
    }
    Rest = Rest.ltrim("-+ #0"); // A sign or "0x" is counted with the digits.
    uint64_t Width = 0;
    if (!Rest.empty() && isDigit(Rest.front()) && Rest.consumeInteger(10, Width))
      return std::nullopt;
    constexpr uint64_t UsualPrecision = 6;
    std::optional<uint64_t> Precision;
    if (Rest.consume_front(".")) {
      Precision = 0;
      if (!Rest.empty() && isDigit(Rest.front()) && Rest.consumeInteger(10, *Precision))
        return std::nullopt;
    }
    Rest = Rest.ltrim("lhzjt");
    if (Rest.empty() || !StringRef("diuxXoceEgG").contains(Rest.front()))
      return std::nullopt;
    char Conversion = Rest.front();
    Rest = Rest.drop_front();
    if (++Index >= Call.getNumArgs())
      return std::nullopt;
    if (StringRef("eEgG").contains(Conversion)) {
      // A sign, a digit, a point, and "e+308".
      constexpr uint64_t AroundDigits = 8;
      Length += std::max(Width, AroundDigits + Precision.value_or(UsualPrecision));
      continue;
    }
    if (!Call.getArg(Index)->getType()->isIntegerType())
      return std::nullopt;
    uint64_t Bits = Context.getTypeSize(Call.getArg(Index)->getType());
    uint64_t Digits = StringRef("diu").contains(Conversion) ? decimalDigits(Bits)
                      : Conversion == 'o'                   ? (Bits + 2) / 3
                                                            : (Bits + 3) / 4;
    uint64_t Prefix = StringRef("xX").contains(Conversion) ? 2 : 1;
    Length += std::max(Width, Prefix + std::max(Digits, Precision.value_or(0)));
  }
  return Length + Rest.size();
}

/// The largest of what \p Length tells of \p Parts; nothing if it does not know one of them.
template <class Range, class Function>
static std::optional<uint64_t> longest(const Range &Parts, Function Length) {
  uint64_t Longest = 0;
  for (const auto &Part : Parts) {
    std::optional<uint64_t> Most = Length(Part);
    if (!Most)
      return std::nullopt;
    Longest = std::max(Longest, *Most);
  }
  return Longest;
}

// Depth: of calls whose bodies are looked at.
static std::optional<uint64_t> mostCharacters(const Expr *E, const ASTContext &Context,
                                              unsigned Depth);
static bool staysShort(const Body &B, const VarDecl *Variable, unsigned Depth);

std::optional<uint64_t> mostCharacters(const Expr *E, const ASTContext &Context) {
  return mostCharacters(E, Context, 0);
}

/// An upper bound of the characters of the text that \p Function returns, where its body is seen.
static std::optional<uint64_t> mostReturned(const FunctionDecl *Function, ASTContext &Context,
                                            unsigned Depth) {
  constexpr unsigned MostCalls = 3;
  const FunctionDecl *Definition = Function ? Function->getDefinition() : nullptr;
  if (!Definition || Depth >= MostCalls || !isStdString(Definition->getReturnType()))
    return std::nullopt;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Definition); Method && Method->isVirtual())
    return std::nullopt;
  const Body *B = bodyOf(*Definition, Context);
  llvm::SmallVector<const ReturnStmt *, 4> Returns;
  if (B)
    visitAll(B->statement(), [&](const Stmt *Part) {
      if (const auto *Return = dyn_cast<ReturnStmt>(Part))
        Returns.push_back(Return);
    });
  if (Returns.empty())
    return std::nullopt;
  return longest(Returns, [&](const ReturnStmt *Return) -> std::optional<uint64_t> {
    const Expr *Value = Return->getRetValue();
    if (!Value)
      return std::nullopt;
    if (const VarDecl *Local = variableOf(Value); Local && Local->isLocalVarDecl())
      return staysShort(*B, Local, Depth + 1) ? std::optional<uint64_t>(ShortString) : std::nullopt;
    return mostCharacters(Value, Context, Depth + 1);
  });
}

static std::optional<uint64_t> mostCharacters(const Expr *E, const ASTContext &Context,
                                              unsigned Depth) {
  E = written(E);
  if (const VarDecl *Constant = variableOf(E);
      Constant && Constant->getType().isConstQualified() && Constant->getAnyInitializer())
    E = written(Constant->getAnyInitializer());
  // In a template, a list in parentheses has no type yet.
  if (E->getType().isNull())
    return std::nullopt;
  if (E->getType()->isAnyCharacterType())
    return 1;
  while (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
    E = written(Cast->getSubExpr());
  if (const auto *Literal = dyn_cast<StringLiteral>(E))
    return Literal->getLength();
  if (auto Call = asFunctionCall(E); Call && Call->QualifiedName == "std::to_string" &&
                                     Call->Arguments.size() == 1 &&
                                     Call->Arguments[0]->getType()->isIntegerType())
    return 1 + decimalDigits(Context.getTypeSize(Call->Arguments[0]->getType()));
  auto Length = [&](const Expr *Part) { return mostCharacters(Part, Context, Depth); };
  if (const auto *Choice = dyn_cast<ConditionalOperator>(E))
    return longest(llvm::ArrayRef{Choice->getTrueExpr(), Choice->getFalseExpr()}, Length);
  if (auto Chain = asConcatenation(E)) {
    uint64_t Sum = 0;
    for (const Expr *Operand : Chain->Operands) {
      auto Most = Length(Operand);
      if (!Most)
        return std::nullopt;
      Sum += *Most;
    }
    return Sum;
  }
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return mostReturned(Call->getDirectCallee(), const_cast<ASTContext &>(Context), Depth);
  const auto *Construct = dyn_cast<CXXConstructExpr>(E);
  if (!Construct)
    return std::nullopt;
  auto Arguments = givenArguments(*Construct);
  if (Arguments.empty())
    return 0;
  // `std::string{letter, digit}`
  if (const auto *Braces = dyn_cast<CXXStdInitializerListExpr>(written(Arguments[0])))
    if (const auto *List = dyn_cast<InitListExpr>(written(Braces->getSubExpr())))
      return List->getNumInits();
  if (const auto *Literal = dyn_cast<StringLiteral>(written(Arguments[0])))
    return Literal->getLength();
  return Arguments[0]->getType()->isIntegerType() ? constantInteger(Arguments[0], Context)
                                                  : std::nullopt;
}

/// The same for what \p Variable starts with.
static std::optional<uint64_t> mostCharactersOfInit(const VarDecl *Variable,
                                                    const ASTContext &Context, unsigned Depth) {
  return Variable->getInit() ? mostCharacters(Variable->getInit(), Context, Depth) : 0;
}

/// How often one call of the function runs \p S at most; nothing if that is not known.
static std::optional<uint64_t> mostRepetitions(const Body &B, const Stmt *S) {
  uint64_t Times = 1;
  for (const Loop *L = B.loopOf(S); L; L = L->Parent) {
    auto Count = tripCount(B, *L);
    auto Most = Count && Count->Constant ? Count->Constant : mostDigits(B, *L);
    if (!Most || *Most > ShortString)
      return std::nullopt;
    Times *= *Most;
  }
  return Times;
}

/// How many characters \p U adds or assigns to \p Variable at most; nothing if it does something else.
static std::optional<uint64_t> mostAdded(const Body &B, const VarDecl *Variable, const Use &U,
                                         unsigned Depth) {
  const ASTContext &Context = B.context();
  auto Member = asMemberCall(U.User);
  if (Member && Member->Name == "push_back")
    return 1;
  if (Member && Member->Name == "insert" && Member->Arguments.size() == 2)
    return mostCharacters(Member->Arguments[1], Context, Depth);
  if (Member && Member->Name == "insert" && Member->Arguments.size() == 3)
    return constantInteger(Member->Arguments[1], Context);
  auto Operator = asOperatorCall(U.User);
  if (!Operator || (Operator->Operator != OO_PlusEqual && Operator->Operator != OO_Equal) ||
      Operator->Operands.size() != 2)
    return std::nullopt;
  const Expr *Text = written(Operator->Operands[1]);
  const VarDecl *Part = variableOf(Text);
  return Part && Part != Variable && isLeftAsMade(B, Part)
             ? mostCharactersOfInit(Part, Context, Depth)
             : mostCharacters(Text, Context, Depth);
}

bool staysShort(const Body &B, const VarDecl *Variable) {
  return staysShort(B, Variable, 0);
}

static bool staysShort(const Body &B, const VarDecl *Variable, unsigned Depth) {
  std::optional<uint64_t> Length = isa<ParmVarDecl>(Variable)
                                       ? std::nullopt
                                       : mostCharactersOfInit(Variable, B.context(), Depth);
  if (!Length)
    return false;
  uint64_t Longest = *Length;
  for (const Use &U : usesOf(B, Place::ofVariable(Variable), B.statement())) {
    if (!mayWrite(U.Kind) || U.Kind == UseKind::Move ||
        isOneOf(U.Member, {"operator[]", "front", "back", "at", "clear", "pop_back"}))
      continue;
    if (U.Kind != UseKind::Modify && U.Kind != UseKind::Overwrite)
      return false;
    auto Member = asMemberCall(U.User);
    if (Member && Member->Name == "resize" && !Member->Arguments.empty()) {
      auto Size = constantInteger(Member->Arguments[0], B.context());
      if (!Size || *Size < 0)
        return false;
      Longest = std::max(Longest, static_cast<uint64_t>(*Size));
      continue;
    }
    // What is assigned takes the place of what was there, however often.
    auto Operator = asOperatorCall(U.User);
    bool Replaces = Operator && Operator->Operator == OO_Equal;
    std::optional<uint64_t> Added = mostAdded(B, Variable, U, Depth);
    std::optional<uint64_t> Times = !Added     ? std::nullopt
                                    : Replaces ? std::optional<uint64_t>(1)
                                               : mostRepetitions(B, U.User);
    if (!Times)
      return false;
    Longest += *Added * *Times;
  }
  return Longest <= ShortString;
}

} // namespace fastidious

#include "checks/support/Appends.h"

#include "checks/support/Calls.h"
#include "checks/support/Types.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace fastidious {
namespace {

constexpr ContainerFact UserContainer{"", HasReserve | ConstantSize | ClearKeepsMemory};

class Finder {
public:
  Finder(const Body &B, llvm::ArrayRef<std::string> UserContainers)
      : B(B), UserContainers(UserContainers) {}

  void collect(const Stmt *S);
  std::vector<Append> Out;

private:
  const Body &B;
  llvm::ArrayRef<std::string> UserContainers;

  const ContainerFact *factOf(QualType T) const;
  std::optional<Append> target(const Expr *Call, const Expr *Object, bool IsArrow) const;
  /// How many elements \p Call adds to the container of \p A.
  std::optional<unsigned> elementsAddedBy(const MemberCall &Call, const Append &A) const;
  /// Counts in \p A what is appended to the result of its call, which is the container again:
  /// `s.append("\n").append(3, ' ')`. False if all of it is nothing, or not known.
  bool addChained(Append &A) const;
  std::optional<Append> asMemberAppend(const MemberCall &Call) const;
  std::optional<Append> asOperatorAppend(const OperatorCall &Call) const;
  std::optional<Append> asAlgorithm(const FunctionCall &Call) const;
};

const ContainerFact *Finder::factOf(QualType T) const {
  if (const ContainerFact *Fact = containerFact(T))
    return Fact->has(HasReserve) && !Fact->has(FixedSize) ? Fact : nullptr;
  if (UserContainers.empty())
    return nullptr;
  const CXXRecordDecl *Record = classOf(T);
  return Record && llvm::is_contained(UserContainers, qualifiedName(*Record)) ? &UserContainer
                                                                              : nullptr;
}

bool isCharacter(QualType T) {
  if (T.isNull())
    return false;
  T = T.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  if (T->isAnyCharacterType())
    return true;
  const CXXRecordDecl *Record = classOf(T);
  return Record && Record->getIdentifier() &&
         (Record->getName() == "QChar" || Record->getName() == "QLatin1Char");
}

/// How many elements an operand or argument of type \p T adds to a sequence: one, or nothing if
/// that is not known.
std::optional<unsigned> elementsIn(const Expr *E, QualType Parameter, QualType Container,
                                   const ContainerFact &Fact, const ASTContext &Context) {
  if (Fact.has(IsString)) {
    if (isCharacter(Parameter))
      return 1;
    if (const auto *Literal = dyn_cast<StringLiteral>(written(E)))
      return Literal->getLength();
    return std::nullopt;
  }
  QualType Element = templateTypeArgument(Container, 0);
  if (Parameter.isNull() || Element.isNull() || Element->isDependentType())
    return std::nullopt;
  if (Context.hasSameUnqualifiedType(Parameter.getNonReferenceType(), Element))
    return 1;
  return std::nullopt;
}

std::optional<Append> Finder::target(const Expr *Call, const Expr *Object, bool IsArrow) const {
  if (!Object)
    return std::nullopt;
  auto P = Place::ofMemberObject(Object, IsArrow, B.context());
  if (!P)
    return std::nullopt;
  const ContainerFact *Fact = factOf(P->type());
  if (!Fact)
    return std::nullopt;
  return Append{Call, Object, IsArrow, std::move(*P), Fact};
}

bool isDiscarded(const Body &B, const Expr *E) {
  const Stmt *Parent = B.parentIgnoringImplicit(E);
  if (const auto *Cast = dyn_cast_or_null<ExplicitCastExpr>(Parent))
    return Cast->getCastKind() == CK_ToVoid;
  if (const auto *Comma = dyn_cast_or_null<BinaryOperator>(Parent))
    return Comma->getOpcode() == BO_Comma && Comma->getLHS()->IgnoreParenImpCasts() == E;
  return Parent && !isa<Expr, DeclStmt, ReturnStmt>(Parent) &&
         (isa<CompoundStmt, SwitchCase, LabelStmt>(Parent) || B.enclosingStatement(E) == E ||
          isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(Parent) || isa<IfStmt>(Parent));
}

/// Whether \p A denotes the end of the container that \p Call is called on.
bool isEndOf(const Expr *A, const Place &Container, const ASTContext &Context) {
  // iterator to const_iterator
  const auto *Conversion = dyn_cast<CXXConstructExpr>(written(A));
  if (Conversion && Conversion->getNumArgs() == 1)
    A = Conversion->getArg(0);
  auto End = asMemberCall(A);
  if (!End || (End->Name != "end" && End->Name != "cend"))
    return false;
  auto P = Place::ofMemberObject(End->Object, End->IsArrow, Context);
  return P && *P == Container;
}

/// Whether \p E is blanks: `' '`, `"\t"`.
bool isBlank(const Expr *E) {
  E = written(E);
  if (const auto *Character = dyn_cast<CharacterLiteral>(E))
    return Character->getValue() == ' ' || Character->getValue() == '\t';
  const auto *Text = dyn_cast<StringLiteral>(E);
  return Text && Text->isOrdinary() &&
         Text->getString().find_first_not_of(" \t") == StringRef::npos;
}

std::optional<unsigned> Finder::elementsAddedBy(const MemberCall &Call, const Append &A) const {
  const auto &Arguments = Call.Arguments;
  if (Call.Name == "push_back" || Call.Name == "emplace_back")
    return 1;
  if (Call.Name != "append")
    return std::nullopt;
  if (Arguments.size() == 1 && Call.Method && Call.Method->getNumParams() >= 1)
    return elementsIn(Arguments[0], Call.Method->getParamDecl(0)->getType(), A.Target.type(),
                      *A.Fact, B.context());
  if (Arguments.size() != 2 || !A.Fact->has(IsString) || !isCharacter(Arguments[1]->getType()))
    return std::nullopt;
  auto Count = constantInteger(Arguments[0], B.context());
  constexpr int64_t Most = 0xFFFF;
  return Count && *Count > 0 && *Count <= Most ? std::optional(static_cast<unsigned>(*Count))
                                               : std::nullopt;
}

bool Finder::addChained(Append &A) const {
  for (const Expr *Link = A.Call;;) {
    const Stmt *Member = B.parentIgnoringImplicit(Link);
    // `(s += x) += y`
    if (auto Outer = Member ? asOperatorCall(Member) : std::nullopt)
      return Outer->Operator != OO_PlusEqual || written(Outer->Operands[0]) != Link;
    auto Call = Member ? asMemberCall(B.parentIgnoringImplicit(Member)) : std::nullopt;
    if (!Call || !Call->Object || written(Call->Object) != Link ||
        (Call->Method && Call->Method->isConst()))
      return A.Elements > 0;
    auto More = elementsAddedBy(*Call, A);
    if (!More)
      return false;
    A.Elements += *More;
    A.IsBlank &= !Call->Arguments.empty() && isBlank(Call->Arguments.back());
    Link = Call->Call;
  }
}

std::optional<Append> Finder::asMemberAppend(const MemberCall &Call) const {
  auto A = target(Call.Call, Call.Object, Call.IsArrow);
  if (!A)
    return std::nullopt;
  const auto &Arguments = Call.Arguments;
  if (A->Fact->has(IsUnordered) || isSortedSequence(*A->Fact)) {
    if (Call.Name == "emplace" || Call.Name == "try_emplace" || Call.Name == "insert_or_assign" ||
        Call.Name == "emplace_hint" || Call.Name == "lazy_emplace" || Call.Name == "insertMulti") {
      // Who looks at whether the key was new expects that it is not.
      return isDiscarded(B, Call.Call) ? A : std::nullopt;
    }
    if (Call.Name != "insert" || Arguments.empty() || Arguments.size() > 2 ||
        !isDiscarded(B, Call.Call))
      return std::nullopt;
    if (isa<CXXStdInitializerListExpr>(written(Arguments[0])))
      return std::nullopt;
    bool IsQt = A->Fact->has(SharedOnCopy);
    if (Arguments.size() == 2 && !IsQt) {
      // A range, or a hint and a value.
      QualType First = Arguments[0]->getType().getCanonicalType().getUnqualifiedType();
      QualType Second = Arguments[1]->getType().getCanonicalType().getUnqualifiedType();
      if (First == Second)
        return std::nullopt;
    }
    if (Arguments.size() == 1 && IsQt && containerFact(Arguments[0]->getType()) &&
        B.context().hasSameUnqualifiedType(Arguments[0]->getType().getCanonicalType(),
                                           A->Target.type().getCanonicalType()))
      return std::nullopt;
    return A;
  }
  if (isOneOf(Call.Name, {"push_back", "emplace_back", "append"})) {
    auto Elements = elementsAddedBy(Call, *A);
    if (!Elements)
      return std::nullopt;
    A->Elements = *Elements;
    A->IsBlank = A->Fact->has(IsString) && !Arguments.empty() && isBlank(Arguments.back());
    // The others return nothing, or the new element.
    return Call.Name != "append" || addChained(*A) ? A : std::nullopt;
  }
  if ((Call.Name == "insert" || Call.Name == "emplace") && Arguments.size() == 2 &&
      !A->Fact->has(IsString) && isEndOf(Arguments[0], A->Target, B.context()) &&
      !isa<CXXStdInitializerListExpr>(written(Arguments[1])))
    return A;
  return std::nullopt;
}

std::optional<Append> Finder::asOperatorAppend(const OperatorCall &Call) const {
  if (Call.Operands.size() != 2)
    return std::nullopt;
  if (Call.Operator == OO_Equal) {
    // m[key] = value
    auto Subscript = asOperatorCall(Call.Operands[0]);
    if (!Subscript || Subscript->Operator != OO_Subscript || Subscript->Operands.size() != 2)
      return std::nullopt;
    auto A = target(Call.Whole, Subscript->Operands[0], false);
    if (!A || A->Fact->has(Contiguous) || A->Fact == &UserContainer)
      return std::nullopt;
    return A;
  }
  if (Call.Operator != OO_PlusEqual && Call.Operator != OO_LessLess)
    return std::nullopt;
  // `list << a << b` appends to the leftmost operand.
  const Expr *Object = Call.Operands[0];
  llvm::SmallVector<OperatorCall, 4> Chain{Call};
  if (Call.Operator == OO_LessLess) {
    if (const Stmt *Parent = B.parentIgnoringImplicit(Call.Whole))
      if (auto Outer = asOperatorCall(Parent); Outer && Outer->Operator == OO_LessLess)
        return std::nullopt;
    for (auto Inner = asOperatorCall(Object);
         Inner && Inner->Operator == OO_LessLess && Inner->Operands.size() == 2;
         Inner = asOperatorCall(Object)) {
      Chain.push_back(*Inner);
      Object = Inner->Operands[0];
    }
  }
  auto A = target(Call.Whole, Object, false);
  if (!A || A->Fact->has(IsString) != (Call.Operator == OO_PlusEqual && A->Fact->has(IsString)))
    return std::nullopt;
  A->Elements = 0;
  A->IsBlank = A->Fact->has(IsString) && isBlank(Call.Operands[1]);
  for (const OperatorCall &Link : Chain) {
    const FunctionDecl *Function = Link.Function;
    if (!Function) {
      // Dependent: only a character appended to a string is certain.
      if (!A->Fact->has(IsString) || !isCharacter(Link.Operands[1]->getType()))
        return std::nullopt;
      ++A->Elements;
      continue;
    }
    unsigned Last = Function->getNumParams();
    QualType Parameter = Last ? Function->getParamDecl(Last - 1)->getType() : QualType();
    QualType Container = A->Target.type();
    if (A->Fact->has(IsUnordered)) { // QSet
      QualType Element = templateTypeArgument(Container, 0);
      if (Parameter.isNull() || Element.isNull() ||
          !B.context().hasSameUnqualifiedType(Parameter.getNonReferenceType(), Element))
        return std::nullopt;
      ++A->Elements;
      continue;
    }
    auto Elements = elementsIn(Link.Operands[1], Parameter, Container, *A->Fact, B.context());
    if (!Elements || *Elements == 0)
      return std::nullopt;
    A->Elements += *Elements;
  }
  return Call.Operator == OO_LessLess || addChained(*A) ? A : std::nullopt;
}

/// Algorithms that write exactly as many elements as they read, by the index of what tells how
/// many.
struct AlgorithmFact {
  std::string_view Name;
  enum { Iterators, Count, Range } From;
  unsigned Inputs; ///< Arguments before the output iterator.
};

/// [alg.modifying.operations], [numeric.ops]; `Inputs` tells overloads apart.
constexpr AlgorithmFact Algorithms[] = {
    {"std::copy", AlgorithmFact::Iterators, 2},
    {"std::move", AlgorithmFact::Iterators, 2},
    {"std::reverse_copy", AlgorithmFact::Iterators, 2},
    {"std::transform", AlgorithmFact::Iterators, 2},
    {"std::transform", AlgorithmFact::Iterators, 3},
    {"std::replace_copy", AlgorithmFact::Iterators, 2},
    {"std::replace_copy_if", AlgorithmFact::Iterators, 2},
    {"std::rotate_copy", AlgorithmFact::Iterators, 3},
    {"std::partial_sum", AlgorithmFact::Iterators, 2},
    {"std::adjacent_difference", AlgorithmFact::Iterators, 2},
    {"std::inclusive_scan", AlgorithmFact::Iterators, 2},
    {"std::exclusive_scan", AlgorithmFact::Iterators, 2},
    {"std::copy_n", AlgorithmFact::Count, 2},
    {"std::generate_n", AlgorithmFact::Count, 0},
    {"std::fill_n", AlgorithmFact::Count, 0},
    {"std::ranges::copy", AlgorithmFact::Range, 1},
    {"std::ranges::move", AlgorithmFact::Range, 1},
    {"std::ranges::transform", AlgorithmFact::Range, 1},
    {"std::ranges::reverse_copy", AlgorithmFact::Range, 1},
    {"absl::c_copy", AlgorithmFact::Range, 1},
    {"absl::c_transform", AlgorithmFact::Range, 1},
    {"llvm::copy", AlgorithmFact::Range, 1},
    {"llvm::transform", AlgorithmFact::Range, 1},
    {"boost::copy", AlgorithmFact::Range, 1},
    {"boost::range::copy", AlgorithmFact::Range, 1},
    {"boost::transform", AlgorithmFact::Range, 1},
    {"boost::range::transform", AlgorithmFact::Range, 1},
};

std::optional<Append> Finder::asAlgorithm(const FunctionCall &Call) const {
  for (unsigned At = 0; At < Call.Arguments.size(); ++At) {
    auto Output = asFunctionCall(Call.Arguments[At]);
    if (!Output || Output->Arguments.empty() ||
        (Output->QualifiedName != "std::back_inserter" && Output->QualifiedName != "std::inserter"))
      continue;
    auto A = target(Call.Call, Output->Arguments[0], false);
    if (!A)
      return std::nullopt;
    if (Output->QualifiedName == "std::inserter" && !A->Fact->has(IsUnordered) &&
        !(Output->Arguments.size() == 2 && isEndOf(Output->Arguments[1], A->Target, B.context())))
      return std::nullopt;
    for (const AlgorithmFact &Fact : Algorithms) {
      if (Call.QualifiedName != Fact.Name || Fact.Inputs != At)
        continue;
      switch (Fact.From) {
      case AlgorithmFact::Iterators:
        A->Many =
            distance(B, Call.Arguments[0],
                     Call.Arguments[Fact.Inputs == 3 && Fact.Name == "std::rotate_copy" ? 2 : 1]);
        break;
      case AlgorithmFact::Count:
        if (Call.Arguments.size() >= 2)
          A->Many = countOf(B, Call.Arguments[1]);
        break;
      case AlgorithmFact::Range:
        A->Many = rangeSize(B, Call.Arguments[0]);
        break;
      }
      return A->Many ? A : std::nullopt;
    }
    return std::nullopt;
  }
  return std::nullopt;
}

void Finder::collect(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return;
  std::optional<Append> Found;
  if (isa<CXXOperatorCallExpr, BinaryOperator>(S)) {
    if (auto Call = asOperatorCall(S)) {
      Found = asOperatorAppend(*Call);
      // std::ranges algorithms are function objects.
      if (!Found && Call->Operator == OO_Call && Call->Operands.size() >= 3)
        if (const auto *Object = dyn_cast<DeclRefExpr>(written(Call->Operands[0]))) {
          FunctionCall AsFunction{
              cast<CallExpr>(S), qualifiedName(*Object->getDecl()), {}, nullptr};
          AsFunction.Arguments.append(Call->Operands.begin() + 1, Call->Operands.end());
          Found = asAlgorithm(AsFunction);
        }
    }
  } else if (isa<CallExpr>(S)) {
    if (auto Call = asMemberCall(S))
      Found = asMemberAppend(*Call);
    else if (auto Function = asFunctionCall(S))
      Found = asAlgorithm(*Function);
  }
  if (Found)
    Out.push_back(std::move(*Found));
  for (const Stmt *Child : S->children())
    collect(Child);
}

} // namespace

std::vector<Append> appendsOf(const Body &B, llvm::ArrayRef<std::string> UserContainers) {
  Finder F(B, UserContainers);
  F.collect(B.statement());
  return std::move(F.Out);
}

bool isSortedSequence(const ContainerFact &Fact) {
  return !Fact.has(Contiguous) && !Fact.has(NodeBased) && !Fact.has(IsUnordered) &&
         !isUserContainer(Fact);
}

bool isUserContainer(const ContainerFact &Fact) {
  return &Fact == &UserContainer;
}

} // namespace fastidious

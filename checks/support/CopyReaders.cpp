#include "checks/support/CopyReaders.h"

#include "checks/support/ByteCopies.h"
#include "checks/support/Calls.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/TripCount.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

using namespace clang;

namespace fastidious {

const Stmt *userOf(const Body &B, const Expr *E, const Stmt *&Child) {
  Child = E;
  const Stmt *P = B.parent(E);
  while (P) {
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(P);
        Cast && Cast->getCastKind() != CK_NoOp && Cast->getCastKind() != CK_ConstructorConversion &&
        Cast->getCastKind() != CK_UserDefinedConversion)
      break;
    if (!isa<ImplicitCastExpr, ParenExpr, FullExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr>(
            P))
      break;
    Child = P;
    P = B.parent(P);
  }
  return P;
}

namespace {

/// Whether a reader of the member function \p Name finds it in std::string_view as well, with the
/// same meaning.
bool isReadingMember(StringRef Name) {
  return isOneOf(Name, {"size", "length", "empty", "find", "rfind", "find_first_of", "find_last_of",
                        "find_first_not_of", "find_last_not_of", "compare", "starts_with",
                        "ends_with", "contains", "at", "front", "back", "copy"});
}

/// Whether objects of the view type \p T promise a zero after the text, as a string has one.
bool promisesZero(QualType T) {
  return methodOf(classOf(T), "c_str", 0) != nullptr;
}

/// Whether the value \p V of a view type, made from a copy, only goes to a call, which need not be
/// given a copy.
bool goesToCall(const Body &B, const Expr *V) {
  if (promisesZero(V->getType()))
    return false;
  const Stmt *Child = nullptr;
  const Stmt *User = userOf(B, V, Child);
  // A view is copied into a parameter.
  while (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(User)) {
    if (!Construct->getConstructor()->isCopyOrMoveConstructor())
      return isa<CXXTemporaryObjectExpr>(Construct) || !isViewClass(Construct->getType());
    User = userOf(B, Construct, Child);
  }
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(User);
      Operator && Operator->getOperator() != OO_Call)
    return Operator->isComparisonOp();
  const auto *Call = dyn_cast_or_null<CallExpr>(User);
  // A returned view of the argument would be a view of the copy.
  return Call && Call->getCallee() != Child && !isViewClass(Call->getType()) &&
         !Call->getType()->isPointerType();
}

/// Whether \p E is a call of the member \p Names of \p Object.
bool isMemberOf(const Expr *E, const Expr *Object, std::initializer_list<StringRef> Names,
                const ASTContext &Context) {
  auto Member = asMemberCall(E);
  return Member && Member->Object && isOneOf(Member->Name, Names) &&
         sameExpression(Member->Object, Object, Context);
}

/// Whether \p E is `x.data() + x.size()` of \p Object.
bool isEndPointer(const Expr *E, const Expr *Object, const ASTContext &Context) {
  const auto *Sum = dyn_cast<BinaryOperator>(withoutPointerCasts(E));
  return Sum && Sum->getOpcode() == BO_Add &&
         isMemberOf(withoutPointerCasts(Sum->getLHS()), Object, {"data", "c_str"}, Context) &&
         isMemberOf(Sum->getRHS(), Object, {"size", "length"}, Context);
}

/// Whether \p Call is one of `f(x.data(), x.size())` or `f(x.data(), x.data() + x.size())`.
bool hasSizeArgument(const CallExpr &Call, const Expr *Object, const ASTContext &Context) {
  bool HasBegin = false, HasEnd = false;
  for (const Expr *Argument : Call.arguments()) {
    HasBegin |= isMemberOf(withoutPointerCasts(Argument), Object, {"data", "c_str"}, Context);
    HasEnd |= isMemberOf(Argument, Object, {"size", "length"}, Context) ||
              isEndPointer(Argument, Object, Context);
  }
  return HasBegin && HasEnd;
}

/// Whether \p Call calls a function of the C library, whose texts are only read.
bool readsCText(const CallExpr &Call, const ASTContext &Context) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  return Callee && Callee->isExternC() &&
         Context.getSourceManager().isInSystemHeader(Callee->getLocation()) &&
         llvm::all_of(Callee->parameters(), [](const ParmVarDecl *Parameter) {
           QualType T = Parameter->getType();
           return !T->isPointerType() || !T->getPointeeType()->isAnyCharacterType() ||
                  T->getPointeeType().isConstQualified();
         });
}

/// Whether the class \p T declares `is_transparent`.
bool declaresTransparent(QualType T) {
  const CXXRecordDecl *Class = classOf(T);
  Class = Class ? Class->getDefinition() : nullptr;
  return Class && llvm::any_of(Class->decls(), [](const Decl *Member) {
           const auto *Named = dyn_cast<TypedefNameDecl>(Member);
           return Named && Named->getName() == "is_transparent";
         });
}

/// Whether the associative container \p T compares its keys with anything that they compare with.
bool isTransparent(QualType T, const ASTContext &Context) {
  const ContainerFact *Fact = containerFact(T);
  if (!Fact || !isStdString(templateTypeArgument(T, 0)))
    return false;
  StringRef Name(Fact->Name);
  bool IsStandard = Name.consume_front("std::");
  if (!IsStandard && !Name.consume_front("absl::"))
    return false;
  // After the key, and the value of a map, come the hash and the equality, or the order.
  unsigned Next = Name.contains("map") ? 2 : 1;
  if (isOneOf(Name, {"map", "multimap", "set", "multiset", "btree_map", "btree_set"}))
    return declaresTransparent(templateTypeArgument(T, Next));
  if (!Name.contains("map") && !Name.contains("set"))
    return false;
  return (!IsStandard || Context.getLangOpts().CPlusPlus20) &&
         declaresTransparent(templateTypeArgument(T, Next)) &&
         declaresTransparent(templateTypeArgument(T, Next + 1));
}

/// The call that the copy \p E is the only argument of, if it appends it to a string of the same
/// type.
std::optional<AppendRequest> appendOf(const Body &B, const Expr *E) {
  const Stmt *Child = nullptr;
  const auto *Call = dyn_cast_or_null<CallExpr>(userOf(B, E, Child));
  if (!Call || !isStdString(E->getType()))
    return std::nullopt;
  AppendRequest Result{Call, nullptr, false, {}};
  if (auto Operator = asOperatorCall(Call);
      Operator && Operator->Operator == OO_PlusEqual && Operator->Operands.size() == 2) {
    Result.Object = Operator->Operands[0];
  } else if (auto Member = asMemberCall(Call); Member && Member->Name == "append" &&
                                               Member->Object && Member->Arguments.size() == 1) {
    Result.Object = Member->Object;
    Result.IsArrow = Member->IsArrow;
  } else {
    return std::nullopt;
  }
  QualType T = Result.Object->getType();
  if (Result.IsArrow)
    T = T->getPointeeType();
  if (T.isNull() || Result.Object == Child || classOf(T) != classOf(E->getType()))
    return std::nullopt;
  return Result;
}

/// Whether \p Character is asked whether it is zero.
bool isAskedForZero(const Body &B, const Expr *Character) {
  const Stmt *Child = Character;
  const Stmt *P = B.parent(Child);
  for (; isa_and_nonnull<ParenExpr, CastExpr>(P); Child = P, P = B.parent(P))
    if (const auto *Cast = dyn_cast<CastExpr>(P); Cast && Cast->getType()->isBooleanType())
      return true;
  const auto *Comparison = dyn_cast_or_null<BinaryOperator>(P);
  if (!Comparison || !Comparison->isComparisonOp())
    return false;
  const Expr *Other = Comparison->getLHS() == Child ? Comparison->getRHS() : Comparison->getLHS();
  return constantInteger(Other, B.context()) == 0;
}

} // namespace

IndexReach indexReachOf(const Body &B, const DeclRefExpr *Mention,
                        llvm::ArrayRef<const DeclRefExpr *> Mentions) {
  const Stmt *Child = nullptr;
  const auto *Subscript = dyn_cast_or_null<CXXOperatorCallExpr>(userOf(B, Mention, Child));
  if (!Subscript || Subscript->getOperator() != OO_Subscript || Subscript->getArg(0) != Child)
    return IndexReach::Within;
  if (isAskedForZero(B, Subscript))
    return IndexReach::ReadsEnd;
  // That it is not empty says enough of the first character only.
  bool IsFirst = constantInteger(Subscript->getArg(1), B.context()) == 0;
  auto AsksForLength = [&](const DeclRefExpr *Other) {
    const auto *Member = dyn_cast_or_null<MemberExpr>(B.parentIgnoringImplicit(Other));
    if (!Member || !Member->getMemberDecl()->getIdentifier())
      return false;
    StringRef Name = Member->getMemberDecl()->getName();
    return isOneOf(Name, {"size", "length"}) || (IsFirst && Name == "empty");
  };
  for (const Stmt *P = B.parent(Subscript); P; P = B.parent(P))
    if (isa<ForStmt, WhileStmt, DoStmt>(P))
      if (const Expr *Condition = conditionOf(P);
          Condition && B.contains(Condition, Subscript) &&
          llvm::none_of(Mentions, [&](const DeclRefExpr *Other) {
            return AsksForLength(Other) && B.contains(Condition, Other);
          }))
        return IndexReach::ReadsEnd;
  const SourceManager &SM = B.context().getSourceManager();
  if (llvm::any_of(Mentions, [&](const DeclRefExpr *Other) {
        return AsksForLength(Other) &&
               (SM.isBeforeInTranslationUnit(Other->getBeginLoc(), Mention->getBeginLoc()) ||
                B.contains(Subscript, Other));
      }))
    return IndexReach::Within;
  return IndexReach::MayReachEnd;
}

std::optional<CopyReading> copyReadingOf(const Body &B, const Expr *E) {
  const ASTContext &Context = B.context();
  if (auto Append = appendOf(B, E))
    return CopyReading{.By = CopyReader::Append, .Append = Append};
  const Stmt *Child = nullptr;
  const Stmt *User = userOf(B, E, Child);
  bool IsText = isStdString(E->getType());
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(User)) {
    const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(B.parentIgnoringImplicit(Member));
    const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
    if (!Call || !Method)
      return std::nullopt;
    if (isa<CXXConversionDecl>(Method)) {
      if (isViewClass(Call->getType()) && goesToCall(B, Call))
        return CopyReading{CopyReader::Argument, Call->getType()};
      return std::nullopt;
    }
    StringRef Name = Method->getIdentifier() ? Method->getName() : StringRef();
    if (isReadingMember(Name) && (IsText || isOneOf(Name, {"size", "empty", "front", "back"}))) {
      // A reference to a character of the copy is not read on the spot.
      if (Call->isGLValue()) {
        Use U = classifyUse(B, E);
        return U.Kind == UseKind::Read ? std::optional(CopyReading{CopyReader::Member})
                                       : std::nullopt;
      }
      return CopyReading{CopyReader::Member};
    }
    if (isOneOf(Name, {"data", "c_str"})) {
      const Stmt *CallChild = nullptr;
      const Stmt *Outer = userOf(B, Call, CallChild);
      while (isa_and_nonnull<CastExpr, BinaryOperator>(Outer)) {
        const auto *Passed = cast<Expr>(Outer);
        if (isa<BinaryOperator>(Passed) && !isEndPointer(Passed, E, Context))
          break;
        Outer = userOf(B, Passed, CallChild);
      }
      const auto *Consumer = dyn_cast_or_null<CallExpr>(Outer);
      const auto *Argument = dyn_cast<Expr>(CallChild);
      if (Consumer && Argument && Argument->getType()->isPointerType() &&
          Argument->getType()->getPointeeType().isConstQualified() &&
          hasSizeArgument(*Consumer, E, Context))
        return CopyReading{CopyReader::Pointer};
      if (Consumer && Argument && IsText && Outer == userOf(B, Call, CallChild) &&
          readsCText(*Consumer, Context))
        return CopyReading{CopyReader::CText};
    }
    return std::nullopt;
  }
  if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(User)) {
    if (isViewClass(Construct->getType()) && goesToCall(B, Construct))
      return CopyReading{CopyReader::Argument, Construct->getType()};
    return std::nullopt;
  }
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(User)) {
    if (Operator->getOperator() == OO_Subscript && Operator->getArg(0) == Child)
      return classifyUse(B, E).Kind == UseKind::Read
                 ? std::optional(CopyReading{CopyReader::Member})
                 : std::nullopt;
    if (!IsText || Operator->getNumArgs() != 2)
      return std::nullopt;
    if (Operator->isComparisonOp()) {
      // Assertions compare what they can also print.
      if (Context.getSourceManager().isMacroBodyExpansion(Operator->getOperatorLoc()))
        return std::nullopt;
      const Expr *Other = written(Operator->getArg(Operator->getArg(0) == Child ? 1 : 0));
      QualType T = Other->getType();
      if (isStdText(T) || T->isPointerType() || T->isArrayType())
        return CopyReading{CopyReader::Operand};
      return std::nullopt;
    }
    const FunctionDecl *Function = Operator->getDirectCallee();
    if (Operator->getOperator() == OO_LessLess && Operator->getArg(1) == Child && Function &&
        Function->isInStdNamespace() && Function->getNumParams() == 2)
      return CopyReading{CopyReader::Output};
    return std::nullopt;
  }
  if (const auto *Declaration = dyn_cast_or_null<DeclStmt>(User)) {
    const auto *For = dyn_cast_or_null<CXXForRangeStmt>(B.parent(Declaration));
    if (For && For->getRangeStmt() == Declaration &&
        (!isa<DeclRefExpr>(E) || classifyUse(B, E).Kind == UseKind::Read) &&
        !For->getLoopVariable()->getType()->isReferenceType())
      return CopyReading{CopyReader::Member, {}, For->getBody()};
    return std::nullopt;
  }
  if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(User); Call && IsText) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    StringRef Name = Method && Method->getIdentifier() ? Method->getName() : StringRef();
    if (Method && isOneOf(Name, {"find", "count", "contains", "lower_bound", "upper_bound"}) &&
        isTransparent(Call->getObjectType(), Context))
      return CopyReading{CopyReader::Lookup};
  }
  return std::nullopt;
}

} // namespace fastidious

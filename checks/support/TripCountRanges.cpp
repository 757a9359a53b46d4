#include "checks/support/Counter.h"

#include "checks/support/Calls.h"
#include "checks/support/Lifetime.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

#include <fmt/format.h>

using namespace clang;

namespace fastidious::counting {

bool isIteratorLike(QualType T) {
  if (T.isNull())
    return false;
  T = T.getNonReferenceType();
  return T->isPointerType() || (T->isRecordType() && !containerFact(T));
}

bool isRandomAccess(QualType T) {
  if (T->isPointerType())
    return true;
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record)
    return false;
  // libstdc++ and libc++ wrap pointers in these.
  if (Record->getIdentifier() &&
      (Record->getName() == "__normal_iterator" || Record->getName() == "__wrap_iter" ||
       Record->getName() == "_Deque_iterator" || Record->getName() == "__deque_iterator"))
    return true;
  for (const Decl *D : Record->decls())
    if (const auto *Alias = dyn_cast<TypedefNameDecl>(D))
      if (Alias->getIdentifier() && Alias->getName() == "iterator_category")
        if (const CXXRecordDecl *Tag = Alias->getUnderlyingType()->getAsCXXRecordDecl())
          return Tag->getIdentifier() && (Tag->getName() == "random_access_iterator_tag" ||
                                          Tag->getName() == "contiguous_iterator_tag");
  return false;
}

static bool hasSubscript(const CXXRecordDecl *Record) {
  return anyOfClassAndBases(Record, [](const CXXRecordDecl &Class) {
    return llvm::any_of(Class.methods(), [](const CXXMethodDecl *Method) {
      return Method->getOverloadedOperator() == OO_Subscript && Method->getNumParams() == 1 &&
             Method->getParamDecl(0)->getType().getNonReferenceType()->isIntegerType();
    });
  });
}

/// Views whose size is that of the range they adapt; [range.adaptors], LLVM's STLExtras,
/// Boost.Range, Qt.
static constexpr llvm::StringLiteral SizePreserving[] = {"std::ranges::views::transform",
                                                         "std::ranges::views::reverse",
                                                         "std::ranges::views::keys",
                                                         "std::ranges::views::values",
                                                         "std::ranges::views::elements",
                                                         "std::ranges::views::enumerate",
                                                         "std::ranges::views::common",
                                                         "std::ranges::views::all",
                                                         "std::ranges::views::as_const",
                                                         "std::ranges::views::as_rvalue",
                                                         "std::as_const",
                                                         "llvm::reverse",
                                                         "llvm::enumerate",
                                                         "boost::adaptors::reverse",
                                                         "boost::adaptors::transform",
                                                         "boost::adaptors::reversed",
                                                         "boost::adaptors::transformed",
                                                         "boost::adaptors::map_keys",
                                                         "boost::adaptors::map_values",
                                                         "qAsConst"};

/// Views of the standard library that have `size()` if their first argument has.
static constexpr llvm::StringLiteral SizedIfBase[] = {
    "std::ranges::transform_view", "std::ranges::reverse_view",   "std::ranges::elements_view",
    "std::ranges::common_view",    "std::ranges::ref_view",       "std::ranges::owning_view",
    "std::ranges::take_view",      "std::ranges::drop_view",      "std::ranges::enumerate_view",
    "std::ranges::as_const_view",  "std::ranges::as_rvalue_view", "std::ranges::stride_view",
    "std::ranges::chunk_view"};

std::optional<Counter::End> Counter::parseEnd(const Expr *E, bool Repeated, unsigned Depth) {
  E = written(E);
  // A list in parentheses that initialises a dependent type has no type itself.
  if (Depth > 5 || E->getType().isNull())
    return std::nullopt;
  static constexpr llvm::StringLiteral Begins[] = {"begin", "cbegin", "rbegin", "crbegin",
                                                   "constBegin"};
  static constexpr llvm::StringLiteral Ends[] = {"end", "cend", "rend", "crend", "constEnd"};
  auto Strip = [](StringRef Name) {
    Name.consume_front("std::ranges::") || Name.consume_front("std::");
    return Name;
  };
  if (auto Call = asMemberCall(E); Call && Call->Object && Call->Arguments.empty()) {
    if (llvm::is_contained(Begins, Call->Name) || llvm::is_contained(Ends, Call->Name)) {
      End Out;
      Out.Object = Call->Object;
      Out.AtEnd = llvm::is_contained(Ends, Call->Name);
      return Out;
    }
    if (Call->Name == "data") {
      End Out;
      Out.Object = Call->Object;
      return Out;
    }
  }
  if (auto Call = asFunctionCall(E)) {
    StringRef Name = Strip(Call->QualifiedName);
    if (Call->Arguments.size() == 1 &&
        (llvm::is_contained(Begins, Name) || llvm::is_contained(Ends, Name))) {
      End Out;
      Out.Object = Call->Arguments[0];
      Out.AtEnd = llvm::is_contained(Ends, Name);
      return Out;
    }
    if ((Name == "next" || Name == "prev") && !Call->Arguments.empty() &&
        StringRef(Call->QualifiedName).starts_with("std::")) {
      auto Out = parseEnd(Call->Arguments[0], Repeated, Depth + 1);
      Linear Offset;
      Offset.Offset = 1;
      if (Call->Arguments.size() == 2) {
        auto Given = linear(Call->Arguments[1], Repeated);
        if (!Given)
          return std::nullopt;
        Offset = *Given;
      }
      if (!Out || Offset.Base || Out->Offset.Base)
        return std::nullopt;
      Out->Offset.Offset += Name == "next" ? Offset.Offset : -Offset.Offset;
      return Out;
    }
  }
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return parseEnd(Cast->getSubExpr(), Repeated, Depth + 1);
  // A conversion between iterator types, const_iterator(it).
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
      Construct && Construct->getNumArgs() == 1)
    return parseEnd(Construct->getArg(0), Repeated, Depth + 1);
  if (auto Sum = asOperatorCall(E);
      Sum && Sum->Operands.size() == 2 && (Sum->Operator == OO_Plus || Sum->Operator == OO_Minus) &&
      (isIteratorLike(Sum->Operands[0]->getType()) || Sum->Operands[0]->getType()->isArrayType())) {
    auto Out = parseEnd(Sum->Operands[0], Repeated, Depth + 1);
    auto Offset = linear(Sum->Operands[1], Repeated);
    if (!Out || !Offset || (Offset->Base && (Sum->Operator == OO_Minus || Out->Offset.Base)))
      return std::nullopt;
    if (Offset->Base)
      Out->Offset.Base = Offset->Base;
    Out->Offset.Value = Out->Offset.Offset == 0 ? Offset->Value : std::nullopt;
    Out->Offset.Offset += Sum->Operator == OO_Plus ? Offset->Offset : -Offset->Offset;
    return Out;
  }
  if (E->getType()->isArrayType()) {
    End Out;
    Out.Object = E;
    return Out;
  }
  // &a[n] is a + n.
  if (auto Address = asOperatorCall(E);
      Address && Address->Operator == OO_Amp && Address->Operands.size() == 1)
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(written(Address->Operands[0]))) {
      auto Out = parseEnd(Subscript->getBase(), Repeated, Depth + 1);
      auto Offset = linear(Subscript->getIdx(), Repeated);
      if (!Out || !Offset || Out->Offset.Base)
        return std::nullopt;
      Out->Offset.Base = Offset->Base;
      Out->Offset.Value = Offset->Value;
      Out->Offset.Offset += Offset->Offset;
      return Out;
    }
  if (const VarDecl *Variable = variableOf(E)) {
    // `auto end = c.end();` before the loop or in its header.
    if (Variable->getInit() && !isa<ParmVarDecl>(Variable) &&
        !Variable->getType()->isReferenceType() && isUnmodified(Variable))
      if (auto Out = parseEnd(Variable->getInit(), false, Depth + 1))
        return Out;
    if (L && declares(L->Statement, Variable))
      return std::nullopt;
  }
  if (!isIteratorLike(E->getType()) || !isRepeatableObject(E, false, Repeated))
    return std::nullopt;
  End Out;
  Out.Pointer = E;
  return Out;
}

/// Whether two expressions denote the same container, getters included.
static bool sameObject(const Expr *A, const Expr *B, const ASTContext &Context) {
  auto PlaceA = Place::of(A, Context), PlaceB = Place::of(B, Context);
  if (PlaceA && PlaceB)
    return *PlaceA == *PlaceB;
  return sameExpression(A, B, Context);
}

std::optional<TripCount> Counter::iterators(const Expr *First, const Expr *Last,
                                            bool StopsByEquality, bool Repeated) {
  Result = {};
  auto From = parseEnd(First, Repeated), To = parseEnd(Last, Repeated);
  if (!From || !To)
    return std::nullopt;
  if (From->Object && To->Object && sameObject(From->Object, To->Object, Context)) {
    if (From->AtEnd && !To->AtEnd)
      return std::nullopt;
    if (To->Offset.Base && From->Offset.Base)
      return std::nullopt;
    if (From->AtEnd == To->AtEnd) {
      // begin() to begin() + n
      if (From->Offset.Base || !isRepeatableObject(From->Object, true, Repeated))
        return std::nullopt;
      Result.High = To->Offset.Base;
      Result.Offset = To->Offset.Offset - From->Offset.Offset;
      if (!Result.High || To->Offset.Value)
        Result.Constant = static_cast<uint64_t>(std::max<int64_t>(
            0, To->Offset.Value.value_or(To->Offset.Offset) - From->Offset.Offset));
      return Result;
    }
    if (To->Offset.Base || From->Offset.Base)
      return std::nullopt;
    // Repeated: iterators into a container that changes would be invalid anyway.
    auto Size = Counter(B, L).range(From->Object);
    if (!Size)
      return std::nullopt;
    Result = std::move(*Size);
    Result.Offset += To->Offset.Offset - From->Offset.Offset;
    if (Result.Constant)
      *Result.Constant += static_cast<uint64_t>(To->Offset.Offset - From->Offset.Offset);
    return Result;
  }
  // p to p + n
  if (From->Pointer && To->Pointer && sameExpression(From->Pointer, To->Pointer, Context) &&
      !From->Offset.Base) {
    Result.High = To->Offset.Base;
    Result.Offset = To->Offset.Offset - From->Offset.Offset;
    if (!Result.High || (To->Offset.Value && Result.Offset == 0))
      Result.Constant =
          static_cast<uint64_t>(std::max<int64_t>(0, To->Offset.Value.value_or(Result.Offset)));
    return Result;
  }
  QualType T = written(Last)->getType().getNonReferenceType();
  if (!From->Pointer || !To->Pointer || T->isDependentType() || !isRandomAccess(T))
    return std::nullopt;
  std::string FirstText = text(written(First)), LastText = text(written(Last));
  if (FirstText.empty() || LastText.empty() || !isPrimary(First) || !isPrimary(Last))
    Result.IsWritable = false;
  Result.High =
      CountTerm{LastText + " - " + FirstText, Context.getPointerDiffType(), StopsByEquality, false};
  return Result;
}

/// The name of the adaptor object or function that a call or a pipe applies.
static std::string adaptorName(const Expr *E) {
  E = written(E);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return qualifiedName(*Ref->getDecl());
  if (auto Call = asOperatorCall(E); Call && Call->Operator == OO_Call)
    return adaptorName(Call->Operands[0]);
  if (auto Call = asFunctionCall(E))
    return Call->QualifiedName;
  return {};
}

/// Whether `std::size` is declared in this translation unit.
static bool hasStdSize(const ASTContext &Context) {
  if (!Context.getLangOpts().CPlusPlus17)
    return false;
  const auto *TU = Context.getTranslationUnitDecl();
  for (const NamedDecl *Std : TU->lookup(&Context.Idents.get("std")))
    if (const auto *Namespace = dyn_cast<NamespaceDecl>(Std))
      if (!Namespace->lookup(&Context.Idents.get("size")).empty())
        return true;
  return false;
}

/// The number of elements that the local sequence \p Variable has at \p Range, where it is made
/// with a constant number of them, gets more one by one on the way, and nothing else changes that.
static std::optional<uint64_t> constantElements(const Body &B, const VarDecl &Variable,
                                                const Expr *Range) {
  const ContainerFact *Fact = containerFact(Variable.getType());
  const auto *Construct =
      Variable.hasLocalStorage() && Variable.hasInit() && Fact && !Fact->has(IsUnordered)
          ? dyn_cast<CXXConstructExpr>(Variable.getInit()->IgnoreImplicit())
          : nullptr;
  const DeclStmt *Declaration = Construct ? declarationOf(B, Variable) : nullptr;
  const auto *Scope = Declaration ? dyn_cast_or_null<CompoundStmt>(B.parent(Declaration)) : nullptr;
  if (!Scope ||
      (Construct->getNumArgs() > 0 && (Construct->isListInitialization() ||
                                       !written(Construct->getArg(0))->getType()->isIntegerType())))
    return std::nullopt;
  auto Elements = Construct->getNumArgs() == 0 ? std::optional<int64_t>(0)
                                               : constantInteger(Construct->getArg(0), B.context());
  CountSource Size{Place::ofVariable(&Variable), /*SizeOnly=*/true};
  auto Steps = llvm::make_range(llvm::find(Scope->body(), Declaration), Scope->body_end());
  for (const Stmt *Step : llvm::drop_begin(Steps)) {
    const auto *E = dyn_cast<Expr>(Step);
    auto Call = E ? asMemberCall(E->IgnoreImplicit()) : std::nullopt;
    if (Elements && Call && Call->Object && variableOf(Call->Object) == &Variable &&
        elementEffect(*Fact, Call->Name) == ElementEffect::AppendsOne)
      ++*Elements;
    else if (mayChange(B, Size, Step))
      return std::nullopt;
    if (B.contains(Step, Range))
      break;
  }
  return Elements && *Elements > 0 ? std::optional<uint64_t>(*Elements) : std::nullopt;
}

std::optional<TripCount> Counter::range(const Expr *Range) {
  Range = written(Range);
  if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(Range)) {
    const auto *Items = dyn_cast<InitListExpr>(written(List->getSubExpr()));
    if (!Items)
      return std::nullopt;
    Result.Constant = Items->getNumInits();
    Result.Offset = static_cast<int64_t>(*Result.Constant);
    return Result;
  }
  if (const auto *List = dyn_cast<InitListExpr>(Range); List && Range->getType()->isVoidType()) {
    Result.Constant = List->getNumInits();
    Result.Offset = static_cast<int64_t>(*Result.Constant);
    return Result;
  }
  // Views with the size of what they look at.
  if (auto Pipe = asOperatorCall(Range)) {
    std::string Name;
    const Expr *Base = nullptr;
    if (Pipe->Operator == OO_Pipe && Pipe->Operands.size() == 2) {
      Name = adaptorName(Pipe->Operands[1]);
      Base = Pipe->Operands[0];
    } else if (Pipe->Operator == OO_Call && Pipe->Operands.size() >= 2) {
      Name = adaptorName(Pipe->Operands[0]);
      Base = Pipe->Operands[1];
      if (Name == "std::ranges::views::iota" && Pipe->Operands.size() == 3) {
        auto Low = linear(Pipe->Operands[1], false), High = linear(Pipe->Operands[2], false);
        if (!Low || !High)
          return std::nullopt;
        Result.High = High->Base;
        Result.Low = Low->Base;
        Result.Offset = High->Offset - Low->Offset;
        if (High->Value.value_or(High->Offset) >= 0 && (High->Value || !High->Base) &&
            (Low->Value || !Low->Base))
          Result.Constant = static_cast<uint64_t>(std::max<int64_t>(
              0, High->Value.value_or(High->Offset) - Low->Value.value_or(Low->Offset)));
        return finish();
      }
    }
    if (Base && llvm::is_contained(SizePreserving, Name))
      return range(Base);
  } else if (auto Call = asFunctionCall(Range)) {
    if (!Call->Arguments.empty() && llvm::is_contained(SizePreserving, Call->QualifiedName))
      return range(Call->Arguments[0]);
  }
  QualType T = Range->getType().getNonReferenceType();
  if (const auto *Array = Context.getAsConstantArrayType(T)) {
    Result.Constant = Array->getSize().getLimitedValue();
    std::string Name = text(Range);
    bool UseStd = hasStdSize(Context);
    Result.High = CountTerm{UseStd ? "std::size(" + Name + ")"
                                   : "sizeof(" + Name + ") / sizeof(" + Name + "[0])",
                            Context.getSizeType(), true, UseStd};
    if (Name.empty() || isa<StringLiteral>(Range)) {
      Result.High.reset();
      Result.Offset = static_cast<int64_t>(*Result.Constant);
    }
    return Result;
  }
  if (!hasConstantSize(T))
    return std::nullopt;
  if (!isRepeatableObject(Range, true, false)) {
    // A range that a call builds, or one that is reached in a way that may have effects.
    Result.HasSideEffects = true;
    Result.Sources.clear();
  }
  QualType SizeType = Context.getSizeType();
  if (const CXXMethodDecl *Size = methodOf(classOf(T), "size", 0))
    if (Size->getReturnType()->isIntegerType())
      SizeType = Size->getReturnType().getCanonicalType().getUnqualifiedType();
  if (const ContainerFact *Fact = containerFact(T); Fact && Fact->has(FixedSize)) {
    if (auto Elements = templateIntegerArgument(T, 1); Elements && Fact->Name == "std::array")
      Result.Constant = *Elements;
  }
  // A local that is never changed after a list of elements.
  if (const VarDecl *Variable = variableOf(Range);
      Variable && Variable->hasInit() && !isa<ParmVarDecl>(Variable) && !Result.Constant) {
    const Expr *Init = Variable->getInit()->IgnoreImplicit();
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init);
        Construct && Construct->getNumArgs() >= 1 && containerFact(Variable->getType()) &&
        !containerFact(Variable->getType())->has(IsUnordered))
      if (const auto *List =
              dyn_cast<CXXStdInitializerListExpr>(Construct->getArg(0)->IgnoreImplicit()))
        if (const auto *Items = dyn_cast<InitListExpr>(written(List->getSubExpr()));
            Items && isUnmodified(Variable))
          Result.Constant = Items->getNumInits();
  }
  if (const VarDecl *Variable = variableOf(Range); Variable && !Result.Constant)
    if (auto Elements = constantElements(B, *Variable, Range))
      Result.Constant = *Elements;
  std::string Text = sizeText(Range);
  if (Text.empty())
    Result.IsWritable = false;
  Result.High = CountTerm{Text, SizeType, true, true};
  return Result;
}

} // namespace fastidious::counting

namespace fastidious {

using namespace counting;

bool hasConstantSize(QualType T) {
  if (const ContainerFact *Fact = containerFact(T))
    return Fact->has(ConstantSize);
  const CXXRecordDecl *Record = classOf(T);
  if (!Record || !Record->getIdentifier())
    return false;
  if (std::string Name = qualifiedName(*Record); StringRef(Name).starts_with("std::")) {
    if (llvm::is_contained(SizedIfBase, Name))
      return hasConstantSize(templateTypeArgument(T, 0));
    return Name == "std::ranges::iota_view" && !templateTypeArgument(T, 1).isNull() &&
           templateTypeArgument(T, 1)->isIntegerType();
  }
  // A class of the user's: size() is cheap where it only returns a member, or where the elements
  // can be addressed by number.
  const CXXMethodDecl *Size = methodOf(Record, "size", 0, true);
  if (!Size || !Size->getReturnType()->isIntegerType())
    return false;
  if (isPlainGetter(Size) || hasSubscript(Record))
    return true;
  const CXXMethodDecl *Begin = methodOf(Record, "begin", 0);
  return Begin && !Begin->getReturnType()->isDependentType() &&
         isRandomAccess(Begin->getReturnType().getNonReferenceType());
}

} // namespace fastidious

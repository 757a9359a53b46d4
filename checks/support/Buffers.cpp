#include "checks/support/Buffers.h"

#include "checks/support/Calls.h"
#include "checks/support/Hoist.h"
#include "checks/support/Invariance.h"
#include "checks/support/SmallStrings.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/Strings.h"
#include "checks/support/TripCount.h"
#include "checks/support/Types.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace fastidious {
namespace {

using Family = BufferFamily;
using Start = BufferStart;

/// Whether \p Class adds members to the container that it derives from, which `clear()` leaves, or
/// has a `clear` of its own.
bool hasMembersOfItsOwn(const CXXRecordDecl *Class, const ContainerFact &Fact) {
  bool IsOwn = true;
  return anyOfClassAndBases(Class, [&](const CXXRecordDecl &Base) {
    IsOwn &= qualifiedName(Base) != Fact.Name;
    return IsOwn &&
           (!Base.field_empty() || !Base.lookup(&Base.getASTContext().Idents.get("clear")).empty());
  });
}

std::optional<Family> familyOf(QualType T, const ContainerFact *&Fact) {
  const CXXRecordDecl *Class = classOf(T);
  if (!Class || !Class->getIdentifier())
    return std::nullopt;
  if (Class->isInStdNamespace()) {
    if (isOneOf(Class->getName(),
                {"basic_ostringstream", "basic_stringstream", "basic_istringstream"}))
      return Family::Stream;
    if (Class->getName() == "unique_ptr") {
      QualType Element = templateTypeArgument(T, 0);
      return !Element.isNull() && Element->isArrayType() ? std::optional(Family::Array)
                                                         : std::nullopt;
    }
  }
  Fact = containerFact(T);
  if (!Fact || !Fact->has(ClearKeepsMemory) || hasMembersOfItsOwn(Class, *Fact))
    return std::nullopt;
  if (Fact->has(IsString))
    return Family::String;
  // A few elements need no memory at all, and nothing tells how many there will be.
  if (Fact->has(InlineStorage))
    return std::nullopt;
  if (Fact->has(IsUnordered))
    return Family::HashTable;
  return Fact->has(NodeBased) ? std::nullopt : std::optional(Family::Vector);
}

/// Whether a parameter of type \p Parameter takes an element of \p Container (not an allocator).
bool isElementType(QualType Parameter, QualType Container) {
  QualType Element = templateTypeArgument(Container, 0);
  return !Element.isNull() &&
         Parameter.getNonReferenceType().getCanonicalType().getUnqualifiedType() ==
             Element.getCanonicalType().getUnqualifiedType();
}

/// `T v = other;`, where assignment would reuse the memory.
std::optional<Buffer> copyStart(Buffer Result) {
  const Expr *Init = Result.Variable->getInit();
  if (!Init || Result.Family != Family::Vector)
    return std::nullopt;
  Init = written(Init);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init);
      Construct && Construct->getConstructor()->isCopyConstructor())
    Init = written(Construct->getArg(0));
  if (!Init->isLValue() || Init->getType()->isDependentType() ||
      classOf(Init->getType()) != classOf(Result.Variable->getType()))
    return std::nullopt;
  Result.Start = Start::Copy;
  Result.Arguments = {Init};
  return Result;
}

/// Whether \p E calls a member function with one of these names and without arguments.
bool isIterator(const Expr *E, std::initializer_list<StringRef> Names) {
  auto Call = asMemberCall(E);
  return Call && Call->Arguments.empty() && isOneOf(Call->Name, Names);
}

/// Containers of a template's own types: the initialiser is not resolved yet.
std::optional<Buffer> dependentStart(Buffer Result) {
  const Expr *Init = Result.Variable->getInit();
  if (!Init)
    return Result;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init->IgnoreImplicit());
      Construct && Construct->getNumArgs() == 0)
    return Result;
  llvm::SmallVector<const Expr *, 2> Storage;
  if (const auto *List = dyn_cast<ParenListExpr>(Init)) {
    for (unsigned I = 0; I < List->getNumExprs(); ++I)
      Storage.push_back(List->getExpr(I));
  } else if (const auto *Braces = dyn_cast<InitListExpr>(Init); Braces && !Braces->getNumInits()) {
    return Result;
  } else {
    return std::nullopt;
  }
  if (Result.Family != Family::Vector || Storage.empty() || Storage.size() > 2)
    return std::nullopt;
  Result.Arguments = Storage;
  if (Storage.size() == 2 && isIterator(Storage[0], {"begin", "cbegin", "rbegin"}) &&
      isIterator(Storage[1], {"end", "cend", "rend"})) {
    Result.Start = Start::Range;
    return Result;
  }
  if (Storage[0]->isTypeDependent() || !Storage[0]->getType()->isIntegerType())
    return std::nullopt;
  Result.Start = Storage.size() == 1 ? Start::Sized : Start::Filled;
  return Result;
}

/// `std::make_unique<T[]>(n)` and `std::unique_ptr<T[]> p(new T[n])`.
std::optional<Buffer> arrayOf(Buffer Result) {
  const Expr *Init = Result.Variable->getInit();
  if (!Init)
    return std::nullopt;
  Init = written(Init);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init);
      Construct && Construct->getNumArgs() >= 1)
    Init = written(Construct->getArg(0));
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Init))
    Init = written(Cast->getSubExpr());
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init);
      Construct && Construct->getNumArgs() >= 1)
    Init = written(Construct->getArg(0));
  if (auto Call = asFunctionCall(Init);
      Call && Call->Arguments.size() == 1 &&
      isOneOf(Call->QualifiedName,
              {"std::make_unique", "std::make_unique_for_overwrite", "absl::make_unique"})) {
    Result.Start =
        Call->QualifiedName == "std::make_unique_for_overwrite" ? Start::Empty : Start::Sized;
    Result.Arguments = {Call->Arguments[0]};
    return Result;
  }
  if (const auto *New = dyn_cast<CXXNewExpr>(Init);
      New && New->isArray() && New->getArraySize() && *New->getArraySize()) {
    Result.Start = New->getInitializer() ? Start::Sized : Start::Empty;
    Result.Arguments = {*New->getArraySize()};
    return Result;
  }
  return std::nullopt;
}

/// Whether \p U is an argument that is passed on as whatever it is, to be read more often than
/// written.
bool isForwarded(const Body &B, const Use &U) {
  const auto *Call = dyn_cast_or_null<CallExpr>(U.User);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return false;
  for (unsigned I = 0; I < Call->getNumArgs(); ++I)
    if (B.contains(Call->getArg(I), U.Ref))
      return isForwardingReference(*Callee, I);
  return false;
}

/// Whether the use puts elements into the container, so that it must allocate.
bool fills(const Body &B, const Buffer &Candidate, const Use &U) {
  if (U.Kind == UseKind::PassToCall)
    return U.Member.empty() && !isForwarded(B, U);
  if (U.Kind == UseKind::Alias)
    return U.Member.empty() && !isa_and_nonnull<DeclStmt>(U.User);
  if (U.Kind == UseKind::Capture)
    return false; // The uses in the lambda's body are listed as well.
  if (U.Kind == UseKind::Overwrite)
    return true; // By a copy: others end in Fate::Taken.
  if (isOneOf(U.Member, {"reserve", "resize"}))
    return constantSize(B, U).value_or(1) > 0;
  if (isOneOf(U.Member, {"assign", "assign_range"}))
    return true;
  ElementEffect Effect = elementEffect(*Candidate.Fact, U.Member);
  return Effect == ElementEffect::AppendsOne || Effect == ElementEffect::AppendsMany ||
         Effect == ElementEffect::Reserves;
}

/// Whether \p S runs only in some of the iterations that reach \p Declaration. What a nested loop,
/// or a function that is handed a lambda for each element, filters does not count: some of its
/// elements pass. A condition that is the same for all of them is no filter.
bool isConditional(const Body &B, const Stmt *S, const Stmt *Declaration) {
  const Stmt *Scope = B.parent(Declaration);
  // The conditions on the way up to the next loop; null for what is no plain one.
  llvm::SmallVector<const Expr *, 4> Conditions;
  const Stmt *Child = S;
  for (const Stmt *P = B.parent(S); P && P != Scope; Child = P, P = B.parent(P)) {
    if (isa<CXXCatchStmt>(P))
      return true;
    if (isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(P)) {
      const Loop *L = B.loopOf(Child);
      llvm::erase_if(Conditions, [&](const Expr *Condition) {
        return !Condition || !L || L->Statement != P || !isInvariant(B, Condition, *L);
      });
    } else if (const auto *If = dyn_cast<IfStmt>(P)) {
      if (Child == If->getThen() || Child == If->getElse())
        Conditions.push_back(If->getConditionVariableDeclStmt() ? nullptr : If->getCond());
    } else if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(P)) {
      if (Child != Choice->getCond())
        Conditions.push_back(Choice->getCond());
    } else if (const auto *Binary = dyn_cast<BinaryOperator>(P); Binary && Binary->isLogicalOp()) {
      if (Child == Binary->getRHS())
        Conditions.push_back(Binary->getLHS());
    } else if (isa<LambdaExpr>(P)) {
      if (isa_and_nonnull<CallExpr>(B.parentIgnoringImplicit(P)))
        Conditions.clear();
    } else if (isa<SwitchStmt>(P)) {
      Conditions.push_back(nullptr);
    }
  }
  return !Conditions.empty();
}

std::optional<Buffer> streamStart(Buffer Result, QualType First) {
  if (Result.Arguments.size() != 1)
    return std::nullopt;
  if (isStdString(First))
    Result.Start = Start::Text;
  else if (First->isReferenceType())
    return std::nullopt; // An open mode alone is passed by value.
  return Result;
}

std::optional<Buffer> stringStart(Buffer Result, QualType First) {
  size_t Count = Result.Arguments.size();
  if (Count == 2 && First->isIntegerType())
    Result.Start = Start::Filled;
  else if (Count == 1 && isa<StringLiteral>(written(Result.Arguments[0])))
    Result.Start = Start::Literal;
  else
    return std::nullopt;
  return Result;
}

std::optional<Buffer> vectorStart(Buffer Result, const CXXConstructorDecl &Constructor) {
  size_t Count = Result.Arguments.size();
  QualType First = Constructor.getParamDecl(0)->getType();
  if (Constructor.isCopyConstructor())
    return copyStart(Result);
  if (const CXXRecordDecl *Class = classOf(First);
      Class && Class->getIdentifier() && Class->getName() == "initializer_list") {
    Result.Start = Start::List;
    return Count == 1 ? std::optional(Result) : std::nullopt;
  }
  QualType Second = Count == 2 ? Constructor.getParamDecl(1)->getType() : QualType();
  if (Count == 1 && First->isIntegerType())
    Result.Start = Start::Sized;
  else if (Count == 2 && First->isIntegerType() &&
           isElementType(Second, Result.Variable->getType()))
    Result.Start = Start::Filled;
  else if (Count == 2 && Constructor.getPrimaryTemplate() &&
           First.getCanonicalType() == Second.getCanonicalType())
    Result.Start = Start::Range;
  else
    return std::nullopt;
  return Result;
}

/// A lower bound of the characters that the string begins with.
uint64_t initialLength(const Buffer &Candidate, const std::vector<Use> &Uses,
                       const ASTContext &Context) {
  switch (Candidate.Start) {
  case Start::Literal:
    // A string that never changes is a constant: it belongs before the loop as it is.
    return llvm::any_of(Uses, [](const Use &U) { return mayWrite(U.Kind); })
               ? provenLength(Candidate.Arguments[0], Context)
               : 0;
  case Start::Filled:
    return static_cast<uint64_t>(
        std::max<int64_t>(0, constantInteger(Candidate.Arguments[0], Context).value_or(0)));
  case Start::Concatenation: {
    uint64_t Sum = 0;
    for (const Expr *Operand : Candidate.Arguments)
      Sum += provenLength(Operand, Context);
    return Sum;
  }
  default:
    return 0;
  }
}

/// The braced list.
std::string listText(const Buffer &Candidate, const ASTContext &Context) {
  const Expr *E = written(Candidate.Arguments[0]);
  if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(E))
    E = List->getSubExpr()->IgnoreImplicit();
  return sourceText(E->getSourceRange(), Context);
}

} // namespace

std::optional<Buffer> bufferOf(const VarDecl &Variable, const DeclStmt &Statement) {
  QualType T = Variable.getType();
  if (!Variable.hasLocalStorage() || Variable.isImplicit() || T->isReferenceType() ||
      T.isConstQualified() || T.isVolatileQualified() || isa<ParmVarDecl>(Variable) ||
      isa<DecompositionDecl>(Variable))
    return std::nullopt;
  Buffer Result{&Variable, &Statement};
  auto Kind = familyOf(T, Result.Fact);
  if (!Kind)
    return std::nullopt;
  Result.Family = *Kind;
  if (Result.Family == Family::Array)
    return arrayOf(Result);
  if (T->isDependentType())
    return dependentStart(Result);
  const Expr *Init = Variable.getInit();
  if (auto Chain =
          Init && Result.Family == Family::String ? asConcatenation(written(Init)) : std::nullopt) {
    Result.Start = Start::Concatenation;
    Result.Arguments.assign(Chain->Operands.begin(), Chain->Operands.end());
    return Chain->IsPlain ? std::optional(Result) : std::nullopt;
  }
  // A class that is derived from a container may have a constructor that means something else, and
  // a destructor that does more than to free memory.
  const CXXRecordDecl *Class = classOf(T);
  bool IsDerived = Result.Fact && Class && qualifiedName(*Class) != Result.Fact->Name;
  const CXXDestructorDecl *Destructor = IsDerived ? Class->getDestructor() : nullptr;
  if (Destructor && Destructor->isUserProvided())
    return std::nullopt;
  const CXXConstructExpr *Construct = constructionOf(Variable);
  if (!Construct)
    return copyStart(Result);
  const CXXConstructorDecl &Constructor = *Construct->getConstructor();
  llvm::append_range(Result.Arguments, givenArguments(*Construct));
  if (Result.Arguments.empty())
    return Result;
  if (IsDerived && !Constructor.isInheritingConstructor() && !Constructor.isCopyConstructor())
    return std::nullopt;
  if (Constructor.isMoveConstructor() ||
      (Construct->isListInitialization() && Constructor.isCopyConstructor()))
    return std::nullopt;
  switch (Result.Family) {
  case Family::Stream:
    return streamStart(Result, Constructor.getParamDecl(0)->getType());
  case Family::String:
    return stringStart(Result, Constructor.getParamDecl(0)->getType());
  case Family::Vector:
    return vectorStart(Result, Constructor);
  default:
    return std::nullopt; // A hash table with elements or a bucket count.
  }
}

std::optional<int64_t> constantSize(const Body &B, const Use &U) {
  auto Call = isOneOf(U.Member, {"reserve", "resize"}) ? asMemberCall(U.User) : std::nullopt;
  return Call && !Call->Arguments.empty() ? constantInteger(Call->Arguments[0], B.context())
                                          : std::nullopt;
}

bool allocatesEachTime(const Body &B, const Buffer &Candidate, const std::vector<Use> &Uses) {
  const ASTContext &Context = B.context();
  switch (Candidate.Family) {
  case Family::Stream:
    return !Uses.empty();
  case Family::Array: {
    auto Size = constantInteger(Candidate.Arguments[0], Context);
    return !Size || *Size > 0;
  }
  case Family::String:
    return provenLength(B, *Candidate.Statement, initialLength(Candidate, Uses, Context), Uses) >
           shortStringLimit(Candidate.Variable->getType(), Context);
  case Family::Vector:
  case Family::HashTable:
    break;
  }
  switch (Candidate.Start) {
  case Start::Sized:
  case Start::Filled:
    if (auto Size = constantInteger(Candidate.Arguments[0], Context); Size && *Size == 0)
      break;
    return true;
  case Start::Range:
    return true;
  case Start::Copy:
    // Otherwise a reference, or a constant before the loop, is the better repair.
    return llvm::any_of(Uses, [](const Use &U) { return mayWrite(U.Kind); });
  default:
    break;
  }
  return llvm::any_of(Uses, [&](const Use &U) {
    return fills(B, Candidate, U) && !isConditional(B, U.Ref, Candidate.Statement);
  });
}

std::string zeroOf(QualType T) {
  T = T.getCanonicalType();
  if (T->isBooleanType())
    return "false";
  if (T->isAnyCharacterType())
    return T->isSpecificBuiltinType(BuiltinType::Char_S) ||
                   T->isSpecificBuiltinType(BuiltinType::Char_U)
               ? "'\\0'"
               : "0";
  if (T->isEnumeralType())
    return "";
  if (T->isIntegerType())
    return "0";
  if (T->isSpecificBuiltinType(BuiltinType::Float))
    return "0.0F";
  if (T->isRealFloatingType())
    return "0.0";
  return T->isPointerType() ? "nullptr" : "";
}

/// The operand \p E of a sum, without the `std::string("x")` that is there for the sake of '+'.
static const Expr *plainOperand(const Expr *E) {
  const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E);
  const auto *Construct = Cast ? dyn_cast<CXXConstructExpr>(written(Cast->getSubExpr())) : nullptr;
  bool IsLiteral =
      Construct && Construct->getNumArgs() > 0 && isa<StringLiteral>(written(Construct->getArg(0)));
  return IsLiteral ? written(Construct->getArg(0)) : E;
}

bool beginsWithTemporary(const Buffer &Candidate, const ASTContext &Context) {
  if (Candidate.Start != Start::Concatenation || !Context.getLangOpts().CPlusPlus11)
    return false;
  const Expr *First = written(plainOperand(Candidate.Arguments[0]));
  return First->isPRValue() && isStdString(First->getType());
}

std::vector<std::string> resetStatements(const Buffer &Candidate, const ASTContext &Context) {
  const std::string Name = Candidate.Variable->getNameAsString();
  std::vector<std::string> Arguments;
  for (const Expr *E : Candidate.Arguments) {
    if (Candidate.Start == Start::Concatenation)
      E = plainOperand(E);
    Arguments.push_back(sourceText(E->getSourceRange(), Context));
    if (Arguments.back().empty())
      return {};
  }
  QualType Element = templateTypeArgument(Candidate.Variable->getType(), 0);
  switch (Candidate.Family) {
  case Family::Stream:
    if (Candidate.Start == Start::Text)
      return {Name + ".clear();", Name + ".str(" + Arguments[0] + ");"};
    return {Name + (Context.getLangOpts().CPlusPlus11 ? ".str({});" : ".str(\"\");"),
            Name + ".clear();"};
  case Family::Array:
    return {};
  default:
    break;
  }
  switch (Candidate.Start) {
  case Start::Empty:
    return {Name + ".clear();"};
  case Start::Sized:
    // assign() needs elements that can be copied; a template does not know.
    if (std::string Zero = zeroOf(Element); !Zero.empty())
      return {Name + ".assign(" + Arguments[0] + ", " + Zero + ");"};
    // Empty strings are assigned to those that are there, which keep their memory.
    if (isStdString(Element))
      return {Name + ".assign(" + Arguments[0] + ", " +
              (Context.getLangOpts().CPlusPlus11
                   ? "{}"
                   : Element.getAsString(PrintingPolicy(Context.getLangOpts())) + "()") +
              ");"};
    return {Name + ".clear();", Name + ".resize(" + Arguments[0] + ");"};
  case Start::Filled:
  case Start::Range:
    return {Name + ".assign(" + Arguments[0] + ", " + Arguments[1] + ");"};
  case Start::List:
    return {Name + " = " + listText(Candidate, Context) + ";"};
  case Start::Copy:
  case Start::Literal:
    return {Name + " = " + Arguments[0] + ";"};
  case Start::Concatenation: {
    // One statement would build a string with memory of its own, and to assign a temporary would
    // take that of the temporary.
    bool IsCleared = beginsWithTemporary(Candidate, Context);
    std::vector<std::string> Result = {IsCleared ? Name + ".clear();"
                                                 : Name + " = " + Arguments[0] + ";"};
    for (size_t I = IsCleared ? 0 : 1; I < Arguments.size(); ++I)
      Result.push_back(Name + " += " + Arguments[I] + ";");
    return Result;
  }
  case Start::Text:
    break;
  }
  return {};
}

bool changesStreamFormat(const Stmt *S) {
  return namesStandard(S,
                       {"hex",        "dec",          "oct",          "fixed",        "scientific",
                        "hexfloat",   "defaultfloat", "boolalpha",    "noboolalpha",  "showbase",
                        "noshowbase", "showpoint",    "noshowpoint",  "showpos",      "noshowpos",
                        "skipws",     "noskipws",     "uppercase",    "nouppercase",  "left",
                        "right",      "internal",     "unitbuf",      "setprecision", "setfill",
                        "setbase",    "setiosflags",  "resetiosflags"}) ||
         containsAny(S, [](const Stmt *Part) {
           auto Call = asMemberCall(Part);
           return Call && isOneOf(Call->Name, {"flags", "setf", "unsetf", "precision", "fill",
                                               "imbue", "copyfmt", "exceptions"});
         });
}

} // namespace fastidious

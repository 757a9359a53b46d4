/// \file
/// buffer-fresh-return: connects a function that builds a buffer and returns it by value with the
/// loops of the translation unit that call it and only read the result.
#include "checks/framework/Check.h"
#include "checks/support/Appends.h"
#include "checks/support/Buffers.h"
#include "checks/support/Calls.h"
#include "checks/support/Flow.h"
#include "checks/support/KnownEffects.h"
#include "checks/support/LoopWork.h"
#include "checks/support/ResultUse.h"
#include "checks/support/SmallStrings.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/Streams.h"
#include "checks/support/TripCount.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;

namespace fastidious {
namespace {

/// How a function builds the buffer that it returns.
struct Builder {
  /// The local that is returned, if there is one; null where the result is built in another object
  /// (a stream, an array) or in the return statement itself.
  const VarDecl *Local = nullptr;
  /// It is the text of a string stream, which is fresh whoever owns what it is assigned to.
  bool IsStreamText = false;
  /// Its text is made from left to right, and goes on whatever fails: what is written to a stream
  /// stays there.
  bool IsWritable = true;
};

/// A call whose result is only read, repeated by a loop.
struct LoopCall {
  const CallExpr *Call;
  const FunctionDecl *Caller;
  TextDestination To;
  bool Changes = false; ///< It changes the result before it drops it.
};

/// Whether \p T owns bytes or characters on the heap.
bool isBuffer(QualType T) {
  if (isStdString(T))
    return true;
  const CXXRecordDecl *Record = classOf(T);
  if (!Record)
    return false;
  if (qualifiedName(*Record) == "std::unique_ptr") {
    QualType Element = templateTypeArgument(T, 0);
    return !Element.isNull() && Element->isArrayType() &&
           isByteOrCharacter(Element->getAsArrayTypeUnsafe()->getElementType());
  }
  const ContainerFact *Fact = containerFact(T);
  return Fact && Fact->has(HasReserve | Contiguous) && !Fact->has(SharedOnCopy) &&
         !Fact->has(InlineStorage) && isByteOrCharacter(templateTypeArgument(T, 0));
}

/// Interfaces that others rely on, and functions whose shape is not the author's to choose.
bool hasFixedInterface(const FunctionDecl &F) {
  if (F.isMain() || F.isOverloadedOperator() || F.isExternC() || F.isConsteval() ||
      isa<CXXConversionDecl>(F) || isExported(F))
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  return Method && (Method->isVirtual() || Method->getParent()->isLambda());
}

/// \p F as its calls are counted: the template, if it is an instance of one.
const FunctionDecl *counted(const FunctionDecl *F) {
  const FunctionDecl *Pattern = F->getTemplateInstantiationPattern();
  return (Pattern ? Pattern : F)->getCanonicalDecl();
}

template <typename Node>
void collectNodes(const Stmt *S, llvm::SmallVectorImpl<const Node *> &Out) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *N = dyn_cast<Node>(S))
    Out.push_back(N);
  for (const Stmt *Child : S->children())
    collectNodes(Child, Out);
}

/// Whether the body only hands its local buffer to a function that fills it.
bool isThinWrapper(const Body &B, const VarDecl *Local) {
  const auto *Block = dyn_cast<CompoundStmt>(B.statement());
  if (!Block || Block->size() != 3)
    return false;
  const Stmt *Middle = *(Block->body_begin() + 1);
  const auto *E = dyn_cast<Expr>(Middle);
  const auto *Call = E ? dyn_cast<CallExpr>(written(E)) : nullptr;
  // A standard function such as std::getline is no overload that callers could use instead.
  if (!Call || !isa<DeclStmt>(Block->body_front()) || !isa<ReturnStmt>(Block->body_back()) ||
      (Call->getDirectCallee() && Call->getDirectCallee()->isInStdNamespace()))
    return false;
  for (const Expr *Argument : Call->arguments()) {
    const Expr *Passed = written(Argument);
    if (const auto *Address = dyn_cast<UnaryOperator>(Passed);
        Address && Address->getOpcode() == UO_AddrOf)
      Passed = written(Address->getSubExpr());
    const auto *Ref = dyn_cast<DeclRefExpr>(Passed);
    if (Ref && Ref->getDecl() == Local && classifyUse(B, Ref).Kind == UseKind::PassToCall)
      return true;
  }
  return false;
}

/// Whether \p E is a call that returns a new object.
bool returnsFresh(const Expr *E) {
  const auto *Call = E ? dyn_cast<CallExpr>(written(E)) : nullptr;
  return Call && Call->isPRValue() && !isa<CXXOperatorCallExpr>(Call);
}

/// Whether \p U gives the variable what another function returns, in the place of what it had.
bool takesOver(const Use &U, const VarDecl *Local, const ASTContext &Context) {
  const Expr *Value = nullptr;
  if (auto Operator = asOperatorCall(U.User); Operator && Operator->Operator == OO_Equal)
    Value = Operator->Operands[1];
  else if (auto Call = asMemberCall(U.User);
           Call && Call->Name == "assign" && Call->Arguments.size() == 1)
    Value = Call->Arguments[0];
  return returnsFresh(Value) &&
         Context.hasSameUnqualifiedType(written(Value)->getType(), Local->getType());
}

/// Whether \p Local takes over what another function returns, and no loop adds to it: the memory is
/// that function's.
bool isHandedOn(const Body &B, const VarDecl *Local) {
  bool StartsFresh = returnsFresh(Local->getInit()), TakesOver = StartsFresh;
  return llvm::all_of(usesOf(B, Place::ofVariable(Local), B.statement()),
                      [&](const Use &U) {
                        if (!mayWrite(U.Kind) || U.Kind == UseKind::Move)
                          return true;
                        if (takesOver(U, Local, B.context()))
                          return TakesOver = true;
                        return StartsFresh && !B.loopOf(U.Ref);
                      }) &&
         TakesOver;
}

/// The number of operands of a chain of string additions.
unsigned chainLength(const Expr *E) {
  auto Operator = asOperatorCall(E);
  if (!Operator || Operator->Operator != OO_Plus || Operator->Operands.size() != 2 ||
      !isStdString(Operator->Whole->getType()))
    return 1;
  return chainLength(Operator->Operands[0]) + chainLength(Operator->Operands[1]);
}

/// The calls of \p Function in \p S.
llvm::SmallVector<const CallExpr *, 4> callsOf(const FunctionDecl &Function, const Stmt *S) {
  llvm::SmallVector<const CallExpr *, 16> Calls;
  collectNodes(S, Calls);
  llvm::SmallVector<const CallExpr *, 4> Own;
  llvm::copy_if(Calls, std::back_inserter(Own), [&](const CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    return Callee && counted(Callee) == Function.getCanonicalDecl();
  });
  return Own;
}

/// Whether \p E is `-x`.
bool isNegated(const Expr *E) {
  auto Operator = asOperatorCall(written(E));
  return Operator && Operator->Operator == OO_Minus && Operator->Operands.size() == 1;
}

/// Whether \p Call has nothing but constants as arguments, or has something negated. A function
/// that calls itself so handles one case by others, and does not go far.
bool namesCase(const CallExpr &Call, const ASTContext &Context) {
  if (llvm::any_of(Call.arguments(), isNegated))
    return true;
  if (auto Member = asMemberCall(&Call); Member && Member->Object && isNegated(Member->Object))
    return true;
  return Call.getNumArgs() > 0 && llvm::all_of(Call.arguments(), [&](const Expr *Argument) {
           return constantInteger(Argument, Context).has_value();
         });
}

/// Whether each call of the function may lead to several more: one that calls itself once, such as
/// for a second attempt, is not called for each record.
bool branchesOut(const Body &B) {
  auto Own = callsOf(B.function(), B.statement());
  llvm::erase_if(Own, [&](const CallExpr *Call) { return namesCase(*Call, B.context()); });
  return Own.size() > 1 ||
         llvm::any_of(Own, [&](const CallExpr *Call) { return repeatingLoop(B, Call); });
}

/// Whether all that the function returns is what calls of \p Callee return, but for constants.
bool returnsNothingElse(const Body &B, const FunctionDecl *Callee) {
  llvm::SmallVector<const ReturnStmt *, 8> Returns;
  collectNodes(B.statement(), Returns);
  return llvm::all_of(Returns, [&](const ReturnStmt *Return) {
    const Expr *Value = Return->getRetValue();
    const auto *Call = Value ? dyn_cast<CallExpr>(written(Value)) : nullptr;
    if (Call && Call->getDirectCallee() && counted(Call->getDirectCallee()) == Callee)
      return true;
    return Value && !containsAny(Value, [](const Stmt *Part) {
             const auto *Ref = dyn_cast<DeclRefExpr>(Part);
             return isa<CallExpr, MemberExpr>(Part) || (Ref && isa<VarDecl>(Ref->getDecl()));
           });
  });
}

/// Whether \p Local is a `unique_ptr` to an array that it allocates.
bool allocatesArray(const VarDecl *Local) {
  const CXXRecordDecl *Record = classOf(Local->getType());
  if (!Record || qualifiedName(*Record) != "std::unique_ptr" || !Local->getInit())
    return false;
  llvm::SmallVector<const Expr *, 8> Parts;
  collectNodes(static_cast<const Stmt *>(Local->getInit()), Parts);
  return llvm::any_of(Parts, [](const Expr *E) {
    if (const auto *New = dyn_cast<CXXNewExpr>(E))
      return New->isArray();
    auto Call = asFunctionCall(E);
    return Call && (Call->QualifiedName == "std::make_unique" ||
                    Call->QualifiedName == "std::make_unique_for_overwrite");
  });
}

/// Whether the string stream \p Stream gets text of a length that is not known, or more in each
/// iteration of a loop. A few numbers fit into any string's own buffer.
bool receivesText(const Body &B, const VarDecl *Stream) {
  uint64_t Length = 0;
  // `-1.23457e-308`, unless a precision says otherwise.
  constexpr unsigned LongestNumber = 13;
  bool IsFormatted = changesStreamFormat(B.statement());
  for (const Use &U : usesOf(B, Place::ofVariable(Stream), B.statement())) {
    if (!mayWrite(U.Kind))
      continue;
    if (B.loopOf(U.User) || U.Kind != UseKind::Modify)
      return true;
    // The chain of insertions that begins with the stream.
    for (const Stmt *S = U.User; S; S = B.parent(S)) {
      if (isa<ImplicitCastExpr, ParenExpr, FullExpr, MaterializeTemporaryExpr,
              CXXBindTemporaryExpr>(S))
        continue;
      auto Insertion = asOperatorCall(S);
      if (!Insertion || Insertion->Operator != OO_LessLess || Insertion->Operands.size() != 2)
        break;
      const Expr *Inserted = written(Insertion->Operands[1]);
      QualType T = Inserted->getType();
      if (isStdString(T) || isStdStringView(T) || (T->isFloatingType() && IsFormatted) ||
          (T->isPointerType() && T->getPointeeType()->isAnyCharacterType()))
        return true;
      const auto *Literal = dyn_cast<StringLiteral>(Inserted);
      Length += Literal ? Literal->getLength() : T->isFloatingType() ? LongestNumber : 1;
      if (Length > ShortString)
        return true;
    }
  }
  return false;
}

/// Whether \p Array is only written by calls that print few characters into it.
bool holdsShortText(const Body &B, const VarDecl *Array) {
  return llvm::all_of(usesOf(B, Place::ofVariable(Array), B.statement()), [&](const Use &U) {
    if (!mayWrite(U.Kind))
      return true;
    const auto *Call = dyn_cast_or_null<CallExpr>(U.User);
    auto Length = Call ? longestFormatted(*Call, B.context()) : std::nullopt;
    return Length && *Length <= ShortString;
  });
}

/// How many characters \p E is known to put into a text; nothing if it may be any number, as where
/// \p E names an object that lives on, a text that another function makes or a varying size.
std::optional<uint64_t> charactersOf(const Expr *E, const ASTContext &Context) {
  auto Counts = [&](llvm::ArrayRef<const Expr *> Arguments) {
    std::optional<uint64_t> Sum = 0;
    for (const Expr *Argument : Arguments) {
      QualType T = Argument->getType();
      // In a template, a list in parentheses has no type yet.
      if (T.isNull() || !T->isIntegerType() || T->isAnyCharacterType())
        continue;
      auto Count = constantInteger(Argument, Context);
      Sum = Sum && Count && *Count >= 0 ? std::optional(*Sum + static_cast<uint64_t>(*Count))
                                        : std::nullopt;
    }
    return Sum;
  };
  if (const auto *Literal = dyn_cast<StringLiteral>(E))
    return Literal->getLength();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    return Variable && Variable->hasGlobalStorage() ? std::nullopt : std::optional<uint64_t>(0);
  }
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return isStdString(Construct->getType()) ? Counts(givenArguments(*Construct)) : 0;
  if (auto Member = asMemberCall(E); Member && Member->Call == E)
    return isOneOf(Member->Name, {"resize", "reserve", "append", "assign", "insert"})
               ? Counts(Member->Arguments)
               : 0;
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  bool BringsText =
      Callee && !isInSystemHeader(*Callee) &&
      (isStdText(Callee->getReturnType()) || Callee->getReturnType()->isPointerType());
  return BringsText ? std::nullopt : std::optional<uint64_t>(0);
}

/// Whether nothing but numbers and a few characters go into the string that the function returns,
/// such as the key of an element: it is short, or nearly so.
bool isMadeOfNumbers(const Body &B) {
  const FunctionDecl &Function = B.function();
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  bool HasNumbers =
      !Function.param_empty() && llvm::all_of(Function.parameters(), [](const ParmVarDecl *P) {
        QualType T = P->getType().getNonReferenceType();
        return T->isArithmeticType() || T->isEnumeralType();
      });
  if (!HasNumbers || (Method && !Method->isStatic()))
    return false;
  for (const Loop &L : B.loops())
    if (auto Count = tripCount(B, L); !(Count && Count->Constant) && !mostDigits(B, L))
      return false;
  std::optional<uint64_t> Characters = 0;
  visitAll(B.statement(), [&](const Stmt *S) {
    const auto *E = dyn_cast<Expr>(S);
    auto More = E ? charactersOf(E, B.context()) : 0;
    Characters = Characters && More ? std::optional(*Characters + *More) : std::nullopt;
  });
  return Characters && *Characters <= ShortString;
}

/// Whether nothing but blanks is put into \p Local, as into an indentation: it is short as a rule.
bool isIndentation(const Body &B, const VarDecl *Local) {
  Place Text = Place::ofVariable(Local);
  std::vector<Append> Appends = appendsOf(B, {});
  llvm::erase_if(Appends, [&](const Append &A) { return !(A.Target == Text) || !A.IsBlank; });
  return !Appends.empty() && llvm::all_of(usesOf(B, Text, B.statement()), [&](const Use &U) {
    return !mayWrite(U.Kind) || U.Kind == UseKind::Move ||
           llvm::any_of(Appends, [&](const Append &A) { return B.contains(A.Call, U.Ref); });
  });
}

/// How the function builds the buffer that it returns, or nothing if it does not build one.
std::optional<Builder> builderOf(const Body &B) {
  llvm::SmallVector<const ReturnStmt *, 4> Returns;
  collectNodes(B.statement(), Returns);
  std::optional<Builder> Found;
  for (const ReturnStmt *Return : Returns) {
    const Expr *Value = Return->getRetValue();
    if (!Value)
      return std::nullopt;
    Value = written(Value);
    while (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Value))
      Value = written(Cast->getSubExpr());
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Value)) {
      const auto *Local = dyn_cast<VarDecl>(Ref->getDecl());
      if (!Local || isa<ParmVarDecl>(Local) || !Local->hasLocalStorage() ||
          Local->getType()->isReferenceType() || isThinWrapper(B, Local) || isHandedOn(B, Local) ||
          staysShort(B, Local) || isIndentation(B, Local))
        continue;
      // Choosing between values of others is no building.
      bool IsBuilt =
          allocatesArray(Local) ||
          llvm::any_of(usesOf(B, Place::ofVariable(Local), B.statement()), [](const Use &U) {
            return (U.Kind == UseKind::Modify && U.Member != "operator=") ||
                   U.Kind == UseKind::PassToCall;
          });
      if (IsBuilt && isBuffer(Local->getType()))
        return Builder{.Local = Local};
    } else if (auto Member = asMemberCall(Value);
               Member && Member->Name == "str" && Member->Object && Member->Arguments.empty()) {
      // A local string stream; its text is copied once more.
      const auto *Stream = dyn_cast<DeclRefExpr>(written(Member->Object));
      const auto *Local = Stream ? dyn_cast<VarDecl>(Stream->getDecl()) : nullptr;
      if (Local && Local->hasLocalStorage() && !isa<ParmVarDecl>(Local) &&
          !Local->getType()->isReferenceType() && receivesText(B, Local))
        Found = Builder{.IsStreamText = true};
    } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(Value);
               Construct && isBuffer(Construct->getType()) && Construct->getNumArgs() >= 2) {
      // A local array, copied into a fresh string.
      const auto *Source = dyn_cast<DeclRefExpr>(written(Construct->getArg(0)));
      const auto *Array = Source ? dyn_cast<VarDecl>(Source->getDecl()) : nullptr;
      const auto *Type = Array ? B.context().getAsConstantArrayType(Array->getType()) : nullptr;
      if (Type && Array->hasLocalStorage() && Type->getSize().ugt(ShortString + 1) &&
          !holdsShortText(B, Array))
        Found = Builder{};
    } else if (chainLength(Value) >= 2 && !callsOf(B.function(), Value).empty()) {
      // Each level of the recursion copies what the deeper ones built.
      Found = Builder{};
    }
  }
  return Found;
}

/// Whether \p U, of a text that is being made, takes it as a whole: what the caller's string or
/// stream has before it would be measured, handed on, dropped or replaced, too.
bool isOfWholeText(const Body &B, const VarDecl *Text, const Use &U) {
  if (U.Kind == UseKind::Read) {
    auto Call = asFunctionCall(U.User);
    return isOneOf(U.Member, {"size", "length", "substr", "find", "rfind", "c_str", "data"}) ||
           (U.Member.empty() && Call && B.parent(U.User) && !isa<ReturnStmt>(B.parent(U.User)));
  }
  if (isOneOf(U.Member, {"clear", "insert", "erase", "replace", "operator[]", "at", "front", "back",
                         "begin", "rbegin", "pop_back", "resize"}))
    return mayWrite(U.Kind);
  auto Assign = asOperatorCall(U.User);
  if (!Assign || Assign->Operator != OO_Equal || variableOf(Assign->Operands[0]) != Text)
    return false;
  const auto *Literal = dyn_cast<StringLiteral>(written(Assign->Operands[1]));
  return (Literal && Literal->getLength() == 0) || mentionsVariable(Assign->Operands[1], Text);
}

/// Whether the text is made from left to right, so that it could be written to a stream or appended
/// to a string at once: \p Local, which holds it if it is not null, is only appended to. What a
/// `try` has written before it fails could not be taken back.
bool isMadeInOrder(const Body &B, const VarDecl *Local) {
  if (containsAny(B.statement(), [](const Stmt *Part) { return isa<CXXTryStmt>(Part); }))
    return false;
  return !Local || llvm::none_of(usesOf(B, Place::ofVariable(Local), B.statement()),
                                 [&](const Use &U) { return isOfWholeText(B, Local, U); });
}

/// How many fresh strings the body makes and drops on its way to the one that it returns.
unsigned stringsOnTheWay(const Body &B) {
  llvm::SmallVector<const CallExpr *, 32> Calls;
  collectNodes(B.statement(), Calls);
  return llvm::count_if(Calls, [&](const CallExpr *Call) {
    if (!isStdString(Call->getType()) || Call->isGLValue())
      return false;
    // One for a chain of `+`.
    auto Outer = asOperatorCall(B.parentIgnoringImplicit(Call));
    return !Outer || Outer->Operator != OO_Plus;
  });
}

/// The parameter that a function of the same name beside \p F fills, a buffer of the caller, or
/// null.
const ParmVarDecl *filledParameter(const FunctionDecl &F) {
  QualType Buffer = F.getReturnType().getCanonicalType().getUnqualifiedType();
  for (const NamedDecl *Sibling : F.getDeclContext()->getRedeclContext()->lookup(F.getDeclName())) {
    const auto *Other = dyn_cast<FunctionDecl>(Sibling);
    if (!Other || Other->getCanonicalDecl() == F.getCanonicalDecl())
      continue;
    for (const ParmVarDecl *Parameter : Other->parameters()) {
      QualType T = Parameter->getType().getCanonicalType();
      if (!T->isReferenceType() && !T->isPointerType()) {
        const CXXRecordDecl *Record = classOf(T);
        if (Record && qualifiedName(*Record) == "std::span" &&
            !templateTypeArgument(T, 0).isConstQualified())
          return Parameter;
        continue;
      }
      if (T->isRValueReferenceType() || T->getPointeeType().isConstQualified())
        continue;
      QualType Filled = T->getPointeeType().getCanonicalType();
      if (Filled == Buffer || (T->isPointerType() && isByteOrCharacter(Filled)))
        return Parameter;
    }
  }
  return nullptr;
}

/// Writes the fix: the filling overload, the old function in terms of it, and the loops.
class OverloadFix {
public:
  /// \p References is the number of mentions of the function in the translation unit.
  OverloadFix(const Body &B, const VarDecl *Local, unsigned References)
      : B(B), F(B.function()), Local(Local), References(References) {}

  /// The fix with the loops of \p Calls rewritten, or nothing if the function is not simple enough
  /// to be rewritten by machine.
  std::optional<Fix> build(llvm::ArrayRef<LoopCall> Calls) {
    if (!Local || !isSimple() || !rewriteBody())
      return std::nullopt;
    unsigned Rewritten = 0;
    for (const LoopCall &Call : Calls)
      Rewritten += rewriteLoop(Call);
    // Nobody else can call a function of internal linkage: an old form without callers would only
    // be reported as unused.
    bool KeepOld = F.isExternallyVisible() || Rewritten < References;
    if (Rewritten == 0 || !rewriteSignature(KeepOld))
      return std::nullopt;
    Result.Title =
        fmt::format("add an overload of '{}' that fills the caller's '{}', and use it in "
                    "the loop",
                    F.getNameAsString(), bufferType());
    return Result;
  }

private:
  const Body &B;
  const FunctionDecl &F;
  const VarDecl *Local;
  unsigned References;
  Fix Result;

  const ASTContext &context() const { return B.context(); }
  std::string text(SourceRange Range) const { return sourceText(Range, context()); }
  std::string bufferType() const {
    PrintingPolicy Policy(context().getPrintingPolicy());
    return F.getReturnType().getUnqualifiedType().getAsString(Policy);
  }

  bool isSimple() const {
    if (F.getDescribedFunctionTemplate() || F.isConstexpr() || F.isVariadic() ||
        F.getReturnType().isConstQualified() || F.hasAttrs() || isa<CXXTryStmt>(B.statement()) ||
        Local->getType().getCanonicalType() != F.getReturnType().getCanonicalType())
      return false;
    if (const auto *Method = dyn_cast<CXXMethodDecl>(&F);
        Method && (Method->isOutOfLine() || Method->getParent()->isDependentContext()))
      return false;
    FunctionTypeLoc Type = F.getFunctionTypeLoc();
    if (!Type || F.getType()->castAs<FunctionProtoType>()->hasTrailingReturn() ||
        F.getType()->castAs<FunctionProtoType>()->hasExceptionSpec())
      return false;
    for (const FunctionDecl *Declaration : F.redecls())
      for (const ParmVarDecl *Parameter : Declaration->parameters())
        if (Parameter->hasDefaultArg())
          return false;
    for (const ParmVarDecl *Parameter : F.parameters()) {
      QualType T = Parameter->getType();
      if (Parameter->getName().empty() || Parameter->getName() == Local->getName() ||
          T->isRValueReferenceType() ||
          (T->isRecordType() && !T.isTriviallyCopyableType(context())))
        return false;
    }
    return isEditable(F.getSourceRange(), context());
  }

  /// `T result;` becomes `result.clear();`, and every return assigns first.
  bool rewriteBody() {
    const auto *Block = cast<CompoundStmt>(B.statement());
    const DeclStmt *Declaration = nullptr;
    for (const Stmt *S : Block->body())
      if (const auto *D = dyn_cast<DeclStmt>(S);
          D && D->isSingleDecl() && D->getSingleDecl() == Local)
        Declaration = D;
    if (!Declaration || Local->isStaticLocal() || Local->hasAttrs())
      return false;
    std::string Name = Local->getNameAsString(), Start;
    const auto *Construct =
        Local->getInit() ? dyn_cast<CXXConstructExpr>(Local->getInit()->IgnoreImplicit()) : nullptr;
    if (!Local->getInit() ||
        (Construct && Construct->getNumArgs() == 0 && Local->getInitStyle() == VarDecl::CallInit)) {
      Start = Name + ".clear();";
    } else if (Local->getInitStyle() == VarDecl::CInit) {
      Start = Name + " = " + text(Local->getInit()->getSourceRange()) + ";";
    } else if (Local->getInitStyle() == VarDecl::CallInit && Construct) {
      std::string Arguments;
      unsigned Count = 0;
      for (const Expr *Argument : Construct->arguments()) {
        if (isa<CXXDefaultArgExpr>(Argument))
          break;
        Arguments += (Count++ ? ", " : "") + text(Argument->getSourceRange());
      }
      if (Arguments.empty())
        return false;
      if (Count == 1 && Construct->getArg(0)->getType()->isIntegerType())
        Arguments += ", {}";
      else if (Count == 1 && !isStdString(Local->getType()))
        return false;
      Start = Name + ".assign(" + Arguments + ");";
    } else {
      return false;
    }
    Result.Edits.push_back(FixItHint::CreateReplacement(Declaration->getSourceRange(), Start));

    llvm::SmallVector<const ReturnStmt *, 4> Returns;
    collectNodes(Block, Returns);
    for (const ReturnStmt *Return : Returns) {
      SourceLocation End = endOfStatement(Return, context());
      if (End.isInvalid() || !isEditable(Return->getSourceRange(), context()))
        return false;
      CharSourceRange Whole = CharSourceRange::getCharRange(Return->getBeginLoc(), End);
      const auto *Ref = dyn_cast<DeclRefExpr>(written(Return->getRetValue()));
      bool ReturnsLocal = Ref && Ref->getDecl() == Local;
      bool IsLast = Block->body_back() == Return;
      // A return before the declaration is one where the buffer is not set yet.
      std::string Assign =
          ReturnsLocal ? "" : Name + " = " + text(Return->getRetValue()->getSourceRange()) + ";";
      std::string Indent = indentation(Return->getBeginLoc(), context());
      std::string Line = lineEnding(Return->getBeginLoc(), context());
      if (IsLast && ReturnsLocal) {
        Result.Edits.push_back(removeLines(Return->getBeginLoc(), End, context()));
        continue;
      }
      if (ReturnsLocal)
        Result.Edits.push_back(FixItHint::CreateReplacement(Whole, "return;"));
      else if (isa_and_nonnull<CompoundStmt>(B.parent(Return)))
        Result.Edits.push_back(FixItHint::CreateReplacement(
            Whole, IsLast ? Assign : Assign + Line + Indent + "return;"));
      else
        braceReturn(Return, Whole, Assign);
    }
    return true;
  }

  /// Turns a lone return of a branch or loop into a block that assigns first.
  void braceReturn(const ReturnStmt *Return, CharSourceRange Whole, const std::string &Assign) {
    const auto *If = dyn_cast_or_null<IfStmt>(B.parent(Return));
    std::string Indent = indentation(Return->getBeginLoc(), context());
    std::string Outer = If ? indentation(If->getBeginLoc(), context()) : Indent;
    if (!If || If->getThen() != Return || If->getElse() || Outer == Indent) {
      Result.Edits.push_back(FixItHint::CreateReplacement(Whole, "{ " + Assign + " return; }"));
      return;
    }
    std::string Line = lineEnding(Return->getBeginLoc(), context());
    Result.Edits.push_back(
        FixItHint::CreateInsertion(If->getRParenLoc().getLocWithOffset(1), " {"));
    Result.Edits.push_back(FixItHint::CreateReplacement(Whole, Assign + Line + Indent + "return;" +
                                                                   Line + Outer + "}"));
  }

  bool rewriteSignature(bool KeepOld) {
    const SourceManager &SM = context().getSourceManager();
    const LangOptions &LangOpts = context().getLangOpts();
    FunctionTypeLoc Type = F.getFunctionTypeLoc();
    SourceRange Returned = F.getReturnTypeSourceRange();
    SourceLocation Close = Type.getRParenLoc(), Brace = B.statement()->getBeginLoc();
    std::string Spelled = text(Returned), Name = Local->getNameAsString();
    if (Spelled.empty() || Close.isInvalid() || Close.isMacroID())
      return false;
    Result.Edits.push_back(FixItHint::CreateReplacement(Returned, "void"));
    Result.Edits.push_back(
        FixItHint::CreateInsertion(Close, (F.getNumParams() ? ", " : "") + Spelled + " &" + Name));
    if (!KeepOld)
      return true;

    std::string Header =
        Lexer::getSourceText(CharSourceRange::getCharRange(F.getBeginLoc(), Brace), SM, LangOpts)
            .str();
    std::string Indent = indentation(F.getBeginLoc(), context());
    std::string Line = lineEnding(F.getBeginLoc(), context());
    std::string Inner = Indent + indentUnit(F, context());
    std::string Arguments;
    for (const ParmVarDecl *Parameter : F.parameters())
      Arguments += Parameter->getNameAsString() + ", ";
    std::string Old = Line + Line + Indent + Header + "{" + Line + Inner + Spelled + " " + Name +
                      ";" + Line + Inner + F.getNameAsString() + "(" + Arguments + Name + ");" +
                      Line + Inner + "return " + Name + ";" + Line + Indent + "}";
    Result.Edits.push_back(
        FixItHint::CreateInsertion(endOfStatement(B.statement(), context()), Old));
    return true;
  }

  bool rewriteLoop(const LoopCall &Site) {
    const SourceManager &SM = context().getSourceManager();
    const Body *Caller = bodyOf(*Site.Caller, B.context());
    const FunctionDecl *Callee = Site.Call->getDirectCallee();
    // A loop may call a function that hands the result on; that one gets no overload.
    if (!Caller || !Callee || counted(Callee) != F.getCanonicalDecl() ||
        Site.Caller->getCanonicalDecl() == F.getCanonicalDecl() ||
        Site.Caller->getDescribedFunctionTemplate())
      return false;
    // The overload must be declared where the loop is: inside a class it is visible everywhere.
    if (!isa<CXXMethodDecl>(F) &&
        !SM.isBeforeInTranslationUnit(F.getEndLoc(), Site.Call->getBeginLoc()))
      return false;
    const Stmt *Statement = Caller->enclosingStatement(Site.Call);
    const Loop *L = Caller->loopOf(Site.Call);
    const auto *Declaration = dyn_cast<DeclStmt>(Statement);
    if (!L || !Declaration || !Declaration->isSingleDecl() ||
        !isa_and_nonnull<CompoundStmt>(Caller->parent(Statement)) ||
        !Caller->contains(L->LoopBody, Statement))
      return false;
    const auto *Variable = dyn_cast<VarDecl>(Declaration->getSingleDecl());
    if (!Variable || Variable->isStaticLocal() || Variable->getType()->isReferenceType() ||
        Variable->getInitStyle() != VarDecl::CInit || !Variable->getInit() ||
        written(Variable->getInit()) != Site.Call || isNameTaken(*Caller, Variable))
      return false;
    std::string Name = Variable->getNameAsString();
    auto Before = insertBefore(L->Statement, Caller->parent(L->Statement),
                               bufferType() + " " + Name + ";", context());
    SourceLocation Close = Site.Call->getRParenLoc();
    if (Before.empty() || Close.isInvalid() || Close.isMacroID() ||
        !isEditable(Statement->getSourceRange(), context()))
      return false;
    Result.Edits.append(Before.begin(), Before.end());
    Result.Edits.push_back(FixItHint::CreateRemoval(
        CharSourceRange::getCharRange(Declaration->getBeginLoc(), Site.Call->getBeginLoc())));
    Result.Edits.push_back(
        FixItHint::CreateInsertion(Close, (Site.Call->getNumArgs() ? ", " : "") + Name));
    return true;
  }

  /// Whether another variable of the function has the name that would move out of the loop.
  bool isNameTaken(const Body &Caller, const VarDecl *Variable) {
    for (const ParmVarDecl *Parameter : Caller.function().parameters())
      if (Parameter->getName() == Variable->getName())
        return true;
    llvm::SmallVector<const DeclStmt *, 16> Declarations;
    collectNodes(Caller.statement(), Declarations);
    for (const DeclStmt *Declaration : Declarations)
      for (const Decl *D : Declaration->decls())
        if (const auto *Other = dyn_cast<NamedDecl>(D);
            Other && Other != Variable && Other->getDeclName() == Variable->getDeclName())
          return true;
    return false;
  }
};

class FreshReturn : public Check {
public:
  using Check::Check;

  void checkBody(const Body &B) override {
    noteBuilder(B);
    noteCalls(B);
  }

  void finish(ASTContext &Context) override {
    for (const auto &[Function, Made] : Builders)
      judge(*Function, Made, Context);
    Builders.clear();
    Calls.clear();
    Single.clear();
    AllCalls.clear();
    Forwarders.clear();
    References.clear();
  }

private:
  /// By definition, in source order.
  llvm::MapVector<const FunctionDecl *, Builder> Builders;
  /// By canonical callee: loops that only read the result.
  llvm::DenseMap<const FunctionDecl *, std::vector<LoopCall>> Calls;
  /// By canonical callee: reads of the result outside of loops.
  llvm::DenseMap<const FunctionDecl *, std::vector<LoopCall>> Single;
  /// By canonical callee: whatever is done with the result.
  llvm::DenseMap<const FunctionDecl *, std::vector<LoopCall>> AllCalls;
  /// By canonical callee: functions that return its result as it is.
  llvm::DenseMap<const FunctionDecl *, llvm::SmallSetVector<const FunctionDecl *, 2>> Forwarders;

  /// By canonical function: how often it is mentioned.
  llvm::DenseMap<const FunctionDecl *, unsigned> References;

  void noteBuilder(const Body &B) {
    const FunctionDecl &F = B.function();
    if (F.getReturnType()->isReferenceType() || !isBuffer(F.getReturnType()) ||
        hasFixedInterface(F) || isa<CoroutineBodyStmt>(B.statement()))
      return;
    // One allocation less among many would not be noticed.
    constexpr unsigned Many = 4;
    auto Made = builderOf(B);
    if (!Made || stringsOnTheWay(B) >= Many || (Made->Local && isMadeOfNumbers(B)))
      return;
    Made->IsWritable = isMadeInOrder(B, Made->Local);
    Builders[&F] = *Made;
  }

  void noteCalls(const Body &B) {
    llvm::SmallVector<const DeclRefExpr *, 32> Mentions;
    collectNodes(B.statement(), Mentions);
    for (const DeclRefExpr *Mention : Mentions)
      if (const auto *Function = dyn_cast<FunctionDecl>(Mention->getDecl()))
        ++References[counted(Function)];
    llvm::SmallVector<const CallExpr *, 32> Found;
    collectNodes(B.statement(), Found);
    bool BranchesOut = branchesOut(B);
    for (const CallExpr *Call : Found) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      if (Callee)
        AllCalls[counted(Callee)].push_back({Call, &B.function(), TextDestination::Other});
      if (!Callee || isa<CXXOperatorCallExpr>(Call) || !isBuffer(Callee->getReturnType()) ||
          Callee->getReturnType()->isReferenceType() ||
          B.context().getSourceManager().isInSystemHeader(Callee->getLocation()))
        continue;
      Callee = counted(Callee);
      const VarDecl *Holder = nullptr;
      ResultUse Use = useOfResult(B, Call, &Holder);
      switch (Use) {
      case ResultUse::Returned:
        // Who calls a virtual function may mean another one.
        if (const auto *Method = dyn_cast<CXXMethodDecl>(&B.function());
            Callee != B.function().getCanonicalDecl() && !(Method && Method->isVirtual()) &&
            returnsNothingElse(B, Callee))
          Forwarders[Callee].insert(B.function().getCanonicalDecl());
        break;
      case ResultUse::Read:
      case ResultUse::Extended: {
        // `StringPrintf("%02x", byte)` needs no memory.
        if (isStdString(Call->getType()) &&
            longestFormatted(*Call, B.context()).value_or(ShortString + 1) <= ShortString)
          break;
        // A function that puts its result together from its own, or each of whose calls leads to
        // several; what a variable or a sum takes over needs memory in each of them. The argument
        // of a macro that reports an error is no part of that work.
        bool IsDropped = Use == ResultUse::Read && !Holder;
        bool IsRecursive =
            (Callee == B.function().getCanonicalDecl() ? !namesCase(*Call, B.context())
                                                       : BranchesOut && IsDropped) &&
            !Call->getBeginLoc().isMacroID() && !isOnColdPath(B, Call);
        const Loop *L = repeatingLoop(B, Call);
        if (((L && !asksSystem(B, *L)) || IsRecursive) && !isWrittenThrough(B, Call)) {
          TextDestination To = destinationOf(B, Call);
          bool Changes = To == TextDestination::Other &&
                         (Use == ResultUse::Extended || (Holder && !isLeftAsMade(B, Holder)));
          Calls[Callee].push_back({Call, &B.function(), To, Changes});
        } else if (!L) {
          Single[Callee].push_back({Call, &B.function(), TextDestination::Other});
        }
        break;
      }
      case ResultUse::Stored:
      case ResultUse::Discarded:
        break;
      }
    }
  }

  /// Whether a loop calls \p F.
  bool isRepeated(const FunctionDecl &F) const {
    auto At = AllCalls.find(F.getCanonicalDecl());
    return At != AllCalls.end() && llvm::any_of(At->second, [&](const LoopCall &Site) {
             const Body *B = bodyOf(*Site.Caller, F.getASTContext());
             const Loop *L = B ? repeatingLoop(*B, Site.Call) : nullptr;
             return L && !asksSystem(*B, *L);
           });
  }

  /// The loops that call \p F, directly or through one function that hands its result on.
  std::vector<LoopCall> loopsOf(const FunctionDecl &F) const {
    std::vector<LoopCall> Sites;
    auto Add = [&](const FunctionDecl *Callee) {
      if (auto At = Calls.find(Callee); At != Calls.end())
        Sites.insert(Sites.end(), At->second.begin(), At->second.end());
    };
    Add(F.getCanonicalDecl());
    if (auto At = Single.find(F.getCanonicalDecl()); At != Single.end())
      for (const LoopCall &Site : At->second)
        if (const Body *B = bodyOf(*Site.Caller, F.getASTContext());
            B && isRepeated(*Site.Caller) && !isOnColdPath(*B, Site.Call) &&
            !isWrittenThrough(*B, Site.Call))
          // A buffer of that caller's would be as fresh; what goes elsewhere can go there at once.
          if (TextDestination To = destinationOf(*B, Site.Call); To != TextDestination::Other)
            Sites.push_back({Site.Call, Site.Caller, To});
    // One that makes a buffer of its own is told of itself.
    if (auto At = Forwarders.find(F.getCanonicalDecl()); At != Forwarders.end())
      for (const FunctionDecl *Forwarder : At->second)
        if (!Builders.contains(Forwarder->getDefinition()))
          Add(Forwarder);
    return Sites;
  }

  /// Whether the first thing that \p Fills, as far as its body is seen, does with \p Buffer is to
  /// assign what it has made, whose memory takes the place of the caller's.
  bool isReplaced(const FunctionDecl &Fills, const ParmVarDecl &Buffer, ASTContext &Context) {
    const FunctionDecl *Definition = Fills.getDefinition();
    const Body *B = Definition ? bodyOf(*Definition, Context) : nullptr;
    if (!B)
      return false;
    const ParmVarDecl *Parameter = Definition->getParamDecl(Buffer.getFunctionScopeIndex());
    for (const Use &U : usesOf(*B, Place::ofVariable(Parameter), B->statement())) {
      if (!mayWrite(U.Kind))
        continue;
      auto Assign = asOperatorCall(U.User);
      return Assign && Assign->Operator == OO_Equal &&
             variableOf(Assign->Operands[0]) == Parameter &&
             !written(Assign->Operands[1])->isLValue();
    }
    return false;
  }

  void judge(const FunctionDecl &F, const Builder &Made, ASTContext &Context) {
    std::vector<LoopCall> Sites = loopsOf(F);
    std::string Name = F.getNameAsString();
    std::string Type =
        F.getReturnType().getUnqualifiedType().getAsString(Context.getPrintingPolicy());
    std::string Costs = "every call allocates, fills and frees a buffer";
    if (isStdString(F.getReturnType()))
      Costs += ", unless the text is short";
    if (const ParmVarDecl *Buffer = filledParameter(F)) {
      const auto *Overload = cast<FunctionDecl>(Buffer->getDeclContext());
      // It saves nothing if it makes a fresh one, too.
      if (isReplaced(*Overload, *Buffer, Context))
        return;
      for (const LoopCall &Site : Sites)
        if (counted(Site.Call->getDirectCallee()) == F.getCanonicalDecl())
          report({.Loc = Site.Call->getBeginLoc(),
                  .What = fmt::format("each call of '{}' in the loop returns a fresh '{}' that is "
                                      "only read",
                                      Name, Type),
                  .Why = Costs,
                  .Remedy =
                      "keep one buffer outside the loop, empty it here, and call the overload "
                      "that fills it",
                  .Ranges = {Site.Call->getSourceRange()},
                  .Notes = {{Overload->getLocation(), "the overload that fills a buffer"}},
                  .Function = Site.Caller});
      return;
    }
    // Others may keep the result: their calls are not what this is about.
    auto IsInLoop = [&](const LoopCall &Site) {
      const Body *Caller = bodyOf(*Site.Caller, Context);
      return Caller && repeatingLoop(*Caller, Site.Call);
    };
    const char *Reader = llvm::any_of(Sites, IsInLoop) ? "a loop" : "a caller";
    const char *Does = llvm::any_of(Sites, [](const LoopCall &Site) { return Site.Changes; })
                           ? "changes and drops"
                           : "only reads";
    Finding Result{
        .Loc = F.getLocation(),
        .What = fmt::format("'{}' returns a fresh '{}', which {} {}", Name, Type, Reader, Does),
        .Why = Costs,
        .Remedy = fmt::format("let the caller own the buffer, and fill {} that it passes",
                              fillable(F, Context)),
        .Function = &F};
    if (Sites.empty()) {
      if (!boolOption("WarnOnPublicApi") || !isPublic(F, Context))
        return;
      Result.What = fmt::format("'{}' returns a fresh '{}' on every call", Name, Type);
      Result.Confidence = Confidence::Low;
    }
    auto AllGoTo = [&](TextDestination To) {
      return !Sites.empty() &&
             llvm::all_of(Sites, [To](const LoopCall &Site) { return Site.To == To; });
    };
    if (AllGoTo(TextDestination::Stream) && Made.IsWritable) {
      Result.What = fmt::format("'{}' returns a fresh '{}', which {} only writes to a stream", Name,
                                Type, Reader);
      Result.Remedy = "let it write to the stream, which the caller passes";
    } else if (Made.IsStreamText && !Sites.empty()) {
      // Its stream gives a fresh string, wherever that goes.
      return;
    } else if (AllGoTo(TextDestination::String) && Made.IsWritable) {
      Result.What = fmt::format("'{}' returns a fresh '{}', which {} only appends to another one",
                                Name, Type, Reader);
      Result.Remedy = fmt::format("let it append to a '{} &' that the caller passes", Type);
    }
    constexpr size_t MostNotes = 5;
    for (const LoopCall &Site : llvm::ArrayRef(Sites).take_front(MostNotes)) {
      const FunctionDecl *Called = Site.Call->getDirectCallee();
      bool IsForwarded = counted(Called) != F.getCanonicalDecl();
      Result.Notes.push_back(
          {Site.Call->getBeginLoc(),
           fmt::format("called {}{}; the result is {}",
                       IsForwarded ? fmt::format("through '{}' ", Called->getNameAsString()) : "",
                       IsInLoop(Site)             ? "in this loop"
                       : isRepeated(*Site.Caller) ? "here, in a function that a loop calls"
                                                  : "here for each recursion",
                       Site.Changes ? "changed and dropped" : "only read")});
    }
    if (Sites.size() > MostNotes)
      Result.Notes.back().Message += fmt::format(" (and {} more)", Sites.size() - MostNotes);
    if (const Body *B = bodyOf(F, Context))
      Result.Unsafe =
          OverloadFix(*B, Made.Local, References.lookup(F.getCanonicalDecl())).build(Sites);
    report(std::move(Result));
  }

  /// What the caller could pass instead, in words that this language standard allows.
  static std::string fillable(const FunctionDecl &F, const ASTContext &Context) {
    std::string Type =
        F.getReturnType().getUnqualifiedType().getAsString(Context.getPrintingPolicy());
    if (isStdString(F.getReturnType()))
      return fmt::format("a '{} &'", Type);
    // A unique_ptr cannot be filled, only what it points to.
    bool IsContainer = containerFact(F.getReturnType()) != nullptr;
    std::string Prefix = IsContainer ? fmt::format("a '{} &' or ", Type) : "";
    if (Context.getLangOpts().CPlusPlus20)
      return Prefix + "a 'std::span'";
    for (const char *Span : {"absl::Span", "llvm::MutableArrayRef", "gsl::span"})
      if (declaresClass(Span, Context))
        return fmt::format("{}a '{}'", Prefix, Span);
    return IsContainer ? fmt::format("a '{} &', or a pointer and a length,", Type)
                       : "a pointer and a length";
  }

  static bool isPublic(const FunctionDecl &F, const ASTContext &Context) {
    const SourceManager &SM = Context.getSourceManager();
    return F.isExternallyVisible() &&
           !SM.isInMainFile(SM.getExpansionLoc(F.getFirstDecl()->getLocation()));
  }
};

FASTIDIOUS_CHECK(
    FreshReturn,
    {.Name = "buffer-fresh-return",
     .Summary = "A function returns a fresh buffer that its callers in loops only read",
     .Cost = Cost::PerIterationAllocation,
     .Confidence = Confidence::Medium,
     .Since = "0.1",
     .Fix = FixKind::Unsafe,
     .Options = {{.Name = "WarnOnPublicApi",
                  .Type = OptionType::Bool,
                  .Default = "false",
                  .Description = "Also report functions declared in headers that no "
                                 "loop of the translation unit calls"}},
     .Docs = R"md(
A function that builds a byte or character buffer and returns it by value makes every call pay for
an allocation, even if the caller looks at the result once and drops it. An API that fills a buffer
of the caller lets a loop allocate once.

## Why

`std::string quoted(std::string_view)` allocates, fills and frees a string on every call. Called for
each record of a file, that is one allocation for each record; with `void quoted(std::string_view,
std::string &out)` it is one for the whole file.

Reported are functions whose result is built in the function (in a local string, vector or
`unique_ptr<char[]>`, in a string stream or in an array, or by `+` from its own recursive calls) and
that a loop of the same translation unit, or a function that calls itself, calls and only reads.
A function that hands the result on (`return quoted(x);`) is seen through once, and so is one that
a loop calls and that appends the result to a string or writes it to a stream.

## Example

```cpp bad
#include <cstdio>
#include <string>
#include <vector>

std::string quoted(const std::string &text) {
  std::string result;
  result += '"';
  for (char c : text) {
    if (c == '"')
      result += '\\';
    result += c;
  }
  result += '"';
  return result;
}

void print(const std::vector<std::string> &names) {
  for (const std::string &name : names) {
    std::string line = quoted(name);
    std::puts(line.c_str());
  }
}
```

```cpp good
#include <cstdio>
#include <string>
#include <vector>

void quoted(const std::string &text, std::string &result) {
  result.clear();
  result += '"';
  for (char c : text) {
    if (c == '"')
      result += '\\';
    result += c;
  }
  result += '"';
}

void print(const std::vector<std::string> &names) {
  std::string line;
  for (const std::string &name : names) {
    quoted(name, line);
    std::puts(line.c_str());
  }
}
```

## Fix safety

Unsafe: an overload that fills a `std::string &` (or the vector) is added beside the function, the
function calls it, and loops of the form `std::string x = f(...);` keep one buffer. The buffer then
keeps the capacity of its longest value, and a partly filled one is visible if the function throws.
No fix is offered for templates, members defined outside their class, default arguments, attributes
or exception specifications.

## Limitations

Left alone: virtual functions and overrides, `extern "C"` and exported interfaces, operators,
coroutines, lambdas, constexpr-only functions; results that are stored (as the key of a new element,
too), moved or passed on by value;
parameters that are changed and returned; results of other functions that are handed on, be it with
something added; wrappers that only call a filling function; the text of a string stream, unless it is only appended or
written to another; strings that
provably stay within the small-string buffer (a few characters, also from functions in sight, or numbers that `snprintf` prints); functions that make
a text of nothing but numbers that they are given, such as a key; functions that make and drop four or more strings on
their way to the one that they return; implicitly shared types; calls in a handler of
exceptions, in what is thrown, in a text that reports a problem (`reportError(f(x))`), in a statement that writes to
`std::cerr`, in a loop that flushes a stream, opens files or waits, and what an assertion compares. If an overload of the same
name already fills a buffer, the finding is at the call. Only callers of the same translation unit
are seen; `WarnOnPublicApi` reports functions of headers without one.

## Measured

1,000 records are read; each goes into a buffer of its own or into the caller's. clang 19, `-O2`,
libstdc++ 12, x86-64; medians of 7 interleaved runs. Written by `tools/bench/run`.

| | before | after | before / after | allocations before | after |
|---|---|---|---|---|---|
| records of 64 bytes | 23.4 us | 7.83 us | 3.0 | 1,000 | 1 |
| records of 4 KiB | 85.8 us | 41.9 us | 2.0 | 1,000 | 1 |
| records of 256 KiB | 12.7 ms | 7.04 ms | 1.83 | 1,000 | 1 |

## References

- [Dave Cheney, High Performance Go Workshop](https://dave.cheney.net/high-performance-go-workshop/gophercon-2019.html), on `io.Reader` and buffers of the caller.
- [C++ Core Guidelines F.20](https://isocpp.github.io/CppCoreGuidelines/CppCoreGuidelines#Rf-out): prefers return values, and names the exception: an expensive buffer reused in an inner loop.
)md"});

} // namespace
} // namespace fastidious

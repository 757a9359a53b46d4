#include "checks/support/Consumers.h"

#include "checks/knowledge/Streams.h"
#include "checks/support/Calls.h"
#include "checks/support/Statements.h"
#include "checks/support/Streams.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace fastidious {
namespace {

/// Whether \p E is the end of a line as a character, a string of it, or its Qt counterpart.
bool isNewLine(const Expr *E) {
  E = withoutCasts(E);
  if (const auto *Character = dyn_cast<CharacterLiteral>(E))
    return Character->getValue() == '\n';
  if (const auto *Literal = dyn_cast<StringLiteral>(E))
    return Literal->getCharByteWidth() == 1 &&
           (Literal->getString() == "\n" || Literal->getString() == "\r\n");
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return Construct->getNumArgs() >= 1 && isNewLine(Construct->getArg(0));
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
    return isNewLine(Cast->getSubExpr());
  // absl::ByChar('\n'), boost::is_any_of("\n").
  if (auto Call = asFunctionCall(E))
    return Call->Arguments.size() == 1 && isNewLine(Call->Arguments[0]);
  return false;
}

bool namesLineSplit(StringRef Name) {
  return Name.contains_insensitive("line") &&
         (Name.contains_insensitive("split") || Name.contains_insensitive("to_lines") ||
          Name.contains_insensitive("tolines"));
}

/// Follows the contents of a stream to whatever consumes them.
class Follower {
public:
  Follower(const Body &B, unsigned Depth) : B(B), Context(B.context()), Depth(Depth) {}

  /// Follows the mentions of \p Variable after \p Read.
  void followVariable(const VarDecl *Variable, const Stmt *Read) {
    if (!Seen.insert(Variable).second)
      return;
    Contents.Holders.push_back(Variable);
    llvm::SmallVector<Use, 8> InLoops;
    for (const Use &U : usesOf(B, Place::ofVariable(Variable), B.statement())) {
      if (Read && !isAfter(U.Ref, Read))
        continue;
      followMention(U.Ref, Variable, Read, InLoops);
    }
    judgePieces(InLoops, Variable, Read);
  }

  /// Follows the value \p Value.
  void followValue(const Expr *Value, const Stmt *Read) {
    llvm::SmallVector<Use, 8> Pieces;
    followMention(Value, nullptr, Read, Pieces);
    if (!Pieces.empty())
      Contents.NeedsWhole = true;
  }

  ConsumedContents take() { return std::move(Contents); }

private:
  const Body &B;
  const ASTContext &Context;
  unsigned Depth;
  ConsumedContents Contents;
  llvm::SmallPtrSet<const VarDecl *, 4> Seen;

  /// A string stream over the contents, or a parameter that stands for one.
  static bool isStream(QualType T) { return isStringStream(T) || isInputStream(T); }

  bool isAfter(const Stmt *Mention, const Stmt *Read) const {
    return Context.getSourceManager().isBeforeInTranslationUnit(Read->getEndLoc(),
                                                                Mention->getBeginLoc());
  }

  /// Whether \p Lines, the list of them all, outlives the function: it is returned, or assigned to
  /// a member.
  bool isKept(const Expr *Lines) const {
    const Stmt *Child = nullptr;
    const Stmt *User = userOf(Lines, Child);
    if (isa_and_nonnull<ReturnStmt>(User))
      return true;
    auto Assignment = asOperatorCall(User);
    return Assignment && Assignment->Operator == OO_Equal && Assignment->Operands.size() == 2 &&
           isa<MemberExpr>(written(Assignment->Operands[0]));
  }

  void consume(Consumption Kind, const Stmt *At) {
    if (const auto *Call = dyn_cast<CallExpr>(At);
        Call && Kind == Consumption::Lines && isKept(Call)) {
      Contents.NeedsWhole = true;
      return;
    }
    for (Consumer &Known : Contents.Consumers)
      if (Known.At == At)
        return;
    Contents.Consumers.push_back({Kind, At});
  }

  /// The outermost loop around \p S that does not hold \p Read.
  const Stmt *outermostLoop(const Stmt *S, const Stmt *Read) const {
    const Stmt *Result = nullptr;
    for (const Loop *L = B.loopOf(S); L; L = L->Parent)
      if (!Read || !B.contains(L->Statement, Read))
        Result = L->Statement;
    return Result;
  }

  static bool isTransparent(const Stmt *S) {
    if (isa<ParenExpr, ImplicitCastExpr, FullExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr,
            CXXStaticCastExpr, CXXReinterpretCastExpr, CStyleCastExpr>(S))
      return true;
    const auto *Construct = dyn_cast<CXXConstructExpr>(S);
    return Construct && Construct->getConstructor()->isCopyOrMoveConstructor();
  }

  /// The parent of \p E that does something with it; \p Child is the node below it.
  const Stmt *userOf(const Stmt *E, const Stmt *&Child) const {
    Child = E;
    const Stmt *Parent = B.parent(E);
    while (Parent && (isTransparent(Parent) || isa<CXXFunctionalCastExpr>(Parent))) {
      Child = Parent;
      Parent = B.parent(Parent);
    }
    return Parent;
  }

  void followMention(const Expr *Ref, const VarDecl *Variable, const Stmt *Read,
                     llvm::SmallVectorImpl<Use> &Pieces) {
    const Stmt *Child = nullptr;
    const Stmt *User = userOf(Ref, Child);
    if (!User)
      return;
    if (const auto *Member = dyn_cast<MemberExpr>(User))
      return followMember(Ref, Member, Variable, Read, Pieces);
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(User))
      return followOperator(Ref, Operator, Child, Variable, Read, Pieces);
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(User))
      return followConstruction(Construct, Child, Read);
    if (const auto *Call = dyn_cast<CallExpr>(User))
      return followArgument(Call, Child, Read, Pieces, Ref, Variable);
    if (isa<ReturnStmt>(User)) {
      Contents.IsDelivered = true;
      return;
    }
    if (const auto *Declaration = dyn_cast<DeclStmt>(User))
      return followDeclaration(Declaration, Child, Read);
    // The mentions in the lambda follow; the end of an array's life.
    if (isa<LambdaExpr, CXXDeleteExpr>(User))
      return;
    // `if (memory)`, `while (memory)`.
    if (isStream(Ref->getType()) &&
        isa<IfStmt, WhileStmt, ForStmt, DoStmt, UnaryOperator, BinaryOperator>(User))
      return;
    Contents.NeedsWhole = true;
  }

  void followDeclaration(const DeclStmt *Declaration, const Stmt *Child, const Stmt *Read) {
    for (const Decl *D : Declaration->decls()) {
      const auto *Declared = dyn_cast<VarDecl>(D);
      if (!Declared || !Declared->getInit() || !B.contains(Declared->getInit(), Child))
        continue;
      if (Declared->isImplicit()) {
        followRange(dyn_cast_or_null<CXXForRangeStmt>(B.parent(Declaration)));
        return;
      }
      if (!Declared->hasLocalStorage())
        break;
      if (Declared->getType()->isPointerType()) {
        followPointer(Declared, Declaration);
        return;
      }
      followVariable(Declared, Declaration);
      return;
    }
    Contents.NeedsWhole = true;
  }

  /// A range-for over lines, or over characters that it gathers into lines.
  void followRange(const CXXForRangeStmt *For) {
    if (!For || !For->getLoopVariable()) {
      Contents.NeedsWhole = true;
      return;
    }
    QualType Element = For->getLoopVariable()->getType().getNonReferenceType();
    if (const ContainerFact *Fact = containerFact(Element);
        isStdString(Element) || (Fact && Fact->has(Contiguous))) {
      consume(Consumption::Lines, For);
      return;
    }
    const VarDecl *Character = For->getLoopVariable();
    bool SeesLineEnd = containsAny(For->getBody(), [&](const Stmt *S) {
      const auto *If = dyn_cast<IfStmt>(S);
      auto Compared = If ? asOperatorCall(If->getCond()) : std::nullopt;
      return Compared && Compared->Operands.size() == 2 &&
             (Compared->Operator == OO_EqualEqual || Compared->Operator == OO_ExclaimEqual) &&
             (isNewLine(Compared->Operands[0]) || isNewLine(Compared->Operands[1])) &&
             mentionsVariable(If->getCond(), Character);
    });
    const VarDecl *Line = nullptr;
    unsigned Others = 0;
    for (const Use &U : usesOf(B, Place::ofVariable(Character), For->getBody())) {
      const auto *User = dyn_cast_or_null<Expr>(B.parentIgnoringImplicit(U.Ref));
      if (auto Operator = asOperatorCall(User); Operator && Operator->Operator == OO_PlusEqual)
        Line = variableOf(Operator->Operands[0]);
      else if (auto Call = asMemberCall(User); Call && Call->Name == "push_back" && Call->Object)
        Line = variableOf(Call->Object);
      else if (!(Operator && Operator->Operands.size() == 2 &&
                 (isNewLine(Operator->Operands[1]) || isNewLine(Operator->Operands[0]))))
        ++Others;
    }
    bool IsReset =
        Line && llvm::any_of(usesOf(B, Place::ofVariable(Line), For->getBody()), [](const Use &U) {
          return U.Kind == UseKind::Move || U.Member == "clear" || U.Kind == UseKind::Overwrite;
        });
    if (SeesLineEnd && IsReset && Others == 0)
      consume(Consumption::Lines, For);
    else
      Contents.NeedsWhole = true;
  }

  /// A pointer into the text: consumed by lines if a loop looks for their ends from there.
  void followPointer(const VarDecl *Pointer, const DeclStmt *Declaration) {
    Contents.HasPointers = true;
    for (const Use &U : usesOf(B, Place::ofVariable(Pointer), B.statement())) {
      const Stmt *Around = outermostLoop(U.Ref, Declaration);
      for (const Stmt *S = B.parent(U.Ref); S && isa<Expr>(S); S = B.parent(S))
        if (auto Call = asFunctionCall(S); Call &&
                                           isOneOf(lastComponent(Call->QualifiedName),
                                                   {"memchr", "strchr", "strchrnul", "find"}) &&
                                           llvm::any_of(Call->Arguments, isNewLine) && Around) {
          consume(Consumption::Lines, Around);
          return;
        }
    }
  }

  void followMember(const Expr *Ref, const MemberExpr *Member, const VarDecl *Variable,
                    const Stmt *Read, llvm::SmallVectorImpl<Use> &Pieces) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
    const Stmt *CallNode = B.parent(Member);
    while (CallNode && isa<ParenExpr, ImplicitCastExpr>(CallNode))
      CallNode = B.parent(CallNode);
    const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(CallNode);
    if (!Method || !Call) {
      Contents.NeedsWhole = true;
      return;
    }
    StringRef Name = Method->getIdentifier() ? Method->getName() : StringRef();
    QualType T = Ref->getType().getNonReferenceType();
    if (T->isPointerType())
      T = T->getPointeeType();
    if (isStream(T))
      return followStreamMember(Ref, Name, Call, Read);
    if (isa<CXXConversionDecl>(Method)) {
      // std::string to std::string_view.
      llvm::SmallVector<Use, 8> Views;
      return followMention(Call, nullptr, Read, Views);
    }
    if (isOneOf(Name, {"empty", "isEmpty", "reserve", "capacity", "max_size", "clear", "close",
                       "shrink_to_fit", "isNull"}))
      return;
    if (Name == "split" && Call->getNumArgs() >= 1 && isNewLine(Call->getArg(0)))
      return consume(Consumption::Lines, Call);
    if (isOneOf(Name, {"data", "c_str", "size", "length", "get", "constData", "begin", "end",
                       "cbegin", "cend"})) {
      if (const CallExpr *Outer = callWith(Call)) {
        if (auto Kind = consumptionBy(Outer, Ref))
          return consume(*Kind, Outer);
        if (isCharacterwise(Outer, Ref))
          return;
      }
      const Stmt *Child = nullptr;
      if (const auto *Declaration = dyn_cast_or_null<DeclStmt>(userOfSum(Call, Child)))
        for (const Decl *D : Declaration->decls())
          if (const auto *Declared = dyn_cast<VarDecl>(D); Declared && Declared->getInit() &&
                                                           B.contains(Declared->getInit(), Call) &&
                                                           Declared->getType()->isPointerType())
            return followPointer(Declared, Declaration);
    }
    if (Name == "erase") {
      // text.erase(std::remove(text.begin(), text.end(), '\r'), text.end())
      if (Call->getNumArgs() == 2)
        if (auto Removal = asFunctionCall(Call->getArg(0));
            Removal && StringRef(Removal->QualifiedName).starts_with("std::remove"))
          return;
    }
    if (Variable && isPieceMember(Name)) {
      Pieces.push_back({Ref, UseKind::Read, Call, Name.str()});
      return;
    }
    Contents.NeedsWhole = true;
  }

  /// Like userOf, but pointer arithmetic is passed.
  const Stmt *userOfSum(const Stmt *E, const Stmt *&Child) const {
    const Stmt *User = userOf(E, Child);
    while (const auto *Sum = dyn_cast_or_null<BinaryOperator>(User)) {
      if (!Sum->isAdditiveOp())
        break;
      User = userOf(Sum, Child);
    }
    return User;
  }

  static bool isPieceMember(StringRef Name) {
    return isOneOf(Name, {"find", "find_first_of", "indexOf", "substr", "mid", "data", "c_str",
                          "size", "length", "begin", "cbegin", "end", "cend", "compare",
                          "starts_with", "constData", "erase", "remove_prefix"});
  }

  void followStreamMember(const Expr *Ref, StringRef Name, const CXXMemberCallExpr *Call,
                          const Stmt *Read) {
    if (Name == "str" && Call->getNumArgs() == 0) {
      if (Contents.CopiedBy)
        Contents.NeedsWhole = true;
      // An rvalue gives its memory away since C++20.
      bool GivesAway =
          Context.getLangOpts().CPlusPlus20 && Call->getImplicitObjectArgument()->isXValue();
      if (!GivesAway)
        Contents.CopiedBy = Call;
      return followValue(Call, Read);
    }
    if (Name == "view" && Call->getNumArgs() == 0)
      return followValue(Call, Read);
    if (Name == "rdbuf" && Call->getNumArgs() == 0) {
      const Stmt *Child = nullptr;
      auto Operator = asOperatorCall(userOf(Call, Child));
      if (Operator && Operator->Operator == OO_LessLess && Operator->Operands.size() == 2 &&
          isOutputStream(Operator->Operands[0]->getType()) &&
          !isStringStream(streamOfChain(Operator->Operands[0])->getType()))
        return consume(Consumption::Copy, Operator->Whole);
      Contents.NeedsWhole = true;
      return;
    }
    const Stmt *Around = outermostLoop(Call, Read);
    if (isOneOf(Name, {"read", "readsome", "getline", "ignore"}) && Around)
      return consume(Name == "getline" ? Consumption::Lines : Consumption::Chunks, Around);
    if (Name.empty() ||
        isOneOf(Name, {"eof", "good", "fail", "bad", "operator!", "peek", "imbue", "exceptions",
                       "setf", "unsetf", "clear", "flush", "setstate", "rdstate", "precision"}))
      return;
    Contents.NeedsWhole = true;
  }

  /// The stream at the left end of a chain of `<<` or `>>`.
  static const Expr *streamOfChain(const Expr *E) {
    E = written(E);
    while (auto Operator = asOperatorCall(E)) {
      if ((Operator->Operator != OO_LessLess && Operator->Operator != OO_GreaterGreater) ||
          Operator->Operands.empty())
        break;
      E = written(Operator->Operands[0]);
    }
    return E;
  }

  void followOperator(const Expr *Ref, const CXXOperatorCallExpr *Operator, const Stmt *Child,
                      const VarDecl *Variable, const Stmt *Read,
                      llvm::SmallVectorImpl<Use> &Pieces) {
    OverloadedOperatorKind Kind = Operator->getOperator();
    bool IsLeft = Operator->getNumArgs() > 0 && Operator->getArg(0) == Child;
    QualType T = Ref->getType().getNonReferenceType();
    if (Kind == OO_GreaterGreater && IsLeft && isStream(T)) {
      // Records, if a loop reads them; else a header before them.
      if (const Stmt *Around = outermostLoop(Operator, Read))
        consume(Consumption::Records, Around);
      return;
    }
    if (Kind == OO_Exclaim)
      return;
    if (Kind == OO_LessLess && !IsLeft) {
      const Expr *Stream = streamOfChain(Operator->getArg(0));
      if (isOutputStream(Stream->getType()) && !isStringStream(Stream->getType()))
        return consume(Consumption::Copy, Operator);
    }
    if (Kind == OO_Pipe && IsLeft) {
      const auto *Adaptor = dyn_cast<CXXOperatorCallExpr>(written(Operator->getArg(1)));
      if (Adaptor && Adaptor->getNumArgs() == 2 && isNewLine(Adaptor->getArg(1)))
        if (const auto *Name = dyn_cast<DeclRefExpr>(written(Adaptor->getArg(0)));
            Name && StringRef(qualifiedName(*Name->getDecl())).contains("split"))
          return consume(Consumption::Lines, Operator);
    }
    if (Kind == OO_Equal && !IsLeft) {
      auto Target = Place::of(Operator->getArg(0), Context);
      const VarDecl *Local = Target ? Target->variable() : nullptr;
      if (Local && Local->hasLocalStorage() && !isa<ParmVarDecl>(Local) &&
          !Local->getType()->isReferenceType())
        return followVariable(Local, B.enclosingStatement(Operator));
      Contents.IsDelivered = true;
      return;
    }
    // `rest = rest.substr(end + 1)`
    if (Kind == OO_Equal && IsLeft && Variable && mentionsVariable(Operator->getArg(1), Variable)) {
      Pieces.push_back({Ref, UseKind::Read, Operator, "operator="});
      return;
    }
    if (Kind == OO_Subscript && IsLeft && Variable) {
      Pieces.push_back({Ref, UseKind::Read, Operator, "operator[]"});
      return;
    }
    Contents.NeedsWhole = true;
  }

  void followConstruction(const CXXConstructExpr *Construct, const Stmt *Child, const Stmt *Read) {
    bool IsFirst = Construct->getNumArgs() > 0 && Construct->getArg(0) == Child;
    if (!IsFirst) {
      Contents.NeedsWhole = true;
      return;
    }
    QualType T = Construct->getType();
    const ContainerFact *Fact = containerFact(T);
    bool IsView = Fact && Fact->has(fastidious::IsView);
    if (!isStringStream(T) && !IsView && !isCharacterContainer(T)) {
      Contents.NeedsWhole = true;
      return;
    }
    llvm::SmallVector<Use, 8> Pieces;
    followMention(Construct, nullptr, Read, Pieces);
  }

  /// The call of which \p E is an argument, or null.
  const CallExpr *callWith(const Expr *E) const {
    const Stmt *Child = nullptr;
    const Stmt *User = userOf(E, Child);
    // `n * sizeof(char)` and views of all of it.
    while (User && (isa<BinaryOperator>(User) || isa<CXXConstructExpr>(User)))
      User = userOf(User, Child);
    const auto *Call = dyn_cast_or_null<CallExpr>(User);
    return Call && Call->getCallee() != Child ? Call : nullptr;
  }

  /// Whether \p Call maps or removes single characters of \p Text in place.
  static bool isCharacterwise(const CallExpr *Call, const Expr *Text) {
    auto Function = asFunctionCall(Call);
    return Function &&
           isOneOf(Function->QualifiedName, {"std::replace", "std::replace_if", "std::transform",
                                             "std::remove", "std::remove_if"});
  }

  /// Whether the arguments of \p Call give it all of \p Text as a pointer and a length.
  static bool isWholeBuffer(const CallExpr *Call) {
    bool HasPointer = false, HasLength = false;
    for (const Expr *Argument : Call->arguments()) {
      const Expr *Value = withoutCasts(Argument);
      if (auto Member = asMemberCall(Value)) {
        HasPointer |= isOneOf(Member->Name, {"data", "c_str", "get", "constData"});
        HasLength |= isOneOf(Member->Name, {"size", "length"});
      } else if (Value->getType()->isIntegerType() && !isa<IntegerLiteral>(Value)) {
        HasLength = true;
      }
    }
    return HasPointer && HasLength;
  }

  /// What the call \p Call, to which the contents \p Text go, consumes them as.
  std::optional<Consumption> consumptionBy(const CallExpr *Call, const Expr *Text) const {
    if (auto Member = asMemberCall(Call)) {
      if (!Member->Object)
        return std::nullopt;
      QualType T = written(Member->Object)->getType();
      if (Member->IsArrow)
        T = T->getPointeeType();
      const CXXRecordDecl *Class = classOf(T);
      const VarDecl *Object = variableOf(Member->Object);
      bool IsOutput = isOutputStream(T) || isQtDevice(T);
      if (isWritingMember(Member->Name) && (IsOutput || isWholeBuffer(Call)) && !isStringStream(T))
        return Consumption::Copy;
      if (isIncremental(Member->Name)) {
        bool IsDigest = (Class && Class->getIdentifier() && namesDigest(Class->getName())) ||
                        (Object && Object->getIdentifier() && namesDigest(Object->getName()));
        if (IsDigest || isWholeBuffer(Call))
          return Consumption::Digest;
      }
      return std::nullopt;
    }
    auto Function = asFunctionCall(Call);
    if (!Function)
      return std::nullopt;
    StringRef Name = lastComponent(Function->QualifiedName);
    bool IsC = !StringRef(Function->QualifiedName).contains("::") ||
               StringRef(Function->QualifiedName).starts_with("std::");
    // A function of the project that has such a name may do anything.
    const FunctionDecl *Callee = Call->getDirectCallee();
    bool IsLibrary = Callee && (Callee->isExternC() || Callee->isInStdNamespace());
    if (IsC && writesBytes(Name) && (IsLibrary || isWholeBuffer(Call)))
      return Consumption::Copy;
    if (isIncremental(Name) && isWholeBuffer(Call))
      return Consumption::Digest;
    if (Name == "copy")
      for (const Expr *Argument : Function->Arguments) {
        const CXXRecordDecl *Output = classOf(written(Argument)->getType());
        if (Output && Output->getIdentifier() &&
            isOneOf(Output->getName(), {"ostreambuf_iterator", "ostream_iterator"}))
          return Consumption::Copy;
      }
    if (isOneOf(Name, {"strtok", "strtok_r", "strsep"}) && Function->Arguments.size() >= 2 &&
        isNewLine(Function->Arguments[1]))
      return Consumption::Lines;
    // A function that splits at line ends.
    if (Name.contains_insensitive("split") && llvm::any_of(Function->Arguments, isNewLine))
      return Consumption::Lines;
    if (namesLineSplit(Name))
      return Consumption::Lines;
    return std::nullopt;
  }

  void followArgument(const CallExpr *Call, const Stmt *Child, const Stmt *Read,
                      llvm::SmallVectorImpl<Use> &Pieces, const Expr *Ref,
                      const VarDecl *Variable) {
    if (isMove(Call)) {
      followMention(Call, Variable, Read, Pieces);
      return;
    }
    if (auto Kind = consumptionBy(Call, Ref))
      return consume(*Kind, Call);
    auto Function = asFunctionCall(Call);
    QualType T = Ref->getType().getNonReferenceType();
    if (Function && Function->QualifiedName == "std::getline" && isStream(T) &&
        !Function->Arguments.empty() && written(Function->Arguments[0]) == written(Ref)) {
      const Stmt *Around = outermostLoop(Call, Read);
      bool IsLine = Function->Arguments.size() == 2 ||
                    (Function->Arguments.size() == 3 && isNewLine(Function->Arguments[2]));
      if (Around)
        consume(IsLine ? Consumption::Lines : Consumption::Records, Around);
      return;
    }
    if (Function && lastComponent(Function->QualifiedName) == "free")
      return;
    unsigned Index = 0;
    while (Index < Call->getNumArgs() && Call->getArg(Index) != Child)
      ++Index;
    if (auto Found = consumerInCallee(Call, Index))
      consume(Found->Kind, Call);
    else
      Contents.NeedsWhole = true;
  }

  /// What a function of this translation unit does with its parameter \p Index.
  std::optional<Consumer> consumerInCallee(const CallExpr *Call, unsigned Index) const {
    const FunctionDecl *Callee = Call->getDirectCallee();
    const FunctionDecl *Definition = nullptr;
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
    if (!Callee || Depth >= 2 || isa<CXXOperatorCallExpr>(Call) ||
        (Method && Method->isVirtual()) || !Callee->hasBody(Definition) ||
        Index >= Definition->getNumParams())
      return std::nullopt;
    const Body *CalleeBody = bodyOf(*Definition, B.context());
    if (!CalleeBody || CalleeBody == &B)
      return std::nullopt;
    Follower Inner(*CalleeBody, Depth + 1);
    Inner.followVariable(Definition->getParamDecl(Index), nullptr);
    return Inner.take().consumer();
  }

  /// Decides about the mentions of \p Variable that take a piece of it each.
  void judgePieces(llvm::ArrayRef<Use> Pieces, const VarDecl *Variable, const Stmt *Read) {
    if (Pieces.empty())
      return;
    const Stmt *Around = nullptr;
    for (const Use &U : Pieces)
      if (const Stmt *L = outermostLoop(U.Ref, Read)) {
        if (Around && Around != L) {
          Contents.NeedsWhole = true;
          return;
        }
        Around = L;
      }
    bool IsLines = Around && (isLineLoop(Pieces, Around) || isElementLoop(Pieces, Variable));
    bool IsChunks = Around && !IsLines && isChunkLoop(Pieces, Around);
    for (const Use &U : Pieces) {
      if (Around && B.contains(Around, U.Ref))
        continue;
      // A check that all has been read, or that there is anything.
      bool IsNeutral = isOneOf(U.Member, {"size", "length"}) &&
                       (isComparedWithZero(U.User) || isInSameExpression(U.User, Read) || Around);
      bool IsRest = IsLines && isOneOf(U.Member, {"substr", "size", "length", "find", "data"});
      if (!IsNeutral && !IsRest) {
        Contents.NeedsWhole = true;
        return;
      }
    }
    if (IsLines)
      consume(Consumption::Lines, Around);
    else if (IsChunks)
      consume(Consumption::Chunks, Around);
    else if (Around)
      Contents.NeedsWhole = true;
  }

  bool isInSameExpression(const Stmt *S, const Stmt *Read) const {
    while (S && isa<Expr>(S) && S != Read && !B.contains(S, Read))
      S = B.parent(S);
    return S && isa<Expr>(S) && Read;
  }

  bool isComparedWithZero(const Stmt *Call) const {
    const Stmt *Child = nullptr;
    const auto *Binary = dyn_cast_or_null<BinaryOperator>(userOf(Call, Child));
    if (!Binary || !Binary->isComparisonOp())
      return false;
    const auto *Zero = dyn_cast<IntegerLiteral>(withoutCasts(Binary->getRHS()));
    return Zero && Zero->getValue() == 0;
  }

  /// Whether \p Loop takes the text apart at line ends: it looks for them, and slices.
  bool isLineLoop(llvm::ArrayRef<Use> Pieces, const Stmt *Loop) const {
    bool Searches = false, Slices = false;
    for (const Use &U : Pieces) {
      const auto *Call = cast<CallExpr>(U.User);
      if (isOneOf(U.Member, {"find", "find_first_of", "indexOf"})) {
        if (Call->getNumArgs() == 0 || !isNewLine(Call->getArg(0)))
          return false;
        Searches = true;
      } else if (U.Member == "operator[]") {
        if (!B.contains(Loop, U.Ref))
          return false;
        const Stmt *Child = nullptr;
        const auto *Binary = dyn_cast_or_null<BinaryOperator>(userOf(Call, Child));
        if (!Binary || !Binary->isEqualityOp() ||
            !(isLineEnd(Binary->getRHS()) || isLineEnd(Binary->getLHS())))
          return false;
        Searches = true;
      } else if (isOneOf(U.Member, {"substr", "mid"})) {
        Slices = true;
      } else if (isOneOf(U.Member, {"data", "c_str", "begin", "cbegin", "end", "cend"})) {
        if (const CallExpr *Outer = callWith(Call))
          if (auto Find = asFunctionCall(Outer); Find &&
                                                 lastComponent(Find->QualifiedName) == "find" &&
                                                 llvm::any_of(Find->Arguments, isNewLine)) {
            Searches = true;
            Slices = true;
            continue;
          }
        Slices |= !isOneOf(U.Member, {"end", "cend"});
      } else if (!isOneOf(U.Member, {"size", "length", "erase", "remove_prefix", "operator="})) {
        return false;
      }
    }
    return Searches && Slices;
  }

  /// Whether the pieces are the elements of \p Variable, a container of lines, in order.
  static bool isElementLoop(llvm::ArrayRef<Use> Pieces, const VarDecl *Variable) {
    if (!isStdString(templateTypeArgument(Variable->getType(), 0)))
      return false;
    const VarDecl *Index = nullptr;
    for (const Use &U : Pieces) {
      if (isOneOf(U.Member, {"size", "length"}))
        continue;
      const auto *Subscript = dyn_cast<CXXOperatorCallExpr>(U.User);
      const VarDecl *At = Subscript ? variableOf(Subscript->getArg(1)) : nullptr;
      if (!At || (Index && Index != At))
        return false;
      Index = At;
    }
    return Index;
  }

  static bool isLineEnd(const Expr *E) {
    const auto *Character = dyn_cast<CharacterLiteral>(withoutCasts(E));
    return Character && (Character->getValue() == '\n' || Character->getValue() == '\r');
  }

  /// Whether \p Loop walks over the text by an offset that grows by more than one.
  bool isChunkLoop(llvm::ArrayRef<Use> Pieces, const Stmt *Loop) const {
    const VarDecl *Offset = nullptr;
    bool Slices = false;
    const auto *Known = B.loopAt(Loop);
    const Stmt *LoopBody = Known ? Known->LoopBody : nullptr;
    // `offset += n` in the body or the increment.
    for (const Expr *E : expressionsOf(Loop)) {
      const auto *Advance = dyn_cast<CompoundAssignOperator>(E);
      if (!Advance || Advance->getOpcode() != BO_AddAssign)
        continue;
      const auto *Step = dyn_cast<IntegerLiteral>(withoutCasts(Advance->getRHS()));
      const VarDecl *Counter = variableOf(Advance->getLHS());
      if (!Counter || (Step && Step->getValue() == 1) || !Counter->getType()->isIntegerType() ||
          B.contains(LoopBody, B.enclosingStatement(E)) != B.contains(LoopBody, E))
        continue;
      bool IsOffset = llvm::any_of(Pieces, [&](const Use &U) {
        return !isOneOf(U.Member, {"size", "length"}) && isWithMention(U, Counter);
      });
      if (IsOffset)
        Offset = Counter;
    }
    if (!Offset)
      return false;
    for (const Use &U : Pieces) {
      if (!B.contains(Loop, U.Ref) || isOneOf(U.Member, {"size", "length"}))
        continue;
      if (!isOneOf(U.Member, {"data", "c_str", "substr", "mid", "begin", "cbegin", "operator[]",
                              "constData"}) ||
          !isWithMention(U, Offset))
        return false;
      if (U.Member == "operator[]") {
        // The address of an element begins a slice; an element is looked at.
        const Stmt *Child = nullptr;
        const auto *Address = dyn_cast_or_null<UnaryOperator>(userOf(U.User, Child));
        if (!Address || Address->getOpcode() != UO_AddrOf)
          return false;
      }
      Slices = true;
    }
    return Slices;
  }

  /// Whether the expression around the piece \p U mentions \p Variable.
  bool isWithMention(const Use &U, const VarDecl *Variable) const {
    const Stmt *S = U.User;
    if (mentionsVariable(S, Variable))
      return true;
    for (S = B.parent(S); S && isa<Expr>(S); S = B.parent(S)) {
      if (isa<BinaryOperator, CXXOperatorCallExpr>(S) && mentionsVariable(S, Variable))
        return true;
      if (!isa<ParenExpr, CastExpr, BinaryOperator, CXXOperatorCallExpr, FullExpr,
               MaterializeTemporaryExpr, CXXConstructExpr>(S))
        break;
    }
    return false;
  }
};

/// The name of the file that the stream or file variable \p Opened is opened with, or null.
const Expr *openedName(const Body &B, const VarDecl *Opened) {
  if (!Opened)
    return nullptr;
  if (const Expr *Init = Opened->getInit()) {
    const Expr *Value = written(Init);
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Value);
        Construct && Construct->getNumArgs() > 0 && !isa<CXXDefaultArgExpr>(Construct->getArg(0)))
      return Construct->getArg(0);
    for (const Expr *E : expressionsOf(Value))
      if (auto Call = asFunctionCall(E);
          Call && isOneOf(lastComponent(Call->QualifiedName), {"fopen", "open", "popen"}) &&
          !Call->Arguments.empty())
        return Call->Arguments[0];
  }
  for (const Use &U : usesOf(B, Place::ofVariable(Opened), B.statement()))
    if (auto Call = asMemberCall(U.User); Call && Call->Name == "open" && !Call->Arguments.empty())
      return Call->Arguments[0];
  return nullptr;
}

/// Whether \p B opens the file \p Name for writing: it is read as a whole so that it can be
/// replaced.
bool isRewritten(const Body &B, const Expr *Name) {
  auto IsSame = [&](const Expr *Other) {
    const Expr *A = written(Name), *Another = written(Other);
    // `path` and `path.c_str()`.
    for (const Expr **E : {&A, &Another})
      if (auto Call = asMemberCall(*E);
          Call && isOneOf(Call->Name, {"c_str", "string", "data"}) && Call->Object)
        *E = written(Call->Object);
    return sameExpression(A, Another, B.context());
  };
  return containsAny(B.statement(), [&](const Stmt *S) {
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(S))
      return Construct->getNumArgs() > 0 && isOutputStream(Construct->getType()) &&
             !isStringStream(Construct->getType()) && IsSame(Construct->getArg(0));
    if (auto Call = asMemberCall(S); Call && Call->Name == "open" && Call->Object)
      return !Call->Arguments.empty() && isOutputStream(Call->Object->getType()) &&
             IsSame(Call->Arguments[0]);
    if (auto Call = asFunctionCall(S);
        Call && lastComponent(Call->QualifiedName) == "fopen" && Call->Arguments.size() == 2) {
      const auto *Mode = dyn_cast<StringLiteral>(written(Call->Arguments[1]));
      return (!Mode || Mode->getString().find_first_of("wa+") != StringRef::npos) &&
             IsSame(Call->Arguments[0]);
    }
    return false;
  });
}

/// Whether a lock is held while \p Read is evaluated, but no longer when \p Consumer is.
bool isReadUnderLock(const Body &B, const Stmt *Read, const Stmt *Consumer) {
  for (const Stmt *S = B.parent(Read); S && !B.contains(S, Consumer); S = B.parent(S))
    if (const auto *Block = dyn_cast<CompoundStmt>(S))
      for (const Stmt *Part : Block->body())
        if (const auto *Declaration = dyn_cast<DeclStmt>(Part))
          for (const Decl *D : Declaration->decls()) {
            const auto *Variable = dyn_cast<VarDecl>(D);
            const CXXRecordDecl *Class = Variable ? classOf(Variable->getType()) : nullptr;
            if (Class && Class->getIdentifier() && Class->getName().contains_insensitive("lock"))
              return true;
          }
  return false;
}

/// Whether what \p Read takes from a stream that can also be written may be written back to it by
/// \p Consumer, which mentions it.
bool goesBack(const Body &B, const Slurp &Read, const Stmt *Consumer) {
  if (!Read.Stream)
    return false;
  QualType T = Read.Stream->getType();
  if (T->isPointerType())
    T = T->getPointeeType();
  std::optional<Place> Stream = Place::of(Read.Stream, B.context());
  return Stream && (isOutputStream(T) || isQtDevice(T)) &&
         llvm::any_of(usesOf(B, *Stream, Consumer),
                      [&](const Use &U) { return !B.contains(Read.At, U.Ref); });
}

} // namespace

std::optional<Consumer> ConsumedContents::consumer() const {
  if (NeedsWhole || IsDelivered || Consumers.size() != 1)
    return std::nullopt;
  return Consumers.front();
}

ConsumedContents consumersOf(const Body &B, const Slurp &Read) {
  Follower Contents(B, 0);
  if (Read.Variable)
    Contents.followVariable(Read.Variable, Read.Statement);
  else
    Contents.followValue(Read.At, Read.Statement);
  return Contents.take();
}

std::optional<Consumer> needlessConsumer(const Body &B, const Slurp &Read,
                                         const ConsumedContents &Contents) {
  std::optional<Consumer> Found = Contents.consumer();
  if (!Found)
    return std::nullopt;
  // What is read once and consumed again and again is better kept.
  if (const Loop *L = B.loopOf(Found->At); L && !B.contains(L->Statement, Read.At))
    return std::nullopt;
  const Expr *Name = openedName(B, variableOf(Read.Stream));
  if (const auto *Call = dyn_cast<CallExpr>(Read.At);
      !Name && Read.Form == SlurpForm::Returned && Call && Call->getNumArgs() > 0)
    Name = Call->getArg(0);
  if ((Name && isRewritten(B, Name)) || isReadUnderLock(B, Read.At, Found->At) ||
      goesBack(B, Read, Found->At))
    return std::nullopt;
  return Found;
}

} // namespace fastidious

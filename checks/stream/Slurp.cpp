/// \file
/// stream-slurp: a stream that is read into memory as a whole, for a consumer that takes it in
/// pieces.
#include "checks/framework/Check.h"
#include "checks/knowledge/Streams.h"
#include "checks/support/Calls.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/Streams.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace fastidious {
namespace {

/// How contents are consumed.
enum class Consumption { Lines, Records, Chunks, Copy, Digest };

struct Consumer {
  Consumption Kind;
  /// What consumes: a loop or a call. The same for all mentions of the contents in it.
  const Stmt *At;
};

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

StringRef lastComponent(StringRef Name) {
  return Name.substr(Name.rfind(':') + 1);
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

  llvm::SmallVector<Consumer, 2> Consumers;
  /// Something needs the whole text, or does what is not understood.
  bool NeedsWhole = false;
  /// The text is handed to somebody as a string object: returned or assigned.
  bool IsDelivered = false;
  /// Somebody points into the text.
  bool HasPointers = false;
  /// The `memory.str()` that copies the text out of a string stream.
  const CallExpr *CopiedBy = nullptr;
  /// The variables that hold the contents on their way, and the statements that declare them.
  llvm::SmallVector<const VarDecl *, 4> Holders;

  /// Follows the mentions of \p Variable after \p Read.
  void followVariable(const VarDecl *Variable, const Stmt *Read) {
    if (!Seen.insert(Variable).second)
      return;
    Holders.push_back(Variable);
    llvm::SmallVector<Use, 8> InLoops;
    for (const Use &U : usesOf(B, Place::ofVariable(Variable), B.statement())) {
      if (Read && !isAfter(U.Ref, Read))
        continue;
      followMention(U.Ref, Variable, Read, InLoops);
    }
    judgePieces(InLoops, Variable, Read);
  }

  /// Follows the value of \p Contents.
  void followValue(const Expr *Contents, const Stmt *Read) {
    llvm::SmallVector<Use, 8> Pieces;
    followMention(Contents, nullptr, Read, Pieces);
    if (!Pieces.empty())
      NeedsWhole = true;
  }

  /// The single consumer, or nothing.
  std::optional<Consumer> consumer() const {
    if (NeedsWhole || IsDelivered || Consumers.size() != 1)
      return std::nullopt;
    return Consumers.front();
  }

private:
  const Body &B;
  const ASTContext &Context;
  unsigned Depth;
  llvm::SmallPtrSet<const VarDecl *, 4> Seen;

  /// A string stream over the contents, or a parameter that stands for one.
  static bool isStream(QualType T) { return isStringStream(T) || isInputStream(T); }

  bool isAfter(const Stmt *Mention, const Stmt *Read) const {
    return Context.getSourceManager().isBeforeInTranslationUnit(Read->getEndLoc(),
                                                                Mention->getBeginLoc());
  }

  void consume(Consumption Kind, const Stmt *At) {
    for (Consumer &Known : Consumers)
      if (Known.At == At)
        return;
    Consumers.push_back({Kind, At});
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
      IsDelivered = true;
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
    NeedsWhole = true;
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
    NeedsWhole = true;
  }

  /// A range-for over lines, or over characters that it gathers into lines.
  void followRange(const CXXForRangeStmt *For) {
    if (!For || !For->getLoopVariable()) {
      NeedsWhole = true;
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
      NeedsWhole = true;
  }

  /// A pointer into the text: consumed by lines if a loop looks for their ends from there.
  void followPointer(const VarDecl *Pointer, const DeclStmt *Declaration) {
    HasPointers = true;
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
      NeedsWhole = true;
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
    NeedsWhole = true;
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
      if (CopiedBy)
        NeedsWhole = true;
      // An rvalue gives its memory away since C++20.
      bool GivesAway =
          Context.getLangOpts().CPlusPlus20 && Call->getImplicitObjectArgument()->isXValue();
      if (!GivesAway)
        CopiedBy = Call;
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
      NeedsWhole = true;
      return;
    }
    const Stmt *Around = outermostLoop(Call, Read);
    if (isOneOf(Name, {"read", "readsome", "getline", "ignore"}) && Around)
      return consume(Name == "getline" ? Consumption::Lines : Consumption::Chunks, Around);
    if (Name.empty() ||
        isOneOf(Name, {"eof", "good", "fail", "bad", "operator!", "peek", "imbue", "exceptions",
                       "setf", "unsetf", "clear", "flush", "setstate", "rdstate", "precision"}))
      return;
    NeedsWhole = true;
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
      IsDelivered = true;
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
    NeedsWhole = true;
  }

  void followConstruction(const CXXConstructExpr *Construct, const Stmt *Child, const Stmt *Read) {
    bool IsFirst = Construct->getNumArgs() > 0 && Construct->getArg(0) == Child;
    if (!IsFirst) {
      NeedsWhole = true;
      return;
    }
    QualType T = Construct->getType();
    const ContainerFact *Fact = containerFact(T);
    bool IsView = Fact && Fact->has(fastidious::IsView);
    if (!isStringStream(T) && !IsView && !isCharacterContainer(T)) {
      NeedsWhole = true;
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
    if (IsC && writesBytes(Name))
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
      NeedsWhole = true;
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
    return Inner.consumer();
  }

  /// Decides about the mentions of \p Variable that take a piece of it each.
  void judgePieces(llvm::ArrayRef<Use> Pieces, const VarDecl *Variable, const Stmt *Read) {
    if (Pieces.empty())
      return;
    const Stmt *Around = nullptr;
    for (const Use &U : Pieces)
      if (const Stmt *L = outermostLoop(U.Ref, Read)) {
        if (Around && Around != L) {
          NeedsWhole = true;
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
        NeedsWhole = true;
        return;
      }
    }
    if (IsLines)
      consume(Consumption::Lines, Around);
    else if (IsChunks)
      consume(Consumption::Chunks, Around);
    else if (Around)
      NeedsWhole = true;
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
    const Stmt *LoopBody = nullptr;
    for (const fastidious::Loop &L : B.loops())
      if (L.Statement == Loop)
        LoopBody = L.LoopBody;
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

class SlurpedStream : public Check {
public:
  using Check::Check;

  void checkBody(const Body &B) override {
    for (const Slurp &Read : slurpsOf(B)) {
      Follower Contents(B, 0);
      if (Read.Variable)
        Contents.followVariable(Read.Variable, Read.Statement);
      else
        Contents.followValue(Read.At, Read.Statement);
      if (auto Found = Contents.consumer())
        reportConsumer(B, Read, Contents, *Found);
      else if (Read.Form == SlurpForm::Buffer && Contents.CopiedBy && !Contents.NeedsWhole &&
               Contents.Consumers.empty() && (Contents.IsDelivered || Contents.HasPointers))
        reportCopy(B, Read, *Contents.CopiedBy);
    }
  }

private:
  /// How the message names the stream.
  static std::string nameOfStream(const Slurp &Read, const ASTContext &Context) {
    std::string Name = Read.Stream ? quoted(Read.Stream->getSourceRange(), Context, 30) : "";
    return Name.empty() ? "the stream" : "'" + Name + "'";
  }

  void reportConsumer(const Body &B, const Slurp &Read, const Follower &Contents,
                      const Consumer &Found) {
    const ASTContext &Context = B.context();
    const Expr *Name = openedName(B, variableOf(Read.Stream));
    if (const auto *Call = dyn_cast<CallExpr>(Read.At);
        !Name && Read.Form == SlurpForm::Returned && Call && Call->getNumArgs() > 0)
      Name = Call->getArg(0);
    if ((Name && isRewritten(B, Name)) || isReadUnderLock(B, Read.At, Found.At) ||
        (Read.Stream && isOutputStream(Read.Stream->getType()) &&
         mentionsVariable(Found.At, variableOf(Read.Stream))))
      return;
    Finding F;
    F.Loc = Read.At->getBeginLoc();
    F.Ranges.push_back(Read.At->getSourceRange());
    F.Work = Read.At;
    std::string Text = quoted(Read.At->getSourceRange(), Context),
                Stream = nameOfStream(Read, Context);
    F.What = (Text.empty() ? std::string("this") : "'" + Text + "'") + " reads the whole of " +
             Stream + " into memory, ";
    if (Read.Form == SlurpForm::Returned && !Read.Stream)
      F.What = (Text.empty() ? std::string("this") : "'" + Text + "'") +
               " returns the whole stream in memory, ";
    switch (Found.Kind) {
    case Consumption::Lines:
      F.What += "only to take it line by line";
      F.Remedy = "read each line as it is needed with 'std::getline'";
      break;
    case Consumption::Records:
      F.What += "only to take it record by record";
      F.Remedy = "extract the records from the stream itself";
      break;
    case Consumption::Chunks:
      F.What += "only to take it chunk by chunk";
      F.Remedy = "read one chunk at a time into one buffer";
      break;
    case Consumption::Copy:
      F.What += "only to write it to another stream";
      F.Remedy = "copy it with 'out << in.rdbuf()' or one chunk at a time";
      break;
    case Consumption::Digest:
      F.What += "only to feed what also takes it piece by piece";
      F.Remedy = "read and feed one chunk at a time";
      break;
    }
    F.Why = "memory grows with the input, and every byte is copied before the first is used";
    F.Notes.push_back({Found.At->getBeginLoc(), "consumed here"});
    if (auto Direct = useStream(B, Read, Contents, Found))
      F.Unsafe = std::move(Direct);
    report(std::move(F));
  }

  void reportCopy(const Body &B, const Slurp &Read, const CallExpr &Copy) {
    const ASTContext &Context = B.context();
    Finding F;
    F.Loc = Read.At->getBeginLoc();
    F.Ranges.push_back(Read.At->getSourceRange());
    F.Work = Read.At;
    std::string Text = quoted(Read.At->getSourceRange(), Context),
                Call = quoted(Copy.getSourceRange(), Context);
    F.What = (Text.empty() ? std::string("this") : "'" + Text + "'") + " reads the whole of " +
             nameOfStream(Read, Context) + " into a string stream, and " +
             (Call.empty() ? std::string("str()") : "'" + Call + "'") + " copies all of it again";
    F.Why = "the text is in memory twice, and the string stream grows by reallocation";
    F.Remedy = "read into one string: with one sized 'read' if the stream can seek, else a chunk "
               "at a time";
    F.Notes.push_back({Copy.getBeginLoc(), "the second copy is made here"});
    // Since C++20, a string stream that is no longer needed gives its memory away.
    const auto *Member = dyn_cast<MemberExpr>(Copy.getCallee()->IgnoreParenImpCasts());
    const VarDecl *Memory = Read.Variable;
    if (Context.getLangOpts().CPlusPlus20 && Member && Memory && !Member->isArrow() &&
        variableOf(Member->getBase()) == Memory && !B.loopOf(&Copy) &&
        isEditable(Member->getBase()->getSourceRange(), Context) &&
        isLastMention(B, Memory, Member->getBase())) {
      Fix Move{"let the string stream give its memory away",
               {FixItHint::CreateReplacement(Member->getBase()->getSourceRange(),
                                             "std::move(" + Memory->getNameAsString() + ")")}};
      if (auto Include = includeEdit(F.Loc, "<utility>"))
        Move.Edits.push_back(*Include);
      F.Unsafe = std::move(Move);
    }
    report(std::move(F));
  }

  static bool isLastMention(const Body &B, const VarDecl *Variable, const Expr *Ref) {
    const SourceManager &SM = B.context().getSourceManager();
    return llvm::none_of(usesOf(B, Place::ofVariable(Variable), B.statement()), [&](const Use &U) {
      return SM.isBeforeInTranslationUnit(Ref->getEndLoc(), U.Ref->getBeginLoc());
    });
  }

  /// The removal of \p S with its line, if nothing else is there.
  static FixItHint removeStatement(const Stmt *S, const ASTContext &Context) {
    const SourceManager &SM = Context.getSourceManager();
    SourceLocation Begin = S->getBeginLoc(), End = endOfStatement(S, Context);
    const char *After = SM.getCharacterData(End);
    unsigned Blank = 0;
    while (After[Blank] == ' ' || After[Blank] == '\t')
      ++Blank;
    unsigned Column = SM.getSpellingColumnNumber(Begin);
    const char *Line = SM.getCharacterData(Begin) - (Column - 1);
    bool IsAlone = StringRef(Line, Column - 1).trim().empty() && After[Blank] == '\n';
    if (IsAlone) {
      Begin = Begin.getLocWithOffset(1 - static_cast<int>(Column));
      End = End.getLocWithOffset(static_cast<int>(Blank) + 1);
    }
    return FixItHint::CreateRemoval(CharSourceRange::getCharRange(Begin, End));
  }

  /// The fix that lets the consumer take the stream itself: a loop of `getline` or `>>`, or an
  /// insertion into another stream. Nothing if what holds the contents is needed otherwise.
  static std::optional<Fix> useStream(const Body &B, const Slurp &Read, const Follower &Contents,
                                      const Consumer &Found) {
    const ASTContext &Context = B.context();
    bool IsCopy = Found.Kind == Consumption::Copy && isa<CXXOperatorCallExpr>(Found.At);
    bool IsLoop = Found.Kind == Consumption::Lines || Found.Kind == Consumption::Records;
    const VarDecl *Stream = variableOf(Read.Stream);
    bool IsPlainRead = Read.Form == SlurpForm::Buffer ||
                       (Read.Form == SlurpForm::Characters && isa<CXXConstructExpr>(Read.At));
    if ((!IsCopy && !IsLoop) || !IsPlainRead || !Stream || !isInputStream(Stream->getType()) ||
        Contents.Holders.empty())
      return std::nullopt;
    const SourceManager &SM = Context.getSourceManager();
    const auto *Block = dyn_cast_or_null<CompoundStmt>(B.parent(B.enclosingStatement(Read.At)));
    if (!Block || !B.contains(Block, Found.At))
      return std::nullopt;
    // The stream is left alone between the read and the end of the consumer.
    for (const Use &U : usesOf(B, Place::ofVariable(Stream), B.statement()))
      if (SM.isBeforeInTranslationUnit(Read.At->getEndLoc(), U.Ref->getBeginLoc()))
        return std::nullopt;
    llvm::SmallVector<const Stmt *, 4> Removed;
    if (Read.Form == SlurpForm::Buffer)
      Removed.push_back(B.enclosingStatement(Read.At));
    for (const Stmt *S : Block->body())
      if (const auto *Declaration = dyn_cast<DeclStmt>(S);
          Declaration && Declaration->isSingleDecl() &&
          llvm::is_contained(Contents.Holders, Declaration->getSingleDecl()))
        Removed.push_back(S);
    Fix Result{"use the stream itself", {}};
    std::string Name = Stream->getNameAsString();
    unsigned Declared = 0;
    for (const Stmt *S : Removed) {
      if (!isEditable(S->getSourceRange(), Context) ||
          hasCommentOrDirective(S->getSourceRange(), Context))
        return std::nullopt;
      Declared += isa<DeclStmt>(S);
      Result.Edits.push_back(removeStatement(S, Context));
    }
    if (Declared != Contents.Holders.size() ||
        (Read.Form == SlurpForm::Buffer && !isa<Expr>(Removed.front())))
      return std::nullopt;
    for (const VarDecl *Holder : Contents.Holders)
      for (const Use &U : usesOf(B, Place::ofVariable(Holder), B.statement())) {
        if (llvm::any_of(Removed, [&](const Stmt *S) { return B.contains(S, U.Ref); }))
          continue;
        const Expr *Replaced = U.Ref;
        if (IsCopy) {
          // The whole operand: `text`, `memory.str()` or `memory.rdbuf()`.
          const auto *Insertion = cast<CXXOperatorCallExpr>(Found.At);
          if (Insertion->getNumArgs() != 2 || !B.contains(Insertion->getArg(1), U.Ref))
            return std::nullopt;
          Replaced = Insertion->getArg(1);
        } else if (!isInputStream(Holder->getType()) || !B.contains(Found.At, U.Ref) ||
                   !isStreamOperand(B, U)) {
          return std::nullopt;
        }
        if (!isEditable(Replaced->getSourceRange(), Context))
          return std::nullopt;
        Result.Edits.push_back(FixItHint::CreateReplacement(Replaced->getSourceRange(),
                                                            IsCopy ? Name + ".rdbuf()" : Name));
      }
    return Result;
  }

  /// `std::getline(memory, line)` or `memory >> x`.
  static bool isStreamOperand(const Body &B, const Use &U) {
    if (auto Operator = asOperatorCall(U.User))
      return Operator->Operator == OO_GreaterGreater;
    auto Function = asFunctionCall(U.User);
    return Function && Function->QualifiedName == "std::getline";
  }
};

FASTIDIOUS_CHECK(
    SlurpedStream,
    {.Name = "stream-slurp",
     .Summary = "A whole file or stream is read into memory for a consumer that takes it in pieces",
     .Cost = Cost::ConstantFactor,
     .Confidence = Confidence::Medium,
     .Since = "0.1",
     .Fix = FixKind::Unsafe,
     .Docs = R"md(
A program that reads a whole file into a string and then goes through it line by line needs memory for
all of it, waits for the last byte before it works on the first, and copies every byte at least once
more than it has to.

## Why

Memory that grows with the input is touched, paged in and thrown away, while a loop that reads line by
line works in a few kilobytes that stay in the cache. A string stream makes it worse: it grows by
reallocation, and `str()` copies all of the text once more.

What counts as reading a whole stream: a pair of `std::istreambuf_iterator`; `memory << in.rdbuf()` with
a string stream; `read`, `fread` or `read(2)` with the size of the file; `std::getline(in, text, '\0')`;
`readAll()` of a `QIODevice`; a loop that does nothing but collect characters, lines or chunks; a function
of the same translation unit that does one of these and returns the text. The place is the expression
that reads; a note shows the consumer, which is one of

- lines: `std::getline` over a string stream of the text, a loop that looks for the next `'\n'` and cuts
  the line out, a split at `'\n'`, a range-`for` over collected lines;
- records: a loop of `>>` over a string stream of the text, or `std::getline` with another delimiter;
- chunks: a loop that walks over the text by an offset;
- another stream: `out << text`, `out.write(text.data(), text.size())`, `fwrite`, `send`;
- a digest, checksum or compressor that is fed with `update()` or alike;
- a function of the same translation unit that does one of these with its parameter.

Also reported is `memory << in.rdbuf()` whose `str()` is then kept as a string (returned, assigned, pointed
into): the text is copied twice, whatever it is used for.

## Example

```cpp bad
#include <fstream>
#include <sstream>
#include <string>

int comments(const std::string &path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  int count = 0;
  for (std::string line; std::getline(text, line);)
    if (!line.empty() && line[0] == '#')
      ++count;
  return count;
}
```

```cpp good
#include <fstream>
#include <string>

int comments(const std::string &path) {
  std::ifstream in(path);
  int count = 0;
  for (std::string line; std::getline(in, line);)
    if (!line.empty() && line[0] == '#')
      ++count;
  return count;
}
```

## Fix safety

Unsafe. Where a loop of `std::getline` or `>>` or an insertion into another stream is all that happens to
the contents, the fix lets it use the stream itself. The stream is then at its end only after the loop,
an error is met half-way instead of at the beginning, and `out << in.rdbuf()` sets the `failbit` of `out` if there
is nothing to copy. Where `str()` copies a string stream that is not used again, the fix for C++20 and later
is `std::move(memory).str()`, which leaves the stream empty.

## Limitations

Left alone:

- consumers that need the whole text: parsers, regular expressions, searches, anything that is given the
  text and is not seen to take it apart by lines, and text that goes straight from a string stream into such a
  call;
- contents that are used twice, or whose size is needed before the consumer begins;
- a file that the same function opens for writing: it is read as a whole so that it can be replaced;
- streams over strings, which are in memory already;
- a read under a lock that is released before the consumer begins;
- memory-mapped files, and functions that are defined in another translation unit.

Character-wise changes of the whole text (`std::replace`, `std::transform`, erase-remove) do not make it
needed as a whole: they can be done on each piece.

## Measured

A file of 8 MiB with lines of 64 bytes, from the system's cache. clang 19, `-O2`, libstdc++ 12,
x86-64; medians of 5 interleaved runs. Written by `tools/bench/run`.

| | before | after | before / after | allocations before | after |
|---|---|---|---|---|---|
| read a line at a time | 13.3 ms | 3.1 ms | 4.3 | 17 | 2 |
| written to another stream | 16.4 ms | 1.15 ms | 15 | 18 | 2 |

## References

- [C++ Core Guidelines SL.io](https://isocpp.github.io/CppCoreGuidelines/CppCoreGuidelines#SS-io)
- [`operator<<` for a stream buffer](https://en.cppreference.com/w/cpp/io/basic_ostream/operator_ltlt),
  [`std::basic_stringstream::str`](https://en.cppreference.com/w/cpp/io/basic_stringstream/str)
)md"});

} // namespace
} // namespace fastidious

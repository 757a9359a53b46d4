#include "checks/support/Slurps.h"

#include "checks/knowledge/Streams.h"
#include "checks/support/Calls.h"
#include "checks/support/CharacterReads.h"
#include "checks/support/Flow.h"
#include "checks/support/Statements.h"
#include "checks/support/Streams.h"
#include "checks/support/TripCount.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace fastidious {
namespace {

/// Whether \p E is, or comes from, the size of a whole file.
bool isWholeSize(const Body &B, const Expr *E, unsigned Depth = 0) {
  if (!E || Depth > 3)
    return false;
  return containsAny(E, [&](const Stmt *S) {
    if (const auto *Member = dyn_cast<MemberExpr>(S);
        Member && Member->getMemberDecl()->getIdentifier() &&
        isOneOf(Member->getMemberDecl()->getName(), {"st_size", "tellg"}))
      return true;
    if (auto Call = asFunctionCall(S)) {
      if (isOneOf(lastComponent(Call->QualifiedName),
                  {"file_size", "ftell", "ftello", "fileSize", "filelength", "_filelength"}))
        return true;
    }
    // `&v[0], v.size()`: the size that v was given.
    if (auto Member = asMemberCall(S); Member && Member->Object && Member->Name == "size" &&
                                       isa<Expr>(S) && cast<Expr>(S) == Member->Call) {
      const VarDecl *Variable = variableOf(Member->Object);
      if (!Variable)
        return false;
      if (Variable->getInit() && isWholeSize(B, Variable->getInit(), Depth + 1))
        return true;
      return llvm::any_of(usesOf(B, Place::ofVariable(Variable), B.statement()), [&](const Use &U) {
        auto Resize = asMemberCall(U.User);
        return Resize && isOneOf(Resize->Name, {"resize", "assign"}) &&
               !Resize->Arguments.empty() && isWholeSize(B, Resize->Arguments[0], Depth + 1);
      });
    }
    const auto *Ref = dyn_cast<DeclRefExpr>(S);
    const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Variable || !Variable->hasLocalStorage() || isa<ParmVarDecl>(Variable))
      return false;
    if (Variable->getType()->isIntegerType() || !containerFact(Variable->getType())) {
      if (Variable->getInit() && isWholeSize(B, Variable->getInit(), Depth + 1))
        return true;
      return llvm::any_of(usesOf(B, Place::ofVariable(Variable), B.statement()), [&](const Use &U) {
        const auto *Assign = dyn_cast_or_null<BinaryOperator>(U.User);
        return U.Kind == UseKind::Overwrite && Assign &&
               isWholeSize(B, Assign->getRHS(), Depth + 1);
      });
    }
    return false;
  });
}

/// The variable whose memory the pointer \p E leads to: `&v[0]`, `v.data()`, `buffer.get()`.
const VarDecl *bufferVariable(const Expr *E) {
  for (int I = 0; E && I < 6; ++I) {
    E = withoutCasts(E);
    if (const VarDecl *Variable = variableOf(E))
      return Variable;
    if (auto Member = asMemberCall(E)) {
      if (!isOneOf(Member->Name, {"data", "get", "begin", "front"}))
        return nullptr;
      E = Member->Object;
    } else if (auto Operator = asOperatorCall(E);
               Operator && !Operator->Operands.empty() &&
               (Operator->Operator == OO_Amp || Operator->Operator == OO_Subscript ||
                Operator->Operator == OO_Star)) {
      E = Operator->Operands[0];
    } else {
      return nullptr;
    }
  }
  return nullptr;
}

/// The variable that \p E appends \p Piece to, if it does.
const VarDecl *appendTarget(const Expr *E, const VarDecl *Piece, const ASTContext &Context) {
  const Expr *Object = nullptr;
  bool HasPiece = false;
  if (auto Operator = asOperatorCall(E); Operator && Operator->Whole == E) {
    if (Operator->Operands.size() != 2)
      return nullptr;
    const Expr *Left = written(Operator->Operands[0]);
    HasPiece = mentionsVariable(Operator->Operands[1], Piece);
    // `text << line << '\n'`.
    for (auto Inner = asOperatorCall(Left);
         Operator->Operator == OO_LessLess && Inner && Inner->Operator == OO_LessLess &&
         Inner->Operands.size() == 2;
         Inner = asOperatorCall(Left)) {
      HasPiece |= mentionsVariable(Inner->Operands[1], Piece);
      Left = written(Inner->Operands[0]);
    }
    QualType T = Left->getType();
    if ((Operator->Operator == OO_PlusEqual && isCharacterContainer(T)) ||
        (Operator->Operator == OO_LessLess && isStringStream(T)))
      Object = Left;
  } else if (auto Member = asMemberCall(E);
             Member && Member->Call == E && !Member->IsArrow && Member->Object) {
    HasPiece = llvm::any_of(
        Member->Arguments, [&](const Expr *Argument) { return mentionsVariable(Argument, Piece); });
    if (isOneOf(Member->Name, {"append", "push_back", "emplace_back", "insert", "write"}) &&
        (containerFact(Member->Object->getType()) || isStringStream(Member->Object->getType())))
      Object = Member->Object;
  }
  if (!Object || !HasPiece)
    return nullptr;
  auto Target = Place::of(Object, Context);
  return Target ? Target->variable() : nullptr;
}

/// The variable outside of \p L that \p L only appends \p Piece to, which \p Read fills.
const VarDecl *collectedInto(const Body &B, const Loop &L, const VarDecl *Piece, const Expr *Read) {
  const VarDecl *Result = nullptr;
  llvm::SmallVector<const Expr *, 4> Appends;
  for (const Expr *E : expressionsOf(L.LoopBody)) {
    const VarDecl *Target = appendTarget(E, Piece, B.context());
    if (!Target || Target == Piece)
      continue;
    if (Result && Target != Result)
      return nullptr;
    Result = Target;
    Appends.push_back(E);
  }
  if (!Result || B.context().getSourceManager().isPointWithin(
                     Result->getLocation(), L.Statement->getBeginLoc(), L.Statement->getEndLoc()))
    return nullptr;
  for (const Use &U : usesOf(B, Place::ofVariable(Result), L.Statement)) {
    bool IsAppend = llvm::any_of(Appends, [&](const Expr *E) { return B.contains(E, U.Ref); });
    // A separator after each piece.
    bool IsSeparator = isOneOf(U.Member, {"push_back", "operator+=", "append", "operator<<"});
    if (!IsAppend && !IsSeparator && !isOneOf(U.Member, {"size", "length", "empty", "reserve"}))
      return nullptr;
  }
  // Whatever else looks at the piece processes it as it comes.
  for (const Use &U : usesOf(B, Place::ofVariable(Piece), L.LoopBody)) {
    bool IsAppend = llvm::any_of(Appends, [&](const Expr *E) { return B.contains(E, U.Ref); });
    if (!IsAppend && !isOneOf(U.Member, {"empty", "clear", "data", "size", "pop_back", "back"}) &&
        !B.contains(Read, U.Ref))
      return nullptr;
  }
  return Result;
}

/// The contents that a function returns, if all that it does is to read them.
bool returnsSlurp(const Body &B);

class SlurpFinder {
public:
  SlurpFinder(const Body &B, bool SeesCalls) : B(B), Context(B.context()), SeesCalls(SeesCalls) {}

  std::vector<Slurp> run() {
    for (const CharacterRead &Read : characterReads(B))
      addCharacters(Read);
    for (const Expr *E : expressionsOfBody(B))
      addExpression(E);
    for (const Loop &L : B.loops())
      addLoop(L);
    return std::move(Result);
  }

private:
  const Body &B;
  const ASTContext &Context;
  bool SeesCalls;
  std::vector<Slurp> Result;

  static bool isOutsideMemory(const Expr *Stream) {
    return !Stream ||
           !isStringStream(Stream->getType()->isPointerType() ? Stream->getType()->getPointeeType()
                                                              : Stream->getType());
  }

  void add(Slurp Found) {
    if (!Found.Variable && !Found.IsValue)
      return;
    if (Found.Variable && (!Found.Variable->hasLocalStorage() || isa<ParmVarDecl>(Found.Variable) ||
                           Found.Variable->getType()->isReferenceType()))
      return;
    Result.push_back(Found);
  }

  void addCharacters(const CharacterRead &Read) {
    if (!isOutsideMemory(Read.Stream) || Read.Delimiter)
      return;
    Slurp Found{SlurpForm::Characters, Read.At, Read.Stream};
    if (Read.Into) {
      Found.Variable = Read.Into->variable();
    } else {
      Found.IsValue = isa<CXXConstructExpr, CXXFunctionalCastExpr>(Read.At);
    }
    Found.Statement = Read.Loop ? Read.Loop : static_cast<const Stmt *>(Read.At);
    add(Found);
  }

  void addExpression(const Expr *E) {
    if (auto Operator = asOperatorCall(E); Operator && Operator->Whole == E) {
      addBufferRead(*Operator);
      return;
    }
    const auto *Call = dyn_cast<CallExpr>(E);
    if (!Call)
      return;
    if (auto Member = asMemberCall(E); Member && Member->Object) {
      Member->Object = written(Member->Object);
      QualType T = Member->Object->getType();
      if (Member->IsArrow)
        T = T->getPointeeType();
      if (T.isNull())
        return;
      if (Member->Name == "read" && Member->Arguments.size() == 2 && isInputStream(T) &&
          !isStringStream(T) && isWholeSize(B, Member->Arguments[1]))
        add({SlurpForm::Sized, E, Member->Object, bufferVariable(Member->Arguments[0]), false, E});
      else if (Member->Name == "readAll" && Member->Arguments.empty() && isQtDevice(T) &&
               !isBufferedQtDevice(T))
        add({SlurpForm::Returned, E, Member->Object, nullptr, true, E});
      else
        addCallOfUser(Call);
      return;
    }
    auto Function = asFunctionCall(E);
    if (!Function)
      return;
    StringRef Name(Function->QualifiedName);
    const auto &Arguments = Function->Arguments;
    if (Name == "std::getline" && Arguments.size() == 3) {
      auto Delimiter = constantInteger(Arguments[2], Context);
      const Loop *L = B.loopOf(E);
      const Expr *Condition = L ? conditionOf(L->Statement) : nullptr;
      if (Delimiter == 0 && isOutsideMemory(Arguments[0]) &&
          !(Condition && B.contains(Condition, E)))
        add({SlurpForm::Delimited, E, Arguments[0], variableOf(Arguments[1]), false, E});
      return;
    }
    Name.consume_front("std::");
    if (Name == "fread" && Arguments.size() == 4 &&
        (isWholeSize(B, Arguments[1]) || isWholeSize(B, Arguments[2])))
      add({SlurpForm::Sized, E, Arguments[3], bufferVariable(Arguments[0]), false, E});
    else if (Name == "read" && Arguments.size() == 3 && isWholeSize(B, Arguments[2]))
      add({SlurpForm::Sized, E, Arguments[0], bufferVariable(Arguments[1]), false, E});
    else
      addCallOfUser(Call);
  }

  /// `memory << in.rdbuf()` and `in >> memory.rdbuf()`.
  void addBufferRead(const OperatorCall &Operator) {
    if (Operator.Operands.size() != 2)
      return;
    const Expr *Memory = nullptr, *Buffer = nullptr;
    if (Operator.Operator == OO_LessLess) {
      Memory = Operator.Operands[0];
      Buffer = Operator.Operands[1];
    } else if (Operator.Operator == OO_GreaterGreater) {
      Memory = Operator.Operands[1];
      Buffer = Operator.Operands[0];
    } else {
      return;
    }
    auto Call = asMemberCall(Operator.Operands[1]);
    if (!Call || Call->Name != "rdbuf" || !Call->Arguments.empty() || !Call->Object)
      return;
    if (Operator.Operator == OO_LessLess)
      Buffer = Call->Object;
    else
      Memory = Call->Object;
    // Without the conversion to the base class that declares the function.
    Buffer = written(Buffer);
    Memory = written(Memory);
    QualType BufferType = Buffer->getType();
    if (BufferType->isPointerType())
      BufferType = BufferType->getPointeeType();
    if (!isStringStream(Memory->getType()) || !isInputStream(BufferType) ||
        isStringStream(BufferType))
      return;
    add({SlurpForm::Buffer, Operator.Whole, Buffer, variableOf(Memory), false, Operator.Whole});
  }

  /// A call of a function of this translation unit that reads all and returns it.
  void addCallOfUser(const CallExpr *Call) {
    const FunctionDecl *Callee = SeesCalls ? Call->getDirectCallee() : nullptr;
    if (!Callee || isa<CXXOperatorCallExpr>(Call) ||
        !isCharacterContainer(Callee->getReturnType()) ||
        Callee->getReturnType()->isReferenceType())
      return;
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    const FunctionDecl *Definition = nullptr;
    if ((Method && Method->isVirtual()) || !Callee->hasBody(Definition))
      return;
    const Body *CalleeBody = bodyOf(*Definition, B.context());
    if (CalleeBody && CalleeBody != &B && returnsSlurp(*CalleeBody))
      add({SlurpForm::Returned, Call, nullptr, nullptr, true, Call});
  }

  void addLoop(const Loop &L) {
    if (runsAtMostOnce(B, L))
      return;
    const Expr *Condition = conditionOf(L.Statement);
    for (const Expr *E : expressionsOf(L.Statement)) {
      if (B.loopOf(E) != &L)
        continue;
      if (auto Function = asFunctionCall(E); Function && Function->Call == E) {
        StringRef Name(Function->QualifiedName);
        const auto &Arguments = Function->Arguments;
        if (Name == "std::getline") {
          bool IsLine = Arguments.size() == 2 ||
                        (Arguments.size() == 3 && constantInteger(Arguments[2], Context) == '\n');
          if (IsLine && Condition && B.contains(Condition, E) && isOutsideMemory(Arguments[0]))
            addPieces(SlurpForm::Lines, L, E, Arguments[0], variableOf(Arguments[1]));
          continue;
        }
        Name.consume_front("std::");
        if (!fillsBuffer(Name) || Arguments.size() < 3)
          continue;
        bool IsFile = Name.starts_with("f");
        addPieces(SlurpForm::Chunks, L, E, IsFile ? Arguments.back() : Arguments[0],
                  bufferVariable(Arguments[IsFile ? 0 : 1]));
        continue;
      }
      auto Member = asMemberCall(E);
      if (!Member || Member->Call != E || !Member->Object || Member->Arguments.size() < 2)
        continue;
      Member->Object = written(Member->Object);
      QualType T = Member->Object->getType();
      if (Member->IsArrow)
        T = T->getPointeeType();
      if (isOneOf(Member->Name, {"read", "readsome", "getline"}) && !T.isNull() &&
          isInputStream(T) && !isStringStream(T))
        addPieces(Member->Name == "getline" ? SlurpForm::Lines : SlurpForm::Chunks, L, E,
                  Member->Object, bufferVariable(Member->Arguments[0]));
    }
  }

  void addPieces(SlurpForm Form, const Loop &L, const Expr *E, const Expr *Stream,
                 const VarDecl *Piece) {
    if (const VarDecl *Target = Piece ? collectedInto(B, L, Piece, E) : nullptr)
      add({Form, E, Stream, Target, false, L.Statement});
  }
};

bool returnsSlurp(const Body &B) {
  std::vector<Slurp> Found = SlurpFinder(B, /*SeesCalls=*/false).run();
  if (Found.empty())
    return false;
  bool HasContents = false;
  bool OnlyContents = !containsAny(B.statement(), [&](const Stmt *S) {
    const auto *Return = dyn_cast<ReturnStmt>(S);
    if (!Return || !Return->getRetValue())
      return Return != nullptr;
    const Expr *Value = written(Return->getRetValue());
    while (isa<ExplicitCastExpr>(Value))
      Value = written(cast<ExplicitCastExpr>(Value)->getSubExpr());
    if (isMove(Value))
      Value = written(cast<CallExpr>(Value)->getArg(0));
    if (auto Text = asMemberCall(Value); Text && Text->Name == "str" && Text->Object) {
      Value = written(Text->Object);
      if (const Expr *Moved = nullptr; isMove(Value, &Moved) && Moved)
        Value = Moved;
    }
    for (const Slurp &S : Found)
      if ((S.IsValue && B.contains(Return, S.At)) ||
          (S.Variable && variableOf(Value) == S.Variable)) {
        HasContents = true;
        return false;
      }
    // What is returned where nothing could be read.
    const auto *Construct = dyn_cast<CXXConstructExpr>(Value);
    bool IsEmpty = isa<StringLiteral>(Value) || isa<InitListExpr>(Value) ||
                   (Construct && (Construct->getNumArgs() == 0 ||
                                  isa<StringLiteral>(written(Construct->getArg(0)))));
    return !IsEmpty;
  });
  return HasContents && OnlyContents;
}

} // namespace

std::vector<Slurp> slurpsOf(const Body &B) {
  return SlurpFinder(B, /*SeesCalls=*/true).run();
}

} // namespace fastidious

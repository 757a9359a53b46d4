#include "checks/support/LoopWork.h"

#include "checks/knowledge/Containers.h"
#include "checks/knowledge/Functions.h"
#include "checks/support/Calls.h"
#include "checks/support/Flow.h"
#include "checks/support/SmallStrings.h"
#include "checks/support/Statements.h"
#include "checks/support/Streams.h"
#include "checks/support/Types.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace fastidious {
namespace {

/// Whether objects of type \p T own memory as a rule: text, containers, and classes that have such
/// members, up to \p Depth classes deep.
bool ownsMemory(QualType T, unsigned Depth = 2) {
  if (T.isNull() || T->isReferenceType() || T->isPointerType() || T->isDependentType())
    return false;
  if (isStdString(T) || ownsHeapElements(T) || isStringStream(T))
    return true;
  const CXXRecordDecl *Class = classOf(T);
  if (!Class || !Class->hasDefinition() || Class->isInStdNamespace() || Depth == 0)
    return false;
  return llvm::any_of(Class->fields(), [&](const FieldDecl *Field) {
    return ownsMemory(Field->getType(), Depth - 1);
  });
}

class WorkCounter {
public:
  WorkCounter(const Body &B, const Loop &L, const Stmt *At, const VarDecl *Object)
      : B(B), L(L), At(At), Object(Object) {}

  LoopWork count() {
    visitAll(L.LoopBody, [&](const Stmt *Part) {
      const auto *E = dyn_cast<Expr>(Part);
      if (!E || (Object && B.contains(At, E)))
        return;
      bool Allocates = allocates(E);
      if ((Allocates || mayDoMuch(E)) && !isSometimesSkipped(E))
        ++(Allocates ? Result.Allocations : Result.Calls);
    });
    return Result;
  }

private:
  const Body &B;
  const Loop &L;
  const Stmt *At;
  const VarDecl *Object;
  LoopWork Result;

  /// Whether an iteration that gets to At may have left out \p Part.
  bool isSometimesSkipped(const Stmt *Part) const {
    for (const Stmt *P = B.parent(Part), *Child = Part; P && P != L.Statement;
         Child = P, P = B.parent(P)) {
      const auto *If = dyn_cast<IfStmt>(P);
      bool IsBranch =
          If ? Child == If->getThen() || Child == If->getElse()
             : isa<SwitchStmt, CXXCatchStmt, AbstractConditionalOperator, LambdaExpr>(P);
      if (IsBranch && !B.contains(Child, At))
        return true;
    }
    return false;
  }

  bool initializesVariable(const Expr *E) const {
    return isa_and_nonnull<DeclStmt>(B.parentIgnoringImplicit(E));
  }

  bool allocates(const Expr *E) const {
    if (isa<CXXNewExpr>(E))
      return true;
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
      bool IsEmpty = llvm::all_of(Construct->arguments(), [](const Expr *Argument) {
        return isa<CXXDefaultArgExpr>(Argument);
      });
      return !IsEmpty && !Construct->getConstructor()->isMoveConstructor() &&
             !Construct->isElidable() && ownsMemory(Construct->getType()) &&
             !initializesVariable(Construct) && !staysSmall(Construct);
    }
    const auto *Call = dyn_cast<CallExpr>(E);
    return Call && (insertsNode(Call) || returnsMemory(Call));
  }

  bool isObject(const Expr *E) const { return Object && variableOf(E) == Object; }

  /// Whether \p Call adds an element to a tree or list: `set.insert(x)`, `map[key]`.
  bool insertsNode(const CallExpr *Call) const {
    const Expr *Container = nullptr;
    if (auto Member = asMemberCall(Call); Member && Member->Call == Call)
      Container = insertsOneElement(Member->Name) ? Member->Object : nullptr;
    else if (auto Subscript = asOperatorCall(Call);
             Subscript && Subscript->Operator == OO_Subscript)
      Container = Subscript->Operands[0];
    const ContainerFact *Fact = Container ? containerFact(Container->getType()) : nullptr;
    return Fact && Fact->has(NodeBased) && !isObject(Container);
  }

  /// Whether \p Call makes an object that owns memory, or memory itself.
  bool returnsMemory(const CallExpr *Call) const {
    if (auto Function = asFunctionCall(Call); Function && Function->Call == Call) {
      if (isOneOf(Function->QualifiedName, {"std::make_shared", "std::make_unique"}))
        return true;
      // The digits of a number need none.
      if (StringRef(Function->QualifiedName).ends_with("to_string"))
        return false;
    }
    auto Member = asMemberCall(Call);
    bool IsOfObject = Member && Member->Call == Call && Member->Object && isObject(Member->Object);
    return !IsOfObject && Call->isPRValue() && ownsMemory(Call->getType());
  }

  /// Whether \p Construct makes a string that needs no memory.
  bool staysSmall(const CXXConstructExpr *Construct) const {
    const auto *Text = Construct->getNumArgs() > 0
                           ? dyn_cast<StringLiteral>(written(Construct->getArg(0)))
                           : nullptr;
    return Text && isStdString(Construct->getType()) &&
           Text->getLength() <= shortStringLimit(Construct->getType(), B.context());
  }

  bool mayDoMuch(const Expr *E) const {
    const auto *Call = dyn_cast<CallExpr>(E);
    const FunctionDecl *Function = Call ? Call->getDirectCallee() : nullptr;
    const SourceManager &SM = B.context().getSourceManager();
    if (!Function || Function->getBuiltinID() != 0 || Function->isDefaulted() ||
        SM.isInSystemHeader(SM.getExpansionLoc(Function->getLocation())))
      return false;
    const auto *Method = dyn_cast<CXXMethodDecl>(Function);
    const FunctionDecl *Definition = nullptr;
    if (!Function->isDefined(Definition) || (Method && Method->isVirtual()))
      return true;
    return containsAny(Definition->getBody(), [](const Stmt *Part) {
      return isa<ForStmt, CXXForRangeStmt, WhileStmt>(Part);
    });
  }
};

} // namespace

/// Whether \p Part ends a line with `std::endl`, or flushes the stream otherwise: what is written
/// goes to the system then, unless the stream writes to a string.
static bool flushesStream(const Stmt *Part) {
  auto Shift = asOperatorCall(Part);
  if (!Shift || Shift->Whole != Part || Shift->Operator != OO_LessLess ||
      Shift->Operands.size() != 2 || !namesStandard(Shift->Operands[1], {"endl", "flush"}))
    return false;
  const Expr *Stream = Shift->Operands[0];
  for (auto Inner = asOperatorCall(Stream); Inner && Inner->Operator == OO_LessLess;
       Inner = asOperatorCall(Stream))
    Stream = Inner->Operands[0];
  return !isStringStream(written(Stream)->getType());
}

bool asksSystem(const Body &B, const Loop &L) {
  return containsAny(L.LoopBody, [&](const Stmt *Part) {
    bool IsRequest = flushesStream(Part);
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Part)) {
      const CXXRecordDecl *Class = classOf(Construct->getType());
      IsRequest = Construct->getNumArgs() > 0 && Class && opensSomething(qualifiedName(*Class));
    } else if (auto Call = asFunctionCall(Part)) {
      IsRequest |= Call->Call == Part && isSystemRequest(Call->QualifiedName);
    } else if (auto Member = asMemberCall(Part)) {
      const CXXRecordDecl *Class = Member->Call == Part && Member->Method && Member->Name == "open"
                                       ? Member->Method->getParent()
                                       : nullptr;
      IsRequest |= Class && opensSomething(qualifiedName(*Class));
    }
    return IsRequest && runsOnEveryIteration(B, L, Part);
  });
}

LoopWork workBeside(const Body &B, const Loop &L, const Stmt *At, const VarDecl *Object) {
  return WorkCounter(B, L, At, Object).count();
}

} // namespace fastidious

#include "checks/support/LoopWork.h"

#include "checks/knowledge/Functions.h"
#include "checks/support/Calls.h"
#include "checks/support/Flow.h"
#include "checks/support/Statements.h"
#include "checks/support/Streams.h"
#include "checks/support/Types.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace fastidious {

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

bool pauses(const Body &B, const Loop &L) {
  return containsAny(L.LoopBody, [&](const Stmt *Part) {
    auto Call = asFunctionCall(Part);
    return Call && Call->Call == Part && isPause(Call->QualifiedName) && B.loopOf(Part) == &L;
  });
}

} // namespace fastidious

#include "checks/support/Streams.h"

#include "checks/knowledge/Containers.h"
#include "checks/support/Statements.h"
#include "checks/support/Types.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace fastidious {

namespace {

/// Whether \p Record is one of the classes \p Names or derived from one.
bool isOrDerivesFrom(const CXXRecordDecl *Record, llvm::ArrayRef<StringRef> Names) {
  return anyOfClassAndBases(Record, [&](const CXXRecordDecl &Class) {
    return Class.getIdentifier() && llvm::is_contained(Names, qualifiedName(Class));
  });
}

void collectExpressions(const Stmt *S, std::vector<const Expr *> &Out) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *E = dyn_cast<Expr>(S))
    Out.push_back(E);
  // The statements that clang adds to a range-for repeat what is written.
  if (const auto *For = dyn_cast<CXXForRangeStmt>(S)) {
    collectExpressions(For->getInit(), Out);
    collectExpressions(For->getRangeInit(), Out);
    collectExpressions(For->getBody(), Out);
    return;
  }
  for (const Stmt *Child : S->children())
    collectExpressions(Child, Out);
}

} // namespace

bool isInputStream(QualType T) {
  return isOrDerivesFrom(classOf(T), {"std::basic_istream"});
}

bool isOutputStream(QualType T) {
  return isOrDerivesFrom(classOf(T), {"std::basic_ostream"});
}

bool isStreamBuffer(QualType T) {
  return isOrDerivesFrom(classOf(T), {"std::basic_streambuf"});
}

bool isStringStream(QualType T) {
  return isOrDerivesFrom(classOf(T), {"std::basic_stringstream", "std::basic_istringstream",
                                      "std::basic_ostringstream", "std::basic_ispanstream",
                                      "std::basic_spanstream"});
}

bool isQtDevice(QualType T) {
  return isOrDerivesFrom(classOf(T), {"QIODevice", "QTextStream"});
}

bool isBufferedQtDevice(QualType T) {
  return isOrDerivesFrom(classOf(T), {"QAbstractSocket", "QLocalSocket", "QBluetoothSocket",
                                      "QSerialPort", "QProcess", "QNetworkReply", "QBuffer"});
}

bool isStreamIterator(QualType T) {
  const CXXRecordDecl *Record = classOf(T);
  return Record && Record->getIdentifier() && Record->getName() == "istreambuf_iterator" &&
         Record->isInStdNamespace();
}

bool isCharacterContainer(QualType T) {
  const ContainerFact *Fact = containerFact(T);
  if (!Fact || !Fact->has(Contiguous) || Fact->has(IsView) || Fact->has(FixedSize))
    return false;
  return Fact->has(IsString) || isByteOrCharacter(templateTypeArgument(T, 0));
}

bool isWrittenThrough(const Body &B, const Stmt *S) {
  return namesStandard(B.enclosingStatement(S), {"endl", "flush", "cerr", "wcerr"});
}

std::vector<const Expr *> expressionsOf(const Stmt *Within) {
  std::vector<const Expr *> Result;
  collectExpressions(Within, Result);
  return Result;
}

std::vector<const Expr *> expressionsOfBody(const Body &B) {
  std::vector<const Expr *> Result;
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&B.function()))
    for (const CXXCtorInitializer *Initializer : Constructor->inits())
      if (Initializer->isWritten())
        collectExpressions(Initializer->getInit(), Result);
  collectExpressions(B.statement(), Result);
  return Result;
}

} // namespace fastidious

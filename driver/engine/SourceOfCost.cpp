#include "driver/engine/SourceOfCost.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/Mangle.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Demangle/Demangle.h"

using namespace clang;

namespace fastidious::driver {
namespace {

/// The function that a profiler's name for \p Function leads to: for a lambda the one around it.
const FunctionDecl *namedFunction(const FunctionDecl &Function) {
  const FunctionDecl *Named = &Function;
  while (const auto *Method = dyn_cast<CXXMethodDecl>(Named)) {
    if (!Method->getParent()->isLambda())
      break;
    const auto *Around = dyn_cast_or_null<FunctionDecl>(
        Method->getParent()->getDeclContext()->getNonClosureAncestor());
    if (!Around)
      break;
    Named = Around;
  }
  return Named;
}

bool isOverloaded(const FunctionDecl &Function) {
  return !Function.getDeclContext()
              ->getRedeclContext()
              ->lookup(Function.getDeclName())
              .isSingleResult();
}

std::string symbolOf(const FunctionDecl &Function) {
  ASTContext &Context = Function.getASTContext();
  // Demanglers name all namespaces, also those that the source does not have to.
  PrintingPolicy Policy(Context.getLangOpts());
  Policy.SuppressInlineNamespace = false;
  std::string Name;
  llvm::raw_string_ostream Out(Name);
  Function.printQualifiedName(Out, Policy);
  // What depends on a template has no name of its own.
  if (Function.isDependentContext() || !isOverloaded(Function))
    return Name;
  ASTNameGenerator Names(Context);
  std::string Mangled = Names.getName(&Function);
  std::string Demangled = llvm::demangle(Mangled);
  return Demangled == Mangled ? Name : Demangled;
}

/// Finds the innermost statement and the innermost loop around a place.
class Finder : public RecursiveASTVisitor<Finder> {
public:
  Finder(const SourceManager &Sources, FileID File, unsigned Offset)
      : Sources(Sources), File(File), Offset(Offset) {}

  bool shouldTraversePostOrder() const { return false; }
  bool TraverseStmt(Stmt *S) {
    if (!S || !holdsPlace(S->getSourceRange()))
      return true;
    if (const auto *Block = dyn_cast<CompoundStmt>(S)) {
      for (Stmt *Child : Block->body())
        if (Child && holdsPlace(Child->getSourceRange())) {
          Statement = Child;
          Around = Block;
        }
    } else if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S)) {
      InLoop = true;
      Statement = S;
      const Stmt *LoopBody = isa<ForStmt>(S)     ? cast<ForStmt>(S)->getBody()
                             : isa<WhileStmt>(S) ? cast<WhileStmt>(S)->getBody()
                             : isa<DoStmt>(S)    ? cast<DoStmt>(S)->getBody()
                                                 : cast<CXXForRangeStmt>(S)->getBody();
      if (LoopBody && holdsPlace(LoopBody->getSourceRange()))
        Statement = LoopBody;
    } else if (const auto *If = dyn_cast<IfStmt>(S)) {
      for (const Stmt *Branch : {If->getThen(), If->getElse()})
        if (Branch && holdsPlace(Branch->getSourceRange()))
          Statement = Branch;
    }
    return RecursiveASTVisitor::TraverseStmt(S);
  }

  unsigned line(SourceLocation Loc) const { return Sources.getExpansionLineNumber(Loc); }

  const Stmt *Statement = nullptr;      ///< A child of Around or of a control statement.
  const CompoundStmt *Around = nullptr; ///< The innermost block.
  bool InLoop = false;

private:
  const SourceManager &Sources;
  FileID File;
  unsigned Offset;

  bool holdsPlace(SourceRange Range) const {
    auto [BeginFile, Begin] = Sources.getDecomposedExpansionLoc(Range.getBegin());
    auto [EndFile, End] =
        Sources.getDecomposedLoc(Sources.getExpansionRange(Range.getEnd()).getEnd());
    return BeginFile == File && EndFile == File && Begin <= Offset && Offset <= End;
  }
};

} // namespace

SourceOfCost sourceOfCost(const FunctionDecl &Function, unsigned Offset) {
  const SourceManager &Sources = Function.getASTContext().getSourceManager();
  SourceOfCost Out;
  const FunctionDecl *Named = namedFunction(Function);
  Out.Symbol = symbolOf(*Named);
  if (Named == &Function)
    Out.FunctionLine = Sources.getExpansionLineNumber(Function.getLocation());
  Out.FunctionBegin = Sources.getExpansionLineNumber(Function.getBeginLoc());
  Out.FunctionEnd = Sources.getExpansionLineNumber(Function.getEndLoc());
  Stmt *Body = Function.getBody();
  if (!Body)
    return Out;
  Finder Find(Sources, Sources.getFileID(Sources.getExpansionLoc(Body->getBeginLoc())), Offset);
  Find.TraverseStmt(Body);
  if (!Find.Statement)
    return Out;
  Out.FirstLine = Find.line(Find.Statement->getBeginLoc());
  Out.LastLine = Find.line(Find.Statement->getEndLoc());
  // What a variable costs is spent where it is used, and where it is destroyed.
  if (Find.InLoop && Find.Around && isa<DeclStmt>(Find.Statement))
    Out.LastLine = Find.line(Find.Around->getEndLoc());
  return Out;
}

} // namespace fastidious::driver

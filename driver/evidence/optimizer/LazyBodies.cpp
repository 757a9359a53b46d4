#include "driver/evidence/optimizer/LazyBodies.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Sema/Sema.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace fastidious::optimizer {
namespace {

/// The user's own templates are parsed at once: the checks look at them, and their errors count.
class SystemHeaderWatch : public PPCallbacks {
public:
  explicit SystemHeaderWatch(LangOptions &Options) : Options(Options) {}

  void FileChanged(SourceLocation, FileChangeReason, SrcMgr::CharacteristicKind Kind,
                   FileID) override {
    Options.DelayedTemplateParsing = SrcMgr::isSystem(Kind);
  }

private:
  LangOptions &Options;
};

/// Who calls whom in the main file.
class CallersFinder : public RecursiveASTVisitor<CallersFinder> {
public:
  explicit CallersFinder(const SourceManager &SM) : SM(SM) {}

  llvm::DenseMap<const FunctionDecl *, llvm::SmallSetVector<const FunctionDecl *, 2>> Callers;

  bool shouldVisitTemplateInstantiations() const { return true; }

  bool TraverseDecl(Decl *D) {
    if (D && !isa<TranslationUnitDecl, NamespaceDecl, LinkageSpecDecl>(D) &&
        !SM.isInMainFile(SM.getExpansionLoc(D->getLocation())))
      return true;
    const FunctionDecl *Outer = Current;
    if (const auto *Function = dyn_cast_or_null<FunctionDecl>(D)) {
      if (Function->isDependentContext())
        return true;
      Current = Function;
    }
    bool Continue = RecursiveASTVisitor::TraverseDecl(D);
    Current = Outer;
    return Continue;
  }

  bool VisitCallExpr(CallExpr *Call) {
    if (const FunctionDecl *Callee = Call->getDirectCallee(); Callee && Current)
      Callers[Callee->getCanonicalDecl()].insert(Current);
    return true;
  }

private:
  const SourceManager &SM;
  const FunctionDecl *Current = nullptr;
};

/// Follows every reference to a function that code generation would follow; rather one too many.
class Instantiator {
public:
  explicit Instantiator(Sema &Semantics) : Semantics(Semantics) {}

  void run(ArrayRef<const FunctionDecl *> Roots) {
    for (const FunctionDecl *Root : Roots)
      need(Root);
    while (!Pending.empty() || !Dynamic.empty()) {
      while (!Pending.empty())
        walk(*Pending.pop_back_val());
      if (Dynamic.empty())
        break;
      Semantics.DefineUsedVTables();
      for (const CXXRecordDecl *Record : Dynamic.takeVector())
        for (const CXXMethodDecl *Method : Record->methods())
          if (Method->isVirtual())
            need(Method);
    }
  }

private:
  void need(const FunctionDecl *Function);
  void needDestructor(QualType Type);
  void needDestructorsOfParts(const CXXRecordDecl &Record);
  void needVirtualMembers(const CXXRecordDecl &Record);
  void walk(const FunctionDecl &Function);
  void visit(const Stmt *S);
  void visitVariable(const VarDecl &Variable);

  Sema &Semantics;
  llvm::SmallPtrSet<const FunctionDecl *, 32> Needed;
  llvm::SmallPtrSet<const CXXRecordDecl *, 32> Destroyed, KnownDynamic;
  llvm::SmallPtrSet<const VarDecl *, 32> Variables;
  llvm::SmallVector<const FunctionDecl *, 64> Pending;
  llvm::SmallSetVector<const CXXRecordDecl *, 8> Dynamic;
};

void Instantiator::need(const FunctionDecl *Function) {
  if (!Function || Function->isDependentContext() ||
      !Needed.insert(Function->getCanonicalDecl()).second)
    return;
  auto *Instance = const_cast<FunctionDecl *>(Function);
  if (Instance->hasSkippedBody() && Instance->isTemplateInstantiation()) {
    Instance->setHasSkippedBody(false);
    Semantics.InstantiateFunctionDefinition(Instance->getPointOfInstantiation(), Instance,
                                            /*Recursive=*/true, /*DefinitionRequired=*/false,
                                            /*AtEndOfTU=*/true);
  }
  const FunctionDecl *Definition = nullptr;
  if (Function->hasBody(Definition) && Definition)
    Pending.push_back(Definition);
}

void Instantiator::needDestructor(QualType Type) {
  if (Type.isNull() || Type->isDependentType())
    return;
  const CXXRecordDecl *Record = Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition() || Record->hasTrivialDestructor() ||
      !Destroyed.insert(Record->getCanonicalDecl()).second)
    return;
  need(Record->getDestructor());
  needDestructorsOfParts(*Record->getDefinition());
}

void Instantiator::needDestructorsOfParts(const CXXRecordDecl &Record) {
  for (const FieldDecl *Field : Record.fields())
    needDestructor(Field->getType());
  for (const CXXBaseSpecifier &Base : Record.bases())
    needDestructor(Base.getType());
}

void Instantiator::needVirtualMembers(const CXXRecordDecl &Record) {
  if (!Record.hasDefinition() || !Record.isDynamicClass() ||
      !KnownDynamic.insert(Record.getCanonicalDecl()).second)
    return;
  Dynamic.insert(Record.getDefinition());
  for (const CXXBaseSpecifier &Base : Record.bases())
    if (const CXXRecordDecl *Parent = Base.getType()->getAsCXXRecordDecl())
      needVirtualMembers(*Parent);
}

void Instantiator::walk(const FunctionDecl &Function) {
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function)) {
    for (const CXXCtorInitializer *Initializer : Constructor->inits())
      visit(Initializer->getInit());
    // What is constructed is destroyed when a later part throws.
    needDestructorsOfParts(*Constructor->getParent());
  }
  for (const ParmVarDecl *Parameter : Function.parameters())
    needDestructor(Parameter->getType());
  visit(Function.getBody());
}

void Instantiator::visitVariable(const VarDecl &Variable) {
  needDestructor(Variable.getType());
  if (Variables.insert(&Variable).second)
    visit(Variable.getInit());
}

void Instantiator::visit(const Stmt *S) {
  if (!S)
    return;
  if (const auto *E = dyn_cast<Expr>(S); E && E->isPRValue())
    needDestructor(E->getType());
  if (const auto *Reference = dyn_cast<DeclRefExpr>(S)) {
    if (const auto *Function = dyn_cast<FunctionDecl>(Reference->getDecl()))
      need(Function);
    else if (const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
             Variable && Variable->hasGlobalStorage())
      visitVariable(*Variable);
  } else if (const auto *Member = dyn_cast<MemberExpr>(S)) {
    need(dyn_cast<FunctionDecl>(Member->getMemberDecl()));
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S)) {
    need(Construct->getConstructor());
    needVirtualMembers(*Construct->getConstructor()->getParent());
  } else if (const auto *Inherited = dyn_cast<CXXInheritedCtorInitExpr>(S)) {
    need(Inherited->getConstructor());
  } else if (const auto *New = dyn_cast<CXXNewExpr>(S)) {
    need(New->getOperatorNew());
    need(New->getOperatorDelete());
  } else if (const auto *Delete = dyn_cast<CXXDeleteExpr>(S)) {
    need(Delete->getOperatorDelete());
    needDestructor(Delete->getDestroyedType());
  } else if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(S)) {
    visit(Default->getExpr());
  } else if (const auto *Member = dyn_cast<CXXDefaultInitExpr>(S)) {
    visit(Member->getExpr());
  } else if (const auto *Opaque = dyn_cast<OpaqueValueExpr>(S)) {
    visit(Opaque->getSourceExpr());
  } else if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    need(Lambda->getCallOperator());
    needDestructor(Lambda->getType());
  } else if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declaration->decls()) {
      if (const auto *Variable = dyn_cast<VarDecl>(D))
        visitVariable(*Variable);
      if (const auto *Pair = dyn_cast<DecompositionDecl>(D))
        for (const BindingDecl *Binding : Pair->bindings())
          if (const VarDecl *Holder = Binding->getHoldingVar())
            visitVariable(*Holder);
    }
    return;
  }
  for (const Stmt *Child : S->children())
    visit(Child);
}

} // namespace

void delayLibraryTemplates(CompilerInstance &Compiler) {
  if (Compiler.getLangOpts().CPlusPlus)
    Compiler.getPreprocessor().addPPCallbacks(
        std::make_unique<SystemHeaderWatch>(Compiler.getLangOpts()));
}

bool instantiateFor(CompilerInstance &Compiler, const std::vector<const FunctionDecl *> &Roots) {
  if (!Compiler.getLangOpts().CPlusPlus)
    return true;
  ASTContext &Context = Compiler.getASTContext();
  CallersFinder Calls(Context.getSourceManager());
  Calls.TraverseDecl(Context.getTranslationUnitDecl());
  llvm::SmallSetVector<const FunctionDecl *, 16> All;
  All.insert(Roots.begin(), Roots.end());
  for (size_t I = 0; I < All.size(); ++I)
    if (auto At = Calls.Callers.find(All[I]->getCanonicalDecl()); At != Calls.Callers.end())
      All.insert(At->second.begin(), At->second.end());

  DiagnosticsEngine &Diagnostics = Compiler.getDiagnostics();
  DiagnosticErrorTrap Errors(Diagnostics);
  bool WereSuppressed = Diagnostics.getSuppressAllDiagnostics();
  Diagnostics.setSuppressAllDiagnostics(true);
  // Forgotten at the end of the parse, although it lives on in the parser; a body that is parsed
  // now may be the first to name a builtin function, which is declared there.
  Sema &Semantics = Compiler.getSema();
  llvm::SaveAndRestore TranslationUnitScope(Semantics.TUScope, Semantics.getCurScope());
  Instantiator(Semantics).run(All.getArrayRef());
  Diagnostics.setSuppressAllDiagnostics(WereSuppressed);
  return !Errors.hasErrorOccurred();
}

} // namespace fastidious::optimizer

#include "checks/support/Hoist.h"

#include "checks/knowledge/Containers.h"
#include "checks/knowledge/Functions.h"
#include "checks/support/Calls.h"
#include "checks/support/Flow.h"
#include "checks/support/Lifetime.h"
#include "checks/support/LoopWork.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/Streams.h"
#include "checks/support/TimedRegions.h"
#include "checks/support/TripCount.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/StmtOpenMP.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;

namespace fastidious {
namespace {

bool isPragmaParallel(const Stmt *Loop, const ASTContext &Context) {
  // Without -fopenmp the pragma leaves no trace in the tree.
  const SourceManager &SM = Context.getSourceManager();
  auto [File, Offset] = SM.getDecomposedLoc(SM.getFileLoc(Loop->getBeginLoc()));
  StringRef Before = SM.getBufferData(File).take_front(Offset);
  Before = Before.substr(0, Before.rfind('\n') == StringRef::npos ? 0 : Before.rfind('\n'));
  while (true) {
    StringRef Line = Before.substr(Before.rfind('\n') + 1).trim();
    if (Line.starts_with("#") && Line.contains("pragma"))
      return Line.contains("omp") || Line.contains("acc");
    // Continuation lines of a long pragma.
    if (!Line.ends_with("\\") || Before.rfind('\n') == StringRef::npos)
      break;
    Before = Before.substr(0, Before.rfind('\n'));
  }
  return false;
}

bool isParallel(const Body &B, const Loop &L) {
  for (const Stmt *P = B.parent(L.Statement); P; P = B.parent(P)) {
    if (isa<OMPExecutableDirective>(P))
      return true;
    if (!isa<CapturedStmt>(P))
      break;
  }
  return isPragmaParallel(L.Statement, B.context());
}

/// The call that a lambda is handed to, or that calls it at once; null if it is neither.
const CallExpr *callOfLambda(const Body &B, const LambdaExpr *Lambda) {
  const Stmt *S = Lambda;
  const Stmt *P = B.parent(S);
  while (
      P &&
      (isa<ParenExpr, ImplicitCastExpr, FullExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr>(
           P) ||
       (isa<CXXConstructExpr>(P) && cast<CXXConstructExpr>(P)->getNumArgs() == 1))) {
    S = P;
    P = B.parent(P);
  }
  return dyn_cast_or_null<CallExpr>(P);
}

StringRef nameOf(const CallExpr *Call) {
  if (const FunctionDecl *Function = Call->getDirectCallee())
    return Function->getIdentifier() ? Function->getName() : StringRef();
  const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
  DeclarationName Name;
  if (const auto *Lookup = dyn_cast<OverloadExpr>(Callee))
    Name = Lookup->getName();
  else if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee))
    Name = Member->getMember();
  return Name && Name.isIdentifier() ? Name.getAsIdentifierInfo()->getName() : StringRef();
}

/// Functions that hand work to another time or thread, by the words that such names begin with.
bool suggestsDeferral(StringRef Name) {
  static constexpr llvm::StringLiteral Words[] = {
      "push",  "emplace", "submit",  "post",     "enqueue", "schedule",  "async", "spawn",
      "defer", "queue",   "connect", "register", "add",     "subscribe", "set",   "on",
      "start", "launch",  "detach",  "bind",     "ref",     "cref",      "insert"};
  std::string Lower = Name.lower();
  return llvm::any_of(Words, [&](StringRef Word) {
    if (!StringRef(Lower).starts_with(Word))
      return false;
    StringRef Rest = Name.drop_front(Word.size());
    // "on_event", "onEvent", "on", but not "only".
    return Rest.empty() || !llvm::isLower(Rest.front());
  });
}

/// Standard functions that take a container by reference and neither keep nor empty it.
bool isHarmlessStandardFunction(StringRef Name) {
  return isOneOf(Name, {"back_inserter",
                        "inserter",
                        "front_inserter",
                        "getline",
                        "erase",
                        "erase_if",
                        "size",
                        "ssize",
                        "empty",
                        "sort",
                        "stable_sort",
                        "reverse",
                        "fill",
                        "generate",
                        "transform",
                        "copy",
                        "for_each",
                        "iota",
                        "unique",
                        "remove",
                        "remove_if",
                        "format_to",
                        "shuffle",
                        "sample",
                        "generate_n",
                        "nth_element",
                        "partition",
                        "partial_sort",
                        "generate_canonical"});
}

class FateFinder {
public:
  /// For objects that end with \p Scope: the body of a loop, or of a function that \p Calls calls
  /// lead to.
  FateFinder(const Body &B, const Stmt *Scope, unsigned Calls) : B(B), Scope(Scope), Calls(Calls) {}

  Fate of(const VarDecl &Variable, unsigned Depth = 0) {
    std::vector<Use> Uses = usesOf(B, Place::ofVariable(&Variable), Scope);
    // What happens to `*parameter` happens to the caller's object.
    if (Variable.getType()->isPointerType() && !Uses.empty())
      if (auto Pointee = Place::ofPointee(Uses.front().Ref, B.context()))
        llvm::append_range(Uses, usesOf(B, *Pointee, Scope));
    Fate Result;
    for (const Use &U : Uses) {
      Fate One = ofUse(Variable, U, Depth);
      if (One.What == Fate::Taken)
        return One;
      if (One.What != Fate::PassedAlong)
        continue;
      Result.HasSeveral |=
          One.HasSeveral || (Result.What == Fate::PassedAlong && One.Callee != Result.Callee);
      Result.What = Fate::PassedAlong;
      Result.Callee = One.Callee;
    }
    return Result;
  }

private:
  const Body &B;
  const Stmt *Scope;
  unsigned Calls;

  static Fate taken() { return {Fate::Taken}; }

  /// Whether \p D is declared in an iteration, so that it ends no later than the iteration does.
  bool endsWithIteration(const ValueDecl *D) const {
    const auto *Variable = dyn_cast_or_null<VarDecl>(D);
    if (!Variable || !Variable->hasLocalStorage())
      return false;
    const SourceManager &SM = B.context().getSourceManager();
    SourceRange Range = Scope->getSourceRange();
    return SM.isPointWithin(SM.getExpansionLoc(Variable->getLocation()),
                            SM.getExpansionLoc(Range.getBegin()),
                            SM.getExpansionLoc(Range.getEnd()));
  }

  Fate ofUse(const VarDecl &Variable, const Use &U, unsigned Depth) {
    // A pointer or an iterator to the elements gives no hold on the memory itself.
    bool IsContents = isElementAccess(U.Member);
    if (isOneOf(U.Member, {"swap", "release", "reset", "extract", "merge", "splice",
                           "shrink_to_fit", "rdbuf", "tie"}))
      return taken();
    switch (U.Kind) {
    case UseKind::Read:
      // A pointer to the object is handed on.
      if (const auto *Call =
              dyn_cast_or_null<CallExpr>(B.parentIgnoringImplicit(U.Ref->IgnoreParens()));
          Call && Calls > 0 && Variable.getType()->isPointerType() && U.Member.empty() &&
          llvm::is_contained(llvm::map_range(Call->arguments(), written), written(U.Ref))) {
        Use Passed = U;
        Passed.User = Call;
        return ofArgument(Passed);
      }
      return ofRead(U);
    case UseKind::Discard:
      return {};
    case UseKind::Move:
      // Returning a pointer parameter moves nothing; an element leaves the memory where it is.
      if (IsContents)
        return {};
      return Calls > 0 && isa_and_nonnull<ReturnStmt>(U.User) ? Fate{} : taken();
    case UseKind::Overwrite:
      return ofAssignment(U);
    case UseKind::Modify:
      // `v = f(v)`, unlike `v[0] = f(v)`.
      if (auto Assignment = asOperatorCall(U.User);
          Assignment && Assignment->Operator == OO_Equal &&
          written(Assignment->Operands[0]) == written(U.Ref))
        return ofAssignment(U);
      return {};
    case UseKind::PassToCall:
      return IsContents ? Fate{} : ofArgument(U);
    case UseKind::Alias:
    case UseKind::ConstAlias:
      return ofAlias(U, IsContents, Depth);
    case UseKind::Capture:
      return ofCapture(cast<LambdaExpr>(U.User));
    }
    return taken();
  }

  /// A new value that brings its own memory makes the old memory useless.
  Fate ofAssignment(const Use &U) {
    auto Assignment = asOperatorCall(U.User);
    if (!Assignment || Assignment->Operands.size() != 2)
      return {};
    const Expr *Value = written(Assignment->Operands[1]);
    bool IsNewObject = Value->getType()->isRecordType() && !Value->isLValue() &&
                       !isa<InitListExpr, StringLiteral, CXXStdInitializerListExpr>(Value);
    // What a call gives in a template is rather a new object than one that stays.
    IsNewObject |= Value->isTypeDependent() && isa<CallExpr>(Value);
    return IsNewObject || isMove(Value) ? taken() : Fate{};
  }

  /// A copy of the whole object that something keeps: moving it would be the better repair.
  Fate ofRead(const Use &U) {
    if (!U.Member.empty() || !U.User)
      return {};
    if (isa<LambdaExpr>(U.User))
      return taken();
    const auto *Construct = dyn_cast<CXXConstructExpr>(U.User);
    if ((Construct && Construct->getConstructor()->isCopyOrMoveConstructor()) ||
        isa<InitListExpr>(U.User)) {
      const Stmt *Owner = B.parentIgnoringImplicit(U.User);
      while (Owner && isa<InitListExpr, CXXConstructExpr, CXXFunctionalCastExpr>(Owner))
        Owner = B.parentIgnoringImplicit(Owner);
      if (Owner && isa<CXXNewExpr, ReturnStmt, LambdaExpr>(Owner))
        return taken();
      if (const auto *Call = dyn_cast_or_null<CallExpr>(Owner))
        return isStoring(Call) || movesFromParameter(Call, U) ? taken() : Fate{};
      return {};
    }
    if (Construct && isHolder(*Construct->getConstructor()->getParent()))
      return taken();
    if (auto Assignment = asOperatorCall(U.User);
        Assignment && Assignment->Operator == OO_Equal && Assignment->Operands.size() == 2 &&
        written(Assignment->Operands[1]) == written(U.Ref))
      return taken();
    if (const auto *Call = dyn_cast<CallExpr>(U.User); Call && isStoring(Call))
      return taken();
    return {};
  }

  /// Whether objects of \p Class hold what they are built from.
  static bool isHolder(const CXXRecordDecl &Class) {
    return Class.isInStdNamespace() && Class.getIdentifier() &&
           isOneOf(Class.getName(), {"pair", "tuple", "optional", "variant", "any"});
  }

  /// Whether the callee, which takes the object by value, moves it on.
  bool movesFromParameter(const CallExpr *Call, const Use &U) {
    const FunctionDecl *Function = Call->getDirectCallee();
    auto Known = Function ? ofParameter(*Function, Call, U) : std::nullopt;
    return Known && Known->What == Fate::Taken;
  }

  /// Whether \p Call puts its argument as a whole into a container or another owner.
  bool isStoring(const CallExpr *Call) {
    if (const FunctionDecl *Function = Call->getDirectCallee();
        Function && Function->isInStdNamespace() && Function->getIdentifier() &&
        isOneOf(Function->getName(), {"make_shared", "make_unique", "make_optional", "make_any",
                                      "make_pair", "make_tuple"}))
      return true;
    auto Member = asMemberCall(Call);
    if (!Member || !isOneOf(Member->Name, {"push_back", "emplace_back", "push", "emplace", "insert",
                                           "push_front", "emplace_front", "try_emplace",
                                           "insert_or_assign", "emplace_hint", "store"}))
      return false;
    const ContainerFact *Fact = Member->Object ? containerFact(Member->Object->getType()) : nullptr;
    return !Fact || !Fact->has(IsString);
  }

  Fate ofArgument(const Use &U) {
    const auto *Call = dyn_cast_or_null<CallExpr>(U.User);
    if (!Call)
      return {Fate::PassedAlong, "the callee"};
    if (isStoring(Call))
      return taken();
    StringRef Name = nameOf(Call);
    if (isOneOf(Name, {"swap", "exchange", "move", "take", "consume"}))
      return taken();
    const FunctionDecl *Function = Call->getDirectCallee();
    // boost/algorithm/string/iter_find.hpp: the result is made aside, and swapped in.
    if (Function && isOneOf(qualifiedName(*Function),
                            {"boost::algorithm::split", "boost::algorithm::iter_split",
                             "boost::algorithm::find_all", "boost::algorithm::iter_find"}))
      return taken();
    // The context of a method is its class.
    if (Function && StringRef(qualifiedName(*Function)).starts_with("std::")) {
      if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
          Operator && Operator->getOperator() == OO_Equal)
        return taken(); // `optional = v`
      // Members (`dist(engine)`, `string.append(...)`) use their argument at once.
      if (isa<CXXMethodDecl>(Function) || isHarmlessStandardFunction(Name))
        return {};
      return taken();
    }
    if (suggestsDeferral(Name) && isa<CXXMemberCallExpr>(Call) && isAddress(U))
      return taken();
    std::string Callee = Name.empty() ? "the callee" : "'" + Name.str() + "'";
    if (auto Known = Function ? ofParameter(*Function, Call, U) : std::nullopt) {
      // Whoever gets it in the end, the caller sees this one.
      if (Known->What == Fate::PassedAlong)
        return {Fate::PassedAlong, Callee};
      return *Known;
    }
    // A comparison keeps nothing, nor does one that an assertion takes apart.
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
        Operator && (Operator->getOperator() == OO_LessLess ||
                     Operator->getOperator() == OO_GreaterGreater || Operator->isComparisonOp()))
      return {};
    return {Fate::PassedAlong, Callee};
  }

  static bool isAddress(const Use &U) { return U.Ref && U.Member.empty(); }

  /// What the body of \p Function, if it is the user's own and visible, does with the parameter
  /// that \p U is passed to.
  std::optional<Fate> ofParameter(const FunctionDecl &Function, const CallExpr *Call,
                                  const Use &U) {
    const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
    if (Calls > 3 || (Method && Method->isVirtual()))
      return std::nullopt;
    const FunctionDecl *Definition = Function.getTemplateInstantiationPattern();
    if (!Definition)
      Definition = &Function;
    if (!Definition->hasBody(Definition))
      return std::nullopt;
    const Body *Callee = bodyOf(*Definition, B.context());
    if (!Callee)
      return std::nullopt;
    unsigned Index = 0;
    while (Index < Call->getNumArgs() && !B.contains(Call->getArg(Index), U.Ref))
      ++Index;
    if (isa<CXXOperatorCallExpr>(Call) && Method) {
      if (Index == 0)
        return std::nullopt;
      --Index;
    }
    if (Index >= Definition->getNumParams())
      return std::nullopt;
    return FateFinder(*Callee, Callee->statement(), Calls + 1).of(*Definition->getParamDecl(Index));
  }

  Fate ofAlias(const Use &U, bool IsContents, unsigned Depth) {
    if (const auto *Declaration = dyn_cast_or_null<DeclStmt>(U.User)) {
      for (const Decl *D : Declaration->decls()) {
        const auto *Alias = dyn_cast<VarDecl>(D);
        if (!Alias || !Alias->getInit() || !B.contains(Alias->getInit(), U.Ref))
          continue;
        if (!Alias->hasLocalStorage() || Depth > 2)
          return taken();
        // What happens through a second name happens to the object.
        if (Alias->getType()->isReferenceType() && !IsContents)
          return of(*Alias, Depth + 1);
        if (Alias->getType()->isPointerType() && !IsContents)
          return taken();
      }
      return {};
    }
    // A callee that returns its parameter (`return out << x;`) hands back what the caller has.
    if (isa_and_nonnull<ReturnStmt>(U.User) && Calls > 0)
      return {};
    if (isa_and_nonnull<ReturnStmt, CXXNewExpr, CXXThrowExpr>(U.User))
      return taken();
    if (auto Assignment = asOperatorCall(U.User);
        Assignment && Assignment->Operator == OO_Equal && Assignment->Operands.size() == 2) {
      auto Target = Place::of(Assignment->Operands[0], B.context());
      return Target && Target->isLocalObject() && endsWithIteration(Target->root()) && IsContents
                 ? Fate{}
                 : taken();
    }
    if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(U.User)) {
      const CXXRecordDecl *Class = Construct->getConstructor()->getParent();
      const Stmt *Owner = B.parentIgnoringImplicit(Construct);
      if (Owner && isa<CXXNewExpr, ReturnStmt>(Owner))
        return taken();
      if (IsContents)
        return {};
      if (Class->isInStdNamespace())
        return isOneOf(Class->getName(),
                       {"basic_ostream", "basic_istream", "basic_iostream", "back_insert_iterator",
                        "ostream_iterator", "istream_iterator", "istreambuf_iterator",
                        "ostreambuf_iterator", "span", "basic_string_view"})
                   ? Fate{}
                   : taken();
      return {Fate::PassedAlong, "'" + Class->getNameAsString() + "'"};
    }
    if (isa_and_nonnull<InitListExpr, ParenListExpr>(U.User))
      return IsContents ? Fate{} : taken();
    return U.Kind == UseKind::ConstAlias ? Fate{} : taken();
  }

  Fate ofCapture(const LambdaExpr *Lambda) {
    if (const CallExpr *Call = callOfLambda(B, Lambda)) {
      const FunctionDecl *Function = Call->getDirectCallee();
      StringRef Name = nameOf(Call);
      if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call))
        return Operator->getOperator() == OO_Call ? Fate{} : taken();
      if (suggestsDeferral(Name))
        return taken();
      if (Function && Function->isInStdNamespace())
        return isOneOf(Name, {"make_shared", "make_unique", "make_pair", "make_tuple", "invoke_r",
                              "call_once"})
                   ? taken()
                   : Fate{};
      return {Fate::PassedAlong, Name.empty() ? "the callee" : "'" + Name.str() + "'"};
    }
    const Stmt *S = Lambda;
    for (const Stmt *P = B.parent(S); P; S = P, P = B.parent(P)) {
      if (const auto *Declaration = dyn_cast<DeclStmt>(P)) {
        const auto *Named = dyn_cast<VarDecl>(*Declaration->decl_begin());
        const CXXRecordDecl *Class = Named ? classOf(Named->getType()) : nullptr;
        // A thread or a task runs it elsewhere.
        bool IsCallable = Class && (Class->isLambda() || Class->getName() == "function" ||
                                    Class->getName() == "function_ref");
        return Named && Named->hasLocalStorage() && IsCallable ? Fate{} : taken();
      }
      if (!isa<ParenExpr, ImplicitCastExpr, FullExpr, MaterializeTemporaryExpr,
               CXXBindTemporaryExpr, CXXConstructExpr, CXXFunctionalCastExpr>(P))
        break;
    }
    return taken();
  }
};

/// What the text of a type depends on.
class TypeDependencies : public RecursiveASTVisitor<TypeDependencies> {
public:
  TypeDependencies(const Body &B, const Stmt *Outside) : B(B), Outside(Outside) {}
  bool IsMovable = true;

  bool VisitDeclRefExpr(DeclRefExpr *Ref) { return visit(Ref->getDecl()); }
  bool VisitTypedefTypeLoc(TypedefTypeLoc T) { return visit(T.getTypedefNameDecl()); }
  bool VisitTagTypeLoc(TagTypeLoc T) { return visit(T.getDecl()); }
  bool VisitDecltypeTypeLoc(DecltypeTypeLoc) { return IsMovable = false; }
  bool VisitAutoTypeLoc(AutoTypeLoc) { return IsMovable = false; }

private:
  const Body &B;
  const Stmt *Outside;

  bool visit(const Decl *D) {
    const SourceManager &SM = B.context().getSourceManager();
    // Declared in a function after the place where the text goes.
    if (D->getDeclContext()->isFunctionOrMethod() && !isa<ParmVarDecl>(D) &&
        !SM.isBeforeInTranslationUnit(D->getLocation(), Outside->getBeginLoc()))
      IsMovable = false;
    return IsMovable;
  }
};

/// All declarations and mentions of one name in a function.
class NameFinder : public RecursiveASTVisitor<NameFinder> {
public:
  NameFinder(StringRef Name, const VarDecl *Moved, const SourceManager &SM)
      : Name(Name), Moved(Moved), SM(SM) {}

  bool shouldVisitImplicitCode() const { return false; }
  bool shouldVisitLambdaBody() const { return true; }

  std::vector<const NamedDecl *> Declared;
  std::vector<std::pair<SourceLocation, const NamedDecl *>> Mentioned;

  bool VisitNamedDecl(NamedDecl *D) {
    if (D != Moved && D->getIdentifier() && D->getName() == Name)
      Declared.push_back(D);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    const NamedDecl *D = Ref->getDecl();
    if (D != Moved && !Ref->getQualifier() && D->getIdentifier() && D->getName() == Name)
      Mentioned.emplace_back(Ref->getLocation(), D);
    return true;
  }
  bool VisitMemberExpr(MemberExpr *Member) {
    if (Member->isImplicitAccess() && Member->getMemberDecl()->getIdentifier() &&
        Member->getMemberDecl()->getName() == Name)
      Mentioned.emplace_back(Member->getMemberLoc(), Member->getMemberDecl());
    return true;
  }
  bool VisitOverloadExpr(OverloadExpr *Lookup) {
    if (Lookup->getName().isIdentifier() &&
        Lookup->getName().getAsIdentifierInfo()->getName() == Name)
      Mentioned.emplace_back(Lookup->getNameLoc(), nullptr);
    return true;
  }
  bool VisitTypeLoc(TypeLoc T) {
    const NamedDecl *D = nullptr;
    if (auto Typedef = T.getAs<TypedefTypeLoc>())
      D = Typedef.getTypedefNameDecl();
    else if (auto Tag = T.getAs<TagTypeLoc>())
      D = Tag.getDecl();
    if (D && D->getIdentifier() && D->getName() == Name && !isQualified(T.getBeginLoc()))
      Mentioned.emplace_back(T.getBeginLoc(), D);
    return true;
  }

private:
  StringRef Name;
  const VarDecl *Moved;
  const SourceManager &SM;

  /// Whether the name at \p Loc follows a `::`.
  bool isQualified(SourceLocation Loc) const {
    auto [File, Offset] = SM.getDecomposedLoc(SM.getFileLoc(Loc));
    return SM.getBufferData(File).take_front(Offset).rtrim().ends_with("::");
  }
};

/// Whether the compile command asks for warnings of variables that hide others.
bool warnsOfShadowing(const ASTContext &Context) {
  bool Warns = false;
  for (StringRef Group : Context.getDiagnostics().getDiagnosticOptions().Warnings)
    if (bool IsOff = Group.consume_front("no-"); isOneOf(Group, {"shadow", "shadow-all"}))
      Warns = !IsOff;
  return Warns;
}

/// See HoistedNames::isFree.
bool isNameFreeBefore(const Body &B, const Stmt *Outside, StringRef Name, const VarDecl *Moved) {
  const Stmt *Scope = B.parent(Outside);
  const SourceManager &SM = B.context().getSourceManager();
  NameFinder Found(Name, Moved, SM);
  Found.TraverseDecl(const_cast<FunctionDecl *>(&B.function()));
  SourceRange Inside = Scope ? Scope->getSourceRange() : SourceRange();
  // The scopes of the declarations that lie deeper than the new one's.
  auto IsDeeper = [&](const NamedDecl *D) {
    if (!D || isa<LabelDecl>(D) || !Scope || isa<ParmVarDecl>(D))
      return false;
    if (!SM.isPointWithin(D->getLocation(), Inside.getBegin(), Inside.getEnd()))
      return false;
    for (const Stmt *Child : Scope->children()) {
      const auto *Declaration = dyn_cast_or_null<DeclStmt>(Child);
      if (Declaration && llvm::is_contained(Declaration->decls(), D))
        return false;
    }
    return true;
  };
  // Those of a branch or a loop that has nothing to do with the new one's place.
  auto IsElsewhere = [&](const NamedDecl *D) {
    const auto *Variable = dyn_cast_or_null<VarDecl>(D);
    const Stmt *Declaration = Variable ? declarationOf(B, *Variable) : nullptr;
    const Stmt *Around = Declaration ? B.parent(Declaration) : nullptr;
    return Around && Scope && !B.contains(Around, Scope) && !B.contains(Scope, Around);
  };
  bool WarnsOfShadowing = warnsOfShadowing(B.context());
  if (llvm::any_of(Found.Declared, [&](const NamedDecl *D) {
        // A later one that lies deeper hides the new one.
        if (WarnsOfShadowing && IsDeeper(D) &&
            SM.isBeforeInTranslationUnit(Outside->getBeginLoc(), D->getLocation()))
          return true;
        // A declaration between the new place and the old one may hide the new one there.
        if (SM.isPointWithin(D->getLocation(), Outside->getBeginLoc(), Outside->getEndLoc()) &&
            (!Moved || SM.isBeforeInTranslationUnit(D->getLocation(), Moved->getLocation())))
          return true;
        // Parameters of lambdas and of other functions in the body shadow, as deeper scopes do.
        if (const auto *Parameter = dyn_cast<ParmVarDecl>(D))
          return Parameter->getDeclContext() == &B.function();
        return !IsDeeper(D) && !IsElsewhere(D) && !isa<FieldDecl>(D) &&
               D->getLocation() != B.function().getLocation();
      }))
    return false;
  return llvm::none_of(Found.Mentioned, [&](const auto &Mention) {
    const auto &[Loc, D] = Mention;
    if (D && isa<ParmVarDecl>(D) && D->getDeclContext() != &B.function())
      return false;
    return !IsDeeper(D) && !IsElsewhere(D) &&
           !SM.isBeforeInTranslationUnit(Loc, Outside->getBeginLoc());
  });
}

bool hasJumpsByLabel(const Stmt *S) {
  if (!S)
    return false;
  if (isa<GotoStmt, IndirectGotoStmt, LabelStmt>(S))
    return true;
  return llvm::any_of(S->children(), hasJumpsByLabel);
}

} // namespace

const Loop *repeatingLoop(const Body &B, const Stmt *S, unsigned MinTripCount) {
  if (isa<CXXDestructorDecl>(B.function()) || isa<CoroutineBodyStmt>(B.statement()) ||
      B.enclosingLambda(S))
    return nullptr;
  const Loop *Innermost = B.loopOf(S);
  if (!Innermost)
    return nullptr;
  // What a benchmark's loop builds is what it measures.
  for (const TimedRegion &R : timedRegions(B))
    if (B.contains(R.Measured, S))
      return nullptr;
  if (isOnColdPath(B, S))
    return nullptr;
  for (const Loop *L = Innermost; L; L = L->Parent) {
    if (isParallel(B, *L) || pauses(B, *L))
      return nullptr;
    if (!evaluatesAgain(B, *L, S))
      continue;
    auto Times = mostIterations(B, *L);
    if (!Times)
      Times = statedTripCount(*L, B.context());
    if (Times.value_or(MinTripCount) < MinTripCount)
      continue;
    return L;
  }
  return nullptr;
}

/// Whether \p Condition is `tag == "weights"`, `strcmp(tag, "weights") == 0`, or asks whether a
/// text begins with a literal.
static bool comparesWithLiteral(const Expr *Condition) {
  return containsAny(Condition, [](const Stmt *Part) {
    auto Equal = asOperatorCall(Part);
    auto Call = asFunctionCall(Part);
    auto Member = asMemberCall(Part);
    llvm::ArrayRef<const Expr *> Operands;
    if (Equal && Equal->Operator == OO_EqualEqual)
      Operands = Equal->Operands;
    else if (Call &&
             isOneOf(Call->QualifiedName, {"strcmp", "std::strcmp", "strncmp", "std::strncmp"}))
      Operands = Call->Arguments;
    else if (Member && isOneOf(Member->Name, {"compare", "starts_with", "startsWith"}))
      Operands = Member->Arguments;
    return llvm::any_of(Operands, [](const Expr *E) { return isa<StringLiteral>(written(E)); });
  });
}

bool isOneChoice(const Body &B, const Stmt *S, const Loop &L) {
  const Stmt *Child = S;
  for (const Stmt *P = B.parent(S); P && P != L.Statement; Child = P, P = B.parent(P)) {
    if (isa<SwitchStmt>(P))
      return true;
    const auto *If = dyn_cast<IfStmt>(P);
    if (!If || If->isConstexpr() || (Child != If->getThen() && Child != If->getElse()))
      continue;
    if (Child == If->getThen() && comparesWithLiteral(If->getCond()))
      return true;
    const auto *Outer = dyn_cast_or_null<IfStmt>(B.parent(If));
    if (isa_and_nonnull<IfStmt>(If->getElse()) || (Outer && Outer->getElse() == If))
      return true;
  }
  return false;
}

bool isInBranch(const Body &B, const Stmt *S, const Stmt *Within) {
  for (const Stmt *P = B.parent(S), *Child = S; P && P != Within; Child = P, P = B.parent(P)) {
    if (const auto *If = dyn_cast<IfStmt>(P))
      if (!If->isConstexpr() && (Child == If->getThen() || Child == If->getElse()))
        return true;
    if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(P);
        Choice && Choice->getCond() != Child)
      return true;
    if (isa<SwitchCase>(P))
      return true;
  }
  return false;
}

std::string runsWhen(const Body &B, const Stmt *S, const Loop &L) {
  // The graph knows nothing of what is in a lambda.
  bool MayBePassedOver =
      isInBranch(B, S, L.Statement) || (B.block(S) && !runsOnEveryIteration(B, L, S));
  return MayBePassedOver ? "on every iteration that gets here" : "on every iteration";
}

/// Whether \p U puts the text into a stream: `log << text`.
static bool isWrittenToStream(const Use &U) {
  auto Shift = U.Kind == UseKind::Read ? asOperatorCall(U.User) : std::nullopt;
  return Shift && Shift->Operator == OO_LessLess && isOutputStream(Shift->Whole->getType());
}

bool isProblemReport(const Body &B, const VarDecl &Variable, const std::vector<Use> &Uses) {
  bool IsReported = false;
  for (const Use &U : Uses) {
    if (isGivenToReport(B, U.Ref))
      IsReported = true;
    else if (U.Kind != UseKind::Modify && U.Kind != UseKind::Overwrite &&
             U.Kind != UseKind::Discard &&
             // `print(state, text)`
             !(U.Kind == UseKind::PassToCall && isOutputStream(Variable.getType())) &&
             !isWrittenToStream(U))
      return false;
  }
  return IsReported;
}

/// Whether \p Condition is `table.find(key) == table.end()` or compares an iterator that an earlier
/// look-up gave with `end()`, or is `!table.contains(key)`, `table.count(key) == 0`.
static bool saysNotFound(const Expr *Condition) {
  Condition = written(Condition);
  auto Calls = [](const Expr *E, std::initializer_list<StringRef> Names) {
    auto Member = asMemberCall(written(E));
    return Member && isOneOf(Member->Name, Names);
  };
  if (const auto *Not = dyn_cast<UnaryOperator>(Condition))
    return Not->getOpcode() == UO_LNot &&
           Calls(Not->getSubExpr(), {"contains", "count", "exists", "has"});
  if (auto Equal = asOperatorCall(Condition);
      Equal && Equal->Operator == OO_EqualEqual && Equal->Operands.size() == 2)
    return llvm::any_of(Equal->Operands,
                        [&](const Expr *E) { return Calls(E, {"end", "cend", "constEnd"}); });
  const auto *Equal = dyn_cast<BinaryOperator>(Condition);
  return Equal && Equal->getOpcode() == BO_EQ &&
         (Calls(Equal->getLHS(), {"count"}) || Calls(Equal->getRHS(), {"count"}));
}

bool isAfterFailedLookup(const Body &B, const Stmt *S, const Loop &L) {
  const Stmt *Child = S;
  for (const Stmt *P = B.parent(S); P && P != L.Statement; Child = P, P = B.parent(P))
    if (const auto *If = dyn_cast<IfStmt>(P);
        If && Child == If->getThen() && saysNotFound(If->getCond()))
      return true;
  return false;
}

const Loop *outermostSerialLoop(const Body &B, const Loop &L) {
  const Loop *Outermost = &L;
  while (Outermost->Parent && !isParallel(B, *Outermost->Parent))
    Outermost = Outermost->Parent;
  return Outermost;
}

bool endsSomething(QualType T, unsigned Depth) {
  if (T.isNull() || Depth > 6 || T->isReferenceType())
    return false;
  T = T.getCanonicalType();
  if (const auto *Array = dyn_cast<ArrayType>(T.getTypePtr()))
    return endsSomething(Array->getElementType(), Depth + 1);
  // What smart pointers own takes memory of its own, and ends when they do; of which class it is, a
  // template need not know.
  const CXXRecordDecl *Class = classOf(T);
  if (Class &&
      isOneOf(qualifiedName(*Class), {"std::unique_ptr", "std::shared_ptr", "boost::shared_ptr"}))
    return true;
  Class = Class ? Class->getDefinition() : nullptr;
  if (!Class)
    return false;
  if (Class->isInStdNamespace()) {
    if (isOneOf(Class->getName(), {"thread", "jthread", "future", "shared_future", "lock_guard",
                                   "unique_lock", "scoped_lock", "shared_lock", "basic_ofstream",
                                   "basic_ifstream", "basic_fstream", "promise", "packaged_task"}))
      return true;
    if (const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Class))
      for (const TemplateArgument &Argument : Special->getTemplateArgs().asArray())
        if (Argument.getKind() == TemplateArgument::Type &&
            endsSomething(Argument.getAsType(), Depth + 1))
          return true;
    return false;
  }
  if (const CXXDestructorDecl *Destructor = Class->getDestructor();
      Destructor && Destructor->isUserProvided())
    return true;
  for (const FieldDecl *Field : Class->fields())
    if (endsSomething(Field->getType(), Depth + 1))
      return true;
  return llvm::any_of(Class->bases(), [&](const CXXBaseSpecifier &Base) {
    return endsSomething(Base.getType(), Depth + 1);
  });
}

Fate fateOf(const Body &B, const VarDecl &Variable, const Loop &L) {
  return FateFinder(B, L.LoopBody, 0).of(Variable);
}

const CXXConstructExpr *constructionOf(const VarDecl &Variable) {
  const Expr *Init = Variable.getInit();
  if (!Init)
    return nullptr;
  Init = written(Init);
  while (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Init))
    Init = written(Cast->getSubExpr());
  const auto *Construct = dyn_cast<CXXConstructExpr>(Init);
  if (!Construct || classOf(Construct->getType()) != classOf(Variable.getType()))
    return nullptr;
  return Construct;
}

std::string hoistableTypeText(const Body &B, const VarDecl &Variable, const Stmt *Outside) {
  const TypeSourceInfo *Info = Variable.getTypeSourceInfo();
  if (!Info)
    return {};
  if (Variable.getType()->getContainedAutoType()) {
    const Expr *Init = Variable.getInit() ? written(Variable.getInit()) : nullptr;
    Info = nullptr;
    if (const auto *Temporary = dyn_cast_or_null<CXXTemporaryObjectExpr>(Init))
      Info = Temporary->getTypeSourceInfo();
    else if (const auto *Cast = dyn_cast_or_null<CXXFunctionalCastExpr>(Init))
      Info = Cast->getTypeInfoAsWritten();
    if (!Info)
      return {};
  }
  TypeLoc Loc = Info->getTypeLoc();
  TypeDependencies Dependencies(B, Outside);
  Dependencies.TraverseTypeLoc(Loc);
  return Dependencies.IsMovable ? sourceText(Loc.getSourceRange(), B.context()) : std::string();
}

bool HoistedNames::isFree(const Body &B, const Stmt *Outside, StringRef Name,
                          const VarDecl *Moved) const {
  auto Scope = Names.find(B.parent(Outside));
  return (Scope == Names.end() || !Scope->second.contains(Name)) &&
         isNameFreeBefore(B, Outside, Name, Moved);
}

void HoistedNames::add(const Body &B, const Stmt *Outside, StringRef Name) {
  Names[B.parent(Outside)].insert(Name);
}

/// Whether \p Loop holds `using namespace n;`, `using n::name;` or `namespace m = n;`: what is
/// written within may mean nothing, or something else, before it.
static bool bringsNames(const Stmt *Loop) {
  return containsAny(Loop, [](const Stmt *Part) {
    const auto *Declaration = dyn_cast<DeclStmt>(Part);
    return Declaration && llvm::any_of(Declaration->decls(), [](const Decl *D) {
             return isa<UsingDirectiveDecl, UsingDecl, NamespaceAliasDecl>(D);
           });
  });
}

llvm::SmallVector<FixItHint, 2> declareBefore(const Body &B, const Stmt *Outside,
                                              StringRef Declaration) {
  const Stmt *Parent = B.parent(Outside);
  // A jump to a later label or case would skip the declaration.
  if (!Parent || isa<SwitchCase, LabelStmt>(Parent) || hasJumpsByLabel(B.statement()) ||
      bringsNames(Outside))
    return {};
  if (isa<CompoundStmt>(Parent))
    if (const auto *Switch = dyn_cast_or_null<SwitchStmt>(B.parent(Parent)); Switch)
      return {};
  return insertBefore(Outside, Parent, Declaration, B.context());
}

/// The comment that ends the line of \p End, with the space before it: it is about what ends there.
static std::string commentAfter(SourceLocation End, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  auto [File, Offset] = SM.getDecomposedLoc(End);
  StringRef Rest = SM.getBufferData(File).substr(Offset);
  StringRef Line = Rest.take_front(Rest.find_first_of("\r\n"));
  return Line.ltrim().starts_with("//") ? Line.str() : std::string();
}

llvm::SmallVector<FixItHint, 2> hoistEdits(const Body &B, const DeclStmt &Statement,
                                           const Stmt *Outside, StringRef Declaration,
                                           const std::vector<std::string> &Replacements) {
  const ASTContext &Context = B.context();
  const SourceManager &SM = Context.getSourceManager();
  if (!isEditable(Statement.getSourceRange(), Context) || !Statement.isSingleDecl() ||
      !isa_and_nonnull<CompoundStmt>(B.parent(&Statement)) ||
      Statement.getSingleDecl()->hasAttrs() ||
      hasConditionBetween(Outside->getBeginLoc(), Statement.getBeginLoc(), Context))
    return {};
  SourceLocation Begin = Statement.getBeginLoc(),
                 End = Lexer::getLocForEndOfToken(Statement.getEndLoc(), 0, SM,
                                                  Context.getLangOpts());
  std::string Comment = Replacements.empty() && startsLine(Outside->getBeginLoc(), Context)
                            ? commentAfter(End, Context)
                            : std::string();
  llvm::SmallVector<FixItHint, 2> Edits = declareBefore(
      B, Outside, reindented(Declaration, Begin, Outside->getBeginLoc(), Context) + Comment);
  if (Edits.empty())
    return {};
  End = End.getLocWithOffset(static_cast<int>(Comment.size()));
  std::string Separator = lineEnding(Begin, Context) + indentation(Begin, Context), Text;
  for (const std::string &Replacement : Replacements)
    Text += (Text.empty() ? "" : Separator) + Replacement;
  CharSourceRange Range = CharSourceRange::getCharRange(Begin, End);
  if (Text.empty()) {
    Edits.push_back(removeLines(Begin, End, Context));
    return Edits;
  }
  Edits.push_back(FixItHint::CreateReplacement(Range, Text));
  return Edits;
}

} // namespace fastidious

#include "checks/support/TimedRegions.h"

#include "checks/support/Calls.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/Types.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"

using namespace clang;

namespace fastidious {
namespace {

/// Calls \p Visit for \p S and everything below it in source order, until it returns false for a
/// node to leave out what is below that.
void visit(const Stmt *S, llvm::function_ref<bool(const Stmt *)> Visit) {
  if (!S || !Visit(S))
    return;
  for (const Stmt *Child : S->children())
    visit(Child, Visit);
}

/// Whether \p Record is the class of this qualified name or derives from it.
bool isOrDerives(const CXXRecordDecl *Record, std::string_view Name) {
  StringRef Last = StringRef(Name).rsplit("::").second;
  return anyOfClassAndBases(Record, [&](const CXXRecordDecl &Class) {
    return Class.getIdentifier() && Class.getName() == Last && qualifiedName(Class) == Name;
  });
}

bool isOrDerives(QualType T, std::string_view Name) {
  if (T.isNull())
    return false;
  if (T->isPointerType())
    T = T->getPointeeType();
  return isOrDerives(classOf(T), Name);
}

/// The class whose member \p Call calls, and the member's name; operators as "operator=".
struct CalledMember {
  QualType Object;
  std::string Name;
};

std::optional<CalledMember> calledMember(const Stmt *S) {
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S)) {
    if (Operator->getNumArgs() == 0)
      return std::nullopt;
    return CalledMember{Operator->getArg(0)->getType(),
                        std::string("operator") + getOperatorSpelling(Operator->getOperator())};
  }
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S)) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (!Method)
      return std::nullopt;
    if (isa<CXXConversionDecl>(Method))
      return CalledMember{Call->getObjectType(), "operator bool"};
    return CalledMember{Call->getObjectType(), Method->getNameAsString()};
  }
  if (isa<CallExpr>(S))
    if (auto Call = asMemberCall(S); Call && Call->Object)
      return CalledMember{Call->Object->getType(), Call->Name.str()};
  return std::nullopt;
}

const TimedFact *timedFact(QualType Object, StringRef Member, TimedShape Shape) {
  for (const TimedFact &Fact : timedFacts())
    if (Fact.Shape == Shape && Member == StringRef(Fact.Member) && isOrDerives(Object, Fact.Class))
      return &Fact;
  return nullptr;
}

/// The lambda that \p E is, or that the local variable it names is initialised with.
const LambdaExpr *lambdaOf(const Expr *E) {
  E = written(E);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
    return Lambda;
  if (const Expr *Moved = nullptr; isMove(E, &Moved))
    return lambdaOf(Moved);
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Variable || !Variable->getInit())
    return nullptr;
  return dyn_cast<LambdaExpr>(written(Variable->getInit()));
}

const ClockFact *clockFact(const FunctionDecl &Function) {
  const IdentifierInfo *Identifier = Function.getIdentifier();
  if (!Identifier)
    return nullptr;
  std::string Name;
  for (const ClockFact &Fact : clockFacts()) {
    StringRef Known(Fact.Function);
    if (!Known.ends_with(Identifier->getName()))
      continue;
    if (Name.empty())
      Name = qualifiedName(Function);
    if (Name == Known)
      return &Fact;
  }
  return nullptr;
}

bool clockIn(const Stmt *S, unsigned Depth = 0);

/// A user's own `now()`: no object is needed to tell the time, and the value comes from a clock.
bool wrapsClock(const FunctionDecl &Function, unsigned Depth) {
  if (Depth > 2 || Function.getReturnType()->isVoidType() || Function.getNumParams() > 1)
    return false;
  const FunctionDecl *Definition = nullptr;
  const Stmt *Body = Function.getBody(Definition);
  if (!Body ||
      Function.getASTContext().getSourceManager().isInSystemHeader(Definition->getLocation()))
    return false;
  const auto *Compound = dyn_cast<CompoundStmt>(Body);
  // Long functions that time something for themselves are no clocks.
  if (!Compound || Compound->size() > 6 || containsAny(Compound, [](const Stmt *Node) {
        return isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(Node);
      }))
    return false;
  return clockIn(Compound, Depth + 1);
}

bool isClockRead(const Stmt *Node, unsigned Depth) {
  if (const auto *Assembly = dyn_cast<GCCAsmStmt>(Node))
    return Assembly->getAsmString()->getString().contains("rdtsc");
  const auto *Call = dyn_cast<CallExpr>(Node);
  if (!Call)
    return false;
  if (const FunctionDecl *Function = Call->getDirectCallee())
    return clockFact(*Function) || wrapsClock(*Function, Depth);
  // `Clock::now()` where the clock is a template parameter.
  const auto *Dependent =
      dyn_cast<DependentScopeDeclRefExpr>(Call->getCallee()->IgnoreParenImpCasts());
  return Dependent && Call->getNumArgs() == 0 && Dependent->getDeclName().isIdentifier() &&
         Dependent->getDeclName().getAsIdentifierInfo()->isStr("now");
}

bool clockIn(const Stmt *S, unsigned Depth) {
  return containsAny(S, [&](const Stmt *Node) { return isClockRead(Node, Depth); });
}

/// The clock reads of one body. Each statement is looked at once: every loop of a long function
/// asks for the same ones around it.
class ClockReads {
public:
  explicit ClockReads(const Stmt *Body) { collect(Body); }

  /// Whether \p S, a statement of the body or null, reads a clock somewhere.
  bool in(const Stmt *S) const { return S && Reading.contains(S); }

private:
  llvm::DenseSet<const Stmt *> Reading;
  llvm::DenseMap<const FunctionDecl *, bool> Wrappers;

  bool collect(const Stmt *S) {
    if (!S)
      return false;
    bool Reads = isRead(S);
    for (const Stmt *Child : S->children())
      Reads |= collect(Child);
    if (Reads)
      Reading.insert(S);
    return Reads;
  }

  bool isRead(const Stmt *Node) {
    const auto *Call = dyn_cast<CallExpr>(Node);
    const FunctionDecl *Function = Call ? Call->getDirectCallee() : nullptr;
    if (!Function)
      return isClockRead(Node, 0);
    auto [At, IsNew] = Wrappers.try_emplace(Function, false);
    if (IsNew)
      At->second = isClockRead(Node, 0);
    return At->second;
  }
};

/// The variable that \p S sets from a clock: `auto t = now();`, `t = now();`, `clock_gettime(c,
/// &t);`.
const ValueDecl *clockVariable(const Stmt *S, const ClockReads &Clocks) {
  if (!Clocks.in(S))
    return nullptr;
  if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D))
        if (Clocks.in(Variable->getInit()))
          return Variable;
    return nullptr;
  }
  const auto *E = dyn_cast<Expr>(S);
  if (!E)
    return nullptr;
  auto Named = [](const Expr *Target) -> const ValueDecl * {
    Target = written(Target);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Target))
      return Ref->getDecl();
    if (const auto *Member = dyn_cast<MemberExpr>(Target))
      return Member->getMemberDecl();
    return nullptr;
  };
  if (auto Assignment = asOperatorCall(E);
      Assignment && Assignment->Operator == OO_Equal && Assignment->Operands.size() == 2)
    return Clocks.in(Assignment->Operands[1]) ? Named(Assignment->Operands[0]) : nullptr;
  if (const auto *Call = dyn_cast<CallExpr>(written(E)))
    if (const FunctionDecl *Function = Call->getDirectCallee())
      if (const ClockFact *Fact = clockFact(*Function);
          Fact && Fact->OutParameter >= 0 &&
          static_cast<unsigned>(Fact->OutParameter) < Call->getNumArgs())
        if (const auto *Address = dyn_cast<UnaryOperator>(
                written(Call->getArg(static_cast<unsigned>(Fact->OutParameter))));
            Address && Address->getOpcode() == UO_AddrOf)
          return Named(Address->getSubExpr());
  return nullptr;
}

/// Whether the visible body of \p Function reads a clock, whatever it returns.
bool bodyReadsClock(const FunctionDecl *Function) {
  const FunctionDecl *Definition = nullptr;
  const Stmt *Body = Function ? Function->getBody(Definition) : nullptr;
  return Body &&
         !Function->getASTContext().getSourceManager().isInSystemHeader(
             Definition->getLocation()) &&
         clockIn(Body);
}

/// Whether an object of \p Record, a class of the user's, reads a clock when it is made.
bool startsWhenMade(const CXXRecordDecl &Record) {
  auto ReadsAnywhere = [](const Expr *Init) { return Init && clockIn(Init); };
  if (llvm::any_of(Record.fields(), [&](const FieldDecl *Field) {
        return ReadsAnywhere(Field->getInClassInitializer());
      }))
    return true;
  return llvm::any_of(Record.ctors(), [&](const CXXConstructorDecl *Constructor) {
    const FunctionDecl *Definition = nullptr;
    if (Constructor->isCopyOrMoveConstructor() || !Constructor->getBody(Definition))
      return false;
    return bodyReadsClock(Constructor) ||
           llvm::any_of(
               cast<CXXConstructorDecl>(Definition)->inits(),
               [&](const CXXCtorInitializer *Init) { return ReadsAnywhere(Init->getInit()); });
  });
}

/// The variable of which \p S calls a member function that reads a clock, or null.
const VarDecl *clockCallOn(const Stmt *S) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(S);
  const VarDecl *Variable = Call ? variableOf(Call->getImplicitObjectArgument()) : nullptr;
  return Variable && bodyReadsClock(Call->getMethodDecl()) ? Variable : nullptr;
}

/// The stopwatch that \p S starts: an object of a class of the user's that reads a clock when it is
/// made, or in the member function that \p S calls.
const VarDecl *startedStopwatch(const Stmt *S) {
  if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declaration->decls()) {
      const auto *Variable = dyn_cast<VarDecl>(D);
      const CXXRecordDecl *Record = Variable && !Variable->getType()->isReferenceType()
                                        ? classOf(Variable->getType())
                                        : nullptr;
      if (Record && (Record = Record->getDefinition()) &&
          !Record->getASTContext().getSourceManager().isInSystemHeader(Record->getLocation()) &&
          startsWhenMade(*Record))
        return Variable;
    }
    return nullptr;
  }
  const auto *E = dyn_cast<Expr>(S);
  return E ? clockCallOn(written(E)) : nullptr;
}

/// Whether \p S stops \p Stopwatch: calls a member function of it that reads a clock.
bool stops(const Stmt *S, const VarDecl *Stopwatch) {
  return containsAny(S, [&](const Stmt *Node) { return clockCallOn(Node) == Stopwatch; });
}

/// Whether \p Stopwatch reads a clock when its scope ends.
bool stopsWhenDestroyed(const VarDecl &Stopwatch) {
  const CXXRecordDecl *Record = classOf(Stopwatch.getType());
  return Record && (Record = Record->getDefinition()) && bodyReadsClock(Record->getDestructor());
}

bool mentionsDecl(const Stmt *S, const ValueDecl *D) {
  return containsAny(S, [&](const Stmt *Node) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Node))
      return Ref->getDecl() == D;
    if (const auto *Member = dyn_cast<MemberExpr>(Node))
      return Member->getMemberDecl() == D;
    return false;
  });
}

/// The function that folly's `BENCHMARK(name, iters)` defines: registered through
/// folly::addBenchmark in the declaration between its own two.
bool isFollyBenchmark(const FunctionDecl &Function) {
  if (isa<CXXMethodDecl>(Function) || Function.getNumParams() > 1 || !Function.getIdentifier())
    return false;
  if (Function.getNumParams() == 1 && !Function.getParamDecl(0)->getType()->isUnsignedIntegerType())
    return false;
  const FunctionDecl *Earlier = Function.getPreviousDecl();
  if (!Earlier)
    return false;
  for (const Decl *D = Earlier->getNextDeclInContext(); D && D != &Function;
       D = D->getNextDeclInContext()) {
    const auto *Variable = dyn_cast<VarDecl>(D);
    const Expr *Init = Variable ? Variable->getInit() : nullptr;
    if (containsAny(Init, [](const Stmt *Node) {
          auto Call = isa<CallExpr>(Node) ? asFunctionCall(Node) : std::nullopt;
          return Call && StringRef(Call->QualifiedName).starts_with("folly::");
        }))
      return true;
  }
  return false;
}

/// Whether folly's `BENCHMARK_PARAM(name, ...)` makes a benchmark that does nothing but call
/// \p Function with the number of iterations and with the parameters.
bool isParameterisedBenchmark(const FunctionDecl &Function) {
  if (isa<CXXMethodDecl>(Function) || Function.getNumParams() < 2 || !Function.getIdentifier() ||
      !Function.getParamDecl(0)->getType()->isUnsignedIntegerType())
    return false;
  std::string Prefix = (Function.getName() + "_").str();
  for (const Decl *D = Function.getNextDeclInContext(); D; D = D->getNextDeclInContext()) {
    const auto *Benchmark = dyn_cast<FunctionDecl>(D);
    if (!Benchmark || !Benchmark->getIdentifier() || !Benchmark->isThisDeclarationADefinition() ||
        !Benchmark->getName().starts_with(Prefix) || !isFollyBenchmark(*Benchmark))
      continue;
    const auto *Compound = dyn_cast_or_null<CompoundStmt>(Benchmark->getBody());
    const auto *Call =
        Compound && Compound->size() == 1 ? dyn_cast<CallExpr>(Compound->body_front()) : nullptr;
    if (Call && Call->getDirectCallee() &&
        Call->getDirectCallee()->getCanonicalDecl() == Function.getCanonicalDecl())
      return true;
  }
  return false;
}

/// Celero's benchmarks override this member of the fixture.
const TimedFact *methodFact(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (!Method || !Method->getIdentifier())
    return nullptr;
  for (const TimedFact &Fact : timedFacts())
    if (Fact.Shape == TimedShape::Method && Method->getName() == StringRef(Fact.Member) &&
        isOrDerives(Method->getParent(), Fact.Class))
      return &Fact;
  return nullptr;
}

bool isSuspender(const VarDecl *Variable) {
  return Variable && llvm::any_of(suspendingClasses(), [&](std::string_view Class) {
           return isOrDerives(Variable->getType(), Class);
         });
}

/// Finds the regions of one body.
class Finder {
public:
  Finder(const Body &B, std::vector<TimedRegion> &Regions) : B(B), Regions(Regions) {}

  void run() {
    wholeFunction();
    frameworkLoops();
    callables();
    if (Regions.empty())
      handWrittenLoops();
    for (TimedRegion &R : Regions)
      fill(R);
  }

private:
  const Body &B;
  std::vector<TimedRegion> &Regions;

  bool isInRegion(const Stmt *S) const {
    return llvm::any_of(Regions, [&](const TimedRegion &R) { return B.contains(R.Whole, S); });
  }

  void wholeFunction() {
    if (const TimedFact *Fact = methodFact(B.function())) {
      Regions.push_back({Fact->Framework, B.statement(), B.statement()});
      return;
    }
    if (!isFollyBenchmark(B.function()) && !isParameterisedBenchmark(B.function()))
      return;
    // With an iteration count as parameter the loops over it are what is repeated.
    if (B.function().getNumParams() > 0)
      for (const Loop &L : B.loops())
        if (!L.Parent && repeats(L.Statement, B.function().getParamDecl(0)))
          Regions.push_back({BenchmarkFramework::Folly, L.Statement, L.LoopBody});
    if (Regions.empty())
      Regions.push_back({BenchmarkFramework::Folly, B.statement(), B.statement()});
  }

  /// Whether the trip count of \p LoopStatement comes from \p Count.
  static bool repeats(const Stmt *LoopStatement, const ParmVarDecl *Count) {
    if (const auto *Range = dyn_cast<CXXForRangeStmt>(LoopStatement))
      return mentionsDecl(Range->getRangeInit(), Count);
    const auto *For = dyn_cast<ForStmt>(LoopStatement);
    return mentionsDecl(conditionOf(LoopStatement), Count) ||
           (For && mentionsDecl(For->getInit(), Count));
  }

  void frameworkLoops() {
    for (const Loop &L : B.loops()) {
      if (isInRegion(L.Statement))
        continue;
      const TimedFact *Fact = nullptr;
      if (const auto *Range = dyn_cast<CXXForRangeStmt>(L.Statement)) {
        if (const Expr *Init = Range->getRangeInit())
          Fact = timedFact(written(Init)->getType(), "", TimedShape::RangeFor);
      } else {
        containsAny(conditionOf(L.Statement), [&](const Stmt *Node) {
          if (auto Member = isa<CallExpr>(Node) ? calledMember(Node) : std::nullopt)
            Fact = timedFact(Member->Object, Member->Name, TimedShape::LoopCondition);
          return Fact != nullptr;
        });
      }
      if (Fact)
        Regions.push_back({Fact->Framework, L.Statement, L.LoopBody});
    }
  }

  void callables() {
    visit(B.statement(), [&](const Stmt *Node) {
      if (isa<LambdaExpr>(Node))
        return false; // A body of its own.
      const auto *Call = dyn_cast<CallExpr>(Node);
      auto Member = Call && Call->getNumArgs() > 0 ? calledMember(Call) : std::nullopt;
      if (!Member)
        return true;
      const TimedFact *Fact = timedFact(Member->Object, Member->Name, TimedShape::Callable);
      if (!Fact)
        return true;
      for (const Expr *Argument : Call->arguments())
        if (const LambdaExpr *Lambda = lambdaOf(Argument); Lambda && !isHarness(*Lambda))
          Regions.push_back(
              {Fact->Framework, Call, Lambda->getBody(), Lambda, Fact->KeepsReturnValue});
      return true;
    });
  }

  /// `BENCHMARK_ADVANCED`: the lambda gets the framework's meter and times a part of itself.
  static bool isHarness(const LambdaExpr &Lambda) {
    return llvm::any_of(Lambda.getCallOperator()->parameters(), [](const ParmVarDecl *P) {
      return llvm::any_of(timedFacts(), [&](const TimedFact &Fact) {
        return Fact.Shape == TimedShape::Callable && isOrDerives(P->getType(), Fact.Class);
      });
    });
  }

  void handWrittenLoops() {
    if (B.loops().empty())
      return;
    ClockReads Clocks(B.statement());
    Stopwatches Started;
    for (const Loop &L : B.loops()) {
      if (isInRegion(L.Statement))
        continue;
      // `while (now() < deadline)`, and iterations that are timed one by one.
      if (Clocks.in(conditionOf(L.Statement)) || Clocks.in(L.LoopBody))
        continue;
      if (isBetweenClockReads(L.Statement, Clocks, Started))
        Regions.push_back({BenchmarkFramework::HandWritten, L.Statement, L.LoopBody});
    }
  }

  /// The stopwatches that the statements start which have been asked for: null for one that starts
  /// none.
  using Stopwatches = llvm::DenseMap<const Stmt *, const VarDecl *>;

  bool isBetweenClockReads(const Stmt *LoopStatement, const ClockReads &Clocks,
                           Stopwatches &Started) const {
    const ValueDecl *Start = nullptr;
    bool Ends = false, Used = false;
    const Stmt *Child = LoopStatement;
    for (const Stmt *Parent = B.parent(Child); Parent; Child = Parent, Parent = B.parent(Child)) {
      // What an outer loop repeats is judged with that loop.
      bool IsLoop = isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(Parent);
      const auto *Compound = dyn_cast<CompoundStmt>(Parent);
      if (IsLoop || isa<LambdaExpr>(Parent))
        break;
      if (!Compound)
        continue;
      auto Here = llvm::find(Compound->body(), Child);
      if (isOnStopwatch(*Compound, Here, Started))
        return true;
      for (auto At = Here; At != Compound->body_begin() && !Start;)
        Start = clockVariable(*--At, Clocks);
      for (auto At = Here; At != Compound->body_end(); ++At) {
        if (At == Here)
          continue;
        Ends = Ends || Clocks.in(*At);
        Used = Used || (Start && Ends && mentionsDecl(*At, Start));
      }
      if (Start && Ends && Used)
        return true;
    }
    return false;
  }

  /// Whether a stopwatch runs at the statement \p Here of \p Compound.
  static bool isOnStopwatch(const CompoundStmt &Compound, CompoundStmt::const_body_iterator Here,
                            Stopwatches &Started) {
    for (auto At = Here; At != Compound.body_begin();) {
      auto [Known, IsNew] = Started.try_emplace(*--At, nullptr);
      if (IsNew)
        Known->second = startedStopwatch(*At);
      const VarDecl *Stopwatch = Known->second;
      if (Stopwatch && (stopsWhenDestroyed(*Stopwatch) ||
                        std::any_of(std::next(Here), Compound.body_end(),
                                    [&](const Stmt *Later) { return stops(Later, Stopwatch); })))
        return true;
    }
    return false;
  }

  void fill(TimedRegion &R) {
    flatten(R.Measured, R);
    R.HasManualTime = containsAny(
        R.Measured, [](const Stmt *Node) { return asControl(Node) == ControlKind::ManualTime; });
  }

  /// Adds the statements of \p S to the region, without those where the timer is stopped.
  void flatten(const Stmt *S, TimedRegion &R) {
    const auto *Compound = dyn_cast<CompoundStmt>(S);
    if (!Compound) {
      addStatement(S, R);
      return;
    }
    bool IsPaused = false;
    for (const Stmt *Child : Compound->body()) {
      // An object that suspends the timer, until it is dismissed or its scope ends.
      if (const auto *Declaration = dyn_cast<DeclStmt>(Child))
        if (Declaration->isSingleDecl() &&
            isSuspender(dyn_cast<VarDecl>(Declaration->getSingleDecl()))) {
          IsPaused = true;
          continue;
        }
      if (const auto *E = dyn_cast<Expr>(Child)) {
        std::optional<ControlKind> Control = asControl(written(E));
        if (Control == ControlKind::Pause || Control == ControlKind::Resume) {
          R.Controls.emplace_back(cast<CallExpr>(written(E)), *Control);
          IsPaused = Control == ControlKind::Pause;
          continue;
        }
      }
      if (IsPaused)
        R.Paused.push_back(Child);
      else
        flatten(Child, R);
    }
  }

  void addStatement(const Stmt *S, TimedRegion &R) {
    if (isa<NullStmt>(S))
      return;
    // folly's BENCHMARK_SUSPEND { ... } is an if that declares a suspender.
    if (const auto *If = dyn_cast<IfStmt>(S); If && isSuspender(If->getConditionVariable())) {
      R.Paused.push_back(S);
      return;
    }
    R.Statements.push_back(S);
  }
};

struct Regions {
  explicit Regions(const Body &B) { Finder(B, All).run(); }
  std::vector<TimedRegion> All;
};

/// The indices of the parameters of \p Function that its visible body passes to a sink or to
/// inline assembly, or stores in a volatile object, as they are. A template's pattern stands for
/// its instantiations.
llvm::SmallVector<unsigned, 2> sunkParameters(const FunctionDecl &Function, unsigned Depth);

bool passesParameter(const Stmt *S, const ParmVarDecl *P, unsigned Depth) {
  return containsAny(S, [&](const Stmt *Node) {
    if (isa<AsmStmt>(Node))
      return mentionsDecl(Node, P);
    if (const auto *Binary = dyn_cast<BinaryOperator>(Node))
      return Binary->isAssignmentOp() && Binary->getLHS()->getType().isVolatileQualified() &&
             mentionsDecl(Binary->getRHS(), P);
    const auto *Call = dyn_cast<CallExpr>(Node);
    if (!Call)
      return false;
    auto Free = asFunctionCall(Call);
    if (!Free)
      return false;
    for (const SinkFact &Fact : sinkFacts())
      if (Fact.Kind == SinkKind::Value && Free->QualifiedName == Fact.Function)
        return mentionsDecl(Call, P);
    if (!Free->Function || Depth > 2)
      return false;
    for (unsigned Index : sunkParameters(*Free->Function, Depth + 1))
      if (Index < Call->getNumArgs() && mentionsDecl(Call->getArg(Index), P))
        return true;
    return false;
  });
}

llvm::SmallVector<unsigned, 2> sunkParameters(const FunctionDecl &Function, unsigned Depth) {
  const FunctionDecl *Pattern = Function.getTemplateInstantiationPattern();
  if (!Pattern)
    Pattern = &Function;
  const FunctionDecl *Definition = nullptr;
  const Stmt *Body = Pattern->getBody(Definition);
  llvm::SmallVector<unsigned, 2> Indices;
  // The work of a benchmark may sink a part of itself; a wrapper does little else.
  const auto *Compound = dyn_cast_or_null<CompoundStmt>(Body);
  if (!Compound || Compound->size() > 4 || !Function.getReturnType()->isVoidType() ||
      Function.getASTContext().getSourceManager().isInSystemHeader(Definition->getLocation()))
    return Indices;
  for (unsigned I = 0; I < Definition->getNumParams(); ++I)
    if (passesParameter(Compound, Definition->getParamDecl(I), Depth))
      Indices.push_back(I);
  return Indices;
}

} // namespace

llvm::ArrayRef<TimedRegion> timedRegions(const Body &B) {
  return B.analysis<Regions>().All;
}

bool isTimed(const Body &B, const TimedRegion &R, const Stmt *S) {
  return B.contains(R.Measured, S) &&
         llvm::none_of(R.Paused, [&](const Stmt *Paused) { return B.contains(Paused, S); });
}

bool isBatch(const TimedRegion &R) {
  const auto *While = dyn_cast<WhileStmt>(R.Whole);
  auto Condition = While ? asMemberCall(While->getCond()) : std::nullopt;
  return Condition && Condition->Name == "KeepRunningBatch";
}

bool isOfSameMacro(const TimedRegion &R, const Stmt *S, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Begin = R.Whole->getBeginLoc();
  if (!Begin.isMacroID() || SM.isMacroArgExpansion(Begin) ||
      SM.getExpansionLoc(Begin) != SM.getExpansionLoc(S->getBeginLoc()))
    return false;
  SourceLocation Region = placeInMacro(Begin, Context),
                 Place = placeInMacro(S->getBeginLoc(), Context);
  return Region.isValid() && Place.isValid() && SM.getFileID(Region) == SM.getFileID(Place);
}

std::optional<SinkCall> asSink(const Stmt *S, llvm::ArrayRef<std::string> UserSinks) {
  const auto *Call = dyn_cast_or_null<CallExpr>(S);
  if (!Call || isa<CXXOperatorCallExpr>(Call))
    return std::nullopt;
  auto WithArguments = [&](SinkKind Kind, const SinkFact *Fact) {
    SinkCall Result{Call, Kind, {}, Fact};
    if (Kind == SinkKind::Value)
      for (const Expr *Argument : Call->arguments())
        if (!isa<CXXDefaultArgExpr>(Argument))
          Result.Values.push_back(Argument);
    return Result;
  };
  std::string Name;
  const FunctionDecl *Function = nullptr;
  if (auto Free = asFunctionCall(Call)) {
    Name = Free->QualifiedName;
    Function = Free->Function;
  } else if (auto Member = asMemberCall(Call)) {
    if (Member->Method)
      Name = qualifiedName(*Member->Method);
    Function = Member->Method;
  }
  if (Name.empty())
    return std::nullopt;
  for (const SinkFact &Fact : sinkFacts())
    if (Name == Fact.Function)
      return WithArguments(Fact.Kind, &Fact);
  for (const std::string &User : UserSinks)
    if (Name == User || StringRef(Name).ends_with("::" + User))
      return WithArguments(Call->getNumArgs() == 0 ? SinkKind::Memory : SinkKind::Value, nullptr);
  if (!Function)
    return std::nullopt;
  SinkCall Result{Call, SinkKind::Value, {}, nullptr};
  for (unsigned Index : sunkParameters(*Function, 0))
    if (Index < Call->getNumArgs())
      Result.Values.push_back(Call->getArg(Index));
  if (Result.Values.empty())
    return std::nullopt;
  return Result;
}

std::vector<SinkCall> sinksIn(const Stmt *Within, llvm::ArrayRef<std::string> UserSinks) {
  std::vector<SinkCall> Sinks;
  visit(Within, [&](const Stmt *Node) {
    if (auto Sink = asSink(Node, UserSinks))
      Sinks.push_back(std::move(*Sink));
    return true;
  });
  return Sinks;
}

namespace {
struct OwnSinks {
  explicit OwnSinks(const Body &B) : All(sinksIn(B.statement())) {}
  std::vector<SinkCall> All;
};
} // namespace

std::vector<SinkCall> sinksOf(const Body &B, llvm::ArrayRef<std::string> UserSinks) {
  return UserSinks.empty() ? B.analysis<OwnSinks>().All : sinksIn(B.statement(), UserSinks);
}

std::optional<ControlKind> asControl(const Stmt *S) {
  if (!S)
    return std::nullopt;
  QualType Object;
  std::string Name;
  if (const auto *Access = dyn_cast<MemberExpr>(S)) {
    if (isa<CXXMethodDecl>(Access->getMemberDecl()))
      return std::nullopt; // Seen at the call.
    Object = Access->getBase()->getType();
    Name = Access->getMemberDecl()->getNameAsString();
  } else if (isa<CallExpr>(S) && !isa<CXXOperatorCallExpr>(S)) {
    auto Member = calledMember(S);
    if (!Member)
      return std::nullopt;
    Object = Member->Object;
    Name = std::move(Member->Name);
  } else {
    return std::nullopt;
  }
  for (const ControlFact &Fact : controlFacts())
    if (Fact.Member == Name && isOrDerives(Object, Fact.Class))
      return Fact.Kind;
  return std::nullopt;
}

std::vector<ValueExit> valueExits(const Body &B, const TimedRegion &R) {
  std::vector<ValueExit> Exits;
  const SourceManager &SM = B.context().getSourceManager();
  SourceLocation Begin = R.Whole->getBeginLoc();
  visit(B.statement(), [&](const Stmt *Node) {
    if (auto Sink = asSink(Node)) {
      for (const Expr *Value : Sink->Values)
        if (!SM.isBeforeInTranslationUnit(Node->getBeginLoc(), Begin))
          Exits.push_back({Value, ExitKind::Sink, Node});
      return true;
    }
    if (const auto *Call = dyn_cast<CallExpr>(Node);
        Call && asControl(Call) == ControlKind::Report) {
      for (const Expr *Argument : Call->arguments())
        Exits.push_back({Argument, ExitKind::Report, Node});
      return true;
    }
    // state.counters["name"] = value.
    if (auto Assignment = isa<Expr>(Node) && !isa<ImplicitCastExpr, ParenExpr, FullExpr>(Node)
                              ? asOperatorCall(Node)
                              : std::nullopt;
        Assignment && Assignment->Operands.size() == 2 &&
        (Assignment->Operator == OO_Equal || Assignment->Operator == OO_PlusEqual) &&
        containsAny(Assignment->Operands[0],
                    [](const Stmt *Part) { return asControl(Part) == ControlKind::Report; }))
      Exits.push_back({Assignment->Operands[1], ExitKind::Report, Node});
    if (const auto *Return = dyn_cast<ReturnStmt>(Node); Return && R.KeepsReturnValue &&
                                                         Return->getRetValue() &&
                                                         B.enclosingLambda(Return) == R.Callable)
      Exits.push_back({Return->getRetValue(), ExitKind::Return, Node});
    return true;
  });
  return Exits;
}

bool readsClock(const Stmt *S) {
  return clockIn(S);
}

} // namespace fastidious

/// \file
/// buffer-member-copy: a getter that copies a member container for callers that only read it.
#include "checks/framework/Check.h"
#include "checks/support/ResultUse.h"
#include "checks/support/Source.h"
#include "checks/support/Statements.h"
#include "checks/support/Types.h"
#include "checks/support/Uses.h"

#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace fastidious {
namespace {

/// Whether copying a \p T allocates: a container that owns its elements and does not share them.
bool isExpensiveContainer(QualType T) {
  const ContainerFact *Fact = containerFact(T);
  return Fact && !Fact->has(IsView) && !Fact->has(SharedOnCopy) && !Fact->has(FixedSize);
}

/// The member that the body returns as a whole, if that is all it does: `return m_;`.
const FieldDecl *returnedMember(const Body &B) {
  const auto *Block = dyn_cast<CompoundStmt>(B.statement());
  if (!Block || Block->size() != 1)
    return nullptr;
  const auto *Return = dyn_cast<ReturnStmt>(Block->body_front());
  if (!Return || !Return->getRetValue())
    return nullptr;
  const auto *Member = dyn_cast<MemberExpr>(written(Return->getRetValue()));
  if (!Member || isMove(Return->getRetValue()))
    return nullptr;
  auto P = Place::of(Member, B.context());
  // Only the object's own parts: what a pointer leads to may have another owner and lifetime.
  if (!P || P->root() || !P->dependencies().empty())
    return nullptr;
  return dyn_cast<FieldDecl>(Member->getMemberDecl());
}

/// Whether the class guards its state: a reference would leave the lock's protection.
bool hasLock(const CXXRecordDecl &Class) {
  return llvm::any_of(Class.fields(), [](const FieldDecl *Field) {
    const CXXRecordDecl *Record = classOf(Field->getType());
    if (!Record || !Record->getIdentifier())
      return false;
    StringRef Name = Record->getName();
    return Name.ends_with_insensitive("mutex") || Name.ends_with_insensitive("spinlock") ||
           Name == "atomic_flag" || Name == "QReadWriteLock";
  });
}

/// Whether the object that \p Call is made on is still there after the full expression.
bool outlivesCall(const CXXMemberCallExpr *Call) {
  const Expr *Object = Call->getImplicitObjectArgument();
  return Call->getMethodDecl() && Object &&
         (Object->IgnoreParenImpCasts()->isLValue() || Object->getType()->isPointerType());
}

class MemberCopy : public Check {
public:
  using Check::Check;

  void checkBody(const Body &B) override {
    noteGetter(B);
    noteCalls(B.statement(), B);
  }

  void finish(ASTContext &Context) override {
    for (const auto &[Getter, Member] : Getters)
      judge(*Getter, *Member, Context);
    Getters.clear();
    Calls.clear();
  }

private:
  /// A call whose result is only read.
  struct ReadingCall {
    const Expr *Call;
    /// The variable that has a copy of the result, or null.
    const VarDecl *Copy;
    /// The edit that makes Copy a reference; nothing if it cannot be written.
    std::optional<FixItHint> Binding;
    /// Whether a loop makes the call.
    bool IsRepeated;
  };
  struct CallSites {
    std::vector<ReadingCall> Reading;
    /// Someone needs a copy of his own, or the object may die before the result.
    bool NeedsCopy = false;
  };
  llvm::MapVector<const CXXMethodDecl *, const FieldDecl *> Getters;
  llvm::DenseMap<const CXXMethodDecl *, CallSites> Calls;

  void noteGetter(const Body &B) {
    const auto *Method = dyn_cast<CXXMethodDecl>(&B.function());
    if (!Method || Method->isVirtual() || Method->isStatic() || Method->isOverloadedOperator() ||
        isa<CXXConversionDecl>(Method) || Method->getParent()->isLambda() ||
        Method->getRefQualifier() == RQ_RValue)
      return;
    QualType Returned = Method->getReturnType();
    if (Returned->isReferenceType() || !isExpensiveContainer(Returned))
      return;
    const FieldDecl *Member = returnedMember(B);
    if (Member && !Member->getType()->isReferenceType() &&
        B.context().hasSameUnqualifiedType(Member->getType(), Returned) &&
        !hasLock(*Method->getParent()) && !isExported(*Method))
      Getters[Method] = Member;
  }

  void noteCalls(const Stmt *S, const Body &B) {
    if (!S || isa<LambdaExpr>(S))
      return;
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S)) {
      const CXXMethodDecl *Method = Call->getMethodDecl();
      if (Method && !Method->getReturnType()->isReferenceType() &&
          isExpensiveContainer(Method->getReturnType()) &&
          !B.context().getSourceManager().isInSystemHeader(Method->getLocation()))
        noteCall(Call, *Method->getCanonicalDecl(), B);
    }
    for (const Stmt *Child : S->children())
      noteCalls(Child, B);
  }

  void noteCall(const CXXMemberCallExpr *Call, const CXXMethodDecl &Method, const Body &B) {
    CallSites &Sites = Calls[&Method];
    const VarDecl *Holder = nullptr;
    ResultUse Kind = useOfResult(B, Call, &Holder);
    if (!outlivesCall(Call)) {
      Sites.NeedsCopy = true;
      return;
    }
    if (isTakenOver(Call, B)) {
      Sites.NeedsCopy = true;
      return;
    }
    // A copy into the caller's own object, or into a sum, stays one when the getter returns a
    // reference.
    if (Kind != ResultUse::Read)
      return;
    if (changesPart(Call, B)) {
      Sites.NeedsCopy = true;
      return;
    }
    // A local that is changed needs its copy, and is served by a reference as well.
    if (Holder)
      for (const fastidious::Use &U : usesOf(B, Place::ofVariable(Holder), B.statement()))
        if (mayWrite(U.Kind))
          return;
    // So does one that keeps the old value while the object gets another.
    if (Holder && !Holder->getType()->isReferenceType() && changesMeanwhile(Call, B))
      return;
    if (changesWhileRead(Call, B)) {
      Sites.NeedsCopy = true;
      return;
    }
    const VarDecl *Copy = Holder && !Holder->getType()->isReferenceType() ? Holder : nullptr;
    Sites.Reading.push_back({Call, Copy, Copy ? bindReference(*Copy, Call, B) : std::nullopt,
                             repeatingLoop(B, Call) != nullptr});
  }

  /// Whether \p Call's result is an argument for a parameter that wants a temporary: a reference to
  /// const does not bind to it. What the standard library takes so it takes otherwise, too, but for
  /// what it hands to a constructor.
  static bool isTakenOver(const CXXMemberCallExpr *Call, const Body &B) {
    const Expr *Passed = Call;
    const Stmt *User = B.parent(Call);
    while (
        isa_and_nonnull<CXXBindTemporaryExpr, MaterializeTemporaryExpr, ImplicitCastExpr>(User)) {
      Passed = cast<Expr>(User);
      User = B.parent(User);
    }
    const FunctionDecl *Callee = nullptr;
    llvm::ArrayRef<const Expr *> Arguments;
    if (const auto *Outer = dyn_cast_or_null<CallExpr>(User)) {
      Callee = Outer->getDirectCallee();
      Arguments = {Outer->getArgs(), Outer->getNumArgs()};
    } else if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(User);
               Construct && !Construct->getConstructor()->isMoveConstructor()) {
      Callee = Construct->getConstructor();
      Arguments = {Construct->getArgs(), Construct->getNumArgs()};
    }
    if (!Callee || isa<CXXOperatorCallExpr>(User) ||
        (Callee->isInStdNamespace() &&
         !isOneOf(qualifiedName(*Callee), {"std::make_unique", "std::make_shared"})))
      return false;
    for (auto [Argument, Parameter] : llvm::zip(Arguments, Callee->parameters()))
      if (Argument == Passed)
        return Parameter->getType()->isRValueReferenceType();
    return false;
  }

  /// Whether \p Call's result is asked for a part of it that may then be changed:
  /// `fill(object.rows().at(0))`. A reference to const would not have it.
  static bool changesPart(const CXXMemberCallExpr *Call, const Body &B) {
    const auto *Member = dyn_cast_or_null<MemberExpr>(B.parentIgnoringImplicit(Call));
    const auto *Part =
        Member ? dyn_cast_or_null<CXXMemberCallExpr>(B.parentIgnoringImplicit(Member)) : nullptr;
    const CXXMethodDecl *Method = Part ? Part->getMethodDecl() : nullptr;
    if (!Method || Method->isConst() || !Part->isLValue() || Part->getType().isConstQualified())
      return false;
    return mayWrite(classifyUse(B, Call).Kind);
  }

  /// Whether the object, or the one that owns it, is changed in the block that \p Call is in.
  static bool changesMeanwhile(const CXXMemberCallExpr *Call, const Body &B) {
    const Stmt *Scope = B.parent(B.enclosingStatement(Call));
    auto Owner = Place::of(Call->getImplicitObjectArgument(), B.context());
    if (Owner && llvm::any_of(usesOf(B, *Owner, Scope), [&](const fastidious::Use &U) {
          return mayWrite(U.Kind) && !B.contains(Call, U.Ref);
        }))
      return true;
    return !(Owner && Owner->isLocalObject()) && changesOwnObject(Scope);
  }

  /// Whether \p S calls a member function of the current object that may change it.
  static bool changesOwnObject(const Stmt *S) {
    return containsAny(S, [](const Stmt *Part) {
      // Which function a template calls is not known yet.
      if (const auto *Members = dyn_cast<UnresolvedMemberExpr>(Part))
        return Members->isImplicitAccess();
      const auto *Member = dyn_cast<MemberExpr>(Part);
      const auto *Method = Member ? dyn_cast<CXXMethodDecl>(Member->getMemberDecl()) : nullptr;
      return Method && !Method->isConst() && !Method->isStatic() &&
             isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts());
    });
  }

  /// Whether the object is changed in the body of the range-for that walks over the copy.
  static bool changesWhileRead(const CXXMemberCallExpr *Call, const Body &B) {
    auto Owner = Place::of(Call->getImplicitObjectArgument(), B.context());
    for (const Stmt *S = Call; S && Owner; S = B.parent(S))
      if (const auto *For = dyn_cast<CXXForRangeStmt>(S);
          For && B.contains(For->getRangeStmt(), Call))
        return llvm::any_of(usesOf(B, *Owner, For->getBody()),
                            [](const fastidious::Use &U) { return mayWrite(U.Kind); });
    return false;
  }

  void judge(const CXXMethodDecl &Getter, const FieldDecl &Member, ASTContext &Context) {
    auto At = Calls.find(Getter.getCanonicalDecl());
    if (At == Calls.end() || At->second.Reading.empty() || At->second.NeedsCopy)
      return;
    // One copy is no cost to speak of.
    const ReadingCall &First = At->second.Reading.front();
    if (At->second.Reading.size() == 1 && !First.IsRepeated)
      return;
    std::string Type =
        Getter.getReturnType().getUnqualifiedType().getAsString(Context.getPrintingPolicy());
    Finding Result{.Loc = Getter.getLocation(),
                   .What =
                       fmt::format("'{}' copies the member '{}' for callers here that only read it",
                                   Getter.getNameAsString(), Member.getNameAsString()),
                   .Why = isStdString(Getter.getReturnType())
                              ? "every call copies the text, and allocates unless it is short"
                              : "every call allocates and copies all elements",
                   .Remedy = fmt::format("return a 'const {} &'", Type),
                   .Unsafe = returnReference(Getter, Context),
                   .Function = &Getter};
    for (const ReadingCall &Reading : At->second.Reading) {
      Result.Notes.push_back({Reading.Call->getExprLoc(), "the result of this call is only read"});
      if (Result.Unsafe && Reading.Binding)
        Result.Unsafe->Edits.push_back(*Reading.Binding);
    }
    // Where all callers copy the result, the getter alone changes nothing.
    if (llvm::all_of(At->second.Reading,
                     [](const ReadingCall &Reading) { return Reading.Copy != nullptr; }))
      Result.Remedy += ", and bind it to a reference in its callers";
    // Other files may have calls, too.
    if (const CXXRecordDecl *Class = classOf(Getter.getReturnType());
        Class && isOneOf(qualifiedName(*Class), {"std::map", "std::unordered_map"}))
      Result.Remedy += ", on which callers use 'at' or 'find', not '[]'";
    if (Result.Notes.size() > 3)
      Result.Notes.truncate(3);
    report(std::move(Result));
  }

  /// `T copy = Call` becomes `const T &copy = Call`, if the object that Call is made on is known.
  static std::optional<FixItHint> bindReference(const VarDecl &Copy, const CXXMemberCallExpr *Call,
                                                const Body &B) {
    const auto *Statement = dyn_cast_or_null<DeclStmt>(B.enclosingStatement(Call));
    SourceLocation Begin = Copy.getOuterLocStart(), Name = Copy.getLocation();
    if (!Statement || !Statement->isSingleDecl() || Statement->getSingleDecl() != &Copy ||
        !Copy.hasLocalStorage() || Copy.isConstexpr() ||
        !Place::of(Call->getImplicitObjectArgument(), B.context()) ||
        !isEditable(SourceRange(Begin, Name), B.context()))
      return std::nullopt;
    CharSourceRange Written = CharSourceRange::getCharRange(Begin, Name);
    StringRef Type =
        Lexer::getSourceText(Written, B.context().getSourceManager(), B.context().getLangOpts())
            .trim();
    Type.consume_front("const ");
    return FixItHint::CreateReplacement(Written, ("const " + Type.ltrim() + " &").str());
  }

  /// Adds `const` and `&` to the return type of every declaration.
  static std::optional<Fix> returnReference(const CXXMethodDecl &Getter,
                                            const ASTContext &Context) {
    Fix Result{.Title = "return a const reference to the member", .Edits = {}};
    bool IsConst = Getter.getReturnType().isConstQualified();
    if (Getter.getReturnType()->getAs<AutoType>() ||
        Getter.getType()->castAs<FunctionProtoType>()->hasTrailingReturn())
      return std::nullopt;
    for (const FunctionDecl *Declaration : Getter.redecls()) {
      SourceRange Returned = Declaration->getReturnTypeSourceRange();
      if (!isEditable(Returned, Context))
        return std::nullopt;
      const SourceManager &SM = Context.getSourceManager();
      // A `const` in front of the type is no part of it.
      auto [File, Offset] = SM.getDecomposedLoc(Returned.getBegin());
      if (IsConst && !SM.getBufferData(File).take_front(Offset).rtrim().ends_with("const"))
        return std::nullopt;
      std::string Spelled = (IsConst ? "" : "const ") + sourceText(Returned, Context) + " &";
      Result.Edits.push_back(FixItHint::CreateReplacement(Returned, Spelled));
      // `T name` becomes `const T &name`.
      SourceLocation End =
          Lexer::getLocForEndOfToken(Returned.getEnd(), 0, SM, Context.getLangOpts());
      const char *Next = SM.getCharacterData(End);
      if (*Next == ' ' && Next[1] != '\n')
        Result.Edits.back().RemoveRange =
            CharSourceRange::getCharRange(Returned.getBegin(), End.getLocWithOffset(1));
    }
    return Result;
  }
};

FASTIDIOUS_CHECK(MemberCopy,
                 {.Name = "buffer-member-copy",
                  .Summary = "A getter copies a member container that its callers only read",
                  .Cost = Cost::PerIterationAllocation,
                  .Confidence = Confidence::Medium,
                  .Since = "0.1",
                  .Fix = FixKind::Unsafe,
                  .Docs = R"md(
A getter that returns a member container by value copies all of it on every call. If the callers
only look, a `const` reference gives them the same without the copy.

## Why

Returning `std::vector<Point>` by value allocates and copies every element, although the container
already exists and lives as long as its owner. The copy is made even for `polygon.points().size()`.

## Example

```cpp bad
#include <string>
#include <vector>

class Playlist {
public:
  std::vector<std::string> titles() const { return titles_; }

private:
  std::vector<std::string> titles_;
};

std::size_t letters(const std::vector<Playlist> &lists) {
  std::size_t sum = 0;
  for (const Playlist &list : lists)
    for (const std::string &title : list.titles())
      sum += title.size();
  return sum;
}
```

```cpp good
#include <string>
#include <vector>

class Playlist {
public:
  const std::vector<std::string> &titles() const { return titles_; }

private:
  std::vector<std::string> titles_;
};

std::size_t letters(const std::vector<Playlist> &lists) {
  std::size_t sum = 0;
  for (const Playlist &list : lists)
    for (const std::string &title : list.titles())
      sum += title.size();
  return sum;
}
```

## Fix safety

Unsafe: the return type becomes a `const` reference in every declaration, and so do variables of the
translation unit that are initialised with the result and only read. Callers in other
translation units may rely on a copy: they may change the owner while they read, or keep a
reference beyond the owner's life.

## Limitations

Reported only where a loop or two callers in the translation unit read the result and none calls the getter on a
temporary object. Left alone: virtual and exported functions, members behind a pointer, implicitly
shared types such as Qt's containers, getters that do anything but return the member, such as take a
lock, and those of a class with a mutex: the caller may hold the lock while it copies. A sum
(`getter() + "/x"`) is no reader, for it appends to the copy.

## Measured

1,000 calls of a getter whose result is only looked at. clang 19, `-O2`, libstdc++ 12, x86-64;
medians of 7 interleaved runs. Written by `tools/bench/run`.

| | before | after | before / after | allocations before | after |
|---|---|---|---|---|---|
| 64 bytes | 16.4 us | 1.35 us | 12 | 1,000 | 0 |
| 4 KiB | 60.3 us | 1.37 us | 44 | 1,000 | 0 |

## References

- [C++ Core Guidelines F.16](https://isocpp.github.io/CppCoreGuidelines/CppCoreGuidelines#Rf-in), on passing what is expensive to copy.
- [clang-tidy `performance-unnecessary-copy-initialization`](https://clang.llvm.org/extra/clang-tidy/checks/performance/unnecessary-copy-initialization.html) looks at the caller's side of getters that already return references.
)md"});

} // namespace
} // namespace fastidious

/// \file
/// One function body and the facts that every check asks of it: parents, loops, control flow.
/// Everything is computed on demand and shared by all checks.
#pragma once

#include "clang/AST/ParentMap.h"
#include "clang/AST/Stmt.h"

#include <deque>
#include <memory>
#include <utility>
#include <vector>

namespace clang {
class ASTContext;
class CFG;
class CFGBlock;
class CFGStmtMap;
class Expr;
class FunctionDecl;
class LambdaExpr;
} // namespace clang

namespace fastidious {

/// A `for`, range-`for`, `while` or `do` statement of a body.
struct Loop {
  const clang::Stmt *Statement; ///< The whole loop.
  const clang::Stmt *LoopBody;  ///< What is repeated.
  const Loop *Parent;           ///< The innermost loop around it in the same body, or null.
};

class Body {
public:
  Body(const clang::FunctionDecl &Function, clang::ASTContext &Context);
  ~Body();
  Body(const Body &) = delete;
  Body &operator=(const Body &) = delete;

  const clang::FunctionDecl &function() const { return Function; }
  clang::ASTContext &context() const { return Context; }
  /// The body's outermost statement: a compound statement or a function try block.
  const clang::Stmt *statement() const { return Root; }

  /// The parent in the syntax tree, or null above the body. Covers constructor initialisers and
  /// the bodies of nested lambdas.
  const clang::Stmt *parent(const clang::Stmt *S) const;
  /// The nearest parent that is written in the source: skips parentheses, implicit casts and
  /// temporaries' bookkeeping.
  const clang::Stmt *parentIgnoringImplicit(const clang::Stmt *S) const;
  /// The statement that holds \p S: a direct child of a compound statement, or the branch or body
  /// of a control statement, a case label's statement included.
  const clang::Stmt *enclosingStatement(const clang::Stmt *S) const;
  /// Whether \p Inner is \p Outer or lies within it.
  bool contains(const clang::Stmt *Outer, const clang::Stmt *Inner) const;
  /// The innermost lambda within this body that holds \p S, or null.
  const clang::LambdaExpr *enclosingLambda(const clang::Stmt *S) const;

  /// All loops, outer ones first; loops of nested lambdas belong to the lambda's own body.
  const std::deque<Loop> &loops() const { return Loops; }
  /// The loop that \p Statement is, or null.
  const Loop *loopAt(const clang::Stmt *Statement) const;
  /// The innermost loop whose repeated part (body, condition or increment) holds \p S, or null.
  const Loop *loopOf(const clang::Stmt *S) const;

  /// The control-flow graph with every expression as an element, or null where clang cannot build
  /// one. Exceptions have no edges.
  const clang::CFG *cfg() const;
  /// The block that evaluates \p S, or null.
  const clang::CFGBlock *block(const clang::Stmt *S) const;

  /// The analysis \p T of this body, made by `T(const Body &)` when first asked for.
  template <typename T> const T &analysis() const {
    static const char Key = 0;
    for (const auto &[Known, Result] : Analyses)
      if (Known == &Key)
        return *static_cast<const T *>(Result.get());
    auto Result = std::make_shared<T>(*this);
    const T &Answer = *Result;
    Analyses.emplace_back(&Key, std::move(Result));
    return Answer;
  }

private:
  const clang::FunctionDecl &Function;
  clang::ASTContext &Context;
  clang::Stmt *Root;
  mutable std::unique_ptr<clang::ParentMap> Parents;
  std::deque<Loop> Loops;
  mutable std::unique_ptr<clang::CFG> Graph;
  mutable std::unique_ptr<clang::CFGStmtMap> Blocks;
  mutable bool GraphBuilt = false;
  mutable std::vector<std::pair<const void *, std::shared_ptr<void>>> Analyses;

  clang::ParentMap &parents() const;
};

/// The facts about \p Function's body, or null if it is not the user's own text: an instantiation,
/// implicit, defaulted, or in a system header, or has errors. Cached until clearBodies().
const Body *bodyOf(const clang::FunctionDecl &Function, clang::ASTContext &Context);

/// Forgets the bodies of this thread; called at both ends of a translation unit.
void clearBodies();

/// Changes whenever clearBodies() is called, so that other caches of this thread know when to
/// forget what they hold.
unsigned bodiesGeneration();

/// Whether \p D, or a class or function around it, is instantiated from a template.
bool isInInstantiation(const clang::Decl *D);

} // namespace fastidious

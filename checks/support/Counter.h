/// \file
/// The analysis behind TripCount.h, as its parts share it; of no use elsewhere.
#pragma once

#include "checks/support/TripCount.h"

#include "clang/AST/Expr.h"
#include "clang/Basic/OperatorKinds.h"

namespace clang {
class CXXRecordDecl;
class FunctionDecl;
class VarDecl;
} // namespace clang

namespace fastidious::counting {

/// Whether \p T is an integer type, or may be one once its parameters are known.
bool isInteger(clang::QualType T);

/// Whether \p T is an unsigned integer type.
bool isUnsigned(clang::QualType T);

/// Whether a statement of \p S, such as the header of a loop, declares \p D.
bool declares(const clang::Stmt *S, const clang::ValueDecl *D);

/// Whether \p T is a pointer or a class that may be an iterator.
bool isIteratorLike(clang::QualType T);

/// Whether a class is a random access iterator by its own `iterator_category`; pointers are.
bool isRandomAccess(clang::QualType T);

/// A visible body that only returns a member, or asks one for its size: cheap and without effects.
bool isPlainGetter(const clang::FunctionDecl *Function);

/// Whether the text of \p E needs no parentheses before `.` or next to an operator.
bool isPrimary(const clang::Expr *E);

/// An integer expression as base plus offset.
struct Linear {
  std::optional<CountTerm> Base;
  int64_t Offset = 0;
  std::optional<int64_t> Value;
};

/// Works out one count: of the loop \p L, or, where L is null, of expressions that are evaluated
/// where they stand. TripCount.cpp has the forms of loops, TripCountValues.cpp the integers,
/// TripCountRanges.cpp ranges and iterators.
class Counter {
public:
  Counter(const Body &B, const Loop *L) : B(B), Context(B.context()), L(L) {}

  std::optional<TripCount> loop();
  std::optional<TripCount> iterators(const clang::Expr *First, const clang::Expr *Last,
                                     bool StopsByEquality, bool Repeated);
  std::optional<TripCount> range(const clang::Expr *Range);
  std::optional<TripCount> value(const clang::Expr *N);

private:
  const Body &B;
  clang::ASTContext &Context;
  const Loop *L;
  TripCount Result;

  /// A variable in the condition, with what the condition itself does to it.
  struct Subject {
    const clang::VarDecl *Variable = nullptr;
    int64_t Offset = 0; ///< `i + 1 < n`
    int SelfStep = 0;   ///< `i--`, `--i` in the condition
    bool IsPrefix = false;
  };

  /// \p Repeated: the loop evaluates the expression on each iteration anyway.
  std::optional<Linear> linear(const clang::Expr *E, bool Repeated, unsigned Depth = 0);
  std::optional<Linear> converted(const clang::Expr *E, clang::QualType To, bool Repeated,
                                  unsigned Depth);
  bool isRepeatable(const clang::Expr *E, bool Repeated, bool &NonNegative);
  bool isRepeatableObject(const clang::Expr *E, bool SizeOnly, bool Repeated);
  bool addSource(const Place &P, bool SizeOnly);
  bool isUnmodified(const clang::VarDecl *Variable) const;
  std::string text(const clang::Expr *E);
  std::string sizeText(const clang::Expr *Object);

  std::optional<Subject> subject(const clang::Expr *E) const;
  std::optional<int64_t> step(const clang::VarDecl *Variable) const;
  const clang::Expr *variableStep(const clang::VarDecl *Variable) const;
  std::optional<int64_t> updateOf(const clang::Expr *E, const clang::VarDecl *Variable) const;
  const clang::Expr *start(const clang::VarDecl *Variable, bool &IsInit) const;
  std::optional<TripCount> counted(const Subject &S, clang::OverloadedOperatorKind Operator,
                                   const clang::Expr *Bound);
  std::optional<TripCount> finish();

  /// One end of an iterator range.
  struct End {
    const clang::Expr *Object = nullptr; ///< The container or array; null for plain pointers.
    bool AtEnd = false;
    const clang::Expr *Pointer = nullptr; ///< The pointer or iterator that an offset is added to.
    Linear Offset;
  };
  std::optional<End> parseEnd(const clang::Expr *E, bool Repeated, unsigned Depth = 0);
};

} // namespace fastidious::counting

/// \file
/// Whether two expressions denote the same object.
#pragma once

#include "clang/AST/Expr.h"
#include "llvm/ADT/FoldingSet.h"
#include "llvm/ADT/SmallVector.h"

#include <optional>

namespace fastidious {

/// One step of the path from a place's root to the object; `Access` is `front()` or `back()`.
enum class PlaceStep { Member, Deref, Index, Access };

/// An object as it is named in the source: a variable or `*this`, followed by members, pointer
/// dereferences and subscripts: `s`, `this->m`, `*p`, `p->name`, `o[i].text`, `map[key]`.
///
/// Equal places denote the same object as long as none of the variables in dependencies() changes
/// in between. Different places may still alias; see mayAlias.
class Place {
public:
  /// The place that \p E denotes, or nothing if evaluating \p E has side effects or creates the
  /// object (a temporary).
  static std::optional<Place> of(const clang::Expr *E, const clang::ASTContext &Context);
  /// The place that the pointer (or iterator) \p Pointer points to: `*p`.
  static std::optional<Place> ofPointee(const clang::Expr *Pointer,
                                        const clang::ASTContext &Context);
  /// The object whose member \p Object and `.` or `->` name: `x` for `x.f()`, `*p` for `p->f()`.
  static std::optional<Place> ofMemberObject(const clang::Expr *Object, bool IsArrow,
                                             const clang::ASTContext &Context);
  /// The place of a variable.
  static Place ofVariable(const clang::ValueDecl *Variable);

  /// The variable at the root, or null for `*this`.
  const clang::ValueDecl *root() const { return Root; }
  /// The variable if the place is nothing but a variable, else null.
  const clang::VarDecl *variable() const;
  /// Whether the object is (part of) a local variable or a parameter passed by value, reached
  /// without a pointer or reference.
  bool isLocalObject() const;
  /// Whether the path goes through a pointer, a reference or a subscript: another name may denote
  /// the same object.
  bool isIndirect() const;
  /// The kinds of the steps from the root to the object.
  llvm::ArrayRef<PlaceStep> steps() const { return Steps; }
  /// The data member that the path ends in, or null.
  const clang::ValueDecl *lastMember() const;
  /// All variables and members whose change would make the same spelling denote another object:
  /// indices, pointers, keys.
  llvm::ArrayRef<const clang::ValueDecl *> dependencies() const { return Dependencies; }
  /// The type of the object.
  clang::QualType type() const { return Type; }

  friend bool operator==(const Place &A, const Place &B) {
    return A.Root == B.Root && A.Path == B.Path;
  }
  /// Whether this place is \p Whole or a part of it (`o.m` is a part of `o`).
  bool isWithin(const Place &Whole) const;
  /// Whether this place is \p Owner, a part of it, or reached through pointers from it (`p->m` from
  /// `p`, and from `o` if `o.p` is p).
  bool isReachedFrom(const Place &Owner) const;

private:
  bool append(const clang::Expr *E, const clang::ASTContext &Context);
  void addStep(PlaceStep Kind, llvm::FoldingSetNodeID ID);
  bool appendPointee(const clang::Expr *Pointer, const clang::ASTContext &Context);
  bool appendMember(const clang::Expr *Base, bool IsArrow, const clang::ASTContext &Context);
  bool appendIndex(const clang::Expr *Base, const clang::Expr *Index,
                   const clang::ASTContext &Context);
  bool appendAccess(const clang::Expr *Base, bool IsArrow, llvm::StringRef Name,
                    const clang::ASTContext &Context);

  const clang::ValueDecl *Root = nullptr;
  /// One entry for each step: a kind and what tells steps of that kind apart.
  llvm::SmallVector<llvm::FoldingSetNodeID, 2> Path;
  llvm::SmallVector<PlaceStep, 2> Steps; ///< Parallel to Path.
  llvm::SmallVector<const clang::ValueDecl *, 2> Dependencies;
  const clang::ValueDecl *LastMember = nullptr;
  bool Indirect = false;
  clang::QualType Type;
};

/// Whether writing one of the two may change the other: they share a root and one lies within the
/// other, or one of them is reached indirectly and the types do not exclude each other. Locals
/// whose address is never taken alias nothing but themselves.
bool mayAlias(const Place &A, const Place &B, const clang::ASTContext &Context);

/// Whether \p A and \p B are the same expression, spelled alike, without side effects.
bool sameExpression(const clang::Expr *A, const clang::Expr *B, const clang::ASTContext &Context);

/// Whether \p Within mentions the object \p P by the same name, or a part or the whole of it.
bool mentions(const clang::Stmt *Within, const Place &P, const clang::ASTContext &Context);

} // namespace fastidious

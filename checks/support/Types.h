/// \file
/// What a type is, by its canonical declaration: aliases, inline namespaces (`std::__1`,
/// `std::__cxx11`), `std::pmr`, derived classes and dependent specialisations are seen through.
#pragma once

#include "checks/knowledge/Constructions.h"
#include "checks/knowledge/Containers.h"

#include "clang/AST/Type.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <initializer_list>
#include <optional>
#include <string>

namespace clang {
class ASTContext;
class CXXMethodDecl;
class CXXRecordDecl;
class NamedDecl;
} // namespace clang

namespace fastidious {

/// The name of \p D with all its scopes, without inline and anonymous namespaces and without
/// template arguments: `std::vector`, `std::chrono::steady_clock::now`.
std::string qualifiedName(const clang::NamedDecl &D);

/// The last component of a qualified name: `find` of `std::ranges::find`.
llvm::StringRef lastComponent(llvm::StringRef QualifiedName);

/// Whether \p Name is one of \p Names.
bool isOneOf(llvm::StringRef Name, std::initializer_list<llvm::StringRef> Names);

/// The class (or the pattern of a dependent specialisation) that \p T names, references removed;
/// null for other types.
const clang::CXXRecordDecl *classOf(clang::QualType T);

/// Whether \p Holds says so of \p Class, which may be null, or of one of its bases, nearest first.
/// Each is asked once: a template may derive from itself, with other arguments.
bool anyOfClassAndBases(const clang::CXXRecordDecl *Class,
                        llvm::function_ref<bool(const clang::CXXRecordDecl &)> Holds);

/// The public member function \p Name of \p Class, which may be null, or of a base of it that takes
/// \p Parameters arguments; null if there is none, or if a nearer class has another of that name,
/// which hides it.
const clang::CXXMethodDecl *methodOf(const clang::CXXRecordDecl *Class, llvm::StringRef Name,
                                     unsigned Parameters, bool ConstOnly = false);

/// What is known of the container type \p T or of a public base class of it; null if nothing is.
/// References are removed first, pointers are not.
const ContainerFact *containerFact(clang::QualType T);

/// Whether \p T is a container that owns its elements: no view and no reference.
bool ownsElements(clang::QualType T);
/// Whether \p T is such a container, and its elements are on the heap.
bool ownsHeapElements(clang::QualType T);

/// The entry of \p Facts for the class that \p T names, or null.
const ConstructionFact *
constructionFact(clang::QualType T, std::span<const ConstructionFact> Facts = constructionFacts());

/// Whether objects of \p Class are thrown: it is `std::exception` or derives from it.
bool isExceptionClass(const clang::CXXRecordDecl *Class);

/// Whether \p T is `std::basic_string` of any character type, or derived from it.
bool isStdString(clang::QualType T);
/// Whether \p T is `std::basic_string_view` of any character type.
bool isStdStringView(clang::QualType T);
/// Whether \p T is one or the other.
bool isStdText(clang::QualType T);

/// The \p Index-th template argument of the container type \p T, if it is a type.
clang::QualType templateTypeArgument(clang::QualType T, unsigned Index);
/// The \p Index-th template argument of \p T, if it is an integer that is known.
std::optional<uint64_t> templateIntegerArgument(clang::QualType T, unsigned Index);

/// Whether \p T is Qt 5's `QList`, which keeps pointers to elements that are large or that memory
/// cannot be moved with: it never copies or moves them when it grows.
/// Source: Qt 5, "Container Classes", "Algorithmic Complexity" and "QList Class".
bool isQtPointerList(clang::QualType T);

/// Whether \p T is Qt 6's `QHash` or `QSet`, whose first table takes 64 elements.
/// Source: Qt 6.4, `QHashPrivate::GrowthPolicy::bucketsForCapacity`.
bool isQtSpanHash(clang::QualType T);
/// Whether Qt moves objects of type \p T as memory: `Q_DECLARE_TYPEINFO` says so.
bool isQtRelocatable(clang::QualType T, const clang::ASTContext &Context);

/// Whether the translation unit declares the class or alias \p QualifiedName, such as `absl::Span`.
bool declaresClass(llvm::StringRef QualifiedName, const clang::ASTContext &Context);

/// Whether objects of \p T can alias raw bytes and hold one byte: `char`, `unsigned char`,
/// `std::byte`, and, if \p AllowSigned, `signed char` and `char8_t`.
bool isByteLike(clang::QualType T, bool AllowSigned = false);

/// Whether \p T is a byte, signed or not, or a character of any width; \p T may be null.
bool isByteOrCharacter(clang::QualType T);

} // namespace fastidious

/// \file
/// What library functions and classes do besides computing their results, as data. The bodies of
/// functions in system headers are never consulted (the engine does not parse them), so that what
/// is not listed here, and not marked by an attribute, is opaque.
#pragma once

#include <cstdint>
#include <string_view>

namespace fastidious {

/// What a call does besides computing its result.
enum class LibraryEffect : uint8_t {
  Pure,      ///< Nothing: an unused call is dropped.
  Errno,     ///< May set errno, and nothing else: all but that is dropped.
  Allocates, ///< Allocates or frees memory, which compilers may elide.
  Writes,    ///< Writes through the parameters that the fact names.
};

/// Which arguments a function writes through.
enum class WrittenArgument : uint8_t {
  None,
  First,
  Second,
  Third,
  Last, ///< The last argument that is no callable: the output of an algorithm.
  All,  ///< Any of them: the output may be followed by values, or there are several.
  /// What a callable is given, if that writes it.
  Passed,
};

struct FunctionFact {
  std::string_view Name; ///< Qualified, without inline namespaces.
  LibraryEffect Effect;
  WrittenArgument Written = WrittenArgument::None;
};

/// The fact about a free function, or null: the call is opaque. C functions are found under both
/// their global and their `std` names, algorithms also under `std::ranges`.
const FunctionFact *functionFact(std::string_view QualifiedName);

/// What calls of member functions of a library class do.
enum class ClassKind : uint8_t {
  /// A value: const members only compute, other members change the object, and allocate at most.
  Value,
  /// A value whose changes run through compiled library code: const members only compute, but
  /// changing, copying and destroying it is kept.
  CompiledValue,
};

struct ClassFact {
  std::string_view Name; ///< Qualified, without inline namespaces.
  ClassKind Kind;
};

/// The fact about a class, or null: calls of its members are opaque.
const ClassFact *classFact(std::string_view QualifiedName);

/// Whether a member function of a value that is not const still changes nothing by itself: access
/// to elements, iterators and the like.
bool isPlainAccess(std::string_view MemberName);

/// Whether the unqualified name of a function says that it tells somebody of a problem, such as
/// `AddError` or `log_warning`: what is given to it is built on a path that programs seldom take.
bool reportsProblem(std::string_view Name);

/// Whether the function lets time pass, by its name.
bool isPause(std::string_view QualifiedName);

/// Whether the function asks the operating system for something that takes longer than allocating
/// memory does: to open a file, run a program, wait.
bool isSystemRequest(std::string_view QualifiedName);

/// Whether to construct an object of the class with arguments does so.
bool opensSomething(std::string_view QualifiedName);

/// Whether objects of the class tell of an assertion of a test that has failed: what returns the
/// value of one of its member functions gives up the test.
bool isFailedAssertion(std::string_view QualifiedName);

} // namespace fastidious

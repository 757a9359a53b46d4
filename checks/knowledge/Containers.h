/// \file
/// Facts about container classes, as data. Sources: the C++ standard ([container.requirements],
/// [vector.capacity], [unord.req]) and the documentation of each library.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace fastidious {

/// Properties of a container; a set of bits.
enum ContainerTrait : uint32_t {
  HasReserve = 1 << 0,       ///< `reserve(n)` exists and appending without it reallocates.
  ConstantSize = 1 << 1,     ///< `size()` takes constant time.
  Contiguous = 1 << 2,       ///< Elements are adjacent; has `data()`.
  NodeBased = 1 << 3,        ///< One allocation for each element, which `clear()` frees.
  ClearKeepsMemory = 1 << 4, ///< `clear()` keeps the capacity (or the bucket array).
  IsString = 1 << 5,         ///< Elements are characters and `+`, `+=` concatenate.
  IsUnordered = 1 << 6,      ///< A hash table: `reserve` saves rehashes.
  SharedOnCopy = 1 << 7,     ///< A copy only counts a reference (copy on write).
  InlineStorage = 1 << 8,    ///< The first elements need no heap (`InlineCapacity*`).
  IsView = 1 << 9,           ///< Owns nothing.
  FixedSize = 1 << 10,       ///< The size is part of the type.
  /// An object without memory is told from an empty one: `isNull()`. `reserve` gives it memory.
  HasNull = 1 << 11,
};

struct ContainerFact {
  std::string_view Name; ///< Qualified, without inline namespaces and template arguments.
  uint32_t Traits = 0;
  /// The template argument with the number of inline elements, or -1.
  int InlineCapacityArgument = -1;
  /// Inline elements where no argument tells: characters of the small-string buffer, the smallest
  /// of the implementations in use (libstdc++: 15, libc++: 22).
  unsigned InlineCapacity = 0;

  constexpr bool has(uint32_t Trait) const { return (Traits & Trait) == Trait; }
};

/// Every container that is known.
std::span<const ContainerFact> containerFacts();

/// What a member function does to the elements of a container, by its name.
enum class ElementEffect {
  None,        ///< Reads, or is not known.
  AppendsOne,  ///< Adds one element at the end (or one to a hash table).
  AppendsMany, ///< Adds a number of elements that its arguments tell.
  Removes,     ///< Takes elements away, but may keep the memory.
  Replaces,    ///< Gives the container new contents.
  Reserves,    ///< Prepares memory.
};

/// The effect of the member function \p Name on a container with \p Fact; operators are spelled
/// "operator+=".
ElementEffect elementEffect(const ContainerFact &Fact, std::string_view Name);

/// Whether the member function \p Name of a container only gives access to elements or iterators,
/// though it may be non-const: `begin`, `data`, `operator[]`, `find`.
bool isElementAccess(std::string_view Name);

/// Whether the member function \p Name of a container puts one element in, which may allocate.
bool insertsOneElement(std::string_view Name);

/// Whether the member function \p Name of a container reads, finds or removes one element, and so
/// takes next to no time: `front`, `find`, `pop_back`, `size`.
bool isBriefAccess(std::string_view Name);

} // namespace fastidious

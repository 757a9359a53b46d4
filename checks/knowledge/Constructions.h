/// \file
/// Classes whose objects are expensive to build from constants, as data. Sources: the C++ standard
/// ([re.regex.construct], [rand.eng], [locale.cons]) and the documentation of each library.
#pragma once

#include <span>
#include <string_view>

namespace fastidious {

/// How objects of a class are used once they are built.
enum class ConstructionKind {
  Pattern,   ///< A compiled pattern or searcher: matching does not change it.
  Locale,    ///< A locale: a shared, immutable set of facets.
  Engine,    ///< A random engine: each draw changes its state.
  Device,    ///< A source of entropy.
  Formatter, ///< A parsed format that feeding arguments changes.
  Converter, ///< A conversion with its facet.
};

struct ConstructionFact {
  std::string_view Name; ///< Qualified, without inline namespaces and template arguments.
  ConstructionKind Kind;
  std::string_view Work;            ///< "compiles the pattern": what building one does.
  bool IsDefaultCheap = false;      ///< The default constructor does nothing of the kind.
  std::string_view Identifier = {}; ///< A name for a hoisted temporary.
};

/// Every class that is known.
std::span<const ConstructionFact> constructionFacts();

} // namespace fastidious

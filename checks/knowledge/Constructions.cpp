#include "checks/knowledge/Constructions.h"

namespace fastidious {
namespace {

using enum ConstructionKind;

constexpr std::string_view Compiles = "compiles the pattern";
constexpr std::string_view Tabulates = "builds the search tables";
constexpr std::string_view Seeds = "fills and mixes the engine's whole state";
constexpr std::string_view Opens = "opens the system's source of randomness";
constexpr std::string_view Parses = "parses the format string";

constexpr ConstructionFact Facts[] = {
    {"std::basic_regex", Pattern, Compiles, true, "pattern"},
    {"std::boyer_moore_searcher", Pattern, Tabulates, false, "searcher"},
    {"std::boyer_moore_horspool_searcher", Pattern, Tabulates, false, "searcher"},
    // A default-constructed locale is a reference to the global one.
    {"std::locale", Locale, "looks up the locale and builds its facets", true, "locale"},
    {"std::mersenne_twister_engine", Engine, Seeds, false, "engine"},
    {"std::linear_congruential_engine", Engine, Seeds, false, "engine"},
    {"std::subtract_with_carry_engine", Engine, Seeds, false, "engine"},
    {"std::discard_block_engine", Engine, Seeds, false, "engine"},
    {"std::independent_bits_engine", Engine, Seeds, false, "engine"},
    {"std::shuffle_order_engine", Engine, Seeds, false, "engine"},
    {"std::random_device", Device, Opens, false, "device"},
    {"std::wstring_convert", Converter, "allocates the conversion facet", false, "converter"},

    {"boost::basic_regex", Pattern, Compiles, true, "pattern"},
    {"boost::xpressive::basic_regex", Pattern, Compiles, true, "pattern"},
    {"boost::basic_format", Formatter, Parses, true, "formatter"},
    {"boost::random::mersenne_twister_engine", Engine, Seeds, false, "engine"},
    {"boost::random::random_device", Device, Opens, false, "device"},

    {"re2::RE2", Pattern, Compiles, false, "pattern"},
    {"pcrecpp::RE", Pattern, Compiles, false, "pattern"},

    {"absl::BitGen", Engine, Seeds, false, "engine"},
    {"absl::random_internal::NonsecureURBGBase", Engine, Seeds, false, "engine"},

    {"QRegularExpression", Pattern, Compiles, true, "pattern"},
    // Qt 5's qregexp.cpp keeps compiled patterns in a cache.
    {"QRegExp", Pattern, "looks the pattern up in a cache that all threads share", true, "pattern"},
};

} // namespace

std::span<const ConstructionFact> constructionFacts() {
  return Facts;
}

} // namespace fastidious

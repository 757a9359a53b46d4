#include "checks/knowledge/Containers.h"

#include <algorithm>

namespace fastidious {
namespace {

constexpr uint32_t VectorTraits = HasReserve | ConstantSize | Contiguous | ClearKeepsMemory;
constexpr uint32_t StringTraits = VectorTraits | IsString | InlineStorage;
constexpr uint32_t NodeHashTraits =
    HasReserve | ConstantSize | NodeBased | IsUnordered | ClearKeepsMemory;
constexpr uint32_t FlatHashTraits = HasReserve | ConstantSize | IsUnordered | ClearKeepsMemory;
constexpr uint32_t TreeTraits = ConstantSize | NodeBased;
constexpr uint32_t QtTraits = HasReserve | ConstantSize | Contiguous | SharedOnCopy;
constexpr uint32_t ViewTraits = ConstantSize | Contiguous | IsView;

constexpr ContainerFact Facts[] = {
    // The standard library.
    {"std::vector", VectorTraits},
    {"std::basic_string", StringTraits, -1, 15},
    {"std::unordered_map", NodeHashTraits},
    {"std::unordered_set", NodeHashTraits},
    {"std::unordered_multimap", NodeHashTraits},
    {"std::unordered_multiset", NodeHashTraits},
    {"std::map", TreeTraits},
    {"std::set", TreeTraits},
    {"std::multimap", TreeTraits},
    {"std::multiset", TreeTraits},
    {"std::list", TreeTraits},
    // size() is absent.
    {"std::forward_list", NodeBased},
    // clear() keeps one block at most.
    {"std::deque", ConstantSize},
    {"std::array", ConstantSize | Contiguous | FixedSize},
    {"std::initializer_list", ViewTraits},
    {"std::span", ViewTraits},
    {"std::basic_string_view", ViewTraits},
    {"std::valarray", ConstantSize},
    {"std::flat_map", ConstantSize | ClearKeepsMemory},
    {"std::flat_set", ConstantSize | ClearKeepsMemory},

    // Abseil.
    {"absl::InlinedVector", VectorTraits | InlineStorage, 1},
    {"absl::FixedArray", ConstantSize | Contiguous},
    {"absl::flat_hash_map", FlatHashTraits},
    {"absl::flat_hash_set", FlatHashTraits},
    {"absl::node_hash_map", NodeHashTraits},
    {"absl::node_hash_set", NodeHashTraits},
    {"absl::btree_map", ConstantSize},
    {"absl::btree_set", ConstantSize},
    {"absl::Span", ViewTraits},
    {"absl::string_view", ViewTraits},

    // Boost.Container and Boost.Unordered.
    {"boost::container::vector", VectorTraits},
    {"boost::container::small_vector", VectorTraits | InlineStorage, 1},
    {"boost::container::static_vector", ConstantSize | Contiguous | FixedSize},
    {"boost::container::stable_vector", HasReserve | ConstantSize | NodeBased},
    {"boost::container::basic_string", StringTraits, -1, 15},
    {"boost::container::flat_map", HasReserve | ConstantSize | ClearKeepsMemory},
    {"boost::container::flat_set", HasReserve | ConstantSize | ClearKeepsMemory},
    {"boost::container::deque", ConstantSize},
    {"boost::unordered::unordered_map", NodeHashTraits},
    {"boost::unordered::unordered_set", NodeHashTraits},
    {"boost::unordered::unordered_flat_map", FlatHashTraits},
    {"boost::unordered::unordered_flat_set", FlatHashTraits},

    // LLVM ADT.
    {"llvm::SmallVector", VectorTraits | InlineStorage, 1},
    {"llvm::SmallVectorImpl", VectorTraits},
    {"llvm::SmallString", VectorTraits | InlineStorage, 0},
    {"llvm::DenseMap", FlatHashTraits},
    {"llvm::DenseSet", FlatHashTraits},
    {"llvm::ArrayRef", ViewTraits},
    {"llvm::MutableArrayRef", ViewTraits},
    {"llvm::StringRef", ViewTraits},

    // Folly.
    {"folly::fbvector", VectorTraits},
    {"folly::small_vector", VectorTraits | InlineStorage, 1},
    {"folly::basic_fbstring", StringTraits, -1, 23},
    {"folly::F14FastMap", FlatHashTraits},
    {"folly::F14FastSet", FlatHashTraits},
    {"folly::F14NodeMap", NodeHashTraits},
    {"folly::F14NodeSet", NodeHashTraits},
    {"folly::F14ValueMap", FlatHashTraits},
    {"folly::F14ValueSet", FlatHashTraits},
    {"folly::F14VectorMap", FlatHashTraits},
    {"folly::F14VectorSet", FlatHashTraits},

    // Qt: clear() drops the shared data, so it does not keep the memory.
    {"QVector", QtTraits},
    {"QList", QtTraits},
    {"QStringList", QtTraits},
    {"QByteArray", QtTraits | IsString | HasNull},
    {"QString", QtTraits | IsString | HasNull},
    {"QHash", HasReserve | ConstantSize | IsUnordered | SharedOnCopy},
    {"QMultiHash", HasReserve | ConstantSize | IsUnordered | SharedOnCopy},
    {"QSet", HasReserve | ConstantSize | IsUnordered | SharedOnCopy},
    {"QMap", ConstantSize | NodeBased | SharedOnCopy},
    {"QVarLengthArray", VectorTraits | InlineStorage, 1},
    {"QStringView", ViewTraits},
    {"QByteArrayView", ViewTraits},
    {"QLatin1StringView", ViewTraits},
    {"QLatin1String", ViewTraits},
};

constexpr std::string_view AppendOne[] = {"push_back", "emplace_back", "append",     "push",
                                          "prepend",   "push_front",   "operator<<", "operator+="};
constexpr std::string_view HashInsert[] = {"insert",      "emplace",          "try_emplace",
                                           "operator[]",  "insert_or_assign", "emplace_hint",
                                           "insertMulti", "operator<<",       "lazy_emplace"};
constexpr std::string_view AppendMany[] = {"insert", "append_range", "insert_range", "emplace"};
constexpr std::string_view Removal[] = {"pop_back",      "erase",        "clear",     "resize",
                                        "pop_front",     "remove",       "removeAt",  "removeAll",
                                        "removeLast",    "removeFirst",  "takeFirst", "takeLast",
                                        "pop",           "extract",      "truncate",  "chop",
                                        "shrink_to_fit", "pop_back_val", "squeeze",   "pop_back_n"};
constexpr std::string_view Replacement[] = {"operator=", "assign", "swap", "merge", "assign_range"};
constexpr std::string_view Access[] = {
    "begin",       "end",       "rbegin", "rend",      "cbegin",     "cend",        "crbegin",
    "crend",       "data",      "at",     "front",     "back",       "operator[]",  "find",
    "c_str",       "operator*", "get",    "value",     "operator->", "lower_bound", "upper_bound",
    "equal_range", "first",     "last",   "constData", "constBegin", "constEnd"};
constexpr std::string_view InsertOne[] = {"push_back", "emplace_back", "push_front",
                                          "push",      "insert",       "emplace"};
constexpr std::string_view BriefAccess[] = {
    "pop_front", "pop",   "top",  "pop_back", "front", "back",   "at",    "find",  "operator[]",
    "erase",     "count", "data", "c_str",    "size",  "length", "empty", "begin", "end"};

template <size_t N> bool isOneOf(std::string_view Name, const std::string_view (&Names)[N]) {
  return std::find(std::begin(Names), std::end(Names), Name) != std::end(Names);
}

} // namespace

std::span<const ContainerFact> containerFacts() {
  return Facts;
}

ElementEffect elementEffect(const ContainerFact &Fact, std::string_view Name) {
  if (Name == "reserve" || Name == "rehash")
    return ElementEffect::Reserves;
  if (isOneOf(Name, Replacement))
    return ElementEffect::Replaces;
  if (isOneOf(Name, Removal))
    return ElementEffect::Removes;
  if (Fact.has(IsUnordered))
    return isOneOf(Name, HashInsert) ? ElementEffect::AppendsOne : ElementEffect::None;
  if (isOneOf(Name, AppendOne))
    return ElementEffect::AppendsOne;
  if (isOneOf(Name, AppendMany))
    return ElementEffect::AppendsMany;
  return ElementEffect::None;
}

bool isElementAccess(std::string_view Name) {
  return isOneOf(Name, Access);
}

bool insertsOneElement(std::string_view Name) {
  return isOneOf(Name, InsertOne);
}

bool isBriefAccess(std::string_view Name) {
  return isOneOf(Name, BriefAccess);
}

} // namespace fastidious

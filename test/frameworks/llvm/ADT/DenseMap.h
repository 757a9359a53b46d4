#pragma once

#include <unordered_map>
#include <utility>

namespace llvm {

/// What DenseMap and SmallDenseMap share.
template <typename KeyT, typename ValueT> class DenseMapBase {
public:
  using iterator = typename std::unordered_map<KeyT, ValueT>::iterator;
  unsigned size() const { return static_cast<unsigned>(Map.size()); }
  void reserve(unsigned NumEntries) { Map.reserve(NumEntries); }
  std::pair<iterator, bool> insert(const std::pair<KeyT, ValueT> &KV) { return Map.insert(KV); }
  template <typename... Ts> std::pair<iterator, bool> try_emplace(const KeyT &Key, Ts &&...Args) {
    return Map.try_emplace(Key, std::forward<Ts>(Args)...);
  }
  ValueT &operator[](const KeyT &Key) { return Map[Key]; }

private:
  std::unordered_map<KeyT, ValueT> Map;
};

template <typename KeyT, typename ValueT> class DenseMap : public DenseMapBase<KeyT, ValueT> {};

} // namespace llvm

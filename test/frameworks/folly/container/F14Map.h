// The members of folly's F14 maps that users call.
#pragma once

#include <cstddef>
#include <unordered_map>
#include <utility>

namespace folly {
namespace f14 {
namespace detail {

template <class K, class M> class F14BasicMap {
public:
  using iterator = typename std::unordered_map<K, M>::iterator;
  std::size_t size() const noexcept { return table_.size(); }
  void reserve(std::size_t n) { table_.reserve(n); }
  template <class... Args> std::pair<iterator, bool> emplace(Args &&...args) {
    return table_.emplace(std::forward<Args>(args)...);
  }
  M &operator[](const K &key) { return table_[key]; }

private:
  std::unordered_map<K, M> table_;
};

} // namespace detail
} // namespace f14

template <class K, class M> class F14FastMap : public f14::detail::F14BasicMap<K, M> {};
template <class K, class M> class F14NodeMap : public f14::detail::F14BasicMap<K, M> {};

} // namespace folly

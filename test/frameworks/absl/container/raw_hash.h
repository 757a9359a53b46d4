// The common base of Abseil's hash tables, with the members that users call.
#pragma once

#include <cstddef>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace absl {
inline namespace lts_20220623 {
namespace container_internal {

template <class Table> class raw_hash_set {
public:
  using key_type = typename Table::key_type;
  using value_type = typename Table::value_type;
  using iterator = typename Table::iterator;
  using const_iterator = typename Table::const_iterator;

  iterator begin() { return table_.begin(); }
  iterator end() { return table_.end(); }
  const_iterator begin() const { return table_.begin(); }
  const_iterator end() const { return table_.end(); }
  bool empty() const { return table_.empty(); }
  std::size_t size() const { return table_.size(); }
  void clear() { table_.clear(); }
  void reserve(std::size_t n) { table_.reserve(n); }
  std::pair<iterator, bool> insert(const value_type &value) { return table_.insert(value); }
  std::pair<iterator, bool> insert(value_type &&value) { return table_.insert(std::move(value)); }
  template <class... Args> std::pair<iterator, bool> emplace(Args &&...args) {
    return table_.emplace(std::forward<Args>(args)...);
  }
  bool contains(const key_type &key) const { return table_.count(key) != 0; }

protected:
  Table table_;
};

template <class Table> class raw_hash_map : public raw_hash_set<Table> {
public:
  using key_type = typename Table::key_type;
  using mapped_type = typename Table::mapped_type;
  template <class... Args>
  std::pair<typename Table::iterator, bool> try_emplace(const key_type &key, Args &&...args) {
    return this->table_.try_emplace(key, std::forward<Args>(args)...);
  }
  mapped_type &operator[](const key_type &key) { return this->table_[key]; }
};

} // namespace container_internal
} // namespace lts_20220623
} // namespace absl

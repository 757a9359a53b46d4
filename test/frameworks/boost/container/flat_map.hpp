// The members of boost::container::flat_map that users call: a sorted vector.
#pragma once

#include <cstddef>
#include <map>
#include <utility>

namespace boost {
namespace container {

template <class K, class T> class flat_map {
public:
  using value_type = std::pair<K, T>;
  using iterator = typename std::map<K, T>::iterator;
  std::size_t size() const { return storage_.size(); }
  std::size_t capacity() const { return capacity_; }
  void reserve(std::size_t n) { capacity_ = n; }
  template <class... Args> std::pair<iterator, bool> emplace(Args &&...args) {
    return storage_.emplace(std::forward<Args>(args)...);
  }
  T &operator[](const K &key) { return storage_[key]; }

private:
  std::map<K, T> storage_;
  std::size_t capacity_ = 0;
};

} // namespace container
} // namespace boost

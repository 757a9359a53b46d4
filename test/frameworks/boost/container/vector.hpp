// The members of boost::container::vector that users call.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace boost {
namespace container {

template <class T, class A = std::allocator<T>, class Options = void> class vector {
public:
  using value_type = T;
  using iterator = T *;
  using const_iterator = const T *;
  iterator begin() { return storage_.data(); }
  iterator end() { return storage_.data() + storage_.size(); }
  const_iterator begin() const { return storage_.data(); }
  const_iterator end() const { return storage_.data() + storage_.size(); }
  std::size_t size() const { return storage_.size(); }
  void clear() { storage_.clear(); }
  void reserve(std::size_t n) { storage_.reserve(n); }
  void push_back(const T &v) { storage_.push_back(v); }
  void push_back(T &&v) { storage_.push_back(std::move(v)); }
  template <class... Args> T &emplace_back(Args &&...args) {
    storage_.emplace_back(std::forward<Args>(args)...);
    return storage_.back();
  }
  template <class It> void assign(It first, It last) { storage_.assign(first, last); }
  template <class It> void insert(const_iterator, It first, It last) {
    storage_.insert(storage_.end(), first, last);
  }

private:
  std::vector<T> storage_;
};

} // namespace container
} // namespace boost

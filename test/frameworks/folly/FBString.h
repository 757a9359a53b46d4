// The members of folly::fbstring that users call.
#pragma once

#include <cstddef>
#include <string>

namespace folly {

template <class E> class basic_fbstring {
public:
  basic_fbstring() = default;
  basic_fbstring(const E *s) : storage_(s) {}
  std::size_t size() const { return storage_.size(); }
  const E *c_str() const { return storage_.c_str(); }
  void reserve(std::size_t n = 0) { storage_.reserve(n); }
  void push_back(E c) { storage_.push_back(c); }
  basic_fbstring &append(const basic_fbstring &s) {
    storage_.append(s.storage_);
    return *this;
  }
  basic_fbstring &append(const E *s) {
    storage_.append(s);
    return *this;
  }
  basic_fbstring &operator+=(const basic_fbstring &s) { return append(s); }
  basic_fbstring &operator+=(const E *s) { return append(s); }
  basic_fbstring &operator+=(E c) {
    push_back(c);
    return *this;
  }

private:
  std::basic_string<E> storage_;
};
using fbstring = basic_fbstring<char>;

template <class E>
basic_fbstring<E> operator+(const basic_fbstring<E> &a, const basic_fbstring<E> &b) {
  return basic_fbstring<E>(a).append(b);
}
template <class E> basic_fbstring<E> operator+(const basic_fbstring<E> &a, const E *b) {
  return basic_fbstring<E>(a).append(b);
}
template <class E> basic_fbstring<E> operator+(const basic_fbstring<E> &a, E b) {
  return basic_fbstring<E>(a) += b;
}

} // namespace folly

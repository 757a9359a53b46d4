/// \file
/// As much of the standard library as unit tests of checks/support need: declarations only, which
/// parse in no time. What the answers must be on the real library, the checks' own tests show.
#pragma once

#include <string>

namespace fastidious {

inline const std::string MiniStd = R"cpp(
namespace std {
using size_t = decltype(sizeof(0));
template <class T> struct remove_reference { using type = T; };
template <class T> struct remove_reference<T &> { using type = T; };
template <class T> struct remove_reference<T &&> { using type = T; };
template <class T> constexpr typename remove_reference<T>::type &&move(T &&t) noexcept {
  return static_cast<typename remove_reference<T>::type &&>(t);
}
template <class T> constexpr const T &as_const(T &t) noexcept { return t; }
template <class T> struct allocator {};
template <class C> struct basic_string_view {
  basic_string_view(const C *);
  const C *data() const;
  size_t size() const;
};
using string_view = basic_string_view<char>;
inline namespace __cxx11 {
template <class C> struct basic_string {
  basic_string();
  basic_string(const C *, const allocator<C> & = allocator<C>());
  basic_string(const basic_string &);
  basic_string(basic_string &&) noexcept;
  basic_string &operator=(const basic_string &);
  basic_string &operator=(basic_string &&) noexcept;
  basic_string &operator=(const C *);
  basic_string &operator+=(const basic_string &);
  basic_string &operator+=(const C *);
  basic_string &operator+=(C);
  basic_string &append(const basic_string &);
  C &operator[](size_t);
  const C &operator[](size_t) const;
  const C *c_str() const noexcept;
  size_t size() const noexcept;
  bool empty() const noexcept;
  void clear() noexcept;
  void push_back(C);
  void reserve(size_t);
  operator basic_string_view<C>() const noexcept;
};
} // namespace __cxx11
using string = basic_string<char>;
template <class C> basic_string<C> operator+(const basic_string<C> &, const basic_string<C> &);
template <class C> basic_string<C> operator+(const basic_string<C> &, const C *);
template <class C> basic_string<C> operator+(const C *, const basic_string<C> &);
template <class C> basic_string<C> operator+(const basic_string<C> &, C);
template <class T, class A = allocator<T>> struct vector {
  using value_type = T;
  using iterator = T *;
  using const_iterator = const T *;
  vector();
  explicit vector(size_t);
  vector(const vector &);
  vector(vector &&) noexcept;
  vector &operator=(const vector &);
  vector &operator=(vector &&) noexcept;
  T &operator[](size_t);
  const T &operator[](size_t) const;
  T &back();
  const T &back() const;
  T &at(size_t);
  iterator begin();
  iterator end();
  const_iterator begin() const;
  const_iterator end() const;
  T *data();
  const T *data() const;
  size_t size() const noexcept;
  bool empty() const noexcept;
  void clear() noexcept;
  void push_back(const T &);
  void push_back(T &&);
  template <class... Args> T &emplace_back(Args &&...);
  void pop_back();
  void reserve(size_t);
  void swap(vector &);
};
namespace pmr {
template <class T> struct polymorphic_allocator {};
template <class T> using vector = std::vector<T, polymorphic_allocator<T>>;
} // namespace pmr
template <class T, size_t N> struct array {
  T &operator[](size_t);
  const T *begin() const;
  const T *end() const;
  constexpr size_t size() const { return N; }
  T elements[N];
};
template <class T> struct unique_ptr {
  unique_ptr();
  unique_ptr(unique_ptr &&) noexcept;
  T &operator*() const;
  T *operator->() const noexcept;
  T *get() const noexcept;
};
template <class A, class B> struct pair {
  A first;
  B second;
};
enum class byte : unsigned char {};
string to_string(int);
} // namespace std
)cpp";

} // namespace fastidious

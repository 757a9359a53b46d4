// LLVM's SmallVector with its chain of bases: push_back, size and reserve come from different ones.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace llvm {

template <typename T> class SmallVectorTemplateCommon {
public:
  using value_type = T;
  using iterator = T *;
  using const_iterator = const T *;
  iterator begin() { return Storage.data(); }
  iterator end() { return Storage.data() + Storage.size(); }
  const_iterator begin() const { return Storage.data(); }
  const_iterator end() const { return Storage.data() + Storage.size(); }
  size_t size() const { return Storage.size(); }
  bool empty() const { return Storage.empty(); }
  T &operator[](size_t I) { return Storage[I]; }
  const T &operator[](size_t I) const { return Storage[I]; }

protected:
  std::vector<T> Storage;
};

template <typename T> class SmallVectorTemplateBase : public SmallVectorTemplateCommon<T> {
public:
  void push_back(const T &Elt) { this->Storage.push_back(Elt); }
  void push_back(T &&Elt) { this->Storage.push_back(std::move(Elt)); }
  void pop_back() { this->Storage.pop_back(); }
};

template <typename T> class SmallVectorImpl : public SmallVectorTemplateBase<T> {
public:
  void clear() { this->Storage.clear(); }
  void reserve(size_t N) { this->Storage.reserve(N); }
  void append(size_t NumInputs, T Elt) {
    this->Storage.insert(this->Storage.end(), NumInputs, Elt);
  }
  template <typename ItTy> void assign(ItTy Begin, ItTy End) { this->Storage.assign(Begin, End); }
  template <typename ItTy> void insert(const T *, ItTy Begin, ItTy End) {
    this->Storage.insert(this->Storage.end(), Begin, End);
  }
  template <typename... ArgTypes> T &emplace_back(ArgTypes &&...Args) {
    this->Storage.emplace_back(std::forward<ArgTypes>(Args)...);
    return this->Storage.back();
  }
};

template <typename T, unsigned N = 4> class SmallVector : public SmallVectorImpl<T> {
public:
  SmallVector() = default;
};

} // namespace llvm

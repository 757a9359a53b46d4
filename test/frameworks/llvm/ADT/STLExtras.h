#pragma once

#include <iterator>

namespace llvm {

template <typename IteratorT> class iterator_range {
public:
  iterator_range(IteratorT Begin, IteratorT End) : Begin(Begin), End(End) {}
  IteratorT begin() const { return Begin; }
  IteratorT end() const { return End; }

private:
  IteratorT Begin, End;
};

template <typename ContainerTy> auto reverse(ContainerTy &&C) {
  return iterator_range<std::reverse_iterator<decltype(C.begin())>>(
      std::reverse_iterator<decltype(C.begin())>(C.end()),
      std::reverse_iterator<decltype(C.begin())>(C.begin()));
}

} // namespace llvm

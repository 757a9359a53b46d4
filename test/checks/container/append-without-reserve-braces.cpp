// RUN: %check_fastidious container-append-without-reserve %s
#include <cstddef>
#include <vector>

// Braces around the start of a counter.
void use(const std::vector<std::size_t> &);
void braced(std::size_t length, std::size_t from) {
  std::vector<std::size_t> all, some;
  // fix: std::vector<std::size_t> all, some;
  // fix: if (length > 2)
  // fix: all.reserve(length - 2);
  for (std::size_t i{2}; i < length; ++i)
    all.push_back(i);
  //^ warning: {{.*}}appends 'length - 2' elements{{.*}}
  use(all);
  // fix: use(all);
  // fix: if (length > from)
  // fix: some.reserve(length - from);
  for (std::size_t i{from}; i < length; ++i)
    some.push_back(i);
  //^ warning: {{.*}}appends 'length - from' elements{{.*}}
  use(some);
}
template <class T> void bracedInTemplate(const T &text, std::size_t length) {
  std::vector<char> bytes;
  // fix: std::vector<char> bytes;
  // fix: if (length > 2)
  // fix: bytes.reserve((length - 1) / 2);
  for (std::size_t i{2}; i < length; /**/) {
    bytes.push_back(text[i]);
  //^ warning: {{.*}}appends '(length - 1) / 2' elements{{.*}}
    i += 2;
  }
}

//! A container is filled from a vector of the same length.
#include "tools/bench/Pair.h"

#include <string>
#include <unordered_set>
#include <vector>

namespace before {
std::vector<int> squares(const std::vector<int> &values) {
  std::vector<int> result;
  for (int value : values)
    result.push_back(value * value);
  return result;
}
std::vector<std::string> names(const std::vector<std::string> &from) {
  std::vector<std::string> result;
  for (const std::string &name : from)
    result.push_back(name);
  return result;
}
std::unordered_set<int> unique(const std::vector<int> &values) {
  std::unordered_set<int> result;
  for (int value : values)
    result.insert(value);
  return result;
}
} // namespace before

namespace after {
std::vector<int> squares(const std::vector<int> &values) {
  std::vector<int> result;
  result.reserve(values.size());
  for (int value : values)
    result.push_back(value * value);
  return result;
}
std::vector<std::string> names(const std::vector<std::string> &from) {
  std::vector<std::string> result;
  result.reserve(from.size());
  for (const std::string &name : from)
    result.push_back(name);
  return result;
}
std::unordered_set<int> unique(const std::vector<int> &values) {
  std::unordered_set<int> result;
  result.reserve(values.size());
  for (int value : values)
    result.insert(value);
  return result;
}
} // namespace after

template <int N> std::vector<int> numbers() {
  std::vector<int> result(N);
  for (int i = 0; i < N; ++i)
    result[static_cast<std::size_t>(i)] = i;
  return result;
}
std::vector<std::string> strings() {
  return std::vector<std::string>(2'000, "a name of 24 characters.");
}

static const int Rows[] = {
    bench::pair("vector, 20 ints", before::squares, after::squares, numbers<20>),
    bench::pair("vector, 2,000 ints", before::squares, after::squares, numbers<2'000>),
    bench::pair("vector, 2,000 strings of 24 bytes", before::names, after::names, strings),
    bench::pair("unordered_set, 2,000 ints", before::unique, after::unique, numbers<2'000>),
};

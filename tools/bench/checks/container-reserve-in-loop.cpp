//! Elements are appended one by one.
#include "tools/bench/Pair.h"

#include <string>
#include <vector>

namespace before {
std::vector<int> positive(const std::vector<int> &values) {
  std::vector<int> result;
  for (int value : values)
    if (value > 0) {
      result.reserve(result.size() + 1);
      result.push_back(value);
    }
  return result;
}
std::vector<int> shrunk(const std::vector<int> &values) {
  std::vector<int> result;
  for (int value : values)
    if (value > 0) {
      result.push_back(value);
      result.shrink_to_fit();
    }
  return result;
}
} // namespace before

namespace after {
std::vector<int> positive(const std::vector<int> &values) {
  std::vector<int> result;
  for (int value : values)
    if (value > 0)
      result.push_back(value);
  return result;
}
std::vector<int> shrunk(const std::vector<int> &values) {
  std::vector<int> result = positive(values);
  result.shrink_to_fit();
  return result;
}
} // namespace after

template <int N> std::vector<int> values() {
  return std::vector<int>(N, 1);
}

static const int Rows[] = {
    bench::pair("reserve(size() + 1), 100 ints", before::positive, after::positive, values<100>),
    bench::pair("reserve(size() + 1), 30,000 ints", before::positive, after::positive,
                values<30'000>),
    bench::pair("shrink_to_fit(), 30,000 ints", before::shrunk, after::shrunk, values<30'000>),
};

//! 1,000 lines are appended to one string. The last row is why chains that are passed to a function
//! are left alone: `f(a + "," + b)` against the same string built by appends.
#include "tools/bench/Pair.h"

#include <string>
#include <utility>
#include <vector>

using Fields = std::vector<std::pair<std::string, std::string>>;

namespace before {
std::string query(const Fields &fields) {
  std::string text;
  for (const auto &[key, value] : fields)
    text += key + "=" + value + "&";
  return text;
}
std::string numbers(const std::vector<int> &values) {
  std::string text;
  for (int value : values)
    text += std::to_string(value) + " ";
  return text;
}
} // namespace before

namespace after {
std::string query(const Fields &fields) {
  std::string text;
  for (const auto &[key, value] : fields) {
    text += key;
    text += "=";
    text += value;
    text += "&";
  }
  return text;
}
std::string numbers(const std::vector<int> &values) {
  std::string text;
  for (int value : values) {
    text += std::to_string(value);
    text += " ";
  }
  return text;
}
} // namespace after

namespace left_alone {
[[gnu::noinline]] std::size_t consume(const std::string &line) {
  return line.size();
}
std::size_t passed(const Fields &fields) {
  std::size_t sum = 0;
  for (const auto &[key, value] : fields)
    sum += consume(key + "=" + value);
  return sum;
}
std::size_t appended(const Fields &fields) {
  std::size_t sum = 0;
  for (const auto &[key, value] : fields) {
    std::string line = key;
    line += "=";
    line += value;
    sum += consume(line);
  }
  return sum;
}
} // namespace left_alone

template <int Bytes> Fields fields() {
  return Fields(1'000, {std::string(Bytes, 'k'), std::string(Bytes, 'v')});
}
std::vector<int> values() {
  return std::vector<int>(1'000, 123'456);
}

static const int Rows[] = {
    bench::pair("keys and values of 5 bytes", before::query, after::query, fields<5>),
    bench::pair("keys and values of 20 bytes", before::query, after::query, fields<20>),
    bench::pair("numbers and a space", before::numbers, after::numbers, values),
    bench::pair("left alone: passed to a function, 20 bytes", left_alone::passed,
                left_alone::appended, fields<20>),
};

//! 1,000 times, bytes are handed to a function that takes a view, or to a comparison.
#include "tools/bench/Pair.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

using Bytes = std::vector<unsigned char>;

[[gnu::noinline]] std::size_t parse(std::string_view text) {
  benchmark::ClobberMemory();
  return text.size() + static_cast<unsigned char>(text.front());
}

namespace before {
std::size_t passed(const Bytes &bytes) {
  std::size_t sum = 0;
  for (int i = 0; i < 1'000; ++i)
    sum += parse(std::string(bytes.begin(), bytes.end()));
  return sum;
}
std::size_t tail(const std::string &text) {
  std::size_t sum = 0;
  for (int i = 0; i < 1'000; ++i)
    sum += parse(text.substr(8));
  return sum;
}
} // namespace before

namespace after {
std::size_t passed(const Bytes &bytes) {
  std::size_t sum = 0;
  for (int i = 0; i < 1'000; ++i)
    sum += parse(std::string_view(reinterpret_cast<const char *>(bytes.data()), bytes.size()));
  return sum;
}
std::size_t tail(const std::string &text) {
  std::size_t sum = 0;
  for (int i = 0; i < 1'000; ++i)
    sum += parse(std::string_view(text).substr(8));
  return sum;
}
} // namespace after

template <int N> Bytes bytes() {
  return Bytes(N, 'x');
}
std::string text() {
  return std::string(64, 'x');
}

static const int Rows[] = {
    bench::pair("string(v.begin(), v.end()), 64 bytes", before::passed, after::passed, bytes<64>),
    bench::pair("string(v.begin(), v.end()), 4 KiB", before::passed, after::passed, bytes<4'096>),
    bench::pair("s.substr(8), 64 bytes", before::tail, after::tail, text),
};

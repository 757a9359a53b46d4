//! 1,000 records are read; each goes into a buffer of its own or into the caller's.
#include "tools/bench/Pair.h"

#include <cstddef>
#include <cstring>
#include <span>
#include <vector>

using Source = std::vector<std::byte>;

namespace before {
[[gnu::noinline]] std::vector<std::byte> read(const Source &source) {
  std::vector<std::byte> record(source.size());
  std::memcpy(record.data(), source.data(), source.size());
  return record;
}
std::size_t all(const Source &source) {
  std::size_t sum = 0;
  for (int i = 0; i < 1'000; ++i) {
    std::vector<std::byte> record = read(source);
    sum += static_cast<std::size_t>(record.back()) + record.size();
  }
  return sum;
}
} // namespace before

namespace after {
[[gnu::noinline]] std::size_t read(const Source &source, std::span<std::byte> record) {
  std::memcpy(record.data(), source.data(), source.size());
  return source.size();
}
std::size_t all(const Source &source) {
  std::size_t sum = 0;
  std::vector<std::byte> record(source.size());
  for (int i = 0; i < 1'000; ++i) {
    std::size_t length = read(source, record);
    sum += static_cast<std::size_t>(record[length - 1]) + length;
  }
  return sum;
}
} // namespace after

template <int Bytes> Source source() {
  return Source(Bytes, std::byte(1));
}

static const int Rows[] = {
    bench::pair("records of 64 bytes", before::all, after::all, source<64>),
    bench::pair("records of 4 KiB", before::all, after::all, source<4'096>),
    bench::pair("records of 256 KiB", before::all, after::all, source<262'144>),
};

//! 1,000 iterations, each with a buffer of its own (before) or with one that is emptied and used
//! again. The rows that are left alone say why: hoisting loses there, or gains nothing.
#include "tools/bench/Pair.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

using Rows = std::vector<std::vector<int>>;

// What the iterations do with their buffers.
template <typename Buffer> [[gnu::noinline]] std::size_t look(const Buffer &buffer) {
  benchmark::ClobberMemory();
  return buffer.size();
}
[[gnu::noinline]] std::size_t first(const char *buffer) {
  benchmark::ClobberMemory();
  return static_cast<unsigned char>(*buffer);
}

namespace before {
std::size_t grown(const Rows &rows) {
  std::size_t sum = 0;
  for (const auto &row : rows) {
    std::vector<int> positive;
    for (int x : row)
      if (x > 0)
        positive.push_back(x);
    sum += look(positive);
  }
  return sum;
}
std::size_t sized(const Rows &rows) {
  std::size_t sum = 0;
  for (const auto &row : rows) {
    std::vector<int> copy(row.size());
    std::copy(row.begin(), row.end(), copy.begin());
    sum += look(copy);
  }
  return sum;
}
std::size_t ranged(const Rows &rows) {
  std::size_t sum = 0;
  for (const auto &row : rows) {
    std::vector<int> sorted(row.begin(), row.end());
    std::nth_element(sorted.begin(), sorted.begin() + 1, sorted.end());
    sum += look(sorted);
  }
  return sum;
}
std::size_t set(const Rows &rows) {
  std::size_t sum = 0;
  for (const auto &row : rows) {
    std::unordered_set<int> seen;
    for (int x : row)
      if (x > 0)
        seen.insert(x);
    sum += look(seen);
  }
  return sum;
}
std::size_t text(const std::vector<int> &lengths) {
  std::size_t sum = 0;
  for (int length : lengths) {
    std::string line = "a prefix of more than 22 characters: ";
    line += static_cast<char>(length);
    sum += look(line);
  }
  return sum;
}
std::size_t stream(const std::vector<int> &values) {
  std::size_t sum = 0;
  for (int value : values) {
    std::ostringstream out;
    out << value;
    sum += look(out.str());
  }
  return sum;
}
std::size_t array(const std::vector<int> &values) {
  std::size_t sum = 0;
  for (int value : values) {
    auto block = std::make_unique<char[]>(4096);
    block[0] = static_cast<char>(value);
    sum += first(block.get());
  }
  return sum;
}
} // namespace before

namespace after {
std::size_t grown(const Rows &rows) {
  std::size_t sum = 0;
  std::vector<int> positive;
  for (const auto &row : rows) {
    positive.clear();
    for (int x : row)
      if (x > 0)
        positive.push_back(x);
    sum += look(positive);
  }
  return sum;
}
std::size_t sized(const Rows &rows) {
  std::size_t sum = 0;
  std::vector<int> copy;
  for (const auto &row : rows) {
    copy.assign(row.size(), 0);
    std::copy(row.begin(), row.end(), copy.begin());
    sum += look(copy);
  }
  return sum;
}
std::size_t ranged(const Rows &rows) {
  std::size_t sum = 0;
  std::vector<int> sorted;
  for (const auto &row : rows) {
    sorted.assign(row.begin(), row.end());
    std::nth_element(sorted.begin(), sorted.begin() + 1, sorted.end());
    sum += look(sorted);
  }
  return sum;
}
std::size_t set(const Rows &rows) {
  std::size_t sum = 0;
  std::unordered_set<int> seen;
  for (const auto &row : rows) {
    seen.clear();
    for (int x : row)
      if (x > 0)
        seen.insert(x);
    sum += look(seen);
  }
  return sum;
}
std::size_t text(const std::vector<int> &lengths) {
  std::size_t sum = 0;
  std::string line;
  for (int length : lengths) {
    line = "a prefix of more than 22 characters: ";
    line += static_cast<char>(length);
    sum += look(line);
  }
  return sum;
}
std::size_t stream(const std::vector<int> &values) {
  std::size_t sum = 0;
  std::ostringstream out;
  for (int value : values) {
    out.str({});
    out.clear();
    out << value;
    sum += look(out.str());
  }
  return sum;
}
std::size_t array(const std::vector<int> &values) {
  std::size_t sum = 0;
  auto block = std::make_unique<char[]>(4096);
  for (int value : values) {
    std::fill_n(block.get(), 4096, '\0');
    block[0] = static_cast<char>(value);
    sum += first(block.get());
  }
  return sum;
}
} // namespace after

namespace left_alone {
std::size_t shortText(const std::vector<int> &values) {
  std::size_t sum = 0;
  for (int value : values) {
    std::string line = "short ";
    line += static_cast<char>(value);
    sum += look(line);
  }
  return sum;
}
std::size_t hoistedShortText(const std::vector<int> &values) {
  std::size_t sum = 0;
  std::string line;
  for (int value : values) {
    line = "short ";
    line += static_cast<char>(value);
    sum += look(line);
  }
  return sum;
}
std::size_t map(const Rows &rows) {
  std::size_t sum = 0;
  for (const auto &row : rows) {
    std::map<int, int> counts;
    for (int x : row)
      ++counts[x];
    sum += look(counts);
  }
  return sum;
}
std::size_t hoistedMap(const Rows &rows) {
  std::size_t sum = 0;
  std::map<int, int> counts;
  for (const auto &row : rows) {
    counts.clear();
    for (int x : row)
      ++counts[x];
    sum += look(counts);
  }
  return sum;
}
} // namespace left_alone

template <int N> Rows rows() {
  std::vector<int> row(N);
  for (int i = 0; i < N; ++i)
    row[static_cast<std::size_t>(i)] = i * 7 % N + 1;
  return Rows(1'000, row);
}
/// The first row is long, so that clear() then goes over many buckets for the few elements of the
/// others.
template <int Longest> Rows unevenRows() {
  Rows result = rows<5>();
  result.front() = rows<Longest>().front();
  return result;
}
std::vector<int> values() {
  return std::vector<int>(1'000, 42);
}

static const int All[] = {
    bench::pair("vector, 5 elements appended", before::grown, after::grown, rows<5>),
    bench::pair("vector, 100 elements appended", before::grown, after::grown, rows<100>),
    bench::pair("vector(n), n = 100", before::sized, after::sized, rows<100>),
    bench::pair("vector(first, last), 100 elements", before::ranged, after::ranged, rows<100>),
    bench::pair("unordered_set, 5 elements", before::set, after::set, rows<5>),
    bench::pair("unordered_set, 100 elements", before::set, after::set, rows<100>),
    bench::pair("string, 38 characters", before::text, after::text, values),
    bench::pair("ostringstream", before::stream, after::stream, values),
    bench::pair("make_unique<char[]>(4096)", before::array, after::array, values),
    bench::pair("left alone: string, 7 characters", left_alone::shortText,
                left_alone::hoistedShortText, values),
    bench::pair("left alone: map, 100 elements", left_alone::map, left_alone::hoistedMap,
                rows<100>),
    bench::pair("unordered_set, 1,000 elements once, then 5", before::set, after::set,
                unevenRows<1'000>),
    bench::pair("unordered_set, 100,000 elements once, then 5", before::set, after::set,
                unevenRows<100'000>),
};

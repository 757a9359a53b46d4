//! One string from words of 10 bytes each.
#include "tools/bench/Pair.h"

#include <string>
#include <vector>

using Words = std::vector<std::string>;

namespace before {
std::string join(const Words &words) {
  std::string all;
  for (const std::string &word : words)
    all = all + word;
  return all;
}
} // namespace before

namespace after {
std::string join(const Words &words) {
  std::string all;
  for (const std::string &word : words)
    all += word;
  return all;
}
} // namespace after

template <int N> Words words() {
  return Words(N, "ten bytes.");
}

static const int Rows[] = {
    bench::pair("10 words", before::join, after::join, words<10>),
    bench::pair("1,000 words", before::join, after::join, words<1'000>),
    bench::pair("30,000 words", before::join, after::join, words<30'000>),
};

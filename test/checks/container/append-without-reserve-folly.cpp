// RUN: %check_fastidious container-append-without-reserve %s --run
#include <cstdio>
#include <folly/FBString.h>
#include <folly/FBVector.h>
#include <folly/container/F14Map.h>
#include <folly/small_vector.h>

folly::fbvector<int> counted(int n) {
  folly::fbvector<int> v;
  for (int i = 0; i < n; i += 3)
  // fix: if (n > 0)
  // fix: v.reserve((static_cast<std::size_t>(n) + 2) / 3);
  // fix: for (int i = 0; i < n; i += 3)
    v.push_back(i);
  //^ warning: 'v' grows by reallocation while the loop appends '(n + 2) / 3' elements: about log2(n) reallocations and n extra moves; call 'v.reserve((n + 2) / 3)' before the loop
  return v;
}

folly::fbstring line(unsigned n) {
  folly::fbstring s;
  for (unsigned i = 0; i < n; ++i)
  // fix: s.reserve(n);
  // fix: for (unsigned i = 0; i < n; ++i)
    s += '-';
  //^ warning: 's' grows by reallocation while the loop appends 'n' characters: about log2(n / 23) reallocations and n extra moves, unless the text is short; call 's.reserve(n)' before the loop
  return s;
}

folly::small_vector<int, 2> small(const folly::fbvector<int> &in) {
  folly::small_vector<int, 2> v;
  for (int x : in)
  // fix: v.reserve(in.size());
  // fix: for (int x : in)
  // fix-alt1: v.assign(in.begin(), in.end());
  // fix-alt2: v.insert(v.end(), in.begin(), in.end());
    v.emplace_back(x);
  //^ warning: 'v' grows by reallocation while the loop appends 'in.size()' elements: about log2(n / 2) reallocations and n extra moves; call 'v.reserve(in.size())' before the loop
  //^ note: copy the whole range with 'assign'
  //^ note: append the whole range with 'insert'
    // fix-alt1:
    // fix-alt2:
  return v;
}

folly::F14FastMap<int, int> fast(const folly::fbvector<int> &in) {
  folly::F14FastMap<int, int> map;
  for (int x : in)
  // fix-notes: map.reserve(in.size());
  // fix-notes: for (int x : in)
    map[x] = 1;
  //^ warning: 'map' grows by rehashing while the loop inserts at most 'in.size()' elements: about log2(n / 13) rehashes, each over all elements so far; call 'map.reserve(in.size())' before the loop
  //^ note: reserve before the loop
  return map;
}

folly::F14NodeMap<int, int> node(const folly::fbvector<int> &in) {
  folly::F14NodeMap<int, int> map;
  for (int x : in)
  // fix-notes: map.reserve(in.size());
  // fix-notes: for (int x : in)
    map.emplace(x, 1);
  //^ warning: 'map' grows by rehashing while the loop inserts at most 'in.size()' elements: about log2(n / 13) rehashes, each over all elements so far; call 'map.reserve(in.size())' before the loop
  //^ note: reserve before the loop
  return map;
}

int main() {
  for (int n : {-2, 0, 10}) {
    auto v = counted(n);
    std::printf("%zu %zu %zu %zu\n", v.size(), small(v).size(), fast(v).size(), node(v).size());
  }
  std::puts(line(20).c_str());
}

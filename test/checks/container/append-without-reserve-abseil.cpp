// RUN: %check_fastidious container-append-without-reserve %s --run
#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/container/inlined_vector.h>
#include <cstdio>
#include <string>
#include <vector>

absl::flat_hash_map<int, std::string> byNumber(const std::vector<std::string> &names) {
  absl::flat_hash_map<int, std::string> map;
  for (std::size_t i = 0; i < names.size(); ++i)
  // fix-notes: map.reserve(names.size());
  // fix-notes: for (std::size_t i = 0; i < names.size(); ++i)
    map[static_cast<int>(i)] = names[i];
  //^ warning: 'map' grows by rehashing while the loop inserts at most 'names.size()' elements: about log2(n / 13) rehashes, each over all elements so far; call 'map.reserve(names.size())' before the loop
  //^ note: reserve before the loop
  return map;
}

absl::flat_hash_map<int, int> tried(int n) {
  absl::flat_hash_map<int, int> map;
  for (int i = 0; i < n; ++i)
  // fix-notes: if (n > 0)
  // fix-notes: map.reserve(static_cast<std::size_t>(n));
  // fix-notes: for (int i = 0; i < n; ++i)
    map.try_emplace(i, i * i);
  //^ warning: 'map' grows by rehashing while the loop inserts at most 'n' elements: about log2(n / 13) rehashes, each over all elements so far; call 'map.reserve(n)' before the loop
  //^ note: reserve before the loop
  return map;
}

absl::flat_hash_set<int> unique(const std::vector<int> &in) {
  absl::flat_hash_set<int> set;
  for (int x : in)
  // fix-notes: set.reserve(in.size());
  // fix-notes: for (int x : in)
    set.insert(x);
  //^ warning: 'set' grows by rehashing while the loop inserts at most 'in.size()' elements: about log2(n / 13) rehashes, each over all elements so far; call 'set.reserve(in.size())' before the loop
  //^ note: reserve before the loop
  return set;
}

std::vector<int> copy(const absl::flat_hash_set<int> &in) {
  std::vector<int> v;
  for (int x : in)
  // fix: v.reserve(in.size());
  // fix: for (int x : in)
  // fix-alt1: v.assign(in.begin(), in.end());
  // fix-alt2: v.insert(v.end(), in.begin(), in.end());
    v.push_back(x);
  //^ warning: 'v' grows by reallocation while the loop appends 'in.size()' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(in.size())' before the loop
  //^ note: copy the whole range with 'assign'
  //^ note: append the whole range with 'insert'
    // fix-alt1:
    // fix-alt2:
  return v;
}

absl::InlinedVector<int, 4> more() {
  absl::InlinedVector<int, 4> v;
  for (int i = 0; i < 8; ++i)
  // fix: v.reserve(8);
  // fix: for (int i = 0; i < 8; ++i)
    v.push_back(i);
  //^ warning: 'v' grows by reallocation while the loop appends 8 elements: about 1 reallocation and 4 extra moves; call 'v.reserve(8)' before the loop
  return v;
}

// All of it fits into the object.
absl::InlinedVector<int, 8> within() {
  absl::InlinedVector<int, 8> v;
  for (int i = 0; i < 8; ++i)
    v.push_back(i);
  return v;
}

// Whether the key was new is what is asked.
bool hasTwice(const std::vector<int> &in) {
  absl::flat_hash_set<int> seen;
  for (int x : in)
    if (!seen.insert(x).second)
      return true;
  return false;
}

int main() {
  std::printf("%zu %zu %zu %zu %zu %d\n", byNumber({"a", "b"}).size(), tried(-1).size(),
              copy(unique({1, 2, 2, 3})).size(), more().size(), within().size(),
              hasTwice({1, 2, 1}));
}

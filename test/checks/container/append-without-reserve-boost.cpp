// RUN: %check_fastidious container-append-without-reserve %s --run
#include <boost/container/flat_map.hpp>
#include <boost/container/small_vector.hpp>
#include <boost/container/vector.hpp>
#include <cstdio>

boost::container::vector<int> counted(unsigned n) {
  boost::container::vector<int> v;
  for (unsigned i = 0; i < n; ++i)
  // fix: v.reserve(n);
  // fix: for (unsigned i = 0; i < n; ++i)
    v.emplace_back(static_cast<int>(i));
  //^ warning: 'v' grows by reallocation while the loop appends 'n' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(n)' before the loop
  return v;
}

boost::container::small_vector<int, 4> small(const boost::container::vector<int> &in) {
  boost::container::small_vector<int, 4> v;
  for (int x : in)
  // fix: v.reserve(in.size());
  // fix: for (int x : in)
  // fix-alt1: v.assign(in.begin(), in.end());
  // fix-alt2: v.insert(v.end(), in.begin(), in.end());
    v.push_back(x);
  //^ warning: 'v' grows by reallocation while the loop appends 'in.size()' elements: about log2(n / 4) reallocations and n extra moves; call 'v.reserve(in.size())' before the loop
  //^ note: copy the whole range with 'assign'
  //^ note: append the whole range with 'insert'
    // fix-alt1:
    // fix-alt2:
  return v;
}

boost::container::small_vector<int, 16> within() {
  boost::container::small_vector<int, 16> v;
  for (int i = 0; i < 10; ++i)
    v.push_back(i);
  return v;
}

// A sorted vector: each element has room for one more.
std::size_t flat(const boost::container::vector<int> &in) {
  boost::container::flat_map<int, int> map;
  for (int x : in)
  // fix-notes: map.reserve(in.size());
  // fix-notes: for (int x : in)
    map.emplace(x, -x);
  //^ warning: 'map' grows by reallocation while the loop appends at most 'in.size()' elements: about log2(n) reallocations and n extra moves; call 'map.reserve(in.size())' before the loop
  //^ note: reserve before the loop
  return map.size();
}

int main() {
  for (unsigned n : {0u, 9u})
    std::printf("%zu %zu %zu\n", small(counted(n)).size(), within().size(), flat(counted(n)));
}

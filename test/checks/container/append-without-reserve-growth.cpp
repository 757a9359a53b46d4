// RUN: %check_fastidious container-append-without-reserve %s --run
// How much a container grows that has elements already, and one that grows by more than one at a time.
#include <cstdio>
#include <string>
#include <vector>

std::vector<int> after(int x) {
  std::vector<int> v;
  v.push_back(x);
  v.push_back(x);
  v.push_back(x);
  for (int i = 0; i < 40; ++i)
  // fix: v.reserve(v.size() + 40);
  // fix: for (int i = 0; i < 40; ++i)
    v.push_back(i);
  //^ warning: 'v' grows by reallocation while the loop appends 40 elements: about 4 reallocations and 45 extra moves; call 'v.reserve(v.size() + 40)' before the loop
  return v;
}

// It grows once, with and without a reserve.
std::vector<int> half(int x) {
  std::vector<int> v{x, x, x, x, x, x, x, x, x, x, x, x};
  for (int i = 0; i < 12; ++i)
    v.push_back(i);
  return v;
}

std::string lines() {
  std::string s("begin\n");
  for (int i = 0; i < 1000; ++i)
  // fix: s.reserve(s.size() + 1000 * 5);
  // fix: for (int i = 0; i < 1000; ++i)
    s += "line\n";
  //^ warning: 's' grows by reallocation while the loop appends 5000 characters: about 9 reallocations and up to 10000 extra moves; call 's.reserve(s.size() + 1000 * 5)' before the loop
  return s;
}

// A switch of the loop's own leaves nothing but itself.
std::vector<double> padded(int pad, int length, int kind) {
  std::vector<double> v;
  for (int i = 0; i < pad; ++i)
  // fix: if (pad > 0 && length > 0)
  // fix: v.reserve(static_cast<std::size_t>(pad) + static_cast<std::size_t>(length) + static_cast<std::size_t>(pad));
  // fix: for (int i = 0; i < pad; ++i)
    v.push_back(0);
  //^ warning: 'v' grows by reallocation while 3 loops append 'pad + length + pad' elements
  for (int i = 0; i < length; ++i) {
    double x = 0;
    switch (kind) {
    case 0:
      x = 1;
      break;
    case 1:
      x = i;
      break;
    }
    v.push_back(x);
  //^ note: a later loop appends here
  }
  for (int i = 0; i < pad; ++i)
    v.push_back(0);
  //^ note: a later loop appends here
  return v;
}

// Room for the one that a condition may add.
std::vector<int> maybeMore(const std::vector<int> &in, bool more) {
  std::vector<int> v;
  for (int x : in)
  // fix: v.reserve(in.size() + 1);
  // fix: for (int x : in)
    v.push_back(x + 1);
  //^ warning: 'v' grows by reallocation while the loop appends 'in.size()' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(in.size() + 1)' before the loop
  if (more)
    v.push_back(0);
  return v;
}

int main() {
  std::printf("%zu\n", maybeMore({1, 2}, true).size());
  std::printf("%zu %zu %zu %zu\n", after(1).size(), half(1).size(), lines().size(),
              padded(2, 3, 1).size());
}

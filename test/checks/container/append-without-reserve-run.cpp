// RUN: %check_fastidious container-append-without-reserve %s --run
#include <cstdio>
#include <deque>
#include <list>
#include <map>
#include <string>
#include <vector>

std::vector<int> below(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i)
  // fix: if (n > 0)
  // fix: v.reserve(static_cast<std::size_t>(n));
  // fix: for (int i = 0; i < n; ++i)
    v.push_back(i);
  //^ warning: 'v' grows by reallocation while the loop appends 'n' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(n)' before the loop
  return v;
}

std::vector<int> upTo(int n) {
  std::vector<int> v;
  for (int i = 0; i <= n; ++i)
  // fix: if (n >= 0)
  // fix: v.reserve(static_cast<std::size_t>(n) + 1);
  // fix: for (int i = 0; i <= n; ++i)
    v.push_back(i);
  //^ warning: 'v' grows by reallocation while the loop appends 'n + 1' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(n + 1)' before the loop
  return v;
}

std::vector<int> between(int first, int last) {
  std::vector<int> v;
  for (int i = first; i < last; ++i)
  // fix-notes: if (last > first)
  // fix-notes: v.reserve(static_cast<std::size_t>(last - first));
  // fix-notes: for (int i = first; i < last; ++i)
    v.push_back(i);
  //^ warning: 'v' grows by reallocation while the loop appends 'last - first' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(last - first)' before the loop
  //^ note: reserve before the loop
  return v;
}

std::vector<int> fromOne(std::size_t n) {
  std::vector<int> v;
  for (std::size_t i = 1; i < n; ++i)
  // fix: if (n > 1)
  // fix: v.reserve(n - 1);
  // fix: for (std::size_t i = 1; i < n; ++i)
    v.push_back(static_cast<int>(i));
  //^ warning: 'v' grows by reallocation while the loop appends 'n - 1' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(n - 1)' before the loop
  return v;
}

std::vector<int> downFrom(int n) {
  std::vector<int> v;
  for (int i = n - 1; i >= 0; i -= 3)
  // fix: if (n > 0)
  // fix: v.reserve((static_cast<std::size_t>(n) + 2) / 3);
  // fix: for (int i = n - 1; i >= 0; i -= 3)
    v.push_back(i);
  //^ warning: 'v' grows by reallocation while the loop appends '(n + 2) / 3' elements: about log2(n) reallocations and n extra moves; call 'v.reserve((n + 2) / 3)' before the loop
  return v;
}

std::vector<int> grid(int w, int h) {
  std::vector<int> v;
  for (int y = 0; y < h; ++y)
  // fix: if (h > 0 && w > 0)
  // fix: v.reserve(static_cast<std::size_t>(h) * static_cast<std::size_t>(w));
  // fix: for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x)
      v.push_back(x * y);
    //^ warning: 'v' grows by reallocation while the loop appends 'h * w' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(h * w)' before the loop
  return v;
}

std::vector<int> fibonacci(int n) {
  std::vector<int> v = {1, 1};
  for (int i = 2; i < n; ++i)
  // fix: if (n > 2)
  // fix: v.reserve(v.size() + static_cast<std::size_t>(n) - 2);
  // fix: for (int i = 2; i < n; ++i)
    v.push_back(v[v.size() - 1] + v[v.size() - 2]);
  //^ warning: 'v' grows by reallocation while the loop appends 'n - 2' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(v.size() + n - 2)' before the loop
  return v;
}

std::vector<int> keys(const std::map<int, int> &m) {
  std::vector<int> v;
  for (auto i = m.begin(); i != m.end(); ++i)
  // fix: v.reserve(m.size());
  // fix: for (auto i = m.begin(); i != m.end(); ++i)
    v.push_back(i->first);
  //^ warning: 'v' grows by reallocation while the loop appends 'm.size()' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(m.size())' before the loop
  return v;
}

std::string reversed(const std::string &s) {
  std::string r;
  for (std::size_t i = s.size(); i-- > 0;)
  // fix: r.reserve(s.size());
  // fix: for (std::size_t i = s.size(); i-- > 0;)
    r += s[i];
  //^ warning: 'r' grows by reallocation while the loop appends 's.size()' characters: about log2(n / 15) reallocations and n extra moves, unless the text is short; call 'r.reserve(s.size())' before the loop
  return r;
}

void print(const std::vector<int> &v) {
  for (int x : v)
    std::printf("%d ", x);
  std::puts("");
}

int main() {
  for (int n : {-5, -1, 0, 1, 2, 17}) {
    print(below(n));
    print(upTo(n));
    print(between(n, 3));
    print(between(-2, n));
    print(downFrom(n));
    print(grid(n, 3));
    print(grid(3, n));
    print(grid(n, n));
    print(fibonacci(n));
  }
  print(fromOne(0));
  print(fromOne(1));
  print(fromOne(9));
  print(keys({{1, 2}, {3, 4}}));
  std::puts(reversed("a string that is longer than the small buffer").c_str());
}

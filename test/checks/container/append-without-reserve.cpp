// RUN: %check_fastidious container-append-without-reserve %s --std c++17
#include <algorithm>
#include <array>
#include <cassert>
#include <deque>
#include <iostream>
#include <iterator>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>
int f(int);
std::vector<int> c1(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i)
  // fix: if (n > 0)
  // fix: v.reserve(static_cast<std::size_t>(n));
  // fix: for (int i = 0; i < n; ++i)
    v.push_back(f(i));
  //^ warning: 'v' grows by reallocation while the loop appends 'n' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(n)' before the loop
  return v;
}
std::vector<int> c2(unsigned n) {
  std::vector<int> v;
  for (unsigned i = 0; i < n; i++) {
  // fix: v.reserve(n);
  // fix: for (unsigned i = 0; i < n; i++) {
    v.emplace_back(i);
  //^ warning: 'v' grows by reallocation while the loop appends 'n' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(n)' before the loop
  }
  return v;
}
std::vector<int> c3(std::size_t n) {
  std::vector<int> v{};
  for (std::size_t i = 1; i <= n; i += 2)
  // fix: v.reserve((n + 1) / 2);
  // fix: for (std::size_t i = 1; i <= n; i += 2)
    v.push_back(1);
  //^ warning: 'v' grows by reallocation while the loop appends '(n + 1) / 2' elements: about log2(n) reallocations and n extra moves; call 'v.reserve((n + 1) / 2)' before the loop, or put 'v.assign((n + 1) / 2, 1)' in its place
  return v;
}
std::vector<int> c4(int n) {
  auto v = std::vector<int>{};
  for (int i = n - 1; i >= 0; --i)
  // fix: if (n > 0)
  // fix: v.reserve(static_cast<std::size_t>(n));
  // fix: for (int i = n - 1; i >= 0; --i)
    v.push_back(i);
  //^ warning: 'v' grows by reallocation while the loop appends 'n' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(n)' before the loop
  return v;
}
std::vector<int> c5(std::size_t n) {
  auto v = std::vector<int>();
  for (std::size_t i = n; i-- > 0;)
  // fix: v.reserve(n);
  // fix: for (std::size_t i = n; i-- > 0;)
    v.push_back(1);
  //^ warning: 'v' grows by reallocation while the loop appends 'n' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(n)' before the loop, or put 'v.assign(n, 1)' in its place
  return v;
}
std::vector<int> c6(const std::vector<int> &a) {
  std::vector<int> v;
  for (std::size_t i = 0; i < a.size() - 1; ++i)
  // fix: if (a.size() > 1)
  // fix: v.reserve(a.size() - 1);
  // fix: for (std::size_t i = 0; i < a.size() - 1; ++i)
    v.push_back(a[i]);
  //^ warning: 'v' grows by reallocation while the loop appends 'a.size() - 1' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(a.size() - 1)' before the loop
  return v;
}
std::vector<int> c7(const std::map<int, int> &a) {
  std::vector<int> v;
  for (auto &[k, x] : a)
  // fix: v.reserve(a.size());
  // fix: for (auto &[k, x] : a)
    v.push_back(k);
  //^ warning: 'v' grows by reallocation while the loop appends 'a.size()' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(a.size())' before the loop
  return v;
}
std::vector<int> c8(const std::list<int> &a) {
  std::vector<int> v;
  for (auto it = a.begin(); it != a.end(); ++it)
  // fix: v.reserve(a.size());
  // fix: for (auto it = a.begin(); it != a.end(); ++it)
    v.push_back(*it);
  //^ warning: 'v' grows by reallocation while the loop appends 'a.size()' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(a.size())' before the loop
  return v;
}
std::vector<int> c9(const int *first, const int *last) {
  std::vector<int> v;
  for (; first != last; ++first)
  // fix: v.reserve(static_cast<std::size_t>(last - first));
  // fix: for (; first != last; ++first)
    v.push_back(*first);
  //^ warning: 'v' grows by reallocation while the loop appends 'last - first' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(last - first)' before the loop
  return v;
}
std::vector<int> c10(std::vector<int>::const_iterator a, std::vector<int>::const_iterator b) {
  std::vector<int> v;
  for (auto it = a; it < b; ++it)
  // fix: if ((b - a) > 0)
  // fix: v.reserve(static_cast<std::size_t>(b - a));
  // fix: for (auto it = a; it < b; ++it)
    v.push_back(*it);
  //^ warning: 'v' grows by reallocation while the loop appends 'b - a' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(b - a)' before the loop
  return v;
}
std::vector<int> c11() {
  int arr[] = {1, 2, 3, 4, 5, 6};
  std::vector<int> v;
  for (int x : arr)
  // fix: v.reserve(std::size(arr));
  // fix: for (int x : arr)
    v.push_back(x);
  //^ warning: 'v' grows by reallocation while the loop appends 6 elements: about 3 reallocations and 7 extra moves; call 'v.reserve(std::size(arr))' before the loop
  return v;
}
std::vector<int> c12() {
  std::vector<int> v;
  for (int x : {1, 2, 3, 4, 5, 6})
  // fix: v.reserve(6);
  // fix: for (int x : {1, 2, 3, 4, 5, 6})
    v.push_back(x);
  //^ warning: 'v' grows by reallocation while the loop appends 6 elements: about 3 reallocations and 7 extra moves; call 'v.reserve(6)' before the loop
  return v;
}
std::vector<int> c13() {
  std::vector<int> v;
  for (int x : {1, 2, 3})
    v.push_back(x);
  return v;
}
struct S {
  std::vector<int> items_;
  const std::vector<int> &items() const { return items_; }
  std::vector<int> copy() const;
  std::vector<int> out;
  int n_;
  S(int n) {
    for (int i = 0; i < n; ++i)
    // fix: if (n > 0)
    // fix: out.reserve(static_cast<std::size_t>(n));
    // fix: for (int i = 0; i < n; ++i)
      out.push_back(i);
    //^ warning: 'out' grows by reallocation while the loop appends 'n' elements: about log2(n) reallocations and n extra moves; call 'out.reserve(n)' before the loop
  }
  S(int n, int) : out(3) {
    for (int i = 0; i < n; ++i)
      out.push_back(i);
  }
  void fill(int n) {
    for (int i = 0; i < n; ++i)
      out.push_back(i);
  }
  void refill(int n) {
    out.clear();
    for (int i = 0; i < n_; ++i)
    // fix: if (n_ > 0)
    // fix: this->out.reserve(static_cast<std::size_t>(n_));
    // fix: for (int i = 0; i < n_; ++i)
      this->out.push_back(i);
    //^ warning: 'this->out' grows by reallocation while the loop appends 'n_' elements: about log2(n) reallocations and n extra moves, unless it has the room from before; call 'this->out.reserve(n_)' before the loop
  }
};
std::vector<int> c14(const S &s) {
  std::vector<int> v;
  for (int x : s.items())
  // fix: v.reserve(s.items().size());
  // fix: for (int x : s.items())
    v.push_back(x);
  //^ warning: 'v' grows by reallocation while the loop appends 's.items().size()' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(s.items().size())' before the loop
  return v;
}
std::vector<int> c15(const S &s) {
  std::vector<int> v;
  for (int x : s.copy())
    v.push_back(x);
  //^ warning: 'v' grows by reallocation while the loop appends 's.copy().size()' elements: about log2(n) reallocations and n extra moves; bind the range to a variable, and call 'v.reserve' with its size before the loop
  return v;
}
// Where the counter starts is asked once: that the answer is the same once more is not known.
struct Properties {
  int first() const;
  int end() const;
};
std::vector<int> c15b(const Properties &p) {
  std::vector<int> v;
  for (int i = p.first(); i < p.end(); ++i)
    v.push_back(i);
  //^ warning: 'v' grows by reallocation while the loop appends 'p.end() - p.first()' elements: about log2(n) reallocations and n extra moves; keep the count in a variable, and call 'v.reserve' with it before the loop
  return v;
}
// One is added if there are none: not another one.
std::vector<int> c15c(const std::vector<int> &in) {
  std::vector<int> v;
  // fix: std::vector<int> v;
  // fix: v.reserve(in.size());
  for (int x : in)
    v.push_back(x + 1);
  //^ warning: 'v' grows by reallocation while the loop appends 'in.size()' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(in.size())' before the loop
  if (v.empty())
    v.push_back(0);
  return v;
}
std::vector<int> c16(int w, int h) {
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
std::vector<int> c17(unsigned w, unsigned h) {
  std::vector<int> v;
  for (unsigned y = 0; y < h; ++y) {
  // fix: v.reserve(h * (1 + 2 * w));
  // fix: for (unsigned y = 0; y < h; ++y) {
    v.push_back(0);
  //^ warning: 'v' grows by reallocation while the loop appends 'h * (1 + 2 * w)' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(h * (1 + 2 * w))' before the loop
    for (unsigned x = 0; x < w; ++x) {
      v.push_back(1);
      v.push_back(2);
    }
  }
  return v;
}
std::vector<int> c18(const std::vector<std::vector<int>> &m) {
  std::vector<int> v;
  for (auto &r : m)
    for (int x : r)
      v.push_back(x);
  return v;
}
void c19(std::vector<int> &out, int n) {
  for (int i = 0; i < n; ++i)
    out.push_back(i);
}
void c20(std::vector<int> &out, int n) {
  out.clear();
  for (int i = 0; i < n; ++i)
  // fix: if (n > 0)
  // fix: out.reserve(static_cast<std::size_t>(n));
  // fix: for (int i = 0; i < n; ++i)
    out.push_back(i);
  //^ warning: 'out' grows by reallocation while the loop appends 'n' elements: about log2(n) reallocations and n extra moves, unless it has the room from before; call 'out.reserve(n)' before the loop
}
void c21(std::vector<int> *out, int n) {
  out->clear();
  for (int i = 0; i < n; ++i)
  // fix: if (n > 0)
  // fix: out->reserve(static_cast<std::size_t>(n));
  // fix: for (int i = 0; i < n; ++i)
    out->push_back(i);
  //^ warning: '*out' grows by reallocation while the loop appends 'n' elements: about log2(n) reallocations and n extra moves, unless it has the room from before; call 'out->reserve(n)' before the loop
}
std::unordered_map<int, int> c22(const std::vector<int> &a) {
  std::unordered_map<int, int> m;
  for (int x : a)
  // fix-notes: m.reserve(a.size());
  // fix-notes: for (int x : a)
    m[x] = 1;
  //^ warning: 'm' grows by rehashing while the loop inserts at most 'a.size()' elements: about log2(n / 13) rehashes, each over all elements so far; call 'm.reserve(a.size())' before the loop
  //^ note: reserve before the loop
  return m;
}
std::unordered_set<int> c23(const std::vector<int> &a) {
  std::unordered_set<int> m;
  for (int x : a)
  // fix-notes: m.reserve(a.size());
  // fix-notes: for (int x : a)
    m.insert(x);
  //^ warning: 'm' grows by rehashing while the loop inserts at most 'a.size()' elements: about log2(n / 13) rehashes, each over all elements so far; call 'm.reserve(a.size())' before the loop
  //^ note: reserve before the loop
  return m;
}
std::vector<int> c24(const std::vector<int> &a) {
  std::vector<int> v;
  std::transform(a.begin(), a.end(), std::back_inserter(v), [](int x) { return x + 1; });
//^ warning: 'v' grows by reallocation while 'std::transform' appends 'a.size()' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(a.size())' first
  // fix: v.reserve(a.size());
  // fix: std::transform(a.begin(), a.end(), std::back_inserter(v), [](int x) { return x + 1; });
  return v;
}
std::string c25(const std::string &s) {
  std::string r;
  for (char c : s) {
  // fix: r.reserve(s.size());
  // fix: for (char c : s) {
    r += c;
  //^ warning: 'r' grows by reallocation while the loop appends 's.size()' characters: about log2(n / 15) reallocations and n extra moves, unless the text is short; call 'r.reserve(s.size())' before the loop
  }
  return r;
}
std::string c26(const std::vector<unsigned char> &s) {
  std::string r;
  for (unsigned char c : s) {
  // fix: r.reserve(2 * s.size());
  // fix: for (unsigned char c : s) {
    r += "0123456789abcdef"[c >> 4];
  //^ warning: 'r' grows by reallocation while the loop appends '2 * s.size()' characters: about log2(n / 15) reallocations and n extra moves, unless the text is short; call 'r.reserve(2 * s.size())' before the loop
    r.push_back("0123456789abcdef"[c & 15]);
  }
  return r;
}
std::vector<int> c27(const std::vector<int> &a) {
  std::vector<int> v;
  for (int x : a) {
  // fix: v.reserve(a.size());
  // fix: for (int x : a) {
    if (x)
      v.push_back(x);
    //^ warning: 'v' grows by reallocation while the loop appends 'a.size()' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(a.size())' before the loop
    else
      v.push_back(0);
  }
  return v;
}
std::vector<int> c28(const std::vector<int> &a) {
  std::vector<int> v;
  for (int x : a) {
    if (x)
      v.push_back(x);
  }
  return v;
}
std::vector<int> c29(const std::vector<int> &a) {
  std::vector<int> v;
  v.reserve(a.size());
  for (int x : a)
    v.push_back(x);
  return v;
}
std::vector<int> c30(int n) {
  std::vector<int> v;
  while (n-- > 0)
  // fix: if (n > 0)
  // fix: v.reserve(static_cast<std::size_t>(n));
  // fix: while (n-- > 0)
    v.push_back(n);
  //^ warning: 'v' grows by reallocation while the loop appends 'n' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(n)' before the loop
  return v;
}
std::vector<int> c31(std::size_t n) {
  std::vector<int> v;
  std::size_t i = 0;
  while (i < n) {
  // fix: v.reserve(n);
  // fix: while (i < n) {
    v.push_back(1);
  //^ warning: 'v' grows by reallocation while the loop appends 'n' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(n)' before the loop
    ++i;
  }
  return v;
}
template <class T> std::vector<T> c32(const std::vector<T> &a) {
  std::vector<T> v;
  for (const T &x : a)
  // fix: v.reserve(a.size());
  // fix: for (const T &x : a)
    v.push_back(x);
  //^ warning: 'v' grows by reallocation while the loop appends 'a.size()' elements: about log2(n) reallocations and n extra moves or copies; call 'v.reserve(a.size())' before the loop
  return v;
}
template <class T> std::vector<T> c33(std::size_t n) {
  std::vector<T> v;
  for (std::size_t i = 0; i != n; ++i)
  // fix: v.reserve(n);
  // fix: for (std::size_t i = 0; i != n; ++i)
    v.push_back(T(i));
  //^ warning: 'v' grows by reallocation while the loop appends 'n' elements: about log2(n) reallocations and n extra moves or copies; call 'v.reserve(n)' before the loop
  return v;
}
std::vector<int> c34() {
  int n;
  std::cin >> n;
  std::vector<int> v;
  for (int i = 0; i < n; ++i) {
  // fix: if (n > 0)
  // fix: v.reserve(static_cast<std::size_t>(n));
  // fix: for (int i = 0; i < n; ++i) {
    int x;
    std::cin >> x;
    v.push_back(x);
  //^ warning: 'v' grows by reallocation while the loop appends 'n' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(n)' before the loop
  }
  return v;
}
std::vector<int> c35(const std::vector<int> &a) {
  std::vector<int> v = {0};
  for (int x : a) {
  // fix: v.reserve(v.size() + a.size());
  // fix: for (int x : a) {
    assert(x);
    v.push_back(x);
  //^ warning: 'v' grows by reallocation while the loop appends 'a.size()' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(v.size() + a.size())' before the loop
  }
  return v;
}
struct R {
  std::vector<int> xs;
  int y;
};
R c36(const std::vector<int> &a) {
  R r;
  for (int x : a)
  // fix: r.xs.reserve(a.size());
  // fix: for (int x : a)
  // fix-alt1: r.xs.assign(a.begin(), a.end());
  // fix-alt2: r.xs.insert(r.xs.end(), a.begin(), a.end());
    r.xs.push_back(x);
  //^ warning: 'r.xs' grows by reallocation while the loop appends 'a.size()' elements: about log2(n) reallocations and n extra moves; call 'r.xs.reserve(a.size())' before the loop
  //^ note: copy the whole range with 'assign'
  //^ note: append the whole range with 'insert'
    // fix-alt1:
    // fix-alt2:
  return r;
}
R c37(const std::vector<int> &a) {
  R r{};
  for (int x : a)
  // fix: r.xs.reserve(a.size());
  // fix: for (int x : a)
  // fix-alt1: r.xs.assign(a.begin(), a.end());
  // fix-alt2: r.xs.insert(r.xs.end(), a.begin(), a.end());
    r.xs.push_back(x);
  //^ warning: 'r.xs' grows by reallocation while the loop appends 'a.size()' elements: about log2(n) reallocations and n extra moves; call 'r.xs.reserve(a.size())' before the loop
  //^ note: copy the whole range with 'assign'
  //^ note: append the whole range with 'insert'
    // fix-alt1:
    // fix-alt2:
  return r;
}
std::unique_ptr<R> c38(const std::vector<int> &a) {
  auto r = std::make_unique<R>();
  for (int x : a)
  // fix: r->xs.reserve(a.size());
  // fix: for (int x : a)
  // fix-alt1: r->xs.assign(a.begin(), a.end());
  // fix-alt2: r->xs.insert(r->xs.end(), a.begin(), a.end());
    r->xs.push_back(x);
  //^ warning: 'r->xs' grows by reallocation while the loop appends 'a.size()' elements: about log2(n) reallocations and n extra moves; call 'r->xs.reserve(a.size())' before the loop
  //^ note: copy the whole range with 'assign'
  //^ note: append the whole range with 'insert'
    // fix-alt1:
    // fix-alt2:
  return r;
}
std::vector<int> c39(const std::vector<int> &a) {
  std::vector<int> v;
  auto it = a.begin(), e = a.end();
  for (; it != e; ++it)
  // fix: v.reserve(a.size());
  // fix: for (; it != e; ++it)
    v.push_back(*it);
  //^ warning: 'v' grows by reallocation while the loop appends 'a.size()' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(a.size())' before the loop
  return v;
}
std::vector<int> c40(const std::vector<int> &a) {
  std::vector<int> v;
  for (std::size_t i = 0, n = a.size(); i < n; ++i) {
  // fix: v.reserve(3 * a.size());
  // fix: for (std::size_t i = 0, n = a.size(); i < n; ++i) {
    for (int k = 0; k < 3; ++k)
      v.push_back(a[i]);
    //^ warning: 'v' grows by reallocation while the loop appends '3 * a.size()' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(3 * a.size())' before the loop
  }
  return v;
}
std::vector<int> c41(const std::vector<int> &a, bool b) {
  std::vector<int> v;
  if (b)
  // fix: if (b) {
    for (int x : a)
    // fix: v.reserve(a.size());
    // fix: for (int x : a)
    // fix-alt1: v.assign(a.begin(), a.end());
    // fix-alt2: v.insert(v.end(), a.begin(), a.end());
      v.push_back(x);
    //^ warning: 'v' grows by reallocation while the loop appends 'a.size()' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(a.size())' before the loop
    //^ note: copy the whole range with 'assign'
    //^ note: append the whole range with 'insert'
      // fix-alt1:
      // fix-alt2:
  else
  // fix: }
  // fix: else {
    for (int x : a)
    // fix: v.reserve(a.size());
    // fix: for (int x : a)
      v.push_back(x + 1);
    //^ warning: 'v' grows by reallocation while the loop appends 'a.size()' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(a.size())' before the loop
  return v;
  // fix: }
  // fix: return v;
}

// Without a move constructor that cannot throw, a growing vector copies.
struct Copied {
  explicit Copied(int);
  Copied(const Copied &);
};
struct MayThrow {
  explicit MayThrow(int);
  MayThrow(const MayThrow &);
  MayThrow(MayThrow &&);
};
struct Moved {
  explicit Moved(int);
  Moved(const Moved &);
  Moved(Moved &&) noexcept;
};
void elements(const std::vector<int> &from, std::vector<Copied> &copied,
              std::vector<MayThrow> &mayThrow, std::vector<Moved> &moved) {
  copied.clear();
  mayThrow.clear();
  moved.clear();
  for (int x : from) {
    // fix: copied.reserve(from.size());
    // fix: mayThrow.reserve(from.size());
    // fix: moved.reserve(from.size());
    // fix: for (int x : from) {
    copied.emplace_back(x);
  //^ warning: 'copied' grows by reallocation while the loop appends 'from.size()' elements: about log2(n) reallocations and n extra copies, unless it has the room from before; call
    mayThrow.emplace_back(x);
  //^ warning: 'mayThrow' grows by reallocation while the loop appends 'from.size()' elements: about log2(n) reallocations and n extra copies, unless it has the room from before; call
    moved.emplace_back(x);
  //^ warning: 'moved' grows by reallocation while the loop appends 'from.size()' elements: about log2(n) reallocations and n extra moves, unless it has the room from before; call
  }
}

// In a template, such a size has no type yet.
template <typename T> std::vector<int> numbers(const std::vector<std::vector<T>> &rows) {
  const auto n = rows.size();
  std::vector<int> all;
  for (auto i = 0u; i < n; i++)
  // fix: all.reserve(n);
  // fix: for (auto i = 0u; i < n; i++)
    all.push_back(static_cast<int>(i));
  //^ warning: the loop appends 'n' elements
  return all;
}
template std::vector<int> numbers(const std::vector<std::vector<int>> &);

// A move that is not written is what those of the members are; a class with a destructor copies.
struct Destroyed {
  ~Destroyed();
  int x;
  std::vector<int> values;
};
struct Holder {
  Destroyed part;
};
std::vector<Holder> holders(const Holder &one, int n) {
  std::vector<Holder> all;
  for (int i = 0; i < n; ++i)
  // fix: if (n > 0)
  // fix: all.reserve(static_cast<std::size_t>(n));
  // fix: for (int i = 0; i < n; ++i)
    all.push_back(one);
  //^ warning: about log2(n) reallocations and n extra copies
  return all;
}
int guardedAbove(std::vector<int> &out, int n, const int *in) {
  if (n <= 0)
    return 0;
  out.clear();
  // fix: out.clear();
  // fix: out.reserve(static_cast<std::size_t>(n));
  while (n > 0) {
    out.push_back(*in++);
  //^ warning: {{.*}}call 'out.reserve(n)' before the loop
    n--;
  }
  return out.front();
}

// RUN: %check_fastidious container-append-without-reserve %s --run --std c++17,c++20
// Loops that fill one container one after the other, do loops, smart pointers, and what stands
// between the declaration and the loop.
#include <array>
#include <cstdio>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

std::vector<int> twoLoops(const std::vector<int> &a, const std::vector<int> &b) {
  std::vector<int> r;
  for (int x : a)
  // fix: r.reserve(a.size() + b.size());
  // fix: for (int x : a)
    r.push_back(x);
  //^ warning: 'r' grows by reallocation while 2 loops append 'a.size() + b.size()' elements: about log2(n) reallocations and n extra moves; call 'r.reserve(a.size() + b.size())' before the first of them
  for (int x : b)
    r.push_back(-x);
  //^ note: a later loop appends here
  return r;
}

std::vector<int> signedBounds(int n, int m) {
  std::vector<int> r;
  for (int i = 0; i < n; ++i)
  // fix: if (n > 0 && m > 0)
  // fix: r.reserve(static_cast<std::size_t>(n) + static_cast<std::size_t>(m));
  // fix: for (int i = 0; i < n; ++i)
    r.push_back(i);
  //^ warning: 'r' grows by reallocation while 2 loops append 'n + m' elements: about log2(n) reallocations and n extra moves; call 'r.reserve(n + m)' before the first of them
  std::puts("half way");
  for (int i = 0; i < m; ++i)
    r.push_back(-i);
  //^ note: a later loop appends here
  return r;
}

// The second bound is computed later, from what the first loop found.
std::vector<int> laterBound(const std::vector<int> &a) {
  std::vector<int> r;
  int largest = 0;
  for (int x : a) {
  // fix: r.reserve(a.size());
  // fix: for (int x : a) {
    r.push_back(x);
  //^ warning: 'r' grows by reallocation while the loop appends 'a.size()' elements: about log2(n) reallocations and n extra moves; call 'r.reserve(a.size())' before the loop
    largest = x > largest ? x : largest;
  }
  for (int i = 0; i < largest; ++i)
    r.push_back(i);
  return r;
}

// The second loop goes on where the first one stopped.
std::vector<int> sharedCounter(int n, int m) {
  std::vector<int> r;
  int i = 0;
  for (; i < n; ++i)
  // fix: if (n > 0)
  // fix: r.reserve(static_cast<std::size_t>(n));
  // fix: for (; i < n; ++i)
    r.push_back(i);
  //^ warning: 'r' grows by reallocation while the loop appends 'n' elements: about log2(n) reallocations and n extra moves; call 'r.reserve(n)' before the loop
  for (; i < m; ++i)
    r.push_back(-i);
  return r;
}

// The second loop may not be reached.
std::vector<int> returnBetween(const std::vector<int> &a, const std::vector<int> &b) {
  std::vector<int> r;
  for (int x : a)
  // fix: r.reserve(a.size());
  // fix: for (int x : a)
  // fix-alt1: r.assign(a.begin(), a.end());
  // fix-alt2: r.insert(r.end(), a.begin(), a.end());
    r.push_back(x);
  //^ warning: 'r' grows by reallocation while the loop appends 'a.size()' elements: about log2(n) reallocations and n extra moves; call 'r.reserve(a.size())' before the loop
  //^ note: copy the whole range with 'assign'
  //^ note: append the whole range with 'insert'
    // fix-alt1:
    // fix-alt2:
  if (b.empty())
    return r;
  for (int x : b)
    r.push_back(x);
  return r;
}

// The container starts anew.
std::vector<int> clearBetween(const std::vector<int> &a, const std::vector<int> &b) {
  std::vector<int> r;
  for (int x : a)
  // fix: r.reserve(a.size());
  // fix: for (int x : a)
  // fix-alt1: r.assign(a.begin(), a.end());
  // fix-alt2: r.insert(r.end(), a.begin(), a.end());
    r.push_back(x);
  //^ warning: 'r' grows by reallocation while the loop appends 'a.size()' elements: about log2(n) reallocations and n extra moves; call 'r.reserve(a.size())' before the loop
  //^ note: copy the whole range with 'assign'
  //^ note: append the whole range with 'insert'
    // fix-alt1:
    // fix-alt2:
  std::printf("%zu\n", r.size());
  // It keeps its memory, which may well suffice.
  r.clear();
  for (int x : b)
    r.push_back(x);
  return r;
}

std::vector<int> branches(const std::vector<int> &a, bool backwards) {
  std::vector<int> r;
  if (backwards) {
    for (auto it = a.rbegin(); it != a.rend(); ++it)
    // fix: r.reserve(a.size());
    // fix: for (auto it = a.rbegin(); it != a.rend(); ++it)
      r.push_back(*it);
    //^ warning: 'r' grows by reallocation while the loop appends 'a.size()' elements: about log2(n) reallocations and n extra moves; call 'r.reserve(a.size())' before the loop
  } else {
    for (std::size_t i = 0; i < a.size(); ++i)
    // fix: r.reserve(a.size());
    // fix: for (std::size_t i = 0; i < a.size(); ++i)
      r.push_back(a[i]);
    //^ warning: 'r' grows by reallocation while the loop appends 'a.size()' elements: about log2(n) reallocations and n extra moves; call 'r.reserve(a.size())' before the loop
  }
  return r;
}

std::vector<int> earlyReturn(const std::vector<int> &a) {
  std::vector<int> r;
  if (a.empty())
    return r;
  for (int x : a) {
  // fix: r.reserve(a.size());
  // fix: for (int x : a) {
    int y = x * x;
    r.push_back(y);
  //^ warning: 'r' grows by reallocation while the loop appends 'a.size()' elements: about log2(n) reallocations and n extra moves; call 'r.reserve(a.size())' before the loop
  }
  return r;
}

std::unique_ptr<std::vector<int>> unique(int n) {
  auto r = std::make_unique<std::vector<int>>();
  for (int i = 0; i < n; ++i)
  // fix: if (n > 0)
  // fix: r->reserve(static_cast<std::size_t>(n));
  // fix: for (int i = 0; i < n; ++i)
    r->push_back(i);
  //^ warning: '*r' grows by reallocation while the loop appends 'n' elements: about log2(n) reallocations and n extra moves; call 'r->reserve(n)' before the loop
  return r;
}

std::shared_ptr<std::string> shared(unsigned n) {
  std::shared_ptr<std::string> r(new std::string);
  for (unsigned i = 0; i < n; ++i)
  // fix: r->reserve(n);
  // fix: for (unsigned i = 0; i < n; ++i)
    *r += 'x';
  //^ warning: '*r' grows by reallocation while the loop appends 'n' characters: about log2(n / 15) reallocations and n extra moves, unless the text is short; call 'r->reserve(n)' before the loop, or put 'r->append(n, 'x')' in its place
  return r;
}

// The pointer gets another object.
void otherObject(int n) {
  auto r = std::make_unique<std::vector<int>>();
  for (int i = 0; i < n; ++i) {
    r->push_back(i);
    r = std::make_unique<std::vector<int>>();
  }
}

std::vector<int> bodyOnce(unsigned n) {
  std::vector<int> r;
  unsigned i = 0;
  do {
  // fix: r.reserve(n);
  // fix: do {
    r.push_back(static_cast<int>(i));
  //^ warning: 'r' grows by reallocation while the loop appends 'n' elements: about log2(n) reallocations and n extra moves; call 'r.reserve(n)' before the loop
  } while (++i < n);
  return r;
}

std::vector<int> bodyFirst(int n) {
  std::vector<int> r;
  do
  // fix: if (n >= 0)
  // fix: r.reserve(static_cast<std::size_t>(n) + 1);
  // fix: do
    r.push_back(n);
  //^ warning: 'r' grows by reallocation while the loop appends 'n + 1' elements: about log2(n) reallocations and n extra moves; call 'r.reserve(n + 1)' before the loop
  while (n-- > 0);
  return r;
}

std::vector<int> loneStatement(const std::vector<int> &a) {
  std::vector<int> r;
  std::size_t i{0};
  while (i != a.size())
  // fix: r.reserve(a.size());
  // fix: while (i != a.size())
    r.push_back(a[i++]);
  //^ warning: 'r' grows by reallocation while the loop appends 'a.size()' elements: about log2(n) reallocations and n extra moves; call 'r.reserve(a.size())' before the loop
  return r;
}

std::pair<std::vector<int>, std::string> pair(const std::vector<int> &a) {
  std::pair<std::vector<int>, std::string> r;
  for (int x : a) {
  // fix: r.first.reserve(a.size());
  // fix: r.second.reserve(a.size());
  // fix: for (int x : a) {
    r.first.push_back(x);
  //^ warning: 'r.first' grows by reallocation while the loop appends 'a.size()' elements: about log2(n) reallocations and n extra moves; call 'r.first.reserve(a.size())' before the loop
    r.second.push_back('x');
  //^ warning: 'r.second' grows by reallocation while the loop appends 'a.size()' characters: about log2(n / 15) reallocations and n extra moves, unless the text is short; call 'r.second.reserve(a.size())' before the loop
  }
  return r;
}

// A pair copies what its constructor is given: the counter stays as it is.
std::unordered_map<int, int> counterInPair(int n) {
  std::unordered_map<int, int> squares;
  for (int i = 0; i < n; ++i)
  // fix-notes: if (n > 0)
  // fix-notes: squares.reserve(static_cast<std::size_t>(n));
  // fix-notes: for (int i = 0; i < n; ++i)
    squares.insert({i, i * i});
  //^ warning: 'squares' grows by rehashing while the loop inserts at most 'n' elements: about log2(n / 13) rehashes, each over all elements so far; call 'squares.reserve(n)' before the loop
  //^ note: reserve before the loop
  return squares;
}

// The fix stays on the line, with braces.
// clang-format off
std::vector<int> oneLine(int n) { std::vector<int> r; for (int i = 0; i < n; ++i) r.push_back(i); return r; }
//                                                                                ^ warning: 'r' grows by reallocation while the loop appends 'n' elements: about log2(n) reallocations and n extra moves; call 'r.reserve(n)' before the loop
// fix: std::vector<int> oneLine(int n) { std::vector<int> r; if (n > 0) { r.reserve(static_cast<std::size_t>(n)); } for (int i = 0; i < n; ++i) r.push_back(i); return r; }
// clang-format on

int main() {
  const std::vector<int> a{5, 3, 8, 1, 9, 2}, none;
  auto show = [](const std::vector<int> &v) {
    for (int x : v)
      std::printf("%d ", x);
    std::puts("");
  };
  for (const auto *in : {&a, &none}) {
    show(twoLoops(*in, a));
    show(twoLoops(a, *in));
    show(laterBound(*in));
    show(returnBetween(a, *in));
    show(clearBetween(*in, a));
    show(branches(*in, true));
    show(branches(*in, false));
    show(earlyReturn(*in));
    show(loneStatement(*in));
    auto both = pair(*in);
    show(both.first);
    std::puts(both.second.c_str());
  }
  for (int n : {-3, 0, 1, 6}) {
    show(signedBounds(n, 5));
    show(signedBounds(5, n));
    show(sharedCounter(n, 4));
    show(*unique(n));
    show(bodyFirst(n));
    show(oneLine(n));
    std::printf("%zu\n", counterInPair(n).size());
  }
  otherObject(3);
  for (unsigned n : {0u, 1u, 5u}) {
    show(bodyOnce(n));
    std::puts(shared(n)->c_str());
  }
}

// Memory for the loop alone would be moved by the append after it.
void terminated(std::vector<std::string> &names, const std::vector<std::string> &in, int extra) {
  names.clear();
  for (const std::string &name : in)
  // fix: names.reserve(in.size() + 3);
  // fix: for (const std::string &name : in)
    names.push_back(name + "!");
  //^ warning: 'names' grows by reallocation while the loop appends 'in.size()' elements: about log2(n) reallocations and n extra moves, unless it has the room from before; call 'names.reserve(in.size() + 3)' before the loop
  names.push_back("");
  if (extra > 0)
    names.push_back("not always");
  names.push_back("");
}

std::vector<int> signedBound(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i)
  // fix: if (n > 0)
  // fix: v.reserve(static_cast<std::size_t>(n) + 1);
  // fix: for (int i = 0; i < n; ++i)
    v.push_back(i);
  //^ warning: call 'v.reserve(n + 1)' before the loop
  v.push_back(-1);
  return v;
}

// One call does what these loops do.
std::vector<int> padded(std::vector<int> v, std::size_t n) {
  std::vector<int> w = {1, 2};
  for (std::size_t i = 0; i < n; ++i)
  // fix: w.reserve(w.size() + n);
  // fix: for (std::size_t i = 0; i < n; ++i)
    w.push_back(0);
  //^ warning: {{.*}}; call 'w.reserve(w.size() + n)' before the loop, or put 'w.insert(w.end(), n, 0)' in its place
  return w;
}

// Nobody reads a long sum.
std::vector<int> longSum(const std::vector<int> &theFirstOfTheNumbersThatAreAppended,
                         const std::vector<int> &theSecondOfTheNumbersThatAreAppended,
                         const std::vector<int> &theThirdOfTheNumbersThatAreAppended) {
  std::vector<int> v;
  for (int x : theFirstOfTheNumbersThatAreAppended)
  // fix: v.reserve(theFirstOfTheNumbersThatAreAppended.size() + theSecondOfTheNumbersThatAreAppended.size() + theThirdOfTheNumbersThatAreAppended.size());
  // fix: for (int x : theFirstOfTheNumbersThatAreAppended)
    v.push_back(x);
  //^ warning: 'v' grows by reallocation while 3 loops append n elements: about log2(n) reallocations and n extra moves; call 'v.reserve' before the first of them
  for (int x : theSecondOfTheNumbersThatAreAppended)
    v.push_back(x + 1);
  //^ note: a later loop appends here
  for (int x : theThirdOfTheNumbersThatAreAppended)
    v.push_back(x + 2);
  //^ note: a later loop appends here
  return v;
}

// As many each time.
std::vector<int> threeTimes(std::size_t n) {
  std::vector<int> v;
  for (std::size_t i = 0; i < n; ++i)
  // fix: v.reserve(3 * n + 1);
  // fix: for (std::size_t i = 0; i < n; ++i)
    v.push_back(1);
  //^ warning: 'v' grows by reallocation while 3 loops append '3 * n' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(3 * n + 1)' before the first of them
  for (std::size_t i = 0; i < n; ++i)
    v.push_back(2);
  //^ note: a later loop appends here
  for (std::size_t i = 0; i < n; ++i)
    v.push_back(3);
  //^ note: a later loop appends here
  v.push_back(0);
  return v;
}

std::vector<int> othersBetween(const std::vector<int> &a, int n) {
  std::vector<int> v;
  for (int x : a)
  // fix: if (n > 1)
  // fix: v.reserve(2 * a.size() + static_cast<std::size_t>(n) - 1 + static_cast<std::size_t>(n) - 1);
  // fix: for (int x : a)
    v.push_back(x);
  //^ warning: 4 loops append
  for (int x : a)
    v.push_back(-x);
  //^ note: a later loop appends here
  for (int i = 1; i < n; ++i)
    v.push_back(i);
  //^ note: a later loop appends here
  for (int i = 1; i < n; ++i)
    v.push_back(-i);
  //^ note: a later loop appends here
  return v;
}

// Calls one after the other.
std::vector<int> joined(const std::vector<int> &a, const std::vector<int> &b) {
  std::vector<int> v{1, 2};
  std::copy(a.begin(), a.end(), std::back_inserter(v));
  // fix: v.reserve(v.size() + a.size() + b.size() + 1);
  // fix: std::copy(a.begin(), a.end(), std::back_inserter(v));
//^ warning: 'v' grows by reallocation while 2 calls append 'a.size() + b.size()' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(v.size() + a.size() + b.size() + 1)' first
  std::copy(b.begin(), b.end(), std::back_inserter(v));
//^ note: a later call appends here
  v.push_back(0);
  return v;
}

// The second loop goes on where the first has ended.
std::vector<int> inTwoParts(const std::vector<int> &in, std::size_t middle) {
  std::vector<int> v;
  for (std::size_t i = 0; i < middle; ++i)
  // fix: if (in.size() > middle)
  // fix: v.reserve(in.size());
  // fix: for (std::size_t i = 0; i < middle; ++i)
    v.push_back(in[i]);
  //^ warning: 'v' grows by reallocation while 2 loops append 'in.size()' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(in.size())' before the first of them
  for (std::size_t i = middle; i < in.size(); ++i)
    v.push_back(-in[i]);
  //^ note: a later loop appends here
  return v;
}

// `append` gives the string itself, to which more may be appended.
std::string chained(unsigned n, const std::vector<std::string> &names) {
  std::string text, lines;
  // fix: std::string text, lines;
  // fix: text.reserve(6 * n);
  for (unsigned i = 0; i < n; ++i)
    text.append("\n").append(3, ' ').append("xy");
  //^ warning: the loop appends '6 * n' characters
  for (const std::string &name : names)
    lines.append("\n").append(name);
  for (unsigned i = 0; i < n; ++i)
    (lines += '\n') += names[i];
  return text + lines;
}
// emplace_back gives the new element.
void nested(std::vector<std::vector<int>> &lists, unsigned n) {
  lists.clear();
  // fix: lists.clear();
  // fix: lists.reserve(n);
  for (unsigned i = 0; i < n; ++i)
    lists.emplace_back().push_back(1);
  //^ warning: the loop appends 'n' elements
}

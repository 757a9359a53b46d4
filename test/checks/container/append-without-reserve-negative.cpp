// RUN: %check_fastidious container-append-without-reserve %s --std c++17
#include <algorithm>
#include <deque>
#include <fstream>
#include <functional>
#include <iterator>
#include <list>
#include <map>
#include <memory>
#include <queue>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>
int f(int);
bool ok(int);
void grow(std::vector<int> &);
void use(const std::vector<int> &);
void prep(std::vector<int> &v, int n);
std::vector<int> leftAlone1(int n) {
  std::vector<int> v;
  v.reserve(n);
  for (int i = 0; i < n; ++i)
    v.push_back(i);
  return v;
}
std::vector<int> leftAlone2(int n) {
  std::vector<int> v;
  prep(v, n);
  for (int i = 0; i < n; ++i)
    v.push_back(i);
  return v;
}
std::vector<int> leftAlone3(int n) {
  std::vector<int> v(n);
  for (int i = 0; i < n; ++i)
    v.push_back(i);
  return v;
}
std::vector<int> leftAlone4(const std::vector<int> &a, int n) {
  std::vector<int> v = a;
  for (int i = 0; i < n; ++i)
    v.push_back(i);
  return v;
}
std::vector<int> leftAlone5(std::vector<int> v, int n) {
  for (int i = 0; i < n; ++i)
    v.push_back(i);
  return v;
}
std::vector<int> leftAlone6(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i) {
    if (ok(i))
      break;
    v.push_back(i);
  }
  return v;
}
std::vector<int> leftAlone7(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i) {
    if (ok(i))
      continue;
    v.push_back(i);
  }
  return v;
}
std::vector<int> leftAlone8(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i) {
    if (ok(i))
      return {};
    v.push_back(i);
  }
  return v;
}
std::vector<int> leftAlone9(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i) {
    if (ok(i))
      throw 1;
    v.push_back(i);
  }
  return v;
}
std::vector<int> leftAlone10(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i) {
    v.push_back(i);
    if (v.size() > 10)
      v.pop_back();
  }
  return v;
}
std::vector<int> leftAlone11(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i) {
    v.push_back(i);
    if (v.size() > 10) {
      use(v);
      v.clear();
    }
  }
  return v;
}
std::vector<int> leftAlone12(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i) {
    v.push_back(i);
    if (ok(i))
      --n;
  }
  return v;
}
std::vector<int> leftAlone13(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i) {
    v.push_back(i);
    if (ok(i))
      i += 2;
  }
  return v;
}
std::vector<int> leftAlone14(std::ifstream &in) {
  std::vector<int> v;
  int x;
  while (in >> x)
    v.push_back(x);
  return v;
}
std::vector<std::string> leftAlone15(std::istream &in) {
  std::vector<std::string> v;
  std::string l;
  while (std::getline(in, l))
    v.push_back(l);
  return v;
}
std::list<int> leftAlone16(int n) {
  std::list<int> v;
  for (int i = 0; i < n; ++i)
    v.push_back(i);
  return v;
}
std::deque<int> leftAlone17(int n) {
  std::deque<int> v;
  for (int i = 0; i < n; ++i)
    v.push_back(i);
  return v;
}
std::set<int> leftAlone18(int n) {
  std::set<int> v;
  for (int i = 0; i < n; ++i)
    v.insert(i);
  return v;
}
std::map<int, int> leftAlone19(int n) {
  std::map<int, int> v;
  for (int i = 0; i < n; ++i)
    v[i] = i;
  return v;
}
std::vector<int> leftAlone20(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i) {
    v.push_back(i);
    grow(v);
  }
  return v;
}
struct Node {
  Node *next;
  int x;
};
std::vector<int> leftAlone21(Node *p) {
  std::vector<int> v;
  for (; p; p = p->next)
    v.push_back(p->x);
  return v;
}
std::vector<int> leftAlone22(Node *p) {
  std::vector<int> v;
  for (Node *q = p; q != nullptr; q = q->next)
    v.push_back(q->x);
  return v;
}
void leftAlone23(std::vector<int> &out, int n) {
  for (int i = 0; i < n; ++i)
    out.push_back(i);
}
struct M {
  std::vector<int> items;
  void add(int n) {
    for (int i = 0; i < n; ++i)
      items.push_back(i);
  }
};
void leftAlone24(M &m, int n) {
  for (int i = 0; i < n; ++i)
    m.items.push_back(i);
}
std::vector<int> leftAlone25(std::istream &in, int n) {
  std::vector<int> out;
  std::string l;
  while (std::getline(in, l))
    for (int i = 0; i < n; ++i)
      out.push_back(i);
  return out;
}
std::vector<int> leftAlone26(const std::vector<std::vector<int>> &rows) {
  std::vector<int> out;
  for (auto &r : rows)
    for (int x : r)
      out.push_back(x);
  return out;
}
void leftAlone27(const std::vector<std::vector<int>> &rows) {
  std::vector<int> buf;
  for (auto &r : rows) {
    buf.clear();
    for (int x : r)
      buf.push_back(x);
    use(buf);
  }
}
std::vector<int> leftAlone28() {
  std::vector<int> v;
  for (int i = 0; i < 3; ++i)
    v.push_back(i);
  return v;
}
std::string leftAlone29() {
  std::string v;
  for (int i = 0; i < 8; ++i)
    v.push_back('x');
  return v;
}
std::string leftAlone30(const std::vector<std::string> &a) {
  std::string v;
  for (auto &s : a) {
    v += s;
    v += ',';
  }
  return v;
}
std::vector<int> leftAlone31(const std::vector<int> &a) {
  std::vector<int> v;
  std::copy_if(a.begin(), a.end(), std::back_inserter(v), ok);
  return v;
}
std::vector<int> leftAlone32(std::istream &in) {
  std::vector<int> v;
  std::copy(std::istream_iterator<int>(in), std::istream_iterator<int>(), std::back_inserter(v));
  return v;
}
int leftAlone33(const std::vector<int> &a) {
  std::unordered_set<int> seen;
  int dup = 0;
  for (int x : a)
    if (!seen.insert(x).second)
      ++dup;
  return dup;
}
int leftAlone34(const std::vector<std::string> &a) {
  std::unordered_map<std::string, int> c;
  for (auto &x : a)
    ++c[x];
  return (int)c.size();
}
std::unordered_map<int, std::vector<int>> leftAlone35(const std::vector<int> &a) {
  std::unordered_map<int, std::vector<int>> g;
  for (int x : a)
    g[x % 3].push_back(x);
  return g;
}
std::vector<int> leftAlone36(int n) {
  std::vector<int> v;
  if (n > 0)
    v.reserve(n);
  for (int i = 0; i < n; ++i)
    v.push_back(i);
  return v;
}
std::vector<int> leftAlone37(std::vector<int> q) {
  std::vector<int> v;
  while (!q.empty()) {
    v.push_back(q.back());
    q.pop_back();
  }
  return v;
}
std::vector<int> leftAlone38(std::vector<int> q) {
  std::vector<int> v;
  for (size_t i = 0; i < q.size(); ++i) {
    v.push_back(q[i]);
    if (ok(i))
      q.push_back(1);
  }
  return v;
}
std::vector<int> leftAlone39(int n) {
  std::vector<int> v;
  auto add = [&](int x) { v.push_back(x); };
  add(1);
  for (int i = 0; i < n; ++i)
    v.push_back(i);
  return v;
}
std::vector<int> leftAlone40(int n) {
  static std::vector<int> v;
  for (int i = 0; i < n; ++i)
    v.push_back(i);
  return v;
}
std::priority_queue<int> leftAlone42(int n) {
  std::priority_queue<int> q;
  for (int i = 0; i < n; ++i)
    q.push(i);
  return q;
}
std::vector<int> leftAlone43(int n) {
  std::vector<int> v;
  do {
    v.push_back(1);
  } while (false);
  return v;
}
std::vector<int> leftAlone44(int n) {
  std::vector<int> v;
  for (int i = 1; i < n; i *= 2)
    v.push_back(i);
  return v;
}
std::vector<int> leftAlone45(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i) {
    try {
      v.push_back(f(i));
    } catch (...) {
    }
  }
  return v;
}
std::vector<int> leftAlone46(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i) {
    switch (i % 3) {
    case 0:
      v.push_back(i);
      break;
    case 1:
      break;
    }
  }
  return v;
}
std::vector<std::vector<int>> leftAlone47(int n) {
  std::vector<std::vector<int>> rows(n);
  for (int i = 0; i < n; ++i)
    rows[i].push_back(i);
  return rows;
}
std::vector<int> leftAlone48(std::size_t n) {
  std::vector<int> v;
  while (v.size() < n)
    v.push_back(1);
  return v;
}
std::vector<int> leftAlone49(std::size_t n) {
  std::vector<int> v;
  v.resize(3);
  for (std::size_t i = 0; i < n; ++i)
    v.push_back(1);
  return v;
}
std::vector<int> leftAlone50(double n) {
  std::vector<int> v;
  for (double i = 0; i < n; i += 0.5)
    v.push_back(1);
  return v;
}
std::vector<int> leftAlone51(int n) {
  std::vector<int> v;
  for (int i = 0; i < f(n); ++i)
    v.push_back(1);
  return v;
}
std::vector<int> leftAlone52(int n) {
  std::vector<int> v;
  for (int i = 0; i < n && ok(i); ++i)
    v.push_back(1);
  return v;
}
std::vector<int> leftAlone53(int n) {
  std::vector<int> v;
  auto w = std::move(v);
  v = std::move(w);
  for (int i = 0; i < n; ++i)
    v.push_back(1);
  return v;
}
struct C {
  std::vector<int> v;
  C(const C &o, int n) : v(o.v) {
    for (int i = 0; i < n; ++i)
      v.push_back(i);
  }
  C(int n) : C(0, 0) {
    for (int i = 0; i < n; ++i)
      v.push_back(i);
  }
  C(int a, int n) {
    v.reserve(n);
    for (int i = a; i < n; ++i)
      v.push_back(i);
  }
};

std::vector<int> reservedByLambda(int n) {
  std::vector<int> v;
  auto prepare = [&] { return v.reserve(100); };
  prepare();
  for (int i = 0; i < n; ++i)
    v.push_back(i);
  return v;
}

// Memory that is kept for reuse, and a local container that had elements.
struct Builder {
  std::vector<int> tmp_edges_;
  int scratchSum(const std::vector<int> &v) {
    std::vector<int> &edges = tmp_edges_;
    edges.clear();
    for (int x : v)
      edges.push_back(x);
    return edges.back();
  }
};
std::vector<int> everyOther(std::vector<int> result) {
  std::vector<int> chosen;
  for (std::size_t i = 0; i < result.size(); i += 2)
    if (result[i])
      chosen.push_back(result[i]);
  auto copy = chosen;
  chosen.clear();
  for (std::size_t i = 0; i < copy.size(); ++i)
    chosen.push_back(copy[i] + 1);
  return chosen;
}

// The first table has room for all of them.
std::unordered_map<int, int> fourKeys() {
  std::unordered_map<int, int> m;
  for (int i = 0; i < 4; ++i)
    m[i] = 2 * i;
  return m;
}

// What is only done for debugging.
extern bool verbose;
int debugLevel();
void print(const std::vector<int> &);
void debugging(const std::vector<int> &v) {
  if (verbose) {
    std::vector<int> w;
    for (int x : v)
      w.push_back(x);
    print(w);
  }
  if (v.size() > 1 && debugLevel() >= 2) {
    std::vector<int> w;
    for (int x : v)
      w.push_back(x);
    print(w);
  }
}

// A string has room for fifteen characters.
int next();
std::string title(int n) {
  std::string name;
  if (n > 15) {
    next();
  } else if (n) {
    for (int i = 0; i < n; ++i)
      name += static_cast<char>(next());
  }
  return name;
}
std::string shortTitle(int n) {
  if (n < 0 || 16 <= n)
    return "";
  std::string name;
  for (int i = 0; i < n; ++i)
    name += static_cast<char>(next());
  return name;
}
std::vector<int> few(unsigned n) {
  std::vector<int> v;
  if (!(n >= 4) && next())
    for (unsigned i = 0; i < n; ++i)
      v.push_back(next());
  return v;
}

// A command line is short, and what tells how to call the program is told once.
std::vector<std::string> arguments(int argc, char **argv) {
  std::vector<std::string> all;
  for (int i = 1; i < argc; ++i)
    all.push_back(argv[i]);
  return all;
}
std::string printHelp(const std::vector<char> &letters) {
  std::string text;
  for (char c : letters)
    text += c;
  return text;
}

// There has been memory for as many before.
void renewed(std::vector<int> &all) {
  int size = static_cast<int>(all.size());
  all.clear();
  for (int i = 0; i < size; ++i)
    all.push_back(i);
}

// Next to opening a file, or waiting, the reallocations are nothing.
extern "C" int usleep(unsigned);
int sample();
std::vector<std::string> firstLines(const std::vector<std::string> &names) {
  std::vector<std::string> all;
  std::string line;
  for (const std::string &name : names) {
    std::ifstream in(name);
    std::getline(in, line);
    all.push_back(line);
  }
  return all;
}
std::vector<int> samples(int n) {
  std::vector<int> all;
  for (int i = 0; i < n; ++i) {
    usleep(50);
    all.push_back(sample());
  }
  return all;
}
std::vector<int> shown(std::ostream &out, int n) {
  std::vector<int> all;
  for (int i = 0; i < n; ++i) {
    out << "line " << i << std::endl;
    all.push_back(i);
  }
  return all;
}

// To empty it keeps what was reserved.
void refilled(std::vector<int> &all, const std::vector<int> &from) {
  all.reserve(from.size());
  all.clear();
  for (int x : from)
    all.push_back(x);
}

// What lives as long as the program keeps its memory.
std::vector<int> lastSeen;
void start(int n) {
  lastSeen.clear();
  for (int i = 0; i < n; ++i)
    lastSeen.push_back(-1);
}

// A table for so many elements is rehashed for one more.
std::unordered_set<int> both(const std::vector<int> &a, bool isMore) {
  std::unordered_set<int> all;
  for (int x : a)
    all.insert(x);
  if (isMore)
    all.insert(0);
  return all;
}

// A sequence that is made with two elements has two.
std::vector<std::size_t> madeWithTwo(std::size_t n) {
  std::vector<std::size_t> both(2, 1);
  both[0] = n;
  std::vector<std::size_t> copies;
  for (std::size_t x : both)
    copies.push_back(x);
  return copies;
}

// Three characters fit.
std::string withZeros(int exponent) {
  std::string text;
  if (exponent <= -4 || exponent > 9) {
    text = "e";
  } else {
    for (int i = exponent; i < 0; ++i)
      text.push_back('0');
  }
  return text;
}

// So has one that gets two, one by one.
std::vector<int> madeOfTwo(int first, int second) {
  std::vector<int> both;
  both.push_back(first);
  both.emplace_back(second);
  std::vector<int> copies;
  for (int x : both)
    copies.push_back(x + 1);
  return copies;
}

// Two at most, whichever way it is said.
std::vector<int> countedDown(int n) {
  std::vector<int> few;
  if (n > 2) {
    few.push_back(n);
  } else {
    while (n > 0) {
      few.push_back(n);
      --n;
    }
  }
  return few;
}

// As few as the condition before says.
std::vector<int> axes(int count) {
  std::vector<int> all;
  if (count != 1 && count != 2 && count != 3)
    throw count;
  for (int i = 0; i < count; ++i)
    all.push_back(i);
  return all;
}

// It is only the beginning.
std::vector<int> characters() {
  std::vector<int> all;
  for (int i = 161; i <= 172; ++i)
    all.push_back(i);
  for (int i = 174; i <= 255; ++i) {
    if (i % 32 == 0)
      continue;
    all.push_back(i);
  }
  return all;
}

// The counter begins below zero, whatever its constant says.
std::vector<int> identifiers(int last) {
  std::vector<int> all;
  for (int i = 0x80000000; i <= last; ++i)
    all.push_back(i);
  return all;
}

// Indentations are short.
std::string indented(int depth, const std::string &text) {
  std::string line;
  for (int i = 0; i < depth; ++i)
    line += "  ";
  for (int i = 0; i < depth; ++i)
    line.append(" ").append("\t");
  return line + text;
}

// Who counts in a byte does not expect many.
struct Levels {
  unsigned char count;
  std::vector<int> sizes;
  void fill(int first) {
    for (unsigned char i = 0; i < count; ++i)
      sizes.push_back(first >> i);
  }
};
std::vector<int> perLayer(unsigned char layers, int size) {
  std::vector<int> all;
  for (unsigned i = 0; i < layers; ++i)
    all.push_back(size);
  return all;
}

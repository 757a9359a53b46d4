// RUN: %check_fastidious bytes-string-copy %s --std c++20,c++23
// Copies that something needs: as an object of its own, with its terminator, or because the source
// changes or ends before the copy does.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <functional>
#include <future>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <regex>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>
bool parse(std::string_view);
std::string_view trim(std::string_view);
std::span<const char> mid(std::span<const char>);
const char *find(std::string_view);
void byRef(const std::string &);
void legacy(const char *, int flags);
std::string make();
void d01(std::string_view s) {
  legacy(std::string(s).c_str(), 0);
}
std::string_view d02(const std::string &s) {
  std::string c(s.begin(), s.end());
  return trim(c);
}
std::string_view g;
void d03(std::string_view s) {
  std::string c(s);
  g = c;
}
void d04(std::string_view s) {
  std::string c(s);
  std::string_view v = c;
  byRef(c);
  (void)v;
}
bool d05(std::string s) {
  std::string c = s.substr(1);
  s.erase(0, 1);
  return parse(c) && parse(s);
}
bool d06(std::vector<char> v) {
  std::string c(v.begin(), v.end());
  v.push_back('x');
  return parse(c);
}
bool d07(const std::vector<signed char> &v) {
  return parse(std::string(v.begin(), v.end()));
}
bool d08(const std::vector<std::uint16_t> &v) {
  return parse(std::string(v.begin(), v.end()));
}
auto d09(std::string_view s) {
  return [t = std::string(s)] { return parse(t); };
}
auto d10(std::string_view s) {
  return std::async([](std::string t) { return parse(t); }, std::string(s));
}
void d11(std::map<std::string, int> &m, std::string_view k) {
  m.emplace(std::string(k), 1);
  m.erase(std::string(k));
}
bool d12(const std::map<std::string, int> &m, std::string_view k) {
  return m.count(std::string(k));
}
bool d13(const std::unordered_map<std::string, int> &m, std::string_view k) {
  return m.find(std::string(k)) != m.end();
}
bool d14(const std::string &s) {
  std::regex r("x");
  return std::regex_match(s.substr(1), r);
}
void d15(std::string_view s) {
  std::istringstream in{std::string(s)};
  std::string w;
  while (in >> w)
    byRef(w);
}
std::string d16(std::string_view s) {
  return std::string(s);
}
std::string d17(std::string_view s) {
  std::string t(s);
  t += "!";
  return t;
}
void d18(std::string_view s) {
  std::string t(s);
  std::sort(t.begin(), t.end());
  parse(t);
}
void d19(std::string_view s) {
  throw std::invalid_argument(std::string(s));
}
bool d20(char c, std::size_t n) {
  return parse(std::string(n, c));
}
bool d21() {
  const std::string t = make().substr(2);
  return t == "x";
}
bool d22() {
  return parse(make().substr(2));
}
struct P {
  std::string name;
  std::vector<char> buf;
  void next();
  bool run() {
    std::string n = name.substr(1);
    next();
    return parse(n);
  }
  bool run2() {
    std::string s(buf.begin(), buf.end());
    buf.clear();
    return parse(s);
  }
};
void d23(std::string_view s) {
  std::cout << std::string(10, ' ') << s;
}
void d24(std::string_view s, std::vector<std::string> &o) {
  o.emplace_back(s);
  o.push_back(std::string(s));
}
void d25(std::string_view s, std::set<std::string> &o) {
  o.insert(std::string(s));
}
std::string d26(std::string_view a, std::string_view b) {
  return std::string(a) + std::string(b);
}
std::string d27(std::string_view a) {
  std::string r = "x";
  r += std::string(a).append("y");
  return r;
}
bool d28(const std::string &s) {
  std::string c = s;
  std::reverse(c.begin(), c.end());
  return c == s;
}
void d29(const std::string &s, std::string &out) {
  out = s.substr(1);
}
void d30(std::string &s) {
  s = s.substr(1);
}
void d31(std::string_view k) {
  static const std::string first(k);
  parse(first);
}
void d32(std::string_view v, std::optional<std::string> &o) {
  if (!v.empty())
    o = std::string(v);
}
int d33(std::string_view v) {
  return std::stoi(std::string(v));
}
int d34(const std::string &s) {
  return std::atoi(s.substr(2, 3).c_str());
}
std::string d35(bool b, std::string_view v) {
  return b ? std::string(v) : "none";
}
void d36(const char *p) {
  parse(std::string(p));
}
void d37(std::span<char> d, std::string_view v) {
  std::string t(d.begin(), d.end());
  std::fill(d.begin(), d.end(), 'x');
  parse(t);
  parse(v);
}
char buffer[64];
void refill();
bool d38() {
  std::string a(buffer, 8);
  refill();
  return parse(a);
}
bool d39(std::istream &in) {
  char b[16];
  in.read(b, 16);
  std::string a(b, 16);
  in.read(b, 16);
  return parse(a);
}
void d40(std::string_view sv) {
  std::string *p = new std::string(sv);
  byRef(*p);
  delete p;
}
struct Q {
  void push(std::string);
};
void d41(Q &q, std::string_view s) {
  q.push(std::string(s));
}
template <class T> void d42(const T &v) {
  std::string s(v.begin(), v.end());
  parse(s);
}
bool d43(const std::u8string &u) {
  return parse(std::string(u.begin(), u.end()));
}
bool d44(const std::vector<char> &v) {
  std::string s(v.rbegin(), v.rend());
  return parse(s);
}
bool d45(const std::array<char, 16> &a) {
  std::string s(a.data());
  return parse(s);
}
void d46(std::string_view v) {
  auto p = std::make_shared<std::string>(std::string(v));
  byRef(*p);
}
void d47(std::string_view v, const std::function<void(const std::string &)> &f) {
  f(std::string(v));
}
bool d48(std::vector<std::string> &v) {
  std::string first = v[0].substr(1);
  v.erase(v.begin());
  return parse(first);
}
void d49(const std::string &s) {
  const char *p = find(s.substr(1));
  legacy(p, 0);
}
void d50(std::string_view v) {
  std::string s(v);
  std::string_view r = trim(s);
  std::cout << r;
}

// What changes the object that gave a view away may end the view.
struct Record {
  std::string_view key() const;
  bool search(std::string_view key);
};
struct Leaf {
  std::vector<Record *> records;
};
void process(Leaf *leaf, std::string_view key);
void d51(Leaf *leaf) {
  const std::string key(leaf->records.front()->key());
  process(leaf, key);
}
bool d52(Record record) {
  const std::string_view key = record.key();
  std::string copy(key);
  return record.search(copy);
}
bool d53(Record &record) { return record.search(std::string(record.key())); }
struct Node {
  std::vector<Record *> records;
};
void remove(Node *node, std::string_view key);
void d54(const std::shared_ptr<Node> &node) {
  const std::string key(node->records.front()->key());
  remove(node.get(), key);
}

// Nor is it known whose memory this is.
struct Raw {
  const char *key;
  std::size_t size;
};
class Table {
public:
  void visit(Raw raw) {
    const std::string key(raw.key, raw.size);
    process(key);
  }

private:
  void process(std::string_view key);
};

// RUN: %check_fastidious bytes-string-copy %s --std c++17,c++20
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

bool parse(std::string_view text);
std::string upper(std::string_view text);
void writeTo(const char *data, std::size_t size);
void hash(const std::uint8_t *data, std::size_t size);

// Conversions within an expression.

bool bytes(const std::vector<unsigned char> &v) { return parse(std::string(v.begin(), v.end())); }
bool chars(const std::vector<char> &v) { return parse(std::string(v.data(), v.size())); }
bool casts(const std::vector<std::uint8_t> &v) {
  return parse(std::string(reinterpret_cast<const char *>(v.data()), v.size()));
}
bool view(std::string_view v) { return parse(std::string(v)); }
bool braces(std::string_view v) { return parse(std::string{v}); }
bool sameString(const std::string &s) { return parse(std::string(s.c_str(), s.size())); }
bool copyOfString(const std::string &s) { return parse(std::string(s)); }
bool mayHoldZero(const std::string &s) { return parse(std::string(s.c_str())); }
bool part(const std::string &s) { return parse(s.substr(2)); }
bool partOfPointee(const std::string *s) { return parse(s->substr(2, 3)); }
bool pointers(const char *p, std::size_t n) { return parse(std::string(p, n)); }
bool pair(const char *p, const char *q) { return parse(std::string(p, q)); }
bool compare(std::string_view v, const std::string &s) { return std::string(v) == s; }
bool compareBytes(const std::vector<unsigned char> &v) {
  return std::string(v.begin(), v.end()) != "magic";
}
void print(std::string_view v) { std::cout << std::string(v) << '\n'; }
bool lookup(const std::set<std::string, std::less<>> &names, std::string_view v) {
  return names.find(std::string(v)) != names.end();
}
std::size_t search(const std::vector<char> &v) { return std::string(v.begin(), v.end()).find("x"); }
void overwritesAfterwards(std::string &s) { s = upper(s.substr(1)); }

class Slice {
public:
  Slice(const std::string &);
  std::string ToString() const;
};
void put(const Slice &);
void roundTrip(const Slice &s) { put(s.ToString()); }

// Locals.

bool local(std::size_t n) {
  std::vector<unsigned char> v(n);
  std::string s(v.begin(), v.end());
  return parse(s) && s.find("x") == 0 && s[0] == 'y';
}
bool parameter(const std::vector<unsigned char> &v) {
  const std::string s(v.begin(), v.end());
  return parse(s);
}
bool ofView(std::string_view v) {
  auto s = std::string(v);
  return s == "x" || s.empty();
}
bool ofPart(const std::string &whole) {
  std::string s = whole.substr(3);
  return s == "x";
}
void withLength(const std::vector<unsigned char> &v) {
  std::string s(v.begin(), v.end());
  writeTo(s.data(), s.size());
}
void toVector(const std::string &s) {
  std::vector<std::uint8_t> v(s.begin(), s.end());
  hash(v.data(), v.size());
}
double number(const char *begin, const char *end) {
  double value = 0;
  std::string text(begin, end);
  std::istringstream stream(text);
  stream >> value;
  return value;
}

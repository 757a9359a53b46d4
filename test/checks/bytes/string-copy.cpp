// RUN: %check_fastidious bytes-string-copy %s --std c++17,c++20
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <map>
#include <set>
// fix-notes(c++20+): #include <set>
// fix-notes(c++20+): #include <span>
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
//                                                             ^ warning: 'std::string(v.begin(), v.end())' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few, and lives to the end of the expression; read them through 'std::string_view'
// fix: bool bytes(const std::vector<unsigned char> &v) { return parse(std::string_view(reinterpret_cast<const char *>(v.data()), v.size())); }
// fix: bool chars(const std::vector<char> &v) { return parse(std::string_view(v.data(), v.size())); }
bool chars(const std::vector<char> &v) { return parse(std::string(v.data(), v.size())); }
//                                                    ^ warning: 'std::string(v.data(), v.size())' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few, and lives to the end of the expression; read them through 'std::string_view'
// fix:
bool casts(const std::vector<std::uint8_t> &v) {
  return parse(std::string(reinterpret_cast<const char *>(v.data()), v.size()));
  //           ^ warning: 'std::string(reinterpret_cast<c...har *>(v.data()), v.size())' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few, and lives to the end of the expression; read them through 'std::string_view'
  // fix: return parse(std::string_view(reinterpret_cast<const char *>(v.data()), v.size()));
}
bool view(std::string_view v) { return parse(std::string(v)); }
//                                           ^ warning: 'std::string(v)' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few, and lives to the end of the expression; use 'v' itself
// fix: bool view(std::string_view v) { return parse(v); }
// fix: bool braces(std::string_view v) { return parse(v); }
// fix: bool sameString(const std::string &s) { return parse(s); }
// fix: bool copyOfString(const std::string &s) { return parse(s); }
// fix-notes: bool view(std::string_view v) { return parse(v); }
// fix-notes: bool braces(std::string_view v) { return parse(v); }
// fix-notes: bool sameString(const std::string &s) { return parse(s); }
// fix-notes: bool copyOfString(const std::string &s) { return parse(s); }
// fix-notes: bool mayHoldZero(const std::string &s) { return parse(s); }
// fix-notes: bool part(const std::string &s) { return parse(std::string_view(s).substr(2)); }
// fix-notes: bool partOfPointee(const std::string *s) { return parse(std::string_view(*s).substr(2, 30)); }
// fix-notes: bool pointers(const char *p, std::size_t n) { return parse(std::string_view(p, n)); }
// fix-notes: bool pair(const char *p, const char *q) { return parse(std::string_view(p, static_cast<std::size_t>(q - p))); }
// fix-notes: bool compare(std::string_view v, const std::string &s) { return v == s; }
bool braces(std::string_view v) { return parse(std::string{v}); }
//                                             ^ warning: 'std::string{v}' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few, and lives to the end of the expression; use 'v' itself
// fix:
bool sameString(const std::string &s) { return parse(std::string(s.c_str(), s.size())); }
//                                                   ^ warning: 'std::string(s.c_str(), s.size())' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few, and lives to the end of the expression; use 's' itself
// fix:
bool copyOfString(const std::string &s) { return parse(std::string(s)); }
//                                                     ^ warning: 'std::string(s)' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few, and lives to the end of the expression; use 's' itself
// fix:
bool mayHoldZero(const std::string &s) { return parse(std::string(s.c_str())); }
//                                                    ^ warning: 'std::string(s.c_str())' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few, and lives to the end of the expression; use 's' itself
//                                                    ^ note: use the source itself
// fix-notes:
bool part(const std::string &s) { return parse(s.substr(2)); }
//                                             ^ warning: 's.substr(2)' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few, and lives to the end of the expression; read them through 'std::string_view'
// fix: bool part(const std::string &s) { return parse(std::string_view(s).substr(2)); }
// fix: bool partOfPointee(const std::string *s) { return parse(std::string_view(*s).substr(2, 30)); }
// fix: bool pointers(const char *p, std::size_t n) { return parse(std::string_view(p, n)); }
// fix: bool pair(const char *p, const char *q) { return parse(std::string_view(p, static_cast<std::size_t>(q - p))); }
// fix: bool compare(std::string_view v, const std::string &s) { return v == s; }
// fix-notes:
bool partOfPointee(const std::string *s) { return parse(s->substr(2, 30)); }
//                                                      ^ warning: 's->substr(2, 30)' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few, and lives to the end of the expression; read them through 'std::string_view'
// fix:
bool pointers(const char *p, std::size_t n) { return parse(std::string(p, n)); }
//                                                         ^ warning: 'std::string(p, n)' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few, and lives to the end of the expression; read them through 'std::string_view'
// fix:
bool pair(const char *p, const char *q) { return parse(std::string(p, q)); }
//                                                     ^ warning: 'std::string(p, q)' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few, and lives to the end of the expression; read them through 'std::string_view'
// fix:
bool compare(std::string_view v, const std::string &s) { return std::string(v) == s; }
//                                                              ^ warning: 'std::string(v)' copies the bytes only to compare them: a string is built and destroyed for each comparison; read them through 'std::string_view'
// fix:
bool compareBytes(const std::vector<unsigned char> &v) {
  return std::string(v.begin(), v.end()) != "magic";
  //     ^ warning: 'std::string(v.begin(), v.end())' copies the bytes only to compare them: a string is built and destroyed for each comparison; read them through 'std::string_view'
  // fix: return std::string_view(reinterpret_cast<const char *>(v.data()), v.size()) != "magic";
}
void print(std::string_view v) { std::cout << std::string(v) << '\n'; }
//                                            ^ warning: 'std::string(v)' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few, and lives to the end of the expression; read them through 'std::string_view'
// fix: void print(std::string_view v) { std::cout << v << '\n'; }
bool lookup(const std::set<std::string, std::less<>> &names, std::string_view v) {
  return names.find(std::string(v)) != names.end();
  //                ^ warning: 'std::string(v)' copies the bytes only to have them read
  // fix: return names.find(v) != names.end();
}
std::size_t search(const std::vector<char> &v) { return std::string(v.begin(), v.end()).find("x"); }
//                                                      ^ warning: 'std::string(v.begin(), v.end())' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few, and lives to the end of the expression; read them through 'std::string_view'
// fix: std::size_t search(const std::vector<char> &v) { return std::string_view(v.data(), v.size()).find("x"); }
// fix: void overwritesAfterwards(std::string &s) { s = upper(std::string_view(s).substr(1)); }
void overwritesAfterwards(std::string &s) { s = upper(s.substr(1)); }
//                                                    ^ warning: 's.substr(1)' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few, and lives to the end of the expression; read them through 'std::string_view'
// fix:

class Slice {
public:
  Slice(const std::string &);
  std::string ToString() const;
};
void put(const Slice &);
void roundTrip(const Slice &s) { put(s.ToString()); }
//                                   ^ warning: 's.ToString()' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few, and lives to the end of the expression; use 's' itself
//                                   ^ note: use the source itself
// fix-notes: void roundTrip(const Slice &s) { put(s); }

// Locals.

bool local(std::size_t n) {
  std::vector<unsigned char> v(n);
  std::string s(v.begin(), v.end());
  //          ^ warning: 's' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few; read them through 'std::string_view'
  // fix: const std::string_view s(reinterpret_cast<const char *>(v.data()), v.size());
  return parse(s) && s.find("x") == 0 && !s.empty() && s[0] == 'y';
}
// What an index finds at the end of a string is zero; behind a view there may be anything.
bool localIndex(std::size_t n, std::size_t at) {
  std::vector<unsigned char> v(n);
  std::string s(v.begin(), v.end());
  //          ^ warning: 's' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few; read them through 'std::string_view', provided that no index reaches the end: no zero is there
  //          ^ note: declare it as 'std::string_view'
  // fix-notes: const std::string_view s(reinterpret_cast<const char *>(v.data()), v.size());
  return parse(s) && s[at] == 'y';
}
bool localLoop(std::size_t n) {
  std::vector<unsigned char> v(n);
  std::string s(v.begin(), v.end());
  //          ^ warning: read them through 'std::string_view'
  // fix: const std::string_view s(reinterpret_cast<const char *>(v.data()), v.size());
  for (std::size_t i = 0; i < s.size(); ++i)
    if (s[i] == 'y')
      return true;
  return parse(s);
}
bool parameter(const std::vector<unsigned char> &v) {
  const std::string s(v.begin(), v.end());
  //                ^ warning: 's' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few; read them through 'std::string_view'
  //                ^ note: declare it as 'std::string_view'
  // fix-notes: const std::string_view s(reinterpret_cast<const char *>(v.data()), v.size());
  return parse(s);
}
bool ofView(std::string_view v) {
  auto s = std::string(v);
  //   ^ warning: 's' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few; read them through 'std::string_view'
  // fix: const std::string_view s = v;
  return s == "x" || s.empty();
}
bool ofPart(const std::string &whole) {
  std::string s = whole.substr(3);
  //          ^ warning: 's' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few; read them through 'std::string_view'
  // fix: const std::string_view s = std::string_view(whole).substr(3);
  return s == "x";
}
void withLength(const std::vector<unsigned char> &v) {
  std::string s(v.begin(), v.end());
  //          ^ warning: 's' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few; read them through 'std::string_view'
  //          ^ note: declare it as 'std::string_view'
  // fix-notes: const std::string_view s(reinterpret_cast<const char *>(v.data()), v.size());
  writeTo(s.data(), s.size());
}
void toVector(const std::string &s) {
  std::vector<std::uint8_t> v(s.begin(), s.end());
  //                        ^ warning(c++17): read them where they are, by pointer and length
  //                        ^ warning(c++20+): read them through 'std::span'
  //                        ^ note(c++20+): declare it as 'std::span<const unsigned char>'
  // fix-notes(c++20+): const std::span<const unsigned char> v(reinterpret_cast<const unsigned char *>(s.data()), s.size());
  hash(v.data(), v.size());
}
double number(const char *begin, const char *end) {
  double value = 0;
  std::string text(begin, end);
  //          ^ warning: 'text' copies the bytes only to have them read: the stream copies them once more; parse the number where it is, with 'std::from_chars'
  std::istringstream stream(text);
  stream >> value;
  return value;
}
bool isNumber(const char *begin, const char *end, double &value) {
  std::string text(begin, end);
  //          ^ warning: 'text' copies the bytes only to have them read: the stream copies them once more; parse the number where it is, with 'std::from_chars'
  std::istringstream stream(text);
  return !!(stream >> value);
}
// No constant can be computed with a cast.
#if __cplusplus >= 202002L
consteval bool isMagic(const std::vector<std::uint8_t> &v) {
  return std::string(v.begin(), v.end()) != "the magic number";
  //     ^ warning(c++20+): copies the bytes only to compare them
}
#endif
// A parser of numbers is no remedy for all these.
double several(const char *begin, const char *end) {
  double value = 0;
  int unit = 0;
  char separator = 0;
  std::string text(begin, end);
  std::istringstream stream(text);
  stream >> value >> separator >> unit;
  return value * unit;
}
bool samePart(std::vector<std::string>::const_iterator it, std::size_t n, const std::string &o) {
  return it->substr(n) == o;
  //     ^ warning: 'it->substr(n)' copies the bytes only to compare them: {{.*}}use 'it->compare(n, it->npos, ...)'
  // fix: return std::string_view(*it).substr(n) == o;
}
// The rest of a text may be long, whatever it is compared with.
bool isNull(const std::string &line, std::size_t at) {
  return line.substr(at) == "<<<NULL>>>";
  //     ^ warning: 'line.substr(at)' copies the bytes only to compare them
  // fix: return std::string_view(line).substr(at) == "<<<NULL>>>";
}
bool isNullToo(const std::string &line, std::size_t at) {
  return line.substr(at, 10) == "<<<NULL>>>";
}
bool hasSpace(const std::string &line, std::size_t at) {
  return line.substr(at).find(' ') != std::string::npos;
  //     ^ warning: 'line.substr(at)' copies the rest of the text only to search it: the copy needs memory for all of them, unless they are few, and lives to the end of the expression; search the text itself, from that position
}
// It ends where the text ends. `npos + 1` is 0 only if it is added first.
int number(const std::string &text, const std::string *other) {
  int n = std::atoi(text.substr(5).c_str());
  //                ^ warning: 'text.substr(5)' copies the rest of the text only to have it read up to its end: the copy needs memory, unless it is short, and the text ends there anyway; pass 'text.c_str() + 5', provided that the text is as long as that
  //                ^ note: pass 'text.c_str() + 5'
  // fix-notes: int n = std::atoi(text.c_str() + 5);
  n += std::atoi(other->substr(other->find(':') + 1).data());
  //             ^ warning: pass 'other->c_str() + (other->find(':') + 1)'
  //             ^ note: pass
  // fix-notes: n += std::atoi(other->c_str() + (other->find(':') + 1));
  n += std::atoi(text.substr(0, 4).c_str());
  n += std::atoi(std::string_view(text).substr(1).data());
  n += std::atoi((text + "1").substr(1).c_str());
  return n;
}

void put(const char *text, std::size_t length);
void putPart(const std::string &text, std::size_t from, std::size_t to) {
  auto part = text.substr(from, to - from);
  //   ^ warning: 'part' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few; read them through 'std::string_view'
  //   ^ note: declare it as 'std::string_view'
  // fix-notes: const auto part = std::string_view(text).substr(from, to - from);
  put(part.c_str(), part.length());
  // fix-notes: put(part.data(), part.length());
}

// Nothing has failed where the program ends well, or where a loop may go on for ever.
void writeAll(const std::vector<std::string> &keys, std::ostream &out) {
  for (const std::string &key : keys)
    out << key.substr(1) << "\n";
    //     ^ warning: 'key.substr(1)' copies the bytes only to have them read
  // fix: out << std::string_view(key).substr(1) << "\n";
  std::exit(0);
}
void serve(const std::string &key, std::ostream &out, bool (*more)()) {
  for (;;) {
    out << key.substr(1) << "\n";
    //     ^ warning: 'key.substr(1)' copies the bytes only to have them read
    // fix: out << std::string_view(key).substr(1) << "\n";
    if (!more())
      throw 1;
  }
}

// Nobody changes the object that gave the view away.
struct Record {
  std::string_view key() const;
};
bool isKnown(const Record &record) {
  const std::string_view key = record.key();
  std::string copy(key);
  //          ^ warning: 'copy' copies the bytes only to have them read
  //          ^ note: declare it as 'std::string_view'
  // fix-notes: const std::string_view copy = key;
  return parse(copy) || parse(std::string(record.key()));
  //                          ^ warning: use 'record.key()' itself
  // fix: return parse(copy) || parse(record.key());
}

// It is an object that this aborts.
struct Transaction {
  void abort(const std::string &reason);
};
void undo(const std::string &key, std::ostream &out, Transaction &transaction) {
  out << key.substr(1) << "\n";
  //     ^ warning: 'key.substr(1)' copies the bytes only to have them read
  // fix: out << std::string_view(key).substr(1) << "\n";
  transaction.abort("no such key");
}

// All that has the name of the copy is in sight: what a macro does with it, a member, a lambda's own.
#define PRINT(text) std::cout << text
struct Entry {
  std::string line;
};
bool isLine(std::string_view text, const std::string &known, const Entry &entry) {
  std::string line(text.data(), text.size());
  //          ^ warning: 'line' copies the bytes only to have them read
  // fix: const std::string_view line = text;
  PRINT(line);
  auto isLong = [](const std::string &line) { return line.size() > 80; };
  return line == known && isLong(entry.line);
}

// Since C++17 the copy is elided, and the initializer ends before the parenthesis of the variable.
bool hasTail(const std::string &path, const std::string &tail) {
  std::string part(path.substr(path.rfind('.')));
  //          ^ warning: 'part' copies the bytes
  // fix: const std::string_view part = std::string_view(path).substr(path.rfind('.'));
  return part == tail;
}

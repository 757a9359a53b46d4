// RUN: %check_fastidious bytes-string-copy %s
#include <cassert>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <functional>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

bool parse(std::string_view text);
bool needsString(const std::string &text);
void keep(std::string text);
void steal(std::string &&text);
void change(std::string &text);
std::string_view firstWord(std::string_view text);
using Bytes = std::vector<unsigned char>;

std::string returned(const Bytes &v) {
  return std::string(v.begin(), v.end());
}
std::string returnedLocal(const Bytes &v) {
  std::string s(v.begin(), v.end());
  parse(s);
  return s;
}
struct Holder {
  std::string Text;
  Bytes Data;
  void refill();
  void set(const Bytes &v) { Text = std::string(v.begin(), v.end()); }
  void member() {
    std::string s(Data.begin(), Data.end());
    refill();
    parse(s);
  }
};
bool isShort(const std::string &s) { return s.substr(0, 4) == "127."; }
void owned(const Bytes &v, std::vector<std::string> &out) {
  keep(std::string(v.begin(), v.end()));
  steal(std::string(v.begin(), v.end()));
  needsString(std::string(v.begin(), v.end()));
  out.push_back(std::string(v.begin(), v.end()));
}
void changed(const Bytes &v) {
  std::string s(v.begin(), v.end());
  change(s);
  parse(s);
}
void sourceChanges(Bytes &v) {
  std::string s(v.begin(), v.end());
  v.clear();
  parse(s);
}
bool sourceChangesByView(std::string &whole) {
  std::string_view v = whole;
  std::string s(v);
  whole += "x";
  return parse(s);
}
void temporarySource(Bytes (*make)()) {
  std::string s(make().data() == nullptr ? "" : "x");
  parse(s);
}
std::string makeString();
bool temporaryPart() {
  std::string s = makeString().substr(1);
  return parse(s);
}
void terminator(std::string_view v) {
  std::puts(std::string(v).c_str());
  std::string s(v);
  std::fopen(s.c_str(), "r");
}
bool opaqueLookup(const std::set<std::string> &names, std::string_view v) {
  return names.count(std::string(v)) != 0;
}
bool otherElements(const std::vector<int> &v, const std::vector<signed char> &w,
                   const std::deque<char> &d) {
  return parse(std::string(v.begin(), v.end())) || parse(std::string(w.begin(), w.end())) ||
         parse(std::string(d.begin(), d.end()));
}
bool fill(std::size_t n) {
  return parse(std::string(n, 'x'));
}
std::function<bool()> captured(const Bytes &v) {
  std::string s(v.begin(), v.end());
  return [s] { return parse(s); };
}
std::string_view dangles(const Bytes &v) {
  std::string s(v.begin(), v.end());
  std::string_view word = firstWord(s);
  return word.empty() ? "x" : "y";
}
std::string concatenated(std::string_view v) {
  return std::string(v) + "x";
}
bool viewPart(std::string_view v) {
  return parse(v.substr(1));
}
bool constant() {
  return parse(std::string("text"));
}
struct Other {
  Other(const std::string &);
};
void other(const Other &);
void converts(std::string_view v) {
  other(std::string(v));
}

// Assertions print what they compare.
#define EXPECT_EQUAL(a, b) ((a) == (b) ? void() : report(a, b))
void report(const std::string &, const std::string &);
void asserted(std::string_view v) {
  EXPECT_EQUAL(std::string(v), "text");
}

// What a class converts to is no operand of a comparison without the cast.
struct Converts {
  operator const std::string &() const;
};
bool conversion(const Converts &c, const std::string &s) {
  return std::string(c) == s || static_cast<std::string>(c) == "x";
}

// The last few characters need no memory.
bool extension(const std::string &s) {
  return s.substr(s.size() - 5) == ".conf" || s.substr(s.length() - 2) != "``";
}

// Nor do the first few, and a part that may be equal to a short literal is short.
bool fourCharacters(const char *p) {
  return parse(std::string(p, 4)) || parse(std::string(p, p + 4));
}
bool chunk(const char *p) {
  std::string id(p, p + 4);
  return parse(id);
}
bool keyword(const std::string &line, std::size_t at) {
  return line.substr(0, at) == "CHG";
}

// Nor do operands that the assertion has compared already, and what only assertions read.
#define CHECK(condition) ((condition) ? void() : report(#condition, ""))
void checked(const std::string &text, const char *data, std::size_t size) {
  CHECK(text == std::string(data, size));
  CHECK(text.substr(size) < text);
  std::string copy(data, size);
  CHECK(copy.find("page 0") != std::string::npos);
  assert(copy == text);
}

// Next to the system call of each line, the copy is nothing.
void printed(const std::string &text) {
  std::cout << text.substr(1) << std::endl;
  std::cerr << text.substr(1);
}

// A text that tells of a problem.
void logWarning(std::string_view text);
void warned(const std::string &text) {
  logWarning(text.substr(1));
}

// What is written on the way to a failure.
void unsorted(const std::string &key, std::ostream &out) {
  if (key.size() < 3)
    return;
  out << "not sorted: " << key.substr(1) << "\n";
  throw 1;
}
[[noreturn]] void giveUp(const std::string &key, std::ostream &out) {
  out << "no such key: " << key.substr(1) << "\n";
  std::exit(1);
}

// Three characters need no memory.
class Text {
public:
  operator std::string() const { return std::string(data(), size()); }
  const char *data() const;
  std::size_t size() const;
};
Text format(const char *text, ...);
std::string escapedBytes(const std::string &in) {
  std::string result;
  for (unsigned char c : in)
    result.append(format("%%%02x", c));
  result += format("%g,", 0.5 * result.size());
  return result;
}

// What is made for a function that ends the program, by its name.
struct Tool {
  static void abort(const std::string &text);
};
void stop(const std::string &key, std::ostream &out) {
  out << key.substr(1) << "\n";
  Tool::abort("no such key");
}

// A part of a text that is short itself.
void names(std::ostream &out, unsigned digits) {
  std::string fallback = "OBJECTIVE";
  out << fallback.substr(0, digits + 1);
}

// A view with 'c_str' promises a zero after the text, which a part of a text has not.
struct StringRef {
  StringRef();
  StringRef(const std::string &text);
  const char *c_str() const;
  const char *data() const;
  std::size_t size() const;
  std::string str() const { return std::string(data(), size()); }
};
int readFrom(int number, const StringRef &directory);
int readAll(const StringRef &directory) {
  return readFrom(1, StringRef(directory.str()));
}

// Three characters, wherever they are.
bool isText(const std::string &path) {
  return std::string(path.end() - 3, path.end()) == "txt" ||
         std::string(path.begin() + 1, path.begin() + 4) == "etc";
}

// Another build sees more of what is done with the copy.
#define LOG(text)
bool isListed(std::string_view line, const std::string &known) {
  std::string logged(line.data(), line.size());
  LOG("found " << logged.c_str());
  return logged == known;
}
bool isPrinted(std::string_view line, const std::string &known) {
  std::string printed(line.data(), line.size());
#ifdef VERBOSE
  needsString(printed);
#endif
  return printed == known;
}

// The zero at the end of a string ends a walk.
int walkToZero(const std::string &line) {
  std::string word = line.substr(0, line.find(' '));
  int count = 0;
  for (std::size_t i = 0; word[i]; ++i)
    count += word[i] == 'x';
  return count;
}
int walkToZeroSpelled(const std::string &line) {
  std::string word = line.substr(0, line.find(' '));
  std::size_t at = 0;
  while (word[at] != '\0')
    ++at;
  return static_cast<int>(at);
}
bool endsThere(const std::string &line, std::size_t n) {
  std::string word = line.substr(0, line.find(' '));
  return !word[n];
}
// Or what it is not.
std::size_t skipDigits(const std::string &line) {
  std::string word = line.substr(0, line.find(' '));
  std::size_t at = 0;
  while (word[at] >= '0' && word[at] <= '9')
    ++at;
  return at;
}

// As many characters as a string holds itself.
void moveGap(std::string &repeat, const std::string &spacer, std::size_t gap) {
  if (gap == 0 || gap > 2)
    return;
  repeat += spacer.substr(spacer.size() - gap, gap);
}
std::size_t skipDigitsOfSome(const std::string &line) {
  std::string word = line.substr(0, line.find(' '));
  if (word.empty())
    return 0;
  std::size_t at = 0;
  while (word[at] >= '0' && word[at] <= '9')
    ++at;
  return at;
}

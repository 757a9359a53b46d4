// RUN: %check_fastidious loop-invariant-construction %s --std c++17,c++20,c++23
#include <algorithm>
#include <ctime>
#include <iostream>
#include <locale>
#include <map>
#include <random>
#include <regex>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>
struct comma : std::numpunct<char> {
  char do_thousands_sep() const override { return ','; }
};
void use(const std::string &);
void useset(const std::set<std::string> &);
bool cond(int);
std::string make();
struct H {
  std::vector<std::regex> v;
  std::regex re;
  std::string pat;
  unsigned long f(const std::vector<std::string> &l) {
    unsigned long n = 0;
    for (auto &s : l) {
    // fix-notes: std::regex r(pat);
    // fix-notes: for (auto &s : l) {
      std::regex r(pat);
      //         ^ warning: 'r' is built from the same values on every iteration: each iteration compiles the pattern; build it once, before the loop
      //         ^ note: build 'r' before the loop
      // fix-notes: n += std::regex_match(s, r);
      n += std::regex_match(s, r);
      // fix-notes:
    }
    return n;
  }
  unsigned long g(const std::vector<std::string> &l) {
    unsigned long n = 0;
    for (auto &s : l) {
      std::regex r(pat);
      pat += "x";
      n += std::regex_match(s, r);
    }
    return n;
  }
};
unsigned long pos(const std::vector<std::string> &lines, std::ostream &os,
                  const std::string &pattern, unsigned seed) {
  unsigned long n = 0;
  for (const auto &l : lines) {
  // fix-notes: std::regex re("[0-9]+");
  // fix-notes: const std::regex re2("[0-9]+", std::regex::icase | std::regex::optimize);
  // fix-notes: const std::regex pattern2("a+b");
  // fix-notes: std::regex re3(pattern);
  // fix-notes: auto re4 = std::regex{"x" + pattern};
  // fix-notes: const std::locale locale("C.UTF-8");
  // fix-notes: const std::locale locale2(std::locale::classic(), new comma);
  // fix-notes: std::mt19937 gen(42);
  // fix-notes: std::mt19937_64 gen2(seed);
  // fix-notes: std::random_device rd;
  // fix-notes: std::mt19937 gen3(rd());
  // fix-notes: std::mt19937 gen4(std::random_device{}());
  // fix-notes: std::default_random_engine gen5(static_cast<unsigned>(time(nullptr)));
  // fix-notes: const std::set<std::string> known{"a", "b"};
  // fix-notes: std::map<std::string, int> table = {{"a", 1}, {"b", 2}};
  // fix-notes: const std::set<std::string> values{"x", "y"};
  // fix-notes: const std::string key = "a long literal that does not fit in";
  // fix-notes: std::random_device device{};
  // fix-notes: std::locale loc("C.UTF-8");
  // fix-notes: for (const auto &l : lines) {
    std::regex re("[0-9]+");
    //         ^ warning: 're' is built from the same values on every iteration: each iteration compiles the pattern; build it once, before the loop
    //         ^ note: build 're' before the loop
    // fix-notes: n += std::regex_match(l, re);
    // fix-notes: n += std::regex_match(l, re2);
    // fix-notes: if (std::regex_search(l, pattern2))
    n += std::regex_match(l, re);
    // fix-notes:
    const std::regex re2("[0-9]+", std::regex::icase | std::regex::optimize);
    //               ^ warning: 're2' is built from the same values on every iteration: each iteration compiles the pattern; build it once, before the loop
    //               ^ note: build 're2' before the loop
    // fix-notes:
    n += std::regex_match(l, re2);
    // fix-notes:
    if (std::regex_search(l, std::regex("a+b")))
    //                       ^ warning: 'std::regex("a+b")' is built from the same values on every iteration: each iteration compiles the pattern; build it once, before the loop
    //                       ^ note: build it before the loop as 'pattern2'
    // fix-notes:
      ++n;
    std::regex re3(pattern);
    //         ^ warning: 're3' is built from the same values on every iteration: each iteration compiles the pattern; build it once, before the loop
    //         ^ note: build 're3' before the loop
    // fix-notes: std::smatch m;
    std::smatch m;
    // fix-notes:
    if (std::regex_match(l, m, re3))
      n++;
    auto re4 = std::regex{"x" + pattern};
    //   ^ warning: 're4' is built from the same values on every iteration: each iteration compiles the pattern; build it once, before the loop
    //   ^ note: build 're4' before the loop
    // fix-notes: n += std::regex_match(l, re4);
    // fix-notes: os.imbue(locale);
    // fix-notes: os.imbue(locale2);
    // fix-notes: std::uniform_int_distribution<int> d(0, 5);
    n += std::regex_match(l, re4);
    // fix-notes:
    os.imbue(std::locale("C.UTF-8"));
    //       ^ warning: 'std::locale("C.UTF-8")' is built from the same values on every iteration: each iteration looks up the locale and builds its facets; build it once, before the loop
    //       ^ note: build it before the loop as 'locale'
    // fix-notes:
    os.imbue(std::locale(std::locale::classic(), new comma));
    //       ^ warning: 'std::locale(std::locale::classic(), new comma)' is built from the same values on every iteration: each iteration looks up the locale and builds its facets; build it once, before the loop
    //       ^ note: build it before the loop as 'locale2'
    // fix-notes:
    std::mt19937 gen(42);
    //           ^ warning: 'gen' is seeded anew on every iteration: each iteration fills and mixes the engine's whole state and then repeats the same numbers; build it once, before the loop
    //           ^ note: build 'gen' before the loop
    // fix-notes:
    std::uniform_int_distribution<int> d(0, 5);
    // fix-notes:
    n += static_cast<unsigned long>(d(gen));
    std::mt19937_64 gen2(seed);
    //              ^ warning: 'gen2' is seeded anew on every iteration: each iteration fills and mixes the engine's whole state and then repeats the same numbers; build it once, before the loop
    //              ^ note: build 'gen2' before the loop
    // fix-notes: n += gen2();
    // fix-notes:
    n += gen2();
    // fix-notes:
    std::random_device rd;
    //                 ^ warning: 'rd' is opened on every iteration: each iteration opens the system's source of randomness; build it once, before the loop
    //                 ^ note: build 'rd' and 'gen3' before the loop
    // fix-notes:
    std::mt19937 gen3(rd());
    //           ^ note: 'gen3' is seeded with it here
    // fix-notes:
    n += gen3();
    std::mt19937 gen4(std::random_device{}());
    //           ^ warning: 'gen4' is seeded anew on every iteration: each iteration fills and mixes the engine's whole state; build it once, before the loop
    //           ^ note: build 'gen4' before the loop
    // fix-notes: n += gen4();
    // fix-notes: n += gen5();
    // fix-notes: n += known.count(l);
    // fix-notes: n += static_cast<unsigned long>(table.at(l));
    // fix-notes: n += values.count(l);
    // fix-notes: use(key);
    // fix-notes: n += device();
    // fix-notes: os << std::toupper('c', loc);
    n += gen4();
    // fix-notes:
    std::default_random_engine gen5(static_cast<unsigned>(time(nullptr)));
    //                         ^ warning: 'gen5' is seeded anew on every iteration: each iteration fills and mixes the engine's whole state and then repeats the same numbers; build it once, before the loop
    //                         ^ note: build 'gen5' before the loop
    // fix-notes:
    n += gen5();
    // fix-notes:
    const std::set<std::string> known{"a", "b"};
    //                          ^ warning: 'known' is built from the same values on every iteration: each iteration allocates every element; build it once, before the loop
    //                          ^ note: build 'known' before the loop
    // fix-notes:
    n += known.count(l);
    // fix-notes:
    std::map<std::string, int> table = {{"a", 1}, {"b", 2}};
    //                         ^ warning: 'table' is built from the same values on every iteration: each iteration allocates every element; build it once, before the loop
    //                         ^ note: build 'table' before the loop
    // fix-notes:
    n += static_cast<unsigned long>(table.at(l));
    // fix-notes:
    n += std::set<std::string>{"x", "y"}.count(l);
    //   ^ warning: 'std::set<std::string>{"x", "y"}' is built from the same values on every iteration: each iteration allocates every element; build it once, before the loop
    //   ^ note: build it before the loop as 'values'
    // fix-notes:
    const std::string key = "a long literal that does not fit in";
    //                ^ warning: 'key' is built from the same values on every iteration: each iteration copies the literal to the heap; build it once, before the loop
    //                ^ note: build 'key' before the loop
    // fix-notes:
    use(key);
    // fix-notes:
    n += std::random_device{}();
    //   ^ warning: 'std::random_device{}' is opened on every iteration: each iteration opens the system's source of randomness; build it once, before the loop
    //   ^ note: build it before the loop as 'device'
    // fix-notes:
    std::locale loc("C.UTF-8");
    //          ^ warning: 'loc' is built from the same values on every iteration: each iteration looks up the locale and builds its facets; build it once, before the loop
    //          ^ note: build 'loc' before the loop
    // fix-notes:
    os << std::toupper('c', loc);
    // fix-notes:
    auto copy = lines;
    std::shuffle(copy.begin(), copy.end(), std::mt19937(5));
  }
  return n;
}
unsigned long neg(const std::vector<std::string> &lines, std::ostream &os, H &h, unsigned seed) {
  unsigned long n = 0;
  for (const auto &l : lines) {
    std::regex re(l);
    n += std::regex_match(l, re);
    static const std::regex re2("abc");
    n += std::regex_match(l, re2);
    std::regex re3("abc");
    h.v.push_back(std::move(re3));
    h.v.push_back(std::regex("abc"));
    h.re = std::regex("abc");
    std::mt19937 gen(seed++);
    n += gen();
    std::mt19937 gen2(static_cast<unsigned>(l.size()));
    n += gen2();
    std::locale loc;
    os.imbue(std::locale());
    os.imbue(std::locale("C"));
    os.imbue(std::locale::classic());
    std::regex re4(make());
    n += std::regex_match(l, re4);
    const std::set<std::string> known{l, "b"};
    n += known.count(l);
    const std::string key = "short";
    use(key);
    std::uniform_int_distribution<int> d(0, 5);
    std::regex re5;
    re5 = l;
    n += std::regex_match(l, re5);
    std::regex re6("x");
    if (l == "a")
      re6 = "y";
    n += std::regex_match(l, re6);
    std::string str = "a long literal that does not fit in";
    str += l;
    use(str);
    useset({"a"});
    useset(std::set<std::string>{"a"});
    h.v.emplace_back("x");
    if (l == "q")
      return std::regex_match(l, std::regex("abc"));
    try {
      n++;
    } catch (...) {
      n += std::regex_match(l, std::regex("abc"));
    }
  }
  for (int i = 0; i < 3; ++i) {
    std::regex re("x");
    n += std::regex_match(lines[0], re);
  }
  std::regex re("x");
  return n;
}

namespace boost {
template <typename Char> struct basic_format {
  explicit basic_format(const Char *);
  basic_format &operator%(int);
};
using format = basic_format<char>;
std::string str(const basic_format<char> &);
} // namespace boost
std::ostream &operator<<(std::ostream &, const boost::format &);

void formatted(std::ostream &out, const std::vector<int> &numbers) {
  for (int x : numbers) {
    out << boost::format("%1$08x") % x << '\n';
    //     ^ warning: 'boost::format("%1$08x")' is built from the same values on every iteration: each iteration parses the format string; parse it once, before the loop, and clear its arguments here
    // Next to the system call that writes the line, this is little.
    out << boost::format("%1$08x") % x << std::endl;
    std::cerr << boost::format("%1$08x") % x << '\n';
  }
}

// Before the loop, the pattern would be compiled whether it is needed or not.
std::string cleaned(const std::vector<std::string> &parts) {
  std::string all;
  for (const std::string &part : parts)
    if (part.empty())
      all += '-';
    else
      all += std::regex_replace(part, std::regex("%r[x|h]?"), "%s");
      //                              ^ warning: 'std::regex("%r[x|h]?")' is built from the same values on every iteration that gets here: each one compiles the pattern; make it a 'static const' object, which the first that gets here builds
  return all;
}

const std::string directive = "%r[x|h]?";
std::string cleanedByConstant(const std::vector<std::string> &parts) {
  std::string all;
  for (const std::string &part : parts)
    if (!part.empty())
      all += std::regex_replace(part, std::regex(directive), "%s");
      //                              ^ warning: make it a 'static const' object, which the first that gets here builds
  return all;
}
std::string cleanedBy(const std::vector<std::string> &parts, const std::string &pattern) {
  std::string all;
  for (const std::string &part : parts)
    if (!part.empty())
      all += std::regex_replace(part, std::regex(pattern), "%s");
      //                              ^ warning: build it once, before the loop, if most iterations get here
  return all;
}

// Nobody sees an error often.
struct ErrorLog {
  void error(const std::string &text);
};
void reported(ErrorLog &log, const std::vector<std::string> &names) {
  for (const std::string &name : names) {
    if (name.empty()) {
      std::string text = "the name of an appender is missing: ";
      log.error(text + name);
    }
  }
}

// What `raise` of an exception does is not in sight, but what it is for.
struct SyntaxError : std::runtime_error {
  using std::runtime_error::runtime_error;
  void raise() const;
};
struct Flag {
  void raise() const;
};
void raised(const std::vector<std::string> &names, const Flag &flag) {
  for (const std::string &name : names) {
    if (name.empty()) {
      std::string message = "a name is missing in the list of names";
      SyntaxError(message).raise();
    }
    if (name == "-") {
      const std::string message = "a name is missing in the list of names";
      //                ^ warning: 'message' is built from the same values on every iteration
      use(message);
      flag.raise();
    }
  }
}

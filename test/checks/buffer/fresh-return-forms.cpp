// RUN: %check_fastidious buffer-fresh-return %s --std c++17,c++20,c++23
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <iomanip>
#include <iostream>
#include <memory>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>
void use(const std::string &);
void use(const std::vector<std::byte> &);
struct Src {
  std::size_t read(void *, std::size_t);
  bool more();
};
std::vector<std::byte> q01(Src &s, std::size_t n) {
//                     ^ warning: 'q01' returns a fresh 'std::vector<std::byte>', which a loop only reads
//                     ^ note: add an overload of 'q01' that fills the caller's 'std::vector<std::byte>', and use it in the loop
// fix-notes: void q01(Src &s, std::size_t n, std::vector<std::byte> &b) {
// fix-notes: b.assign(n, {});
// fix-notes: s.read(b.data(), n);
// fix-notes: }
// fix-notes:
// fix-notes: std::vector<std::byte> q01(Src &s, std::size_t n) {
  std::vector<std::byte> b(n);
  // fix-notes: std::vector<std::byte> b;
  // fix-notes: q01(s, n, b);
  s.read(b.data(), n);
  // fix-notes:
  return b;
}
void u01(Src &s) {
  while (s.more()) {
  // fix-notes: std::vector<std::byte> b;
  // fix-notes: while (s.more()) {
    auto b = q01(s, 4096);
    //       ^ note: called in this loop; the result is only read
    // fix-notes: q01(s, 4096, b);
    use(b);
  }
}
std::string q02(const std::string &in) {
//          ^ warning: 'q02' returns a fresh 'std::string', which a loop only writes to a stream
  std::string out;
  out.reserve(in.size());
  for (char c : in) {
    if (c == '"')
      out += '\\';
    out += c;
  }
  return out;
}
void u02(const std::vector<std::string> &v, std::ostream &o) {
  for (auto &x : v)
    o << q02(x) << '\n';
    //   ^ note: called in this loop; the result is only read
}
std::unique_ptr<char[]> q03(Src &s, std::size_t n) {
//                      ^ warning: 'q03' returns a fresh 'std::unique_ptr<char[]>', which a loop only reads
  std::unique_ptr<char[]> p(new char[n]);
  s.read(p.get(), n);
  return p;
}
int u03(Src &s) {
  int t = 0;
  for (int i = 0; i < 100; ++i) {
    auto p = q03(s, 64);
    //       ^ note: called in this loop; the result is only read
    t += p[0];
  }
  return t;
}
std::string q04(const std::string &k, int v) {
//          ^ warning: 'q04' returns a fresh 'std::string', which a loop only writes to a stream
  std::ostringstream o;
  o << k << '=' << v;
  return o.str();
}
void u04(std::ostream &o) {
  for (int i = 0; i < 10; ++i)
    o << q04("key", i);
    //   ^ note: called in this loop; the result is only read
}
struct R {
  Src *s;
  std::string line() {
  //          ^ warning: 'line' returns a fresh 'std::string', which a loop only reads
  //          ^ note: add an overload of 'line' that fills the caller's 'std::string', and use it in the loop
  // fix-notes: void line(std::string &l) {
  // fix-notes: l.clear();
    std::string l;
    // fix-notes:
    int c;
    while ((c = std::getchar()) != EOF && c != '\n')
      l.push_back(char(c));
    return l;
    // fix-notes: }
    // fix-notes:
    // fix-notes: std::string line() {
    // fix-notes: std::string l;
    // fix-notes: line(l);
    // fix-notes: return l;
  }
  void all() {
    for (;;) {
    // fix-notes: std::string l;
    // fix-notes: for (;;) {
      std::string l = line();
      //              ^ note: called in this loop; the result is only read
      // fix-notes: line(l);
      if (l.empty())
        break;
      use(l);
    }
  }
};
std::vector<std::uint8_t> q06(const std::vector<std::uint8_t> &in) {
//                        ^ warning: 'q06' returns a fresh 'std::vector<std::uint8_t>', which a loop only reads
  std::vector<std::uint8_t> r;
  for (auto b : in)
    r.push_back(std::uint8_t(b ^ 0x5a));
  return r;
}
std::size_t u06(const std::vector<std::vector<std::uint8_t>> &f) {
  std::size_t n = 0;
  for (auto &x : f)
    n += q06(x).size();
    //   ^ note: called in this loop; the result is only read
  return n;
}
// No buffer that grows with its input, one that is kept, or an interface that is not to be changed.
std::string r01(unsigned char v) {
  std::stringstream ss;
  ss << std::setfill('0') << std::setw(2) << std::hex << unsigned(v);
  return ss.str();
}
void t01(std::ostream &o) {
  for (int i = 0; i < 256; ++i)
    o << r01((unsigned char)i);
}
// The text of a stream is fresh, whoever owns what it is assigned to.
std::string titled(const std::string &title, double x) {
  std::ostringstream o;
  o << title << ' ' << x;
  return o.str();
}
std::size_t widest(const std::vector<std::string> &titles) {
  std::size_t width = 0;
  for (const std::string &title : titles)
    width = std::max(width, titled(title, 1.5).size());
  return width;
}
std::string r02(int k) {
  std::string a = "std::max_element_with_long_name";
  if (k)
    a = "std::min_element_with_long_name";
  return a;
}
void t02() {
  for (int i = 0; i < 9; ++i)
    use(r02(i));
}
std::vector<std::byte> r03(Src &s) {
  std::vector<std::byte> b(64);
  s.read(b.data(), 64);
  return b;
}
void t03(Src &s, std::vector<std::vector<std::byte>> &o) {
  for (int i = 0; i < 9; ++i)
    o.push_back(r03(s));
}
std::string r04(Src &s) {
  std::string b(64, 0);
  s.read(b.data(), 64);
  return b;
}
void t04(Src &s) {
  use(r04(s));
}
struct V {
  virtual ~V();
  virtual std::string get(int n) {
    std::string s(std::size_t(n), 'x');
    s += 'y';
    return s;
  }
};
void t05(V &v) {
  for (int i = 0; i < 9; ++i)
    use(v.get(i));
}
extern "C++" std::string r06(const std::string &a);
void t06() {
  for (int i = 0; i < 9; ++i)
    use(r06("a"));
}
struct C1 {
  std::string name(int i) {
    std::string s = "n";
    s += std::to_string(i);
    s += name_;
    return s;
  }
  std::string name_;
  std::vector<std::string> all;
  void f() {
    for (int i = 0; i < 5; ++i)
      all.push_back(name(i));
  }
};
std::string r07(std::string s) {
  s += "x";
  return s;
}
void t07(const std::vector<std::string> &v) {
  for (auto &x : v)
    use(r07(x));
}
std::string r08(const std::string &x) {
  return "<" + x + ">";
}
void t08(const std::vector<std::string> &v) {
  for (auto &x : v)
    use(r08(x));
}
std::string r09(int n) {
//          ^ warning: 'r09' returns a fresh 'std::string'
  char digits[64];
  std::snprintf(digits, sizeof digits, "%d of many", n);
  return std::string(digits);
}
void t09(int n) {
  for (int i = 0; i < n; ++i)
    use(r09(i));
    //  ^ note: called in this loop
}
std::string r10(int n) {
  char digits[64];
  std::snprintf(digits, sizeof digits, "%d", n);
  return digits;
}
enum class Mode { Normal, Silent, Count };
void t10(int n) {
  for (int i = 0; i < static_cast<int>(Mode::Count); ++i)
    use(r10(i + n));
}

// What is padded, or not made from left to right, is no text that a stream could take at once; what
// a handler replaces could not be taken back.
static std::string escaped(const std::string &in) {
//                 ^ warning: 'escaped' returns a fresh 'std::string', which a loop only reads: every call allocates, fills and frees a buffer, unless the text is short; let the caller own the buffer, and fill a 'std::string &' that it passes
  std::string out;
  for (char c : in) {
    if (c == '"')
      out += '\\';
    out += c;
  }
  return out;
}
static std::string reversed(const std::string &in) {
//                 ^ warning: 'reversed' returns a fresh 'std::string', which a loop only reads
  std::string out;
  for (char c : in)
    out.insert(0, 1, c);
  return out;
}
std::size_t sizeOf(const std::string &);
static std::string described(const std::string &file) {
  try {
    std::stringstream out;
    out << file << " (" << sizeOf(file) << " bytes)";
    return out.str();
  } catch (const std::runtime_error &) {
    return file + " (?)";
  }
}
void writeEach(const std::vector<std::string> &v, std::ostream &o) {
  for (auto &x : v) {
    o << std::setw(20) << escaped(x) << '\n';
    //                    ^ note: called in this loop; the result is only read
    o.width(20);
    o << escaped(x);
    //   ^ note: called in this loop; the result is only read
    o << reversed(x) << described(x);
    //   ^ note: called in this loop; the result is only read
  }
}

// What is measured or replaced as a whole cannot be appended to what the caller has.
std::string concise(const std::string &moves);
struct Solver {
  std::size_t moves = 0;
  std::string corners(int n) {
  //          ^ warning: 'corners' returns a fresh 'std::string', which a loop only reads: every call allocates, fills and frees a buffer, unless the text is short; let the caller own the buffer, and fill a 'std::string &' that it passes
    std::string all;
    for (int i = 0; i < n; ++i)
      all += i % 2 ? "BA.DL." : "LD.DR.";
    all = concise(all);
    return all;
  }
  std::string edges(int n) {
  //          ^ warning: 'edges' returns a fresh 'std::string', which a loop only reads
    std::string all;
    for (int i = 0; i < n; ++i)
      all += i % 2 ? "BA.DL." : "LD.DR.";
    moves = all.length() / 3;
    return all;
  }
  std::string solve(int n) {
    std::string all;
    for (int i = 0; i < n; ++i) {
      all += corners(i);
      //     ^ note: called in this loop; the result is only read
      all += edges(i);
      //     ^ note: called in this loop; the result is only read
    }
    return all;
  }
};

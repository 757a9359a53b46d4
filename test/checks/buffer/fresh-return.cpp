// RUN: %check_fastidious buffer-fresh-return %s --std c++17,c++20,c++23 --run
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

std::string quoted(const std::string &text) {
//          ^ warning: 'quoted' returns a fresh 'std::string', which a loop only reads
//          ^ note: add an overload of 'quoted' that fills the caller's 'std::string', and use it in the loop
// fix-notes: void quoted(const std::string &text, std::string &result) {
// fix-notes: result.clear();
// fix-notes: if (text.empty()) {
// fix-notes: result = "\"\"";
// fix-notes: return;
// fix-notes: }
  std::string result;
  // fix-notes:
  if (text.empty())
  // fix-notes:
    return "\"\"";
    // fix-notes:
  result += '"';
  for (char c : text) {
    if (c == '"')
      result += '\\';
    result += c;
  }
  result += '"';
  return result;
  // fix-notes: }
  // fix-notes:
  // fix-notes: std::string quoted(const std::string &text) {
  // fix-notes: std::string result;
  // fix-notes: quoted(text, result);
  // fix-notes: return result;
}

static std::vector<unsigned char> block(std::size_t n, unsigned char seed) {
//                                ^ warning: 'block' returns a fresh 'std::vector<unsigned char>', which a loop only reads
//                                ^ note: add an overload of 'block' that fills the caller's 'std::vector<unsigned char>', and use it in the loop
// fix-notes: static void block(std::size_t n, unsigned char seed, std::vector<unsigned char> &out) {
// fix-notes: out.assign(n, {});
  std::vector<unsigned char> out(n);
  // fix-notes:
  for (std::size_t i = 0; i < n; ++i)
    out[i] = static_cast<unsigned char>(seed + i);
  return out;
  // fix-notes:
}

// The text of a stream is copied out of it once more.
std::string viaStream(int x) {
//          ^ warning: 'viaStream' returns a fresh 'std::string', which a loop only writes to a stream
  std::ostringstream s;
  s << "number " << x << " in a sentence";
  return s.str();
}

std::string viaArray(double x) {
//          ^ warning: 'viaArray' returns a fresh 'std::string', which a loop only writes to a stream
  char buffer[64];
  int n = std::snprintf(buffer, sizeof buffer, "%f", x);
  return std::string(buffer, static_cast<std::size_t>(n));
}

// A short text, built once; not worth an interface.
std::string chain(const std::string &key, const std::string &value) {
  return "<" + key + ">" + value;
}

// Seen through: the loop calls the function that hands the result on.
std::string inner(int n) {
//          ^ warning: 'inner' returns a fresh 'std::string', which a loop only reads
  std::string s(40, ' ');
  s[0] = static_cast<char>('0' + n % 10);
  return s;
}
std::string outer(int n) { return inner(n + 1); }

// A function that calls itself is called for each node.
struct Node {
  std::string name;
  std::vector<Node> children;
};
std::string path(const Node &node) {
//          ^ warning: 'path' returns a fresh 'std::string', which a caller only appends to another one
  if (node.children.empty())
    return node.name;
  return node.name + "/" + path(node.children.front());
  //                       ^ note: called here for each recursion; the result is only read
}
std::string describe(const Node &node) {
//          ^ warning: 'describe' returns a fresh 'std::string', which a loop only appends to another one
  std::string text = node.name;
  for (const Node &child : node.children)
    text += describe(child);
    //      ^ note: called in this loop; the result is only read
  return text;
}

struct Reader {
  std::string line(std::istream &in) {
  //          ^ warning: 'line' returns a fresh 'std::string', which a loop only writes to a stream
    std::string l;
    std::getline(in, l);
    return l;
  }
  std::string record(int n) const;
};
std::string Reader::record(int n) const {
//                  ^ warning: 'record' returns a fresh 'std::string', which a loop only writes to a stream
  std::string r = "record ";
  r += std::to_string(n);
  return r;
}

// An overload that fills a buffer exists: the call is to blame.
void render(int n, std::string &out) {
//   ^ note: the overload that fills a buffer
  out.assign(30, static_cast<char>('a' + n % 26));
}
std::string render(int n) {
  std::string out = "";
  out.append(30, static_cast<char>('a' + n % 26));
  return out;
}

// ---- Left alone -------------------------------------------------------------------------------

// Always within the small-string buffer.
std::string hex(unsigned x) {
  std::string r(4, ' ');
  r[0] = "0123456789abcdef"[x % 16];
  return r;
}
std::string utf8(unsigned cp) {
  std::string r;
  if (cp < 0x80) {
    r.resize(1);
    r[0] = static_cast<char>(cp);
  } else {
    r.resize(2);
    r[0] = static_cast<char>(0xC0 | (cp >> 6));
    r[1] = static_cast<char>(0x80 | (cp & 0x3F));
  }
  return r;
}

// Changed and handed back: no fresh buffer.
std::string simplified(std::string path) {
  for (char &c : path)
    if (c == '\\')
      c = '/';
  return path;
}

// A wrapper over the function that fills.
void appendEscaped(std::string *out, const std::string &text) {
  for (char c : text)
    out->push_back(c == '\n' ? ' ' : c);
}
std::string escaped(const std::string &text) {
  std::string result;
  appendEscaped(&result, text);
  return result;
}

struct Base {
  virtual ~Base() = default;
  // An interface that others override.
  virtual std::string text(int n) const {
    std::string s(50, ' ');
    s += std::to_string(n);
    return s;
  }
};

extern "C" int count(int n);
int count(int n) { return n; }

// Its results are kept.
std::string made(int n) {
  std::string s(30, 'm');
  s += std::to_string(n);
  return s;
}

// Called once, outside loops.
std::string banner(int width) {
  std::string s;
  for (int i = 0; i < width; ++i)
    s += '=';
  return s;
}

// On the way out of the loop only.
std::string complaint(int n) {
  std::string s = "something is wrong with this number: ";
  s += std::to_string(n);
  return s;
}

// No buffer of characters.
std::vector<int> numbers(int n) {
  std::vector<int> v(static_cast<std::size_t>(n));
  v[0] = n;
  return v;
}

struct Kept {
  explicit Kept(const std::string &s) : text(s) {}
  std::string text;
};

int main() {
  std::vector<std::string> names = {"a\"b", "", "plain", "some longer name than the others"};
  for (const std::string &name : names) {
  // fix-notes: std::string line;
  // fix-notes: for (const std::string &name : names) {
    const std::string line = quoted(name);
    //                       ^ note: called in this loop; the result is only read
    // fix-notes: quoted(name, line);
    std::puts(line.c_str());
  }
  std::size_t sum = 0;
  for (unsigned char seed = 0; seed < 5; ++seed) {
  // fix-notes: std::vector<unsigned char> data;
  // fix-notes: for (unsigned char seed = 0; seed < 5; ++seed) {
    auto data = block(10u + seed, seed);
    //          ^ note: called in this loop; the result is only read
    // fix-notes: block(10u + seed, seed, data);
    for (unsigned char c : data)
      sum += c;
  }
  std::map<int, std::string> kept;
  std::vector<std::string> list;
  std::vector<Kept> objects;
  Reader reader;
  std::istringstream in("one\ntwo\n");
  Base base;
  for (int i = 0; i < 5; ++i) {
    std::cout << viaStream(i) << viaArray(i) << chain("k", "v") << outer(i).size() << '\n';
    //           ^ note: called in this loop; the result is only read
    //                           ^ note: called in this loop; the result is only read
    //                                                             ^ note: called through 'outer' in this loop; the result is only read
    std::cout << reader.line(in) << reader.record(i) << render(i) << '\n';
    //           ^ note: called in this loop; the result is only read
    //                              ^ note: called in this loop; the result is only read
    //                                                  ^ warning: each call of 'render' in the loop returns a fresh 'std::string' that is only read: every call allocates, fills and frees a buffer, unless the text is short; keep one buffer outside the loop, empty it here, and call the overload that fills it
    std::cout << hex(static_cast<unsigned>(i)) << utf8(200) << simplified("a\\b") << escaped("x\n")
              << base.text(i) << numbers(3)[0] << '\n';
    kept[i] = made(i);
    list.push_back(made(i));
    list.push_back(list.back() + made(i));
    objects.emplace_back(made(i));
    objects.push_back(Kept(made(i)));
    if (i == 7) {
      std::cout << complaint(i);
      return EXIT_FAILURE;
    }
  }
  std::cout << banner(20) << describe({"root", {{"leaf", {}}}}) << path({"a", {{"b", {}}}}) << sum << count(1) << kept.size()
            << list.size() << objects.size() << '\n';
}

// As long as a number says.
static std::string ruler(int width) {
//                 ^ warning: 'ruler' returns a fresh 'std::string'
  std::string text;
  for (int i = 0; i < width; ++i)
    text += i % 10 == 0 ? '|' : '.';
  return text;
}
int rulers(const std::vector<int> &widths) {
  int all = 0;
  for (int width : widths)
    all += ruler(width).size();
    //     ^ note: called in this loop; the result is only read
  return all;
}

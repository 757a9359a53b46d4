// RUN: %check_fastidious stream-per-char-read %s
// Every way to read a character at a time into a container.
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <sstream>
#include <string>
#include <unistd.h>
#include <vector>
void use(const std::string &);
std::string a01(const std::string &p) {
  std::ifstream in(p);
  return std::string(std::istreambuf_iterator<char>(in), {});
  //     ^ warning: 'std::string(std::istreambuf_iterator<char>(in), {})' reads a character at a time into a container
  // fix: std::string text;
  // fix: char chunk[16384];
  // fix: for (std::streamsize n; (n = in.rdbuf()->sgetn(chunk, sizeof chunk)) > 0;)
  // fix: text.append(chunk, static_cast<std::size_t>(n));
  // fix: return text;
}
// Two buffers in one block have two names.
void a01b(std::istream &in, std::istream &other) {
  std::string s(std::istreambuf_iterator<char>(in), {});
  //          ^ warning: 's(std::istreambuf_iterator<char>(in), {})' reads a character at a time into a container
  //          ^ note: read a chunk at a time
  // fix-notes: std::string s;
  // fix-notes: char chunk[16384];
  // fix-notes: for (std::streamsize n; (n = in.rdbuf()->sgetn(chunk, sizeof chunk)) > 0;)
  // fix-notes: s.append(chunk, static_cast<std::size_t>(n));
  std::string t(std::istreambuf_iterator<char>(other), {});
  //          ^ warning: 't(std::istreambuf_iterator<char>(other), {})' reads a character at a time into a container
  //          ^ note: read a chunk at a time
  // fix-notes: std::string t;
  // fix-notes: char block[16384];
  // fix-notes: for (std::streamsize n; (n = other.rdbuf()->sgetn(block, sizeof block)) > 0;)
  // fix-notes: t.append(block, static_cast<std::size_t>(n));
  use(s + t);
}
void a01c(std::istream &in) {
  std::string (s)(std::istreambuf_iterator<char>(in), {});
  //           ^ warning: reads a character at a time into a container
  use(s);
}
std::string a02(std::istream &in) {
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  //     ^ warning: '{std::istreambuf_iterator<char...streambuf_iterator<char>()}' reads a character at a time into a container
  //     ^ note: read a chunk at a time
  // fix-notes: std::string text;
  // fix-notes: char chunk[16384];
  // fix-notes: for (std::streamsize n; (n = in.rdbuf()->sgetn(chunk, sizeof chunk)) > 0;)
  // fix-notes: text.append(chunk, static_cast<std::size_t>(n));
  // fix-notes: return text;
}
void a03(std::istream &in) {
  std::vector<char> v((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  //                ^ warning: 'v((std::istreambuf_iterator<ch...streambuf_iterator<char>())' reads a character at a time into a container
  //                ^ note: read a chunk at a time
  // fix-notes: std::vector<char> v;
  // fix-notes: char chunk[16384];
  // fix-notes: for (std::streamsize n; (n = in.rdbuf()->sgetn(chunk, sizeof chunk)) > 0;)
  // fix-notes: v.insert(v.end(), chunk, chunk + n);
  use(std::string(v.begin(), v.end()));
}
void a04(std::istream &in, std::string &s) {
  s.assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
//^ warning: 's.assign(std::istreambuf_itera...streambuf_iterator<char>())' reads a character at a time into a container
//^ note: read a chunk at a time
  // fix-notes: s.clear();
  // fix-notes: char chunk[16384];
  // fix-notes: for (std::streamsize n; (n = in.rdbuf()->sgetn(chunk, sizeof chunk)) > 0;)
  // fix-notes: s.append(chunk, static_cast<std::size_t>(n));
}
void a05(std::istream &in, std::vector<unsigned char> &v) {
  v.insert(v.end(), std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
//^ warning: 'v.insert(v.end(), std::istream...streambuf_iterator<char>())' reads a character at a time into a container
//^ note: read a chunk at a time
  // fix-notes: char chunk[16384];
  // fix-notes: for (std::streamsize n; (n = in.rdbuf()->sgetn(chunk, sizeof chunk)) > 0;)
  // fix-notes: v.insert(v.end(), chunk, chunk + n);
}
void a06(std::istream &in, std::string &s) {
  std::copy(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>(),
//^ warning: 'std::copy(std::istreambuf_iter...>(), std::back_inserter(s))' reads a character at a time into a container
//^ note: read a chunk at a time
  // fix-notes: char chunk[16384];
  // fix-notes: for (std::streamsize n; (n = in.rdbuf()->sgetn(chunk, sizeof chunk)) > 0;)
  // fix-notes: s.append(chunk, static_cast<std::size_t>(n));
            std::back_inserter(s));
            // fix-notes:
}
std::string a07(std::istream &in) {
  std::istreambuf_iterator<char> it(in), end;
  std::string s(it, end);
  //          ^ warning: 's(it, end)' reads a character at a time into a container
  return s;
}
void a08(std::istream &in) {
  std::string s;
  char c;
  // fix-notes: char chunk[16384];
  // fix-notes: while (in.read(chunk, sizeof chunk) || in.gcount() > 0)
  // fix-notes: s.append(chunk, static_cast<std::size_t>(in.gcount()));
  while (in.get(c))
  //     ^ warning: 'in.get(c)' reads a character at a time into a container
  //     ^ note: read a chunk at a time
  // fix-notes:
    s.push_back(c);
  //^ note: appended here
    // fix-notes:
  use(s);
}
void a09(std::istream &in) {
  std::string s;
  int c;
  // fix-notes: char chunk[16384];
  // fix-notes: while (in.read(chunk, sizeof chunk) || in.gcount() > 0)
  // fix-notes: s.append(chunk, static_cast<std::size_t>(in.gcount()));
  while ((c = in.get()) != EOF)
  //          ^ warning: 'in.get()' reads a character at a time into a container
  //          ^ note: read a chunk at a time
  // fix-notes:
    s += static_cast<char>(c);
  //^ note: appended here
    // fix-notes:
  use(s);
}
void a10(FILE *f) {
  std::string s;
  for (int c; (c = std::fgetc(f)) != EOF;)
  //               ^ warning: 'std::fgetc(f)' reads a character at a time into a container
  // fix: char chunk[16384];
  // fix: for (std::size_t n; (n = std::fread(chunk, 1, sizeof chunk, f)) > 0;)
  // fix: s.append(chunk, n);
    s.push_back(static_cast<char>(c));
  //^ note: appended here
    // fix:
  use(s);
}
void a11() {
  std::string s;
  int c;
  while ((c = getchar()) != EOF)
  //          ^ warning: 'getchar()' reads a character at a time into a container
    s += (char)c;
  //^ note: appended here
  use(s);
}
void a12(int fd) {
  std::string s;
  char c;
  while (read(fd, &c, 1) == 1)
  //     ^ warning: 'read(fd, &c, 1)' reads a character at a time into a container
    s += c;
  //^ note: appended here
  use(s);
}
void a13(std::istream &in) {
  in >> std::noskipws;
  std::string s;
  char c;
  while (in >> c)
  //     ^ warning: 'in >> c' reads a character at a time into a container
    s += c;
  //^ note: appended here
  use(s);
}
void a14(std::istream &in) {
  std::string s;
  while (!in.eof()) {
    char c = static_cast<char>(in.get());
    //                         ^ warning: 'in.get()' reads a character at a time into a container
    if (in.good())
      s += c;
    //^ note: appended here
  }
  use(s);
}
void a15(std::istream &in) {
  std::string s;
  while (in.peek() != EOF)
    s += static_cast<char>(in.get());
    //                     ^ warning: 'in.get()' reads a character at a time into a container
  //^ note: appended here
  use(s);
}
void a16(std::istream &in) {
  std::string line;
  char c;
  while (in.get(c) && c != '\n')
  //     ^ warning: 'in.get(c)' reads a character at a time into a container
    line += c;
  //^ note: appended here
  use(line);
}
void a17(std::istream &in, std::size_t n) {
  std::vector<char> v;
  for (std::size_t i = 0; i < n; ++i)
    v.push_back(static_cast<char>(in.get()));
    //                            ^ warning: 'in.get()' reads a character at a time into a container
  //^ note: appended here
  use(std::string(v.data(), v.size()));
}
void a18(std::istream &in) {
  std::string s;
  char c;
  while (in.get(c)) {
  //     ^ warning: 'in.get(c)' reads a character at a time into a container
    if (c == '\r')
      continue;
    s.push_back(c);
  //^ note: appended here
  }
  use(s);
}
void a19(std::istream &in) {
  std::string s;
  int lines = 0;
  for (;;) {
    const int c = in.get();
    //            ^ warning: 'in.get()' reads a character at a time into a container
    if (c == std::char_traits<char>::eof())
      break;
    s.push_back(static_cast<char>(c));
  //^ note: appended here
    if (c == '\n')
      ++lines;
  }
  use(s);
}
struct T {
  std::string text_;
  explicit T(std::istream &in) : text_(std::istreambuf_iterator<char>(in), {}) {}
  //                             ^ warning: 'text_(std::istreambuf_iterator<char>(in), {})' reads a character at a time into a container
};
void a20(std::istream &in) {
  auto p = std::make_shared<std::string>(std::istreambuf_iterator<char>(in),
  //       ^ warning: 'std::make_shared<std::string>(...streambuf_iterator<char>())' reads a character at a time into a container
                                         std::istreambuf_iterator<char>());
  use(*p);
}
void a21(std::istream &in) {
  std::stringbuf out;
  std::ostringstream os;
  char c;
  while (in.get(c))
  //     ^ warning: 'in.get(c)' reads a character at a time into a container
    os << c;
  //^ note: appended here
  use(os.str());
}
void a22(std::istream &in) {
  std::string s;
  std::transform(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>(),
//^ warning: 'std::transform(std::istreambuf...<char>(std::toupper(c)); })' reads a character at a time into a container
                 std::back_inserter(s), [](char c) { return static_cast<char>(std::toupper(c)); });
  use(s);
}
void a23(std::istream &in) {
  std::string s;
  s = std::string(std::istreambuf_iterator<char>(in.rdbuf()), std::istreambuf_iterator<char>());
  //  ^ warning: 'std::string(std::istreambuf_it...streambuf_iterator<char>())' reads a character at a time into a container
  //  ^ note: read a chunk at a time
  // fix-notes: char chunk[16384];
  // fix-notes: for (std::streamsize n; (n = in.rdbuf()->sgetn(chunk, sizeof chunk)) > 0;)
  // fix-notes: s.append(chunk, static_cast<std::size_t>(n));
  use(s);
}
void a24(FILE *f) {
  std::string s;
  char c;
  while (fread(&c, 1, 1, f) == 1)
  //     ^ warning: 'fread(&c, 1, 1, f)' reads a character at a time into a container
    s.push_back(c);
  //^ note: appended here
  use(s);
}
void a25(std::istream &in) {
  std::string s;
  std::streambuf *b = in.rdbuf();
  for (int c = b->sbumpc(); c != EOF; c = b->sbumpc())
    s += char(c);
  use(s);
}
void a26(std::istream *in) {
  std::wstring w;
  (void)w;
  use(std::string(std::istreambuf_iterator<char>(*in), {}));
  //  ^ warning: 'std::string(std::istreambuf_iterator<char>(*in), {})' reads a character at a time into a container
}
void a27(FILE *f) {
  std::vector<unsigned char> v;
  int c = fgetc(f);
  while (c != EOF) {
    v.push_back(static_cast<unsigned char>(c));
  //^ note: appended here
    c = fgetc(f);
    //  ^ warning: 'fgetc(f)' reads a character at a time into a container
  }
}
void a28(std::istream &in) {
  std::string s;
  char c;
  while (true) {
    in.read(&c, 1);
  //^ warning: 'in.read(&c, 1)' reads a character at a time into a container
    if (!in)
      break;
    s += c;
  //^ note: appended here
  }
  use(s);
}
template <class S> std::string a29(S &in) {
  std::string s;
  char c;
  // fix: std::ifstream f("x");
  // fix: char chunk[16384];
  // fix: while (f.read(chunk, sizeof chunk) || f.gcount() > 0)
  // fix: s.append(chunk, static_cast<std::size_t>(f.gcount()));
  std::ifstream f("x");
  // fix:
  while (f.get(c))
  //     ^ warning: 'f.get(c)' reads a character at a time into a container
  // fix:
    s += c;
  //^ note: appended here
    // fix:
  return s + std::string(std::istreambuf_iterator<char>(in), {});
  //         ^ warning: 'std::string(std::istreambuf_iterator<char>(in), {})' reads a character at a time into a container
}
void a30(std::wistream &in) {
  std::wstring w((std::istreambuf_iterator<wchar_t>(in)), std::istreambuf_iterator<wchar_t>());
  //           ^ warning: 'w((std::istreambuf_iterator<wc...eambuf_iterator<wchar_t>())' reads a character at a time into a container
  //           ^ note: read a chunk at a time
  // fix-notes: std::wstring w;
  // fix-notes: wchar_t chunk[16384];
  // fix-notes: for (std::streamsize n; (n = in.rdbuf()->sgetn(chunk, 16384)) > 0;)
  // fix-notes: w.append(chunk, static_cast<std::size_t>(n));
}
std::string owned(std::unique_ptr<std::ifstream> stream) {
  std::string s;
  // fix-notes: std::string s;
  // fix-notes: char chunk[16384];
  char c;
  // fix-notes: while (stream->read(chunk, sizeof chunk) || stream->gcount() > 0)
  while (stream->get(c))
  //     ^ warning: 'stream->get(c)' reads a character at a time into a container
  //     ^ note: read a chunk at a time
  // fix-notes: s.append(chunk, static_cast<std::size_t>(stream->gcount()));
    s.push_back(c);
  //^ note: appended here
    // fix-notes:
  return s;
}
// What has been read is not read again.
std::string body(const std::string &message) {
  std::istringstream in(message);
  std::string version, text;
  in >> version;
  char c;
  // fix: char chunk[16384];
  while (in.get(c))
  //     ^ warning: 'in.get(c)' reads a character at a time into a container: each character pays for a sentry, a test of the stream's state, and an append; read a chunk at a time
  // fix: while (in.read(chunk, sizeof chunk) || in.gcount() > 0)
    text += c;
  //^ note: appended here
    // fix: text.append(chunk, static_cast<std::size_t>(in.gcount()));
  return version + text;
}
std::string all(int n) {
  std::stringstream both;
  both << n;
  std::string text;
  char c;
  // fix: char chunk[16384];
  while (both.get(c))
  //     ^ warning: 'both.get(c)' reads a character at a time into a container: each character pays for a sentry, a test of the stream's state, and an append; take the text with 'str()'
  // fix: while (both.read(chunk, sizeof chunk) || both.gcount() > 0)
    text += c;
  //^ note: appended here
    // fix: text.append(chunk, static_cast<std::size_t>(both.gcount()));
  return text;
}

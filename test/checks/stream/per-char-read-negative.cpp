// RUN: %check_fastidious stream-per-char-read %s
// Parsers, counts, copies to streams, and fields of a few characters.
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <unistd.h>
#include <vector>
void use(const std::string &);
void b01(std::istream &in) {
  std::string s((std::istream_iterator<char>(in)), std::istream_iterator<char>());
  use(s);
}
long b02(std::istream &in) {
  return std::count(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>(), '\n');
}
void b03(std::istream &in) {
  std::copy(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>(),
            std::ostreambuf_iterator<char>(std::cout));
}
void b04(std::istream &in) {
  std::map<char, int> h;
  char c;
  while (in.get(c))
    ++h[c];
}
std::vector<std::string> b05(std::istream &in) {
  std::vector<std::string> f;
  std::string cur;
  char c;
  while (in.get(c)) {
    if (c == ',') {
      f.push_back(cur);
      cur.clear();
    } else
      cur += c;
  }
  return f;
}
std::string b06(std::istream &in) {
  std::string w;
  char c;
  while (in.get(c) && std::isalnum(c))
    w += c;
  return w;
}
std::string b07(std::istream &in) {
  std::string s;
  char c;
  while (in.get(c)) {
    if (c == '"')
      break;
    if (c == '\\')
      in.get(c);
    s += c;
  }
  return s;
}
std::string b08(std::istream &in) {
  std::string s;
  char c;
  while (in >> c)
    s += c;
  return s;
}
std::string b09(std::istream &in) {
  std::string m;
  for (int i = 0; i < 4; ++i)
    m += static_cast<char>(in.get());
  return m;
}
void b10(std::istream &in, std::ostream &out) {
  char c;
  while (in.get(c))
    out.put(c);
}
void b11(std::istream &in, std::ostream &out) {
  char c;
  while (in.get(c))
    out << c;
}
std::set<char> b12(std::istream &in) {
  return std::set<char>(std::istreambuf_iterator<char>(in), {});
}
void b13(std::istream &in) {
  std::string line;
  while (std::getline(in, line))
    use(line);
}
int next_state(int, char);
std::string b14(std::istream &in) {
  std::string s;
  int st = 0;
  char c;
  while (in.get(c)) {
    st = next_state(st, c);
    s += c;
  }
  return s;
}
std::string b15(const std::string &t) {
  std::string s;
  for (char c : t)
    s += c;
  return s;
}
std::string b16(int fd) {
  std::string s;
  char c;
  while (read(fd, &c, 1) == 1 && c != '\n')
    s += c;
  return s;
}
std::string b17(std::istream &in) {
  std::string s;
  char c;
  while (in.get(c)) {
    switch (c) {
    case '&':
      s += c;
      break;
    default:
      return s;
    }
  }
  return s;
}
std::string b18(std::istream &in) {
  std::string s;
  char b[4096];
  while (in.read(b, sizeof b) || in.gcount())
    s.append(b, static_cast<std::size_t>(in.gcount()));
  return s;
}
bool b19(std::istream &a, std::istream &b) {
  return std::equal(std::istreambuf_iterator<char>(a), {}, std::istreambuf_iterator<char>(b));
}
std::vector<int> b20(std::istream &in) {
  std::vector<int> v;
  int c;
  while ((c = in.get()) != EOF)
    v.push_back(c);
  return v;
}
std::string b21(std::istream &in) {
  std::string tok;
  while (in.peek() != '"' && in.peek() != EOF)
    tok += static_cast<char>(in.get());
  return tok;
}
void b22(std::istream &in) {
  char c;
  while (in.get(c)) {
    std::string s;
    s += c;
    use(s);
  }
}
void b23(std::istream &in) {
  std::string w;
  char c;
  while (in.get(c)) {
    w += c;
    if (w.ends_with("END"))
      break;
  }
  use(w);
}
std::string b24(std::istream &in) {
  std::string s;
  char c;
  while (in.get(c)) {
    s += c;
    if (c == ';')
      break;
  }
  return s;
}
void b25(std::istream &in) {
  std::string word;
  int c;
  while ((c = in.get()) != EOF) {
    if (c == ' ') {
      use(word);
      word.clear();
      continue;
    }
    word += char(c);
  }
}
int getkey();
void b26() {
  std::string s;
  int c;
  while ((c = getkey()) != 27)
    s += char(c);
  use(s);
}
std::string b27(FILE *f) {
  std::string id;
  int c;
  while ((c = fgetc(f)) != EOF && (isalpha(c) || c == '_'))
    id += char(c);
  ungetc(c, f);
  return id;
}
void b28(std::istream &in) {
  char magic[4];
  in.read(magic, 4);
  int v = in.get();
  std::string s;
  s += char(v);
  use(s);
}
void b29(std::istream &in) {
  std::string s;
  int c;
  while ((c = in.get()) != EOF) {
    if (c == '%') {
      char h = 0;
      in.get(h);
      s += h;
    } else
      s += char(c);
  }
  use(s);
}
void b30(std::istream &in) {
  std::istreambuf_iterator<char> it(in), e;
  while (it != e && *it != ' ')
    ++it;
}

// A tag of four characters.
std::string tag(std::istream &in) {
  std::string text;
  char c;
  while (text.size() < 4 && in.get(c))
    text.push_back(c);
  return text;
}

// The next character decides, and stays in the stream for who comes next.
void skipBlanks(std::istream &in, std::string &skipped) {
  for (;;) {
    int next = in.peek();
    if (next <= 0 || !std::isspace(next))
      return;
    skipped += static_cast<char>(in.get());
  }
}

// RUN: %check_fastidious stream-slurp %s --std c++17,c++20,c++23
// Consumers that need all of the text, text that is used twice, and files that are rewritten.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <regex>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>
void use(const std::string &);
bool parse(const std::string &);
bool parse(const char *, std::size_t);
struct Json {
  static Json parse(const std::string &);
  static Json parse(std::istream &);
};
struct Xml {
  int Parse(const char *, std::size_t = 0);
};
std::string sha256(const std::string &);
struct Widget {
  void update(const std::string &);
};
void n01(const char *p) {
  std::ifstream in(p);
  std::stringstream ss;
  ss << in.rdbuf();
  Json::parse(ss.str());
}
void n02(std::istream &in) {
  std::string t(std::istreambuf_iterator<char>(in), {});
  parse(t);
}
void n03(std::istream &in) {
  std::string t(std::istreambuf_iterator<char>(in), {});
  Xml x;
  x.Parse(t.data(), t.size());
}
void n04(std::istream &in) {
  std::string t(std::istreambuf_iterator<char>(in), {});
  static const std::regex re("^a.*b$", std::regex::multiline);
  for (std::sregex_iterator it(t.begin(), t.end(), re), e; it != e; ++it)
    use(it->str());
}
std::string n05(std::istream &in) {
  std::string t(std::istreambuf_iterator<char>(in), {});
  return t;
}
void n06(std::istream &in) {
  std::string t(std::istreambuf_iterator<char>(in), {});
  std::istringstream a(t), b(t);
  std::string l;
  int n = 0;
  while (std::getline(a, l))
    ++n;
  while (std::getline(b, l))
    use(l + std::to_string(n));
}
void n07(std::istream &in, std::ostream &out) {
  std::string t(std::istreambuf_iterator<char>(in), {});
  out << "Content-Length: " << t.size() << "\r\n\r\n" << t;
}
void n08(const std::string &path) {
  std::ifstream in(path);
  std::vector<std::string> lines;
  std::string l;
  while (std::getline(in, l))
    lines.push_back(l);
  in.close();
  std::ofstream out(path);
  for (const auto &x : lines)
    if (!x.empty())
      out << x << '\n';
}
void n09(std::istream &in) {
  std::vector<std::string> lines;
  std::string l;
  while (std::getline(in, l))
    lines.push_back(l);
  std::sort(lines.begin(), lines.end());
  for (const auto &x : lines)
    use(x);
}
void n10(std::istream &in) {
  std::vector<std::string> lines;
  std::string l;
  while (std::getline(in, l))
    lines.push_back(l);
  for (auto it = lines.rbegin(); it != lines.rend(); ++it)
    use(*it);
}
void n11(std::istream &in) {
  std::vector<std::string> lines;
  std::string l;
  while (std::getline(in, l))
    lines.push_back(l);
  for (std::size_t i = 1; i < lines.size(); ++i)
    if (lines[i] == lines[i - 1])
      use(lines[i]);
}
void n12(std::istream &in) {
  std::string l;
  while (std::getline(in, l))
    use(l);
}
void n13(std::istream &in) {
  std::string t(std::istreambuf_iterator<char>(in), {});
  std::cout << sha256(t);
}
void n14(std::istream &in, Widget &w) {
  std::string t(std::istreambuf_iterator<char>(in), {});
  w.update(t);
}
void n15(std::istream &in) {
  std::string t(std::istreambuf_iterator<char>(in), {});
  std::size_t pos = 0;
  while (pos < t.size()) {
    if (t[pos] == '"') {
      pos += 2;
    } else
      ++pos;
  }
}
void n16(const std::string &text) {
  std::istringstream in(text);
  std::string all((std::istreambuf_iterator<char>(in)), {});
  std::cout << all;
}
void n17(std::istream &in) {
  std::string t(std::istreambuf_iterator<char>(in), {});
  if (t.find("begin") != std::string::npos)
    use(t.substr(3));
}
void n18(std::istream &in, std::map<std::string, std::string> &cache) {
  std::string t(std::istreambuf_iterator<char>(in), {});
  cache["x"] = t;
}
void n19(std::istream &in, std::ostream &out) {
  out << in.rdbuf();
}
void n20(std::istream &in) {
  std::stringstream ss;
  ss << in.rdbuf();
  Json::parse(ss);
}
void n21(std::istream &in) {
  std::string t(std::istreambuf_iterator<char>(in), {});
  std::istringstream is(t);
  std::string l;
  while (std::getline(is, l))
    use(l);
  parse(t);
}
std::mutex m;
void n22(std::istream &in) {
  std::string t;
  {
    std::lock_guard<std::mutex> lock(m);
    t.assign(std::istreambuf_iterator<char>(in), {});
  }
  std::cout << t;
}
void n23(std::istream &in, std::vector<std::string> &out) {
  std::string l;
  while (std::getline(in, l))
    out.push_back(l);
}
void n24(std::istream &in) {
  std::stringstream ss;
  ss << in.rdbuf();
  const std::string text = ss.str();
  std::smatch mm;
  std::regex r("x");
  std::regex_search(text, mm, r);
}
void n25(std::istream &in, const std::string &expected) {
  std::string t(std::istreambuf_iterator<char>(in), {});
  if (t != expected)
    std::cerr << t;
}
void n26(std::istream &in) {
  std::vector<int> v;
  int x;
  while (in >> x)
    v.push_back(x);
  for (int y : v)
    std::cout << y;
}
void n27(std::istream &in) {
  std::string t(std::istreambuf_iterator<char>(in), {});
  auto p = t.rfind('\n');
  std::cout << t.substr(p);
}
void n28(std::ostream &out) {
  std::ostringstream ss;
  ss << "a" << 1;
  out << ss.str();
}
void n29(std::istream &in, std::vector<std::string> &sink) {
  std::string rec;
  while (std::getline(in, rec, '\0'))
    use(rec);
}
void n30(const std::string &path) {
  std::string body;
  {
    std::ifstream in(path);
    std::stringstream ss;
    ss << in.rdbuf();
    body = ss.str();
  }
  FILE *f = fopen(path.c_str(), "w");
  fwrite(body.data(), 1, body.size(), f);
  fclose(f);
}
void n31(std::istream &in) {
  std::map<std::string, int> count;
  std::string l;
  while (std::getline(in, l))
    ++count[l];
  for (auto &[k, v] : count)
    std::cout << k << v;
}
void n32(std::fstream &io) {
  std::string t(std::istreambuf_iterator<char>(io), {});
  io.seekp(0);
  io << t;
}
void n33(std::istream &in) {
  std::stringstream ss;
  ss << in.rdbuf();
  std::string l;
  while (std::getline(ss, l))
    use(l);
  ss.clear();
  ss.seekg(0);
  while (std::getline(ss, l))
    use(l);
}
bool compile(const char *);
bool n34(const char *p) {
  std::ifstream in(p);
  std::stringstream ss;
  ss << in.rdbuf();
  std::string src = ss.str();
  return compile(src.c_str());
}
// Each line is changed on its way, or the text is copied from one string to another.
std::string n90(std::istream &in) {
  std::ostringstream memory;
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty() || line[0] == '#')
      continue;
    memory << line << '\n';
  }
  return memory.str();
}
std::string n91(std::istream &in) {
  std::string text, line;
  while (std::getline(in, line))
    text += line;
  return text;
}

// Read once, and written to each of several files.
void footer(const char *path, std::ostream *const *pages, int n) {
  std::ifstream in(path);
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  for (int i = 0; i < n; ++i)
    *pages[i] << text;
}

// What changes each piece takes it as it comes.
void chomp(char *text);
void sequence(std::FILE *in, std::string &out) {
  char buffer[1024];
  std::ostringstream all;
  while (true) {
    int c = std::fgetc(in);
    std::ungetc(c, in);
    if (c == '>' || std::feof(in))
      break;
    if (std::fgets(buffer, 1024, in) == nullptr)
      return;
    chomp(buffer);
    all << buffer;
  }
  out = all.str();
}

// The lines may come from elsewhere, too.
void positions(const std::string &path, std::vector<std::string> &list, bool isDefault) {
  std::vector<std::string> lines;
  if (isDefault) {
    lines.push_back("the usual position");
  } else {
    std::ifstream file(path);
    std::string line;
    while (std::getline(file, line))
      lines.push_back(line);
  }
  for (const std::string &line : lines)
    list.push_back("position " + line);
}

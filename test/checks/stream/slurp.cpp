// RUN: %check_fastidious stream-slurp %s
// Every way to read a whole stream, with every kind of consumer that takes it in pieces.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <regex>
#include <sstream>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>
// fix-notes: #include <utility>
// fix-notes: #include <vector>
void use(const std::string &);
void use(std::string_view, int);
bool parse(const std::string &);
std::vector<std::string> split(const std::string &, char);
struct Sha256 {
  void update(const char *, std::size_t);
  void update(const std::string &);
  std::string final();
};
unsigned long crc32(unsigned long, const unsigned char *, unsigned);
extern "C" int EVP_DigestUpdate(void *, const void *, std::size_t);
void send_block(const char *, std::size_t);

void p01(const std::string &path) {
  std::ifstream in(path);
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  //          ^ warning: 'text((std::istreambuf_iterator...streambuf_iterator<char>())' reads the whole of 'in' into memory, only to take it line by line
  //          ^ note: use the stream itself
  // fix-notes: std::string line;
  // fix-notes: while (std::getline(in, line))
  std::istringstream lines(text);
  // fix-notes:
  std::string line;
  // fix-notes:
  while (std::getline(lines, line))
//^ note: consumed here
  // fix-notes:
    use(line);
}
void p02(const std::string &path) {
  std::ifstream in(path);
  std::stringstream ss;
  // fix-notes: for (std::string line; std::getline(in, line);)
  ss << in.rdbuf();
//^ warning: 'ss << in.rdbuf()' reads the whole of 'in' into memory, only to take it line by line
//^ note: use the stream itself
  // fix-notes:
  for (std::string line; std::getline(ss, line);)
//^ note: consumed here
  // fix-notes:
    use(line);
}
void p03(std::istream &in, std::ostream &out) {
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>{}};
  //          ^ warning: 'text{std::istreambuf_iterator<...streambuf_iterator<char>{}}' reads the whole of 'in' into memory, only to write it to another stream
  //          ^ note: use the stream itself
  // fix-notes: out << in.rdbuf();
  out << text;
//^ note: consumed here
  // fix-notes:
}
void p04(std::istream &in, std::ostream &out) {
  std::ostringstream ss;
  // fix-notes: out << in.rdbuf();
  ss << in.rdbuf();
//^ warning: 'ss << in.rdbuf()' reads the whole of 'in' into memory, only to write it to another stream
//^ note: use the stream itself
  // fix-notes:
  out << ss.str();
//^ note: consumed here
  // fix-notes:
}
void p05(const char *from, const char *to) {
  std::ifstream in(from, std::ios::binary);
  std::ofstream out(to, std::ios::binary);
  std::vector<char> data((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  //                ^ warning: 'data((std::istreambuf_iterator...streambuf_iterator<char>())' reads the whole of 'in' into memory, only to write it to another stream
  out.write(data.data(), static_cast<std::streamsize>(data.size()));
//^ note: consumed here
}
void p06(const std::string &path) {
  std::ifstream in(path, std::ios::ate);
  const auto size = in.tellg();
  in.seekg(0);
  std::string text(static_cast<std::size_t>(size), '\0');
  in.read(&text[0], size);
//^ warning: 'in.read(&text[0], size)' reads the whole of 'in' into memory, only to take it line by line
  std::size_t pos = 0, end;
  while ((end = text.find('\n', pos)) != std::string::npos) {
//^ note: consumed here
    use(text.substr(pos, end - pos));
    pos = end + 1;
  }
}
std::string p07(std::istream &in) {
  Sha256 sha;
  std::string data(std::istreambuf_iterator<char>(in), {});
  //          ^ warning: 'data(std::istreambuf_iterator<char>(in), {})' reads the whole of 'in' into memory, only to feed what also takes it piece by piece
  sha.update(data.data(), data.size());
//^ note: consumed here
  return sha.final();
}
std::string p08(std::istream &in) {
  Sha256 hasher;
  std::stringstream buffer;
  buffer << in.rdbuf();
//^ warning: 'buffer << in.rdbuf()' reads the whole of 'in' into memory, only to feed what also takes it piece by piece
  hasher.update(buffer.str());
//^ note: consumed here
  return hasher.final();
}
void p09(FILE *f, void *ctx) {
  fseek(f, 0, SEEK_END);
  long n = ftell(f);
  rewind(f);
  std::vector<unsigned char> buf(static_cast<std::size_t>(n));
  if (fread(buf.data(), 1, buf.size(), f) != buf.size())
  //  ^ warning: 'fread(buf.data(), 1, buf.size(), f)' reads the whole of 'f' into memory, only to feed what also takes it piece by piece
    return;
  EVP_DigestUpdate(ctx, buf.data(), buf.size());
//^ note: consumed here
}
void p10(std::istream &in) {
  std::vector<std::string> lines;
  std::string line;
  while (std::getline(in, line))
  //     ^ warning: 'std::getline(in, line)' reads the whole of 'in' into memory, only to take it line by line
    lines.push_back(line);
  for (const auto &l : lines)
//^ note: consumed here
    use(l);
}
void p11(std::istream &in) {
  std::string all, line;
  while (std::getline(in, line)) {
  //     ^ warning: 'std::getline(in, line)' reads the whole of 'in' into memory, only to take it record by record
    all += line;
    all += '\n';
  }
  std::istringstream again(all);
  int a, b;
  while (again >> a >> b)
//^ note: consumed here
    std::cout << a + b;
}
void p12(std::istream &in) {
  std::string text;
  std::getline(in, text, '\0');
//^ warning: 'std::getline(in, text, '\0')' reads the whole of 'in' into memory, only to take it line by line
  for (const auto &l : split(text, '\n'))
  //                   ^ note: consumed here
    use(l);
}
static std::string readAll(const std::string &path) {
  std::ifstream in(path);
  std::ostringstream ss;
  ss << in.rdbuf();
//^ warning: 'ss << in.rdbuf()' reads the whole of 'in' into a string stream, and 'ss.str()' copies all of it again
//^ note: let the string stream give its memory away
  return ss.str();
  //     ^ note: the second copy is made here
  // fix-notes: return std::move(ss).str();
}
void p13(const std::string &path) {
  std::istringstream in(readAll(path));
  //                    ^ warning: 'readAll(path)' returns the whole stream in memory, only to take it line by line
  std::string line;
  while (std::getline(in, line))
//^ note: consumed here
    use(line);
}
static void eachLine(const std::string &text) {
  std::istringstream in(text);
  for (std::string l; std::getline(in, l);)
    use(l);
}
void p14(const std::string &path) {
  std::ifstream in(path);
  std::string s((std::istreambuf_iterator<char>(in)), {});
  //          ^ warning: 's((std::istreambuf_iterator<char>(in)), {})' reads the whole of 'in' into memory, only to take it line by line
  eachLine(s);
//^ note: consumed here
}
struct Rec {
  int a;
  double b;
};
void take(const Rec &);
void p15(std::ifstream &in, std::size_t n) {
  in.seekg(0, std::ios::end);
  std::vector<char> data(in.tellg());
  in.seekg(0, std::ios::beg);
  in.read(data.data(), data.size());
//^ warning: 'in.read(data.data(), data.size())' reads the whole of 'in' into memory, only to take it chunk by chunk
  for (std::size_t i = 0; i + sizeof(Rec) <= data.size(); i += sizeof(Rec)) {
//^ note: consumed here
    Rec r;
    std::memcpy(&r, data.data() + i, sizeof r);
    take(r);
  }
}
void p16(std::istream &in) {
  std::string data((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  //          ^ warning: 'data((std::istreambuf_iterator...streambuf_iterator<char>())' reads the whole of 'in' into memory, only to take it chunk by chunk
  for (std::size_t off = 0; off < data.size(); off += 4096)
//^ note: consumed here
    send_block(data.data() + off, std::min<std::size_t>(4096, data.size() - off));
}
void p17(std::istream &in) {
  char buf[4096];
  std::string all;
  while (in.read(buf, sizeof buf) || in.gcount() > 0)
  //     ^ warning: 'in.read(buf, sizeof buf)' reads the whole of 'in' into memory, only to write it to another stream
    all.append(buf, static_cast<std::size_t>(in.gcount()));
  std::cout << all;
//^ note: consumed here
}
void p18(FILE *f) {
  char buf[512];
  std::string out;
  while (std::fgets(buf, sizeof buf, f))
  //     ^ warning: 'std::fgets(buf, sizeof buf, f)' reads the whole of 'f' into memory, only to take it line by line
    out += buf;
  std::istringstream is(out);
  std::string line;
  while (std::getline(is, line))
//^ note: consumed here
    use(line);
}
unsigned long p19(std::istream &in) {
  std::vector<unsigned char> bytes((std::istreambuf_iterator<char>(in)),
  //                         ^ warning: 'bytes((std::istreambuf_iterato...streambuf_iterator<char>())' reads the whole of 'in' into memory, only to feed what also takes it piece by piece
                                   std::istreambuf_iterator<char>());
  return crc32(0L, bytes.data(), static_cast<unsigned>(bytes.size()));
  //     ^ note: consumed here
}
void p20(std::istream &in) {
  std::string text(std::istreambuf_iterator<char>(in), {});
  //          ^ warning: 'text(std::istreambuf_iterator<char>(in), {})' reads the whole of 'in' into memory, only to take it line by line
  std::replace(text.begin(), text.end(), '\r', '\n');
  std::stringstream ss(text);
  std::string line;
  while (std::getline(ss, line, '\n')) {
//^ note: consumed here
    if (line.empty())
      continue;
    use(line);
  }
}
void p21(std::istream &in) {
  std::string text(std::istreambuf_iterator<char>(in), {});
  //          ^ warning: 'text(std::istreambuf_iterator<char>(in), {})' reads the whole of 'in' into memory, only to take it line by line
  std::string cur;
  for (char c : text) {
//^ note: consumed here
    if (c == '\n') {
      use(cur);
      cur.clear();
    } else
      cur += c;
  }
}
bool p22(const std::string &path, std::string *out) {
  std::ifstream in(path);
  if (!in)
    return false;
  std::stringstream ss;
  ss << in.rdbuf();
//^ warning: 'ss << in.rdbuf()' reads the whole of 'in' into a string stream, and 'ss.str()' copies all of it again
//^ note: let the string stream give its memory away
  *out = ss.str();
  //     ^ note: the second copy is made here
  // fix-notes: *out = std::move(ss).str();
  return true;
}
struct Doc {
  std::string text_;
  void load(std::istream &in) {
    std::stringstream ss;
    ss << in.rdbuf();
  //^ warning: 'ss << in.rdbuf()' reads the whole of 'in' into a string stream, and 'ss.str()' copies all of it again
  //^ note: let the string stream give its memory away
    text_ = ss.str();
    //      ^ note: the second copy is made here
    // fix-notes: text_ = std::move(ss).str();
  }
};
void p23(std::istream &in) {
  std::stringstream ss;
  // fix-notes: std::string key, value;
  // fix-notes: while (in >> key >> value)
  in >> ss.rdbuf();
//^ warning: 'in >> ss.rdbuf()' reads the whole of 'in' into memory, only to take it record by record
//^ note: use the stream itself
  // fix-notes:
  std::string key, value;
  // fix-notes:
  while (ss >> key >> value)
//^ note: consumed here
  // fix-notes:
    use(key + value);
}
void p24(std::istream &in) {
  std::string text(std::istreambuf_iterator<char>(in), {});
  //          ^ warning: 'text(std::istreambuf_iterator<char>(in), {})' reads the whole of 'in' into memory, only to take it line by line
  std::string_view rest = text;
  while (!rest.empty()) {
//^ note: consumed here
    auto nl = rest.find('\n');
    use(rest.substr(0, nl), 1);
    if (nl == std::string_view::npos)
      break;
    rest.remove_prefix(nl + 1);
  }
}
void p25(const std::filesystem::path &p) {
  std::ifstream f(p, std::ios::binary);
  std::string s;
  s.resize(std::filesystem::file_size(p));
  f.read(s.data(), static_cast<std::streamsize>(s.size()));
//^ warning: 'f.read(s.data(), static_cast<std::streamsize>(s.size()))' reads the whole of 'f' into memory, only to take it line by line
  std::size_t begin = 0;
  for (;;) {
//^ note: consumed here
    const std::size_t nl = s.find('\n', begin);
    if (nl == std::string::npos) {
      use(s.substr(begin));
      break;
    }
    use(s.substr(begin, nl - begin));
    begin = nl + 1;
  }
}
void p26(std::istream &in, FILE *o) {
  std::string text(std::istreambuf_iterator<char>(in), {});
  //          ^ warning: 'text(std::istreambuf_iterator<char>(in), {})' reads the whole of 'in' into memory, only to write it to another stream
  std::fwrite(text.data(), 1, text.size(), o);
//^ note: consumed here
}
void p27(std::istream &in) {
  std::vector<std::string> lines;
  for (std::string l; std::getline(in, l);)
  //                  ^ warning: 'std::getline(in, l)' reads the whole of 'in' into memory, only to take it line by line
    lines.emplace_back(std::move(l));
  for (std::size_t i = 0; i < lines.size(); ++i)
//^ note: consumed here
    use(lines[i]);
}
void p28(std::istream &in) {
  std::copy(std::istreambuf_iterator<char>(std::cin), {},
            std::ostreambuf_iterator<char>(std::cout));
  std::string text;
  std::copy(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>(),
//^ warning: 'std::copy(std::istreambuf_iter..., std::back_inserter(text))' reads the whole of 'in' into memory, only to write it to another stream
            std::back_inserter(text));
  std::cout << text;
//^ note: consumed here
}
void p29(const char *path) {
  std::unique_ptr<FILE, int (*)(FILE *)> f(fopen(path, "rb"), fclose);
  fseek(f.get(), 0, SEEK_END);
  std::size_t n = static_cast<std::size_t>(ftell(f.get()));
  rewind(f.get());
  auto buf = std::make_unique<char[]>(n);
  fread(buf.get(), 1, n, f.get());
//^ warning: 'fread(buf.get(), 1, n, f.get())' reads the whole of 'f.get()' into memory, only to write it to another stream
  std::cout.write(buf.get(), static_cast<std::streamsize>(n));
//^ note: consumed here
}
void p30(std::istream &in) {
  std::cout << std::string(std::istreambuf_iterator<char>(in), {});
  //           ^ warning: 'std::string(std::istreambuf_iterator<char>(in), {})' reads the whole of 'in' into memory, only to write it to another stream
//^ note: consumed here
}

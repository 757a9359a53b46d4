// RUN: %check_fastidious stream-per-char-read %s --std c++17,c++20,c++23 --run
// Each form that has a fix.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

static const char *const name = "per-char-read-run.txt";

static std::string declared() {
  std::ifstream in(name);
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  //          ^ warning: 'text((std::istreambuf_iterator...streambuf_iterator<char>())' reads a character at a time into a container
  // fix: std::string text;
  // fix: char chunk[16384];
  // fix: for (std::streamsize n; (n = in.rdbuf()->sgetn(chunk, sizeof chunk)) > 0;)
  // fix: text.append(chunk, static_cast<std::size_t>(n));
  return text;
}

static std::size_t spelledTwice() {
  std::ifstream in(name, std::ios::binary);
  auto text = std::string(std::istreambuf_iterator<char>(in), {});
  //          ^ warning: 'std::string(std::istreambuf_iterator<char>(in), {})' reads a character at a time into a container
  // fix: std::string text;
  // fix: char chunk[16384];
  // fix: for (std::streamsize n; (n = in.rdbuf()->sgetn(chunk, sizeof chunk)) > 0;)
  // fix: text.append(chunk, static_cast<std::size_t>(n));
  return text.size();
}

static std::string returned() {
  std::ifstream in(name);
  return std::string{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>{}};
  //     ^ warning: 'std::string{std::istreambuf_it...streambuf_iterator<char>{}}' reads a character at a time into a container
  // fix: std::string text;
  // fix: char chunk[16384];
  // fix: for (std::streamsize n; (n = in.rdbuf()->sgetn(chunk, sizeof chunk)) > 0;)
  // fix: text.append(chunk, static_cast<std::size_t>(n));
  // fix: return text;
}

static std::string returnedAsList(std::istream &in) {
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  //     ^ warning: '{std::istreambuf_iterator<char...streambuf_iterator<char>()}' reads a character at a time into a container
  //     ^ note: read a chunk at a time
  // fix-notes: std::string text;
  // fix-notes: char chunk[16384];
  // fix-notes: for (std::streamsize n; (n = in.rdbuf()->sgetn(chunk, sizeof chunk)) > 0;)
  // fix-notes: text.append(chunk, static_cast<std::size_t>(n));
  // fix-notes: return text;
}

static std::vector<unsigned char> bytes(std::istream *in) {
  std::vector<unsigned char> data((std::istreambuf_iterator<char>(*in)), {});
  //                         ^ warning: 'data((std::istreambuf_iterator<char>(*in)), {})' reads a character at a time into a container
  //                         ^ note: read a chunk at a time
  // fix-notes: std::vector<unsigned char> data;
  // fix-notes: char chunk[16384];
  // fix-notes: for (std::streamsize n; (n = in->rdbuf()->sgetn(chunk, sizeof chunk)) > 0;)
  // fix-notes: data.insert(data.end(), chunk, chunk + n);
  return data;
}

static std::wstring wide() {
  std::wistringstream in(L"wide text");
  std::wstring text(std::istreambuf_iterator<wchar_t>(in), {});
  //           ^ warning: 'text(std::istreambuf_iterator<wchar_t>(in), {})' reads a character at a time into a container
  // fix: std::wstring text;
  // fix: wchar_t chunk[16384];
  // fix: for (std::streamsize n; (n = in.rdbuf()->sgetn(chunk, 16384)) > 0;)
  // fix: text.append(chunk, static_cast<std::size_t>(n));
  return text;
}

static void assigned(std::istream &in, std::string &text) {
  text.assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
//^ warning: 'text.assign(std::istreambuf_it...streambuf_iterator<char>())' reads a character at a time into a container
//^ note: read a chunk at a time
  // fix-notes: text.clear();
  // fix-notes: char chunk[16384];
  // fix-notes: for (std::streamsize n; (n = in.rdbuf()->sgetn(chunk, sizeof chunk)) > 0;)
  // fix-notes: text.append(chunk, static_cast<std::size_t>(n));
}

static void assignedAnew(std::istream &in, std::string *text) {
  *text = std::string(std::istreambuf_iterator<char>(in.rdbuf()), {});
  //      ^ warning: 'std::string(std::istreambuf_iterator<char>(in.rdbuf()), {})' reads a character at a time into a container
  //      ^ note: read a chunk at a time
  // fix-notes: text->clear();
  // fix-notes: char chunk[16384];
  // fix-notes: for (std::streamsize n; (n = in.rdbuf()->sgetn(chunk, sizeof chunk)) > 0;)
  // fix-notes: text->append(chunk, static_cast<std::size_t>(n));
}

static void inserted(std::istream &in, std::vector<char> &text) {
  text.insert(text.end(), std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
//^ warning: 'text.insert(text.end(), std::i...streambuf_iterator<char>())' reads a character at a time into a container
//^ note: read a chunk at a time
  // fix-notes: char chunk[16384];
  // fix-notes: for (std::streamsize n; (n = in.rdbuf()->sgetn(chunk, sizeof chunk)) > 0;)
  // fix-notes: text.insert(text.end(), chunk, chunk + n);
}

static void copied(std::string &text) {
  std::ifstream in(name);
  std::copy(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>(),
//^ warning: 'std::copy(std::istreambuf_iter..., std::back_inserter(text))' reads a character at a time into a container
  // fix: char chunk[16384];
  // fix: for (std::streamsize n; (n = in.rdbuf()->sgetn(chunk, sizeof chunk)) > 0;)
  // fix: text.append(chunk, static_cast<std::size_t>(n));
            std::back_inserter(text));
            // fix:
}

static std::pair<std::string, bool> got() {
  std::ifstream in(name);
  std::string text;
  char c;
  // fix: char chunk[16384];
  // fix: while (in.read(chunk, sizeof chunk) || in.gcount() > 0)
  // fix: text.append(chunk, static_cast<std::size_t>(in.gcount()));
  while (in.get(c))
  //     ^ warning: 'in.get(c)' reads a character at a time into a container
  // fix:
    text.push_back(c);
  //^ note: appended here
    // fix:
  return {text, in.eof() && in.fail()};
}

static std::string gotAsInteger(std::istream &in) {
  std::string text;
  int c = 0;
  // fix-notes: char chunk[16384];
  // fix-notes: while (in.read(chunk, sizeof chunk) || in.gcount() > 0)
  // fix-notes: text.append(chunk, static_cast<std::size_t>(in.gcount()));
  while ((c = in.get()) != std::char_traits<char>::eof()) {
  //          ^ warning: 'in.get()' reads a character at a time into a container
  //          ^ note: read a chunk at a time
  // fix-notes:
    text += static_cast<char>(c);
  //^ note: appended here
    // fix-notes:
  }
  // fix-notes:
  return text;
}

static std::string gotFromFile() {
  std::FILE *file = std::fopen(name, "r");
  std::string text;
  for (int c; (c = std::fgetc(file)) != EOF;)
  //               ^ warning: 'std::fgetc(file)' reads a character at a time into a container
  // fix: char chunk[16384];
  // fix: for (std::size_t n; (n = std::fread(chunk, 1, sizeof chunk, file)) > 0;)
  // fix: text.append(chunk, n);
    text.push_back(static_cast<char>(c));
  //^ note: appended here
    // fix:
  std::fclose(file);
  return text;
}

static std::vector<unsigned char> gotBytes(std::FILE *file) {
  std::vector<unsigned char> data;
  int c;
  // fix: char chunk[16384];
  // fix: for (std::size_t n; (n = fread(chunk, 1, sizeof chunk, file)) > 0;)
  // fix: data.insert(data.end(), chunk, chunk + n);
  while ((c = getc(file)) != EOF)
  //          ^ warning: 'getc(file)' reads a character at a time into a container
  // fix:
    data.push_back(static_cast<unsigned char>(c));
  //^ note: appended here
    // fix:
  return data;
}

// The last character is still asked for: no fix.
static int last(std::istream &in, std::string &text) {
  int c, before = 0;
  while ((c = in.get()) != EOF) {
  //          ^ warning: 'in.get()' reads a character at a time into a container
    text += static_cast<char>(c);
  //^ note: appended here
    before = c == '\n' ? before : 1;
  }
  return c + before;
}

int main() {
  {
    std::ofstream out(name);
    for (int i = 0; i < 5000; ++i)
      out << i << (i % 7 == 0 ? '\n' : '\0');
  }
  auto opened = [] { return std::ifstream(name); };
  std::ifstream a = opened(), b = opened(), c = opened(), d = opened(), e = opened(), f = opened(),
                g = opened();
  std::string text = "old", other = "older";
  std::vector<char> data{'a'};
  assigned(c, text);
  assignedAnew(d, &other);
  inserted(e, data);
  copied(other);
  std::size_t sum = 0;
  for (const std::string &s : {declared(), returned(), returnedAsList(a), text, other, got().first,
                               gotAsInteger(f), gotFromFile()})
    for (char character : s)
      sum = sum * 31 + static_cast<unsigned char>(character);
  std::FILE *file = std::fopen(name, "r");
  std::cout << sum << ' ' << spelledTwice() << ' ' << bytes(&b).size() << ' ' << wide().size()
            << ' ' << data.size() << ' ' << got().second << ' ' << gotBytes(file).back() << '\n';
  std::fclose(file);
  std::cout << last(g, text) << '\n';
  std::remove(name);
}

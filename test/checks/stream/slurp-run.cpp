// RUN: %check_fastidious stream-slurp %s --std c++17,c++20,c++23 --run
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <utility>

static int lines(std::istream &in) {
  std::stringstream text;
  // fix-notes:
  text << in.rdbuf();
  // fix-notes:
//^ warning: 'text << in.rdbuf()' reads the whole of 'in' into memory, only to take it line by line
//^ note: use the stream itself
  int count = 0;
  for (std::string line; std::getline(text, line);)
  // fix-notes: for (std::string line; std::getline(in, line);)
//^ note: consumed here
    count += line.empty() ? 0 : 1;
  return count;
}

static long sum(std::istream &in) {
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  // fix-notes:
  //          ^ warning: 'text((std::istreambuf_iterator...streambuf_iterator<char>())' reads the whole of 'in' into memory, only to take it record by record
  //          ^ note: use the stream itself
  std::istringstream numbers(text);
  // fix-notes:
  long total = 0, n = 0;
  while (numbers >> n)
  // fix-notes: while (in >> n)
//^ note: consumed here
    total += n;
  return total;
}

static void copy(std::istream &in, std::ostream &out) {
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  // fix-notes:
  //                ^ warning: 'text{std::istreambuf_iterator<char>(in), {}}' reads the whole of 'in' into memory, only to write it to another stream
  //                ^ note: use the stream itself
  out << "[" << text << "]\n";
  // fix-notes: out << "[" << in.rdbuf() << "]\n";
//^ note: consumed here
}

static void copyBuffer(std::istream &in, std::ostream &out) {
  std::ostringstream memory;
  // fix-notes:
  memory << in.rdbuf();
  // fix-notes:
//^ warning: 'memory << in.rdbuf()' reads the whole of 'in' into memory, only to write it to another stream
//^ note: use the stream itself
  out << memory.str();
  // fix-notes: out << in.rdbuf();
//^ note: consumed here
}

static void copyThrough(std::istream &in, std::ostream &out) {
  std::stringstream memory;
  // fix-notes:
  memory << in.rdbuf();
  // fix-notes:
//^ warning: 'memory << in.rdbuf()' reads the whole of 'in' into memory, only to write it to another stream
//^ note: use the stream itself
  out << memory.rdbuf() << '\n';
  // fix-notes: out << in.rdbuf() << '\n';
//^ note: consumed here
}

static std::string contents(std::istream &in) {
  std::ostringstream memory;
  memory << in.rdbuf();
//^ warning: 'memory << in.rdbuf()' reads the whole of 'in' into a string stream, and 'memory.str()' copies all of it again
//^ note(c++20+): let the string stream give its memory away
  return memory.str();
  // fix-notes(c++20+): return std::move(memory).str();
  //     ^ note: the second copy is made here
}

// The stream is used between the read and the consumer: no fix.
static int closed(std::ifstream &in) {
  std::stringstream text;
  text << in.rdbuf();
//^ warning: 'text << in.rdbuf()' reads the whole of 'in' into memory, only to take it line by line
  in.close();
  int count = 0;
  for (std::string line; std::getline(text, line);)
//^ note: consumed here
    ++count;
  return count;
}

// The text is tested on the way: no fix.
static void tested(std::istream &in, std::ostream &out) {
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  //          ^ warning: 'text((std::istreambuf_iterator...streambuf_iterator<char>())' reads the whole of 'in' into memory, only to write it to another stream
  if (text.empty())
    return;
  out << text;
//^ note: consumed here
}

int main() {
  const char *name = "slurp-run.txt";
  std::ofstream(name) << "1 2\n\n30\n4";
  auto opened = [name] { return std::ifstream(name); };
  std::ifstream a = opened(), b = opened(), c = opened(), d = opened(), e = opened(), f = opened(),
                g = opened(), h = opened();
  std::cout << lines(a) << ' ' << sum(b) << '\n';
  copy(c, std::cout);
  copyBuffer(d, std::cout);
  copyThrough(e, std::cout);
  std::cout << contents(f) << ' ' << closed(g) << '\n';
  //           ^ warning: 'contents(f)' returns the whole stream in memory, only to write it to another stream:
//^ note: consumed here
  tested(h, std::cout);
  std::remove(name);
}

//! A file of 8 MiB with lines of 64 bytes, from the system's cache.
#include "tools/bench/Pair.h"

#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

#include <unistd.h>

/// A file that is removed with the object.
class File {
public:
  File() {
    int Descriptor = mkstemp(Path);
    if (Descriptor >= 0)
      close(Descriptor);
    std::ofstream Out(Path);
    for (int i = 0; i < 131'072; ++i)
      Out << std::string(63, 'x') << '\n';
  }
  File(const File &) = delete;
  ~File() { std::remove(Path); }
  const char *path() const { return Path; }

private:
  char Path[32] = "/tmp/fastidious-bench-XXXXXX";
};
File file() {
  return File();
}

namespace before {
std::size_t lines(const File &file) {
  std::ifstream in(file.path());
  std::stringstream text;
  text << in.rdbuf();
  std::size_t count = 0;
  std::string line;
  while (std::getline(text, line))
    count += line.size();
  return count;
}
bool copy(const File &file) {
  std::ifstream in(file.path());
  std::ofstream out("/dev/null");
  std::stringstream text;
  text << in.rdbuf();
  out << text.str();
  return out.good();
}
} // namespace before

namespace after {
std::size_t lines(const File &file) {
  std::ifstream in(file.path());
  std::size_t count = 0;
  std::string line;
  while (std::getline(in, line))
    count += line.size();
  return count;
}
bool copy(const File &file) {
  std::ifstream in(file.path());
  std::ofstream out("/dev/null");
  out << in.rdbuf();
  return out.good();
}
} // namespace after

static const int Rows[] = {
    bench::pair("read a line at a time", before::lines, after::lines, file),
    bench::pair("written to another stream", before::copy, after::copy, file),
};

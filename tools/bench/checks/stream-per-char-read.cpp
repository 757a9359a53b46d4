//! A file of 4 MiB is read into a string, from the system's cache. After: one read of the file's
//! size.
#include "tools/bench/Pair.h"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include <unistd.h>

/// A file that is removed with the object.
class File {
public:
  File() {
    int Descriptor = mkstemp(Path);
    if (Descriptor >= 0)
      close(Descriptor);
    std::ofstream(Path) << std::string(1 << 22, 'x');
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
std::size_t iterators(const File &file) {
  std::ifstream in(file.path(), std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  return text.size();
}
std::size_t loop(const File &file) {
  std::ifstream in(file.path(), std::ios::binary);
  std::string text;
  char c;
  while (in.get(c))
    text.push_back(c);
  return text.size();
}
} // namespace before

namespace after {
std::size_t iterators(const File &file) {
  std::ifstream in(file.path(), std::ios::binary | std::ios::ate);
  std::string text(static_cast<std::size_t>(in.tellg()), '\0');
  in.seekg(0);
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  return text.size();
}
std::size_t loop(const File &file) {
  return iterators(file);
}
} // namespace after

static const int Rows[] = {
    bench::pair("istreambuf_iterator", before::iterators, after::iterators, file),
    bench::pair("get() and push_back()", before::loop, after::loop, file),
};

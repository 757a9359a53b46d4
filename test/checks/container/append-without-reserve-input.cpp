// RUN: %check_fastidious container-append-without-reserve %s
// Numbers that come out of a file: `reserve` would believe a damaged one.
#include <cstddef>
#include <cstdint>
#include <istream>
#include <stdexcept>
#include <vector>

std::uint32_t readU32(std::istream &in);
std::uint16_t readU16(std::istream &in);
bool hasBytes(std::istream &in, std::size_t n);

std::vector<unsigned> believed(std::istream &in) {
  std::uint32_t size = readU32(in);
  if (size == 0)
    return {};
  std::vector<unsigned> out;
  for (std::uint32_t i = 0; i < size; ++i)
  // fix-notes: out.reserve(size);
  // fix-notes: for (std::uint32_t i = 0; i < size; ++i)
    out.push_back(readU32(in));
  //^ warning: call 'out.reserve(size)' before the loop, once 'size', which comes from the input, has been checked [fastidious
  //^ note: reserve before the loop
  return out;
}

std::vector<unsigned> got(std::istream &in) {
  std::size_t n = 0;
  in >> n;
  std::vector<unsigned> out;
  for (std::size_t i = 0; i < n; ++i)
  // fix-notes: out.reserve(n);
  // fix-notes: for (std::size_t i = 0; i < n; ++i)
    out.push_back(readU32(in));
  //^ warning: call 'out.reserve(n)' before the loop, once 'n', which comes from the input, has been checked [fastidious
  //^ note: reserve before the loop
  return out;
}

// A stream that has ended fails, and the loop goes on.
std::vector<int> extracted(std::istream &in) {
  std::size_t n = 0;
  in >> n;
  std::vector<int> out;
  for (std::size_t i = 0; i < n; ++i) {
  // fix: out.reserve(n);
  // fix: for (std::size_t i = 0; i < n; ++i) {
    int x = 0;
    in >> x;
    out.push_back(x);
  //^ warning: call 'out.reserve(n)' before the loop [fastidious
  }
  return out;
}

// A limit was asked for, whatever it is.
std::vector<unsigned> limited(std::istream &in, std::size_t most) {
  std::uint32_t size = readU32(in);
  if (size > most)
    throw std::runtime_error("too many");
  std::vector<unsigned> out;
  for (std::uint32_t i = 0; i < size; ++i)
  // fix: out.reserve(size);
  // fix: for (std::uint32_t i = 0; i < size; ++i)
    out.push_back(readU32(in));
  //^ warning: call 'out.reserve(size)' before the loop [fastidious
  return out;
}

std::vector<unsigned> tested(std::istream &in) {
  std::uint32_t size = readU32(in);
  if (!hasBytes(in, 4 * std::size_t{size}))
    return {};
  std::vector<unsigned> out;
  for (std::uint32_t i = 0; i < size; ++i)
  // fix: out.reserve(size);
  // fix: for (std::uint32_t i = 0; i < size; ++i)
    out.push_back(readU32(in));
  //^ warning: call 'out.reserve(size)' before the loop [fastidious
  return out;
}

// 65,535 elements are no attack.
std::vector<unsigned> small(std::istream &in) {
  std::uint16_t size = readU16(in);
  std::vector<unsigned> out;
  for (unsigned i = 0; i < size; ++i)
  // fix: out.reserve(size);
  // fix: for (unsigned i = 0; i < size; ++i)
    out.push_back(readU32(in));
  //^ warning: call 'out.reserve(size)' before the loop [fastidious
  return out;
}

// As many elements are appended whatever the number is.
std::vector<unsigned> appendedAnyway(std::istream &in) {
  std::uint32_t size = readU32(in);
  std::vector<unsigned> out;
  for (std::uint32_t i = 0; i < size; ++i)
  // fix: out.reserve(size);
  // fix: for (std::uint32_t i = 0; i < size; ++i)
    out.push_back(i * i);
  //^ warning: call 'out.reserve(size)' before the loop [fastidious
  return out;
}

// The caller may have read it, too.
std::vector<unsigned> given(std::istream &in, std::uint32_t size) {
  std::vector<unsigned> out;
  for (std::uint32_t i = 0; i < size; ++i)
  // fix-notes: out.reserve(size);
  // fix-notes: for (std::uint32_t i = 0; i < size; ++i)
    out.push_back(readU32(in));
  //^ warning: call 'out.reserve(size)' before the loop, once 'size', which may come from the input, has been checked [fastidious
  //^ note: reserve before the loop
  return out;
}

// A number in what is read as a whole.
struct File {
  std::size_t read(void *to, std::size_t size);
};
struct Header {
  std::uint32_t count, other;
};
std::vector<unsigned> withHeader(File &file, std::istream &in) {
  Header header;
  file.read(&header, sizeof(header));
  std::vector<unsigned> out;
  for (std::uint32_t i = 0; i < header.count; ++i)
  // fix-notes: out.reserve(header.count);
  // fix-notes: for (std::uint32_t i = 0; i < header.count; ++i)
    out.push_back(readU32(in));
  //^ warning: call 'out.reserve(header.count)' before the loop, once 'count', which comes from the input, has been checked
  //^ note: reserve before the loop
  return out;
}
std::vector<unsigned> withCheckedHeader(File &file, std::istream &in) {
  Header header;
  if (file.read(&header, sizeof(header)) != sizeof(header) || header.count > 1000)
    return {};
  std::vector<unsigned> out;
  for (std::uint32_t i = 0; i < header.count; ++i)
  // fix: out.reserve(header.count);
  // fix: for (std::uint32_t i = 0; i < header.count; ++i)
    out.push_back(readU32(in));
  //^ warning: call 'out.reserve(header.count)' before the loop [fastidious
  return out;
}

// It counts itself down.
struct Parser {
  virtual void readList(std::istream &in, std::uint32_t &size);
  std::vector<unsigned> list(std::istream &in);
};
std::vector<unsigned> Parser::list(std::istream &in) {
  std::vector<unsigned> out;
  std::uint32_t size = 0;
  readList(in, size);
  while (size--)
  // fix-notes: out.reserve(size);
  // fix-notes: while (size--)
    out.push_back(readU32(in));
  //^ warning: call 'out.reserve(size)' before the loop, once 'size', which comes from the input, has been checked
  //^ note: reserve before the loop
  return out;
}

// A member that is read by itself.
struct Section {
  std::uint32_t count;
  std::vector<unsigned> pages;
};
void readSection(std::istream &in, Section &section) {
  section.count = readU32(in);
  section.pages.clear();
  for (std::uint32_t i = 0; i < section.count; ++i)
  // fix-notes: section.pages.reserve(section.count);
  // fix-notes: for (std::uint32_t i = 0; i < section.count; ++i)
    section.pages.push_back(readU32(in));
  //^ warning: call 'section.pages.reserve(section.count)' before the loop, once 'count', which comes from the input, has been checked
  //^ note: reserve before the loop
}

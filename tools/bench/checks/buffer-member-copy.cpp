//! 1,000 calls of a getter whose result is only looked at.
#include "tools/bench/Pair.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace before {
class Message {
public:
  explicit Message(std::size_t Size) : Bytes(Size, 'x') {}
  [[gnu::noinline]] std::vector<char> bytes() const { return Bytes; }

private:
  std::vector<char> Bytes;
};

std::size_t all(const Message &message) {
  std::size_t sum = 0;
  for (int i = 0; i < 1'000; ++i)
    sum += message.bytes().size();
  return sum;
}
} // namespace before

namespace after {
class Message {
public:
  explicit Message(std::size_t Size) : Bytes(Size, 'x') {}
  [[gnu::noinline]] std::span<const char> bytes() const { return Bytes; }

private:
  std::vector<char> Bytes;
};

std::size_t all(const Message &message) {
  std::size_t sum = 0;
  for (int i = 0; i < 1'000; ++i)
    sum += message.bytes().size();
  return sum;
}
} // namespace after

template <typename Message, int Bytes> Message message() {
  return Message(Bytes);
}

static const int Rows[] = {
    bench::pair("64 bytes", before::all, after::all, message<before::Message, 64>,
                message<after::Message, 64>),
    bench::pair("4 KiB", before::all, after::all, message<before::Message, 4'096>,
                message<after::Message, 4'096>),
};

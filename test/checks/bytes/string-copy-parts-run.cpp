// RUN: %check_fastidious bytes-string-copy %s --std c++17,c++20,c++23 --run
// Look-ups, parts of containers, pairs of pointers, and the readers of them.
#include <array>
#include <charconv>
#include <cstddef>
#include <functional>
#include <iostream>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

static std::size_t length(std::string_view text) { return text.size(); }

static bool inMap(const std::map<std::string, int, std::less<>> &map, std::string_view key) {
  return map.find(std::string(key)) != map.end();
  //              ^ warning: 'std::string(key)' copies the bytes only to have them read
  // fix: return map.find(key) != map.end();
}

static bool inSet(const std::set<std::string, std::less<>> &set, const std::string &line) {
  return set.count(line.substr(2)) != 0;
  //               ^ warning: 'line.substr(2)' copies the bytes only to have them read
  // fix: return set.count(std::string_view(line).substr(2)) != 0;
}

static bool isRiff(const std::vector<unsigned char> &data) {
  return std::string(data.begin(), data.begin() + 16) == "RIFF RIFF RIFF 1";
  //     ^ warning: 'std::string(data.begin(), data.begin() + 16)' copies the bytes only to compare them
  // fix: return std::string_view(reinterpret_cast<const char *>(data.data()), 16) == "RIFF RIFF RIFF 1";
}

static std::size_t head(const std::vector<char> &data, int count) {
  return length(std::string(data.begin(), data.begin() + count));
  //            ^ warning: 'std::string(data.begin(), data.begin() + count)' copies the bytes only to have them read
  // fix: return length(std::string_view(data.data(), static_cast<std::size_t>(count)));
}

// No fix for a part that begins elsewhere.
static std::size_t middle(const std::vector<char> &data, std::size_t from, std::size_t count) {
  return length(std::string(data.begin() + static_cast<long>(from),
  //            ^ warning: 'std::string(data.begin() + sta...c_cast<long>(from + count))' copies the bytes only to have them read
                            data.begin() + static_cast<long>(from + count)));
}

static int number(const std::string &line, std::size_t size) {
  int value = 0;
  const std::string digits = line.substr(2, size);
  //                ^ warning: 'digits' copies the bytes only to have them read
  // fix: const std::string_view digits = std::string_view(line).substr(2, size);
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

static int count(std::string_view text) {
  int found = 0;
  for (char c : std::string(text))
  //            ^ warning: 'std::string(text)' copies the bytes only to have them read
  // fix: for (char c : text)
    found += c == 'x';
  return found;
}

static std::size_t hashed(std::string_view text) {
  return std::hash<std::string_view>{}(std::string(text));
  //                                   ^ warning: 'std::string(text)' copies the bytes only to have them read
  // fix: return std::hash<std::string_view>{}(text);
}

#if __cplusplus >= 202002L
static std::size_t weigh(std::span<const std::byte> bytes) { return bytes.size(); }

static std::size_t asBytes(const std::string &text) {
  std::vector<std::byte> bytes(reinterpret_cast<const std::byte *>(text.data()),
  //                     ^ warning(c++20+): 'bytes' copies the bytes only to have them read
  //                     ^ note(c++20+): declare it as 'std::span<const std::byte>'
  // fix-notes(c++20+): const std::span<const std::byte> bytes(std::as_bytes(std::span(text)));
                               reinterpret_cast<const std::byte *>(text.data()) + text.size());
  // fix-notes(c++20+):
  return weigh(bytes);
}

static std::size_t prefix(const char *text, std::size_t size) {
  return std::vector<char>(text, text + size).size();
  //     ^ warning(c++20+): 'std::vector<char>(text, text + size)' copies the bytes only to have them read
  // fix(c++20+): return std::span<const char>(text, size).size();
}
#endif

int main() {
  const std::vector<unsigned char> riff{'R', 'I', 'F', 'F', ' ', 'R', 'I', 'F', 'F', ' ',
                                        'R', 'I', 'F', 'F', ' ', '1', 0};
  const std::vector<char> data{'a', 'b', 'c', 'd'};
  std::cout << inMap({{"a key that is long enough", 1}}, "a key that is long enough")
            << inSet({"key"}, "a key") << isRiff(riff) << ' ' << head(data, 2) << middle(data, 1, 2)
            << ' ' << number("x:123;", 3) << ' ' << count("axbx") << ' '
            << (hashed("text") == hashed("text")) << '\n';
#if __cplusplus >= 202002L
  std::cout << asBytes("some text") << ' ' << prefix("abcdef", 3) << '\n';
#endif
}

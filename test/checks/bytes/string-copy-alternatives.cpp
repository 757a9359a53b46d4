// RUN: %check_fastidious bytes-string-copy %s --std c++11,c++17
// RUN: %check_fastidious bytes-string-copy %s --std c++11,c++17 --tags abseil -- -DABSEIL
// RUN: %check_fastidious bytes-string-copy %s --std c++11,c++17 --tags llvm -- -DLLVM
// What the message offers where the standard library has no view.
#include <cstdint>
#include <ostream>
#include <string>
#if __cplusplus >= 201703L
#include <string_view>
#endif
#include <vector>

#ifdef ABSEIL
namespace absl {
inline namespace lts {
template <typename T> class Span {};
class string_view {};
} // namespace lts
} // namespace absl
#endif
#ifdef LLVM
namespace llvm {
class StringRef {};
template <typename T> class ArrayRef {};
} // namespace llvm
#endif

void hash(const std::uint8_t *data, std::size_t size);

void bytes(const std::string &text) {
  std::vector<std::uint8_t> copy(text.begin(), text.end());
  //                        ^ warning(abseil): 'copy' copies the bytes only to have them read: {{.*}}read them through 'absl::Span'
  //                        ^ warning(llvm): 'copy' copies the bytes only to have them read: {{.*}}read them through 'llvm::ArrayRef'
  //                        ^ warning(!abseil,!llvm): 'copy' copies the bytes only to have them read: {{.*}}by pointer and length
  hash(copy.data(), copy.size());
}

bool isGet(const std::vector<char> &data) {
  return std::string(data.begin(), data.end()) == "GET";
  //     ^ warning(c++11,abseil): 'std::string(data.begin(), data.end())' copies the bytes only to compare them: {{.*}}read them through 'absl::string_view'
  //     ^ warning(c++11,llvm): 'std::string(data.begin(), data.end())' copies the bytes only to compare them: {{.*}}read them through 'llvm::StringRef'
  //     ^ warning(c++11,!abseil,!llvm): 'std::string(data.begin(), data.end())' copies the bytes only to compare them: {{.*}}by pointer and length
  //     ^ warning(c++17): 'std::string(data.begin(), data.end())' copies the bytes only to compare them: {{.*}}read them through 'std::string_view'
  // fix(c++17): return std::string_view(data.data(), data.size()) == "GET";
}

// A few characters need no memory.
void showTag(std::ostream &out, const std::string &tags) {
  const std::string tag = tags.substr(4, 2);
  out << tag;
}

// Strings can compare a part of themselves, and streams write bytes.
bool endsWith(const std::string &text, const std::string &end) {
  return text.substr(text.size() - end.size()) == end;
  //     ^ warning: {{.*}}only to compare them: a string is built and destroyed for each comparison; use 'text.compare(text.size() - end.size(), text.npos, ...)'
  // fix(c++17): return std::string_view(text).substr(text.size() - end.size()) == end;
}

bool hasName(const std::string &name, const char *at, std::size_t length) {
  return std::string(at, length) == name;
  //     ^ warning(c++11,!abseil,!llvm): {{.*}}only to compare them: {{.*}}use 'name.compare(0, std::string::npos, at, length)'
  //     ^ warning(c++11,abseil): {{.*}}only to compare them: {{.*}}use 'name.compare(0, std::string::npos, at, length)'
  //     ^ warning(c++11,llvm): {{.*}}only to compare them: {{.*}}use 'name.compare(0, std::string::npos, at, length)'
  //     ^ warning(c++17): {{.*}}only to compare them: {{.*}}read them through 'std::string_view'
  // fix(c++17): return std::string_view(at, length) == name;
}

bool sameExtension(const std::string &path, const std::string &extension) {
  std::string part = path.substr(path.rfind('.'));
  //          ^ warning(c++11,!abseil,!llvm): 'part' copies the bytes {{.*}}; use 'path.compare(path.rfind('.'), path.npos, ...)'
  //          ^ warning(c++11,abseil): 'part' copies the bytes {{.*}}read them through 'absl::string_view'
  //          ^ warning(c++11,llvm): 'part' copies the bytes {{.*}}read them through 'llvm::StringRef'
  //          ^ warning(c++17): 'part' copies the bytes {{.*}}read them through 'std::string_view'
  // fix(c++17): const std::string_view part = std::string_view(path).substr(path.rfind('.'));
  return part == extension;
}

void showRest(std::ostream &out, const std::string &text, std::size_t from) {
  out << text.substr(from);
  //     ^ warning(c++11,!abseil,!llvm): {{.*}}; write them with 'write(data, length)'
  //     ^ warning(c++11,abseil): {{.*}}read them through 'absl::string_view'
  //     ^ warning(c++11,llvm): {{.*}}read them through 'llvm::StringRef'
  //     ^ warning(c++17): {{.*}}read them through 'std::string_view'
  // fix(c++17): out << std::string_view(text).substr(from);
}

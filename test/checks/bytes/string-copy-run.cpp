// RUN: %check_fastidious bytes-string-copy %s --run=fix --std c++17,c++20
// RUN: %check_fastidious bytes-string-copy %s --run=fix -- -stdlib=libc++
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

static void show(std::string_view text) {
  std::printf("%zu:%.*s\n", text.size(), static_cast<int>(text.size()), text.data());
}

int main() {
  std::vector<unsigned char> bytes{'a', 0, 'b', 'c'};
  std::string text = "some text that is longer than the small buffer";
  const char *p = text.c_str();
  const std::size_t size = text.size() - 2;
  show(std::string(bytes.begin(), bytes.end()));
  //   ^ warning: 'std::string(bytes.begin(), bytes.end())' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few, and lives to the end of the expression; read them through 'std::string_view'
  // fix: show(std::string_view(reinterpret_cast<const char *>(bytes.data()), bytes.size()));
  // fix: show(std::string_view(text).substr(5));
  // fix: show(std::string_view(p, 24));
  // fix: show(std::string_view(p + 1, static_cast<std::size_t>(p + 6 - (p + 1))));
  // fix: show(std::string_view(p + 2, size));
  // fix: const std::string_view copy(reinterpret_cast<const char *>(bytes.data()), bytes.size());
  show(text.substr(5));
  //   ^ warning: 'text.substr(5)' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few, and lives to the end of the expression; read them through 'std::string_view'
  // fix:
  show(std::string(p, 24));
  //   ^ warning: 'std::string(p, 24)' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few, and lives to the end of the expression; read them through 'std::string_view'
  // fix:
  show(std::string(p + 1, p + 6));
  //   ^ warning: 'std::string(p + 1, p + 6)' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few, and lives to the end of the expression; read them through 'std::string_view'
  // fix:
  show(std::string(p + 2, p + 2 + size));
  //   ^ warning: 'std::string(p + 2, p + 2 + size)' copies the bytes only to have them read
  // fix:
  std::string copy(bytes.begin(), bytes.end());
  //          ^ warning: 'copy' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few; read them through 'std::string_view'
  // fix:
  show(copy);
  std::printf("%d\n", copy == "a");
  std::string tail = text.substr(10);
  //          ^ warning: 'tail' copies the bytes only to have them read: the copy needs memory for all of them, unless they are few; read them through 'std::string_view'
  //          ^ note: declare it as 'std::string_view'
  // fix-notes: const std::string_view tail = std::string_view(text).substr(10);
  show(tail);
  auto whole = std::string(p, 24);
  //   ^ warning: 'whole' copies the bytes only to have them read
  //   ^ note: declare it as 'std::string_view'
  // fix-notes: const auto whole = std::string_view(p, 24);
  show(whole);
}

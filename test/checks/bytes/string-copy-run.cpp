// RUN: %check_fastidious bytes-string-copy %s --run --std c++17,c++20
// RUN: %check_fastidious bytes-string-copy %s --run -- -stdlib=libc++
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
  show(std::string(bytes.begin(), bytes.end()));
  show(text.substr(5));
  show(std::string(p, 4));
  show(std::string(p + 1, p + 6));
  std::string copy(bytes.begin(), bytes.end());
  show(copy);
  std::printf("%d\n", copy == "a");
  std::string tail = text.substr(10);
  show(tail);
}

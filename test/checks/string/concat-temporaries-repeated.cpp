// RUN: %check_fastidious string-concat-temporaries %s --std c++11,c++20 --run
// A run of characters as a string of its own.
#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

struct Writer {
  std::string *out;
  std::string own;
  void write(const std::vector<std::string> &texts, std::size_t n) {
    for (const std::string &text : texts) {
      *out += std::string(text.size(), '=');
    //^ warning: 'std::string(text.size(), '=')' builds a temporary string on every iteration: its characters are copied into it, only to be copied again; give 'append' the number and the character
      // fix: out->append(text.size(), '=');
      own += std::string(n, ' ');
    //^ warning: 'std::string(n, ' ')' builds a temporary string on every iteration
      // fix: own.append(n, ' ');
      own.append(std::string(80, '-'));
    //^ warning: 'std::string(80, '-')' builds a temporary string on every iteration
      // fix: own.append(80, '-');
    }
  }
};

// A few characters need no memory, and copies of other text are the business of bytes-string-copy.
std::string leftAlone(const std::vector<std::string> &texts, char c) {
  std::string out;
  out += std::string(100, c);
  for (const std::string &text : texts) {
    std::string line;
    out += std::string(1, c);
    out += text.substr(1);
    out += std::string("abc", 3);
    line += std::string(100, c);
    out += line;
  }
  return out;
}

int main() {
  std::string text;
  Writer w{&text, "0123456789"};
  w.write({"abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}, 20);
  std::printf("%s %s\n", text.c_str(), w.own.c_str());
}

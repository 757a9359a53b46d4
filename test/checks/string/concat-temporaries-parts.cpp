// RUN: %check_fastidious string-concat-temporaries %s --std c++11,c++20 --run
// A part of a text, or a run of characters, as a string of its own.
#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

std::string indented(const std::string &text, const std::string &by) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t next = text.find('\n', at);
    if (next == std::string::npos)
      next = text.size() - 1;
    out += by;
    out += text.substr(at, next - at + 1);
  //^ warning: 'text.substr(at, next - at + 1)' builds a temporary string on every iteration: its characters are copied into it, only to be copied again; give 'append' the characters themselves
    // fix: out.append(text, at, next - at + 1);
    at = next + 1;
  }
  return out;
}

struct Writer {
  std::string *out;
  std::string own;
  void write(const std::vector<std::string> &texts, const char *bytes, std::size_t n) {
    for (const std::string &text : texts) {
      *out += text.substr(1);
    //^ warning: 'text.substr(1)' builds a temporary string on every iteration
      // fix: out->append(text, 1, std::string::npos);
      out->append(text.substr(1, n));
    //^ warning: 'text.substr(1, n)' builds a temporary string on every iteration
      // fix: out->append(text, 1, n);
      own += own.substr(0, n);
    //^ warning: 'own.substr(0, n)' builds a temporary string on every iteration
      // fix: own.append(own, 0, n);
      own += std::string(bytes, n);
    //^ warning: 'std::string(bytes, n)' builds a temporary string on every iteration
      // fix: own.append(bytes, n);
      own += std::string(n, ' ');
    //^ warning: 'std::string(n, ' ')' builds a temporary string on every iteration
      // fix: own.append(n, ' ');
      own += std::string(bytes, bytes + n);
    //^ warning: 'std::string(bytes, bytes + n)' builds a temporary string on every iteration
      // fix: own.append(bytes, bytes + n);
      own.append(std::string(80, '-'));
    //^ warning: 'std::string(80, '-')' builds a temporary string on every iteration
      // fix: own.append(80, '-');
    }
  }
};

std::string make();

// A few characters need no memory, and a temporary's own memory is there anyway.
std::string leftAlone(const std::vector<std::string> &texts, char c) {
  std::string out;
  out += texts[0].substr(1);
  for (const std::string &text : texts) {
    std::string line;
    out += text.substr(0, 2);
    out += std::string(1, c);
    out += std::string("abc", 3);
    out += make().substr(1);
    out += std::string(text);
    line += text.substr(1);
    out += line;
  }
  return out;
}

int main() {
  std::string text;
  Writer w{&text, "0123456789"};
  w.write({"abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}, "0123456789", 5);
  std::printf("%s %s %s\n", indented("a\nb\nc", "  ").c_str(), text.c_str(), w.own.c_str());
}

std::string make() {
  return "made";
}

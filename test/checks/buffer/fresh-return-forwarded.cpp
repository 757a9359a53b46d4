// RUN: %check_fastidious buffer-fresh-return %s
#include <string>
#include <vector>

bool known(const std::string &);
void put(const std::string &);

struct Printer {
  std::string translated(const std::string &name) {
  //          ^ warning: 'translated' returns a fresh 'std::string' that its caller only reads: every call allocates, fills and frees a buffer, unless the text is short; let the caller own the buffer, and fill a 'std::string &' that it passes
    std::string result;
    for (char c : name) {
      result += c;
      if (c == '.')
        result += "::";
    }
    return result;
  }
  std::string nested(const std::string &name) {
    if (!known(name))
      return "";
    return translated(name);
  }
  void print(const std::vector<std::string> &names) {
    for (const std::string &name : names) {
      auto inner = nested(name);
      //           ^ note: called in this loop, which only reads the result
      if (!inner.empty())
        put(inner);
    }
  }
};

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

// A view of the library's own reads; the loop is around the caller; the template is one function.
struct Slice {
  Slice(const std::string &text);
};
void store(const Slice &);
std::string joined(const std::vector<std::string> &parts) {
//          ^ warning: 'joined' returns a fresh 'std::string' that its caller only reads
  std::string result;
  for (const std::string &part : parts)
    result += part;
  return result;
}
void storeJoined(const std::vector<std::string> &parts) {
  store(joined(parts));
  //    ^ note: called here, in a function that a loop calls; the result is only read
}
template <typename T> std::string listed(const T &parts) {
//                                ^ warning: 'listed' returns a fresh 'std::string' that its caller only reads
  std::string result;
  for (const auto &part : parts) {
    result += part;
    result += ',';
  }
  return result;
}
std::string once(const std::vector<std::string> &parts) {
  std::string result;
  for (const std::string &part : parts)
    result += part;
  return result;
}
void storeAll(const std::vector<std::vector<std::string>> &all) {
  for (const auto &parts : all) {
    storeJoined(parts);
    store(listed(parts));
    //    ^ note: called in this loop, which only reads the result
  }
  store(once(all.front()));
}

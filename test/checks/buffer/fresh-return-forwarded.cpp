// RUN: %check_fastidious buffer-fresh-return %s
#include <cstdio>
#include <string>
#include <vector>

bool known(const std::string &);
void put(const std::string &);

struct Printer {
  std::string translated(const std::string &name) {
  //          ^ warning: 'translated' returns a fresh 'std::string', which a loop only reads: every call allocates, fills and frees a buffer, unless the text is short; let the caller own the buffer, and fill a 'std::string &' that it passes
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
      //           ^ note: called through 'nested' in this loop; the result is only read
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
//          ^ warning: 'joined' returns a fresh 'std::string', which a caller only appends to another one
  std::string result;
  for (const std::string &part : parts)
    result += part;
  return result;
}
std::string once(const std::vector<std::string> &parts) {
  std::string result;
  for (const std::string &part : parts)
    result += part;
  return result;
}
void appendJoined(std::string &all, const std::vector<std::string> &parts) {
  all += joined(parts);
  //     ^ note: called here, in a function that a loop calls; the result is only read
}
// Here a buffer of the caller's would be as fresh.
void storeOnce(const std::vector<std::string> &parts) {
  store(once(parts));
}
template <typename T> std::string listed(const T &parts) {
//                                ^ warning: 'listed' returns a fresh 'std::string', which a loop only reads
  std::string result;
  for (const auto &part : parts) {
    result += part;
    result += ',';
  }
  return result;
}
void storeAll(std::string &text, const std::vector<std::vector<std::string>> &all) {
  for (const auto &parts : all) {
    appendJoined(text, parts);
    storeOnce(parts);
    store(listed(parts));
    //    ^ note: called in this loop; the result is only read
  }
}

// Who calls a virtual function may mean another one.
std::string described(int value) {
  std::string result = "the object that has the value ";
  result += std::to_string(value);
  return result;
}
struct Described {
  int value = 0;
  virtual ~Described() = default;
  virtual std::string text() const { return described(value); }
};
void storeTexts(const std::vector<Described *> &all, std::string &text) {
  for (const Described *one : all)
    text += one->text();
}

// The memory is that of the function whose result is handed on.
std::string named(int id);
std::string decorated(int id, bool isConst) {
  std::string name = named(id);
  if (isConst)
    name += " const";
  return name;
}
std::string chosen(int id) {
  std::string name;
  if (id > 0)
    name.assign(named(id));
  else
    name = named(-id);
  return name;
}
// 15 characters at most.
std::string mask(unsigned bits) {
  char text[32];
  std::snprintf(text, sizeof(text), "0x%x", bits);
  return text;
}
std::string key(int number) {
  char text[100];
  std::snprintf(text, sizeof(text), "key%06d", number);
  return text;
}
std::string padded(unsigned bits) {
//          ^ warning: 'padded' returns a fresh 'std::string'
  char text[32];
  std::snprintf(text, sizeof(text), "%020x", bits);
  return text;
}
// What is made by a function that hands it on is told of once.
struct Stream {
  std::string all;
  std::string str() const {
    std::string copy;
    copy += all;
    copy += ';';
    return copy;
  }
};
std::string shown(const std::string &a) {
//          ^ warning: 'shown' returns a fresh 'std::string'
  std::string text;
  text += a;
  text += ';';
  if (a.empty())
    return Stream{a}.str();
  return text;
}
void putAll(const std::vector<std::string> &all) {
  for (const std::string &a : all) {
    put(chosen(static_cast<int>(a.size())));
    put(decorated(1, true));
    put(mask(7));
    put(padded(7));
    //  ^ note: called in this loop; the result is only read
    put(shown(a));
    //  ^ note: called in this loop; the result is only read
  }
}

// What hands on the results of several functions says nothing of how often each is called.
std::string bracketed(const std::string &a) {
  std::string text = "<";
  text += a;
  text += '>';
  return text;
}
std::string quotedOr(const std::string &a, bool isTag) {
  if (isTag)
    return bracketed(a);
  return named(static_cast<int>(a.size()));
}
void putEither(const std::vector<std::string> &all) {
  for (const std::string &a : all)
    put(quotedOr(a, a.empty()));
}

// What a library exports keeps its interface, be the macro empty here.
#define SHOP_API
SHOP_API std::string exported(const std::string &a) {
  std::string text;
  text += a;
  text += ';';
  return text;
}
void putExported(const std::vector<std::string> &all) {
  for (const std::string &a : all)
    put(exported(a));
}

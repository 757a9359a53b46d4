// RUN: %check_fastidious string-concat-in-loop %s --std c++17,c++20
#include <map>
#include <memory>
#include <memory_resource>
#include <string>
#include <vector>

std::string piece(int i);
std::string quiet(int i) noexcept;

// Loops.

std::string counted(int n) {
  std::string s;
  for (int i = 0; i < n; ++i)
    s = s + "x";
  //^ warning: 's = s + "x"' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
    // fix: s += "x";
  return s;
}

std::string range(const std::vector<std::string> &words) {
  std::string s;
  for (const std::string &word : words) {
    s = s + "," + word;
  //^ warning: 's = s + "," + word' copies the whole string on every iteration: n iterations copy O(n²) bytes; append each operand with '+='
    // fix: s += ",";
    // fix: s += word;
  }
  return s;
}

std::string whileLoop(int n) {
  std::string s;
  while (n-- > 0)
    s = s + 'x';
  //^ warning: 's = s + 'x'' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
    // fix: s += 'x';
  return s;
}

std::string doLoop(int n) {
  std::string s;
  do
  // fix: do {
  // fix: s += "x";
  // fix: s += 'y';
  // fix: }
    s = s + "x" + 'y';
  //^ warning: 's = s + "x" + 'y'' copies the whole string on every iteration: n iterations copy O(n²) bytes; append each operand with '+='
    // fix:
  while (--n > 0);
  return s;
}

std::string inHeader(int n) {
  std::string s;
  for (int i = 0; i < n; s = s + "x" + 'y')
  //                     ^ warning: 's = s + "x" + 'y'' copies the whole string on every iteration: n iterations copy O(n²) bytes; append each operand with '+='
  // fix: for (int i = 0; i < n; s.append("x").append(1, 'y'))
    ++i;
  return s;
}

std::string inner(int n) {
  std::string all;
  for (int i = 0; i < n; ++i) {
    std::string line;
    for (int j = 0; j < n; ++j)
      line = line + "x";
    //^ warning: 'line = line + "x"' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
      // fix: line += "x";
    all += line;
  }
  return all;
}

std::string inLambda(int n) {
  std::string s;
  auto grow = [&] {
    for (int i = 0; i < n; ++i)
      s = s + "x";
    //^ warning: 's = s + "x"' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
      // fix: s += "x";
  };
  grow();
  return s;
}

// Targets.

struct Text {
  std::string m;
  static std::string Shared;
  std::string *Out;
  std::vector<std::string> Parts;
  std::string name() const;

  void member(const std::vector<std::string> &words) {
    for (const auto &word : words)
      this->m = m + word;
    //^ warning: 'this->m = m + word' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
      // fix: this->m += word;
  }
  void literal(int n) {
    for (int i = 0; i < n; ++i)
      m = this->m + "x";
    //^ warning: 'm = this->m + "x"' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
      // fix: m += "x";
  }
  void observed(int n) {
    for (int i = 0; i < n; ++i)
    // fix-notes: for (int i = 0; i < n; ++i) {
    // fix-notes: m += "x";
    // fix-notes: m += name();
    // fix-notes: }
      m = m + "x" + name();
    //^ warning: 'm = m + "x" + name()' copies the whole string on every iteration: n iterations copy O(n²) bytes; append each operand with '+='
    //^ note: append each operand with '+='
      // fix-notes:
  }
  void shared(int n) {
    while (n--)
      Shared = Shared + "x";
    //^ warning: 'Shared = Shared + "x"' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
      // fix: Shared += "x";
  }
  void pointer(int n) {
    while (n--)
      *Out = *Out + "x";
    //^ warning: '*Out = *Out + "x"' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
      // fix: *Out += "x";
  }
  void element(int n, int k) {
    while (n--)
      Parts[k] = Parts[k] + piece(n);
    //^ warning: 'Parts[k] = Parts[k] + piece(n)' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
    //^ note: append with '+='
      // fix-notes: Parts[k] += piece(n);
  }
  void last(int n) {
    while (n--)
    // fix: while (n--) {
    // fix: Parts.back() += "x";
    // fix: Parts.back() += "y";
    // fix: }
      Parts.back() = Parts.back() + "x" + "y";
    //^ warning: 'Parts.back() = Parts.back() + "x" + "y"' copies the whole string on every iteration: n iterations copy O(n²) bytes; append each operand with '+='
      // fix:
  }
};

void parameter(std::string *p, int n) {
  for (int i = 0; i < n; ++i)
    *p = *p + "x";
  //^ warning: '*p = *p + "x"' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
    // fix: *p += "x";
}

void reference(std::string &out, const std::string &x, int n) {
  for (int i = 0; i < n; ++i)
    out = out + x;
  //^ warning: 'out = out + x' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
  //^ note: append with '+='
    // fix-notes: out += x;
}

void owner(std::unique_ptr<std::string> &p, int n) {
  for (int i = 0; i < n; ++i)
    *p = *p + "x";
  //^ warning: '*p = *p + "x"' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
    // fix: *p += "x";
}

void mapped(std::map<std::string, std::string> &m, int n) {
  for (int i = 0; i < n; ++i)
    m["all"] = m["all"] + "x" + "y";
  //^ warning: 'm["all"] = m["all"] + "x" + "y"' copies the whole string on every iteration: n iterations copy O(n²) bytes; append each operand with '+='
    // fix: m["all"].append("x").append("y");
}

void eachElement(std::vector<std::string> &names) {
  for (std::size_t i = 0; i < names.size(); ++i)
    names[i] = names[i] + "x";
  //^ warning: 'names[i] = names[i] + "x"' copies the whole string on every iteration: each one allocates a temporary for what its string already holds; append with '+='
    // fix: names[i] += "x";
  for (std::string &name : names)
    name = name + "x";
  //^ warning: 'name = name + "x"' copies the whole string on every iteration: each one allocates a temporary for what its string already holds; append with '+='
    // fix: name += "x";
}

// Types.

using Name = std::wstring;
Name wide(int n) {
  Name s;
  for (int i = 0; i < n; ++i)
  // fix: for (int i = 0; i < n; ++i) {
  // fix: s += L"x";
  // fix: s += L'y';
  // fix: }
    s = s + L"x" + L'y';
  //^ warning: 's = s + L"x" + L'y'' copies the whole string on every iteration: n iterations copy O(n²) bytes; append each operand with '+='
    // fix:
  return s;
}

void pmr(int n) {
  std::pmr::string s;
  for (int i = 0; i < n; ++i)
    s = s + "x";
  //^ warning: 's = s + "x"' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
    // fix: s += "x";
}

struct Derived : std::string {
  using std::string::string;
  using std::string::operator=;
};
void derived(int n) {
  Derived s;
  for (int i = 0; i < n; ++i)
    s = s + "x";
  //^ warning: 's = s + "x"' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
  //^ note: append with '+='
    // fix-notes: s += "x";
}

template <class T> struct Counting : std::allocator<T> {
  template <class U> struct rebind {
    using other = Counting<U>;
  };
};
using Counted = std::basic_string<char, std::char_traits<char>, Counting<char>>;
void otherAllocator(int n) {
  Counted s;
  for (int i = 0; i < n; ++i)
    s = s + "x";
  //^ warning: 's = s + "x"' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
    // fix: s += "x";
}

// Forms.

std::string prepend(const std::vector<std::string> &words) {
  std::string s;
  for (const std::string &word : words)
    s = word + "::" + s;
  //^ warning: 's = word + "::" + s' copies the whole string to put text before it on every iteration: n iterations copy O(n²) bytes; append the pieces in reverse order, or collect them and join them once
  return s;
}

std::string wrap(int n) {
  std::string s;
  for (int i = 0; i < n; ++i)
    s = "(" + s + ")";
  //^ warning: 's = "(" + s + ")"' copies the whole string to put text before it on every iteration: n iterations copy O(n²) bytes; append the pieces in reverse order, or collect them and join them once
  return s;
}

std::string conditional(const std::vector<std::string> &words) {
  std::string s;
  for (const std::string &word : words)
    s = s.empty() ? word : s + "," + word;
  //^ warning: 's = s.empty() ? word : s + "," + word' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
  return s;
}

std::string nested(int n, std::string a, std::string b) {
  std::string s;
  for (int i = 0; i < n; ++i)
  // fix: for (int i = 0; i < n; ++i) {
  // fix: s += a;
  // fix: s += b;
  // fix: s += "x";
  // fix: }
    s = s + (a + (b + "x"));
  //^ warning: 's = s + (a + (b + "x"))' copies the whole string on every iteration: n iterations copy O(n²) bytes; append each operand with '+='
    // fix:
  return s;
}

std::string pointerArithmetic(int n, const char *p) {
  std::string s;
  for (int i = 0; i < n; ++i)
    s = s + (p + 1);
  //^ warning: 's = s + (p + 1)' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
    // fix: s += p + 1;
  return s;
}

std::string unwraps(int n) {
  std::string s;
  for (int i = 0; i < n; ++i)
  // fix: for (int i = 0; i < n; ++i) {
  // fix: s += "x";
  // fix: s += std::to_string(i);
  // fix: }
    s = s + std::string("x") + std::to_string(i);
  //^ warning: 's = s + std::string("x") + std::to_string(i)' copies the whole string on every iteration: n iterations copy O(n²) bytes; append each operand with '+='
    // fix:
  return s;
}

std::string mentionsItself(int n) {
  std::string s = "x";
  for (int i = 0; i < n; ++i)
    s = s + s.substr(0, 1);
  //^ warning: 's = s + s.substr(0, 1)' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
  //^ note: append with '+='
    // fix-notes: s += s.substr(0, 1);
  return s;
}

std::size_t valueIsUsed(int n) {
  std::string s;
  std::size_t sum = 0;
  for (int i = 0; i < n; ++i)
    sum += (s = s + "x").size();
    //      ^ warning: 's = s + "x"' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
  return sum;
}

std::string throwsHalfWay(int n) {
  std::string s;
  try {
    for (int i = 0; i < n; ++i) {
      s = s + "x" + piece(i);
    //^ warning: 's = s + "x" + piece(i)' copies the whole string on every iteration: n iterations copy O(n²) bytes; append each operand with '+='
    //^ note: append each operand with '+='
      // fix-notes: s += "x";
      // fix-notes: s += piece(i);
      // fix-notes: s += "x";
      // fix-notes: s += quiet(i);
      s = s + "x" + quiet(i);
    //^ warning: 's = s + "x" + quiet(i)' copies the whole string on every iteration: n iterations copy O(n²) bytes; append each operand with '+='
      // fix: s += "x";
      // fix: s += quiet(i);
      // fix-notes:
    }
  } catch (...) {
  }
  return s;
}

std::string keepsComment(int n) {
  std::string s;
  for (int i = 0; i < n; ++i)
    s = s + "x" /* separator */ + "y";
  //^ warning: 's = s + "x" /* separator */ + "y"' copies the whole string on every iteration: n iterations copy O(n²) bytes; append each operand with '+='
  return s;
}

std::string branches(int n) {
  std::string s;
  for (int i = 0; i < n; ++i) {
    if (i % 2)
    // fix: if (i % 2) {
    // fix: s += "x";
    // fix: s += "y";
    // fix: }
      s = s + "x" + "y";
    //^ warning: 's = s + "x" + "y"' copies the whole string on every iteration that gets here: n of them copy O(n²) bytes; append each operand with '+='
      // fix:
    else if (i % 3)
      s = s + "z";
    //^ warning: 's = s + "z"' copies the whole string on every iteration that gets here: n of them copy O(n²) bytes; append with '+='
      // fix: s += "z";
      // fix: else {
      // fix: s += "w";
      // fix: s += "v";
      // fix: }
    else
    // fix:
      s = s + "w" + "v";
    //^ warning: 's = s + "w" + "v"' copies the whole string on every iteration that gets here: n of them copy O(n²) bytes; append each operand with '+='
      // fix:
  }
  return s;
}

std::string cases(int n) {
  std::string s;
  for (int i = 0; i < n; ++i)
    switch (i % 3) {
    case 0:
      s = s + "x" + "y";
    //^ warning: 's = s + "x" + "y"' copies the whole string on every iteration that gets here: n of them copy O(n²) bytes; append each operand with '+='
      // fix: s += "x";
      // fix: s += "y";
      break;
    default:
      s = s + "z";
    //^ warning: 's = s + "z"' copies the whole string on every iteration that gets here: n of them copy O(n²) bytes; append with '+='
      // fix: s += "z";
    }
  return s;
}

#define GROW(S, X) S = S + X
#define GROW_BODY() s = s + "x"
std::string macros(int n) {
  std::string s;
  for (int i = 0; i < n; ++i) {
    GROW(s, "x");
    //   ^ warning: 'GROW(s, "x")' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
    GROW_BODY();
  }
  return s;
}

// Padding.
std::string padded(std::string number, std::size_t width, std::string fill) {
  while (number.size() < width)
    number = '0' + number;
  //^ warning: 'number = '0' + number' copies the whole string to put text before it on every iteration: n iterations copy O(n²) bytes; insert as many as are missing at once, with 'insert(0, n, '0')'
  while (fill.size() < width)
    fill = " " + fill;
  //^ warning: insert as many as are missing at once, with 'insert(0, n, ' ')'
  return number + fill;
}

// To insert at the beginning moves all that is there.
std::string outermostFirst(const std::vector<std::string> &scopes, bool isShort) {
  std::string name, initials;
  for (const std::string &scope : scopes) {
    name.insert(0, scope + "::");
  //^ warning: 'name.insert(0, scope + "::")' copies the whole string to put text before it on every iteration: n iterations copy O(n²) bytes; append the pieces in reverse order, or collect them and join them once
    initials.insert(initials.begin(), scope[0]);
  //^ warning: 'initials.insert(initials.begin(), scope[0])' copies the whole string to put text before it on every iteration
    std::string line = scope;
    line.insert(0, "x");
    name.insert(2, "y");
  }
  return isShort ? initials : name;
}
std::string zeros(std::string number, std::size_t width) {
  while (number.size() < width)
    number.insert(0, 1, '0');
  //^ warning: insert as many as are missing at once, with 'insert(0, n, '0')'
  return number;
}

// One character between other pieces is no padding.
std::string qualified(const std::vector<std::string> &scopes) {
  std::string name;
  for (const std::string &scope : scopes) {
    if (!name.empty())
      name = "." + name;
    //^ warning: 'name = "." + name' copies the whole string to put text before it on every iteration that gets here: n of them copy O(n²) bytes; append the pieces in reverse order, or collect them and join them once
    name = scope + name;
  }
  return name;
}

// Parts of the string itself.
std::string replaced(std::string s, const std::string &from, const std::string &to) {
  std::size_t at = 0;
  while ((at = s.find(from, at)) != std::string::npos) {
    s = s.substr(0, at) + to + s.substr(at + from.size());
  //^ warning: 's = s.substr(0, at) + to + s.substr(at + from.size())' copies the whole string to change a part of it on every iteration: each one allocates a string and the parts that it is put together from; change it in place, with 'replace', 'insert' or 'erase'
    at += to.size();
  }
  return s;
}
void shortened(std::vector<std::string> &all) {
  for (std::string &s : all)
    s = s.substr(0, 2) + s.substr(4);
}

// A flag that comes back, a counter that stands still or is set anew.
std::string again(const std::vector<std::string> &words, bool isShort) {
  std::string all;
  bool isFirst = true;
  int at = 0, steps = 0;
  for (const std::string &word : words) {
    if (isFirst) {
      all = all + word;
      // fix: all += word;
    //^ warning: 'all = all + word' copies the whole string on every iteration
      isFirst = false;
    }
    if (word.empty())
      isFirst = true;
    if (at == 0)
      all = all + ".";
      // fix: all += ".";
    //^ warning: 'all = all + "."' copies the whole string on every iteration
    if (isShort)
      ++at;
    if (steps == 3)
      all = all + ",";
      // fix: all += ",";
    //^ warning: 'all = all + ","' copies the whole string on every iteration
    if (++steps == 4)
      steps = 0;
  }
  return all;
}

// Each word begins anew.
void words(const std::string &text, std::vector<std::string> &out) {
  std::string word;
  for (char c : text) {
    if (c == ' ') {
      out.push_back(word);
      word.clear();
    } else {
      word = c + word;
    //^ warning: 'word = c + word' copies the whole string to put text before it on every iteration that gets here: n of them in a row copy O(n²) bytes; append the pieces in reverse order, or collect them and join them once
    }
  }
}

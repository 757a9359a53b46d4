// RUN: %check_fastidious string-concat-in-loop %s
#include <cstdlib>
#include <iostream>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

using Words = std::vector<std::string>;
void use(const std::string &);

std::string moved(int n) {
  std::string s;
  for (int i = 0; i < n; ++i)
    s = std::move(s) + "x";
  return s;
}

void overwrites(const Words &words) {
  std::string s;
  for (auto &word : words) {
    s = word + "!";
    use(s);
  }
}

void resetAtTheHead(const Words &words) {
  std::string s;
  for (auto &word : words) {
    s = "";
    s = s + word;
    use(s);
  }
  for (auto &word : words) {
    s.clear();
    s = s + word;
    use(s);
  }
}

void resetAtTheEnd(const Words &words) {
  std::string s;
  Words out;
  for (auto &word : words) {
    s = s + word;
    out.push_back(std::move(s));
  }
  for (auto &word : words) {
    s = s + word;
    use(s);
    s.clear();
  }
}

void readAnew(std::istream &in) {
  std::string s;
  while (std::getline(in, s)) {
    s = s + "\n";
    use(s);
  }
  while (in >> s) {
    s = s + "\n";
    use(s);
  }
}

bool readLine(std::string *);
void readByAnother() {
  std::string s;
  while (readLine(&s)) {
    s = s + "\n";
    use(s);
  }
}

void ofTheIteration(const Words &words) {
  for (auto &word : words) {
    std::string s = word;
    s = s + "x";
    auto &r = s;
    r = r + "x";
    std::string *p = &s;
    *p = *p + "x";
    use(s);
  }
  for (auto word : words) {
    word = word + "x";
    use(word);
  }
}

std::string leavesTheLoop(const Words &words) {
  std::string s;
  for (auto &word : words) {
    if (word.empty()) {
      s = s + "x";
      break;
    }
    if (word == "y") {
      s = s + "y";
      return s;
    }
  }
  do {
    s = s + "x";
  } while (false);
  return s;
}

std::string runsRarely() {
  std::string s;
  for (int i = 0; i < 3; ++i)
    s = s + "x";
  return s;
}

void fails(const Words &words) {
  for (auto &word : words)
    if (word.empty()) {
      std::string message;
      for (auto &other : words)
        message = message + other;
      throw std::runtime_error(message);
    }
  for (auto &word : words)
    if (word.empty()) {
      std::string message;
      for (auto &other : words)
        message = message + other;
      std::cerr << message;
      std::abort();
    }
}

struct Rope {
  Rope operator+(const Rope &) const;
};
void otherClass(int n, Rope x) {
  Rope r;
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    r = r + x;
    sum = sum + i;
  }
}

void otherObjects(Words &words, std::string t) {
  for (std::size_t i = 1; i < words.size(); ++i)
    words[i] = words[i - 1] + "x";
  std::string s;
  for (std::size_t i = 0; i < words.size(); ++i)
    s = t + words[i];
  use(s);
}

std::string doubles(int n) {
  std::string s = "x";
  for (int i = 0; i < n; ++i)
    s = s + s;
  return s;
}

std::string outside(const Words &words) {
  std::string s;
  s = s + "x";
  for (s = s + "y"; auto &word : words)
    s += word;
  return s;
}

void silenced(int n) {
  std::string s;
  for (int i = 0; i < n; ++i)
    s = s + "x"; // NOLINT(fastidious-string-concat-in-loop)
}

// A name that nobody has yet: the loop ends at once, nearly always.
std::string unused(const std::set<std::string> &names, std::string name) {
  while (names.count(name) > 0)
    name = name + "_";
  while (names.find(name) != names.end())
    name = "_" + name;
  return name;
}

// Digits are few.
std::string decimal(unsigned n) {
  std::string s, t;
  for (unsigned i = n; i != 0; i /= 10)
    s = static_cast<char>('0' + i % 10) + s;
  while (n != 0) {
    t.insert(0, 1, static_cast<char>('0' + n % 10));
    n = n / 10;
  }
  return s + t;
}

// What a counter or a flag lets happen once.
std::string once(const std::vector<std::string> &words) {
  std::string all, first;
  bool isFirst = true, isDone = false;
  int at = 0;
  for (const std::string &word : words) {
    if (isFirst) {
      first = first + word;
      isFirst = false;
    }
    if (!isDone && !word.empty())
      first = first + word;
    isDone = true;
    if (at == 3)
      first = first + ".";
    ++at;
    all += word;
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i == 0)
      first = first + words[i];
    else if (i != 1)
      all += words[i];
    else
      first = first + words[i];
  }
  return first + all;
}

// A name that is free is found soon.
#include <set>
struct Key {
  Key(const std::string &text);
};
bool isTaken(Key key);
std::string freeName(const std::set<std::string> &names, std::string name) {
  while (isTaken(Key(name)))
    name = "_" + name;
  while (names.find(name) != names.end())
    name = "_" + name;
  while (names.count(name) > 0)
    name = name + "_";
  return name;
}
// A number has few digits.
std::string grouped(unsigned long n) {
  std::string text;
  do {
    text = static_cast<char>('0' + n % 10) + text;
    n /= 10;
  } while (n > 0);
  return text;
}
// A text that is mended where it stands has no pieces to collect.
std::string balanced(std::string text) {
  size_t close = text.find(')');
  while (close != std::string::npos) {
    size_t open = close ? text.rfind('(', close - 1) : std::string::npos;
    if (open == std::string::npos) {
      text.insert(0, 1, '(');
      open = 0;
      ++close;
    }
    text.replace(open, close - open + 1, "x");
    close = text.find(')');
  }
  return text;
}
// A text that is padded to a constant width is short.
std::string padded(std::string digits, size_t width) {
  while (digits.size() < 7)
    digits.insert(0, "0");
  while (16 > digits.length() && width > 0)
    digits = "0" + digits;
  while (digits.size() != 20)
    digits = digits + ' ';
  return digits;
}
// Eight characters in eight iterations.
std::string bits(unsigned char byte) {
  std::string text;
  for (int i = 0; i < 8; ++i) {
    text.insert(0, 1, static_cast<char>('0' + (byte & 1)));
    byte >>= 1;
  }
  return text;
}
// Each text is wanted as it stands.
std::string nested(const std::vector<std::string> &sizes) {
  std::string all, index = "batch";
  for (const std::string &size : sizes) {
    all += index;
    all += "/" + size;
    index = "(" + index + "%" + size + ")";
  }
  return all + index;
}

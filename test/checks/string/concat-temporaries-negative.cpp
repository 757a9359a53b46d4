// RUN: %check_fastidious string-concat-temporaries %s --std c++17,c++20
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>
void call(const std::string &);
std::string mk(int);
struct LogFatal {
  ~LogFatal() __attribute__((noreturn));
  std::ostream &stream();
};
#define LOG_FATAL LogFatal().stream()
void m1(const std::vector<std::string> &v) {
  for (auto &x : v) {
    std::string s = "a";
    s += x + ",";
    call(s);
  }
}
void m2(const std::vector<std::string> &v) {
  for (auto &x : v) {
    call(x + ",");
    std::string t = x + "y";
  }
}
void m3(std::vector<std::string> &v) {
  std::string s;
  for (auto &x : v) {
    s += std::move(x) + ",";
  }
  call(s);
}
void m4(std::vector<std::string> &v) {
  for (auto &x : v)
    if (x.empty()) {
      std::string s;
      for (auto &y : v)
        s += y + ",";
      LOG_FATAL << s;
    }
}
void m5(std::vector<std::string> &v) {
  std::string s;
  for (auto &x : v)
    if (x.empty()) {
      s += x + ",";
      break;
    }
  call(s);
}
bool m6(std::vector<std::string> &v, std::string *err) {
  for (auto &x : v)
    if (x.empty()) {
      *err += "bad " + x;
      return false;
    }
  return true;
}
void m7(int n) {
  int t = 0;
  for (int i = 0; i < n; ++i)
    t += i + 1;
  std::string s;
  for (int i = 0; i < n; ++i)
    s += 'a' + i;
  call(s);
}
void m8(int n) {
  std::string s;
  for (int i = 0; i < n; ++i) {
    s.clear();
    s += mk(i) + ",";
    call(s);
  }
}
struct W {
  W &operator+=(const std::string &);
};
void m9(int n) {
  W w;
  for (int i = 0; i < n; ++i)
    w += mk(i) + ",";
}
void m10(int n) {
  for (int i = 0; i < n; ++i) {
    std::map<int, std::string> m;
    m[i] += mk(i) + ",";
  }
}
struct Item {
  std::string name;
};
void m11(int n) {
  for (int i = 0; i < n; ++i) {
    Item it;
    it.name += mk(i) + ",";
    call(it.name);
  }
}
void m12(int n) {
  std::string s;
  s += mk(1) + "x";
  for (int i = 0; i < n; ++i)
    s += mk(i);
  call(s);
}

// What a call has just made has room for a few characters more.
std::string separated(int n) {
  std::string s;
  for (int i = 0; i < n; ++i) {
    s += mk(i) + ",";
    s += mk(i) + ", " + '\n';
  }
  return s;
}

// Qt's builder puts nothing together before it is appended, in a template neither.
class QString {
public:
  QString();
  static QString number(int n);
};
template <class A, class B> class QStringBuilder {};
template <class A> QStringBuilder<A, QString> operator+(const A &, const QString &) { return {}; }
template <class A, class B>
QStringBuilder<QStringBuilder<A, B>, const char *> operator+(const QStringBuilder<A, B> &, const char *) {
  return {};
}
template <class A, class B> QString &operator+=(QString &s, const QStringBuilder<A, B> &) { return s; }
template <class T> QString problems(const T &indices) {
  QString all;
  for (int i = 0; i < indices.size(); ++i)
    all += " ERROR: index of element " + QString::number(i) + ", is " + QString::number(indices[i]) + ". ";
  return all;
}

// A constant of a few characters is no more than a literal of them.
const std::string Line = "|";
void box(const std::vector<int> &rows) {
  std::string s;
  for (int row : rows)
    s += mk(row) + Line;
}
static std::string moveTo(int line, int column) {
  return "\033[" + std::to_string(line) + ';' + std::to_string(column) + 'f';
}
void edge(const std::vector<int> &rows) {
  std::string s;
  for (int row : rows)
    s += moveTo(row, 1) + Line;
}
// What is put before a string that is moved from is put into its memory.
void qualified(std::vector<std::string> &names) {
  std::string s;
  for (std::string &name : names)
    s += "::" + std::move(name);
}
// The first iteration only, whoever declares the counter.
std::string report(const std::vector<std::string> &lines, const std::string &id) {
  std::string result;
  unsigned i;
  for (i = 0; i < 3; ++i)
    result += ' ';
  for (i = 0; i < lines.size(); i++) {
    if (i == 0)
      result += id + ": ";
    result += lines[i];
  }
  return result;
}

// The last of them only: the counter is there once.
std::string path(std::vector<std::string> parts) {
  std::string all = ".";
  std::size_t number = 0;
  for (std::vector<std::string>::iterator i = parts.begin(); i != parts.end(); ++i) {
    if (number == parts.size() - 1) {
      all += "/" + *i + ".directory";
    } else {
      all += '/';
      all += *i;
    }
    ++number;
  }
  return all;
}

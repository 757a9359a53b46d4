// RUN: %check_fastidious string-concat-in-loop %s
#include <string>
#include <vector>

template <class T> std::string known(const std::vector<T> &values) {
  std::string s;
  for (auto &value : values)
    s = s + std::to_string(value);
  //^ warning: 's = s + std::to_string(value)' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
  return s;
}

template <class T> std::string independent(const std::vector<T> &values) {
  std::string s;
  for (auto &value : values)
    s = s + "x";
  //^ warning: 's = s + "x"' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
    // fix: s += "x";
  return s;
}

template <class Char> std::basic_string<Char> characters(const std::vector<Char> &values) {
  std::basic_string<Char> s;
  for (Char value : values)
    s = s + value;
  //^ warning: 's = s + value' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
  return s;
}

template <class T> T unknown(const std::vector<T> &values) {
  T s{};
  for (auto &value : values)
    s = s + value;
  return s;
}

template std::string known(const std::vector<int> &);
template std::string known(const std::vector<long> &);
template std::string independent(const std::vector<int> &);
template std::string characters(const std::vector<char> &);
template std::string unknown(const std::vector<std::string> &);

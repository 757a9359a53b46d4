// RUN: %check_fastidious container-append-without-reserve %s --run
// What every iteration appends is known; some append more.
#include <cstdio>
#include <string>
#include <unordered_set>
#include <vector>

std::string escaped(const std::vector<char> &text) {
  std::string out;
  for (char c : text) {
  // fix: out.reserve(text.size());
  // fix: for (char c : text) {
    if (c == '$')
      out.push_back('\\');
  //  ^ warning: 'out' grows by reallocation while the loop appends at least 'text.size()' characters: about log2(n / 15) reallocations and n extra moves, unless the text is short; call 'out.reserve(text.size())' before the loop
    out.push_back(c);
  }
  return out;
}

// The shortest of the branches counts.
std::string quoted(const std::vector<char> &text) {
  std::string out;
  for (char c : text) {
  // fix: out.reserve(text.size());
  // fix: for (char c : text) {
    if (c == '"')
      out += "\\\"";
  //  ^ warning: 'out' grows by reallocation while the loop appends at least 'text.size()' characters: about log2(n / 15) reallocations and n extra moves, unless the text is short; call 'out.reserve(text.size())' before the loop
    else
      out += c;
  }
  return out;
}

std::vector<int> oneOrTwo(const std::vector<int> &in) {
  std::vector<int> out;
  for (int x : in) {
  // fix: out.reserve(in.size());
  // fix: for (int x : in) {
    out.push_back(x);
  //^ warning: 'out' grows by reallocation while the loop appends at least 'in.size()' elements: about log2(n) reallocations and n extra moves; call 'out.reserve(in.size())' before the loop
    if (x < 0) {
      out.push_back(-x);
      continue;
    }
  }
  return out;
}

// Some iterations append nothing.
std::vector<int> filtered(const std::vector<int> &in) {
  std::vector<int> out;
  for (int x : in) {
    if (x > 1)
      out.push_back(x);
    if (x > 2)
      out.push_back(x);
  }
  return out;
}

// Some may leave.
std::vector<int> untilZero(const std::vector<int> &in) {
  std::vector<int> out;
  for (int x : in) {
    out.push_back(x);
    if (x > 2)
      out.push_back(x);
    if (x == 0)
      break;
  }
  return out;
}

// Keys may be equal: neither bound is known.
std::unordered_set<int> keys(const std::vector<int> &in) {
  std::unordered_set<int> out;
  for (int x : in) {
    out.insert(x);
    if (x > 2)
      out.insert(-x);
  }
  return out;
}

int main() {
  std::printf("%s %s %zu %zu %zu %zu\n", escaped({'a', '$', 'b'}).c_str(),
              quoted({'a', '"', 'b'}).c_str(), oneOrTwo({1, -2, 3}).size(),
              filtered({1, 2, 3}).size(), untilZero({1, 0, 3}).size(), keys({1, 2, 3}).size());
}

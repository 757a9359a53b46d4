// RUN: %check_fastidious container-append-without-reserve,loop-invariant-construction %s
// Where new lines go, and that they bring no warning.
#include <cstddef>
#include <regex>
#include <string>
#include <vector>

std::string tail(const std::string &data, int from) {
  std::string result;
  for(int i = static_cast<int>(data.length()) - 1; i >= from; --i)
  // fix-notes: if(data.length() > static_cast<std::size_t>(from))
  // fix-notes: result.reserve(data.length() - static_cast<std::size_t>(from));
  // fix-notes: for(int i = static_cast<int>(data.length()) - 1; i >= from; --i)
    result += data[static_cast<std::size_t>(i)];
  //^ warning: 'result' grows by reallocation
  //^ note: reserve before the loop
  return result;
}

std::vector<int> commented(const std::vector<int> &in) {
  std::vector<int> out;
  std::size_t sum = 0;

  // A comment on the loop
  // fix: out.reserve(in.size());
  // fix: // A comment on the loop
  // stays next to it.
  for(int x : in) {
    sum += static_cast<std::size_t>(x);
    out.push_back(x);
  //^ warning: 'out' grows by reallocation
  }
  return out;
}

std::vector<int> block(const std::vector<int> &in) {
  std::vector<int> out;
  /* So does
  // fix: out.reserve(in.size());
  // fix: /* So does
   * this one. */
  for(int x : in)
    out.push_back(x + 1);
  //^ warning: 'out' grows by reallocation
  return out;
}

std::vector<int> lessTwo(const std::vector<int> &in) {
  std::vector<int> out;
  for(std::size_t i = 2; i < in.size(); ++i)
  // fix: if(in.size() > 2)
  // fix: out.reserve(in.size() - 1);
  // fix: for(std::size_t i = 2; i < in.size(); ++i)
    out.push_back(in[i]);
  //^ warning: call 'out.reserve(in.size() - 1)' before the loop
  out.push_back(0);
  return out;
}

std::vector<int> shifted(int edges) {
  std::vector<int> out;
  for(unsigned i = 0; i < (1U << edges); ++i)
  // fix: out.reserve(1U << edges);
  // fix: for(unsigned i = 0; i < (1U << edges); ++i)
    out.push_back(static_cast<int>(i));
  //^ warning: call 'out.reserve(1U << edges)' before the loop
  return out;
}

int matches(const std::vector<std::string> &lines) {
  int n = 0;
  for(const std::string &line : lines) {
  // fix-notes: std::regex number("[0-9]+"); // as in the manual
  // fix-notes: for(const std::string &line : lines) {
    std::regex number("[0-9]+"); // as in the manual
  // fix-notes:
    //         ^ warning: 'number' is built from the same values on every iteration
    //         ^ note: build 'number' before the loop
    if(std::regex_search(line, number))
      ++n;
  }
  return n;
}

// Where one statement has braces, the new one has.
std::vector<int> braced(int n) {
  std::vector<int> out;
  for(int i = 0; i < n; ++i) {
  // fix: if(n > 0) {
  // fix: out.reserve(static_cast<std::size_t>(n));
  // fix: }
  // fix: for(int i = 0; i < n; ++i) {
    out.push_back(i);
  //^ warning: 'out' grows by reallocation
  }
  return out;
}

// RUN: %check_fastidious container-append-without-reserve,loop-invariant-construction,string-concat-in-loop,buffer-fresh-return,bytes-string-copy,string-concat-temporaries,stream-slurp,container-reserve-in-loop %s
// Lists in parentheses that initialise with dependent values: they have no type themselves.
#include <cstddef>
#include <regex>
#include <string>
#include <vector>
struct Position {
  Position(int *, int);
  Position(const Position &);
  int &operator*() const;
  Position &operator++();
  bool operator!=(Position) const;
  bool operator<(Position) const;
  Position operator+(int) const;
};
template <typename T> std::vector<int> positions(T a, T b) {
  std::vector<int> out;
  Position first(a, b), last(a, b);
  for (Position i = first; i != last; ++i)
    out.push_back(*i);
  for (Position i(a, b); i < last + 3; ++i)
    out.push_back(*i);
  auto single(a), list = {a, b};
  for (auto i = single; i < single + 3; ++i)
    out.push_back(i);
  for (auto i : list)
    out.push_back(i);
  return out;
}
template <typename T> std::string numbers(T a, T b) {
  std::string text(a, b);
  int n(a), m(a + b);
  for (int i(a); i < n; ++i) {
  // fix-notes: std::regex same("[0-9]+");
  // fix-notes: for (int i(a); i < n; ++i) {
    std::regex each(a, b);
    std::regex same("[0-9]+");
    //         ^ warning: 'same' is built from the same values on every iteration: each iteration compiles the pattern
    //         ^ note: build 'same' before the loop
    // fix-notes:
    std::string part(a, b);
    text = text + part;
    // fix: text += part;
  //^ warning: 'text = text + part' copies the whole string on every iteration
  }
  std::vector<std::size_t> out;
  for (int i = 0; i < m; ++i)
  // fix: if (m > 0)
  // fix:   out.reserve(static_cast<std::size_t>(m));
  // fix: for (int i = 0; i < m; ++i)
    out.push_back(i);
  //^ warning: 'out' grows by reallocation while the loop appends 'm' elements
  return text;
}

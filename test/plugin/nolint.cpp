// Comments silence a finding: all checks, or the one that they name.
// RUN: %check_fastidious string-concat-in-loop,container-append-without-reserve %s
#include <string>
#include <vector>

void f(int n, const std::string &x) {
  std::string a, b, c, d, e;
  for (int i = 0; i < n; ++i) {
    a = a + x; // NOLINT
    a = a + x; // NOLINT(fastidious-string-concat-in-loop)
    a = a + x; // NOLINT(fastidious-*): glob
    // NOLINTNEXTLINE(fastidious-string-concat-in-loop)
    b = b + x;
    // NOLINTBEGIN(fastidious-string-concat-in-loop)
    c = c + x;
    // NOLINTEND(fastidious-string-concat-in-loop)
    d = d + x; // NOLINT(fastidious-container-append-without-reserve)
  //^ warning: 'd = d + x'
    // fix: d += x; // NOLINT(fastidious-container-append-without-reserve)
    e = e + x;
  //^ warning: 'e = e + x'
    // fix: e += x;
  }
}

// The place is the append, not the loop.
std::vector<int> g(unsigned n) {
  std::vector<int> a, b, c;
  for (unsigned i = 0; i < n; ++i) { // NOLINT
    // fix: c.reserve(n);
    // fix: for (unsigned i = 0; i < n; ++i) { // NOLINT
    a.push_back(1); // NOLINT(fastidious-container-append-without-reserve)
    // NOLINTNEXTLINE(fastidious-container-*)
    b.push_back(1);
    c.push_back(1);
  //^ warning: 'c' grows by reallocation
  }
  return n ? a : n + 1 ? b : c;
}

// Comments silence a finding: all checks, or the one that they name.
// RUN: %check_fastidious string-concat-in-loop %s
#include <string>

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

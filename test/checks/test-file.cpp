// RUN: %check_fastidious container-append-without-reserve,string-concat-in-loop %s
// What helps the test cases of a file that is there for them runs as seldom as they do.
#include <string>
#include <vector>

std::vector<int> numbers(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i)
    v.push_back(i);
  return v;
}

namespace suite {
std::string line(int n) {
  std::string text;
  for (int i = 0; i < n; ++i)
    text = text + "x";
  //^ warning: copies the whole string on every iteration
    // fix: text += "x";
  return text;
}
static void DOCTEST_ANON_FUNC_7() { line(static_cast<int>(numbers(3).size())); }
} // namespace suite
void run() { suite::DOCTEST_ANON_FUNC_7(); }

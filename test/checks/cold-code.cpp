// RUN: %check_fastidious container-append-without-reserve,string-concat-temporaries,string-concat-in-loop,benchmark-unused-result %s
// What runs once or seldom, whatever it does; what tests do is not among it.
#include <benchmark/benchmark.h>
#include <exception>
#include <string>
#include <vector>

#define EXPECT_EQ(a, b)                                                                            \
  do {                                                                                             \
    if (!((a) == (b)))                                                                             \
      throw 1;                                                                                     \
  } while (false)

std::vector<int> helper(unsigned n) {
  std::vector<int> v;
  for (unsigned i = 0; i < n; ++i)
  // fix: v.reserve(n);
  // fix: for (unsigned i = 0; i < n; ++i)
    v.push_back(static_cast<int>(i));
  //^ warning: grows by reallocation
  EXPECT_EQ(v.size(), n);
  return v;
}

// What makes the value of a static variable runs once, and what an exception tells is needed seldom.
static const std::vector<int> Powers = [] {
  std::vector<int> v;
  for (int i = 0; i < 100; ++i)
    v.push_back(i * i);
  return v;
}();
const std::vector<int> &cubes() {
  static const std::vector<int> Cubes = [] {
    std::vector<int> v;
    for (int i = 0; i < 100; ++i)
      v.push_back(i * i * i);
    return v;
  }();
  return Cubes;
}
static const auto Squares = [](int n) {
  std::vector<int> v;
  for (int i = 0; i < 100; ++i)
  // fix: v.reserve(100);
  // fix: for (int i = 0; i < 100; ++i)
    v.push_back(n * n);
  //^ warning: grows by reallocation
  return v;
};
class Failure : public std::exception {
public:
  std::vector<int> places(int n) const {
    std::vector<int> v;
    for (int i = 0; i < n; ++i)
      v.push_back(i);
    return v;
  }
  std::string text(int n) const {
    std::string text;
    for (int i = 0; i < n; ++i)
      text = text + "x";
    //^ warning: copies the whole string on every iteration
      // fix: text += "x";
    return text;
  }
};

// Nobody gets there.
std::vector<int> disabled(int n) {
  std::vector<int> v;
  return v;
  for (int i = 0; i < n; ++i)
    v.push_back(i);
  return v;
}

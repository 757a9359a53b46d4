// RUN: %check_fastidious container-append-without-reserve,string-concat-temporaries,string-concat-in-loop,benchmark-unused-result %s
// Tests run once; what costs a constant factor there is left alone. What grows with the square is not.
#include <benchmark/benchmark.h>
#include <exception>
#include <string>
#include <vector>

#define EXPECT_EQ(a, b)                                                                            \
  do {                                                                                             \
    if (!((a) == (b)))                                                                             \
      throw 1;                                                                                     \
  } while (false)
#define assert(a) static_cast<void>((a) || (throw 1, true))

std::vector<int> helper(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i)
    v.push_back(i);
  EXPECT_EQ(v.size(), static_cast<std::size_t>(n));
  return v;
}

struct FixtureTest {
  void TestBody();
};
void FixtureTest::TestBody() {
  std::vector<int> v;
  for (int i = 0; i < 100; ++i)
    v.push_back(i);
  auto inner = [&](int n) {
    std::string s;
    for (int i = 0; i < n; ++i)
      s += "a" + std::to_string(i) + "b";
    return s;
  };
  std::string text = inner(3);
  for (int i = 0; i < 100; ++i)
    text = text + "x";
  //^ warning: copies the whole string on every iteration
    // fix: text += "x";
}

// Whatever the macro's name is.
namespace Catch {
struct AssertionHandler {
  explicit AssertionHandler(bool);
};
} // namespace Catch
#define REQUIRE(a) Catch::AssertionHandler catchHandler(a)
template <typename T> void required(T n) {
  std::vector<T> v;
  for (T i = 0; i < n; ++i)
    v.push_back(i);
  REQUIRE(v.empty());
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
};

// Nobody gets there.
std::vector<int> disabled(int n) {
  std::vector<int> v;
  return v;
  for (int i = 0; i < n; ++i)
    v.push_back(i);
  return v;
}

// Programs assert as well.
std::vector<int> production(int n) {
  std::vector<int> v;
  assert(n > 0);
  for (int i = 0; i < n; ++i)
  // fix: if (n > 0)
  // fix: v.reserve(static_cast<std::size_t>(n));
  // fix: for (int i = 0; i < n; ++i)
    v.push_back(i);
  //^ warning: grows by reallocation
  return v;
}

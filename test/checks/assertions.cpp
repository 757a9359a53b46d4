// RUN: %check_fastidious container-append-without-reserve,string-concat-temporaries,string-concat-in-loop,benchmark-unused-result %s
// Tests run once; what costs a constant factor there is left alone. What grows with the square is not.
#include <benchmark/benchmark.h>
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

// RUN: %check_fastidious container-append-without-reserve %s --std c++17
// An assertion of a test that fails leaves the function; nobody minds what was reserved by then.
#include <vector>

// As in GoogleTest.
namespace testing {
struct Message {};
namespace internal {
struct AssertHelper {
  explicit AssertHelper(const char *);
  void operator=(const Message &) const;
};
} // namespace internal
} // namespace testing
#define ASSERT_VALID(condition)                                                                     \
  switch (0)                                                                                       \
  case 0:                                                                                          \
  default:                                                                                         \
    if (condition)                                                                                 \
      ;                                                                                            \
    else                                                                                           \
      return ::testing::internal::AssertHelper(#condition) = ::testing::Message()

bool ok(int);

void test(std::vector<int> &result) {
  std::vector<int> values;
  for (unsigned i = 0; i < 100; ++i) {
  // fix: values.reserve(100);
  // fix: for (unsigned i = 0; i < 100; ++i) {
    values.push_back(static_cast<int>(i));
  //^ warning: 'values' grows by reallocation while the loop appends 100 elements: about 7 reallocations and 127 extra moves; call 'values.reserve(100)' before the loop
    ASSERT_VALID(ok(values.back()));
    for (int j = 0; j < 3; ++j)
      ASSERT_VALID(ok(j));
  }
  result = values;
}

void leaves(std::vector<int> &result) {
  std::vector<int> values;
  for (unsigned i = 0; i < 100; ++i) {
    values.push_back(static_cast<int>(i));
    if (!ok(values.back()))
      return;
  }
  result = values;
}

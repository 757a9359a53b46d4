// Tests of a cache with a mock of its store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

struct store {
  virtual ~store() = default;
  virtual std::string read(int key) = 0;
};

struct mock_store : store {
  MOCK_METHOD(std::string, read, (int), (override));
};

class cache {
public:
  explicit cache(store &s) : s(s) {}
  const std::string &get(int key) {
    auto found = values.find(key);
    if (found == values.end())
      found = values.emplace(key, s.read(key)).first;
    return found->second;
  }

private:
  store &s;
  std::map<int, std::string> values;
};

TEST(Cache, ReadsOnce) {
  testing::StrictMock<mock_store> s;
  EXPECT_CALL(s, read(7)).WillOnce(testing::Return("seven"));
  cache c(s);
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(c.get(7), "seven");
}

TEST(Cache, ReadsEachKey) {
  testing::NiceMock<mock_store> s;
  EXPECT_CALL(s, read(testing::Ge(0))).Times(3).WillRepeatedly(testing::Return(std::string("x")));
  cache c(s);
  for (int i = 0; i < 3; ++i)
    EXPECT_THAT(c.get(i), testing::HasSubstr("x"));
}

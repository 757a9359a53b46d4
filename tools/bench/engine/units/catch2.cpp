// Tests of a parser of durations.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

#include <optional>
#include <string>

std::optional<int> seconds(const std::string &text) {
  std::size_t end = 0;
  int value = 0;
  try {
    value = std::stoi(text, &end);
  } catch (const std::exception &) {
    return std::nullopt;
  }
  if (text.substr(end) == "s")
    return value;
  if (text.substr(end) == "min")
    return value * 60;
  return std::nullopt;
}

TEST_CASE("durations") {
  auto [text, expected] = GENERATE(table<std::string, int>({{"3s", 3}, {"2min", 120}}));
  CHECK(seconds(text) == expected);
  SECTION("malformed") { CHECK_FALSE(seconds("s")); }
}

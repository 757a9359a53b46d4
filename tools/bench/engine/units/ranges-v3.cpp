// Words of the standard input by length.
#include <range/v3/all.hpp>

#include <iostream>
#include <string>
#include <vector>

int main() {
  auto words = ranges::istream_view<std::string>(std::cin) | ranges::to<std::vector<std::string>>();
  ranges::sort(words, ranges::less{}, &std::string::size);
  auto groups = words | ranges::views::chunk_by([](const std::string &a, const std::string &b) {
                  return a.size() == b.size();
                });
  for (auto group : groups) {
    std::vector<std::string> sorted;
    for (const std::string &word : group | ranges::views::take(3))
      sorted.push_back(word);
    std::cout << ranges::distance(group) << ": "
              << (sorted | ranges::views::join(',') | ranges::to<std::string>()) << '\n';
  }
}

// Word counts of the standard input, most frequent first.
#include <algorithm>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

int main() {
  std::stringstream text;
  text << std::cin.rdbuf();
  const std::string all = text.str();
  const std::regex word("[[:alpha:]]+");
  std::unordered_map<std::string, unsigned> counts;
  for (std::sregex_iterator i(all.begin(), all.end(), word), end; i != end; ++i)
    ++counts[i->str()];
  std::vector<std::pair<std::string, unsigned>> sorted(counts.begin(), counts.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const auto &a, const auto &b) { return a.second > b.second; });
  for (const auto &[text, count] : sorted)
    std::cout << std::setw(8) << count << ' ' << text << '\n';
}

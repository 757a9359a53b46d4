//! 100 iterations, each of which builds the object (before) or uses the one that was built before
//! the loop.
#include "tools/bench/Pair.h"

#include <locale>
#include <random>
#include <regex>
#include <set>
#include <string>
#include <vector>

using Words = std::vector<std::string>;

namespace before {
int numbers(const Words &words) {
  int count = 0;
  for (const std::string &word : words) {
    const std::regex number("[0-9]+");
    count += std::regex_match(word, number);
  }
  return count;
}
int letters(const Words &words) {
  int count = 0;
  for (const std::string &word : words) {
    const std::locale place("C.UTF-8");
    count += std::isalpha(word[0], place);
  }
  return count;
}
unsigned draws(const Words &words) {
  unsigned sum = 0;
  for (const std::string &word : words) {
    std::mt19937 engine(7);
    sum += static_cast<unsigned>(engine()) + static_cast<unsigned>(word.size());
  }
  return sum;
}
int known(const Words &words) {
  int count = 0;
  for (const std::string &word : words) {
    const std::set<std::string> keywords{"if", "else", "while", "return"};
    count += static_cast<int>(keywords.count(word));
  }
  return count;
}
} // namespace before

namespace after {
int numbers(const Words &words) {
  int count = 0;
  const std::regex number("[0-9]+");
  for (const std::string &word : words)
    count += std::regex_match(word, number);
  return count;
}
int letters(const Words &words) {
  int count = 0;
  const std::locale place("C.UTF-8");
  for (const std::string &word : words)
    count += std::isalpha(word[0], place);
  return count;
}
unsigned draws(const Words &words) {
  unsigned sum = 0;
  std::mt19937 engine(7);
  for (const std::string &word : words)
    sum += static_cast<unsigned>(engine()) + static_cast<unsigned>(word.size());
  return sum;
}
int known(const Words &words) {
  int count = 0;
  const std::set<std::string> keywords{"if", "else", "while", "return"};
  for (const std::string &word : words)
    count += static_cast<int>(keywords.count(word));
  return count;
}
} // namespace after

Words words() {
  return Words(100, "return");
}

static const int Rows[] = {
    bench::pair("regex(\"[0-9]+\")", before::numbers, after::numbers, words),
    bench::pair("locale(\"C.UTF-8\")", before::letters, after::letters, words),
    bench::pair("mt19937(7)", before::draws, after::draws, words),
    bench::pair("set of four strings", before::known, after::known, words),
};

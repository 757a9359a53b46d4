// RUN: %check_fastidious loop-invariant-construction %s --std c++17,c++20 --run
// Containers that are only looked at, through whatever type of access.
#include <algorithm>
#include <cstdio>
#include <map>
#include <regex>
#include <string>
#include <unordered_map>
#include <vector>

using Words = std::vector<std::string>;

static int found(const Words &words) {
  int total = 0;
  for (const std::string &word : words) {
  // fix-notes: std::unordered_map<std::string, int> table{{"one", 1}, {"two", 2}, {"three", 3}};
  // fix-notes: for (const std::string &word : words) {
    std::unordered_map<std::string, int> table{{"one", 1}, {"two", 2}, {"three", 3}};
    //                                   ^ warning: 'table' is built from the same values on every iteration: each iteration allocates every element; build it once, before the loop
    //                                   ^ note: build 'table' before the loop
    // fix-notes: auto it = table.find(word);
    auto it = table.find(word);
    // fix-notes:
    if (it != table.end())
      total += it->second;
  }
  return total;
}

static int searched(const Words &words) {
  int total = 0;
  for (const std::string &word : words) {
  // fix-notes: std::vector<std::string> known = {"one", "two", "three"};
  // fix-notes: for (const std::string &word : words) {
    std::vector<std::string> known = {"one", "two", "three"};
    //                       ^ warning: 'known' is built from the same values on every iteration: each iteration allocates and fills it; build it once, before the loop
    //                       ^ note: build 'known' before the loop
    // fix-notes: if (std::find(known.begin(), known.end(), word) != known.end())
    if (std::find(known.begin(), known.end(), word) != known.end())
    // fix-notes:
      ++total;
  }
  return total;
}

// Changed through an iterator, a structured binding, or by an access that inserts.
static int changed(const Words &words) {
  int total = 0;
  for (const std::string &word : words) {
    std::unordered_map<std::string, int> table{{"one", 1}, {"two", 2}};
    auto it = table.find(word);
    if (it != table.end())
      it->second += 1;
    total += table.at("one");
    std::map<std::string, int> counts{{"one", 1}};
    for (auto &[key, count] : counts)
      count += static_cast<int>(word.size() + key.size());
    total += counts.begin()->second;
    std::map<std::string, int> inserted{{"one", 1}};
    total += inserted[word];
    std::vector<int> numbers{1, 2, 3};
    std::fill(numbers.begin(), numbers.end(), 4);
    total += numbers[0];
  }
  return total;
}

struct Named {
  std::string name;
};

template <typename T> static int matching(const std::vector<T> &all) {
  int total = 0;
  for (const T &each : all) {
  // fix-notes: std::regex letters("[a-z]+");
  // fix-notes: for (const T &each : all) {
    std::regex letters("[a-z]+");
    //         ^ warning: 'letters' is built from the same values on every iteration: each iteration compiles the pattern; build it once, before the loop
    //         ^ note: build 'letters' before the loop
    // fix-notes: total += std::regex_match(each.name, letters);
    total += std::regex_match(each.name, letters);
    // fix-notes:
  }
  return total;
}

int main() {
  const Words words = {"two", "five", "three", "one"};
  const std::vector<Named> named = {{"abc"}, {"12"}};
  std::printf("%d %d %d %d\n", found(words), searched(words), changed(words), matching(named));
}

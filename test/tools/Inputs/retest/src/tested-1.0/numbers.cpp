#include <cstddef>
#include <string>
#include <vector>

std::vector<std::size_t> squares(std::size_t count) {
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < count; ++i)
    all.push_back(i * i);
  return all;
}

std::string join(const std::vector<std::size_t> &numbers) {
  std::string text;
  for (std::size_t number : numbers)
    text = text + std::to_string(number) + ",";
  return text;
}

std::size_t longest(const std::vector<std::string> &words) {
  std::size_t most = 0;
  for (const std::string &word : words) {
    std::vector<char> letters;
    for (char letter : word)
      if (letter != ' ')
        letters.push_back(letter);
    if (letters.size() > most)
      most = letters.size();
  }
  return most;
}

int main() {
  bool right = join(squares(5)) == "0,1,4,9,16," && longest({"a b", "abc", ""}) == 3;
  return right ? 0 : 1;
}

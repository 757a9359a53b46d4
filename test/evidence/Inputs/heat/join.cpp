#include <cstdio>
#include <string>
#include <vector>

namespace {

std::string coldJoin(const std::vector<std::string> &words) {
  std::string all;
  for (const std::string &word : words)
    all = all + word;
  return all;
}

__attribute__((noinline)) std::string hotJoin(const std::vector<std::string> &words) {
  std::string all;
  for (const std::string &word : words)
    all = all + word;
  return all;
}

} // namespace

std::string neverJoin(const std::vector<std::string> &words) {
  std::string all;
  for (const std::string &word : words)
    all = all + word;
  return all;
}

int main(int argc, char **) {
  std::vector<std::string> words(600, std::string(40, 'x'));
  std::size_t size = coldJoin({"a few", "words that are longer"}).size();
  int rounds = argc > 1 ? 400 : 12;
  for (int i = 0; i < rounds; ++i)
    size += hotJoin(words).size();
  std::printf("%zu\n", size);
}

#include <string>
#include <vector>

std::string join(const std::vector<std::string> &texts) {
  std::string joined;
  for (const std::string &text : texts)
    joined = joined + text;
  return joined;
}

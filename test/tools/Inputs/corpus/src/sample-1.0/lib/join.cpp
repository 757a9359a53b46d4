#include "generated.h"
#include "join.h"

std::string join(const std::vector<std::string> &parts) {
  std::string all;
  for (const std::string &part : parts) {
    std::string line = part;
    if (all.empty())
      line = line + "!";
    all = all + line + SEPARATOR;
  }
  return all;
}

std::string first(const std::vector<std::string> &parts) {
  std::string result;
  for (const std::string &part : parts)
    result += part + ",";
  return result;
}

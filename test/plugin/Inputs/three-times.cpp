#include <string>

std::string thrice(const std::string &x) {
  std::string s;
  for (int i = 0; i < 3; ++i)
    s = s + x;
  return s;
}

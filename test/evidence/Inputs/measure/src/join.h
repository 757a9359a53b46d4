#pragma once
#include <string>

inline std::string repeat(const std::string &word, int times) {
  std::string all;
  for (int i = 0; i < times; ++i)
    all = all + word;
  return all;
}

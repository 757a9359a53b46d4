#pragma once
#include <string>
#include <vector>

inline std::vector<int> count(int n) {
  std::vector<int> result;
  for (int i = 0; i < n; ++i) {
    result.push_back(i);
  }
  return result;
}

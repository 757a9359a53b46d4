#include <vector>

std::vector<int> copy(const std::vector<int> &numbers) {
  std::vector<int> result;
  for (int number : numbers)
    result.push_back(number);
  return result;
}

std::vector<int> squares(int n) {
  std::vector<int> result;
  for (int i = 0; i < n; ++i)
    result.push_back(i * i);
  return result;
}

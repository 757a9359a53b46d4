#include <vector>

void use(const std::vector<int> &);

void first(const std::vector<int> &in) {
  std::vector<int> partly;
  for (int x : in)
    partly.push_back(x + 1);
  useAll(partly);
}

void second(const std::vector<int> &in) {
  std::vector<int> wholly;
  for (int x : in)
    wholly.push_back(x + 1);
  use(wholly);
}

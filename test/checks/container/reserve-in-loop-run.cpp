// RUN: %check_fastidious container-reserve-in-loop %s --std c++17,c++20 --run=fix
// Without the call, references and iterators do not survive the append after it.
#include <cstdio>
#include <string>
#include <vector>

static std::vector<int> dropped(const std::vector<int> &in) {
  std::vector<int> out;
  for (int x : in) {
    out.reserve(out.size() + 1);
  //^ warning: 'out.reserve(out.size() + 1)' may reallocate to exactly that size on every iteration: this replaces the container's geometric growth, so n iterations move O(n²) elements; drop the call, or reserve the sum before the loop
    // fix: out.push_back(x);
    out.push_back(x);
    // fix:
  }
  return out;
}

static std::string text(const std::vector<std::string> &in) {
  std::string out;
  for (const std::string &x : in) {
    out.reserve(out.size() + x.size() + 1);
  //^ warning: 'out.reserve(out.size() + x.size() + 1)' may reallocate to exactly that size on every iteration: this replaces the container's geometric growth, so n iterations move O(n²) elements; drop the call, or reserve the sum before the loop
    // fix: out += x;
    out += x;
    // fix:
    out += ';';
  }
  return out;
}

static std::vector<int> referenced(const std::vector<int> &in) {
  std::vector<int> out = {0};
  for (int x : in) {
    out.reserve(out.size() + 1);
  //^ warning: 'out.reserve(out.size() + 1)' may reallocate to exactly that size on every iteration: this replaces the container's geometric growth, so n iterations move O(n²) elements; drop the call, or reserve the sum before the loop
    int &last = out.back();
    out.push_back(x);
    last += x;
  }
  return out;
}

static std::vector<int> iterated(const std::vector<int> &in) {
  std::vector<int> out = {1, 2};
  for (int x : in) {
    out.reserve(out.size() + 1);
  //^ warning: 'out.reserve(out.size() + 1)' may reallocate to exactly that size on every iteration: this replaces the container's geometric growth, so n iterations move O(n²) elements; drop the call, or reserve the sum before the loop
    auto first = out.begin();
    out.push_back(*first + x);
    *first += 1;
  }
  return out;
}

static std::vector<int> counted(const std::vector<int> &in) {
  std::vector<int> out;
  std::size_t spare = 0;
  for (int x : in) {
    out.reserve(out.size() + 3);
  //^ warning: 'out.reserve(out.size() + 3)' may reallocate to exactly that size on every iteration: this replaces the container's geometric growth, so n iterations move O(n²) elements; drop the call, or reserve the sum before the loop
    out.push_back(x);
    spare += out.capacity() - out.size() >= 2;
  }
  out.push_back(static_cast<int>(spare));
  return out;
}

int main() {
  const std::vector<int> in = {3, 1, 4, 1, 5, 9, 2, 6};
  for (const auto &out : {dropped(in), referenced(in), iterated(in), counted(in)}) {
    for (int x : out)
      std::printf("%d ", x);
    std::printf("\n");
  }
  std::printf("%s\n", text({"a", "", "bc", "a word that is not short at all"}).c_str());
}

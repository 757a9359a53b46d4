// RUN: %check_fastidious benchmark-unused-result,benchmark-constant-input %s
// A template of the library that nothing needs is only declared, and a pointer to a member function
// names no class.
#include <chrono>
#include <memory>
#include <string>
#include <vector>

struct Handler;
struct Handlers {
  std::vector<std::shared_ptr<Handler>> all;
  unsigned count;
};
extern const Handlers handlers;

double counted() {
  auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 1000; ++i)
    ++const_cast<unsigned &>(handlers.count);
  auto end = std::chrono::steady_clock::now();
  return std::chrono::duration<double>(end - start).count();
}

struct Operation {
  int (Operation::*apply)(int);
  int factor;
};

double applied(Operation operation) {
  auto start = std::chrono::steady_clock::now();
  int sum = 0;
  for (int i = 0; i < 1000; ++i)
    sum += (operation.*operation.apply)(7);
  auto end = std::chrono::steady_clock::now();
  return std::chrono::duration<double>(end - start).count() + sum;
}

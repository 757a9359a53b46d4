// RUN: %check_fastidious buffer-fresh-return %s
// Calls that are repeated in form only, or next to which a buffer costs nothing.
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

bool alwaysFalse();
bool check(bool);
void use(const std::string &);

#define EXPECT_SAME(left, right)                                                                   \
  do {                                                                                             \
    check((left) == (right));                                                                      \
  } while (alwaysFalse())

#define FAIL(message) throw std::runtime_error(message)

static std::string listed(const std::vector<int> &numbers) {
  std::string result;
  for (int x : numbers) {
    result += std::to_string(x);
    result += ',';
  }
  return result;
}

// An assertion is no loop.
void test(const std::vector<int> &numbers) {
  EXPECT_SAME(std::string("1,2,"), listed(numbers));
}

static std::string dumped(const std::vector<int> &numbers) {
  std::string result;
  for (int x : numbers) {
    result += std::to_string(x);
    result += ';';
  }
  return result;
}

// Each line is written by a system call of its own.
void dump(const std::vector<std::vector<int>> &rows) {
  for (const auto &row : rows)
    std::cout << dumped(row) << std::endl;
}

static std::string explained(const std::vector<int> &numbers) {
  std::string result;
  for (int x : numbers) {
    result += std::to_string(x);
    result += '!';
  }
  return result;
}

// A recursion that ends with an error.
int depth(const std::vector<int> &numbers, int level) {
  if (numbers.empty())
    FAIL(explained(numbers).c_str());
  return level > 9 ? level : depth(numbers, level + 1);
}

static std::string reported(const std::vector<int> &numbers) {
  std::string result;
  for (int x : numbers) {
    result += std::to_string(x);
    result += '?';
  }
  return result;
}

// A handler of exceptions.
void attempt(const std::vector<std::vector<int>> &rows) {
  try {
    check(true);
  } catch (const std::exception &) {
    for (const auto &row : rows)
      use(reported(row));
  }
}

static std::string joined(const std::vector<int> &numbers) {
                 //^ warning: 'joined' returns a fresh 'std::string' that its caller only reads
  std::string result;
  for (int x : numbers) {
    result += std::to_string(x);
    result += ' ';
  }
  return result;
}

// A loop that writes lines is one.
void print(const std::vector<std::vector<int>> &rows) {
  for (const auto &row : rows)
    std::cout << joined(row) << '\n';
             //  ^ note: called in this loop
}

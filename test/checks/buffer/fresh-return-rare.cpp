// RUN: %check_fastidious buffer-fresh-return %s
// Calls that are repeated in form only, or next to which a buffer costs nothing.
#include <iostream>
#include <map>
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

static std::string lowered(const std::string &name) {
  std::string result;
  for (char c : name)
    result.push_back(c == '_' ? '-' : c);
  return result;
}

// The results become keys, and the containers copy them.
void index(const std::vector<std::string> &names, std::map<std::string, int> &first,
           std::map<std::string, std::string> &last) {
  for (const std::string &name : names) {
    std::string key = lowered(name);
    if (first.insert(std::make_pair(key, 1)).second)
      use(key);
    last[lowered(name)] = name;
  }
}

static std::string tag(const unsigned char *at) {
  std::string result;
  for (int i = 0; i < 4; ++i)
    result += char(at[i]);
  return result;
}

// Four characters need no memory.
void chunks(const std::vector<const unsigned char *> &all) {
  for (const unsigned char *at : all)
    use(tag(at));
}

static std::string digest(const unsigned char *at) {
                 //^ warning: 'digest' returns a fresh 'std::string' that its caller only reads
  std::string result;
  for (int i = 0; i < 16; ++i)
    result += char(at[i]);
  return result;
}

void digests(const std::vector<const unsigned char *> &all) {
  for (const unsigned char *at : all)
    use(digest(at));
      //^ note: called in this loop
}

static std::string trimmed(const std::string &line) {
  std::string result;
  for (char c : line)
    if (c != ' ')
      result.push_back(c);
  return result;
}

// The function cannot fill what it reads.
void trimAll(const std::vector<std::string> &lines) {
  std::string line;
  for (const std::string &each : lines) {
    line = each + '!';
    line = trimmed(line);
    use(line);
  }
}

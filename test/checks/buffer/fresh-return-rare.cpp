// RUN: %check_fastidious buffer-fresh-return %s
// Calls that are repeated in form only, or next to which a buffer costs nothing.
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

bool alwaysFalse();
bool check(bool);
void use(const std::string &);
bool put(const std::string &);
void reportError(int where, const std::string &text);

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
                 //^ warning: 'joined' returns a fresh 'std::string', which a loop only writes to a stream
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
                 //^ warning: 'digest' returns a fresh 'std::string', which a loop only reads
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

static std::string compared(const std::vector<int> &numbers) {
  std::string result;
  for (int x : numbers) {
    result += std::to_string(x);
    result += '=';
  }
  return result;
}

// What an assertion compares is made once for each test, and in release builds never.
void testRows(const std::vector<std::vector<int>> &rows) {
  for (const auto &row : rows) {
    EXPECT_SAME(std::string("1=2="), compared(row));
    EXPECT_SAME(5u, compared(row).size());
  }
}

static std::string key(int number) {
                 //^ warning: 'key' returns a fresh 'std::string', which a loop only reads
  std::string result = "key-of-the-record-";
  result += std::to_string(number);
  return result;
}

// What the assertion calls does the work of the test.
void putRows(int n) {
  for (int i = 0; i < n; ++i)
    EXPECT_SAME(true, put(key(i)));
                        //^ note: called in this loop
}

static std::string quoted(const std::vector<int> &numbers) {
  std::string result;
  for (int x : numbers) {
    result += std::to_string(x);
    result += '"';
  }
  return result;
}

// Texts that tell of a problem, and a stream without a buffer.
void complain(const std::vector<std::vector<int>> &rows) {
  for (const auto &row : rows) {
    reportError(1, "bad numbers: " + quoted(row));
    std::cerr << quoted(row);
  }
}

static std::string tree(int depth) {
  if (depth == 0)
    reportError(depth, tree(depth + 1));
  std::string result = "nodes at the depth ";
  result += std::to_string(depth);
  return result;
}
void useTree() {
  use(tree(2));
}

static std::string packed(int n) {
  std::string result = "the bytes of image number ";
  result += std::to_string(n);
  return result;
}

// A second attempt is no recursion over many.
int encode(int n) {
  if (n > 2)
    return encode(2);
  use(packed(n));
  return n;
}

static std::string leaf(int n) {
                 //^ warning: 'leaf' returns a fresh 'std::string', which a caller only reads
  std::string result = "the leaf with the number ";
  result += std::to_string(n);
  return result;
}

// Each node has two.
void walk(int n) {
  if (n > 1) {
    walk(n / 2);
    walk(n - n / 2);
  }
  use(leaf(n));
    //^ note: called here for each recursion
}

static std::string reportLine(int n) {
  std::string result = "the report on the number ";
  result += std::to_string(n);
  return result;
}

// Each line is flushed, which takes far longer.
void report(int n) {
  for (int i = 0; i < n; ++i)
    std::cout << reportLine(i) << std::endl;
}

// What is streamed to an assertion is needed if it fails.
namespace testing {
class Message {
public:
  template <typename T> Message &operator<<(const T &) { return *this; }
};
namespace internal {
class AssertHelper {
public:
  void operator=(const Message &) const;
};
} // namespace internal
} // namespace testing
#define EXPECT_TRUE(condition)                                                                     \
  if (check(condition))                                                                            \
    ;                                                                                              \
  else                                                                                             \
    testing::internal::AssertHelper() = testing::Message()

static std::string edits(int n) {
  std::string result = "the edits that lead there are these: ";
  result += std::to_string(n);
  return result;
}
void allFit(int n) {
  for (int i = 0; i < n; ++i)
    EXPECT_TRUE(i > 0) << "left: " << edits(i);
}

// Four characters need no memory.
std::string stringPrintf(const char *format, ...);
void stringPrintf(std::string *out, const char *format, ...);
std::string hexadecimal(const std::vector<unsigned char> &bytes) {
  std::string result;
  for (unsigned char byte : bytes)
    result.append(stringPrintf("\\x%02x", byte));
  return result;
}

// The overload makes a buffer of its own, too, and takes away the caller's.
bool value(int key, std::string &out) {
  out = std::string("the value of the key that was given is ") + std::to_string(key);
  out.pop_back();
  return key > 0;
}
std::string value(int key) {
  std::string result = "the value of the key that was given is ";
  result += std::to_string(key);
  return result;
}
bool hasValue(const std::string &wanted, int n) {
  for (int i = 0; i < n; ++i)
    if (value(i) == wanted)
      return true;
  return false;
}

// A number fits into any string, even with a few characters before it.
static std::string fieldName(int n) {
  std::string digits = std::to_string(n);
  if (n >= 0)
    return digits;
  std::string result("neg");
  result += digits;
  return result;
}
static std::string seconds(int n) {
  std::stringstream text;
  text << n / 1000.0;
  return text.str();
}
void names(int n) {
  for (int i = 0; i < n; ++i)
    std::cout << fieldName(i) << seconds(i);
}

// Digits are few, however many the loop makes.
static std::string columnName(int column) {
  std::string name(1, char(column % 26 + 'A'));
  column /= 26;
  while (column > 0) {
    --column;
    name.insert(0, std::string(1, char(column % 26 + 'A')));
    column = (column - column % 26) / 26;
  }
  return name;
}
static std::string macroName(unsigned number) {
  std::string result;
  result += '_';
  for (; number != 0; number >>= 6)
    result += char('0' + number % 64);
  return result;
}
void columns(int n) {
  for (int i = 0; i < n; ++i)
    std::cout << columnName(i) << macroName(static_cast<unsigned>(i));
}

// A key that is made of numbers is short.
template <class U> void pack(std::string &text, U value) {
  while (value) {
    text += static_cast<char>(value & 0xff);
    value >>= 8;
  }
}
static std::string slotKey(unsigned document) {
  std::string key("\0\xd8", 2);
  pack(key, document);
  key += '\0';
  return key;
}
void put(const std::vector<unsigned> &documents) {
  for (unsigned document : documents)
    put(slotKey(document));
}

// A few characters from functions that return a few.
struct Move {
  int from, to;
};
static std::string squareName(int square) {
  return square > 9 ? std::string{char('a' + square / 10), char('1' + square % 10)}
                    : std::string{char('0' + square)};
}
static std::string moveName(Move move) {
  if (move.from == 0)
    return move.to ? "resign" : "(none)";
  std::string name = squareName(move.from) + squareName(move.to);
  if (move.to > 3)
    name += '+';
  return name;
}
void putMoves(const std::vector<Move> &moves) {
  for (const Move &move : moves)
    put(moveName(move));
}

// A function that calls itself may return any length.
static std::string repeated(int n) {
  //               ^ warning: 'repeated' returns a fresh 'std::string'
  std::string text = n > 0 ? repeated(n - 1) : std::string();
  text += 'x';
  return text;
}
void putRepeated(int n) {
  for (int i = 0; i < n; ++i)
    put(repeated(i));
  //    ^ note: called in this loop; the result is only read
}

// Who takes it by `T &&` keeps it.
struct Row {
  std::vector<std::string> columns;
  template <class T> Row &operator,(T &&value) {
    add(std::forward<T>(value));
    return *this;
  }
  void add(std::string text) { columns.push_back(std::move(text)); }
};
template <class T> Row &operator<<(Row &row, T &&value) {
  row.add(std::forward<T>(value));
  return row;
}
static std::string column(int n) {
  std::string text = "a column with a long name ";
  text += std::to_string(n);
  return text + "\n";
}
void table(int n) {
  for (int i = 0; i < n; ++i) {
    Row row;
    row << column(i) << column(i + 1);
    row, column(i + 2);
  }
}

// Blanks, as for columns.
static std::string spaces(unsigned n) {
  std::string text = "";
  for (unsigned i = 0; i < n; ++i)
    text += " ";
  return text;
}
void indented(int n) {
  for (int i = 0; i < n; ++i)
    std::cout << spaces(4) << i;
}

// What is made of two others is no recursion over many.
static std::string arguments(int option) {
  switch (option) {
  case 'a':
    return "the arguments: " + arguments('b') + ", or " + arguments('c');
  case 'b':
    return "one of those that the manual names";
  default:
    return "any number";
  }
}

// Whatever it is given, it is short.
static std::string escapeOf(char c) {
  std::string escape;
  if (c == '\n')
    escape = "\\n";
  else
    escape = c;
  if (c == '"')
    escape += "quot";
  return escape;
}
void putEscaped(const std::string &text) {
  for (char c : text)
    std::cout << escapeOf(c);
}

// What is below zero is shown by what is above.
struct Time {
  long ticks;
  Time operator-() const { return {-ticks}; }
  std::string text() const {
    if (ticks < 0)
      return "-" + (-*this).text();
    std::ostringstream out;
    out << ticks / 3600 << ':' << ticks % 3600 / 60 << ':' << ticks % 60;
    return out.str();
  }
};
std::string describe(Time t) { return t.text(); }

// RUN: %check_fastidious container-declared-in-loop %s --std c++17,c++20 --run
// What each iteration reaches, what visible callees do with a buffer, and strings that are long
// from the start.
#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>
#include <numeric>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using Row = std::vector<int>;

static int sum(const Row &row) {
  return std::accumulate(row.begin(), row.end(), 0);
}

static std::size_t concatenated(const std::vector<std::string> &names) {
  std::size_t total = 0;
  for (const std::string &name : names) {
  // fix-notes: std::string path;
  // fix-notes: for (const std::string &name : names) {
    std::string path = "/usr/share/application/data/" + name + '.' + "txt";
    //          ^ warning: 'path' is declared in the loop: each iteration allocates and frees its memory, unless the text is short; declare it before the loop and build it here with '=' and '+=', which reuses the memory
    //          ^ note: declare 'path' before the loop
    // fix-notes: path = "/usr/share/application/data/";
    // fix-notes: path += name;
    // fix-notes: path += '.';
    // fix-notes: path += "txt";
    total += path.find(name) + path.size();
  }
  return total;
}

// What a call gives would be moved there, with its memory.
std::string decorated(const std::string &name);
static std::size_t fromTemporary(const std::vector<std::string> &names) {
  std::size_t total = 0;
  for (const std::string &name : names) {
  // fix-notes: std::string path;
  // fix-notes: for (const std::string &name : names) {
    std::string path = decorated(name) + "/usr/share/application/data/" + name;
    //          ^ warning: 'path' is declared in the loop: each iteration allocates and frees its memory, unless the text is short; declare it before the loop and append each operand here after a 'clear()', which reuses the memory
    //          ^ note: declare 'path' before the loop
    // fix-notes: path.clear();
    // fix-notes: path += decorated(name);
    // fix-notes: path += "/usr/share/application/data/";
    // fix-notes: path += name;
    total += path.find(name) + path.size();
  }
  return total;
}

static std::size_t shortConcatenation(const std::vector<std::string> &names) {
  std::size_t total = 0;
  for (const std::string &name : names) {
    std::string path = "/usr/" + name;
    total += path.size();
  }
  return total;
}

// Cut back before anything is added: 12 characters at most.
static std::size_t cut(const std::vector<std::string> &names) {
  std::size_t total = 0;
  for (const std::string &name : names) {
    std::string text = "twelve bytes";
    text.erase(4);
    text += "and ";
    text.push_back(name[0]);
    total += text.size();
  }
  return total;
}

template <typename T> static T middle(const std::vector<std::vector<T>> &rows) {
  T total{};
  for (const auto &row : rows) {
  // fix-notes: std::vector<T> sorted;
  // fix-notes: for (const auto &row : rows) {
    std::vector<T> sorted(row.begin(), row.end());
    //             ^ warning: 'sorted' is declared in the loop: each iteration allocates and frees its memory, unless it is empty; declare it before the loop and refill it with 'assign' here, which reuses the memory
    //             ^ note: declare 'sorted' before the loop
    // fix-notes: sorted.assign(row.begin(), row.end());
    std::sort(sorted.begin(), sorted.end());
    total += sorted[sorted.size() / 2];
  }
  return total;
}

// What calls a function that always throws is left with it, whether that is declared or not.
class Options {
public:
  std::size_t parse(const std::vector<std::string> &words);

private:
  static void fail(const std::string &message);
  std::size_t longest = 40;
};

std::size_t Options::parse(const std::vector<std::string> &words) {
  std::size_t total = 0;
  for (const std::string &word : words) {
    if (word.size() > longest) {
      std::string message = "an option may not be as long as this one: " + word;
      if (word.front() == '-')
        message += " (including the dashes)";
      fail(message);
    }
    total += word.size();
  }
  return total;
}

void Options::fail(const std::string &message) {
  if (message.empty())
    throw std::logic_error("no message");
  throw std::runtime_error(message);
}

// This one comes back now and then.
static void complain(const std::string &message) {
  if (message.size() < 50)
    return;
  throw std::runtime_error(message);
}

static std::size_t lengthOrComplaint(const std::vector<std::string> &words) {
  std::size_t total = 0;
  for (const std::string &word : words) {
  // fix-notes: std::string message;
  // fix-notes: for (const std::string &word : words) {
    if (word.size() > 4) {
      std::string message = "an option may not be as long as this one: " + word;
      //          ^ warning: 'message' is declared in the loop: each iteration that gets here allocates and frees its memory, unless the text is short; declare it before the loop and build it here with '=' and '+=', which reuses the memory
      //          ^ note: declare 'message' before the loop
      // fix-notes: message = "an option may not be as long as this one: ";
      // fix-notes: message += word;
      complain(message);
    }
    total += word.size();
  }
  return total;
}

static int underOneCondition(const std::vector<Row> &rows) {
  int total = 0;
  for (const Row &row : rows) {
  // fix-notes: Row sums;
  // fix-notes: for (const Row &row : rows) {
    if (row.size() > 1) {
      Row sums(row.size());
      //  ^ warning: 'sums' is declared in the loop: each iteration that gets here allocates and frees its memory; declare it before the loop and refill it with 'assign' here, which reuses the memory
      //  ^ note: declare 'sums' before the loop
      // fix-notes: sums.assign(row.size(), 0);
      std::partial_sum(row.begin(), row.end(), sums.begin());
      total += sum(sums);
    }
  }
  return total;
}

// What a choice needs costs nothing where it is not taken, unless it is a stream.
static std::string rarely(const std::vector<std::string> &arguments) {
  std::string result;
  for (const std::string &argument : arguments) {
  // fix-notes: Row sums;
  // fix-notes: Row counts;
  // fix-notes: for (const std::string &argument : arguments) {
    if (argument == "-a")
      result += 'a';
    else if (argument == "-n") {
      std::ostringstream out;
      out << argument.size();
      result += out.str();
    } else if (argument.size() > 3) {
      if (argument[2] == '=') {
        Row sums(argument.size());
        //  ^ warning: 'sums' is declared in the loop: each iteration that gets here allocates and frees its memory; declare it before the loop and refill it with 'assign' here, which reuses the memory
        //  ^ note: declare 'sums' before the loop
        // fix-notes: sums.assign(argument.size(), 0);
        result += std::to_string(sum(sums));
      }
    }
    switch (argument.size()) {
    case 4: {
      Row counts(argument.size());
      //  ^ warning: 'counts' is declared in the loop: each iteration that gets here allocates and frees its memory; declare it before the loop and refill it with 'assign' here, which reuses the memory
      //  ^ note: declare 'counts' before the loop
      // fix-notes: counts.assign(argument.size(), 0);
      result += std::to_string(counts.size());
      break;
    }
    default:
      break;
    }
  }
  return result;
}

// Leaves at once, nearly always.
static std::string retried(int value) {
  for (std::size_t size = 2;; size *= 2) {
    std::vector<char> buffer(size);
    int length = std::snprintf(buffer.data(), buffer.size(), "%d", value);
    if (length >= 0 && static_cast<std::size_t>(length) < size)
      return std::string(buffer.data(), static_cast<std::size_t>(length));
  }
}

struct Holder {
  Row data;
  void set(Row &row) { data.swap(row); }
};
static void pass(Holder &holder, Row &row) {
  holder.set(row);
}
static void collect(const Row &from, Row *into) {
  for (int x : from)
    if (x % 2)
      into->push_back(x);
}
template <typename T> static void addTo(std::vector<T> &into, T value) {
  into.push_back(value);
}

static int throughCallees(const std::vector<Row> &rows, Holder &holder) {
  int total = 0;
  for (const Row &row : rows) {
  // fix-notes: Row odd;
  // fix-notes: for (const Row &row : rows) {
    Row given(row);
    given.push_back(1);
    pass(holder, given);
    Row odd;
    //  ^ warning: 'odd' is declared in the loop: each iteration that fills it allocates and frees its memory; declare it before the loop and clear it here, which keeps the memory
    //  ^ note: declare 'odd' before the loop
    // fix-notes: odd.clear();
    collect(row, &odd);
    addTo(odd, 7);
    total += sum(odd);
  }
  return total;
}

static std::optional<Row> kept(const std::vector<Row> &rows,
                               std::vector<std::function<int()>> &later) {
  std::optional<Row> best;
  for (const Row &row : rows) {
    Row sorted(row);
    std::sort(sorted.begin(), sorted.end());
    if (!best || sorted < *best)
      best = sorted;
    Row copied(row.size());
    copied[0] = 3;
    later.push_back([copied] { return copied[0]; });
  }
  return best;
}

// The elements are copied from the list anyway.
static std::size_t listed(const std::vector<std::string> &names) {
  std::size_t total = 0;
  for (const std::string &name : names) {
    std::vector<std::string> all = {name, "and more"};
    if (name.empty())
      all.push_back("nothing");
    total += all.size();
  }
  return total;
}

#define STATEMENT(...)                                                                             \
  do {                                                                                             \
    __VA_ARGS__;                                                                                   \
  } while (neverAgain())

static bool neverAgain() {
  return false;
}

// A macro's statement is no loop, and a handler of exceptions is no place for speed.
static std::size_t notRepeated(const std::vector<Row> &rows) {
  std::size_t total = 0;
  STATEMENT(Row once(rows.size()); once[0] = 1; total += once.size());
  try {
    total += rows.at(1000).size();
  } catch (const std::out_of_range &) {
    for (const Row &row : rows) {
      Row copied(row.size());
      copied[0] = 3;
      total += copied.size();
    }
  }
  return total;
}

static void takeThrough(Row *row, std::vector<Row> &all) {
  all.emplace_back();
  std::swap(*row, all.back());
}

// The callee takes the memory through a pointer.
static std::size_t givenAway(const std::vector<Row> &rows, std::vector<Row> &all) {
  for (const Row &row : rows) {
    Row copied(row.size());
    takeThrough(&copied, all);
  }
  return all.size();
}

// The first row that is not skipped ends the loop.
static std::size_t firstWanted(const std::vector<Row> &rows) {
  for (const Row &row : rows) {
    Row copied(row.size());
    if (row.empty())
      continue;
    copied[0] = row[0];
    return copied.size();
  }
  return 0;
}

template <class Visit>
static void visitAll(const Row &row, const Visit &visit) {
  for (int x : row)
    visit(x);
}

// A visitor's filter is like that of a loop.
static int visitedPositive(const std::vector<Row> &rows) {
  int total = 0;
  for (const Row &row : rows) {
  // fix-notes: std::vector<int> positive;
  // fix-notes: for (const Row &row : rows) {
    std::vector<int> positive;
    //               ^ warning: 'positive' is declared in the loop: each iteration that fills it allocates and frees its memory; declare it before the loop and clear it here, which keeps the memory, provided that 'visitAll' neither takes nor replaces its memory, nor keeps its address
    //               ^ note: declare 'positive' before the loop
    // fix-notes: positive.clear();
    visitAll(row, [&](int x) {
      if (x > 0)
        positive.push_back(x);
    });
    total += sum(positive);
  }
  return total;
}

// One that nobody is seen to call is not.
static int neverVisited(const std::vector<Row> &rows) {
  int total = 0;
  for (const Row &row : rows) {
    std::vector<int> positive;
    auto add = [&](int x) {
      if (x > 0)
        positive.push_back(x);
    };
    add(sum(row));
    total += sum(positive);
  }
  return total;
}

int main() {
  std::printf("%d %d\n", visitedPositive({{1, -2}, {3}}), neverVisited({{1, -2}, {3}}));
  const std::vector<std::string> names = {"-n", "", "a", "-x=1", "a name that is not short at all"};
  const std::vector<Row> rows = {{3, 1, 2}, {5}, {9, 8, 7, 6}, {1, 1}};
  Holder holder;
  std::vector<Row> all;
  std::vector<std::function<int()>> later;
  std::size_t lengths =
      concatenated(names) + shortConcatenation(names) + cut({"a", "b"}) + listed(names) +
      notRepeated(rows) + firstWanted(rows) +
      givenAway(rows, all) + Options().parse(names) + lengthOrComplaint(names);
  int numbers = middle(rows) + underOneCondition(rows) + throughCallees(rows, holder);
  auto best = kept(rows, later);
  std::printf("%zu %d %s %s %d %d\n", lengths, numbers, rarely(names).c_str(),
              retried(12345).c_str(), best->front(), later[1]());
}

// What is only put together to be appended needs no variable.
std::string listing(const std::vector<std::string> &names) {
  std::string all;
  for (const std::string &name : names) {
    std::string line = "public static final int OFFSET_OF_" + name + ";\n";
    //          ^ warning: 'line' is declared in the loop: each iteration allocates and frees its memory, unless the text is short; append its parts one by one to the string that it is appended to
    all += line;
  }
  return all;
}
void list(std::ostream &out, const std::vector<std::string> &names) {
  for (const std::string &name : names) {
    std::string line = "public static final int OFFSET_OF_" + name + ";\n";
    //          ^ warning: 'line' is declared in the loop: each iteration allocates and frees its memory, unless the text is short; write its parts one by one to the stream
    out << line;
  }
}

// What an insertion gives tells whether the key was there.
#include <unordered_set>
int repeated(const std::vector<Row> &rows) {
  int again = 0;
  for (const Row &row : rows) {
  // fix-notes: std::unordered_set<int> seen;
  // fix-notes: for (const Row &row : rows) {
    std::unordered_set<int> seen;
    //                      ^ warning: 'seen' is declared in the loop
    //                      ^ note: declare 'seen' before the loop
    // fix-notes: seen.clear();
    for (int x : row)
      again += !seen.insert(x).second;
  }
  return again;
}

// A stream is not built where none may be needed.
std::string annotated(const std::vector<Row> &rows) {
  std::string all;
  for (const Row &row : rows) {
    if (row.empty())
      continue;
    if (row.front() > 0) {
      for (int x : row) {
      // fix-notes: std::ostringstream text;
      // fix-notes: for (int x : row) {
        std::ostringstream text;
        //                 ^ warning: 'text' is declared in the loop: each iteration builds a stream, with its locale and its buffer, and destroys it; declare it before the loop and empty it with 'str({})' and 'clear()' here [fastidious
        //                 ^ note: declare 'text' before the loop
        // fix-notes: text.str({});
        // fix-notes: text.clear();
        text << 0.5 * x << ' ' << row.size();
        all += text.str();
      }
    } else if (row.size() > 5) {
      all += '-';
    }
    if (row.back() < 0) {
      std::ostringstream text;
      //                 ^ warning: 'text' is declared in the loop: each iteration that gets here builds a stream, with its locale and its buffer, and destroys it; declare it before the loop, under another name, and empty it with 'str({})' and 'clear()' here, if most iterations get here
      text << 0.5 * row.front() << ' ' << row.size();
      all += text.str();
    }
  }
  return all;
}

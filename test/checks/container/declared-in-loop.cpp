// RUN: %check_fastidious container-declared-in-loop %s --std c++17,c++20,c++23 --run
// RUN: %check_fastidious container-declared-in-loop %s --std c++17,c++20 -- -stdlib=libc++
#include <algorithm>
#include <cstdio>
#include <iterator>
#include <memory>
#include <numeric>
#include <sstream>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

int sum(const std::vector<int> &v) { return std::accumulate(v.begin(), v.end(), 0); }

int nested(const std::vector<std::vector<int>> &rows) {
  int total = 0;
  for (const auto &row : rows) {
  // fix-notes: std::vector<int> positive;
  // fix-notes: for (const auto &row : rows) {
    std::vector<int> positive;
    //               ^ warning: 'positive' is declared in the loop: each iteration that fills it allocates its memory, grows it and frees it again; declare it before the loop and clear it here, which keeps the memory
    //               ^ note: declare 'positive' before the loop
    // fix-notes: positive.clear();
    for (int x : row)
      if (x > 0)
        positive.push_back(x);
    total += sum(positive);
  }
  return total;
}

int nestedInBranch(const std::vector<std::vector<int>> &rows) {
  int total = 0;
  for (const auto &row : rows) {
  // fix-notes: std::vector<int> positive;
  // fix-notes: for (const auto &row : rows) {
    if (row.size() > 3) {
      std::vector<int> positive;
      //               ^ warning: 'positive' is declared in the loop: each iteration that fills it allocates its memory, grows it and frees it again; declare it before the loop and clear it here, which keeps the memory
      //               ^ note: declare 'positive' before the loop
      // fix-notes: positive.clear();
      for (int x : row)
        if (x > 0)
          positive.push_back(x);
      total += sum(positive);
    }
  }
  return total;
}

int afterContinue(const std::vector<std::vector<int>> &rows) {
  int total = 0;
  for (const auto &row : rows) {
  // fix-notes: std::vector<int> sorted;
  // fix-notes: std::vector<int> tail;
  // fix-notes: for (const auto &row : rows) {
    if (row.empty())
      continue;
    std::vector<int> sorted = row;
    //               ^ warning: 'sorted' is declared in the loop: each iteration that gets here allocates and frees its memory, unless it is empty; declare it before the loop and assign to it here, which reuses the memory
    //               ^ note: declare 'sorted' before the loop
    // fix-notes: sorted = row;
    std::sort(sorted.begin(), sorted.end());
    if (sorted.front() < 0)
      continue;
    std::vector<int> tail(sorted.begin() + 1, sorted.end());
    //               ^ warning: 'tail' is declared in the loop: each iteration that gets here allocates and frees its memory, unless it is empty; declare it before the loop and refill it with 'assign' here, which reuses the memory
    //               ^ note: declare 'tail' before the loop
    // fix-notes: tail.assign(sorted.begin() + 1, sorted.end());
    total += sum(tail) * static_cast<int>(tail.size());
  }
  return total;
}

int sized(int n) {
  int total = 0;
  for (int i = 0; i < n; ++i) {
  // fix-notes: std::vector<int> zeros;
  // fix-notes: std::vector<int> ones;
  // fix-notes: std::vector<int> list;
  // fix-notes: std::vector<double> made;
  // fix-notes: for (int i = 0; i < n; ++i) {
    std::vector<int> zeros(static_cast<std::size_t>(i) + 1);
    //               ^ warning: 'zeros' is declared in the loop: each iteration allocates and frees its memory; declare it before the loop and refill it with 'assign' here, which reuses the memory
    //               ^ note: declare 'zeros' before the loop
    // fix-notes: zeros.assign(static_cast<std::size_t>(i) + 1, 0);
    // fix-notes: ones.assign(3, i);
    // fix-notes: list = {1, 2, i};
    // fix-notes: made.clear();
    std::vector<int> ones(3, i);
    //               ^ warning: 'ones' is declared in the loop: each iteration allocates and frees its memory; declare it before the loop and refill it with 'assign' here, which reuses the memory
    //               ^ note: declare 'ones' before the loop
    // fix-notes:
    std::vector<int> list{1, 2, i};
    //               ^ warning: 'list' is declared in the loop: each iteration allocates and frees its memory; declare it before the loop and assign to it here, which reuses the memory
    //               ^ note: declare 'list' before the loop
    // fix-notes:
    auto made = std::vector<double>();
    //   ^ warning: 'made' is declared in the loop: each iteration allocates and frees its memory; declare it before the loop and clear it here, which keeps the memory
    //   ^ note: declare 'made' before the loop
    // fix-notes:
    made.resize(8);
    zeros[0] += 3;
    ones.push_back(1);
    list.push_back(4);
    total += sum(zeros) + sum(ones) + sum(list) + static_cast<int>(made.size());
  }
  return total;
}

int outermost(int n) {
  int total = 0;
  for (int i = 0; i < n; ++i)
  // fix-notes: std::vector<int> pair;
  // fix-notes: for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) {
      std::vector<int> pair;
      //               ^ warning: 'pair' is declared in the loop: each iteration allocates its memory, grows it and frees it again; declare it before the loop and clear it here, which keeps the memory
      //               ^ note: declare 'pair' before the loop
      // fix-notes: pair.clear();
      pair.push_back(i);
      pair.push_back(j);
      total += sum(pair) * j;
    }
  return total;
}

std::string streams(int n) {
  std::string all;
  for (int i = 0; i < n; ++i) {
  // fix-notes: std::ostringstream out;
  // fix-notes: std::istringstream in;
  // fix-notes: for (int i = 0; i < n; ++i) {
    std::ostringstream out;
    //                 ^ warning: 'out' is declared in the loop: each iteration builds a stream, with its locale and its buffer, and destroys it; declare it before the loop and empty it with 'str({})' and 'clear()' here
    //                 ^ note: declare 'out' before the loop
    // fix-notes: out.str({});
    // fix-notes: out.clear();
    out << i * 0.5 << ':';
    all += out.str();
    std::istringstream in(all);
    //                 ^ warning: 'in' is declared in the loop: each iteration builds a stream, with its locale and its buffer, and destroys it; declare it before the loop and give it the text with 'clear()' and 'str(...)' here
    //                 ^ note: declare 'in' before the loop
    // fix-notes: in.clear();
    // fix-notes: in.str(all);
    int first = 0, second = 0;
    in >> first >> second;
    all += std::to_string(first + second);
  }
  return all;
}

// The literal is a string for the sake of '+' only.
std::size_t sums(int n) {
  std::size_t total = 0;
  for (int i = 0; i < n; ++i) {
  // fix-notes: std::string value;
  // fix-notes: for (int i = 0; i < n; ++i) {
    std::string value = std::string("a text that no small string holds: ") + std::to_string(i);
    //          ^ warning: 'value' is declared in the loop
    //          ^ note: declare 'value' before the loop
    // fix-notes: value = "a text that no small string holds: ";
    // fix-notes: value += std::to_string(i);
    total += value.size() + value.find('7');
  }
  return total;
}

std::size_t strings(int n) {
  std::size_t total = 0;
  for (int i = 0; i < n; ++i) {
  // fix-notes: std::string text;
  // fix-notes: std::string blanks;
  // fix-notes: std::string counted;
  // fix-notes: for (int i = 0; i < n; ++i) {
    std::string text;
    //          ^ warning: 'text' is declared in the loop: each iteration allocates its memory, grows it and frees it again, unless the text is short; declare it before the loop and clear it here, which keeps the memory
    //          ^ note: declare 'text' before the loop
    // fix-notes: text.clear();
    text += "a text that no small string holds: ";
    text += std::to_string(i);
    std::string blanks(64, ' ');
    //          ^ warning: 'blanks' is declared in the loop: each iteration allocates and frees its memory, unless the text is short; declare it before the loop and refill it with 'assign' here, which reuses the memory
    //          ^ note: declare 'blanks' before the loop
    // fix-notes: blanks.assign(64, ' ');
    blanks[0] = text[0];
    std::string counted;
    //          ^ warning: 'counted' is declared in the loop: each iteration allocates its memory, grows it and frees it again, unless the text is short; declare it before the loop and clear it here, which keeps the memory
    //          ^ note: declare 'counted' before the loop
    // fix-notes: counted.clear();
    for (int k = 0; k < 40; ++k)
      counted += 'x';
    total += text.size() + blanks.size() + counted.size();
  }
  return total;
}

std::size_t tables(int n) {
  std::size_t total = 0;
  for (int i = 0; i < n; ++i) {
  // fix-notes: std::unordered_map<int, int> counts;
  // fix-notes: std::unordered_set<int> seen;
  // fix-notes: for (int i = 0; i < n; ++i) {
    std::unordered_map<int, int> counts;
    //                           ^ warning: 'counts' is declared in the loop: each iteration that fills it allocates its bucket array, rehashes as it grows and frees it again; declare it before the loop and clear it here, which keeps the buckets (not the nodes), unless few iterations are much larger than the others
    //                           ^ note: declare 'counts' before the loop
    // fix-notes: counts.clear();
    // fix-notes: seen.clear();
    std::unordered_set<int> seen;
    //                      ^ warning: 'seen' is declared in the loop: each iteration that fills it allocates its bucket array, rehashes as it grows and frees it again; declare it before the loop and clear it here, which keeps the buckets (not the nodes), unless few iterations are much larger than the others
    //                      ^ note: declare 'seen' before the loop
    // fix-notes:
    for (int k = 0; k < i; ++k) {
      ++counts[k % 3];
      seen.insert(k % 5);
    }
    total += counts.size() * seen.size();
  }
  return total;
}

int arrays(int n) {
  int total = 0;
  for (int i = 0; i < n; ++i) {
  // fix-notes: auto bytes = std::make_unique<char[]>(256);
  // fix-notes: for (int i = 0; i < n; ++i) {
    auto bytes = std::make_unique<char[]>(256);
    //   ^ warning: 'bytes' is declared in the loop: each iteration allocates the array and frees it again; allocate it once, before the loop, with the largest size that is needed
    //   ^ note: declare 'bytes' before the loop
    // fix-notes: std::fill_n(bytes.get(), 256, '\0');
    bytes[static_cast<std::size_t>(i) % 256] = 'a';
    total += static_cast<int>(std::count(bytes.get(), bytes.get() + 256, 'a'));
    std::unique_ptr<int[]> varying(new int[static_cast<std::size_t>(i) + 1]);
    //                     ^ warning: 'varying' is declared in the loop: each iteration allocates the array and frees it again; allocate it once, before the loop, with the largest size that is needed
    varying[0] = i;
    total += varying[0];
  }
  return total;
}

void collect(std::vector<int> &out, int n) {
  for (int i = 0; i < n; ++i)
    out.push_back(i);
}
void collect(std::vector<int> *out);

int passedAlong(int n) {
  int total = 0;
  for (int i = 0; i < n; ++i) {
  // fix-notes: std::vector<int> values;
  // fix-notes: std::vector<int> odd;
  // fix-notes: for (int i = 0; i < n; ++i) {
    std::vector<int> values;
    //               ^ warning: 'values' is declared in the loop: each iteration that fills it allocates and frees its memory; declare it before the loop and clear it here, which keeps the memory
    //               ^ note: declare 'values' before the loop
    // fix-notes: values.clear();
    collect(values, i);
    std::vector<int> odd;
    //               ^ warning: 'odd' is declared in the loop: each iteration that fills it allocates and frees its memory; declare it before the loop and clear it here, which keeps the memory
    //               ^ note: declare 'odd' before the loop
    // fix-notes: odd.clear();
    std::copy_if(values.begin(), values.end(), std::back_inserter(odd),
                 [](int x) { return x % 2 != 0; });
    total += sum(values) + sum(odd);
  }
  return total;
}

int visited(int n) {
  int total = 0;
  for (int i = 0; i < n; ++i) {
  // fix-notes: std::vector<int> seen;
  // fix-notes: for (int i = 0; i < n; ++i) {
    std::vector<int> seen;
    //               ^ warning: 'seen' is declared in the loop: each iteration allocates and frees its memory; declare it before the loop and clear it here, which keeps the memory
    //               ^ note: declare 'seen' before the loop
    // fix-notes: seen.clear();
    auto see = [&seen](int x) { seen.push_back(x); };
    see(i);
    std::for_each(seen.begin(), seen.end(), [&](int x) { total += x; });
  }
  return total;
}

int inBranch(int n) {
  int total = 0;
  while (n-- > 0) {
  // fix-notes: std::vector<int> twice;
  // fix-notes: while (n-- > 0) {
    if (n % 2) {
      std::vector<int> twice;
      //               ^ warning: 'twice' is declared in the loop: each iteration that gets here allocates its memory, grows it and frees it again; declare it before the loop and clear it here, which keeps the memory
      //               ^ note: declare 'twice' before the loop
      // fix-notes: twice.clear();
      twice.push_back(n);
      twice.push_back(n);
      total += sum(twice);
    }
  }
  return total;
}

// The loop is a lone statement of a branch.
int braces(bool deep, int n) {
  int total = 0;
  if (deep)
  // fix-notes: if (deep) {
    for (int i = 0; i < n; ++i) {
    // fix-notes: std::vector<int> one;
    // fix-notes: for (int i = 0; i < n; ++i) {
      std::vector<int> one;
      //               ^ warning: 'one' is declared in the loop: each iteration allocates and frees its memory; declare it before the loop and clear it here, which keeps the memory
      //               ^ note: declare 'one' before the loop
      // fix-notes: one.clear();
      one.push_back(i);
      total += sum(one);
    }
  return total;
  // fix-notes: }
  // fix-notes: return total;
}

template <class T> T inTemplate(const std::vector<T> &values) {
  T total = T();
  for (const T &value : values) {
  // fix-notes: std::vector<T> twice;
  // fix-notes: for (const T &value : values) {
    std::vector<T> twice;
    //             ^ warning: 'twice' is declared in the loop: each iteration allocates its memory, grows it and frees it again; declare it before the loop and clear it here, which keeps the memory
    //             ^ note: declare 'twice' before the loop
    // fix-notes: twice.clear();
    twice.push_back(value);
    twice.push_back(value);
    for (const T &x : twice)
      total += x;
  }
  return total;
}

// The strings keep their memory.
std::size_t columns(int n, std::size_t count) {
  std::size_t total = 0;
  for (int i = 0; i < n; ++i) {
  // fix-notes: std::vector<std::string> columns;
  // fix-notes: for (int i = 0; i < n; ++i) {
    std::vector<std::string> columns(count);
    //                       ^ warning: 'columns' is declared in the loop
    //                       ^ note: declare 'columns' before the loop
    // fix-notes: columns.assign(count, {});
    for (std::string &column : columns)
      column += std::to_string(i);
    for (const std::string &column : columns)
      total += column.size();
  }
  return total;
}

int main() {
  const std::vector<std::vector<int>> rows{{3, -1, 2}, {}, {5}, {7, 1}, {-2, -3}, {4, 4, 4}};
  std::printf("%d %d %d %d\n", nested(rows), afterContinue(rows), sized(9), outermost(7));
  std::printf("%s %zu %zu\n", streams(12).c_str(), strings(9), tables(20));
  std::printf("%d %d %d %d %d %d\n", arrays(20), passedAlong(11), visited(8), inBranch(9),
              braces(true, 5), inTemplate(rows[0]));
}

// An element is moved away, not the memory.
void keep(std::string &&) {}
void second(const std::vector<std::string> &lines) {
  for (const std::string &line : lines) {
  // fix-notes: std::vector<std::string> words;
  // fix-notes: for (const std::string &line : lines) {
    std::vector<std::string> words;
    //                       ^ warning: 'words' is declared in the loop
    //                       ^ note:
    // fix-notes: words.clear();
    for (char c : line)
      words.push_back(c == ' ' ? line : words.back());
    keep(std::move(words[1]));
  }
}

// The order of the elements depends on the number of buckets; pairs of strings own memory.
int walked(const std::vector<std::vector<int>> &rows) {
  int total = 0;
  for (const auto &row : rows) {
  // fix-notes: std::unordered_set<int> seen;
  // fix-notes: std::vector<std::pair<int, std::string>> named;
  // fix-notes: for (const auto &row : rows) {
    std::unordered_set<int> seen;
    //                      ^ warning: 'seen' is declared in the loop: each iteration that fills it allocates its bucket array, rehashes as it grows and frees it again; declare it before the loop and clear it here, which keeps the buckets (not the nodes), unless few iterations are much larger than the others or the order of its elements matters
    //                      ^ note: declare 'seen' before the loop
    // fix-notes: seen.clear();
    std::vector<std::pair<int, std::string>> named;
    //                                       ^ warning: 'named' is declared in the loop: each iteration that fills it allocates its memory, grows it and frees it again; declare it before the loop and clear it here, which keeps its memory (not that of the elements)
    //                                       ^ note: declare 'named' before the loop
    // fix-notes: named.clear();
    for (int x : row) {
      seen.insert(x);
      named.emplace_back(x, std::to_string(x));
    }
    for (int x : seen)
      total = total * 2 + x;
    total += static_cast<int>(named.size());
  }
  return total;
}

// RUN: %check_fastidious container-declared-in-loop %s --std c++17,c++20
// Reported, but left to the user.
#include <iomanip>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

void use(const std::vector<int> &);
void use(const std::string &);

// The name is taken before the loop.
int taken;
void nameIsTaken(int n, int values) {
  for (int i = 0; i < n; ++i) {
    std::vector<int> values;
    //               ^ warning: 'values' is declared in the loop: each iteration allocates and frees its memory; declare it before the loop, under another name, and clear it here, which keeps the memory
    values.push_back(i);
    use(values);
  }
  for (int i = 0; i < n; ++i) {
    std::vector<int> taken;
    //               ^ warning: 'taken' is declared in the loop: each iteration allocates and frees its memory; declare it before the loop, under another name, and clear it here, which keeps the memory
    taken.push_back(i);
    use(taken);
  }
  taken = values;
}

// Two loops, one name: the second would declare it again.
void twice(int n) {
  for (int i = 0; i < n; ++i) {
  // fix-notes: std::vector<int> values;
  // fix-notes: for (int i = 0; i < n; ++i) {
    std::vector<int> values;
    //               ^ warning: 'values' is declared in the loop: each iteration allocates and frees its memory; declare it before the loop and clear it here, which keeps the memory
    //               ^ note: declare 'values' before the loop
    // fix-notes: values.clear();
    values.push_back(i);
    use(values);
  }
  for (int i = 0; i < n; ++i) {
    std::vector<int> values;
    //               ^ warning: 'values' is declared in the loop: each iteration allocates and frees its memory; declare it before the loop, under another name, and clear it here, which keeps the memory
    values.push_back(-i);
    use(values);
  }
}

// In two branches, each has its own; in the branch of an `if` that declares it, the name is taken.
void branches(int n, bool up) {
  if (up) {
    for (int i = 0; i < n; ++i) {
    // fix-notes: std::vector<int> values;
    // fix-notes: for (int i = 0; i < n; ++i) {
      std::vector<int> values;
      //               ^ warning: 'values' is declared in the loop
      //               ^ note: declare 'values' before the loop
      // fix-notes: values.clear();
      values.push_back(i);
      use(values);
    }
  } else {
    for (int i = 0; i < n; ++i) {
    // fix-notes: std::vector<int> values;
    // fix-notes: for (int i = 0; i < n; ++i) {
      std::vector<int> values;
      //               ^ warning: 'values' is declared in the loop
      //               ^ note: declare 'values' before the loop
      // fix-notes: values.clear();
      values.push_back(-i);
      use(values);
    }
  }
  if (int values = n / 2; values > 1) {
    for (int i = 0; i < n; ++i) {
      std::vector<int> values;
      //               ^ warning: 'values' is declared in the loop
      values.push_back(i);
      use(values);
    }
  }
}

// The format would stay.
void format(int n) {
  for (int i = 0; i < n; ++i) {
    std::ostringstream out;
    //                 ^ warning: 'out' is declared in the loop: each iteration builds a stream, with its locale and its buffer, and destroys it; declare it before the loop and empty it with 'str({})' and 'clear()' here; its format flags persist, so set them once, before the loop
    out << std::hex << std::setfill('0') << std::setw(4) << i;
    use(out.str());
  }
}

// The format of another stream is none of its.
void otherFormat(int n, std::ostream &all) {
  for (int i = 0; i < n; ++i) {
  // fix-notes: std::ostringstream out;
  // fix-notes: for (int i = 0; i < n; ++i) {
    std::ostringstream out;
    //                 ^ warning: {{.*}}; declare it before the loop and empty it with 'str({})' and 'clear()' here
    //                 ^ note: declare 'out' before the loop
    // fix-notes: out.str({});
    // fix-notes: out.clear();
    out << i * 0.5;
    use(out.str());
    all << std::hex << i;
  }
}

// Set once, it would stay what one iteration chose.
void chosenFormat(int n) {
  for (int i = 0; i < n; ++i) {
    std::ostringstream out;
    //                 ^ warning: {{.*}}; its format flags persist, so set or reset them here each time
    if (i % 2 == 0)
      out << std::left;
    out << std::setw(4) << i;
    use(out.str());
  }
}

// What is written first needs the format that the end of the last iteration has changed.
void changedFormat(int n) {
  for (int i = 0; i < n; ++i) {
    std::ostringstream out;
    //                 ^ warning: {{.*}}; its format flags persist, so set or reset them here each time
    out << std::left << std::setw(4) << i;
    out << std::right << std::setfill('0') << std::setw(4) << i;
    use(out.str());
  }
}

void declaration(int n) {
  for (int i = 0; i < n; ++i) {
    std::vector<int> a, b;
    //               ^ warning: 'a' is declared in the loop: each iteration allocates and frees its memory; declare it before the loop and clear it here, which keeps the memory
    //                  ^ warning: 'b' is declared in the loop: each iteration allocates and frees its memory; declare it before the loop and clear it here, which keeps the memory
    a.push_back(i);
    b.push_back(-i);
    use(a);
    use(b);
  }
}

void localType(int n) {
  for (int i = 0; i < n; ++i) {
    struct Local {
      int x;
    };
    std::vector<Local> locals;
    //                 ^ warning: 'locals' is declared in the loop: each iteration allocates and frees its memory; declare it before the loop and clear it here, which keeps the memory
    locals.push_back({i});
    use(std::to_string(locals.size()));
  }
}

void jump(int n) {
  switch (n) {
  case 1:
    for (int i = 0; i < n; ++i) {
      std::vector<int> values;
      //               ^ warning: 'values' is declared in the loop: each iteration allocates and frees its memory; declare it before the loop and clear it here, which keeps the memory
      values.push_back(i);
      use(values);
    }
    break;
  default:
    break;
  }
}

void size(int n) {
  for (int i = 0; i < n; ++i) {
    auto bytes = std::make_unique<unsigned char[]>(static_cast<std::size_t>(i));
    //   ^ warning: 'bytes' is declared in the loop: each iteration allocates the array and frees it again; allocate it once, before the loop, with the largest size that is needed
    use(std::to_string(bytes ? i : 0));
  }
}

#define REPEAT(COUNT) for (int I_ = 0; I_ < (COUNT); ++I_)
void macro(int n) {
  REPEAT(n) {
    std::vector<int> values;
    //               ^ warning: 'values' is declared in the loop: each iteration allocates and frees its memory; declare it before the loop and clear it here, which keeps the memory
    values.push_back(n);
    use(values);
  }
}

struct Derived : std::vector<int> {
  int sum() const;
};
void derived(int n) {
  for (int i = 0; i < n; ++i) {
    Derived values;
    //      ^ warning: 'values' is declared in the loop: each iteration allocates and frees its memory; declare it before the loop and clear it here, which keeps the memory
    values.push_back(i);
    use(values);
  }
}

// Another variable of the same name would hide the hoisted one.
int hidden(const std::vector<std::vector<int>> &rows) {
  int total = 0;
  for (const auto &row : rows) {
    int text = 0;
    for (int x : row) {
      std::ostringstream text;
      //                 ^ warning: 'text' is declared in the loop
      text << x;
      use(text.str());
    }
    total += ++text;
  }
  return total;
}

struct Row : std::vector<int> {
  using std::vector<int>::vector;
};
void rowsOfOwn(const std::vector<std::vector<int>> &rows) {
  for (const auto &row : rows) {
    Row copy;
    //  ^ warning: 'copy' is declared in the loop
    Row zeros(row.size());
    //  ^ warning: 'zeros' is declared in the loop
    for (int x : row)
      copy.push_back(x + static_cast<int>(zeros.size()));
    use(copy);
  }
}

// Before the loop, the stream would be built whether it is needed or not.
void told(const std::vector<int> &numbers) {
  for (int x : numbers) {
    if (x > 0) {
      std::ostringstream text;
      //                 ^ warning: 'text' is declared in the loop
      text << x;
      use(text.str());
    }
  }
}

// What the name means before the loop, a directive in it does not tell.
int parsed(const std::vector<std::string> &lines) {
  int total = 0;
  for (const std::string &line : lines) {
    {
      using namespace std;
      istringstream numbers(line);
      //            ^ warning: 'numbers' is declared in the loop
      int x = 0, y = 0;
      numbers >> x >> y;
      total += x * y;
    }
  }
  return total;
}

// Not each iteration; and no stream is needed to put short texts together or for one number.
int labels(const std::vector<int> &numbers, const std::vector<std::string> &texts) {
  int sum = 0;
  for (int x : numbers) {
    std::ostringstream name;
    //                 ^ warning: put the text together with '+=' and 'std::to_string' instead
    name << "p" << x;
    use(name.str());
  }
  for (int x : numbers) {
    if (x > 3) {
      std::ostringstream quoted;
      //                 ^ warning: 'quoted' is declared in the loop: each iteration that gets here builds a stream, with its locale and its buffer, and destroys it; put the text together with '+=' instead
      quoted << '"' << texts[x] << '"';
      use(quoted.str());
    }
  }
  for (const std::string &text : texts) {
    std::istringstream number(text);
    //                 ^ warning: parse the number with 'std::from_chars', which skips no blanks, instead
    int value = 0;
    number >> value;
    sum += value;
  }
  return sum;
}

// Two in a branch.
void inBranch(int n) {
  for (int i = 0; i < n; ++i) {
    if (i % 3 == 0) {
      use(std::vector<int>());
    } else {
      std::vector<int> a, b;
      //               ^ warning: 'a' is declared in the loop: each iteration that fills it allocates its memory, grows it and frees it again
      //                  ^ warning: 'b' is declared in the loop: each iteration that fills it allocates its memory, grows it and frees it again
      for (int k = 0; k < i; ++k) {
        a.push_back(k);
        b.push_back(-k);
      }
      use(a);
      use(b);
    }
  }
}

// It is not there in every build.
void underCondition(const std::vector<int> &numbers) {
  for (int n : numbers) {
#ifdef MAPPED_FILE
    use(n);
#else
    std::vector<int> record;
    //               ^ warning: 'record' is declared in the loop
    record.resize(static_cast<std::size_t>(n));
    use(record);
#endif
  }
}

// Two functions that nobody sees get it.
void fillRow(std::vector<int> &row, int x);
void sortRow(std::vector<int> &row);
int throughTwo(const std::vector<int> &values) {
  int sum = 0;
  for (int value : values) {
  // fix-notes: std::vector<int> row;
  // fix-notes: for (int value : values) {
    std::vector<int> row;
    //               ^ warning: declare it before the loop and clear it here, which keeps the memory, provided that those who get it neither take nor replace its memory, nor keep its address
    //               ^ note: declare 'row' before the loop
    // fix-notes: row.clear();
    fillRow(row, value);
    sortRow(row);
    sum += row.front();
  }
  return sum;
}

// Before the loop, the name is that of the file.
int sumOf(std::istream &file) {
  std::istream &in = file;
  std::string line;
  int sum = 0;
  while (in) {
    std::getline(in, line);
    if (!line.empty()) {
      std::istringstream in(line);
      //                 ^ warning: 'in' is declared in the loop: each iteration {{.*}} declare it before the loop, under another name, and give it the text
      for (int x; in >> x;)
        sum += x;
    }
  }
  return sum;
}

// One element and, now and then, a second one: nothing that grows as a rule.
bool isDoubtful(int);
void oneOrTwo(int n, std::vector<int> &taken) {
  for (int i = 0; i < n; ++i) {
    std::vector<int> calls;
    //               ^ warning: 'calls' is declared in the loop: each iteration allocates and frees its memory; declare it before the loop, under another name, and clear it here, which keeps the memory
    calls.push_back(i);
    if (isDoubtful(i))
      calls.push_back(-i);
    use(calls);
  }
  int calls = 0;
  taken.push_back(calls);
}

// Room for nothing needs no memory.
int counted;
void roomForOthers(int n, const std::vector<int> &rings) {
  for (int i = 0; i < n; ++i) {
    std::vector<int> counted;
    //               ^ warning: 'counted' is declared in the loop: each iteration that fills it allocates and frees its memory; declare it before the loop, under another name, and clear it here, which keeps the memory
    counted.reserve(rings.size());
    for (int ring : rings)
      if (ring != i)
        counted.push_back(ring);
    use(counted);
  }
  counted = n;
}

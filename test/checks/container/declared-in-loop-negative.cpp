// RUN: %check_fastidious container-declared-in-loop %s --std c++17,c++20
// What is left alone; the last function shows that the check was at work.
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <exception>
#include <fstream>
#include <future>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

void use(const std::vector<int> &);
void use(const std::string &);
bool test(int);
std::vector<int> make(int);
void schedule(void (*)(void *), void *);
struct Pool {
  template <class F> void submit(F) {}
};
struct Guard {
  explicit Guard(int);
  ~Guard();
};
struct Owner {
  std::vector<int> values;
  std::vector<int> *kept = nullptr;
  const int *first = nullptr;
};

// Taken away or kept.
std::vector<int> taken(int n, std::vector<std::vector<int>> &out, Owner &owner, Pool &pool) {
  for (int i = 0; i < n; ++i) {
    std::vector<int> moved;
    moved.push_back(i);
    out.push_back(std::move(moved));
    std::vector<int> copied;
    copied.push_back(i);
    out.push_back(copied);
    std::vector<int> emplaced;
    emplaced.push_back(i);
    out.emplace_back(emplaced);
    std::vector<int> assigned;
    assigned.push_back(i);
    owner.values = assigned;
    std::vector<int> swapped;
    swapped.push_back(i);
    swapped.swap(owner.values);
    std::vector<int> exchanged;
    exchanged.push_back(i);
    std::swap(exchanged, owner.values);
    std::vector<int> kept;
    kept.push_back(i);
    owner.kept = &kept;
    std::vector<int> pointed;
    pointed.push_back(i);
    owner.first = pointed.data();
    std::vector<int> captured;
    captured.push_back(i);
    pool.submit([&captured] { use(captured); });
    std::vector<int> byThread;
    byThread.push_back(i);
    std::thread thread([&byThread] { use(byThread); });
    thread.join();
    std::vector<int> byTask;
    byTask.push_back(i);
    auto task = std::async([&] { use(byTask); });
    std::vector<int> throughAlias;
    auto &alias = throughAlias;
    alias.push_back(i);
    out.push_back(std::move(alias));
    std::vector<int> returned;
    returned.push_back(i);
    if (test(i))
      return returned;
    std::ostringstream text;
    text << i;
    auto *buffer = text.rdbuf();
    schedule(nullptr, buffer);
  }
  return {};
}

void steals(std::vector<int> &from, Owner &owner) { owner.values = std::move(from); }
void byVisibleCallee(int n, Owner &owner) {
  for (int i = 0; i < n; ++i) {
    std::vector<int> stolen;
    stolen.push_back(i);
    steals(stolen, owner);
  }
}

// No memory to keep, or none that clear() keeps.
void nothingToKeep(int n) {
  for (int i = 0; i < n; ++i) {
    std::map<int, int> map;
    map[i] = i;
    std::set<int> set;
    set.insert(i);
    std::list<int> list;
    list.push_back(i);
    std::deque<int> deque;
    deque.push_back(i);
    std::string small;
    small += "short";
    use(small);
    std::string digits;
    digits += std::to_string(i);
    use(digits);
    std::string unknown;
    if (test(i))
      unknown += "a text that no small string holds, but seldom";
    use(unknown);
    std::vector<int> empty;
    use(empty);
    std::vector<int> seldom;
    if (test(i))
      seldom.push_back(i);
    use(seldom);
    std::vector<int> result = make(i);
    use(result);
    std::vector<int> replaced;
    replaced = make(i);
    use(replaced);
    const std::vector<int> constant{1, 2, 3};
    use(constant);
  }
}

// One object for all iterations.
void persistent(int n) {
  for (int i = 0; i < n; ++i) {
    static std::vector<int> once;
    once.push_back(i);
    thread_local std::vector<int> perThread;
    perThread.push_back(i);
  }
}

// The end of the elements matters.
void endings(int n, std::mutex &mutex) {
  for (int i = 0; i < n; ++i) {
    std::vector<std::thread> threads;
    threads.emplace_back([] {});
    threads.front().join();
    std::vector<std::future<int>> futures;
    futures.push_back(std::async([] { return 1; }));
    std::vector<std::unique_lock<std::mutex>> locks;
    locks.emplace_back(mutex);
    std::vector<Guard> guards;
    guards.emplace_back(i);
  }
}

// No loop to speak of.
int notRepeated(int n) {
  for (int i = 0; i < 3; ++i) {
    std::vector<int> few;
    few.push_back(i);
    use(few);
  }
  do {
    std::vector<int> once;
    once.push_back(n);
    use(once);
  } while (false);
  for (int i = 0; i < n; ++i) {
    if (test(i)) {
      std::vector<int> last;
      last.push_back(i);
      use(last);
      break;
    }
    if (test(-i)) {
      std::string error;
      error += "a text that no small string holds";
      throw error;
    }
    try {
      test(i);
    } catch (const std::exception &) {
      std::vector<int> rare;
      rare.push_back(i);
      use(rare);
    }
  }
  return 0;
}

struct Tree {
  std::vector<std::vector<int>> levels;
  ~Tree() {
    for (auto &level : levels) {
      std::vector<int> copy;
      for (int x : level)
        copy.push_back(x);
      use(copy);
    }
  }
};

void parallel(int n) {
#pragma omp parallel for
  for (int i = 0; i < n; ++i) {
    std::vector<int> own;
    own.push_back(i);
    use(own);
  }
}

void atWork(int n) {
  for (int i = 0; i < n; ++i) {
  // fix-notes: std::vector<int> plain;
  // fix-notes: for (int i = 0; i < n; ++i) {
    std::vector<int> plain;
    //               ^ warning: 'plain' is declared in the loop
    //               ^ note: declare 'plain' before the loop
    // fix-notes: plain.clear();
    plain.push_back(i);
    use(plain);
  }
}

struct Archive {
  std::vector<std::vector<int>> all;
  void add(std::vector<int> values) { all.push_back(std::move(values)); }
};

// Copied into an owner: moving is the repair.
void owned(int n, Archive &archive, std::shared_ptr<std::vector<int>> &shared,
           std::pair<std::vector<int>, int> &best) {
  for (int i = 0; i < n; ++i) {
    std::vector<int> added;
    added.push_back(i);
    archive.add(added);
    std::vector<int> made;
    made.push_back(i);
    shared = std::make_shared<std::vector<int>>(made);
    std::vector<int> paired;
    paired.push_back(i);
    if (i > best.second)
      best = {paired, i};
  }
}

#define LOGGING 0
void logged(int n) {
  for (int i = 0; i < n; ++i) {
    if (LOGGING) {
      std::vector<int> values;
      values.push_back(i);
      use(values);
    }
  }
}

void addError(const std::string &file, const std::string &text);
void logWarning(const char *text);

// What only tells of problems is seldom built.
void reports(const std::vector<std::string> &files) {
  for (const std::string &file : files) {
    std::string unusedFile = "the file is not used by anything here: " + file;
    addError(file, unusedFile);
    std::ostringstream text;
    text << file << " is old";
    logWarning(text.str().c_str());
  }
  for (const std::string &file : files) {
  // fix-notes: std::string both;
  // fix-notes: for (const std::string &file : files) {
    std::string both = "the file is read and reported, here: " + file;
    //          ^ warning: 'both' is declared in the loop
    //          ^ note: declare 'both' before the loop
    // fix-notes: both = "the file is read and reported, here: ";
    // fix-notes: both += file;
    logWarning(both.c_str());
    use(both);
  }
}

// Once for each key.
void creates(const std::vector<int> &keys, std::map<int, std::string> &names) {
  for (int key : keys) {
    auto at = names.find(key);
    if (at == names.end()) {
      std::ostringstream text;
      text << "file" << key;
      names.emplace(key, text.str());
    }
  }
}

// The memory goes away two calls further on.
static void absorb(std::vector<int> *edges) {
  std::vector<int> fresh(edges->size() + 1, 7);
  edges->swap(fresh);
}
static int update(std::vector<int> *edges) {
  if (edges->size() > 3)
    absorb(edges);
  return edges->back();
}
int swappedAway(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    std::vector<int> edges;
    for (int k = 0; k < n; ++k)
      edges.push_back(k);
    sum += update(&edges);
  }
  return sum;
}

// A reference would do.
struct Program {
  const std::vector<std::string> &functions() const;
};
std::size_t onlyRead(const std::vector<Program> &programs) {
  std::size_t sum = 0;
  for (const Program &program : programs) {
    std::vector<std::string> functions = program.functions();
    for (const std::string &name : functions)
      sum += name.size();
  }
  return sum;
}

// Next to opening a file or running a program, one allocation is nothing.
void writeParts(const std::vector<std::string> &names) {
  for (const std::string &name : names) {
    std::ostringstream path;
    path << "/tmp/parts/" << name;
    std::ofstream file(path.str());
    file << name;
  }
  for (const std::string &name : names) {
    std::string command = "compress --very-much --to-standard-output " + name;
    std::system(command.c_str());
  }
}

// Texts that tell of a problem, by their own names or by that of an argument.
enum class Severity { Note, Error };
void tell(Severity severity, const char *text);
int countBad(const std::vector<std::string> &names) {
  int bad = 0;
  for (const std::string &name : names)
    if (name.empty()) {
      std::string text = name + ": this name is not what it should be";
      tell(Severity::Error, text.c_str());
      ++bad;
    }
  return bad;
}

// Whatever the body does to the counter: its head says that the loop is short.
void advance(int &pass);
void twice(const std::vector<int> &in) {
  for (int pass = 0; pass < 2; ++pass) {
    std::vector<int> kept;
    for (int x : in)
      if (x > pass)
        kept.push_back(x);
    use(kept);
    advance(pass);
  }
}

// A list of errors is empty as a rule.
void parseAll(const std::vector<std::string> &texts) {
  for (const std::string &text : texts) {
    std::vector<int> errors;
    for (char c : text)
      if (c == '?')
        errors.push_back(c);
    use(errors);
  }
}

// An array for the name of a directory that is made.
const char *firstOf(const std::vector<std::string> &places) {
  for (const std::string &place : places) {
    std::unique_ptr<char[]> path(new char[place.size() + 7]);
    std::snprintf(path.get(), place.size() + 7, "%sXXXXXX", place.c_str());
    if (const char *made = mkdtemp(path.get()))
      return made == path.get() ? place.c_str() : nullptr;
  }
  return nullptr;
}

// Nor are texts for debugging worth it.
void debug(const char *text);
void trace(const std::vector<int> &states) {
  for (int state : states) {
    std::stringstream text;
    text << state;
    debug(text.str().c_str());
  }
}

// Every length is tried, and the buffer has no byte more: what is written behind it shows.
bool isValid(const char *text, std::size_t n);
int everyLength() {
  int valid = 0;
  for (std::size_t n = 1; n <= 1024; ++n) {
    std::vector<char> text(n, ' ');
    auto copy = std::make_unique<char[]>(n);
    copy[n - 1] = '"';
    valid += isValid(text.data(), n) + isValid(copy.get(), n);
  }
  return valid;
}

// Memory of the user's own kind: an arena's costs nothing, a wiped one must not wait.
template <typename T> struct Wiping {
  using value_type = T;
  T *allocate(std::size_t n);
  void deallocate(T *p, std::size_t n);
};
void secrets(const std::vector<std::vector<int>> &rows) {
  for (const auto &row : rows) {
    std::vector<int, Wiping<int>> key;
    for (int x : row)
      key.push_back(x);
    std::printf("%d\n", key.back());
  }
}

// Containers of the user's own: the argument is no size, and the end of the scope does something.
struct Owned : std::vector<int> {
  explicit Owned(bool isOwner) : isOwner(isOwner) {}
  bool isOwner;
};
struct Reported : std::vector<int> {
  ~Reported() { use(*this); }
};
void ownVectors(const std::vector<std::vector<int>> &rows) {
  for (const auto &row : rows) {
    Owned all(false);
    Reported some;
    for (int x : row) {
      all.push_back(x);
      some.push_back(x);
    }
    use(all);
  }
}

// What smart pointers own ends with them, and takes memory of its own.
struct Node {
  int value;
};
void use(const std::vector<std::unique_ptr<Node>> &);
template <typename T> void useAll(const std::vector<std::shared_ptr<T>> &);
template <typename T> void owners(const std::vector<std::vector<int>> &rows) {
  for (const auto &row : rows) {
    std::vector<std::unique_ptr<Node>> all;
    std::vector<std::shared_ptr<T>> others;
    for (int x : row) {
      all.push_back(std::make_unique<Node>(Node{x}));
      others.push_back(std::make_shared<T>(x));
    }
    use(all);
    useAll(others);
  }
}

// A function that throws need not say so; nor need one whose name does.
void throwError(const std::string &text);
struct Thrower {
  std::ostream &stream();
  ~Thrower() noexcept(false) { throw 1; }
};
struct FatalMessage {
  std::ostream &stream();
  ~FatalMessage();
};
void check(bool ok, const std::string &text) {
  if (!ok) {
    throw text;
  }
}
void checked(const std::vector<double> &numbers, double limit) {
  for (double x : numbers) {
    if (x > limit) {
      std::ostringstream details;
      details << "too large: " << x;
      throwError(details.str());
    }
    if (x < 0) {
      std::ostringstream details;
      details << "too small: " << x;
      Thrower().stream() << details.str();
    }
    if (x == 1) {
      std::ostringstream details;
      details << "one: " << x;
      check(false, details.str());
    }
    if (x == 0) {
      std::ostringstream details;
      details << "zero: " << x;
      FatalMessage().stream() << details.str();
    }
  }
}

// To clear a table frees all its rows.
void tables(const std::vector<int> &sizes) {
  for (int size : sizes) {
    std::vector<std::vector<int>> table;
    for (int i = 0; i < size; ++i)
      table.push_back(std::vector<int>());
    use(table[0]);
  }
}

// What is moved in brings its memory along; Boost's split swaps what it has made in.
template <class T> void add(std::vector<T> &to, std::vector<T> &&from) {
  if (to.empty())
    to = std::move(from);
  else
    to.insert(to.end(), from.begin(), from.end());
}
std::vector<int> piece(int);
namespace boost {
namespace algorithm {
template <class Result> Result &split(Result &result, const std::string &text, char separator);
}
using algorithm::split;
} // namespace boost
std::size_t filled(const std::vector<std::string> &lines) {
  std::size_t total = 0;
  for (const std::string &line : lines) {
    std::vector<int> numbers;
    add(numbers, piece(3));
    numbers.push_back(static_cast<int>(line.size()));
    total += numbers.size();
  }
  for (const std::string &line : lines) {
    std::vector<std::string> words;
    boost::split(words, line, ' ');
    words.push_back("end");
    total += words.size();
  }
  return total;
}

// What is only forwarded to make an object need not be filled there: here it is empty, as a rule.
struct Expression {
  explicit Expression(std::vector<int> comments);
};
template <class T, class... Args> T *create(Args &&...args) {
  return new T(std::forward<Args>(args)...);
}
std::vector<Expression *> expressions(int n) {
  std::vector<Expression *> all;
  for (int i = 0; i < n; ++i) {
    std::vector<int> comments;
    if (test(i))
      comments = make(i);
    all.push_back(create<Expression>(comments));
  }
  return all;
}

// The first iteration alone gets there.
void first(const std::vector<std::vector<int>> &rows) {
  int i = 0;
  for (const std::vector<int> &row : rows) {
    if (i == 0) {
      std::vector<int> names;
      for (int value : row)
        names.push_back(value);
      use(names);
    }
    i++;
  }
}

// Nor do others, whatever leaves the loop before the flag is taken back, or whichever it is.
void firstOrThrow(const std::vector<std::vector<int>> &rows, std::size_t which) {
  bool isFirst = true;
  std::size_t i = 0;
  for (const std::vector<int> &row : rows) {
    if (row.empty())
      throw 1;
    if (isFirst) {
      std::vector<int> names;
      for (int value : row)
        names.push_back(value);
      use(names);
    }
    if (i == which) {
      std::vector<int> chosen;
      for (int value : row)
        chosen.push_back(value);
      use(chosen);
    }
    if (row.size() > 9)
      break;
    isFirst = false;
    ++i;
  }
}

// The memory of what it is made into takes the place of its own.
std::vector<int> without(const std::vector<int> &from, int what);
std::size_t narrowed(const std::vector<std::vector<int>> &rows, int n) {
  std::size_t total = 0;
  for (const std::vector<int> &row : rows) {
    std::vector<int> rest;
    for (int x : row)
      rest.push_back(x);
    for (int i = 0; i < n; ++i)
      rest = without(rest, i);
    total += rest.size();
  }
  return total;
}

// A loop that runs until what it looks for is found does it once.
struct Link {
  Link *parent;
};
bool isTime();
bool isGoal(Link *link);
void take(const std::vector<Link *> &path);
void search(std::vector<Link *> &neighbours) {
  bool solved = false;
  while (!isTime() && !solved) {
    for (std::size_t i = 0; i < neighbours.size() && !solved; ++i) {
      if (isGoal(neighbours[i])) {
        std::vector<Link *> path;
        for (Link *link = neighbours[i]; link != nullptr; link = link->parent)
          path.push_back(link);
        take(path);
        solved = true;
      }
    }
  }
}

// What tells of a problem is built on a path that programs seldom take.
struct Checker {
  std::vector<std::string> typeErrors;
  void fail(const std::string &text);
  void check(const std::vector<int> &values) {
    for (int value : values) {
      if (value < 0) {
        std::ostringstream text;
        text << "too small: " << value;
        typeErrors.push_back(text.str());
      }
      if (value > 9) {
        std::ostringstream text;
        text << "too large: " << value;
        fail(text.str());
      }
    }
  }
};

// A state that no iteration comes back to.
enum State { First, Rest };
int parse(const std::vector<std::string> &lines) {
  State state = First;
  int total = 0;
  for (const std::string &line : lines) {
    if (state == First) {
      std::vector<int> tokens;
      for (char c : line)
        tokens.push_back(c);
      if (tokens.empty())
        return -1;
      total += tokens.front();
      state = Rest;
    } else {
      total += static_cast<int>(line.size());
    }
  }
  return total;
}

// What others write to the text of a warning is part of it.
void print(std::ostream &out, int value);
void warn(const std::string &text);
void complain(const std::vector<int> &values) {
  for (int value : values) {
    std::ostringstream text;
    print(text, value);
    warn(text.str());
  }
}

// What nobody reads is to be removed.
int dead(const std::vector<int> &values) {
  int sum = 0;
  for (int value : values) {
    std::ostringstream text;
    text << value << ' ' << sum;
    std::vector<int> all;
    for (int i = 0; i < value; ++i)
      all.push_back(i);
    sum += value;
  }
  return sum;
}

// The first key that is free is found soon.
#include <unordered_map>
std::string uniqueName(std::unordered_map<std::string, unsigned> &names, const std::string &name) {
  std::string unique = name;
  auto inserted = names.insert({name, 0});
  unsigned &last = inserted.first->second;
  while (!inserted.second) {
    ++last;
    std::ostringstream text;
    text << name << 0.5 * last;
    unique = text.str();
    inserted = names.insert({unique, 0});
  }
  return unique;
}

// One tag of many is the one.
struct Tag {
  std::string name, text;
};
double weights(const std::vector<Tag> &tags) {
  double sum = 0;
  for (const Tag &tag : tags) {
    if (tag.name == "weights") {
      std::istringstream in(tag.text);
      for (double weight; in >> weight;)
        sum += weight;
    }
  }
  return sum;
}

// The text of an exception, though a handler in the loop lets it go on.
int strictly(const std::vector<int> &values) {
  int bad = 0;
  for (int value : values) {
    try {
      if (value < 0) {
        std::ostringstream text;
        text << "negative value: " << 0.5 * value;
        throw std::runtime_error(text.str());
      }
    } catch (const std::runtime_error &) {
      ++bad;
    }
  }
  return bad;
}

// What is made with 'new' may keep the address.
struct Transaction {
  Transaction(int number, void *log);
  void run();
};
void transactions(const std::vector<int> &numbers) {
  for (int number : numbers) {
    std::ostringstream log;
    auto *transaction = new Transaction(number, &log);
    transaction->run();
    use(log.str());
  }
}
// 'clear()' leaves the members that a class adds to a container.
struct Results : std::vector<int> {
  std::string location;
};
void fill(Results &results);
void results(const std::vector<int> &numbers) {
  for (int number : numbers) {
    Results all;
    all.push_back(number);
    fill(all);
  }
}

// A new value brings its own memory, whatever type a template gives it.
template <class T> int keys(const std::vector<T> &parts) {
  int all = 0;
  for (const T &part : parts) {
    std::vector<std::string> names;
    names = part.getNames();
    all += names.size();
  }
  return all;
}

// Switched off by hand.
int sampled(const std::vector<std::string> &names) {
  bool takesSamples = false;
  int all = 0;
  for (const std::string &name : names) {
    if (takesSamples) {
      std::vector<std::string> sample;
      sample.push_back(name);
      sample.push_back(name + ".");
      all += sample.size();
    }
    ++all;
  }
  return all;
}

// Next to a pause, one allocation is nothing.
bool interruptibleSleep(int seconds);
int polled(const std::vector<int> &values) {
  int all = 0;
  while (all < 1000) {
    interruptibleSleep(4);
    std::vector<int> sorted = values;
    sorted.push_back(all);
    all += sorted.back();
  }
  return all;
}

// A loop that waits when there is nothing to do.
void sweep(std::map<std::string, int> &table, bool isIdle) {
  for (;;) {
    if (isIdle)
      std::this_thread::sleep_for(std::chrono::seconds(4));
    std::vector<int *> all;
    for (auto &[name, value] : table)
      all.push_back(&value);
    for (int *value : all)
      *value += 1;
  }
}

// What tells of a problem may go to the log, too.
struct Problems {
  static void reportError(const std::string &text);
};
void checkAll(const std::vector<int> &values) {
  for (int value : values) {
    if (value == 7) {
      std::string message = "The value at this place is not allowed: ";
      message += std::to_string(value);
      std::ofstream("log") << message << std::endl;
      Problems::reportError(message);
    }
  }
}

// One line of many.
int sizeFrom(std::istream &report) {
  int size = 0;
  std::string line;
  while (std::getline(report, line)) {
    if (line.compare(0, 5, "size:") == 0) {
      std::istringstream number(line.substr(5));
      number >> size;
    }
  }
  return size;
}

// Its own `clear` may do anything.
struct Parts : std::vector<int> {
  void clear(int);
};
void ownClear(int n) {
  for (int i = 0; i < n; ++i) {
    Parts parts;
    parts.push_back(i);
    parts.push_back(n);
    use(parts);
  }
}

// What fills it depends on a condition that all elements share, and that may not hold at all.
struct Frame {
  std::string name;
  std::vector<std::string> parts;
};
int onlyIfAsked(const std::vector<Frame> &frames, bool collects) {
  int valid = 0;
  for (const Frame &frame : frames) {
    std::vector<const std::string *> found;
    for (const std::string &part : frame.parts) {
      if (part.empty())
        continue;
      ++valid;
      if (collects)
        found.push_back(&part);
    }
    if (collects)
      return static_cast<int>(found.size());
  }
  return valid;
}

// A stream goes to what tells of an error, itself or what it holds.
void err_prn(const std::string &function, const std::string &text);
void reportError(std::ostringstream &text, int code);
void checkRange(const std::vector<int> &values) {
  for (int value : values) {
    if (value < 0) {
      std::ostringstream out;
      out << "out of range: " << value;
      err_prn("checkRange", out.str());
    }
    if (value > 1000) {
      std::ostringstream out;
      out << "out of range: " << value;
      reportError(out, 1);
    }
  }
}

// A method that ends what its object does, for a text that says why.
struct Pass {
  virtual ~Pass();
  virtual void abort(int rule, const std::string &why);
  bool run(const std::vector<std::string> &names) {
    bool all = true;
    for (const std::string &name : names) {
      if (name.empty()) {
        std::string message = "no object in the cache, rule " + name;
        abort(1, message);
      }
      all &= name.size() > 2;
    }
    return all;
  }
};

// Three at most: more is an error.
int read(std::istream &in, int size);
bool readTags(std::istream &in) {
  int count = read(in, 4);
  if (!in.good() || count > 3) {
    in.setstate(std::ios::failbit);
    return false;
  }
  for (int i = 0; i < count; ++i) {
    int size = read(in, 4);
    std::vector<char> tag(size);
    in.read(tag.data(), size);
  }
  return true;
}

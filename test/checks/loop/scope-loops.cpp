// RUN: %check_fastidious loop-invariant-construction,string-concat-temporaries,container-declared-in-loop %s
// Loops that only open a scope, as macros for logging have them, run at most once.
#include <regex>
#include <sstream>
#include <string>
#include <vector>

struct Record {
  bool operator!() const;
};
struct Pump {
  std::string &stream();
};
Record openRecord();
Pump pump(Record &record);
// As boost's logging does it.
#define LOG_RECORD() for (Record record = openRecord(); !!record;) pump(record).stream()

struct Category {
  bool control;
  operator bool() const;
};
Category category();
std::string &output(Category &category);
// As Qt's does.
#define LOG_CATEGORY()                                                                             \
  for (Category holder(category()); holder; holder.control = false)                                \
  output(holder)

bool wanted();
std::string &text();
#define LOG_ONCE()                                                                                 \
  for (bool once = wanted(); once; once = false)                                                   \
  text()

// A real loop in a macro.
#define FOR_EACH(variable, vector)                                                                 \
  for (auto variable = (vector).begin(); variable != (vector).end(); ++variable)

bool matches(const std::string &name, const std::regex &pattern);

void records(const std::string &a, const std::string &b) {
  LOG_RECORD() += a + b;
}

void categories(const std::string &a, const std::string &b) {
  LOG_CATEGORY() += a + b;
}

void conditions(const std::string &a, const std::string &b) {
  LOG_ONCE() += a + b;
}

void spelled(std::string &all, const std::string &a, const std::string &b) {
  for (bool once = true; once; once = false) {
    all += a + b + a;
    std::ostringstream out;
    out << a;
    all += out.str();
    if (matches(a, std::regex("a.*b")))
      all += b;
  }
  if (bool done = false) {
  } else
    for (; !done; done = true)
      all += b + a + b;
}

void lines(std::string &all, const std::vector<std::string> &names, const std::string &b) {
  FOR_EACH(name, names) {
    all += *name + b;
  //^ warning: builds a temporary string on every iteration
  //^ note: append the operands one by one
    // fix-notes: all += *name;
    // fix-notes: all += b;
  }
}

// Whether anything is written to the log is asked first; before the loop it would not be.
void logged(const std::vector<std::string> &names) {
  for (const std::string &name : names)
    LOG_RECORD() += matches(name, std::regex("a.*b")) ? "yes" : "no";
}

// The step says that it goes on.
void repeats(std::string &all, const std::string &a, const std::string &b) {
  for (bool more = wanted(); more; more = wanted()) {
    all += a + b + a;
  //^ warning: builds a temporary string on every iteration
  //^ note: append the operands one by one
    // fix-notes: all += a;
    // fix-notes: all += b;
    // fix-notes: all += a;
  }
  for (bool more = false; !more; more = false) {
    all += b + a + b;
  //^ warning: builds a temporary string on every iteration
  //^ note: append the operands one by one
    // fix-notes: all += b;
    // fix-notes: all += a;
    // fix-notes: all += b;
  }
}

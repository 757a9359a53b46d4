// RUN: %check_fastidious container-declared-in-loop %s --std c++98,c++11
#include <sstream>
#include <string>
#include <vector>

void write(const std::string &);

void numbers(const std::vector<int> &values) {
  for (std::vector<int>::const_iterator i = values.begin(); i != values.end(); ++i) {
  // fix-notes: std::ostringstream os;
  // fix-notes: for (std::vector<int>::const_iterator i = values.begin(); i != values.end(); ++i) {
    std::ostringstream os;
    //                 ^ warning: 'os' is declared in the loop: each iteration builds a stream, with its locale and its buffer, and destroys it; declare it before the loop and empty it with 'str({})' and 'clear()' here
    //                 ^ note: declare 'os' before the loop
    // fix-notes(c++98): os.str("");
    // fix-notes(c++98): os.clear();
    // fix-notes(c++11): os.str({});
    // fix-notes(c++11): os.clear();
    os << *i * 0.5 << ' ' << *i;
    write(os.str());
  }
}

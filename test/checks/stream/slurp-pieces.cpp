// RUN: %check_fastidious stream-slurp %s --std c++17,c++20
// Pieces that a loop collects in a string stream, and that are copied out of it as a whole.
#include <cstdio>
#include <istream>
#include <sstream>
#include <string>
#include <utility>

std::string contents(FILE *f) {
  std::stringstream memory;
  char buffer[100] = {};
  std::rewind(f);
  while (std::fgets(buffer, sizeof(buffer), f))
    //   ^ warning: 'std::fgets(buffer, sizeof(buffer), f)' reads the whole of 'f' into a string stream, and 'memory.str()' copies all of it again
    //   ^ note(c++20): let the string stream give its memory away
    memory << buffer;
  return memory.str();
//       ^ note: the second copy is made here
// fix-notes(c++20): return std::move(memory).str();
}
std::string lines(std::istream &in) {
  std::ostringstream memory;
  std::string line;
  while (std::getline(in, line))
    //   ^ warning: 'std::getline(in, line)' reads the whole of 'in' into a string stream, and 'memory.str()' copies all of it again
    //   ^ note(c++20): let the string stream give its memory away
    memory << line << '\n';
  return memory.str();
//       ^ note: the second copy is made here
// fix-notes(c++20): return std::move(memory).str();
}

// RUN: %check_fastidious stream-slurp %s
// Out of order, but there.
#include <vector>
#include <utility>
#include <string>
#ifdef __linux__
#include <unistd.h>
#endif
#include <fstream>
#include <sstream>

std::string all(std::ifstream &in) {
  std::stringstream memory;
  memory << in.rdbuf();
//^ warning: 'memory << in.rdbuf()' reads the whole of 'in' into a string stream, and 'memory.str()' copies all of it again: the text is in memory twice, and the string stream grows by reallocation; read into one string: with one sized 'read' if the stream can seek, else a chunk at a time
//^ note: let the string stream give its memory away
  std::string text = memory.str();
  //                 ^ note: the second copy is made here
  // fix-notes: std::string text = std::move(memory).str();
  return text;
}

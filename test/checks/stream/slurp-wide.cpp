// RUN: %check_fastidious stream-slurp %s --std c++17
// A wide stream decodes: its file has another size than its text.
#include <fstream>
#include <sstream>
#include <string>

std::wstring all(std::wifstream &in) {
  std::wstringstream memory;
  memory << in.rdbuf();
//^ warning: 'memory << in.rdbuf()' reads the whole of 'in' into a string stream, and 'memory.str()' copies all of it again: the text is in memory twice, and the string stream grows by reallocation; read into one string, a chunk at a time
  std::wstring text = memory.str();
  //                  ^ note: the second copy is made here
  return text;
}

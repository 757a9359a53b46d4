#pragma once
#include <string>

inline std::string spelled(int n) {
//                 ^ warning: 'spelled' returns a fresh 'std::string' on every call: every call allocates, fills and frees a buffer, unless the text is short; let the caller own the buffer, and fill a 'std::string &' that it passes
  std::string s(20, ' ');
  s += std::to_string(n);
  return s;
}

// RUN: %check_fastidious bytes-string-copy %s --std c++17 --also Inputs/standards.h
#include "Inputs/standards.h"

#include <string_view>

// A source file is compiled as it is.
#if __cplusplus < 202002L
bool beginsWith(const std::string &text, const std::string &prefix) {
  return text.substr(0, prefix.size()) == prefix;
  //     ^ warning: use 'text.compare(0, prefix.size(), ...)'
  // fix: return std::string_view(text).substr(0, prefix.size()) == prefix;
}
#endif

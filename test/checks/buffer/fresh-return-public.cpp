// RUN: %check_fastidious buffer-fresh-return %s --option WarnOnPublicApi=true --also Inputs/fresh-return.h
#include "Inputs/fresh-return.h"

// Not in a header.
std::string local(int n) {
  std::string s(20, ' ');
  s += std::to_string(n);
  return s;
}

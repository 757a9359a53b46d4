// RUN: %check_fastidious container-append-without-reserve,container-declared-in-loop %s
// New code has its spaces where the file has them: before the parentheses of calls.
#include <cstddef>
#include <string>
#include <vector>

void use (const std::vector<int> &);
int twice (int x);

std::vector<int> doubled (const std::vector<int> &in) {
  std::vector<int> out;
  for (std::size_t i = 0; i < in.size (); ++i)
  // fix: out.reserve (in.size ());
  // fix: for (std::size_t i = 0; i < in.size (); ++i)
    out.push_back (twice (in.at (i)));
  //^ warning: call 'out.reserve(in.size ())' before the loop
  return out;
}

std::vector<int> count (int n) {
  std::vector<int> out;
  for (int i = 0; i < n; ++i)
  // fix: if (n > 0)
  // fix: out.reserve (static_cast<std::size_t>(n));
  // fix: for (int i = 0; i < n; ++i)
    out.push_back (twice (i));
  //^ warning: call 'out.reserve(n)' before the loop
  return out;
}

void rows (const std::vector<std::vector<int>> &all) {
  for (const auto &row : all) {
  // fix-notes: std::vector<int> copy;
  // fix-notes: for (const auto &row : all) {
    std::vector<int> copy (row);
  // fix-notes: copy = row;
    //               ^ warning: 'copy' is declared in the loop
    //               ^ note: declare 'copy' before the loop
    copy.push_back (twice (1));
    use (copy);
  }
}

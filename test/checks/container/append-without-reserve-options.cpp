// RUN: %check_fastidious container-append-without-reserve %s --option MinTripCount=10 --option WarnOnConditionalAppends=true --option "Containers=mine::Bag"
#include <vector>

namespace mine {
struct Bag {
  void reserve(unsigned n);
  void push_back(int x);
  unsigned size() const;
};
} // namespace mine

void own(mine::Bag &bag, const std::vector<int> &in);

int total(const mine::Bag &bag);

int ownType(const std::vector<int> &in) {
  mine::Bag bag;
  for (int x : in)
  // fix: bag.reserve(static_cast<unsigned int>(in.size()));
  // fix: for (int x : in)
    bag.push_back(x);
  //^ warning: 'bag' grows by reallocation while the loop appends 'in.size()' elements: about log2(n) reallocations and n extra moves; call 'bag.reserve(in.size())' before the loop
  return total(bag);
}

std::vector<int> conditional(const std::vector<int> &in) {
  std::vector<int> out;
  for (int x : in)
  // fix-notes: out.reserve(in.size());
  // fix-notes: for (int x : in)
    if (x > 0)
      out.push_back(x);
    //^ warning: 'out' grows by reallocation while the loop appends at most 'in.size()' elements: about log2(n) reallocations and n extra moves; call 'out.reserve(in.size())' before the loop
    //^ note: reserve before the loop
  return out;
}

std::vector<int> leavesEarly(const std::vector<int> &in) {
  std::vector<int> out;
  for (int x : in) {
  // fix-notes: out.reserve(in.size());
  // fix-notes: for (int x : in) {
    if (x == 0)
      break;
    out.push_back(x);
  //^ warning: 'out' grows by reallocation while the loop appends at most 'in.size()' elements: about log2(n) reallocations and n extra moves; call 'out.reserve(in.size())' before the loop
  //^ note: reserve before the loop
  }
  return out;
}

std::vector<int> few() {
  std::vector<int> out;
  for (int i = 0; i < 9; ++i)
    out.push_back(i);
  return out;
}

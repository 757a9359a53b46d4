// RUN: %check_fastidious container-append-without-reserve %s
// A template may derive from itself, with other arguments: its bases are asked once each.
#include <vector>

template <class T, class... Rest> struct Chain : Chain<Rest...> {
  T value;
};
template <class T> struct Chain<T> {
  int size() const;
  T operator[](int i) const;
};

template <class... T> int sum(const Chain<T...> &chain) {
  std::vector<int> all;
  // fix: std::vector<int> all;
  // fix: all.reserve(chain.size());
  for (int i = 0; i < chain.size(); ++i)
    all.push_back(chain[i]);
  //^ warning: 'all' grows by reallocation while the loop appends 'chain.size()' elements
  return all.front();
}

template <class... T> void fill(Chain<T...> &chain, const std::vector<int> &in) {
  for (int x : in)
    chain.push_back(x);
}

// RUN: %check_fastidious container-append-without-reserve %s
// Classes that derive from a container, and templates that derive from themselves.
#include <vector>

// The container is the object itself.
struct Sequence : std::vector<char> {
  void assignFrom(const char *text, unsigned length) {
    clear();
    // fix: clear();
    // fix: reserve(length);
    for (unsigned i = 0; i < length; ++i)
      push_back(text[i]);
    //^ warning: '*this' grows by reallocation while the loop appends 'length' elements: about log2(n) reallocations and n extra moves, unless it has the room from before; call 'reserve(length)' before the loop
  }
  void assignSpelled(const char *text, unsigned length) {
    this->clear();
    // fix: this->clear();
    // fix: this->reserve(length);
    for (unsigned i = 0; i < length; ++i)
      this->push_back(text[i]);
    //^ warning: call 'this->reserve(length)' before the loop
  }
};

// A template may derive from itself, with other arguments: its bases are asked once each.
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

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

// What a class declares hides what its bases have of that name.
struct WithReserveOfItsOwn : std::vector<int> {
  void reserve();
};
struct WithPrivateReserve : std::vector<int> {
private:
  using std::vector<int>::reserve;
};
struct WithoutReserve : std::vector<int> {
  void reserve(size_type) = delete;
};
struct WithPublicReserve : std::vector<int> {
  using std::vector<int>::reserve;
};

std::size_t appendToDerived(const std::vector<int> &in) {
  WithReserveOfItsOwn own;
  for (int x : in)
    own.push_back(x * 2);
  WithPrivateReserve hidden;
  for (int x : in)
    hidden.push_back(x * 2);
  WithoutReserve deleted;
  for (int x : in)
    deleted.push_back(x * 2);
  WithPublicReserve open;
  // fix: WithPublicReserve open;
  // fix: open.reserve(in.size());
  for (int x : in)
    open.push_back(x * 2);
  //^ warning: 'open' grows by reallocation while the loop appends 'in.size()' elements
  return own.size() + hidden.size() + deleted.size() + open.size();
}

// Nor does a using-declaration in a template hide anything.
template <class T> struct Named : std::vector<T> {
  using Base = std::vector<T>;
  using Base::reserve;
};
template <class T> std::size_t appendToTemplate(std::size_t count) {
  Named<T> all;
  // fix: Named<T> all;
  // fix: all.reserve(count);
  for (std::size_t i = 0; i < count; ++i)
    all.push_back(T(i * 2));
  //^ warning: 'all' grows by reallocation while the loop appends 'count' elements
  return all.size();
}

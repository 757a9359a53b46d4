// RUN: %check_fastidious buffer-member-copy %s --std c++11,c++17,c++20
#include <map>
#include <mutex>
#include <string>
#include <vector>

class Playlist {
public:
  std::vector<std::string> titles() const { return titles_; }
  //                       ^ warning: 'titles' copies the member 'titles_' for callers here that only read it: every call allocates and copies all elements; return a 'const std::vector<std::string> &'
  //                       ^ note: return a const reference to the member
  // fix-notes: const std::vector<std::string> &titles() const { return titles_; }
  // fix-notes: const std::string &name() const;
  // fix-notes: const std::map<int, int> &index() { return part.index; }
  std::string name() const;
  // fix-notes:
  std::map<int, int> index() { return part.index; }
  //                 ^ warning: 'index' copies the member 'index' for callers here that only read it: every call allocates and copies all elements; return a 'const std::map<int, int> &', on which callers use 'at' or 'find', not '[]'
  //                 ^ note: return a const reference to the member
  // fix-notes:
  // Every caller needs a copy of its own.
  std::vector<int> ratings() const { return ratings_; }
  // Does more than return.
  std::vector<int> sorted() const {
    if (ratings_.empty())
      return {1};
    return ratings_;
  }
  const std::vector<int> &reference() const { return ratings_; }
  // The object of a call dies before the result.
  std::vector<int> temporary() const { return ratings_; }
  // Changed while it is read.
  std::vector<int> snapshot() const { return ratings_; }
  void add(int x) { ratings_.push_back(x); }
  virtual std::vector<int> overridable() const { return ratings_; }
  virtual ~Playlist() = default;
  // Nobody in this file calls it.
  std::vector<int> uncalled() const { return ratings_; }
  std::vector<int> pointed() const { return other->ratings_; }
  int size() const { return size_; }

private:
  struct Part {
    std::map<int, int> index;
  } part;
  std::vector<std::string> titles_;
  std::string name_;
  std::vector<int> ratings_;
  Playlist *other = nullptr;
  int size_ = 0;
};

std::string Playlist::name() const { return name_; }
//                    ^ warning: 'name' copies the member 'name_' for callers here that only read it: every call copies the text, and allocates unless it is short; return a 'const std::string &'
//                    ^ note: return a const reference to the member
// fix-notes: const std::string &Playlist::name() const { return name_; }

class Guarded {
public:
  std::vector<int> values() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return values_;
  }
  // The caller may hold the lock while it copies.
  std::vector<int> unlocked() const { return values_; }

private:
  mutable std::mutex mutex_;
  std::vector<int> values_;
};

Playlist make();

std::size_t use(const Playlist &list, Playlist &mine, const Guarded &guarded) {
  std::size_t sum = 0;
  for (const std::string &title : list.titles())
  //                                   ^ note: the result of this call is only read
    sum += title.size();
  if (list.name() == "x")
  //       ^ note: the result of this call is only read
    ++sum;
  sum += mine.index().size();
  //          ^ note: the result of this call is only read
  std::vector<int> ratings = list.ratings();
  ratings.push_back(1);
  sum += ratings.size() + list.sorted().size() + list.reference().size();
  sum += make().temporary().size() + list.temporary().size();
  for (int x : mine.snapshot())
    mine.add(x);
  sum += list.overridable().size() + guarded.values().size() + guarded.unlocked().size();
  sum += list.pointed().size() + static_cast<std::size_t>(list.size());
  return sum;
}

std::size_t useAgain(const Playlist &list, Playlist &mine) {
  std::size_t sum = mine.index().size();
  //                     ^ note: the result of this call is only read
  while (sum < list.titles().size())
  //                ^ note: the result of this call is only read
    ++sum;
  return sum + list.name().size();
  //                ^ note: the result of this call is only read
}

// One call copies once; a loop copies again and again.
class Settings {
public:
  std::vector<int> limits() const { return limits_; }
  std::vector<int> weights() const { return weights_; }
  //               ^ warning: 'weights' copies the member 'weights_' for callers here that only read it
  //               ^ note: return a const reference to the member
  // fix-notes: const std::vector<int> &weights() const { return weights_; }

private:
  std::vector<int> limits_, weights_;
};
int total(const Settings &settings, int n) {
  int sum = settings.limits()[0];
  for (int i = 0; i < n; ++i)
    sum += settings.weights()[std::size_t(i)];
  //                ^ note: the result of this call is only read
  return sum;
}

// The old value is wanted while the object gets another.
class Resolver {
public:
  std::string lookup() const { return lookup_; }
  std::string current() const { return current_; }
  //          ^ warning: 'current' copies the member 'current_' for callers here that only read it
  //          ^ note: return a const reference to the member
  // fix-notes: const std::string &current() const { return current_; }
  void start(const std::string &name) { lookup_ = name; }

private:
  std::string lookup_, current_;
};

class Session {
public:
  bool finish() {
    std::string name = resolver_.lookup();
    next();
    return name.empty();
  }
  bool restart(Resolver &resolver) {
    std::string name = resolver.lookup();
    resolver.start("next");
    return name.empty();
  }
  bool idle() const {
    std::string name = resolver_.current();
    //                           ^ note: the result of this call is only read
    // fix-notes: const std::string &name = resolver_.current();
    return name.empty();
  }

  bool busy() const { return !resolver_.current().empty(); }
  //                                    ^ note: the result of this call is only read

private:
  void next() { resolver_.start("next"); }
  Resolver resolver_;
};

// A sum appends to the copy; from a reference, it would copy as well.
class Directory {
public:
  std::string path() const { return path_; }

private:
  std::string path_;
};

std::string fileIn(const Directory &directory, const std::string &name) {
  return directory.path() + "/" + name;
}
std::string libraryIn(const Directory &directory) {
  return "lib" + directory.path();
}

struct Probe {
  int id;
};
void load(Probe &);
int show(const Probe &);
class Probes {
public:
  std::vector<Probe> all() const { return probes; }
  std::vector<Probe> others() const { return rest; }
  //                 ^ warning: 'others' copies the member 'rest' for callers here that only read it
  //                 ^ note: return a const reference to the member
  // fix-notes: const std::vector<Probe> &others() const { return rest; }

private:
  std::vector<Probe> probes, rest;
};
// A part of the copy may be changed, which a reference to const would not allow.
int usesParts(const Probes &p) {
  load(p.all().at(0));
  int sum = show(p.others().at(0)) + p.others()[1].id;
  //               ^ note: the result of this call is only read
  //                                   ^ note: the result of this call is only read
  return sum;
}

// Where a caller copies the result into a variable, the variable is to be a reference, too.
class Brands {
public:
  std::vector<int> list() const { return brands_; }
  // fix-notes: const std::vector<int> &list() const { return brands_; }
  //               ^ warning: 'list' copies the member 'brands_' for callers here that only read it: every call allocates and copies all elements; return a 'const std::vector<int> &', and bind it to a reference in its callers
  //               ^ note: return a const reference to the member

private:
  std::vector<int> brands_;
};
int first(const Brands &b) {
  auto list = b.list();
  //            ^ note: the result of this call is only read
  // fix-notes: const auto &list = b.list();
  return list[0];
}
int last(const Brands &b) {
  const std::vector<int> list(b.list());
  //                            ^ note: the result of this call is only read
  // fix-notes: const std::vector<int> &list(b.list());
  return list.back();
}
int changed(const Brands &b) {
  auto list = b.list();
  list.push_back(1);
  return list.back();
}

// What a library exports keeps its interface, be the macro empty here.
#define SHOP_EXPORT
#define SHOP_NO_EXPORT
#define SHOP_EXTERN
class SHOP_EXPORT Shop {
public:
  std::vector<int> prices() const { return prices_; }

private:
  std::vector<int> prices_;
};
class SHOP_EXTERN Shelf {
public:
  std::vector<int> books() const { return books_; }

private:
  std::vector<int> books_;
};
class Label {
public:
  const std::vector<int> marks() const { return marks_; }
  //                     ^ warning: 'marks' copies the member 'marks_' for callers here that only read it
  //                     ^ note: return a const reference to the member
  // fix-notes: const std::vector<int> &marks() const { return marks_; }

private:
  std::vector<int> marks_;
};
std::size_t marks(const Label &label) {
  return label.marks().size() + label.marks().capacity();
  //           ^ note: the result of this call is only read
  //                                  ^ note: the result of this call is only read
}
// Who takes the copy over needs one.
class Factory {
public:
  std::string name() const { return name_; }

private:
  std::string name_;
};
class Part {
public:
  explicit Part(std::string &&name) : name_(std::move(name)) {}

private:
  std::string name_;
};
Part partOf(const Factory &factory) {
  std::size_t n = factory.name().size() + factory.name().capacity();
  return n > 9 ? Part(factory.name()) : Part("");
}
class Drawer {
public:
  SHOP_EXPORT
  std::vector<int> spoons() const { return spoons_; }

private:
  std::vector<int> spoons_;
};
std::size_t spoons(const Drawer &drawer) {
  return drawer.spoons().size() + drawer.spoons().capacity();
}
class SHOP_NO_EXPORT Stock {
public:
  SHOP_EXPORT std::vector<int> items() const { return items_; }
  std::vector<int> counts() const { return counts_; }
  //               ^ warning: 'counts' copies the member 'counts_' for callers here that only read it
  //               ^ note: return a const reference to the member
  // fix-notes: const std::vector<int> &counts() const { return counts_; }

private:
  std::vector<int> items_, counts_;
};
std::size_t all(const Shop &shop, const Shelf &shelf, const Stock &stock) {
  return shelf.books().size() + shelf.books().capacity() + shop.prices().size() + shop.prices().capacity() + stock.items().size() +
         stock.items().capacity() + stock.counts().size() +
         //                               ^ note: the result of this call is only read
         stock.counts().capacity();
  //           ^ note: the result of this call is only read
}

// RUN: %check_fastidious container-append-without-reserve %s
// The first table of a Qt 6 hash takes 64 elements.
#include <string>
#include <vector>

template <class Key, class T> class QHash {
public:
  QHash();
  ~QHash();
  void reserve(long long size);
  void insert(const Key &key, const T &value);
  template <class... Args> void emplace(const Key &key, Args &&...args);

private:
  void *d;
};
struct QHashDummyValue {};
template <class T> class QSet {
public:
  void reserve(long long size);
  void insert(const T &value);

private:
  QHash<T, QHashDummyValue> q_hash;
};

QHash<int, int> few() {
  QHash<int, int> squares;
  for (int i = 0; i < 60; ++i)
    squares.insert(i, i * i);
  return squares;
}
QHash<int, int> many() {
  QHash<int, int> squares;
  // fix-notes: QHash<int, int> squares;
  // fix-notes: squares.reserve(1000);
  for (int i = 0; i < 1000; ++i)
    squares.insert(i, i * i);
  //^ warning: 'squares' grows by rehashing while the loop inserts at most 1000 elements: about 4 rehashes, each over all elements so far; call 'squares.reserve(1000)' before the loop
  //^ note: reserve
  return squares;
}
// There may be none, for which `reserve(0)` would allocate a table, or a few, for which nothing grows.
QHash<int, int> lengths(const std::vector<std::string> &lines) {
  QHash<int, int> all;
  int number = 0;
  for (const std::string &line : lines)
    all.insert(++number, line.size());
  return all;
}
QSet<int> numbers(const std::vector<int> &values) {
  QSet<int> all;
  for (int value : values)
    all.insert(value);
  return all;
}

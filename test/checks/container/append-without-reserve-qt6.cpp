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
QHash<int, int> lengths(const std::vector<std::string> &lines) {
  QHash<int, int> all;
  int number = 0;
  // fix-notes: int number = 0;
  // fix-notes: all.reserve(static_cast<long long>(lines.size()));
  for (const std::string &line : lines)
    all.insert(++number, line.size());
  //^ warning: 'all' grows by rehashing while the loop inserts at most 'lines.size()' elements: about log2(n / 64) rehashes, each over all elements so far; call 'all.reserve(lines.size())' before the loop
  //^ note: reserve
  return all;
}
QSet<int> numbers(const std::vector<int> &values) {
  QSet<int> all;
  // fix-notes: QSet<int> all;
  // fix-notes: all.reserve(static_cast<long long>(values.size()));
  for (int value : values)
    all.insert(value);
  //^ warning: {{.*}}log2(n / 64) rehashes
  //^ note: reserve
  return all;
}

// RUN: %check_fastidious container-append-without-reserve %s --run
#include <QtCore>
#include <cstdio>

QVector<int> stream(int n) {
  QVector<int> v;
  for (int i = 0; i < n; ++i)
  // fix: if (n > 0)
  // fix: v.reserve(2 * n);
  // fix: for (int i = 0; i < n; ++i)
    v << i << -i;
  //^ warning: 'v' grows by reallocation while the loop appends '2 * n' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(2 * n)' before the loop
  return v;
}

QVector<int> append(const QVector<int> &in) {
  QVector<int> v;
  for (int x : in)
  // fix: v.reserve(in.size());
  // fix: for (int x : in)
    v.append(x + 1);
  //^ warning: 'v' grows by reallocation while the loop appends 'in.size()' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(in.size())' before the loop
  return v;
}

QList<QString> names(const QStringList &in) {
  QList<QString> list;
  for (auto it = in.constBegin(); it != in.constEnd(); ++it)
  // fix: list.reserve(in.size());
  // fix: for (auto it = in.constBegin(); it != in.constEnd(); ++it)
    list.push_back(*it);
  //^ warning: 'list' grows by reallocation while the loop appends 'in.size()' elements: about log2(n) reallocations and n extra moves; call 'list.reserve(in.size())' before the loop
  return list;
}

QString text(const QString &in) {
  QString s;
  for (int i = 0; i < in.size(); ++i)
  // fix: if (in.size() > 0)
  // fix: s.reserve(in.size());
  // fix: for (int i = 0; i < in.size(); ++i)
    s += in[in.length() - 1 - i];
  //^ warning: 's' grows by reallocation while the loop appends 'in.size()' characters: about log2(n) reallocations and n extra moves, unless the text is short; call 's.reserve(in.size())' before the loop
  return s;
}

QHash<int, QString> table(const QVector<int> &in) {
  QHash<int, QString> hash;
  for (int x : qAsConst(in))
  // fix-notes: hash.reserve(in.size());
  // fix-notes: for (int x : qAsConst(in))
    hash.insert(x, "x");
  //^ warning: 'hash' grows by rehashing while the loop inserts at most 'in.size()' elements: about log2(n / 13) rehashes, each over all elements so far; call 'hash.reserve(in.size())' before the loop
  //^ note: reserve before the loop
  return hash;
}

QSet<int> set(const QVector<int> &in) {
  QSet<int> s;
  for (int x : in)
  // fix-notes: s.reserve(in.size());
  // fix-notes: for (int x : in)
    s << x;
  //^ warning: 's' grows by rehashing while the loop inserts at most 'in.size()' elements: about log2(n / 13) rehashes, each over all elements so far; call 's.reserve(in.size())' before the loop
  //^ note: reserve before the loop
  return s;
}

// Whole vectors: how many elements they have is another question.
QVector<int> joined(const QVector<QVector<int>> &in) {
  QVector<int> v;
  for (const QVector<int> &part : in)
    v << part;
  for (const QVector<int> &part : in)
    v.append(part);
  return v;
}

// Text of unknown length.
QString lines(const QStringList &in) {
  QString s;
  for (const QString &line : in)
    s += line;
  return s;
}

// What may not be moved, unless Qt is told that it can be moved as memory.
struct Copied {
  int value = 0;
  Copied(int value) : value(value) {}
  Copied(const Copied &other) : value(other.value) {}
};
struct Moved {
  int value = 0;
  Moved(int value) : value(value) {}
  Moved(const Moved &other) : value(other.value) {}
};
template <> class QTypeInfo<Moved> {
public:
  enum { isComplex = true, isStatic = false };
};
int growth(const QVector<int> &in) {
  QVector<Copied> copied;
  QVector<Moved> moved;
  QList<Copied> pointers;
  for (int x : in)
  // fix: copied.reserve(in.size());
  // fix: moved.reserve(in.size());
  // fix: pointers.reserve(in.size());
  // fix: for (int x : in)
  {
    copied.append(x);
  //^ warning: 'copied' grows by reallocation while the loop appends 'in.size()' elements: about log2(n) reallocations and n extra copies; call 'copied.reserve(in.size())' before the loop
    moved.append(x);
  //^ warning: 'moved' grows by reallocation while the loop appends 'in.size()' elements: about log2(n) reallocations and n extra moves; call 'moved.reserve(in.size())' before the loop
    pointers.append(x);
  //^ warning: 'pointers' grows by reallocation while the loop appends 'in.size()' elements: about log2(n) reallocations and n extra moves; call 'pointers.reserve(in.size())' before the loop
  }
  return copied.size() + moved.size() + pointers.size();
}

// Nothing reserved leaves a null string null.
QString hidden(const QString &text, int n) {
  QString s;
  for (int i = 0; i < n; ++i)
  // fix: if (n > 0)
  // fix: s.reserve(n);
  // fix: for (int i = 0; i < n; ++i)
    s += text[i];
  //^ warning: 's' grows by reallocation while the loop appends 'n' characters: about log2(n) reallocations and n extra moves, unless the text is short; call 's.reserve(n)' before the loop
  return s;
}

// Qt 5's lists are assigned no ranges.
QVector<int> copied(const std::vector<int> &in) {
  QVector<int> v;
  for (int x : in)
  // fix: v.reserve(static_cast<int>(in.size()));
  // fix: for (int x : in)
    v.append(x);
  //^ warning: 'v' grows by reallocation while the loop appends 'in.size()' elements: about log2(n) reallocations and n extra moves; call 'v.reserve(in.size())' before the loop
  return v;
}

int main() {
  for (int n : {0, 7}) {
    QVector<int> v = stream(n);
    for (int x : append(v))
      std::printf("%d ", x);
    std::printf("%d %d\n", table(v).size(), set(v).size());
  }
  QStringList list;
  list << "one"
       << "two";
  std::printf("%d %s %s\n", names(list).size(), text("abc").toStdString().c_str(),
              lines(list).toStdString().c_str());
  std::printf("%d\n", joined({{1, 2}, {3}}).size());
  std::printf("%d\n", growth({1, 2, 3}));
  std::printf("%s\n", hidden("abc", 2).toStdString().c_str());
}

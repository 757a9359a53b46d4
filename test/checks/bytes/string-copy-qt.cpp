// RUN: %check_fastidious bytes-string-copy %s
// Qt: QByteArray holds bytes, QString holds UTF-16, so that conversions of the latter encode.
#include <cstddef>
#include <string>
#include <string_view>

class QByteArrayView {
public:
  QByteArrayView(const char *, long long);
};
class QByteArray {
public:
  QByteArray();
  QByteArray(const char *data, long long size);
  static QByteArray fromStdString(const std::string &);
  std::string toStdString() const;
  const char *constData() const;
  const char *data() const;
  char *data();
  long long size() const;
  operator QByteArrayView() const;
};
class QString;
class QStringView {
public:
  QStringView(const QString &);
  QString toString() const;
  QStringView mid(long long, long long = -1) const;
};
class QString {
public:
  static QString fromStdString(const std::string &);
  static QString fromUtf8(const QByteArray &);
  std::string toStdString() const;
  QByteArray toUtf8() const;
  QString mid(long long, long long = -1) const;
};

std::size_t parse(std::string_view);
void parseBytes(QByteArrayView);
void show(QStringView);
void keep(QString);
void keepText(const std::string &);

void read(const QByteArray &bytes) {
  parse(bytes.toStdString());
  //    ^ warning: 'bytes.toStdString()' copies the bytes only to have them read: {{.*}}; read them through 'std::string_view'
  // fix: parse(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
  // fix: parse(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
  parse(std::string(bytes.constData(), static_cast<std::size_t>(bytes.size())));
  //    ^ warning: 'std::string(bytes.constData(),...std::size_t>(bytes.size()))' copies the bytes only to have them read: {{.*}}; read them through 'std::string_view'
  // fix:
}

void readBack(const std::string &text) {
  parseBytes(QByteArray(text.data(), static_cast<long long>(text.size())));
  //         ^ warning: 'QByteArray(text.data(), static_cast<long long>(text.size()))' copies the bytes only to have them read: {{.*}}; read them through 'QByteArrayView', or 'QByteArray::fromRawData'
}

void part(const QString &text, QStringView view) {
  show(text.mid(3));
  //   ^ warning: 'text.mid(3)' copies the bytes only to have them read: {{.*}}; read it through 'QStringView'
  show(view.toString());
  //   ^ warning: 'view.toString()' copies the bytes only to have them read: {{.*}}; use 'view' itself
}

QString trips(const QString &text) {
  keep(QString::fromUtf8(text.toUtf8()));
  //   ^ warning: 'QString::fromUtf8(text.toUtf8())' copies the text into another class and back: two conversions allocate and copy what is there already; use 'text' itself
  //   ^ note: use 'text' itself
  // fix-notes: keep(text);
  // fix-notes: return text;
  return QString::fromStdString(text.toStdString());
  //     ^ warning: 'QString::fromStdString(text.toStdString())' copies the text into another class and back: two conversions allocate and copy what is there already; use 'text' itself
  //     ^ note: use 'text' itself
  // fix-notes:
}

// The other encoding is needed, or an object of its own.
void encode(const QString &text, const QByteArray &bytes, QStringView view) {
  parse(text.toStdString());
  keepText(bytes.toStdString());
  keep(view.toString());
  keep(text.mid(2));
  keep(QString::fromUtf8(bytes));
}

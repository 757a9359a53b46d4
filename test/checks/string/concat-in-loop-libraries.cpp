// RUN: %check_fastidious string-concat-in-loop,string-concat-temporaries %s --run
// Strings of Qt and Folly, and Abseil's functions for std::string.
#include <QtCore>
#include <absl/strings/str_cat.h>
#include <cstdio>
#include <folly/FBString.h>
#include <string>

QString joined(const QStringList &in) {
  QString s;
  for (const QString &line : in)
  // fix: for (const QString &line : in) {
  // fix: s += line;
  // fix: s += QLatin1Char('\n');
  // fix: }
    s = s + line + "\n";
  //^ warning: 's = s + line + "\n"' copies the whole string on every iteration: n iterations copy O(n²) bytes; append each operand with '+='
    // fix:
  return s;
}

QString characters(int n) {
  QString s;
  for (int i = 0; i < n; ++i)
    s = s + QChar('x');
  //^ warning: 's = s + QChar('x')' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
    // fix: s += QChar('x');
  return s;
}

QString front(int n) {
  QString s;
  for (int i = 0; i < n; ++i)
    s = QString::number(i) + s;
  //^ warning: 's = QString::number(i) + s' copies the whole string to put text before it on every iteration: n iterations copy O(n²) bytes; append the pieces in reverse order, or collect them and join them once
  return s;
}

QString temporary(const QStringList &in) {
  QString s;
  for (const QString &line : in)
  // fix: for (const QString &line : in) {
  // fix: s += line;
  // fix: s += QLatin1String(", ");
  // fix: }
    s += line + ", ";
  //^ warning: 'line + ", "' builds a temporary string on every iteration: its operands are copied into it, only to be copied again; append the operands one by one, the literals as 'QLatin1String'
    // fix:
  return s;
}

folly::fbstring dashes(int n) {
  folly::fbstring s;
  for (int i = 0; i < n; ++i)
    s = s + '-';
  //^ warning: 's = s + '-'' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with '+='
    // fix: s += '-';
  return s;
}

std::string cat(int n) {
  std::string s;
  for (int i = 0; i < n; ++i)
    s = absl::StrCat(s, i, ",");
  //^ warning: 's = absl::StrCat(s, i, ",")' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with 'absl::StrAppend'
    // fix: absl::StrAppend(&s, i, ",");
  return s;
}

std::string catAlias(const std::string &x, std::string &s, int n) {
  for (int i = 0; i < n; ++i)
    s = absl::StrCat(s, x);
  //^ warning: 's = absl::StrCat(s, x)' copies the whole string on every iteration: n iterations copy O(n²) bytes; append with 'absl::StrAppend'
  //^ note: append with 'absl::StrAppend'
    // fix-notes: absl::StrAppend(&s, x);
  return s;
}

// A new value each time.
std::string last(int n) {
  std::string s;
  for (int i = 0; i < n; ++i)
    s = absl::StrCat(i, ",");
  return s;
}

int main() {
  QStringList list;
  list << "one"
       << "two";
  std::printf("%s%s%s%s", joined(list).toStdString().c_str(), temporary(list).toStdString().c_str(),
              characters(3).toStdString().c_str(), front(3).toStdString().c_str());
  std::string s = "s";
  std::printf("%s %s %s %s\n", dashes(4).c_str(), cat(5).c_str(), catAlias("x", s, 3).c_str(),
              last(2).c_str());
}

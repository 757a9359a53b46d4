// RUN: %check_fastidious string-concat-in-loop,string-concat-temporaries %s --run=fix --std c++17,c++20
// RUN: %check_fastidious string-concat-in-loop,string-concat-temporaries %s --run=fix -- -stdlib=libc++
#include <cstdio>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

std::string quoted(const std::string &s) { return '"' + s + '"'; }

std::string failing(int i) {
  if (i == 3)
    throw std::runtime_error("three");
  return std::to_string(i);
}

std::string observed(int n) {
  std::string s;
  try {
    for (int i = 0; i < n; ++i)
    // fix-notes: for (int i = 0; i < n; ++i) {
    // fix-notes: s += "<";
    // fix-notes: s += failing(i);
    // fix-notes: s += ">";
    // fix-notes: }
      s = s + "<" + failing(i) + ">";
    //^ warning: 's = s + "<" + failing(i) + ">"' copies the whole string on every iteration: n iterations copy O(n²) bytes; append each operand with '+='
    //^ note: append each operand with '+='
      // fix-notes:
  } catch (const std::exception &e) {
    s += e.what();
  }
  return s;
}

std::string unobserved(int n) {
  std::string s;
  for (int i = 0; i < n; ++i)
  // fix: for (int i = 0; i < n; ++i) {
  // fix: s += "<";
  // fix: s += failing(i);
  // fix: s += ">";
  // fix: }
    s = s + "<" + failing(i) + ">";
  //^ warning: 's = s + "<" + failing(i) + ">"' copies the whole string on every iteration: n iterations copy O(n²) bytes; append each operand with '+='
    // fix:
  return s;
}

struct Report {
  std::string Text;
  std::string last() const { return Text.empty() ? "-" : Text.substr(Text.size() - 1); }
  void add(const std::vector<std::string> &lines) {
    for (auto &line : lines)
    // fix: for (auto &line : lines) {
    // fix: Text += line;
    // fix: Text += "\n";
    // fix: }
    // fix-notes: for (auto &line : lines) {
    // fix-notes: Text += line;
    // fix-notes: Text += "\n";
    // fix-notes: }
    // fix-notes: for (auto &line : lines) {
    // fix-notes: Text += last();
    // fix-notes: Text += line;
    // fix-notes: Text += last();
    // fix-notes: }
      Text = Text + line + "\n";
    //^ warning: 'Text = Text + line + "\n"' copies the whole string on every iteration: n iterations copy O(n²) bytes; append each operand with '+='
      // fix:
    for (auto &line : lines)
    // fix-notes:
      Text += last() + line + last();
    //^ warning: 'last() + line + last()' builds a temporary string on every iteration: its operands are put together in it, only to be copied again; append the operands one by one
    //^ note: append the operands one by one
      // fix-notes:
  }
};

int main() {
  const std::vector<std::string> words{"a", "bc", "a long word that needs memory of its own", ""};
  std::string joined, chars, listed;
  for (auto &word : words)
  // fix: for (auto &word : words) {
  // fix: joined += word;
  // fix: joined += ',';
  // fix: joined += quoted(word);
  // fix: }
  // fix: for (char c = 'a'; c < 'f'; ++c) {
  // fix: chars += c;
  // fix: chars += "-";
  // fix: chars += "x";
  // fix: chars += static_cast<char>(c + 1);
  // fix: }
  // fix-notes: for (auto &word : words) {
  // fix-notes: joined += word;
  // fix-notes: joined += ',';
  // fix-notes: joined += quoted(word);
  // fix-notes: }
  // fix-notes: for (char c = 'a'; c < 'f'; ++c) {
  // fix-notes: chars += c;
  // fix-notes: chars += "-";
  // fix-notes: chars += "x";
  // fix-notes: chars += static_cast<char>(c + 1);
  // fix-notes: }
  // fix-notes: for (auto &word : words) {
  // fix-notes: listed += listed.empty() ? "" : ", ";
  // fix-notes: listed += quoted(word);
  // fix-notes: listed += ':';
  // fix-notes: listed += std::to_string(word.size());
  // fix-notes: }
    joined = joined + word + ',' + quoted(word);
  //^ warning: 'joined = joined + word + ',' + quoted(word)' copies the whole string on every iteration: n iterations copy O(n²) bytes; append each operand with '+='
    // fix:
  for (char c = 'a'; c < 'f'; ++c)
  // fix:
    chars = chars + c + "-" + std::string("x") + static_cast<char>(c + 1);
  //^ warning: 'chars = chars + c + "-" + std:... + static_cast<char>(c + 1)' copies the whole string on every iteration: n iterations copy O(n²) bytes; append each operand with '+='
    // fix:
  for (auto &word : words)
  // fix-notes:
    listed += (listed.empty() ? "" : ", ") + quoted(word) + ':' + std::to_string(word.size());
  //^ warning: '(listed.empty() ? "" : ", ") +...std::to_string(word.size())' builds a temporary string on every iteration: its operands are put together in it, only to be copied again; append the operands one by one
  //^ note: append the operands one by one
    // fix-notes:
  std::puts(joined.c_str());
  std::puts(chars.c_str());
  std::puts(listed.c_str());
  std::puts(observed(5).c_str());
  try {
    std::puts(unobserved(2).c_str());
    std::puts(unobserved(5).c_str());
  } catch (const std::exception &e) {
    std::puts(e.what());
  }
  Report report;
  report.add(words);
  std::puts(report.Text.c_str());
  std::map<int, std::string> byLength;
  for (auto &word : words) {
    byLength[0] += word + ";" + word;
  //^ warning: 'word + ";" + word' builds a temporary string on every iteration: its operands are copied into it, only to be copied again; append the operands one by one
    // fix: byLength[0].append(word).append(";").append(word);
    // fix: byLength[0].append(word).append("+");
    byLength[0].append(word + "+");
  //^ warning: 'word + "+"' builds a temporary string on every iteration: its operands are copied into it, only to be copied again; append the operands one by one
    // fix:
  }
  std::puts(byLength[0].c_str());
}

// RUN: %check_fastidious string-concat-temporaries %s --std c++17,c++20 --run=fix
// Operands that read or change the string, by name or otherwise, and operands that throw.
#include <cstdio>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using Words = std::vector<std::string>;

static std::string plain(const Words &words) {
  std::string text;
  for (const std::string &word : words)
  // fix: for (const std::string &word : words) {
  // fix: text += word;
  // fix: text += ", ";
  // fix: }
    text += word + ", ";
  //^ warning: 'word + ", "' builds a temporary string on every iteration: its operands are copied into it, only to be copied again; append the operands one by one
    // fix:
  return text;
}

static std::string flat(const std::map<std::string, int> &fields) {
  std::string text;
  for (const auto &[key, value] : fields)
    if (value > 0)
    // fix: if (value > 0) {
    // fix: text += "<";
    // fix: text += key;
    // fix: text += "=";
    // fix: text += std::to_string(value);
    // fix: text += ">";
    // fix: }
    // fix: else {
    // fix: text += key;
    // fix: text += "!";
    // fix: }
      text += "<" + key + "=" + std::to_string(value) + ">";
    //^ warning: '"<" + key + "=" + std::to_string(value) + ">"' builds a temporary string on every iteration that gets here: its operands are put together in it, only to be copied again; append the operands one by one
      // fix:
    else
    // fix:
      text += key + "!";
    //^ warning: 'key + "!"' builds a temporary string on every iteration that gets here: its operands are copied into it, only to be copied again; append the operands one by one
      // fix:
  return text;
}

static std::string itself(const Words &words) {
  std::string text = ".";
  for (const std::string &word : words)
    if (text.size() < 100)
    // fix-notes: if (text.size() < 100) {
    // fix-notes: text += word;
    // fix-notes: text += text;
    // fix-notes: }
      text += word + text;
    //^ warning: 'word + text' builds a temporary string on every iteration that gets here: its operands are copied into it, only to be copied again; append the operands one by one
    //^ note: append the operands one by one
      // fix-notes:
  return text;
}

static std::string ownPart(const Words &words) {
  std::string text = "abc";
  for (const std::string &word : words)
  // fix-notes: for (const std::string &word : words) {
  // fix-notes: text += word;
  // fix-notes: text += text.back();
  // fix-notes: }
    text += word + text.back();
  //^ warning: 'word + text.back()' builds a temporary string on every iteration: its operands are copied into it, only to be copied again; append the operands one by one
  //^ note: append the operands one by one
    // fix-notes:
  return text;
}

static std::string ownSize(const Words &words) {
  std::string text;
  for (const std::string &word : words)
  // fix-notes: for (const std::string &word : words) {
  // fix-notes: text += word;
  // fix-notes: text += std::to_string(text.size());
  // fix-notes: }
    text += word + std::to_string(text.size());
  //^ warning: 'word + std::to_string(text.size())' builds a temporary string on every iteration: its operands are put together in it, only to be copied again; append the operands one by one
  //^ note: append the operands one by one
    // fix-notes:
  return text;
}

static std::string alias(const Words &words) {
  std::string text = "x";
  const std::string &same = text;
  for (const std::string &word : words)
    if (text.size() < 100)
    // fix-notes: if (text.size() < 100) {
    // fix-notes: text += word;
    // fix-notes: text += same;
    // fix-notes: }
      text += word + same;
    //^ warning: 'word + same' builds a temporary string on every iteration that gets here: its operands are copied into it, only to be copied again; append the operands one by one
    //^ note: append the operands one by one
      // fix-notes:
  return text;
}

static std::string characters(const Words &words) {
  std::string text = "0123456789";
  const char *begin = text.c_str();
  for (const std::string &word : words) {
    text.reserve(1000);
    begin = text.c_str();
    if (text.size() < 100)
    // fix-notes: if (text.size() < 100) {
    // fix-notes: text += word;
    // fix-notes: text += begin;
    // fix-notes: }
      text += word + begin;
    //^ warning: 'word + begin' builds a temporary string on every iteration that gets here: its operands are copied into it, only to be copied again; append the operands one by one
    //^ note: append the operands one by one
      // fix-notes:
  }
  return text;
}

static std::string changing(const Words &words) {
  std::string text;
  auto next = [&] {
    text += '*';
    return std::string("n");
  };
  for (const std::string &word : words)
  // fix-notes: for (const std::string &word : words) {
  // fix-notes: text += word;
  // fix-notes: text += next();
  // fix-notes: }
    text += word + next();
  //^ warning: 'word + next()' builds a temporary string on every iteration: its operands are put together in it, only to be copied again; append the operands one by one
  //^ note: append the operands one by one
    // fix-notes:
  return text;
}

static std::string checked(const std::string &word) {
  if (word == "bad")
    throw std::runtime_error("bad word");
  return word;
}

static std::string untilThrown(const Words &words) {
  std::string text;
  try {
    for (const std::string &word : words)
    // fix-notes: for (const std::string &word : words) {
    // fix-notes: text += "[";
    // fix-notes: text += checked(word);
    // fix-notes: }
      text += "[" + checked(word);
    //^ warning: '"[" + checked(word)' builds a temporary string on every iteration: its operands are put together in it, only to be copied again; append the operands one by one
    //^ note: append the operands one by one
      // fix-notes:
  } catch (const std::runtime_error &) {
    text += "caught";
  }
  return text;
}

struct Log {
  std::string text;
  std::string mark() {
    text += '#';
    return "m";
  }
  void add(const Words &words) {
    for (const std::string &word : words)
    // fix-notes: for (const std::string &word : words) {
    // fix-notes: text += word;
    // fix-notes: text += mark();
    // fix-notes: }
      text += word + mark();
    //^ warning: 'word + mark()' builds a temporary string on every iteration: its operands are put together in it, only to be copied again; append the operands one by one
    //^ note: append the operands one by one
      // fix-notes:
  }
  void addPlain(const Words &words) {
    for (const std::string &word : words)
    // fix: for (const std::string &word : words) {
    // fix: this->text += word;
    // fix: this->text += ';';
    // fix: this->text += word;
    // fix: }
      this->text += word + ';' + word;
    //^ warning: 'word + ';' + word' builds a temporary string on every iteration: its operands are copied into it, only to be copied again; append the operands one by one
      // fix:
  }
};

static std::string inOrder(int n) {
  std::string text;
  int i = 0;
  while (i < n) {
    text += std::to_string(i) + " squared is " + std::to_string(i * i);
  //^ warning: 'std::to_string(i) + " squared is " + std::to_string(i * i)' builds a temporary string on every iteration: its operands are put together in it, only to be copied again; append the operands one by one
    // fix: text += std::to_string(i);
    // fix: text += " squared is ";
    // fix: text += std::to_string(i * i);
    ++i;
  }
  return text;
}

static std::string numbers(const Words &words) {
  std::string text;
  for (const std::string &word : words)
  // fix: for (const std::string &word : words) {
  // fix: text += word;
  // fix: text += 'a';
  // fix: text += '1';
  // fix: }
    text += word + 'a' + '1';
  //^ warning: 'word + 'a' + '1'' builds a temporary string on every iteration: its operands are copied into it, only to be copied again; append the operands one by one
    // fix:
  return text;
}

int main() {
  const Words words = {"one", "two", "bad", "four", "a word that is not short at all"};
  const std::map<std::string, int> fields = {{"a", 1}, {"b", 0}, {"c", -3}};
  Log log;
  log.add(words);
  log.addPlain(words);
  std::printf("%s\n%s\n%s\n%s\n%s\n", plain(words).c_str(), flat(fields).c_str(),
              itself(words).c_str(), ownPart(words).c_str(), ownSize(words).c_str());
  std::printf("%s\n%s\n%s\n%s\n", alias(words).c_str(), characters(words).c_str(),
              changing(words).c_str(), untilThrown(words).c_str());
  std::printf("%s\n%s\n%s\n", log.text.c_str(), inOrder(7).c_str(), numbers(words).c_str());
}

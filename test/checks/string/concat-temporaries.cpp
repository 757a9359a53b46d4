// RUN: %check_fastidious string-concat-temporaries %s --std c++17,c++20
#include <map>
#include <string>
#include <vector>
std::string mk(int);
std::string bare(int) noexcept;
struct H {
  std::string m;
  std::map<int, std::string> mm;
  H *next;
  std::string name() const;
  void f(const std::vector<std::string> &v) {
    for (auto &x : v) {
      m += x + ",";
    //^ warning: 'x + ","' builds a temporary string on every iteration: its operands are copied into it, only to be copied again; append the operands one by one
      // fix: m += x;
      // fix: m += ",";
      // fix-notes: m += x;
      // fix-notes: m += ",";
      // fix-notes: mm[1].append(x).append(",");
      mm[1] += x + ",";
    //^ warning: 'x + ","' builds a temporary string on every iteration: its operands are copied into it, only to be copied again; append the operands one by one
    //^ note: append the operands one by one
      // fix-notes:
    }
  }
  void g(const std::vector<std::string> &v) {
    for (auto &x : v) {
      m.append(x + ",");
    //^ warning: 'x + ","' builds a temporary string on every iteration: its operands are copied into it, only to be copied again; append the operands one by one
      // fix: m += x;
      // fix: m += ",";
      // fix: this->m += "a";
      // fix: this->m += x;
      this->m.append("a" + x);
    //^ warning: '"a" + x' builds a temporary string on every iteration: its operands are copied into it, only to be copied again; append the operands one by one
      // fix:
    }
  }
};
void p1(std::string *code, const std::vector<std::string> &v) {
  for (auto &x : v) {
    *code += x + ",";
  //^ warning: 'x + ","' builds a temporary string on every iteration: its operands are copied into it, only to be copied again; append the operands one by one
  //^ note: append the operands one by one
    // fix-notes: *code += x;
    // fix-notes: *code += ",";
    // fix-notes: *code += x;
    // fix-notes: *code += "=";
    code->append(x + "=");
  //^ warning: 'x + "="' builds a temporary string on every iteration: its operands are copied into it, only to be copied again; append the operands one by one
  //^ note: append the operands one by one
    // fix-notes:
  }
}
void p2(std::string &code, const std::vector<std::string> &v) {
  for (auto &x : v)
  // fix-notes: for (auto &x : v) {
  // fix-notes: code += "a";
  // fix-notes: code += x;
  // fix-notes: code += ",";
  // fix-notes: }
    code += "a" + x + ",";
  //^ warning: '"a" + x + ","' builds a temporary string on every iteration: its operands are copied into it, only to be copied again; append the operands one by one
  //^ note: append the operands one by one
    // fix-notes:
}
std::string p3(int n) {
  std::string s;
  for (int i = 0; i < n; ++i)
  // fix: for (int i = 0; i < n; ++i) {
  // fix: s += std::to_string(i);
  // fix: s += ", and then comes ";
  // fix: }
    s += std::to_string(i) + ", and then comes ";
  //^ warning: 'std::to_string(i) + ", and then comes "' builds a temporary string on every iteration: its operands are put together in it, only to be copied again; append the operands one by one
    // fix:
  return s;
}
std::string p4(const std::vector<std::string> &v) {
  std::string s;
  for (auto &x : v)
  // fix-notes: for (auto &x : v) {
  // fix-notes: s += s.empty() ? "" : ",";
  // fix-notes: s += x;
  // fix-notes: }
    s += (s.empty() ? "" : ",") + x;
  //^ warning: '(s.empty() ? "" : ",") + x' builds a temporary string on every iteration: its operands are copied into it, only to be copied again; append the operands one by one
  //^ note: append the operands one by one
    // fix-notes:
  return s;
}
std::string p5(const std::vector<std::string> &v) {
  std::string s;
  for (auto &x : v) {
    s += std::string("-I") + x + ' ';
  //^ warning: 'std::string("-I") + x + ' '' builds a temporary string on every iteration: its operands are copied into it, only to be copied again; append the operands one by one
    // fix: s += "-I";
    // fix: s += x;
    // fix: s += ' ';
  }
  return s;
}
std::string p6(const std::vector<std::string> &v) {
  std::string s;
  for (auto &x : v) {
    s += mk(1) + x;
  //^ warning: 'mk(1) + x' builds a temporary string on every iteration: its operands are put together in it, only to be copied again; append the operands one by one
    // fix: s += mk(1);
    // fix: s += x;
    // fix: s += x;
    // fix: s += mk(1);
    // fix: s += x;
    s += x + mk(1) + x;
  //^ warning: 'x + mk(1) + x' builds a temporary string on every iteration: its operands are put together in it, only to be copied again; append the operands one by one
    // fix:
  }
  return s;
}
std::string p7(const std::vector<std::string> &v) {
  std::string s;
  try {
    for (auto &x : v) {
      s += x + mk(1);
    //^ warning: 'x + mk(1)' builds a temporary string on every iteration: its operands are put together in it, only to be copied again; append the operands one by one
    //^ note: append the operands one by one
      // fix-notes: s += x;
      // fix-notes: s += mk(1);
      // fix-notes: s += x;
      // fix-notes: s += bare(1);
      s += x + bare(1);
    //^ warning: 'x + bare(1)' builds a temporary string on every iteration: its operands are put together in it, only to be copied again; append the operands one by one
      // fix: s += x;
      // fix: s += bare(1);
      // fix-notes:
    }
  } catch (...) {
  }
  return s;
}
void p8(std::vector<H> &hs) {
  for (auto &h : hs)
  // fix-notes: for (auto &h : hs) {
  // fix-notes: h.m += h.name();
  // fix-notes: h.m += ", and then comes ";
  // fix-notes: }
  // fix-notes: for (H *h = &hs[0]; h; h = h->next) {
  // fix-notes: h->m += h->name();
  // fix-notes: h->m += "x and many more x";
  // fix-notes: }
  // fix-notes: for (auto it = hs.begin(); it != hs.end(); ++it) {
  // fix-notes: it->m += it->name();
  // fix-notes: it->m += "x and many more x";
  // fix-notes: }
    h.m += h.name() + ", and then comes ";
  //^ warning: 'h.name() + ", and then comes "' builds a temporary string on every iteration: its operands are put together in it, only to be copied again; append the operands one by one
  //^ note: append the operands one by one
    // fix-notes:
  for (H *h = &hs[0]; h; h = h->next)
  // fix-notes:
    h->m += h->name() + "x and many more x";
  //^ warning: 'h->name() + "x and many more x"' builds a temporary string on every iteration: its operands are put together in it, only to be copied again; append the operands one by one
  //^ note: append the operands one by one
    // fix-notes:
  for (auto it = hs.begin(); it != hs.end(); ++it)
  // fix-notes:
    it->m += it->name() + "x and many more x";
  //^ warning: 'it->name() + "x and many more x"' builds a temporary string on every iteration: its operands are put together in it, only to be copied again; append the operands one by one
  //^ note: append the operands one by one
    // fix-notes:
}
void p9(std::vector<std::string> &lines, const std::vector<std::string> &v) {
  for (auto &x : v)
  // fix-notes: for (auto &x : v) {
  // fix-notes: lines.back() += " ";
  // fix-notes: lines.back() += x;
  // fix-notes: }
    lines.back() += " " + x;
  //^ warning: '" " + x' builds a temporary string on every iteration: its operands are copied into it, only to be copied again; append the operands one by one
  //^ note: append the operands one by one
    // fix-notes:
  for (auto &x : v) {
    if (x.empty())
      lines.push_back(x);
    else
    // fix-notes: else {
    // fix-notes: lines.back() += " ";
    // fix-notes: lines.back() += x;
    // fix-notes: }
      lines.back() += " " + x;
    //^ warning: '" " + x' builds a temporary string on every iteration that gets here: its operands are copied into it, only to be copied again; append the operands one by one
    //^ note: append the operands one by one
      // fix-notes:
  }
}
void p10(std::map<std::string, std::string> &m) {
  std::string s;
  for (auto &[k, v] : m) {
    s += k + "=" + v;
  //^ warning: 'k + "=" + v' builds a temporary string on every iteration: its operands are copied into it, only to be copied again; append the operands one by one
    // fix: s += k;
    // fix: s += "=";
    // fix: s += v;
    // fix: v += k;
    // fix: v += "x";
    v += k + "x";
  //^ warning: 'k + "x"' builds a temporary string on every iteration: its operands are copied into it, only to be copied again; append the operands one by one
    // fix:
  }
}
std::string p11(int n) {
  std::string s;
  while (n--) {
    std::string t;
    for (int i = 0; i < n; ++i) {
      t += mk(i) + ", and then comes ";
    //^ warning: 'mk(i) + ", and then comes "' builds a temporary string on every iteration: its operands are put together in it, only to be copied again; append the operands one by one
      // fix: t += mk(i);
      // fix: t += ", and then comes ";
    }
    s += t;
  }
  return s;
}
template <class T> std::string p12(const std::vector<T> &v) {
  std::string s;
  for (auto &x : v) {
    s += std::to_string(x) + ",";
    s += std::to_string(x) + ", and then comes the next: ";
  //^ warning: 'std::to_string(x) + ", and then comes the next: "' builds a temporary string on every iteration: its operands are put together in it, only to be copied again; append the operands one by one
    s += s.size() > 1 ? "" : ",";
  }
  return s;
}
std::string p13(int n, const std::string &a, std::string b) {
  std::string s;
  for (int i = 0; i < n; ++i)
  // fix: for (int i = 0; i < n; ++i) {
  // fix: s += a;
  // fix: s += "x";
  // fix: s += b;
  // fix: s += "y";
  // fix: }
    s += (a + "x") + (b + "y");
  //^ warning: '(a + "x") + (b + "y")' builds a temporary string on every iteration: its operands are copied into it, only to be copied again; append the operands one by one
    // fix:
  return s;
}
void toEach(std::vector<std::string> &lines, const std::string &end) {
  for (auto it = lines.begin(); it != lines.end(); ++it)
  // fix-notes: for (auto it = lines.begin(); it != lines.end(); ++it) {
  // fix-notes: *it += "; ";
  // fix-notes: *it += end;
  // fix-notes: }
    it->append("; " + end);
  //^ warning: '"; " + end' builds a temporary string on every iteration
  //^ note: append the operands one by one
    // fix-notes:
}

// To take the last separator away leaves what has been built.
std::string trimmed(const std::vector<std::string> &v, int kind) {
  std::string s;
  for (const std::string &x : v) {
    if (kind == 1)
      s.resize(s.size() - 2);
    if (kind == 2)
      s.erase(s.length() - 1);
    if (kind == 3)
      s.erase(s.find('x'), 1);
    s += "'" + x + "', ";
  //^ warning: '"'" + x + "', "' builds a temporary string
    // fix: s += "'";
    // fix: s += x;
    // fix: s += "', ";
    s.erase(s.size() - 1);
  }
  return s;
}
void show(const std::string &);
std::string emptied(const std::vector<std::string> &v) {
  std::string s;
  for (const std::string &x : v) {
    s += "'" + x + "', ";
    show(s);
    s.resize(0);
  }
  return s;
}

// A part of another string needs no string of its own.
std::string parts(const std::vector<std::string> &v) {
  std::string s;
  for (const std::string &x : v) {
    s += x.substr(1) /* the rest */ + ",";
  //^ warning: builds a temporary string
  }
  return s;
}

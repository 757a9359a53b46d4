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
      mm[1] += x + ",";
    }
  }
  void g(const std::vector<std::string> &v) {
    for (auto &x : v) {
      m.append(x + ",");
      this->m.append("a" + x);
    }
  }
};
void p1(std::string *code, const std::vector<std::string> &v) {
  for (auto &x : v) {
    *code += x + ",";
    code->append(x + "=");
  }
}
void p2(std::string &code, const std::vector<std::string> &v) {
  for (auto &x : v)
    code += "a" + x + ",";
}
std::string p3(int n) {
  std::string s;
  for (int i = 0; i < n; ++i)
    s += std::to_string(i) + " ";
  return s;
}
std::string p4(const std::vector<std::string> &v) {
  std::string s;
  for (auto &x : v)
    s += (s.empty() ? "" : ",") + x;
  return s;
}
std::string p5(const std::vector<std::string> &v) {
  std::string s;
  for (auto &x : v) {
    s += std::string("-I") + x + ' ';
  }
  return s;
}
std::string p6(const std::vector<std::string> &v) {
  std::string s;
  for (auto &x : v) {
    s += mk(1) + x;
    s += x + mk(1) + x;
  }
  return s;
}
std::string p7(const std::vector<std::string> &v) {
  std::string s;
  try {
    for (auto &x : v) {
      s += x + mk(1);
      s += x + bare(1);
    }
  } catch (...) {
  }
  return s;
}
void p8(std::vector<H> &hs) {
  for (auto &h : hs)
    h.m += h.name() + ",";
  for (H *h = &hs[0]; h; h = h->next)
    h->m += h->name() + "x";
  for (auto it = hs.begin(); it != hs.end(); ++it)
    it->m += it->name() + "x";
}
void p9(std::vector<std::string> &lines, const std::vector<std::string> &v) {
  for (auto &x : v)
    lines.back() += " " + x;
  for (auto &x : v) {
    if (x.empty())
      lines.push_back(x);
    else
      lines.back() += " " + x;
  }
}
void p10(std::map<std::string, std::string> &m) {
  std::string s;
  for (auto &[k, v] : m) {
    s += k + "=" + v;
    v += k + "x";
  }
}
std::string p11(int n) {
  std::string s;
  while (n--) {
    std::string t;
    for (int i = 0; i < n; ++i) {
      t += mk(i) + ",";
    }
    s += t;
  }
  return s;
}
template <class T> std::string p12(const std::vector<T> &v) {
  std::string s;
  for (auto &x : v) {
    s += std::to_string(x) + ",";
    s += s.size() > 1 ? "" : ",";
  }
  return s;
}
std::string p13(int n, const std::string &a, std::string b) {
  std::string s;
  for (int i = 0; i < n; ++i)
    s += (a + "x") + (b + "y");
  return s;
}

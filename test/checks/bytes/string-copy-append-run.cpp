// RUN: %check_fastidious bytes-string-copy %s --std c++11,c++14,c++17,c++20 --run
// Copies that are only appended to another string.
#include <iostream>
#include <string>
#include <vector>
#if __cplusplus >= 201703L
#include <string_view>
#endif

static std::string afterSpaces(const std::string &text) {
  std::string result = ">";
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = text.find(' ', at);
    if (end == std::string::npos) {
      result += text.substr(at);
      //        ^ warning: 'text.substr(at)' copies the bytes only to append them: the temporary string needs memory, unless it is short, and its characters are copied again; use 'result.append(text, at{{.*}})'
      // fix(c++11): result.append(text, at, std::string::npos);
      // fix(c++14+): result.append(text, at);
      break;
    }
    result.append(text.substr(at, end - at));
    //            ^ warning: 'text.substr(at, end - at)' copies the bytes only to append them: the temporary string needs memory, unless it is short, and its characters are copied again; use 'result.append(text, at, end - at)'
    // fix: result.append(text, at, end - at);
    result += '-';
    at = end + 1;
  }
  return result;
}

static void through(std::string *out, const std::string *in, const char *p, std::size_t n,
                    const std::vector<unsigned char> &bytes) {
  *out += in->substr(1, n);
  //      ^ warning: use 'out->append(*in, 1, n)'
  // fix: out->append(*in, 1, n);
  (*out) += std::string(p, n);
  //        ^ warning: use 'out->append(p, n)'
  // fix: out->append(p, n);
  out->append(std::string(p, p + n));
  //          ^ warning: use 'out->append(p, p + n)'
  // fix: out->append(p, p + n);
  *out += std::string(bytes.begin(), bytes.end());
  //      ^ warning: use 'out->append(reinterpret_cast<const char *>(bytes.data()), bytes.size())'
  // fix: out->append(reinterpret_cast<const char *>(bytes.data()), bytes.size());
  *out += std::string(*in);
  //      ^ warning: append '*in' itself
  // fix: *out += *in;
}

// What it appends to may be what it copies from.
static std::string twice(std::string text) {
  text += text.substr(1);
  //      ^ warning: use 'text.append(text, 1{{.*}})'
  // fix(c++11): text.append(text, 1, std::string::npos);
  // fix(c++14+): text.append(text, 1);
  text += std::string(text.data(), text.size());
  //      ^ warning: append 'text' itself
  // fix: text += text;
  return text;
}

// A view class, of which its names tell what its members are.
class Slice {
  const char *Data;
  std::size_t Size;

public:
  explicit Slice(const std::string &text) : Data(text.data()), Size(text.size()) {}
  const char *data() const { return Data; }
  std::size_t size() const { return Size; }
  std::string ToString() const { return std::string(Data, Size); }
};
static Slice make(const std::string &text) { return Slice(text); }
static std::string joined(const Slice &slice, const std::string &text) {
  std::string all;
  all.append(slice.ToString());
  //         ^ warning: use 'all.append(slice.data(), slice.size())'
  //         ^ note: use 'all.append(slice.data(), slice.size())'
  // fix-notes: all.append(slice.data(), slice.size());
  all += make(text).ToString();
  //     ^ warning: append them from where they are, by pointer and length
  const Slice *pointer = &slice;
  all += pointer->ToString();
  //     ^ warning: use 'all.append(pointer->data(), pointer->size())'
  //     ^ note: use 'all.append(pointer->data(), pointer->size())'
  // fix-notes: all.append(pointer->data(), pointer->size());
  return all;
}

// A class is known to have the bytes by what its conversion does.
class Name {
  std::string Text;

public:
  explicit Name(const std::string &text) : Text(text) {}
  const char *c_str() const { return Text.c_str(); }
  std::size_t size() const { return Text.size(); }
  std::string str() const { return std::string(c_str(), size()); }
  std::string quoted() const { return '"' + std::string(c_str(), size()) + '"'; }
};
static bool isSame(const Name &name, const std::string &text, std::string *all) {
  *all += name.str();
  //      ^ warning: append them from where they are, by pointer and length
  *all += name.quoted();
  return name.str() == text;
  //     ^ warning: 'name.str()' copies the bytes only to compare them
}

// A string of the class itself.
struct Line : std::string {
  Line &add(const std::string &text) {
    append(text.substr(1, size() + 1));
    //     ^ warning: use 'append(text, 1, size() + 1)'
    // fix: append(text, 1, size() + 1);
    *this += text.substr(2, 30);
    //       ^ warning: use 'this->append(text, 2, 30)'
    // fix: this->append(text, 2, 30);
    return *this;
  }
};

// Left alone: a few characters, changed text, another type, more than one use.
static std::string kept(const std::string &text, std::string out) {
  out += text.substr(0, 2);
  out += text;
  out.append(text, 1, 3);
  std::wstring wide;
  wide += std::wstring(3, L'x');
  std::string part = text.substr(1) + "x";
  out += part;
  return out + text.substr(1);
}

int main() {
  const std::string text = "all that is long enough to need some memory";
  const std::vector<unsigned char> bytes = {'a', 'b', 0xe4};
  std::string out = "out";
  through(&out, &text, text.c_str(), 20, bytes);
  std::cout << afterSpaces(text) << out << twice(text) << joined(Slice(text), text)
            << isSame(Name(text), text, &out) << kept(text, out) << Line().add(text) << '\n';
#if __cplusplus >= 201703L
  std::string_view view = text;
  out += std::string(view);
  //     ^ warning(c++17+): append 'view' itself
  // fix(c++17+): out += view;
  out.append(std::string{view});
  //         ^ warning(c++17+): append 'view' itself
  // fix(c++17+): out.append(view);
  std::cout << out << '\n';
#endif
}

// RUN: %check_fastidious bytes-string-copy %s --std c++17
// What an alias of the user's stands for may be another type in another build.
#include <map>
#include <string>
#include <string_view>

#ifdef WIDE
typedef std::wstring string_type;
#else
typedef std::string string_type;
#endif

bool isOperator(const char *formula, int at, int length, std::string_view sign) {
  return string_type(formula + at, static_cast<std::size_t>(length)) == sign;
  //     ^ warning: 'string_type(formula + at, static_cast<std::size_t>(length))' copies the bytes only to have them read
  //     ^ note: use a view
  // fix-notes: return std::string_view(formula + at, static_cast<std::size_t>(length)) == sign;
}
bool isSign(const char *formula, int at, int length, std::string_view sign) {
  return std::string(formula + at, static_cast<std::size_t>(length)) == sign;
  //     ^ warning: 'std::string(formula + at, static_cast<std::size_t>(length))' copies the bytes only to have them read
  // fix: return std::string_view(formula + at, static_cast<std::size_t>(length)) == sign;
}

bool isName(const wchar_t *text, std::size_t length, const std::wstring &name) {
  std::wstring copy(text, length);
  //           ^ warning: read them through 'std::wstring_view'
  // fix: const std::wstring_view copy(text, length);
  return copy == name;
}

// absl::StrCat and absl::StrAppend for what converts to a view.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace absl {
inline namespace lts_20220623 {

class AlphaNum {
public:
  AlphaNum(int n) : digits_(std::to_string(n)) {}
  AlphaNum(const char *s) : digits_(s) {}
  AlphaNum(std::string_view s) : digits_(s) {}
  AlphaNum(const std::string &s) : digits_(s) {}
  std::string_view Piece() const { return digits_; }

private:
  std::string digits_;
};

inline std::string StrCat(const AlphaNum &a, const AlphaNum &b) {
  return std::string(a.Piece()).append(b.Piece());
}
inline std::string StrCat(const AlphaNum &a, const AlphaNum &b, const AlphaNum &c) {
  return StrCat(a, b).append(c.Piece());
}
inline void StrAppend(std::string *dest, const AlphaNum &a) {
  dest->append(a.Piece());
}
inline void StrAppend(std::string *dest, const AlphaNum &a, const AlphaNum &b) {
  dest->append(a.Piece()).append(b.Piece());
}

} // namespace lts_20220623
} // namespace absl

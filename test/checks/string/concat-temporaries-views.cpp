// RUN: %check_fastidious string-concat-temporaries %s --std c++17,c++20
// Strings that are made of views only to be appended: as they are where strings take them, else by
// pointer and length.
#include <string>
#include <string_view>
#include <vector>

struct Slice {
  const char *data() const;
  std::size_t size() const;
  std::string ToString() const;
};
struct Cursor {
  Slice key() const;
};

std::string views(const std::vector<std::string_view> &texts, const std::vector<Slice> &slices,
                  const std::vector<const Slice *> &pointers, Cursor *cursor) {
  std::string out;
  for (std::string_view text : texts)
    out += std::string(text);
  //^ warning: 'std::string(text)' builds a temporary string on every iteration: its characters are copied into it, only to be copied again; give 'append' the characters themselves
    // fix: out += text;
  for (const Slice &slice : slices) {
    out.append(slice.ToString());
  //^ warning: 'slice.ToString()' builds a temporary string
    // fix: out.append(slice.data(), slice.size());
    out += cursor->key().ToString();
  //^ warning: 'cursor->key().ToString()' builds a temporary string
  }
  for (const Slice *slice : pointers)
    out += slice->ToString();
  //^ warning: 'slice->ToString()' builds a temporary string
    // fix: out.append(slice->data(), slice->size());
  return out;
}

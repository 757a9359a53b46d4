// RUN: %check_fastidious container-append-without-reserve %s
#include <cstddef>
#include <string>
#include <vector>

#define COUNT_OF(ARRAY) (sizeof(ARRAY) / sizeof((ARRAY)[0]))

int limit();
static const int kinds[] = {1, 2, 3, 4, 5};
static constexpr int Size = 1000;

// A constant needs no cast: no compiler warns of its conversion.
std::vector<int> constants() {
  std::vector<int> v;
  for (int i = 0; i < Size; ++i)
  // fix: v.reserve(Size);
  // fix: for (int i = 0; i < Size; ++i)
    v.push_back(i);
  //^ warning: 'v' grows by reallocation while the loop appends 1000 elements
  return v;
}

std::vector<int> offset() {
  const int extra = 10;
  std::vector<int> v;
  for (int i = 0; i < extra + 7; ++i)
  // fix: v.reserve(extra + 7);
  // fix: for (int i = 0; i < extra + 7; ++i)
    v.push_back(i);
  //^ warning: 'v' grows by reallocation while the loop appends 17 elements
  return v;
}

std::vector<int> variable() {
  int count = 10;
  std::vector<int> v;
  for (int i = 0; i < count; ++i)
  // fix: v.reserve(static_cast<std::size_t>(count));
  // fix: for (int i = 0; i < count; ++i)
    v.push_back(i);
  //^ warning: 'v' grows by reallocation while the loop appends 10 elements
  return v;
}

// The first 15 characters of a string need no memory.
std::string bar(double progress) {
  std::string line;
  for (int i = 0; i < 100; ++i)
  // fix: line.reserve(100);
  // fix: for (int i = 0; i < 100; ++i)
    line.push_back(i < progress * 100 ? '=' : ' ');
  //^ warning: 'line' grows by reallocation while the loop appends 100 characters: about 3 reallocations and 105 extra moves
  return line;
}

// What a macro's body holds has no spelling here, but may have a value.
std::vector<int> counted() {
  std::vector<int> v;
  for (std::size_t i = 0; i < COUNT_OF(kinds); ++i)
    for (std::size_t j = 0; j < COUNT_OF(kinds); ++j)
      v.push_back(kinds[i] * kinds[j]);
    //^ warning: 'v' grows by reallocation while the loop appends 25 elements: about 5 reallocations and 31 extra moves; call 'v.reserve(5 * 5)' before the loop
  return v;
}

std::vector<float> table() {
  std::vector<float> v;
  for (int base = 0; base < 13; ++base)
  // fix: v.reserve(13 * 247 * 2);
  // fix: for (int base = 0; base < 13; ++base)
    for (int power = -123; power <= 123; ++power)
      for (int sign : {1, -1})
        v.push_back(static_cast<float>(base * power * sign));
      //^ warning: 'v' grows by reallocation while the loop appends 6422 elements
  return v;
}

// Bits grow by whole words.
std::vector<bool> bits(unsigned value, int n) {
  std::vector<bool> word, all;
  for (int i = 0; i < 32; ++i)
    word.push_back((value & (1u << i)) != 0);
  for (int i = 0; i < n; ++i)
    all.push_back(word[0]);
  return all;
}

// One may have come, or not.
std::vector<int> oneOrMore(int n) {
  std::vector<int> some, all;
  some.push_back(n);
  if (n > 9)
    some.push_back(n / 9);
  for (int x : some)
  // fix: all.reserve(some.size());
  // fix: for (int x : some)
    all.push_back(x + 1);
  //^ warning: the loop appends 'some.size()' elements
  return all;
}

// What the condition said no longer holds.
std::vector<int> multiplied(int n) {
  std::vector<int> all;
  if (n < 3) {
    n *= 9;
    while (n > 0) {
    // fix: if (n > 0)
    // fix: all.reserve(static_cast<std::size_t>(n));
    // fix: while (n > 0) {
      all.push_back(n);
    //^ warning: the loop appends 'n' elements
      --n;
    }
  }
  return all;
}

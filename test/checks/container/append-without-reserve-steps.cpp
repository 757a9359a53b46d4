// RUN: %check_fastidious container-append-without-reserve %s --run
// Iterators that functions step, and bounds that are multiples of the step.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <list>
#include <string>
#include <vector>

std::vector<int> all(const std::vector<int> &in) {
  std::vector<int> out;
  for (auto it = in.begin(); it != in.end(); it = std::next(it))
  // fix: out.reserve(in.size());
  // fix: for (auto it = in.begin(); it != in.end(); it = std::next(it))
    out.push_back(*it);
  //^ warning: 'out' grows by reallocation while the loop appends 'in.size()' elements: about log2(n) reallocations and n extra moves; call 'out.reserve(in.size())' before the loop
  return out;
}

std::vector<int> backwards(const std::vector<int> &in) {
  std::vector<int> out;
  auto it = in.end();
  while (it != in.begin()) {
  // fix: out.reserve(in.size());
  // fix: while (it != in.begin()) {
    it = std::prev(it);
    out.push_back(*it);
  //^ warning: 'out' grows by reallocation while the loop appends 'in.size()' elements: about log2(n) reallocations and n extra moves; call 'out.reserve(in.size())' before the loop
  }
  return out;
}

// A quotient is a factor as a whole; a star is none.
std::vector<unsigned> threeOfFour(unsigned n) {
  std::vector<unsigned> out;
  for (unsigned i = 0; i < n/4; ++i) {
  // fix: out.reserve(3 * (n/4));
  // fix: for (unsigned i = 0; i < n/4; ++i) {
    out.push_back(i);
  //^ warning: call 'out.reserve(3 * (n/4))' before the loop
    out.push_back(i + 1);
    out.push_back(i + 2);
  }
  return out;
}

std::vector<int> pointedTo(const int *n) {
  std::vector<int> out;
  for (int i = 0; i < *n; ++i) {
  // fix: if (*n > 0)
  // fix: out.reserve(2 * static_cast<std::size_t>(*n));
  // fix: for (int i = 0; i < *n; ++i) {
    out.push_back(i);
  //^ warning: call 'out.reserve(2 * *n)' before the loop
    out.push_back(i);
  }
  return out;
}

// From `first` to `first + n`.
std::vector<int> part(const std::vector<int> &in, std::size_t first, std::size_t n) {
  std::vector<int> out;
  for (std::size_t i = first; i < first + n; ++i)
  // fix: out.reserve(n);
  // fix: for (std::size_t i = first; i < first + n; ++i)
    out.push_back(in[i]);
  //^ warning: call 'out.reserve(n)' before the loop
  return out;
}

std::vector<int> signedPart(const int *in, int first, int n) {
  std::vector<int> out;
  for (int i = first + 1; i <= first + n; ++i)
  // fix: if (n > 0)
  // fix: out.reserve(static_cast<std::size_t>(n));
  // fix: for (int i = first + 1; i <= first + n; ++i)
    out.push_back(in[i]);
  //^ warning: call 'out.reserve(n)' before the loop
  return out;
}

// For an n that is too large the loop does nothing, and reserve() would throw.
std::vector<int> castPart(const int *in, int first, unsigned n) {
  std::vector<int> out;
  for (int i = first; i < (int)(n + first); i += 2)
  // fix-notes: out.reserve((n + 1) / 2);
  // fix-notes: for (int i = first; i < (int)(n + first); i += 2)
    out.push_back(in[i]);
  //^ warning: call 'out.reserve((n + 1) / 2)' before the loop
  //^ note: reserve before the loop
  return out;
}

// An unsigned difference may wrap, but then it does so for the loop, too; not so once it is signed.
std::vector<int> between(const std::vector<int> &in, std::size_t first, std::size_t last) {
  std::vector<int> out;
  for (std::size_t i = 0; i < last - first; ++i)
  // fix: out.reserve(last - first);
  // fix: for (std::size_t i = 0; i < last - first; ++i)
    out.push_back(in[first + i]);
  //^ warning: call 'out.reserve(last - first)' before the loop
  return out;
}

std::vector<int> signedBetween(const std::vector<int> &in, std::size_t first, std::size_t last) {
  std::vector<int> out;
  for (int i = 0; i < static_cast<int>(last - first); ++i)
  // fix-notes: if ((last - first) > 0)
  // fix-notes: out.reserve(last - first);
  // fix-notes: for (int i = 0; i < static_cast<int>(last - first); ++i)
    out.push_back(in[static_cast<std::size_t>(i)]);
  //^ warning: call 'out.reserve(last - first)' before the loop
  //^ note: reserve before the loop
  return out;
}

// From where the counter is up to a constant: it may be there already.
std::vector<int> upToNone(const std::vector<int> &in) {
  std::vector<int> out;
  int i = static_cast<int>(in.size()) - 3;
  while (i <= 0) {
  // fix: if (i < 1)
  // fix: out.reserve(static_cast<std::size_t>(1 - i));
  // fix: while (i <= 0) {
    out.push_back(i);
  //^ warning: call 'out.reserve(1 - i)' before the loop
    ++i;
  }
  return out;
}

// A signed number below zero is a large unsigned one.
std::vector<int> betweenSigns(int last, unsigned first) {
  std::vector<int> out;
  for (long i = first; i < last; ++i)
  // fix-notes: if (last > 0 && static_cast<unsigned int>(last) > first)
  // fix-notes: out.reserve(static_cast<std::size_t>(last) - first);
  // fix-notes: for (long i = first; i < last; ++i)
    out.push_back(static_cast<int>(i));
  //^ warning: call 'out.reserve(last - first)' before the loop
  //^ note: reserve before the loop
  return out;
}

std::vector<int> everySecond(const std::vector<int> &in) {
  std::vector<int> out;
  for (auto it = in.cbegin(); it < in.cend(); it = std::next(it, 2))
  // fix: out.reserve((in.size() + 1) / 2);
  // fix: for (auto it = in.cbegin(); it < in.cend(); it = std::next(it, 2))
    out.push_back(*it);
  //^ warning: 'out' grows by reallocation while the loop appends '(in.size() + 1) / 2' elements: about log2(n) reallocations and n extra moves; call 'out.reserve((in.size() + 1) / 2)' before the loop
  return out;
}

std::vector<int> ofList(const std::list<int> &in) {
  std::vector<int> out;
  for (auto it = in.begin(); it != in.end(); std::advance(it, 1))
  // fix: out.reserve(in.size());
  // fix: for (auto it = in.begin(); it != in.end(); std::advance(it, 1))
    out.push_back(*it);
  //^ warning: 'out' grows by reallocation while the loop appends 'in.size()' elements: about log2(n) reallocations and n extra moves; call 'out.reserve(in.size())' before the loop
  return out;
}

std::vector<int> steps(int n) {
  std::vector<int> out;
  for (int i = 0; i < n * 5; i += 5)
  // fix: if (n > 0)
  // fix: out.reserve(static_cast<std::size_t>(n));
  // fix: for (int i = 0; i < n * 5; i += 5)
    out.push_back(i);
  //^ warning: 'out' grows by reallocation while the loop appends 'n' elements: about log2(n) reallocations and n extra moves; call 'out.reserve(n)' before the loop
  return out;
}

std::vector<std::size_t> unsignedSteps(std::size_t n) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < 5 * n; i += 5)
  // fix: out.reserve(n);
  // fix: for (std::size_t i = 0; i < 5 * n; i += 5)
    out.push_back(i);
  //^ warning: 'out' grows by reallocation while the loop appends 'n' elements: about log2(n) reallocations and n extra moves; call 'out.reserve(n)' before the loop
  return out;
}

std::vector<std::size_t> otherFactor(std::size_t n) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < 4 * n; i += 5)
  // fix: out.reserve(((4 * n) + 4) / 5);
  // fix: for (std::size_t i = 0; i < 4 * n; i += 5)
    out.push_back(i);
  //^ warning: 'out' grows by reallocation while the loop appends '((4 * n) + 4) / 5' elements: about log2(n) reallocations and n extra moves; call 'out.reserve(((4 * n) + 4) / 5)' before the loop
  return out;
}

std::vector<std::size_t> ofSize(const std::vector<int> &in) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i != in.size() * 3; i += 3)
  // fix: out.reserve(in.size());
  // fix: for (std::size_t i = 0; i != in.size() * 3; i += 3)
    out.push_back(i);
  //^ warning: 'out' grows by reallocation while the loop appends 'in.size()' elements: about log2(n) reallocations and n extra moves; call 'out.reserve(in.size())' before the loop
  return out;
}

// The step is not known.
std::vector<int> bySome(const std::vector<int> &in, int k) {
  std::vector<int> out;
  for (auto it = in.begin(); it < in.end(); it = std::next(it, k))
    out.push_back(*it);
  return out;
}

// A step that is no constant: the count is for the message, for a step of zero would divide by it.
std::vector<long> dense(long start, long limit, int step) {
  std::vector<long> out;
  for (long i = start; i <= limit; i += step)
    out.push_back(i);
  //^ warning: 'out' grows by reallocation while the loop appends '(limit - start) / step + 1' elements: about log2(n) reallocations and n extra moves; call 'out.reserve((limit - start) / step + 1)' before the loop
  return out;
}

std::vector<int> upTo(int limit, int step) {
  std::vector<int> out;
  for (int i = 0; i < limit; i += step)
    out.push_back(i);
  //^ warning: 'out' grows by reallocation while the loop appends '(limit + step - 1) / step' elements: about log2(n) reallocations and n extra moves; call 'out.reserve((limit + step - 1) / step)' before the loop
  return out;
}

std::vector<int> growing(int limit, int step) {
  std::vector<int> out;
  for (int i = 0; i < limit; i += step) {
    out.push_back(i);
    step *= 2;
  }
  return out;
}

std::vector<int> doubling(int limit) {
  std::vector<int> out;
  for (int i = 1; i < limit; i += i)
    out.push_back(i);
  return out;
}

std::vector<int> skipping(int limit, int step) {
  std::vector<int> out;
  for (int i = 0; i < limit; i += step) {
    out.push_back(i);
    if (i == 7)
      ++i;
  }
  return out;
}

std::vector<double> fractions(double limit, double step) {
  std::vector<double> out;
  for (double i = 0; i < limit; i += step)
    out.push_back(i);
  return out;
}

int main() {
  std::vector<int> in{1, 2, 3, 4, 5, 6};
  std::list<int> list(in.begin(), in.end());
  std::size_t sum = all(in).size() + backwards(in).size() + everySecond(in).size() +
                    ofList(list).size() + steps(3).size() + unsignedSteps(3).size() +
                    otherFactor(3).size() + ofSize(in).size() + bySome(in, 2).size();
  return static_cast<int>(sum) - 42;
}

// What bounds the count leaves room for many, or is over when the loop begins.
static int next() { return 'x'; }
std::string longTitle(unsigned n) {
  if (n > 16)
    return "";
  std::string name;
  for (unsigned i = 0; i < n; ++i)
  // fix: name.reserve(n);
  // fix: for (unsigned i = 0; i < n; ++i)
    name += static_cast<char>(next());
  //^ warning: 'name' grows by reallocation while the loop appends 'n' characters
  return name;
}
std::string otherTitle(unsigned n) {
  std::string name;
  if (n < 9) {
    n = static_cast<unsigned>(next());
    for (unsigned i = 0; i < n; ++i)
    // fix: name.reserve(n);
    // fix: for (unsigned i = 0; i < n; ++i)
      name += static_cast<char>(next());
    //^ warning: 'name' grows by reallocation while the loop appends 'n' characters
  }
  return name;
}

// What the conditions around the loop say needs no guard.
std::vector<int> guardedAlready(int n) {
  std::vector<int> v;
  if (n < 2)
    return v;
  v.push_back(0);
  for (int i = 1; i < n; ++i)
  // fix: v.reserve(v.size() + static_cast<std::size_t>(n) - 1);
  // fix: for (int i = 1; i < n; ++i)
    v.push_back(next());
  //^ warning: 'v' grows by reallocation while the loop appends 'n - 1' elements
  return v;
}
std::vector<int> guardedByMore(int n) {
  std::vector<int> v;
  if (next() && n > 3)
  // fix: if (next() && n > 3) {
    for (int i = 0; i < n; ++i)
    // fix: v.reserve(static_cast<std::size_t>(n));
    // fix: for (int i = 0; i < n; ++i)
      v.push_back(next());
    //^ warning: 'v' grows by reallocation while the loop appends 'n' elements
      // fix: v.push_back(next());
      // fix: }
  return v;
}

// What a class of the user's calls its length may be -1.
struct Entry {
  long length() const { return end - begin; }
  long begin = 0, end = -1;
};
std::string textOf(const Entry &entry) {
  std::string text;
  for (long i = 0; i < entry.length(); ++i)
  // fix: if (entry.length() > 0)
  // fix: text.reserve(static_cast<std::size_t>(entry.length()));
  // fix: for (long i = 0; i < entry.length(); ++i)
    text += static_cast<char>(next());
  //^ warning: 'text' grows by reallocation while the loop appends 'entry.length()' characters
  return text;
}

// Constants are multiplied first, and numbers of 16 bits in a type that has room for the product.
std::vector<int> cube(int w) {
  std::vector<int> out;
  for (int i = 0; i < 108; ++i)
  // fix: if (w > 0)
  // fix: out.reserve(108 * 15 * static_cast<std::size_t>(w));
  // fix: for (int i = 0; i < 108; ++i)
    for (int j = 0; j < 15; ++j)
      for (int k = 0; k < w; ++k)
        out.push_back(i * j * k);
      //^ warning: call 'out.reserve(108 * 15 * w)' before the loop
  return out;
}
std::vector<int> area(std::uint16_t w, std::uint16_t h) {
  std::vector<int> out;
  for (int i = 0; i < w; ++i)
  // fix: out.reserve(w * static_cast<std::size_t>(h));
  // fix: for (int i = 0; i < w; ++i)
    for (int k = 0; k < h; ++k)
      out.push_back(i * k);
    //^ warning: call 'out.reserve(w * h)' before the loop
  return out;
}
std::vector<int> rows(std::uint16_t w) {
  std::vector<int> out;
  for (int i = 0; i < 108; ++i)
  // fix: out.reserve(108 * w);
  // fix: for (int i = 0; i < 108; ++i)
    for (int k = 0; k < w; ++k)
      out.push_back(i * k);
    //^ warning: call 'out.reserve(108 * w)' before the loop
  return out;
}

// One call can append all, too.
std::vector<long> copied(const std::vector<int> &in) {
  std::vector<long> out;
  std::copy(in.begin(), in.end(), std::back_inserter(out));
  // fix: out.reserve(in.size());
  // fix: std::copy(in.begin(), in.end(), std::back_inserter(out));
//^ warning: call 'out.reserve(in.size())' first, or put 'out.assign(in.begin(), in.end())' in its place
  return out;
}
std::string bytes(const std::vector<char> &in) {
  std::string out = "> ";
  std::copy(in.begin(), in.end(), std::back_inserter(out));
  // fix: out.reserve(out.size() + in.size());
  // fix: std::copy(in.begin(), in.end(), std::back_inserter(out));
//^ warning: first, or put 'out.append(in.begin(), in.end())' in its place
  return out;
}

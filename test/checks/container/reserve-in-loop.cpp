// RUN: %check_fastidious container-reserve-in-loop %s
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

void reserveEachTime(std::vector<int> &out, const std::vector<int> &in) {
  for (int x : in) {
    out.reserve(out.size() + 1);
  //^ warning: 'out.reserve(out.size() + 1)' may reallocate to exactly that size on every iteration: this replaces the container's geometric growth, so n iterations move O(n²) elements; drop the call, or reserve the sum before the loop
    // fix: out.push_back(x);
    out.push_back(x);
    // fix:
  }
}

void reserveBlock(std::string &out, const std::vector<std::string> &in) {
  for (const std::string &x : in) {
    out.reserve(out.size() + x.size());
  //^ warning: 'out.reserve(out.size() + x.size())' may reallocate to exactly that size on every iteration: this replaces the container's geometric growth, so n iterations move O(n²) elements; drop the call, or reserve the sum before the loop
    // fix: out += x;
    out += x;
    // fix:
  }
}

void reserveThroughLocal(std::vector<int> &out, int n) {
  for (int i = 0; i < n; ++i) {
    const std::size_t size = out.size();
    out.reserve(size + 2);
  //^ warning: 'out.reserve(size + 2)' may reallocate to exactly that size on every iteration: this replaces the container's geometric growth, so n iterations move O(n²) elements; drop the call, or reserve the sum before the loop
    out.push_back(i);
    out.push_back(i);
  }
}

struct Log {
  std::vector<int> entries;
  void add(const std::vector<int> &in) {
    for (int x : in) {
      this->entries.reserve(entries.size() + 1);
    //^ warning: 'this->entries.reserve(entries.size() + 1)' may reallocate to exactly that size on every iteration: this replaces the container's geometric growth, so n iterations move O(n²) elements; drop the call, or reserve the sum before the loop
      // fix: entries.push_back(x);
      entries.push_back(x);
      // fix:
    }
  }
};

int referencesNeedTheMemory(std::vector<int> &out, int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    out.reserve(out.size() + 2);
  //^ warning: 'out.reserve(out.size() + 2)' may reallocate to exactly that size on every iteration: this replaces the container's geometric growth, so n iterations move O(n²) elements; drop the call, or reserve the sum before the loop
    int &first = out.emplace_back(i);
    out.push_back(i);
    sum += first;
  }
  return sum;
}

void resizeByOne(std::vector<int> &out, int n) {
  for (int i = 0; i < n; ++i) {
    out.resize(out.size() + 1);
  //^ warning: 'out.resize(out.size() + 1)' grows the container by a fixed step on every iteration: each new element is given a default value before it is written, and no standard promises that the container grows by a factor; append with 'push_back', or resize once before the loop
    out.back() = i;
  }
}

// An object that is wanted as it is made, or filled piece by piece, is as well made by resize().
struct Named {
  std::string name;
  std::vector<int> values;
};
void resizeForObjects(std::vector<std::vector<int>> &rows, std::vector<Named> &all,
                      std::vector<std::string> &texts, int n) {
  for (int i = 0; i < n; ++i) {
    rows.resize(rows.size() + 1);
    rows.back().push_back(i);
    all.resize(all.size() + 1);
    all.back().name = "x";
    texts.resize(texts.size() + 1);
  //^ warning: 'texts.resize(texts.size() + 1)' grows the container by a fixed step on every iteration
    texts.back() = "x";
  }
}

void shrinkEachTime(std::vector<int> &out, int n) {
  for (int i = 0; i < n; ++i) {
    out.push_back(i);
    out.shrink_to_fit();
  //^ warning: 'out.shrink_to_fit()' gives up the spare memory on every iteration: the next append reallocates and moves all elements again, so n iterations move O(n²) elements; call it once, after the loop
  }
}

template <class T> void inTemplate(std::vector<T> &out, const std::vector<T> &in) {
  for (const T &x : in) {
    out.reserve(out.size() + 1);
  //^ warning: 'out.reserve(out.size() + 1)' may reallocate to exactly that size on every iteration: this replaces the container's geometric growth, so n iterations move O(n²) elements; drop the call, or reserve the sum before the loop
    // fix: out.push_back(x);
    out.push_back(x);
    // fix:
  }
}

// What follows is left alone.

void declaredInTheLoop(const std::vector<std::vector<int>> &in, std::vector<std::vector<int>> &out) {
  for (const std::vector<int> &x : in) {
    std::vector<int> copy;
    copy.reserve(copy.size() + x.size());
    copy.insert(copy.end(), x.begin(), x.end());
    out.push_back(copy);
  }
}

void geometric(std::vector<int> &out, int n) {
  for (int i = 0; i < n; ++i) {
    out.reserve(2 * out.size());
    out.push_back(i);
  }
}

void guarded(std::vector<int> &out, int n) {
  for (int i = 0; i < n; ++i) {
    if (out.capacity() < out.size() + 8)
      out.reserve(out.size() + 100);
    out.push_back(i);
  }
}

// The rows of earlier passes stay: most passes need no new one.
void guardedBySize(std::vector<std::vector<int>> &rows, const std::vector<std::vector<int>> &in) {
  for (const std::vector<int> &numbers : in) {
    std::size_t row = 0;
    for (int x : numbers) {
      if (row >= rows.size())
        rows.resize(rows.size() + 1);
      rows[row++].push_back(x);
    }
  }
}

void guardedByAnother(std::vector<int> &out, const std::vector<int> &in) {
  for (int x : in)
    if (in.size() > 3) {
      out.resize(out.size() + 1);
    //^ warning: 'out.resize(out.size() + 1)' grows the container by a fixed step
      out.back() = x;
    }
}

void clearedFirst(std::vector<int> &out, const std::vector<std::vector<int>> &in) {
  for (const std::vector<int> &x : in) {
    out.clear();
    out.reserve(out.size() + x.size());
    out.insert(out.end(), x.begin(), x.end());
  }
}

void reserveBefore(std::vector<int> &out, const std::vector<int> &in) {
  out.reserve(out.size() + in.size());
  for (int x : in)
    out.push_back(x);
}

void otherSize(std::vector<int> &out, const std::vector<int> &in) {
  for (int x : in) {
    out.reserve(in.size());
    out.push_back(x);
  }
}

void elementOfTheLoop(std::vector<std::vector<int>> &rows) {
  for (std::vector<int> &row : rows) {
    row.reserve(row.size() + 1);
    row.push_back(0);
  }
}

void resizeForBlock(std::vector<char> &out, const std::vector<std::string> &in) {
  for (const std::string &x : in)
    out.resize(out.size() + x.size());
}

void lastIteration(std::vector<int> &out, const std::vector<int> &in) {
  for (int x : in)
    if (x == 0) {
      out.reserve(out.size() + 1);
      break;
    }
}

int format(char *to, std::size_t size, int value);

// What a function makes of the size is not the size: the loop ends once the text fits.
std::size_t untilItFits(int value) {
  std::string space(16, '\0');
  while (true) {
    int n = format(&space[0], space.size(), value);
    if (static_cast<std::size_t>(n) < space.size())
      return n;
    space.resize(n + 1);
  }
}

void doublingSteps(std::vector<int> &samples, std::size_t step, int rounds) {
  for (int round = 0; round < rounds; ++round, step *= 2) {
    samples.reserve(samples.size() + step);
    for (std::size_t i = 0; i < step; ++i)
      samples.push_back(round);
  }
}

void flushAll(std::vector<int> &out);

void givenAway(std::vector<int> &out, const std::vector<int> &in) {
  for (int x : in) {
    std::vector<int> old;
    std::swap(out, old);
    out.reserve(out.size() + 1);
    out.push_back(x + static_cast<int>(old.size()));
  }
  for (int x : in) {
    out.reserve(out.size() + 1);
    out.push_back(x);
    if (x == 0)
      flushAll(out);
  }
}

bool fill(char *to, std::size_t size);

void resizeByBlocks(std::string &space) {
  do
    space.resize(space.size() + 1024);
  while (!fill(&space[0], space.size()));
}

void growShared(std::shared_ptr<std::vector<int>> v, int n) {
  for (int i = 0; i < n; ++i) {
    v->reserve(v->size() + 1);
  //^ warning: 'v->reserve(v->size() + 1)'
    // fix: v->push_back(i);
    v->push_back(i);
    // fix:
  }
}

// The memory is there.
void resizeReserved(int n) {
  std::vector<int> out;
  out.reserve(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) {
    out.resize(out.size() + 1);
    out.back() = i;
  }
}

// The value that the call names is the element's.
void resizeWithValue(std::vector<unsigned> &links, const std::vector<unsigned> &in) {
  for (unsigned x : in) {
    links.resize(links.size() + 1, 0xffffffffu);
    links[x] = static_cast<unsigned>(links.size());
  }
}

// Some iterations do not get there.
void reserveForSome(std::vector<int> &out, const std::vector<int> &in) {
  for (int x : in) {
    if (x < 0)
      continue;
    out.reserve(out.size() + 1);
  //^ warning: 'out.reserve(out.size() + 1)' may reallocate to exactly that size on every iteration that gets here
    // fix: out.push_back(x);
    out.push_back(x);
    // fix:
  }
}

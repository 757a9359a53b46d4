// A private benchmark library with the names of Google Benchmark's, such as RE2's, and no sinks.
#pragma once

#include <cstdint>

namespace benchmark {

class State {
  class Iterator {
  public:
    struct [[maybe_unused]] Value {};
    explicit Iterator(int64_t iters) : left(iters) {}
    bool operator!=(const Iterator &that) const { return left != that.left; }
    Value operator*() const { return Value(); }
    Iterator &operator++() {
      --left;
      return *this;
    }

  private:
    int64_t left;
  };

public:
  explicit State(int64_t iters) : count(iters) {}
  Iterator begin() { return Iterator(count); }
  Iterator end() { return Iterator(0); }
  void SetBytesProcessed(int64_t b);
  void SetItemsProcessed(int64_t i);
  int64_t iterations() const { return count; }
  int range(int pos) const { return pos; }

private:
  const int64_t count;
};

} // namespace benchmark

// RUN: %check_fastidious benchmark-setup-in-loop %s
#include <folly/Benchmark.h>
#include <vector>

static int sum(const std::vector<int> &v) {
  int s = 0;
  for (int x : v)
    s += x;
  return s;
}

BENCHMARK(wholeFunction) {
  std::vector<int> v(1000, 1);
  //               ^ warning: each iteration builds 'v' from what never changes: that is measured with the work that reads it; prepare it in a 'BENCHMARK_SUSPEND' block
  folly::doNotOptimizeAway(sum(v));
}
BENCHMARK(suspended) {
  std::vector<int> v;
  BENCHMARK_SUSPEND { v.assign(1000, 1); }
  folly::doNotOptimizeAway(sum(v));
}
BENCHMARK(iterations, n) {
  std::vector<int> v(1000, 1);
  for (unsigned i = 0; i < n; ++i)
    folly::doNotOptimizeAway(sum(v));
}
BENCHMARK(insideIterations, n) {
  for (unsigned i = 0; i < n; ++i) {
    std::vector<int> v(1000, 1);
    //               ^ warning: each iteration builds 'v' from what never changes: that is measured with the work that reads it; prepare it before the loop
    folly::doNotOptimizeAway(sum(v));
  }
}

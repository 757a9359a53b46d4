// RUN: %check_fastidious benchmark-unused-result %s
#include <folly/Benchmark.h>
#include <vector>

static unsigned mix(unsigned x) { return (x ^ (x >> 16)) * 0x7feb352du; }
static unsigned global;

BENCHMARK(dropped, iters) {
  while (iters--)
    mix(iters);
  //^ warning: the result of 'mix(iters)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'folly::doNotOptimizeAway'
  //^ note: pass the value to 'folly::doNotOptimizeAway'
    // fix-notes: folly::doNotOptimizeAway(mix(iters));
}
BENCHMARK(counted, n) {
  for (unsigned i = 0; i < n; ++i)
    mix(i);
  //^ warning: the result of 'mix(i)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'folly::doNotOptimizeAway'
  //^ note: pass the value to 'folly::doNotOptimizeAway'
    // fix-notes: folly::doNotOptimizeAway(mix(i));
}
BENCHMARK(once) { mix(3); }
//                ^ warning: the result of 'mix(3)' is unused: the compiler may remove the work, and an empty function is what is measured; pass it to 'folly::doNotOptimizeAway'
//                ^ note: pass the value to 'folly::doNotOptimizeAway'
// fix-notes: BENCHMARK(once) { folly::doNotOptimizeAway(mix(3)); }
BENCHMARK_RELATIVE(relative, n) {
  std::vector<int> v;
  BENCHMARK_SUSPEND { v.assign(100, 3); }
  unsigned sum = 0;
  for (unsigned i = 0; i < n; ++i)
  // fix-notes: for (unsigned i = 0; i < n; ++i) {
    sum += mix(i);
  //^ warning: the result of 'sum += mix(i)' is lost, since nothing reads 'sum': the compiler may remove the work, and an empty loop is what is measured; pass it to 'folly::doNotOptimizeAway'
  //^ note: pass 'sum' to 'folly::doNotOptimizeAway'
    // fix-notes: sum += mix(i);
}
// fix-notes: folly::doNotOptimizeAway(sum);
// fix-notes: }
// fix-notes: }

BENCHMARK(kept, iters) {
  unsigned sum = 0;
  while (iters--)
    sum += mix(iters);
  folly::doNotOptimizeAway(sum);
}
BENCHMARK(keptOnce) { folly::doNotOptimizeAway(mix(3)); }
BENCHMARK(stored) { global = mix(3); }
BENCHMARK(suspended, n) {
  BENCHMARK_SUSPEND { mix(n); }
}

static void withParameter(unsigned iters, unsigned seed) {
  for (unsigned i = 0; i < iters; ++i)
    mix(i + seed);
  //^ warning: the result of 'mix(i + seed)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'folly::doNotOptimizeAway'
  //^ note: pass the value to 'folly::doNotOptimizeAway'
    // fix-notes: folly::doNotOptimizeAway(mix(i + seed));
}
BENCHMARK_PARAM(withParameter, 8)
BENCHMARK_RELATIVE_PARAM(withParameter, 16)
static void keptWithParameter(unsigned iters, unsigned seed) {
  while (iters--)
    folly::doNotOptimizeAway(mix(iters + seed));
}
BENCHMARK_NAMED_PARAM(keptWithParameter, small, 8)
static void otherLoops(unsigned iters, unsigned size) {
  unsigned sum = 0;
  for (unsigned i = 0; i < size; ++i)
    sum += mix(i);
  while (iters--)
    folly::doNotOptimizeAway(sum);
}
BENCHMARK_NAMED_PARAM(otherLoops, large, 1000)

static void noBenchmark(unsigned n) { mix(n); }
void user() { noBenchmark(3); }

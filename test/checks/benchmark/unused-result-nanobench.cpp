// RUN: %check_fastidious benchmark-unused-result %s
#include <nanobench.h>
#include <vector>

extern int opaque(int);
extern void show(unsigned);
static unsigned mix(unsigned x) { return (x ^ (x >> 16)) * 0x7feb352du; }

void dropped() {
  unsigned n = 0;
  ankerl::nanobench::Bench().run("call", [&] { mix(n++); });
  //                                           ^ warning: the result of 'mix(n++)' is unused: the compiler may remove the work, and an empty function is what is measured; pass it to 'ankerl::nanobench::doNotOptimizeAway'
  //                                           ^ note: pass the value to 'ankerl::nanobench::doNotOptimizeAway'
  // fix-notes: ankerl::nanobench::Bench().run("call", [&] { ankerl::nanobench::doNotOptimizeAway(mix(n++)); });
  // fix-notes: ankerl::nanobench::Bench().run("ignored return", [&] { ankerl::nanobench::doNotOptimizeAway(mix(n++)); });
  ankerl::nanobench::Bench().run("ignored return", [&] { return mix(n++); });
  //                                                            ^ warning: the result of 'mix(n++)' is unused: the compiler may remove the work, and an empty function is what is measured; pass it to 'ankerl::nanobench::doNotOptimizeAway'
  //                                                            ^ note: pass the value to 'ankerl::nanobench::doNotOptimizeAway'
  // fix-notes:
  ankerl::nanobench::Bench bench;
  bench.run("object", [] { std::vector<int> v(64, 1); });
  //                                        ^ warning: nothing reads 'v': the compiler may remove the work, and an empty function is what is measured; pass it to 'ankerl::nanobench::doNotOptimizeAway'
  //                                        ^ note: pass 'v' to 'ankerl::nanobench::doNotOptimizeAway'
  // fix-notes: bench.run("object", [] { std::vector<int> v(64, 1); ankerl::nanobench::doNotOptimizeAway(v); });
  bench.minEpochIterations(10).run([&] {
    auto r = mix(n);
    //       ^ warning: the result of 'mix(n)' is lost, since nothing reads 'r': the compiler may remove the work, and an empty function is what is measured; pass it to 'ankerl::nanobench::doNotOptimizeAway'
    //       ^ note: pass 'r' to 'ankerl::nanobench::doNotOptimizeAway'
    (void)r;
    // fix-notes: ankerl::nanobench::doNotOptimizeAway(r);
    // fix-notes: (void)r;
  });
  auto named = [&] { mix(n++); };
  //                 ^ warning: the result of 'mix(n++)' is unused: the compiler may remove the work, and an empty function is what is measured; pass it to 'ankerl::nanobench::doNotOptimizeAway'
  //                 ^ note: pass the value to 'ankerl::nanobench::doNotOptimizeAway'
  // fix-notes: auto named = [&] { ankerl::nanobench::doNotOptimizeAway(mix(n++)); };
  bench.run("named", named);
}

void kept() {
  unsigned n = 0, sum = 0;
  ankerl::nanobench::Bench bench;
  bench.run("sink", [&] { ankerl::nanobench::doNotOptimizeAway(mix(n++)); });
  bench.run("member", [&] { bench.doNotOptimizeAway(mix(n++)); });
  bench.run("sum", [&] { sum += mix(n++); });
  bench.run("opaque", [&] { opaque(3); });
  show(sum);
}

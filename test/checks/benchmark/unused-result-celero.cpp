// RUN: %check_fastidious benchmark-unused-result %s
#include <celero/Celero.h>

static unsigned mix(unsigned x) { return (x ^ (x >> 16)) * 0x7feb352du; }

BASELINE(Mix, Dropped, 10, 1000) { mix(3); }
//                                 ^ warning: the result of 'mix(3)' is unused: the compiler may remove the work, and an empty function is what is measured; pass it to 'celero::DoNotOptimizeAway'
//                                 ^ note: pass the value to 'celero::DoNotOptimizeAway'
// fix-notes: BASELINE(Mix, Dropped, 10, 1000) { celero::DoNotOptimizeAway(mix(3)); }
BENCHMARK(Mix, Unread, 10, 1000) {
  unsigned sum = 0;
  for (unsigned i = 0; i < 100; ++i)
    sum += mix(i);
  //^ warning: the result of 'sum += mix(i)' is lost, since nothing reads 'sum': the compiler may remove the work, and an empty function is what is measured; pass it to 'celero::DoNotOptimizeAway'
  //^ note: pass 'sum' to 'celero::DoNotOptimizeAway'
}
// fix-notes: celero::DoNotOptimizeAway(sum);
// fix-notes: }
BENCHMARK(Mix, Kept, 10, 1000) { celero::DoNotOptimizeAway(mix(3)); }

class Fixture : public celero::TestFixture {
public:
  unsigned in = 3, out = 0;
};
BENCHMARK_F(Mix, Member, Fixture, 10, 1000) { out = mix(in); }
BENCHMARK_F(Mix, Lost, Fixture, 10, 1000) { mix(in); }
//                                          ^ warning: the result of 'mix(in)' is unused: the compiler may remove the work, and an empty function is what is measured; pass it to 'celero::DoNotOptimizeAway'
//                                          ^ note: pass the value to 'celero::DoNotOptimizeAway'
// fix-notes: BENCHMARK_F(Mix, Lost, Fixture, 10, 1000) { celero::DoNotOptimizeAway(mix(in)); }

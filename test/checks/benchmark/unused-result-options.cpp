// RUN: %check_fastidious benchmark-unused-result %s --option "SinkFunctions=bench::keep;use" --option WarnOnOpaqueCalls=true
#include <benchmark/benchmark.h>

namespace bench {
template <class T> void keep(const T &) {}
struct Context {
  template <class T> void use(const T &) const {}
};
} // namespace bench
namespace other {
template <class T> void keep(const T &) {}
} // namespace other
int opaque(int);
void nothing(int);
static unsigned mix(unsigned x) { return (x ^ (x >> 16)) * 0x7feb352du; }

// Sinks by their bare and by their qualified names.
static void namedSink(benchmark::State &state) {
  unsigned n = 0;
  for (auto _ : state)
    bench::keep(mix(n++));
}
static void namedMember(benchmark::State &state) {
  unsigned n = 0;
  bench::Context context;
  for (auto _ : state)
    context.use(mix(n++));
}
static void otherNamespace(benchmark::State &state) {
  unsigned n = 0;
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    other::keep(mix(n++));
  //^ warning: the result of 'other::keep(mix(n++))' is lost, since nothing reads 'n': the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass 'n' to 'benchmark::DoNotOptimize'
    // fix-notes: other::keep(mix(n++));
}
// fix-notes: benchmark::DoNotOptimize(n);
// fix-notes: }
// fix-notes: }
// Kept today, since the body is not visible.
static void opaqueCall(benchmark::State &state) {
  for (auto _ : state)
    opaque(3);
  //^ warning: the result of 'opaque(3)' is unused: link-time optimisation may remove what today is kept because the function's body is not visible; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: benchmark::DoNotOptimize(opaque(3));
}
static void opaqueStatement(benchmark::State &state) {
  for (auto _ : state)
    nothing(3);
}

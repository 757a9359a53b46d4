// RUN: %check_fastidious benchmark-unused-result,benchmark-misused-sink,benchmark-constant-input,benchmark-setup-in-loop,benchmark-pause-timing %s -- -I %S/Inputs/clone
#include "util/benchmark.h"
#include <string>
#include <vector>

extern bool opaque(const std::string &);
extern void check(bool);
static unsigned mix(unsigned x) { return (x ^ (x >> 16)) * 0x7feb352du; }
// A function of this name is no sink by its name alone.
template <class T> void DoNotOptimize(const T &) {}

// Without a sink in the library there is advice, but no fix.
void dropped(benchmark::State &state) {
  unsigned n = 0;
  for (auto _ : state)
    mix(n++);
  //^ warning: the result of 'mix(n++)' is unused: the compiler may remove the work, and an empty loop is what is measured; use the result, for instance print it after the loop
}
void noSink(benchmark::State &state) {
  unsigned n = 0;
  for (auto _ : state)
    DoNotOptimize(mix(n++));
  //^ warning: the result of 'DoNotOptimize(mix(n++))' is lost, since nothing reads 'n': the compiler may remove the work, and an empty loop is what is measured; use the result, for instance print it after the loop
}
void kept(benchmark::State &state) {
  std::string text(1000, 'a');
  for (auto _ : state)
    opaque(text);
  unsigned sum = 0;
  for (auto _ : state)
    sum += mix(unsigned(state.range(0)));
  check(sum != 0);
  state.SetItemsProcessed(state.iterations());
}

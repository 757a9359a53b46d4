// RUN: %check_fastidious benchmark-unused-result,benchmark-constant-input,benchmark-misused-sink %s -- -I %S/Inputs/benchmark-1.8
#include <benchmark/benchmark.h>
#include <vector>

static unsigned mix(unsigned x) { return (x ^ (x >> 16)) * 0x7feb352du; }
static std::vector<int> iota(unsigned n) {
  std::vector<int> v;
  for (unsigned i = 0; i < n; ++i)
    v.push_back(int(i));
  return v;
}

// The sink for constant objects is deprecated, so the value gets a name that is not const.
void temporary(benchmark::State &state) {
  unsigned n = 0;
  for (auto _ : state)
    mix(n++);
  //^ warning: the result of 'mix(n++)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: { auto result = mix(n++); benchmark::DoNotOptimize(result); }
}
void inBraces(benchmark::State &state) {
  unsigned n = 0;
  for (auto _ : state) {
    mix(n++);
  //^ warning: the result of 'mix(n++)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: auto result = mix(n++); benchmark::DoNotOptimize(result);
  }
}
void nameTaken(benchmark::State &state) {
  unsigned n = 0, result = 3;
  for (auto _ : state)
    mix(n++ + result);
  //^ warning: the result of 'mix(n++ + result)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: { auto result2 = mix(n++ + result); benchmark::DoNotOptimize(result2); }
}
void constLocal(benchmark::State &state) {
  unsigned n = 0;
  for (auto _ : state) {
    const unsigned value = mix(n++);
    //                     ^ warning: the result of 'mix(n++)' is lost, since nothing reads 'value': the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
    //                     ^ note: pass 'value' to 'benchmark::DoNotOptimize'
  }
  // fix-notes: auto result = value; benchmark::DoNotOptimize(result);
  // fix-notes: }
}
void local(benchmark::State &state) {
  unsigned n = 0;
  for (auto _ : state) {
    unsigned value = mix(n++);
    //               ^ warning: the result of 'mix(n++)' is lost, since nothing reads 'value': the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
    //               ^ note: pass 'value' to 'benchmark::DoNotOptimize'
  }
  // fix-notes: benchmark::DoNotOptimize(value);
  // fix-notes: }
}
void object(benchmark::State &state) {
  unsigned n = 0;
  for (auto _ : state)
    iota(n++);
  //^ warning: the result of 'iota(n++)' is unused: the compiler may remove the work, and an empty loop is what is measured; pass it to 'benchmark::DoNotOptimize'
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    // fix-notes: { auto result = iota(n++); benchmark::DoNotOptimize(result); }
}
void input(benchmark::State &state) {
  for (auto _ : state) {
    auto value = mix(3);
    //           ^ warning: the compiler sees all inputs of 'mix(3)': it may compute the value once for all iterations, and the time to hand over a constant is what is measured; pass an input to 'benchmark::DoNotOptimize' before the call
    //           ^ note: hide the inputs from the compiler
    // fix-notes: unsigned int input2 = 3; benchmark::DoNotOptimize(input2);
    // fix-notes: auto value = mix(input2);
    benchmark::DoNotOptimize(value);
  }
}
void last(benchmark::State &state) {
  unsigned n = unsigned(state.range(0)), result = 0;
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    result = mix(n);
    // fix-notes: result = mix(n);
  benchmark::DoNotOptimize(result);
//^ warning: each iteration overwrites 'result', and the sink after the loop keeps only the last value: the compiler may compute it once; sink it in the loop
//^ note: pass 'result' to 'benchmark::DoNotOptimize'
  // fix-notes: benchmark::DoNotOptimize(result);
  // fix-notes: }
  // fix-notes: benchmark::DoNotOptimize(result);
}

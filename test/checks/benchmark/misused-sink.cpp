// RUN: %check_fastidious benchmark-misused-sink %s
#include <algorithm>
#include <benchmark/benchmark.h>
#include <vector>

static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }

static int sum(const std::vector<int> &v) {
  int s = 0;
  for (int x : v)
    s += x;
  return s;
}
struct Point {
  int x, y;
};
static Point next(Point p) { return {p.x + p.y, p.x}; }

static void pointerOnly(benchmark::State &state) {
  std::vector<int> v(100);
  for (auto _ : state) {
    std::sort(v.begin(), v.end());
    benchmark::DoNotOptimize(v.data());
  //^ warning: the sink keeps the pointer 'v.data()', not the contents: the compiler may drop what the iteration writes to 'v'; add 'benchmark::ClobberMemory()' after it
  //^ note: add 'benchmark::ClobberMemory()'
  }
  // fix-notes: benchmark::ClobberMemory();
  // fix-notes: }
}
static void fixedSize(benchmark::State &state) {
  const int k = 20;
  for (auto _ : state) {
    benchmark::DoNotOptimize(k);
  //^ warning: 'k' is a constant: the sink keeps nothing of the measured work, and does not hide the value from the compiler; sink the result, or a variable that is not const
    benchmark::DoNotOptimize(fib(k));
  }
}
static void inputOnly(benchmark::State &state) {
  int n = int(state.range(0));
  for (auto _ : state) {
    benchmark::DoNotOptimize(n);
  //^ warning: the sink on 'n' does not keep 'fib(n)' alive: it is an input, not the result; sink the result
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    fib(n);
    // fix-notes: benchmark::DoNotOptimize(fib(n));
  }
}
static void assignment(benchmark::State &state) {
  std::vector<int> v(100);
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    for (int i = 0; i < 100; ++i)
    // fix-notes: for (int i = 0; i < 100; ++i)
      benchmark::DoNotOptimize(v[std::size_t(i)] = i);
    //^ warning: the sink keeps one element of 'v[std::size_t(i)] = i': it forces a store and a load for each element, which the measured code would not do; assign first, and clobber memory after the loop over the elements
    //^ note: pass 'v' to 'benchmark::DoNotOptimize'
      // fix-notes: v[std::size_t(i)] = i;
      // fix-notes: benchmark::DoNotOptimize(v);
      // fix-notes: }
}
static void lastValue(benchmark::State &state) {
  int n = int(state.range(0)), result = 0;
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    result = fib(n);
    // fix-notes: result = fib(n);
  benchmark::DoNotOptimize(result);
//^ warning: each iteration overwrites 'result', and the sink after the loop keeps only the last value: the compiler may compute it once; sink it in the loop
//^ note: pass 'result' to 'benchmark::DoNotOptimize'
  // fix-notes: benchmark::DoNotOptimize(result);
  // fix-notes: }
  // fix-notes: benchmark::DoNotOptimize(result);
}
static void inVolatile(benchmark::State &state) {
  volatile int sum = 0;
  // fix-notes: int sum = 0;
  int n = int(state.range(0));
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    sum += fib(n);
  //^ warning: the volatile 'sum' as a sink adds a load and a store to each iteration: they are measured with the work; pass it to 'benchmark::DoNotOptimize'
  //^ note: make 'sum' a plain variable and sink it
    // fix-notes: sum += fib(n);
}
// fix-notes: benchmark::DoNotOptimize(sum);
// fix-notes: }
// fix-notes: }

static void inVolatileByHand(benchmark::State &state) {
  volatile int sum = 0;
  // fix-notes: int sum = 0;
  int n = int(state.range(0));
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    sum = sum + fib(n);
  //^ warning: the volatile 'sum' as a sink adds a load and a store to each iteration: they are measured with the work; pass it to 'benchmark::DoNotOptimize'
  //^ note: make 'sum' a plain variable and sink it
    // fix-notes: sum = sum + fib(n);
}
// fix-notes: benchmark::DoNotOptimize(sum);
// fix-notes: }
// fix-notes: }
static void allocated(benchmark::State &state) {
  int *p = new int[64]();
  for (auto _ : state) {
    std::sort(p, p + 64);
    benchmark::DoNotOptimize(p);
  //^ warning: the sink keeps the pointer 'p', not the contents: the compiler may drop what the iteration writes to 'p'; add 'benchmark::ClobberMemory()' after it
  //^ note: add 'benchmark::ClobberMemory()'
  }
  // fix-notes: benchmark::ClobberMemory();
  // fix-notes: }
  delete[] p;
}
static void inputData(benchmark::State &state) {
  std::vector<int> v(100);
  for (auto _ : state) {
    benchmark::DoNotOptimize(v.data());
  //^ warning: the sink on 'v' does not keep 'sum(v)' alive: it is an input, not the result; sink the result
  //^ note: pass the value to 'benchmark::DoNotOptimize'
    sum(v);
    // fix-notes: benchmark::DoNotOptimize(sum(v));
  }
}
static void lastObject(benchmark::State &state) {
  Point p{1, int(state.range(0))}, q{};
  for (auto _ : state)
  // fix-notes: for (auto _ : state) {
    q = next(p);
    // fix-notes: q = next(p);
  benchmark::DoNotOptimize(q.x);
//^ warning: each iteration overwrites 'q', and the sink after the loop keeps only the last value: the compiler may compute it once; sink it in the loop
//^ note: pass 'q' to 'benchmark::DoNotOptimize'
  // fix-notes: benchmark::DoNotOptimize(q);
  // fix-notes: }
  // fix-notes: benchmark::DoNotOptimize(q.x);
}
static void staleCopy(benchmark::State &state) {
  std::vector<int> v(100);
  for (auto _ : state) {
    auto made = v;
    auto copy = made;
    benchmark::DoNotOptimize(copy);
  //^ warning: the sink on 'copy' does not keep 'std::sort(made.begin(), made.end())' alive: it is a copy from before the work; sink the result
  //^ note: pass 'made' to 'benchmark::DoNotOptimize'
    std::sort(made.begin(), made.end());
  }
  // fix-notes: benchmark::DoNotOptimize(made);
  // fix-notes: }
}
static void assignedOnce(benchmark::State &state) {
  int values[4] = {};
  int n = int(state.range(0));
  for (auto _ : state) {
    benchmark::DoNotOptimize(values[n] = fib(n));
  //^ warning: the sink keeps one element of 'values[n] = fib(n)': it forces a store and a load for each element, which the measured code would not do; assign first, and clobber memory after the loop over the elements
  //^ note: pass 'values' to 'benchmark::DoNotOptimize'
    // fix-notes: values[n] = fib(n);
    // fix-notes: benchmark::DoNotOptimize(values);
  }
}
static void volatileElsewhere(benchmark::State &state, volatile int *total) {
  int n = int(state.range(0));
  int volatile sum{0};
  // fix-notes: int sum{0};
  for (auto _ : state) {
    sum += fib(n);
  //^ warning: the volatile 'sum' as a sink adds a load and a store to each iteration: they are measured with the work; pass it to 'benchmark::DoNotOptimize'
  //^ note: make 'sum' a plain variable and sink it
  }
  // fix-notes: benchmark::DoNotOptimize(sum);
  // fix-notes: }
  *total = sum;
}

static void kept(benchmark::State &state) {
  std::vector<int> v(100);
  int n = int(state.range(0)), sum = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(n);
    benchmark::DoNotOptimize(fib(n));
    int result = fib(n);
    int copy = result;
    benchmark::DoNotOptimize(copy);
    sum += fib(n);
  }
  benchmark::DoNotOptimize(sum);
  for (auto _ : state) {
    std::sort(v.begin(), v.end());
    benchmark::DoNotOptimize(v.data());
    benchmark::ClobberMemory();
  }
  for (auto _ : state)
    benchmark::DoNotOptimize(v.data());
  for (auto _ : state) {
    std::sort(v.begin(), v.end());
    benchmark::DoNotOptimize(v);
  }
  for (auto _ : state) {
    std::vector<int> made(100);
    benchmark::DoNotOptimize(made.data());
  }
  std::vector<int> copy(100);
  for (auto _ : state) {
    benchmark::DoNotOptimize(v.data());
    std::copy(v.begin(), v.end(), copy.begin());
    benchmark::DoNotOptimize(copy);
  }
  for (auto _ : state) {
    std::sort(v.begin(), v.end());
    benchmark::DoNotOptimize(v.data());
    benchmark::DoNotOptimize(fib(v[0]));
  }
  for (auto _ : state) {
    auto made = v;
    auto other = made;
    benchmark::DoNotOptimize(other);
    std::sort(made.begin(), made.end());
    benchmark::DoNotOptimize(made);
  }
  for (auto _ : state) {
    auto made = v;
    std::sort(made.begin(), made.end());
    auto other = made;
    benchmark::DoNotOptimize(other);
  }
}

// RUN: %check_fastidious benchmark-setup-in-loop %s
#include <algorithm>
#include <array>
#include <benchmark/benchmark.h>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <queue>
#include <random>
#include <regex>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>
static int sum(const std::vector<int> &v) {
  int s = 0;
  for (int x : v)
    s += x;
  return s;
}
static int occurrences(std::string_view s, char c) {
  return int(std::count(s.begin(), s.end(), c));
}
int process(const std::vector<int> &v);
void sortIt(std::vector<int> &v);
static std::vector<int> makeData(int n) {
  std::vector<int> v(n);
  std::iota(v.begin(), v.end(), 0);
  return v;
}
std::vector<int> loadData(const char *path);
std::string readFile(const std::string &path);
struct Graph {
  std::vector<std::vector<int>> edges;
  explicit Graph(int n) : edges(n) {}
  int degree(int i) const { return int(edges[i].size()); }
};
static Graph buildGraph(int n) {
  Graph g(n);
  for (int i = 0; i + 1 < n; ++i)
    g.edges[i].push_back(i + 1);
  return g;
}
static int paths(const Graph &g) {
  int r = 0;
  for (auto &e : g.edges)
    r += int(e.size());
  return r;
}
struct Doc {
  std::map<std::string, int> values;
};
Doc parse(const std::string &s);
int lookup(const Doc &d, const char *k);
static void sizedVector(benchmark::State &state) {
  for (auto _ : state) {
  // fix-notes: std::vector<int> v(1000, 1);
  // fix-notes: for (auto _ : state) {
    std::vector<int> v(1000, 1);
    //               ^ warning: each iteration builds 'v' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //               ^ note: move the set-up before the loop
    // fix-notes:
    benchmark::DoNotOptimize(sum(v));
  }
}
static void longString(benchmark::State &state) {
  for (auto _ : state) {
  // fix-notes: std::string text(4096, 'a');
  // fix-notes: for (auto _ : state) {
    std::string text(4096, 'a');
    //          ^ warning: each iteration builds 'text' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //          ^ note: move the set-up before the loop
    // fix-notes:
    benchmark::DoNotOptimize(occurrences(text, 'a'));
  }
}
static void countedUp(benchmark::State &state) {
  for (auto _ : state) {
  // fix-notes: std::vector<int> v;
  // fix-notes: for (int i = 0; i < 1000; ++i)
  // fix-notes: v.push_back(i);
  // fix-notes: for (auto _ : state) {
    std::vector<int> v;
    //               ^ warning: each iteration builds 'v' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //               ^ note: move the set-up before the loop
    // fix-notes:
    // fix-notes:
    for (int i = 0; i < 1000; ++i)
    // fix-notes:
      v.push_back(i);
      // fix-notes:
    benchmark::DoNotOptimize(std::accumulate(v.begin(), v.end(), 0));
  }
}
static void fromFunction(benchmark::State &state) {
  for (auto _ : state) {
  // fix-notes: auto data = makeData(1000);
  // fix-notes: for (auto _ : state) {
    auto data = makeData(1000);
    //   ^ warning: each iteration builds 'data' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //   ^ note: move the set-up before the loop
    // fix-notes:
    int r = process(data);
    benchmark::DoNotOptimize(r);
  }
}
static void textOfFile(benchmark::State &state) {
  for (auto _ : state) {
  // fix-notes: std::string text = readFile("a.txt");
  // fix-notes: for (auto _ : state) {
    std::string text = readFile("a.txt");
    //          ^ warning: each iteration builds 'text' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //          ^ note: move the set-up before the loop
    // fix-notes:
    benchmark::DoNotOptimize(occurrences(text, 'x'));
  }
}
static void outerBuffer(benchmark::State &state) {
  std::vector<char> buf(100);
  for (auto _ : state) {
  // fix-notes: buf.assign(1000, 'x');
  // fix-notes: for (auto _ : state) {
    buf.assign(1000, 'x');
  //^ warning: each iteration fills 'buf' from what never changes: that is measured with the work that reads it; prepare it before the loop
  //^ note: move the set-up before the loop
    // fix-notes:
    benchmark::DoNotOptimize(std::count(buf.begin(), buf.end(), 'x'));
  }
}
static void outerFilledByAlgorithm(benchmark::State &state) {
  std::vector<int> buf(1000);
  for (auto _ : state) {
  // fix-notes: std::fill(buf.begin(), buf.end(), 7);
  // fix-notes: for (auto _ : state) {
    std::fill(buf.begin(), buf.end(), 7);
  //^ warning: each iteration fills 'buf' from what never changes: that is measured with the work that reads it; prepare it before the loop
  //^ note: move the set-up before the loop
    // fix-notes:
    benchmark::DoNotOptimize(sum(buf));
  }
}
static void map(benchmark::State &state) {
  for (auto _ : state) {
  // fix-notes: std::unordered_map<int, int> m;
  // fix-notes: for (int i = 0; i < 100; ++i)
  // fix-notes: m[i] = i * i;
  // fix-notes: for (auto _ : state) {
    std::unordered_map<int, int> m;
    //                           ^ warning: each iteration builds 'm' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //                           ^ note: move the set-up before the loop
    // fix-notes:
    // fix-notes:
    for (int i = 0; i < 100; ++i)
    // fix-notes:
      m[i] = i * i;
      // fix-notes:
    benchmark::DoNotOptimize(m.find(50));
  }
}
static void pattern(benchmark::State &state) {
  std::string text = "some text";
  for (auto _ : state) {
  // fix-notes: std::regex re("a+b*");
  // fix-notes: for (auto _ : state) {
    std::regex re("a+b*");
    //         ^ warning: each iteration builds 're' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //         ^ note: move the set-up before the loop
    // fix-notes:
    benchmark::DoNotOptimize(std::regex_search(text, re));
  }
}
static void enumerated(benchmark::State &state) {
  for (auto _ : state) {
  // fix-notes: std::vector<int> v(state.range(0));
  // fix-notes: std::iota(v.begin(), v.end(), 0);
  // fix-notes: for (auto _ : state) {
    std::vector<int> v(state.range(0));
    //               ^ warning: each iteration builds 'v' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //               ^ note: move the set-up before the loop
    // fix-notes:
    // fix-notes:
    std::iota(v.begin(), v.end(), 0);
    // fix-notes:
    auto it = std::lower_bound(v.begin(), v.end(), 50);
    benchmark::DoNotOptimize(it);
  }
}
static void seededRandom(benchmark::State &state) {
  for (auto _ : state) {
  // fix-notes: std::mt19937 rng(42);
  // fix-notes: std::vector<int> v(1000);
  // fix-notes: for (auto &x : v)
  // fix-notes: x = int(rng());
  // fix-notes: for (auto _ : state) {
    std::mt19937 rng(42);
    // fix-notes:
    // fix-notes:
    // fix-notes:
    std::vector<int> v(1000);
    //               ^ warning: each iteration builds 'v' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //               ^ note: move the set-up before the loop
    // fix-notes:
    for (auto &x : v)
    // fix-notes:
      x = int(rng());
      // fix-notes:
    benchmark::DoNotOptimize(sum(v));
  }
}
static void object(benchmark::State &state) {
  for (auto _ : state) {
  // fix-notes: Graph g = buildGraph(100);
  // fix-notes: for (auto _ : state) {
    Graph g = buildGraph(100);
    //    ^ warning: each iteration builds 'g' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //    ^ note: move the set-up before the loop
    // fix-notes:
    benchmark::DoNotOptimize(paths(g));
  }
}
static void duplicate(benchmark::State &state) {
  std::vector<int> input(1000, 2);
  for (auto _ : state) {
  // fix-notes: std::vector<int> copy = input;
  // fix-notes: for (auto _ : state) {
    std::vector<int> copy = input;
    //               ^ warning: each iteration builds 'copy' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //               ^ note: move the set-up before the loop
    // fix-notes:
    benchmark::DoNotOptimize(sum(copy));
  }
}
static void listOfStrings(benchmark::State &state) {
  for (auto _ : state) {
  // fix-notes: std::vector<std::string> words{"alpha", "beta", "gamma"};
  // fix-notes: for (auto _ : state) {
    std::vector<std::string> words{"alpha", "beta", "gamma"};
    //                       ^ warning: each iteration builds 'words' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //                       ^ note: move the set-up before the loop
    // fix-notes:
    std::size_t total = 0;
    for (const auto &w : words)
      total += w.size() * 2;
    benchmark::DoNotOptimize(total);
  }
}
static void textOfStream(benchmark::State &state) {
  for (auto _ : state) {
  // fix-notes: std::ifstream in("a.txt");
  // fix-notes: std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  // fix-notes: for (auto _ : state) {
    std::ifstream in("a.txt");
    // fix-notes:
    // fix-notes:
    std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    //          ^ warning: each iteration builds 'text' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //          ^ note: move the set-up before the loop
    // fix-notes:
    benchmark::DoNotOptimize(occurrences(text, 'x'));
  }
}
static void concatenated(benchmark::State &state) {
  while (state.KeepRunning()) {
  // fix-notes: std::string hay = std::string(1000, 'a') + "needle";
  // fix-notes: while (state.KeepRunning()) {
    std::string hay = std::string(1000, 'a') + "needle";
    //          ^ warning: each iteration builds 'hay' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //          ^ note: move the set-up before the loop
    // fix-notes:
    benchmark::DoNotOptimize(hay.find("needle"));
  }
}
static void severalStrings(benchmark::State &state) {
  for (auto _ : state) {
  // fix-notes: std::string a(1000, 'x'), b(1000, 'x');
  // fix-notes: for (auto _ : state) {
    std::string a(1000, 'x'), b(1000, 'x');
    //          ^ warning: each iteration builds 'a' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //          ^ note: move the set-up before the loop
    // fix-notes:
    bool eq = a == b;
    benchmark::DoNotOptimize(eq);
  }
}
static void severalVectors(benchmark::State &state) {
  for (auto _ : state) {
  // fix-notes: std::vector<double> a(256, 1.0), b(256, 2.0);
  // fix-notes: for (auto _ : state) {
    std::vector<double> a(256, 1.0), b(256, 2.0);
    //                  ^ warning: each iteration builds 'a' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //                  ^ note: move the set-up before the loop
    // fix-notes:
    double d = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
      d += a[i] * b[i];
    benchmark::DoNotOptimize(d);
  }
}
static void listOfPairs(benchmark::State &state) {
  for (auto _ : state) {
  // fix-notes: std::map<int, std::string> m{{1, "one"}, {2, "two"}};
  // fix-notes: for (auto _ : state) {
    std::map<int, std::string> m{{1, "one"}, {2, "two"}};
    //                         ^ warning: each iteration builds 'm' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //                         ^ note: move the set-up before the loop
    // fix-notes:
    auto it = m.find(1);
    benchmark::DoNotOptimize(it);
  }
}
static void ownedArray(benchmark::State &state) {
  const int n = 512;
  for (auto _ : state) {
  // fix-notes: auto p = std::make_unique<int[]>(n);
  // fix-notes: for (int i = 0; i < n; ++i)
  // fix-notes: p[i] = i;
  // fix-notes: for (auto _ : state) {
    auto p = std::make_unique<int[]>(n);
    //   ^ warning: each iteration builds 'p' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //   ^ note: move the set-up before the loop
    // fix-notes:
    // fix-notes:
    for (int i = 0; i < n; ++i)
    // fix-notes:
      p[i] = i;
      // fix-notes:
    int r = 0;
    for (int i = 0; i < n; ++i)
      r ^= p[i];
    benchmark::DoNotOptimize(r);
  }
}
static void opaqueFunctions(benchmark::State &state) {
  for (auto _ : state) {
  // fix-notes: auto v = loadData("x.bin");
  // fix-notes: for (auto _ : state) {
    auto v = loadData("x.bin");
    //   ^ warning: each iteration builds 'v' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //   ^ note: move the set-up before the loop
    // fix-notes:
    benchmark::DoNotOptimize(process(v));
  }
}
static void twoBuffers(benchmark::State &state) {
  for (auto _ : state) {
    std::vector<int> src(1000, 3), dst(1000);
    //               ^ warning: each iteration builds 'src' from what never changes: that is measured with the work that reads it; prepare it before the loop
    std::copy(src.begin(), src.end(), dst.begin());
    benchmark::DoNotOptimize(dst.data());
    benchmark::ClobberMemory();
  }
}
static void array(benchmark::State &state) {
  for (auto _ : state) {
  // fix-notes: int a[256];
  // fix-notes: for (int i = 0; i < 256; ++i)
  // fix-notes: a[i] = i;
  // fix-notes: for (auto _ : state) {
    int a[256];
    //  ^ warning: each iteration builds 'a' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //  ^ note: move the set-up before the loop
    // fix-notes:
    // fix-notes:
    for (int i = 0; i < 256; ++i)
    // fix-notes:
      a[i] = i;
      // fix-notes:
    benchmark::DoNotOptimize(std::accumulate(a, a + 256, 0));
  }
}
static void puttogether(benchmark::State &state) {
  std::string base(1000, 'b');
  for (auto _ : state) {
  // fix-notes: std::string t;
  // fix-notes: t.reserve(2000);
  // fix-notes: t += base;
  // fix-notes: t += base;
  // fix-notes: for (auto _ : state) {
    std::string t;
    //          ^ warning: each iteration builds 't' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //          ^ note: move the set-up before the loop
    // fix-notes:
    // fix-notes:
    // fix-notes:
    // fix-notes:
    t.reserve(2000);
    // fix-notes:
    t += base;
    // fix-notes:
    t += base;
    // fix-notes:
    benchmark::DoNotOptimize(occurrences(t, 'b'));
  }
}
static void emplaced(benchmark::State &state) {
  for (auto _ : state) {
  // fix-notes: std::vector<int> v;
  // fix-notes: v.reserve(1000);
  // fix-notes: for (int i = 0; i < 1000; i++)
  // fix-notes: v.emplace_back(i);
  // fix-notes: for (auto _ : state) {
    std::vector<int> v;
    //               ^ warning: each iteration builds 'v' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //               ^ note: move the set-up before the loop
    // fix-notes:
    // fix-notes:
    // fix-notes:
    v.reserve(1000);
    // fix-notes:
    for (int i = 0; i < 1000; i++)
    // fix-notes:
      v.emplace_back(i);
      // fix-notes:
    benchmark::DoNotOptimize(std::find(v.begin(), v.end(), 999));
  }
}
// What is left alone.
static void onlyKept(benchmark::State &state) {
  for (auto _ : state) {
    std::vector<int> v(1000, 1);
    benchmark::DoNotOptimize(v);
  }
}
static void nothingElse(benchmark::State &state) {
  for (auto _ : state) {
    std::vector<int> v;
    for (int i = 0; i < 1000; ++i)
      v.push_back(i);
    benchmark::DoNotOptimize(v.data());
    benchmark::ClobberMemory();
  }
}
static void sortedInPlace(benchmark::State &state) {
  std::vector<int> in(1000);
  for (auto _ : state) {
    auto c = in;
    std::sort(c.begin(), c.end());
    benchmark::DoNotOptimize(c.data());
  }
}
static void changedElsewhere(benchmark::State &state) {
  std::vector<int> in(1000);
  for (auto _ : state) {
    auto c = in;
    sortIt(c);
    benchmark::DoNotOptimize(c);
  }
}
static void BM_CopyAndSum(benchmark::State &state) {
  std::vector<int> in(1000);
  for (auto _ : state) {
    auto c = in;
    benchmark::DoNotOptimize(sum(c));
  }
}
static void shortString(benchmark::State &state) {
  for (auto _ : state) {
    std::string t = "short";
    benchmark::DoNotOptimize(occurrences(t, 's'));
  }
}
static void randomInput(benchmark::State &state) {
  std::mt19937 rng(1);
  for (auto _ : state) {
    std::vector<int> v(100);
    for (auto &x : v)
      x = int(rng());
    benchmark::DoNotOptimize(sum(v));
  }
}
static void counterInput(benchmark::State &state) {
  int i = 0;
  for (auto _ : state) {
    std::vector<int> v(100, i++);
    benchmark::DoNotOptimize(sum(v));
  }
}
static void parsedInput(benchmark::State &state) {
  std::string json = readFile("a.json");
  for (auto _ : state) {
    Doc d = parse(json);
    benchmark::DoNotOptimize(lookup(d, "key"));
  }
}
static void whilePaused(benchmark::State &state) {
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<int> v(1000, 1);
    state.ResumeTiming();
    benchmark::DoNotOptimize(sum(v));
  }
}
static void beforeTheLoop(benchmark::State &state) {
  std::vector<int> v(1000, 1);
  for (auto _ : state)
    benchmark::DoNotOptimize(sum(v));
}
static void streamOutput(benchmark::State &state) {
  for (auto _ : state) {
    std::ostringstream os;
    os << 42 << "abc";
    benchmark::DoNotOptimize(os.str());
  }
}
static void lastElement(benchmark::State &state) {
  for (auto _ : state) {
    std::vector<int> out;
    for (int i = 0; i < 100; ++i)
      out.push_back(i * i);
    int last = out.back();
    benchmark::DoNotOptimize(last);
  }
}
static void sizeOnly(benchmark::State &state) {
  for (auto _ : state) {
    auto v = makeData(100);
    benchmark::DoNotOptimize(v.size());
  }
}
static void outputBuffer(benchmark::State &state) {
  std::vector<int> in(1000, 1);
  for (auto _ : state) {
    std::vector<int> out(in.size());
    std::transform(in.begin(), in.end(), out.begin(), [](int x) { return x * 2; });
    benchmark::DoNotOptimize(out.data());
    benchmark::ClobberMemory();
  }
}
static void longer(benchmark::State &state) {
  std::vector<int> q;
  for (auto _ : state) {
    q.push_back(1);
    benchmark::DoNotOptimize(sum(q));
  }
}
static void guard(benchmark::State &state) {
  std::mutex m;
  for (auto _ : state) {
    std::lock_guard<std::mutex> lock(m);
    benchmark::DoNotOptimize(&m);
  }
}
static void builtString(benchmark::State &state) {
  for (auto _ : state) {
    std::string out;
    for (int i = 0; i < 100; ++i)
      out += std::to_string(i);
    benchmark::DoNotOptimize(out);
  }
}
static void sortedThenSummed(benchmark::State &state) {
  for (auto _ : state) {
    std::vector<int> v(1000, 1);
    std::sort(v.begin(), v.end());
    benchmark::DoNotOptimize(sum(v));
  }
}
static void parsedStream(benchmark::State &state) {
  for (auto _ : state) {
    std::stringstream ss("1 2 3");
    int a, b, c;
    ss >> a >> b >> c;
    benchmark::DoNotOptimize(a + b + c);
  }
}
static void changedMap(benchmark::State &state) {
  for (auto _ : state) {
    std::map<int, int> m;
    for (int i = 0; i < 100; ++i)
      m.insert({i, i});
    m.erase(50);
    benchmark::DoNotOptimize(m.size());
  }
}
static void BM_ConstructGraph(benchmark::State &state) {
  for (auto _ : state) {
    Graph g(100);
    benchmark::DoNotOptimize(g.degree(3));
  }
}
static void dependent(benchmark::State &state) {
  std::vector<int> v(100);
  int i = 0;
  for (auto _ : state) {
    v.assign(100, i);
    i = sum(v);
    benchmark::DoNotOptimize(i);
  }
}
static void smallArray(benchmark::State &state) {
  for (auto _ : state) {
    std::array<int, 4> a{{1, 2, 3, 4}};
    benchmark::DoNotOptimize(std::accumulate(a.begin(), a.end(), 0));
  }
}
static void viewOfInput(benchmark::State &state) {
  std::string t(1000, 'a');
  for (auto _ : state) {
    std::string_view v = t;
    benchmark::DoNotOptimize(occurrences(v, 'a'));
  }
}
static void changedElement(benchmark::State &state) {
  for (auto _ : state) {
    std::vector<int> v(100, 1);
    v[3] = process(v);
    benchmark::DoNotOptimize(v.data());
  }
}
static void newArray(benchmark::State &state) {
  for (auto _ : state) {
    auto *p = new int[100];
    benchmark::DoNotOptimize(p);
    delete[] p;
  }
}
static void swapped(benchmark::State &state) {
  std::vector<int> a(10), b(10);
  for (auto _ : state) {
    std::vector<int> c = a;
    c.swap(b);
    benchmark::DoNotOptimize(b.data());
  }
}
static void drainedQueue(benchmark::State &state) {
  for (auto _ : state) {
    std::priority_queue<int> q;
    for (int i = 0; i < 100; ++i)
      q.push(i);
    while (!q.empty()) {
      benchmark::DoNotOptimize(q.top());
      q.pop();
    }
  }
}
static void scalars(benchmark::State &state) {
  for (auto _ : state) {
    int x = 3;
    int y = 4;
    benchmark::DoNotOptimize(x * y);
  }
}
static void reversed(benchmark::State &state) {
  std::vector<int> in(100, 3);
  for (auto _ : state) {
    std::vector<int> v(in.rbegin(), in.rend());
    benchmark::DoNotOptimize(v.data());
    benchmark::ClobberMemory();
  }
}

// What is done for each item of a batch.
static void batch(benchmark::State &state) {
  while (state.KeepRunningBatch(100)) {
  // fix-notes: std::string text(4096, 'a');
  // fix-notes: while (state.KeepRunningBatch(100)) {
    for (int i = 0; i < 100; ++i) {
      std::string text(4096, 'a');
      //          ^ warning: each iteration builds 'text' from what never changes: that is measured with the work that reads it; prepare it before the loop
      //          ^ note: move the set-up before the loop
      // fix-notes:
      benchmark::DoNotOptimize(text.find('b'));
    }
  }
}
static void varyingBatch(benchmark::State &state) {
  while (state.KeepRunningBatch(100)) {
    for (int i = 0; i < 100; ++i) {
      std::string text(std::size_t(i) + 100, 'a');
      benchmark::DoNotOptimize(text.find('b'));
    }
  }
}
static void onceForBatch(benchmark::State &state) {
  while (state.KeepRunningBatch(100)) {
  // fix-notes: std::string text(4096, 'a');
  // fix-notes: while (state.KeepRunningBatch(100)) {
    std::string text(4096, 'a');
    //          ^ warning: each iteration builds 'text' from what never changes: that is measured with the work that reads it; prepare it before the loop
    //          ^ note: move the set-up before the loop
    // fix-notes:
    benchmark::DoNotOptimize(text);
    for (int i = 0; i < 100; ++i)
      benchmark::DoNotOptimize(text.find('b'));
  }
}

// RUN: %confirm_test %s -- -O2 -std=c++20
// Allocation, containers and strings of libstdc++. The verdicts were read from
// `clang++-19 -O2 -S`.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <any>
#include <array>
#include <charconv>
#include <cstring>
#include <deque>
#include <forward_list>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <queue>
#include <ranges>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>

extern int opaqueValue(int);
extern void take(const std::string &);

namespace {

struct Point {
  int X, Y;
};

std::vector<int> numbers(int Count) {
  std::vector<int> V(Count);
  for (int &N : V)
    N = opaqueValue(Count);
  return V;
}

int parse(std::string_view Text) {
  int Number = 0;
  std::from_chars(Text.data(), Text.data() + Text.size(), Number);
  return Number;
}

int count(std::string_view Text, char C) {
  return static_cast<int>(std::count(Text.begin(), Text.end(), C));
}

// --- allocations that the optimiser pairs up

void reservedVector(benchmark::State &State) {
  for (auto _ : State) { // expect: eliminated
    std::vector<int> V;
    V.reserve(64);
  }
}

void vectorOfPoints(benchmark::State &State) {
  for (auto _ : State) // expect: eliminated
    std::vector<Point>(32);
}

void uniqueArray(benchmark::State &State) {
  for (auto _ : State) { // expect: eliminated
    auto Buffer = std::make_unique<char[]>(512);
    Buffer[0] = 'x';
  }
}

void vectorFromList(benchmark::State &State) {
  for (auto _ : State) { // expect: eliminated
    std::vector<int> V{1, 2, 3, 4, 5};
    int Sum = std::accumulate(V.begin(), V.end(), 0);
    (void)Sum;
  }
}

void shortString(benchmark::State &State) {
  for (auto _ : State) { // expect: eliminated
    std::string Name = "eleven char";
    (void)Name;
  }
}

void longString(benchmark::State &State) {
  for (auto _ : State) { // expect: eliminated
    std::string Name("well beyond the fifteen bytes of the small buffer");
  }
}

void optionalOfVector(benchmark::State &State) {
  for (auto _ : State) { // expect: eliminated
    std::optional<std::vector<int>> V;
    V.emplace(16, 1);
  }
}

// --- allocations that it does not

void sharedPointer(benchmark::State &State) {
  for (auto _ : State) { // expect: survives
    auto P = std::make_shared<Point>();
    (void)P;
  }
}

void growingVector(benchmark::State &State) {
  for (auto _ : State) { // expect: survives
    std::vector<int> V;
    for (int I = 0; I < 100; ++I)
      V.push_back(I);
  }
}

void linkedNodes(benchmark::State &State) {
  for (auto _ : State) { // expect: survives
    std::map<int, int> M;
    M[3] = 4;
  }
}

void queueOfInts(benchmark::State &State) {
  for (auto _ : State) { // expect: survives
    std::priority_queue<int> Q;
    Q.push(opaqueValue(1));
    Q.push(opaqueValue(2));
  }
}

void anyOfString(benchmark::State &State) {
  std::string Text = "a text that does not fit into the small buffer";
  for (auto _ : State) { // expect: survives
    std::any A = Text;
  }
}

void hashSetInsert(benchmark::State &State) {
  std::unordered_set<int> Set;
  int N = 0;
  for (auto _ : State) // expect: survives
    Set.insert(N++ % 1000);
}

void stringStream(benchmark::State &State) {
  for (auto _ : State) { // expect: survives
    std::stringstream S;
    S << 3.5;
  }
}

void copyOfArgument(benchmark::State &State) {
  std::string Text(100, 'x');
  for (auto _ : State) // expect: survives
    take(Text + "!");
}

// --- look-ups and searches

void sortedSearchUnused(benchmark::State &State) {
  std::vector<int> V = numbers(1000);
  std::sort(V.begin(), V.end());
  for (auto _ : State) // expect: eliminated
    std::binary_search(V.begin(), V.end(), 42);
}

void setCountUnused(benchmark::State &State) {
  std::set<int> Set{1, 5, 9};
  for (auto _ : State) { // expect: eliminated
    bool Found = Set.count(5) > 0;
    (void)Found;
  }
}

void setContainsObserved(benchmark::State &State) {
  std::set<int> Set;
  for (int I = 0; I < 100; ++I)
    Set.insert(opaqueValue(I));
  for (auto _ : State) // expect: survives
    benchmark::DoNotOptimize(Set.contains(5));
}

void minimumObserved(benchmark::State &State) {
  std::vector<int> V = numbers(256);
  for (auto _ : State) { // expect: survives
    benchmark::DoNotOptimize(V.data());
    benchmark::ClobberMemory();
    benchmark::DoNotOptimize(*std::min_element(V.begin(), V.end()));
  }
}

void spanSumUnread(benchmark::State &State) {
  std::vector<int> V = numbers(256);
  long Total = 0;
  for (auto _ : State) { // expect: eliminated
    for (int N : std::span(V).first(128))
      Total += N;
  }
}

void rangesUnused(benchmark::State &State) {
  std::vector<int> V = numbers(100);
  for (auto _ : State) { // expect: eliminated
    auto Even = V | std::views::filter([](int N) { return N % 2 == 0; });
    int Sum = 0;
    for (int N : Even)
      Sum += N;
    (void)Sum;
  }
}

// --- texts

void countUnused(benchmark::State &State) {
  std::string Text(1000, 'a');
  for (auto _ : State) // expect: eliminated
    count(Text, 'a');
}

void countLiteral(benchmark::State &State) {
  for (auto _ : State) // expect: outside-loop
    benchmark::DoNotOptimize(count("mississippi", 's'));
}

void countHidden(benchmark::State &State) {
  std::string Text(1000, 'a');
  for (auto _ : State) { // expect: survives
    benchmark::DoNotOptimize(Text);
    benchmark::DoNotOptimize(count(Text, 'a'));
  }
}

void parseUnused(benchmark::State &State) {
  for (auto _ : State) // expect: eliminated
    parse("123456");
}

void literalLength(benchmark::State &State) {
  const char *Text = "how long is this text";
  for (auto _ : State) { // expect: outside-loop
    std::size_t Length = std::strlen(Text);
    benchmark::DoNotOptimize(Length);
  }
}

void compareUnused(benchmark::State &State) {
  std::string A(64, 'a'), B(64, 'a');
  for (auto _ : State) { // expect: eliminated
    bool Same = A == B;
    (void)Same;
  }
}

void appendToOuter(benchmark::State &State) {
  std::string Text;
  for (auto _ : State) // expect: survives
    Text += 'x';
}

void reverseCopy(benchmark::State &State) {
  std::string Text = "0123456789012345678901234567890123456789";
  for (auto _ : State) { // expect: survives
    std::string Copy(Text.rbegin(), Text.rend());
    benchmark::DoNotOptimize(Copy);
  }
}

// --- sums, functions, buffers

void variantUnused(benchmark::State &State) {
  std::variant<int, double, char> V = 2.5;
  int N = 0;
  for (auto _ : State) { // expect: eliminated
    auto Sum = std::visit([](auto Value) { return static_cast<double>(Value) + 1; }, V);
    N += static_cast<int>(Sum);
  }
}

void fillLocalBuffer(benchmark::State &State) {
  std::array<char, 4096> Buffer;
  for (auto _ : State) // expect: eliminated
    Buffer.fill('z');
}

void fillWithoutEscape(benchmark::State &State) {
  std::array<char, 4096> Buffer;
  for (auto _ : State) { // expect: eliminated
    Buffer.fill('z');
    benchmark::ClobberMemory();
  }
}

void fillEscaped(benchmark::State &State) {
  std::array<char, 4096> Buffer;
  benchmark::DoNotOptimize(Buffer.data());
  for (auto _ : State) { // expect: survives
    Buffer.fill('z');
    benchmark::ClobberMemory();
  }
}

void heapBufferWithoutClobber(benchmark::State &State) {
  std::vector<char> From(4096, 'x'), To(4096);
  for (auto _ : State) { // expect: survives
    std::memcpy(To.data(), From.data(), 4096);
    benchmark::DoNotOptimize(To.data());
  }
}

void storedFunction(benchmark::State &State) {
  std::function<int(int)> F = [N = opaqueValue(2)](int X) { return X * N; };
  for (auto _ : State) // expect: survives
    benchmark::DoNotOptimize(F(5));
}

void swapLocals(benchmark::State &State) {
  Point A{1, 2}, B{3, 4};
  for (auto _ : State) // expect: eliminated
    std::swap(A, B);
}

void pushAndPop(benchmark::State &State) {
  std::deque<int> Deque(10);
  for (auto _ : State) { // expect: survives
    Deque.push_back(1);
    Deque.pop_front();
  }
}

void sizeOfCopy(benchmark::State &State) {
  std::vector<int> V = numbers(100);
  for (auto _ : State) { // expect: outside-loop
    std::vector<int> Copy = V;
    std::size_t Size = Copy.size();
    benchmark::DoNotOptimize(Size);
  }
}

void emptyForwardList(benchmark::State &State) {
  std::forward_list<int> List;
  for (auto _ : State) // expect: eliminated
    List.empty();
}

} // namespace

BENCHMARK(reservedVector);
BENCHMARK(vectorOfPoints);
BENCHMARK(uniqueArray);
BENCHMARK(vectorFromList);
BENCHMARK(shortString);
BENCHMARK(longString);
BENCHMARK(optionalOfVector);
BENCHMARK(sharedPointer);
BENCHMARK(growingVector);
BENCHMARK(linkedNodes);
BENCHMARK(queueOfInts);
BENCHMARK(anyOfString);
BENCHMARK(hashSetInsert);
BENCHMARK(stringStream);
BENCHMARK(copyOfArgument);
BENCHMARK(sortedSearchUnused);
BENCHMARK(setCountUnused);
BENCHMARK(setContainsObserved);
BENCHMARK(minimumObserved);
BENCHMARK(spanSumUnread);
BENCHMARK(rangesUnused);
BENCHMARK(countUnused);
BENCHMARK(countLiteral);
BENCHMARK(countHidden);
BENCHMARK(parseUnused);
BENCHMARK(literalLength);
BENCHMARK(compareUnused);
BENCHMARK(appendToOuter);
BENCHMARK(reverseCopy);
BENCHMARK(variantUnused);
BENCHMARK(fillLocalBuffer);
BENCHMARK(fillWithoutEscape);
BENCHMARK(fillEscaped);
BENCHMARK(heapBufferWithoutClobber);
BENCHMARK(storedFunction);
BENCHMARK(swapLocals);
BENCHMARK(pushAndPop);
BENCHMARK(sizeOfCopy);
BENCHMARK(emptyForwardList);

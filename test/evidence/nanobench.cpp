// RUN: %confirm_test %s -- -O2 -std=c++17 -w -I%root/test/frameworks
// nanobench, and more loops that are timed by hand. The verdicts were read from
// `clang++-19 -O2 -S`.
#include <nanobench.h>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <list>
#include <map>
#include <memory>
#include <numeric>
#include <set>
#include <string>
#include <vector>

extern int opaqueValue(int);
extern void consume(const std::string &);

static unsigned crc(const unsigned char *Data, std::size_t Size) {
  unsigned Crc = ~0U;
  for (std::size_t I = 0; I < Size; ++I) {
    Crc ^= Data[I];
    for (int Bit = 0; Bit < 8; ++Bit)
      Crc = (Crc >> 1) ^ (Crc & 1 ? 0xEDB88320U : 0);
  }
  return ~Crc;
}

template <class T> static T cube(T X) {
  return X * X * X;
}

struct Node {
  std::unique_ptr<Node> Next;
  int Value = 0;
};

using ankerl::nanobench::Bench;

void nanoDropped() {
  unsigned char Data[64] = {1, 2, 3};
  Bench().minEpochIterations(opaqueValue(9)).run("crc", [&] { // expect: eliminated
    crc(Data, sizeof Data);
  });
}

void nanoObserved() {
  unsigned char Data[64] = {1, 2, 3};
  Bench Suite;
  Suite.minEpochIterations(opaqueValue(9));
  Suite.run("crc", [&] { // expect: survives
    ankerl::nanobench::doNotOptimizeAway(Data[0]);
    ankerl::nanobench::doNotOptimizeAway(crc(Data, sizeof Data));
  });
}

void nanoConstant() {
  Bench().minEpochIterations(100).run("cube", [] { // expect: outside-loop
    ankerl::nanobench::doNotOptimizeAway(cube(3.5));
  });
}

void nanoState() {
  ankerl::nanobench::Rng Random(123);
  Bench().minEpochIterations(opaqueValue(9)).run("random", [&] { // expect: survives
    ankerl::nanobench::doNotOptimizeAway(Random());
  });
}

void nanoNamedLambda() {
  int N = opaqueValue(3);
  auto Work = [&] { N = cube(N) + 1; }; // expect: survives
  Bench().minEpochIterations(opaqueValue(9)).run("named", Work);
  std::printf("%d\n", N);
}

void nanoDroppedContainer() {
  Bench().minEpochIterations(opaqueValue(9)).run("vector", [] { // expect: partial
    std::vector<int> V;
    V.reserve(10);
    V.push_back(opaqueValue(1) & 0);
  });
}

void nanoStringKept() {
  std::string Text = "a text that is longer than fifteen characters";
  Bench().minEpochIterations(opaqueValue(9)).run("copy", [&] { // expect: survives
    auto Copy = Text;
    ankerl::nanobench::doNotOptimizeAway(Copy);
  });
}

// --- by hand

using Clock = std::chrono::steady_clock;

double handNested(int Count) {
  long Sum = 0;
  auto Start = Clock::now();
  for (int I = 0; I < Count; ++I) // expect: survives
    for (int J = 0; J < 100; ++J)
      Sum += cube(I ^ J);
  auto End = Clock::now();
  std::printf("%ld\n", Sum);
  return std::chrono::duration<double>(End - Start).count();
}

double handNestedUnread(int Count) {
  long Sum = 0;
  auto Start = Clock::now();
  for (int I = 0; I < Count; ++I) // expect: eliminated
    for (int J = 0; J < 100; ++J)
      Sum += cube(I ^ J);
  auto End = Clock::now();
  return std::chrono::duration<double>(End - Start).count();
}

double handKnownCount() {
  unsigned Sum = 0;
  auto Start = Clock::now();
  for (unsigned I = 0; I < 1000; ++I) // expect: outside-loop
    Sum += cube(I);
  auto End = Clock::now();
  std::printf("%u\n", Sum);
  return std::chrono::duration<double>(End - Start).count();
}

double handSmallCount(const int *Values) {
  int Sum = 0;
  auto Start = Clock::now();
  for (int I = 0; I < 4; ++I) // expect: survives
    Sum += cube(Values[I]);
  auto End = Clock::now();
  std::printf("%d\n", Sum);
  return std::chrono::duration<double>(End - Start).count();
}

double handList(int Count) {
  auto Start = Clock::now();
  for (int I = 0; I < Count; ++I) { // expect: survives
    Node Head;
    Head.Next = std::make_unique<Node>();
    Head.Next->Value = I;
  }
  auto End = Clock::now();
  return std::chrono::duration<double>(End - Start).count();
}

double handMap(const std::map<std::string, int> &Map, const std::string &Key) {
  int Found = 0;
  auto Start = Clock::now();
  for (int I = 0; I < 1000; ++I) // expect: survives
    Found += Map.count(Key);
  auto End = Clock::now();
  std::printf("%d\n", Found);
  return std::chrono::duration<double>(End - Start).count();
}

double handWritesOut(float *Out, const float *In, int Size, int Count) {
  auto Start = Clock::now();
  for (int R = 0; R < Count; ++R) // expect: survives
    for (int I = 0; I < Size; ++I)
      Out[I] = cube(In[I]);
  auto End = Clock::now();
  return std::chrono::duration<double>(End - Start).count();
}

double handDoWhile(int Count) {
  std::string Text(100, 'x');
  std::size_t Total = 0;
  auto Start = Clock::now();
  do { // expect: outside-loop
    Total += std::strlen(Text.c_str());
  } while (--Count > 0);
  auto End = Clock::now();
  std::printf("%zu\n", Total);
  return std::chrono::duration<double>(End - Start).count();
}

double handPrints(int Count) {
  auto Start = Clock::now();
  for (int I = 0; I < Count; ++I) // expect: survives
    consume(std::to_string(I));
  auto End = Clock::now();
  return std::chrono::duration<double>(End - Start).count();
}

double handStopsEarly(const std::vector<int> &Values, int Wanted) {
  bool Found = false;
  auto Start = Clock::now();
  for (int V : Values) // expect: eliminated
    if (V == Wanted) {
      Found = true;
      break;
    }
  auto End = Clock::now();
  (void)Found;
  return std::chrono::duration<double>(End - Start).count();
}

// RUN: %confirm_test %s -- -O2 -std=c++17 -w
// Strings, views, conversions and hashing. The verdicts were read from `clang++-19 -O2 -S`.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

extern std::string readLine();
extern std::string_view nextWord();
extern void fillBytes(unsigned char *, std::size_t);

namespace {

constexpr std::uint64_t fnv(std::string_view Text) {
  std::uint64_t Hash = 14695981039346656037ULL;
  for (char C : Text)
    Hash = (Hash ^ static_cast<unsigned char>(C)) * 1099511628211ULL;
  return Hash;
}

bool isPalindrome(std::string_view Text) {
  if (Text.empty())
    return true;
  for (std::size_t I = 0, J = Text.size() - 1; I < J; ++I, --J)
    if (Text[I] != Text[J])
      return false;
  return true;
}

std::size_t commas(std::string_view Text) {
  std::size_t N = 0;
  for (char C : Text)
    N += C == ',';
  return N;
}

unsigned adler(const unsigned char *Data, std::size_t Size) {
  unsigned A = 1, B = 0;
  for (std::size_t I = 0; I < Size; ++I) {
    A = (A + Data[I]) % 65521;
    B = (B + A) % 65521;
  }
  return (B << 16) | A;
}

int roman(const char *Text) {
  int Sum = 0, Last = 0;
  for (; *Text; ++Text) {
    int Value = 0;
    switch (*Text) {
    case 'I':
      Value = 1;
      break;
    case 'V':
      Value = 5;
      break;
    case 'X':
      Value = 10;
      break;
    case 'L':
      Value = 50;
      break;
    case 'C':
      Value = 100;
      break;
    case 'M':
      Value = 1000;
      break;
    }
    Sum += Value > Last ? Value - 2 * Last : Value;
    Last = Value;
  }
  return Sum;
}

void findDropped(benchmark::State &State) {
  std::string Text = readLine();
  for (auto _ : State) // expect: survives
    Text.find("needle");
}

void findObserved(benchmark::State &State) {
  std::string Text = readLine();
  for (auto _ : State) { // expect: survives
    auto At = Text.find('=');
    benchmark::DoNotOptimize(At);
  }
}

void equalObserved(benchmark::State &State) {
  std::string A = readLine(), B = readLine();
  for (auto _ : State) // expect: survives
    benchmark::DoNotOptimize(A == B);
}

void equalDropped(benchmark::State &State) {
  std::string A = readLine(), B = readLine();
  bool Same = false;
  for (auto _ : State) // expect: eliminated
    Same |= A == B;
}

void fnvOfLiteral(benchmark::State &State) {
  for (auto _ : State) // expect: outside-loop
    benchmark::DoNotOptimize(fnv("quick brown fox"));
}

void fnvOfLine(benchmark::State &State) {
  std::string Text = readLine();
  std::uint64_t All = 0;
  for (auto _ : State) // expect: survives
    All += fnv(Text);
  benchmark::DoNotOptimize(All);
}

void fnvDropped(benchmark::State &State) {
  std::string Text = readLine();
  for (auto _ : State) { // expect: eliminated
    auto Hash = fnv(Text);
    (void)Hash;
  }
}

void commasCounted(benchmark::State &State) {
  std::string Text = readLine();
  std::size_t N = 0;
  for (auto _ : State) { // expect: survives
    N = commas(Text);
  }
  benchmark::DoNotOptimize(N);
}

void commasClobbered(benchmark::State &State) {
  std::string Text = readLine();
  std::size_t N = 0;
  for (auto _ : State) { // expect: survives
    N += commas(Text);
    benchmark::ClobberMemory();
  }
  benchmark::DoNotOptimize(N);
}

void parseDropped(benchmark::State &State) {
  std::string Text = readLine();
  for (auto _ : State) { // expect: eliminated
    int Value = 0;
    std::from_chars(Text.data(), Text.data() + Text.size(), Value);
  }
}

void formatDropped(benchmark::State &State) {
  int N = 0;
  for (auto _ : State) // expect: survives
    std::to_string(N++);
}

void stoiDropped(benchmark::State &State) {
  std::string Text = readLine();
  for (auto _ : State) // expect: survives
    std::stoi(Text);
}

void lengthOfLiteral(benchmark::State &State) {
  const char *Text = "eleven char";
  for (auto _ : State) // expect: outside-loop
    benchmark::DoNotOptimize(std::strlen(Text));
}

void lengthDropped(benchmark::State &State) {
  std::string Text = readLine();
  for (auto _ : State) // expect: eliminated
    std::strlen(Text.c_str());
}

void printedToBuffer(benchmark::State &State) {
  int N = 0;
  for (auto _ : State) { // expect: survives
    char Buffer[32];
    std::snprintf(Buffer, sizeof Buffer, "%d", N++);
  }
}

void hashedByLibrary(benchmark::State &State) {
  std::string Text = readLine();
  for (auto _ : State) // expect: survives
    std::hash<std::string>{}(Text);
}

void appendedSize(benchmark::State &State) {
  for (auto _ : State) { // expect: survives
    std::string Text;
    Text.reserve(64);
    for (int I = 0; I < 40; ++I)
      Text.push_back('a' + I % 26);
    auto Size = Text.size();
    benchmark::DoNotOptimize(Size);
  }
}

void reversedInPlace(benchmark::State &State) {
  std::string Text = readLine();
  for (auto _ : State) // expect: survives
    std::reverse(Text.begin(), Text.end());
  benchmark::DoNotOptimize(Text);
}

void viewsDropped(benchmark::State &State) {
  std::string_view Text = nextWord();
  for (auto _ : State) { // expect: eliminated
    auto Head = Text.substr(0, Text.find(':'));
    bool IsHttp = Head == "http";
    (void)IsHttp;
  }
}

void palindromes(benchmark::State &State) {
  std::string Text = readLine();
  int Hits = 0;
  for (auto _ : State) // expect: survives
    Hits += isPalindrome(Text);
  benchmark::DoNotOptimize(Hits);
}

void loweredCopy(benchmark::State &State) {
  std::string Text = readLine();
  for (auto _ : State) { // expect: survives
    std::string Copy = Text;
    for (char &C : Copy)
      C = std::tolower(static_cast<unsigned char>(C));
  }
}

void checksum(benchmark::State &State) {
  std::vector<unsigned char> Data(512);
  fillBytes(Data.data(), Data.size());
  for (auto _ : State) // expect: survives
    benchmark::DoNotOptimize(adler(Data.data(), Data.size()));
}

void checksumDropped(benchmark::State &State) {
  unsigned char Data[64];
  fillBytes(Data, sizeof Data);
  for (auto _ : State) // expect: eliminated
    adler(Data, sizeof Data);
}

void numeralOfLiteral(benchmark::State &State) {
  for (auto _ : State) { // expect: survives
    int Year = roman("MCMXCIV");
    benchmark::DoNotOptimize(Year);
  }
}

} // namespace

BENCHMARK(findDropped);
BENCHMARK(findObserved);
BENCHMARK(equalObserved);
BENCHMARK(equalDropped);
BENCHMARK(fnvOfLiteral);
BENCHMARK(fnvOfLine);
BENCHMARK(fnvDropped);
BENCHMARK(commasCounted);
BENCHMARK(commasClobbered);
BENCHMARK(parseDropped);
BENCHMARK(formatDropped);
BENCHMARK(stoiDropped);
BENCHMARK(lengthOfLiteral);
BENCHMARK(lengthDropped);
BENCHMARK(printedToBuffer);
BENCHMARK(hashedByLibrary);
BENCHMARK(appendedSize);
BENCHMARK(reversedInPlace);
BENCHMARK(viewsDropped);
BENCHMARK(palindromes);
BENCHMARK(loweredCopy);
BENCHMARK(checksum);
BENCHMARK(checksumDropped);
BENCHMARK(numeralOfLiteral);

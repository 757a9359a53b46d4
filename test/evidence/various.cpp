// RUN: %confirm_test %s -- -O2 -std=c++17 -w
// Text, numbers, objects, containers, memory, once each. The verdicts were read from
// `clang++-19 -O2 -S` before anything was asked.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <any>
#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cmath>
#include <complex>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <memory_resource>
#include <mutex>
#include <numeric>
#include <optional>
#include <random>
#include <regex>
#include <sstream>
#include <stack>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <variant>
#include <vector>

using benchmark::ClobberMemory;
using benchmark::DoNotOptimize;
using benchmark::State;

extern int fetch();
extern double fetchDouble();
extern std::string fetchText();
extern std::vector<int> fetchInts();
extern std::vector<double> fetchDoubles();
extern void give(int);
extern void give(double);
extern int Shared;
extern double SharedDouble;
extern char SharedBuffer[256];
static int Private[64];

// Text.

static unsigned djb(std::string_view S) {
  unsigned H = 5381;
  for (unsigned char C : S)
    H = H * 33 + C;
  return H;
}
static bool isIdentifier(const char *S) {
  if (!(std::isalpha((unsigned char)*S) || *S == '_'))
    return false;
  while (*++S)
    if (!(std::isalnum((unsigned char)*S) || *S == '_'))
      return false;
  return true;
}
static int words(std::string_view S) {
  int N = 0;
  bool In = false;
  for (char C : S) {
    bool Letter = C != ' ' && C != '\n';
    N += Letter && !In;
    In = Letter;
  }
  return N;
}
static long parseSigned(const char *S) {
  bool Minus = *S == '-';
  S += Minus;
  long N = 0;
  for (; *S >= '0' && *S <= '9'; ++S)
    N = N * 10 + (*S - '0');
  return Minus ? -N : N;
}
static std::string_view trim(std::string_view S) {
  while (!S.empty() && S.front() == ' ')
    S.remove_prefix(1);
  while (!S.empty() && S.back() == ' ')
    S.remove_suffix(1);
  return S;
}

static void regexDropped(State &S) {
  std::regex R("[a-z]+[0-9]*");
  std::string T = fetchText();
  for (auto _ : S) // expect: survives
    std::regex_match(T, R);
}
static void djbConstantView(State &S) {
  std::string_view T = "the quick brown fox";
  for (auto _ : S) // expect: outside-loop
    DoNotOptimize(djb(T));
}
static void djbAccumulated(State &S) {
  std::string T = fetchText();
  unsigned Sum = 0;
  for (auto _ : S) // expect: survives
    Sum ^= djb(T);
  DoNotOptimize(Sum);
}
static void djbHiddenView(State &S) {
  std::string_view T = "the quick brown fox";
  for (auto _ : S) { // expect: eliminated
    DoNotOptimize(T);
    djb(T);
  }
}
static void identifierDropped(State &S) {
  std::string T = fetchText();
  for (auto _ : S) // expect: eliminated
    isIdentifier(T.c_str());
}
static void wordsToGlobal(State &S) {
  std::string T = fetchText();
  for (auto _ : S) // expect: survives
    Shared = words(T);
}
static void wordsIntoGlobal(State &S) {
  std::string T = fetchText();
  for (auto _ : S) // expect: survives
    Shared += words(T);
}
static void parseSignedLiteral(State &S) {
  for (auto _ : S) { // expect: outside-loop
    long N = parseSigned("-12");
    DoNotOptimize(N);
  }
}
static void parseSignedHidden(State &S) {
  const char *T = "-12345";
  for (auto _ : S) { // expect: survives
    DoNotOptimize(T);
    long N = parseSigned(T);
    DoNotOptimize(N);
  }
}
static void trimSize(State &S) {
  std::string T = fetchText();
  for (auto _ : S) { // expect: survives
    auto V = trim(T);
    DoNotOptimize(V);
  }
}
static void atoiDropped(State &S) {
  std::string T = fetchText();
  for (auto _ : S) // expect: eliminated
    std::atoi(T.c_str());
}
static void strtodDropped(State &S) {
  std::string T = fetchText();
  for (auto _ : S) // expect: survives
    std::strtod(T.c_str(), nullptr);
}
static void memchrDropped(State &S) {
  std::string T = fetchText();
  for (auto _ : S) // expect: eliminated
    std::memchr(T.data(), 'x', T.size());
}
static void memchrObserved(State &S) {
  std::string T = fetchText();
  for (auto _ : S) // expect: survives
    DoNotOptimize(std::memchr(T.data(), 'x', T.size()));
}
static void strcmpLiterals(State &S) {
  for (auto _ : S) // expect: outside-loop
    DoNotOptimize(std::strcmp("alpha", "alphabet"));
}
static void toCharsDropped(State &S) {
  int N = 0;
  for (auto _ : S) { // expect: eliminated
    char B[16];
    std::to_chars(B, B + 16, N++);
  }
}
static void toCharsObserved(State &S) {
  int N = 0;
  char B[16];
  for (auto _ : S) { // expect: survives
    auto R = std::to_chars(B, B + 16, N++);
    DoNotOptimize(R.ptr);
  }
}
static void replaceInString(State &S) {
  std::string T = fetchText();
  for (auto _ : S) // expect: survives
    std::replace(T.begin(), T.end(), 'a', 'b');
}
static void stringPushBack(State &S) {
  for (auto _ : S) { // expect: survives
    std::string T;
    for (int I = 0; I < 10; ++I)
      T.push_back('x');
  }
}
static void stringSwapped(State &S) {
  std::string A = fetchText(), B = fetchText();
  for (auto _ : S) // expect: survives
    std::swap(A, B);
}
static void readsIntsFromStream(State &S) {
  for (auto _ : S) { // expect: survives
    std::istringstream In("1 2 3");
    int X;
    while (In >> X)
      ;
  }
}
static void stringHashDropped(State &S) {
  std::string T = fetchText();
  for (auto _ : S) // expect: survives
    std::hash<std::string>{}(T);
}
static void stringCompareDropped(State &S) {
  std::string A = fetchText(), B = fetchText();
  for (auto _ : S) // expect: eliminated
    A.compare(B);
}
static void stringLess(State &S) {
  std::string A = fetchText(), B = fetchText();
  for (auto _ : S) // expect: survives
    DoNotOptimize(A < B);
}

// Numbers.

static double fast(double X) {
  return X * (1 + X * (0.5 + X * 0.1666));
}
static unsigned reverseBits(unsigned X) {
  X = (X >> 1 & 0x55555555) | (X & 0x55555555) << 1;
  X = (X >> 2 & 0x33333333) | (X & 0x33333333) << 2;
  X = (X >> 4 & 0x0f0f0f0f) | (X & 0x0f0f0f0f) << 4;
  return __builtin_bswap32(X);
}
static unsigned isqrt(unsigned N) {
  unsigned R = 0, B = 1u << 30;
  while (B > N)
    B >>= 2;
  while (B) {
    if (N >= R + B) {
      N -= R + B;
      R = (R >> 1) + B;
    } else
      R >>= 1;
    B >>= 2;
  }
  return R;
}
static std::uint64_t powMod(std::uint64_t B, std::uint64_t E, std::uint64_t M) {
  std::uint64_t R = 1;
  for (; E; E >>= 1) {
    if (E & 1)
      R = R * B % M;
    B = B * B % M;
  }
  return R;
}
static void fmodDropped(State &S) {
  double X = 1;
  for (auto _ : S) { // expect: survives
    std::fmod(X, 0.7);
    X += 0.5;
  }
}
static void atan2Dropped(State &S) {
  double X = 1;
  for (auto _ : S) { // expect: survives
    std::atan2(X, 2.0);
    X += 0.5;
  }
}
static void exp2Dropped(State &S) {
  double X = fetchDouble();
  for (auto _ : S) // expect: partial
    std::exp2(X);
}
static void tanhObserved(State &S) {
  double X = fetchDouble();
  for (auto _ : S) // expect: survives
    DoNotOptimize(std::tanh(X));
}
static void floorObserved(State &S) {
  double X = fetchDouble();
  for (auto _ : S) // expect: outside-loop
    DoNotOptimize(std::floor(X));
}
static void fmaChain(State &S) {
  double X = fetchDouble();
  for (auto _ : S) // expect: survives
    X = fast(X);
  give(X);
}
static void fastOfGlobal(State &S) {
  for (auto _ : S) // expect: survives
    DoNotOptimize(fast(SharedDouble));
}
static void fastOfArgument(State &S) {
  for (auto _ : S) // expect: survives
    DoNotOptimize(fast(double(S.range(0))));
}
static void reverseBitsCounter(State &S) {
  unsigned N = 0;
  for (auto _ : S) // expect: eliminated
    reverseBits(++N);
}
static void reverseBitsVolatile(State &S) {
  volatile unsigned N = 17;
  for (auto _ : S) // expect: partial
    reverseBits(N);
}
static void isqrtDropped(State &S) {
  unsigned N = 0;
  for (auto _ : S) // expect: eliminated
    isqrt(N++);
}
static void isqrtConstant(State &S) {
  for (auto _ : S) // expect: outside-loop
    DoNotOptimize(isqrt(1000000));
}
static void isqrtTwice(State &S) {
  unsigned N = 0, R = 0;
  for (auto _ : S) { // expect: partial
    R = isqrt(N++);
    R = isqrt(N);
  }
  DoNotOptimize(R);
}
static void powModParameter(State &S) {
  std::uint64_t E = S.range(0);
  for (auto _ : S) // expect: survives
    DoNotOptimize(powMod(3, E, 1000000007));
}
static void powModDropped(State &S) {
  std::uint64_t E = S.range(0);
  for (auto _ : S) { // expect: eliminated
    DoNotOptimize(E);
    auto R = powMod(3, E, 1000000007);
  }
}
static void congruentialPrinted(State &S) {
  std::uint64_t X = 1;
  // In fact partial: eight rounds became one.
  for (auto _ : S) // expect: survives
    X = X * 6364136223846793005u + 1442695040888963407u;
  std::printf("%d\n", int(X));
}
static void congruentialHigh(State &S) {
  std::uint64_t X = 1;
  for (auto _ : S) { // expect: survives
    X = X * 6364136223846793005u + 1442695040888963407u;
    DoNotOptimize(X >> 33);
  }
}
static void complexNorm(State &S) {
  std::complex<double> Z(fetchDouble(), fetchDouble());
  for (auto _ : S) { // expect: eliminated
    DoNotOptimize(Z);
    std::norm(Z);
  }
}
static void distributionDropped(State &S) {
  std::minstd_rand G;
  std::uniform_real_distribution<double> D(0, 1);
  for (auto _ : S) // expect: survives
    D(G);
}
static void minstdObserved(State &S) {
  std::minstd_rand G;
  for (auto _ : S) // expect: survives
    DoNotOptimize(G());
}
static void floatSumParts(State &S) {
  std::vector<double> V = fetchDoubles();
  // In fact partial: Sum is not computed.
  for (auto _ : S) { // expect: survives
    double Sum = 0, Squares = 0;
    for (double X : V) {
      Sum += X;
      Squares += X * X;
    }
    DoNotOptimize(Squares);
  }
}
static void stencil(State &S) {
  std::vector<double> A = fetchDoubles(), B(A.size());
  for (auto _ : S) { // expect: survives
    for (size_t I = 1; I + 1 < A.size(); ++I)
      B[I] = (A[I - 1] + A[I] + A[I + 1]) / 3;
    std::swap(A, B);
  }
  give(A[0]);
}
static void stencilDropped(State &S) {
  double A[64], B[64];
  for (double &X : A)
    X = fetchDouble();
  for (auto _ : S) { // expect: survives
    for (int I = 1; I < 63; ++I)
      B[I] = (A[I - 1] + A[I] + A[I + 1]) / 3;
    for (int I = 1; I < 63; ++I)
      A[I] = B[I];
  }
}

// Objects and calls.

struct Node {
  int Value;
  Node *Next;
};
struct Tree {
  int Value;
  std::unique_ptr<Tree> Left, Right;
};
static int depth(const Tree *T) {
  return T ? 1 + std::max(depth(T->Left.get()), depth(T->Right.get())) : 0;
}
static std::unique_ptr<Tree> grow(int N) {
  if (!N)
    return nullptr;
  auto T = std::make_unique<Tree>();
  T->Value = N;
  T->Left = grow(N - 1);
  T->Right = grow(N - 1);
  return T;
}
extern Node *fetchList();
struct Animal {
  virtual ~Animal() = default;
  virtual int sound(int) const = 0;
};
struct Dog : Animal {
  int sound(int X) const override { return X * 2; }
};
struct Cat : Animal {
  int sound(int X) const override { return X + 9; }
};
extern std::unique_ptr<Animal> fetchAnimal();
struct Money {
  long Cents;
  friend Money operator+(Money A, Money B) { return {A.Cents + B.Cents}; }
  friend Money operator*(Money A, int N) { return {A.Cents * N}; }
};
struct Range {
  int Low, High;
  double Mean;
};
static Range rangeOf(const std::vector<int> &V) {
  Range R{V[0], V[0], 0};
  for (int X : V) {
    R.Low = std::min(R.Low, X);
    R.High = std::max(R.High, X);
    R.Mean += X;
  }
  R.Mean /= V.size();
  return R;
}
using Operation = int (*)(int);
static int twice(int X) {
  return 2 * X;
}
static int square(int X) {
  return X * X;
}
static int negate(int X) {
  return -X;
}
static const Operation Table[] = {twice, square, negate};
static int apply(int Op, int X) {
  switch (Op) {
  case 0:
    return X + 1;
  case 1:
    return X * 3;
  case 2:
    return X ^ 0x55;
  case 3:
    return X >> 2;
  default:
    return -X;
  }
}

static void walkDropped(State &S) {
  Node *L = fetchList();
  for (auto _ : S) { // expect: eliminated
    int Sum = 0;
    for (Node *N = L; N; N = N->Next)
      Sum += N->Value;
  }
}
static void walkObserved(State &S) {
  Node *L = fetchList();
  for (auto _ : S) { // expect: survives
    int Sum = 0;
    for (Node *N = L; N; N = N->Next)
      Sum += N->Value;
    DoNotOptimize(Sum);
  }
}
static void walkStackNodes(State &S) {
  Node C{3, nullptr}, B{2, &C}, A{1, &B};
  for (auto _ : S) { // expect: survives
    int Sum = 0;
    for (Node *N = &A; N; N = N->Next)
      Sum += N->Value;
    DoNotOptimize(Sum);
  }
}
static void reverseList(State &S) {
  Node *L = fetchList();
  for (auto _ : S) { // expect: survives
    Node *R = nullptr;
    while (L) {
      Node *Next = L->Next;
      L->Next = R;
      R = L;
      L = Next;
    }
    L = R;
  }
}
static void depthDropped(State &S) {
  auto T = grow(5);
  for (auto _ : S) // expect: eliminated
    depth(T.get());
}
static void depthObserved(State &S) {
  auto T = grow(5);
  for (auto _ : S) // expect: survives
    DoNotOptimize(depth(T.get()));
}
static void growsTrees(State &S) {
  for (auto _ : S) // expect: survives
    grow(3);
}
static void soundUnknown(State &S) {
  auto A = fetchAnimal();
  int N = 0;
  for (auto _ : S) // expect: survives
    N += A->sound(3);
}
static void soundKnown(State &S) {
  std::unique_ptr<Animal> A = std::make_unique<Dog>();
  int N = 0;
  for (auto _ : S) // expect: survives
    N += A->sound(3);
  DoNotOptimize(N);
}
static void soundDynamicCast(State &S) {
  auto A = fetchAnimal();
  for (auto _ : S) { // expect: survives
    auto *D = dynamic_cast<Dog *>(A.get());
    DoNotOptimize(D);
  }
}
static void moneyDropped(State &S) {
  Money A{fetch()}, B{fetch()};
  for (auto _ : S) // expect: eliminated
    A + B * 3;
}
static void moneyObserved(State &S) {
  Money A{fetch()}, B{fetch()};
  for (auto _ : S) { // expect: outside-loop
    Money C = A + B * 3;
    DoNotOptimize(C);
  }
}
static void moneyRunning(State &S) {
  Money A{0}, B{fetch()};
  for (auto _ : S) // expect: outside-loop
    A = A + B * 3;
  give(int(A.Cents));
}
static void rangeHigh(State &S) {
  auto V = fetchInts();
  for (auto _ : S) { // expect: partial
    Range R = rangeOf(V);
    int High = R.High;
    DoNotOptimize(High);
  }
}
static void rangeBound(State &S) {
  auto V = fetchInts();
  for (auto _ : S) { // expect: survives
    auto [Low, High, Mean] = rangeOf(V);
    DoNotOptimize(Mean);
  }
}
static void tableConstant(State &S) {
  for (auto _ : S) // expect: outside-loop
    DoNotOptimize(Table[1](7));
}
static void tableVariable(State &S) {
  unsigned N = 0;
  for (auto _ : S) { // expect: survives
    Table[N % 3](N);
    ++N;
  }
}
static void applyVariable(State &S) {
  int N = 0;
  for (auto _ : S) { // expect: survives
    DoNotOptimize(apply(N & 7, N));
    ++N;
  }
}
static void mutableLambda(State &S) {
  auto Next = [X = 1u]() mutable { return X = X * 1664525 + 1013904223; };
  for (auto _ : S) // expect: eliminated
    Next();
}
static void functionOfReference(State &S) {
  int Calls = 0;
  std::function<void()> F = [&] { ++Calls; };
  for (auto _ : S) // expect: survives
    F();
  S.counters["calls"] = Calls;
}
static void boundFunction(State &S) {
  auto F = std::bind([](int A, int B) { return A * B; }, std::placeholders::_1, 3);
  int N = 0;
  for (auto _ : S) // expect: survives
    DoNotOptimize(F(N++));
}
static void weakLock(State &S) {
  auto P = std::make_shared<int>(fetch());
  std::weak_ptr<int> W = P;
  for (auto _ : S) // expect: survives
    W.lock();
}
static void optionalText(State &S) {
  std::optional<std::string> T = fetchText();
  for (auto _ : S) // expect: survives
    DoNotOptimize(T ? T->size() : 0);
}
static void variantVariable(State &S) {
  std::variant<int, double, char> V = fetch();
  for (auto _ : S) { // expect: survives
    DoNotOptimize(V);
    double X = std::visit([](auto Y) { return double(Y) * 0.5; }, V);
    DoNotOptimize(X);
  }
}
static void variantGet(State &S) {
  std::variant<int, double> V = 4;
  for (auto _ : S) // expect: outside-loop
    DoNotOptimize(std::get<int>(V) * 5);
}
static void anyCast(State &S) {
  std::any A = fetch();
  for (auto _ : S) // expect: survives
    std::any_cast<int>(A);
}
static void tupleSum(State &S) {
  auto T = std::make_tuple(fetch(), fetch(), 2.5);
  for (auto _ : S) { // expect: outside-loop
    auto R = std::apply([](auto... X) { return (X + ...); }, T);
    DoNotOptimize(R);
  }
}
static void throwsIfNegative(State &S) {
  int N = 0;
  for (auto _ : S) { // expect: eliminated
    if (N < 0)
      throw N;
    ++N;
  }
}
static void atOfVector(State &S) {
  auto V = fetchInts();
  size_t I = 0;
  // In fact partial: the check stays, the access is gone.
  for (auto _ : S) // expect: survives
    V.at(I++ % 8);
}

// Containers and algorithms.

static void lowerBoundDropped(State &S) {
  auto V = fetchInts();
  for (auto _ : S) // expect: eliminated
    std::lower_bound(V.begin(), V.end(), 42);
}
static void lowerBoundMoving(State &S) {
  auto V = fetchInts();
  int N = 0;
  for (auto _ : S) // expect: survives
    DoNotOptimize(*std::lower_bound(V.begin(), V.end(), N++));
}
static void lowerBoundConstants(State &S) {
  const std::array<int, 8> A{1, 3, 5, 7, 9, 11, 13, 15};
  for (auto _ : S) // expect: survives
    DoNotOptimize(std::lower_bound(A.begin(), A.end(), 7) - A.begin());
}
static void permutations(State &S) {
  std::array<int, 4> A{1, 2, 3, 4};
  for (auto _ : S) // expect: survives
    std::next_permutation(A.begin(), A.end());
}
static void permutationsObserved(State &S) {
  std::array<int, 4> A{1, 2, 3, 4};
  for (auto _ : S) { // expect: survives
    std::next_permutation(A.begin(), A.end());
    int First = A[0];
    DoNotOptimize(First);
  }
}
static void transformLocal(State &S) {
  auto V = fetchInts();
  for (auto _ : S) { // expect: survives
    std::vector<int> R(V.size());
    std::transform(V.begin(), V.end(), R.begin(), [](int X) { return X * 7; });
  }
}
static void transformThenFront(State &S) {
  std::array<int, 32> A;
  for (int &X : A)
    X = fetch();
  for (auto _ : S) { // expect: outside-loop
    std::array<int, 32> R;
    std::transform(A.begin(), A.end(), R.begin(), [](int X) { return X * 7; });
    int Front = R.front();
    DoNotOptimize(Front);
  }
}
static void partialSumInPlace(State &S) {
  auto V = fetchInts();
  for (auto _ : S) // expect: survives
    std::partial_sum(V.begin(), V.end(), V.begin());
  give(V.back());
}
static void isSortedDropped(State &S) {
  auto V = fetchInts();
  for (auto _ : S) { // expect: eliminated
    bool Sorted = std::is_sorted(V.begin(), V.end());
    (void)Sorted;
  }
}
static void bubbleDropped(State &S) {
  int A[8];
  for (int &X : A)
    X = fetch();
  for (auto _ : S) { // expect: survives
    int B[8];
    std::memcpy(B, A, sizeof A);
    for (int I = 0; I < 8; ++I)
      for (int J = 0; J + 1 < 8 - I; ++J)
        if (B[J] > B[J + 1])
          std::swap(B[J], B[J + 1]);
  }
}
static void bubbleSmallest(State &S) {
  int A[8];
  for (int &X : A)
    X = fetch();
  for (auto _ : S) { // expect: survives
    DoNotOptimize(A);
    int B[8];
    std::memcpy(B, A, sizeof A);
    for (int I = 0; I < 8; ++I)
      for (int J = 0; J + 1 < 8 - I; ++J)
        if (B[J] > B[J + 1])
          std::swap(B[J], B[J + 1]);
    DoNotOptimize(B[0]);
  }
}
static void nthElement(State &S) {
  auto V = fetchInts();
  for (auto _ : S) // expect: survives
    std::nth_element(V.begin(), V.begin() + 3, V.end());
}
static void wordCounts(State &S) {
  std::unordered_map<std::string, int> M;
  for (auto _ : S) // expect: survives
    ++M["key"];
}
static void textKeys(State &S) {
  std::map<std::string, int> M{{"a", 1}, {"b", 2}, {"c", 3}};
  for (auto _ : S) // expect: eliminated
    M.find("b");
}
static void intKeysObserved(State &S) {
  std::map<int, int> M{{1, 2}, {3, 4}};
  for (auto _ : S) // expect: survives
    DoNotOptimize(M.find(3));
}
static void stackOfInts(State &S) {
  std::stack<int, std::vector<int>> T;
  for (auto _ : S) { // expect: survives
    T.push(1);
    T.push(2);
    T.pop();
    T.pop();
  }
}
static void vectorOfBool(State &S) {
  std::vector<bool> V(256, true);
  for (auto _ : S) { // expect: eliminated
    int N = 0;
    for (bool B : V)
      N += B;
  }
}
static void sizeObserved(State &S) {
  for (auto _ : S) { // expect: survives
    std::vector<int> V;
    for (int I = 0; I < 20; ++I)
      V.push_back(I);
    DoNotOptimize(V.size());
  }
}
static void sizeOfReserved(State &S) {
  for (auto _ : S) { // expect: outside-loop
    std::vector<int> V(30, 4);
    size_t N = V.size();
    DoNotOptimize(N);
  }
}
static void arena(State &S) {
  char Room[1024];
  for (auto _ : S) { // expect: survives
    std::pmr::monotonic_buffer_resource R(Room, sizeof Room);
    std::pmr::vector<int> V(&R);
    V.resize(100);
  }
}
static void movedVectors(State &S) {
  std::vector<int> A(100, 1), B;
  for (auto _ : S) { // expect: eliminated
    B = std::move(A);
    A = std::move(B);
  }
}
static void erasesFront(State &S) {
  std::vector<int> V(100);
  for (auto _ : S) { // expect: survives
    V.push_back(1);
    V.erase(V.begin());
  }
}

// Memory, atomics, the language.

static std::atomic<int> Flag;
static void loadDropped(State &S) {
  for (auto _ : S) // expect: survives
    Flag.load(std::memory_order_relaxed);
}
static void exchanges(State &S) {
  int N = 0;
  for (auto _ : S) // expect: survives
    N = Flag.exchange(N);
}
static void storesRelaxed(State &S) {
  std::atomic<int> F;
  int N = 0;
  for (auto _ : S) // expect: eliminated
    F.store(N++, std::memory_order_relaxed);
}
static void moveWithin(State &S) {
  char B[128];
  std::memset(B, 1, sizeof B);
  for (auto _ : S) // expect: survives
    std::memmove(B, B + 1, 100);
}
static void moveWithinClobbered(State &S) {
  char B[128];
  std::memset(B, 1, sizeof B);
  DoNotOptimize(&B[0]);
  for (auto _ : S) { // expect: survives
    std::memmove(B, B + 1, 100);
    ClobberMemory();
  }
}
static void privateClobbered(State &S) {
  for (auto _ : S) { // expect: eliminated
    for (int I = 0; I < 64; ++I)
      Private[I] = I * 3;
    ClobberMemory();
  }
}
static void sharedClobbered(State &S) {
  for (auto _ : S) { // expect: survives
    std::memset(SharedBuffer, 3, sizeof SharedBuffer);
    ClobberMemory();
  }
}
static void sharedOnce(State &S) {
  for (auto _ : S) // expect: survives
    std::memset(SharedBuffer, 3, sizeof SharedBuffer);
}
static void punned(State &S) {
  float F = fetchDouble();
  for (auto _ : S) { // expect: outside-loop
    std::uint32_t U;
    std::memcpy(&U, &F, 4);
    DoNotOptimize(U >> 23);
  }
}
static void structCopied(State &S) {
  Range A = rangeOf(fetchInts()), B;
  for (auto _ : S) { // expect: survives
    B = A;
    DoNotOptimize(B.Low);
  }
}
static void timeStamp(State &S) {
  for (auto _ : S) { // expect: survives
    unsigned Low, High;
    asm volatile("rdtsc" : "=a"(Low), "=d"(High));
  }
}
static void staticText(State &S) {
  for (auto _ : S) { // expect: survives
    static const std::string T = fetchText();
    DoNotOptimize(T.size());
  }
}
static void argumentInside(State &S) {
  for (auto _ : S) { // expect: survives
    int Sum = 0;
    for (int I = 0; I < S.range(0); ++I)
      Sum += I * I;
    DoNotOptimize(Sum);
  }
}
static void pausedWork(State &S) {
  auto V = fetchInts();
  for (auto _ : S) { // expect: eliminated
    S.PauseTiming();
    V[0] = fetch();
    S.ResumeTiming();
    std::accumulate(V.begin(), V.end(), 0);
  }
}
static void breaksWhenFound(State &S) {
  auto V = fetchInts();
  for (auto _ : S) { // expect: survives
    int At = -1;
    for (size_t I = 0; I < V.size(); ++I)
      if (V[I] == 7) {
        At = I;
        break;
      }
    DoNotOptimize(At);
  }
}
static void sinkOfOther(State &S) {
  int A = fetch(), B = fetch();
  for (auto _ : S) { // expect: eliminated
    int C = A * B + A / 3;
    DoNotOptimize(A);
  }
}
static void sinkOfAddress(State &S) {
  int N = 0;
  for (auto _ : S) { // expect: survives
    int C = reverseBits(N++);
    DoNotOptimize(&C);
  }
}
static void sinkOfAddressClobbered(State &S) {
  int N = 0;
  for (auto _ : S) { // expect: survives
    int C = reverseBits(N++);
    DoNotOptimize(&C);
    ClobberMemory();
  }
}
static void conditionalWork(State &S) {
  bool Verbose = S.range(0) > 100;
  unsigned N = 0;
  for (auto _ : S) { // expect: survives
    unsigned R = isqrt(N++);
    if (Verbose)
      give(int(R));
  }
}

template <int N> struct Factorial {
  static constexpr long Value = N * Factorial<N - 1>::Value;
};
template <> struct Factorial<0> {
  static constexpr long Value = 1;
};
static void templateFactorial(State &S) {
  int N = 0;
  for (auto _ : S) // expect: survives
    DoNotOptimize(Factorial<10>::Value * N++);
}
template <class T> static void templatedDropped(State &S) {
  T X = 1;
  for (auto _ : S) // expect: eliminated
    X = X * 3 + 1;
}
template <class T> static void templatedObserved(State &S) {
  T X = 1;
  for (auto _ : S) // expect: survives
    DoNotOptimize(X = X * 3 + 1);
}
static void captured(State &S, int Times) {
  unsigned H = 0;
  for (auto _ : S) { // expect: survives
    for (int I = 0; I < Times; ++I)
      H = reverseBits(H + I);
    DoNotOptimize(H);
  }
}
class Tables : public benchmark::Fixture {
public:
  void SetUp(const State &) override { Values = fetchInts(); }
  std::vector<int> Values;
  int Result = 0;
};
BENCHMARK_F(Tables, sumDropped)(State &S) {
  for (auto _ : S) { // expect: eliminated
    int Sum = 0;
    for (int X : Values)
      Sum += X;
  }
}
BENCHMARK_F(Tables, sumKept)(State &S) {
  for (auto _ : S) { // expect: survives
    Result = 0;
    for (int X : Values)
      Result += X;
  }
}
BENCHMARK_F(Tables, sumObserved)(State &S) {
  for (auto _ : S) { // expect: survives
    int Sum = 0;
    for (int X : Values)
      Sum += X;
    DoNotOptimize(Sum);
  }
}
BENCHMARK_TEMPLATE(templatedDropped, double);
BENCHMARK_TEMPLATE(templatedObserved, long);
BENCHMARK_CAPTURE(captured, three, 3);
BENCHMARK(regexDropped);
BENCHMARK(djbConstantView);
BENCHMARK(djbAccumulated);
BENCHMARK(djbHiddenView);
BENCHMARK(identifierDropped);
BENCHMARK(wordsToGlobal);
BENCHMARK(wordsIntoGlobal);
BENCHMARK(parseSignedLiteral);
BENCHMARK(parseSignedHidden);
BENCHMARK(trimSize);
BENCHMARK(atoiDropped);
BENCHMARK(strtodDropped);
BENCHMARK(memchrDropped);
BENCHMARK(memchrObserved);
BENCHMARK(strcmpLiterals);
BENCHMARK(toCharsDropped);
BENCHMARK(toCharsObserved);
BENCHMARK(replaceInString);
BENCHMARK(stringPushBack);
BENCHMARK(stringSwapped);
BENCHMARK(readsIntsFromStream);
BENCHMARK(stringHashDropped);
BENCHMARK(stringCompareDropped);
BENCHMARK(stringLess);
BENCHMARK(fmodDropped);
BENCHMARK(atan2Dropped);
BENCHMARK(exp2Dropped);
BENCHMARK(tanhObserved);
BENCHMARK(floorObserved);
BENCHMARK(fmaChain);
BENCHMARK(fastOfGlobal);
BENCHMARK(fastOfArgument);
BENCHMARK(reverseBitsCounter);
BENCHMARK(reverseBitsVolatile);
BENCHMARK(isqrtDropped);
BENCHMARK(isqrtConstant);
BENCHMARK(isqrtTwice);
BENCHMARK(powModParameter);
BENCHMARK(powModDropped);
BENCHMARK(congruentialPrinted);
BENCHMARK(congruentialHigh);
BENCHMARK(complexNorm);
BENCHMARK(distributionDropped);
BENCHMARK(minstdObserved);
BENCHMARK(floatSumParts);
BENCHMARK(stencil);
BENCHMARK(stencilDropped);
BENCHMARK(walkDropped);
BENCHMARK(walkObserved);
BENCHMARK(walkStackNodes);
BENCHMARK(reverseList);
BENCHMARK(depthDropped);
BENCHMARK(depthObserved);
BENCHMARK(growsTrees);
BENCHMARK(soundUnknown);
BENCHMARK(soundKnown);
BENCHMARK(soundDynamicCast);
BENCHMARK(moneyDropped);
BENCHMARK(moneyObserved);
BENCHMARK(moneyRunning);
BENCHMARK(rangeHigh);
BENCHMARK(rangeBound);
BENCHMARK(tableConstant);
BENCHMARK(tableVariable);
BENCHMARK(applyVariable);
BENCHMARK(mutableLambda);
BENCHMARK(functionOfReference);
BENCHMARK(boundFunction);
BENCHMARK(weakLock);
BENCHMARK(optionalText);
BENCHMARK(variantVariable);
BENCHMARK(variantGet);
BENCHMARK(anyCast);
BENCHMARK(tupleSum);
BENCHMARK(throwsIfNegative);
BENCHMARK(atOfVector);
BENCHMARK(lowerBoundDropped);
BENCHMARK(lowerBoundMoving);
BENCHMARK(lowerBoundConstants);
BENCHMARK(permutations);
BENCHMARK(permutationsObserved);
BENCHMARK(transformLocal);
BENCHMARK(transformThenFront);
BENCHMARK(partialSumInPlace);
BENCHMARK(isSortedDropped);
BENCHMARK(bubbleDropped);
BENCHMARK(bubbleSmallest);
BENCHMARK(nthElement);
BENCHMARK(wordCounts);
BENCHMARK(textKeys);
BENCHMARK(intKeysObserved);
BENCHMARK(stackOfInts);
BENCHMARK(vectorOfBool);
BENCHMARK(sizeObserved);
BENCHMARK(sizeOfReserved);
BENCHMARK(arena);
BENCHMARK(movedVectors);
BENCHMARK(erasesFront);
BENCHMARK(loadDropped);
BENCHMARK(exchanges);
BENCHMARK(storesRelaxed);
BENCHMARK(moveWithin);
BENCHMARK(moveWithinClobbered);
BENCHMARK(privateClobbered);
BENCHMARK(sharedClobbered);
BENCHMARK(sharedOnce);
BENCHMARK(punned);
BENCHMARK(structCopied);
BENCHMARK(timeStamp);
BENCHMARK(staticText);
BENCHMARK(argumentInside);
BENCHMARK(pausedWork);
BENCHMARK(breaksWhenFound);
BENCHMARK(sinkOfOther);
BENCHMARK(sinkOfAddress);
BENCHMARK(sinkOfAddressClobbered);
BENCHMARK(conditionalWork);
BENCHMARK(templateFactorial);

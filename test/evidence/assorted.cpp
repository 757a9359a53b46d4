// RUN: %confirm_test %s -- -O2 -std=c++20 -w
// Assorted work, as people time it: vectors, text, containers, virtual calls, conversions,
// matrices, paused timers. The verdicts were read from `clang++-19 -O2 -S`.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <deque>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <variant>
#include <vector>

extern int readInt();
extern void consume(const void *);
extern std::string readText();
extern std::vector<double> readDoubles();

struct Vec3 {
  double X, Y, Z;
};
inline Vec3 cross(const Vec3 &A, const Vec3 &B) {
  return {A.Y * B.Z - A.Z * B.Y, A.Z * B.X - A.X * B.Z, A.X * B.Y - A.Y * B.X};
}
inline double dot(const Vec3 &A, const Vec3 &B) {
  return A.X * B.X + A.Y * B.Y + A.Z * B.Z;
}

inline std::uint64_t fnv(std::string_view S) {
  std::uint64_t H = 14695981039346656037ull;
  for (unsigned char C : S)
    H = (H ^ C) * 1099511628211ull;
  return H;
}

struct Shape {
  virtual ~Shape() = default;
  virtual double area() const = 0;
};
struct Square final : Shape {
  double Side;
  explicit Square(double S) : Side(S) {}
  double area() const override { return Side * Side; }
};

class Ring {
  std::array<int, 64> Data{};
  unsigned Head = 0;

public:
  void push(int X) { Data[Head++ & 63] = X; }
  int last() const { return Data[(Head - 1) & 63]; }
};

struct Lcg {
  std::uint32_t S;
  std::uint32_t operator()() { return S = S * 1664525u + 1013904223u; }
};

template <typename T> T clampTo(T V, T Lo, T Hi) {
  return V < Lo ? Lo : V > Hi ? Hi : V;
}

#define TIMED(NAME, ...)                                                                           \
  void NAME(benchmark::State &S) {                                                                 \
    for (auto _ : S) {                                                                             \
      __VA_ARGS__;                                                                                 \
    }                                                                                              \
  }

void a01(benchmark::State &S) {
  Vec3 A{double(readInt()), 2, 3}, B{4, 5, double(readInt())};
  for (auto _ : S) // expect: outside-loop
    benchmark::DoNotOptimize(dot(cross(A, B), B));
}
void a02(benchmark::State &S) {
  Vec3 A{double(readInt()), 2, 3}, B{4, 5, double(readInt())};
  for (auto _ : S) { // expect: survives
    benchmark::DoNotOptimize(A);
    benchmark::DoNotOptimize(dot(cross(A, B), B));
  }
}
void a03(benchmark::State &S) {
  Vec3 A{double(readInt()), 2, 3}, B{4, 5, double(readInt())};
  for (auto _ : S) { // expect: survives
    benchmark::DoNotOptimize(A);
    Vec3 C = cross(A, B);
    benchmark::DoNotOptimize(C.X);
  }
}
void a04(benchmark::State &S) {
  Vec3 A{double(readInt()), 2, 3}, B{4, 5, double(readInt())};
  for (auto _ : S) { // expect: partial
    benchmark::DoNotOptimize(A);
    Vec3 C = cross(A, B);
    double X = C.X;
    benchmark::DoNotOptimize(X);
  }
}
void a05(benchmark::State &S) {
  std::string Text = readText();
  for (auto _ : S) // expect: eliminated
    fnv(Text);
}
void a06(benchmark::State &S) {
  std::string Text = readText();
  for (auto _ : S) // expect: survives
    benchmark::DoNotOptimize(fnv(Text));
}
void a07(benchmark::State &S) {
  for (auto _ : S) // expect: outside-loop
    benchmark::DoNotOptimize(fnv("a key that everybody knows"));
}
void a08(benchmark::State &S) {
  std::unique_ptr<Shape> P = std::make_unique<Square>(readInt());
  double Sum = 0;
  for (auto _ : S) // expect: survives
    Sum += P->area();
  benchmark::DoNotOptimize(Sum);
}
void a09(benchmark::State &S) {
  Square Q(readInt());
  const Shape &R = Q;
  for (auto _ : S) // expect: survives
    R.area();
}
void a10(benchmark::State &S) {
  std::vector<std::unique_ptr<Shape>> V;
  for (int I = 0; I < 16; ++I)
    V.push_back(std::make_unique<Square>(readInt()));
  for (auto _ : S) { // expect: survives
    double Sum = 0;
    for (const auto &P : V)
      Sum += P->area();
  }
}
void a11(benchmark::State &S) {
  Ring R;
  int N = 0;
  for (auto _ : S) // expect: eliminated
    R.push(N++);
}
void a13(benchmark::State &S) {
  Lcg G{std::uint32_t(readInt())};
  for (auto _ : S) // expect: eliminated
    G();
}
void a14(benchmark::State &S) {
  Lcg G{std::uint32_t(readInt())};
  for (auto _ : S) // expect: survives
    benchmark::DoNotOptimize(G());
}
void a15(benchmark::State &S) {
  Lcg G{std::uint32_t(readInt())};
  std::vector<std::uint32_t> V(1000);
  for (auto _ : S) // expect: eliminated
    std::generate(V.begin(), V.end(), G);
}
void a16(benchmark::State &S) {
  std::vector<double> V = readDoubles();
  for (auto _ : S) { // expect: partial
    double Mean = std::accumulate(V.begin(), V.end(), 0.0) / V.size();
    double Square = std::inner_product(V.begin(), V.end(), V.begin(), 0.0);
    benchmark::DoNotOptimize(Mean);
  }
}
void a17(benchmark::State &S) {
  std::vector<double> V = readDoubles();
  for (auto _ : S) { // expect: survives
    double Mean = std::accumulate(V.begin(), V.end(), 0.0) / V.size();
    double Square = std::inner_product(V.begin(), V.end(), V.begin(), 0.0);
    benchmark::DoNotOptimize(Square - Mean * Mean);
  }
}
void a18(benchmark::State &S) {
  std::vector<double> V = readDoubles();
  for (auto _ : S) // expect: survives
    benchmark::DoNotOptimize(std::max_element(V.begin(), V.end()));
}
void a19(benchmark::State &S) {
  std::vector<double> V = readDoubles();
  for (auto _ : S) { // expect: survives
    auto W = V;
    std::reverse(W.begin(), W.end());
  }
}
void a20(benchmark::State &S) {
  std::vector<double> V = readDoubles();
  for (auto _ : S) { // expect: survives
    auto W = V;
    std::sort(W.begin(), W.end());
  }
}
void a21(benchmark::State &S) {
  std::map<int, int> M;
  for (int I = 0; I < 100; ++I)
    M[readInt()] = I;
  int K = readInt();
  for (auto _ : S) // expect: eliminated
    M.find(K);
}
void a22(benchmark::State &S) {
  std::map<int, int> M;
  for (int I = 0; I < 100; ++I)
    M[readInt()] = I;
  int K = readInt();
  for (auto _ : S) // expect: survives
    M[K];
}
void a23(benchmark::State &S) {
  std::unordered_map<int, int> M;
  for (int I = 0; I < 100; ++I)
    M[readInt()] = I;
  int N = 0;
  for (auto _ : S) // expect: survives
    benchmark::DoNotOptimize(M.find(N++));
}
void a24(benchmark::State &S) {
  for (auto _ : S) // expect: eliminated
    std::make_unique<int>(42);
}
void a25(benchmark::State &S) {
  for (auto _ : S) // expect: survives
    std::make_shared<int>(42);
}
void a26(benchmark::State &S) {
  for (auto _ : S) { // expect: survives
    std::vector<int> V(100);
    benchmark::DoNotOptimize(V.data());
  }
}
void a27(benchmark::State &S) {
  for (auto _ : S) { // expect: outside-loop
    std::vector<int> V(100, 7);
    benchmark::DoNotOptimize(V.size());
  }
}
void a28(benchmark::State &S) {
  std::vector<int> V;
  int N = 0;
  for (auto _ : S) // expect: survives
    V.push_back(N++);
}
void a29(benchmark::State &S) {
  char Buffer[32];
  int N = 0;
  for (auto _ : S) // expect: eliminated
    std::to_chars(Buffer, Buffer + 32, N++);
}
void a30(benchmark::State &S) {
  char Buffer[32];
  int N = 0;
  for (auto _ : S) { // expect: survives
    auto R = std::to_chars(Buffer, Buffer + 32, N++);
    benchmark::DoNotOptimize(R.ptr);
  }
}
void a31(benchmark::State &S) {
  std::string Text = readText();
  for (auto _ : S) { // expect: survives
    int Value = 0;
    std::from_chars(Text.data(), Text.data() + Text.size(), Value);
    benchmark::DoNotOptimize(Value);
  }
}
void a32(benchmark::State &S) {
  char From[256], To[256];
  consume(From);
  for (auto _ : S) // expect: eliminated
    std::memcpy(To, From, sizeof To);
}
void a33(benchmark::State &S) {
  char From[256], To[256];
  consume(From);
  for (auto _ : S) { // expect: survives
    std::memcpy(To, From, sizeof To);
    benchmark::DoNotOptimize(To);
  }
}
void a34(benchmark::State &S) {
  std::atomic<int> Count{0};
  for (auto _ : S) // expect: survives
    Count.fetch_add(1, std::memory_order_relaxed);
}
void a35(benchmark::State &S) {
  std::atomic<int> Count{0};
  for (auto _ : S) // expect: outside-loop
    benchmark::DoNotOptimize(Count.load());
}
void a37(benchmark::State &S) {
  double X = readInt();
  for (auto _ : S) { // expect: survives
    benchmark::DoNotOptimize(X);
    benchmark::DoNotOptimize(std::sqrt(X) * std::cbrt(X));
  }
}
void a38(benchmark::State &S) {
  double X = readInt();
  for (auto _ : S) { // expect: survives
    benchmark::DoNotOptimize(X);
    std::hypot(X, 3.0);
  }
}
TIMED(a39, clampTo(readInt(), 0, 255))                           // expect: survives
TIMED(a40, benchmark::DoNotOptimize(clampTo(300, 0, 255)))       // expect: outside-loop
TIMED(a41, benchmark::DoNotOptimize(clampTo(readInt(), 0, 255))) // expect: survives
void a42(benchmark::State &S) {
  std::variant<int, double> V = readInt();
  for (auto _ : S) // expect: eliminated
    std::visit([](auto X) { return double(X) * 2; }, V);
}
void a43(benchmark::State &S) {
  std::variant<int, double> V = readInt();
  for (auto _ : S) { // expect: survives
    benchmark::DoNotOptimize(V);
    benchmark::DoNotOptimize(std::visit([](auto X) { return double(X) * 2; }, V));
  }
}
void a44(benchmark::State &S) {
  std::vector<int> A(64), B(64);
  for (auto _ : S) { // expect: survives
    S.PauseTiming();
    std::iota(A.begin(), A.end(), readInt());
    S.ResumeTiming();
    std::swap(A, B);
  }
}
void a45(benchmark::State &S) {
  std::vector<int> A(64), B(64);
  for (auto _ : S) { // expect: survives
    S.PauseTiming();
    std::iota(A.begin(), A.end(), readInt());
    S.ResumeTiming();
    std::sort(A.begin(), A.end());
    S.PauseTiming();
    std::swap(A, B);
    S.ResumeTiming();
  }
}
void a46(benchmark::State &S) {
  std::vector<int> A(64);
  for (auto _ : S) { // expect: eliminated
    S.PauseTiming();
    std::iota(A.begin(), A.end(), readInt());
    S.ResumeTiming();
    int Sum = std::accumulate(A.begin(), A.end(), 0);
  }
}
void a47(benchmark::State &S) {
  std::string Line = readText();
  for (auto _ : S) { // expect: eliminated
    int Fields = 1;
    for (char C : Line)
      Fields += C == ',';
    benchmark::DoNotOptimize(Line);
  }
}
void a48(benchmark::State &S) {
  std::string Line = readText();
  for (auto _ : S) { // expect: survives
    benchmark::DoNotOptimize(Line);
    int Fields = 1;
    for (char C : Line)
      Fields += C == ',';
    benchmark::DoNotOptimize(Fields);
  }
}
void a49(benchmark::State &S) {
  std::deque<int> Q;
  for (auto _ : S) { // expect: survives
    Q.push_back(1);
    Q.pop_front();
  }
}
void a50(benchmark::State &S) {
  std::string A = readText(), B = readText();
  for (auto _ : S) // expect: eliminated
    A == B;
}
void a51(benchmark::State &S) {
  std::string A = readText(), B = readText();
  for (auto _ : S) // expect: survives
    benchmark::DoNotOptimize(A + B);
}
void a52(benchmark::State &S) {
  std::array<float, 16> M, R;
  M.fill(readInt());
  for (auto _ : S) { // expect: eliminated
    for (int I = 0; I < 4; ++I)
      for (int J = 0; J < 4; ++J) {
        float Sum = 0;
        for (int K = 0; K < 4; ++K)
          Sum += M[I * 4 + K] * M[K * 4 + J];
        R[I * 4 + J] = Sum;
      }
    benchmark::ClobberMemory();
  }
}
void a53(benchmark::State &S) {
  std::array<float, 16> M, R;
  M.fill(readInt());
  for (auto _ : S) { // expect: survives
    benchmark::DoNotOptimize(M);
    for (int I = 0; I < 4; ++I)
      for (int J = 0; J < 4; ++J) {
        float Sum = 0;
        for (int K = 0; K < 4; ++K)
          Sum += M[I * 4 + K] * M[K * 4 + J];
        R[I * 4 + J] = Sum;
      }
    benchmark::DoNotOptimize(R);
  }
}
void a54(benchmark::State &S) {
  std::array<float, 16> M, R;
  M.fill(readInt());
  for (auto _ : S) { // expect: partial
    benchmark::DoNotOptimize(M);
    for (int I = 0; I < 4; ++I)
      for (int J = 0; J < 4; ++J) {
        float Sum = 0;
        for (int K = 0; K < 4; ++K)
          Sum += M[I * 4 + K] * M[K * 4 + J];
        R[I * 4 + J] = Sum;
      }
    float First = R[0];
    benchmark::DoNotOptimize(First);
  }
}
void a56(benchmark::State &S) {
  std::uint32_t N = 0;
  for (auto _ : S) // expect: survives
    benchmark::DoNotOptimize(__builtin_popcount(N++) + std::abs(-7));
}
void a57(benchmark::State &S) {
  std::set<std::string> Names;
  for (auto _ : S) // expect: survives
    Names.insert("name");
}
void a58(benchmark::State &S) {
  std::vector<int> V(1024);
  for (auto _ : S) { // expect: eliminated
    std::fill(V.begin(), V.end(), 0);
    benchmark::ClobberMemory();
  }
}
void a59(benchmark::State &S) {
  std::vector<int> V(1024);
  benchmark::DoNotOptimize(V.data());
  for (auto _ : S) { // expect: survives
    std::fill(V.begin(), V.end(), 0);
    benchmark::ClobberMemory();
  }
}
double a60(int Rounds) {
  auto Start = std::chrono::steady_clock::now();
  std::uint64_t Sum = 0;
  for (int I = 0; I < Rounds; ++I) // expect: eliminated
    Sum += fnv("literal");
  auto End = std::chrono::steady_clock::now();
  return std::chrono::duration<double>(End - Start).count();
}
double a61(int Rounds, std::uint64_t &Out) {
  auto Start = std::chrono::steady_clock::now();
  std::uint64_t Sum = readInt();
  for (int I = 0; I < Rounds; ++I) // expect: survives
    Sum = (Sum ^ I) * 1099511628211ull;
  auto End = std::chrono::steady_clock::now();
  Out = Sum;
  return std::chrono::duration<double>(End - Start).count();
}
double a62(int Rounds, std::uint64_t &Out) {
  auto Start = std::chrono::steady_clock::now();
  std::uint64_t Sum = 0;
  for (int I = 0; I < Rounds; ++I) // expect: outside-loop
    Sum += I * 3;
  auto End = std::chrono::steady_clock::now();
  Out = Sum;
  return std::chrono::duration<double>(End - Start).count();
}

#include "driver/evidence/measure/Comparison.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

using namespace fastidious::measure;

namespace {

TEST(Median, IsTheMiddle) {
  EXPECT_EQ(median({3}), 3);
  EXPECT_EQ(median({5, 1, 3}), 3);
  EXPECT_EQ(median({4, 1, 3, 2}), 2.5);
}

// Order statistics from the binomial distribution, as in any table of the sign test.
TEST(MedianInterval, IsMadeOfOrderStatistics) {
  EXPECT_FALSE(medianInterval({1, 2, 3, 4, 5}, 0.95));
  auto Six = medianInterval({6, 5, 4, 3, 2, 1}, 0.95);
  ASSERT_TRUE(Six);
  EXPECT_EQ(Six->Low, 1);
  EXPECT_EQ(Six->High, 6);
  std::vector<double> Samples(20);
  std::iota(Samples.begin(), Samples.end(), 1);
  auto Twenty = medianInterval(Samples, 0.95);
  ASSERT_TRUE(Twenty);
  EXPECT_EQ(Twenty->Low, 6); // 95.86 %
  EXPECT_EQ(Twenty->High, 15);
  Samples.resize(10);
  EXPECT_EQ(medianInterval(Samples, 0.95)->Low, 2); // 97.85 %
  EXPECT_EQ(medianInterval(Samples, 0.99)->Low, 1); // 99.80 %
}

// The example of SciPy's documentation: male and female.
TEST(MannWhitney, AgreesWithSciPy) {
  RankTest T = mannWhitney({19, 22, 16, 29, 24}, {20, 11, 17, 12});
  EXPECT_EQ(T.U, 17);
  EXPECT_NEAR(T.P, 0.1111111, 1e-6);
}

// The example of R's documentation of wilcox.test, two-sided.
TEST(MannWhitney, AgreesWithR) {
  RankTest T = mannWhitney({0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46},
                           {1.15, 0.88, 0.90, 0.74, 1.21});
  EXPECT_EQ(T.U, 35);
  EXPECT_NEAR(T.P, 0.2544123, 1e-6);
}

TEST(MannWhitney, IsLeastForSeparateSamples) {
  EXPECT_NEAR(mannWhitney({1, 2, 3, 4, 5}, {6, 7, 8, 9, 10}).P, 2.0 / 252, 1e-12);
  EXPECT_NEAR(mannWhitney({6, 7, 8}, {1, 2, 3}).P, 0.1, 1e-12);
  EXPECT_NEAR(leastP(5, 5), 2.0 / 252, 1e-12);
  EXPECT_EQ(leastP(1, 1), 1);
}

/// By enumeration of all ways to share the values out.
double enumeratedP(std::vector<double> First, const std::vector<double> &Second) {
  size_t Count = First.size();
  double U = mannWhitney(First, Second).U;
  std::vector<double> All = std::move(First);
  All.insert(All.end(), Second.begin(), Second.end());
  std::vector<bool> IsFirst(All.size());
  std::fill(IsFirst.end() - Count, IsFirst.end(), true);
  double Below = 0, Above = 0, Ways = 0;
  do {
    double Here = 0;
    for (size_t I = 0; I < All.size(); ++I)
      for (size_t J = 0; J < All.size(); ++J)
        if (IsFirst[I] && !IsFirst[J])
          Here += All[I] > All[J] ? 1 : All[I] == All[J] ? 0.5 : 0;
    ++Ways;
    Below += Here <= U;
    Above += Here >= U;
  } while (std::next_permutation(IsFirst.begin(), IsFirst.end()));
  return std::min(1.0, 2 * std::min(Below, Above) / Ways);
}

TEST(MannWhitney, IsExactWithTies) {
  EXPECT_EQ(mannWhitney({1, 1, 1}, {1, 1}).P, 1);
  std::vector<double> A{1, 2, 2, 3, 5}, B{2, 4, 5, 5, 6, 6};
  EXPECT_NEAR(mannWhitney(A, B).P, enumeratedP(A, B), 1e-12);
  EXPECT_NEAR(mannWhitney(B, A).P, mannWhitney(A, B).P, 1e-12);
}

TEST(MannWhitney, IsApproximatedForManySamples) {
  // 51 and 51, shifted by ten: U = 41 * 42 / 2, mean 1300.5, variance 51 * 51 * 103 / 12 less the
  // ties of 41 pairs; computed by hand.
  std::vector<double> A(51), B(51);
  std::iota(A.begin(), A.end(), 0);
  std::iota(B.begin(), B.end(), 10);
  RankTest T = mannWhitney(A, B);
  EXPECT_EQ(T.U, 840.5);
  EXPECT_NEAR(T.P, 0.002095, 5e-5);
  // Near the border, both ways agree.
  A.resize(50);
  B.resize(50);
  double Exact = mannWhitney(A, B).P;
  A.push_back(24.5);
  B.push_back(34.5);
  EXPECT_NEAR(mannWhitney(A, B).P, Exact, 0.002);
}

constexpr const char *Context = R"({"context": {"library_build_type": "release"}, "benchmarks": [)";

ProgramSamples runs(std::initializer_list<std::string> Benchmarks) {
  ProgramSamples P;
  for (const std::string &B : Benchmarks)
    EXPECT_FALSE(llvm::errorToBool(addRun(Context + B + "]}", P)));
  return P;
}

std::string problem(llvm::StringRef Json) {
  ProgramSamples P;
  return llvm::toString(addRun(Json, P));
}

TEST(BenchmarkRun, ReadsIterationsOnly) {
  ProgramSamples P = runs(
      {R"({"run_name": "a/8", "run_type": "iteration", "cpu_time": 2.5, "real_time": 9, "time_unit": "us",
           "allocs_per_iter": 3.0, "bytes_per_second": 7.0},
          {"run_name": "a/8", "run_type": "aggregate", "cpu_time": 99.0, "time_unit": "us"})",
       R"({"run_name": "a/8", "run_type": "iteration", "cpu_time": 3.5, "real_time": 9, "time_unit": "us",
           "allocs_per_iter": 3.0})"});
  ASSERT_EQ(P.Order, std::vector<std::string>{"a/8"});
  const BenchmarkSamples &A = P.Benchmarks["a/8"];
  EXPECT_FALSE(A.IsRealTime);
  EXPECT_EQ(A.Nanoseconds, (std::vector<double>{2500, 3500}));
  ASSERT_EQ(A.Counters.size(), 1u);
  EXPECT_EQ(A.Counters.at("allocs_per_iter"), (std::vector<double>{3, 3}));
}

TEST(BenchmarkRun, TakesTheClockThatTheBenchmarkChose) {
  ProgramSamples P = runs({R"({"name": "b/real_time", "cpu_time": 1, "real_time": 5})"});
  EXPECT_TRUE(P.Benchmarks["b/real_time"].IsRealTime);
  EXPECT_EQ(P.Benchmarks["b/real_time"].Nanoseconds, std::vector<double>{5});
}

TEST(BenchmarkRun, SaysWhatIsWrong) {
  EXPECT_EQ(problem("hello"), "no results of Google Benchmark");
  EXPECT_EQ(problem("[]"), "no results of Google Benchmark");
  EXPECT_EQ(problem(R"({"benchmarks": []})"), "no benchmark was run");
  EXPECT_EQ(problem(R"({"benchmarks": [{"name": "x", "run_type": "aggregate"}]})"),
            "only aggregates were reported, no single repetition");
  EXPECT_EQ(
      problem(R"({"benchmarks": [{"name": "x", "error_occurred": true, "error_message": "e"}]})"),
      "benchmark 'x' reports an error: e");
  EXPECT_EQ(problem(R"({"benchmarks": [{"name": "x"}]})"), "benchmark 'x' has no time");
}

std::string timed(const char *Name, double Time) {
  return R"({"name": ")" + std::string(Name) + R"(", "cpu_time": )" + std::to_string(Time) + "}";
}

TEST(Comparison, TellsDifferencesFromNoise) {
  ProgramSamples Before, After;
  for (int I = 0; I < 5; ++I) {
    std::string Old = timed("faster", 10 + I) + "," + timed("same", 10 + I) + "," +
                      timed("slower", 10 + I) + "," + timed("removed", 1);
    std::string New = timed("faster", 5 + I) + "," + timed("same", 10.1 + I) + "," +
                      timed("slower", 20 + I) + "," + timed("added", 1);
    ASSERT_FALSE(llvm::errorToBool(addRun(Context + Old + "]}", Before)));
    ASSERT_FALSE(llvm::errorToBool(addRun(Context + New + "]}", After)));
  }
  Comparison C = compare(Before, After, 0.05);
  ASSERT_EQ(C.Benchmarks.size(), 3u);
  EXPECT_EQ(C.Benchmarks[0].Time.Outcome, Outcome::Less);
  EXPECT_NEAR(*C.Benchmarks[0].Time.change(), 7.0 / 12 - 1, 1e-12);
  EXPECT_EQ(C.Benchmarks[1].Time.Outcome, Outcome::Noise);
  EXPECT_EQ(C.Benchmarks[2].Time.Outcome, Outcome::Greater);
  EXPECT_EQ(C.OnlyBefore, std::vector<std::string>{"removed"});
  EXPECT_EQ(C.OnlyAfter, std::vector<std::string>{"added"});
  std::string Text = asText(C);
  EXPECT_NE(Text.find("-41.7 % (p=0.008, n=5+5)"), std::string::npos) << Text;
  EXPECT_NE(Text.find("~ (p=0.690, n=5+5)"), std::string::npos) << Text;
  EXPECT_NE(Text.find("12.0 ns (no interval)"), std::string::npos) << Text;
  EXPECT_NE(Text.find("1 faster, 1 slower, 1 without a difference"), std::string::npos) << Text;
}

TEST(Comparison, SaysThatSamplesAreTooFew) {
  Comparison C = compare(runs({timed("x", 10)}), runs({timed("x", 1)}), 0.05);
  EXPECT_TRUE(C.Benchmarks[0].Time.IsUndecidable);
  EXPECT_EQ(C.Benchmarks[0].Time.Outcome, Outcome::Noise);
  EXPECT_NE(asText(C).find("see --runs"), std::string::npos);
}

} // namespace

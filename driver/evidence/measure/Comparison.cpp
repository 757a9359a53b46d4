#include "driver/evidence/measure/Comparison.h"

#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace json = llvm::json;

namespace fastidious::measure {

static constexpr double Confidence = 0.95;

std::optional<double> Difference::change() const {
  if (MedianBefore == 0)
    return std::nullopt;
  return MedianAfter / MedianBefore - 1;
}

bool Comparison::anyTime(Outcome O) const {
  return llvm::any_of(Benchmarks,
                      [&](const BenchmarkComparison &B) { return B.Time.Outcome == O; });
}

Difference compare(std::vector<double> Before, std::vector<double> After, double Alpha) {
  Difference D;
  D.MedianBefore = median(Before);
  D.MedianAfter = median(After);
  D.IntervalBefore = medianInterval(Before, Confidence);
  D.IntervalAfter = medianInterval(After, Confidence);
  D.P = mannWhitney(Before, After).P;
  D.IsUndecidable = leastP(Before.size(), After.size()) >= Alpha;
  // Ranks may differ where medians do not.
  D.Outcome = D.P >= Alpha || D.MedianAfter == D.MedianBefore ? Outcome::Noise
              : D.MedianAfter < D.MedianBefore                ? Outcome::Less
                                                              : Outcome::Greater;
  D.Before = std::move(Before);
  D.After = std::move(After);
  return D;
}

Comparison compare(const ProgramSamples &Before, const ProgramSamples &After, double Alpha) {
  Comparison C;
  C.Alpha = Alpha;
  C.Warnings = Before.Warnings;
  C.Warnings.insert(After.Warnings.begin(), After.Warnings.end());
  for (const std::string &Name : Before.Order) {
    auto Other = After.Benchmarks.find(Name);
    if (Other == After.Benchmarks.end()) {
      C.OnlyBefore.push_back(Name);
      continue;
    }
    const BenchmarkSamples &Old = Before.Benchmarks.at(Name), &New = Other->second;
    BenchmarkComparison B{
        Name, Old.IsRealTime, compare(Old.Nanoseconds, New.Nanoseconds, Alpha), {}};
    for (const auto &[Counter, Values] : Old.Counters)
      if (auto At = New.Counters.find(Counter); At != New.Counters.end())
        B.Counters.emplace(Counter, compare(Values, At->second, Alpha));
    C.Benchmarks.push_back(std::move(B));
  }
  for (const std::string &Name : After.Order)
    if (!Before.Benchmarks.count(Name))
      C.OnlyAfter.push_back(Name);
  return C;
}

namespace {

/// Three significant digits.
std::string digits(double Value) {
  double Size = std::abs(Value);
  int Decimals = Size >= 100 || Size == 0 ? 0 : Size >= 10 ? 1 : Size >= 1 ? 2 : 3;
  return fmt::format("{:.{}f}", Value, Decimals);
}

std::string timeText(double Nanoseconds) {
  if (Nanoseconds < 1e3)
    return digits(Nanoseconds) + " ns";
  if (Nanoseconds < 1e6)
    return digits(Nanoseconds / 1e3) + " us";
  if (Nanoseconds < 1e9)
    return digits(Nanoseconds / 1e6) + " ms";
  return digits(Nanoseconds / 1e9) + " s";
}

std::string numberText(double Value) {
  return Value == std::floor(Value) && std::abs(Value) < 1e15 ? fmt::format("{:.0f}", Value)
                                                              : digits(Value);
}

/// How far the interval reaches from the median, in percent.
std::string spread(double Median, const std::optional<Interval> &I) {
  if (!I)
    return " (no interval)";
  if (Median == 0)
    return "";
  double Most = std::max(I->High - Median, Median - I->Low) / Median;
  return fmt::format(" +- {:.0f} %", Most * 100);
}

std::string changeText(const Difference &D) {
  std::string Samples = fmt::format("(p={:.3f}, n={}+{})", D.P, D.Before.size(), D.After.size());
  if (D.Outcome == Outcome::Noise)
    return "~ " + Samples;
  std::optional<double> Change = D.change();
  return (Change ? fmt::format("{:+.1f} % ", *Change * 100) : "") + Samples;
}

/// Rows whose columns are lined up.
class Table {
public:
  void add(std::vector<std::string> Row) {
    for (size_t I = 0; I < Row.size(); ++I) {
      Widths.resize(std::max(Widths.size(), I + 1));
      Widths[I] = std::max(Widths[I], Row[I].size());
    }
    Rows.push_back(std::move(Row));
  }

  std::string text() const {
    std::string Out;
    for (const std::vector<std::string> &Row : Rows) {
      std::string Line;
      for (size_t I = 0; I < Row.size(); ++I)
        Line += fmt::format("{:<{}}  ", Row[I], Widths[I]);
      Line.erase(Line.find_last_not_of(' ') + 1);
      Out += Line + "\n";
    }
    return Out;
  }

private:
  std::vector<std::vector<std::string>> Rows;
  std::vector<size_t> Widths;
};

const char *nameOf(Outcome O, const char *Less, const char *Greater) {
  return O == Outcome::Noise ? "no-difference" : O == Outcome::Less ? Less : Greater;
}

json::Object side(const std::vector<double> &Samples, double Median,
                  const std::optional<Interval> &I) {
  json::Object O{{"median", Median}, {"samples", Samples}};
  if (I)
    O["interval"] = json::Array{I->Low, I->High};
  return O;
}

json::Object toJSON(const Difference &D, const char *Less, const char *Greater) {
  json::Object O{{"before", side(D.Before, D.MedianBefore, D.IntervalBefore)},
                 {"after", side(D.After, D.MedianAfter, D.IntervalAfter)},
                 {"p", D.P},
                 {"result", nameOf(D.Outcome, Less, Greater)}};
  if (std::optional<double> Change = D.change())
    O["change"] = *Change;
  return O;
}

/// The last line: what it all means.
std::string conclusion(const Comparison &C) {
  unsigned Faster = 0, Slower = 0, Noise = 0;
  bool IsUndecidable = false;
  for (const BenchmarkComparison &B : C.Benchmarks) {
    Faster += B.Time.Outcome == Outcome::Less;
    Slower += B.Time.Outcome == Outcome::Greater;
    Noise += B.Time.Outcome == Outcome::Noise;
    IsUndecidable |= B.Time.IsUndecidable;
  }
  std::string Out = fmt::format("{} faster, {} slower, {} without a difference that is more than "
                                "noise (~, p >= {:g})\n",
                                Faster, Slower, Noise, C.Alpha);
  if (IsUndecidable)
    Out += "so few runs cannot show a difference at all; see --runs\n";
  return Out;
}

} // namespace

std::string asText(const Comparison &C) {
  Table T;
  T.add({"benchmark", "before", "after", "change"});
  for (const BenchmarkComparison &B : C.Benchmarks) {
    auto Cell = [](double Median, const std::optional<Interval> &I) {
      return timeText(Median) + spread(Median, I);
    };
    T.add({B.Name, Cell(B.Time.MedianBefore, B.Time.IntervalBefore),
           Cell(B.Time.MedianAfter, B.Time.IntervalAfter), changeText(B.Time)});
    for (const auto &[Counter, D] : B.Counters) {
      auto Number = [](double Median, const std::optional<Interval> &I) {
        return numberText(Median) + (I && I->Low == I->High ? "" : spread(Median, I));
      };
      T.add({"  " + Counter, Number(D.MedianBefore, D.IntervalBefore),
             Number(D.MedianAfter, D.IntervalAfter), changeText(D)});
    }
  }
  std::string Out = T.text();
  for (const std::string &Name : C.OnlyBefore)
    Out += fmt::format("{}: only before the fix\n", Name);
  for (const std::string &Name : C.OnlyAfter)
    Out += fmt::format("{}: only after the fix\n", Name);
  return Out + conclusion(C);
}

json::Array asJSON(const Comparison &C) {
  json::Array Out;
  for (const BenchmarkComparison &B : C.Benchmarks) {
    json::Object O = toJSON(B.Time, "faster", "slower");
    O["name"] = B.Name;
    O["time"] = B.IsRealTime ? "real" : "cpu";
    O["unit"] = "ns";
    json::Object Counters;
    for (const auto &[Counter, D] : B.Counters)
      Counters[Counter] = toJSON(D, "fewer", "more");
    if (!Counters.empty())
      O["counters"] = std::move(Counters);
    Out.push_back(std::move(O));
  }
  return Out;
}

} // namespace fastidious::measure

#include "driver/evidence/measure/Statistics.h"

#include <algorithm>
#include <cmath>

namespace fastidious::measure {

double median(std::vector<double> Samples) {
  std::sort(Samples.begin(), Samples.end());
  size_t Middle = Samples.size() / 2;
  return Samples.size() % 2 ? Samples[Middle] : (Samples[Middle - 1] + Samples[Middle]) / 2;
}

std::optional<Interval> medianInterval(std::vector<double> Samples, double Confidence) {
  std::sort(Samples.begin(), Samples.end());
  size_t N = Samples.size();
  // The number of samples below the median is binomial with p = 1/2; Below is the chance of less
  // than Rank of them.
  double Term = std::pow(0.5, N), Below = 0;
  std::optional<Interval> Narrowest;
  for (size_t Rank = 1; Rank <= N / 2; ++Rank) {
    Below += Term;
    Term = Term * (N - Rank + 1) / Rank;
    if (1 - 2 * Below < Confidence)
      break;
    Narrowest = Interval{Samples[Rank - 1], Samples[N - Rank]};
  }
  return Narrowest;
}

namespace {

struct TiedGroup {
  size_t Size;
  size_t TwiceRank; ///< Of each member; the mean of the ranks that they share.
};

std::vector<TiedGroup> tiedGroups(const std::vector<double> &First,
                                  const std::vector<double> &Second, size_t &TwiceRankSum) {
  std::vector<std::pair<double, bool>> All;
  for (double V : First)
    All.push_back({V, true});
  for (double V : Second)
    All.push_back({V, false});
  std::sort(All.begin(), All.end());
  std::vector<TiedGroup> Groups;
  TwiceRankSum = 0;
  for (size_t Begin = 0; Begin < All.size();) {
    size_t End = Begin;
    while (End < All.size() && All[End].first == All[Begin].first)
      ++End;
    TiedGroup Group{End - Begin, Begin + End + 1};
    for (size_t I = Begin; I < End; ++I)
      TwiceRankSum += All[I].second ? Group.TwiceRank : 0;
    Groups.push_back(Group);
    Begin = End;
  }
  return Groups;
}

double choose(size_t N, size_t K) {
  double Result = 1;
  for (size_t I = 1; I <= K; ++I)
    Result = Result * (N - K + I) / I;
  return Result;
}

/// The share of all ways to choose \p Count of the ranks whose sum is as far from the mean as
/// \p TwiceRankSum, on the nearer side, times two.
double exactP(const std::vector<TiedGroup> &Groups, size_t Count, size_t TwiceRankSum) {
  // Ways[K][S]: to choose K ranks whose doubled sum is S, of the groups so far.
  size_t MaxSum = 0;
  for (const TiedGroup &G : Groups)
    MaxSum += G.Size * G.TwiceRank;
  std::vector<std::vector<double>> Ways(Count + 1, std::vector<double>(MaxSum + 1));
  Ways[0][0] = 1;
  size_t Reached = 0;
  for (const TiedGroup &G : Groups) {
    for (size_t K = Count + 1; K-- > 0;)
      for (size_t Taken = 1; Taken <= std::min(K, G.Size); ++Taken) {
        double Choices = choose(G.Size, Taken);
        for (size_t S = 0; S <= Reached; ++S)
          if (double W = Ways[K - Taken][S])
            Ways[K][S + Taken * G.TwiceRank] += W * Choices;
      }
    Reached += G.Size * G.TwiceRank;
  }
  double Below = 0, Above = 0, All = 0;
  for (size_t S = 0; S <= MaxSum; ++S) {
    All += Ways[Count][S];
    Below += S <= TwiceRankSum ? Ways[Count][S] : 0;
    Above += S >= TwiceRankSum ? Ways[Count][S] : 0;
  }
  return std::min(1.0, 2 * std::min(Below, Above) / All);
}

double approximateP(const std::vector<TiedGroup> &Groups, double N1, double N2, double U) {
  double N = N1 + N2, Ties = 0;
  for (const TiedGroup &G : Groups)
    Ties += std::pow(G.Size, 3) - G.Size;
  double Variance = N1 * N2 / 12 * (N + 1 - Ties / (N * (N - 1)));
  if (Variance <= 0)
    return 1;
  double Distance = std::max(0.0, std::abs(U - N1 * N2 / 2) - 0.5);
  return std::erfc(Distance / std::sqrt(2 * Variance));
}

} // namespace

RankTest mannWhitney(const std::vector<double> &First, const std::vector<double> &Second) {
  constexpr size_t MostForExact = 100;
  size_t TwiceRankSum;
  std::vector<TiedGroup> Groups = tiedGroups(First, Second, TwiceRankSum);
  double N1 = First.size(), N2 = Second.size();
  RankTest Result;
  Result.U = TwiceRankSum / 2.0 - N1 * (N1 + 1) / 2;
  Result.P = First.size() + Second.size() <= MostForExact
                 ? exactP(Groups, First.size(), TwiceRankSum)
                 : approximateP(Groups, N1, N2, Result.U);
  return Result;
}

double leastP(size_t First, size_t Second) {
  return std::min(1.0, 2 / choose(First + Second, First));
}

} // namespace fastidious::measure

// Moving averages.
#include <algorithm>
#include <chrono>
#include <concepts>
#include <iostream>
#include <numeric>
#include <random>
#include <ranges>
#include <span>
#include <vector>

template <std::floating_point T> std::vector<T> averages(std::span<const T> values, std::size_t n) {
  std::vector<T> out;
  for (std::size_t i = 0; i + n <= values.size(); ++i)
    out.push_back(std::reduce(values.begin() + i, values.begin() + i + n) / T(n));
  return out;
}

int main() {
  std::mt19937 engine(42);
  std::normal_distribution<double> noise;
  std::vector<double> values(1000);
  std::ranges::generate(values, [&] { return noise(engine); });
  auto start = std::chrono::steady_clock::now();
  auto smooth = averages<double>(values, 10);
  auto positive = smooth | std::views::filter([](double v) { return v > 0; }) |
                  std::views::transform([](double v) { return v * 2; });
  double sum = 0;
  for (double v : positive)
    sum += v;
  std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
  std::cout << sum << ' ' << spent.count() << '\n';
}

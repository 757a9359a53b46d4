#include "report.h"

namespace loglens {

std::string join(const std::vector<std::string> &texts) {
  std::string joined;
  for (const std::string &text : texts) {
    if (!joined.empty())
      joined = joined + ", ";
    joined = joined + text;
  }
  return joined;
}

std::string table(const std::vector<Entry> &entries) {
  std::string rows;
  for (const Entry &entry : entries)
    rows += entry.time + "\t" + entry.component + "\t" + entry.message + "\n";
  return rows;
}

unsigned long fingerprint(const std::vector<Entry> &entries) {
  unsigned long sum = 0;
  for (const Entry &entry : entries)
    for (char c : entry.message)
      sum = sum * 31 + static_cast<unsigned char>(c);
  return sum;
}

std::vector<int> histogram(const std::vector<int> &values, int limit) {
  std::vector<int> counts;
  for (int i = 0; i < limit; ++i)
    counts.push_back(0);
  for (int value : values)
    if (value >= 0 && value < limit)
      ++counts[static_cast<std::size_t>(value)];
  return counts;
}

} // namespace loglens
